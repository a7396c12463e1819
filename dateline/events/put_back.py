"""Finds plans that the text goes on to give another day: "The report, expected in May, will not be ready before June"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.events import naming, verb_dates
from dateline.events.extraction import Predicate
from dateline.events.tree import Tree

CUE = "now"
"""What is news of the day that the plan had: a bare weekday is still the next one."""
AHEAD = frozenset("will 'll wo would is are can ca could".split())
PRONOUNS = frozenset({"it", "this", "that"})
LATER = frozenset({"before", "until", "till"})


def is_put_back(predicate: Predicate, trees: Sequence[Tree]) -> bool:
    """Say whether what was to be on one day is told, of the same thing, to come on a later one only."""
    tree = trees[predicate.sentence]
    above = _above(tree, predicate)
    if above >= 0 and _comes_later(tree, above):
        return True
    if predicate.standing.tense != "past" and predicate.standing.cue != "was to":
        return False
    plan, names = _clause(tree, predicate.verb), _subjects(tree, predicate)
    here = [k for k in range(plan + 1, tree.size) if tree.deps[k] in ("conj", "parataxis", "ccomp", "ROOT")]
    return any(_says(tree, k, names, joined=True) for k in here) or any(
        _says(following, k, names, joined=False) for following in _next(trees, predicate) for k in _told(following)
    )


def _clause(tree: Tree, verb: int) -> int:
    while tree.deps[verb] in ("xcomp", "acomp") and tree.heads[verb] != verb:
        verb = tree.heads[verb]
    return verb


def _above(tree: Tree, predicate: Predicate) -> int:
    """Return the verb of which the planned thing is the subject: "The trams, promised for August, will come only in May"."""
    noun = predicate.head
    clause = _clause(tree, predicate.verb)
    if tree.deps[clause] in ("relcl", "acl"):
        noun = tree.heads[clause]
    verb = tree.heads[noun]
    told = tree.deps[noun] in ("nsubj", "nsubjpass") and naming.is_verb(tree, verb)
    dated = any(verb_dates.is_date(tree, k) for k in tree.subtree(noun))
    return verb if told and dated and verb != clause else -1


def _subjects(tree: Tree, predicate: Predicate) -> frozenset[str]:
    """Return the words that may take up what was planned: a pronoun, its subject, or its own name."""
    clause = _clause(tree, predicate.verb)
    nouns = [*tree.kids(clause, ("nsubj", "nsubjpass")), *((predicate.head,) if predicate.nominal else ())]
    if tree.deps[clause] in ("relcl", "acl"):
        nouns.append(tree.heads[clause])
    return PRONOUNS | {tree.lemmas[k].lower() for k in nouns}


def _next(trees: Sequence[Tree], predicate: Predicate) -> Iterator[Tree]:
    number, paragraph = predicate.sentence + 1, trees[predicate.sentence].sentence.paragraph
    if number < len(trees) and trees[number].sentence.paragraph == paragraph:
        yield trees[number]


def _told(tree: Tree) -> Iterator[int]:
    """Yield the main verb of a sentence and what it passes on: "the agency said that it would open in June only"."""
    for k in range(tree.size):
        if tree.deps[k] == "ROOT" or (tree.deps[k] == "ccomp" and tree.deps[tree.heads[k]] == "ROOT"):
            yield k


def _says(tree: Tree, verb: int, names: frozenset[str], *, joined: bool) -> bool:
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    meant = joined if subject < 0 else tree.lemmas[subject].lower() in names or tree.words[subject].lower() in names
    return meant and _comes_later(tree, verb)


def _comes_later(tree: Tree, verb: int) -> bool:
    """Say whether a clause gives another day: "will now open on 6 July", "will not open before June", "will come only in May"."""
    helpers = {tree.words[k].lower() for k in tree.kids(verb, ("aux", "auxpass"))} | {tree.words[verb].lower()}
    if not helpers & AHEAD:
        return False
    negated = tree.kid(verb, ("neg",)) >= 0
    below = [verb, *_below(tree, verb)]
    if negated:
        return any(
            tree.words[k].lower() in LATER and verb_dates.is_date_phrase(tree, k)
            for each in below
            for k in (*tree.kids(each, ("prep",)), each)
        )
    adverbs = {tree.words[k].lower() for each in below for k in tree.kids(each, ("advmod",))}
    return bool(adverbs & {"now", "only", "instead"}) and any(verb_dates.has_date_below(tree, k) for k in below)


def _below(tree: Tree, verb: int) -> Iterator[int]:
    for k in tree.kids(verb, ("xcomp", "acomp", "prep", "attr", "dobj")):
        yield k
        yield from _below(tree, k)
