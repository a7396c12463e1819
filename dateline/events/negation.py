"""Reads what negates or hedges a clause: "did not", "no one", "without", "reportedly"."""

from __future__ import annotations

import itertools

from dateline.events.modality import IF, Standing
from dateline.events.tree import Tree

MAYBE = frozenset(
    "perhaps maybe possibly probably likely seemingly reportedly allegedly apparently presumably potentially supposedly "
    "purportedly conceivably ostensibly hopefully ideally theoretically".split()
)
NEVER = frozenset({"never", "hardly", "scarcely", "neither", "nor", "almost"})
NEGATING = frozenset({"no", "neither", "none", "nobody", "nothing"})


def with_negation(tree: Tree, verb: int, standing: Standing) -> Standing:
    cue = negation(tree, verb)
    if not cue or until_when(tree, verb) >= 0 or not_until(tree, verb):
        return standing
    if standing.level == "denied":
        return Standing("possible", cue, standing.tense)
    if standing.level == "possible" and (standing.cue in IF or standing.cue == "had"):
        return Standing("occurred", None, "past") if _would_have(tree, verb) else standing
    if standing.level == "possible" and standing.cue in ("may", "might"):
        return standing  # what may never be held is open
    if standing.level == "possible" and _cannot_be_held(tree, verb):
        return Standing("postponed", cue, "future")  # "said the match could not be played on Sunday"
    if standing.level in ("planned", "present", "occurred") and _as_planned(tree, verb):
        return Standing("postponed", cue, standing.tense)  # "will not reopen on Monday as planned"
    if standing.level in ("planned", "present") and _any_more(tree, verb):
        return Standing("cancelled", cue, standing.tense)  # "will not now travel", "will no longer attend"
    return Standing("denied", cue, standing.tense)


def _would_have(tree: Tree, verb: int) -> bool:
    """Say whether what had to be imagined away did happen: "would have opened had ministers not withdrawn the money"."""
    had = any(tree.words[k].lower() == "had" for k in tree.kids(verb, ("aux",)))
    above = tree.heads[verb]
    helpers = {tree.words[k].lower() for k in tree.kids(above, ("aux",))}
    return had and above != verb and "have" in helpers and bool(helpers & {"would", "could", "might", "'d"})


def until_when(tree: Tree, verb: int) -> int:
    """Return the "until" of "will not open until May": what a clause denies up to a day it says of that day, else -1."""
    if not any(tree.deps[k] == "neg" for k in tree.children[verb]):
        return -1
    for preposition in tree.kids(verb, ("prep",)):
        day = tree.kid(preposition, ("pobj",))
        if preposition > verb and tree.words[preposition].lower() in ("until", "till") and day >= 0:
            dated = tree.names[day][2:] in ("DATE", "TIME") or any(
                tree.names[k][2:] == "DATE" for k in tree.kids(day, ("compound", "nummod"))
            )
            return preposition if dated else -1
    return -1


def not_until(tree: Tree, verb: int) -> bool:
    """Say whether "not until Wednesday did they admit it" says of Wednesday that they did."""
    not_ = next((k for k in tree.kids(verb, ("neg", "advmod", "preconj")) if tree.words[k].lower() == "not"), -1)
    return 0 <= not_ < verb - 1 and tree.words[not_ + 1].lower() in ("until", "till")


def _cannot_be_held(tree: Tree, verb: int) -> bool:
    """Say whether somebody says on which day something cannot be held."""
    modal = any(tree.words[k].lower() in ("could", "can", "ca") for k in tree.kids(verb, ("aux",)))
    held = (
        tree.lemmas[verb] in ("hold", "play", "stage", "run", "perform", "contest", "sail")
        and tree.kid(verb, ("auxpass",)) >= 0
    )
    held = held or (tree.lemmas[verb] in ("go", "take") and tree.kid(verb, ("advmod", "dobj")) >= 0)
    have = any(tree.words[k].lower() == "have" for k in tree.kids(verb, ("aux",)))
    placed = tree.lemmas[verb] != "take" or tree.lemmas[max(tree.kid(verb, ("dobj",)), 0)] == "place"
    dated = any(tree.names[k][2:] == "DATE" for p in tree.kids(verb, ("prep",)) for k in tree.kids(p, ("pobj",)))
    return modal and held and placed and dated and not have and tree.deps[verb] in ("ccomp", "ROOT")


PLANNED = frozenset(
    "planned scheduled intended promised envisaged foreseen announced advertised billed arranged agreed".split()
)


def _as_planned(tree: Tree, verb: int) -> bool:
    """Say whether what did not or will not be had its day: "did not open in May as planned"."""
    after = [tree.words[k].lower() for k in range(verb + 1, tree.size)]
    pairs = set(itertools.pairwise(after)) | set(zip(after, after[2:], strict=False))  # "as originally planned"
    return any(("as", word) in pairs for word in PLANNED)


def _any_more(tree: Tree, verb: int) -> bool:
    """Say whether what will not be was to be: "will not now travel", "will no longer attend", "is not going after all"."""
    if tree.tags[verb] in ("VBZ", "VBP", "VBD"):
        return False
    words = [tree.words[k].lower() for k in range(max(verb - 4, 0), min(verb + 8, tree.size))]
    pairs = set(itertools.pairwise(words))
    return bool(pairs & {("not", "now"), ("now", "not"), ("n't", "now"), ("no", "longer"), ("after", "all")})


DEGREES = frozenset("double triple treble halve quadruple exhaust fill empty sell reach match equal".split())
"""What is almost doubled has grown."""


def negation(tree: Tree, verb: int) -> str:
    """Return the word that negates a clause, or the empty string; "not only" negates nothing."""
    for child in tree.children[verb]:
        word = tree.words[child].lower()
        if tree.deps[child] == "neg" or (word in NEVER and tree.deps[child] in ("advmod", "preconj", "cc")):
            if child + 1 < tree.size and tree.words[child + 1].lower() in ("only", "just", "least"):
                continue
            if word == "almost" and (child + 1 != verb or tree.lemmas[verb] in DEGREES):
                continue
            return word
        if tree.deps[child] in ("nsubj", "nsubjpass", "dobj", "attr") and negated_noun(tree, child):
            return "no"
        if word == "longer" and any(tree.words[k].lower() == "no" for k in tree.children[child]):
            return "no"
        if word == "without" and tree.deps[child] == "mark":
            return word
    if tree.deps[verb] == "conj" and any(tree.words[k].lower() == "nor" for k in tree.kids(tree.heads[verb], ("cc",))):
        return "nor"  # "neither confirmed nor denied"
    if tree.deps[verb] == "pcomp" and _nearly(tree, verb):
        return "nearly"
    if tree.deps[verb] == "pcomp" and tree.words[tree.heads[verb]].lower() in ("without", "against"):
        return tree.words[tree.heads[verb]].lower()
    return ""


def _nearly(tree: Tree, gerund: int) -> bool:
    """Say whether a deed was all but done: "came close to selling", "stopped short of withdrawing it"."""
    preposition = tree.heads[gerund]
    above = tree.words[tree.heads[preposition]].lower()
    return (tree.words[preposition].lower(), above) in {("to", "close"), ("to", "near"), ("of", "short")}


def negated_noun(tree: Tree, noun: int) -> bool:
    if tree.lemmas[noun] == "confidence":
        return False  # "a vote of no confidence"
    if tree.words[noun].lower() in ("one", "single") and any(
        tree.words[k].lower() == "not" for k in tree.children[noun]
    ):
        return True  # "not one of the houses"
    if tree.words[noun].lower() in NEGATING:
        return True
    single = any(tree.words[k].lower() in ("single", "one", "solitary") for k in tree.kids(noun, ("amod", "nummod")))
    if single and any(tree.words[k].lower() == "not" for k in tree.children[noun]):
        return True  # "not a single vote"
    return any(tree.words[child].lower() in NEGATING for child in tree.kids(noun, ("det", "neg", "preconj", "predet")))


def with_adverbs(tree: Tree, verb: int, standing: Standing) -> Standing:
    if standing.level not in ("occurred", "present", "planned"):
        return standing
    for child in tree.kids(verb, ("advmod",)):
        if tree.words[child].lower() in MAYBE:
            return Standing("possible", tree.words[child].lower(), standing.tense)
    return standing
