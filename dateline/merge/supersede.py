"""Links an event that took the place of another: the visit of June to the one put off in February."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.merge.synonyms import key_of
from dateline.model import Event, Mention


def link(events: Sequence[Event], mentions: Mapping[str, Mention]) -> list[Event]:
    """Return the events, each rescheduled one naming the event it replaces.

    A postponed or cancelled event is replaced by the first later one of the same kind with the same participants
    that was held or is planned.
    """
    replaced: dict[str, str] = {}
    for old in events:
        if old.status in {"postponed", "cancelled"} and (new := _successor(old, events, mentions)):
            replaced.setdefault(new.id, old.id)
    return [replace(event, supersedes=replaced.get(event.id)) for event in events]


def _successor(old: Event, events: Sequence[Event], mentions: Mapping[str, Mention]) -> Event | None:
    if old.interval is None:
        return None
    kinds = _kinds(old, mentions)
    later = [
        event
        for event in events
        if event.interval is not None
        and event.interval.start > old.interval.end
        and event.status in {"occurred", "planned"}
        and kinds & _kinds(event, mentions)
        and _alike(old, event)
    ]
    return min(later, key=lambda e: (-len(e.evidence), e.interval and e.interval.start), default=None)


def _kinds(event: Event, mentions: Mapping[str, Mention]) -> set[str]:
    """Return the words and the kinds that name the event, with those of what its mentions put off."""
    told = [mentions[quote.mention] for quote in event.evidence if quote.mention in mentions]
    told += [mentions[m.target] for m in told if m.target in mentions]
    return {key_of(m.predicate) for m in told}


def _alike(old: Event, new: Event) -> bool:
    shared = set(old.participants) & set(new.participants)
    return bool(shared) and 2 * len(shared) >= min(len(old.participants), len(new.participants))
