"""Titles in the words of what became of an event."""

from __future__ import annotations

import pytest

from dateline.merge.retold import retold
from dateline.model import Mention, Status


@pytest.mark.parametrize(
    ("title", "told", "status", "expected"),
    [
        ("The envoys to meet in Oslo", "planned", "occurred", "The envoys met in Oslo"),
        ("The road to be closed for a week", "planned", "occurred", "The road was closed for a week"),
        ("Fares and tolls to be raised", "planned", "occurred", "Fares and tolls were raised"),
        ("A trip to Rome to begin", "planned", "occurred", "A trip to Rome began"),
        ("The panel may report", "possible", "occurred", "The panel reported"),
        ("Hearing planned", "planned", "occurred", "Hearing"),
        ("The envoys to meet in Oslo", "planned", "postponed", "The envoys to meet in Oslo (postponed)"),
        ("Hearing planned", "planned", "cancelled", "Hearing (cancelled)"),
        ("The concert is off", "cancelled", "cancelled", "The concert is off"),
        ("The union put the strike off", "postponed", "postponed", "The union put the strike off"),
        ("The envoys to meet in Oslo", "planned", "planned", "The envoys to meet in Oslo"),
        ("The envoys met in Oslo", "occurred", "occurred", "The envoys met in Oslo"),
    ],
)
def test_a_title_says_what_became_of_the_event(title: str, told: Status, status: Status, expected: str) -> None:
    mention = Mention("a:0", "a", 0, 10, 0, 5, "meet", status=told, title=title)
    assert retold(title, mention, status) == expected
