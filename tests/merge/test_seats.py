"""On which events a contradiction is shown, given how likely each is the one that it is of."""

from __future__ import annotations

import pytest

from dateline.merge.seats import MARGIN, MOST, likeliest

CASES = {
    "one stands out": ([1.0, 9.0, 2.0], [1]),
    "as many as are near": ([9.0, 8.0, 9.0 - MARGIN, 5.0], [0, 1, 2]),
    "at most so many": ([5.0, 5.1, 5.2, 5.3, 5.4], [1, 2, 3, 4]),
    "what nothing tells from one left out": ([9.0, 7.0, 7.0, 7.0, 7.0, 8.0], [0, 5]),
    "nothing tells any of them apart": ([2.0] * (MOST + 3), list(range(MOST))),
}


@pytest.mark.parametrize(("odds", "shown"), CASES.values(), ids=CASES)
def test_likeliest(odds: list[float], shown: list[int]) -> None:
    assert likeliest(odds) == shown
