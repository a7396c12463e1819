"""What the dated siblings tell of which day, found again by the words that an undated article shares with them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.articles.clues import Clues, Told
from dateline.articles.wording import Weights
from dateline.model import Article, Interval

BESIDE = 0.5
"""What a word of the neighbouring sentences counts."""
MOST_BESIDE = 1.0
MOST_HOLDERS = 200
"""A word that so many sentences hold tells of no single thing."""
CHANCE = 0.6
"""How telling the words are that two sentences of one story share by chance."""
PLENTY = 1.2
ALIKE = 0.3
"""The likeness of two sentences from which they may tell of the same thing."""
LONGEST = 31
"""Days; a longer stretch says nothing of when."""
MOST_LIKE = 6


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated thing that a sibling tells, in a sentence of these words."""

    days: Interval
    bag: frozenset[str]
    beside: frozenset[str]
    words: str
    file: str
    weekday: int | None = None
    news: bool = False
    """What the sibling's first paragraph tells of its own day or the day before."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the dated articles tell, and in which facts' sentences, or beside them, each telling word stands."""

    all: tuple[Fact, ...] = ()
    holders: Mapping[str, Sequence[tuple[int, float]]] = field(default_factory=dict[str, list[tuple[int, float]]])
    telling: Mapping[str, float] = field(default_factory=dict[str, float])
    masses: dict[frozenset[str], float] = field(default_factory=dict[frozenset[str], float])

    def like(self, told: Told, file: str) -> list[tuple[float, Fact]]:
        """The facts told in the most alike words, each with how surely it is the same thing, 0..1."""
        if told.clock:
            return []
        shared, aside = dict[int, float](), dict[int, float]()
        for words, near in ((told.bag, 1.0), (told.beside, BESIDE)):
            for word in sorted(words):
                for i, share in self.holders.get(word, ()):
                    if near * share == 1.0:
                        shared[i] = shared.get(i, 0.0) + self.telling[word]
                    elif near * share == BESIDE:
                        aside[i] = aside.get(i, 0.0) + BESIDE * self.telling[word]
        found = [
            (sure, fact)
            for i in sorted(shared)
            if (fact := self.all[i]).file != file
            and may_be_one(told, fact)
            and (sure := self._sure(told, fact, shared[i], min(aside.get(i, 0.0), MOST_BESIDE))) >= 0.1
        ]
        return sorted(found, key=lambda f: -f[0])[:MOST_LIKE]

    def _sure(self, told: Told, fact: Fact, shared: float, aside: float) -> float:
        # Two long first paragraphs name the same persons and things though they tell of different days.
        most = math.sqrt(self._mass(told.bag) * self._mass(fact.bag)) or 1.0
        alike = min((shared + aside) / most / ALIKE, 1.0)
        return alike * (1 - math.exp(-max(shared + aside - CHANCE, 0.0) / PLENTY))

    def _mass(self, words: frozenset[str]) -> float:
        if words not in self.masses:
            self.masses[words] = math.fsum(self.telling.get(word, 0.0) for word in sorted(words))
        return self.masses[words]


def may_be_one(told: Told, fact: Fact) -> bool:
    """What was on a Thursday is nothing that was on a day of another name."""
    return told.weekday is None or fact.days.days > 1 or fact.days.start.weekday() == told.weekday


def collect(settled: Iterable[Article], clues: Mapping[str, Clues], weights: Weights) -> Facts:
    """Index what the dated articles tell."""
    facts = tuple(f for article in settled for f in _told_by(article, clues[article.id]))
    holders = dict[str, list[tuple[int, float]]]()
    for i, fact in enumerate(facts):
        for words, share in ((fact.bag, 1.0), (fact.beside, BESIDE)):
            for word in words:
                if word in weights.telling:
                    holders.setdefault(word, []).append((i, share))
    few = {word: held for word, held in holders.items() if len(held) <= MOST_HOLDERS}
    return Facts(facts, few, weights.telling)


def _told_by(article: Article, clues: Clues) -> Iterable[Fact]:
    for told, timex in zip(clues.told, clues.resolved(article.published), strict=True):
        if timex.interval and timex.interval.days <= LONGEST and not told.clock:
            age = (article.published - timex.interval.start).days if article.published else None
            news = told.first and age in (0, 1)
            yield Fact(timex.interval, told.bag, told.beside, timex.text, article.file, told.weekday, news)
