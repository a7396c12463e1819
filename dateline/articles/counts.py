"""Days and weeks that a text counts from a happening: "four days after buying the club", "nine days after the flood"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from dateline.articles.clues import Clues, Told

COUNTED = {"D": 1, "W": 7}
MONTHS = {"M": 1, "Y": 12}
BESIDE = 45
"""Characters between "on Sunday" and "nine days after the flood" that still tell of one day."""
AFTER = re.compile(r"(?i) after (?P<what>[^.,;:!?\n]{6,90})")
SPOKEN = re.compile(r"(?i)(?P<number>\d+|\w+) (?P<unit>days?|weeks?) after (?P<what>.+)", re.DOTALL)
NUMBERS = {
    name: str(number)
    for number, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1
    )
} | {"a": "1"}


class Count(NamedTuple):
    """What is counted from, and how many days lie between; `exact` where days are counted, not weeks."""

    what: str
    shift: int
    exact: bool
    words: str


def counts(mine: Clues) -> Iterator[tuple[int, Count]]:
    """The counts that stand beside a weekday or another relative expression, each with that one's place."""
    timexes, text = mine.resolved(None), mine.article.text
    for i, (one, timex) in enumerate(zip(mine.told, timexes, strict=True)):
        if timex.pending:
            what, value = text[timex.pending.start : timex.pending.end], timex.pending.shift
        elif timex.type == "DURATION" and (after := AFTER.match(text, one.expression.end)):
            what, value = after["what"], timex.value
        elif spoken := SPOKEN.fullmatch(one.expression.text):
            what = spoken["what"] + re.split(r"[.,;:!?\n]", text[one.expression.end : one.expression.end + 90])[0]
            number = NUMBERS.get(spoken["number"].lower(), spoken["number"])
            value = f"P{number}{spoken['unit'][0].upper()}"
        else:
            continue
        shift, other = days_of(value), beside(i, mine, text)
        if shift is not None and other is not None:
            yield other, Count(what, shift, value.endswith("D"), one.expression.text)


class Lag(NamedTuple):
    """A time between two days: so many months, which end on the same day of the month, and so many days."""

    months: int
    days: int

    def after(self, day: dt.date) -> dt.date:
        """The day that comes so long after another; the last of its month where that has no such day."""
        months = day.year * 12 + day.month - 1 + self.months
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, last)) + dt.timedelta(days=self.days)


def lag_of(duration: str) -> Lag | None:
    """Read "P2W", "P1Y" or "-P9D"; None for what is no number of days, weeks, months or years."""
    parts = re.fullmatch(r"([+-]?)P(\d{1,4})([DWMY])", duration)
    if not parts:
        return None
    number = int(parts[1] + parts[2])
    return Lag(number * MONTHS[parts[3]], 0) if parts[3] in MONTHS else Lag(0, number * COUNTED[parts[3]])


def days_of(duration: str) -> int | None:
    """The days of "P2W" or "-P9D"; None for what is no number of days or weeks."""
    parts = re.fullmatch(r"([+-]?)P(\d+)([DW])", duration)
    return (-1 if parts[1] == "-" else 1) * int(parts[2]) * COUNTED[parts[3]] if parts else None


def beside(index: int, mine: Clues, text: str) -> int | None:
    """The weekday, or "yesterday", that stands with a count in one clause."""
    one = mine.told[index]
    for other in (index - 1, index + 1):
        if not 0 <= other < len(mine.told) or mine.told[other].bag != one.bag:
            continue
        first, last = sorted((mine.told[other].expression, one.expression), key=lambda e: e.start)
        between = text[first.end : last.start]
        if (
            len(between) <= BESIDE
            and not re.search(r"[.;:!?]|\b(?:and|but|who|which|when)\b", between)
            and is_relative(mine.told[other])
        ):
            return other
    return None


def is_relative(one: Told) -> bool:
    """Tell a weekday or a word like "yesterday"."""
    return one.weekday is not None or bool(
        re.search(r"(?i)\b(?:yesterday|today|tomorrow|tonight|this|last|next)\b", one.expression.text)
    )
