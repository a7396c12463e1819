"""How much speaks for a day on which an undated article may have appeared, and in which words a person is told so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.articles.clues import Clues, Told
from dateline.articles.facts import LONGEST, Fact
from dateline.articles.printed import alternatives
from dateline.articles.repeats import CERTAIN
from dateline.model import Article, Interval, PublishedBasis, Timex

NAMED_DAY = re.compile(r"(?i)" + alternatives("months") + r"\.? \d|\d " + alternatives("months"))
DEICTIC = re.compile(r"(?i)\b(?:yesterday|today|tomorrow)\b")
LIKENESS = 0.5
"""What it is worth at most that the wording of the whole is like a sibling's: follow-ups, too, are like it."""
LAST_WEEKDAY = re.compile(rf"(?i)\blast {alternatives('weekdays')}\b")
"""Nobody calls the day before yesterday "last Wednesday"."""
SLOWEST = 3.0
"""Days between two reports that never count as far apart."""
WEEK = 10
"""Days up to which a stretch counts as a week."""
FRESH = (1.0, 0.85, 0.4, 0.25, 0.15, 0.05, 0.0)
"""What it is worth that the first paragraphs tell of something 0, 1, 2, ... days old."""


@dataclass(slots=True)
class Day:
    """A day of publication that was tried. `evidence` counts what positively speaks for it, `score` everything."""

    date: dt.date
    score: float = 0.0
    evidence: float = 0.0
    reasons: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])
    basis: PublishedBasis = "text"
    confidence: float = 0.0
    against: float = 0.0
    """How much contradicts it."""
    margin: float = 0.0
    """By how much it beats the next best that is not its neighbour."""

    def add(self, points: float, reason: str = "", *, proves: bool = False) -> None:
        self.score += points
        if proves and points > 0:
            self.evidence += points
        if reason and points > 0:
            self.reasons.append((points, reason))

    @property
    def because(self) -> str:
        """The strongest reasons, as a person reads them."""
        best = dict.fromkeys(reason for _, reason in sorted(self.reasons, key=lambda r: -r[0]))
        return "; ".join(list(best)[:3])


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
    _by_own_words(day, mine.told, timexes)
    _by_weeks(day, mine.told, timexes)
    _by_freshness(day, mine, timexes)
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
            f"{round(share * 100)} % of its wording is that of {other.file} ({_long(other.published)})",
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
        agreeing = next(((a * _worth(one, timex, f), f) for a, f in facts if _falls_on(f, meant)), None)
        if agreeing:
            worth, fact = agreeing
            fixed = timex.anchor_basis != "publication" or any(map(str.isdigit, timex.text))
            if fixed or max(timex.interval.days, fact.days.days) > WEEK:
                day.add(worth / 2)
            else:
                thing = (fact.file, fact.days.start)
                agreed[thing] = max(agreed.get(thing, 0.0), worth)
                day.reasons.append((worth, _same(one, timex, fact)))
        stronger = max((a * _worth(one, timex, f) for a, f in facts if not _falls_on(f, meant)), default=0.0)
        # Of "yesterday" anything can be told; a weekday's name, or a month's, parts what is meant from the rest.
        vague = timex.interval.days > WEEK or (one.weekday is None and timex.interval.days == 1)
        share = 0.5 if vague else 1.0
        against += share * max(stronger - (agreeing[0] if agreeing else 0.0), 0.0)
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


def _falls_on(fact: Fact, meant: Sequence[Interval]) -> bool:
    return any(fact.days.overlaps(days) for days in meant)


def _worth(one: Told, timex: Timex, fact: Fact) -> float:
    """A weekday that both name says most; a month says little."""
    longer = max(timex.interval.days if timex.interval else LONGEST, fact.days.days)
    if longer > 3:
        return 0.8 if longer <= WEEK else 0.4
    # A follow-up names the same persons in its first paragraph, and tells what is new there.
    if one.first and fact.news:
        return 0.6
    return 1.3 if one.weekday is not None and one.weekday == fact.weekday else 1.0


def _same(one: Told, timex: Timex, fact: Fact) -> str:
    when = _long(timex.interval.start) if timex.interval and timex.interval.days == 1 else "the same days"
    return f"“{one.expression.text}” here is “{fact.words}” in {fact.file}, {when}"


def _possible_days(published: dt.date, one: Told, resolved: Interval) -> list[Interval]:
    """A bare weekday whose tense says nothing ("had been due on Thursday") is the one before or the one after."""
    if one.weekday is None or one.direction != 0 or resolved.days > 1 or any(c.isdigit() for c in one.expression.text):
        return [resolved]
    before = published - dt.timedelta(days=(published.weekday() - one.weekday) % 7)
    after = before + dt.timedelta(days=7)
    return [resolved, Interval(before, before), Interval(after, after)]


def _by_own_words(day: Day, told: Sequence[Told], timexes: Sequence[Timex]) -> None:
    """Weekdays must fit their dates, what is told as past lie behind, and "yesterday" be a day that is named."""
    behind = [
        t.interval.start
        for one, t in zip(told, timexes, strict=True)
        if _is_named_day(t) and one.direction <= 0 and t.interval
    ]
    behind_lead = [
        t.interval.start
        for one, t in zip(told, timexes, strict=True)
        if one.lead and _is_named_day(t) and one.direction <= 0 and t.interval
    ]
    # Who writes "yesterday" writes "today" for the day itself, not its name.
    says_today = any(DEICTIC.search(one.expression.text) for one in told)
    for one, timex in zip(told, timexes, strict=True):
        if timex.interval is None:
            continue
        if one.weekday is not None and timex.interval.days == 1 and timex.interval.start.weekday() != one.weekday:
            day.add(-3.0)
        if one.direction < 0 and timex.interval.start > day.date:
            day.add(-3.0 if timex.anchor_basis == "absolute" else -1.0)
        if one.direction > 0 and timex.interval.end < day.date:
            day.add(-2.0 if timex.anchor_basis == "absolute" else -0.7)
        if (
            one.weekday is not None
            and one.direction <= 0
            and not one.title
            and timex.anchor_basis == "publication"
            and not _is_named_day(timex)
        ):
            # A bare weekday of more than three days ago is mostly written with "last" or its date.
            day.add(-0.15 * max((day.date - timex.interval.end).days - 3, 0))
        _by_deictic(day, one, timex, [b for b in behind_lead if b <= day.date])
        if LAST_WEEKDAY.search(one.expression.text) and (day.date - timex.interval.end).days <= 2:
            day.add(-0.5)
        if _is_named_day(timex) and timex.interval.start == day.date:
            day.add(-0.3)
        if says_today and _is_bare_weekday(one) and not one.stressed and timex.interval.start == day.date:
            day.add(-0.3)
    day.add(_by_names_of_yesterday(told, timexes))
    latest = max((b for b in behind if b <= day.date), default=None)
    if latest:
        day.add(-min((day.date - latest).days * 0.03, 1.5))


def _by_names_of_yesterday(told: Sequence[Told], timexes: Sequence[Timex]) -> float:
    """The first paragraphs tell of yesterday, or tomorrow, and then name its weekday; but not in one sentence."""
    days = [(one, t.interval) for one, t in zip(told, timexes, strict=True) if t.interval and not one.title]
    spoken = [(one, i) for one, i in days if DEICTIC.search(one.expression.text)]
    named = [(one, i) for one, i in days if _is_bare_weekday(one)]
    same = [(one, other) for one, i in spoken for other, j in named if i == j]
    again = 0.6 if any(one.bag is other.bag for one, other in same) else 0.0
    return (0.5 if any(one.lead and other.lead and one.bag is not other.bag for one, other in same) else 0.0) - again


def _is_bare_weekday(one: Told) -> bool:
    return one.weekday is not None and not any(map(str.isdigit, one.expression.text))


def _is_named_day(timex: Timex) -> bool:
    """A day given by its month and number."""
    return (
        timex.interval is not None
        and timex.interval.days == 1
        and bool(re.search(NAMED_DAY, timex.text) or (timex.type == "DATE" and any(map(str.isdigit, timex.text))))
    )


def _by_deictic(day: Day, one: Told, timex: Timex, behind: Sequence[dt.date]) -> None:
    words = one.expression.text.lower()
    if timex.interval is None or timex.interval.days != 1:
        return
    spoken = timex.interval.start
    if any(w in words for w in ("yesterday", "today", "tonight", "this morning", "this afternoon", "this evening")):
        if one.lead and spoken == max(behind, default=None):
            day.add(1.2, f"“{one.expression.text}” is the {_long(spoken)} that the article names", proves=True)
    elif one.stressed and one.weekday is not None and one.direction < 1:
        day.add(
            1.0 if spoken == day.date else -0.3,
            f"“{one.expression.text}” is the day itself" if spoken == day.date else "",
            proves=True,
        )


def _by_weeks(day: Day, told: Sequence[Told], timexes: Sequence[Timex]) -> None:
    """A day told right after a week lies in it: "Last week was busy. On 27 August ..."."""
    for (one, week), (other, named) in pairwise(zip(told, timexes, strict=True)):
        if (
            week.interval is None
            or named.interval is None
            or week.anchor_basis != "publication"
            or not _is_named_day(named)
        ):
            continue
        if (
            not 4 <= week.interval.days <= 31
            or other.expression.start - one.expression.end > 160
            or one.direction != other.direction
        ):
            continue
        inside = named.interval.within(week.interval)
        worth = 0.8 if week.interval.days <= 14 else 0.4
        day.add(
            worth if inside else -worth / 2,
            f"“{other.expression.text}” lies in “{one.expression.text}”" if inside else "",
            proves=True,
        )


def _by_freshness(day: Day, mine: Clues, timexes: Sequence[Timex]) -> None:
    """News begins with what is new: the day of its first paragraphs is the day of publication or the one before."""
    told = [
        (one, (day.date - t.interval.start).days, _is_named_day(t), one.expression.text, t.interval.start)
        for one, t in zip(mine.told, timexes, strict=True)
        if one.lead
        and t.interval
        and t.interval.days == 1
        and one.direction <= 0
        and not one.clock
        and t.interval.start <= day.date
        and t.anchor_basis != "timex"
    ]
    # A headline's tense tells nothing.
    fresh = [f for f in told if not f[0].title] or told
    if any(one.first and "tomorrow" in one.expression.text.lower() for one in mine.told):
        day.add(FRESH[1])
        return
    if not fresh:
        return
    age, named, words, spoken = min(f[1:] for f in fresh)
    first = min((f[1] for f in fresh if f[0].first), default=age)
    day.add((_freshness(age) + _freshness(first)) / 2)
    if age <= 1:
        sure = named or spoken in mine.posts
        # A bare weekday fits every week.
        day.evidence += 0.5 if sure else 0.0
        day.reasons.append((1.0 if sure else 0.2, f"it begins with what happened on “{words}”, {_long(spoken)}"))


def _freshness(age: int) -> float:
    return FRESH[age] if age < len(FRESH) else -0.5


def _by_posts_and_images(day: Day, mine: Clues) -> None:
    """Nobody embeds a post, or names an image, of a later day."""
    if mine.posts:
        lag = (day.date - max(mine.posts)).days
        day.add(
            -4.0 if lag < 0 else max(0.8 - 0.1 * max(lag - 1, 0), -0.5),
            f"it embeds a post of {_long(max(mine.posts))}",
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
            day.add(worth, f"it is told most like {kin.file} of {_long(kin.published)}" if lag in (0, 1) else "")
            day.evidence += worth / 2


def _long(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
