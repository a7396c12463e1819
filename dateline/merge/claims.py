"""Reads every figure that an article states: any number with a unit or a counted noun, and what its clause says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.merge import quantity
from dateline.merge.ages import ages
from dateline.merge.antecedent import told_before
from dateline.merge.claim import Claim, made, worded
from dateline.merge.clock import clocks
from dateline.merge.lengths import length_told, loosely, parts, units
from dateline.merge.nouns import bearer, counted_noun, noun_before, noun_of, sized_noun, whole_of
from dateline.merge.numbers import (
    DASHES,
    ONE_LENGTH,
    ONE_UNIT,
    SIGNS,
    Token,
    bounded,
    is_number,
    low,
    number_from,
    range_from,
    tokens_of,
)
from dateline.merge.often import OFTEN, OFTEN_ENOUGH
from dateline.merge.quantity import CURRENCIES, SMALL, TENS, WHOLE_WORDS, Quantity
from dateline.merge.sentences import Sentence
from dateline.merge.shares import shares
from dateline.merge.sums import is_sum

LENGTHENING = frozenset(
    "more full extra additional straight consecutive long whole solid further entire short successive".split()
)
"""What may stand between a number and its unit: "six more weeks"."""
MARKED = re.compile(
    r"\b(?P<unit>kilomet(?:re|er)|km|mile|met(?:re|er)) (?:number |no\.? )?(?P<n>\d+(?:\.\d+)?)\b(?!\s?(?:per|%|km|miles?))",
    re.IGNORECASE,
)
RACED = re.compile(
    r"\b(?:in|of|with|clocked|ran|under|was|is)\s+(?P<h>\d{1,2}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?![\d:]|\.\d)",
    re.IGNORECASE,
)
"""How long a race took: "won in 2:04:31"."""
REACHED = re.compile(r"\b(?:at|near|by|around|after|of|past|before|from|to) (?:about )?$", re.IGNORECASE)
"""A place on a course: "at kilometre 37"."""
LISTED = re.compile(r"\b(?:list|register|roll|roster|rolls)\b", re.IGNORECASE)
"""Where names are persons."""
NAMES = {"time": "occasion"}
MOST_BEFORE = 2
"""Sentences back in the paragraph in which a number's noun may be told."""
UNCOUNTED = frozenset(
    "figure time thing way reason kind side step hand part couple other season third fourth quarter fifth sixth tenth".split()
)
"""Nouns behind a number that count nothing worth comparing."""
SCORE = re.compile(
    rf"(?P<a>\d+|{'|'.join(SMALL)})(?: votes)?(?: to |\s?[-\u2013]\s?)(?P<b>\d+|{'|'.join(SMALL)})(?P<c>)(?!\d|[.,/]\d)\b"
    r"(?!\s+(?:per|years?|%|days?|hours?|weeks?|months?|million|billion|people))",
    re.IGNORECASE,
)
"""The result of a count of votes or of a game: "seven to two"."""
BALLOT = re.compile(
    rf"(?P<a>\d+|{'|'.join(SMALL)})(?:"
    rf"(?: votes?)? against (?P<b>\d+|{'|'.join(SMALL)})\b(?!\s*%)|"
    rf"(?: [a-z]+){{0,3}}? (?:for|in favou?r)\b[^.;\d]{{0,40}}?\b(?:and|with|but|to) (?P<c>\d+|{'|'.join(SMALL)})(?: [a-z]+)? against\b)",
    re.IGNORECASE,
)
"""The result of a count of votes whose sides are told: "nine voted for the plan and two against"."""
HALF = re.compile(r"[\s-]*(?:and[- ]a[- ]half|1/2|½)")
"""What adds a half to the number before it."""
NUMBERED = re.compile(
    rf"\d|\b(?:{'|'.join([*SMALL, *TENS, 'dozen', 'hundred', 'thousand', 'million', 'billion', 'half', 'twice', 'thrice', 'quarter', 'noon', 'midday', 'midnight'])}|"
    rf"an? (?:third|fifth|tenth|(?:(?:{'|'.join(sorted(WHOLE_WORDS))}) )?(?:{'|'.join(sorted(ONE_UNIT | ONE_LENGTH))})))\b",
    re.IGNORECASE,
)
"""What a sentence without any figure lacks."""
NEAR_FROM = 7
"""Tokens between "from" and "to" in "from nine points to six"."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with what its paragraph tells before it and the currency that its article was last paid in."""

    sentence: Sentence
    before: str
    currency: str


def claims(told: Sequence[Sentence]) -> Iterator[Claim]:
    """Yield the figures of one article's sentences."""
    currency = ""
    for k, sentence in enumerate(told):
        if _has_number(sentence.text):
            near = [other.text for other in told[max(k - MOST_BEFORE, 0) : k] if other.line == sentence.line]
            for claim in _claims(Passage(sentence, " ".join(near), currency)):
                currency = claim.quantity.unit if claim.kind == "money" else currency
                yield claim


def _has_number(text: str) -> bool:
    return NUMBERED.search(text) is not None


def _worded_figures(passage: Passage) -> Iterator[Claim]:
    """Yield the figures that are read as a whole, not from a number and its unit: times of day, shares in words, ages."""
    sentence = passage.sentence
    for clock in clocks(sentence.text, passage.before):
        yield worded("clock", "", sentence, clock.start, clock.end, clock.quantity)
    told = list(parts(sentence))
    yield from told
    for share in shares(sentence.text):
        if not any(part.start <= sentence.start + share.start < part.end for part in told):
            yield worded("percent", share.noun, sentence, share.start, share.end, share.quantity)
    for match in RACED.finditer(sentence.text):
        took = float(int(match["h"]) * 3600 + int(match["m"]) * 60 + int(match["s"]))
        yield worded("time", "", sentence, match.start("h"), match.end("s"), Quantity("time", took, took, took))
    for match in OFTEN.finditer(sentence.text):
        often = 2.0 if match["word"].lower() == "twice" else 3.0
        yield worded("count", "occasion", sentence, match.start(), match.end(), Quantity("", often, often, often))
    for match in MARKED.finditer(sentence.text):
        measured = quantity.read(f"{match['n']} {match['unit']}")
        if measured and REACHED.search(sentence.text, 0, match.start()):
            yield worded("length", "", sentence, match.start(), match.end(), measured)


def _ages(sentence: Sentence) -> Iterator[Claim]:
    for age in ages(sentence.text):
        years = Quantity("age", age.years, age.years, age.years)
        yield worded("age", age.whose, sentence, age.start, age.end, years)


def _claims(passage: Passage) -> Iterator[Claim]:
    sentence = passage.sentence
    whole = list(_worded_figures(passage))
    yield from whole
    yield from _ages(sentence)
    taken = [(claim.start - sentence.start, claim.end - sentence.start) for claim in whole]
    tokens = tokens_of(sentence.text)
    k = 0
    while k < len(tokens):
        inside = any(start <= tokens[k].start < end for start, end in taken)
        last = None if inside else number_from(tokens, k)
        if last is None:
            k += 1
            continue
        found = _claim(passage, tokens, k, last)
        if found is not None:
            yield found
            if found.whole and (whole := _whole(found, sentence, tokens, last)):
                yield whole
        k = last + 1
        while found is not None and k < len(tokens) and sentence.start + tokens[k].end <= found.end:
            k += 1


def _claim(passage: Passage, tokens: Sequence[Token], k: int, last: int) -> Claim | None:
    sentence = passage.sentence
    if tokens[k].low in ONE_UNIT or tokens[k].low in ONE_LENGTH:
        if HALF.match(sentence.text, tokens[k].end):
            return None
        article = k - 1 - (tokens[k - 1].low in WHOLE_WORDS)
        found = length_told(sentence, tokens, bounded(tokens, article), article, k, tokens[k].low)
        return found and replace(found, quantity=loosely(found.quantity))
    half = HALF.match(sentence.text, tokens[last].end)
    first, last = bounded(tokens, k), last if half else range_from(tokens, k, last)
    after = last + 1
    while after < len(tokens) and (tokens[after].text in DASHES or tokens[after].low in {"or", "so"}):
        after += 1
    word = tokens[after].low if after < len(tokens) else ""
    hyphen = last + 1 < len(tokens) and tokens[last + 1].text in DASHES and tokens[last + 1].start == tokens[last].end
    half = half or HALF.match(sentence.text, tokens[last].end)
    if half:
        after = next((n for n in range(last + 1, len(tokens)) if tokens[n].start >= half.end()), len(tokens))
        after += after < len(tokens) and tokens[after].text in DASHES
        word = tokens[after].low if after < len(tokens) else ""
    if word in LENGTHENING and low(tokens, after + 1) in units():  # "six more weeks", "three full days"
        after, word = after + 1, low(tokens, after + 1)
    if score := _score(sentence, tokens, k, SCORE) or _score(sentence, tokens, k, BALLOT):
        return score
    if k and tokens[k - 1].text in SIGNS:
        return made("money", bearer(tokens, first, last), sentence, tokens, first, last)
    if word == "percentage" and low(tokens, after + 1).startswith("point"):
        points = quantity.read(f"{sentence.text[tokens[first].start : tokens[last].end]} percent")
        return made("points", "", sentence, tokens, first, after + 1, points)
    if word in {"%", "percent", "pct", "pc", "p.c", "p.c."} or (word == "per" and low(tokens, after + 1) == "cent"):
        end = after + (word == "per")
        points = low(tokens, end + 1).startswith("point")
        return made(
            "points" if points else "percent",
            noun_of(tokens, end + 1) or whole_of(tokens, end + 1) or bearer(tokens, first, end),
            sentence,
            tokens,
            first,
            end,
        )
    if _is_currency(word):
        return made("money", bearer(tokens, first, after), sentence, tokens, first, after)
    if _is_currency(low(tokens, after + 1)) and (tokens[after].text[0].isupper() or word == "of"):
        return made("money", bearer(tokens, first, after + 1), sentence, tokens, first, after + 1)
    if word in units() or (word in {"square", "cubic", "nautical"} and low(tokens, after + 1) in units()):
        return length_told(sentence, tokens, first, k, after + (word not in units()), word)
    if last == k + 1 and _in_metres(passage, tokens, k, last):
        metres = quantity.read(f"{tokens[k].text} metres")
        return made("length", sized_noun(tokens, first, last), sentence, tokens, first, last, metres)
    if k and "magnitude" in {low(tokens, k - 1), low(tokens, k - 2), word}:
        return made("magnitude", "", sentence, tokens, k, last)
    if word == "times" and OFTEN_ENOUGH.match(sentence.text, tokens[after].end):
        return made("count", "occasion", sentence, tokens, first, after, quantity.read(tokens[k].text))
    return _counted(passage, tokens, first, k, last, hyphen)


def _in_metres(passage: Passage, tokens: Sequence[Token], k: int, last: int) -> bool:
    """Say whether an "m" stands for metres and not for millions: "at 3,810 m, the depth of the field"."""
    apart = tokens[last].text == "m" and tokens[last].start == tokens[k].end + 1
    return (
        apart and not (passage.currency and "," not in tokens[k].text) and not counted_noun(tokens, last + 1, False)[0]
    )


def _counted(passage: Passage, tokens: Sequence[Token], first: int, k: int, last: int, hyphen: bool) -> Claim | None:
    """Return what a number without a unit counts: the noun behind it, or before it, or told of earlier."""
    sentence, whole = passage.sentence, 0.0
    noun, end = counted_noun(tokens, last + 1, hyphen)
    if low(tokens, first - 1) == "but" and low(tokens, first - 2) in {"all", "everyone", "everybody", "nobody", "none"}:
        return None
    if not noun and low(tokens, first - 1) == "to":
        noun, end = _noun_left(tokens, first - 1), last
    if not noun:
        noun, end = noun_before(sentence.text[: tokens[first].start]), last
    measured = quantity.read(sentence.text[tokens[first].start : tokens[last].end])
    if not noun and passage.currency and measured and is_sum(sentence.text, tokens, first, last):
        return made("money", "", sentence, tokens, first, last, replace(measured, unit=passage.currency))
    if not noun:
        noun, whole = told_before(sentence.text, tokens, first, k, last, passage.before)
        end = last
    if not noun or noun in UNCOUNTED or (end == last and noun in units()):
        return None
    if noun == "name" and LISTED.search(sentence.text):
        noun = "person"
    found = made("count", NAMES.get(noun, noun), sentence, tokens, first, end, measured)
    return replace(found, whole=whole) if found and whole > found.quantity.number else found


def _whole(part: Claim, sentence: Sentence, tokens: Sequence[Token], last: int) -> Claim | None:
    """Return as a figure of its own the whole that a count is out of, where the noun is told of the whole: "58 of the 412 runners"."""
    end = next((k for k in range(last + 1, len(tokens)) if sentence.start + tokens[k].end >= part.end), last)
    first = next((k for k in range(last + 1, end) if is_number(tokens, k)), None)
    if first is None or part.kind != "count" or tokens[end].text[0].isdigit():
        return None
    return made("count", part.noun, sentence, tokens, first, end, _plain(part.whole))


def _plain(number: float) -> Quantity:
    return Quantity("", number, number, number)


def _noun_left(tokens: Sequence[Token], to: int) -> str:
    """Return the noun that the first of two figures counts for both: "cut from nine points to six"."""
    for k in range(to - 1, max(to - NEAR_FROM, 0), -1):
        if tokens[k].low == "from" and is_number(tokens, k + 1):
            return counted_noun(tokens, (number_from(tokens, k + 1) or k + 1) + 1, False)[0]
    return ""


def _is_currency(word: str) -> bool:
    """Say whether a word after a number, or after "Mexican", is one of money; some of these have another sense."""
    return (word in CURRENCIES or word.rstrip("s") in CURRENCIES) and word not in {"won", "real", "rand"}


def _score(sentence: Sentence, tokens: Sequence[Token], k: int, told: re.Pattern[str]) -> Claim | None:
    """Return the result of a count of votes or of a game: "by seven votes to two", "3-1"."""
    found = told.match(sentence.text, tokens[k].start)
    if found is None:
        return None
    a, b = quantity.read(found["a"]), quantity.read(found["b"] or found["c"])
    if a is None or b is None or a.number <= b.number:
        return None
    last = next(n for n in range(len(tokens) - 1, k, -1) if tokens[n].end <= found.end())
    number = a.number + b.number / 1000
    return made("score", "", sentence, tokens, k, last, Quantity("score", number, number, number))
