"""A day that an article names twice: "yesterday, Friday", "by 23 May, a week tomorrow", "this Sunday, 7 June"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.articles.clues import HOLIDAY, Told
from dateline.model import Timex

DEICTIC = re.compile(r"(?i)\b(?:yesterday|today|tomorrow)\b")
COUNTED_NOW = re.compile(
    r"(?i)(?:.{0,30}\s)?(?:yesterday|today|tomorrow)|tonight|last (?:night|evening)|this (?:morning|afternoon|evening)|the day after tomorrow"
)
"""A day that is counted from the day of writing: "a week tomorrow"."""
IN_ITS_WEEK = 3.0
NUMBERED = 4.0
A_MONTH = 31
PINNED = 6.0
"""What it is worth that a day is named twice: "tomorrow, 16 March"."""


def by_apposition(told: Sequence[Told], timexes: Sequence[Timex]) -> float:
    """One day may be named twice: "yesterday, Friday", "yesterday, the last Sunday before Christmas", "23 May, a week tomorrow"."""
    for (one, t), (other, u) in pairwise(zip(told, timexes, strict=True)):
        if not (one.renamed and one.bag is other.bag and t.interval and u.interval):
            continue
        if COUNTED_NOW.fullmatch(other.expression.text):
            one, t, other, u = other, u, one, t
        if not (COUNTED_NOW.fullmatch(one.expression.text) and t.interval and u.interval):
            continue
        spoken = t.interval.start
        if other.named and other.named[1]:
            return PINNED if (spoken.month, spoken.day) == other.named else -PINNED
        if HOLIDAY.search(other.expression.text) and u.interval.days == 1:
            return PINNED if spoken == u.interval.start else -PINNED
        if other.number:
            return PINNED if spoken.day == other.number else -PINNED
        if one.weekday is None and other.weekday is not None:
            return 4.0 if spoken.weekday() == other.weekday else -4.0
    return 0.0


def by_named_weeks(told: Sequence[Told], timexes: Sequence[Timex], date: dt.date) -> float:
    """A day that is named in full may be said to be near: "this Sunday, 7 June"."""
    for one, t in zip(told, timexes, strict=True):
        if one.of_week and t.interval and t.interval.days == 1:
            ahead = (t.interval.start - date).days
            near = -10 <= ahead < 0 if one.of_week < 0 else 0 <= ahead <= 7 * one.of_week
            return IN_ITS_WEEK if near else -IN_ITS_WEEK
    return 0.0


def by_numbers(told: Sequence[Told], timexes: Sequence[Timex], date: dt.date) -> float:
    """A day of the month that is named with its weekday leaves few months: "Sunday week, the 23rd"."""
    found = [_fits(one, date) for one in told if one.number and one.weekday is not None and not one.counted]
    found += [
        1 if t.interval.start.day == other.number else -1
        for (one, t), (other, _) in pairwise(zip(told, timexes, strict=True))
        if one.renamed and one.weekday is not None and other.number and t.interval
    ]
    return NUMBERED * min(found, default=0) if found else 0.0


def _fits(one: Told, date: dt.date) -> int:
    """1 where the nearest day of that number, behind or ahead as it is told, has the weekday, else -1."""
    days = [date + dt.timedelta(days=step) for step in range(-A_MONTH, A_MONTH + 1)]
    near = [d for d in days if d.day == one.number and (d - date).days * one.direction >= 0]
    return 1 if any(d.weekday() == one.weekday for d in near) else -1


def by_kind_of_day(told: Sequence[Told], timexes: Sequence[Timex]) -> float:
    """One day may be told, in one sentence, to be of a kind: "yesterday was the largest crowd on a Saturday since 2018"."""
    for one, t in zip(told, timexes, strict=True):
        if t.interval and t.interval.days == 1 and DEICTIC.fullmatch(one.expression.text):
            kinds = {other.weekday for other in told if other.of_a_kind and other.bag is one.bag}
            if len(kinds) == 1:
                return 2.0 if t.interval.start.weekday() in kinds else -2.0
    return 0.0
