"""Groups mentions into events: average linkage inside each connected component of the pairs that score well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import linkage
from scipy.sparse.csgraph import connected_components

from dateline.merge.columns import Floats, Ids

Scorer = Callable[[Ids, Ids], Floats]

LARGEST = 600
"""Mentions: a larger component is first split by a stricter threshold, for linkage is quadratic."""
BATCH = 300_000
FORBIDDEN = -40.0


def partition(
    score: Scorer, pairs: tuple[Ids, Ids], size: int, *, threshold: float = 0.0, scores: Floats | None = None
) -> list[list[int]]:
    """Return the rows 0..size-1 as groups, each in ascending order, the groups by their first row.

    `score` gives log odds; a pair below `FORBIDDEN` never shares a group. `threshold` is the mean score to merge at;
    `scores` are those of `pairs` where they are known.
    """
    i, j = pairs
    scores = score(i, j) if scores is None else scores
    keep = scores > threshold
    labels = np.arange(size)
    components = list(_components(i[keep], j[keep], scores[keep], size))
    for batch in _batches(components):
        for rows, inside in zip(batch, _scored(score, batch), strict=True):
            labels[rows] = rows[_linked(inside, len(rows), threshold)]
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(row)
    return sorted(groups.values())


def _components(i: Ids, j: Ids, scores: Floats, size: int) -> Iterator[Ids]:
    """Yield the rows of each component of at least two; an oversized one falls apart at a higher score."""
    graph = sparse.coo_matrix((np.ones(len(i), np.int8), (i, j)), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    order = np.argsort(label, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(label[order])) + 1):
        if len(rows) < 2:
            continue
        if len(rows) <= LARGEST:
            yield rows
            continue
        inside = label[i] == label[rows[0]]
        yield from _split(rows, i[inside], j[inside], scores[inside])


def _split(rows: Ids, i: Ids, j: Ids, scores: Floats) -> Iterator[Ids]:
    cut = np.median(scores)
    strong = scores > cut
    if not strong.any():
        for k in range(0, len(rows), LARGEST):
            yield rows[k : k + LARGEST]
        return
    local = np.searchsorted(rows, np.stack([i[strong], j[strong]]))
    for part in _components(local[0], local[1], scores[strong], len(rows)):
        yield rows[part]


def _batches(components: Sequence[Ids]) -> Iterator[list[Ids]]:
    """Yield the components so that each batch holds about `BATCH` pairs: many small calls would cost more than the work."""
    batch: list[Ids] = []
    waiting = 0
    for rows in components:
        batch.append(rows)
        waiting += len(rows) * (len(rows) - 1) // 2
        if waiting >= BATCH:
            yield batch
            batch, waiting = [], 0
    if batch:
        yield batch


def _scored(score: Scorer, batch: Sequence[Ids]) -> list[Floats]:
    """Return the scores of all pairs inside each component, in the order of `np.triu_indices`."""
    pairs = [np.triu_indices(len(rows), 1) for rows in batch]
    i = np.concatenate([rows[a] for rows, (a, _) in zip(batch, pairs, strict=True)])
    j = np.concatenate([rows[b] for rows, (_, b) in zip(batch, pairs, strict=True)])
    return np.split(score(i, j), np.cumsum([len(a) for a, _ in pairs])[:-1])


def _linked(inside: Floats, size: int, threshold: float) -> Ids:
    """Return for each row of a component the position of the first one of its group."""
    scores = inside.astype(np.float64)
    barred = scores < FORBIDDEN
    # One forbidden pair must outweigh any number of good ones in the mean.
    distance = np.where(barred, 100.0 * size**2, 20.0 - np.clip(scores, -19.0, 19.0))
    if size == 2:  # most components, and what follows takes a while to begin
        return np.asarray([0, int(distance[0] > 20.0 - threshold)])
    return _cut(linkage(distance, "average"), size, 20.0 - threshold)


def _cut(merges: NDArray[np.float64], size: int, height: float) -> Ids:
    """Return for each row the first of those that were merged with it below a height; `merges` are scipy's."""
    found, rows, heights = np.arange(size), [[k] for k in range(size)], [0.0] * size
    for left, right, distance, _ in merges.tolist():
        one, other = int(left), int(right)
        heights.append(max(distance, heights[one], heights[other]))
        rows.append(rows[one] + rows[other] if heights[-1] <= height else [])
        if rows[-1]:
            found[rows[-1]] = min(rows[-1])
    return found
