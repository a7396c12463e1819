"""Joins what is told without a day to the dated happening that it fits best.

"The January raid", told a year later, shares too little with any single telling of the raid to be joined on its own
merits; but where the story dates one happening that it can mean, and no other fits as well, it means that one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.merge.cluster import FORBIDDEN, Floats, Ids, Scorer
from dateline.merge.table import Flags, MentionTable

REACH, REACH_RELATED = 0.5, 2.0
"""How far below the score of a pair that joins by itself the best fit may lie; how far where the predicates are related."""
LEAD = 0.8
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
    found = _best(groups, score, table, _hopeful(home, pinned, pairs, scores))
    joined = [list(rows) for rows in groups]
    for vague, to in found.items():
        joined[to] += joined[vague]
        joined[vague] = []
    return sorted(sorted(rows) for rows in joined if rows)


def _pinned(groups: Sequence[Sequence[int]], table: MentionTable) -> Flags:
    """Say which groups have a short time: of their own words, or of the context of two sources."""
    short = table.dated & (table.days <= PINNED)
    return np.asarray(
        [
            any(table.firm[i] for i in rows if short[i]) or len({int(table.voice[i]) for i in rows if short[i]}) > 1
            for rows in groups
        ]
    )


def _hopeful(home: Ids, pinned: Flags, pairs: tuple[Ids, Ids], scores: Floats) -> list[tuple[int, int]]:
    """Return (group without a day, pinned group) wherever two of their mentions are alike."""
    alike = np.flatnonzero(scores > -REACH_RELATED)
    a, b = home[pairs[0][alike]], home[pairs[1][alike]]
    one = pinned[a] != pinned[b]
    vague, to = np.where(pinned[a], b, a)[one], np.where(pinned[a], a, b)[one]
    return sorted(set(zip(vague.tolist(), to.tolist(), strict=True)))


def _best(
    groups: Sequence[Sequence[int]], score: Scorer, table: MentionTable, hopeful: Sequence[tuple[int, int]]
) -> dict[int, int]:
    # Where a group has dates, if not of a day, its mentions without any have no say.
    dated = {v: [i for i in groups[v] if table.dated[i]] for v, _ in hopeful}
    cells = [(v, to, i, j) for v, to in hopeful for i in dated[v] or groups[v] for j in groups[to]]
    if not cells:
        return {}
    rows = np.asarray(cells, dtype=np.int64)
    values, related = score(rows[:, 2], rows[:, 3]), _related(table, rows[:, 2], rows[:, 3])
    values = np.where(related | (values < FORBIDDEN), values, values - (REACH_RELATED - REACH))
    fits: dict[int, list[tuple[float, int]]] = {}
    starts = np.flatnonzero(np.any(np.diff(rows[:, :2], axis=0, prepend=-1), axis=1))
    for cell, part in zip(rows[starts], np.split(values, starts[1:]), strict=True):
        if part.min() > FORBIDDEN:
            fits.setdefault(int(cell[0]), []).append((float(part.mean()), int(cell[1])))
    chosen = {vague: sorted(of, key=lambda fit: (-fit[0], fit[1])) for vague, of in fits.items()}
    return {
        vague: of[0][1]
        for vague, of in chosen.items()
        if of[0][0] > (LEAD if dated[vague] else -REACH_RELATED) and (len(of) == 1 or of[0][0] - of[1][0] > LEAD)
    }


def _related(table: MentionTable, i: Ids, j: Ids) -> Flags:
    return (table.lemma[i] == table.lemma[j]) | (table.kind[i] >= 0) & (
        (table.kind[i] == table.kind[j]) | table.near[table.kind[i], table.kind[j]]
    )
