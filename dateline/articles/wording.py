"""How alike two sentences are: the words that few sentences of the story have, weighed by how few."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

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
    """The telling words of a sentence, cut to their first letters so that endings do not matter."""
    return frozenset(w[:STEM] for w in re.findall(r"\w[\w-]*", text.casefold()) if w not in COMMON and len(w) > 1)


def names(text: str) -> frozenset[str]:
    """The stems of the words that are capitalised in mid-sentence and nowhere in small letters."""
    small = stems(" ".join(re.findall(r"\b[a-z][\w-]*", text)))
    return stems(" ".join(re.findall(r"(?<=[\w,;] )[A-Z][\w-]+", text))) - small


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
