"""The dates of the calendar's names: which Friday, which May, which third quarter is meant."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.model import Interval, Pending
from dateline.times import calendars
from dateline.times.anchor import Context
from dateline.times.intervals import interval_of
from dateline.times.meaning import Event, Holiday, Point, Written
from dateline.times.resolved import DAY, WAITS, Resolved, published, unresolved
from dateline.times.value import Pattern, Period


def point(node: Point, c: Context, outer: Resolved | None) -> Resolved:
    """Date a name of the calendar; `outer` is the value of the year or the period that holds it, where the words name one."""
    if node.within is not None and outer:
        return _inside(node, outer)
    if isinstance(node.beside, Event):
        return _beside_event(node, node.beside, c)
    if node.beside is not None and outer:
        return _beside(node, outer)
    if node.unit == "day" and node.number is None and node.day is None:
        return _weekday(node, c)
    if node.unit == "day" and node.number is None:
        return _day_of_month(node, c)
    if isinstance(node.year, int):
        return Resolved(_dated(node, node.year), basis="absolute")
    if outer:
        return (
            replace(outer, value=_dated(node, outer.period.year))
            if outer.period
            else replace(outer, value=Pattern(_open_name(node)))
        )
    focus = c.focus("day", "month", "quarter", "season", "year") if node.base == "focus" else None
    if focus and node.pick is not None:
        days = interval_of(focus[0]) if node.pick > 0 else None
        named = _nearest(node, c, days.end if days else focus[0].date)
        return Resolved(_looking_back(node, c, focus[0], named), anchor=focus[1], basis="timex")
    if node.pick is None and (far := _year_at_hand(node, c)):
        return Resolved(_dated(node, far[0]), anchor=far[1], basis="timex")
    if c.published is None:
        return unresolved(_open_name(node))
    return published(c, _nearest(node, c, c.published))


def _looking_back(node: Point, c: Context, focus: Period, named: Period) -> Period:
    """Return the last period of its name where "that May", told of what is over, would lie ahead."""
    days, told = interval_of(named), interval_of(focus)
    if node.pick or not days or not told or c.published is None or c.direction > 0:
        return named
    ahead = days.start > c.published and told.end <= c.published
    return _dated(node, named.year - 1) if ahead else named


def _year_at_hand(node: Point, c: Context) -> tuple[int, str] | None:
    """Return the year that the list or the sentence is about where it is not the publication's, and its words."""
    return c.heading_year() or c.distant_year() or (c.coming_year() if node.unit in {"day", "month"} else None)


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

    if node.pick in {-1, -2}:
        return sorted((p for p in candidates if distance(p) < 0), key=distance)[node.pick]
    if node.pick == 1:
        return min((p for p in candidates if distance(p) > 0), key=distance)
    if node.pick == 0:
        return _dated(node, current.year)

    def cost(p: Period) -> float:
        d = distance(p)
        against = d * c.direction < 0
        if against and node.unit in {"quarter", "half"} and -_REPORTED < d < 0:
            against = False
        weight = _FIRM if c.firm and node.unit in {"day", "month"} else _AGAINST[node.unit == "day"]
        return abs(d) * (weight if against else 1.0) + (0.1 if d > 0 else 0)

    return min(candidates, key=cost)


_REPORTED = 75
"""For so many days a quarter that is over is still the one to come in the accounts."""
_FIRM = 60.0
_AGAINST = {True: 4.0, False: 9.0}
"""How many times nearer a period on the side that tense speaks against must be: a date with its day, any other."""


FRIDAY = 5
_JUST_PAST = 2
"""On a Thursday, Tuesday and Wednesday are not "last": that is the week before's."""


def _weekday(node: Point, c: Context) -> Resolved:
    weekday = node.weekday or 1
    if c.published is None:
        return unresolved(f"XXXX-WXX-{weekday}")
    if node.base == "focus" and node.pick == 0:
        near = c.near("day", "week", "weekend") if weekday > FRIDAY else c.near("day", "week")
        inside = _inside_week(near, weekday) if near else None
        ahead = inside and inside.period and inside.period.date > c.published and c.direction < 0
        return inside if inside and not ahead else _weekday(replace(node, pick=None, base="publication"), c)
    focus = c.focus("day") if node.base == "focus" else None
    if focus and node.pick:
        day = focus[0].date
        gap = (day.isoweekday() - weekday) % 7 or 7 if node.pick < 0 else (weekday - day.isoweekday()) % 7 or 7
        return Resolved(Period.of_day(day + node.pick * gap * DAY), anchor=focus[1], basis="timex")
    if node.pick is None and (known := c.owned_before()):
        return Resolved(Period.of_day(known[0].date), anchor=known[1], basis="timex")
    back = (c.published.isoweekday() - weekday) % 7
    if node.pick == -1:
        day = c.published - (back or 7) * DAY
        if 0 < back <= _JUST_PAST and weekday < c.published.isoweekday():
            day -= 7 * DAY
    elif node.pick == 1:
        day = c.published + (7 - back) * DAY
        monday = c.published - (c.published.isoweekday() - 1) * DAY
        begins = weekday == 7 and c.published.isoweekday() < 4  # to many a Sunday begins the next week
        if day < monday + 7 * DAY and not begins:
            day += 7 * DAY
    elif node.pick == 0:
        monday = c.published - (c.published.isoweekday() - 1) * DAY
        day = monday + (weekday - 1) * DAY
    elif node.pick == -2:
        day = c.published - ((back or 7) + 7) * DAY
    elif node.ahead or c.direction > 0 or (c.either and back > 3):
        day = c.published + ((7 - back) % 7 or 7 * node.ahead) * DAY
    else:
        day = c.published - back * DAY
    before = c.listed_after() if node.pick is None else None
    if before and before.unit == "day" and not 0 < (day - before.date).days < 7:
        later = before.date + ((weekday - before.date.isoweekday()) % 7) * DAY
        day = later if before.date > c.published else day
    return published(c, Period.of_day(day))


def _inside_week(near: tuple[Period, str], weekday: int) -> Resolved:
    """Return the first such weekday from a day on, or that of a week."""
    start = near[0].date
    return Resolved(Period.of_day(start + (weekday - start.isoweekday()) % 7 * DAY), anchor=near[1], basis="timex")


def _day_of_month(node: Point, c: Context) -> Resolved:
    """Put "the 14th" into the month the discourse is in, or into the nearest one that tense allows."""
    focus = c.focus("month", "day")
    day = node.day or 1
    if node.weekday and c.published:
        return published(c, _matching(node.weekday, day, c.published, c.direction))
    if focus and calendars.exists(focus[0].number, day, focus[0].year):
        return Resolved(Period("day", focus[0].year, focus[0].number, day), anchor=focus[1], basis="timex")
    if c.published is None:
        return unresolved(f"XXXX-XX-{day:02d}")
    return published(c, Period("day", c.published.year, c.published.month, day))


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


def _inside(node: Point, outer: Resolved) -> Resolved:
    days = interval_of(outer.value)
    if days is None:
        return outer
    if node.weekday:
        day = days.start + (node.weekday - days.start.isoweekday()) % 7 * DAY
        return replace(outer, value=Period.of_day(day))
    return replace(outer, value=Period("day", days.start.year, days.start.month, node.day or 1))


def _beside(node: Point, outer: Resolved) -> Resolved:
    """Return the last such weekday before a day, or the first after it."""
    days, weekday = interval_of(outer.value), node.weekday or 1
    return outer if days is None else replace(outer, value=next_to(days, weekday if node.pick == 1 else -weekday))


def next_to(days: Interval, weekday: int) -> Period:
    """Return the first such weekday after some days, or the last one before where it is negative."""
    if weekday > 0:
        return Period.of_day(days.end + ((weekday - days.end.isoweekday()) % 7 or 7) * DAY)
    return Period.of_day(days.start - ((days.start.isoweekday() + weekday) % 7 or 7) * DAY)


def _beside_event(node: Point, event: Event, c: Context) -> Resolved:
    """Wait for the event; but "on 2 March, the Thursday after the vote" is 2 March."""
    weekday = node.weekday or 1
    told = c.apposed()
    if told and told[0].unit == "day" and told[0].date.isoweekday() == weekday:
        return Resolved(Period.of_day(told[0].date), anchor=told[1], basis="timex")
    pending = Pending(event.start, event.end, "P0D", weekday=weekday * (node.pick or 1))
    return Resolved(Pattern("XXXX-XX-XX"), anchor=c.text[event.start : event.end], reason=WAITS, pending=pending)


def holiday(node: Holiday, c: Context, outer: Resolved | None) -> Resolved:
    if isinstance(node.year, int):
        return Resolved(Period.of_day(calendars.holiday(node.name, node.year)), basis="absolute")
    if outer and outer.period:
        return replace(outer, value=Period.of_day(calendars.holiday(node.name, outer.period.year)))
    if c.published is None:
        return unresolved("XXXX-XX-XX")
    day = c.published
    days = [d for y in (day.year - 1, day.year, day.year + 1) for d in calendars.holidays(node.name, y)]
    if node.pick == -1:
        chosen = max(d for d in days if d < day)
    elif node.pick == 1:
        chosen = min(d for d in days if d > day)
    else:
        weight = _FIRM if c.firm else _AGAINST[True]
        chosen = min(days, key=lambda d: abs((d - day).days) * (weight if (d - day).days * c.direction < 0 else 1))
    return published(c, Period.of_day(chosen))


def written(node: Written, c: Context) -> Resolved:
    month, day = (node.first, node.second) if c.order == "MDY" else (node.second, node.first)
    if month > 12:
        month, day = day, month
    if node.year is None or not 1 <= month <= 12 or not calendars.exists(month, day, node.year):
        raise ValueError(f"no day {day} in month {month} of {node.year}")
    return Resolved(Period("day", node.year, month, day), basis="absolute")
