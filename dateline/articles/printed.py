"""Dates as newspapers print them: in a line under the headline, a file name, a tag, an address.

Not the temporal expressions of running text (`dateline.times`): nothing here is relative, and nothing is resolved. A date
whose two figures can be read both ways keeps both readings.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.articles.limits import LIMITS
from dateline.articles.rulebook import load

FOREIGN = re.compile(r"(?<![\w.])\d{1,2}\.?\s+(?:de\s+|d')?[^\W\d_]{3,12}\.?,?\s+(?:de\s+|del\s+)?\d{4}(?!\w)")
"""A complete date whose month is named in no known way: "12 de marzo de 2024"."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a line; `readings` are the days it can mean, the likeliest first, or none if it has no year."""

    start: int
    end: int
    text: str
    readings: tuple[dt.date, ...] = ()
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    time: str | None = None
    """ISO 8601, with the offset where the zone is known: `23:30:00-04:00`."""

    @property
    def at(self) -> str | None:
        """The moment in ISO 8601, where the day is certain and a time stands with it."""
        return f"{self.readings[0].isoformat()}T{self.time}" if self.readings and self.time else None

    def in_year(self, year: int) -> dt.date | None:
        """Complete a date without a year."""
        return _day(year, self.month or 0, self.day or 0)


@cache
def _rules() -> dict[str, Any]:
    return load("printed.toml")


@cache
def names(kind: str) -> dict[str, int]:
    """Number the names of months (from 1) or weekdays (Monday is 0), abbreviations included."""
    first = 0 if kind == "weekdays" else 1
    return {form: i for i, forms in enumerate(_rules()[kind].values(), first) for form in forms}


def alternatives(kind: str) -> str:
    """The names as one pattern, the longer first."""
    return "(?:" + "|".join(sorted(names(kind), key=len, reverse=True)) + ")"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    fill = {
        "{month}": alternatives("months"),
        "{weekday}": alternatives("weekdays"),
        "{foreign}": alternatives("foreign"),
    }
    # A figure may be glued to the name before it ("Oliver Prentice17 Jul 2024"), a name to nothing but a figure or a sign.
    before = r"(?<!\d)(?<!\d[.,:/-])(?:(?=\d)|(?<![^\W\d_]))"
    return tuple(
        re.compile(before + "(?:" + _filled(rule["match"], fill) + ")", re.IGNORECASE) for rule in _rules()["pattern"]
    )


@cache
def _time() -> re.Pattern[str]:
    return re.compile(r"(?:T|,?\s*(?:[|•·@–—-]|at)?\s*)(?:" + _rules()["time"]["match"] + ")", re.IGNORECASE)


def _filled(pattern: str, fill: dict[str, str]) -> str:
    for name, value in fill.items():
        pattern = pattern.replace(name, value)
    return pattern


def find_dates(line: str, *, language: str = "en", order: str = "DMY") -> tuple[PrintedDate, ...]:
    """Return the dates of a short line in reading order. `order` says which reading of "01/11/2024" comes first."""
    if not re.search(r"\d", line):
        return ()
    found = list[PrintedDate]()
    for pattern in _patterns():
        for match in pattern.finditer(line):
            printed = _printed(line, match, order)
            if printed and not any(printed.start < f.end and f.start < printed.end for f in found):
                found.append(printed)
    found.extend(_foreign(line, language, found))
    return tuple(sorted(found, key=lambda f: f.start))


def _printed(line: str, match: re.Match[str], order: str) -> PrintedDate | None:
    part = match.groupdict()
    weekday = names("weekdays")[part["w"].lower()] if part.get("w") else None
    clock = _clock(line, match.end())
    end = clock[1] if clock else match.end()
    time = clock[0] if clock else None
    if part.get("a"):
        readings = _both_ways(int(part["a"]), int(part["b"]), _year(part["y"]), part["s"], order, weekday)
        return (
            PrintedDate(match.start(), end, line[match.start() : end], readings, weekday=weekday, time=time)
            if readings
            else None
        )
    month = _month(part["m"].lower()) if part.get("m") else int(part["n"])
    day = int(part["d"])
    if not part.get("y"):
        if not _day(2024, month, day):
            return None
        return PrintedDate(match.start(), match.end(), match.group(), (), month, day, weekday)
    reading = _day(_year(part["y"]), month, day)
    return (
        PrintedDate(match.start(), end, line[match.start() : end], (reading,), month, day, weekday, time)
        if reading
        else None
    )


def _month(name: str) -> int:
    return names("months").get(name) or names("foreign")[name]


def _both_ways(
    first: int, second: int, year: int, separator: str, order: str, weekday: int | None
) -> tuple[dt.date, ...]:
    """Read "01/11/2024" in both orders; points and hyphens are not American, a weekday decides."""
    ways = [_day(year, second, first), _day(year, first, second)]
    if order == "MDY" and separator == "/":
        ways.reverse()
    readings = list(dict.fromkeys(way for way in ways if way))
    agreeing = [r for r in readings if weekday is None or r.weekday() == weekday]
    return tuple(agreeing or readings)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return dt.date(year, month, day)


def _clock(line: str, position: int) -> tuple[str, int] | None:
    """Read the time that stands right behind a date."""
    match = _time().match(line, position)
    if not match or not (match["mi"] or match["ap"]):
        return None
    hour, minute, second = int(match["h"]), int(match["mi"] or 0), int(match["se"] or 0)
    half = (match["ap"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    zone = zone_offset(match["z"] or "")
    end = match.end() if zone or not match["z"] else match.start("z")
    return f"{hour:02}:{minute:02}:{second:02}{zone or ''}", len(line[:end].rstrip())


def zone_offset(zone: str) -> str | None:
    """Write a printed zone as an ISO offset: "CET" is +01:00; None for what is no known zone."""
    known = _rules()["zones"].get(zone.upper())
    if known is not None:
        return f"{'-' if known < 0 else '+'}{int(abs(known)):02}:{int(abs(known) % 1 * 60):02}"
    match = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?", zone, re.IGNORECASE)
    return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}" if match else None


def _foreign(line: str, language: str, found: list[PrintedDate]) -> Iterator[PrintedDate]:
    """Dates whose month another language names; dateparser knows some two hundred of them."""
    if language == "en" or len(line) > 400:
        return
    for match in FOREIGN.finditer(line):
        free = not any(match.start() < f.end and f.start < match.end() for f in found)
        if free and len(match.group()) <= LIMITS["date_characters"]:
            day = parse_foreign(match.group(), language)
            if day:
                yield PrintedDate(match.start(), match.end(), match.group(), (day,), day.month, day.day)


def parse_foreign(text: str, language: str) -> dt.date | None:
    """Let dateparser read a complete date in a language; whatever it would fill in from a clock is refused."""
    import dateparser

    base = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
    settings: dict[str, Any] = {
        "STRICT_PARSING": True,
        "RELATIVE_BASE": base,
        "PARSERS": ["absolute-time"],
        "DATE_ORDER": "DMY",
    }
    try:
        moment = dateparser.parse(text, languages=[language], settings=settings)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.date() if moment and str(moment.year) in text else None
