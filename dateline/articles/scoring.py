"""How much speaks for a day on which an undated article may have appeared, and in which words a person is told so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.articles.clues import Clues, Told
from dateline.articles.day import Day, long
from dateline.articles.facts import LONGEST, Fact
from dateline.articles.ownwords import by_freshness, by_own_words, by_weeks
from dateline.articles.repeats import CERTAIN
from dateline.model import Article, Interval, Timex

LIKENESS = 0.5
"""What it is worth at most that the wording of the whole is like a sibling's: follow-ups, too, are like it."""
SLOWEST = 3.0
"""Days between two reports that never count as far apart."""
WEEK = 10
"""Days up to which a stretch counts as a week."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A dated sibling and how much, of 1 over all siblings, the article's wording is like its own."""

    article: str
    file: str
    published: dt.date
    share: float
    alike: float = 1.0
    """How far its wording is like the article's at all, 0..1."""


@dataclass(frozen=True, slots=True)
class Around:
    """The dated siblings, and the days that usually lie between two of them."""

    kin: tuple[Kin, ...]
    pace: float
    copied: tuple[dt.date, ...] = ()
    """The days of the articles that this one repeats nearly in full."""
    half_copied: tuple[dt.date, ...] = ()
    """The days near those of the articles that it repeats in part."""


def score(
    date: dt.date,
    mine: Clues,
    like: Sequence[Sequence[tuple[float, Fact]]],
    settled: Mapping[str, Article],
    copies: Mapping[str, float],
    around: Around,
) -> Day:
    day = Day(date)
    timexes = mine.resolved(date)
    _by_copies(day, settled, copies)
    _by_facts(day, mine.told, timexes, like)
    by_own_words(day, mine.told, timexes)
    by_weeks(day, mine.told, timexes)
    by_freshness(day, mine, timexes)
    _by_posts_and_images(day, mine)
    _by_neighbours(day, around)
    return day


def _by_copies(day: Day, settled: Mapping[str, Article], copies: Mapping[str, float]) -> None:
    """A reprint appears on the day of the original or on the next."""
    for i, share in copies.items():
        other = settled.get(i)
        if other is None or other.published is None:
            continue
        lag = (day.date - other.published).days
        # What holds much of a report may still be a later one; what holds nearly all is not.
        sure = share >= CERTAIN
        points = {0: 3.0, 1: 2.5, 2: 0.5, -1: -1.0 if sure else 0.5}.get(lag, -3.0) * (1.0 if sure else 0.4)
        day.add(
            points * max(share, 0.5),
            f"{round(share * 100)} % of its wording is that of {other.file} ({long(other.published)})",
            proves=True,
        )
        if points > 0:
            day.basis = "sibling"


def _by_facts(
    day: Day, told: Sequence[Told], timexes: Sequence[Timex], like: Sequence[Sequence[tuple[float, Fact]]]
) -> None:
    """What a dated sibling tells in like words must fall on the same days."""
    agreed, against = dict[tuple[str, dt.date], float](), 0.0
    for one, timex, facts in zip(told, timexes, like, strict=True):
        if timex.interval is None or timex.interval.days > LONGEST or not facts:
            continue
        meant = _possible_days(day.date, one, timex.interval)
        agreeing, other = _best_of(one, timex.interval, facts, meant)
        if agreeing:
            worth, fact = agreeing
            fixed = timex.anchor_basis != "publication" or _has_digit(timex.text)
            if fixed or max(timex.interval.days, fact.days.days) > WEEK:
                day.add(worth / 2)
            else:
                thing = (fact.file, fact.days.start)
                agreed[thing] = max(agreed.get(thing, 0.0), worth)
                day.reasons.append((worth, _same(one, timex, fact)))
        # Of "yesterday" anything can be told; a weekday's name, or a month's, parts what is meant from the rest.
        vague = timex.interval.days > WEEK or (one.weekday is None and timex.interval.days == 1)
        against += (0.5 if vague else 1.0) * max(other - (agreeing[0] if agreeing else 0.0), 0.0)
    # A day that several siblings tell of is one witness, not several.
    days = dict[dt.date, list[float]]()
    for (_, start), worth in agreed.items():
        days.setdefault(start, []).append(worth)
    proof = sum(max(worths) + 0.2 * (sum(worths) - max(worths)) for worths in days.values())
    day.add(min(proof, 3.0), proves=True)
    day.add(-0.5 * min(against, 3.0))
    day.against += 0.5 * against
    if proof > 0.5:
        day.basis = "sibling"


def _best_of(
    one: Told, days: Interval, facts: Sequence[tuple[float, Fact]], meant: Sequence[Interval]
) -> tuple[tuple[float, Fact] | None, float]:
    """The fact most surely told that falls on the days that are meant, and how surely one of other days is told."""
    agreeing, other = None, 0.0
    for sure, fact in facts:
        worth = sure * _worth(one, days, fact)
        if not any(fact.days.overlaps(day) for day in meant):
            other = max(other, worth)
        elif agreeing is None:
            agreeing = (worth, fact)
    return agreeing, other


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _worth(one: Told, days: Interval, fact: Fact) -> float:
    """A weekday that both name says most; a month says little."""
    longer = max(days.days, fact.days.days)
    if longer > 3:
        return 0.8 if longer <= WEEK else 0.4
    # A follow-up names the same persons in its first paragraph, and tells what is new there.
    if one.first and fact.news:
        return 0.6
    return 1.3 if one.weekday is not None and one.weekday == fact.weekday else 1.0


def _same(one: Told, timex: Timex, fact: Fact) -> str:
    when = long(timex.interval.start) if timex.interval and timex.interval.days == 1 else "the same days"
    return f"“{one.expression.text}” here is “{fact.words}” in {fact.file}, {when}"


def _possible_days(published: dt.date, one: Told, resolved: Interval) -> list[Interval]:
    """A bare weekday whose tense says nothing ("had been due on Thursday") is the one before or the one after."""
    if one.weekday is None or one.direction != 0 or resolved.days > 1 or any(c.isdigit() for c in one.expression.text):
        return [resolved]
    before = published - dt.timedelta(days=(published.weekday() - one.weekday) % 7)
    after = before + dt.timedelta(days=7)
    return [resolved, Interval(before, before), Interval(after, after)]


def _by_posts_and_images(day: Day, mine: Clues) -> None:
    """Nobody embeds a post, or names an image, of a later day."""
    if mine.posts:
        lag = (day.date - max(mine.posts)).days
        day.add(
            -4.0 if lag < 0 else max(0.8 - 0.1 * max(lag - 1, 0), -0.5),
            f"it embeds a post of {long(max(mine.posts))}",
            proves=lag <= 2,
        )
    for slug in mine.slugs:
        named = slug.in_year(day.date.year) if not slug.readings else slug.readings[0]
        if named:
            lag = (day.date - named).days
            day.add(
                -0.7 if lag < 0 else 0.5 if lag <= 1 else -0.02 * min(lag, 30),
                f"an image is named “{slug.text}”",
                proves=True,
            )
            break


def _by_neighbours(day: Day, around: Around) -> None:
    """All else equal, a story's articles stand near one another, and nearest those that tell of the same things."""
    if not around.kin:
        return
    distance = min(abs((day.date - kin.published).days) for kin in around.kin)
    day.add(-min(0.2 * distance / max(around.pace, SLOWEST), 0.8))
    for kin in around.kin:
        lag = (day.date - kin.published).days
        closeness = 0.75 ** (lag if lag >= 0 else -1.3 * lag)
        if closeness > 0.1:
            worth = LIKENESS * kin.share * kin.alike * closeness
            day.add(worth, f"it is told most like {kin.file} of {long(kin.published)}" if lag in (0, 1) else "")
            day.evidence += worth / 2
