"""Tells the dates that date from those that compare, bound or name: "a week later than planned", "not until May", "a wet Saturday"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events import intended, verb_dates
from dateline.events.negation import not_until as waits
from dateline.events.negation import until_when
from dateline.events.predicates import Predicate
from dateline.events.scene import WEEKDAYS
from dateline.events.tree import Tree

LASTING = frozenset(
    "close shut hold detain jail imprison suspend ban block occupy besiege freeze ground strand cut cordon evacuate blockade".split()
)
"""What goes on from the day it was done."""


def opens_until(tree: Tree, predicate: Predicate, tokens: Sequence[int]) -> bool:
    """Say whether a day ends what has not been until then: "will not open until mid-May" opens it on that day."""
    if waits(tree, predicate.verb) and min(tokens) < predicate.verb:
        return True
    return 0 <= max(until_when(tree, predicate.verb), intended.runs_until(tree, predicate.verb)) < min(tokens)


def names_another(tree: Tree, tokens: Sequence[int]) -> bool:
    """Say whether a weekday is one of some other week: "the Monday of Christmas week"."""
    after = max(tokens) + 1
    weekday = len(tokens) <= 2 and tree.words[tokens[-1]].lower() in WEEKDAYS
    return weekday and after < tree.size and tree.words[after] == "of" and tree.heads[after] in tokens


def than_planned(tree: Tree, tokens: Sequence[int]) -> bool:
    """Say whether "a week later than planned" only compares with what was to be."""
    after = max(tokens) + 1
    return (
        after < tree.size
        and tree.words[after].lower() == "than"
        and tree.words[after - 1].lower() in ("later", "earlier")
    )


def any_weekday(tree: Tree, tokens: Sequence[int]) -> bool:
    """Say whether a weekday is any such: "on a wet Saturday"."""
    day = tokens[-1]
    indefinite = any(tree.words[k].lower() in ("a", "an", "one") for k in tree.kids(day, ("det", "nummod")))
    return tree.words[day].lower() in WEEKDAYS and indefinite and tree.kid(day, ("relcl", "acl")) < 0


def lasts_since(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a state began on the day it has lasted since: "closed since 2 March", "has been crossing since Monday"."""
    verb = predicate.verb
    if verb_dates.goes_on_since(tree, verb) or predicate.standing.cue == "since":
        return True
    if predicate.nominal and predicate.verb == predicate.head:
        above = tree.heads[predicate.head]  # "cleaners, on strike since 1 March"
        return tree.deps[predicate.head] == "pobj" and tree.words[above].lower() in ("on", "under")
    been = any(tree.words[k].lower() == "been" for k in tree.kids(verb, ("auxpass",)))
    return (
        tree.lemmas[verb] in LASTING
        and tree.tags[verb] in ("VBN", "VBD")
        and (been or tree.deps[verb] in ("acl", "amod", "advcl"))
    )
