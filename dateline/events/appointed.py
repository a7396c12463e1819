"""Reads for which day "it" is set: "It had been due on 31 January", "It is now expected in May"."""

from __future__ import annotations

from dataclasses import replace

from dateline.events import naming, operating, verb_dates
from dateline.events.extraction import Predicate
from dateline.events.lexicon import lexicon
from dateline.events.modality import Standing
from dateline.events.noun_status import EXPECTED
from dateline.events.status import Standings
from dateline.events.tree import Tree
from dateline.events.verbal import verbal

PRONOUNS = frozenset({"it", "that", "this", "they"})
LEMMA = "be due"
"""What such a clause is called until it is known what it is about; where that stays unknown, it tells nothing."""
DUE = frozenset({"due", "scheduled", "set"})


def of_pronoun(number: int, tree: Tree, verb: int, standings: Standings) -> list[Predicate]:
    """Return what a clause tells whose subject is a pronoun and whose verb only sets a day."""
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    if subject < 0 or tree.words[subject].lower() not in PRONOUNS or not sets_day(tree, verb):
        return []
    act = verbal(number, tree, verb, standings)
    if act.standing.level not in ("occurred", "present", "planned"):
        return []
    past = tree.tags[verb] == "VBD" or any(
        tree.words[k].lower() in ("was", "were", "had") for k in tree.kids(verb, ("aux", "auxpass"))
    )
    standing = Standing("planned", EXPECTED, "past") if past else Standing("planned", "due", "future")
    return [replace(act, lemma=LEMMA, kind="happen", weight=lexicon().weights["happen"], standing=standing)]


def sets_day(tree: Tree, verb: int) -> bool:
    """Say whether a clause sets a day for its subject and says nothing else of it."""
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    more = tree.kids(verb, ("xcomp", "ccomp", "dobj", "attr", "neg", "oprd"))
    if any(k > subject for k in more):
        return False  # what stands before is a sentence of its own: "did not come; it is now due in May"
    if tree.lemmas[verb] == "be":
        due = [k for k in tree.kids(verb, ("acomp",)) if tree.words[k].lower() in DUE]
        return bool(due) and tree.kid(due[0], ("xcomp",)) < 0 and verb_dates.has_date_below(tree, verb)
    operator = operating.verb_operator(tree, verb) if tree.kid(verb, ("auxpass",)) >= 0 else None
    return operator is not None and operator.name == "plan" and verb_dates.has_date(tree, verb)


def may_mean(predicate: Predicate, other: Predicate, tree: Tree, noun_of: Tree) -> bool:
    """Say whether the pronoun of a clause that sets a day can stand for an event's noun, told just before it."""
    subject = tree.kid(predicate.verb, ("nsubj", "nsubjpass"))
    here = predicate.sentence == other.sentence
    near = predicate.sentence - 1 <= other.sentence and (not here or other.head < subject)
    plural = naming.is_noun(noun_of, other.head) and noun_of.tags[other.head] in ("NNS", "NNPS")
    part = noun_of.deps[other.head] in ("nsubj", "nsubjpass", "dobj")
    return near and other.nominal and part and plural == (tree.words[subject].lower() == "they")
