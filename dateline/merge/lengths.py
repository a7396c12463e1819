"""Reads how long, far, heavy or large something is: a number with a unit, and what is so."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.merge import quantity
from dateline.merge.claim import Claim, made, worded
from dateline.merge.nouns import bearer, lasting_noun, lexicon, noun_of, sized_noun, stuff_of
from dateline.merge.numbers import DASHES, Token, low, number_from
from dateline.merge.quantity import Quantity
from dateline.merge.sentences import Sentence

AFTER_TIME = frozenset("ago later earlier before after since old early late away from hence prior".split())
"""What stands after a length of time that only places something: "two days later"."""
BEFORE_TIME = frozenset(
    "in within every next last past first previous coming final recent another per aged age".split()
)
"""The same before it: "in two days"."""
LASTS = frozenset("for lasted took takes taken spent waited passed".split())
"""What stands before a length that measures a thing, whatever follows: "let it run for eight days before he stopped it"."""
SHORT = frozenset("second seconds minute minutes min mins hour hours hr hrs".split())
"""Units of which a number behind "in" says how long something took, unless it is still to come."""
AHEAD = re.compile(r"\b(?:will|would|shall|is to|are to|was to|were to|due|about to|going to|may|might|could)\b")
PARTS = {"half": 0.5, "quarter": 0.25, "quarters": 0.25}
PART = re.compile(
    r"\b(?:(?P<many>an?|three)[ -])?(?P<part>half|quarters?)(?:[ -]of)?(?: an?|-| )(?: ?)(?P<of>hour|day|year|mile|kilomet(?:re|er))\b(?!s)|"
    r"\b(?:an?|one) (?P<one>hour|day|week|month|year|mile|kilomet(?:re|er)) and an? (?P<more>half|quarter)\b",
    re.IGNORECASE,
)
"""A part of one unit, or one with a part more: "three quarters of an hour", "half a day", "an hour and a half"."""
ONE = 0.12
"""The part by which "a day" or "a fortnight" may be off."""


def parts(sentence: Sentence) -> Iterator[Claim]:
    """Yield the lengths that are told as parts of one unit; "half a mile", "an hour and a quarter"."""
    for match in PART.finditer(sentence.text):
        before, after = sentence.text[: match.start()].split()[-1:], sentence.text[match.end() :].split()[:1]
        if AFTER_TIME.intersection(after) or (BEFORE_TIME - {"in", "within"}).intersection(before):
            continue
        if match["one"]:
            number, unit = 1 + PARTS[match["more"].lower()], match["one"].lower()
        else:
            many = 3 if (match["many"] or "").lower() == "three" else 1
            number, unit = many * PARTS[match["part"].lower()], match["of"].lower()
        size = quantity.read(f"{number} {unit}")
        if size:
            lasting = lasting_noun(sentence.text[: match.start()]) if units()[unit] == "time" else ""
            yield worded(units()[unit], lasting, sentence, match.start(), match.end(), size)


def length_told(sentence: Sentence, tokens: Sequence[Token], first: int, k: int, after: int, word: str) -> Claim | None:
    """Return a length of time or space; none where the words only place something in time: "two days later"."""
    kind, measured = units()[low(tokens, after)], None
    if kind == "time":
        after, measured = _with_its_parts(sentence, tokens, first, after)
        following = tokens[after + 1].low if after + 1 < len(tokens) else ""
        if following in DASHES and after + 2 < len(tokens):
            following = tokens[after + 2].low
        it_was = low(tokens, first - 1) == "was" and low(tokens, first - 2) == "it"
        lasts = (following in {"before", "after"} and (it_was or low(tokens, first - 1) in LASTS)) or (
            following in {"early", "late"} and low(tokens, after + 2) in {"this", "that", "last", "next", "in", "on"}
        )
        took = word in SHORT and AHEAD.search(sentence.text, 0, tokens[first].start) is None
        before = {low(tokens, k - 1), low(tokens, first - 1)} & (
            BEFORE_TIME - {"in", "within"} if took else BEFORE_TIME
        )
        if (following in AFTER_TIME and not lasts) or before:
            return None
    if word in {"square", "cubic"}:
        kind = f"{word} {kind}"
    of = noun_of if kind in {"time", "length", "speed", "heat"} else stuff_of
    noun = of(tokens, after + 1) or sized_noun(tokens, first, after) or bearer(tokens, first, after)
    if kind == "time" and not noun:
        noun = lasting_noun(sentence.text[: tokens[first].start])
    return made(kind, noun, sentence, tokens, first, after, measured)


def _with_its_parts(sentence: Sentence, tokens: Sequence[Token], first: int, unit: int) -> tuple[int, Quantity | None]:
    """Return the last token of a length of time with its smaller parts, and the whole: "six years and four months"."""
    end, whole = unit, quantity.read(sentence.text[tokens[first].start : tokens[unit].end])
    while whole is not None:
        k = end + 1
        while low(tokens, k) in {",", "and"} and k < end + 3:
            k += 1
        last = number_from(tokens, k) if end + 1 < k < len(tokens) else None
        if last is None or units().get(low(tokens, last + 1)) != "time":
            break
        part = quantity.read(sentence.text[tokens[k].start : tokens[last + 1].end])
        size = quantity.read(f"1 {low(tokens, end)}")
        if part is None or size is None or part.number >= size.number:
            break
        end = last + 1
        whole = replace(
            whole, number=whole.number + part.number, low=whole.low + part.number, high=whole.high + part.number
        )
    return end, whole if end > unit else None


def loosely(measured: Quantity) -> Quantity:
    """Return a length that is told as one whole unit as what it can mean: "a day", "almost a week"."""
    return replace(measured, low=measured.low * (1 - ONE), high=measured.high * (1 + ONE))


@functools.cache
def units() -> dict[str, str]:
    return {word: kind for kind, words in lexicon()["units"].items() for word in words.split()}
