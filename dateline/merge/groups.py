"""Compares groups of mentions two by two: their words, their days, their articles, and the tellings around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dateline.merge.cluster import FORBIDDEN, Scorer
from dateline.merge.columns import NOWHERE, Flags, Floats, Ids
from dateline.merge.table import MentionTable
from dateline.merge.vectors import cosines
from dateline.merge.wording import product, unit_rows

Columns = dict[str, NDArray[Any]]
LOWEST, HIGHEST = -10.0, 9.0
"""Scores beyond these say no more."""
LEAST = -1.5
"""The mean score that the pairs of mentions of two groups must have."""
MOST = 12
"""Mentions of a group that are compared with those of another."""
AROUND = 2
"""How many mentions before and after one in its article stand around it."""
BRIEF = 7
"""Days: what two groups tell of one longer time may be two happenings."""
COPIED = 0.75
"""The cosine from which sentences are copies of one another and do not say which of their happenings is meant."""
SEVERAL = 2
"""Articles that tell two groups besides each other and so know them for two happenings."""
SURROUNDED = 3
"""Groups that stand around both of two: more say no more."""
FAR = 1 << 40
"""A day after all others."""


class Groups:
    """The groups of a table's rows, as rows of matrices."""

    def __init__(self, groups: Sequence[Sequence[int]], table: MentionTable) -> None:
        self._table, self._many = table, len(groups)
        self._home = np.zeros(len(table), dtype=np.int64)
        for number, rows in enumerate(groups):
            self._home[list(rows)] = number
        self._told = [list(rows[:MOST]) for rows in groups]
        self._of = _ones(self._home, np.arange(len(table)), (self._many, len(table)))
        self._start, self._end = self._days()
        self._articles, self._sentences = (_held(self._of, column) for column in (table.article, self._places()))
        self._words, self._around = unit_rows(sparse.csr_matrix(self._of @ table.words)), self._surroundings()
        self._people = _held_by(self._of, table.participants)
        sense = np.asarray(self._of @ table.sense)
        self._sense = sense / np.maximum(np.linalg.norm(sense, axis=1, keepdims=True), 1e-9)

    def hopeful(self, near: tuple[Ids, Ids]) -> tuple[Ids, Ids]:
        """Return the groups two by two of which a pair of mentions is `near`, in order.

        What one sentence tells as two, or several articles, is no one happening.
        """
        x, y = self._home[near[0]], self._home[near[1]]
        apart = x != y
        x, y = np.minimum(x, y)[apart], np.maximum(x, y)[apart]
        x, y = np.divmod(np.unique(x * self._many + y), self._many)
        told = (product(self._articles, self._articles, x, y), product(self._sentences, self._sentences, x, y))
        able = (told[0] < SEVERAL) & (told[1] == 0)
        return x[able], y[able]

    def compared(self, score: Scorer, a: Ids, b: Ids) -> tuple[Ids, Ids, Columns]:
        """Return those of the groups two by two that no pair of their mentions forbids to be one, with their features."""
        able = ~self._apart(a, b)
        a, b = a[able], b[able]
        starts, left, right = self._crossed(a, b)
        if not len(left):
            return a, b, {}
        values = score(left, right)
        free = np.minimum.reduceat(values, starts) > FORBIDDEN
        values = np.clip(values, LOWEST, HIGHEST)
        mean = np.add.reduceat(values, starts, dtype=np.float64) / np.diff(starts, append=len(values))
        free &= mean > LEAST
        a, b = a[free], b[free]
        return (
            a,
            b,
            {
                "best_pair": np.maximum.reduceat(values, starts)[free],
                "all_pairs": mean[free],
                **self._features(a, b),
            },
        )

    def _crossed(self, a: Ids, b: Ids) -> tuple[Ids, Ids, Ids]:
        """Return where the pairs of rows of each two groups begin, and all these pairs."""
        many = np.asarray([len(rows) for rows in self._told], dtype=np.int64)
        rows = np.fromiter((row for group in self._told for row in group), dtype=np.int64, count=int(many.sum()))
        first, cells = np.cumsum(many) - many, many[a] * many[b]
        starts = np.cumsum(cells) - cells
        place, wide = np.arange(int(cells.sum())) - np.repeat(starts, cells), np.repeat(many[b], cells)
        left, right = np.repeat(first[a], cells) + place // wide, np.repeat(first[b], cells) + place % wide
        return starts, rows[left], rows[right]

    def _apart(self, a: Ids, b: Ids) -> Flags:
        """Say which groups are told of days of their own that do not meet."""
        dated = (self._start[a] > 0) & (self._start[b] > 0)
        return dated & ((self._start[a] > self._end[b]) | (self._start[b] > self._end[a]))

    def _features(self, a: Ids, b: Ids) -> Columns:
        dated = (self._start[a] > 0) & (self._start[b] > 0)
        words = product(self._words, self._words, a, b)
        brief = np.minimum(self._end[a] - self._start[a], self._end[b] - self._start[b]) < BRIEF
        both = product(self._articles, self._articles, a, b)
        many = np.diff(self._articles.indptr)
        return {
            "days_meet": (dated & brief).astype(np.float32),
            "words": np.where(words < COPIED, words, 0),
            "meaning": cosines(self._sense, a, b),
            "share_of_articles": both / np.minimum(many[a], many[b]),
            "same_surroundings": np.minimum(product(self._around, self._around, a, b), SURROUNDED),
            "others": self._others(a, b),
        }

    def _others(self, a: Ids, b: Ids) -> Floats:
        """Weigh whom each of two groups names and the other does not, by the one that names fewer: two guests of one host."""
        worth = self._people.multiply(
            np.where(self._table.ground, 0, self._table.renown)[: self._people.shape[1]]
        ).tocsr()
        common, whole = product(worth, self._people, a, b), np.asarray(worth.sum(axis=1)).ravel()
        return np.where(common > 0, np.maximum(np.minimum(whole[a], whole[b]) - common, 0), 0)

    def _days(self) -> tuple[Ids, Ids]:
        """Return each group's days: those of the mentions that date it themselves, else those that its context gives."""
        table = self._table
        start, end = np.zeros(self._many, np.int64), np.zeros(self._many, np.int64)
        for some in (table.dated & ~table.firm, table.dated & table.firm):
            rows = np.flatnonzero(some)
            late, early = np.zeros(self._many, np.int64), np.full(self._many, FAR)
            np.maximum.at(late, self._home[rows], table.start[rows])
            np.minimum.at(early, self._home[rows], table.end[rows])
            start, end = np.where(late > 0, late, start), np.where(late > 0, early, end)
        return start, end

    def _places(self) -> Ids:
        """Number the sentences of all articles."""
        places = np.stack([self._table.article, self._table.sentence])
        return np.unique(places, axis=1, return_inverse=True)[1].ravel()

    def _surroundings(self) -> sparse.csr_matrix:
        """Return which groups stand within `AROUND` mentions of each other in some article."""
        table = self._table
        order = np.lexsort((table.slot, table.sentence, table.article))
        left = np.concatenate([order[:-k] for k in range(1, AROUND + 1)])
        right = np.concatenate([order[k:] for k in range(1, AROUND + 1)])
        x, y = self._home[left], self._home[right]
        near = (table.article[left] == table.article[right]) & (x != y)
        return _ones(np.append(x[near], y[near]), np.append(y[near], x[near]), (self._many, self._many)).sign()


def _held(of: sparse.csr_matrix, numbers: Ids) -> sparse.csr_matrix:
    """Return which numbers the rows of each group have."""
    each = _ones(np.arange(len(numbers)), numbers, (len(numbers), int(numbers.max(initial=0)) + 1))
    return sparse.csr_matrix(of @ each).sign()


def _held_by(of: sparse.csr_matrix, numbers: Ids) -> sparse.csr_matrix:
    """Return the same of a matrix of numbers, each row's filled up with -1."""
    rows, places = np.nonzero(numbers != NOWHERE)
    found = numbers[rows, places]
    each = _ones(rows, found, (len(numbers), int(found.max(initial=0)) + 1))
    return sparse.csr_matrix(of @ each).sign()


def _ones(rows: Ids, columns: Ids, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
