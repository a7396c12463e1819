"""Builders of times of day, ranges, modifiers and vague words."""

from __future__ import annotations

from dataclasses import replace

from dateline.times.found import Found
from dateline.times.meaning import (
    Amount,
    At,
    Modified,
    Node,
    Offset,
    Point,
    Range,
    Relative,
    Vague,
)


def clock(f: Found) -> At | None:
    text = f.text("t").replace(".", ":") or str(f.get("h", "ones", "teen"))
    if text.isdigit() and len(text) == 4:
        text = text[:2] + ":" + text[2:]
    hour, _, rest = text.partition(":")
    h, half_day = int(hour), f.get("a", "ampm")
    part = f.get("d", "daypart")
    if part in {"TAF", "TEV", "TNI"} and h < 12 and not (part == "TNI" and h < 5):
        h += 12
    if (half_day and not 1 <= h <= 12) or h > 24:
        return None
    if half_day:
        h = h % 12 + (12 if half_day == "pm" else 0)
    if not rest and not half_day and "z" in f and len(text) < 3:
        return At(f"T{h:02d}:00")
    return At(f"T{h:02d}:{rest[:2] or '00'}")


def clock_name(f: Found) -> At:
    return At(f.get("t", "clockname"))


def _part_of_a_day(node: Node | None) -> At | None:
    """Return a part of a day that the words name, "this evening", or None for anything else."""
    return node if isinstance(node, At) and node.day and not node.time[1:2].isdigit() else None


def clock_on_day(f: Found) -> Node | None:
    node, part, day = f.node("c"), f.get("d", "daypart"), f.node("p") if "p" in f else None
    if "q" in f or isinstance(day, At):
        whole = _part_of_a_day(f.node("q") if "q" in f else day)
        if whole is None:
            return None
        part, day = whole.time, whole.day
    if not isinstance(node, At):
        return None
    early = node.time[1:3].isdigit() and (5 if part == "TNI" else 1) <= int(node.time[1:3]) < 12
    if early and part in {"TAF", "TEV", "TNI"}:
        return At(f"T{int(node.time[1:3]) + 12}{node.time[3:]}", day)
    return At(node.time, day)


def clock_range(f: Found) -> Node | None:
    a, b = f.node("a"), f.node("b")
    day = f.node("p") if "p" in f else None
    return Range(replace(a, day=day), replace(b, day=day)) if isinstance(a, At) and isinstance(b, At) else None


def clock_alone(f: Found) -> Node | None:
    return f.node("c") if "c" in f else At(f.get("d", "daypart"))


def tonight(f: Found) -> Node:
    if "d" in f:
        return At(f.get("d", "daypart"), Relative("day", 0))
    return At("TNI", Relative("day", -1 if f.text("n") == "last" else 0))


def _hour(f: Found) -> int:
    return int(f.get("h", "hour", "ones", "teen"))


def _on(hour: int, minutes: int, part: str | None) -> str:
    """Write an hour of twelve on the clock that a part of the day tells of."""
    late = part in {"TAF", "TEV"} or (part == "TNI" and hour > 4)
    return f"T{hour + 12 * (late and hour < 12):02d}:{minutes:02d}"


def half_past(f: Found) -> At | None:
    to, hour = f.text("s") == "to", _hour(f)
    past = {"half": 30, "quarter": 15}.get(f.text("m")) or int(f.number("n") or "0")
    if not 1 <= hour <= 12 or not 0 < past < 60 or (to and f.text("m") == "half"):
        return None
    minutes = 60 - past if to else past
    return At(_on(hour - to, minutes, f.get("d", "daypart")))


def hour_on_part(f: Found) -> At | None:
    if "q" in f:
        whole = _part_of_a_day(f.node("q"))
        return At(_on(_hour(f), 0, whole.time), whole.day) if whole and 1 <= _hour(f) <= 12 else None
    return At(_on(_hour(f), 0, f.get("d", "daypart")), f.node("p")) if 1 <= _hour(f) <= 12 else None


def hour_to_clock(f: Found) -> Node | None:
    end, day = f.node("b"), f.node("p") if "p" in f else None
    if not isinstance(end, At) or not end.time[1:3].isdigit():
        return None
    hour, last = _hour(f), int(end.time[1:3])
    hour += 12 * (last > 12 and hour < 12 and hour + 12 <= last)
    return Range(At(f"T{hour:02d}:00", day), replace(end, day=day)) if hour < 24 else None


def part_before_after(f: Found) -> At:
    return At(f.get("d", "daypart"), Relative("day", -1 if f.text("s") == "before" else 1, "focus"))


def _first_day(node: Node) -> Node:
    """Return the day that a night begins on: "the night of 3-4 July" is the 3rd's."""
    return node.start if isinstance(node, Range) else node


def day_part(f: Found) -> Node:
    time = f.get("d", "daypart")
    if "p" in f:
        return At(time, _first_day(f.node("p")))
    if "m" in f and "r" not in f and "t" not in f:
        return At(time)
    if time == "TNI" and not {"m", "r"} & f.values.keys():
        return At(time, Relative("night", 0, "focus"))
    return At(time, Relative("day", f.get("r", "focusrel", "rel") or 0, "focus"))


def early_hours(f: Found) -> Node | None:
    if "q" in f:
        whole = _part_of_a_day(f.node("q"))
        return At("TMO", whole.day) if whole else None
    return At("TMO", f.node("p") if "p" in f else Relative("day", f.get("r", "focusrel", "rel") or 0, "focus"))


def light(f: Found) -> Node:
    return At(f.get("d", "lightword") or "TMO", f.node("p") if "p" in f else None)


def overnight(f: Found) -> Node:
    """The night just past or to come; "overnight into Sunday" begins on Saturday."""
    if "p" not in f:
        return At("TNI", Relative("night", 0))
    return At("TNI", Offset(Amount((("1", "day"),)), -1, f.node("p")) if "n" in f else _first_day(f.node("p")))


def range_between(f: Found) -> Node | None:
    a, b = f.node("a"), f.node("b")
    if not (isinstance(a, Point) and isinstance(b, Point) and a.unit == b.unit):
        return None
    if b.year is not None and a.year is None and a.unit != "year" and not a.weekday:
        a = replace(a, year=b.year)
    return Range(a, b)


_THAN = {"more": "MORE_THAN", "longer": "MORE_THAN", "greater": "MORE_THAN", "less": "LESS_THAN", "fewer": "LESS_THAN",
         "shorter": "LESS_THAN", "least": "EQUAL_OR_MORE", "most": "EQUAL_OR_LESS", "within": "EQUAL_OR_LESS", "up": "EQUAL_OR_LESS",
         "over": "MORE_THAN", "under": "LESS_THAN", "extra": "MORE_THAN", "lower": "LESS_THAN", "upwards": "MORE_THAN", "minimum": "EQUAL_OR_MORE", "maximum": "EQUAL_OR_LESS",
         "much": "EQUAL_OR_LESS", "later": "ON_OR_AFTER", "beyond": "ON_OR_AFTER"}  # fmt: skip


def modified(f: Found) -> Node:
    mod = f.get("m", "approx") if "m" in f else _THAN.get(f.text("c"), "APPROX")
    if "k" in f:
        mod = {"MORE_THAN": "EQUAL_OR_LESS", "LESS_THAN": "EQUAL_OR_MORE"}.get(mod, mod)
    return Modified(mod, f.node("p")) if mod else f.node("p")


def nothing(_: Found) -> str:
    return ""


def vague(f: Found) -> Node:
    return Vague(f.get("v", "vagueword"))


def vague_fixed(_: Found, name: str) -> Node:
    return Vague(name)
