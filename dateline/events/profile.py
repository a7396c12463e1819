"""Gathers what a story asks of one of its texts, so that a text that is known needs no second look for it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events.descriptions import definite
from dateline.events.epithets import spot
from dateline.events.extraction import Extraction, Profile
from dateline.events.reference import opening_colon
from dateline.events.tree import Tree


def profile_of(extraction: Extraction) -> Profile:
    """Return what the story asks of a text."""
    return extraction.profile or gather(extraction.trees)


def gather(trees: Sequence[Tree]) -> Profile:
    """Read from the trees of a text what the story asks of it."""
    nouns = {tree.words[k]: None for tree in trees for k in range(tree.size) if tree.tags[k] in ("NN", "NNS")}
    described = {definite(tree, k): None for tree in trees for k in range(tree.size) if tree.tags[k] == "NN"}
    colons = [(tree, opening_colon(tree)) for tree in trees]
    return Profile(
        spotted=tuple(tuple(spot(tree)) for tree in trees),
        common=tuple(nouns),
        descriptions=tuple(filter(None, described)),
        speakers=tuple({tree.words[k - 1]: None for tree, k in colons if k > 0}),
    )
