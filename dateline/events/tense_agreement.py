"""Moves a bare weekday or month to the side of publication that the tense of its clause asks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.events import put_back, unmet
from dateline.events.noun_status import EXPECTED
from dateline.events.predicates import Extraction, Predicate
from dateline.events.scene import (
    Dated,
    Scene,
    cycle,
    nearest,
    shift,
    told_on,
)
from dateline.events.tree import Tree
from dateline.model import Interval

NEGATIONS = frozenset({"not", "n't", "never"})
IN_THE_PERFECT = frozenset({"would", "'d", "should", "ought", "may", "might", "could", "can"})
"""Modals that with a perfect speak of what is past: "would have met", "may have died"."""
BEFALLEN = frozenset({"injure", "die", "crash", "lose", "kill", "infect", "arrest", "charge", "explode", "fail"})


def agree(scene: Scene, tree: Tree, place: int, extraction: Extraction) -> None:
    """Move a bare weekday or month to the side of publication that its clause's tense asks for."""
    dated, told = scene.dates.get(place), told_on(scene, tree.sentence.start)
    if dated is None or dated.interval is None or dated.timex is None or told is None:
        return
    step = cycle(dated.timex)
    if step == 0:
        return
    predicate = extraction.predicates[place]
    if predicate.standing.cue == "before" and step == 7:
        return  # "met survivors before boarding a helicopter on Tuesday" tells of one day
    interval, level = dated.interval, predicate.standing.level
    lapsed = step == 365 and level == "planned" and predicate.standing.cue in ("was to", EXPECTED)
    lapsed = lapsed and tree.deps[predicate.verb] != "ccomp" and not _put_off_near(extraction, predicate)
    lapsed = lapsed and (interval.end < told or (interval.days > 1 and interval.start > told))
    prose = tree.sentence.kind in ("body", "post")
    if lapsed:
        moved = nearest(interval, told, step)  # "was to begin in November", told in March
    elif (interval.start > told and step == 365 and _is_over(predicate)) or (
        interval.start > told and (step == 7 or level == "possible") and _lapsed(extraction, predicate)
    ):
        moved = shift(interval, -step)
    elif _is_over(predicate):
        return
    elif predicate.standing.cue == put_back.CUE and step == 7:
        moved = interval if interval.start > told else shift(interval, step)
    elif level in ("postponed", "cancelled"):
        moved = nearest(interval, told, step)
        if step == 7 and (interval.start > told or not predicate.nominal or _long_decided(tree, predicate)):
            moved = interval  # only what was read as past: "called off Sunday's marathon", told on Thursday
    elif interval.end < told and (
        _still_ahead(extraction, predicate, step)
        or (level == "present" and prose)
        or (level == "possible" and predicate.standing.tense == "future")
    ):
        moved = shift(interval, step)
    elif interval.start > told and (
        (level in ("occurred", "denied") and predicate.standing.tense == "past") or _befell(tree, predicate)
    ):
        moved = shift(interval, -step)
    else:
        return
    if moved != interval and not _too_far(moved, interval, told, 366 if _is_told(tree, predicate) else 300):
        value = dated.timex.value
        day = moved.start.isoformat()
        timex = replace(dated.timex, interval=moved, value=(day[:7] if len(value) == 7 else day + value[10:]))
        scene.changed[id(dated.timex)] = timex
        scene.dates[place] = Dated(moved, timex, dated.basis)


def _long_decided(tree: Tree, predicate: Predicate) -> bool:
    """Say whether the pluperfect tells that something was called off before: "Sunday's attempt had been cancelled"."""
    verb = tree.heads[predicate.head]
    return tree.deps[verb] == "ROOT" and any(tree.words[k].lower() == "had" for k in tree.kids(verb, ("aux",)))


def _is_told(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a finite past or a pluperfect tells of the day: "On 6 February she scrapped it", told in December."""
    standing, verb = predicate.standing, predicate.verb
    past = tree.tags[verb] == "VBD" or any(tree.words[k].lower() == "had" for k in tree.kids(verb, ("aux",)))
    return standing.level == "occurred" and standing.cue is None and past


def _too_far(moved: Interval, interval: Interval, told: dt.date, furthest: int) -> bool:
    """Say whether a day of the year would move further off than the day as read: "will open on 10 March", told on the 12th."""
    if moved.days > 1 or abs((moved.start - interval.start).days) <= 7:
        return False
    return abs((moved.start - told).days) > furthest or abs((interval.start - told).days) < 30


def _lapsed(extraction: Extraction, predicate: Predicate) -> bool:
    """Say whether the day of "would have met", "was to have opened" is past: unless it is news that it was put off."""
    level, cue, tense = predicate.standing.level, predicate.standing.cue, predicate.standing.tense
    if tense != "past" or cue is None or level not in ("possible", "planned", "cancelled", "postponed"):
        return False
    if _is_over(predicate) or level == "postponed":
        return _is_over(predicate)
    unmet_plan = cue in ("was to", "but", "had been expected") or cue.split()[0] in IN_THE_PERFECT
    return unmet_plan and not _put_off_near(extraction, predicate)


def _put_off_near(extraction: Extraction, predicate: Predicate) -> bool:
    return any(p.decision and abs(p.sentence - predicate.sentence) <= 2 for p in extraction.predicates)


def _is_over(predicate: Predicate) -> bool:
    """Say whether the day is told as gone by: "was to start on Monday. It did not", "did not reopen on Monday as planned"."""
    standing = predicate.standing
    missed = standing.level == "postponed" and standing.tense == "past" and standing.cue in NEGATIONS
    return missed or standing.cue == unmet.CUE


def _befell(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a mishap is the ground of what is to come: "will miss the final after breaking his leg on Tuesday"."""
    if tree.deps[predicate.verb] != "pcomp" or predicate.kind not in BEFALLEN or predicate.standing.cue is not None:
        return False
    return tree.words[tree.heads[predicate.verb]].lower() == "after"


def _still_ahead(extraction: Extraction, predicate: Predicate, step: int) -> bool:
    """Whether what is planned lies ahead: "is due on Thursday" does; "was due" only beside news that it was put off."""
    if predicate.standing.level != "planned" or predicate.standing.tense != "past":
        return predicate.standing.level == "planned"
    if step != 7:
        return False
    return any(p.decision and abs(p.sentence - predicate.sentence) <= 2 for p in extraction.predicates)
