"""Dates, spans, gaps and counts as a reader would say them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from dateline.model import Interval, Precision, PublishedBasis, Status

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
STATUSES: Final[tuple[Status, ...]] = ("occurred", "planned", "postponed", "cancelled", "denied", "possible")
UNDATED: Final = "No date"
UNKNOWN: Final = "no date known"

_BASIS: Final[dict[PublishedBasis, str]] = {
    "metadata": "stated in its metadata",
    "text": "printed in the article",
    "sibling": "inferred from the other articles",
    "none": "not known",
}


def day(date: dt.date) -> str:
    """`18 June 2023`."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def weekday(date: dt.date) -> str:
    """`Sunday 18 June 2023`."""
    return f"{WEEKDAYS[date.weekday()]} {day(date)}"


def short_day(date: dt.date) -> str:
    """`Sun 18 Jun 2023`."""
    return f"{WEEKDAYS[date.weekday()][:3]} {date.day} {MONTHS[date.month - 1][:3]} {date.year}"


@lru_cache(maxsize=1 << 12)
def span(interval: Interval | None, precision: Precision = "range") -> str:
    """Say an interval at its precision: `Sunday 18 June 2023`, `the week of 12 June 2023`, `1979`."""
    if interval is None:
        return UNKNOWN
    if interval.days == 1:
        return weekday(interval.start)
    return _period(interval) or _week(interval, precision) or between(interval)


def label(interval: Interval | None) -> str:
    """The same for the narrow column of the rows: `Sun 18 Jun 2023`, `Feb 2023`, `1–18 Jun 2023`."""
    if interval is None:
        return UNDATED
    if interval.days == 1:
        return short_day(interval.start)
    period = _period(interval)
    return _shorten(period or between(interval))


def brief(interval: Interval | None) -> str:
    """The same for a slanted label of some 17 letters: `20 Mar–18 Apr` within a year, `Dec 2022–Jan 2023` over years."""
    said = label(interval)
    if interval is None or " – " not in said:
        return said
    return re.sub(r"\d+ (\w+ \d+) – \d+ ", r"\1–", re.sub(r"^(\d+ \w+) – (\d+ \w+) \d+$", r"\1–\2", said))


def _shorten(words: str) -> str:
    for month in MONTHS:
        words = words.replace(month, month[:3])
    return words


def shortened(span: str) -> str:
    """The label that the page makes of a span in words: names in three letters, `No date`, no `the week of`."""
    if span == UNKNOWN:
        return UNDATED
    for name in WEEKDAYS:
        span = span.replace(name, name[:3])
    return _shorten(span.removeprefix("the week of "))


def _period(interval: Interval) -> str:
    """Name a whole month, quarter, half, year or decade; empty for any other interval."""
    start, end = interval.start, interval.end
    if start.day != 1 or end.day != calendar.monthrange(end.year, end.month)[1]:
        return ""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 1:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if start.month == 1 and end.month == 12:
        return _years(start.year, end.year)
    return f"{_months(start.month, end.month)} {start.year}" if start.year == end.year else ""


def _years(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"the {first}s" if first % 10 == 0 and last == first + 9 else f"{first}–{last}"


def _months(first: int, last: int) -> str:
    return f"{MONTHS[first - 1]}–{MONTHS[last - 1]}"


def _week(interval: Interval, precision: Precision) -> str:
    if precision != "week" or interval.days != 7:
        return ""
    return f"the week of {between(interval)}"


def between(interval: Interval) -> str:
    """`12–18 June 2023`, `28 May – 3 June 2023`, `30 December 2022 – 2 January 2023`."""
    start, end = interval.start, interval.end
    if start.year != end.year:
        return f"{day(start)} – {day(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]} – {day(end)}"
    return f"{start.day}–{day(end)}" if start != end else day(start)


def gap(before: dt.date, after: dt.date) -> str:
    """Say, in whole units, how long nothing is told between the end of one group and the start of the next; empty below a week."""
    days = (after - before).days - 1
    if days < 7:
        return ""
    if days >= 700:
        return count(int((days + 2) / 365.25), "year")
    if days >= 60:
        return count(int((days + 1) / 30.44), "month")
    return count(days // 7, "week") if days >= 14 else count(days, "day")


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 event`, `2,314 events`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def spelled(number: int) -> str:
    """Spell the numbers up to ten."""
    return NUMBERS[number] if number <= 10 else f"{number:,}"


def spelled_count(number: int, noun: str, plural: str = "") -> str:
    return f"{spelled(number)} {noun if number == 1 else plural or noun + 's'}"


def listed(items: Sequence[str], conjunction: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def basis(published_basis: PublishedBasis) -> str:
    """Say how a publication date is known."""
    return _BASIS[published_basis]


def attribute(name: str) -> str:
    """Say what sources disagree on: `count:job` is the number of jobs, `money:krona` the amount in krona."""
    kind, _, of = name.partition(":")
    of = of.replace("_", " ")
    named = {
        "money": f"the amount in {of}" if of else "the amount",
        "count": f"the number of {_plural(of)}" if of else "the number",
        "casualties": f"the number of {of}" if of else "the casualties",
        "percent": f"the share of {of}" if of else "the share in per cent",
        "duration": f"how long the {of} lasted" if of else "how long it lasted",
        "delay": "how long it was put off",
        "date": "the date",
        "place": "where it happened",
        "status": "what became of it",
        "length": "the length",
        "weight": "the weight",
        "area": "the area",
        "speed": "the speed",
        "magnitude": "the magnitude",
        "majority": "the majority",
        "result": "the result",
        "time of day": "the time of day",
        "temperature": "the temperature",
        "volume": "the volume",
        "power": "the power",
    }
    return named.get(kind, name)


def _plural(noun: str) -> str:
    """Make a plain English plural; people are people already."""
    if not noun or noun in {"people", "staff", "police"} or noun.endswith("s"):
        return noun
    irregular = {"person": "people", "man": "men", "woman": "women", "child": "children"}
    regular = (
        f"{noun[:-1]}ies"
        if re.search(r"[^aeiou]y$", noun)
        else f"{noun}es"
        if re.search(r"(x|ch|sh)$", noun)
        else f"{noun}s"
    )
    return irregular.get(noun, regular)


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")
