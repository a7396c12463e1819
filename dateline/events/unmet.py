"""Finds plans that the next clause says came to nothing: "The lift was to start on Tuesday. It did not."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.events import naming
from dateline.events.extraction import Predicate
from dateline.events.modality import Standing
from dateline.events.tree import Tree

CUE = "did not"
BARE = frozenset({"do", "have", "be"})
HAPPENING = frozenset(
    "happen come occur materialise materialize arrive appear show turn begin start open leave".split()
)
SUBJECTS = frozenset("it that this they he she neither none nothing".split())
MORE = ("dobj", "attr", "acomp", "xcomp", "ccomp")
DENYING = frozenset({"never", "neither", "none", "nothing"})


def resolve(predicate: Predicate, trees: Sequence[Tree]) -> Predicate:
    """Call off what was planned where the rest of its sentence, or the sentence after it, says that it did not come."""
    tree = trees[predicate.sentence]
    if predicate.decision or not _was_planned(predicate) or not (_below(tree, predicate) or _after(trees, predicate)):
        return predicate
    return replace(predicate, standing=Standing("cancelled", CUE, "past"))


def _was_planned(predicate: Predicate) -> bool:
    standing = predicate.standing
    return (
        standing.level == "planned"
        and standing.cue is not None
        and (standing.tense == "past" or standing.cue == "was to")
    )


def _below(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a clause joined to the plan denies it: "was to sail on 3 June but never left port"."""
    plan = predicate.verb
    joined = [
        k
        for k in range(plan + 1, tree.size)
        if tree.deps[k] in ("conj", "parataxis", "ROOT", "ccomp") and naming.is_verb(tree, k)
    ]
    return any(_denies(tree, k) and _has_subject(tree, k) for k in joined)


def _after(trees: Sequence[Tree], predicate: Predicate) -> bool:
    number = predicate.sentence + 1
    if number >= len(trees) or trees[number].sentence.paragraph != trees[predicate.sentence].sentence.paragraph:
        return False
    tree = trees[number]
    root = next((k for k in range(tree.size) if tree.deps[k] == "ROOT"), -1)
    subject = tree.kid(root, ("nsubj",)) if root >= 0 else -1
    return subject >= 0 and tree.words[subject].lower() in SUBJECTS and _denies(tree, root)


def _has_subject(tree: Tree, verb: int) -> bool:
    """Say whether a joined clause has no subject of its own, or a pronoun."""
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    return subject < 0 or tree.words[subject].lower() in SUBJECTS


def _denies(tree: Tree, verb: int) -> bool:
    """Say whether a clause in the past says only that something did not come: "It did not", "but never left port"."""
    past = tree.tags[verb] == "VBD" or any(tree.words[k].lower() in ("did", "had") for k in tree.kids(verb, ("aux",)))
    negated = tree.kid(verb, ("neg",)) >= 0 or any(
        tree.words[k].lower() in DENYING for k in tree.kids(verb, ("advmod", "nsubj"))
    )
    bare = tree.lemmas[verb] in BARE and tree.kid(verb, MORE) < 0 and tree.tags[verb] == "VBD"
    return past and negated and (bare or tree.lemmas[verb] in HAPPENING)
