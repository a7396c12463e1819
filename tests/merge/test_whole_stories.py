"""What the articles of a small story contradict one another on, and what only looks so: whole_stories.toml."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from dateline import story
from dateline.merge import merge
from dateline.model import Article, Conflict, Event

TABLE = Path(__file__).parents[1] / "cases/merge/whole_stories.toml"
STORIES = {each["name"]: each for each in tomllib.loads(TABLE.read_text("utf-8"))["story"]}
READ = [name for name, each in STORIES.items() if not each.get("unread")]
UNREAD_FOUND, UNREAD_FALSE = 51, 10
"""What the stories that nobody tunes on give at least, of forty-seven, and what they show wrongly at most."""


def _rows(key: str) -> list[Any]:
    return [
        pytest.param(name, row, id=f"{name}: {row['values']}", marks=[pytest.mark.xfail] if row.get("missed") else [])
        for name in READ
        for row in STORIES[name][key]
    ]


@functools.cache
def _events(name: str) -> tuple[Event, ...]:
    told = STORIES[name]["told"]
    articles = tuple(_article(k, dt.date.fromisoformat(day), text) for k, (day, text) in enumerate(told))
    mentions, timexes = story.tell(articles, story.resolve(articles))
    return merge(mentions, articles, timexes=timexes)


def _article(number: int, day: dt.date, text: str) -> Article:
    return Article(
        id=f"a{number}", file=f"a{number}.txt", text=text, raw=text, title=text.partition("\n")[0], outlet=f"Outlet {number}",
        published=day, published_basis="metadata",
    )  # fmt: skip


def _said(conflict: Conflict) -> Collection[str]:
    return [f"{value.value} {value.normalized}".lower() for value in conflict.values]


def _parts_on(conflict: Conflict, sides: Sequence[str]) -> bool:
    said = _said(conflict)
    return all(any(re.search(rf"(?<!\w)(?:{side})", words) for words in said) for side in sides)


def _found(name: str, row: Mapping[str, Any]) -> bool:
    return any(
        _parts_on(conflict, row["values"])
        for event in _events(name)
        if _is_about(event, row["about"])
        for conflict in event.conflicts
    )


def _is_about(event: Event, words: Sequence[str]) -> bool:
    text = " ".join([event.title, *(evidence.quote for evidence in event.evidence)]).lower()
    return all(re.search(word, text) for word in words)


def _false(name: str) -> set[tuple[str, ...]]:
    labelled = [row["values"] for row in STORIES[name]["conflicts"]]
    return {
        tuple(sorted(_said(conflict)))
        for event in _events(name)
        for conflict in event.conflicts
        if not any(_parts_on(conflict, sides) for sides in labelled)
    }


@pytest.mark.parametrize(("name", "row"), _rows("conflicts"))
def test_a_contradiction_is_shown(name: str, row: Mapping[str, Any]) -> None:
    assert _found(name, row)


@pytest.mark.parametrize("name", READ)
def test_nothing_else_is_shown(name: str) -> None:
    assert sorted(_false(name)) == [tuple(row) for row in STORIES[name].get("wrong", [])]


def test_the_unread_stories() -> None:
    unread = set(STORIES) - set(READ)
    assert sum(_found(name, row) for name in unread for row in STORIES[name]["conflicts"]) >= UNREAD_FOUND
    assert sum(len(_false(name)) for name in unread) <= UNREAD_FALSE
