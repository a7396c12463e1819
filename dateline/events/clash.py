"""Finds another owner for a date that its clause cannot have: a past day on what will be, a coming one on what was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dateline.events import naming
from dateline.events.predicates import Predicate
from dateline.events.scene import Scene, cycle, timex_tokens, told_on
from dateline.events.tree import Tree
from dateline.model import Timex

LONG_AGO = dt.timedelta(days=60)
"""English sets no perfect beside a date; rewording does beside a recent one ("have been charged last week")."""
LATELY = dt.timedelta(days=31)
SETTLED = dt.timedelta(days=30)
"""A day of the year nearer than this is not moved by a year."""
NEAR = 8
"""Tokens between a date and the word that it dates instead, at most."""


def owner(scene: Scene, tree: Tree, places: Sequence[int], place: int, timex: Timex) -> int:
    """Return the place of the predicate that a date can belong to: the one found, else the nearest before it, else -1."""
    predicates = scene.extraction.predicates
    if not clashes(scene, tree, predicates[place], timex):
        return place
    first = min(timex_tokens(tree, timex))
    near = [p for p in places if 0 < first - predicates[p].head <= NEAR and p != place]
    fitting = [p for p in near if not clashes(scene, tree, predicates[p], timex) and p not in scene.dates]
    return max(fitting, key=lambda p: predicates[p].head, default=-1)


def clashes(scene: Scene, tree: Tree, predicate: Predicate, timex: Timex) -> bool:
    """Say whether a clause cannot have a date: its tense is on the other side of publication."""
    told = told_on(scene, tree.sentence.start)
    verb, standing = predicate.verb, predicate.standing
    bare = predicate.nominal and predicate.verb == predicate.head
    if told is None or timex.interval is None or bare or not naming.is_verb(tree, verb):
        return False
    if cycle(timex) == 7 or (cycle(timex) and abs(timex.interval.start - told) >= SETTLED):
        return False  # the clause's tense will move it
    auxiliaries = {tree.words[k].lower() for k in tree.kids(verb, ("aux", "auxpass"))}
    if standing.level in ("planned", "possible") and standing.tense == "future":
        modal = auxiliaries & {"will", "would", "'ll", "shall", "may", "could"}
        return bool(modal) and "have" not in auxiliaries and timex.interval.end < told - LATELY
    if standing.level != "occurred" or standing.tense != "past":
        return False
    if auxiliaries & {"has", "have"} and timex.interval.end < told - LONG_AGO:
        return True
    return (
        tree.tags[verb] == "VBD" or bool(auxiliaries & {"has", "have", "had", "was", "were"})
    ) and timex.interval.start > told
