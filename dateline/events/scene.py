"""What one article tells and when: its predicates, its timexes, and which date has gone to which predicate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.events.predicates import Extraction
from dateline.events.tree import Tree
from dateline.model import Block, DateBasis, Interval, Precision, Timex

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset("january february march april may june july august september october november december".split())


@dataclass(slots=True)
class Dated:
    """The date a predicate has found so far."""

    interval: Interval | None = None
    timex: Timex | None = None
    basis: DateBasis = "none"


@dataclass(slots=True)
class Scene:
    """One article's predicates and timexes, and which date has gone to which predicate (by its place in `predicates`)."""

    extraction: Extraction
    timexes: Sequence[Timex]
    published: dt.date | None
    dates: dict[int, Dated]
    moved: dict[int, Timex]
    blocks: Sequence[Block]
    changed: dict[int, Timex]
    """Timexes that were read anew beside what stands around them, by the identity of the old one."""
    verbs: dict[tuple[int, int], Dated]
    """Dates of verbs that are no events themselves ("said on Sunday"), by sentence start and token."""

    def put(self, timex: Timex, day: dt.date) -> Timex:
        """Return a timex read as another day, and keep it for the old one."""
        moved = replace(timex, interval=Interval(day, day), value=day.isoformat() + timex.value[10:])
        self.changed[id(timex)] = moved
        return moved

    def tree_at(self, position: int) -> Tree | None:
        """Return the sentence that holds a character of the text."""
        trees = self.extraction.trees
        return next((tree for tree in trees if tree.sentence.start <= position < tree.sentence.end), None)


def precision_of(interval: Interval | None) -> Precision:
    """Name the calendar unit that an interval fills exactly, `range` where it fills none."""
    if interval is None:
        return "undated"
    start, end, days = interval.start, interval.end, interval.days
    after = end + dt.timedelta(days=1)
    if days == 1:
        return "day"
    if days == 7 and start.weekday() == 0:
        return "week"
    if start.day == 1 and after.day == 1:
        months = (after.year - start.year) * 12 + after.month - start.month
        if months == 1:
            return "month"
        if months == 3 and start.month % 3 == 1:
            return "quarter"
        if months == 12 and start.month == 1:
            return "year"
    return "range"


def by_sentence(extraction: Extraction) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, predicate in enumerate(extraction.predicates):
        found.setdefault(predicate.sentence, []).append(place)
    return found


def timex_tokens(tree: Tree, timex: Timex) -> list[int]:
    sentence = tree.sentence
    return [k for k in range(tree.size) if sentence.starts[k] < timex.end and timex.start < sentence.ends[k]]


HALF_A_YEAR = 183


def ahead(scene: Scene, timex: Timex) -> Timex:
    """A new date lies ahead of the article that tells it, unless the year is written."""
    step = cycle(timex)
    if step == 0 or timex.interval is None or scene.published is None or timex.interval.end >= scene.published:
        return timex
    if step > 7 and (scene.published - timex.interval.end).days < HALF_A_YEAR:
        return timex  # "was put back from 3 June to 10 June", told on the 12th
    moved = shift(timex.interval, step)
    return replace(timex, interval=moved, value=moved.start.isoformat()[: 10 if step == 7 else 7])


def told_on(scene: Scene, position: int) -> dt.date | None:
    """The day a passage was written: of an embedded post its own, else the article's."""
    for block in scene.blocks:
        if block.published and block.start <= position < block.end:
            return block.published
    return scene.published


def cycle(timex: Timex) -> int:
    """How far a bare weekday (7 days) or a bare month (a year) can be moved; 0 for what names its date more closely."""
    words = timex.text.lower().replace(",", "").split()
    if len(words) <= 2 and words[0] in WEEKDAYS and timex.value[:4].isdigit() and "-W" not in timex.value:
        return 7
    if timex.type == "TIME" and len(words) <= 5 and words[-1] in WEEKDAYS and words[-2] == "on":
        return 7  # "8 pm on Sunday"
    if timex.type == "TIME" and len(words) > 2 and words[-3] == "on" and bool(set(words[-2:]) & MONTHS):
        return 365 if any(word.rstrip("stndrh").isdigit() for word in words[-2:]) else 0  # "noon on 3 March"
    if len(words) == 2 and len(timex.value) == 10 and bool(set(words) & MONTHS):
        return 365 if any(word.rstrip("stndrh").isdigit() for word in words) else 0
    return 365 if len(words) == 1 and words[0] in MONTHS and len(timex.value) == 7 else 0


def shift(interval: Interval, step: int) -> Interval:
    if abs(step) == 7:
        shift = dt.timedelta(days=step)
        return Interval(interval.start + shift, interval.end + shift)
    year = interval.start.year + (1 if step > 0 else -1)
    if interval.days < 27:
        years = year - interval.start.year
        return Interval(_in_year(interval.start, years), _in_year(interval.end, years))
    start = interval.start.replace(year=year, day=1)
    after = (start + dt.timedelta(days=32)).replace(day=1)
    return Interval(start, after - dt.timedelta(days=1))


def _in_year(day: dt.date, years: int) -> dt.date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def nearest(interval: Interval, told: dt.date, step: int) -> Interval:
    candidates = [interval, shift(interval, step), shift(interval, -step)]
    return min(candidates, key=lambda each: abs((each.start - told).days))
