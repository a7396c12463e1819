"""The history of a story's timelines: none is lost, none is kept twice."""

from __future__ import annotations

import dataclasses

from dateline.assets import past
from dateline.model import Timeline


def _timeline(story: str) -> Timeline:
    return Timeline(story, "2024-06-03T10:00:59+00:00", (), (), ())


def test_two_timelines_of_one_second_are_both_kept(tmp_path):
    for story in ("a", "b", "c"):
        past.settle(tmp_path, _timeline(story))
    assert [path.name for path in past.kept(tmp_path)] == [
        "2024-06-03T10-00-59+00-00.json",
        "2024-06-03T10-01-00+00-00.json",
        "2024-06-03T10-01-01+00-00.json",
    ]


def test_what_says_the_same_is_the_one_that_is_kept(tmp_path):
    first, _ = past.settle(tmp_path, _timeline("a"))
    again, changes = past.settle(tmp_path, dataclasses.replace(first, generated_at="2024-06-04T10:00:00+00:00"))
    assert (again, changes) == (first, ())
    assert len(past.kept(tmp_path)) == 1
