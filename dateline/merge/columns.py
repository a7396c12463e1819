"""Makes columns and sparse matrices of the values of many mentions: numbered names, flags, rows of few ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float32]

NOWHERE = -1
"""The number that stands for no name, or no row."""
WIDTH = 6
"""How many participants of a mention count; a list of more is a crowd, not a set of roles."""


class Numbering:
    """Gives each name the next free number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, name: str | None) -> int:
        return NOWHERE if not name else self.numbers.setdefault(name, len(self.numbers))


def flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, dtype=bool)


def ids(values: Iterable[int]) -> Ids:
    return np.fromiter(values, dtype=np.int64)


def padded(rows: Sequence[Sequence[int]]) -> Ids:
    """Return the rows as a matrix of distinct numbers, short rows filled with -1."""
    matrix = np.full((len(rows), WIDTH), NOWHERE, dtype=np.int64)
    for i, row in enumerate(rows):
        distinct = list(dict.fromkeys(n for n in row if n != NOWHERE))[:WIDTH]
        matrix[i, : len(distinct)] = distinct
    return matrix


def one_hot(numbers: Ids, width: int) -> sparse.csr_matrix:
    return many_hot([[int(n)] for n in numbers], width)


def many_hot(rows: Sequence[Sequence[int]], width: int) -> sparse.csr_matrix:
    i = [k for k, row in enumerate(rows) for _ in set(row)]
    j = [n for row in rows for n in set(row)]
    shape = (len(rows), max(width, max(j, default=0) + 1))
    return sparse.csr_matrix((np.ones(len(i), np.float32), (i, j)), shape=shape)
