"""Says which predicates are forms of one another ("referral", "refer") and which can mean the same."""

from __future__ import annotations

import functools
from importlib import resources


@functools.cache
def _table() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the key and the groups of each lemma, from `synonyms.tsv`: lemma, key, groups with a blank between."""
    path = resources.files("dateline.merge").joinpath("synonyms.tsv")
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {lemma: (key, tuple(groups.split())) for lemma, key, groups in rows}


def key_of(predicate: str) -> str:
    """Return the verb that `predicate` is a form of, or itself: "referral" and "refer" have one key."""
    lemma = predicate.casefold()
    found = _table().get(lemma)
    return found[0] if found else lemma


def groups_of(predicate: str) -> tuple[str, ...]:
    """Return the names of the groups of synonyms that `predicate` belongs to."""
    found = _table().get(predicate.casefold())
    return found[1] if found else ()


def lemmas() -> frozenset[str]:
    """Return every predicate of the table."""
    return frozenset(_table())
