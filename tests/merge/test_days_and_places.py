"""What small stories contradict one another on over days and places, and what only looks so: days_and_places.toml."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline import story
from dateline.merge import merge
from dateline.model import Article, Conflict

TABLE = Path(__file__).parents[1] / "cases/merge/days_and_places.toml"
STORIES = {each["name"]: each for each in tomllib.loads(TABLE.read_text("utf-8"))["story"]}
UNREAD = [name for name, each in STORIES.items() if each.get("unread")]
READ = [
    pytest.param(name, id=name, marks=[pytest.mark.xfail(strict=True)] if each.get("missed") else [])
    for name, each in STORIES.items()
    if name not in UNREAD
]
UNREAD_FOUND, UNREAD_FALSE = 12, 4
"""What the stories that nobody tunes on give at least, of twenty, and what they show wrongly at most."""


@functools.cache
def _shown(name: str) -> tuple[Conflict, ...]:
    articles = tuple(
        Article(
            id=f"a{k}", file=f"a{k}.txt", text=text, raw=text, outlet=f"Outlet {k}",
            published=dt.date.fromisoformat(day), published_basis="metadata",
        )
        for k, (day, text) in enumerate(STORIES[name]["told"])
    )  # fmt: skip
    mentions, timexes = story.tell(articles, story.resolve(articles))
    events = merge(mentions, articles, timexes=timexes)
    return tuple(c for event in events for c in event.conflicts if c.attribute in {"date", "place"})


def _is(conflict: Conflict, label: dict[str, Any]) -> bool:
    said = [f"{value.value} {value.normalized}".lower() for value in conflict.values]
    return all(any(re.search(pattern, words) for words in said) for pattern in label["values"])


def _found(name: str) -> int:
    return sum(any(_is(conflict, label) for conflict in _shown(name)) for label in STORIES[name]["conflicts"])


def _false(name: str) -> list[Conflict]:
    return [c for c in _shown(name) if not any(_is(c, label) for label in STORIES[name]["conflicts"])]


@pytest.mark.parametrize("name", READ)
def test_days_and_places(name: str) -> None:
    assert not _false(name)
    assert _found(name) == len(STORIES[name]["conflicts"])


def test_stories_that_nobody_tunes_on() -> None:
    assert sum(_found(name) for name in UNREAD) >= UNREAD_FOUND
    assert sum(len(_false(name)) for name in UNREAD) <= UNREAD_FALSE
