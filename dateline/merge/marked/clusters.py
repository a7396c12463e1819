"""Clusters the marked event mentions of ECB+: whole documents first, then the mentions inside each group of documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from dateline.merge.cluster import partition
from dateline.merge.columns import Floats, Ids
from dateline.merge.compare import weights
from dateline.merge.marked.features import features
from dateline.merge.marked.reading import read_marked
from dateline.merge.marked.table import MarkedTable, tabulate


def cluster_gold(corpus_dir: Path, split: str) -> dict[str, str]:
    """Return {mention id: cluster} for `mentions-SPLIT.json` of an ECB+ folder with its `articles/`."""
    mentions, documents = read_marked(corpus_dir, split)
    table = tabulate(mentions, documents)
    model = weights("corpus")

    def score(i: Ids, j: Ids) -> Floats:
        return log_odds(table, i, j, model)

    groups = partition(score, pairs_within(table.group), len(mentions), threshold=model["threshold"])
    return {mentions[row].id: f"c{k}" for k, rows in enumerate(groups) for row in rows}


def log_odds(table: MarkedTable, i: Ids, j: Ids, model: Mapping[str, float]) -> Floats:
    total = np.full(len(i), model["bias"], np.float32)
    for name, column in features(table, i, j).items():
        total += np.float32(model[name]) * column
    return total


def pairs_within(group: Ids) -> tuple[Ids, Ids]:
    """Return every pair of rows of the same group."""
    left: list[Ids] = []
    right: list[Ids] = []
    for value in np.unique(group):
        rows = np.flatnonzero(group == value)
        a, b = np.triu_indices(len(rows), 1)
        left.append(rows[a])
        right.append(rows[b])
    return np.concatenate(left), np.concatenate(right)
