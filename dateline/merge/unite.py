"""Joins groups of mentions that tell one happening, by what the two groups have in common as wholes.

A pair of mentions shows little: "the January raid", told a year later, shares few words with any single telling. Two groups
show more: all their words, how the texts go on around them, which articles tell both and whether in one sentence.
"""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib import resources

import numpy as np

from dateline.merge.cluster import Scorer
from dateline.merge.columns import Floats, Ids
from dateline.merge.groups import Groups
from dateline.merge.table import MentionTable

REACH, REACH_OF_MANY = -1.5, 0.0
"""The score that at least one pair of mentions of two groups must have; the same where the mentions are many."""
ROUNDS = 3
"""How often groups are joined two by two: what has been joined is compared anew."""
FEW = 1000
"""Mentions up to which all are compared with all; of more, those alone that a block brings together."""


def unite(
    groups: Sequence[Sequence[int]], score: Scorer, pairs: tuple[Ids, Ids], scores: Floats, table: MentionTable
) -> list[list[int]]:
    """Return the groups, those joined that tell one happening, the surest first."""
    joined, near = [list(rows) for rows in groups], alike(score, pairs, scores, len(table))
    for _ in range(ROUNDS):
        a, b, odds = weighed(Groups(joined, table), score, near)
        if not (odds > 0).any():
            break
        joined = _joined(joined, a, b, odds)
    return sorted(joined)


def alike(score: Scorer, pairs: tuple[Ids, Ids], scores: Floats, size: int) -> tuple[Ids, Ids]:
    """Return the pairs of mentions that are alike enough for their groups to be compared."""
    if size <= FEW:
        i, j = np.triu_indices(size, 1)
        pairs, scores = (i, j), score(i, j)
    near = scores > (REACH if size <= FEW else REACH_OF_MANY)
    return pairs[0][near], pairs[1][near]


@functools.cache
def weights() -> Mapping[str, float]:
    """Return the weights of the features of two groups from weights.json; `bias` stands for every two."""
    text = resources.files("dateline.merge").joinpath("weights.json").read_text(encoding="utf-8")
    return json.loads(text)["groups"]["weights"]


def weighed(groups: Groups, score: Scorer, near: tuple[Ids, Ids]) -> tuple[Ids, Ids, Floats]:
    """Return the groups two by two that nothing forbids to be one, with the log odds that they are."""
    a, b, columns = groups.compared(score, *groups.hopeful(near))
    weight = weights()
    odds = np.full(len(a), weight["bias"], np.float64)
    for name, column in columns.items():
        odds += weight[name] * column
    return a, b, odds.astype(np.float32)


def _joined(groups: Sequence[Sequence[int]], a: Ids, b: Ids, odds: Floats) -> list[list[int]]:
    into = list(range(len(groups)))
    taken: set[int] = set()
    for k in np.argsort(-odds, kind="stable").tolist():
        one, other = int(a[k]), int(b[k])
        if odds[k] > 0 and one not in taken and other not in taken:
            into[other] = one
            taken |= {one, other}
    found: dict[int, list[int]] = defaultdict(list)
    for number, rows in enumerate(groups):
        found[into[number]] += rows
    return [sorted(rows) for rows in found.values()]
