"""Whom two mentions name, and how much it says that they share them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dateline.merge.columns import NOWHERE, Flags, Floats, Ids
from dateline.merge.table import MentionTable


def count(matrix: Ids, rows: Ids) -> Ids:
    return (matrix != NOWHERE).sum(axis=1)[rows]


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
    return (count(matrix, i) > 0) & (count(matrix, j) > 0) & ~shared(matrix, i, j)


def shared_renown(table: MentionTable, i: Ids, j: Ids) -> Floats:
    total = np.zeros(len(i), dtype=np.float32)
    for column, pairs in _matches(table.participants, i, j):
        total[pairs] += table.renown[table.participants[i[pairs], column]]
    return total


def renown_of(table: MentionTable, rows: Ids, *, people: bool = False) -> Floats:
    """Return the renown of each row's participants together; with `people`, of those that are no places."""
    named = table.participants
    weight = np.where(table.ground, 0, table.renown) if people else table.renown
    return np.where(named != NOWHERE, weight[named], 0).sum(axis=1).astype(np.float32)[rows]
