"""Hangs a relative clause on the noun that it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.events.lexicon import lexicon

if TYPE_CHECKING:
    from dateline.events.tree import Tree


ANY = frozenset("anything anyone anybody whatever whoever whichever".split())
TAKING_PLACE = frozenset("take hold happen begin start open schedule postpone set due".split())


MISHAPS = frozenset("collapse crash explode kill die quake storm attack seize damage infect injure".split())
"""What nobody opens, holds or puts off."""


def _is_staged(tree: Tree, noun: int) -> bool:
    kind = lexicon().nouns.get(tree.lemmas[noun])
    return kind is not None and kind not in MISHAPS and tree.tags[noun].startswith("NN")


def of_event(tree: Tree, pronoun: int) -> bool:
    """In "the inquiry into the collapse at the mine, which was to open on Monday" it is the inquiry that opens."""
    verb = tree.heads[pronoun]
    noun, due = tree.heads[verb], tree.kid(verb, ("acomp",))
    below = tree.kid(due if due >= 0 else verb, ("xcomp",))
    staged = {tree.lemmas[verb], tree.lemmas[below] if below >= 0 else ""} & TAKING_PLACE
    if tree.deps[verb] != "relcl" or not staged or _is_staged(tree, noun):
        return False
    for _ in range(3):
        if tree.deps[noun] != "pobj":
            return False
        noun = tree.heads[tree.heads[noun]]
        if _is_staged(tree, noun):
            tree.heads[verb] = noun
            return True
    return False


def set_for_event(tree: Tree, participle: int) -> bool:
    """In "a vote on the budget set for Monday" it is the vote that is set."""
    noun = tree.heads[participle]
    if tree.deps[participle] != "acl" or tree.lemmas[participle] not in TAKING_PLACE or _is_staged(tree, noun):
        return False
    for _ in range(3):
        if tree.deps[noun] != "pobj" or tree.words[tree.heads[noun]].lower() not in (
            "on",
            "of",
            "over",
            "about",
            "into",
        ):
            return False
        noun = tree.heads[tree.heads[noun]]
        if _is_staged(tree, noun):
            tree.heads[participle] = noun
            return True
    return False


HARM = frozenset("kill injure wound hurt maim destroy damage flatten displace strand trap bury claim cost".split())


def of_mishap(tree: Tree, pronoun: int) -> bool:
    """No town kills: in "the shelling of a clinic at Tarn, which killed seven" the shelling does."""
    verb = tree.heads[pronoun]
    noun = tree.heads[verb]
    harms = tree.deps[verb] == "relcl" and tree.deps[pronoun] == "nsubj" and tree.lemmas[verb] in HARM
    if not harms or tree.tags[noun] != "NNP":
        return False
    while tree.deps[noun] == "pobj":
        noun = tree.heads[tree.heads[noun]]
        if tree.tags[noun].startswith("NN") and lexicon().nouns.get(tree.lemmas[noun]) in MISHAPS:
            tree.heads[verb] = noun
            return True
    return False


def of_dated(tree: Tree, pronoun: int) -> bool:
    """No day does anything: in "the crash on 9 February, which killed two" the crash does, which stands before its date."""
    verb = tree.heads[pronoun]
    day = tree.heads[verb]
    dated = tree.names[day][2:] == "DATE" and tree.deps[day] == "pobj" and tree.deps[pronoun] in ("nsubj", "nsubjpass")
    before = tree.heads[day] - 1
    if tree.deps[verb] != "relcl" or not dated or before < 0 or not tree.tags[before].startswith("NN"):
        return False
    if tree.names[before][2:] == "DATE":
        return False
    tree.heads[verb] = before
    return True


def of_anything(tree: Tree, verb: int) -> bool:
    """What says which of all things is of no day: in "got away in anything that would float on Sunday" they got away on Sunday."""
    thing = tree.heads[verb]
    above = next((k for k in tree.ancestors(thing) if tree.tags[k].startswith("VB")), -1)
    days = [k for k in tree.children[verb] if k > verb and any(tree.names[n][2:] == "DATE" for n in tree.subtree(k))]
    if tree.words[thing].lower() not in ANY or above < 0 or above > thing or not days:
        return False
    for k in days:
        tree.heads[k] = above
    return True


def of_noun_before(tree: Tree, pronoun: int) -> bool:
    """A clause that begins with "which" or "who" hangs on the noun before it, not on the verb of the main clause."""
    verb, before = tree.heads[pronoun], pronoun - 1
    person = tree.heads[verb]
    if tree.deps[verb] == "relcl" and tree.words[pronoun].lower() == "which" and tree.names[person][2:] == "PERSON":
        above = tree.heads[tree.heads[person]]
        if tree.deps[person] == "pobj" and tree.tags[above].startswith("NN"):
            tree.heads[verb] = above  # "the panel under Ana Lind, which met"
            return True
    if tree.deps[verb] not in ("advcl", "conj", "ccomp") or before < 1 or tree.words[before] != ",":
        return False
    noun = before - 1
    while tree.deps[noun] in ("compound", "punct") and tree.heads[noun] < pronoun:
        noun = tree.heads[noun]
    if tree.deps[noun] not in ("dobj", "pobj", "attr", "conj", "appos") or noun >= pronoun:
        return False
    tree.heads[verb], tree.deps[verb] = noun, "relcl"
    return True


PEOPLE = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "men",
    "woman",
    "women",
    "people",
    "crew",
    "pilot",
    "guard",
    "doctor",
    "student",
)


def of_person(tree: Tree, pronoun: int) -> bool:
    """Who does something is a person: in "firefighters with pumps, who drove in" the firefighters."""
    verb = tree.heads[pronoun]
    noun = tree.heads[verb]
    if tree.words[pronoun].lower() != "who" or tree.deps[verb] != "relcl" or tree.deps[noun] != "pobj":
        return False
    above = tree.heads[tree.heads[noun]]
    named = tree.names[noun][2:] in ("PERSON", "ORG", "NORP") or tree.lemmas[noun].endswith(PEOPLE)
    if named or not tree.tags[above].startswith("NN") or not tree.lemmas[above].endswith(PEOPLE):
        return False
    tree.heads[verb] = above
    return True


def of_no_time(tree: Tree, when: int) -> bool:
    """In "he met Ana Lind, the envoy, when she came in May" the clause says when he did, and nothing of her."""
    verb = tree.heads[when]
    noun = tree.heads[verb]
    if (
        tree.words[when].lower() != "when"
        or tree.deps[verb] != "relcl"
        or tree.names[noun][2:] not in ("PERSON", "ORG")
    ):
        return False
    above = next((k for k in tree.ancestors(noun) if tree.tags[k].startswith("VB")), -1)
    if not 0 <= above < noun:
        return False
    tree.heads[verb], tree.deps[verb] = above, "advcl"
    return True
