"""Builders of the names of the calendar: days, months, quarters, years, holidays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dateline.times.found import Found
from dateline.times.meaning import (
    At,
    Holiday,
    Node,
    Point,
    Range,
    Relative,
    Written,
)

DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def iso_day(f: Found) -> Point | None:
    year, month, day = (int(x) for x in f.text("d").replace("/", "-").replace(".", "-").split("-"))
    return _day(month, day, year)


def iso_time(f: Found) -> At | None:
    text = f.text("d").upper()
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    point = _day(month, day, year)
    return At("T" + text[10:].lstrip("T ")[:5], point) if point else None


def _day(month: int | None, day: int | None, year: int | None = None, **more: Any) -> Point | None:
    if (month is not None and not 1 <= month <= 12) or (
        day is not None and not 1 <= day <= DAYS_IN_MONTH[(month or 1) - 1]
    ):
        return None
    if year is not None and month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        return None
    return Point("day", number=month, day=day, year=year, **more)


def numeric_day(f: Found) -> Written:
    a, b, year = f.text("d").replace("/", "-").replace(".", "-").split("-")
    return Written(int(a), int(b), _short(int(year)) if len(year) == 2 else int(year))


def _short(year: int) -> int:
    """Read a year of two digits: 00 to 49 in this century."""
    return year + (2000 if year < 50 else 1900)


def year_of(f: Found, name: str = "y") -> int | None:
    fiscal = f.get(name, "fiscalyear")
    if fiscal is not None:
        digits = "".join(c for c in fiscal if c.isdigit())
        return _short(int(digits)) if len(digits) == 2 else int(digits)
    short = f.get(name, "shortyear")
    if short is not None:
        return _short(short)
    year = f.get(name, "year4", "yearwords")
    if year is None and f.get(name, "yy") is not None:
        return _short(f.get(name, "yy"))
    if year is None and f.get(name, "numword"):
        number = str(f.get(name, "numword"))
        return int(number) if number.isdigit() and 1000 <= int(number) < 2200 else None
    return year


def _month(f: Found) -> int | None:
    return f.get("m", "month", "plainmonth", "namemonth", "mightmonth", "shortmonth")


def month_day(f: Found) -> Point | None:
    month = _month(f)
    return _day(month, f.get("d", "dom", "domth", "domword"), year_of(f), weekday=f.get("w", "weekday", "shortweekday"))


def named_day(_: Found, month: int, day: int, year: int) -> Point | None:
    return _day(month, day, year)


def weekday(f: Found) -> Point:
    return Point("day", weekday=f.get("w", "weekday", "shortweekday"))


def month(f: Found) -> Point:
    return Point("month", number=_month(f), year=year_of(f))


def ahead(f: Found) -> Node:
    """The month that is traded now lies ahead, whatever the price has done."""
    node = f.node("p")
    return replace(node, pick=1) if isinstance(node, Point) and node.unit == "month" and node.year is None else node


def year(f: Found) -> Point | None:
    y = year_of(f)
    return Point("year", year=y) if y is not None else None


def era_year(f: Found) -> Point | None:
    written = str(f.get("y", "num", "year4"))
    if not written.isdigit():
        return None
    y = int(written)
    return Point("year", year=-y if f.text("e").startswith("b") else y)


def year_range(f: Found) -> Range | None:
    text = f.text("y").replace("–", "-").replace("/", "-")
    a, b = text.split("-")
    start, end = int(a), int(b) if len(b) == 4 else int(a[:2] + b)
    if end < start and end + 100 - start < 20:
        end += 100
    if start >= end or ("/" in f.text("y") and end != start + 1):  # 2014/24 is a directive's number
        return None
    return Range(Point("year", year=start), Point("year", year=end))


def decade(f: Found) -> Point | None:
    if "t" in f:
        return Point(
            "decade", year=100 * f.get("c", "teen") + f.get("t", "tenses") if "c" in f else 1900 + f.get("t", "tenses")
        )
    y = f.get("y", "decade", "year4")
    if y > 99 and y % 10:
        return None
    return Point("decade", year=y if y > 99 else y + (1900 if y > 20 else 2000))


def century(f: Found) -> Point | None:
    n = f.get("n", "ordinal")
    return Point("century", year=100 * (n - 1)) if 1 <= n <= 30 else None


def quarter(f: Found) -> Point | None:
    n = f.get("n", "ordinal", "primaryword") or f.get("q", "quartername")
    if n in {5, 6}:
        return Point("half", number=n - 4, year=year_of(f))
    n = 4 if n == -1 else n
    return Point("quarter", number=n, year=year_of(f)) if n and 1 <= n <= 4 else None


def half(f: Found) -> Point | None:
    n = f.get("n", "ordinal", "primaryword") or 2
    n = 2 if n == -1 else n
    return Point("half", number=n, year=year_of(f)) if n in {1, 2} else None


def season(f: Found) -> Point:
    span = year_range(f) if f.get("y", "yearrange") else None
    year = span.end.year if span and isinstance(span.end, Point) else year_of(f)
    return Point("season", number=f.get("s", "season", "lateseason", "fallword"), year=year)


def holiday(f: Found, name: str) -> Holiday:
    return Holiday(name, year_of(f))


def now_day(f: Found) -> Node:
    steps, text = f.get("n", "nowday"), f.text("n")
    if text == "tonight":
        return At("TNI", Relative("day", 0))
    return Relative("day", steps)


def neighbouring_days(f: Found) -> Node | None:
    """Two days that follow each other are one range: "May 16 and 17"; others are a timex each."""
    a, b = f.get("a", "dom", "domth"), f.get("b", "dom", "domth")
    if "s" in f:
        a, b = (int(n) for n in f.text("s").split("/"))
    if a is None or b != a + 1:
        return None
    number, y = _month(f), year_of(f)
    first, last = _day(number, a, y), _day(number, b, y)
    return Range(first, last) if first and last else None


def day_range(f: Found) -> Node | None:
    number, y = _month(f), year_of(f)
    a, b = _day(number, f.get("a", "dom", "domth"), y), _day(number, f.get("b", "dom", "domth"), y)
    return Range(a, b) if a and b and (a.day or 0) < (b.day or 0) else None


def quarter_by_months(f: Found) -> Point | None:
    """The quarter that three months make, by its first and last or its last: "the July-September quarter"."""
    first, last = f.node("a") if "a" in f else None, f.node("b")
    if not isinstance(last, Point) or not last.number or last.number % 3:
        return None
    if isinstance(first, Point) and first.number != last.number - 2:
        return None
    return Point("quarter", number=last.number // 3, year=last.year)
