"""Reads a measured value as a range of numbers with its unit, so that differently worded values can be compared.

"7 1/2 hours", "seven-and-a-half hours" and "PT7H30M" are one value; "nearly six hours" lies a little under six.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

UNITS = {
    "second": ("time", 1.0), "sec": ("time", 1.0), "minute": ("time", 60.0), "min": ("time", 60.0),
    "hour": ("time", 3600.0), "hr": ("time", 3600.0), "day": ("time", 86400.0), "night": ("time", 86400.0),
    "week": ("time", 604800.0), "fortnight": ("time", 1209600.0), "month": ("time", 2629800.0),
    "quarter": ("time", 7889400.0), "year": ("time", 31557600.0), "decade": ("time", 315576000.0),
    "percent": ("percent", 1.0), "per": ("percent", 1.0), "pct": ("percent", 1.0), "pc": ("percent", 1.0),
    "%": ("percent", 1.0),
    "km": ("length", 1000.0), "kilometre": ("length", 1000.0), "kilometer": ("length", 1000.0),
    "mile": ("length", 1609.344), "metre": ("length", 1.0), "meter": ("length", 1.0), "foot": ("length", 0.3048),
    "feet": ("length", 0.3048), "ft": ("length", 0.3048), "yard": ("length", 0.9144), "inch": ("length", 0.0254),
    "inche": ("length", 0.0254), "cm": ("length", 0.01), "centimetre": ("length", 0.01), "mm": ("length", 0.001),
    "centimeter": ("length", 0.01), "millimetre": ("length", 0.001), "millimeter": ("length", 0.001),
    "tonne": ("weight", 1000.0), "ton": ("weight", 1000.0), "kg": ("weight", 1.0), "kilo": ("weight", 1.0),
    "kilogram": ("weight", 1.0), "gram": ("weight", 0.001), "gramme": ("weight", 0.001),
    "hectare": ("area", 1e4), "acre": ("area", 4046.86), "kph": ("speed", 1.0), "kmh": ("speed", 1.0),
    "mph": ("speed", 1.609344), "knot": ("speed", 1.852), "litre": ("volume", 1.0), "liter": ("volume", 1.0),
    "gallon": ("volume", 3.785), "barrel": ("barrel", 1.0), "megawatt": ("power", 1.0), "gigawatt": ("power", 1000.0),
    "kilowatt": ("power", 0.001), "degree": ("heat", 1.0),
}  # fmt: skip
ROUNDED = frozenset({"percent", "length", "weight", "area", "speed", "volume", "power", "barrel"})
"""Units in which sources round to the last figure that they write."""
ROUND, LONG = 0.05, 3
"""The part by which a count in whole thousands may be off, and the digits that it has more than."""
UNEVEN = {"month": 0.04, "year": 0.01, "decade": 0.1}
"""The part by which units of time differ among themselves: 90 days are three months."""
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "mn": 1e6, "m": 1e6, "mln": 1e6,
    "crore": 1e7, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12, "dozen": 12.0,
    "score": 20.0,
}  # fmt: skip
CURRENCIES = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "dollar": "dollar", "€": "euro", "eur": "euro", "euro": "euro",
    "£": "pound", "gbp": "pound", "pound": "pound", "¥": "yen", "yen": "yen", "yuan": "yuan", "rmb": "yuan",
    "₹": "rupee", "rupee": "rupee", "crown": "crown", "krona": "crown", "kronor": "crown", "krone": "crown",
    "kroner": "crown", "krónur": "crown", "króna": "crown", "kronur": "crown", "sek": "crown", "isk": "crown", "nok": "crown", "dkk": "crown", "franc": "franc", "rouble": "rouble", "ruble": "rouble", "real": "real", "reai": "real", "reais": "real",
    "peso": "peso", "rand": "rand", "won": "won", "lira": "lira", "pence": "penny",
    "penny": "penny", "cent": "cent", "baht": "baht", "hryvnia": "hryvnia", "zloty": "zloty", "shekel": "shekel",
}  # fmt: skip
SMALL = {
    word: n
    for n, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
FRACTIONS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3, "fifth": 0.2, "tenth": 0.1, "fourth": 0.25, "quarters": 0.25,
             "thirds": 2 / 3 / 2, "fifths": 0.2, "tenths": 0.1}  # fmt: skip
WHOLE_WORDS = frozenset("full whole good bare mere entire solid clear".split())
"""What makes "a kilometre" one measured: "a full kilometre", "a good hour"."""
GLYPHS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3"}
ABOUT = (0.93, 1.07)
"""What "about" leaves open, as shares of the number."""
BOUNDS = (
    (re.compile(r"\b(?:nearly|almost|just under|close to|not quite|just short of|approaching)\b"), 0.95, 0.9999),
    (re.compile(r"\b(?:under|less than|fewer than|below)\b"), 0.5, 0.9999),
    (re.compile(r"\b(?:up to|at most|no more than|as many as|as much as|a maximum of)\b"), 0.5, 1.0),
    (re.compile(r"\b(?:just over|slightly more than|a little over|a little more than)\b"), 1.0, 1.08),
    (re.compile(r"\b(?:more than|over|upwards of|in excess of|exceeding|beyond)\b"), 1.0, 1.25),
    (re.compile(r"\b(?:at least|no fewer than|no less than|a minimum of)\b"), 1.0, 1.5),
    (re.compile(r"\b(?:about|around|some|roughly|approximately|circa|an estimated|or so|more or less)\b"), *ABOUT),
)
WRITTEN = re.compile(r"\d[\d,.]*\d")
SIGNIFICANT, STEPS = 3, 4
"""Figures from which an approximate number is told rather exactly, and how many of its last one it may be off."""
PER_CENT = re.compile(r"\bp\.\s?c\b\.?")
RANGE = re.compile(
    r"^(?:between |from )?(?P<first>[$€£¥]?\d[\d,]*(?:\.\d+)?)(?: to | and |-)(?P<last>[$€£¥]?\d[\d,]*(?:\.\d+)?(?![\d/]).*)$"
)
ISO = re.compile(r"^P(?:(?P<y>[\d.]+)Y)?(?:(?P<mo>[\d.]+)M)?(?:(?P<w>[\d.]+)W)?(?:(?P<d>[\d.]+)D)?"
                 r"(?:T(?:(?P<h>[\d.]+)H)?(?:(?P<mi>[\d.]+)M)?(?:(?P<s>[\d.]+)S)?)?$")  # fmt: skip
ISO_SECONDS = {"y": 31557600.0, "mo": 2629800.0, "w": 604800.0, "d": 86400.0, "h": 3600.0, "mi": 60.0, "s": 1.0}
TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?/\d+|\d[\d,]*(?:\.\d+)?|us\$|[$€£¥₹%]|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` and `high` bound what the words can mean, in seconds for times, else in the unit's own size."""

    unit: str
    number: float
    low: float
    high: float
    turn: float = 0.0
    """What may be added to all three: half a day where a time of day does not tell its half."""

    def agrees(self, other: Quantity) -> bool:
        """Say whether both can be true of one thing."""
        slack = 1e-6 * max(self.high, other.high)
        apart = {mine - yours for mine in (0.0, self.turn) for yours in (0.0, other.turn)}
        return self.unit == other.unit and any(
            self.low + by <= other.high + slack and other.low <= self.high + by + slack for by in apart
        )

    def comparable(self, other: Quantity) -> bool:
        """Say whether both are likely to measure one thing: the same unit and the same order of size."""
        if self.unit != other.unit or min(self.number, other.number) <= 0:
            return False
        return max(self.number, other.number) / min(self.number, other.number) <= 2.5


@lru_cache(maxsize=1 << 16)
def read(words: str) -> Quantity | None:
    """Return the quantity that `words` (or an ISO 8601 duration) name, or None where there is no number."""
    text = words.strip()
    if iso := ISO.match(text):
        seconds = sum(float(n) * ISO_SECONDS[name] for name, n in iso.groupdict().items() if n)
        return Quantity("time", seconds, seconds, seconds) if seconds else None
    text = text.lower().replace("\u2011", "-").replace("\u2013", "-")
    for glyph, plain in GLYPHS.items():
        text = text.replace(glyph, plain)
    text = PER_CENT.sub("percent", text).replace("km/h", "kph")
    low, high = next(((low, high) for cue, low, high in BOUNDS if cue.search(text)), (1.0, 1.0))
    if (low, high) == ABOUT and (digits := WRITTEN.search(text)):
        low, high = _as_exact_as(digits.group())
    text = re.sub(r"(?<=\d)-(?=\d/\d)", " ", text)
    if ends := RANGE.match(text):
        return _between(ends["first"], ends["last"])
    tokens = TOKEN.findall(text)
    number, unit = _number_and_unit(tokens)
    if number is None:
        return None
    half = _half_step(tokens, number) if (low, high) == (1.0, 1.0) and _rounded(tokens, unit) else 0.0
    half = max(half, number * ROUND if not unit and (low, high) == (1.0, 1.0) and _is_round(tokens) else 0.0)
    half = max(half, *(number * slack for name, slack in UNEVEN.items() if unit == "time" and name in text), 0.0)
    return Quantity(unit, number, number * low - half, number * high + half)


def _as_exact_as(digits: str) -> tuple[float, float]:
    """Return what "about" leaves open of a number as it is written: less of 1,150 than of 1,000."""
    bare = digits.replace(",", "")
    figures = re.sub(r"[.]", "", bare if "." in bare else bare.rstrip("0")).lstrip("0")
    if len(figures) < SIGNIFICANT:
        return ABOUT
    off = STEPS / float(figures)
    return max(1 - off, ABOUT[0]), min(1 + off, ABOUT[1])


def _between(first: str, last: str) -> Quantity | None:
    """Return the quantity that "20 to 25 million euros" names: what is not said of its first end is that of its last."""
    end = read(last)
    start = read(re.sub(r"^[\d.,]+", first, last) if first[0].isdigit() and last[0].isdigit() else first)
    if end is None or start is None or start.number >= end.number:
        return end
    return Quantity(end.unit, (start.number + end.number) / 2, start.number, end.number)


def _rounded(tokens: list[str], unit: str) -> bool:
    return unit in ROUNDED or any(token.rstrip("s") in SCALES and token not in {"dozen", "score"} for token in tokens)


def _is_round(tokens: list[str]) -> bool:
    """Say whether a count is told in whole thousands with a single figure: 400,000."""
    digits = next((token.replace(",", "") for token in tokens if token[0].isdigit()), "")
    return len(digits) > LONG and len(digits.rstrip("0")) == 1


def _half_step(tokens: list[str], number: float) -> float:
    """Return half of the last figure written: 0.05 million of "13.8 million"."""
    digits = next((token for token in tokens if token[0].isdigit()), "")
    bare = [token for token in tokens if token[0].isdigit() or token in SMALL or token in TENS]
    written = _number_and_unit(bare)[0]
    if "/" in digits or not written:
        return 0.0
    return 0.49 * 10.0 ** -len(digits.partition(".")[2]) * number / written


def _number_and_unit(tokens: list[str]) -> tuple[float | None, str]:
    total: float | None = None
    group = 0.0
    seen = False
    scale, unit, share = 1.0, "", 1.0
    for k, token in enumerate(tokens):
        base = token.rstrip("s") if token not in CURRENCIES and len(token) > 2 else token
        following = tokens[k + 1] if k + 1 < len(tokens) else ""
        if (value := _plain_number(token)) is not None:
            group, seen = group + value, True
        elif token in SMALL or token in TENS:
            group, seen = group + SMALL.get(token, TENS.get(token, 0)), True
        elif token in FRACTIONS and (seen or following in {"of", "a", "an"} or unit == ""):
            if base == "quarter" and not seen and following != "of":
                continue
            group, seen = (group + FRACTIONS[token] if not _counts(tokens, k) else group * FRACTIONS[token]), True
        elif base in SCALES and seen:
            if base == "hundred":
                group *= 100
            else:
                total, group = (total or 0.0) + group * SCALES[base], 0.0
        elif base in SCALES and token in {"dozen", "hundred", "thousand", "million", "billion"} and not seen:
            group, seen = SCALES[base], True
        elif token in CURRENCIES or base in CURRENCIES:
            unit = unit or CURRENCIES.get(token, CURRENCIES.get(base, ""))
        elif base in UNITS and not unit and (base != "per" or following.startswith("cent")):
            unit, scale = UNITS[base]
            if not seen and k and (tokens[k - 1] in {"a", "an"} or tokens[k - 1] in WHOLE_WORDS):
                group, seen = 1.0, True
        elif token == "in" and following in {"ten", "10", "five", "5", "four", "4"} and seen:
            share = _plain_number(following) or float(SMALL.get(following, 10))
            unit, scale = "percent", 100.0 / share
            return ((total or 0.0) + group) * scale, unit
    if not seen:
        return None, unit
    return ((total or 0.0) + group) * scale, unit


def _counts(tokens: list[str], k: int) -> bool:
    """Say whether the fraction at `k` is counted ("three quarters") and not added ("three and a half")."""
    return k > 0 and (tokens[k - 1] in SMALL or _plain_number(tokens[k - 1]) is not None)


def _plain_number(token: str) -> float | None:
    try:
        if "/" in token:
            top, bottom = token.replace(",", "").split("/")
            return float(top) / float(bottom)
        return float(token.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        return None
