"""Says where a mention happened: its own locative phrase, a place it moves to, else the dateline for a lead."""

from __future__ import annotations

from dateline.events.participants import Cast
from dateline.events.predicates import Predicate
from dateline.events.tree import Tree

SUBORDINATE = frozenset({"relcl", "advcl", "ccomp", "acl", "parataxis", "conj", "nsubj"})
LOCATIVE = frozenset({"in", "at", "near", "off", "outside", "across", "around", "of", "to", "into"})
MOTION = frozenset({"visit", "arrive", "travel"})


def place(tree: Tree, predicate: Predicate, cast: Cast, article: str, dateline: str | None) -> str | None:
    """Return the name of the place, the narrower first where several are given; None where nothing says it."""
    for role in predicate.roles:
        if role.name == "place" and tree.names[role.head][2:] in ("GPE", "LOC", "FAC"):
            return _name(tree, role.tokens, cast, article, predicate.sentence, role.head)
    if predicate.kind in MOTION:
        for role in predicate.roles:
            if role.name in ("to", "patient") and tree.names[role.head][2:] in ("GPE", "LOC", "FAC"):
                return _name(tree, role.tokens, cast, article, predicate.sentence, role.head)
    for role in predicate.roles:
        if role.name == "place":
            return _name(tree, role.tokens, cast, article, predicate.sentence, role.head)
    inside = _in_clause(tree, predicate.verb)
    if inside >= 0:
        return _name(tree, tuple(tree.phrase(inside)), cast, article, predicate.sentence, inside)
    if (
        dateline
        and predicate.sentence <= 1
        and predicate.verb == predicate.head
        and tree.deps[predicate.verb] == "ROOT"
    ):
        return dateline
    return None


def _in_clause(tree: Tree, verb: int) -> int:
    """A place anywhere in the clause: "pulled them from the rubble of a school in Varda"."""
    for token in tree.subtree(verb, lambda k: tree.deps[k] not in SUBORDINATE):
        preposition = tree.heads[token]
        located = tree.deps[token] == "pobj" and tree.words[preposition].lower() in LOCATIVE
        if located and tree.names[token][2:] in ("GPE", "LOC", "FAC"):
            return token
    return -1


def _name(tree: Tree, tokens: tuple[int, ...], cast: Cast, article: str, number: int, head: int) -> str:
    entities = cast.at(article, number, head)
    if entities:
        return entities[0].name
    words = tree.text(tokens)
    return words[4:] if words.lower().startswith("the ") else words
