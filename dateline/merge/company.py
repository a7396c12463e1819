"""Whom two mentions name, and how much it says that they share them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dateline.merge.columns import NOWHERE, Flags, Floats, Ids
from dateline.merge.table import MentionTable


def shared(matrix: Ids, i: Ids, j: Ids) -> Flags:
    """Say of each pair of rows whether they share a number."""
    found = np.zeros(len(i), dtype=bool)
    for _, rows in _matches(matrix, i, j):
        found[rows] = True
    return found


def shared_count(matrix: Ids, i: Ids, j: Ids) -> Ids:
    """Return for each pair of rows how many numbers both have."""
    found = np.zeros(len(i), dtype=np.int64)
    for _, rows in _matches(matrix, i, j):
        found[rows] += 1
    return found


def _matches(matrix: Ids, i: Ids, j: Ids) -> Iterator[tuple[int, Ids]]:
    """Yield for each column the pairs of which the left row's number in it stands in the right row.

    A row's numbers come first (`table._padded`), so that ever fewer pairs are left to look at.
    """
    columns = np.ascontiguousarray(matrix.T[: int((matrix != NOWHERE).any(axis=0).sum())], dtype=np.int32)
    if not len(columns):
        return
    rows = np.flatnonzero((columns[0] != NOWHERE)[i] & (columns[0] != NOWHERE)[j])
    others = [column[j[rows]] for column in columns]
    for number, column in enumerate(columns):
        mine = column[i[rows]]
        known = np.flatnonzero(mine != NOWHERE)
        if len(known) < len(rows):
            rows, mine, others = rows[known], mine[known], [other[known] for other in others]
        same = mine == others[0]
        for other in others[1:]:
            same |= mine == other
        yield number, rows[same]


def disjoint(matrix: Ids, i: Ids, j: Ids) -> Flags:
    return named(matrix, i) & named(matrix, j) & ~shared(matrix, i, j)


def named(matrix: Ids, rows: Ids) -> Flags:
    """Say which rows have a number at all: it comes first."""
    return matrix[rows, 0] != NOWHERE


def shared_renown(table: MentionTable, i: Ids, j: Ids) -> Floats:
    total = np.zeros(len(i), dtype=np.float32)
    for column, pairs in _matches(table.participants, i, j):
        total[pairs] += table.renown[table.participants[i[pairs], column]]
    return total
