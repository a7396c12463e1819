"""Finds what a clause leaves to the one before: "The judge refused." after a request, "The Senate followed nine days later"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.events import naming
from dateline.events.extraction import Predicate
from dateline.events.lexicon import lexicon
from dateline.events.nominal import kind_of
from dateline.events.tree import Tree

ANSWERS = frozenset("refuse agree decline accept reject comply consent approve oblige".split())
REQUESTS = frozenset("ask request demand urge propose apply appeal call petition plead offer".split())
MORE = ("dobj", "nsubjpass", "xcomp", "ccomp", "prep", "prt", "acomp", "attr", "advcl", "conj")
TIMES = ("DATE", "TIME")
TOLD = frozenset({"occurred", "planned", "possible"})
IDLE = frozenset({"report", "express", "announce", "happen", "value", "react", ""})


def is_answer(tree: Tree, verb: int) -> bool:
    """Say whether a sentence only answers what somebody asked: "The judge refused.", "On Monday the club agreed."."""
    if tree.lemmas[verb] not in ANSWERS or tree.tags[verb] != "VBD" or tree.deps[verb] != "ROOT":
        return False
    more = [k for k in tree.kids(verb, MORE) if not _is_time(tree, k)]
    return tree.kid(verb, ("nsubj",)) >= 0 and not more and tree.kid(verb, ("neg",)) < 0


def follows(tree: Tree, verb: int) -> bool:
    """Say whether a clause tells that its subject did on a day what another did: "the Senate followed nine days later"."""
    subject = tree.kid(verb, ("nsubj",))
    if tree.lemmas[verb] != "follow" or subject < 0 or tree.tags[verb] == "VBG":
        return False
    if not (naming.is_noun(tree, subject) and not kind_of(tree, subject)):
        return False
    below = [k for k in tree.kids(verb, ("dobj", "prep", "npadvmod", "advmod", "xcomp", "ccomp")) if k > verb]
    below = [k for k in below if tree.words[k].lower() not in ("him", "her", "them", "suit")]
    return any(_is_time(tree, k) for k in below) and all(_is_time(tree, k) for k in below if tree.deps[k] == "dobj")


def _is_time(tree: Tree, token: int) -> bool:
    return any(tree.names[k][2:] in TIMES for k in tree.subtree(token))


def resolve(predicate: Predicate, trees: Sequence[Tree], found: Sequence[Predicate]) -> Predicate:
    """Tell what is answered or done in turn, where the clause or the sentence before says it."""
    if predicate.nominal:
        return predicate
    tree = trees[predicate.sentence]
    if is_answer(tree, predicate.verb):
        return _answered(predicate, trees, found)
    if follows(tree, predicate.verb):
        return _followed(predicate, trees, found)
    return predicate


def _answered(predicate: Predicate, trees: Sequence[Tree], found: Sequence[Predicate]) -> Predicate:
    number = predicate.sentence - 1
    if number < 0 or trees[number].sentence.paragraph != trees[predicate.sentence].sentence.paragraph:
        return predicate
    asked = [p for p in found if p.sentence == number and trees[number].lemmas[p.verb] in REQUESTS]
    asking = [
        k for k in range(trees[number].size) if trees[number].lemmas[k] in REQUESTS and trees[number].tags[k] == "VBD"
    ]
    head = asked[0].head if asked else asking[0] if asking else -1
    kind = (
        "reject" if trees[predicate.sentence].lemmas[predicate.verb] in ("refuse", "decline", "reject") else "approve"
    )
    weight = lexicon().weights[kind]
    return replace(predicate, kind=kind, weight=weight, answers=(number, head)) if head >= 0 else predicate


def _followed(predicate: Predicate, trees: Sequence[Tree], found: Sequence[Predicate]) -> Predicate:
    here = (predicate.sentence, predicate.head)
    for other in reversed([p for p in found if (p.sentence, p.head) < here and p.sentence >= predicate.sentence - 1]):
        if (other.nominal and other.verb == other.head) or other.kind in IDLE or other.standing.level not in TOLD:
            continue
        if trees[other.sentence].deps[other.verb] in ("ROOT", "conj", "ccomp"):
            weight = lexicon().weights.get(other.kind, predicate.weight)
            answers = (other.sentence, other.head)
            return replace(predicate, lemma=other.lemma, kind=other.kind, weight=weight, answers=answers)
    return predicate
