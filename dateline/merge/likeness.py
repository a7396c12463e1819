"""How far the words around one figure are taken up around another: by the same stem, the same group or a like meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.merge import wording
from dateline.merge.claims import groups, singular
from dateline.merge.vectors import apart

Ids = NDArray[np.int64]
Floats = NDArray[np.float32]
LIKE = 0.4
"""The cosine from which two words mean much the same."""
IN_GROUP, IN_CONTEXT = 0.9, 0.8
"""What a word of one group is worth beside the same word, and one of the sentence beside one of the clause."""
UNSEEN = 0.5
"""The weight of a word that stands with no figure."""


class Likeness:
    """The words around the figures of one kind, as rows."""

    def __init__(
        self, clauses: Sequence[Sequence[str]], contexts: Sequence[Sequence[str]], weight: Mapping[str, float]
    ) -> None:
        """Take the words of each figure's clause and of its context; `weight` says how telling a word is."""
        words = sorted({word for around in (*clauses, *contexts) for word in around})
        row = {word: k for k, word in enumerate(words)}
        self._stems = np.unique(np.asarray([wording.stem(w) for w in words], dtype=object), return_inverse=True)[1]
        self._groups = _bits([groups(singular(word)) for word in words])
        self._vectors = apart([word] for word in words)
        self._clauses = [np.asarray([row[word] for word in around], dtype=np.int64) for around in clauses]
        self._weights = [np.asarray([weight.get(w, UNSEEN) for w in around], np.float64) for around in clauses]
        others = [[w for w in far if w not in near] for near, far in zip(clauses, contexts, strict=True)]
        self._around = [
            np.asarray([row[word] for word in (*near, *far)], dtype=np.int64)
            for near, far in zip(clauses, others, strict=True)
        ]
        self._worth = [
            np.asarray([1.0] * len(near) + [IN_CONTEXT] * len(far), np.float32)
            for near, far in zip(clauses, others, strict=True)
        ]

    def covered(self, i: int, j: int) -> float:
        """Return the share of the words of figure `i`'s clause that the sentence of figure `j` takes up."""
        mine, yours, weights = self._clauses[i], self._around[j], self._weights[i]
        total = float(weights.sum())
        if not total or not len(yours):
            return 0.0
        alike = self._vectors[mine] @ self._vectors[yours].T
        alike[alike < LIKE] = 0.0
        alike[(self._groups[mine][:, None] & self._groups[yours]) != 0] = IN_GROUP
        alike[self._stems[mine][:, None] == self._stems[yours]] = 1.0
        return float(weights @ (alike * self._worth[j]).max(axis=1)) / total


def _bits(named: Sequence[frozenset[str]]) -> Ids:
    """Return each set of groups as the bits of a number; the lexicon has fewer than sixty-three groups."""
    place = {name: k for k, name in enumerate(sorted(frozenset[str]().union(*named)))}
    return np.asarray([sum(1 << place[name] for name in names) for names in named], dtype=np.int64)
