"""Says which clauses tell nothing of their own: a topic, a cause, a stretch of time, the end of what was just told."""

from __future__ import annotations

from dateline.events import naming, senses
from dateline.events.tree import Tree


def is_told_to(tree: Tree, verb: int) -> bool:
    """Whether somebody is told what to do: "the bank was told to hand over its files"."""
    below = tree.kids(verb, ("xcomp", "ccomp")) if tree.lemmas[verb] == "tell" else []
    passive = tree.kid(verb, ("nsubjpass",)) >= 0 and tree.kid(verb, ("auxpass",)) >= 0
    return passive and any(tree.words[k].lower() == "to" for b in below for k in tree.kids(b, ("aux",)))


def only_passes_time(tree: Tree, verb: int) -> bool:
    """Say whether a clause gives but the time of what its gerund tells: "spent the spring denying it"."""
    doing = any(tree.tags[k] == "VBG" for k in tree.kids(verb, ("xcomp", "advcl", "ccomp")))
    stretch = tree.kid(verb, ("dobj", "npadvmod"))
    counted = stretch >= 0 and any(tree.tags[k] == "CD" for k in tree.subtree(stretch))
    return tree.lemmas[verb] == "spend" and doing and not counted


def is_topic(tree: Tree, verb: int) -> bool:
    """Say whether a gerund only names what something is about: "a treaty on sharing the river"."""
    preposition = tree.heads[verb]
    about = tree.words[preposition].lower() in ("on", "about", "over", "against", "regarding", "concerning")
    return tree.deps[verb] == "pcomp" and about and naming.is_noun(tree, max(preposition - 1, 0))


def only_flees(tree: Tree, verb: int) -> bool:
    """Say whether a verb ends the raid that the one before it tells: "broke in and made off with the rings"."""
    first = tree.heads[verb]
    away = naming.verb_name(tree, verb) in ("make off", "get away with")
    return away and tree.deps[verb] == "conj" and senses.class_of(tree, first) in ("seize", "attack")


def keeps_silent(tree: Tree, verb: int) -> bool:
    """Say whether a clause only keeps silent: "neither confirmed nor denied the strike"."""
    pair = {tree.lemmas[verb], *(tree.lemmas[k] for k in tree.kids(verb, ("conj",))), tree.lemmas[tree.heads[verb]]}
    return {"confirm", "deny"} <= pair and tree.lemmas[verb] in ("confirm", "deny")


def only_causes(tree: Tree, verb: int) -> bool:
    """Say whether a verb only brings about what another tells: "forced the minister to put off a trip"."""
    return (
        tree.lemmas[verb] in ("force", "cause", "prompt", "lead", "compel", "oblige", "drive", "spur", "enable")
        and tree.kid(verb, ("xcomp", "ccomp")) >= 0
    )
