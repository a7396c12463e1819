"""What is counted from a day: two days ago, a week after Easter, the five days to Friday."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from dateline.model import AnchorBasis, Interval, Pending
from dateline.times import calendars
from dateline.times.anchor import Context
from dateline.times.intervals import interval_of
from dateline.times.meaning import Amount, Event, Offset, Relative, Stretch
from dateline.times.resolved import DAY, WAITS, Resolved, amount, unresolved
from dateline.times.value import CLOCK_UNITS, Pattern, Period, Reference, Span


def offset(node: Offset, c: Context, base: Resolved | None) -> Resolved:
    """Count a length from its base; `base` is the value of the words that name it, where they do."""
    if isinstance(node.base, Event):
        return _from_an_event(node, node.base, c)
    if node.base == "apposed":
        return _apposed(node, c) or Resolved(amount(node.length))
    if any("X" in n for n, _ in node.length.parts):
        return Resolved(Reference("PAST_REF" if node.sign < 0 else "FUTURE_REF"))
    start = _start(node, c, base)
    if start is None:
        return unresolved("XXXX-XX-XX")
    day, anchor, basis = start
    if isinstance(node.base, Relative):
        return Resolved(_as_fine(node.base, node, day), anchor=anchor, basis=basis)
    return Resolved(
        moved(day, node.length, node.sign, exact=not isinstance(node.base, str) or _counted_from_a_day(node, c)),
        anchor=anchor,
        basis=basis,
    )


def _from_an_event(node: Offset, event: Event, c: Context) -> Resolved:
    """Wait for the event; but "on 2 March, two days before the vote" is 2 March."""
    if told := _apposed(node, c):
        return told
    unit = node.length.parts[0][1]
    pending = Pending(event.start, event.end, _signed(node.length, node.sign))
    open_value = Pattern("XXXX-XX-XX") if node.named and unit not in CLOCK_UNITS else amount(node.length)
    return Resolved(open_value, anchor=c.text[event.start : event.end], reason=WAITS, pending=pending)


def _apposed(node: Offset, c: Context) -> Resolved | None:
    """Return the date that the words explain, where it is as fine as their length asks."""
    unit = node.length.parts[0][1]
    told = c.apposed() if unit not in CLOCK_UNITS else None
    if told is None or told[0].unit not in _TOLD_BY[unit in {"day", "week", "fortnight"}]:
        return None
    day = Period.of_day(told[0].date) if told[0].unit == "day" else told[0]
    return Resolved(day, anchor=told[1], basis="timex")


_TOLD_BY = {True: {"day"}, False: {"day", "month", "year"}}
"""The units of a date that a length in days, or in anything longer, can explain: "in April, two months after it"."""


def _as_fine(base: Relative, node: Offset, day: dt.date) -> Period:
    """Count from a period that the publication is in, no less precise than it: "two years ago this month"."""
    far = moved(day, node.length, node.sign, exact=True)
    unit = node.length.parts[-1][1]
    finer = unit if unit in CLOCK_UNITS or _ORDER.index(unit) < _ORDER.index(base.unit) else base.unit
    for n, each in node.length.parts:
        day = calendars.move(day, node.sign * int(Decimal(n)), each)
    return far if far.unit == "day" else calendars.coarsened(day, finer)


_ORDER = (
    "day",
    "night",
    "week",
    "weekend",
    "fortnight",
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "decade",
    "century",
    "millennium",
)


def _start(node: Offset, c: Context, base: Resolved | None) -> tuple[dt.date, str, AnchorBasis] | None:
    if not isinstance(node.base, str):
        days = interval_of(base.value) if base else None
        if base is None or days is None:
            return None
        return (days.start if node.sign < 0 else days.end), str(base.value), "timex"
    if node.base == "focus" and (focus := c.focus(*_FINE.get(node.length.parts[-1][1], ()))):
        days = interval_of(focus[0])
        if days:
            return (days.start if node.sign < 0 else days.end), focus[1], "timex"
    if c.published is None:
        return None
    return c.published, str(c.published), c.basis


_FINE: dict[str, tuple[str, ...]] = dict.fromkeys(["day", "week"], ("day", "week", "weekend", "month"))
"""The units of what such a length can be counted from: "the day after" counts from no decade."""


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


def _counted_from_a_day(node: Offset, c: Context) -> bool:
    focus = c.focus() if node.base == "focus" else None
    return focus is not None and focus[0].unit == "day"


def _signed(length: Amount, sign: int) -> str:
    return ("-" if sign < 0 else "") + str(amount(length))


def stretch(node: Stretch, c: Context, base: Resolved | None) -> Resolved:
    """Return the range of a length that touches its base."""
    if isinstance(node.base, Event):
        span = _signed(node.length, node.sign)
        pending = Pending(node.base.start, node.base.end, "P0D", span)
        return Resolved(
            amount(node.length),
            anchor=c.text[node.base.start : node.base.end],
            reason=WAITS,
            pending=pending,
        )
    days = interval_of(base.value) if base else None
    if base is None or days is None or any("X" in n for n, _ in node.length.parts):
        return replace(base, value=amount(node.length)) if base and days is None else Resolved(amount(node.length))
    return replace(base, value=reach(_edge(days, node), node.length, node.sign, inclusive=node.inclusive))


def _edge(days: Interval, node: Stretch) -> dt.date:
    """Return where a stretch touches its base: "the three months to June" ends with June."""
    return days.end if (node.sign > 0) != node.inclusive else days.start


def reach(day: dt.date, length: Amount, sign: int, *, inclusive: bool) -> Span:
    """Return the range of a length that ends (-1) or starts (1) at a day, with it or without."""
    edge = day if inclusive else day + sign * DAY
    n, unit = length.parts[-1]
    far = (
        calendars.move(edge + DAY, -int(Decimal(n)), unit)
        if sign < 0
        else calendars.move(edge, int(Decimal(n)), unit) - DAY
    )
    first, last = sorted((edge, far))
    whole_months = unit in {"month", "quarter", "year"} and first.day == 1 and (last + DAY).day == 1
    if whole_months:
        return Span(calendars.holding(first, "month"), calendars.holding(last, "month"))
    return Span(Period.of_day(first), Period.of_day(last))
