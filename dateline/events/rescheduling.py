"""Makes the happening on its new date a mention of its own: "put the vote back to 30 May"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.events import (
    naming,
    predicates,
    restaged,
    titles,
)
from dateline.events.predicates import Extraction, Predicate
from dateline.events.pronouns import Namer
from dateline.events.scene import precision_of
from dateline.events.tree import Tree
from dateline.model import Interval, Mention, Timex


def happening(extraction: Extraction, place: int) -> Predicate | None:
    """What a decision puts off: the noun it governs, or for "it" what was last said to be planned."""
    decision = extraction.predicates[place]
    tree = extraction.trees[decision.sentence]
    if decision.standing.cue == restaged.CUE:
        return replace(decision, verb=decision.head)
    if decision.loose:
        before = [
            p
            for p in extraction.predicates[:place]
            if p.standing.level in ("planned", "cancelled", "postponed") and not p.decision
            and decision.sentence - 1 <= p.sentence <= decision.sentence
        ]  # fmt: skip
        return before[-1] if before else None
    if decision.target < 0 or not naming.is_noun(tree, decision.target):
        return None
    named = predicates.given(decision.sentence, tree, decision.target)
    return replace(named, verb=named.head, nominal=True)


def rescheduled(
    tree: Tree,
    happening: Predicate | None,
    decision: Mention,
    moved: Timex,
    dated: set[int],
    name: Namer,
    published: dt.date | None,
) -> Mention | None:
    """The happening on its new date: "put the vote back to 30 May"; None where only a pronoun names it."""
    if happening is None:
        return None
    interval = moved.interval
    held = happening.standing.cue == restaged.CUE and interval is not None and not _is_ahead(interval, published)
    level, tense = ("occurred", "past") if held else ("planned", "future")
    happening = replace(happening, standing=replace(happening.standing, level=level, cue="moved", tense=tense))
    start, end = decision.head_start, decision.head_end
    if decision.start <= tree.sentence.starts[happening.head] < decision.end:
        start, end = tree.sentence.starts[happening.head], tree.sentence.ends[happening.head]
    return replace(
        decision,
        id=decision.id + "n",
        head_start=start,
        head_end=end,
        predicate=happening.lemma,
        predicate_class=happening.kind,
        status="occurred" if held else "planned",
        timex=moved,
        interval=interval,
        precision=precision_of(interval),
        date_basis="timex",
        title=titles.title(tree, happening, dated, name),
        attributes=(),
    )


def _is_ahead(interval: Interval, published: dt.date | None) -> bool:
    return published is None or interval.start > published
