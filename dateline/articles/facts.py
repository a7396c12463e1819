"""What the dated siblings tell of which day, found again by the words that an undated article shares with them."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.articles.agreement import OF_A_DATE, OF_A_WEEKDAY, OF_ANY_DAY, Likeness, Shared
from dateline.articles.clues import Clues, Told
from dateline.articles.counts import counts
from dateline.articles.wording import STEM, Weights, stems
from dateline.model import Article, Interval

MOST_HOLDERS = 200
"""A word that so many sentences hold tells of no single thing."""
LONG = 10
LONGEST = 31
"""Days; a longer stretch says nothing of when."""
MOST_LIKE = 40
LEAST_SURE = 0.04
MOST_OFTEN = 3
A_STREAM = 25
"""Files from which reports are a stream, in which every day is told by many."""
OFTEN = 0.3
"""The share of the files that tells of a story's great day."""
FEW = 8
"""Of more files than these, the share that tells of a day counts."""


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
    kind: str = ""
    """The kind of happening that is named next to the expression."""
    clause: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the dated articles tell, and in which facts' sentences, or beside them, each telling word stands."""

    all: tuple[Fact, ...] = ()
    holders: Mapping[str, Sequence[tuple[int, bool]]] = field(default_factory=dict[str, list[tuple[int, bool]]])
    telling: Mapping[str, float] = field(default_factory=dict[str, float])
    files: frozenset[str] = frozenset()
    past_days: Mapping[dt.date, frozenset[str]] = field(default_factory=dict[dt.date, frozenset[str]])
    """Which files tell of a day as past."""
    days: Mapping[dt.date, frozenset[str]] = field(default_factory=dict[dt.date, frozenset[str]])
    """Which files tell of a day at all."""
    names: frozenset[str] = frozenset()
    often_told: Mapping[int, Sequence[int]] = field(default_factory=dict[int, list[int]])
    """By weekday, a fact of each of the days that most files tell of: who says "Wednesday" may mean it in any words."""
    numbers: Mapping[int | None, int] = field(default_factory=dict[int | None, int])
    """How many days are told, by weekday, and under None all of them; under LONG the stretches of days."""
    masses: dict[frozenset[str], float] = field(default_factory=dict[frozenset[str], float])

    @property
    def span(self) -> int:
        """How many days lie between the first and the last that are told."""
        return (max(self.days) - min(self.days)).days + 1 if self.days else 1

    def like(self, told: Told, file: str) -> list[tuple[float, Fact]]:
        """The facts that most surely are what is told, each with the odds of it, 0..1."""
        if told.clock or told.nth:
            return []
        mine = self._mass(told.bag)
        shared = dict(self.shared(told.bag, told.beside))
        if told.weekday is not None and not told.named:
            shared |= {i: Shared() for i in self.often_told.get(told.weekday, ()) if i not in shared}
        found = [
            (sure, fact)
            for i, both in shared.items()
            if (fact := self.all[i]).file != file
            and may_be_one(told, fact)
            and (sure := self._sure(told, fact, both, mine, file)) >= LEAST_SURE
        ]
        return sorted(found, key=lambda f: -f[0])[:MOST_LIKE]

    def _sure(self, told: Told, fact: Fact, shared: Shared, mine: float, file: str) -> float:
        tellers = (
            len(self.days.get(fact.days.start, frozenset[str]()) - {file, fact.file}) if fact.days.days == 1 else 0
        )
        return _likeness(told, fact).sure(
            shared,
            math.sqrt(mine * self._mass(fact.bag)) or 1.0,
            self._cosine(told.clause, fact.clause),
            news=told.first and fact.news,
            kinds=(told.kind, fact.kind),
            told=tellers * min(1.0, FEW / max(len(self.files), 1)),
            days=self.numbers.get(told.weekday, 0) + self.numbers.get(LONG, 0),
        )

    def _cosine(self, first: frozenset[str], second: frozenset[str]) -> float:
        both = self._mass(first & second)
        return both / math.sqrt(self._mass(first) * self._mass(second)) if both else 0.0

    def _mass(self, bag: frozenset[str]) -> float:
        known = self.masses.get(bag)
        if known is None:
            known = self.masses[bag] = math.fsum(self.telling.get(word, 0.0) for word in sorted(bag))
        return known

    def shared(self, bag: frozenset[str], beside: frozenset[str]) -> Iterable[tuple[int, Shared]]:
        """The facts with a word of `bag` in or beside their sentence, by index, and what is shared."""
        sums = dict[int, list[float]]()
        for words, inside in ((bag, True), (beside, False)):
            for word in sorted(words):
                slot = 0 if word in self.names else 4 if word.startswith("=") else 1
                for i, within in self.holders.get(word, ()):
                    place = slot if inside and within else 2 if inside or within else 3
                    sums.setdefault(i, [0.0] * 5)[place] += self.telling[word]
        for i in sorted(sums):
            names, others, aside, around, kinds = sums[i]
            if names + others + kinds or aside > 1:
                yield i, Shared(names, others, aside, around, names + others + kinds)


def _likeness(told: Told, fact: Fact) -> Likeness:
    # A month may hold anything that a weekday of it tells.
    if told.named:
        return OF_A_DATE
    return OF_A_WEEKDAY if told.weekday is not None and fact.days.days <= 2 else OF_ANY_DAY


def may_be_one(told: Told, fact: Fact) -> bool:
    """What was on a Thursday is nothing that was on a day of another name, nor is what was on 3 May."""
    start = fact.days.start
    if fact.days.days > LONG and not told.long:
        return False
    if told.named:
        month, day = told.named
        return start.month == month and (not day or (start.day == day and fact.days.days == 1))
    return told.weekday is None or fact.days.days > 1 or start.weekday() == told.weekday


def collect(told: Iterable[Fact], weights: Weights, asked: frozenset[str], names: frozenset[str]) -> Facts:
    """Index what the dated articles tell, by the words that are `asked` for; `names` are those in all of them."""
    facts = tuple(told)
    holders = dict[str, list[tuple[int, bool]]]()
    asked = frozenset(word for word in weights.telling if word in asked or len(word) < STEM)  # a stretch may cut a word
    for i, fact in enumerate(facts):
        for words, within in ((fact.bag, True), (fact.beside, False)):
            for word in words & asked:
                holders.setdefault(word, []).append((i, within))
    few = {word: held for word, held in holders.items() if len(held) <= MOST_HOLDERS}
    single = [fact for fact in facts if fact.days.days == 1]
    files = frozenset(f.file for f in facts)
    tellers = _tellers(single)
    past = _tellers(f for f in single if f.past)
    often, numbers = _often_told(facts, tellers), _numbers(facts)
    return Facts(facts, few, weights.telling, files, past, tellers, names, often, numbers)


def _numbers(facts: Iterable[Fact]) -> dict[int | None, int]:
    days = {fact.days for fact in facts if fact.days.days <= LONG}
    found = Counter[int | None](d.start.weekday() if d.days == 1 else LONG for d in days)
    return {**found, None: sum(n for kind, n in found.items() if kind != LONG)}


def _often_told(facts: Sequence[Fact], tellers: Mapping[dt.date, frozenset[str]]) -> dict[int, list[int]]:
    files = len({f.file for f in facts})
    if files > A_STREAM:
        return {}
    least = max(2, OFTEN * files)
    first = dict[dt.date, int]()
    for i, fact in enumerate(facts):
        day = fact.days.start
        if fact.days.days == 1 and len(tellers[day]) >= least:
            first.setdefault(day, i)
    first = {day: i for day, i in first.items() if _stands_out(day, tellers)}
    found = dict[int, list[int]]()
    for day in sorted(first, key=lambda day: (-len(tellers[day]), day)):
        if len(days := found.setdefault(day.weekday(), [])) < MOST_OFTEN:
            days.append(first[day])
    return found


def _tellers(facts: Iterable[Fact]) -> dict[dt.date, frozenset[str]]:
    days = dict[dt.date, set[str]]()
    for fact in facts:
        days.setdefault(fact.days.start, set()).add(fact.file)
    return {day: frozenset(files) for day, files in sorted(days.items())}


def told_by(article: Article, clues: Clues) -> Iterable[Fact]:
    """Yield the dated things that an article tells whose own day is known, and what it counts days from."""
    for told, timex in zip(clues.told, clues.resolved(article.published), strict=True):
        if timex.interval and timex.interval.days <= LONGEST and not (told.clock or told.nth):
            day = article.published
            days = _told_days(told, timex.interval, day)
            news = told.first and day is not None and (day - days.start).days in (0, 1)
            past = told.direction < 0 and day is not None and days.end <= day
            yield Fact(
                days, told.bag, told.beside, timex.text, article.file, told.weekday, news, past, told.kind, told.clause
            )
    yield from _counted_by(article, clues)


def _stands_out(day: dt.date, tellers: Mapping[dt.date, frozenset[str]]) -> bool:
    """Tell a day that many more files tell of than of the others of its name; where all are told alike, none is meant."""
    others = sorted(len(files) for other, files in tellers.items() if other != day and other.weekday() == day.weekday())
    return not others or len(tellers[day]) >= 2 * others[len(others) // 2]


def _counted_by(article: Article, clues: Clues) -> Iterable[Fact]:
    """What a sibling counts from: "dismissed him on Tuesday, four days after buying the club" tells when it was bought."""
    timexes = clues.resolved(article.published)
    for i, found in counts(clues):
        day = timexes[i].interval
        # Weeks that are counted to a weekday are whole: "by Monday, three weeks after the gates opened".
        if day and day.days == 1 and found.shift and (found.exact or clues.told[i].weekday is not None):
            start = day.start - dt.timedelta(days=found.shift)
            bag = stems(found.what)
            yield Fact(Interval(start, start), bag, clues.told[i].bag - bag, found.words, article.file, past=True)


def _told_days(told: Told, days: Interval, published: dt.date | None) -> Interval:
    """A bare weekday that is told as past is none to come, and one that is told as planned is not past."""
    bare = told.weekday is not None and days.days == 1 and not told.named
    if bare and published and told.direction > 0 and 0 < (published - days.start).days < 7:
        return Interval(days.start + dt.timedelta(days=7), days.end + dt.timedelta(days=7))
    if bare and published and told.direction < 0 and 0 < (days.start - published).days < 7:
        return Interval(days.start - dt.timedelta(days=7), days.end - dt.timedelta(days=7))
    return days
