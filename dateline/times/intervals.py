"""The closed interval of days that a value covers, by the conventions of VALUES.md."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from dateline.model import Interval
from dateline.times.value import Period, Span, Value, parse

DAY = dt.timedelta(days=1)
LAST = dt.date(9999, 12, 31)


def interval_of(value: Value | str, mod: str | None = None, anchor: dt.date | None = None) -> Interval | None:
    """Return the days of a value, narrowed by its mod; None for lengths, vague references and impossible dates.

    START, MID and END are thirds ("early June" is 1 to 10 June). BEFORE and AFTER with an anchor inside the period
    cut it there: "earlier this month" ends on the anchor's day, "later this week" starts on it.
    """
    value = parse(value) if isinstance(value, str) else value
    try:
        whole = _whole(value)
    except (ValueError, OverflowError):
        return None
    return whole and _narrow(whole, mod, anchor)


def _whole(value: Value) -> Interval | None:
    if isinstance(value, Span):
        first, last = _whole(value.start), _whole(value.end)
        return Interval(first.start, last.end) if first and last else None
    if not isinstance(value, Period) or value.year < (0 if value.unit in {"decade", "century", "millennium"} else 1):
        return None
    return Interval(value.date, last_day(value))


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])


def last_day(p: Period) -> dt.date:
    """Return the last day of a period; raises ValueError outside years 1 to 9999."""
    match p.unit:
        case "day":
            return p.date
        case "week":
            return dt.date.fromisocalendar(p.year, p.number, 7)
        case "weekend":
            return p.date + DAY
        case "month":
            return _month_end(p.year, p.number)
        case "quarter":
            return _month_end(p.year, 3 * p.number)
        case "half":
            return _month_end(p.year, 6 * p.number)
        case "season":
            return _month_end(p.year, 3 * p.number + 2 if p.number else 2)
        case "year":
            return dt.date(p.year, 12, 31)
        case "decade":
            return dt.date(p.year + 9, 12, 31)
        case "century":
            return dt.date(p.year + 99, 12, 31)
        case "millennium":
            return dt.date(p.year + 999, 12, 31)


def _narrow(whole: Interval, mod: str | None, anchor: dt.date | None) -> Interval:
    if whole.days == 1 or mod is None:
        return whole
    third = {"START": 0, "MID": 1, "END": 2}.get(mod)
    if third is not None:
        return _third(whole, third)
    if anchor is None or not whole.start <= anchor <= whole.end:
        return whole
    if mod == "BEFORE":
        return Interval(whole.start, anchor)
    return Interval(anchor, whole.end) if mod == "AFTER" else whole


def _third(whole: Interval, third: int) -> Interval:
    """Cut into thirds: by ten days in a month, by whole months in what divides into them, else by days."""
    start, end = whole.start, whole.end
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and months == 1 and end == _month_end(start.year, start.month):
        return (
            Interval(start, start.replace(day=10)),
            Interval(start.replace(day=11), start.replace(day=20)),
            Interval(start.replace(day=21), end),
        )[third]
    if start.day == 1 and (end == LAST or (end + DAY).day == 1) and months % 3 == 0:
        first = months // 3 * third
        a, b = _add_months(start, first), _add_months(start, first + months // 3 - 1)
        return Interval(a, _month_end(b.year, b.month))
    step = whole.days / 3
    first, after = round(step * third), round(step * (third + 1))
    return Interval(start + first * DAY, start + max(first, after - 1) * DAY)


def _add_months(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)
