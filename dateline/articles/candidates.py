"""Which days an undated article can be of, and how much speaks for each."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.articles.clues import Clues, Told, partial_dateline
from dateline.articles.counts import Lag
from dateline.articles.day import Day
from dateline.articles.equations import equations
from dateline.articles.facts import Fact, Facts, collect
from dateline.articles.lapses import Lapse, lapses
from dateline.articles.repeats import CERTAIN
from dateline.articles.scoring import Around, Kin, score
from dateline.articles.siblings import Sibling
from dateline.articles.wording import Weights, stems
from dateline.model import Article

NEAR = 12
"""Days before and after a known date that are tried."""
BEFORE = 2
CLOSE, CLOSE_KIN = 4, 12
MOST_DAYS = 900
A_STRETCH = 8
"""Days up to which an expression tells how far off its day is: "three weeks ago" is a week."""
REFERENCE = dt.date(2001, 1, 31)
"""Any day: "three weeks ago" is as far before each."""
AFTER_LAST = 70
"""Days after the last known date that are tried too: a look back closes a story."""
LEAST_DAYS = 28
DAYS_IN_ALL = 8_000
"""How many (article, day) pairs a round tries at most, or nearly."""
MOST_KIN = 40
"""How many of the siblings nearest in wording are listened to."""
MOST_HOLDERS = 60
"""A word that so many articles hold makes none of them kin."""
AS_GOOD_AS = 3
"""Days between which articles mostly tell of the same events."""
ALIKE = 0.15
"""The likeness of wording from which two articles tell of the same things."""
STRANGE = 0.4
"""How much of that an article has with no sibling that belongs to another story."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the story knows in one round: the dated articles, what everyone tells, and how many days each may try."""

    settled: Mapping[str, Article]
    clues: Mapping[str, Clues]
    """Of those whose turn it is."""
    siblings: Mapping[str, Sibling]
    weights: Weights
    days_each: int
    pace: float
    facts: Facts
    holders: Mapping[str, Sequence[str]]
    """The dated articles that hold a word, of the words that are not everywhere."""


def know(
    settled: Mapping[str, Article], siblings: Mapping[str, Sibling], weights: Weights, turn: Sequence[Clues]
) -> Known:
    """Gather what a round knows of the words in the articles whose `turn` it is; the more they are, the fewer days each tries."""
    each = max(LEAST_DAYS, min(MOST_DAYS, DAYS_IN_ALL // max(len(turn), 1)))
    asked = frozenset[str]().union(*map(_asked, turn))
    names = frozenset[str]().union(*(siblings[i].names for i in settled))
    facts, days = (
        collect((fact for i in settled for fact in siblings[i].facts), weights, asked, names),
        [a.published for a in settled.values() if a.published],
    )
    clues = {mine.article.id: mine for mine in turn}
    return Known(settled, clues, siblings, weights, each, pace(days), facts, _holders(settled, siblings, turn))


def _asked(mine: Clues) -> frozenset[str]:
    """The words by which an article may ask for facts: those of its sentences, and of any stretch of its text."""
    return stems(mine.article.text.replace("-", " ")).union(*(told.bag | told.beside for told in mine.told))


def _holders(settled: Iterable[str], siblings: Mapping[str, Sibling], turn: Sequence[Clues]) -> dict[str, list[str]]:
    holders, asked = dict[str, list[str]](), frozenset[str]().union(*(mine.vocabulary for mine in turn))
    for i in settled:
        for word in siblings[i].vocabulary & asked:
            holders.setdefault(word, []).append(i)
    return {word: held for word, held in holders.items() if len(held) <= MOST_HOLDERS}


def candidate_days(
    article: Article,
    clues: Clues,
    known: Known,
    lapsed: Sequence[Lapse],
    like: Sequence[Sequence[tuple[float, Fact]]],
    around: Around,
) -> list[dt.date]:
    """The days worth trying: the readings of what is stated, or those near what the article and its siblings tell."""
    if article.published_readings:
        return list(article.published_readings)
    dates = {a.published for a in known.settled.values() if a.published}
    stated = partial_dateline(article)
    if stated:
        written = {day for day, _ in _written(clues, None)}
        years = {day.year + step for day in dates | written | set(clues.posts) for step in (-1, 0, 1)}
        return sorted(day for year in years if (day := stated.in_year(year)))
    if around.copied:
        return sorted({day + dt.timedelta(days=step) for day in around.copied for step in range(-2, 5)})
    counted = [day for lapse in lapsed for days, _, _ in lapse.days for day in _around(days.start, 3, days.days + 2)]
    facts = [
        (sure, day)
        for one, far, found in zip(clues.told, _offsets(clues), like, strict=True)
        for sure, f in found
        for day in _days(one, f, far)
    ]
    near = list(dict.fromkeys(day for _, day in sorted(facts, key=lambda t: (-t[0], t[1]))))[: 6 * NEAR]
    if all(k.alike < STRANGE for k in around.kin):
        dates = set[dt.date]()  # an article of another story: its days need not be in this one's years
    own = [*around.half_copied, *_near_written(clues, dates)]
    nearest = [day for k in around.kin[:CLOSE_KIN] for day in _around(k.published, BEFORE, CLOSE)]
    kin = [day for k in around.kin for day in _around(k.published, NEAR, NEAR)]
    wanted = dict.fromkeys((*counted, *near, *nearest, *own, *kin, *_between(dates), *_announced(dates, known.facts)))
    stressed = next((t.weekday for t in clues.told if t.stressed and t.direction < 1 and t.weekday is not None), None)
    if stressed is not None:
        wanted = dict.fromkeys(day for day in wanted if day.weekday() == stressed)
    return sorted(list(wanted)[: known.days_each])


def _announced(dates: Iterable[dt.date], facts: Facts) -> Iterable[dt.date]:
    """The days beyond the last known date for which siblings announce something, and a little more."""
    last = max(dates, default=None)
    told = sorted({fact.days for fact in facts.all if last and fact.days.end > last}, key=lambda d: (d.start, d.end))
    for days in told:
        yield from _around(days.start, 0, days.days + BEFORE)


def _between(dates: Iterable[dt.date]) -> Iterable[dt.date]:
    """Every day of the story, and a little beyond, from its beginning."""
    known = sorted(dates)
    if known:
        first = known[0] - dt.timedelta(days=NEAR)
        yield from (first + dt.timedelta(days=step) for step in range((known[-1] - first).days + AFTER_LAST))


def _written(clues: Clues, latest: dt.date | None) -> Iterable[tuple[dt.date, int]]:
    """The days that an article names by month and number, with the way in which it tells of them."""
    for one, timex in zip(clues.told, clues.resolved(latest), strict=True):
        full = timex.anchor_basis == "absolute" if latest is None else any(map(str.isdigit, timex.text))
        if full and timex.interval and timex.interval.days == 1:
            yield timex.interval.start, one.direction


def _near_written(clues: Clues, dates: Iterable[dt.date]) -> Iterable[dt.date]:
    """The days after those that are named as past and before those to come; without a year, in the years that the story knows."""
    named = [*((day, -1) for day in clues.posts), *_written(clues, None)]
    for latest in sorted({d.year: d for d in sorted(dates)}.values()):
        found = list(_written(clues, latest))
        # What is told as past after the last known date resolves to a year too early.
        named += [*found, *((Lag(12, 0).after(day), way) for day, way in found if way < 0)]
    for day, direction in sorted(set(named)):
        yield from _around(day, 0, NEAR) if direction < 0 else _around(day, NEAR, BEFORE if direction > 0 else NEAR)


def _around(day: dt.date, before: int, after: int) -> Iterable[dt.date]:
    return (day + dt.timedelta(days=step) for step in sorted(range(-before, after + 1), key=abs))


def _offsets(clues: Clues) -> Iterable[range]:
    """How many days an article appears after what each expression means: "yesterday" 1, "sixteen weeks ago" 109 to 115."""
    for timex in clues.resolved(REFERENCE):
        days = timex.interval if timex.anchor_basis == "publication" else None
        if days and days.days <= A_STRETCH:
            yield range((REFERENCE - days.end).days, (REFERENCE - days.start).days + 1)
        else:
            yield range(-1, 2)


def _days(one: Told, fact: Fact, far: range) -> Iterable[dt.date]:
    """When an article can have appeared that tells of the fact in these words."""
    if fact.days.days > 3 or any(map(str.isdigit, one.expression.text)):
        return
    if one.weekday is None:
        reach = far
    else:
        reach = range(8) if one.direction < 0 else range(-7, 1) if one.direction > 0 else range(-7, 8)
    yield from (fact.days.start + dt.timedelta(days=step) for step in sorted(reach, key=abs))


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
    lapsed = lapses(mine, known.facts)
    told = equations(mine, like, lapsed, known.facts.span)
    tried = candidate_days(article, mine, known, lapsed, like, around)
    days = [score(day, mine, told, known.settled, dated, around) for day in tried]
    if not days:
        return None
    days.sort(key=lambda d: (-round(d.score, 9), d.date))
    best = days[0]
    odds = [math.exp(d.score - best.score) for d in days]
    near = math.fsum(o for d, o in zip(days, odds, strict=True) if abs((d.date - best.date).days) <= AS_GOOD_AS)
    rivals = [d.score for d in days if abs((d.date - best.date).days) > AS_GOOD_AS]
    best.margin = best.score - max(rivals) if rivals else 2.0
    best.share, best.sure = near / math.fsum(odds), 1 / math.fsum(odds)
    best.confidence = round(min(0.95, 0.1 + 0.25 * best.share + 0.65 * best.sure), 2)
    return best


def _kin(mine: Clues, known: Known) -> tuple[Kin, ...]:
    """Weigh the siblings by likeness of wording; squared, so that one that stands out does so."""
    held = Counter(i for word in mine.vocabulary for i in known.holders.get(word, ()) if i != mine.article.id)
    siblings = [known.settled[i] for i, _ in sorted(held.items(), key=lambda h: (-h[1], h[0]))[: 2 * MOST_KIN]]
    found = [(a, known.weights.alike(mine.vocabulary, known.siblings[a.id].vocabulary)) for a in siblings]
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
