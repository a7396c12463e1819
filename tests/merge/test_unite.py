"""Which groups of mentions are joined by what they have in common as wholes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dateline.merge.tabulate import tabulate
from dateline.merge.unite import unite

RAID = {
    "text": "Soldiers raided the clinic at Ombe before dawn.", "predicate": "raid", "kind": "attack", "who": ["Army"],
    "date": "2024-05-30",
}  # fmt: skip
AGAIN = RAID | {"text": "The clinic at Ombe was raided by soldiers on 30 May.", "date": "2024-05-01..2024-05-31"}
OTHER_DAY = AGAIN | {"date": "2024-06-30"}
OTHER_WORDS = RAID | {"text": "The budget was adopted.", "predicate": "adopt", "kind": "approve", "who": ["Senate"]}


@pytest.mark.parametrize(
    ("other", "fit", "joined"),
    [(AGAIN, 1.0, True), (AGAIN, -9.0, False), (AGAIN, -50.0, False), (OTHER_DAY, -1.0, False), (OTHER_WORDS, -1.0, False)],
    ids=["a day in the month", "no pair is alike", "forbidden", "two days", "nothing in common"],
)  # fmt: skip
def test_groups_as_wholes(other: dict[str, Any], fit: float, joined: bool, tell: Callable[..., Any]) -> None:
    mentions, articles = tell([RAID, other])
    table = tabulate(mentions, articles)
    pairs = np.asarray([0]), np.asarray([1])

    def score(i: Any, _: Any) -> Any:
        return np.full(len(i), fit, np.float32)

    found = unite([[0], [1]], score, pairs, score(*pairs), table)
    assert found == ([[0, 1]] if joined else [[0], [1]])
