"""Pairs the places that two voices state, and says of each pair how much speaks for it that both are of one happening."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np

from dateline.merge.nouns import groups
from dateline.merge.said_places import SaidPlace
from dateline.merge.telling_pairs import Flags, Floats, Ids, Pairs, alike, asked, candidates, compared, couples
from dateline.merge.vectors import apart, cosines
from dateline.merge.whereabouts import TOGETHER, Atlas, moved, words_of


def place_pairs(told: Sequence[SaidPlace], *, agreeing: bool = False) -> Pairs:
    """Return the pairs of places that may be of one happening, those that exclude each other or else those that agree."""
    i, j = candidates(told, by_deed=True)
    agree, apart = _agree(told, i, j)
    able = agree.copy() if agreeing else apart
    able[able] = [not _other_days(told[a], told[b]) for a, b in couples(i[able], j[able])]
    if not agreeing:
        able[able] = _unjoined(told, i[able], j[able])
    kept = asked(told, i, j, able, agree)
    found = alike(told, i[kept], j[kept])
    deed = np.asarray([_one_deed(told[a], told[b]) for a, b in couples(i[kept], j[kept])], dtype=bool)
    pairs = compared(told, found, able[kept] & (found.near | deed), agree[kept], _of_places)
    return replace(pairs, columns={**pairs.columns, "meant": _meant(told, pairs)}) if pairs.columns else pairs


def _meant(told: Sequence[SaidPlace], pairs: Pairs) -> Floats:
    """Return how like in meaning the clauses of each pair are."""
    return cosines(apart(t.local for t in told), pairs.left, pairs.right).astype(np.float64)


def _agree(told: Sequence[SaidPlace], left: Ids, right: Ids) -> tuple[Flags, Flags]:
    """Say which pairs name one place, and which name two that exclude each other."""
    both = [(told[a], told[b]) for a, b in couples(left, right)]
    agree = np.asarray([_one_place(a, b) for a, b in both], dtype=bool)
    return agree, ~agree & np.asarray([_exclude(a, b) for a, b in both], dtype=bool)


def _one_place(a: SaidPlace, b: SaidPlace) -> bool:
    if a.places & b.places:
        return not (a.venue and b.venue) or one_kind(a.venue, b.venue)
    return one_kind(a.venue, b.venue) and not (a.places and b.places)


def _exclude(a: SaidPlace, b: SaidPlace) -> bool:
    """Say whether two places cannot be one: two towns, two venues of different kinds or of different names.

    A street and a town may be: the one may lie in the other.
    """
    if a.towns and b.towns and a.towns.isdisjoint(b.towns):
        return True
    mine, yours = a.places - a.towns, b.places - b.towns
    if a.venue and b.venue and not _nested(a, b):
        return not _share(a, b) or bool(mine and yours and mine.isdisjoint(yours))
    return False


def _share(a: SaidPlace, b: SaidPlace) -> bool:
    return any(one_kind(x, y) for x in a.nouns for y in b.nouns)


def _nested(a: SaidPlace, b: SaidPlace) -> bool:
    """Say whether the one may lie in the other: a part of a building, what carries people, what stands on a street."""
    mine, yours = ({_level(noun) for noun in told.nouns} for told in (a, b))
    return bool(mine and yours) and mine.isdisjoint(yours)


@functools.cache
def _level(noun: str) -> str:
    return next((name for name in ("parts", "rides", "open") if noun in words_of(name)), "")


@functools.cache
def one_kind(venue: str, other: str) -> bool:
    """Say whether two nouns can be of one venue: a flat and an apartment."""
    if not (venue and other):
        return False
    dwellings = {venue, other} <= words_of("dwellings")
    return dwellings or venue == other or not groups(venue).isdisjoint(groups(other))


def _one_deed(a: SaidPlace, b: SaidPlace) -> bool:
    return (a.verb == b.verb != "") or (a.kind == b.kind != "")


def _other_days(a: SaidPlace, b: SaidPlace) -> bool:
    return a.days is not None and b.days is not None and not a.days.overlaps(b.days)


def _unjoined(told: Sequence[SaidPlace], left: Ids, right: Ids) -> list[bool]:
    """Say of which pairs no article has both places side by side, so that it knows how the two fit together."""
    atlas = Atlas([article.text for article in {t.article.id: t.article for t in told}.values()])
    venues, moves = _venues_together(told), {k for k, each in enumerate(told) if _moved(each)}
    return [
        a not in moves
        and b not in moves
        and frozenset({told[a].venue, told[b].venue}) not in venues
        and not atlas.beside(told[a].places, told[b].places)
        for a, b in couples(left, right)
    ]


def _venues_together(told: Sequence[SaidPlace]) -> set[frozenset[str]]:
    """Return the pairs of venues that one article states side by side: a lane behind a hotel."""
    found = {frozenset(two) for each in told for two in combinations(each.nouns, 2)}
    for a, b in pairwise(told):
        near = a.article.id == b.article.id and b.sentence.start - a.sentence.start < TOGETHER
        if near and a.venue and b.venue and a.venue != b.venue:
            found.add(frozenset({a.venue, b.venue}))
    return found


def _moved(told: SaidPlace) -> bool:
    return moved().search(told.sentence.text) is not None


def _of_places(a: SaidPlace, b: SaidPlace) -> dict[str, float]:
    return {
        "both_named": float(bool(a.places and b.places)),
        "both_venues": float(bool(a.venue and b.venue)),
        "bare_towns": float(not a.venue and not b.venue),
        "one_lead": float(a.lead == b.lead),
        "one_noun": float(a.noun == b.noun != ""),
        "one_direction": float((a.lead == "from") == (b.lead == "from")),
        "two_towns": float(bool(a.towns and b.towns)),
        "surely": float(a.governed) + float(b.governed),
    }
