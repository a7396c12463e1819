"""Weighs what speaks for it that two figures measure one thing: the words, names, deeds, days and events around both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from dateline.merge.deeds import MEANT
from dateline.merge.field import Field, Flags, Floats, Ids, numbered
from dateline.merge.likeness import covered
from dateline.merge.nouns import ANAPHORS, singular
from dateline.merge.synonyms import key_of
from dateline.merge.told import Told
from dateline.merge.unlike import FEW, TWIN
from dateline.merge.wording import incidence, product

FAR = 2.2
"""How many times the smaller the larger of two figures is before that speaks against them."""
CLOSE = 1.35
"""The same that speaks for it: two sources of one thing seldom differ by much."""
ONE_ACT = 0.45
"""How far the words around one time of day must be taken up by those around another where nothing else joins them."""
TAKEN_UP = 0.2
"""How far the words around a small number must be taken up by those around its rival."""
NAMED_ALIKE = 0.6
"""How alike the nouns must be where nothing else joins two figures."""
ALONE = 2
"""Figures beside which a noun stands that the story has but for them."""
SAME_UNIT = 0.3
"""How alike the nouns are of two measures that name none."""
FINAL = re.compile(
    r"\b(?:final|definitive|eventual|official|confirmed) (?:count|tally|toll|total|number|figure|result)s?\b",
    re.IGNORECASE,
)


def weighed(told: Sequence[Told], field: Field, weight: Mapping[str, float], i: Ids, j: Ids) -> Floats:
    """Return for each pair of claims of one kind, by their places in `told`, what speaks for it that they are of one thing.

    What the story tells besides is left aside; 0 where too little joins the two. `weight` says how telling a word is. The
    weights here were set by hand on the pairs of tests/cases/merge/disagreements.toml.
    """
    share = covered([t.local for t in told], [t.context for t in told], weight)
    local = ((share + share.T) / 2).round(6)[i, j]
    number = np.asarray([t.claim.quantity.number for t in told])
    small, large = np.minimum(number[i], number[j]), np.maximum(number[i], number[j])
    event = np.asarray([t.event for t in told])
    one_event = event[i] == event[j]
    same_deed, heads, wide = _same_deed(told, i, j), field.heads(i, j), _shared_words(told, i, j)
    names, days, kind = _shared_names(told, weight, i, j), _same_days(told, i, j), _one_kind(told, i, j)
    telling = field.telling[i, j] & (heads >= SAME_UNIT)
    slip = (field.swapped[i, j] & (days | (names > 0))) | telling
    rare = _of_a_rare_noun(told, i, j)
    of_one = field.of_one[i, j]
    apart = (local < TAKEN_UP) & ~rare & ~of_one & ((small < FEW) | (~same_deed & ~slip & (heads < NAMED_ALIKE)))
    # "32 of the type" may count anything, and a happening has many times of day.
    anything = np.asarray([t.claim.noun in ANAPHORS for t in told])
    clock = np.asarray([t.claim.kind == "clock" for t in told])
    apart |= ((anything[i] | anything[j]) & ~slip) | (clock[i] & (local < ONE_ACT) & ~kind)
    apart &= ~one_event
    final = np.asarray([FINAL.search(t.claim.sentence.text) is not None for t in told])
    found = (
        2.5 * local
        + 1.0 * wide
        + 0.6 * names
        + 1.2 * (one_event & (event[i] >= 0))
        + 0.4 * (~one_event & kind)
        + 0.5 * days
        + 0.5 * same_deed
        + 1.5 * (wide > TWIN)
        + 0.8 * heads
        + 0.4 * (large <= CLOSE * small)
        + 0.4 * (final[i] & final[j])
        + 0.5 * telling
        + 0.3 * rare
        + 1.0 * of_one
        + np.where(field.swapped[i, j], 0.7, -0.6 * (large > FAR * small))
    )
    return np.where(apart, 0.0, found)


def alone(others: int) -> float:
    """Return what it says that the story has no third figure that could be meant."""
    return 0.0 if others > 1 else 0.3 if others else 0.8


def _of_a_rare_noun(told: Sequence[Told], i: Ids, j: Ids) -> Flags:
    """Say whether both count what the story never mentions beside another figure: "lost three toes", "four of his toes"."""
    if not told or told[0].claim.kind != "count":
        return np.zeros(len(i), dtype=bool)
    seen = Counter(noun for t in told for noun in {singular(word) for word in t.context})
    rare = np.asarray([seen[t.claim.noun] == ALONE and t.claim.kind == "count" for t in told], dtype=bool)
    noun = numbered([t.claim.noun for t in told])
    return rare[i] & rare[j] & (noun[i] == noun[j])


def _same_deed(told: Sequence[Told], i: Ids, j: Ids) -> Flags:
    """Say whether both clauses tell of one deed that says which of several things is counted."""
    meant = MEANT.get(told[0].claim.kind, frozenset()) if told else frozenset[str]()
    deeds = incidence([meant.intersection(t.claim.deeds) for t in told])
    return product(deeds, deeds, i, j) > 0


def _shared_words(told: Sequence[Told], i: Ids, j: Ids) -> Floats:
    """Return the share of the words of either sentence that both have."""
    words = incidence([t.wide for t in told]).astype(np.float64)
    both, many = product(words, words, i, j), words.getnnz(axis=1)
    return both / np.maximum(many[i] + many[j] - both, 1)


def _shared_names(told: Sequence[Told], weight: Mapping[str, float], i: Ids, j: Ids) -> Floats:
    """Return how telling the names are that both sentences have, as a share of the fewer of them."""
    place = {name: k for k, name in enumerate(sorted({name for t in told for name in t.names}))}
    names = incidence([t.names for t in told], place).astype(np.float64)
    worth = names.multiply([weight.get(name, 1.0) for name in place] or [0.0]).tocsr()
    total = np.asarray(worth.sum(axis=1)).ravel()
    return product(worth, names, i, j) / np.maximum(np.minimum(total[i], total[j]), 1e-6)


def _one_kind(told: Sequence[Told], i: Ids, j: Ids) -> Flags:
    """Say whether both stand beside mentions of one kind of deed, as `unlike.one_deed` does of a pair."""
    known = np.asarray([t.mention is not None for t in told])
    key = numbered([key_of(t.mention.predicate) if t.mention else "" for t in told])
    kinds = [t.mention.predicate_class if t.mention else "" for t in told]
    kind, classed = numbered(kinds), np.asarray([bool(name) for name in kinds])
    return known[i] & known[j] & ((key[i] == key[j]) | (classed[i] & (kind[i] == kind[j])))


def _same_days(told: Sequence[Told], i: Ids, j: Ids) -> Flags:
    first = np.asarray([t.days.start.toordinal() if t.days else 0 for t in told])
    last = np.asarray([t.days.end.toordinal() if t.days else 0 for t in told])
    return (first[i] > 0) & (first[j] > 0) & (first[i] <= last[j]) & (first[j] <= last[i])
