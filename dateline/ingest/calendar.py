"""Cron expressions of five parts, in UTC: whether one had its moment since it was last kept."""

from __future__ import annotations

import datetime as dt

_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
LOOK_BACK = dt.timedelta(days=2)


def is_cron(expression: str) -> bool:
    """Say whether an expression has five parts, each of numbers, ranges, lists and steps within their limits."""
    parts = expression.split()
    return len(parts) == 5 and all(_numbers(part, *limits) for part, limits in zip(parts, _RANGES, strict=True))


def due(expression: str, last: dt.datetime | None, now: dt.datetime) -> bool:
    """Say whether the expression had a moment after `last` and up to `now`; what never was kept is due at once."""
    if last is None or now - last > LOOK_BACK:
        return True
    moment = last.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
    while moment <= now:
        if _matches(expression, moment):
            return True
        moment += dt.timedelta(minutes=1)
    return False


def _matches(expression: str, moment: dt.datetime) -> bool:
    minute, hour, day, month, weekday = (
        _numbers(part, *limits) for part, limits in zip(expression.split(), _RANGES, strict=True)
    )
    today = moment.isoweekday() % 7
    on_weekday = today in weekday or (today == 0 and 7 in weekday)
    days = expression.split()[2::2]
    # cron's own rule: where both kinds of day are restricted, either will do
    on_day = moment.day in day or on_weekday if "*" not in days else moment.day in day and on_weekday
    return moment.minute in minute and moment.hour in hour and moment.month in month and on_day


def _numbers(part: str, lowest: int, highest: int) -> frozenset[int]:
    """Read one part; nothing where it is wrong."""
    found: set[int] = set()
    for item in part.split(","):
        span, _, step = item.partition("/")
        first, dash, last = (f"{lowest}-{highest}" if span == "*" else span).partition("-")
        last = last if dash else (str(highest) if step else first)
        if not (first.isdecimal() and last.isdecimal() and (step.isdecimal() if "/" in item else True)):
            return frozenset()
        if not lowest <= int(first) <= int(last) <= highest or int(step or 1) < 1:
            return frozenset()
        found.update(range(int(first), int(last) + 1, int(step or 1)))
    return frozenset(found)
