"""Finds who has held an office since a day, where no verb says so: "Lind, in charge since January", "chief executive since May"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dateline.events import verb_dates
from dateline.events.extraction import Predicate
from dateline.events.lexicon import lexicon
from dateline.events.names import vocabulary
from dateline.events.nominal import nominal
from dateline.events.phrases import noun_words
from dateline.events.pronouns import Namer
from dateline.events.roles import Role
from dateline.events.status import Standings
from dateline.events.tree import Tree

POSITIONS = frozenset({"charge", "office", "chair", "post", "job", "command", "power", "helm"})
"""What somebody is in, or at."""
CUE = "since"


def holder(tree: Tree, noun: int) -> int:
    """Return who holds the office that a noun names, an aside with a "since", or -1."""
    person = tree.heads[noun]
    if tree.deps[noun] == "pobj" and tree.lemmas[noun] in POSITIONS:
        preposition = person
        person = tree.heads[preposition]
        if tree.words[preposition].lower() not in ("in", "at") or not _dates_from(tree, noun, preposition):
            return -1
        if tree.tags[person].startswith("VB"):
            person = _before_comma(tree, preposition)
        return person if person >= 0 and tree.tags[person].startswith("NN") and person < noun else -1
    held = tree.deps[noun] == "appos" and tree.lemmas[noun] in vocabulary("offices")
    return person if held and person < noun and _dates_from(tree, noun) else -1


def _before_comma(tree: Tree, preposition: int) -> int:
    """Return the subject that ", in charge since May," stands behind."""
    verb, comma = tree.heads[preposition], preposition - 1
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    return subject if 0 <= subject < preposition < verb and tree.words[comma] == "," else -1


def _dates_from(tree: Tree, *words: int) -> bool:
    return any(
        tree.words[k].lower() == CUE and verb_dates.is_date_phrase(tree, k)
        for word in words
        for k in tree.kids(word, ("prep",))
    )


def of_noun(number: int, tree: Tree, noun: int, standings: Standings) -> Predicate | None:
    """Return that somebody took the office he is said to have held since a day."""
    person = holder(tree, noun)
    if person < 0:
        return None
    found = nominal(number, tree, noun, noun, standings)
    standing = replace(found.standing, level="occurred", tense="past", cue=CUE)
    roles = (Role("patient", person, tuple(tree.phrase(person))),)
    return replace(
        found, kind="appoint", weight=lexicon().weights["appoint"], weak=False, standing=standing, roles=roles
    )


def title(tree: Tree, predicate: Predicate, left: Collection[int], name: Namer) -> str:
    """Write "Tom Lind became chief executive", "Ann Tarr was in charge of the gallery"."""
    if not predicate.nominal or predicate.standing.cue != CUE or predicate.kind != "appoint":
        return ""
    person = holder(tree, predicate.head)
    if person < 0:
        return ""
    left = {*left, *(k for k in tree.kids(predicate.head, ("prep",)) if tree.words[k].lower() == CUE)}
    aside = set(tree.subtree(predicate.head))
    who = noun_words(tree, person, {*left, *aside}, name).strip(" ,")
    what = noun_words(tree, predicate.head, left, name).strip(" ,")
    preposition = tree.words[tree.heads[predicate.head]].lower()
    return f"{who} was {preposition} {what}" if tree.deps[predicate.head] == "pobj" else f"{who} became {what}"
