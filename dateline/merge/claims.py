"""Reads every figure that an article states, with what it counts or measures and what its clause says of it.

Where `figures.py` knows a few roles by their words, a claim is any number with a unit or a counted noun.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.merge import quantity, wording
from dateline.merge.antecedent import told_before
from dateline.merge.clauses import clause_span, deeds_in, is_part, words_beside
from dateline.merge.clock import clocks
from dateline.merge.figures import Sentence
from dateline.merge.nouns import (
    bearer,
    counted_noun,
    lasting_noun,
    lexicon,
    noun_before,
    noun_of,
    stuff_of,
    whole_of,
)
from dateline.merge.numbers import (
    DASHES,
    ONE_LENGTH,
    ONE_UNIT,
    SIGNS,
    TOKEN,
    Token,
    bounded,
    is_number,
    low,
    number_from,
    range_from,
)
from dateline.merge.often import OFTEN, OFTEN_ENOUGH
from dateline.merge.quantity import CURRENCIES, SMALL, TENS, WHOLE_WORDS, Quantity
from dateline.merge.shares import shares
from dateline.merge.sums import is_sum

AFTER_TIME = frozenset("ago later earlier before after since old early late away from hence prior".split())
"""What stands after a length of time that only places something: "two days later"."""
BEFORE_TIME = frozenset(
    "in within every next last past first previous coming final recent another per aged age".split()
)
"""The same before it: "in two days"."""
LASTS = frozenset("for lasted took takes taken spent waited passed".split())
"""What stands before a length that measures a thing, whatever follows: "let it run for eight days before he stopped it"."""
LENGTHENING = frozenset(
    "more full extra additional straight consecutive long whole solid further entire short successive".split()
)
"""What may stand between a number and its unit: "six more weeks"."""
MARKED = re.compile(
    r"\b(?P<unit>kilomet(?:re|er)|km|mile|met(?:re|er)) (?:number |no\.? )?(?P<n>\d+(?:\.\d+)?)\b(?!\s?(?:per|%|km|miles?))",
    re.IGNORECASE,
)
REACHED = re.compile(r"\b(?:at|near|by|around|after|of|past|before|from|to) (?:about )?$", re.IGNORECASE)
"""A place on a course: "at kilometre 37"."""
LISTED = re.compile(r"\b(?:list|register|roll|roster|rolls)\b", re.IGNORECASE)
"""Where names are persons."""
NAMES = {"time": "occasion"}
MOST_BEFORE = 2
"""Sentences back in the paragraph in which a number's noun may be told."""
UNCOUNTED = frozenset(
    "time thing way reason kind side step hand part couple other season third fourth quarter fifth sixth tenth".split()
)
"""Nouns behind a number that count nothing worth comparing."""
SCORE = re.compile(
    rf"(?P<a>\d+|{'|'.join(SMALL)})(?: votes)?(?: to |\s?[-\u2013]\s?)(?P<b>\d+|{'|'.join(SMALL)})(?!\d|[.,/]\d)\b"
    r"(?!\s+(?:per|years?|%|days?|hours?|weeks?|months?|million|billion|people))",
    re.IGNORECASE,
)
"""The result of a count of votes or of a game: "seven to two"."""
HALF = re.compile(r"[\s-]*(?:and[- ]a[- ]half|1/2|½)")
"""What adds a half to the number before it."""
ONE = 0.12
"""The part by which "a day" or "a fortnight" may be off."""
NAMED_AGE = re.compile(
    r"(?P<name>[A-Z\u00c0-\u00de][\w\u2019'-]+(?: [A-Z\u00c0-\u00de][\w\u2019'-]+)+), (?:aged )?(?P<n>\d{1,2})(?=[,.;])|"
    r"(?P<m>\d{1,2})-year-old (?:[a-z-]+ ){0,3}(?P<named>[A-Z\u00c0-\u00de][\w\u2019'-]+(?: [A-Z\u00c0-\u00de][\w\u2019'-]+)+)"
)
"""A person with his or her age beside the name."""
NUMBERED = re.compile(
    rf"\d|\b(?:{'|'.join([*SMALL, *TENS, 'dozen', 'hundred', 'half', 'twice', 'thrice', 'quarter', 'noon', 'midday', 'midnight'])}|"
    rf"an? (?:third|fifth|tenth|(?:(?:{'|'.join(sorted(WHOLE_WORDS))}) )?(?:{'|'.join(sorted(ONE_UNIT | ONE_LENGTH))})))\b",
    re.IGNORECASE,
)
"""What a sentence without any figure lacks."""
OUT_OF = re.compile(
    r"\b(?:out of|of)\s+(?:(?:the|its|their|his|her|all|a total of|some)\s+)*(?:[\w-]+['\u2019]s\s+)?"
    rf"(?P<n>\d[\d,]*|{'|'.join([*SMALL, *TENS])})\b(?!\s*(?:%|per|years?|days?|hours?|million|billion))",
    re.IGNORECASE,
)
"""What a figure is out of."""
REST = 14
"""Characters behind a figure in which that is told."""
BY = re.compile(r"\b(?:by|for)\s+$")
"""What stands before a length by which something is put off: "postponed a second round of talks by two weeks"."""
NEAR_FROM = 7
"""Tokens between "from" and "to" in "from nine points to six"."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure: its `kind` (count, money, percent, time, length, ...), the `noun` counted, and the deed of its clause."""

    kind: str
    noun: str
    value: str
    quantity: Quantity
    sentence: Sentence
    start: int
    end: int
    deeds: tuple[str, ...]
    part: bool
    clause: str
    """The words of its clause, the figure's own left out."""
    whole: float = 0.0
    """What it is told to be out of, 0 for nothing: "34 of its 51 members", "31 votes out of 51"."""


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
        yield _worded("clock", "", sentence, clock.start, clock.end, clock.quantity)
    for share in shares(sentence.text):
        yield _worded("percent", share.noun, sentence, share.start, share.end, share.quantity)
    for match in OFTEN.finditer(sentence.text):
        often = 2.0 if match["word"].lower() == "twice" else 3.0
        yield _worded("count", "occasion", sentence, match.start(), match.end(), Quantity("", often, often, often))
    for match in MARKED.finditer(sentence.text):
        measured = quantity.read(f"{match['n']} {match['unit']}")
        if measured and REACHED.search(sentence.text, 0, match.start()):
            yield _worded("length", "", sentence, match.start(), match.end(), measured)


def _ages(sentence: Sentence) -> Iterator[Claim]:
    for match in NAMED_AGE.finditer(sentence.text):
        group = "n" if match["n"] else "m"
        years, name = float(match[group]), wording.folded((match["name"] or match["named"]).lower())
        yield _worded("age", name, sentence, match.start(group), match.end(group), Quantity("age", years, years, years))


def _claims(passage: Passage) -> Iterator[Claim]:
    sentence = passage.sentence
    whole = list(_worded_figures(passage))
    yield from whole
    yield from _ages(sentence)
    taken = [(claim.start - sentence.start, claim.end - sentence.start) for claim in whole]
    tokens = [Token(m.group(), m.start(), m.end()) for m in TOKEN.finditer(sentence.text)]
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
        k = last + 1
        while found is not None and k < len(tokens) and sentence.start + tokens[k].end <= found.end:
            k += 1


def _claim(passage: Passage, tokens: Sequence[Token], k: int, last: int) -> Claim | None:
    sentence = passage.sentence
    if tokens[k].low in ONE_UNIT or tokens[k].low in ONE_LENGTH:
        if HALF.match(sentence.text, tokens[k].end):
            return None
        article = k - 1 - (tokens[k - 1].low in WHOLE_WORDS)
        found = _measured(sentence, tokens, bounded(tokens, article), article, k, tokens[k].low)
        return found and replace(found, quantity=_loosely(found.quantity))
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
    if word in LENGTHENING and low(tokens, after + 1) in _units():  # "six more weeks", "three full days"
        after, word = after + 1, low(tokens, after + 1)
    if score := _score(sentence, tokens, k):
        return score
    if k and tokens[k - 1].text in SIGNS:
        return _make("money", bearer(tokens, first, last), sentence, tokens, first, last)
    if word in {"%", "percent", "pct", "pc", "p.c", "p.c."} or (word == "per" and low(tokens, after + 1) == "cent"):
        end = after + (word == "per")
        points = low(tokens, end + 1).startswith("point")
        return _make(
            "points" if points else "percent",
            noun_of(tokens, end + 1) or whole_of(tokens, end + 1) or bearer(tokens, first, end),
            sentence,
            tokens,
            first,
            end,
        )
    if _is_currency(word):
        return _make("money", bearer(tokens, first, after), sentence, tokens, first, after)
    if _is_currency(low(tokens, after + 1)) and (tokens[after].text[0].isupper() or word == "of"):
        return _make("money", bearer(tokens, first, after + 1), sentence, tokens, first, after + 1)
    if word in _units() or (word in {"square", "cubic", "nautical"} and low(tokens, after + 1) in _units()):
        return _measured(sentence, tokens, first, k, after + (word not in _units()), word)
    if k and "magnitude" in {low(tokens, k - 1), low(tokens, k - 2), word}:
        return _make("magnitude", "", sentence, tokens, k, last)
    if word == "times" and OFTEN_ENOUGH.match(sentence.text, tokens[after].end):
        return _make("count", "occasion", sentence, tokens, first, after, quantity.read(tokens[k].text))
    return _counted(passage, tokens, first, k, last, hyphen)


def _counted(passage: Passage, tokens: Sequence[Token], first: int, k: int, last: int, hyphen: bool) -> Claim | None:
    """Return what a number without a unit counts: the noun behind it, or before it, or told of earlier."""
    sentence, whole = passage.sentence, 0.0
    noun, end = counted_noun(tokens, last + 1, hyphen)
    if low(tokens, first - 1) == "but" and low(tokens, first - 2) in {"all", "everyone", "everybody", "nobody", "none"}:
        return None
    if not noun and low(tokens, first - 1) == "to":
        noun, end = _noun_left(tokens, first - 1), last
    if not noun and not tokens[k].low.isalpha():
        noun, end = noun_before(sentence.text[: tokens[first].start]), last
    measured = quantity.read(sentence.text[tokens[first].start : tokens[last].end])
    if not noun and passage.currency and measured and is_sum(sentence.text, tokens, first, last):
        return _make("money", "", sentence, tokens, first, last, replace(measured, unit=passage.currency))
    if not noun:
        noun, whole = told_before(sentence.text, tokens, first, k, last, passage.before)
        end = last
    if not noun or noun in UNCOUNTED or (end == last and noun in _units()):
        return None
    if noun == "name" and LISTED.search(sentence.text):
        noun = "person"
    found = _make("count", NAMES.get(noun, noun), sentence, tokens, first, end, measured)
    return replace(found, whole=whole) if found and whole > found.quantity.number else found


def _loosely(measured: Quantity) -> Quantity:
    """Return a length that is told as one whole unit as what it can mean: "a day", "almost a week"."""
    return replace(measured, low=measured.low * (1 - ONE), high=measured.high * (1 + ONE))


def _noun_left(tokens: Sequence[Token], to: int) -> str:
    """Return the noun that the first of two figures counts for both: "cut from nine points to six"."""
    for k in range(to - 1, max(to - NEAR_FROM, 0), -1):
        if tokens[k].low == "from" and is_number(tokens, k + 1):
            return counted_noun(tokens, (number_from(tokens, k + 1) or k + 1) + 1, False)[0]
    return ""


def _is_currency(word: str) -> bool:
    """Say whether a word after a number, or after "Mexican", is one of money; some of these have another sense."""
    return (word in CURRENCIES or word.rstrip("s") in CURRENCIES) and word not in {"won", "real", "rand"}


def _score(sentence: Sentence, tokens: Sequence[Token], k: int) -> Claim | None:
    """Return the result of a count of votes or of a game: "by seven votes to two", "3-1"."""
    found = SCORE.match(sentence.text, tokens[k].start)
    if found is None:
        return None
    a, b = quantity.read(found["a"]), quantity.read(found["b"])
    if a is None or b is None or a.number <= b.number:
        return None
    last = next(n for n in range(len(tokens) - 1, k, -1) if tokens[n].end <= found.end())
    number = a.number + b.number / 1000
    return _make("score", "", sentence, tokens, k, last, Quantity("score", number, number, number))


def _measured(sentence: Sentence, tokens: Sequence[Token], first: int, k: int, after: int, word: str) -> Claim | None:
    """Return a length of time or space; none where the words only place something in time: "two days later"."""
    kind = _units()[low(tokens, after)]
    if kind == "time":
        following = tokens[after + 1].low if after + 1 < len(tokens) else ""
        if following in DASHES and after + 2 < len(tokens):
            following = tokens[after + 2].low
        lasts = (following in {"before", "after"} and low(tokens, first - 1) in LASTS) or (
            following in {"early", "late"} and low(tokens, after + 2) in {"this", "that", "last", "next", "in", "on"}
        )
        if (following in AFTER_TIME and not lasts) or {low(tokens, k - 1), low(tokens, first - 1)} & BEFORE_TIME:
            return None
    if word in {"square", "cubic"}:
        kind = f"{word} {kind}"
    of = noun_of if kind in {"time", "length", "speed", "heat"} else stuff_of
    noun = of(tokens, after + 1) or bearer(tokens, first, after)
    if kind == "time" and not noun:
        noun = lasting_noun(sentence.text[: tokens[first].start])
    return _make(kind, noun, sentence, tokens, first, after)


def _make(
    kind: str,
    noun: str,
    sentence: Sentence,
    tokens: Sequence[Token],
    first: int,
    last: int,
    measured: Quantity | None = None,
) -> Claim | None:
    start, end = tokens[first].start, tokens[last].end
    measured = measured or quantity.read(_numeric(sentence.text[start:end], kind))
    if measured is None or measured.number <= 0:
        return None
    return _worded(kind, noun, sentence, start, end, measured)


def _worded(kind: str, noun: str, sentence: Sentence, start: int, end: int, measured: Quantity) -> Claim:
    text = sentence.text
    first, last = clause_span(text, start, end)
    deeds = deeds_in(words_beside(text, start, end)) or (deeds_in(text) if kind == "money" else ())
    if kind == "time" and "delay" in deeds and BY.search(text, 0, start):
        deeds = ("delay",)
    return Claim(
        kind, noun, text[start:end], measured, sentence, sentence.start + start, sentence.start + end,
        deeds, kind != "percent" and is_part(text, first, start, end), text[first:start] + " \u2026 " + text[end:last],
        _whole(text, start, end, measured),
    )  # fmt: skip


def _whole(text: str, start: int, end: int, part: Quantity) -> float:
    found = OUT_OF.search(text, start, end + REST)
    whole = quantity.read(found["n"]) if found else None
    return whole.number if whole and whole.number > part.number else 0.0


def _numeric(value: str, kind: str) -> str:
    return value if kind != "magnitude" else re.sub(r"[^\d.]", "", value)


@functools.cache
def _units() -> dict[str, str]:
    return {word: kind for kind, words in lexicon()["units"].items() for word in words.split()}
