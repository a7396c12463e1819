"""Shortens the end of a title to what fits, by whole phrases."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dateline.events.names import vocabulary
from dateline.events.phrases import join, trim
from dateline.events.pronouns import Namer
from dateline.events.tree import Tree

LEADING = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "neg", "mark", "expl"})
LONGEST = 120
"""Characters that a title has at most, but for `ROOM`."""
ROOM = 25
"""Characters that a title may run over where only half a phrase would fit."""
PREMODIFIERS = frozenset({"det", "amod", "nummod", "compound", "nmod", "poss", "quantmod", "advmod"})
RELATIONAL = frozenset(
    "start end beginning sideline rest part half number series lot majority member head loss verge brink aftermath wake eve "
    "basis result face light course form kind sort type handful group string set range threat risk cost price".split()
)
"""Nouns that say nothing without what they are of."""


def fit(tree: Tree, rest: Sequence[int], budget: int, name: Namer) -> str:
    """Keep as many of the phrases after the verb as fit, whole ones, dropping from the end."""
    kept = _whole(tree, trim(tree, rest))
    while kept:
        text = join(tree, kept, name, inner=True)
        if len(text) <= budget:
            return text
        compressed = _compressed(tree, kept, name)
        if compressed and len(compressed) <= budget:
            return compressed
        cut = _last_break(tree, kept)
        if cut <= 0:
            return text if len(text) <= budget + ROOM else shorten(text, budget)
        kept = _whole(tree, trim(tree, kept[:cut]))
    return ""


def _whole(tree: Tree, tokens: Sequence[int]) -> list[int]:
    """Drop at the end what leads to a noun that is not there: "for talks in candid"."""
    kept = list(tokens)
    while kept and _is_cut_short(tree, kept[-1]):
        kept = trim(tree, kept[:-1])
    while kept and tree.deps[kept[-1]] in PREMODIFIERS and tree.heads[kept[-1]] > kept[-1]:
        if tree.heads[kept[-1]] in kept or tree.tags[kept[-1]].startswith("RB"):
            break
        kept = trim(tree, kept[:-1])
    return kept


def _is_cut_short(tree: Tree, token: int) -> bool:
    """Say whether a noun's participle has lost what it governs: "loans granted [to a cousin]"."""
    return tree.tags[token] == "VBN" and tree.deps[token] == "acl" and tree.kid(token, ("prep", "agent")) > token


def _compressed(tree: Tree, kept: Sequence[int], name: Namer) -> str:
    """Write for each long phrase the name of whom it describes: "the director of the office ... Wang Yi" is Wang Yi."""
    out: list[str] = []
    done: set[int] = set()
    changed = False
    for token in kept:
        if token in done:
            continue
        found = _described(tree, token, kept, name)
        if found:
            known, below = found
            out.append(known)
            done.update(below)
            changed = True
        else:
            out.append(join(tree, [token], name, inner=True))
    return re.sub(r" (?=[,.%']|n't)", "", " ".join(out)) if changed else ""


def _described(tree: Tree, token: int, kept: Collection[int], name: Namer) -> tuple[str, list[int]] | None:
    """The name that stands in apposition to the phrase that begins here, and the phrase's tokens."""
    premodifier = tree.deps[token] in PREMODIFIERS and tree.heads[token] in kept
    head = tree.heads[token] if premodifier else token
    while premodifier and tree.deps[head] in PREMODIFIERS and tree.heads[head] in kept:
        head = tree.heads[head]
    below = [k for k in tree.subtree(head) if k in kept]
    office = tree.words[head].lower() in vocabulary("offices") and tree.kid(head, ("conj",)) >= 0
    known = name(-1 - head) if office else None
    known = known or next((n for k in below if tree.deps[k] == "appos" and (n := name(-1 - k))), None)
    starts = premodifier or below[0] == token or tree.deps[token] in ("pobj", "dobj")
    return (known, below) if known and starts else None


def _last_break(tree: Tree, kept: Sequence[int]) -> int:
    """Where the last phrase begins: a preposition, an infinitive, a coordination."""
    for place in range(len(kept) - 1, 0, -1):
        if _opens_phrase(tree, kept[place]) and not _orphans(tree, kept, place):
            return place
    return 0


def _orphans(tree: Tree, kept: Sequence[int], place: int) -> bool:
    """Say whether a cut would leave a subject without its verb, or "both" without the second."""
    lost = frozenset(kept[place:])
    return any(tree.deps[k] in LEADING and tree.heads[k] in lost for k in kept[:place]) or any(
        tree.deps[k] == "preconj" and lost & set(tree.subtree(tree.heads[k])) for k in kept[:place]
    )


def _opens_phrase(tree: Tree, token: int) -> bool:
    """Say whether a title can end before a word and still be whole."""
    head = tree.heads[token]
    if tree.words[token] == ",":
        return tree.deps[head] not in PREMODIFIERS
    if tree.deps[token] == "cc":
        return tree.deps[head] not in PREMODIFIERS
    if tree.words[token].lower() == "of" and tree.tags[token] == "IN":
        return tree.deps[head] != "pobj" and tree.lemmas[head] not in RELATIONAL
    if tree.tags[token] == "TO" and tree.deps[token] == "aux":
        return tree.deps[head] != "xcomp"
    return tree.deps[token] in ("prep", "agent", "mark", "dative") or tree.tags[token] in ("IN", "TO")


def shorten(text: str, budget: int) -> str:
    """Cut a text at the last blank that fits."""
    return text[: max(budget, 0) + 1].rsplit(" ", 1)[0] if budget > 0 and " " in text[: budget + 1] else ""
