"""Stories of our own, labelled by hand and far from the sample: what the engine reads on them must not get worse.

The floors stand a little below what was reached, so that a rule that helps one story at another's cost is seen.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import story
from dateline.evaluation import story as scorer

STORIES = Path(__file__).parent / "stories"
MEASURES = ("recall", "date_exact", "status", "sources", "published", "sources_right")
FLOORS = {
    "flood": (0.9, 0.92, 0.88, 0.82, 1.0, 0.93),
    "strike": (0.92, 0.95, 0.92, 0.7, 1.0, 0.91),
    "ferry": (0.93, 0.95, 0.95, 0.93, 1.0, 0.93),
    "launch": (0.95, 0.95, 0.93, 0.82, 1.0, 0.91),
    "raid": (0.95, 0.95, 0.95, 0.91, 1.0, 0.96),
    "trial": (0.81, 0.95, 0.92, 0.72, 1.0, 0.88),
    "election": (0.79, 0.92, 0.88, 0.82, 0.88, 0.98),
    "outbreak": (0.95, 0.9, 0.88, 0.8, 1.0, 0.84),
    "border": (0.91, 0.9, 0.92, 0.76, 1.0, 0.95),
    "bank": (0.83, 0.95, 0.95, 0.79, 0.87, 0.96),
    "football": (0.86, 0.88, 0.88, 0.77, 1.0, 0.93),
    "bridge": (0.76, 0.91, 0.81, 0.71, 1.0, 0.97),
    "airliner": (0.83, 0.91, 0.85, 0.75, 1.0, 0.87),
    "mine": (0.85, 0.95, 0.83, 0.66, 1.0, 0.98),
    "hospital": (0.86, 0.91, 0.78, 0.66, 1.0, 0.95),
    "talks": (0.86, 0.86, 0.86, 0.8, 1.0, 0.97),
    "coup": (0.86, 0.96, 0.9, 0.76, 1.0, 0.97),
    "wildfire": (0.87, 0.92, 0.87, 0.79, 1.0, 0.88),
    "railway": (0.84, 0.92, 0.8, 0.71, 1.0, 0.99),
    "painting": (0.82, 0.96, 0.93, 0.78, 1.0, 0.94),
    "runner": (0.82, 0.94, 0.72, 0.79, 1.0, 0.94),
    "recall": (0.87, 0.96, 0.88, 0.78, 0.88, 0.96),
    "cablecar": (0.88, 0.93, 0.9, 0.76, 0.88, 0.96),
    "lockout": (0.86, 0.96, 0.8, 0.79, 0.87, 0.91),
    "reservoir": (0.86, 0.96, 0.81, 0.76, 1.0, 0.92),
    "concession": (0.87, 0.91, 0.91, 0.77, 0.88, 0.95),
    "tunnel": (0.88, 0.94, 0.74, 0.64, 0.88, 0.89),
    "icecap": (0.82, 0.92, 0.86, 0.68, 1.0, 0.91),
    "cabinet": (0.74, 0.94, 0.9, 0.71, 1.0, 0.95),
    "carrier": (0.94, 0.98, 0.93, 0.8, 1.0, 0.96),
    "volcano": (0.86, 0.88, 0.88, 0.7, 1.0, 0.96),
}
"""What each measure must reach, story by story."""
MOST_FALSE = {
    "mine": 1,
    "hospital": 1,
    "talks": 1,
    "runner": 1,
    "painting": 1,
    "railway": 1,
    "reservoir": 1,
    "lockout": 2,
    "cabinet": 1,
    "volcano": 2,
}
"""Events told as having happened that did not: of each story what is known and not mended yet."""


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_a_story_of_our_own(name: str) -> None:
    folder = STORIES / name
    timeline = story.build(folder / "articles", title=name)
    scores = scorer.score(scorer.read_gold(folder), scorer.as_scored(timeline)).printed()
    assert scores["false_occurred"] <= MOST_FALSE.get(name, 0)
    floors = zip(MEASURES, FLOORS[name], strict=True)
    assert {measure: scores[measure] for measure, floor in floors if scores[measure] < floor} == {}
