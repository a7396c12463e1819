"""Joins what is told without a day to the dated happening that it fits best.

"The January raid", told a year later, shares too little with any single telling of the raid to be joined on its own
merits; but where the story dates one happening that it can mean, and no other fits as well, it means that one. Words alone do
not make it mean that: what "was adjourned" in one clause and "put back" in the other must be told in like terms.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.merge.cluster import FORBIDDEN, Scorer
from dateline.merge.columns import Flags, Floats, Ids
from dateline.merge.table import MentionTable
from dateline.merge.vectors import cosines

REACH, REACH_RELATED = 0.5, 2.5
"""How far below the score of a pair that joins by itself the best fit may lie; how far where the predicates are related."""
NEAR = 0.7
"""How far below that score the one of their likest two mentions may lie."""
ALIKE = 0.45
"""The cosine of meaning that the clauses of two of their mentions must reach."""
LEAD = 0.4
"""By how much it must fit better than the next."""
PINNED = 7
"""Days: a happening dated to a longer time is not pinned down."""


def adopt(
    groups: Sequence[Sequence[int]], score: Scorer, pairs: tuple[Ids, Ids], scores: Floats, table: MentionTable
) -> list[list[int]]:
    """Return the groups, each that no mention pins to a day joined to the pinned one that it fits best."""
    home = np.zeros(len(table), dtype=np.int64)
    for number, rows in enumerate(groups):
        home[list(rows)] = number
    pinned = _pinned(groups, table)
    found = _best(groups, score, table, *_hopeful(home, pinned, pairs, scores))
    joined = [list(rows) for rows in groups]
    for vague, to in found.items():
        joined[to] += joined[vague]
        joined[vague] = []
    return sorted(sorted(rows) for rows in joined if rows)


def _pinned(groups: Sequence[Sequence[int]], table: MentionTable) -> Flags:
    """Say which groups have a short time: of their own words, or of the context of two sources."""
    short = (table.dated & (table.days <= PINNED)).tolist()
    firm, voice = table.firm.tolist(), table.voice.tolist()
    told = [[i for i in rows if short[i]] for rows in groups]
    return np.asarray([any(firm[i] for i in rows) or len({voice[i] for i in rows}) > 1 for rows in told])


def _hopeful(home: Ids, pinned: Flags, pairs: tuple[Ids, Ids], scores: Floats) -> tuple[Ids, Ids]:
    """Return the groups without a day and the pinned groups wherever two of their mentions are near, in order."""
    near = np.flatnonzero(scores > -NEAR)
    a, b = home[pairs[0][near]], home[pairs[1][near]]
    one = pinned[a] != pinned[b]
    vague, to = np.where(pinned[a], b, a)[one], np.where(pinned[a], a, b)[one]
    return np.divmod(np.unique(vague * len(pinned) + to), len(pinned))


def _best(groups: Sequence[Sequence[int]], score: Scorer, table: MentionTable, vague: Ids, to: Ids) -> dict[int, int]:
    # Where a group has dates, if not of a day, its mentions without any have no say.
    has_date = table.dated.tolist()
    dated = [[i for i in rows if has_date[i]] for rows in groups]
    starts, left, right = _crossed([own or rows for own, rows in zip(dated, groups, strict=True)], groups, vague, to)
    if not len(left):
        return {}
    values, related = score(left, right), _related(table, left, right)
    values = np.where(related | (values < FORBIDDEN), values, values - (REACH_RELATED - REACH))
    means = np.add.reduceat(values, starts, dtype=np.float64) / np.diff(starts, append=len(values))
    meant = np.maximum.reduceat(cosines(table.sense, left, right), starts)
    allowed = (np.minimum.reduceat(values, starts) > FORBIDDEN) & (meant >= ALIKE)
    fits: dict[int, list[tuple[float, int]]] = {}
    for one, other, mean in zip(vague[allowed].tolist(), to[allowed].tolist(), means[allowed].tolist(), strict=True):
        fits.setdefault(one, []).append((mean, other))
    chosen = {one: sorted(of, key=lambda fit: (-fit[0], fit[1])) for one, of in fits.items()}
    return {
        one: of[0][1]
        for one, of in chosen.items()
        if of[0][0] > (LEAD if dated[one] else -REACH_RELATED) and (len(of) == 1 or of[0][0] - of[1][0] > LEAD)
    }


def _crossed(
    left: Sequence[Sequence[int]], right: Sequence[Sequence[int]], one: Ids, other: Ids
) -> tuple[Ids, Ids, Ids]:
    """Return every pair of a row of `left[one]` and a row of `right[other]`, and where the pairs of each two begin."""
    (rows, first, many), (columns, begin, width) = _flat(left), _flat(right)
    cells = many[one] * width[other]
    starts = np.cumsum(cells) - cells
    place = np.arange(int(cells.sum())) - np.repeat(starts, cells)
    wide = np.repeat(width[other], cells)
    return (
        starts,
        rows[np.repeat(first[one], cells) + place // wide],
        columns[np.repeat(begin[other], cells) + place % wide],
    )


def _flat(groups: Sequence[Sequence[int]]) -> tuple[Ids, Ids, Ids]:
    """Return the rows of all groups, where each group's begin, and how many they are."""
    many = np.asarray([len(rows) for rows in groups], dtype=np.int64)
    rows = np.fromiter((row for group in groups for row in group), dtype=np.int64, count=int(many.sum()))
    return rows, np.cumsum(many) - many, many


def _related(table: MentionTable, i: Ids, j: Ids) -> Flags:
    return (table.lemma[i] == table.lemma[j]) | (table.kind[i] >= 0) & (
        (table.kind[i] == table.kind[j]) | table.near[table.kind[i], table.kind[j]]
    )
