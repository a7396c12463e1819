"""How much speaks for a day on which an undated article may have appeared, and in which words a person is told so."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dateline.articles.clues import Clues, Told, partial_dateline
from dateline.articles.day import Day, long
from dateline.articles.equations import AGAIN, Equation
from dateline.articles.facts import LONGEST
from dateline.articles.freshness import by_freshness, by_latest
from dateline.articles.ownday import by_own_day
from dateline.articles.ownwords import by_dateline, by_entries, by_own_words, by_weeks
from dateline.articles.repeats import CERTAIN
from dateline.model import Article, Interval, Timex

LIKENESS = 0.5
"""What it is worth at most that the wording of the whole is like a sibling's: follow-ups, too, are like it."""
LONELY = 0.4
BEFORE_ALL = 0.5
"""What it costs to stand alone before the first report of a story: a look back comes late, but nothing looks ahead so far."""
BELIEVED = 0.5
OF_A_DATE = "equation of a date"
A_YEAR = 460
"""Days back to which a look back tells dates without their year."""
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
    equations: Sequence[Equation],
    settled: Mapping[str, Article],
    copies: Mapping[str, float],
    around: Around,
) -> Day:
    day = Day(date)
    timexes = mine.resolved(date)

    def speak(part: str, clue: Callable[[], None]) -> None:
        day.part = part
        clue()

    speak("copies", lambda: _by_copies(day, settled, copies))
    speak("equations", lambda: _by_equations(day, mine, timexes, equations))
    by_own_words(day, mine.told, timexes, _of_another_year(date, mine, timexes, equations))
    speak("weeks", lambda: by_weeks(day, mine.told, timexes))
    by_freshness(day, mine, timexes)
    by_latest(day, mine, timexes)
    speak("entries", lambda: by_entries(day, mine.told, timexes))
    if partial_dateline(mine.article):
        speak("dateline", lambda: by_dateline(day, mine.told, timexes))
    day.add(by_own_day(mine.own_days, date), "it names the weekday of its own day", part="own day")
    speak("posts", lambda: _by_posts(day, mine))
    speak("images", lambda: _by_images(day, mine))
    speak("neighbours", lambda: _by_neighbours(day, around))
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


def _by_equations(day: Day, mine: Clues, timexes: Sequence[Timex], equations: Sequence[Equation]) -> None:
    """What a dated sibling tells in like words must fall on the same days."""
    terms = dict[dt.date | None, list[tuple[float, float, str, str]]]()
    for equation in equations:
        meant, what = _meant(day.date, mine, timexes, equation)
        if not meant:
            continue
        worth, proof, meaning = equation.weigh(meant)
        reason = f"“{what}” here is “{meaning.words}” in {meaning.file}, {_when(meant[0])}" if meaning else ""
        terms.setdefault(meant[0].start, []).append((worth, proof, reason, _part(equation)))
        if meaning and meaning.news:
            day.by_news += 2 * max(worth, 0.0)
    for found in terms.values():
        found.sort(key=lambda t: -abs(t[0]))
        for i, (worth, proof, reason, part) in enumerate(found):
            points = worth * AGAIN**i
            day.add(points, reason, part=part)
            day.evidence += max(proof, 0.0) * AGAIN**i if part != OF_A_DATE else 0.0
            day.against -= min(points, 0.0)
    if any(proof > 0.5 and part != OF_A_DATE for found in terms.values() for _, proof, _, part in found):
        day.basis = "sibling"


def _part(equation: Equation) -> str:
    return "equation" if equation.named == "none" else f"equation of a {equation.named}"


def _meant(date: dt.date, mine: Clues, timexes: Sequence[Timex], equation: Equation) -> tuple[list[Interval], str]:
    """The days that an expression can mean, and its words; none where they do not hang on the day of publication."""
    if equation.index is None:
        return [Interval(date, date)], equation.top.words
    one, timex = mine.told[equation.index], timexes[equation.index]
    if (
        (one.fixed and not (one.counted and timex.anchor_basis == "timex"))
        or timex.interval is None
        or timex.interval.days > LONGEST
        or timex.anchor_basis not in ("publication", "timex")
    ):
        return [], ""
    if equation.named == "date" and equation.index in _of_another_year(date, mine, timexes, [equation]):
        return [timex.interval, equation.top.days], one.expression.text
    return _possible_days(date, one, timex.interval), one.expression.text


def _of_another_year(
    date: dt.date, mine: Clues, timexes: Sequence[Timex], equations: Sequence[Equation]
) -> frozenset[int]:
    """The dates without a year that siblings put in the year before, or after, the nearest: a look back tells a year in order."""
    found = set[int]()
    for equation in equations:
        if equation.named != "date" or equation.index is None or equation.top.belief < BELIEVED:
            continue
        one, days = mine.told[equation.index], equation.top.days
        resolved = timexes[equation.index].interval
        fits = days.end <= date if one.direction < 0 else days.start >= date if one.direction > 0 else True
        if fits and resolved and not resolved.overlaps(days) and abs((days.start - date).days) <= A_YEAR:
            found.add(equation.index)
    return frozenset(found)


def _when(days: Interval) -> str:
    return long(days.start) if days.days == 1 else "the same days"


def _possible_days(published: dt.date, one: Told, resolved: Interval) -> list[Interval]:
    """A bare weekday whose tense says nothing ("had been due on Thursday") is the one before or the one after."""
    words = re.search(r"(?i)\b(?:last|next|this|previous|week)\b", one.expression.text)
    bare = one.weekday is not None and resolved.days == 1 and not one.named and not words
    # What is to come "on Monday" may be so later on that Monday.
    if bare and one.direction > 0 and (resolved.start - published).days == 7:
        return [resolved, Interval(published, published)]
    if (
        not bare
        or one.weekday is None
        or (one.direction < 0 and resolved.start <= published)
        or (one.direction > 0 and resolved.start >= published)
    ):
        return [resolved]
    before = published - dt.timedelta(days=(published.weekday() - one.weekday) % 7)
    after = before + dt.timedelta(days=7)
    return [resolved, Interval(before, before), Interval(after, after)]


def _by_posts(day: Day, mine: Clues) -> None:
    """Nobody embeds a post of a later day."""
    if mine.posts:
        lag = (day.date - max(mine.posts)).days
        day.add(
            -4.0 if lag < 0 else max(0.8 - 0.1 * max(lag - 1, 0), -0.5),
            f"it embeds a post of {long(max(mine.posts))}",
            proves=lag <= 2,
        )


def _by_images(day: Day, mine: Clues) -> None:
    """Nor is an image named by one."""
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
    day.part = "lonely"
    day.add(-min(LONELY * math.log1p(distance / max(around.pace, SLOWEST)), 2.5))
    first = min(kin.published for kin in around.kin)
    day.add(-BEFORE_ALL * math.log1p(max((first - day.date).days - SLOWEST, 0) / WEEK), part="early")
    day.part = "kin"
    for kin in around.kin:
        lag = (day.date - kin.published).days
        closeness = 0.75 ** (lag if lag >= 0 else -1.3 * lag)
        if closeness > 0.1:
            worth = LIKENESS * kin.share * kin.alike * closeness
            day.add(worth, f"it is told most like {kin.file} of {long(kin.published)}" if lag in (0, 1) else "")
            day.evidence += worth / 2
