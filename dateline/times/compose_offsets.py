"""Builders of what is counted from something by its length: two days ago, a week after Easter, the eve of the vote."""

from __future__ import annotations

from dataclasses import replace

from dateline.times.compose_names import year_of
from dateline.times.found import Found
from dateline.times.meaning import Amount, At, Event, Node, Offset, Point, Relative, Same, Stretch
from dateline.times.value import CLOCK_UNITS


def ago_today(f: Found) -> Node | None:
    length, now = f.node("l"), f.node("p")
    if (
        not isinstance(now, Relative)
        or (now.steps and now.unit != "day")
        or now.base != "publication"
        or not isinstance(length, Amount)
    ):
        return None
    return Offset(length, -1, now)


def weekday_week(f: Found) -> Node | None:
    point, length = f.node("p"), f.node("l") if "l" in f else Amount((("2" if "t" in f else "1", "week"),))
    if not isinstance(point, Point) or not isinstance(length, Amount) or length.parts[0][1] != "week":
        return None
    if "b" in f:
        return Offset(length, -1, replace(point, beside=Relative("day", 0), pick=-1))
    return Offset(length, 1, replace(point, ahead=True))


def eve_of_day(f: Found) -> Node:
    return Offset(Amount((("1", "day"),)), -1, f.node("p"))


_ONE_YEAR = Amount((("1", "year"),))


def ago(f: Found) -> Node:
    return Same(plain=True) if f.node("l") == _ONE_YEAR else Offset(f.node("l"), -1)


def week_today(f: Found) -> Node | None:
    length, now = f.node("l"), f.node("p")
    if not isinstance(now, Relative) or now.unit != "day" or now.base != "publication" or now.steps not in {0, 1}:
        return None
    if not isinstance(length, Amount) or length.parts[0][1] != "week" or len(length.parts) > 1:
        return None
    return Offset(length, 1, now)


def one_day_in(f: Found) -> Node | None:
    """Some day of a period is no nearer than the period: "one Monday in June"."""
    return f.node("p") if "l" not in f or f.node("l") == Amount((("1", "day"),)) else None


def year_ago(f: Found) -> Node:
    return Same(number=f.get("n", "ordinal"), quarter="q" in f)


def same_of_year(f: Found) -> Node:
    year = year_of(f) if "y" in f else None
    if year is None:
        year = Relative("year", f.get("r", "rel", "focusrel") or 0)
    if "v" in f:
        return Same(year=year, unit=f.get("v", "calunit", "unit1"))
    return Same(year=year, number=f.get("n", "ordinal"), quarter=True)


def from_now(f: Found) -> Node:
    return Offset(f.node("l"), 1)


def later(f: Found) -> Node | None:
    n, unit = _one(f).parts[0]
    if unit == "hour" and n in {"24", "48", "72"}:
        return Offset(Amount(((str(int(n) // 24), "day"),)), 1, "focus")
    if unit in CLOCK_UNITS:
        return Relative("day", 0, "focus") if n == "X" else _one(f)
    if n == "X":
        return None
    return Offset(_one(f), 1, "focus")


def earlier(f: Found) -> Node:
    n, unit = _one(f).parts[0]
    if unit in CLOCK_UNITS and not (unit == "hour" and n in {"24", "48", "72"}):
        return Relative("day", 0, "focus") if n == "X" else _one(f)
    return Same() if _one(f) == _ONE_YEAR else Offset(_one(f), -1, "focus")


def _sign(f: Found) -> int:
    return (
        -1
        if f.text("s") in {"before", "prior", "to", "through", "until", "preceding"} or "leading" in f.text("s")
        else 1
    )


def _one(f: Found) -> Amount:
    node = f.node("l")
    return node if isinstance(node, Amount) else Amount((("1", f.get("l", "unit1")),))


def length_alone(f: Found) -> Node:
    return _one(f)


def later_than_planned(f: Found) -> Node:
    """How much later; behind a date, that date: "on 11 November, three days later than planned"."""
    return Offset(_one(f), 1, "apposed")


def offset_from(f: Found) -> Node:
    return Offset(_one(f), _sign(f), f.node("p"))


_FEW = ("1", "2", "3", "4", "5")
"""Years that a text counts from an event it tells of; more are a length of history."""


def event_offset(f: Found) -> Node | None:
    n, unit = _one(f).parts[0]
    if (n == "X" and unit not in CLOCK_UNITS) or (unit == "year" and n not in _FEW):
        return None
    return Offset(_one(f), _sign(f), Event(0, 0), named=not isinstance(f.node("l"), Amount))


def event_weekday(f: Found) -> Node | None:
    point = f.node("w")
    if not isinstance(point, Point) or not point.weekday:
        return None
    return replace(point, beside=Event(0, 0), pick=_sign(f))


def event_part(f: Found) -> Node:
    """A part of an event's day, of the one before or after it: "the night of the theft", "the morning after the vote"."""
    days = {"of": "0"}.get(f.text("s"), "1")
    return At(f.get("d", "daypart"), Offset(Amount(((days, "day"),)), _sign(f), Event(0, 0), named=True))


def eve_of(_: Found) -> Node:
    return Offset(Amount((("1", "day"),)), -1, Event(0, 0), named=True)


def event_stretch(f: Found) -> Node | None:
    if _one(f).parts[0][0] == "X":
        return None
    return Stretch(_one(f), _sign(f), Event(0, 0))


def stretch_to(f: Found) -> Node:
    return Stretch(_one(f), _sign(f), f.node("p"), inclusive=f.text("s") not in {"before", "after"})
