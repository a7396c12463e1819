"""Writes a clause for a noun that tells who did what: "her visit to Oslo" is "Ane Holt visited Oslo"."""

from __future__ import annotations

from collections.abc import Collection

from dateline.events import naming, pronouns, roles
from dateline.events.clauses import only_dates
from dateline.events.extraction import Predicate
from dateline.events.inflection import past
from dateline.events.lexicon import read, words
from dateline.events.phrases import join, noun_words, trim
from dateline.events.pronouns import Namer
from dateline.events.tree import Tree

INCOMPLETE = frozenset({"visit", "travel", "meet", "refuse", "tour"})
"""Verbs that say too little by themselves."""


def clause(tree: Tree, predicate: Predicate, left: Collection[int], name: Namer) -> str:
    """Return the clause that a noun amounts to, or the empty string where it is better left a noun."""
    noun, level = predicate.head, predicate.standing.level
    if level not in ("occurred", "planned") or predicate.standing.cue == "moved":
        return ""
    owner = roles.owner(tree, noun)
    if owner >= 0 and tree.tags[owner] == "PRP$" and name(owner) is None:
        return ""
    actor = owner if owner >= 0 else roles.performer(tree, noun, predicate.kind)
    between = _between(tree, noun)
    subject = noun_words(tree, actor if actor >= 0 else between, {*left, *tree.kids(actor, ("case",))}, name)
    rest = [] if not subject else _rest(tree, noun, owner, between, left)
    if not rest:
        return ""
    verb, tail = _verb(tree, noun, predicate.kind, rest, pronouns.others(tree, name, actor))
    return f"{subject} {past(verb) if level == 'occurred' else 'to ' + verb} {tail}".rstrip() if verb else ""


def owned(tree: Tree, predicate: Predicate, left: Collection[int], name: Namer) -> str:
    """Return "Ane Holt's" for a noun that names nobody though its clause says who calls it off."""
    if roles.owner(tree, predicate.head) >= 0:
        return ""
    actor = roles.performer(tree, predicate.head, predicate.kind)
    text = noun_words(tree, actor, left, name)
    return text + ("'" if text.endswith("s") else "'s") if text else ""


def _verb(tree: Tree, noun: int, kind: str, rest: list[int], name: Namer) -> tuple[str, str]:
    """The verb for a noun, and what follows it."""
    lemma = tree.lemmas[noun]
    table = {pair.split()[0]: pair.split()[1:] for pair in words(read("inflect.toml")["acts"])}
    if lemma in table:
        verb, *dropped = table[lemma]
        after = [k for k in rest if k > noun]
        leads = [tree.words[k].lower() for k in after]
        if dropped and dropped[0] not in leads:
            return "", ""
        if dropped:
            place = leads.index(dropped[0])
            after = after[place + 1 :]
        return (verb, join(tree, after, name, inner=True)) if after or verb not in INCOMPLETE else ("", "")
    if kind == "meet":
        text = join(tree, rest, name, inner=True)
        bare = tree.tags[noun] == "NN" and tree.kid(noun, ("det",)) < 0
        return "hold", (("an " if text[:1] in "aeiou" else "a ") if bare else "") + text
    return "", ""


def _rest(tree: Tree, noun: int, owner: int, between: int, left: Collection[int]) -> list[int]:
    """The noun and what it governs, without whose it is."""

    def keeps(token: int) -> bool:
        if token in left or only_dates(tree, token, left) or token in (owner, between):
            return False
        if tree.deps[token] in ("prep", "agent") and {owner, between} & set(tree.children[token]) - {-1}:
            return False
        if tree.deps[token] == "poss" and tree.heads[token] == noun:
            return False
        return tree.deps[token] not in ("relcl", "appos", "advcl", "parataxis", "conj", "cc", "dep")

    return trim(tree, tree.subtree(noun, keeps))


def _between(tree: Tree, noun: int) -> int:
    """Whom "talks between the two" are between."""
    for preposition in tree.kids(noun, ("prep",)):
        if tree.words[preposition].lower() == "between":
            both = tree.kid(preposition, ("pobj",))
            return both if both >= 0 and tree.kid(both, ("conj",)) >= 0 and naming.is_noun(tree, both) else -1
    return -1
