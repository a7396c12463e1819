"""What an article's relative expressions must mean if siblings tell of the same things: one equation for each expression.

An equation holds the days that its expression may mean, each with a share of belief, and a rest for "something that no
sibling tells". A day of publication is as likely as the expression, read on it, is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dateline.articles.clues import Clues, Told
from dateline.articles.facts import LONGEST, Fact
from dateline.articles.lapses import AGO, Lapse
from dateline.model import Interval

Naming = Literal["date", "weekday", "none"]

MOST_BELIEVED = 0.95
TODAY = re.compile(r"(?i)\b(?:today|tonight|this (?:morning|afternoon|evening))\b")
NAMED = 0.3
ELSEWHERE = 0.2
AGAIN = 0.5
"""What each further expression for the same day counts: one thing told twice is one witness."""
FLOOR = 0.04
DOUBT = 0.1
SHORTEST = 30
"""Days below which a story does not count as short."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Days that an expression may mean, and the belief in it."""

    days: Interval
    belief: float
    words: str
    file: str
    news: bool = False
    """Both tell it first of all, as one's own news: that proves little."""


@dataclass(frozen=True, slots=True)
class Equation:
    """One expression, by its place among those told, and what it may mean."""

    index: int | None
    named: Naming
    meanings: tuple[Meaning, ...]
    span: int = 60
    """Days from the first to the last that the siblings tell of."""

    @property
    def top(self) -> Meaning:
        return max(self.meanings, key=lambda m: m.belief)

    @property
    def rest(self) -> float:
        return 1 - math.fsum(m.belief for m in self.meanings)

    def weigh(self, meant: Sequence[Interval]) -> tuple[float, float, Meaning | None]:
        """The logarithm of how much likelier the expression is than by chance if it means these days; how far that tells
        them from the other days that it may mean; and what it then is.

        The more days it may mean, the likelier one of them is a sibling's by chance.
        """
        agreeing = [m for m in self.meanings if any(m.days.overlaps(days) for days in meant)]
        ratio = self.rest + math.fsum(
            m.belief / min(chance(self.named, max(m.days.days, meant[0].days), self.span) * len(meant), 1.0)
            for m in agreeing
        )
        best = max(agreeing, key=lambda m: m.belief, default=None)
        worth = math.log(max(ratio, FLOOR))
        agree = math.fsum(m.belief for m in agreeing)
        other = max((m.belief for m in self.meanings if m not in agreeing), default=0.0)
        proof = 0.0 if best and best.news else min(worth, math.log((agree + DOUBT) / (other + DOUBT)))
        return worth, proof, best


def equations(
    mine: Clues, like: Sequence[Sequence[tuple[float, Fact]]], lapses: Iterable[Lapse], span: int = 60
) -> tuple[Equation, ...]:
    """Set up the equations of an article from the facts that its expressions are like; `span` is how many days the story has."""
    dated = {
        f.days
        for one, facts in zip(mine.told, like, strict=True)
        if one.named and not one.promised
        for sure, f in facts
        if sure > NAMED
    }
    by_name = {
        f.days
        for one, facts in zip(mine.told, like, strict=True)
        if one.weekday is not None
        for sure, f in facts
        if sure > NAMED
    }

    def left(one: Told, fact: Fact, sure: float) -> float:
        """What the article tells by its date or weekday, it hardly tells by other words, and never as "this morning"."""
        if one.named or fact.days not in dated | by_name:
            return sure
        if fact.days in dated or TODAY.search(one.expression.text):
            return 0.0
        return sure if one.weekday is not None or one.counted else sure * ELSEWHERE

    counted = list(lapses)

    def is_start(index: int, fact: Fact) -> bool:
        """Three weeks after the gates opened is not the day on which they opened."""
        return any(lapse.index == index and _is_counted_from(fact, lapse) for lapse in counted)

    def of_today(one: Told, fact: Fact, sure: float) -> float:
        """What an article tells as three weeks old is not its news of this morning."""
        if not TODAY.search(one.expression.text):
            return sure
        return sure * (1 - max((_is_counted_from(fact, lapse) for lapse in counted if lapse.index is None), default=0))

    told = [
        _of_facts(
            i,
            one,
            [(rest, f) for sure, f in facts if (rest := of_today(one, f, left(one, f, sure))) and not is_start(i, f)],
        )
        for i, (one, facts) in enumerate(zip(mine.told, like, strict=True))
        if not AGO.match(one.expression.text)  # which is counted as a lapse
    ]
    return tuple(replace(e, span=max(span, SHORTEST)) for e in (*told, *_of_lapses(counted)) if e.meanings)


def _is_counted_from(fact: Fact, lapse: Lapse) -> float:
    """How surely a count begins with a fact."""
    later = lapse.lag.after(fact.days.start) if lapse.lag else fact.days.start
    if later == fact.days.start:
        return 0.0
    return max((belief for days, belief, _ in lapse.days if days.start <= later <= days.end), default=0.0)


def _of_facts(index: int, one: Told, facts: Sequence[tuple[float, Fact]]) -> Equation:
    odds = dict[Interval, tuple[float, Fact]]()
    for sure, fact in facts:
        mine = sure / (1 - min(sure, MOST_BELIEVED))
        held, first = odds.get(fact.days, (0.0, fact))
        # Siblings that tell of one day do not tell of it independently.
        odds[fact.days] = (max(held, mine) + 0.3 * min(held, mine), first)
    whole = 1 + math.fsum(o for o, _ in odds.values())
    meanings = tuple(
        Meaning(days, o / whole, fact.words, fact.file, one.first and fact.news) for days, (o, fact) in odds.items()
    )
    return Equation(index, "date" if one.named else "weekday" if one.weekday is not None else "none", meanings)


def chance(named: Naming, length: int, span: int = 60) -> float:
    """How often an expression and a fact of one story fall on the same days though they tell of different things."""
    if named == "date":
        return 0.5
    if named == "weekday" and length <= 10:
        return min(max(7 / span, 0.08), 0.15) * (1 if length <= 2 else 2)
    return min(max(2 * length / span, 0.03 * min(length, 3)), 0.4)


def _of_lapses(lapses: Iterable[Lapse]) -> Iterable[Equation]:
    for lapse in lapses:
        meanings = tuple(
            Meaning(days, belief, lapse.words, file) for days, belief, file in lapse.days if days.days <= LONGEST
        )
        yield Equation(lapse.index, "weekday", meanings)
