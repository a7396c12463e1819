"""Gives what an entry of a list tells the date that stands before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.events import naming
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated, Scene
from dateline.events.tree import Tree
from dateline.model import Interval, Timex

LONGEST = 366


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
    return {paragraph: Dated(interval, timex, "timex") for paragraph, (_, timex, interval) in found.items()}


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
    above = tree.heads[predicate.verb]
    if tree.deps[predicate.verb] == "ccomp" and naming.is_verb(tree, above) and _is_root(tree, above):
        return predicate.standing.level in ("occurred", "present")
    return False
