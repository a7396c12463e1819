"""Periods that lie some steps from one that is known: today, last week, that month, the following year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.times import calendars
from dateline.times.anchor import Context
from dateline.times.intervals import interval_of
from dateline.times.meaning import Relative
from dateline.times.resolved import NO_FOCUS, Resolved, published, unresolved
from dateline.times.value import Pattern, Period


def relative(node: Relative, c: Context) -> Resolved:
    if node.unit == "night":
        return _night(node, c)
    focus = _focus_for(node, c) if node.base == "focus" else None
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
        return unresolved(
            {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX"}.get(node.unit, "XXXX")
        )
    if node.unit == "weekend":
        return published(c, _weekend(node, c, c.published))
    period = calendars.shift(calendars.holding(c.published, node.unit), node.steps)
    if node.over and _is_over(node, c, c.published):
        period = calendars.shift(period, -1)
    return published(c, period)


def _is_over(node: Relative, c: Context, day: dt.date) -> bool:
    """Say whether the unit before is meant: on a Monday the week that fell, in January the new year."""
    return day.month < 3 if node.unit == "year" else day.isoweekday() == 1 and c.direction < 0


def _night(node: Relative, c: Context) -> Resolved:
    """Choose the night of the day under discussion, else the one just past, or to come where the verb says so."""
    near = c.day_at_hand() if node.base == "focus" else None
    if near and not (c.direction < 0 and near[0].date == c.published and not _is_late(near[0].time)):
        return Resolved(Period.of_day(near[0].date), anchor=near[1], basis="timex")
    return relative(Relative("day", 0 if c.direction > 0 else -1), c)


def _is_late(time: str) -> bool:
    return time in {"TAF", "TEV", "TNI"} or "T12" <= time < "T25"


def _weekend(node: Relative, c: Context, day: dt.date) -> Period:
    """Choose the weekend: the one just past for a past tense early in the week, else this week's."""
    this = calendars.holding(day, "weekend")
    if node.steps or node.ahead:
        return calendars.shift(this, node.steps)
    late = 4 <= day.isoweekday() < 6
    if node.this:
        back = c.direction < 0 or (c.direction == 0 and day.isoweekday() < 3)
    else:
        back = c.direction < 0 or (c.direction == 0 and not late)
    if day.isoweekday() < 6 and back:
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
