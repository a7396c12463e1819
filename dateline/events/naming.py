"""Says what a verb or noun of a sentence is called: with its particle, its fixed object, its class."""

from __future__ import annotations

from dateline.events.lexicon import lexicon
from dateline.events.tree import Tree

REACH = 7
"""How many tokens after the verb a fixed phrase may end ("put the vote back")."""
FIXED = frozenset({"against", "into", "for", "behind", "with", "of", "from", "about", "before"})
"""Prepositions that make a phrase with their verb although they govern a noun ("look into the deal")."""
BLOCKED = frozenset({"relcl", "ccomp", "advcl", "conj", "acl", "xcomp", "parataxis", "nsubj"})


def verb_name(tree: Tree, verb: int) -> str:
    """Return the verb's lemma with the particle or object that the lexicon knows it by ("call off", "take place")."""
    known = tree.named.get(verb)
    if known is None:
        known = tree.named[verb] = _named(tree, verb)
    return known


def _named(tree: Tree, verb: int) -> str:
    lemma = tree.lemmas[verb]
    phrases = lexicon().verb_phrases.get(lemma)
    if not phrases:
        return lemma
    idiom = _idiom(tree, verb)
    if idiom in phrases:
        return idiom
    near = _near(tree, verb)
    particles = {f"{lemma} {tree.words[k].lower()}" for k in tree.kids(verb, ("prt",))}
    for phrase in (p for p in phrases if p in particles):
        return phrase  # "called off for good" is no "call for"
    for phrase in phrases:
        if all(word in near for word in phrase.split()[1:]):
            return phrase
    return lemma


def _idiom(tree: Tree, verb: int) -> str:
    """Return "go on trial" for a verb with a preposition and a bare noun right after it."""
    for preposition in tree.kids(verb, ("prep",)):
        noun = tree.kid(preposition, ("pobj",))
        if noun == preposition + 1 and not tree.kids(noun, ("det", "poss")) and is_noun(tree, noun):
            return f"{tree.lemmas[verb]} {tree.words[preposition].lower()} {tree.lemmas[noun]}"
    return ""


def _near(tree: Tree, verb: int) -> set[str]:
    """Lemmas and words that the verb governs closely enough to form a phrase with it."""
    found: set[str] = set()
    for child in tree.children[verb]:
        if _opens_phrase(tree, verb, child) or _far(tree, verb, child):
            continue
        found.update((tree.lemmas[child], tree.words[child].lower()))
        if tree.deps[child] == "prep" and any(
            tree.names[k][2:] in ("DATE", "TIME") for k in tree.kids(child, ("pobj",))
        ):
            found -= {tree.lemmas[child], tree.words[child].lower()}  # "called for Thursday" is no "call for"
        if tree.deps[child] in ("prep", "agent") and child - verb <= 2:
            for below in tree.children[child]:
                found.update((tree.lemmas[below], tree.words[below].lower()))
    return found


def _opens_phrase(tree: Tree, verb: int, child: int) -> bool:
    """Say whether a preposition only begins a phrase of its own: "take place on Monday" is not "take on"."""
    word = tree.words[child].lower()
    if tree.deps[child] != "prep" or word in FIXED or tree.kid(child, ("pobj", "pcomp")) < 0:
        return False
    if tree.lemmas[verb] == "call" and word == "on" and child == verb + 1:
        return any(
            tree.names[k][2:] in ("DATE", "TIME") for k in tree.kids(child, ("pobj",))
        )  # "called on the minister"
    return word not in ("in", "to") or child != verb + 1


def _far(tree: Tree, verb: int, child: int) -> bool:
    """Say whether a child stands too far from the verb, or on the wrong side, to make a phrase with it."""
    dep, job = tree.deps[child], tree.lemmas[child] == "job"
    if dep == "nsubjpass":
        return False
    if job and dep == "nsubj":
        return False
    if dep in BLOCKED or not -2 < child - verb <= REACH:
        return True
    return child < verb and dep not in ("prt", "auxpass")


def noun_name(tree: Tree, noun: int) -> str:
    """Return the noun's lemma, with its modifiers where the lexicon knows the phrase ("second request")."""
    lemma = tree.lemmas[noun]
    for phrase in lexicon().noun_phrases.get(lemma, ()):
        parts = phrase.split()
        first = noun - len(parts) + 1
        if first >= 0 and all(
            part in (tree.words[first + k].lower(), tree.lemmas[first + k]) for k, part in enumerate(parts)
        ):
            return phrase
    return lemma


def noun_class(tree: Tree, noun: int) -> str:
    """Return the class of a noun that names an event, or the empty string; a name is none unless its last word is common."""
    nouns = lexicon().nouns
    word = tree.words[noun].lower()
    return nouns.get(noun_name(tree, noun)) or nouns.get(word) or ""


def is_verb(tree: Tree, token: int) -> bool:
    return tree.tags[token].startswith("VB")


def is_noun(tree: Tree, token: int) -> bool:
    return tree.tags[token].startswith("NN")


def is_among(tree: Tree, noun: int, nouns: frozenset[str]) -> bool:
    """Whether a noun is one of some nouns, whatever its form."""
    return noun >= 0 and (tree.lemmas[noun].lower() in nouns or tree.words[noun].lower() in nouns)
