"""Finds what has an old date and a new one without a verb that moves it: "the hearing set for 3 April will be held on the 17th"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events import carrying, naming, verb_dates
from dateline.events.extraction import Predicate
from dateline.events.tree import Tree

CUE = "moved on"
APPOINTED = frozenset(
    {"set", "fix", "schedule", "book", "arrange", "announce", "plan", "due", "slate", "expect", "time"}
)
STARTING = frozenset({"start", "begin", "open", "resume", "convene"})


def new_date(tree: Tree, noun: int) -> int:
    """Return the verb that gives a happening another day than the clause on it, which says for when it was set; or -1."""
    verb = tree.heads[noun]
    if tree.deps[noun] not in ("nsubj", "nsubjpass") or not naming.is_verb(tree, verb) or appointment(tree, noun) < 0:
        return -1
    staged = [verb, *tree.kids(verb, ("xcomp",))] if tree.lemmas[verb] == "be" else [verb]
    held = [k for k in staged if carrying.takes_place(tree, k) or tree.lemmas[k] in STARTING or appoints_anew(tree, k)]
    return next((k for k in held if verb_dates.has_date(tree, k)), -1)


def appoints_anew(tree: Tree, verb: int) -> bool:
    """Say whether a clause sets another day: "originally set for 3 March, is now planned for October"."""
    return tree.lemmas[verb] in APPOINTED and any(tree.words[k].lower() == "now" for k in tree.kids(verb, ("advmod",)))


def only_appoints(tree: Tree, verb: int) -> bool:
    """Say whether a participle only tells for which day a happening was set: "a sentencing first fixed for 8 March"."""
    noun = tree.heads[verb]
    if tree.deps[verb] != "acl" or tree.lemmas[verb] not in APPOINTED or not naming.is_noun(tree, noun):
        return False
    return bool(naming.noun_class(tree, noun)) and any(
        tree.words[k].lower() == "for" and verb_dates.has_date(tree, verb) for k in tree.kids(verb, ("prep",))
    )


def appointment(tree: Tree, noun: int) -> int:
    """Return the verb of a clause on a noun that says for which day it was set, or -1."""
    for clause in tree.kids(noun, ("acl", "relcl")):
        due = [tree.lemmas[k] for k in (clause, *tree.kids(clause, ("acomp",)))]
        if naming.is_verb(tree, clause) and set(due) & APPOINTED and verb_dates.has_date(tree, clause):
            return clause
    return -1


def is_new(tree: Tree, predicate: Predicate, tokens: Sequence[int]) -> bool:
    """Say whether a date is the new one of a happening that has two."""
    if predicate.standing.cue != CUE:
        return False
    clause = appointment(tree, predicate.head)
    return clause >= 0 and not set(tokens) & set(tree.subtree(clause))


def is_past(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a happening with two dates was held on the new one: "first set for 1 March, took place on Monday"."""
    held = new_date(tree, predicate.head)
    if held >= 0 and appoints_anew(tree, held):
        return False
    modal = any(tree.tags[k] == "MD" for k in tree.kids(held, ("aux",))) if held >= 0 else False
    return held >= 0 and not modal and (tree.tags[held] == "VBD" or tree.kid(held, ("auxpass",)) >= 0)
