"""How an event is marked in every picture of ours: colour, shape, and the group of days that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.model import Event, Interval, Status, Timeline
from dateline.reports import words

COLOURS: Final[dict[Status, str]] = {
    "occurred": "#1c5d99",
    "planned": "#6f3fa8",
    "postponed": "#a85b00",
    "cancelled": "#5b6470",
    "denied": "#b3261e",
    "possible": "#0b6e69",
}
SHAPES: Final[dict[Status, str]] = {
    "occurred": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "planned": "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "postponed": "M0-6 6 0 0 6-6 0z",
    "cancelled": "M-4.5-4.5h9v9h-9zM-4.5-4.5l9 9M4.5-4.5l-9 9",
    "denied": "M-4-4 4 4M4-4-4 4",
    "possible": "M0-5 5.5 4.5h-11z",
}
"""Path data around (0, 0); the status is told by the shape, never by colour alone."""
SYMBOLS: Final[dict[Status, str]] = {
    "occurred": "circle",
    "planned": "circle-open",
    "postponed": "diamond",
    "cancelled": "square-x-open",
    "denied": "x",
    "possible": "triangle-up-open",
}
"""The same shapes by Plotly's names."""
FILLED: Final[frozenset[Status]] = frozenset({"occurred", "postponed"})
INK, MUTED, RULE, BAND, PAPER = "#1b1d22", "#5a606b", "#dfdcd5", "#f3f1ec", "#ffffff"


@dataclass(frozen=True, slots=True)
class Group:
    """The events of one day or period, in order."""

    interval: Interval | None
    events: tuple[Event, ...]

    @property
    def label(self) -> str:
        return words.label(self.interval)

    @property
    def brief(self) -> str:
        return words.brief(self.interval)


def groups(events: Sequence[Event]) -> list[Group]:
    """Group by equal interval, by start then end; what has no date comes last."""
    together: dict[Interval | None, list[Event]] = {}
    for event in events:
        together.setdefault(event.interval, []).append(event)
    keys = sorted((k for k in together if k), key=lambda i: (i.start, i.end))
    return [Group(k, tuple(together[k])) for k in (*keys, None) if k in together]


def used(events: Sequence[Event]) -> list[Status]:
    """The statuses that these events have, in the order of the legend."""
    return [s for s in words.STATUSES if any(e.status == s for e in events)]


def pictured(timeline: Timeline, limit: int) -> tuple[Event, ...]:
    """Choose what a still picture shows: the most important of the dated events, of all where none is dated."""
    dated = [e for e in timeline.events if e.interval] or list(timeline.events)
    kept = set(map(id, sorted(dated, key=lambda e: -e.importance)[:limit]))
    return tuple(e for e in dated if id(e) in kept)


def left_out(timeline: Timeline, shown: Sequence[Event]) -> str:
    """`7 less important and 44 undated ones not drawn`; empty where a still picture shows everything."""
    drawn = set(map(id, shown))
    absent = [e for e in timeline.events if id(e) not in drawn]
    undated = sum(1 for e in absent if e.interval is None)
    less = f"{len(absent) - undated:,} less important" if len(absent) > undated else ""
    parts = [part for part in (less, f"{undated:,} undated" if undated else "") if part]
    return f"{' and '.join(parts)} {'one' if len(absent) == 1 else 'ones'} not drawn" if parts else ""


def counted(timeline: Timeline, shown: Sequence[Event]) -> str:
    """`29 events from 5 articles`, and what is left out."""
    told = f"{words.count(len(shown), 'event')} from {words.count(len(timeline.articles), 'article')}"
    return " · ".join(part for part in (told, left_out(timeline, shown)) if part)
