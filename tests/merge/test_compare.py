"""No pair of mentions is scored twice in one run."""

from __future__ import annotations

from typing import Any

import numpy as np

from dateline.merge.compare import StoryScorer


class Counting(StoryScorer):
    """Scores a pair by its rows, and notes which it was asked for."""

    def __init__(self, size: int) -> None:
        self.table: Any = range(size)
        self.asked: list[tuple[int, int]] = []

    def __call__(self, i: Any, j: Any) -> Any:
        self.asked += zip(i.tolist(), j.tolist(), strict=True)
        return (10 * i + j).astype(np.float32)


def test_what_a_scorer_knows_it_looks_up() -> None:
    scorer = Counting(9)
    score = scorer.knowing((np.asarray([3, 0]), np.asarray([4, 2])), np.asarray([34.0, 2.0], np.float32))
    assert score(np.asarray([4, 5, 0]), np.asarray([3, 1, 8])).tolist() == [34.0, 15.0, 8.0]
    assert score(np.asarray([1, 8, 2, 6]), np.asarray([5, 0, 0, 7])).tolist() == [15.0, 8.0, 2.0, 67.0]
    assert scorer.asked == [(1, 5), (0, 8), (6, 7)]
