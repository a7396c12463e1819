"""Says on which events a contradiction of two figures is shown: those whose own clauses measure, or are told by, the figures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dateline.merge import wording
from dateline.merge.synonyms import key_of
from dateline.merge.told import Told, bare_name
from dateline.merge.unlike import LOOSE
from dateline.model import Event, Interval, Mention

BRIEF = 2
"""Days that an event may last and still be looked for by its day."""
SENSES = {
    "price": {"buy", "sell", "complete"}, "dead": {"kill", "die"}, "hurt": {"injure", "crash", "explode"},
    "saved": {"rescue"}, "held": {"arrest"}, "charged": {"charge"}, "jail": {"judge"}, "turnout": {"vote"},
    "recalled": {"recall"}, "stake": {"buy"}, "delay": {"postpone"}, "talks": {"meet"}, "fine": {"judge", "ban"},
    "fire": {"explode", "happen", "damage"}, "swapped": {"release"}, "sold": {"sell"}, "ill": {"infect"},
}  # fmt: skip
"""Which kinds of event a deed is told by."""


def seats_of(
    a: Told, b: Told, events: Sequence[Event], groups_: Sequence[Sequence[Mention]], brief: Mapping[int, Sequence[int]]
) -> set[int]:
    """Return the events whose clauses the figures stand in and the one beside each that tells the same at large.

    An event that only recalls what another day measured is left out. `brief` are the short events by day.
    """
    days = [t.days for t in (a, b) if t.days and t.mention and t.days == t.mention.interval]
    seated = [t for t in (a, b) if t.seated and (t.measured or not _is_of_another(t, groups_))]
    loose = () if any(t.seated for t in (a, b)) else (a, b)
    found = {k for t in seated or loose for k in _own(t) if k >= 0}
    found = {k for k in found if not _elsewhen(events[k], days)}
    if not any(events[k].interval for k in found):
        found = set(_of_deed(a, b, events, groups_)) or found
    named = {k for t in (a, b) if t.claim.noun for k in _named(t, events, groups_, found)}
    return found | named | {twin for k in found if (twin := _twin(k, a, b, events, brief)) >= 0}


def _is_of_another(told: Told, groups_: Sequence[Sequence[Mention]]) -> bool:
    """Tell whether a figure's words name a kind of event that is not the one it stands beside."""
    kinds = {kind for deed in told.claim.deeds for kind in SENSES.get(deed, ())}
    return bool(kinds) and told.event >= 0 and not kinds.intersection(m.predicate_class for m in groups_[told.event])


def _own(told: Told) -> tuple[int, ...]:
    """Return the events of a claim: a dated one beside it comes before one that only others date."""
    return (told.beside,) if told.beside >= 0 and not told.measured else (told.event, told.beside)


def _of_deed(a: Told, b: Told, events: Sequence[Event], groups_: Sequence[Sequence[Mention]]) -> list[int]:
    """Return the event that most sources tell of those whose kind and names are the figures', or nothing."""
    kinds = {kind for t in (a, b) for deed in t.claim.deeds for kind in SENSES.get(deed, ())}
    names, words = a.names & b.names, a.wide & b.wide
    able = [
        k
        for k, event in enumerate(events)
        if event.interval is not None
        and kinds.intersection(m.predicate_class for m in groups_[k])
        and (
            any(bare_name(word) in names for name in event.participants for word in name.split())
            or words & _content_stems(event.title)
        )
    ]
    best = max(able, key=lambda k: (len({e.article for e in events[k].evidence}), events[k].id), default=-1)
    return [best] if best >= 0 else []


def _content_stems(text: str) -> set[str]:
    return set(wording.words(text))


def _elsewhen(event: Event, days: Sequence[Interval]) -> bool:
    span = event.interval
    return span is not None and bool(days) and not any(span.overlaps(day) for day in days)


def _named(told: Told, events: Sequence[Event], groups_: Sequence[Sequence[Mention]], found: set[int]) -> Iterator[int]:
    """Yield the events that the noun of a measure names: the talks, for "agreed after nine days of talks"."""
    if told.claim.kind != "time":
        return
    key, lasts = key_of(told.claim.noun), dt.timedelta(seconds=told.claim.quantity.number) + dt.timedelta(days=LOOSE)
    spans = [span for k in found if (span := events[k].interval)]
    for k, event in enumerate(events):
        if event.interval is None or key not in {key_of(m.predicate) for m in groups_[k]}:
            continue
        if any(span.start - lasts <= event.interval.end and event.interval.start <= span.end + lasts for span in spans):
            yield k


def brief_by_day(events: Sequence[Event]) -> dict[int, list[int]]:
    """Return the short events by the ordinal of each of their days."""
    found: dict[int, list[int]] = defaultdict(list)
    for k, event in enumerate(events):
        for day in _short_days(event):
            found[day].append(k)
    return found


def _short_days(event: Event) -> range:
    span = event.interval
    if span is None or span.days > BRIEF:
        return range(0)
    return range(span.start.toordinal(), span.end.toordinal() + 1)


def _twin(k: int, a: Told, b: Told, events: Sequence[Event], brief: Mapping[int, Sequence[int]]) -> int:
    """Return the event of the same day and people that most sources tell, or -1 where that is none but `k`."""
    event = events[k]
    days = _short_days(event)
    told, names = a.wide | b.wide, {wording.stem(name) for name in a.names | b.names}
    beside = [
        j
        for j, other in ((j, events[j]) for j in sorted({j for day in days for j in brief.get(day, ())}))
        if other.status == event.status
        and set(other.participants) & set(event.participants)
        and _content_stems(other.title) & told - names
    ]
    best = max(beside, key=lambda j: (len({e.article for e in events[j].evidence}), events[j].id), default=k)
    return best if best != k else -1
