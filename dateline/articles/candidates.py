"""Which days an undated article can be of, and how much speaks for each."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.articles.clues import Clues, Told, partial_dateline
from dateline.articles.repeats import CERTAIN
from dateline.articles.scoring import Around, Day, Fact, Kin, score
from dateline.articles.wording import Weights
from dateline.model import Article

NEAR = 12
"""Days before and after a known date that are tried."""
MOST_DAYS = 320
LEAST_DAYS = 40
DAYS_IN_ALL = 20_000
"""How many (article, day) pairs a round tries at most, or nearly."""
MOST_KIN = 40
"""How many of the siblings nearest in wording are listened to."""
ALIKE = 0.12
"""How alike two sentences must be to be compared at all."""
SAME_WORDS = 1.6
"""How much more it counts where both name the same weekday or day."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the story knows in one round: the dated articles, everyone's clues, and how many days each may try."""

    settled: Mapping[str, Article]
    clues: Mapping[str, Clues]
    weights: Weights
    days_each: int
    pace: float


def know(settled: Mapping[str, Article], clues: Mapping[str, Clues], weights: Weights, undated: int) -> Known:
    """Gather what a round knows; the more articles are undated, the fewer days each of them tries."""
    each = max(LEAST_DAYS, min(MOST_DAYS, DAYS_IN_ALL // max(undated, 1)))
    return Known(settled, clues, weights, each, pace([a.published for a in settled.values() if a.published]))


def candidate_days(
    article: Article, clues: Clues, known: Known, facts: Sequence[Fact], copied: Iterable[dt.date]
) -> list[dt.date]:
    """The days worth trying: the readings of what is stated, or those near the dates that the story knows."""
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
    copied = list(copied)
    if copied:
        return sorted({day + dt.timedelta(days=step) for day in copied for step in range(-2, 5)})
    near = _around([*dates, *written, *clues.posts, *(fact.days.start for fact in facts)])
    # Dates without a year count in the years that the story knows.
    for told, timex in zip(clues.told, clues.resolved(max(dates)) if dates else (), strict=False):
        if timex.interval and timex.interval.days == 1 and told.direction <= 0:
            near |= _around([timex.interval.start])
    return _nearest(near, dates or set(clues.posts), known.days_each)


def _around(days: Iterable[dt.date]) -> set[dt.date]:
    return {day + dt.timedelta(days=step) for day in days for step in range(-NEAR, NEAR + 1)}


def _nearest(days: set[dt.date], dates: set[dt.date], most: int) -> list[dt.date]:
    if len(days) <= most or not dates:
        return sorted(days)[:most]
    return sorted(sorted(days, key=lambda d: (min(abs((d - k).days) for k in dates), d))[:most])


def best_day(article: Article, known: Known, copies: Mapping[str, float]) -> Day | None:
    """Score the days and return the best, with its reasons and how surely it beats the others.

    `copies` are the articles that this one repeats, or that repeat it, with the share of the text.
    """
    mine = known.clues[article.id]
    dated = {i: share for i, share in copies.items() if i in known.settled}
    alone = max(dated.values(), default=0.0) >= CERTAIN
    kin = _kin(mine, known, dated if alone else known.settled)
    facts = list(_facts([k.article for k in kin], known))
    tried = candidate_days(article, mine, known, facts, [d for i in dated if (d := known.settled[i].published)])
    like = _like_facts(mine, facts, known.weights)
    around = Around(kin, known.pace)
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


def _facts(siblings: Iterable[str], known: Known) -> Iterator[Fact]:
    for i in siblings:
        sibling, held = known.settled[i], known.clues[i]
        for told, timex in zip(held.told, held.resolved(sibling.published), strict=True):
            if timex.interval and timex.interval.days <= 3:
                yield Fact(timex.interval, told.bag, timex.text, sibling.file, told.weekday)


def _kin(mine: Clues, known: Known, among: Iterable[str]) -> tuple[Kin, ...]:
    """Weigh the siblings by likeness of wording; squared, so that one that stands out does so."""
    siblings = [known.settled[i] for i in among if i != mine.article.id]
    found = [(a, known.weights.alike(mine.vocabulary, known.clues[a.id].vocabulary) ** 2) for a in siblings]
    total = math.fsum(share for _, share in found) or 1.0
    kin = [Kin(a.id, a.file, a.published, share / total) for a, share in found if a.published]
    return tuple(sorted(kin, key=lambda k: (-k.share, k.file))[:MOST_KIN])


def pace(days: Sequence[dt.date]) -> float:
    """The median of the days between neighbouring publications, at least one."""
    ordered = sorted(set(days))
    gaps = sorted((b - a).days for a, b in pairwise(ordered))
    return float(max(gaps[len(gaps) // 2], 1)) if gaps else 1.0


def _like_facts(mine: Clues, facts: Sequence[Fact], weights: Weights) -> list[list[tuple[float, Fact]]]:
    """For each of the article's expressions the facts told in the most alike sentences."""
    found = list[list[tuple[float, Fact]]]()
    for told in mine.told:
        alike = [(weights.alike(told.bag, fact.bag) * _named_alike(told, fact), fact) for fact in facts]
        found.append(sorted((a for a in alike if a[0] >= ALIKE), key=lambda a: -a[0])[:4])
    return found


def _named_alike(told: Told, fact: Fact) -> float:
    return SAME_WORDS if told.weekday is not None and told.weekday == fact.weekday else 1.0
