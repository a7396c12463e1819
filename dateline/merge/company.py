"""Whom two mentions name, and how much it says that they share them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dateline.merge.table import NOWHERE, Flags, Ids, MentionTable

Floats = NDArray[np.float32]


def count(matrix: Ids, rows: Ids) -> Ids:
    return (matrix[rows] != NOWHERE).sum(axis=1)


def shared(matrix: Ids, i: Ids, j: Ids) -> Flags:
    """Say of each pair of rows whether they share a number."""
    left, right = matrix[i], matrix[j]
    found = np.zeros(len(i), dtype=bool)
    for column in range(left.shape[1]):
        known = left[:, column] != NOWHERE
        found |= known & (left[:, column, None] == right).any(axis=1)
    return found


def disjoint(matrix: Ids, i: Ids, j: Ids) -> Flags:
    return (count(matrix, i) > 0) & (count(matrix, j) > 0) & ~shared(matrix, i, j)


def shared_renown(table: MentionTable, i: Ids, j: Ids) -> Floats:
    left, right = table.participants[i], table.participants[j]
    total = np.zeros(len(i), dtype=np.float32)
    for column in range(left.shape[1]):
        known = left[:, column] != NOWHERE
        total += np.where(known & (left[:, column, None] == right).any(axis=1), table.renown[left[:, column]], 0)
    return total


def renown_of(table: MentionTable, rows: Ids, *, people: bool = False) -> Floats:
    """Return the renown of each row's participants together; with `people`, of those that are no places."""
    named = table.participants[rows]
    weight = np.where(table.ground, 0, table.renown) if people else table.renown
    return np.where(named != NOWHERE, weight[named], 0).sum(axis=1).astype(np.float32)
