"""Which groups are joined though their undated members speak against it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dateline.merge.reunite import reunite
from dateline.merge.tabulate import tabulate

DATED = {"text": "Owners vote to sell.", "predicate": "vote", "kind": "vote", "date": "2024-05-30"}
ASIDE = {"text": "A delay had bought time.", "predicate": "buy", "kind": "buy"}
OFF = DATED | {"text": "The vote is off.", "status": "cancelled"}
LONG = DATED | {"date": "2024-05-01..2024-05-31"}
OTHER_DAY = DATED | {"date": "2024-06-30"}


@pytest.mark.parametrize(
    ("other", "fit", "joined"),
    [(DATED, 1.0, True), (DATED, 0.1, False), (OFF, 1.0, False), (LONG, 1.0, False), (OTHER_DAY, -50.0, False)],
    ids=["dated members fit", "they hardly fit", "one is called off", "a month holds many", "two days"],
)
def test_groups_of_one_day(other: dict[str, Any], fit: float, joined: bool, tell: Callable[..., Any]) -> None:
    mentions, articles = tell([DATED, ASIDE, other])
    table = tabulate(mentions, articles)
    scores = {(0, 1): 1.0, (0, 2): fit, (1, 2): -9.0}
    pairs = np.asarray([i for i, _ in scores]), np.asarray([j for _, j in scores])

    def score(i: Any, j: Any) -> Any:
        return np.asarray(
            [scores[min(a, b), max(a, b)] for a, b in zip(i.tolist(), j.tolist(), strict=True)], np.float32
        )

    found = reunite([[0, 1], [2]], score, pairs, score(*pairs), table)
    assert found == ([[0, 1, 2]] if joined else [[0, 1], [2]])
