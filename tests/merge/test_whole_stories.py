"""What the articles of small stories contradict one another on, whole_stories.toml: as many are found, and no more false ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.evaluation.contradictions import ShownContradictions, evaluate_contradictions

TABLE = Path(__file__).parents[1] / "cases/merge/whole_stories.toml"
FLOORS = {"read": (288, 53), "unread": (93, 36)}
"""How many contradictions are found at least, and how many shown are false at most."""


@pytest.fixture(scope="module")
def scores() -> list[ShownContradictions]:
    return list(evaluate_contradictions(TABLE))


@pytest.mark.parametrize("half", FLOORS)
def test_contradictions_of_small_stories(half: str, scores: list[ShownContradictions]) -> None:
    some = [each for each in scores if each.unread == (half == "unread")]
    least, most = FLOORS[half]
    assert sum(sum(each.found) for each in some) >= least
    assert sum(len(each.false) for each in some) <= most
