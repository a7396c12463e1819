"""What short passages tell, each with every happening in it: what is missed so far is marked `known`, and must stay so."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline import events, times
from dateline.model import Article, Block, Interval, Mention

CASES = Path(__file__).parent.parent / "cases" / "passages"
PUBLISHED = "2024-03-15"


def happenings() -> list[Any]:
    found: list[Any] = []
    for path in sorted(CASES.glob("*.toml")):
        for number, passage in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["passage"], start=1):
            for told in passage["told"]:
                marks = [pytest.mark.xfail(reason="not read so far", strict=True)] if told.get("known") else []
                name = f"{path.stem}-{number}-{told['event']}"
                found.append(
                    pytest.param(passage["text"], passage.get("published", PUBLISHED), told, id=name, marks=marks)
                )
    return found


def mentions(text: str, published: str) -> tuple[Mention, ...]:
    day = dt.date.fromisoformat(published)
    title = text.rpartition("\n")[0]
    blocks = (Block(0, len(title), "title"), Block(len(title) + 1, len(text), "body")) if title else ()
    article = Article("a", "a.txt", text, text, published=day, blocks=blocks)
    timexes = {"a": times.tag(text, day, blocks=blocks)}
    return events.attach([article], events.extract_all([article]), timexes)[0]


def days(interval: Interval | None) -> str:
    if interval is None:
        return "none"
    return interval.start.isoformat() + (f"/{interval.end.isoformat()}" if interval.days > 1 else "")


@pytest.mark.parametrize(("text", "published", "told"), happenings())
def test_passage_tells(text: str, published: str, told: dict[str, Any]) -> None:
    """`event`, `status` and `date` name alternatives, parted by a bar; a happening that is `absent` must not be told."""
    words, wanted = told["event"].split("|"), told.get("status", "").split("|")
    assert any(word in text for word in words)
    found = [m for m in mentions(text, published) if text[m.head_start : m.head_end] in words]
    if told.get("absent"):
        assert not found
        return
    found = found[told["nth"] :][:1] if "nth" in told else found
    said = [(m.status, days(m.interval)) for m in found]
    on = told["date"].split("|") if "date" in told else None
    assert any(status in wanted and (on is None or date in on) for status, date in said), said
