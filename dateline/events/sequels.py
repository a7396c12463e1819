"""Dates what follows at once: "tied up two guards before driving off", "was held at dawn after police searched a depot"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.events import naming
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated, Scene
from dateline.events.tree import Tree

INCIDENTS = frozenset(
    "arrest seize investigate discover attack kill injure die explode crash storm quake collapse damage rescue protest "
    "infect end".split()
)
"""Classes whose events, told as one after the other, happen within hours."""
SOON = frozenset("soon shortly immediately right straight directly moments minutes hours days just".split())
WEEK = 7
NEAR = 4
"""Sentences back to what a description takes up again."""
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


def date_after(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """Date what followed something old with it: "soon after calling off his trip (in February) he spoke to the king"."""
    predicates = scene.extraction.predicates
    for place, predicate in enumerate(predicates):
        tree = scene.extraction.trees[predicate.sentence]
        if place in scene.dates or predicate.nominal or predicate.standing.level != "occurred":
            continue
        for clause in _led(tree, predicate.verb):
            below = set(tree.subtree(clause))
            beside = [p for p in by_sentence[predicate.sentence] if p in scene.dates and predicates[p].head in below]
            told = [scene.dates[p] for p in beside] or _called_off(scene, tree, clause, predicate.sentence)
            if told and all(_is_old(scene, each) for each in told):
                scene.dates[place] = Dated(told[0].interval, told[0].timex, "discourse")


def _called_off(scene: Scene, tree: Tree, verb: int, number: int) -> list[Dated]:
    """When that was to be which a clause calls off, as the sentences before it told: the calling-off was not later."""
    thing = tree.kid(verb, ("dobj", "nsubjpass"))
    kind = naming.noun_class(tree, thing) if thing >= 0 else ""
    predicates = scene.extraction.predicates
    return [
        scene.dates[p]
        for p in sorted(scene.dates, reverse=True)
        if predicates[p].kind == kind != "" and 0 < number - predicates[p].sentence <= NEAR
        if predicates[p].standing.level in ("postponed", "cancelled")
    ][:1]


def _led(tree: Tree, verb: int) -> list[int]:
    """The clauses under a verb that it followed soon: behind "soon after", "days after"."""
    governed = [(p, k) for p in tree.kids(verb, ("prep",)) for k in tree.kids(p, ("pcomp",))]
    marked = [(m, k) for k in tree.kids(verb, ("advcl",)) for m in tree.kids(k, ("mark",))]
    return [
        clause
        for word, clause in (*governed, *marked)
        if tree.words[word].lower() == "after" and tree.words[word - 1].lower() in SOON
        if tree.tags[word - 2] != "CD"  # "five days after" counts them, and is reckoned elsewhere
    ]


def _is_old(scene: Scene, dated: Dated) -> bool:
    if scene.published is None or dated.interval is None:
        return False
    return (scene.published - dated.interval.end).days > WEEK


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
