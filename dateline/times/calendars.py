"""Arithmetic on calendar periods, and the named days."""

from __future__ import annotations

import datetime as dt
import tomllib
from calendar import monthrange
from functools import lru_cache
from pathlib import Path

from dateline.times.value import Period, Unit

_MONTHS = {
    "month": 1,
    "quarter": 3,
    "half": 6,
    "season": 3,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}


def holding(day: dt.date, unit: str) -> Period:
    """Return the period of a unit that holds a day."""
    year, month = day.year, day.month
    match unit:
        case "week" | "fortnight":
            iso = day.isocalendar()
            return Period("week", iso.year, iso.week)
        case "weekend":
            iso = day.isocalendar()
            return Period("weekend", iso.year, iso.week)
        case "month":
            return Period("month", year, month)
        case "quarter":
            return Period("quarter", year, (month + 2) // 3)
        case "half":
            return Period("half", year, (month + 5) // 6)
        case "season":
            return Period("season", year + month // 12, month % 12 // 3)
        case "year":
            return Period("year", year)
        case "decade":
            return Period("decade", year // 10 * 10)
        case "century":
            return Period("century", year // 100 * 100)
        case "millennium":
            return Period("millennium", year // 1000 * 1000)
        case _:
            return Period.of_day(day)


def shift(period: Period, steps: int) -> Period:
    """Return the period `steps` of its own unit later; raises OverflowError outside the calendar."""
    year, n = period.year, period.number
    match period.unit:
        case "day":
            return Period.of_day(period.date + dt.timedelta(days=steps))
        case "week" | "weekend":
            monday = dt.date.fromisocalendar(year, n, 1) + dt.timedelta(weeks=steps)
            return holding(monday, period.unit)
        case "month" | "quarter" | "half":
            size = 12 // _MONTHS[period.unit]
            year, n = divmod(year * size + n - 1 + steps, size)
            return Period(period.unit, year, n + 1)
        case "season":
            year, n = divmod(year * 4 + n + steps, 4)
            return Period("season", year, n)
        case unit:
            return Period(unit, year + steps * _MONTHS[unit] // 12)


def shift_years(period: Period, years: int) -> Period:
    """Return the same stretch of another year; 29 February becomes the 28th."""
    year = period.year + years
    if period.unit == "day":
        return Period("day", year, period.number, min(period.day, monthrange(year, period.number)[1]), period.time)
    if period.unit in {"week", "weekend"}:
        return Period(period.unit, year, min(period.number, dt.date(year, 12, 28).isocalendar().week))
    return Period(period.unit, year, period.number)


def move(day: dt.date, amount: int, unit: str) -> dt.date:
    """Return the day `amount` units away; a month's missing days become its last."""
    match unit:
        case "hour":
            return day + dt.timedelta(days=int(amount / 24))
        case "second" | "minute":
            return day
        case "day":
            return day + dt.timedelta(days=amount)
        case "week" | "weekend":
            return day + dt.timedelta(weeks=amount)
        case "fortnight":
            return day + dt.timedelta(weeks=2 * amount)
        case _:
            year, month = divmod(day.year * 12 + day.month - 1 + amount * _MONTHS[unit], 12)
            if not 1 <= year <= 9999:
                raise OverflowError(f"year {year} is outside the calendar")
            return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def coarsened(day: dt.date, unit: str) -> Period:
    """Return the period that an offset in a unit can name: no more precise than the unit."""
    return Period.of_day(day) if unit in {"day", "hour", "minute", "second"} else holding(day, unit)


def exists(month: int, day: int, year: int) -> bool:
    return 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]


@lru_cache(maxsize=1)
def _holidays() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("holidays.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def holiday(name: str, year: int) -> dt.date:
    """Return the first day of a holiday in a year; raises KeyError for an unknown name, ValueError outside 1583 to 4099."""
    return holidays(name, year)[0]


@lru_cache(maxsize=4096)
def holidays(name: str, year: int) -> tuple[dt.date, ...]:
    """Return every day of a year that bears a name: "bank holiday Monday" is four."""
    return tuple(_falls_on(rule.strip(), year) for rule in _holidays()[name].split(","))


def _falls_on(rule: str, year: int) -> dt.date:
    if rule.startswith(("easter", "orthodox")):
        from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

        method = EASTER_WESTERN if rule.startswith("easter") else EASTER_ORTHODOX
        return easter(year, method) + dt.timedelta(days=int(rule.removeprefix("easter").removeprefix("orthodox")))
    if rule[2:3] == "-":
        return dt.date(year, int(rule[:2]), int(rule[3:]))
    nth, weekday, rest = rule.split()
    month, _, extra = rest.partition("+")
    return _nth_weekday(year, int(month), int(weekday), int(nth)) + dt.timedelta(days=int(extra or 0))


def _nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date:
    if n < 0:
        last = dt.date(year, month, monthrange(year, month)[1])
        return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-n - 1))
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (n - 1))


def unit_of(unit: str) -> Unit:
    return "week" if unit == "fortnight" else unit  # pyright: ignore[reportReturnType]  # the grammar names no other
