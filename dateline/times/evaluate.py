"""The value of each kind of meaning in its context."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import assert_never

from dateline.model import Interval
from dateline.times import calendars
from dateline.times.anchor import Context
from dateline.times.counting import offset, stretch
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
from dateline.times.names import holiday, point, written
from dateline.times.relative import relative
from dateline.times.resolved import DAY, Resolved, amount, published, unresolved
from dateline.times.value import CLOCK_UNITS, Length, Pattern, Period, Span, Value, parse


def evaluate(node: Node, c: Context) -> Resolved:
    """Return the value of a meaning; raises ValueError or OverflowError outside the calendar."""
    match node:
        case Point():
            return point(node, c, _outer(node, c))
        case Holiday():
            return holiday(node, c, _outer(node, c))
        case Relative():
            return relative(node, c)
        case Amount():
            return Resolved(amount(node))
        case Offset():
            return offset(node, c, _named(node.base, c))
        case Stretch():
            return stretch(node, c, _named(node.base, c))
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


def _outer(node: Point | Holiday, c: Context) -> Resolved | None:
    """Return the value of the year or period that the words put a name into."""
    if isinstance(node, Point) and (around := node.within or node.beside):
        return None if isinstance(around, Event) else evaluate(around, c)
    return None if node.year is None or isinstance(node.year, int) else evaluate(node.year, c)


def _named(base: Node | Event | str, c: Context) -> Resolved | None:
    """Return the value of the words that something is counted from; None where they are an event or the discourse."""
    return None if isinstance(base, str | Event) else evaluate(base, c)


def part(node: Part, c: Context) -> Resolved:
    """Keep the period and mark the part; the start and the middle of a year are the months they name."""
    inner = evaluate(node.of, c)
    period = inner.period
    if period and period.unit == "year" and node.mod in {"START", "MID"} and node.named:
        return replace(inner, value=Period("month", period.year, 1 if node.mod == "START" else 6), mod=None)
    if period and period.unit == "day" and node.late and not period.time:
        return replace(inner, value=period.at("TEV"))
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
    if node.unit and c.published and year is not None:
        now = calendars.holding(c.published, node.unit)
        near = c.near(node.unit)
        period, words = near or (now, str(c.published))
        moved_on = calendars.shift_years(period, year - c.published.year)
        return Resolved(moved_on, anchor=words, basis="timex" if near else c.basis)
    if focus and focus[0].unit == "year" and c.mentioned[-1][1].unit in {"day", "month"} and not node.quarter:
        focus = None
    if focus:
        period, words = focus
        if node.number and 1 <= node.number <= 4:
            period = Period("quarter", period.year, node.number)
        moved_on = calendars.shift_years(period, node.steps if year is None else year - period.year)
        return Resolved(moved_on, anchor=words, basis="timex")
    if node.quarter and not node.number and c.published:
        before = calendars.shift(calendars.holding(c.published, "quarter"), -1)
        return published(c, calendars.shift_years(before, node.steps if year is None else year - before.year))
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


def nth(node: Nth, c: Context) -> Resolved:
    if node.of is None:
        return relative(Relative("day", 0, "publication"), c)
    outer = evaluate(node.of, c)
    days = interval_of(outer.value, outer.mod)
    if days is None:
        return outer
    if node.unit == "half" and outer.period and outer.period.unit in {"decade", "century", "month", "week", "season"}:
        return replace(outer, mod="END" if node.n != 1 else "START")
    if node.weekday:
        return replace(outer, value=_nth_weekday(node, node.weekday, days))
    if node.n == 0:
        return replace(outer, value=calendars.holding(days.start, node.unit))
    return replace(outer, value=_nth_of(node, days.start, days.end))


def _nth_weekday(node: Nth, weekday: int, days: Interval) -> Value:
    if node.n < 0:
        return Period.of_day(days.end - ((days.end.isoweekday() - weekday) % 7 - 7 * (node.n + 1)) * DAY)
    return Period.of_day(days.start + ((weekday - days.start.isoweekday()) % 7 + 7 * (node.n - 1)) * DAY)


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
        if unit in {"week", "weekend"} and last.date + (3 if unit == "week" else 0) * DAY > end:
            last = calendars.shift(last, -1)
        first = calendars.shift(last, node.n + 1 - (node.count - 1))
    else:
        first = calendars.shift(first, (node.n - 1) * node.count)
    if node.count == 1:
        return first
    return Span(first, calendars.shift(first, node.count - 1))


def at(node: At, c: Context) -> Resolved:
    day = _day_of_clock(node.time, c) if node.day is None else evaluate(node.day, c)
    if isinstance(day.value, Period) and day.value.unit == "day":
        if (
            (node.time == "TMO" or (node.day is None and "T00" < node.time < _FORENOON))
            and _stays(node.day)
            and _follows_a_night(day, c)
        ):
            day = replace(day, value=calendars.shift(day.value, 1))
        return replace(day, value=day.value.at(node.time)) if isinstance(day.value, Period) else day
    if isinstance(day.value, Pattern):
        waits = day.pending and replace(day.pending, time=node.time)
        return replace(day, value=Pattern(day.value.text + node.time), pending=waits)
    return day


_FORENOON = "T09:30"
"""A time up to this that follows a night is the next day's."""


def _stays(day: Node | None) -> bool:
    """Say whether the words keep to the day under discussion: "at dawn", not "the next morning"."""
    return day is None or (isinstance(day, Relative) and day.base == "focus" and not day.steps)


def _follows_a_night(day: Resolved, c: Context) -> bool:
    """Say whether the day was counted from an evening or a night, whose dawn is the next day's."""
    late = c.mentioned[-1][1].time if c.mentioned and day.basis == "timex" and c.mentioned[-1][2] == day.anchor else ""
    return late in {"TEV", "TNI"} or "T18" <= late < "T24:"


def _day_of_clock(time: str, c: Context) -> Resolved:
    """Return the day that a time of day without one is on: the evening just named, or the day, else the publication."""
    if not c.opens_line() and (near := c.day_of_hour(time) or c.day_at_hand()):
        return Resolved(Period.of_day(near[0].date), anchor=near[1], basis="timex")
    if c.published is None:
        return unresolved("XXXX-XX-XX")
    return published(c, Period.of_day(c.published))


def _are_weekdays(node: Range) -> bool:
    """Say whether both ends are weekdays and nothing more: "between Friday and Sunday"."""
    return all(isinstance(p, Point) and p.weekday and not p.day and p.pick is None for p in (node.start, node.end))


def between(node: Range, c: Context) -> Resolved:
    a, b = evaluate(node.start, c), evaluate(node.end, c)
    if not isinstance(a.value, Period) or not isinstance(b.value, Period):
        return Resolved(Pattern(f"{a.value}/{b.value}"), reason=a.reason or b.reason or "the words leave it open")
    start, end = a.value, b.value
    if start.unit == end.unit == "day" and start.date > end.date and isinstance(node.end, Point) and node.end.weekday:
        end = calendars.shift(end, 7)
    if c.direction < 0 and c.published and _are_weekdays(node) and end.unit == "day" and end.date > c.published:
        start, end = calendars.shift(start, -7), calendars.shift(end, -7)
    if start.unit == end.unit == "day" and start.date == end.date and end.time[1:2].isdigit() and end.time < start.time:
        end = calendars.shift(end, 1).at(end.time)  # "from 10pm to 7am" ends the next day
    return replace(b, value=Span(start, end))
