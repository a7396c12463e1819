"""Which days an undated article can be of, and how much speaks for each."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.articles.clues import Clues, Told, partial_dateline
from dateline.articles.day import Day
from dateline.articles.facts import Fact, Facts, collect
from dateline.articles.repeats import CERTAIN
from dateline.articles.scoring import Around, Kin, score
from dateline.articles.wording import Weights
from dateline.model import Article

NEAR = 12
"""Days before and after a known date that are tried."""
BEFORE = 2
MOST_DAYS = 200
LEAST_DAYS = 28
DAYS_IN_ALL = 8_000
"""How many (article, day) pairs a round tries at most, or nearly."""
MOST_KIN = 40
"""How many of the siblings nearest in wording are listened to."""
MOST_HOLDERS = 60
"""A word that so many articles hold makes none of them kin."""
ALIKE = 0.15
"""The likeness of wording from which two articles tell of the same things."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the story knows in one round: the dated articles, everyone's clues, and how many days each may try."""

    settled: Mapping[str, Article]
    clues: Mapping[str, Clues]
    weights: Weights
    days_each: int
    pace: float
    facts: Facts
    holders: Mapping[str, Sequence[str]]
    """The dated articles that hold a word, of the words that are not everywhere."""


def know(settled: Mapping[str, Article], clues: Mapping[str, Clues], weights: Weights, undated: int) -> Known:
    """Gather what a round knows; the more articles are undated, the fewer days each of them tries."""
    each = max(LEAST_DAYS, min(MOST_DAYS, DAYS_IN_ALL // max(undated, 1)))
    facts, days = collect(settled.values(), clues, weights), [a.published for a in settled.values() if a.published]
    return Known(settled, clues, weights, each, pace(days), facts, _holders(settled, clues))


def _holders(settled: Iterable[str], clues: Mapping[str, Clues]) -> dict[str, list[str]]:
    holders = dict[str, list[str]]()
    for i in settled:
        for word in clues[i].vocabulary:
            holders.setdefault(word, []).append(i)
    return {word: held for word, held in holders.items() if len(held) <= MOST_HOLDERS}


def candidate_days(
    article: Article, clues: Clues, known: Known, like: Sequence[Sequence[tuple[float, Fact]]], around: Around
) -> list[dt.date]:
    """The days worth trying: the readings of what is stated, or those near what the article and its siblings tell."""
    if article.published_readings:
        return list(article.published_readings)
    dates = {a.published for a in known.settled.values() if a.published}
    written = {
        day
        for t in clues.resolved(None)
        if t.anchor_basis == "absolute" and t.interval and t.interval.days == 1
        for day in [t.interval.start]
    }
    stated = partial_dateline(article)
    if stated:
        years = {day.year + step for day in dates | written | set(clues.posts) for step in (-1, 0, 1)}
        return sorted(day for year in years if (day := stated.in_year(year)))
    if around.copied:
        return sorted({day + dt.timedelta(days=step) for day in around.copied for step in range(-2, 5)})
    told = [
        (sure, day) for one, facts in zip(clues.told, like, strict=True) for sure, f in facts for day in _days(one, f)
    ]
    own = [*around.half_copied, *_after([*written, *clues.posts])]
    # Dates without a year count in the years that the story knows.
    for latest in sorted({d.year: d for d in sorted(dates)}.values()):
        for one, timex in zip(clues.told, clues.resolved(latest), strict=True):
            if timex.interval and timex.interval.days == 1 and one.direction <= 0 and any(map(str.isdigit, timex.text)):
                own += _after([timex.interval.start])
    kin = [day for k in around.kin for day in _near(k.published)]
    wanted = [*(day for _, day in sorted(told, key=lambda t: (-t[0], t[1]))[: 12 * NEAR]), *own, *kin]
    return sorted(list(dict.fromkeys(wanted))[: known.days_each])


def _days(one: Told, fact: Fact) -> Iterable[dt.date]:
    """When an article can have appeared that tells of the fact in these words."""
    if fact.days.days > 3 or any(map(str.isdigit, one.expression.text)):
        return
    reach = range(-7, 8) if one.weekday is not None else range(-1, 2)
    yield from (fact.days.start + dt.timedelta(days=step) for step in sorted(reach, key=abs))


def _after(days: Iterable[dt.date]) -> Iterable[dt.date]:
    return (day + dt.timedelta(days=step) for day in sorted(days) for step in range(-BEFORE, NEAR + 1))


def _near(day: dt.date) -> Iterable[dt.date]:
    return (day + dt.timedelta(days=step) for step in sorted(range(-NEAR, NEAR + 1), key=abs))


def best_day(article: Article, known: Known, copies: Mapping[str, float]) -> Day | None:
    """Score the days and return the best, with its reasons and how surely it beats the others.

    `copies` are the articles that this one repeats, or that repeat it, with the share of the text.
    """
    mine = known.clues[article.id]
    dated = {i: share for i, share in copies.items() if i in known.settled}
    copied = tuple(d for i, share in dated.items() if share >= CERTAIN and (d := known.settled[i].published))
    half = tuple(
        d + dt.timedelta(days=step) for i in dated if (d := known.settled[i].published) for step in range(-2, 5)
    )
    around = Around(_kin(mine, known), known.pace, copied, half)
    like = [known.facts.like(told, article.file) for told in mine.told]
    tried = candidate_days(article, mine, known, like, around)
    days = [score(day, mine, like, known.settled, dated, around) for day in tried]
    if not days:
        return None
    days.sort(key=lambda d: (-round(d.score, 9), d.date))
    best = days[0]
    rival = next((d for d in days[1:] if abs((d.date - best.date).days) > 1), None)
    neighbour = next((d for d in days[1:] if abs((d.date - best.date).days) == 1), None)
    margin = best.score - rival.score if rival else 2.0
    close = best.score - neighbour.score if neighbour else 1.0
    best.margin = margin
    best.confidence = round(min(0.95, max(0.2, 0.4 + 0.15 * min(margin, 2.5) + 0.2 * min(close, 0.8))), 2)
    return best


def _kin(mine: Clues, known: Known) -> tuple[Kin, ...]:
    """Weigh the siblings by likeness of wording; squared, so that one that stands out does so."""
    held = Counter(i for word in mine.vocabulary for i in known.holders.get(word, ()) if i != mine.article.id)
    siblings = [known.settled[i] for i, _ in sorted(held.items(), key=lambda h: (-h[1], h[0]))[: 2 * MOST_KIN]]
    found = [(a, known.weights.alike(mine.vocabulary, known.clues[a.id].vocabulary)) for a in siblings]
    total = math.fsum(alike**2 for _, alike in found) or 1.0
    kin = [
        Kin(a.id, a.file, a.published, alike**2 / total, min(alike / ALIKE, 1.0)) for a, alike in found if a.published
    ]
    return tuple(sorted(kin, key=lambda k: (-k.share, k.file))[:MOST_KIN])


def pace(days: Sequence[dt.date]) -> float:
    """The median of the days between neighbouring publications, at least one."""
    ordered = sorted(set(days))
    gaps = sorted((b - a).days for a, b in pairwise(ordered))
    return float(max(gaps[len(gaps) // 2], 1)) if gaps else 1.0
