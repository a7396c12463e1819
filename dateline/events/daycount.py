"""Counts the days of what lasts several: "the second day of the visit on Monday" dates the day, and the visit from Sunday."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.events import naming
from dateline.events.governing import governor
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated, Scene, timex_tokens
from dateline.events.tree import Tree
from dateline.model import Interval, Timex

NUMBERS = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
} | {"opening": 1}
LAST = frozenset({"final", "last", "closing"})
CLOSING = frozenset({",", ";", "after", "since", "before"})


def day_of(tree: Tree, noun: int) -> int:
    """Return the token of "day" in "the second day of the visit", or -1."""
    of = tree.heads[noun]
    day = tree.heads[of]
    counted = tree.deps[noun] == "pobj" and tree.words[of].lower() == "of" and tree.lemmas[day] == "day"
    return day if counted and _modifiers(tree, day) & (NUMBERS.keys() | LAST) else -1


def _modifiers(tree: Tree, day: int) -> set[str]:
    direct = tree.kids(day, ("amod",))
    return {tree.words[k].lower() for each in direct for k in (each, *tree.kids(each, ("conj",)))}


def as_dated(scene: Scene, tree: Tree, timex: Timex) -> Timex:
    """Return "the third day of the strike on Wednesday" as Wednesday; a timex that names no such day as it is."""
    tokens = timex_tokens(tree, timex)
    days = [k for k in tokens if tree.lemmas[k] == "day" and timex.interval is not None]
    if not days or not any(day_of(tree, noun) == days[-1] for noun in range(tokens[-1] + 1, tree.size)):
        return timex
    for other in scene.timexes:
        if other.type == "DATE" and other.interval and other.interval.days == 1 and other.start > timex.end:
            named = timex_tokens(tree, other)
            between = range(tokens[-1] + 1, min(named, default=0))
            if named and not any(naming.is_verb(tree, k) or tree.words[k] in CLOSING for k in between):
                moved = replace(timex, interval=other.interval, value=other.value)
                scene.changed[id(timex)] = moved
                return moved
    return timex


def date(scene: Scene, tree: Tree, here: dict[int, Predicate], place: int, timex: Timex) -> list[Predicate] | None:
    """Give a counted event its days so far; return what happened on that day, None where no day is counted."""
    predicate = here[place]
    day = day_of(tree, predicate.head) if predicate.nominal and predicate.verb == predicate.head else -1
    if day < 0 or timex.interval is None or timex.interval.days > 1:
        return None
    counts = [NUMBERS[word] for word in _modifiers(tree, day) if word in NUMBERS]
    if counts and place not in scene.dates:
        first = timex.interval.start - dt.timedelta(days=counts[0] - 1)
        scene.dates[place] = Dated(Interval(first, timex.interval.end), timex, "timex")
    return governor(tree, day, timex_tokens(tree, timex), list(here.values()))
