"""Settles the status of mentions once dates are known, and links a decision to what it puts off or calls off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.events import naming
from dateline.events.dating import Dated
from dateline.events.predicates import Predicate
from dateline.events.tree import Tree
from dateline.model import Article, BlockKind, Mention, Status

if TYPE_CHECKING:
    from dateline.events.attach import Draft

PENDING: frozenset[Status] = frozenset({"planned", "postponed", "cancelled", "possible"})
DECISIONS = frozenset({"postpone", "cancel"})


def status(
    predicate: Predicate, dated: Dated, published: dt.date | None, kind: BlockKind, nominal: bool
) -> tuple[Status, str | None]:
    """Return the status that words and date give together: nothing that lies after publication has occurred."""
    level, cue = predicate.standing.level, predicate.standing.cue
    interval = dated.interval
    future = published is not None and interval is not None and interval.start > published
    past = published is not None and interval is not None and interval.end < published
    if level == "present":
        told = kind in ("title", "caption") and not future
        today = published is not None and interval is not None and interval.end >= published
        return ("planned", "present") if today and not told else ("occurred", cue)
    if level == "occurred" and future:
        return "planned", "date"
    if nominal and past and level in ("planned", "possible") and predicate.standing.tense != "none":
        # The clause above is open, but "last month's stoppage" in it has been.
        return "occurred", None
    return level, cue


def noun_kind(tree: Tree, head: int) -> str:
    return naming.noun_class(tree, head)


def settle(drafts: Sequence[Draft], articles: Sequence[Article]) -> tuple[Mention, ...]:
    """Give a decision the status of what it decides where the story tells no other date for that, and link the two."""
    mentions = [draft.mention for draft in drafts]
    by_head = {(m.article, m.head_start): m for m in mentions}
    settled: list[Mention] = []
    for draft in drafts:
        mention = draft.mention
        if draft.predicate.decision and not mention.id.endswith("n"):
            mention = _decision(draft, mention, mentions, by_head)
        settled.append(mention)
    return tuple(settled)


def _decision(
    draft: Draft, mention: Mention, mentions: Sequence[Mention], by_head: dict[tuple[str, int], Mention]
) -> Mention:
    if mention.status != "occurred":
        return mention
    happening = _happening(draft, mention, mentions)
    if (
        happening is not None
        and happening.interval
        and (not mention.interval or not happening.interval.overlaps(mention.interval))
    ):
        return replace(mention, target=happening.id)
    status: Status = "postponed" if draft.predicate.decision == "postponed" else "cancelled"
    return replace(mention, status=status, target=happening.id if happening else None)


def _happening(draft: Draft, mention: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """What is put off: the mention of it in the same sentence, else the story's planned mention of the same kind."""
    words = {a.text.lower().split()[-1] for a in mention.arguments if a.role == "patient" and a.text}
    same = [
        m
        for m in mentions
        if m.id != mention.id and m.status in PENDING and m.predicate_class not in DECISIONS
        and (m.predicate in words or (m.predicate_class and m.predicate_class in _classes(words)))
    ]  # fmt: skip
    near = [m for m in same if m.article == mention.article and m.start == mention.start and m.interval]
    dated = [
        m for m in same if m.interval and (not mention.participants or set(m.participants) & set(mention.participants))
    ]
    pool = near or [m for m in dated if mention.interval is None or m.interval is not None]
    after = [m for m in pool if m.interval and mention.interval and m.interval.end >= mention.interval.start]
    best = near or after or pool
    return min(best, key=lambda m: (m.interval.start if m.interval else dt.date.max, m.id)) if best else None


def _classes(words: set[str]) -> set[str]:
    from dateline.events.lexicon import lexicon

    return {lexicon().nouns[word] for word in words if word in lexicon().nouns}
