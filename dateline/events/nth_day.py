"""Counts the days of a happening from its first: "Jurors were sworn in on 4 March. Day three of the trial was a visit"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.events import daycount, naming
from dateline.events.discourse import is_main
from dateline.events.governing import is_occasion
from dateline.events.scene import Dated, Scene, timex_tokens
from dateline.events.tree import Tree
from dateline.model import Interval, Timex

NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
AT_WORK = frozenset({"try", "judge", "investigate"})
"""Classes of what rests at weekends: the second day of a trial that opened on a Friday is a Monday."""
OPENING = frozenset({"begin", "open", "appoint", "launch", "try", "depart", "protest", "strike", "resume"})
BACK = 3
"""Sentences that the first day may stand before the one that counts from it."""
RULE = "nth-day"


def as_counted(scene: Scene, number: int, tree: Tree, timex: Timex) -> Timex:
    """Return the day that "its second day", "day two of the trial" is, counted from the day on which that began.

    A day so counted that the text does not let begin stays what it was.
    """
    if timex.rule != RULE or timex.anchor_basis != "publication":
        return timex
    tokens = timex_tokens(tree, timex)
    day = next((k for k in tokens if tree.lemmas[k].lower() == "day"), -1)
    count = _count(tree, day, tokens)
    if day >= 0 and tree.deps[day] == "dobj" and _has_other_day(scene, tree, timex):
        return replace(timex, interval=None)  # "entered its third day on Tuesday"
    if day < 0 or count < 2:
        return timex
    noun = _of(tree, day)
    first = _first_day(scene, number, tree, noun, tree.sentence.starts[day])
    if first is None:
        return timex
    interval, kind = first
    counted = _later(interval, count - 1, working=kind in AT_WORK or naming.noun_class(tree, max(noun, 0)) in AT_WORK)
    if scene.published is not None and counted > scene.published:
        return timex
    return scene.put(timex, counted)


def _has_other_day(scene: Scene, tree: Tree, timex: Timex) -> bool:
    others = [t for t in scene.timexes if t is not timex and tree.sentence.start <= t.start < tree.sentence.end]
    return any(t.type == "DATE" and t.interval is not None and t.interval.days == 1 and t.rule != RULE for t in others)


def _count(tree: Tree, day: int, tokens: list[int]) -> int:
    words = [tree.words[k].lower() for k in tokens if k != day]
    numbers = [daycount.NUMBERS.get(w) or NUMBERS.get(w) or (int(w) if w.isdigit() else 0) for w in words]
    return max(numbers, default=0)


def _of(tree: Tree, day: int) -> int:
    """Return what the day is one of ("day two of the hearing"), or -1."""
    for preposition in tree.kids(day, ("prep",)):
        if tree.words[preposition].lower() == "of":
            return tree.kid(preposition, ("pobj",))
    return -1


def _first_day(scene: Scene, number: int, tree: Tree, noun: int, start: int) -> tuple[dt.date, str] | None:
    """Return the day, and the class, of what began: the same kind where it is named, else what was last told to begin."""
    kind = naming.noun_class(tree, noun) if noun >= 0 else ""
    same: list[tuple[int, dt.date, str]] = []
    begun: list[tuple[int, dt.date, str]] = []
    for place, dated in scene.dates.items():
        predicate = scene.extraction.predicates[place]
        other = scene.extraction.trees[predicate.sentence]
        here = other.sentence.starts[predicate.head]
        if not _is_day(dated) or here >= start or predicate.standing.level != "occurred" or dated.interval is None:
            continue
        found = (here, dated.interval.start, predicate.kind)
        if kind and predicate.kind == kind and predicate.nominal:
            same.append(found)
        lasting = predicate.kind in OPENING or is_occasion(other, predicate.head)
        if (
            number - BACK <= predicate.sentence < number
            and lasting
            and (predicate.nominal or is_main(other, predicate))
        ):
            begun.append(found)
    last = max(same or begun, default=None)
    return (last[1], last[2]) if last else None


def _is_day(dated: Dated) -> bool:
    return dated.basis in ("timex", "discourse") and isinstance(dated.interval, Interval) and dated.interval.days == 1


def _later(day: dt.date, days: int, *, working: bool) -> dt.date:
    for _ in range(days):
        day += dt.timedelta(days=1)
        while working and day.weekday() > 4:
            day += dt.timedelta(days=1)
    return day
