"""Reads shares told in words: "three in four", "two thirds of", "nine out of ten", "half the seats"; each a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.merge import quantity
from dateline.merge.nouns import NO_NOUN, OF_ALL, is_possessive, looks_plural, singular
from dateline.merge.quantity import SMALL, Quantity

LOOSE = 4.0
"""Points by which a share in words may be off."""
NUMBERS = "one|two|three|four|five|six|seven|eight|nine"
BOUND = (
    r"(?P<bound>(?:nearly|almost|just under|just over|over|more than|less than|about|around|some|roughly|barely|at least|"
    r"up to|under|fewer than|well over|close to|not quite|only|a little over|slightly more than)\s+)?"
)
TIMES = "seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|seasons?|centur(?:y|ies)"
OF_MANY = re.compile(
    rf"{BOUND}(?<![\w.,-])(?P<a>{NUMBERS}|[1-9])\s+(?:in\s+(?:every\s+)?(?P<b>two|three|four|five|six|eight|ten|twenty|3|4|5|6|8|10|20|100)|"
    rf"out\s+of\s+(?P<c>ten|10|100|every\s+(?:three|four|five|six|eight|ten|twenty|10|100)))\b"
    rf"(?![-.,:/]?\d|\s+(?:{TIMES}|minutes|past|to|million|billion|games?|matches|races|attempts?|tries)\b|-)",
    re.IGNORECASE,
)
"""A share of so many: "three in four", "nine out of every ten"."""
WHOLES = (
    rf"(?!\s*(?:an?|the|that|this|his|her|its|their)?\s*(?:{TIMES}|mile|kilometre|metre|pound|million|billion|dozen|way|time|price|size|"
    r"distance|cost|length|speed|number|rate|value|amount|height|weight|width|battle|truth|story|game|match|"
    r"dose|strength|volume|average|point|tonne|ton|pint|pitch|field|world|turns?|what|as)\b)"
)
"""What is no whole that a half of it would be a share of: "half the price", "half of an hour"."""
FRACTION = re.compile(
    rf"{BOUND}(?<![\w.,-])(?<!first )(?<!second )(?<!other )(?<!last )(?<!latter )(?<!lower )(?<!upper )(?<!ern )(?<!the )(?<!per )(?<!by )(?:"
    rf"(?P<n>an?|one|two|three|four|seven|nine)[\s-]+(?P<part>thirds?|quarters?|fifths?|tenths?|half)\s+of\s+{WHOLES}|"
    rf"(?P<half>half)\s+(?:of\s+(?=the\b|its\b|their\b|his\b|her\b|all\b|those\b|them\b|\w+s\b)|(?=(?:the|its|their|his|her|all)\s)){WHOLES}|"
    rf"(?P<many>two|three|four|nine)[\s-]+(?P<parts>thirds|quarters|fifths|tenths)(?=\s+(?:were|was|are|had|have|voted|backed|said|want\w*|"
    r"support\w*|oppos\w*|approv\w*|favou?r\w*)\b))",
    re.IGNORECASE,
)
"""A fraction of a whole: "a third of voters", "half the seats"; the others of such words tell times and measures."""
IN_MANY = re.compile(rf"\b(?:{NUMBERS}|[1-9])\s+(?:in|out\s+of)\s", re.IGNORECASE)
PARTLY = re.compile(r"half|third|quarter|fifth|tenth", re.IGNORECASE)
"""What every share of so many has, and every fraction."""
NEEDED = re.compile(
    r"\b(?:needs?|needed|needing|requir\w+|must|would have to|threshold|majority of|quorum)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
"""What stands before a share that is to be reached."""
PARTS = {"third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0, "half": 50.0}
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Share:
    """A share between two places of a text, in per cent, and the noun of the whole, empty where none is counted."""

    start: int
    end: int
    quantity: Quantity
    noun: str


def shares(text: str) -> Iterator[Share]:
    """Yield the shares that a sentence tells in words."""
    for match in OF_MANY.finditer(text) if IN_MANY.search(text) else ():
        name = (match["b"] or match["c"]).split()[-1]
        few, many = _number(match["a"]), _number(name)
        if few < many and not name[0].isupper():
            yield _share(text, match, 100 * few / many)
    for match in FRACTION.finditer(text) if PARTLY.search(text) else ():
        part = (match["part"] or match["parts"] or match["half"]).lower()
        number = _number(match["n"] or match["many"] or "one") * PARTS[part.removesuffix("s")]
        if number < 100 and not NEEDED.search(text, 0, match.start()):
            yield _share(text, match, number)


def _number(word: str) -> int:
    plain = word.lower()
    if plain.isdigit():
        return int(plain)
    return 20 if plain == "twenty" else SMALL.get(plain, 1)


def _share(text: str, match: re.Match[str], number: float) -> Share:
    bound = match["bound"] or ""
    read = quantity.read(f"{bound}{number:.0f} percent")
    low, high = (read.low, read.high) if read and bound else (number, number)
    end = match.start() + len(match.group().rstrip().removesuffix(" of"))
    return Share(match.start(), end, Quantity("percent", number, low - LOOSE, high + LOOSE), _noun(text[match.end() :]))


def _noun(after: str) -> str:
    """Return the plural that begins the words behind a share, or else their first noun."""
    first = ""
    for word in WORD.findall(after.partition(",")[0])[:MOST_WORDS]:
        plain = word.lower()
        if word.islower() and not is_possessive(word) and looks_plural(plain):
            return singular(plain)
        if plain in OF_ALL or plain in {"of", "the", "its", "his", "her", "their", "those"}:
            continue
        if plain in NO_NOUN or not word.islower():
            break
        first = first or ("" if is_possessive(plain) else plain)
    return first
