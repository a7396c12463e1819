"""What a sentence tells, as tables a linguist can read: its events with status, date, participants, title, attributes."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline import events, times
from dateline.model import Article, Block, Interval, Mention

CASES = Path(__file__).parent.parent / "cases" / "events"
PUBLISHED = "2024-03-15"


def cases() -> list[Any]:
    found: list[Any] = []
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], start=1):
            found.append(pytest.param(case, id=f"{path.stem}-{number}-{case['event']}"))
    return found


def told(text: str, published: str | None, *, lines: bool = False) -> tuple[Mention, ...]:
    day = dt.date.fromisoformat(published) if published else None
    title = "" if lines else text.rpartition("\n")[0]
    blocks = (Block(0, len(title), "title"), Block(len(title) + 1, len(text), "body")) if title else ()
    article = Article("a", "a.txt", text, text, published=day, blocks=blocks)
    mentions, _ = events.attach([article], events.extract_all([article]), {"a": times.tag(text, day, blocks=blocks)})
    return mentions


def interval(text: str) -> Interval | None:
    if text == "none":
        return None
    first, _, last = text.partition("/")
    return Interval(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))


@pytest.mark.parametrize("case", cases())
def test_tells(case: dict[str, Any]) -> None:
    text = case["text"]
    mentions = told(text, case.get("published", PUBLISHED) or None, lines=bool(case.get("lines")))
    found = [m for m in mentions if text[m.head_start : m.head_end] == case["event"]]
    if case.get("absent"):
        assert case["event"] in text
        assert not found
        return
    assert found, [text[m.head_start : m.head_end] for m in mentions]
    mention = found[case.get("nth", 0)]
    said: dict[str, Any] = {
        "status": mention.status,
        "class": mention.predicate_class,
        "predicate": mention.predicate,
        "participants": sorted(mention.participants),
        "place": mention.place,
        "title": mention.title,
        "source": mention.source,
        "precision": mention.precision,
        "basis": mention.date_basis,
        "attributes": sorted([a.name, a.normalized] for a in mention.attributes),
    }
    expected = {key: case[key] for key in said if key in case}
    for key in ("participants", "attributes"):
        if key in expected:
            expected[key] = sorted(expected[key])
    assert {key: said[key] for key in expected} == expected
    if "date" in case:
        assert mention.interval == interval(case["date"])
    if "target" in case:
        target = next((m for m in mentions if m.id == mention.target), None)
        assert target
        assert text[target.head_start : target.head_end] == case["target"]
    assert text[mention.start : mention.end].strip()
    assert mention.end - mention.start <= 600
