"""Builders of periods beside the publication or the one in focus, and of their parts."""

from __future__ import annotations

from dataclasses import replace

from dateline.times.found import Found
from dateline.times.meaning import (
    Amount,
    At,
    Base,
    Ending,
    Holiday,
    Node,
    Nth,
    Part,
    Point,
    Range,
    Relative,
)


def relative(f: Found) -> Node:
    unit, steps = f.get("u", "calunit"), f.get("r", "rel", "focusrel") or 0
    if unit == "weekend" and "r" in f and f.text("r") in _COMING:
        return Relative(unit, 0, ahead=True)
    return Relative(unit, steps, this=f.text("r") == "this")


_COMING = {"coming", "upcoming"}
"""Adjectives of the nearest one ahead: "this coming Thursday" on a Monday is in three days."""


def relative_fixed(f: Found, steps: int, unit: str = "", base: Base = "publication") -> Node:
    return Relative(unit or f.get("u", "calunit"), steps, base)


def reworded(f: Found) -> Node | None:
    steps = f.get("r", "reworded")
    if "u" in f:
        return Relative(f.get("u", "calunit"), steps)
    point = f.node("p")
    return replace(point, pick=steps) if isinstance(point, Point) and point.year is None else None


def last_night(_: Found) -> Node:
    return At("TNI", Relative("day", -1))


def last_part(f: Found) -> Node:
    return At(f.get("d", "daypart"), Relative("day", -1))


def new_year(_: Found) -> Node:
    return Relative("year", 1, over=True)


def last_year(_: Found) -> Node:
    return Relative("year", -1)


def focused(f: Found) -> Node:
    return Relative(f.get("u", "calunit", "unit1"), f.get("r", "focusrel"), "focus")


def the_unit(f: Found) -> Node:
    unit = f.get("u", "calunit", "unit1")
    return Relative("week", 0, over=True) if unit == "week" else _current(unit)


def relative_name(f: Found) -> Node | None:
    point, pick = f.node("p"), f.get("r", "rel", "focusrel")
    if isinstance(point, Point) and point.weekday and not point.day and f.text("r") in _COMING:
        return replace(point, ahead=True)
    if isinstance(point, Point) and point.weekday and not point.day and f.text("r") == "past":
        return replace(point, beside=Relative("day", 0), pick=-1)
    if isinstance(point, Point) and point.year is None and not (point.number and point.day):
        return replace(point, pick=pick, base="publication" if f.get("r", "rel") is not None else "focus")
    return replace(point, pick=pick) if isinstance(point, Holiday) else None


def past_unit(f: Found) -> Amount:
    weeks = {"fortnight": ("2", "week"), "decade": ("10", "year"), "century": ("100", "year")}
    return Amount((weeks.get(f.text("u"), ("1000", "year")),))


def weekday_before_after(f: Found) -> Node | None:
    point = f.node("p")
    return (
        replace(point, pick=-1 if f.text("s") == "before" else 1, base="focus")
        if isinstance(point, Point) and point.weekday
        else None
    )


def weekday_last(f: Found) -> Node | None:
    point, ahead = f.node("p"), f.text("s") in {"next", "coming"}
    if not isinstance(point, Point) or not point.weekday:
        return None
    return replace(point, beside=Relative("day", 0), pick=1 if ahead else -1)


def the_weekday(f: Found) -> Node | None:
    point = f.node("p")
    return replace(point, pick=0, base="focus") if isinstance(point, Point) and point.weekday else None


def the_next_name(f: Found) -> Node | None:
    point = f.node("p")
    return replace(point, pick=1, base="focus") if isinstance(point, Point) and point.year is None else None


def before_last(f: Found) -> Node | None:
    point = f.node("p")
    return replace(point, pick=-2) if isinstance(point, Point) and point.year is None else None


def days_of_month(f: Found) -> Node | None:
    month, a, b = f.node("p"), f.get("a", "domth"), f.get("b", "domth")
    if not isinstance(month, Relative) or month.unit != "month" or a >= b:
        return None
    return Range(Point("day", day=a, within=month), Point("day", day=b, within=month))


def day_of_month(f: Found) -> Node | None:
    month = f.node("p")
    if not isinstance(month, Relative) or month.unit != "month":
        return None
    return Point("day", day=f.get("a", "domth", "domword"), within=month)


def _is_fixed(node: Node) -> bool:
    """Say whether words name a day of their own, not one counted from today."""
    return isinstance(node, Holiday) or (isinstance(node, Point) and node.number is not None)


def weekday_beside(f: Found) -> Node | None:
    point, day = f.node("w"), f.node("p")
    if not isinstance(point, Point) or not _is_fixed(day):
        return None
    return replace(point, beside=day, pick=1 if f.text("s") in {"after", "following", "first", "next"} else -1)


def weekday_of_week(f: Found) -> Node | None:
    point, day = f.node("w"), f.node("p")
    if not isinstance(point, Point) or not _is_fixed(day):
        return None
    return replace(point, within=Nth(0, "week", day))


def nth_of_unit(f: Found) -> Node | None:
    n, unit, whole = f.get("n", "ordinal") or -1, f.get("u", "unit1", "calunit"), f.get("v", "calunit")
    return Nth(n, unit, Relative(whole, 0)) if unit != whole else None


def name_of_period(f: Found) -> Node | None:
    point = f.node("p")
    if not isinstance(point, Point | Holiday) or (point.year is not None):
        return None
    if "q" in f:
        return replace(point, year=f.node("q"))
    base = "focus" if f.get("r", "rel") is None and f.get("r", "focusrel") is not None else "publication"
    unit = f.get("u", "calunit")
    period = Relative(unit, f.get("r", "rel", "focusrel", "reworded"), base)
    if unit == "week" and isinstance(point, Point):
        return replace(point, within=period)
    return replace(point, year=period)


def part(f: Found) -> Node:
    if "e" in f:
        return Part("START" if f.text("e") == "first" else "END", f.node("p"))
    mod, named = f.get("m", "part", "partword") or "MID", "m" in f and f.get("m", "partword") is not None
    return Part(mod, f.node("p"), named=named, late="o" in f and mod == "END")


def end_of(f: Found) -> Node | None:
    counted = f.node("l")
    if isinstance(counted, Amount) and counted.parts[0][0] != "X":
        return None
    first = f.text("e") in {"first", "opening", "early"}
    return Part("START" if first else "END", f.node("p") if "p" in f else _current(f.get("u", "calunit")))


def year_end(_: Found) -> Node:
    return Point("day", number=12, day=31)


def part_of_unit(f: Found) -> Node:
    if "x" in f:
        return Part("MID", Relative("week", 0))
    return Part(f.get("m", "part", "partword") or "START", _current(f.get("u", "calunit", "unit1")), named=True)


def turn_of_unit(f: Found) -> Node:
    return Part("START", Relative(f.get("u", "calunit", "unit1"), 0), named=True)


def _current(unit: str) -> Node:
    """The year, month or week that the publication is in; of days and quarters, the one under discussion."""
    return Relative(unit, 0, "focus" if unit in {"day", "quarter"} else "publication")


def earlier_later(f: Found) -> Node:
    mod = {"earlier": "BEFORE", "later": "AFTER", "late": "END", "early": "START"}.get(f.text("c"), "")
    inner = f.node("p") if "p" in f else _current(f.get("u", "calunit", "unit1"))
    return Part(mod, inner) if mod else inner


def latest_period(_: Found) -> Node:
    return Relative("quarter", 0, "focus")


def ending(f: Found) -> Node | None:
    node = f.node("x")
    return (
        Ending(node, f.node("p"))
        if isinstance(node, Point | Relative) and node.unit in {"quarter", "year", "half"}
        else None
    )


def nth(f: Found) -> Node | None:
    n = f.get("n", "ordinal", "primaryword") or -1
    unit = f.get("u", "unit1", "units") or ("half" if "u" not in f and "c" not in f else "quarter")
    count = f.number("c") or "1"
    length = f.node("l") if "l" in f else None
    if isinstance(length, Amount):
        count, unit = length.parts[0]
    return Nth(n, unit, f.node("p"), int(count)) if count.isdigit() and int(count) < 1000 else None


def nth_weekday(f: Found) -> Node | None:
    point = f.node("w")
    if not isinstance(point, Point) or not point.weekday:
        return None
    nth = -_before_last(f) if "b" in f else f.get("n", "ordinal") or -1
    return Nth(nth, "day", f.node("p"), weekday=point.weekday)


def _before_last(f: Found) -> int:
    """Return where a day stands counted from the last: "the last but one", "the second to last", "the penultimate"."""
    behind = f.number("b")
    return int(behind) + 1 if behind else f.get("b", "ordinal") or 2


def nth_day(f: Found) -> Node:
    n = f.get("n", "ordinal") or int(f.number("n") or "1")
    return Nth(n, "day", None)


def unit_holding(f: Found) -> Node | None:
    node, unit = f.node("p"), f.get("u", "calunit")
    if "w" in f:
        whole = f.node("w")
        unit = whole.unit if isinstance(whole, Relative) and whole.unit == "week" else None
    return Nth(0, unit, node.start if isinstance(node, Range) else node) if unit else None
