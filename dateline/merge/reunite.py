"""Joins two groups of one day that their undated members alone kept apart.

Average linkage counts every pair. Where those that the texts themselves date fit together, what either group has taken in
without a date of its own is no reason to tell one happening twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from dateline.merge.cluster import FORBIDDEN, Scorer
from dateline.merge.columns import Flags, Floats, Ids
from dateline.merge.table import MentionTable

FIT = 0.4
"""The mean score of the dated mentions of two groups from which they are one."""
BRIEF = 7
"""Days: what lasts longer holds more than one happening."""
MOST = 12
"""Dated mentions of a group that are compared."""


def reunite(
    groups: Sequence[Sequence[int]], score: Scorer, pairs: tuple[Ids, Ids], scores: Floats, table: MentionTable
) -> list[list[int]]:
    """Return the groups, those joined whose dated mentions fit, the best fitting first."""
    home = np.zeros(len(table), dtype=np.int64)
    for number, rows in enumerate(groups):
        home[list(rows)] = number
    firm = table.firm & table.dated & (table.days <= BRIEF)
    told = [[i for i in rows if firm[i]][:MOST] for rows in groups]
    off = [bool(table.called_off[rows].any()) for rows in told]
    hopeful = [(a, b) for a, b in _hopeful(home, firm, pairs, scores) if off[a] == off[b]]
    fits = sorted(_fits(told, score, hopeful), reverse=True)
    into = list(range(len(groups)))
    taken: set[int] = set()
    for _, a, b in fits:
        if a not in taken and b not in taken:
            into[b] = a
            taken |= {a, b}
    joined: dict[int, list[int]] = defaultdict(list)
    for number, rows in enumerate(groups):
        joined[into[number]] += rows
    return sorted(sorted(rows) for rows in joined.values())


def _hopeful(home: Ids, firm: Flags, pairs: tuple[Ids, Ids], scores: Floats) -> list[tuple[int, int]]:
    """Return the groups, two by two, of which two dated mentions are alike."""
    i, j = pairs
    alike = np.flatnonzero((scores > 0) & firm[i] & firm[j] & (home[i] != home[j]))
    a, b = np.minimum(home[i[alike]], home[j[alike]]), np.maximum(home[i[alike]], home[j[alike]])
    return sorted(set(zip(a.tolist(), b.tolist(), strict=True)))


def _fits(
    told: Sequence[Sequence[int]], score: Scorer, hopeful: Sequence[tuple[int, int]]
) -> list[tuple[float, int, int]]:
    cells = [(a, b, i, j) for a, b in hopeful for i in told[a] for j in told[b]]
    if not cells:
        return []
    rows = np.asarray(cells, dtype=np.int64)
    values = score(rows[:, 2], rows[:, 3])
    found: list[tuple[float, int, int]] = []
    starts = np.flatnonzero(np.any(np.diff(rows[:, :2], axis=0, prepend=-1), axis=1))
    for cell, part in zip(rows[starts], np.split(values, starts[1:]), strict=True):
        if part.min() > FORBIDDEN and part.mean() > FIT:
            found.append((float(part.mean()), int(cell[0]), int(cell[1])))
    return found
