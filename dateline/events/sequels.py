"""Dates what follows at once: "tied up two guards before driving off", "was held at dawn after police searched a depot"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.events.predicates import Predicate
from dateline.events.scene import Dated, Scene
from dateline.events.tree import Tree

INCIDENTS = frozenset(
    "arrest seize investigate discover attack kill injure die explode crash storm quake collapse damage rescue protest "
    "infect end".split()
)
"""Classes whose events, told as one after the other, happen within hours."""
FRESH = 3
"""Days before publication within which the date at the end of a sentence is its news."""


def lender(tree: Tree, predicate: Predicate, by_verb: Mapping[int, int], scene: Scene) -> Dated | None:
    """Return the day of the clause that this one follows, or that follows this one, at once."""
    if predicate.standing.level != "occurred":
        return None
    for verb, other, word in (*_above(tree, predicate.verb), *_below(tree, predicate.verb)):
        place = by_verb.get(other)
        lent = scene.dates.get(place) if place is not None else None
        if place is None or lent is None or lent.interval is None or lent.interval.days > 1 or lent.timex is None:
            continue
        told = scene.extraction.predicates[place]
        if told.standing.level != "occurred" and told.standing.cue != "before":
            continue
        both = {predicate.kind, told.kind} <= INCIDENTS
        trailing = other != verb and tree.heads[other] != other and lent.timex.start > tree.sentence.starts[other]
        if both or (_is_participle(tree, verb) and (word == "before" or (trailing and _fresh(scene, lent)))):
            return lent
    return None


def _above(tree: Tree, verb: int) -> Iterator[tuple[int, int, str]]:
    """Yield (subordinate verb, the other verb, the word between) where this clause stands under another."""
    head = tree.heads[verb]
    if tree.deps[verb] == "pcomp" and tree.words[head].lower() in ("before", "after"):
        yield verb, tree.heads[head], tree.words[head].lower()
    if tree.deps[verb] == "advcl" and not _has_pluperfect(tree, verb):
        for mark in tree.kids(verb, ("mark", "advmod")):
            if tree.words[mark].lower() in ("before", "after"):
                yield verb, head, tree.words[mark].lower()


def _below(tree: Tree, verb: int) -> Iterator[tuple[int, int, str]]:
    """Yield the same where another clause stands under this one."""
    for clause in tree.kids(verb, ("advcl",)):
        yield from ((below, clause, word) for below, _, word in _above(tree, clause))
    for preposition in tree.kids(verb, ("prep",)):
        for clause in tree.kids(preposition, ("pcomp",)):
            yield from ((below, clause, word) for below, _, word in _above(tree, clause))


def _is_participle(tree: Tree, verb: int) -> bool:
    return tree.tags[verb] == "VBG"


def _has_pluperfect(tree: Tree, verb: int) -> bool:
    return any(tree.words[k].lower() == "had" for k in tree.kids(verb, ("aux",)))


def _fresh(scene: Scene, lent: Dated) -> bool:
    if scene.published is None or lent.interval is None:
        return False
    return 0 <= (scene.published - lent.interval.end).days <= FRESH
