"""How alike two sentences are: the words that few sentences of the story have, weighed by how few."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import NamedTuple

from dateline.articles.rulebook import load

ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Gov|Sen|Rep|Lt|Col|Sgt|Prof|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co|Ltd|vs)\.)$"
)
BREAK = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
COMMON = frozenset(
    "the of and to in a is that for on was with as by at from it he she they his her their be are were has have had will would said says "
    "but not who which this an after its been or more when than about over we our you your also could may might can into out up had been "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november "
    "december today yesterday tomorrow week month year day morning afternoon evening night last next first two three one "
    "weeks days months years hours hour minutes decade ago earlier later tonight weekend weekends fortnight before since until during while "
    "four five six seven eight nine ten eleven twelve second third jan feb mar apr aug sept sep oct nov dec".split()
)
STEM = 5
ENDING = re.compile(r"(?<=[^\W\d_]{3})(?:ing|ed|es|s|e)$")
PARTS = re.compile(r"[,;:()\n–—]|[.!?][\"”’)]*\s")
REACH = 200
"""Characters from an expression in which the happening is looked for that it dates."""
NAMED = 1.4
"""How much more a shared name says than another word as rare."""
LEAST_TELLING = 0.3


class Sentence(NamedTuple):
    start: int
    end: int


def sentences(text: str, start: int, end: int) -> list[Sentence]:
    """Cut a stretch of a text into sentences, by their punctuation alone."""
    found, begin = list[Sentence](), start
    for match in BREAK.finditer(text, start, end):
        if not ABBREVIATED.search(text[max(begin, match.start() - 8) : match.start() + 1]):
            found.append(Sentence(begin, match.end()))
            begin = match.end()
    return [*found, Sentence(begin, end)] if begin < end else found


def stems(text: str) -> frozenset[str]:
    """The telling words of a sentence, cut to their first letters so that endings do not matter.

    A word that tells of a happening stands for all by which reporters tell of the like: "vote" and "ballot" are one.
    """
    whole, folded = _all_concepts(), text.casefold()
    joined = _phrases().sub(lambda found: re.sub(r"\s+", "-", found.group()), folded)
    words = [w for w in re.findall(r"\w[\w-]*", joined) if w not in COMMON and len(w) > 1]
    return frozenset(whole.get(w) or ENDING.sub("", w)[:STEM] for w in words)


def clause_around(text: str, start: int, end: int) -> str:
    """The words between the marks that part a sentence, around a stretch of it."""
    before = PARTS.split(text[max(start - REACH, 0) : start])[-1]
    after = PARTS.split(text[end : end + REACH])[0]
    # "On Monday, the court ...": what stands before a comma alone belongs to what follows.
    if not before.strip() or (len(before.split()) < 3 and not after.strip()):
        after = text[end : end + REACH].lstrip(", ")
        after = PARTS.split(after)[0]
    return f"{before} {after}"


def kind_beside(text: str, start: int, end: int) -> str:
    """The kind of happening that a word next to a stretch of a sentence names, or nothing."""
    first = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    last = min((place for mark in (". ", "\n") if (place := text.find(mark, end)) >= 0), default=len(text))
    first, last = max(first, start - REACH), min(last, end + REACH)
    sentence, kinds = text[first:last].casefold(), _concepts("words")
    found = [*re.finditer(r"\w[\w-]*", sentence), *_phrases().finditer(sentence)]
    told = [
        (min(abs(first + m.start() - end), abs(first + m.end() - start)), kind)
        for m in found
        if (kind := kinds.get(re.sub(r"\s+", "-", m.group())))
        and m.group() not in COMMON
        and not (first + m.start() < end and start < first + m.end())
    ]
    return min(told, default=(0, ""))[1]


@cache
def _all_concepts() -> dict[str, str]:
    return _concepts("things") | _concepts("words")


@cache
def _concepts(of: str) -> dict[str, str]:
    """The words of happenings, or things, each with the sign of its kind."""
    lines = [line.split() for line in load("concepts.toml")[of]]
    return {word: f"={line[0]}" for line in reversed(lines) for word in line}


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(load("concepts.toml")["phrases"]) + r")\b")


def names(text: str) -> frozenset[str]:
    """The stems of the words that are capitalised in mid-sentence and nowhere in small letters."""
    small = stems(" ".join(re.findall(r"\b[a-z][\w-]*", text)))
    capitalised = stems(" ".join(re.findall(r"(?<=[\w,;] )[A-Z][\w-]+", text))) - small
    return frozenset(word for word in capitalised if not word.startswith("="))


@dataclass(frozen=True, slots=True)
class Weights:
    """Inverse document frequencies over the sentences of a story."""

    rarity: Mapping[str, float]
    telling: Mapping[str, float] = field(default_factory=dict[str, float])
    """How much a word that two sentences share says that both tell of one thing, 0..1.4; names say most."""
    masses: dict[frozenset[str], float] = field(default_factory=dict[frozenset[str], float])

    def alike(self, first: frozenset[str], second: frozenset[str]) -> float:
        """Cosine of two sentences' weighed words, 0..1."""
        both = first & second
        if not both:
            return 0.0
        return self._sum(both) / math.sqrt(self._mass(first) * self._mass(second))

    def _mass(self, words: frozenset[str]) -> float:
        known = self.masses.get(words)
        if known is None:
            known = self.masses[words] = self._sum(words)
        return known

    def _sum(self, words: Iterable[str]) -> float:
        return math.fsum(self.rarity.get(word, 1.0) ** 2 for word in words)


def weigh(bags: Iterable[frozenset[str]], named: Iterable[frozenset[str]] = ()) -> Weights:
    """Count in how many sentences each word stands; `named` are the names in each article."""
    held = list(bags)
    counts = Counter(chain.from_iterable(held))
    names_of = frozenset(word for words in named for word in words)
    rarity = {word: math.log(1 + len(held) / n) for word, n in counts.items()}
    most = math.log(1 + len(held)) or 1.0
    telling = {word: r / most * (NAMED if word in names_of else 1.0) for word, r in rarity.items()}
    return Weights(rarity, {word: t for word, t in telling.items() if t >= LEAST_TELLING})
