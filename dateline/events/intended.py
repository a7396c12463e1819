"""Tells the day on which something is called, promised or set from the day it is called, promised or set *for*."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events import naming, roles
from dateline.events.extraction import Predicate
from dateline.events.lexicon import lexicon
from dateline.events.tree import Tree

CALLABLE = frozenset({"strike", "vote", "meet", "protest"})
FOR = frozenset({"call", "promise", "pledge", "schedule", "set", "order", "plan", "propose", "announce", "name", "agree", "book",
                 "arrange", "demand", "request",
                 "advertise", "fix", "bill", "slate", "earmark", "want", "intend"})  # fmt: skip
RELATIVE = frozenset({"that", "which"})


def calls_event(tree: Tree, verb: int) -> list[int]:
    """Return the strikes, votes or meetings that somebody calls: "called an election", "the stoppages were called on 4 May"."""
    if tree.lemmas[verb] != "call" or naming.verb_name(tree, verb) != "call" or tree.kid(verb, ("oprd", "attr")) >= 0:
        return []
    if tree.kid(verb, ("prt",)) >= 0:
        return []
    return [noun for noun in objects(tree, verb) if lexicon().nouns.get(tree.lemmas[noun]) in CALLABLE]


def objects(tree: Tree, verb: int) -> list[int]:
    """Return what a verb is done to; a relative pronoun stands for the noun before its clause."""
    found: list[int] = []
    for noun in tree.kids(verb, ("dobj", "nsubjpass")):
        if tree.words[noun].lower() in RELATIVE and tree.tags[noun].startswith("W"):
            noun = antecedent(tree, noun)
        if noun >= 0 and naming.is_noun(tree, noun):
            found.append(noun)
    if not found and tree.deps[verb] == "acl" and tree.tags[verb] == "VBN" and naming.is_noun(tree, tree.heads[verb]):
        found.append(tree.heads[verb])
    return found


def antecedent(tree: Tree, pronoun: int) -> int:
    """Return the noun that "which" stands for, or -1; of "a trip to the valley that he was to make" the event."""
    before = pronoun - 1
    while before >= 0 and tree.tags[before] in (",", "IN"):
        before -= 1
    if before < 0 or not naming.is_noun(tree, before):
        return -1
    chain = [before]
    while tree.deps[chain[-1]] in ("compound", "pobj", "prep") and tree.heads[chain[-1]] != chain[-1]:
        chain.append(tree.heads[chain[-1]])
    nouns = [k for k in chain if naming.is_noun(tree, k)]
    return next((k for k in nouns if naming.noun_class(tree, k)), nouns[0])


def set_for(tree: Tree, verb: int, day: int) -> bool:
    """Say whether a date after "for" is the day of what a verb calls, promises or sets, not of the verb's own deed."""
    if tree.lemmas[verb] not in FOR:
        return False
    return any(tree.words[k].lower() in ("for", "by") and tree.heads[k] == verb for k in tree.ancestors(day))


def wanted_for(tree: Tree, clause: int) -> bool:
    """Say whether a relative clause says for which day somebody wanted its noun: "the wedding they had booked for 2 March"."""
    if tree.deps[clause] != "relcl" or tree.lemmas[clause] not in FOR or tree.kid(clause, ("nsubj",)) < 0:
        return False
    thing = tree.kid(clause, ("dobj",))
    if thing >= 0 and tree.words[thing].lower() not in RELATIVE:
        return False
    days = [k for k in tree.kids(clause, ("prep",)) if tree.words[k].lower() == "for"]
    return any(tree.names[day][2:] == "DATE" for k in days for day in tree.kids(k, ("pobj",)))


EXTENDED = frozenset({"extend", "prolong", "lengthen", "renew"})


def extends_to(tree: Tree, verb: int, preposition: str) -> bool:
    """Say whether a date is how far something is extended, not when: "extended the deadline to 5 April"."""
    return tree.lemmas[verb] in EXTENDED and preposition in ("to", "until", "till", "through", "by")


def has_until(tree: Tree, day: int) -> int:
    """Return the verb of what somebody has until a day to do ("has until June to decide"), or -1."""
    until = tree.heads[day]
    having = tree.heads[until]
    if tree.words[until].lower() not in ("until", "till") or tree.lemmas[having] not in ("have", "give"):
        return -1
    for verb in tree.kids(having, ("advcl", "xcomp", "acl", "ccomp")):
        if verb > day and any(tree.words[k].lower() == "to" for k in tree.kids(verb, ("aux",))):
            return verb
    return -1


def meant(tree: Tree, verb: int, predicates: Sequence[Predicate]) -> list[Predicate]:
    """Return the events that a verb calls, promises or sets, of those a sentence tells."""
    wanted = objects(tree, verb)
    return [predicate for predicate in predicates if predicate.nominal and predicate.head in wanted]


def promised_for(tree: Tree, noun: int) -> int:
    """Return the verb of a clause that promises a thing for a day ("the road, which was promised for May"), or -1."""
    for verb in tree.kids(noun, ("relcl", "acl")):
        if tree.lemmas[verb] not in FOR or noun not in objects(tree, verb):
            continue
        for preposition in tree.kids(verb, ("prep",)):
            day = tree.kid(preposition, ("pobj",))
            if tree.words[preposition].lower() == "for" and any(
                tree.names[k][2:] == "DATE" for k in tree.subtree(max(day, 0))
            ):
                return verb
    return -1


LASTING = frozenset({"run", "last", "extend", "continue"})
TERMS = frozenset(
    "contract mandate deal agreement lease term ban truce ceasefire licence license permit permission lockdown curfew strike sale "
    "season offer bid loan concession suspension closure treaty pact moratorium exhibition show ballot registration warning alert "
    "state restriction arrangement subscription warranty policy cover visa".split()
)
"""What is good for a time and then ends."""


def runs_until(tree: Tree, verb: int) -> int:
    """Return the "until" of "the contract runs until 30 September", where what has a term ends on that day, else -1."""
    good = tree.lemmas[verb] == "be" and any(
        tree.words[k].lower() in ("valid", "good", "open") for k in tree.kids(verb, ("acomp",))
    )
    subject = tree.kid(verb, ("nsubj",))
    subject = roles.shared_subject(tree, verb) if subject < 0 else subject
    if not (good or tree.lemmas[verb] in LASTING) or subject < 0 or tree.lemmas[subject] not in TERMS:
        return -1
    clauses = [verb, *tree.kids(verb, ("acomp",))]
    for until in (k for clause in clauses for k in tree.kids(clause, ("prep",))):
        day = tree.kid(until, ("pobj",))
        if tree.words[until].lower() in ("until", "till", "through") and day >= 0 and tree.names[day][2:] == "DATE":
            return until
    return -1
