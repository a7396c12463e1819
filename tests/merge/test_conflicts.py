"""Which measures of one event's sources contradict: tests/cases/merge/conflicts.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.merge.conflict import conflicts

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/merge/conflicts.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_conflict(case: dict[str, Any], tell: Callable[..., Any]) -> None:
    twin = "a0" if case.get("copy") else None
    text, names = case.get("text", "It was {}."), (case["attribute"], case.get("also", case["attribute"]))
    specs = [
        {"text": text.format(value), "predicate": case.get("predicate", "be"), "published": day}
        | {"says": [[names[number > 0], value]]}
        | ({"near_duplicate_of": twin} if number else {})
        for number, (value, day) in enumerate(case["says"])
    ]
    mentions, articles = tell(specs)
    found = conflicts(mentions, {article.id: article for article in articles})
    assert sorted(value.value for conflict in found for value in conflict.values) == sorted(case["conflict"])


def test_a_copy_is_cited_beside_its_original(tell: Callable[..., Any]) -> None:
    values = [("340 jobs", None), ("340 jobs", "a0"), ("430 jobs", None)]
    specs = [
        {"text": "x", "predicate": "cut", "published": "2024-07-17", "says": [["count:job", v]], "near_duplicate_of": n}
        for v, n in values
    ]
    mentions, articles = tell(specs)
    (conflict,) = conflicts(mentions, {article.id: article for article in articles})
    assert {value.value: value.articles for value in conflict.values} == {"340 jobs": ("a0", "a1"), "430 jobs": ("a2",)}
