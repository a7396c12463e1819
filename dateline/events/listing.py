"""Gives what an entry of a list tells the date that stands before it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.events import naming
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated, Scene
from dateline.events.tree import Tree
from dateline.model import Interval, Timex

LONGEST = 366
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b|\byear\b")


def date_entries(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """Date the main clauses of every labelled paragraph by its own label, or by the heading where that names no day."""
    dates = _label_dates(scene)
    for number, tree in enumerate(scene.extraction.trees):
        dated = dates.get(tree.sentence.paragraph)
        if dated is None:
            continue
        for verb in _verbs(tree):
            scene.verbs.setdefault((tree.sentence.start, verb), dated)
        for place in by_sentence.get(number, ()):
            if place not in scene.dates and _tells(tree, scene.extraction.predicates[place]):
                scene.dates[place] = dated
        for place in by_sentence.get(number, ()):
            if place not in scene.dates and _subject_alone(scene, tree, place, by_sentence.get(number, ())):
                scene.dates[place] = dated


def _label_dates(scene: Scene) -> dict[int, Dated]:
    found: dict[int, tuple[bool, Timex, Interval]] = {}
    for label in scene.extraction.parse.labels:
        for timex in scene.timexes:
            interval = timex.interval
            if interval is None or interval.days > LONGEST or not label.start <= timex.start < label.end:
                continue
            known = found.get(label.paragraph)
            # A clock time alone takes its day from the heading; of two dates in one label the narrower one counts.
            hour = known is not None and label.heading and known[1].type == "TIME" and ":" in known[1].text
            if known is None or hour or (known[0] == label.heading and interval.days < known[2].days):
                found[label.paragraph] = (label.heading, timex, interval)
    # What a live page posts at an hour is dated by the page's day, which its text does not state.
    live = {label.paragraph for label in scene.extraction.parse.labels if label.clock}
    dates = {
        paragraph: Dated(interval, timex, "discourse" if paragraph in live else "timex")
        for paragraph, (_, timex, interval) in found.items()
    }
    _in_order(dates, scene.published)
    return dates


def _in_order(dates: dict[int, Dated], told: dt.date | None) -> None:
    """Take a date without a year back by one where that is nearer, or where the next entry is earlier: lists run in order."""
    paragraphs = sorted(dates)
    for place, here in reversed(list(enumerate(paragraphs))):
        one, timex = dates[here].interval, dates[here].timex
        if (
            one is None
            or timex is None
            or timex.type == "TIME"
            or YEAR.search(timex.text)
            or (one.end - one.start).days > 92
        ):
            continue
        back = Interval(_year_before(one.start), _year_before(one.end))
        after = dates[paragraphs[place + 1]].interval if place + 1 < len(paragraphs) else None
        disordered = after is not None and one.start > after.end and back.start <= after.start
        nearer = told is not None and (one.start - told).days > (told - back.end).days
        if told is not None and one.start > told and (disordered or nearer):
            dates[here] = Dated(back, replace(timex, interval=back), "timex")


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _verbs(tree: Tree) -> list[int]:
    return [k for k in range(tree.size) if naming.is_verb(tree, k) and _is_root(tree, k)]


def _is_root(tree: Tree, token: int) -> bool:
    while tree.deps[token] in ("conj", "appos", "parataxis", "dep") and tree.heads[token] != token:
        token = tree.heads[token]
    return tree.deps[token] == "ROOT"


def _subject_alone(scene: Scene, tree: Tree, place: int, places: Sequence[int]) -> bool:
    """Say whether an event noun tells what its verb leaves to it: "A last meeting goes nowhere"."""
    predicate = scene.extraction.predicates[place]
    verb = tree.heads[predicate.head]
    if tree.deps[predicate.head] not in ("nsubj", "nsubjpass", "attr") or not _is_root(tree, verb):
        return False
    return all(scene.extraction.predicates[p].verb != verb for p in places)


def _tells(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a predicate is what the entry tells: its main clause, a noun that stands for one, what is reported in it."""
    if _is_root(tree, predicate.verb) or _is_root(tree, predicate.head):
        return True
    above, dep = tree.heads[predicate.verb], tree.deps[predicate.verb]
    if not _is_root(tree, above):
        return False
    if dep == "ccomp":
        return predicate.standing.level in ("occurred", "present") or not naming.is_verb(tree, above)
    if dep == "acl":
        return not any(
            tag in FINITE for k, tag in enumerate(tree.tags) if k != predicate.verb
        )  # "Ferry sold to new owners"
    return dep == "xcomp" and tree.lemmas[above] == "be"
