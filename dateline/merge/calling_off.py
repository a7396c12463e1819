"""Finds what a decision to postpone or cancel put off: the happening on its old date, and the one that took its place.

The decision and the happening are two events where their dates differ, and one where the text gives them one date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dateline.merge import wording
from dateline.merge.kinds import CALLING_OFF
from dateline.merge.status import as_happenings
from dateline.merge.synonyms import key_of
from dateline.merge.table import OFF
from dateline.model import Article, Event, Interval, Mention, Status

UNCALLED = frozenset({"was to", "did not", "but", "not", "never"})
"""Cues of what did not come, though nobody is told to have called it off: if it came later, it was only late."""
MONTH = 31
AHEAD = dt.timedelta(days=400)
"""How long before its date a happening can be called off."""
AGAIN = re.compile(
    r"\b(?:re(?:scheduled|convened|arranged|vote)|now be|instead|new date|postponed|delayed)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Told:
    """An event with its mentions and what they say in short."""

    event: Event
    members: tuple[Mention, ...]
    passages: tuple[str, ...]
    keys: frozenset[str]
    """The predicates that name it."""
    decision: bool
    """Whether the event is that something was put off or called off."""

    @cached_property
    def objects(self) -> frozenset[str]:
        """The stems of what its mentions act on."""
        acted_on = " ".join(a.text for m in self.members for a in m.arguments if a.role in {"patient", "topic"})
        return frozenset(wording.words(acted_on)) | _stems(self.keys)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(wording.words(" ".join(self.passages)))


def resolve(
    events: Sequence[Event], groups: Sequence[Sequence[Mention]], articles: Mapping[str, Article]
) -> list[Event]:
    """Return the events with the statuses that a calling-off elsewhere gives them, and what each one replaces."""
    told = [_told(event, members, articles) for event, members in zip(events, groups, strict=True)]
    beside = _index((mention.article, t) for t in told for mention in t.members)
    home = {mention.id: t for t in told for mention in t.members}
    by_name = _index((wording.stem(key), t) for t in told for key in t.keys)
    status: dict[str, Status] = {}
    objects: dict[str, frozenset[str]] = {}
    for decision in (t for t in told if t.decision):
        near = {t.event.id: t for m in decision.members for t in beside[m.article]}
        near |= {t.event.id: t for m in decision.members if (t := home.get(m.target or ""))}
        moved = {t.event.id: t for t in _moved(decision, home, by_name, articles)}
        for happening in (t for t in (near | moved).values() if t.event.id in moved or _puts_off(decision, t)):
            if happening.event.status not in OFF and status.get(happening.event.id) != "postponed":
                status[happening.event.id] = _outcome(decision)
            objects[happening.event.id] = decision.objects
            if _apart(decision.event.interval, happening.event.interval):
                status[decision.event.id] = "occurred"
    settled = [_settled(t, status.get(t.event.id, t.event.status)) for t in told]
    replaced = _replacements(settled, home, objects)
    old = set(replaced.values())
    late = {t.event.id for t in settled if t.event.id in old and _only_lapsed(t)}
    final = [_settled(t, "postponed" if t.event.id in late else t.event.status).event for t in settled]
    return [replace(event, supersedes=replaced[event.id]) if event.id in replaced else event for event in final]


def _only_lapsed(told: Told) -> bool:
    """Say whether nobody says that a happening was called off, only that it was to be and did not come."""
    off = [m for m in told.members if m.status == "cancelled"]
    return told.event.status == "cancelled" and all(m.status_cue in UNCALLED for m in off)


def _settled(told: Told, status: Status) -> Told:
    return told if status == told.event.status else replace(told, event=replace(told.event, status=status))


def _moved(
    decision: Told, home: Mapping[str, Told], by_name: Mapping[str, Sequence[Told]], articles: Mapping[str, Article]
) -> list[Told]:
    """Return what was planned for a day between the telling that "the hearing has been moved to 22 May" and that day.

    The article that moves it need not say from which day.
    """
    found: list[Told] = []
    for mention in decision.members:
        new, told = home.get(f"{mention.id}n"), articles[mention.article].published
        if new is None or told is None or new.event.interval is None:
            continue
        old = {t.event.id: t for key in new.keys for t in by_name.get(wording.stem(key), ())}
        found += [
            t
            for t in old.values()
            if _planned_between(t, told, new.event.interval.start) and _same_cast(t, new) and t.event.participants
        ]
    return found


def _planned_between(told: Told, first: dt.date, before: dt.date) -> bool:
    planned = told.event.interval
    open_ = told.event.status in {"planned", "possible"} and not told.decision
    return open_ and planned is not None and planned.days <= MONTH and first <= planned.end < before


def _replacements(
    told: Sequence[Told], home: Mapping[str, Told], objects: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    """Return {new event: the event that it replaces}."""
    by_name = _index((wording.stem(key), t) for t in told for key in t.keys)
    replaced: dict[str, str] = {}
    for old in told:
        if old.event.status not in OFF or old.event.interval is None:
            continue
        aims = [t for m in old.members if (t := home.get(m.target or ""))]
        named = _stems(old.keys) | objects.get(old.event.id, frozenset()) | {s for t in aims for s in _stems(t.keys)}
        later = {
            t.event.id: t for name in named for t in by_name.get(name, ()) if _later(old, t) and _same_cast(old, t)
        }
        if later:
            replaced.setdefault(max(later.values(), key=_standing).event.id, old.event.id)
    return replaced


def _stems(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(wording.stem(key) for key in keys)


def _index(pairs: Iterable[tuple[str, Told]]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for name, told in pairs:
        found.setdefault(name, []).append(told)
    return found


def _told(event: Event, members: Sequence[Mention], articles: Mapping[str, Article]) -> Told:
    return Told(
        event=event,
        members=tuple(members),
        passages=tuple(articles[m.article].text[m.start : m.end] for m in members),
        keys=frozenset(key_of(m.predicate) for m in members),
        decision=2 * sum(m.predicate_class in CALLING_OFF for m in members) >= len(members)
        and as_happenings(members, articles) is members,
    )


def _puts_off(decision: Told, happening: Told) -> bool:
    """Say whether `happening` is what `decision` called off: planned for later, never reported as held."""
    if happening.decision or happening.event.status not in {"planned", "possible", "postponed", "cancelled"}:
        return False
    if any(m.target in {other.id for other in happening.members} for m in decision.members):
        return True
    if {f"{m.id}n" for m in decision.members} & {other.id for other in happening.members}:
        return False  # its new date, which the decision gives it
    when, planned = decision.event.interval, happening.event.interval
    if when is None or planned is None or planned.days > MONTH or not _soon_after(when, planned):
        return False
    return _names(decision, happening)


def _soon_after(when: Interval, planned: Interval) -> bool:
    return when.start <= planned.end and planned.start - when.end <= AHEAD


def _names(decision: Told, happening: Told) -> bool:
    """Say whether the decision's objects name the happening, in an article that tells both."""
    together = {m.article for m in decision.members} & {m.article for m in happening.members}
    named = {wording.stem(key) for key in happening.keys} & decision.objects
    shared = decision.objects & happening.words
    ours = set(decision.event.participants) & set(happening.event.participants)
    return bool(together) and (len(shared) >= 2 or bool(named and ours))


def _outcome(decision: Told) -> Status:
    """Return what the decision made of the happening: "called off" is also said of what is only put off."""
    put_off = any(m.predicate_class == "postpone" or m.status == "postponed" for m in decision.members)
    return "postponed" if put_off else "cancelled"


def _apart(a: Interval | None, b: Interval | None) -> bool:
    return a is not None and b is not None and not a.overlaps(b)


def _later(old: Told, new: Told) -> bool:
    held = new.event.status in {"occurred", "planned"} and not new.decision
    start = new.event.interval.start if new.event.interval else dt.date.min
    return held and old.event.interval is not None and start > old.event.interval.end


def _standing(new: Told) -> tuple[int, int, int]:
    assert new.event.interval is not None
    again = sum(bool(AGAIN.search(quote.quote)) for quote in new.event.evidence)
    return min(again, 1), len({m.article for m in new.members}), -new.event.interval.start.toordinal()


def _same_cast(old: Told, new: Told) -> bool:
    mine, theirs = set(old.event.participants), set(new.event.participants)
    if not mine or not theirs:
        return len(old.words & new.words) >= 2
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))
