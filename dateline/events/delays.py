"""Works out old and new dates of what is put off: "by eight days", "from 3 May to 7 June"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dateline.events import anchored
from dateline.events.scene import (
    Dated,
    Scene,
)
from dateline.events.tree import Tree
from dateline.model import Interval, Timex


def add(scene: Scene) -> None:
    """Work out the new date of what is put back "by eight days" from the old one that the same or the last sentence gives."""
    predicates = scene.extraction.predicates
    for place, decision in enumerate(predicates):
        if decision.decision != "postponed" or place in scene.moved:
            continue
        tree = scene.extraction.trees[decision.sentence]
        days = _delay(tree, decision.verb)
        if days is None:
            continue
        old = [
            scene.dates[p]
            for p in scene.dates
            if p != place
            and decision.sentence - 1 <= predicates[p].sentence <= decision.sentence
            and predicates[p].standing.level in ("planned", "postponed")
        ]
        day = next((d for d in reversed(old) if d.interval is not None and d.interval.days == 1 and d.timex), None)
        if day is not None and day.interval is not None and day.timex is not None:
            new = day.interval.start + dt.timedelta(days=days)
            scene.moved[place] = replace(day.timex, interval=Interval(new, new), value=new.isoformat())


def _delay(tree: Tree, verb: int) -> int | None:
    for preposition in tree.kids(verb, ("prep", "agent")):
        noun = tree.kid(preposition, ("pobj",))
        if tree.words[preposition].lower() == "by" and noun >= 0 and tree.lemmas[noun] in ("day", "week", "fortnight"):
            return anchored.days_in(tree, noun)
    return None


def from_to(scene: Scene, places: Sequence[int], place: int, timex: Timex) -> None:
    """Split "moved the gala from 3 May to 7 June": the first is the old date, the second the new one."""
    if timex.interval is None:
        return
    begins, ends = timex.value.split("/")[0], timex.value.split("/")[-1]
    first, last = _whole(begins, timex.interval.start), _whole(ends, timex.interval.end)
    of_target(scene, places, place, Dated(first, timex, "timex"))
    scene.moved[place] = replace(timex, interval=last, value=ends)


def of_target(scene: Scene, places: Sequence[int], place: int, dated: Dated) -> None:
    """Give the old date to what a decision puts off, not to the decision."""
    predicates = scene.extraction.predicates
    for other in places:
        if predicates[other].head == predicates[place].target:
            scene.dates[other] = dated


def _whole(value: str, day: dt.date) -> Interval:
    """Return the year, month or day that a value names."""
    first = day.replace(month=1, day=1) if len(value) == 4 else day.replace(day=1) if len(value) == 7 else day
    if len(value) == 4:
        return Interval(first, first.replace(month=12, day=31))
    if len(value) == 7:
        return Interval(first, (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1))
    return Interval(day, day)
