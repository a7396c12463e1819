"""Which values contradict though they stand beside the happening: tests/cases/merge/rivals.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.merge.figures import measured
from dateline.merge.fuse import fuse
from dateline.merge.rivals import with_rivals

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/merge/rivals.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_rivals(case: dict[str, Any], tell: Callable[..., Any]) -> None:
    specs = [{"predicate": told["at"], "published": "2024-12-01"} | told for told in (case["a"], case["b"])]
    mentions, articles = tell(specs)
    known = {article.id: article for article in articles}
    groups = [[mention] for mention in mentions]
    figures = {name: measured(article) for name, article in known.items()}
    events = with_rivals([fuse(group, known, [""]) for group in groups], groups, known, figures)
    values = {value.value for event in events for conflict in event.conflicts for value in conflict.values}
    assert sorted(values) == sorted(case["conflict"])


def test_an_event_that_only_recalls_the_vote_does_not_carry_its_shares(tell: Callable[..., Any]) -> None:
    specs = [
        {"text": "The purchase, which 84% had voted for, is done.", "at": "purchase", "published": "2024-12-01"},
        {"text": "The purchase was closed on Friday.", "at": "purchase", "date": "2024-11-29"},
        {"text": "Members voted by 76% in favour.", "at": "voted", "date": "2024-05-04", "published": "2024-05-05"},
    ]
    mentions, articles = tell([{"predicate": spec["at"]} | spec for spec in specs])
    known = {article.id: article for article in articles}
    groups = [mentions[:2], mentions[2:]]
    figures = {name: measured(article) for name, article in known.items()}
    events = with_rivals([fuse(group, known, [""] * len(group)) for group in groups], groups, known, figures)
    assert [bool(event.conflicts) for event in events] == [False, True]
