"""Tells the senses of a word apart by what stands beside it: who is fired is dismissed, what is fired at is attacked."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.events import naming, roles, verb_classes
from dateline.events.lexicon import lexicon, read, words
from dateline.events.tree import Tree


@dataclass(frozen=True, slots=True)
class Rule:
    """One sense of a word: its class (empty for no event) and the conditions under which it is meant."""

    kind: str
    alone: bool
    conditions: dict[str, frozenset[str]]
    example: str


CONDITIONS = ("object", "subject", "preposition", "object_of_preposition", "complement", "modifier", "governed_by")


def rules() -> tuple[dict[str, list[Rule]], dict[str, list[Rule]]]:
    """Return the rules of verbs and of nouns by the word or phrase they are about."""
    return _rules()[:2]


@functools.cache
def _rules() -> tuple[dict[str, list[Rule]], dict[str, list[Rule]], frozenset[str]]:
    table = read("senses.toml")
    verbs: dict[str, list[Rule]] = {}
    nouns: dict[str, list[Rule]] = {}
    for part, found in (("verb", verbs), ("noun", nouns)):
        for entry in table[part]:
            conditions = {name: frozenset(words(entry[name])) for name in (*CONDITIONS, "article") if name in entry}
            rule = Rule(entry["class"], bool(entry.get("alone")), conditions, entry.get("example", ""))
            found.setdefault(entry["word"], []).append(rule)
    return verbs, nouns, frozenset(words(table["people"]) + words(read("people.toml")["persons"]))


def verb(tree: Tree, token: int) -> str | None:
    """Return the class of a verb in the sense that its clause gives it, None where no rule decides."""
    rule = rule_of_verb(tree, token)
    return rule.kind if rule else None


def rule_of_verb(tree: Tree, token: int) -> Rule | None:
    """Return the rule that decides the sense of a verb: one of its phrase ("go down") before one of the verb alone."""
    known, lemma = _rules()[0], tree.lemmas[token]
    if lemma not in _first_words():
        return None
    particles = [tree.words[k].lower() for k in tree.kids(token, ("prt", "advmod", "prep")) if k > token]
    name = naming.verb_name(tree, token)
    phrases = [name] if name != lemma else [f"{lemma} {word}" for word in particles]
    found = next((each for each in phrases if each in known), lemma)
    rules = known.get(found, ())
    if found == lemma != name and name in lexicon().verbs:
        rules = [rule for rule in rules if rule.conditions]  # what "push" alone means, "push back" does not
    return _decided(tree, token, rules)


@functools.cache
def _first_words() -> frozenset[str]:
    return frozenset(word.split()[0] for word in _rules()[0])


def class_of(tree: Tree, token: int) -> str:
    """Return the class of a verb in the sense it has here, else the lexicon's, or the empty string."""
    sense = verb(tree, token)
    return verb_classes.verb_class(tree, token) if sense is None else sense


def noun(tree: Tree, token: int) -> str | None:
    """Return the class of a noun in the sense that its surroundings give it, None where no rule decides."""
    rule = rule_of_noun(tree, token)
    return rule.kind if rule else None


def rule_of_noun(tree: Tree, token: int) -> Rule | None:
    """Return the rule that decides the sense of a noun."""
    return _decided(tree, token, _rules()[1].get(tree.lemmas[token], ()))


def _decided(tree: Tree, token: int, rules: Iterable[Rule]) -> Rule | None:
    for rule in rules:
        if rule.alone and _beside(tree, token, "object") | _phrases(tree, token):
            continue
        if all(_holds(tree, token, name, wanted) for name, wanted in rule.conditions.items()):
            return rule
    return None


def _holds(tree: Tree, token: int, name: str, wanted: frozenset[str]) -> bool:
    if name == "article":
        return bool(tree.around & wanted)
    beside = _beside(tree, token, name)
    named = {"PERSON"} if any(tree.names[k][2:] == "PERSON" for k in beside) else set[str]()
    lemmas = {tree.lemmas[k].lower() for k in beside} | {tree.words[k].lower() for k in beside}
    if "PEOPLE" in wanted and lemmas & _rules()[2]:
        named.add("PEOPLE")
    return bool((lemmas | named) & wanted) or (bool(beside) and "*" in wanted)


def _way(tree: Tree, verb: int) -> list[int]:
    """Return what a parser takes for an adverb's measure: "walked down a hallway"."""
    along = [
        k for k in tree.kids(verb, ("advmod", "prt")) if tree.words[k].lower() in ("down", "up", "along", "through")
    ]
    nouns = [k for k in tree.kids(verb, ("npadvmod",)) if not tree.names[k]]
    return [k for k in nouns if any(k > word > verb for word in along)]


def _opens_date(tree: Tree, preposition: int) -> bool:
    """Say whether a preposition opens a date; "for six years", "for the season" is how long something lasts."""
    lasting = [k for k in tree.kids(preposition, ("pobj",)) if tree.tags[k] == "NNS" or tree.lemmas[k] == "season"]
    if tree.words[preposition].lower() == "for" and lasting:
        return False
    return any(tree.names[k][2:] in ("DATE", "TIME") for k in tree.kids(preposition, ("pobj",)))


def _phrases(tree: Tree, token: int) -> set[int]:
    """Return the prepositions and particles of a verb, no adverbs of time: "then fired" is alone."""
    return {k for k in _beside(tree, token, "preposition") if tree.tags[k] in ("IN", "RP", "TO")}


PARTICLES = frozenset({"off", "up", "out", "aside", "away", "back"})


def _behind_particle(tree: Tree, verb: int) -> set[int]:
    """Return what the parser takes for a preposition's: "laughed off talk of a move"."""
    after = verb + 1
    parted = after < tree.size and tree.heads[after] == verb and tree.words[after].lower() in PARTICLES
    return set(tree.kids(after, ("pobj",))) if parted else set()


PORTIONS = frozenset(
    "pair set number dozen ton tonne group collection string hundred thousand couple series piece haul".split()
)


def _portioned(tree: Tree, nouns: Iterable[int]) -> set[int]:
    """Return nouns, and what they are a number of: "a pair of candlesticks"."""
    found = set(nouns)
    for noun in list(found):
        if tree.lemmas[noun] in PORTIONS or tree.tags[noun] == "CD":
            found.update(
                k for of in tree.kids(noun, ("prep",)) if tree.words[of] == "of" for k in tree.kids(of, ("pobj",))
            )
    return found


def _is_appointed(tree: Tree, token: int) -> bool:
    """Say whether a verb shares the subject of "was to", "is due to", "is set to"."""
    above = tree.heads[token]
    while tree.deps[above] in ("acomp", "xcomp") and tree.heads[above] != above:
        above = tree.heads[above]
    return tree.deps[token] == "xcomp" and tree.lemmas[above] == "be"


def _beside(tree: Tree, token: int, name: str) -> set[int]:
    """Return the tokens that stand in the place a condition names."""
    prepositions = [k for k in tree.kids(token, ("prep", "prt", "advmod", "dative")) if not _opens_date(tree, k)]
    if name == "object":
        reduced = tree.deps[token] == "acl" and tree.tags[token] == "VBN"  # "a report handed to parliament"
        own = {*tree.kids(token, ("dobj", "nsubjpass")), *_way(tree, token), *([tree.heads[token]] if reduced else [])}
        shared = roles.shared_subject(tree, token) if not own and tree.kid(token, ("auxpass",)) >= 0 else -1
        own |= set() if own else _behind_particle(tree, token)
        return _portioned(tree, own | ({shared} if shared >= 0 else set()))  # "the prisoners were to be exchanged"
    if name == "subject":
        own = tree.kids(token, ("nsubj",))
        shares = tree.deps[token] == "conj" or _is_appointed(tree, token)
        shared = -1 if own or not shares else roles.shared_subject(tree, token)
        return _portioned(tree, {*own, *([shared] if shared >= 0 else [])})
    if name == "preposition":
        return set(prepositions)
    if name == "object_of_preposition":
        prepositions += [k for p in prepositions for k in tree.kids(p, ("prep",))]  # "walked out of the coalition"
        return {k for p in prepositions for k in tree.kids(p, ("pobj",))}
    if name == "complement":
        told = [k for k in tree.kids(token, ("advcl",)) if any(tree.words[a] == "to" for a in tree.kids(k, ("aux",)))]
        told += [k for k in tree.kids(token, ("advcl",)) if tree.tags[k] == "JJ"]  # "brought out alive"
        told += [
            k for thing in tree.kids(token, ("dobj",)) for k in tree.kids(thing, ("acl",)) if tree.tags[k] == "VBN"
        ]
        return {*tree.kids(token, ("xcomp", "oprd", "acomp", "ccomp", "attr")), *told}
    if name == "modifier":
        return {k for k in tree.kids(token, ("compound", "amod", "nmod", "poss")) if k < token}
    return {tree.heads[token]}
