"""Reads what a predicate word makes of its subject: "The mayor is dead", "The strike is over", "Minister out" in a list."""

from __future__ import annotations

from dataclasses import replace

from dateline.events import naming, roles, verb_dates
from dateline.events.extraction import Predicate
from dateline.events.lexicon import lexicon
from dateline.events.names import vocabulary
from dateline.events.nominal import kind_of, nominal
from dateline.events.status import Standings
from dateline.events.tree import Tree
from dateline.events.verbal import verbal

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PARTICLES = frozenset({"prt", "advmod", "prep", "amod", "acomp"})


BELONGING = frozenset("part member branch subsidiary division unit arm colony province partner".split())
OWNING = frozenset("owner shareholder proprietor landlord parent".split())


def _became(tree: Tree, verb: int) -> str:
    """Return how somebody came to be what he has been since a day: "has been the bank's administrator since October"."""
    if verb_dates.goes_on_since(tree, verb) and tree.kid(verb, ("neg",)) < 0 and _in_office(tree, verb):
        return "appoint"
    what = tree.kid(verb, ("attr",))
    if what < 0 and verb_dates.goes_on_since(tree, verb) and tree.kid(verb, ("neg",)) < 0:
        return _state(tree, verb)
    if what < 0 or not verb_dates.goes_on_since(tree, verb) or tree.kid(verb, ("neg",)) >= 0:
        return ""
    if tree.lemmas[what] in BELONGING:
        return "join"
    if tree.lemmas[what] in OWNING:
        return "buy"
    office = tree.lemmas[what] in vocabulary("offices") or tree.lemmas[what] in vocabulary("persons")
    return "appoint" if office or tree.lemmas[what].endswith(("er", "or")) else ""


STATES = {
    "work": "begin",
    **dict.fromkeys("force effect use operation service production way construction repair".split(), "begin"),
    "show": "perform",
    "display": "perform",
    "sale": "sell",
    "custody": "arrest",
    **dict.fromkeys("jail prison detention".split(), "arrest"),
}
"""What somebody or something is "at", "on" or "in" since a day: then it began."""


def _state(tree: Tree, verb: int) -> str:
    bare = [k for at in tree.kids(verb, ("prep",)) for k in tree.kids(at, ("pobj",)) if k == at + 1]
    return next((STATES[tree.lemmas[k]] for k in bare if tree.lemmas[k] in STATES), "")


OFFICES = frozenset({"charge", "office", "chair", "post", "job", "command", "power", "helm"})


def _in_office(tree: Tree, verb: int) -> bool:
    """Say whether somebody has been "in charge", "in the chair", "in office"."""
    return any(
        tree.words[k].lower() in ("in", "at") and tree.lemmas[max(tree.kid(k, ("pobj",)), 0)] in OFFICES
        for k in tree.kids(verb, ("prep",))
    )


SUPPLIES = frozenset(
    "power electricity water gas heating supply service system network site website line signal internet".split()
)
"""What comes back when it has failed: "Power was back by Wednesday"."""
AWAITED = frozenset({"here", "there", "home", "back", "abroad"})


def _due(tree: Tree, verb: int, subject: int) -> str:
    """Return what somebody is due to do on a day: appear "in court", "before a judge", arrive "in Oslo", "back home"."""
    due = next((k for k in tree.kids(verb, ("acomp",)) if tree.words[k].lower() == "due"), -1)
    if due < 0 or not verb_dates.has_date_below(tree, verb) or kind_of(tree, subject):
        return ""
    for word in (*tree.kids(verb, ("prep", "advmod")), *tree.kids(due, ("prep", "advmod"))):
        where = tree.kid(word, ("pobj",))
        if where >= 0 and naming.is_among(tree, where, lexicon().hearing_bodies):
            return "try"
        placed = where >= 0 and tree.names[where][2:] in ("GPE", "LOC", "FAC")
        if word > due and (placed or tree.words[word].lower() in AWAITED):
            return "arrive"
    return ""


def of_copula(number: int, tree: Tree, verb: int, standings: Standings) -> list[Predicate]:
    """Return what "is dead", "is over", "is out", "is back on", "is due in court" tell."""
    subject = tree.kid(verb, ("nsubj",))
    awaited = (
        _due(tree, verb, roles.antecedent(tree, subject, verb)) if tree.lemmas[verb] == "be" and subject >= 0 else ""
    )
    if awaited:
        act = verbal(number, tree, verb, standings)
        past, lapsed = tree.tags[verb] in ("VBD", "VBN"), tree.tags[verb] == "VBN"
        cue, tense = "was to" if lapsed else "due", "past" if past else "future"
        standing = replace(act.standing, level="planned", tense=tense, cue=cue)
        return [replace(act, kind=awaited, weight=lexicon().weights[awaited], standing=standing)]
    came = _became(tree, verb) if tree.lemmas[verb] == "be" and subject >= 0 else ""
    if came:
        act = verbal(number, tree, verb, standings)
        standing = replace(act.standing, level="occurred", tense="past", cue="since")
        return [replace(act, kind=came, weight=lexicon().weights[came], standing=standing)]
    if tree.lemmas[verb] != "be" or subject < 0 or standings.clause(verb).level not in ("present", "occurred"):
        return []
    for word in tree.kids(verb, ("advmod", "acomp", "prt", "prep")):
        kind = "" if _governs(tree, word) or word < verb else _kind(tree, word, subject)
        restored = tree.words[word].lower() == "back" and tree.lemmas[subject] in SUPPLIES and word > verb
        kind = "resume" if restored and verb_dates.has_date_below(tree, verb) else kind
        if kind:
            return [_told(number, tree, verb, kind, standings)]
    return []


def _told(number: int, tree: Tree, verb: int, kind: str, standings: Standings) -> Predicate:
    act = verbal(number, tree, verb, standings)
    standing = replace(act.standing, level="occurred", tense="past")
    return replace(act, kind=kind, weight=lexicon().weights[kind], standing=standing)


def of_fragment(number: int, tree: Tree, noun: int, standings: Standings) -> Predicate | None:
    """Return what a headline or an entry without a verb says of its noun: "Coach out after defeat", "Two dead in blast"."""
    if tree.deps[noun] not in ("ROOT", "conj", "appos") or any(tag in FINITE for tag in tree.tags):
        return None
    for word in tree.kids(noun, PARTICLES):
        kind = "" if word < noun or _governs(tree, word) else _kind(tree, word, noun)
        if kind:
            found = nominal(number, tree, noun, noun, standings)
            standing = replace(found.standing, cue=tree.words[word].lower())
            return replace(found, kind=kind, weight=lexicon().weights[kind], weak=False, standing=standing)
    return None


def of_entry(number: int, tree: Tree, root: int, standings: Standings) -> list[Predicate]:
    """Return what the first words of a list's entry tell where none of them is known for an event: "Election day"."""
    if tree.tags[root] in ("CD", "LS", "UH", "SYM", ".") or _is_figures(tree, root):
        return []
    if naming.is_verb(tree, root):
        return [] if tree.lemmas[root] in ("be", "say", "have") else [verbal(number, tree, root, standings)]
    found = nominal(number, tree, root, root, standings)
    inner = next((kind_of(tree, k) for k in tree.kids(root, ("compound",)) if kind_of(tree, k)), "")
    kind = found.kind or inner or ("die" if tree.words[root].lower() == "dead" else "")
    return [replace(found, kind=kind, weight=lexicon().weights.get(kind, 0.5), weak=False)]


def _is_figures(tree: Tree, root: int) -> bool:
    """Say whether an entry only adds figures: "Turnout: 78.1 per cent"."""
    return any(tree.tags[k] == "CD" for k in tree.subtree(root)) and not kind_of(tree, root) and tree.size < 6


def _governs(tree: Tree, word: int) -> bool:
    return tree.kid(word, ("pobj", "pcomp", "prep", "xcomp", "npadvmod", "nummod")) >= 0


def _kind(tree: Tree, word: int, subject: int) -> str:
    """Return the class of what a word says of its subject, or the empty string."""
    said = tree.words[word].lower()
    back = said == "on" and any(tree.words[k].lower() == "back" for k in tree.children[word])
    if said == "dead":
        return "die" if _is_mortal(tree, subject) else ""
    if said == "out":
        return "resign" if _is_person(tree, subject) else ""
    if not naming.is_noun(tree, subject) or not kind_of(tree, subject):
        return ""
    return "resume" if back else "end" if said == "over" else ""


def _is_person(tree: Tree, token: int) -> bool:
    return tree.names[token][2:] == "PERSON" or tree.lemmas[token] in vocabulary("persons")


def _is_mortal(tree: Tree, token: int) -> bool:
    pronoun = tree.words[token].lower() in ("he", "she", "they", "all", "both", "many")
    return _is_person(tree, token) or pronoun or tree.tags[token] == "CD"
