"""The years of an undated article's dates: "30 October" in a story told in late 2013 is that of 2013.

What such an article counts from its own day stays open; only a date that lacks nothing but its year gets the one that
lies nearest to the days of the story, where no other comes close.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Interval, Timex
from dateline.times.intervals import interval_of
from dateline.times.language import load

_WORD = re.compile(r"[^\W\d_]+")
_REASON = "its year is the one nearest to the story's dated articles"
_OPEN = re.compile(r"XXXX(-(?:(?:0[1-9]|1[0-2])(?:-\d\d)?|SP|SU|FA|WI|Q[1-4]|H[12])(?:T\w+(?::\d\d)?)?)")
_FAR = 300
"""Days from the story's that a date may lie at most."""
_CLEAR = 60
"""Days by which the other years must be farther."""


def with_years(timexes: Sequence[Timex], told: Interval) -> tuple[Timex, ...]:
    """Return the timexes of an undated article with the years that the days of its story's articles settle."""
    return tuple(_with_year(timex, told) for timex in timexes)


def _with_year(timex: Timex, told: Interval) -> Timex:
    if timex.interval is not None or timex.type not in {"DATE", "TIME"} or timex.pending is not None:
        return timex
    ends = timex.value.split("/")
    if len(ends) > 2 or not all(_OPEN.fullmatch(end) for end in ends):
        return timex
    weekday = _weekday(timex.text)
    readings = [r for r in _readings(ends, timex.mod, told) if not weekday or r[1].start.isoweekday() == weekday]
    found = [(_gap(days, told), value, days) for value, days in readings]
    found.sort(key=lambda each: each[0])
    if not found or found[0][0] > _FAR or (len(found) > 1 and found[1][0] - found[0][0] < _CLEAR):
        return timex
    _, value, days = found[0]
    return replace(timex, value=value, interval=days, anchor=f"{told.start}/{told.end}", reason=_REASON)


def _weekday(text: str) -> int:
    """Return the weekday that the words name first, 0 for none: "Monday 22 September" is that of 2014, not of 2013."""
    entries = load().entries
    return next((n for word in _WORD.findall(text) if (n := entries[word].values.get("weekday"))), 0)


def _readings(ends: Sequence[str], mod: str | None, told: Interval) -> list[tuple[str, Interval]]:
    found: list[tuple[str, Interval]] = []
    for year in range(told.start.year - 1, told.end.year + 2):
        value = "/".join(f"{year}{end[4:]}" for end in ends)
        if days := _days(value, mod):
            found.append((value, days))
    return found


def _days(value: str, mod: str | None) -> Interval | None:
    try:
        return interval_of(value, mod)
    except ValueError:
        return None


def _gap(days: Interval, told: Interval) -> int:
    """Return how many days lie between two intervals, 0 where they meet."""
    return max((days.start - told.end).days, (told.start - days.end).days, 0)
