"""Works out old and new dates of what is put off: "by eight days", "from 3 May to 7 June"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dateline.events import anchored
from dateline.events.scene import (
    Dated,
    Scene,
    cycle,
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


def from_to(scene: Scene, places: Sequence[int], place: int, timex: Timex, preposition: str) -> None:
    """Split "moved the gala from 3 May to 7 June": the first is the old date, the second the new one.

    In "adjourned the trial on Monday to 22 March" the first is the day on which it did so.
    """
    if timex.interval is None:
        return
    begins, ends = timex.value.split("/")[0], timex.value.split("/")[-1]
    first, last = _whole(begins, timex.interval.start), _whole(ends, timex.interval.end)
    dated = Dated(first, timex, "timex")
    if preposition == "on":
        scene.dates[place] = dated
    else:
        of_target(scene, places, place, dated)
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


def days_left(scene: Scene) -> None:
    """Date what is called off "on Tuesday with two days to go": two days after the calling-off."""
    predicates = scene.extraction.predicates
    for place, decision in enumerate(predicates):
        dated = scene.dates.get(place)
        if (
            not decision.decision
            or decision.sudden
            or dated is None
            or dated.interval is None
            or dated.interval.days > 1
        ):
            continue
        tree = scene.extraction.trees[decision.sentence]
        days = _to_go(tree, decision.verb)
        targets = [
            other
            for other, each in enumerate(predicates)
            if each.sentence == decision.sentence and each.head == decision.target and other not in scene.dates
        ]
        if days and targets:
            day = dated.interval.start + dt.timedelta(days=days)
            scene.dates[targets[0]] = Dated(Interval(day, day), dated.timex, "timex")


def _to_go(tree: Tree, verb: int) -> int:
    for preposition in tree.kids(verb, ("prep",)):
        unit = tree.kid(preposition, ("pobj",))
        if tree.words[preposition].lower() == "with" and unit >= 0 and tree.lemmas[unit] in ("day", "week"):
            after = [tree.words[k].lower() for k in range(unit + 1, min(unit + 3, tree.size))]
            if after == ["to", "go"] or after[:1] == ["left"]:
                return anchored.days_in(tree, unit) or 0
    return 0


def date_old(scene: Scene) -> None:
    """Put the weekday of what "had been due on Thursday" behind the day on which it was called off, not behind the article's."""
    predicates = scene.extraction.predicates
    for place, dated in list(scene.dates.items()):
        predicate, interval = predicates[place], dated.interval
        was = predicate.standing.tense == "past" and predicate.standing.level in ("planned", "postponed", "cancelled")
        if not was or predicate.decision or interval is None or dated.timex is None or cycle(dated.timex) != 7:
            continue
        decided, new = _decided(scene, predicate.sentence), _new_day(scene, predicate.sentence)
        first = interval.start
        if decided is not None and decided < interval.start:
            first = interval.start - dt.timedelta(days=7 * ((interval.start - decided).days // 7))
        elif new is not None and interval.start > new:
            first = interval.start - dt.timedelta(days=7 * (((interval.start - new).days + 6) // 7))
        if first != interval.start:
            timex = scene.put(dated.timex, first)
            scene.dates[place] = Dated(timex.interval, timex, dated.basis)


def _new_day(scene: Scene, sentence: int) -> dt.date | None:
    """Return the day to which a happening is put back in a sentence, the one before or the one after."""
    for place, moved in scene.moved.items():
        decision = scene.extraction.predicates[place]
        back = decision.decision == "postponed" and "forward" not in decision.lemma
        if back and abs(decision.sentence - sentence) <= 1 and moved.interval is not None and moved.interval.days == 1:
            return moved.interval.start
    return None


def _decided(scene: Scene, sentence: int) -> dt.date | None:
    """Return the day of a calling-off in a sentence, the one before or the one after."""
    for place, dated in scene.dates.items():
        decision = scene.extraction.predicates[place]
        near = decision.decision and abs(decision.sentence - sentence) <= 1
        if near and decision.standing.level == "occurred" and dated.interval is not None and dated.interval.days == 1:
            return dated.interval.start
    return None
