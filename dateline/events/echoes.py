"""Finds what words tell of again: "it will now be held", "those cuts"."""

from __future__ import annotations

from dataclasses import replace

from dateline.events import appointed, naming
from dateline.events.extraction import Predicate
from dateline.events.tree import Tree

HELD = frozenset({"meet", "vote", "try", "perform", "compete", "praise", "speak"})
"""What is held, so that "it was held" tells of it even where its noun is a weak one."""


def resolve(predicate: Predicate, trees: tuple[Tree, ...], found: list[Predicate]) -> Predicate:
    """Find what "it will now be held on 30 May" tells of in the sentences before."""
    tree = trees[predicate.sentence]
    if predicate.nominal:
        return _resolve_demonstrative(predicate, tree, found)
    phase = _is_phase(tree, predicate)
    if predicate.kind and predicate.kind != "happen" and not phase:
        return predicate
    subject = tree.kid(predicate.verb, ("nsubj", "nsubjpass"))
    if subject < 0 or tree.words[subject].lower() not in ("it", "this", "that", "they"):
        return predicate
    if predicate.lemma == appointed.LEMMA:
        return _resolve_day(predicate, trees, found)
    held = tree.lemmas[predicate.verb] in ("hold", "stage", "convene", "take")
    for other in reversed(found):
        near = predicate.sentence - 2 <= other.sentence < predicate.sentence
        if (
            near
            and other.nominal
            and (not other.weak or (held and other.kind in HELD))
            and trees[other.sentence].deps[other.head] in ("nsubj", "nsubjpass", "dobj")
        ):
            if phase and not _agrees(trees[other.sentence], other.head, tree.words[subject].lower()):
                continue
            if phase:
                return replace(predicate, kind=other.kind, weight=other.weight, echo=(other.sentence, other.head))
            return replace(
                predicate, lemma=other.lemma, kind=other.kind, weight=other.weight, echo=(other.sentence, other.head)
            )
    return predicate


def _resolve_day(predicate: Predicate, trees: tuple[Tree, ...], found: list[Predicate]) -> Predicate:
    """Find what "it had been due on 31 January" is about."""
    for other in reversed(found):
        if other.sentence <= predicate.sentence and appointed.may_mean(
            predicate, other, trees[predicate.sentence], trees[other.sentence]
        ):
            return replace(
                predicate, lemma=other.lemma, kind=other.kind, weight=other.weight, echo=(other.sentence, other.head)
            )
    return predicate


PHASES = frozenset({"resume", "begin", "end"})
ARRANGED = frozenset({"meet", "vote", "try", "perform", "compete", "protest", "strike", "test", "search"})


def _is_phase(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a clause only tells that it begins, ends or goes on again: "They resume on Monday"."""
    more = tree.kid(predicate.verb, ("dobj", "xcomp", "ccomp", "oprd", "nsubjpass"))
    told = predicate.standing.level in ("present", "planned", "occurred") and not predicate.decision
    return predicate.kind in PHASES and more < 0 and told


def _agrees(tree: Tree, noun: int, pronoun: str) -> bool:
    """Say whether "they" or "it" can take up an event's noun."""
    held = naming.noun_class(tree, noun) in ARRANGED
    return held and (tree.tags[noun] == "NNS") == (pronoun == "they")


def _resolve_demonstrative(predicate: Predicate, tree: Tree, found: list[Predicate]) -> Predicate:
    """Find what "those cuts" or "that strike" tells of in the sentences before."""
    if not any(
        tree.words[k].lower() in ("this", "that", "these", "those") for k in tree.kids(predicate.head, ("det",))
    ):
        return predicate
    for other in reversed(found):
        near = predicate.sentence - 2 <= other.sentence < predicate.sentence
        if near and _same_kind(predicate.kind, other.kind):
            return replace(predicate, again=(other.sentence, other.head))
    return predicate


def _same_kind(one: str, other: str) -> bool:
    return bool(one) and (one == other or {one, other} <= {"lower", "dismiss"})
