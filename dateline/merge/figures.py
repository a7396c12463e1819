"""Reads what each sentence of a story measures, with the role that the figure has in it.

Values that a clause beside the happening carries ("240 flights cancelled", "a promise of 120 million euros", "by 11 to
one") belong to no predicate in the parse and are read from the words.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise

from dateline.merge import quantity
from dateline.merge.quantity import SMALL, TENS, Quantity
from dateline.model import Article

SENTENCE = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n+"
)
SPELLED = "|".join(sorted([*SMALL, *TENS], key=len, reverse=True))
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{SPELLED})(?:[- ](?:{SPELLED}))?)"
BOUND = (
    r"(?:(?:about|around|some|nearly|almost|more than|over|at least|up to|under|fewer than|less than|a little over|"
    r"just over|just under|roughly|barely|greater than)\s+)?"
)
HOURS = re.compile(rf"\b{BOUND}{NUMBER}(?:[- ]and[- ]a[- ]half)?[- ]hours?\b", re.IGNORECASE)
PERCENT = re.compile(rf"\b{BOUND}\d+(?:\.\d+)?\s?(?:%|per ?cent\b|pct\b)", re.IGNORECASE)
SCORE = re.compile(
    rf"\b(?:by|of|voted|split)\s+(?P<a>{NUMBER})\s?(?:-|\u2013|\bto\b|\bvotes to\b)\s?(?P<b>{NUMBER})\b(?!\s+(?:per|years?|%|years))",
    re.IGNORECASE,
)
MONEY = re.compile(
    rf"(?P<c>[€£$¥])\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|billion|bn|mn|m)\b)?|"
    rf"\b{NUMBER}\s(?:million|billion)\s(?:euros?|pounds?|dollars?|kron\w+|francs?|yen)\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(r"[€£$¥]|illion", re.IGNORECASE)
"""What no sum of money is without."""
TERM = re.compile(
    r"\b(?P<who>[A-Z][\w'\u2019-]+)(?:,\s\d+,)?\s+(?:(?:was|is|were)\s+)?"
    r"(?:jailed for|sentenced to|given|gets?|got|received|receives|obtained|handed)\s+"
    rf"(?P<n>{NUMBER}(?:[- ]and[- ]a[- ]half)?(?:[- ](?P<u>years?|months?))?)(?=[\s.,;]|$)(?!\s+(?!in (?:prison|jail)|behind bars)[a-z])"
)
AFTER_TERM = re.compile(
    r"\b(?P<who>[A-Z][\w'\u2019-]+)(?:,\s\d+,)?\s+(?:(?:was|is|were)\s+)?"
    r"(?:jailed for|sentenced to)\s+"
    rf"(?P<n>{NUMBER}(?:[- ]and[- ]a[- ]half)?[- ](?P<u>years?|months?))"
)
TURNOUT = re.compile(r"turnout (?:of |was )*$|^\s*turnout", re.IGNORECASE)
COURT = re.compile(r"\b(?:sentenc|jail|judge|court|prison|conspir|convict)", re.IGNORECASE)
NAMED = re.compile(r"^\s*(?:out of|from|at|in|to)\s+(?P<name>[A-Z][\w-]+)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of an article between full stops; `line` counts its paragraphs."""

    article: str
    start: int
    end: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with the role that it has in its sentence; `about` is what it is further of (a place, a name)."""

    role: str
    about: str
    value: str
    quantity: Quantity | None
    sentence: Sentence
    at: int
    """Where the value stands in the article."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with the sentence before its own, where that stands in the same paragraph."""

    figure: Figure
    before: Sentence | None


@functools.cache
def lexicon() -> dict[str, dict[str, str]]:
    """Return the tables of `figures.toml`."""
    return tomllib.loads(resources.files("dateline.merge").joinpath("figures.toml").read_text("utf-8"))


@functools.cache
def role(name: str) -> re.Pattern[str]:
    """Return the pattern of the words that give a figure the role `name`."""
    return re.compile(lexicon()["roles"][name], re.IGNORECASE)


def measured(article: Article) -> tuple[Measured, ...]:
    """Return what the sentences of an article measure, from its text alone."""
    told = sentences(article.id, article.text)
    found: list[Measured] = []
    for figure in figures(told):
        k = told.index(figure.sentence)
        before = told[k - 1] if k and told[k - 1].line == figure.sentence.line else None
        found.append(Measured(figure, before))
    return tuple(found)


def sentences(article: str, text: str) -> list[Sentence]:
    """Cut an article's text at its full stops and line ends."""
    found: list[Sentence] = []
    place = line = 0
    for stop in [*SENTENCE.finditer(text), None]:
        end = stop.end() if stop else len(text)
        if text[place:end].strip():
            found.append(Sentence(article, place, end, line, text[place:end].rstrip()))
        line += bool(stop and "\n" in stop.group())
        place = end
    return found


def figures(told: Sequence[Sentence]) -> Iterator[Figure]:
    """Yield what the sentences of one article measure."""
    court = any(COURT.search(sentence.text) for sentence in told)
    for k, sentence in enumerate(told):
        near = " ".join(s.text for s in told[max(k - 1, 0) : k + 2] if abs(s.line - sentence.line) < 1)
        yield from _counts(sentence)
        yield from _shares(sentence)
        yield from _scores(sentence)
        yield from _lengths(sentence, near)
        yield from _sums(sentence)
        if court:
            yield from _terms(sentence)


@functools.cache
def _counted() -> tuple[re.Pattern[str], dict[str, str]]:
    nouns = {noun: thing for thing, all_ in lexicon()["things"].items() for noun in all_.split()}
    either = "|".join(sorted(nouns, key=len, reverse=True))
    return re.compile(rf"\b{BOUND}{NUMBER}\s+(?P<noun>{either})\b", re.IGNORECASE), nouns


def _counts(sentence: Sentence) -> Iterator[Figure]:
    pattern, nouns = _counted()
    if nouns.keys().isdisjoint(re.findall("[a-z]+", sentence.text.lower())):
        return
    for match in pattern.finditer(sentence.text):
        after = sentence.text[match.end() : match.end() + 60]
        around = sentence.text[max(match.start() - 40, 0) : match.end() + 60]
        for outcome, words in lexicon()["outcomes"].items():
            if re.search(words, around, re.IGNORECASE):
                place = NAMED.match(after)
                about = place["name"] if place else ""
                yield _figure(f"count:{nouns[match['noun'].lower()]}:{outcome}", about, match, sentence)
                break


def _shares(sentence: Sentence) -> Iterator[Figure]:
    if not role("share").search(sentence.text):
        return
    for match in PERCENT.finditer(sentence.text):
        measured = quantity.read(match.group())
        before, after = sentence.text[: match.start()], sentence.text[match.end() :]
        if measured and measured.number > 50 and not TURNOUT.search(before) and not TURNOUT.match(after):
            yield _figure("percent", "", match, sentence)


def _scores(sentence: Sentence) -> Iterator[Figure]:
    kind = next((name for name in ("verdict", "ballot") if role(name).search(sentence.text)), None)
    for match in SCORE.finditer(sentence.text) if kind else ():
        a, b = quantity.read(match["a"]), quantity.read(match["b"])
        if a and b and a.number > b.number:
            words = sentence.text[match.start("a") : match.end("b")]
            yield Figure(
                "majority",
                f"{kind} of {a.number + b.number:.0f}",
                words,
                None,
                sentence,
                sentence.start + match.start(),
            )


def _lengths(sentence: Sentence, near: str) -> Iterator[Figure]:
    for match in HOURS.finditer(sentence.text) if "hour" in sentence.text.lower() else ():
        if role("verdict").search(near) and role("out").search(near):
            yield _figure("duration", "verdict", match, sentence)
        elif role("session").search(sentence.text):
            yield _figure("duration", "session", match, sentence)


def _sums(sentence: Sentence) -> Iterator[Figure]:
    for match in MONEY.finditer(sentence.text) if AMOUNT.search(sentence.text) else ():
        before, after = sentence.text[max(match.start() - 40, 0) : match.start()], sentence.text[match.end() :]
        of = _goods(sentence, after) if role("value").search(before[-22:]) or _goods_next(after) else ""
        if of:
            yield _figure("money", f"value of {of}", match, sentence)
        elif role("pledge").search(before) or re.match(r"(?:\W+\w+){1,4}?\W+(?:pledged|promised)\b", after):
            yield _figure("money", "pledge", match, sentence)


@functools.cache
def _priced() -> dict[str, str]:
    return {
        noun.replace("-", " "): noun if kind == "alone" else kind
        for kind, nouns in lexicon()["goods"].items()
        for noun in nouns.split()
    }


def _goods_next(after: str) -> str:
    """Return the kind of thing that a sum stands before: "the 9 million pound old master", "a $2m stolen cello"."""
    words = re.findall(r"[a-z]+", after.lower())[:4]
    pairs = [*words, *(" ".join(pair) for pair in pairwise(words))]
    return next((_priced()[word] for word in pairs if word in _priced()), "") if after[:1] in " -" else ""


def _goods(sentence: Sentence, after: str) -> str:
    """Return the one kind of priced thing that a sentence is about."""
    lower = sentence.text.lower()
    kinds = {kind for noun, kind in _priced().items() if re.search(rf"\b{noun}\b", lower)}
    return _goods_next(after) or (kinds.pop() if len(kinds) == 1 else "")


def _terms(sentence: Sentence) -> Iterator[Figure]:
    found = {match.start(): match for pattern in (TERM, AFTER_TERM) for match in pattern.finditer(sentence.text)}
    for match in found.values():
        words = match["n"] if match["u"] else match["n"] + " years"
        if not match["u"] and "half" not in words:
            continue
        yield Figure(
            "duration",
            match["who"].casefold(),
            match["n"],
            quantity.read(words),
            sentence,
            sentence.start + match.start(),
        )


def _figure(kind: str, about: str, match: re.Match[str], sentence: Sentence) -> Figure:
    return Figure(
        kind, about, match.group().strip(), quantity.read(match.group()), sentence, sentence.start + match.start()
    )
