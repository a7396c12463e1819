"""TIMEX3 values as types that read and write the standard's strings (ISO 8601 with TimeML's additions).

Period      a stretch of the calendar: 2023-06-18, 2023-W24, 2023-Q2, 2023-SP, 197, 2023-06-18T05:40, 2023-06-18TNI
Length      an amount of time: P2D, PT40M, P4.5M, PXW
Span        a range: 2024-04-08/2024-04-12
Reference   PAST_REF, PRESENT_REF, FUTURE_REF
Pattern     anything else that TIMEX3 allows: XXXX-WXX-1, XXXX-10, 1998-02-XX
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal

Unit = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century", "millennium"
]

SEASONS = ("WI", "SP", "SU", "FA")
LETTER = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "half": "H", "year": "Y", "decade": "DE", "century": "C", "millennium": "ML",
}  # fmt: skip
CLOCK_UNITS = frozenset({"second", "minute", "hour"})


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar; `number` counts within the year (month, ISO week, quarter, half, season 0 to 3).

    For a decade `year` is its first year, for a century the year that ends in 00 before it; years before 1 are BC.
    """

    unit: Unit
    year: int
    number: int = 0
    day: int = 0
    time: str = ""

    def __str__(self) -> str:
        return self._calendar() + self.time

    def _calendar(self) -> str:
        year = f"{self.year:04d}" if self.year >= 0 else f"BC{-self.year:04d}"
        match self.unit:
            case "day":
                return f"{year}-{self.number:02d}-{self.day:02d}"
            case "month":
                return f"{year}-{self.number:02d}"
            case "week":
                return f"{year}-W{self.number:02d}"
            case "weekend":
                return f"{year}-W{self.number:02d}-WE"
            case "quarter":
                return f"{year}-Q{self.number}"
            case "half":
                return f"{year}-H{self.number}"
            case "season":
                return f"{year}-{SEASONS[self.number]}"
            case "decade":
                return year[:-1]
            case "century":
                return year[:-2]
            case "millennium":
                return year[:-3]
            case _:
                return year

    @classmethod
    def of_day(cls, day: dt.date, time: str = "") -> Period:
        return cls("day", day.year, day.month, day.day, time)

    @property
    def date(self) -> dt.date:
        """The first day; raises ValueError outside years 1 to 9999."""
        match self.unit:
            case "day":
                return dt.date(self.year, self.number, self.day)
            case "week":
                return dt.date.fromisocalendar(self.year, self.number, 1)
            case "weekend":
                return dt.date.fromisocalendar(self.year, self.number, 6)
            case "month":
                return dt.date(self.year, self.number, 1)
            case "quarter":
                return dt.date(self.year, 3 * self.number - 2, 1)
            case "half":
                return dt.date(self.year, 6 * self.number - 5, 1)
            case "season":
                return dt.date(self.year, 3 * self.number, 1) if self.number else dt.date(self.year - 1, 12, 1)
            case _:
                return dt.date(max(self.year, 1), 1, 1)

    def at(self, time: str) -> Period:
        return replace(self, time=time)


@dataclass(frozen=True, slots=True)
class Length:
    """An amount of time; each part is (amount as written in the value, unit letter, is a clock unit)."""

    parts: tuple[tuple[str, str, bool], ...]

    def __str__(self) -> str:
        calendar = "".join(n + letter for n, letter, clock in self.parts if not clock)
        clock = "".join(n + letter for n, letter, is_clock in self.parts if is_clock)
        return "P" + calendar + ("T" + clock if clock else "")

    @classmethod
    def of(cls, amount: str, unit: str) -> Length:
        return cls(((amount, LETTER[unit], unit in CLOCK_UNITS),))


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day of `start` to the last of `end`."""

    start: Period
    end: Period

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A vague place in time."""

    name: Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Pattern:
    """A value with open places (X), as sets and undated expressions have."""

    text: str

    def __str__(self) -> str:
        return self.text


Value = Period | Length | Span | Reference | Pattern

_PERIOD = re.compile(
    r"(?P<bc>BC)?(?:(?P<year>\d{4})"
    r"(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>WI|SP|SU|FA)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?|(?P<decade>\d{3})|(?P<century>\d\d)|(?P<millennium>\d))"
    r"(?P<time>T(?:MO|MI|AF|EV|NI|DT|\d\d(?::\d\d(?::\d\d)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?))?",
)
_LENGTH = re.compile(r"P((?:(?:\d+(?:\.\d+)?|X+)(?:WE|DE|CE|ML|[YMWDQCEH]))*)(?:T((?:(?:\d+(?:\.\d+)?|X+)[HMS])+))?")
_PART = re.compile(r"(\d+(?:\.\d+)?|X+)([A-Z]+)")
_LONG: tuple[tuple[Unit, int], ...] = (("decade", 10), ("century", 100), ("millennium", 1000))


def _period(m: re.Match[str]) -> Period:
    g = m.groupdict(default="")
    sign = -1 if g["bc"] else 1
    for unit, years in _LONG:
        if g[unit]:
            return Period(unit, sign * int(g[unit]) * years, time=g["time"])
    year = sign * int(g["year"])
    if g["week"]:
        return Period("weekend" if g["weekend"] else "week", year, int(g["week"]), time=g["time"])
    if g["quarter"]:
        return Period("quarter", year, int(g["quarter"]), time=g["time"])
    if g["half"]:
        return Period("half", year, int(g["half"]), time=g["time"])
    if g["season"]:
        return Period("season", year, SEASONS.index(g["season"]), time=g["time"])
    if g["day"]:
        return Period("day", year, int(g["month"]), int(g["day"]), g["time"])
    if g["month"]:
        return Period("month", year, int(g["month"]), time=g["time"])
    return Period("year", year, time=g["time"])


def _length(m: re.Match[str]) -> Length:
    calendar = [(n, letter, False) for n, letter in _PART.findall(m[1])]
    return Length((*calendar, *((n, letter, True) for n, letter in _PART.findall(m[2] or ""))))


def parse(text: str) -> Value:
    """Read a TIMEX3 value; `str()` of what comes back is `text` again, whatever it was."""
    if text in {"PAST_REF", "PRESENT_REF", "FUTURE_REF"}:
        return Reference(text)  # pyright: ignore[reportArgumentType]  # one of the three by the test above
    if m := _PERIOD.fullmatch(text):
        return _period(m)
    if text not in {"P", "PT"} and (m := _LENGTH.fullmatch(text)):
        return _length(m)
    start, slash, end = text.partition("/")
    if slash and (a := _PERIOD.fullmatch(start)) and (b := _PERIOD.fullmatch(end)):
        return Span(_period(a), _period(b))
    return Pattern(text)
