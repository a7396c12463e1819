"""Gives what a date only bounds the days that it leaves open: until it, just before it, shortly after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dateline.events import intended
from dateline.events.scene import Dated, Scene
from dateline.events.tree import Tree
from dateline.model import Interval, Timex

CLOSELY = frozenset({"just", "shortly", "right", "immediately", "soon"})
FORTNIGHT = dt.timedelta(days=14)


def beside(scene: Scene, tree: Tree, place: int, head: int, timex: Timex) -> None:
    """Give what happened "just before Christmas" the fortnight before it, "shortly after Easter" the one after it."""
    preposition, days = tree.heads[head], timex.interval
    close = any(tree.words[k].lower() in CLOSELY for k in tree.kids(preposition, ("advmod",)))
    if not close or days is None or days.days > 3:
        return
    day = dt.timedelta(days=1)
    if tree.words[preposition].lower() == "before":
        scene.dates[place] = Dated(Interval(days.start - FORTNIGHT, days.start - day), timex, "timex")
    elif tree.words[preposition].lower() == "after":
        scene.dates[place] = Dated(Interval(days.end + day, days.end + FORTNIGHT), timex, "timex")


def open_window(scene: Scene, place: int, timex: Timex) -> None:
    """What may be "before Easter" has the days from publication until then."""
    if scene.published is not None and timex.interval is not None and timex.interval.end > scene.published:
        scene.dates[place] = Dated(Interval(scene.published, timex.interval.end), timex, "timex")


def deadline(scene: Scene, tree: Tree, places: Sequence[int], head: int, timex: Timex) -> None:
    """Give what somebody has "until Friday" to do the days from publication to then."""
    if scene.published is None or timex.interval is None or timex.interval.end < scene.published:
        return
    verb = intended.has_until(tree, head)
    for place in places:
        if verb >= 0 and scene.extraction.predicates[place].verb == verb:
            scene.dates[place] = Dated(Interval(scene.published, timex.interval.end), timex, "timex")
