"""The value of each kind of meaning in its context."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from dateline.model import AnchorBasis, Pending
from dateline.times import calendars
from dateline.times.anchor import Context
from dateline.times.intervals import interval_of
from dateline.times.meaning import (
    Amount,
    At,
    Ending,
    Event,
    Holiday,
    Modified,
    Node,
    Nth,
    Offset,
    Part,
    Point,
    Range,
    Relative,
    Repeat,
    Same,
    Stretch,
    Vague,
    Written,
)  # fmt: skip
from dateline.times.value import CLOCK_UNITS, LETTER, Length, Pattern, Period, Reference, Span, Value, parse

NO_DATE = "no publication date to count from"
NO_FOCUS = "no day is mentioned near it to count from"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value with what it was counted from; `reason` says why it stays open."""

    value: Value
    mod: str | None = None
    anchor: str | None = None
    basis: AnchorBasis = "none"
    reason: str | None = None
    pending: Pending | None = None

    @property
    def period(self) -> Period | None:
        return self.value if isinstance(self.value, Period) else None


def evaluate(node: Node, c: Context) -> Resolved:
    """Return the value of a meaning; raises ValueError or OverflowError outside the calendar."""
    match node:
        case Point():
            return point(node, c)
        case Holiday():
            return holiday(node, c)
        case Relative():
            return relative(node, c)
        case Amount():
            return Resolved(amount(node))
        case Offset():
            return offset(node, c)
        case Stretch():
            return stretch(node, c)
        case Part():
            return part(node, c)
        case Nth():
            return nth(node, c)
        case At():
            return at(node, c)
        case Range():
            return between(node, c)
        case Vague():
            return Resolved(parse(node.name))
        case Repeat():
            return Resolved(parse(node.value))
        case Modified():
            inner = evaluate(node.node, c)
            return inner if inner.mod else replace(inner, mod=node.mod)
        case Written():
            return written(node, c)
        case Same():
            return same(node, c)
        case Ending():
            return ending(node, c)
        case _:
            assert_never(node)


def _published(c: Context, value: Value) -> Resolved:
    return Resolved(value, anchor=str(c.published), basis=c.basis)


def _open(text: str) -> Resolved:
    return Resolved(Pattern(text), reason=NO_DATE)


# -- lengths ----------------------------------------------------------------------------------------------------------


def amount(node: Amount) -> Length:
    return Length(tuple((n, LETTER[unit] if unit != "half" else "H", unit in CLOCK_UNITS) for n, unit in node.parts))


# -- names of the calendar --------------------------------------------------------------------------------------------


def point(node: Point, c: Context) -> Resolved:
    if node.within is not None:
        return _inside(node, c)
    if node.unit == "day" and node.number is None and node.day is None:
        return _weekday(node, c)
    if node.unit == "day" and node.number is None:
        return _day_of_month(node, c)
    if isinstance(node.year, int):
        return Resolved(_dated(node, node.year), basis="absolute")
    if node.year is not None:
        outer = evaluate(node.year, c)
        return (
            replace(outer, value=_dated(node, outer.period.year))
            if outer.period
            else replace(outer, value=Pattern(_open_name(node)))
        )
    focus = c.focus("day", "month", "quarter", "season", "year") if node.base == "focus" else None
    if focus and node.pick is not None:
        return Resolved(_nearest(node, c, focus[0].date), anchor=focus[1], basis="timex")
    if c.published is None:
        return _open(_open_name(node))
    return _published(c, _nearest(node, c, c.published))


def _dated(node: Point, year: int) -> Period:
    if node.unit == "day" and not (node.number and node.day and calendars.exists(node.number, node.day, year)):
        raise ValueError(f"no day {node.day} in month {node.number} of {year}")
    return Period(calendars.unit_of(node.unit), year, node.number or 0, node.day or 0)


def _open_name(node: Point) -> str:
    if node.unit == "day":
        return f"XXXX-{node.number:02d}-{node.day:02d}"
    number = node.number or 0
    return "XXXX-" + {"month": f"{number:02d}", "quarter": f"Q{number}", "half": f"H{number}",
                      "season": ("WI", "SP", "SU", "FA")[number % 4]}.get(node.unit, "XX")  # fmt: skip


def _candidates(node: Point, day: dt.date) -> list[Period]:
    found: list[Period] = []
    for year in range(day.year - 4, day.year + 5):
        if node.unit == "day" and not calendars.exists(node.number or 1, node.day or 1, year):
            continue
        if node.unit == "day" and node.weekday and abs(year - day.year) > 1:
            continue
        found.append(_dated(node, year))
    if node.unit == "day" and node.weekday:
        found = [p for p in found if p.date.isoweekday() == node.weekday] or found
    return found


def _nearest(node: Point, c: Context, day: dt.date) -> Period:
    """Choose the year: as picked by last, this, next; else the nearest, tense weighing against the other side."""
    candidates = _candidates(node, day)
    current = calendars.holding(day, node.unit)

    def distance(p: Period) -> int:
        days = interval_of(p)
        if days is None:
            return 10**6
        return (
            0
            if days.start <= day <= days.end
            else (days.start - day).days
            if days.start > day
            else (days.end - day).days
        )

    if node.pick == -1:
        return max((p for p in candidates if distance(p) < 0), key=distance)
    if node.pick == 1:
        return min((p for p in candidates if distance(p) > 0), key=distance)
    if node.pick == 0:
        return _dated(node, current.year)

    def cost(p: Period) -> float:
        d = distance(p)
        against = d * c.direction < 0
        return abs(d) * (_AGAINST[node.unit == "day"] if against else 1.0) + (0.1 if d > 0 else 0)

    return min(candidates, key=cost)


_AGAINST = {True: 3.0, False: 9.0}
"""How many times nearer a period on the side that tense speaks against must be: a date with its day, any other."""


def _weekday(node: Point, c: Context) -> Resolved:
    weekday = node.weekday or 1
    if c.published is None:
        return _open(f"XXXX-WXX-{weekday}")
    focus = c.focus("day") if node.base == "focus" else None
    if focus and node.pick:
        day = focus[0].date
        gap = (day.isoweekday() - weekday) % 7 or 7 if node.pick < 0 else (weekday - day.isoweekday()) % 7 or 7
        return Resolved(Period.of_day(day + node.pick * gap * DAY), anchor=focus[1], basis="timex")
    back = (c.published.isoweekday() - weekday) % 7
    if node.pick == -1:
        day = c.published - (back or 7) * DAY
    elif node.pick == 1:
        day = c.published + (7 - back) * DAY
        monday = c.published - (c.published.isoweekday() - 1) * DAY
        if day < monday + 7 * DAY:
            day += 7 * DAY
    elif node.pick == 0:
        monday = c.published - (c.published.isoweekday() - 1) * DAY
        day = monday + (weekday - 1) * DAY
    elif c.direction > 0 or (c.either and back > 3):
        day = c.published + (7 - back) % 7 * DAY
    else:
        day = c.published - back * DAY
    before = c.listed_after() if node.pick is None else None
    if before and before.unit == "day" and not 0 < (day - before.date).days < 7:
        later = before.date + ((weekday - before.date.isoweekday()) % 7) * DAY
        day = later if before.date > c.published else day
    return _published(c, Period.of_day(day))


def _day_of_month(node: Point, c: Context) -> Resolved:
    """Put "the 14th" into the month the discourse is in, or into the nearest one that tense allows."""
    focus = c.focus("month", "day")
    day = node.day or 1
    if node.weekday and c.published:
        return _published(c, _matching(node.weekday, day, c.published, c.direction))
    if focus and calendars.exists(focus[0].number, day, focus[0].year):
        return Resolved(Period("day", focus[0].year, focus[0].number, day), anchor=focus[1], basis="timex")
    if c.published is None:
        return _open(f"XXXX-XX-{day:02d}")
    return _published(c, Period("day", c.published.year, c.published.month, day))


def _matching(weekday: int, day: int, published: dt.date, direction: int) -> Period:
    """Find the nearest month whose given day is the given weekday: "Friday the 13th"."""
    found: list[dt.date] = []
    for months in range(-14, 15):
        first = calendars.move(published.replace(day=1), months, "month")
        if calendars.exists(first.month, day, first.year) and first.replace(day=day).isoweekday() == weekday:
            found.append(first.replace(day=day))
    return Period.of_day(
        min(found, key=lambda d: abs((d - published).days) * (3 if (d - published).days * direction < 0 else 1))
    )


def _inside(node: Point, c: Context) -> Resolved:
    outer = evaluate(node.within, c) if node.within else Resolved(Pattern("XXXX-XX-XX"))
    days = interval_of(outer.value)
    if days is None:
        return outer
    if node.weekday:
        day = days.start + (node.weekday - days.start.isoweekday()) % 7 * DAY
        return replace(outer, value=Period.of_day(day))
    return replace(outer, value=Period("day", days.start.year, days.start.month, node.day or 1))


def holiday(node: Holiday, c: Context) -> Resolved:
    if isinstance(node.year, int):
        return Resolved(Period.of_day(calendars.holiday(node.name, node.year)), basis="absolute")
    if node.year is not None:
        outer = evaluate(node.year, c)
        if outer.period:
            return replace(outer, value=Period.of_day(calendars.holiday(node.name, outer.period.year)))
    if c.published is None:
        return _open("XXXX-XX-XX")
    day = c.published
    days = [calendars.holiday(node.name, y) for y in (day.year - 1, day.year, day.year + 1)]
    if node.pick == -1:
        chosen = max(d for d in days if d < day)
    elif node.pick == 1:
        chosen = min(d for d in days if d > day)
    else:
        chosen = min(days, key=lambda d: abs((d - day).days) * (3 if (d - day).days * c.direction < 0 else 1))
    return _published(c, Period.of_day(chosen))


def written(node: Written, c: Context) -> Resolved:
    month, day = (node.first, node.second) if c.order == "MDY" else (node.second, node.first)
    if month > 12:
        month, day = day, month
    if node.year is None or not 1 <= month <= 12 or not calendars.exists(month, day, node.year):
        raise ValueError(f"no day {day} in month {month} of {node.year}")
    return Resolved(Period("day", node.year, month, day), basis="absolute")


def part(node: Part, c: Context) -> Resolved:
    """Keep the period and mark the part; the start and the middle of a year are the months they name."""
    inner = evaluate(node.of, c)
    period = inner.period
    if period and period.unit == "year" and node.mod in {"START", "MID"} and node.named:
        return replace(inner, value=Period("month", period.year, 1 if node.mod == "START" else 6), mod=None)
    return replace(inner, mod=node.mod)


def same(node: Same, c: Context) -> Resolved:
    """Move the period under comparison into another year: of figures, the quarter; else the year itself."""
    focus = None
    if not node.plain or c.compares():
        focus = c.focus("quarter", "half") if node.quarter else c.focus("quarter", "half", "year")
    if isinstance(node.year, int):
        year: int | None = node.year
    else:
        outer = evaluate(node.year, c).period if node.year else None
        year = outer.year if outer else None
    if focus:
        period, words = focus
        if node.number and 1 <= node.number <= 4:
            period = Period("quarter", period.year, node.number)
        moved_on = calendars.shift_years(period, node.steps if year is None else year - period.year)
        return Resolved(moved_on, anchor=words, basis="timex")
    if node.quarter and not node.number and c.published:
        before = calendars.shift(calendars.holding(c.published, "quarter"), -1)
        return _published(c, calendars.shift_years(before, node.steps if year is None else year - before.year))
    if year is not None:
        return Resolved(Period("quarter", year, node.number) if node.number else Period("year", year), basis="absolute")
    if not node.plain and (near := c.focus("day", "month", "week")) and c.position - c.mentioned[-1][0] < 200:
        return Resolved(Period("year", near[0].year + node.steps), anchor=near[1], basis="timex")
    return relative(Relative("year", node.steps), c)


def ending(node: Ending, c: Context) -> Resolved:
    end = evaluate(node.end, c)
    days = interval_of(end.value)
    if days is None:
        return evaluate(node.of, c)
    if isinstance(node.of, Point) and node.of.number:
        return replace(end, value=Period(calendars.unit_of(node.of.unit), days.end.year, node.of.number))
    unit = node.of.unit if isinstance(node.of, Relative | Point) else "year"
    inside = days.end - (45 if unit == "quarter" else 0) * DAY
    return replace(end, value=calendars.holding(inside, unit))


# -- relative periods -------------------------------------------------------------------------------------------------


def relative(node: Relative, c: Context) -> Resolved:
    focus = None
    if node.base == "focus":
        focus = _focus_for(node, c)
    if focus:
        start = interval_of(focus[0])
        if start:
            period = calendars.shift(calendars.holding(start.start, node.unit), node.steps)
            return Resolved(period, anchor=focus[1], basis="timex")
    if node.base == "focus" and node.unit == "quarter" and c.direction <= 0 and not node.steps:
        node = replace(node, steps=-1)
    if node.base == "focus" and node.unit in {"day", "week", "weekend"} and c.mentioned and not node.over:
        coarse = c.mentioned[-1][1].unit in {"month", "quarter", "season", "year"}
        if coarse and node.unit != "day" and c.direction <= 0:
            return Resolved(Pattern("XXXX-WXX" if node.unit == "week" else "XXXX-WXX-WE"), reason=NO_FOCUS)
    if c.published is None:
        return _open(
            {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX"}.get(node.unit, "XXXX")
        )
    if node.unit == "weekend":
        return _published(c, _weekend(node, c, c.published))
    period = calendars.shift(calendars.holding(c.published, node.unit), node.steps)
    if node.over and c.published.isoweekday() == 1 and c.direction < 0:
        period = calendars.shift(period, -1)
    return _published(c, period)


def _weekend(node: Relative, c: Context, day: dt.date) -> Period:
    """Choose the weekend: the one just past for a past tense early in the week, else this week's."""
    this = calendars.holding(day, "weekend")
    if node.steps:
        return calendars.shift(this, node.steps)
    if day.isoweekday() < 6 and c.direction <= 0:
        return calendars.shift(this, -1)
    return this


def _focus_for(node: Relative, c: Context) -> tuple[Period, str] | None:
    match node.unit:
        case "day":
            return c.focus("day")
        case "week" | "weekend":
            coarse = c.mentioned and c.mentioned[-1][1].unit in {"month", "quarter", "season", "year"}
            return None if coarse and not node.steps else c.focus("day", "week", "weekend")
        case "month":
            return c.focus("day", "month")
        case "quarter":
            return c.focus("quarter")
        case "year":
            return c.focus("day", "month", "year", "quarter", "half", "season", "week")
        case _:
            return c.focus()


def offset(node: Offset, c: Context) -> Resolved:
    if isinstance(node.base, Event):
        pending = Pending(node.base.start, node.base.end, _signed(node.length, node.sign))
        return Resolved(Pattern("XXXX-XX-XX"), reason="waits for the date of the event it names", pending=pending)
    if any("X" in n for n, _ in node.length.parts):
        return Resolved(Reference("PAST_REF" if node.sign < 0 else "FUTURE_REF"))
    start = _base(node, c)
    if start is None:
        return _open("XXXX-XX-XX")
    day, anchor, basis = start
    return Resolved(
        moved(day, node.length, node.sign, exact=not isinstance(node.base, str)), anchor=anchor, basis=basis
    )


def _base(node: Offset, c: Context) -> tuple[dt.date, str, AnchorBasis] | None:
    if not isinstance(node.base, str):
        inner = evaluate(node.base, c) if not isinstance(node.base, Event) else None
        days = interval_of(inner.value) if inner else None
        if inner is None or days is None:
            return None
        return (days.start if node.sign < 0 else days.end), str(inner.value), "timex"
    if node.base == "focus" and (focus := c.focus()):
        days = interval_of(focus[0])
        if days:
            return (days.start if node.sign < 0 else days.end), focus[1], "timex"
    if c.published is None:
        return None
    return c.published, str(c.published), c.basis


def moved(day: dt.date, length: Amount, sign: int, *, exact: bool = False) -> Period:
    """Count a length from a day; the outcome is no more precise than the smallest unit.

    `exact`: the day itself is known, so that weeks from it are a day too ("a week before the vote").
    """
    unit = "day"
    for n, unit in length.parts:
        whole = int(Decimal(n))
        day = calendars.move(day, sign * whole, unit)
        if Decimal(n) != whole:
            smaller = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "decade": ("year", 10)}.get(
                unit
            )
            if smaller:
                day = calendars.move(day, sign * round((Decimal(n) - whole) * smaller[1]), smaller[0])
                unit = smaller[0]
    return Period.of_day(day) if exact and unit == "week" else calendars.coarsened(day, unit)


def _signed(length: Amount, sign: int) -> str:
    return ("-" if sign < 0 else "") + str(amount(length))


def stretch(node: Stretch, c: Context) -> Resolved:
    if isinstance(node.base, Event):
        span = _signed(node.length, node.sign)
        pending = Pending(node.base.start, node.base.end, "P0D", span)
        return Resolved(
            Pattern("XXXX-XX-XX/XXXX-XX-XX"), reason="waits for the date of the event it names", pending=pending
        )
    inner = evaluate(node.base, c)
    days = interval_of(inner.value)
    if days is None or any("X" in n for n, _ in node.length.parts):
        return replace(inner, value=amount(node.length)) if days is None else Resolved(amount(node.length))
    return replace(
        inner, value=reach(days.start if node.sign < 0 else days.end, node.length, node.sign, inclusive=node.inclusive)
    )


def reach(day: dt.date, length: Amount, sign: int, *, inclusive: bool) -> Span:
    """Return the range of a length that ends (-1) or starts (1) at a day, with it or without."""
    edge = day if inclusive else day + sign * DAY
    n, unit = length.parts[-1]
    far = calendars.move(edge, sign * int(Decimal(n)), unit) - sign * DAY
    first, last = sorted((edge, far))
    return Span(Period.of_day(first), Period.of_day(last))


def nth(node: Nth, c: Context) -> Resolved:
    if node.of is None:
        return relative(Relative("day", 0, "publication"), c)
    outer = evaluate(node.of, c)
    days = interval_of(outer.value, outer.mod)
    if days is None:
        return outer
    if node.unit == "half" and outer.period and outer.period.unit in {"decade", "century"}:
        return replace(outer, mod="END" if node.n != 1 else "START")
    if node.n == 0:
        return replace(outer, value=calendars.holding(days.start, node.unit))
    return replace(outer, value=_nth_of(node, days.start, days.end))


def _nth_of(node: Nth, start: dt.date, end: dt.date) -> Value:
    unit = node.unit
    if (node.count == 6 and unit == "month") or (node.count == 2 and unit == "quarter"):
        return calendars.holding(start if node.n > 0 else end, "half")
    if node.count == 3 and unit == "month":
        return calendars.holding(start if node.n > 0 else end, "quarter")
    if unit in CLOCK_UNITS:
        return Length.of("X", unit)
    first = calendars.holding(start, unit)
    if unit in {"week", "weekend"} and first.date < start and first.date + 3 * DAY < start:
        first = calendars.shift(first, 1)
    if node.n < 0:
        last = calendars.holding(end, unit)
        first = calendars.shift(last, node.n + 1 - (node.count - 1))
    else:
        first = calendars.shift(first, (node.n - 1) * node.count)
    if node.count == 1:
        return first
    return Span(first, calendars.shift(first, node.count - 1))


# -- times of day, ranges ---------------------------------------------------------------------------------------------


def at(node: At, c: Context) -> Resolved:
    if node.day is None:
        day = (
            Resolved(Period.of_day(c.published), anchor=str(c.published), basis=c.basis)
            if c.published
            else _open("XXXX-XX-XX")
        )
    else:
        day = evaluate(node.day, c)
    if isinstance(day.value, Period) and day.value.unit == "day":
        return replace(day, value=day.value.at(node.time))
    if isinstance(day.value, Pattern):
        return replace(day, value=Pattern(day.value.text + node.time))
    return day


def between(node: Range, c: Context) -> Resolved:
    a, b = evaluate(node.start, c), evaluate(node.end, c)
    if not isinstance(a.value, Period) or not isinstance(b.value, Period):
        return Resolved(Pattern(f"{a.value}/{b.value}"), reason=a.reason or b.reason or "the words leave it open")
    start, end = a.value, b.value
    if start.unit == end.unit == "day" and start.date > end.date and isinstance(node.end, Point) and node.end.weekday:
        end = calendars.shift(end, 7)
    return replace(b, value=Span(start, end))
