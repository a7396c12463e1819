"""Finds the events that nouns name: by themselves, under a light verb, or as something that is due or put off."""

from __future__ import annotations

from dataclasses import replace

from dateline.events import (
    carrying,
    intended,
    naming,
    noun_status,
    operating,
    restaged,
    roles,
    senses,
    undone,
    verb_classes,
    verb_dates,
)
from dateline.events.extraction import Predicate
from dateline.events.lexicon import lexicon
from dateline.events.modality import Standing
from dateline.events.negation import negated_noun
from dateline.events.status import Standings
from dateline.events.tree import Tree

MEASURES = frozenset(
    "day week month hour series round number lot string wave range flurry set bout pair couple night year".split()
)
"""What counts or measures events without being one ("five days of talks")."""


OBSERVED = frozenset(
    "mourning remembrance prayer action protest rage reflection silence solidarity celebration unity".split()
)
"""What a day is kept for."""


def kind_of(tree: Tree, noun: int) -> str:
    """Return the class of the event that a noun names in the sense it has here, or the empty string."""
    sense = senses.noun(tree, noun)
    return naming.noun_class(tree, noun) if sense is None else sense


def of_noun(number: int, tree: Tree, noun: int, standings: Standings) -> Predicate | None:
    kind = kind_of(tree, noun)
    if tree.deps[noun] in ("compound", "nmod", "amod"):
        return None
    if part_of_name(tree, noun):
        return _scheduled_thing(number, tree, noun, standings) if _named_occasion(tree, noun) else None
    if _is_observance(tree, noun):
        return replace(nominal(number, tree, noun, noun, standings), kind="praise", weight=0.7, weak=False)
    if kind and (_measures_another(tree, noun) or _is_told_before(tree, noun, kind)):
        return None
    if kind:
        return nominal(number, tree, noun, noun, standings)
    return _scheduled_thing(number, tree, noun, standings)


def _is_observance(tree: Tree, noun: int) -> bool:
    """Say whether a day is kept for a purpose: "a national day of mourning", "three days of protest"."""
    if tree.lemmas[noun] not in ("day", "week", "weekend", "hour"):
        return False
    if any(
        tree.words[k].lower() in ("first", "second", "third", "last", "final", "next")
        for k in tree.kids(noun, ("amod",))
    ):
        return False
    return any(
        tree.lemmas[below] in OBSERVED
        for preposition in tree.kids(noun, ("prep",))
        if tree.words[preposition] == "of"
        for below in tree.kids(preposition, ("pobj",))
    )


def _is_told_before(tree: Tree, noun: int, kind: str) -> bool:
    """Say whether the noun before "of" tells the same: "a vote of no confidence"."""
    of = tree.heads[noun]
    above = tree.heads[of]
    bare = tree.deps[noun] == "pobj" and tree.words[of].lower() == "of" and tree.tags[noun] == "NN"
    named = tree.lemmas[noun] == "confidence"
    return bare and named and naming.is_noun(tree, above) and naming.noun_class(tree, above) == kind


def _measures_another(tree: Tree, noun: int) -> bool:
    """Say whether the event stands after "of": "round of talks", "start of the trial"."""
    if tree.lemmas[noun] not in MEASURES | {"start", "end", "beginning", "close", "opening", "finish", "conclusion"}:
        return False
    if tree.lemmas[noun] == "opening" and _is_appointed(tree, noun):
        return False
    return any(tree.words[k] == "of" for k in tree.kids(noun, ("prep",)))


def _is_appointed(tree: Tree, noun: int) -> bool:
    """Say whether a thing is planned, put off or called off: "the opening of the line, planned for 1 April, has slipped"."""
    verbs = [k for k in (*tree.kids(noun, ("acl",)), tree.heads[noun]) if naming.is_verb(tree, k)]
    operators = [operating.verb_operator(tree, k) for k in verbs]
    return any(each and each.name in ("plan", "put_off", "call_off") for each in operators)


def _scheduled_thing(number: int, tree: Tree, noun: int, standings: Standings) -> Predicate | None:
    """A noun outside the lexicon becomes an event where something is said to be due, put off or called off."""
    if intended.promised_for(tree, noun) >= 0 and not tree.tags[noun].startswith("NNP"):
        return nominal(number, tree, noun, noun, standings)
    if tree.deps[noun] not in ("nsubj", "nsubjpass", "dobj"):
        return None
    above = tree.heads[noun]
    if tree.tags[noun].startswith("NNP") and not _named_occasion(tree, noun):
        return None
    if not naming.is_verb(tree, above) or verb_classes.calls_false(tree, above):
        return None
    operator = operating.verb_operator(tree, above)
    if tree.lemmas[above] == "call" and operator is not None and operator.name == "plan":
        return None  # "police were called to a flat": what is called is an event of the lexicon, or none
    clausal = tree.kid(above, ("xcomp", "ccomp")) >= 0
    if operator is None or clausal or operator.name not in ("plan", "put_off", "call_off"):
        return None
    if tree.deps[noun] == "nsubj" or (
        operator.name == "plan" and tree.deps[noun] == "dobj" and tree.tags[above] != "VBN"
    ):
        return None
    return nominal(number, tree, noun, noun, standings)


def _named_occasion(tree: Tree, noun: int) -> bool:
    """Say whether a name is of something that was to be held: "called off Sunday's Holm Marathon", "cancelled the Spring Gala"."""
    verb = tree.heads[noun]
    if tree.deps[noun] not in ("dobj", "nsubjpass") or not naming.is_verb(tree, verb):
        return False
    if naming.verb_name(tree, verb) not in ("cancel", "call off", "postpone", "put off", "put back", "reschedule"):
        return False
    dated = any(
        tree.words[k].lower() in verb_dates.WEEK_OR_MONTH for k in tree.kids(noun, ("poss", "compound", "nmod"))
    )
    return dated or tree.names[noun][2:] not in ("PERSON", "GPE", "NORP") or naming.noun_class(tree, noun) != ""


def part_of_name(tree: Tree, noun: int) -> bool:
    """Say whether a noun belongs to a name: "Conference" in "Munich Security Conference" is where something happens, not what happens."""
    if not tree.words[noun][0].isupper():
        return False
    return tree.tags[noun].startswith("NNP") or bool(tree.names[noun])


def nominal(number: int, tree: Tree, noun: int, verb: int, standings: Standings) -> Predicate:
    words = lexicon()
    name = naming.noun_name(tree, noun)
    kind = kind_of(tree, noun)
    light = verb != noun
    standing = _light_standing(tree, noun, verb, standings) if light else standings.noun(noun)
    operator = operating.noun_operator(tree, noun)
    decision = operator.effect if operator and operator.effect in ("postponed", "cancelled") and not light else ""
    return Predicate(
        number,
        noun,
        verb,
        name,
        kind,
        words.weights.get(kind, 0.3),
        nominal=True,
        weak=not light and (name in words.weak_nouns or _has_clause(tree, noun)),
        roles=roles.of_light(tree, verb, noun) if light else roles.of_noun(tree, noun),
        standing=standing,
        source=roles.source(tree, verb),
        decision=decision,
        target=_noun_target(tree, noun) if decision else -1,
    )


def _has_clause(tree: Tree, noun: int) -> bool:
    """Say whether a clause tells the event and the noun only its cause: "the storm is forecast to hit"."""
    verb = tree.heads[noun]
    return (
        tree.deps[noun] in ("nsubj", "nsubjpass")
        and naming.is_verb(tree, verb)
        and tree.kid(verb, ("xcomp", "ccomp")) >= 0
    )


ATTENDING = frozenset({"attend", "join", "see", "enjoy", "face", "chair"})


def _light_standing(tree: Tree, noun: int, verb: int, standings: Standings) -> Standing:
    if negated_noun(tree, noun):
        ahead = standings.clause(verb).tense == "future" and (
            tree.lemmas[verb] == "be" or carrying.takes_place(tree, verb)
        )
        return replace(standings.clause(verb), level="cancelled" if ahead else "denied", cue="no")
    clause = standings.clause(verb)
    if (
        clause.level == "denied"
        and tree.lemmas[verb] == "give"
        and "nsubjpass" in (tree.deps[noun], tree.deps[tree.heads[noun]])
    ):
        dated = any(tree.lemmas[k] == "date" for k in tree.kids(verb, ("dobj",)))
        return Standing("cancelled" if dated else "occurred", None, "none")  # "the visit was never given a new date"
    unopened = tree.lemmas[verb] in restaged.STARTING and tree.kid(verb, ("dobj",)) < 0  # "polls never opened"
    if clause.level == "denied" and (carrying.takes_place(tree, verb) or unopened):
        if any(tree.words[k].lower() in ("before", "until") for k in tree.kids(verb, ("prep",))):
            return replace(clause, level="postponed")  # "will not take place before May"
        if clause.tense in ("future", "present") or undone.is_arranged(tree, noun):
            return replace(clause, level="cancelled")  # "the march will not go ahead"
    if standings.clause(verb).level == "denied":
        there = tree.lemmas[verb] in ATTENDING  # who did not attend a ceremony does not deny it
        if there and clause.tense == "future":
            return replace(clause, level="cancelled")
        return Standing("occurred", None, "past") if there else standings.clause(verb)
    decided = noun_status.by_decision(standings, noun)
    if decided is not None:
        return decided
    operator = operating.verb_operator(tree, verb)
    if operator and operator.effect in ("postponed", "cancelled", "planned"):
        return standings.noun(noun)
    return standings.clause(verb)


def _noun_target(tree: Tree, noun: int) -> int:
    for preposition in tree.kids(noun, ("prep",)):
        if tree.words[preposition] in ("of", "to", "in"):
            return tree.kid(preposition, ("pobj",))
    return -1


def light_governor(tree: Tree, noun: int) -> int:
    above = tree.heads[noun]
    if tree.deps[noun] in ("dobj", "nsubjpass") and naming.is_verb(tree, above) and carrying.is_light(tree, above):
        return above
    return noun
