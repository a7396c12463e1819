"""How far the words around one figure are taken up around another: by the same stem, the same group or a like meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.merge import wording
from dateline.merge.nouns import groups, singular
from dateline.merge.vectors import apart

Floats = NDArray[np.float64]
LIKE = 0.4
"""The cosine from which two words mean much the same."""
IN_GROUP, IN_CONTEXT = 0.9, 0.8
"""What a word of one group is worth beside the same word, and one of the sentence beside one of the clause."""
UNSEEN = 0.5
"""The weight of a word that stands with no figure."""
ROWS = 1024
"""Words compared with all others at a time."""


def covered(clauses: Sequence[Sequence[str]], contexts: Sequence[Sequence[str]], weight: Mapping[str, float]) -> Floats:
    """Return for each two figures the share of the words of the first one's clause that stand around the second.

    `clauses` and `contexts` are the distinct words of each figure's clause and of its sentences, `weight` says how telling
    a word is. The words are looked up by those that take them up, so that a word costs as much as it is shared.
    """
    words = sorted({word for around in (*clauses, *contexts) for word in around})
    holders, asking = _holders(clauses, contexts), _places(clauses)
    found = np.zeros((len(clauses), len(clauses)))
    asked = [k for k, word in enumerate(words) if word in asking]
    for word, like in zip((words[k] for k in asked), _like(words, asked), strict=True):
        best = np.zeros(len(clauses))
        for other, value in like.items():
            held, worth = holders[words[other]]
            best[held] = np.maximum(best[held], value * worth)
        found[asking[word]] += weight.get(word, UNSEEN) * best
    total = np.asarray([sum(weight.get(word, UNSEEN) for word in clause) for clause in clauses])
    return found / np.maximum(total, 1e-9)[:, None]


def _places(clauses: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for i, clause in enumerate(clauses):
        for word in clause:
            found[word].append(i)
    return found


def _holders(
    clauses: Sequence[Sequence[str]], contexts: Sequence[Sequence[str]]
) -> dict[str, tuple[NDArray[np.int64], Floats]]:
    """Return by word the figures that it stands around, and what it is worth there."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for worth, around in ((IN_CONTEXT, contexts), (1.0, clauses)):
        for j, words in enumerate(around):
            for word in words:
                found[word][j] = worth
    return {word: (np.asarray(list(held)), np.asarray(list(held.values()))) for word, held in found.items()}


def _like(words: Sequence[str], asked: Sequence[int]) -> Iterator[dict[int, float]]:
    """Yield for each word `asked` for the places of those like it and how like they are: 1 for one stem."""
    vectors = apart([word] for word in words)
    of_stem, of_group = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    stems, counted = [wording.stem(word) for word in words], [groups(singular(word)) for word in words]
    for k, (stem, names) in enumerate(zip(stems, counted, strict=True)):
        of_stem[stem].append(k)
        for name in names:
            of_group[name].append(k)
    for first in range(0, len(asked), ROWS):
        rows = asked[first : first + ROWS]
        for k, row in zip(rows, vectors[rows] @ vectors.T, strict=True):
            near = np.flatnonzero(row >= LIKE)
            found = dict(zip(near.tolist(), row[near].tolist(), strict=True))
            found |= {other: IN_GROUP for name in counted[k] for other in of_group[name]}
            yield found | dict.fromkeys(of_stem[stems[k]], 1.0)
