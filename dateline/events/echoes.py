"""Finds what words tell of again: "it will now be held", "those cuts"."""

from __future__ import annotations

from dataclasses import replace

from dateline.events.extraction import Predicate
from dateline.events.tree import Tree

HELD = frozenset({"meet", "vote", "try", "perform", "compete", "praise", "speak"})
"""What is held, so that "it was held" tells of it even where its noun is a weak one."""


def resolve(predicate: Predicate, trees: tuple[Tree, ...], found: list[Predicate]) -> Predicate:
    """Find what "it will now be held on 30 May" tells of in the sentences before."""
    tree = trees[predicate.sentence]
    if predicate.nominal:
        return _resolve_demonstrative(predicate, tree, found)
    if predicate.kind and predicate.kind != "happen":
        return predicate
    subject = tree.kid(predicate.verb, ("nsubj", "nsubjpass"))
    if subject < 0 or tree.words[subject].lower() not in ("it", "this", "that", "they"):
        return predicate
    held = tree.lemmas[predicate.verb] in ("hold", "stage", "convene", "take")
    for other in reversed(found):
        near = predicate.sentence - 2 <= other.sentence < predicate.sentence
        if (
            near
            and other.nominal
            and (not other.weak or (held and other.kind in HELD))
            and trees[other.sentence].deps[other.head] in ("nsubj", "nsubjpass", "dobj")
        ):
            return replace(
                predicate, lemma=other.lemma, kind=other.kind, weight=other.weight, echo=(other.sentence, other.head)
            )
    return predicate


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
