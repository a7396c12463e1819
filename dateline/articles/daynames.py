"""How well the names that an article gives to days fit one on which it may have appeared: their weekdays, dates, "today"."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from functools import lru_cache

from dateline.articles.clues import Told
from dateline.articles.day import Day
from dateline.articles.printed import alternatives
from dateline.model import Timex, TimexType

NAMED_DAY = re.compile(r"(?i)" + alternatives("months") + r"\.? \d|\d " + alternatives("months"))
"""A day by its month and number."""
SPOKEN = re.compile(r"(?i)\b(?:yesterday|today|tomorrow|last (?:night|evening))\b")
"""Days told from the day of writing, not by a name."""
TODAY = re.compile(r"(?i)\b(?:today|tonight|this (?:morning|afternoon|evening))\b")
ANNIVERSARY = re.compile(r"(?i)\b(?:ago (?:today|tonight|to the day|this (?:morning|afternoon|evening))|to the day)\b")
HOUR = re.compile(r"(?i)\b(?:\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\b\.?|\d{1,2} o'clock)")
IN_THE_WEEK = 0.7
"""What a day costs for each that is named by its date though its weekday would do."""
CLOSE = 30
"""Days within which a day is mostly told by its weekday, month and number."""


def is_anniversary(one: Told) -> bool:
    """Tell "a year ago today", whose news is the day itself."""
    return bool(ANNIVERSARY.search(one.expression.text))


def is_spoken(words: str) -> bool:
    """Tell "yesterday", "last night", "this morning": past or present days that are counted from the day of writing."""
    return bool(SPOKEN.search(words) or TODAY.search(words)) and "tomorrow" not in words.lower()


def is_bare_weekday(one: Told) -> bool:
    """Tell "Monday", or "7.30 p.m. on Monday", from "Monday 12 May"."""
    return one.weekday is not None and not any(map(str.isdigit, HOUR.sub("", one.expression.text)))


def is_named_day(timex: Timex) -> bool:
    """A day given by its month and number."""
    return timex.interval is not None and timex.interval.days == 1 and _names_a_day(timex.text, timex.type)


@lru_cache(4096)
def _names_a_day(text: str, kind: TimexType) -> bool:
    return bool(NAMED_DAY.search(text)) or (kind == "DATE" and any(map(str.isdigit, text)))


def by_naming_the_day(day: Day, told: Sequence[Told], timexes: Sequence[Timex]) -> None:
    """Agencies name the day itself by its weekday; who writes "yesterday" and "this morning" mostly does not."""
    of_today = [
        one
        for one, t in zip(told, timexes, strict=True)
        if t.interval
        and t.interval.start == t.interval.end == day.date
        and not (one.fixed or one.stressed or one.owned)
    ]
    day.add(-0.3 * sum(1 for one in of_today if one.named and one.named[1]), part="naming by date")
    if any(is_bare_weekday(one) and one.direction <= 0 for one in of_today):
        words = " ".join(one.expression.text for one in told)
        if TODAY.search(words):
            day.add(-1.8, part="naming beside today")
        elif SPOKEN.search(words):
            day.add(-0.6, part="naming beside yesterday")
        else:
            day.add(0.3, part="naming")


def by_named_days_of_the_week(told: Sequence[Told], timexes: Sequence[Timex], date: dt.date) -> float:
    """Who writes weekdays gives month and number only to days that are a week off, or more."""
    if not any(is_bare_weekday(one) and not one.fixed for one in told):
        return 0.0
    near = sum(
        1
        for one, t in zip(told, timexes, strict=True)
        if one.named and one.named[1] and one.weekday is None and not (one.entry or one.title or one.clock)
        and t.interval and t.interval.days == 1 and abs((t.interval.start - date).days) < 7
    )  # fmt: skip
    return -min(IN_THE_WEEK * near, 2.0)


def by_names_of_yesterday(told: Sequence[Told], timexes: Sequence[Timex]) -> float:
    """Who tells of yesterday, or tomorrow, later names its weekday; but not in one sentence."""
    days = [(one, t.interval) for one, t in zip(told, timexes, strict=True) if t.interval and not one.title]
    spoken = [(one, i) for one, i in days if SPOKEN.search(one.expression.text) or one.counted]
    named = [(one, i) for one, i in days if is_bare_weekday(one) and not one.fixed]
    same = [(one, other) for one, i in spoken for other, j in named if i == j]
    again = 0.4 if any(one.bag is other.bag for one, other in same) else 0.0
    apart = [one.lead and other.lead for one, other in same if one.bag is not other.bag]
    return (0.8 if any(apart) else 0.6 if apart else 0.0) - again


def by_weekdays_of_dates(told: Sequence[Told], timexes: Sequence[Timex], date: dt.date) -> float:
    """Only of days that are near is the weekday told with the month and the number, but no year."""
    far = [
        abs((t.interval.start - date).days)
        for one, t in zip(told, timexes, strict=True)
        if one.named and one.named[1] and one.weekday is not None and not one.entry
        and t.interval and t.anchor_basis != "absolute"
    ]  # fmt: skip
    return sum(0.5 * math.log1p(max(days - CLOSE, 0) / CLOSE) for days in far[:3])
