"""Inflects English verbs, and knows again those whose forms the lemmatizer takes for another's: "fined" is no "fin"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from dateline.events.lexicon import read, words


@functools.cache
def _irregular() -> tuple[dict[str, str], frozenset[str]]:
    table = read("inflect.toml")
    pairs = (pair.split() for pair in words(table["past"]))
    return {pair[0]: pair[1] for pair in pairs}, frozenset(words(table["double"]))


def past(lemma: str) -> str:
    """Return the past tense of an English verb."""
    irregular, doubled = _irregular()
    if lemma in irregular:
        return irregular[lemma]
    for prefix in ("re", "out", "over", "under", "mis"):
        if lemma.startswith(prefix) and lemma[len(prefix) :] in irregular:
            return prefix + irregular[lemma[len(prefix) :]]
    if lemma.endswith("e"):
        return lemma + "d"
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if lemma in doubled and lemma != "veto" else "") + "ed"


def forms(lemma: str) -> tuple[str, ...]:
    """Return the forms of a verb beside its infinitive: "fines", "fined", "fining"."""
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    if lemma in _irregular()[1]:
        stem += lemma[-1]
    third = lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"
    third = lemma + "es" if re.search(r"(?:s|x|z|ch|sh)$", lemma) else third
    return third, past(lemma), stem + "ing"


@functools.cache
def _mistaken() -> dict[str, str]:
    return {form: verb for verb in words(read("inflect.toml")["mistaken"]) for form in forms(verb)}


def lemmas(tokens: Sequence[str], tags: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """Return the lemmas of a sentence's words, those of verbs put right that the lemmatizer mistakes."""
    mistaken = _mistaken()
    return tuple(
        mistaken.get(word.lower(), lemma) if tag.startswith("VB") or (tag == "JJ" and "-" in word) else lemma
        for word, tag, lemma in zip(tokens, tags, given, strict=True)
    )
