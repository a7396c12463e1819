"""What two articles tell of one happening, and whether they contradict: disagreements.toml and beats.toml."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline import story
from dateline.merge import merge
from dateline.model import Article

TABLES = Path(__file__).parents[1] / "cases/merge"
CASES = [
    pytest.param(case, id=case["name"], marks=[pytest.mark.xfail(strict=True)] if case.get("missed") else [])
    for table in ("disagreements.toml", "beats.toml")
    for case in tomllib.loads((TABLES / table).read_text("utf-8"))["case"]
]


def _article(number: int, published: str, text: str) -> Article:
    day = dt.date.fromisoformat(published)
    return Article(
        id=f"a{number}", file=f"a{number}.txt", text=text, raw=text, outlet=f"Outlet {number}", published=day,
        published_basis="metadata",
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_disagreement(case: dict[str, Any]) -> None:
    articles = tuple(_article(k, day, text) for k, (day, text) in enumerate(case["told"]))
    mentions, timexes = story.tell(articles, story.resolve(articles))
    events = merge(mentions, articles, timexes=timexes)
    found = {
        tuple(sorted(f"{value.value} {value.normalized}".lower() for value in conflict.values))
        for event in events
        for conflict in event.conflicts
    }
    asked = [values for values in found if all(any(word in value for value in values) for word in case["conflict"])]
    assert bool(asked) == bool(case["conflict"]), found
    assert case.get("also") or len(found) == len(asked), found
    seats = [event.title for event in events if event.conflicts]
    assert all(case.get("seated", "") in title for title in seats), seats
