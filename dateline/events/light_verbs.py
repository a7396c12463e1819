"""Finds the nouns that a light verb leaves the telling to: "made a visit", "a service is to be held"."""

from __future__ import annotations

from dateline.events import (
    carrying,
    intended,
    naming,
    roles,
)
from dateline.events.nominal import MEASURES, kind_of, part_of_name
from dateline.events.tree import Tree


def light_nouns(tree: Tree, verb: int) -> list[int]:
    """The event nouns that a light verb governs: its object, or its subject in the passive or where nothing else is done."""
    given = tree.kid(verb, ("nsubjpass",)) >= 0 and tree.kid(verb, ("dobj",)) >= 0
    # "The visit was given a new date": what somebody is given stands in the object.
    heads = tree.kids(verb, ("dobj", "attr") if given else ("dobj", "nsubjpass", "attr"))
    heads = [intended.antecedent(tree, k) if tree.tags[k] == "WDT" and tree.deps[k] == "dobj" else k for k in heads]
    heads = [k for k in heads if k >= 0] or _relative(tree, verb)
    if not heads and tree.kid(verb, ("auxpass",)) >= 0 and tree.deps[verb] in ("xcomp", "conj"):
        shared = roles.shared_subject(tree, verb)  # "a service is to be held", "was put off and will be held in May"
        heads = [shared] if shared >= 0 else []
    if carrying.is_stage(tree, verb):
        subject = tree.kid(verb, ("nsubj",))
        subject = roles.shared_subject(tree, verb) if subject < 0 else roles.antecedent(tree, subject, verb)
        heads = [subject] if subject >= 0 else heads
    nouns: list[int] = []
    for head in heads:
        nouns.extend(token for token in (head, *_conjuncts(tree, head)) if naming.is_noun(tree, token))
        nouns.extend(
            below
            for preposition in tree.kids(head, ("prep",))
            if tree.words[preposition] == "of" and (tree.lemmas[head] in MEASURES or tree.tags[head] == "CD")
            for below in tree.kids(preposition, ("pobj",))
            if naming.is_noun(tree, below)
        )
    return [noun for noun in nouns if kind_of(tree, noun) and not part_of_name(tree, noun)]


def _relative(tree: Tree, verb: int) -> list[int]:
    """The noun of whose clause a verb without an object is: "a trip that she was to make"."""
    clause = verb
    while tree.deps[clause] == "xcomp" and tree.heads[clause] != clause:
        clause = tree.heads[clause]
    subject = tree.kid(clause, ("nsubj",))
    if tree.deps[clause] != "relcl" or subject < 0 or tree.tags[subject].startswith("W"):
        return []
    return [tree.heads[clause]]


def _conjuncts(tree: Tree, token: int) -> list[int]:
    found: list[int] = []
    for child in tree.kids(token, ("conj",)):
        found.extend((child, *_conjuncts(tree, child)))
    return found
