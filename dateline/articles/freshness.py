"""How fresh the news is on a day on which an article may have appeared: what is first told, and what is last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.articles.clues import Clues
from dateline.articles.day import Day, long
from dateline.articles.daynames import is_anniversary, is_bare_weekday, is_named_day
from dateline.model import Timex

FRESH = (1.0, 0.85, 0.4, 0.25, 0.15, 0.05, 0.0)
"""What it is worth that the first paragraphs tell of something 0, 1, 2, ... days old."""

OF_ANOTHER_WEEK = re.compile(r"(?i)\b(?:later|next|week)\b")
"""Who says on a Monday what will be "next Monday" means no part of that day."""


def by_freshness(day: Day, mine: Clues, timexes: Sequence[Timex]) -> None:
    """News begins with what is new: the day of its first paragraphs is the day of publication or the one before."""
    told = [
        (one, (day.date - t.interval.start).days, is_named_day(t), one.expression.text, t.interval.start)
        for one, t in zip(mine.told, timexes, strict=True)
        if one.lead
        and t.interval
        and t.interval.days == 1
        and one.direction <= 0
        and not (one.clock or one.fixed)
        and t.interval.start <= day.date
        and t.anchor_basis != "timex"
    ]
    # A headline's tense tells nothing.
    fresh = [f for f in told if not f[0].title] or told
    day.part = "fresh"
    if any(one.first and ("tomorrow" in one.expression.text.lower() or is_anniversary(one)) for one in mine.told):
        day.add(FRESH[1])
        return
    if not fresh:
        return
    age, named, words, spoken = min(f[1:] for f in fresh)
    first = min((f[1] for f in fresh if f[0].first), default=age)
    day.add((_freshness(age) + _freshness(first)) / 2)
    bare = [
        (day.date - t.interval.start).days
        for one, t in zip(mine.told, timexes, strict=True)
        if one.first
        and is_bare_weekday(one)
        and t.interval
        and t.interval.days == 1
        and one.direction <= 0
        and not (one.fixed or one.owned)
    ]
    if bare and min(bare) >= 0:
        day.add(1.0, part=f"first named {min(*bare, 4)}")
    if age <= 1:
        sure = named or spoken in mine.posts
        # A bare weekday fits every week.
        day.evidence += 0.5 if sure else 0.0
        day.reasons.append((1.0 if sure else 0.2, f"it begins with what happened on “{words}”, {long(spoken)}"))


def by_latest(day: Day, mine: Clues, timexes: Sequence[Timex]) -> None:
    """The last day that an article tells of as past is mostly the day itself or the one before; what is planned for a day is ahead of it."""
    told = [
        (one, t.interval)
        for one, t in zip(mine.told, timexes, strict=True)
        if t.interval and t.interval.days == 1 and not (one.title or one.clock or one.fixed)
    ]
    ages = [age for one, i in told if one.direction <= 0 and (age := (day.date - i.start).days) >= 0]
    if ages:
        day.add(1.0, part=f"latest {min(*ages, 4)}")
    ahead = sum(
        1
        for one, _ in told
        if one.direction > 0
        and is_bare_weekday(one)
        and one.weekday == day.date.weekday()
        and not OF_ANOTHER_WEEK.search(one.expression.text)
    )
    day.add(-float(min(ahead, 2)), part="ahead today")


def _freshness(age: int) -> float:
    return FRESH[age] if age < len(FRESH) else -0.5
