"""Counts "the following day" from what the story last told in a main clause, not from a date that an aside mentions."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from dateline.events.discourse import is_main
from dateline.events.scene import Scene, timex_tokens
from dateline.events.tree import Tree
from dateline.model import Interval, Timex

BACK = 2
"""Sentences that what a date is counted from may stand before it."""
LONGEST = 31
"""Days of what a day can be counted from, at most."""
ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})
ASIDES = frozenset({"relcl", "acl", "advcl", "appos"})
_NUMBER = (
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|\d+)"
)
COUNTED = re.compile(
    rf"the (?:next|following|previous|preceding) (?:day|morning|afternoon|evening|night)|the (?:day|night|evening) (?:after|before)"
    rf"|{_NUMBER} (?:day|week)s? (?:later|earlier|before|after|afterwards)",
    re.IGNORECASE,
)


WITHIN = re.compile(r"(?:earlier|later) (?:that|the same) (?:week|month|year)", re.IGNORECASE)


def as_told(scene: Scene, number: int, timex: Timex) -> Timex:
    """Return a counted day moved to what the main clauses before it tell; itself where its anchor stands in one."""
    if timex.anchor_basis == "timex" and timex.interval is not None and WITHIN.fullmatch(timex.text.strip()):
        return _on_one_side(scene, number, timex)
    if timex.anchor_basis != "timex" or timex.interval is None or timex.interval.days > 1:
        return timex
    anchor = _anchor(scene, timex)
    if not COUNTED.fullmatch(timex.text.strip()) or anchor is None or anchor.interval is None:
        return timex
    if anchor.interval.days > LONGEST:
        return _within(scene, number, timex)
    if not _is_aside(scene, anchor, timex):
        return timex if anchor.interval.days == 1 else _spread(scene, timex, anchor.interval)
    told = _last_told(scene, number, timex)
    if told is None:
        return timex
    ahead = timex.interval.start > anchor.interval.start
    distance = timex.interval.start - (anchor.interval.end if ahead else anchor.interval.start)
    if abs(distance.days) > 366 or (told == anchor.interval.start and anchor.interval.days == 1):
        return timex
    return scene.put(timex, told + distance)


def _on_one_side(scene: Scene, number: int, timex: Timex) -> Timex:
    """Bound "earlier that week" by the day it is earlier than, "later that month" by the day it is later than."""
    anchor, whole = _anchor(scene, timex), timex.interval
    told = (
        anchor.interval.start
        if anchor and anchor.interval and anchor.interval.days == 1
        else _last_told(scene, number, timex)
    )
    if told is None or whole is None or not whole.start <= told <= whole.end:
        return timex
    earlier = timex.text.lower().startswith("earlier")
    moved = replace(timex, interval=Interval(whole.start, told) if earlier else Interval(told, whole.end))
    scene.changed[id(timex)] = moved
    return moved


def _within(scene: Scene, number: int, timex: Timex) -> Timex:
    """Count "the day after" from what was last told, where the date before it is of years: "since the late 1970s"."""
    told = _last_told(scene, number, timex)
    ahead = any(word in timex.text.lower() for word in ("day after", "next", "following"))
    return (
        scene.put(timex, told + dt.timedelta(days=1)) if told is not None and ahead else replace(timex, interval=None)
    )


def _spread(scene: Scene, timex: Timex, anchor: Interval) -> Timex:
    """Count "thirteen days later" from a month as from any of its days."""
    if timex.interval is None:
        return timex
    from_end, from_start = (
        abs((timex.interval.start - anchor.end).days),
        abs((timex.interval.start - anchor.start).days),
    )
    if from_end > LONGEST or timex.interval.start <= anchor.end or from_end >= from_start:
        return timex
    moved = replace(timex, interval=Interval(anchor.start + dt.timedelta(days=from_end), timex.interval.end))
    scene.changed[id(timex)] = moved
    return moved


def _anchor(scene: Scene, timex: Timex) -> Timex | None:
    before = [t for t in scene.timexes if t.end <= timex.start and t.text == timex.anchor and t.interval is not None]
    return max(before, key=lambda t: t.start, default=None)


def _is_aside(scene: Scene, anchor: Timex, timex: Timex) -> bool:
    """Say whether a date stands in a clause or phrase aside, in which the date counted from it does not stand."""
    tree = scene.tree_at(anchor.start)
    tokens = timex_tokens(tree, anchor) if tree is not None else []
    if tree is None or not tokens:
        return False
    if any((tree.deps[k] in ARGUMENTS or _is_object(tree, k)) and tree.heads[k] not in tokens for k in tokens):
        return True  # "On 6 May she scrapped 14 June": the day is what is scrapped
    asides = [k for k in (tokens[-1], *tree.ancestors(tokens[-1])) if tree.deps[k] in ASIDES and k not in tokens]
    if tree.sentence.start > timex.start or timex.start >= tree.sentence.end:
        return bool(asides)
    below = {k for aside in asides for k in tree.subtree(aside)}
    return bool(asides) and not below & set(timex_tokens(tree, timex))


def _is_object(tree: Tree, day: int) -> bool:
    """Say whether a bare day right behind a verb that has its day is what is done something to."""
    verb, first = tree.heads[day], min(tree.subtree(day))
    fronted = any(k < verb and tree.names[k + 1][2:] == "DATE" for k in tree.kids(verb, ("prep",)))
    return tree.deps[day] == "npadvmod" and first == verb + 1 and fronted and tree.kid(verb, ("dobj",)) < 0


def _last_told(scene: Scene, number: int, timex: Timex) -> dt.date | None:
    """Return the day of the last main clause before a date, the new one of what was put off."""
    found: list[tuple[int, dt.date]] = []
    for place, dated in scene.dates.items():
        predicate = scene.extraction.predicates[place]
        tree = scene.extraction.trees[predicate.sentence]
        if not number - BACK <= predicate.sentence <= number or not is_main(tree, predicate):
            continue
        if predicate.standing.level not in ("occurred", "denied"):
            continue
        start = tree.sentence.starts[predicate.head]
        if start < timex.start and dated.interval is not None and dated.interval.days == 1 and place not in scene.moved:
            found.append((start, dated.interval.start))
    for place, moved in scene.moved.items():
        predicate = scene.extraction.predicates[place]
        start = scene.extraction.trees[predicate.sentence].sentence.starts[predicate.head]
        if number - BACK <= predicate.sentence <= number and start < timex.start and moved.interval is not None:
            found.append((start, moved.interval.start))
    return max(found)[1] if found else None
