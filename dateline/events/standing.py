"""Settles the status of mentions once dates are known, and links a decision to what it puts off or calls off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.events import undone
from dateline.events.noun_status import EXPECTED
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated
from dateline.model import BlockKind, Mention, Status

if TYPE_CHECKING:
    from dateline.events.drafts import Draft

OCCASIONS = frozenset({"meet", "visit", "happen", "perform"})
"""Classes of nouns by which anything held is called: "the meeting", "the event"."""
PRONOUNS = frozenset({"it", "that", "this", "they", "he", "she", "we"})
PENDING: frozenset[Status] = frozenset({"planned", "postponed", "cancelled", "possible"})
SOON = 60
"""Days between putting something off and its old date, at most."""
DECISIONS = frozenset({"postpone", "cancel"})
APPOINTMENTS = frozenset(
    {"meet", "vote", "try", "perform", "compete", "speak", "award", "visit", "happen", "begin", "launch"}
)

DATED = frozenset(
    {
        "appoint",
        "arrive",
        "close",
        "complete",
        "deliver",
        "depart",
        "end",
        "judge",
        "marry",
        "open",
        "publish",
        "report",
        "resume",
    }
)
"""What else is fixed for a day beforehand."""
SET = frozenset(
    "planned set scheduled booked wanted called fixed promised due expected pencilled arranged intended".split()
)
"""Participles of what has its day: "the conference set for 18 May met on the 25th"."""
UNKEPT = 10
"""Days: an appointment for a longer time is a wish."""


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
    if level == "possible" and cue is None and past and not nominal:
        return "occurred", "date"  # "will miss the final after breaking a leg on Tuesday"
    if level == "occurred" and future:
        return "planned", "date"
    open_ = level == "possible" and cue in ("would", "'d") and predicate.standing.tense != "past"
    if open_ and _on_a_date(dated) and future:
        return "planned", cue  # "the new scales would take effect on 1 April"
    if level == "planned" and cue == "before" and past:
        return "occurred", "date"
    if nominal and past and level in ("planned", "possible") and predicate.standing.tense != "none" and cue != EXPECTED:
        # The clause above is open, but "last month's stoppage" in it has been.
        return "occurred", None
    return level, cue


def _on_a_date(dated: Dated) -> bool:
    return dated.basis == "timex" and dated.interval is not None and dated.interval.days <= 31


def settle(drafts: Sequence[Draft]) -> tuple[Mention, ...]:
    """Tell a decision from what it decides: the happening keeps its own date and is put off or called off, the decision occurred.

    Where the story gives the happening no date of its own, the two are one event, which is postponed or cancelled.
    """
    happenings = [d for d in drafts if _schedulable(d)]
    settled: dict[str, Mention] = {d.mention.id: d.mention for d in drafts}
    for draft in drafts:
        if _decides(draft):
            _settle_decision(draft, happenings, settled)
    decisions: dict[str, list[Draft]] = {}
    for draft in drafts:
        if _decides(draft):
            decisions.setdefault(draft.mention.article, []).append(draft)
    for draft in drafts:
        if _was_due(draft, settled):
            _follow_decision(draft, decisions.get(draft.mention.article, ()), settled)
    _give_way(drafts, settled)
    beside: dict[tuple[str, int], list[Draft]] = {}  # by sentence
    for draft in drafts:
        beside.setdefault((draft.mention.article, draft.predicate.sentence), []).append(draft)
    for draft in drafts:
        standing = draft.predicate.standing
        mention = settled[draft.mention.id]
        lapsed = standing.cue == "was to" and standing.tense == "past" and mention.interval is not None
        here = beside[mention.article, draft.predicate.sentence]
        late = mention.status in ("planned", "cancelled") and _came_later(draft, here, settled)
        if late or (mention.status == "possible" and _unkept(draft, mention)):
            settled[mention.id] = replace(mention, status="postponed")
        elif lapsed and mention.status == "planned":
            settled[draft.mention.id] = replace(settled[draft.mention.id], status="cancelled")
    return tuple(settled[d.mention.id] for d in drafts if not _only_echoes(d, settled))


def _came_later(draft: Draft, beside: Sequence[Draft], settled: dict[str, Mention]) -> bool:
    """Say whether what "had been due to end on 22 May" or "was to have been signed on 1 March" came later, as its sentence tells."""
    mention, predicate = settled[draft.mention.id], draft.predicate
    was = predicate.standing.tense == "past" and predicate.standing.cue is not None
    named = predicate.nominal and mention.status == "planned" and predicate.standing.cue in SET
    if not (was or named) or mention.interval is None or mention.date_basis != "timex" or predicate.decision:
        return False
    for other in beside:
        told = settled[other.mention.id]
        if told.status != "occurred" or told.interval is None or told.date_basis != "timex":
            continue
        kin = told.predicate_class == mention.predicate_class
        kin = kin or (was and other.predicate.head > predicate.head)
        if kin and told.interval.start > mention.interval.end and not other.predicate.decision:
            return True
    return False


def _unkept(draft: Draft, mention: Mention) -> bool:
    """Say whether an appointment of a day was not kept: "should have been sentenced on 5 May", "ought to have opened on Monday".

    Without a day, or of what nobody puts in a diary, it is a reproach: "should have resigned on Monday".
    """
    standing, interval = draft.predicate.standing, mention.interval
    due = standing.cue in {"should", "ought"} and standing.tense == "past" and not _decides(draft)
    on_a_day = interval is not None and interval.days <= UNKEPT and mention.date_basis in {"timex", "event"}
    return due and on_a_day and mention.predicate_class in APPOINTMENTS | DATED | undone.ARRANGED


def _give_way(drafts: Sequence[Draft], settled: dict[str, Mention]) -> None:
    """Put off what "it will now be played on 27 March" takes the place of: the same, planned for another day just before."""
    for draft, before in zip(drafts[1:], drafts, strict=False):
        mention, old = settled[draft.mention.id], settled[before.mention.id]
        same = mention.article == old.article and mention.predicate_class == old.predicate_class != ""
        near = 0 < draft.predicate.sentence - before.predicate.sentence <= 1 and draft.predicate.moved
        dated = mention.interval is not None and old.interval is not None and mention.interval.start > old.interval.end
        missed = old.status == "denied" and draft.predicate.echo == (before.predicate.sentence, before.predicate.head)
        open_ = mention.status == "planned" and (old.status == "planned" or missed)
        if same and (near or missed) and dated and open_ and not mention.id.endswith("n"):
            settled[old.id] = replace(old, status="postponed")


def _decides(draft: Draft) -> bool:
    return bool(draft.predicate.decision) and not draft.mention.id.endswith("n")


def _schedulable(draft: Draft) -> bool:
    mention = draft.mention
    return (
        mention.status in PENDING
        and mention.status != "possible"
        and mention.predicate_class not in DECISIONS
        and not (_decides(draft))
    )


def _settle_decision(draft: Draft, happenings: Sequence[Draft], settled: dict[str, Mention]) -> None:
    mention = settled[draft.mention.id]
    if mention.status not in ("occurred", "postponed", "cancelled"):
        return
    effect: Status = "postponed" if draft.predicate.decision == "postponed" else "cancelled"
    own = _own_happening(draft, happenings)
    dated = own if own and own.mention.interval else _best_happening(draft, own, happenings)
    if own is not None and dated is not None and own.mention.interval is None:
        other = dated.mention
        lent = replace(
            own.mention, interval=other.interval, precision=other.precision, timex=other.timex, date_basis="event"
        )
        settled[own.mention.id] = replace(lent, status=effect)
    elif own is not None and draft.predicate.loose:
        settled[own.mention.id] = replace(own.mention, status=effect)
    target = own or dated
    decided = dated is not None and dated.mention.interval is not None and dated.mention.interval != mention.interval
    active = mention.date_basis in ("timex", "discourse") and mention.precision == "day" and _has_agent(mention)
    status: Status = "occurred" if (decided or active) and not draft.predicate.sudden else effect
    settled[mention.id] = replace(mention, status=status, target=target.mention.id if target else None)


def _has_agent(mention: Mention) -> bool:
    return any(argument.role == "agent" for argument in mention.arguments)


def _own_happening(draft: Draft, happenings: Sequence[Draft]) -> Draft | None:
    """The mention, in the decision's own sentence, of what it puts off; "it" is what was last said to be planned."""
    here = [h for h in happenings if h.mention.article == draft.mention.article]
    if draft.predicate.loose:
        before = [
            h for h in here if h.predicate.standing.level == "planned" and _just_before(h.predicate, draft.predicate)
        ]
        return before[-1] if before else None
    for other in here:
        same = other.predicate.sentence == draft.predicate.sentence
        if same and other.predicate.head == draft.predicate.target:
            return other
    return None


def _just_before(one: Predicate, other: Predicate) -> bool:
    return other.sentence - 1 <= one.sentence <= other.sentence and (one.sentence, one.head) < (
        other.sentence,
        other.head,
    )


def _best_happening(draft: Draft, own: Draft | None, happenings: Sequence[Draft]) -> Draft | None:
    """The story's dated mention of the happening: the nearest in the article, then one that shares participants."""
    mention, predicate = draft.mention, draft.predicate
    kind = own.mention.predicate_class if own else _target_kind(draft)
    people = set(mention.participants) | set(own.mention.participants if own else ())
    found: list[tuple[int, int, Draft]] = []
    for other in happenings:
        each = other.mention
        if each.interval is None or other is own or not kindred(kind, each.predicate_class):
            continue
        if mention.interval and each.interval.end < mention.interval.start:
            continue
        if mention.interval and (each.interval.start - mention.interval.end).days > SOON:
            continue
        here = each.article == mention.article
        if not here and (mention.interval is None or (each.interval.start - mention.interval.end).days > SOON):
            continue
        distance = abs(other.predicate.sentence - predicate.sentence) if here else 99
        if not here and people and each.participants and not people & set(each.participants):
            continue
        if each.id.endswith("n") or (here and distance > 4):
            continue
        found.append((distance, (each.interval.start - mention.interval.start).days if mention.interval else 0, other))
    found = [item for item in found if not _new_date(item[2])]
    return min(found, key=lambda item: (item[0], item[1], item[2].mention.id))[2] if found else None


def _new_date(draft: Draft) -> bool:
    """Say whether a mention tells the new date, not the old one: "will now be held on 30 May"."""
    return draft.predicate.standing.tense == "future" and draft.predicate.moved


def _target_kind(draft: Draft) -> str:
    from dateline.events.lexicon import lexicon

    words = [a.text.lower().split()[-1] for a in draft.mention.arguments if a.role == "patient" and a.text.split()]
    return next((lexicon().nouns[word] for word in words if word in lexicon().nouns), words[0] if words else "")


def kindred(one: str, other: str) -> bool:
    """Whether two classes may tell the same appointment: a vote is held at a meeting."""
    return bool(one) and (one == other or {one, other} <= APPOINTMENTS)


def _was_due(draft: Draft, settled: dict[str, Mention]) -> bool:
    mention = settled[draft.mention.id]
    return (
        not mention.id.endswith("n")
        and mention.status in ("planned", "possible")
        and mention.interval is not None
        and not _decides(draft)
    )


def _follow_decision(draft: Draft, decisions: Sequence[Draft], settled: dict[str, Mention]) -> None:
    """Mark as put off what "had been due on Thursday" beside a postponement told in the same article."""
    mention = settled[draft.mention.id]
    if draft.predicate.standing.tense != "past" and draft.predicate.standing.cue not in ("had", "was to"):
        return
    for other in decisions:
        near = abs(other.predicate.sentence - draft.predicate.sentence) <= 3
        if (
            not near
            or not _decides(other)
            or settled[other.mention.id].status not in ("occurred", "postponed", "cancelled")
        ):
            continue
        decision = settled[other.mention.id]
        earlier = not decision.interval or not mention.interval or decision.interval.start <= mention.interval.end
        beside = mention.interval != decision.interval and mention.date_basis == "timex"
        together = other.predicate.sentence == draft.predicate.sentence and (
            other.predicate.head > draft.predicate.head or beside
        )
        kind = _target_kind(other)
        nominal = draft.predicate.nominal and mention.predicate_class in OCCASIONS
        generic = nominal or (kind in OCCASIONS and not other.mention.target)
        meant = kind == mention.predicate_class or (generic and kindred(kind, mention.predicate_class))
        if earlier and (together or (meant and kind != "")):
            status: Status = "postponed" if other.predicate.decision == "postponed" else "cancelled"
            settled[mention.id] = replace(mention, status=status)
            return


def _only_echoes(draft: Draft, settled: dict[str, Mention]) -> bool:
    """An undated noun beside the verb that puts it off adds nothing to it."""
    mention = settled[draft.mention.id]
    if draft.predicate.loose and mention.interval is None and mention.title.split(" ", 1)[0].lower() in PRONOUNS:
        return True
    bare = draft.predicate.nominal and draft.predicate.verb == draft.predicate.head and not draft.predicate.given
    told = draft.predicate.standing.cue == "off"  # "the wedding is off": no verb tells it besides
    return bare and not told and mention.interval is None and mention.status in ("postponed", "cancelled")
