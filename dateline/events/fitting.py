"""Shortens the end of a title to what fits, by whole phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.events.phrases import join, trim
from dateline.events.pronouns import Namer
from dateline.events.tree import Tree


def fit(tree: Tree, rest: Sequence[int], budget: int, name: Namer) -> str:
    """Keep as many of the phrases after the verb as fit, whole ones, dropping from the end."""
    kept = trim(tree, rest)
    while kept:
        text = join(tree, kept, name, inner=True)
        if len(text) <= budget:
            return text
        compressed = _compressed(tree, kept, name)
        if compressed and len(compressed) <= budget:
            return compressed
        cut = _last_break(tree, kept)
        if cut <= 0:
            return shorten(text, budget)
        kept = trim(tree, kept[:cut])
    return ""


def _compressed(tree: Tree, kept: Sequence[int], name: Namer) -> str:
    """Write for each long phrase the name of whom it describes: "the director of the office ... Wang Yi" is Wang Yi."""
    out: list[str] = []
    done: set[int] = set()
    changed = False
    for token in kept:
        if token in done:
            continue
        below = [k for k in tree.subtree(token) if k in kept]
        known = next(
            (
                found
                for k in below
                if tree.tags[k].startswith("NNP") and (found := name(-1 - k)) and tree.deps[k] == "appos"
            ),
            None,
        )
        if (known and below[0] == token) or (known and tree.deps[token] in ("pobj", "dobj")):
            out.append(known or "")
            done.update(below)
            changed = True
        elif any(
            tree.heads[token] == k and tree.deps[token] in ("det", "amod", "compound", "poss", "nmod") for k in kept
        ):
            head = tree.heads[token]
            inner = [k for k in tree.subtree(head) if k in kept]
            apposed = next((found for k in inner if tree.deps[k] == "appos" and (found := name(-1 - k))), None)
            if apposed:
                out.append(apposed)
                done.update(inner)
                changed = True
            else:
                out.append(join(tree, [token], name, inner=True))
        else:
            out.append(join(tree, [token], name, inner=True))
    return re.sub(r" (?=[,.%']|n't)", "", " ".join(out)) if changed else ""


def _last_break(tree: Tree, kept: Sequence[int]) -> int:
    """Where the last phrase begins: a preposition, an infinitive, a coordination."""
    for place in range(len(kept) - 1, 0, -1):
        token = kept[place]
        if (
            tree.deps[token] in ("prep", "agent", "mark", "cc", "dative")
            or tree.tags[token] in ("IN", "TO")
            or tree.words[token] == ","
        ):
            return place
    return 0


def shorten(text: str, budget: int) -> str:
    return text[: max(budget, 0) + 1].rsplit(" ", 1)[0] if budget > 0 and " " in text[: budget + 1] else ""
