"""How far the words around one figure are taken up around another: by the same stem, the same group or a like meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dateline.merge import wording
from dateline.merge.nouns import groups, singular
from dateline.merge.vectors import apart, products

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
LIKE = 0.4
"""The cosine from which two words mean much the same."""
IN_GROUP, IN_CONTEXT = 0.9, 0.8
"""What a word of one group is worth beside the same word, and one of the sentence beside one of the clause."""
UNSEEN = 0.5
"""The weight of a word that stands with no figure."""
QUESTIONS = 65_536
"""Words of a clause looked for around another figure at a time."""
ROWS = 256
"""Words compared with all others at a time."""


def covered(clauses: Sequence[Sequence[str]], contexts: Sequence[Sequence[str]], weight: Mapping[str, float]) -> Floats:
    """Return for each two figures the share of the words of the first one's clause that stand around the second.

    `clauses` and `contexts` are the distinct words of each figure's clause and of its sentences, `weight` says how telling
    a word is. A word costs as much as words like it are shared.
    """
    words = sorted({word for around in (*clauses, *contexts) for word in around})
    place = {word: k for k, word in enumerate(words)}
    weights = np.asarray([weight.get(word, UNSEEN) for word in words], dtype=np.float64)
    asking, around = (wording.incidence(bags, place).astype(np.float64) for bags in (clauses, contexts))
    near = (IN_CONTEXT * around).maximum(asking).T.tocsr()
    asked, like = np.flatnonzero(asking.getnnz(axis=0)), _Likeness(words)
    found = np.zeros((len(clauses), len(clauses)))
    for first in range(0, len(asked), ROWS):
        rows = asked[first : first + ROWS]
        found += asking[:, rows].multiply(weights[rows]) @ _best(len(rows), *like.of(rows), near)
    return found / np.maximum(asking @ weights, 1e-9)[:, None]


def _best(size: int, asked: Ids, words: Ids, like: Floats, near: sparse.csr_matrix) -> Floats:
    """Return for each of `size` words and each figure the most that a word like it is worth around the figure.

    `like` says how like the word `asked` is to the other of `words`.
    """
    many = np.diff(near.indptr)[words]
    holders = np.arange(int(many.sum())) + np.repeat(near.indptr[words] - np.cumsum(many) + many, many)
    worth = np.repeat(like, many) * near.data[holders]
    best = np.zeros((size, near.shape[1]))
    np.maximum.at(best, (np.repeat(asked, many), near.indices[holders]), worth)
    return best


class _Likeness:
    """How like words are to one another: 1 for one stem, less for one group or a like meaning."""

    def __init__(self, words: Sequence[str]) -> None:
        self._vectors = apart([word] for word in words)
        self._stems = wording.incidence([[wording.stem(word)] for word in words])
        self._groups = wording.incidence([groups(singular(word)) for word in words])

    def of(self, rows: Ids) -> tuple[Ids, Ids, Floats]:
        """Return which of the words `rows` have anything in common with which of all words, and how much."""
        meant = products(self._vectors[rows], self._vectors)
        groups, stems = (_places(held[rows] @ held.T) for held in (self._groups, self._stems))
        places = np.unique(np.concatenate([np.flatnonzero(meant >= LIKE), groups, stems]))
        found = meant.ravel()[places].astype(np.float64)
        found[np.searchsorted(places, groups)] = IN_GROUP
        found[np.searchsorted(places, stems)] = 1.0
        asked, words = np.divmod(places, meant.shape[1])
        return asked, words, found


def _places(matrix: sparse.csr_matrix) -> Ids:
    """Return where a matrix is not zero, as places in one long row."""
    rows, columns = matrix.nonzero()
    return rows * np.int64(matrix.shape[1]) + columns


def covered_pairs(
    clauses: Sequence[Sequence[str]], contexts: Sequence[Sequence[str]], weight: Mapping[str, float], i: Ids, j: Ids
) -> Floats:
    """Return what `covered` has for the pairs `i`, `j` alone, at a cost that grows with them and not with all pairs."""
    told = np.union1d(i, j)
    clauses, contexts = ([bags[int(k)] for k in told] for bags in (clauses, contexts))
    i, j = np.searchsorted(told, i), np.searchsorted(told, j)
    words = sorted({word for around in (*clauses, *contexts) for word in around})
    if not words:
        return np.zeros(len(i))
    place = {word: k for k, word in enumerate(words)}
    weights = np.asarray([weight.get(word, UNSEEN) for word in words], dtype=np.float64)
    asking, around = (wording.incidence(bags, place).astype(np.float64) for bags in (clauses, contexts))
    near, like = (IN_CONTEXT * around).maximum(asking).tocsr(), _Likeness(words)
    # Each word of a clause is a question to the words around the other figure, and many pairs ask the same.
    many = np.diff(asking.indptr)[i]
    pair, word = np.repeat(np.arange(len(i)), many), asking.indices[_runs(asking.indptr[i], many)]
    questions, places = np.unique(word * np.int64(len(clauses)) + j[pair], return_inverse=True)
    ask, whom = np.divmod(questions, len(clauses))
    asked, answers = np.flatnonzero(asking.getnnz(axis=0)), np.zeros(len(questions))
    for first in range(0, len(asked), ROWS):
        rows = asked[first : first + ROWS]
        table = np.zeros((len(rows), len(words)))
        one, other, worth = like.of(rows)
        table[one, other] = worth
        begin, end = np.searchsorted(ask, (rows[0], rows[-1] + 1))
        for start in range(begin, end, QUESTIONS):
            some = slice(start, min(start + QUESTIONS, end))
            answers[some] = _most(table, np.searchsorted(rows, ask[some]), near, whom[some])
    found = np.bincount(pair, weights=weights[word] * answers[places], minlength=len(i))
    return found / np.maximum(asking @ weights, 1e-9)[i]


def _most(table: Floats, asked: Ids, near: sparse.csr_matrix, figures: Ids) -> Floats:
    """Return for each word `asked`, a row of `table`, the most that a word like it is worth around one of the `figures`."""
    many = np.diff(near.indptr)[figures]
    at = _runs(near.indptr[figures], many)
    worth = table[np.repeat(asked, many), near.indices[at]] * near.data[at]
    found, filled = np.zeros(len(figures)), many > 0
    found[filled] = np.maximum.reduceat(worth, (np.cumsum(many) - many)[filled]) if len(worth) else 0.0
    return found


def _runs(starts: Ids, lengths: Ids) -> Ids:
    """Return the places of runs that begin at `starts`, one behind the other."""
    return np.arange(int(lengths.sum())) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
