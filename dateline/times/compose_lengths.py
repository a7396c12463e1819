"""Builders of numbers, lengths and what returns. Each takes the captures and the rule's constants and returns a meaning,
a number as a value writes it, or None where the words make no sense together: then the next best rule is tried.
"""

from __future__ import annotations

from decimal import Decimal

from dateline.times.found import Found
from dateline.times.meaning import (
    Amount,
    Node,
    Point,
    Repeat,
)
from dateline.times.value import CLOCK_UNITS, LETTER


def number_sum(f: Found) -> str:
    return str(f.get("a", "tens") + f.get("b", "ones"))


def number_scale(f: Found) -> str | None:
    if "s" in f and "a" not in f and f.get("s", "scales"):
        return "X"
    scale = f.get("s", "scale") or 12
    n = Decimal(f.number("a") or "1") * scale + Decimal(f.number("b") or "0")
    return f"{n:f}" if n < 10**12 else None


def number_fixed(_: Found, n: str) -> str:
    return n


def number_half(f: Found) -> str | None:
    n = Decimal(f.number("a") or "0")
    if "f" in f:
        top, _, bottom = str(f.get("f", "slashed")).partition("/")
        if bottom not in {"2", "4"} or int(top[:3]) >= int(bottom):
            return None
        return _plain(n + Decimal(top) / Decimal(bottom))
    if "h" in f:
        return _plain(n + (Decimal("0.5") if f.get("h", "'half'") else Decimal("0.25")))
    return _plain(n + {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}[f.text("f")])


def _plain(n: Decimal) -> str:
    return f"{n.normalize():f}"


def number_range(f: Found) -> str:
    return f"{f.number('a')}-{f.number('b')}"


def spoken_year(f: Found) -> int:
    return 100 * f.get("c", "teen", "tens") + (f.get("t", "tens", "teen") or 0) + (f.get("o", "ones") or 0)


def _amount(n: str, unit: str) -> Amount:
    """Make one part; a fortnight is two weeks, a range of numbers is its first."""
    n = n.split("-", maxsplit=1)[0]
    if unit == "fortnight":
        return Amount(((_plain(2 * Decimal(n)) if n != "X" else n, "week"),))
    if unit == "decade" and n != "X":
        return Amount(((_plain(10 * Decimal(n)), "year"),))
    if unit == "century" and n != "X":
        return Amount(((_plain(100 * Decimal(n)), "year"),))
    return Amount(((n, "half" if unit == "half" else unit),))


def length(f: Found) -> Amount | None:
    n = f.number("n")
    if f.text("n") and n is None:
        n = f.number("m") or "1"
    unit = f.get("u", "unit1", "units")
    if n is None or (unit not in LETTER and unit != "fortnight"):
        return None
    if f.get("n", "year4") and f.get("u", "unit1") and 1500 < int(n) < 2100:
        return None
    if f.text("u") == "second" and f.text("n") != "one":
        return None
    return _amount(n, unit)


def nights(f: Found) -> Amount | None:
    n = f.number("n")
    return _amount(n or "X", "day") if "n" in f else None


def fixed_length(_: Found, n: str, unit: str) -> Amount:
    return Amount(((n, unit),))


def half_length(f: Found) -> Amount:
    unit = f.get("u", "unit1")
    halves = {"hour": ("30", "minute"), "year": ("6", "month"), "decade": ("5", "year"), "century": ("50", "year"),
              "minute": ("30", "second"), "day": ("12", "hour"), "fortnight": ("1", "week")}  # fmt: skip
    return Amount((halves.get(unit, ("0.5", unit)),))


def seconds(f: Found) -> Amount | None:
    n = f.number("n")
    return Amount(((n, "second"),)) if n else None


def quarter_hours(f: Found) -> Amount:
    return Amount((("15" if f.text("q") == "quarter" else "45", "minute"),))


def one_and_a_half(f: Found) -> Amount | None:
    unit = f.get("u", "unit1")
    return _amount("1.5", unit) if unit in LETTER else None


def compound_length(f: Found) -> Amount | None:
    parts = tuple((f.number(n), f.get(u, "unit1", "units")) for n, u in ("au", "bv", "cw") if n in f)
    order = [list(LETTER).index(unit) if unit in LETTER else -1 for _, unit in parts]
    if -1 in order or order != sorted(order, reverse=True) or len(set(order)) < len(order):
        return None
    return Amount(tuple((n or "1", unit) for n, unit in parts))


def bare_length(f: Found) -> Amount | None:
    if "u" not in f:
        return None
    unit = f.get("u", "longunits", "shortunits", "units")
    return _amount("X", unit) if unit else _amount("1", f.get("u", "longword", "unit1"))


def past_length(f: Found) -> Node:
    return f.node("l")


def known_length(f: Found) -> Node | None:
    length = f.node("l")
    return length if isinstance(length, Amount) and length.parts[0][0] != "X" else None


def one_unit(f: Found) -> Node:
    return Amount((("1", f.get("u", "calunit", "unit1")),))


def every(f: Found) -> Node | None:
    if "p" in f:
        return _every_name(f)
    if "l" in f:
        return Repeat(_written(f.node("l")))
    if "h" in f:
        return Repeat(_written(half_length(f)))
    unit = f.get("u", "unit1", "units")
    n = str(f.get("n", "ordinal") or f.number("n") or "1")
    if unit not in LETTER or n == "X":
        return None
    return Repeat(("PT" if unit in {"second", "minute", "hour"} else "P") + n + LETTER[unit])


def _written(amount: Amount) -> str:
    n, unit = amount.parts[0]
    return ("PT" if unit in CLOCK_UNITS else "P") + n + LETTER.get(unit, "D")


def _every_name(f: Found) -> Node | None:
    point = f.node("p")
    if isinstance(point, str):
        return Repeat("XXXX-XX-XX" + point)
    if not isinstance(point, Point):
        return None
    if point.weekday:
        return Repeat(f"XXXX-WXX-{point.weekday}")
    if point.unit == "month":
        return Repeat(f"XXXX-{point.number:02d}")
    if point.unit == "season":
        return Repeat("XXXX-" + ("WI", "SP", "SU", "FA")[point.number or 0])
    return Repeat(f"XXXX-{point.number:02d}-{point.day:02d}") if point.number and point.day else None


def times_a(f: Found) -> Node:
    return Repeat(_written(_amount("1", f.get("u", "unit1", "units"))))


def fixed_set(_: Found, value: str) -> Node:
    return Repeat(value)


def weekdays(f: Found) -> Node | None:
    named = f.node("q") if "q" in f else None
    weekday = named.weekday if isinstance(named, Point) else f.get("w", "weekdays")
    return Repeat(f"XXXX-WXX-{weekday}" + (f.get("p", "dayparts") or "")) if weekday else None


_TWICE = {"year": "P6M", "month": "P15D", "week": "P3D", "P1Y": "P6M", "P1M": "P15D", "P1W": "P3D"}


def adverb_set(f: Found) -> Node:
    if "h" in f:
        return Repeat(_TWICE[f.get("h", "halfset", "adverbset")])
    return Repeat(f.get("s", "adverbset"))
