"""Finds what the documents call the target entities of SemEval-2015 Task 4, and what they are.

The targets are given by name only and may be people, organisations or products.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.events.predicates import Extraction
from dateline.events.tree import Tree

TargetKind = Literal["person", "organisation", "product"]

GENERIC = frozenset(
    "airlines airline airways corporation corp inc company co group holdings holding motors motor bank ltd llc plc ag sa nv "
    "industries systems technologies international computer computers industrial average".split()
)
"""Last words of a name that people leave out when they use it."""
COMPANY = frozenset(
    "company firm maker manufacturer group corporation carrier automaker carmaker giant business".split()
)
BODY = frozenset("agency service force department government union court committee bank".split())
NOT_ALIASES = frozenset(
    "the a an of and for united states american national new general first world south north east west bank".split()
)


@dataclass(frozen=True, slots=True)
class Target:
    """An entity whose timeline is asked for; aliases are runs of lower-case words."""

    name: str
    kind: TargetKind
    aliases: frozenset[tuple[str, ...]]
    nouns: frozenset[str] = frozenset()
    """Lemmas that describe it: "aircraft", "airline"."""


def targets_of(names: Iterable[str], extractions: Mapping[str, Extraction]) -> tuple[Target, ...]:
    """Return the targets with what the documents call them."""
    trees = [tree for extraction in extractions.values() for tree in extraction.trees]
    listed = list(names)
    aliases = {name: _aliases(name, [other for other in listed if other != name], trees) for name in listed}
    kinds: dict[str, TargetKind] = {name: _kind(name, aliases[name], trees) for name in listed}
    return tuple(Target(n, kinds[n], frozenset(aliases[n]), _nouns(aliases[n], kinds[n], trees)) for n in listed)


def runs(words: Sequence[str], aliases: set[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Yield first and last token of each longest run of words that is an alias, plural forms of a model's number too."""
    longest = max((len(alias) for alias in aliases), default=0)
    k = 0
    while k < len(words):
        for size in range(min(longest, len(words) - k), 0, -1):
            run = tuple(words[k : k + size])
            singular = (*run[:-1], re.sub(r"(?:'s|’s|s)$", "", run[-1]))
            if run in aliases or (len(run[-1]) > 3 and singular in aliases):
                yield k, k + size - 1
                k += size - 1
                break
        k += 1


def head_of(tree: Tree, first: int, last: int) -> int:
    for token in range(last, first - 1, -1):
        if not first <= tree.heads[token] <= last or tree.heads[token] == token:
            return token
    return last


def below(tree: Tree, token: int) -> set[int]:
    return set(tree.subtree(token, lambda child: tree.deps[child] not in ("relcl", "advcl", "parataxis", "ccomp")))


def words_of(name: str) -> tuple[str, ...]:
    return tuple(name.lower().split())


def _aliases(name: str, others: Sequence[str], trees: Sequence[Tree]) -> set[tuple[str, ...]]:
    words = words_of(name)
    found = {words}
    taken = {words_of(other) for other in others} | {
        (word,) for other in others for word in words_of(other) if len(words_of(other)) == 1
    }
    for word in words:
        if any(c.isdigit() for c in word):
            found.add((word,))
    if len(words) > 1 and words[-1] in GENERIC:
        found.add(words[:-1])
    bracketed = _bracketed(words, trees)
    found |= bracketed
    initials = "".join(word[0] for word in words)
    if len(words) > 2:
        found.add((initials,))
    if words[:2] == ("united", "states"):
        rest = words[2:]
        found |= {("us", *rest), ("u.s.", *rest), rest, ("american", *rest), ("us" + "".join(w[0] for w in rest),)}
    if len(words) > 1:
        parts = [(words[0],), (words[-1],)] if not any(c.isdigit() for c in name) else [(words[-1],), words[1:]]
        found |= {part for part in parts if _stands_alone(part, words, trees)}
    return {
        alias
        for alias in found
        if alias not in taken and not all(word in NOT_ALIASES or word in GENERIC for word in alias)
    }


def _bracketed(words: tuple[str, ...], trees: Sequence[Tree]) -> set[tuple[str, ...]]:
    """Acronyms in brackets right after the name: "Singapore Airlines (SIA)"."""
    found: set[tuple[str, ...]] = set()
    for tree in trees:
        lower = [word.lower() for word in tree.words]
        for k in range(tree.size - len(words) - 2):
            if tuple(lower[k : k + len(words)]) == words:
                after = k + len(words)
                if tree.words[after] == "(" and tree.words[after + 1].isupper() and len(tree.words[after + 1]) > 1:
                    found.add((lower[after + 1],))
    return found


def _stands_alone(part: tuple[str, ...], words: tuple[str, ...], trees: Sequence[Tree]) -> bool:
    """Whether a part of a name is used for the whole: capitalised, and not mostly inside other names or for a place."""
    alone = within = place = 0
    size = len(part)
    for tree in trees:
        lower = [word.lower() for word in tree.words]
        for k in range(tree.size - size + 1):
            if tuple(lower[k : k + size]) != part or not (tree.words[k][0].isupper() or tree.words[k][0].isdigit()):
                continue
            around = tuple(lower[max(0, k - len(words)) : k + size + len(words)])
            if _contains(around, words):
                within += 1
                continue
            neighbours = [tree.words[j] for j in (k - 1, k + size) if 0 <= j < tree.size]
            named = [tree.names[j] for j in (k - 1, k + size) if 0 <= j < tree.size]
            joined = any(
                n and w[:1].isupper() and tree.names[k][2:] == n[2:] for n, w in zip(named, neighbours, strict=True)
            )
            place += tree.names[k][2:] in ("GPE", "LOC", "NORP", "DATE", "CARDINAL") or joined
            alone += 1
    return alone > 0 and place <= alone / 2


def _contains(run: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(run[k : k + len(words)] == words for k in range(len(run) - len(words) + 1))


def _kind(name: str, aliases: Iterable[tuple[str, ...]], trees: Sequence[Tree]) -> TargetKind:
    labels: Counter[str] = Counter()
    articles = 0
    total = 0
    for tree in trees:
        lower = [word.lower() for word in tree.words]
        for first, _ in runs(lower, set(aliases)):
            total += 1
            labels.update([tree.names[first][2:]])
            articles += first > 0 and lower[first - 1] in ("the", "a", "an", "its", "their", "new", "first")
    if any(c.isdigit() for c in name):
        return "product"
    if labels["PERSON"] > total / 2 and len(name.split()) > 1:
        return "person"
    organisational = name.lower().split()[-1] in GENERIC | BODY
    if total and articles > total / 3 and not organisational and labels["ORG"] + labels["GPE"] < total / 2:
        return "product"
    return "organisation"


def _nouns(aliases: Iterable[tuple[str, ...]], kind: TargetKind, trees: Sequence[Tree]) -> frozenset[str]:
    """Lemmas in apposition to a name, predicated of it, or joined to it ("the 787 aircraft", "airline Ryanair")."""
    if kind == "person":
        return frozenset()
    found: Counter[str] = Counter()
    for tree in trees:
        lower = [word.lower() for word in tree.words]
        for first, last in runs(lower, set(aliases)):
            head = head_of(tree, first, last)
            related = list(tree.kids(head, ("appos",)))
            if tree.deps[head] == "appos":
                related.append(tree.heads[head])
            if tree.deps[head] == "nsubj" and tree.lemmas[tree.heads[head]] == "be":
                related += tree.kids(tree.heads[head], ("attr",))
            if (
                kind == "product"
                and tree.deps[head] in ("compound", "nmod", "nummod")
                and not first <= tree.heads[head] <= last
            ):
                related.append(tree.heads[head])
            if (
                kind == "organisation"
                and first
                and tree.tags[first - 1] == "NN"
                and tree.heads[first - 1] in range(first, last + 1)
            ):
                related.append(first - 1)
            found.update(tree.lemmas[token] for token in related if tree.tags[token] == "NN")
    common = COMPANY if kind == "organisation" else frozenset[str]()
    return frozenset(lemma for lemma, count in found.items() if count >= 1) | common
