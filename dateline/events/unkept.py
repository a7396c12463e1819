"""Says of a verb that plans whether its clause tells that the plan was not kept: "had planned to stay but left"."""

from __future__ import annotations

from dateline.events import naming, operating
from dateline.events.tree import Tree

AT_FIRST = frozenset({"originally", "initially", "first"})
PLANNING = frozenset({"plan", "promise"})
ALIVE = frozenset({"put_off", "call_off", "plan", "phase", "report"})
"""Operators after a "but" that say themselves what became of the plan, or nothing of it."""
SUPPOSED = frozenset({"suppose", "mean"})
MORE = ("dobj", "attr", "acomp", "xcomp", "ccomp", "aux")


def undone(tree: Tree, verb: int) -> bool:
    """Say whether what was expected is told not to have come: "was expected to resign but did not"."""
    return any(
        tree.lemmas[other] in ("do", "have", "be") and tree.kid(other, ("neg",)) >= 0 and tree.tags[other] == "VBD"
        for other in tree.kids(verb, ("conj",))
        if tree.kid(other, MORE) < 0
    )


def has_had(tree: Tree, verb: int) -> bool:
    return any(tree.words[k].lower() == "had" for k in tree.kids(verb, ("aux",)))


def has_deadline(tree: Tree, verb: int) -> bool:
    return any(tree.words[k].lower() in ("by", "before", "within") for k in tree.kids(verb, ("prep",)))


def came_otherwise(tree: Tree, head: int) -> bool:
    """Say whether a plan ends at a "but": "had planned to visit the school but stayed at home", "was due to sing, but fell ill"."""
    verb = head if naming.is_verb(tree, head) else tree.heads[head]
    if not (has_had(tree, verb) or _was(tree, verb)):
        return False
    if not any(tree.words[k].lower() == "but" for k in tree.kids(verb, ("cc",))):
        return False
    told = [k for k in tree.kids(verb, ("conj",)) if _is_past(tree, k)]
    operators = [operating.verb_operator(tree, k) for k in told]
    same = any(tree.lemmas[k] in ("be", "have", "do") and tree.kid(k, ("auxpass",)) < 0 for k in told)
    return bool(told) and not same and not any(each and each.name in ALIVE for each in operators)


def _was(tree: Tree, verb: int) -> bool:
    """Say whether a plan is told as of the past: "was due", "was expected", "were supposed"."""
    if tree.tags[verb] == "VBD" and tree.lemmas[verb] == "be":
        return True
    return any(tree.words[k].lower() in ("was", "were") for k in tree.kids(verb, ("auxpass",)))


def _is_past(tree: Tree, verb: int) -> bool:
    helpers = {tree.words[k].lower() for k in tree.kids(verb, ("aux", "auxpass"))}
    return tree.tags[verb] == "VBD" or (
        tree.tags[verb] == "VBN" and (not helpers or bool(helpers & {"was", "were", "had"}))
    )


def given_up(tree: Tree, head: int) -> bool:
    """Say whether a plan is told as given up: "had originally promised to finish by June", "was first due to open in May"."""
    verb = head if naming.is_verb(tree, head) else tree.heads[head]
    past = has_had(tree, verb) or _was(tree, verb) or tree.tags[verb] == "VBD"
    first = {tree.words[k].lower() for each in {head, verb} for k in tree.kids(each, ("advmod",))} & AT_FIRST
    if first == {"first"} and not has_had(tree, verb) and tree.tags[verb] == "VBD" and head == verb:
        operator = operating.verb_operator(tree, verb)
        return operator is not None and operator.name in PLANNING
    return past and bool(first)


def at_first(tree: Tree, clause: int) -> bool:
    """Say whether a participle names the first of several days: "the concert, originally planned for May"."""
    return bool({tree.words[k].lower() for k in tree.kids(clause, ("advmod",))} & {"originally", "initially"})


def only_supposed(tree: Tree, head: int) -> bool:
    """Say whether somebody "was supposed to" or "was meant to" do it: told afterwards, that he did not."""
    return tree.lemmas[head] in SUPPOSED and _was(tree, head)
