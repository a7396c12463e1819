"""Reads what tense, modal and condition say of a clause by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.events import naming, operating
from dateline.events.lexicon import Effect
from dateline.events.tree import Tree

Level = Literal["occurred", "present", "planned", "possible", "denied", "postponed", "cancelled"]
Tense = Literal["past", "present", "future", "none"]

FUTURE = frozenset({"will", "'ll", "shall", "wo", "must"})
OPEN = frozenset({"may", "might", "could", "can", "should", "ought", "ca", "cannot"})
WOULD = frozenset({"would", "'d"})
IF = frozenset({"if", "unless", "whether", "provided", "supposing", "lest", "assuming"})
TIME_MARKS = frozenset({"when", "once", "until", "till", "before", "after", "as", "while"})
DONE: frozenset[str] = frozenset({"occurred", "present"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause stands, which word says so, and its tense."""

    level: Level
    cue: str | None = None
    tense: Tense = "none"


INVERTED = ("had", "should", "were")
"""What opens a condition without "if": "had she gone that weekend"."""


def own(tree: Tree, verb: int) -> Standing | None:
    """What tense and modal say, None for a clause that has neither (an infinitive, a participle)."""
    auxiliaries = [tree.words[child].lower() for child in tree.kids(verb, ("aux", "auxpass"))]
    if conditional(tree, verb, auxiliaries):
        return Standing("possible", mark(tree, verb) or "had", "none")
    for word in auxiliaries:
        if word in FUTURE:
            return Standing("possible" if has_condition(tree, verb) else "planned", word, "future")
        if word in OPEN:
            past = "have" in auxiliaries  # "should have been held on Monday", "may have died"
            return Standing("possible", word, "past" if past else "future")
        if word in WOULD and "have" not in auxiliaries and not has_condition(tree, verb) and reported(tree, verb):
            return Standing("planned", word, "future")
        if word in WOULD and tree.tags[_modal(tree, verb)] == "MD":
            tense: Tense = "past" if "have" in auxiliaries else "future"  # "would have closed" lies behind
            return Standing("possible", f"{word} if" if has_condition(tree, verb) else word, tense)
    if "to" in auxiliaries:
        return None
    return _tense(tree, verb, auxiliaries)


def _tense(tree: Tree, verb: int, auxiliaries: list[str]) -> Standing | None:
    tag = tree.tags[verb]
    past = {"had", "was", "were", "did", "has", "have", "having", "'ve"} & set(auxiliaries)
    if tag == "VBD" or past:
        return Standing("occurred", None, "past")
    if tag in ("VBZ", "VBP") or {"is", "are", "am", "'re", "'m", "'s", "does", "do"} & set(auxiliaries):
        return Standing("present", None, "present")
    return None


def conditional(tree: Tree, verb: int, auxiliaries: list[str]) -> bool:
    if mark(tree, verb) in IF:
        return True
    opens = tree.words[0].lower() in INVERTED and tree.words[-1] != "?" and tree.deps[verb] == "ROOT"
    if (opens or tree.deps[verb] in ("advcl", "ccomp")) and auxiliaries and auxiliaries[0] in INVERTED:
        first = min(tree.kids(verb, ("aux", "auxpass")))
        subject = tree.kid(verb, ("nsubj", "nsubjpass"))
        return first < subject < verb and tree.words[first - 1 if first else first].lower() not in (
            "that",
            "nor",
            "neither",
        )
    return False


def mark(tree: Tree, verb: int) -> str:
    for child in tree.children[verb]:
        if (
            child < verb
            and tree.deps[child] in ("mark", "advmod", "prep", "npadvmod")
            and tree.words[child].lower() in IF
        ):
            return tree.words[child].lower()
    return ""


def has_condition(tree: Tree, verb: int) -> bool:
    """Whether the clause, or the one it reports into, hangs on an `if`."""
    return any(
        mark(tree, child) in IF - {"whether"}
        or (
            mark(tree, child) != "whether"
            and conditional(tree, child, [tree.words[aux].lower() for aux in tree.kids(child, ("aux", "auxpass"))])
        )
        for child in tree.kids(verb, ("advcl", "ccomp"))
        if child != verb
    )


def reported(tree: Tree, verb: int) -> bool:
    """Whether a `would` is the future of a past report ("said it would close the plant")."""
    while tree.deps[verb] == "conj" and naming.is_verb(tree, tree.heads[verb]):
        verb = tree.heads[verb]
    if tree.deps[verb] not in ("ccomp", "acl", "xcomp"):
        return False
    head = tree.heads[verb]
    operator = operating.verb_operator(tree, head) or operating.noun_operator(tree, head)
    telling = tree.lemmas[head] in ("tell", "inform", "assure")
    return telling or (operator is not None and operator.name in ("report", "promise", "plan", "phase"))


def effect_of(effect: Effect, level: Level) -> Level:
    """Say what becomes of an event under an operator that itself stands at `level`."""
    if effect == "same":
        return level
    if level in DONE:
        return effect
    if effect == "denied":
        return "possible"
    if effect in ("postponed", "cancelled"):
        return "planned" if level == "denied" else "possible"
    if effect == "planned" and level in ("denied", "postponed", "cancelled"):
        return level
    return "possible" if effect == "possible" or level == "possible" else "planned"


def _modal(tree: Tree, verb: int) -> int:
    for child in tree.kids(verb, ("aux",)):
        if tree.words[child].lower() in WOULD:
            return child
    return verb
