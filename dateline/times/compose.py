"""Builders: what the captured words of a rule mean together. Named by the grammar's `means`; they know no language.

Each takes the captures and the rule's constants and returns a node, a plain value (numbers), or None where the words
make no sense together (30 February), so that the next best rule is tried.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

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
from dateline.times.value import CLOCK_UNITS, LETTER

NUMBER = ("num", "numword", "numrange", "ones", "teen", "tens", "vaguenum", "one", "scale", "scales", "year4")
DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Found:
    """The captures of one match: for each name the token or phrase, with a value in each of its categories."""

    values: dict[str, dict[str, Any]]
    texts: dict[str, str]

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def get(self, name: str, *categories: str) -> Any:
        values = self.values.get(name)
        if values is None:
            return None
        return next((values[c] for c in categories if c in values), None)

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    def node(self, name: str) -> Any:
        """Return the meaning of a phrase that an earlier rule has reduced."""
        return next(iter(self.values[name].values()), None) if name in self.values else None

    def number(self, name: str) -> str | None:
        n = self.get(name, *NUMBER)
        return None if n is None else str(n)


# -- numbers ----------------------------------------------------------------------------------------------------------


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


# -- lengths ----------------------------------------------------------------------------------------------------------


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


def fixed_length(_: Found, n: str, unit: str) -> Amount:
    return Amount(((n, unit),))


def half_length(f: Found) -> Amount:
    unit = f.get("u", "unit1")
    halves = {"hour": ("30", "minute"), "year": ("6", "month"), "decade": ("5", "year"), "century": ("50", "year"),
              "minute": ("30", "second"), "day": ("12", "hour"), "fortnight": ("1", "week")}  # fmt: skip
    return Amount((halves.get(unit, ("0.5", unit)),))


def one_and_a_half(f: Found) -> Amount | None:
    unit = f.get("u", "unit1")
    return _amount("1.5", unit) if unit in LETTER else None


def compound_length(f: Found) -> Amount | None:
    a, b = f.number("a"), f.number("b")
    u, v = f.get("u", "unit1", "units"), f.get("v", "unit1", "units")
    order = list(LETTER)
    if not a or not b or u not in LETTER or v not in LETTER or order.index(u) <= order.index(v):
        return None
    return Amount(((a, u), (b, v)))


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


# -- the calendar -----------------------------------------------------------------------------------------------------


def iso_day(f: Found) -> Point | None:
    year, month, day = (int(x) for x in f.text("d").replace("/", "-").replace(".", "-").split("-"))
    return _day(month, day, year)


def iso_time(f: Found) -> At | None:
    text = f.text("d").upper()
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    point = _day(month, day, year)
    return At("T" + text[10:].lstrip("T ")[:5], point) if point else None


def _day(month: int | None, day: int | None, year: int | None = None, **more: Any) -> Point | None:
    if (month is not None and not 1 <= month <= 12) or (
        day is not None and not 1 <= day <= DAYS_IN_MONTH[(month or 1) - 1]
    ):
        return None
    if year is not None and month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        return None
    return Point("day", number=month, day=day, year=year, **more)


def numeric_day(f: Found) -> Written:
    a, b, year = f.text("d").replace("/", "-").replace(".", "-").split("-")
    return Written(int(a), int(b), _short(int(year)) if len(year) == 2 else int(year))


def _short(year: int) -> int:
    """Read a year of two digits: 00 to 49 in this century."""
    return year + (2000 if year < 50 else 1900)


def _year(f: Found, name: str = "y") -> int | None:
    short = f.get(name, "shortyear")
    if short is not None:
        return _short(short)
    year = f.get(name, "year4", "yearwords")
    if year is None and f.get(name, "yy") is not None:
        return _short(f.get(name, "yy"))
    if year is None and f.get(name, "numword"):
        number = str(f.get(name, "numword"))
        return int(number) if number.isdigit() and 1000 <= int(number) < 2200 else None
    return year


def _month(f: Found) -> int | None:
    return f.get("m", "month", "plainmonth", "namemonth", "mightmonth", "shortmonth")


def month_day(f: Found) -> Point | None:
    month = _month(f)
    return _day(month, f.get("d", "dom", "domth", "domword"), _year(f), weekday=f.get("w", "weekday", "shortweekday"))


def weekday(f: Found) -> Point:
    return Point("day", weekday=f.get("w", "weekday", "shortweekday"))


def month(f: Found) -> Point:
    return Point("month", number=_month(f), year=_year(f))


def year(f: Found) -> Point | None:
    y = _year(f)
    return Point("year", year=y) if y is not None else None


def era_year(f: Found) -> Point:
    y = int(f.get("y", "num", "year4"))
    return Point("year", year=-y if f.text("e").startswith("b") else y)


def year_range(f: Found) -> Range | None:
    text = f.text("y").replace("–", "-").replace("/", "-")
    a, b = text.split("-")
    start, end = int(a), int(b) if len(b) == 4 else int(a[:2] + b)
    if end < start and end + 100 - start < 20:
        end += 100
    return Range(Point("year", year=start), Point("year", year=end)) if start < end else None


def decade(f: Found) -> Point:
    if "t" in f:
        return Point(
            "decade", year=100 * f.get("c", "teen") + f.get("t", "tenses") if "c" in f else 1900 + f.get("t", "tenses")
        )
    y = f.get("y", "decade")
    return Point("decade", year=y if y > 99 else y + (1900 if y > 20 else 2000))


def century(f: Found) -> Point | None:
    n = f.get("n", "ordinal")
    return Point("century", year=100 * (n - 1)) if 1 <= n <= 30 else None


def quarter(f: Found) -> Point | None:
    n = f.get("n", "ordinal", "primaryword") or f.get("q", "quartername")
    if n in {5, 6}:
        return Point("half", number=n - 4, year=_year(f))
    n = 4 if n == -1 else n
    return Point("quarter", number=n, year=_year(f)) if n and 1 <= n <= 4 else None


def half(f: Found) -> Point | None:
    n = f.get("n", "ordinal", "primaryword") or 2
    n = 2 if n == -1 else n
    return Point("half", number=n, year=_year(f)) if n in {1, 2} else None


def season(f: Found) -> Point:
    return Point("season", number=f.get("s", "season", "lateseason", "fallword"), year=_year(f))


def holiday(f: Found, name: str) -> Holiday:
    return Holiday(name, _year(f))


def now_day(f: Found) -> Node:
    steps, text = f.get("n", "nowday"), f.text("n")
    if text == "tonight":
        return At("TNI", Relative("day", 0))
    return Relative("day", steps)


# -- relative periods -------------------------------------------------------------------------------------------------


def relative(f: Found) -> Node:
    return Relative(f.get("u", "calunit"), f.get("r", "rel", "focusrel") or 0)


def relative_fixed(f: Found, steps: int, unit: str = "") -> Node:
    return Relative(unit or f.get("u", "calunit"), steps)


def reworded(f: Found, steps: int) -> Node | None:
    if "u" in f:
        return Relative(f.get("u", "calunit"), steps)
    point = f.node("p")
    return replace(point, pick=steps) if isinstance(point, Point) and point.year is None else None


def last_night(_: Found) -> Node:
    return At("TNI", Relative("day", -1))


def last_year(_: Found) -> Node:
    return Relative("year", -1)


def focused(f: Found) -> Node:
    return Relative(f.get("u", "calunit", "unit1"), f.get("r", "focusrel"), "focus")


def the_unit(f: Found) -> Node:
    unit = f.get("u", "calunit", "unit1")
    return Relative("week", 0, over=True) if unit == "week" else _current(unit)


def relative_name(f: Found) -> Node | None:
    point, pick = f.node("p"), f.get("r", "rel", "focusrel")
    if isinstance(point, Point) and point.year is None and not (point.number and point.day):
        return replace(point, pick=pick, base="publication" if f.get("r", "rel") is not None else "focus")
    return replace(point, pick=pick) if isinstance(point, Holiday) else None


def name_of_period(f: Found) -> Node | None:
    point = f.node("p")
    if not isinstance(point, Point | Holiday) or (point.year is not None):
        return None
    if "q" in f:
        return replace(point, year=f.node("q"))
    base = "publication" if f.get("r", "rel") is not None else "focus"
    unit = f.get("u", "calunit")
    period = Relative(unit, f.get("r", "rel", "focusrel"), base)
    if unit == "week" and isinstance(point, Point):
        return replace(point, within=period)
    return replace(point, year=period)


def part(f: Found) -> Node:
    return Part(
        f.get("m", "part", "partword") or "MID", f.node("p"), named="m" in f and f.get("m", "partword") is not None
    )


def year_end(_: Found) -> Node:
    return Point("day", number=12, day=31)


def part_of_unit(f: Found) -> Node:
    return Part(f.get("m", "part", "partword") or "START", _current(f.get("u", "calunit", "unit1")), named=True)


def _current(unit: str) -> Node:
    """The year, month or week that the publication is in; of days and quarters, the one under discussion."""
    return Relative(unit, 0, "focus" if unit in {"day", "quarter"} else "publication")


def earlier_later(f: Found) -> Node:
    mod = {"earlier": "BEFORE", "later": "AFTER", "late": "END", "early": "START"}.get(f.text("c"), "")
    inner = f.node("p") if "p" in f else _current(f.get("u", "calunit", "unit1"))
    return Part(mod, inner) if mod else inner


_ONE_YEAR = Amount((("1", "year"),))


def ago(f: Found) -> Node:
    return Same(plain=True) if f.node("l") == _ONE_YEAR else Offset(f.node("l"), -1)


def year_ago(f: Found) -> Node:
    return Same(number=f.get("n", "ordinal"), quarter="q" in f)


def same_of_year(f: Found) -> Node:
    year = _year(f) if "y" in f else None
    if year is None:
        year = Relative("year", f.get("r", "rel", "focusrel") or 0)
    return Same(year=year, number=f.get("n", "ordinal"), quarter=True)


def latest_period(_: Found) -> Node:
    return Relative("quarter", 0, "focus")


def ending(f: Found) -> Node | None:
    node = f.node("x")
    return (
        Ending(node, f.node("p"))
        if isinstance(node, Point | Relative) and node.unit in {"quarter", "year", "half"}
        else None
    )


def from_now(f: Found) -> Node:
    return Offset(f.node("l"), 1)


def later(f: Found) -> Node | None:
    n, unit = f.node("l").parts[0]
    if unit in CLOCK_UNITS:
        return Relative("day", 0, "focus") if n == "X" else None
    if n == "X":
        return None
    return Offset(f.node("l"), 1, "focus")


def earlier(f: Found) -> Node:
    return Same() if f.node("l") == _ONE_YEAR else Offset(f.node("l"), -1, "focus")


def _sign(f: Found) -> int:
    return (
        -1
        if f.text("s") in {"before", "prior", "to", "through", "until", "preceding"} or "leading" in f.text("s")
        else 1
    )


def _one(f: Found) -> Amount:
    node = f.node("l")
    return node if isinstance(node, Amount) else Amount((("1", f.get("l", "unit1")),))


def offset_from(f: Found) -> Node:
    return Offset(_one(f), _sign(f), f.node("p"))


def event_offset(f: Found) -> Node | None:
    if _one(f).parts[0][1] in CLOCK_UNITS or _one(f).parts[0][0] == "X":
        return None
    return Offset(_one(f), _sign(f), Event(0, 0))


def eve_of(_: Found) -> Node:
    return Offset(Amount((("1", "day"),)), -1, Event(0, 0))


def event_stretch(f: Found) -> Node | None:
    if _one(f).parts[0][0] == "X":
        return None
    return Stretch(_one(f), _sign(f), Event(0, 0))


def stretch_to(f: Found) -> Node:
    return Stretch(_one(f), _sign(f), f.node("p"), inclusive=True)


def nth(f: Found) -> Node | None:
    n = f.get("n", "ordinal") or -1
    unit = f.get("u", "unit1", "units") or ("half" if "u" not in f and "c" not in f else "quarter")
    count = f.number("c") or "1"
    length = f.node("l") if "l" in f else None
    if isinstance(length, Amount):
        count, unit = length.parts[0]
    return Nth(n, unit, f.node("p"), int(count)) if count.isdigit() and int(count) < 1000 else None


def nth_day(f: Found) -> Node:
    n = f.get("n", "ordinal") or int(f.number("n") or "1")
    return Nth(n, "day", None)


def unit_holding(f: Found) -> Node:
    return Nth(0, f.get("u", "calunit"), f.node("p"))


# -- sets -------------------------------------------------------------------------------------------------------------


def every(f: Found) -> Node | None:
    if "p" in f:
        return _every_name(f)
    if "l" in f:
        return Repeat(_written(f.node("l")))
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
    unit = f.get("u", "unit1")
    return Repeat(("PT" if unit in {"second", "minute", "hour"} else "P") + "1" + LETTER.get(unit, "D"))


def weekdays(f: Found) -> Node:
    return Repeat(f"XXXX-WXX-{f.get('w', 'weekdays', 'weekday')}" + (f.get("p", "dayparts") or ""))


def adverb_set(f: Found) -> Node:
    return Repeat(f.get("s", "adverbset"))


# -- times of day -----------------------------------------------------------------------------------------------------


def clock(f: Found) -> At | None:
    text = f.text("t").replace(".", ":")
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


def clock_on_day(f: Found) -> Node | None:
    node, day = f.node("c"), f.node("p")
    return At(node.time, day) if isinstance(node, At) else None


def clock_alone(f: Found) -> Node | None:
    return f.node("c") if "c" in f else At(f.get("d", "daypart"))


def tonight(f: Found) -> Node:
    if "d" in f:
        return At(f.get("d", "daypart"), Relative("day", 0))
    return At("TNI", Relative("day", -1 if f.text("n") == "last" else 0))


def day_part(f: Found) -> Node:
    time = f.get("d", "daypart")
    if "p" in f:
        return At(time, f.node("p"))
    if "m" in f and "r" not in f and "t" not in f:
        return At(time)
    return At(time, Relative("day", f.get("r", "focusrel", "rel") or 0, "focus"))


def early_hours(f: Found) -> Node:
    return At("TMO", f.node("p"))


def overnight(_: Found) -> Node:
    return At("TNI", Relative("day", -1))


# -- ranges -----------------------------------------------------------------------------------------------------------


def day_range(f: Found) -> Node | None:
    number, y = _month(f), _year(f)
    a, b = _day(number, f.get("a", "dom"), y), _day(number, f.get("b", "dom"), y)
    return Range(a, b) if a and b and (a.day or 0) < (b.day or 0) else None


def range_between(f: Found) -> Node | None:
    a, b = f.node("a"), f.node("b")
    if not (isinstance(a, Point) and isinstance(b, Point) and a.unit == b.unit):
        return None
    if b.year is not None and a.year is None and a.unit != "year" and not a.weekday:
        a = replace(a, year=b.year)
    return Range(a, b)


# -- modifiers and vague words ----------------------------------------------------------------------------------------

_THAN = {"more": "MORE_THAN", "longer": "MORE_THAN", "greater": "MORE_THAN", "less": "LESS_THAN", "fewer": "LESS_THAN",
         "shorter": "LESS_THAN", "least": "EQUAL_OR_MORE", "most": "EQUAL_OR_LESS", "up": "EQUAL_OR_LESS",
         "over": "MORE_THAN", "under": "LESS_THAN", "later": "ON_OR_AFTER", "beyond": "ON_OR_AFTER"}  # fmt: skip


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
