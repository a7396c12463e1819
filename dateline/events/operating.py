"""Says what a verb, noun or adjective does to the event it governs: plans it, puts it off, calls it off."""

from __future__ import annotations

from dateline.events.lexicon import Operator, lexicon
from dateline.events.naming import is_noun, is_verb, noun_class, verb_name
from dateline.events.tree import Tree
from dateline.events.verb_dates import has_date, is_date, is_date_phrase

GIVING_UP = frozenset({"drop", "abandon"})
UNSCHEDULED = frozenset({"charge", "sue", "reject", "accuse", "request", "attack", "explode", "investigate"})
"""What is given up without having been on any calendar: a charge, an objection, a demand, an inquiry."""
AWAY = frozenset({"back", "forward", "to", "from", "until", "till", "by"})
"""What says that something is moved to another time."""
FAILING = frozenset({"fall through", "come to nothing"})
"""What says of its subject that it is called off."""


def verb_operator(tree: Tree, verb: int) -> Operator | None:
    """Return what a verb does to the event it governs; what drops without an object calls nothing off."""
    if only_names(tree, verb):
        return None
    operators, name = lexicon().verb_operators, verb_name(tree, verb)
    set_for = operators.get(_for_day(tree, verb))
    operator = set_for if set_for and set_for.effect == "planned" else operators.get(name)
    if operator is None and name != tree.lemmas[verb]:
        operator = operators.get(tree.lemmas[verb])
        if operator and (operator.name not in ("report", "ask", "phase") or name in lexicon().idle):
            return None
    if operator and operator.effect in ("postponed", "cancelled") and not _has_object(tree, verb):
        return None
    return operator


def _for_day(tree: Tree, verb: int) -> str:
    """Return "fix for" where something is fixed for a day."""
    days = [k for k in tree.kids(verb, ("prep",)) if tree.words[k].lower() == "for" and is_date_phrase(tree, k)]
    return f"{tree.lemmas[verb]} for" if days else ""


def only_names(tree: Tree, verb: int) -> bool:
    """Whether a verb says what something is called: "called the vote a farce" calls no vote."""
    return tree.lemmas[verb] in ("call", "label", "brand", "dub") and tree.kid(verb, ("oprd",)) >= 0


def _goes_to_day(tree: Tree, verb: int) -> bool:
    return any(
        tree.words[preposition].lower() in ("to", "until", "till")
        and any(is_date(tree, k) for k in tree.subtree(preposition))
        for preposition in tree.kids(verb, ("prep", "advmod"))
    )


def is_moved(tree: Tree, verb: int) -> bool:
    """Say whether something is moved "from 3 May to the 10th": then it has a day, whatever it is called."""
    days = {
        tree.words[k].lower()
        for each in (verb, *tree.kids(verb, ("advmod", "prt")))
        for k in tree.kids(each, ("prep",))
        if any(
            is_date(tree, day) or tree.words[day].lower().rstrip("stndrh").isdigit() for day in tree.kids(k, ("pobj",))
        )
    }
    return "from" in days and bool(days & {"to", "until", "till"})


def _names_place(tree: Tree, preposition: int) -> bool:
    """Say whether something is moved elsewhere, not to another day: "moved to the Crown Court", "switched to Lund"."""
    where = tree.kid(preposition, ("pobj",))
    if where < 0 or any(is_date(tree, k) for k in tree.subtree(where)):
        return False
    placed = tree.names[where][2:] in ("GPE", "LOC", "FAC", "ORG") or tree.tags[where].startswith("NNP")
    return placed or tree.lemmas[where] in VENUES


VENUES = frozenset(
    "court courtroom hall stadium ground arena venue theatre theater church chapel school room building site town city village "
    "centre center house square park hotel pitch track circuit studio ship airport base".split()
)


def what_moves(tree: Tree, verb: int) -> int:
    """Return what is moved to another day, also as the subject of a headline: "Budget vote moved to Monday"."""
    moved = tree.kid(verb, ("dobj", "nsubjpass"))
    if moved >= 0 and tree.tags[moved] == "WDT" and tree.deps[verb] == "relcl":
        return tree.heads[verb]
    if moved >= 0 or not has_date(tree, verb) or tree.tags[verb] not in ("VBD", "VBN"):
        return moved
    return tree.kid(verb, ("nsubj",)) if tree.kid(verb, ("aux",)) < 0 else -1


def _has_object(tree: Tree, verb: int) -> bool:
    if tree.lemmas[verb] in GIVING_UP:
        given_up = tree.kid(verb, ("dobj", "nsubjpass"))
        kind = noun_class(tree, given_up) if given_up >= 0 else ""
        if kind in UNSCHEDULED:
            return False
        if tree.lemmas[verb] == "drop":
            return kind != "" or (given_up >= 0 and noun_operator(tree, given_up) is not None)
    if tree.lemmas[verb] == "wash":
        washed = tree.kid(verb, ("dobj", "nsubjpass"))
        return washed >= 0 and bool(noun_class(tree, washed))  # a final, not a bridge
    if tree.lemmas[verb] == "slip":
        subject = tree.kid(verb, ("nsubj",))
        told = subject >= 0 and (
            bool(noun_class(tree, subject)) or tree.words[subject].lower() in ("that", "this", "it")
        )
        return told and has_date(tree, verb)
    if tree.lemmas[verb] in ("move", "switch", "bring", "push", "transfer", "shift"):
        moved = what_moves(tree, verb)
        if moved >= 0 and tree.words[moved].lower() in ("it", "that", "this"):
            return tree.deps[moved] == "nsubjpass" and _goes_to_day(tree, verb)
        if is_moved(tree, verb):
            return moved >= 0
        kind = (noun_class(tree, moved) or lexicon().verbs.get(tree.lemmas[moved], "")) if moved >= 0 else ""
        if kind == "" or (moved > 0 and tree.words[moved][0].isupper()):
            return False
        if has_date(tree, verb):
            return True
        away = [k for k in tree.children[verb] if tree.words[k].lower() in AWAY]
        return any(not _names_place(tree, k) for k in away)
    if verb_name(tree, verb) in FAILING:
        return tree.kid(verb, ("nsubj",)) >= 0
    if tree.kid(verb, ("dobj", "nsubjpass", "xcomp", "auxpass")) >= 0 or tree.deps[verb] in ("relcl", "acl"):
        return True
    if tree.lemmas[verb] in ("drop", "stall", "suspend", "withdraw", "pull") or is_noun(tree, verb):
        return False
    if tree.deps[verb] == "conj" and is_verb(tree, tree.heads[verb]):
        return _has_object(tree, tree.heads[verb]) or verb_name(tree, verb) in lexicon().verbs
    return True


def noun_operator(tree: Tree, noun: int) -> Operator | None:
    return lexicon().noun_operators.get(tree.lemmas[noun])


def adjective_operator(tree: Tree, token: int) -> Operator | None:
    return lexicon().adjective_operators.get(tree.words[token].lower())
