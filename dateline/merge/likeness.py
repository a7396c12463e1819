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
PAIRS = 65_536
"""Pairs compared at a time."""
ROWS = 1024
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
        sure = np.zeros(meant.shape, np.int8)
        sure[(self._groups[rows] @ self._groups.T).nonzero()] = 1
        sure[(self._stems[rows] @ self._stems.T).nonzero()] = 2
        asked, words = np.nonzero((meant >= LIKE) | (sure > 0))
        by, found = sure[asked, words], meant[asked, words].astype(np.float64)
        found[by > 0] = np.where(by[by > 0] == 1, IN_GROUP, 1.0)
        return asked, words, found


def covered_pairs(
    clauses: Sequence[Sequence[str]], contexts: Sequence[Sequence[str]], weight: Mapping[str, float], i: Ids, j: Ids
) -> Floats:
    """Return what `covered` has for the pairs `i`, `j` alone, at a cost that grows with them and not with all pairs."""
    words = sorted({word for around in (*clauses, *contexts) for word in around})
    if not words:
        return np.zeros(len(i))
    place = {word: k for k, word in enumerate(words)}
    weights = np.asarray([weight.get(word, UNSEEN) for word in words], dtype=np.float64)
    asking, around = (wording.incidence(bags, place).astype(np.float64) for bags in (clauses, contexts))
    near = (IN_CONTEXT * around).maximum(asking).T.tocsr()
    asked, like, parts = np.flatnonzero(asking.getnnz(axis=0)), _Likeness(words), list[sparse.csr_matrix]()
    for first in range(0, len(asked), ROWS):
        rows = asked[first : first + ROWS]
        parts.append(_most(len(rows), *like.of(rows), near))
    best = sparse.vstack(parts).T.tocsr() if parts else sparse.csr_matrix((len(clauses), 0))
    own = asking[:, asked].multiply(weights[asked]).tocsr()
    found = np.zeros(len(i))
    for first in range(0, len(i), PAIRS):
        some = slice(first, first + PAIRS)
        found[some] = np.asarray(own[i[some]].multiply(best[j[some]]).sum(axis=1)).ravel()
    return found / np.maximum(asking @ weights, 1e-9)[i]


def _most(size: int, asked: Ids, words: Ids, like: Floats, near: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return what `_best` does without the noughts."""
    many = np.diff(near.indptr)[words]
    holders = np.arange(int(many.sum())) + np.repeat(near.indptr[words] - np.cumsum(many) + many, many)
    worth = np.repeat(like, many) * near.data[holders]
    cell = np.repeat(asked, many) * near.shape[1] + near.indices[holders]
    order = np.argsort(worth, kind="stable")
    cells, last = np.unique(cell[order][::-1], return_index=True)
    values = worth[order][::-1][last]
    return sparse.csr_matrix((values, (cells // near.shape[1], cells % near.shape[1])), shape=(size, near.shape[1]))
