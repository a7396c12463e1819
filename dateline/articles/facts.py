"""What the dated siblings tell of which day, found again by the words that an undated article shares with them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.articles.clues import Clues, Told
from dateline.articles.wording import STEM, Weights
from dateline.model import Article, Interval

MOST_HOLDERS = 200
"""A word that so many sentences hold tells of no single thing."""
LONG = 10
LONGEST = 31
"""Days; a longer stretch says nothing of when."""
MOST_LIKE = 8
LEAST_SURE = 0.04
MOST_ASIDE = 3.0
FOLLOWED = -1.2
"""Two first paragraphs name the same persons and things though each tells of a day of its own."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How surely two sentences tell of one thing, from the weights of the words that they share.

    A logistic regression over the dated articles of the labelled stories: `shared` stand in both sentences, `aside` in one
    and beside the other, `around` beside both. `chance` is how often their days agree though no word does.
    """

    shared: float
    aside: float
    around: float
    bias: float
    chance: float = 0.0

    def sure(self, shared: float, aside: float, around: float, *, news: bool = False) -> float:
        x = (
            self.bias
            + self.shared * shared
            + self.aside * min(aside, MOST_ASIDE)
            + self.around * min(around, MOST_ASIDE)
        )
        sure = 1 / (1 + math.exp(-(min(x - 1, FOLLOWED) if news else x)))
        return max(sure - self.chance, 0.0) / (1 - self.chance)


OF_A_WEEKDAY = Likeness(1.5, 0.4, 0.25, -1.85, 0.135)
"""Where both days have the same name, so that only the week is asked."""
OF_ANY_DAY = Likeness(1.0, 0.7, 0.45, -4.1, 0.016)


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
    past: bool = False
    """Told as something that has happened."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the dated articles tell, and in which facts' sentences, or beside them, each telling word stands."""

    all: tuple[Fact, ...] = ()
    holders: Mapping[str, Sequence[tuple[int, bool]]] = field(default_factory=dict[str, list[tuple[int, bool]]])
    telling: Mapping[str, float] = field(default_factory=dict[str, float])
    past_days: Mapping[dt.date, frozenset[str]] = field(default_factory=dict[dt.date, frozenset[str]])
    """Which files tell of a day as past."""
    files: frozenset[str] = frozenset()

    def like(self, told: Told, file: str) -> list[tuple[float, Fact]]:
        """The facts that most surely are what is told, each with the odds of it, 0..1."""
        if told.clock:
            return []
        found = [
            (sure, fact)
            for i, shared, aside, around in self.shared(told.bag, told.beside)
            if (fact := self.all[i]).file != file
            and may_be_one(told, fact)
            and (sure := _likeness(told, fact).sure(shared, aside, around, news=told.first and fact.news)) >= LEAST_SURE
        ]
        return sorted(found, key=lambda f: -f[0])[:MOST_LIKE]

    def shared(self, bag: frozenset[str], beside: frozenset[str]) -> Iterable[tuple[int, float, float, float]]:
        """The facts with a word of `bag` in or beside their sentence: index, and the weights of the shared words."""
        sums = dict[int, list[float]]()
        for words, inside in ((bag, True), (beside, False)):
            for word in sorted(words):
                for i, within in self.holders.get(word, ()):
                    place = 0 if inside and within else 1 if inside or within else 2
                    sums.setdefault(i, [0.0, 0.0, 0.0])[place] += self.telling[word]
        return ((i, *sums[i]) for i in sorted(sums) if sums[i][0] or sums[i][1] > 1)  # pyright: ignore[reportReturnType]


def _likeness(told: Told, fact: Fact) -> Likeness:
    # A month may hold anything that a weekday of it tells.
    one_name = told.weekday is not None and fact.days.days <= 2
    return OF_A_WEEKDAY if one_name or told.named else OF_ANY_DAY


def may_be_one(told: Told, fact: Fact) -> bool:
    """What was on a Thursday is nothing that was on a day of another name, nor is what was on 3 May."""
    start = fact.days.start
    if fact.days.days > LONG and not told.long:
        return False
    if told.named:
        month, day = told.named
        return start.month == month and (not day or (start.day == day and fact.days.days == 1))
    return told.weekday is None or fact.days.days > 1 or start.weekday() == told.weekday


def collect(told: Iterable[Fact], weights: Weights, asked: frozenset[str]) -> Facts:
    """Index what the dated articles tell, by the words that are `asked` for."""
    facts = tuple(told)
    holders = dict[str, list[tuple[int, bool]]]()
    asked = frozenset(word for word in weights.telling if word in asked or len(word) < STEM)  # a stretch may cut a word
    for i, fact in enumerate(facts):
        for words, within in ((fact.bag, True), (fact.beside, False)):
            for word in words & asked:
                holders.setdefault(word, []).append((i, within))
    few = {word: held for word, held in holders.items() if len(held) <= MOST_HOLDERS}
    days = dict[dt.date, set[str]]()
    for fact in facts:
        if fact.past and fact.days.days == 1:
            days.setdefault(fact.days.start, set()).add(fact.file)
    past = {day: frozenset(files) for day, files in sorted(days.items())}
    return Facts(facts, few, weights.telling, past, frozenset(f.file for f in facts))


def told_by(article: Article, clues: Clues) -> Iterable[Fact]:
    """Yield the dated things that an article tells whose own day is known."""
    for told, timex in zip(clues.told, clues.resolved(article.published), strict=True):
        if timex.interval and timex.interval.days <= LONGEST and not told.clock:
            day = article.published
            days = _told_days(told, timex.interval, day)
            news = told.first and day is not None and (day - days.start).days in (0, 1)
            past = told.direction < 0 and day is not None and days.end <= day
            yield Fact(days, told.bag, told.beside, timex.text, article.file, told.weekday, news, past)


def _told_days(told: Told, days: Interval, published: dt.date | None) -> Interval:
    """A bare weekday that is told as past is none to come."""
    bare = told.weekday is not None and days.days == 1 and not told.named
    if bare and published and told.direction < 0 and 0 < (days.start - published).days < 7:
        return Interval(days.start - dt.timedelta(days=7), days.end - dt.timedelta(days=7))
    return days
