"""Builds mentions and their articles from the short specifications of tests/cases/merge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from dateline.model import Argument, Article, Attribute, Interval, Mention, Timex

Spec = Mapping[str, Any]
Story = tuple[list[Mention], list[Article]]


@pytest.fixture
def tell() -> Callable[[Sequence[Spec]], Story]:
    """Return the function that makes a story of specifications: one article a specification unless `article` says.

    `at` marks the predicate in the text; `again` tells another mention of the sentence before.
    """
    return _story


def _story(specs: Sequence[Spec]) -> Story:
    texts: dict[str, str] = {}
    published: dict[str, str | None] = {}
    twins: dict[str, str | None] = {}
    mentions: list[Mention] = []
    for number, spec in enumerate(specs):
        home = spec.get("article", f"a{number}")
        start = 0 if spec.get("again") else len(texts.get(home, ""))
        if not spec.get("again"):
            texts[home] = texts.get(home, "") + spec["text"] + "\n"
        published.setdefault(home, spec.get("published"))
        twins.setdefault(home, spec.get("near_duplicate_of"))
        mentions.append(_mention(f"m{number}", home, start, spec))
    articles = [
        Article(
            id=home, file=f"{home}.txt", text=text, raw=text, published=_day(published[home]), outlet=home.upper(),
            near_duplicate_of=twins[home],
        )
        for home, text in texts.items()
    ]  # fmt: skip
    return mentions, articles


def _mention(name: str, home: str, start: int, spec: Spec) -> Mention:
    interval = _interval(spec.get("date"))
    words = spec.get("timex")
    head = start + spec["text"].index(spec.get("at", ""))
    told = start + max(spec["text"].find(words or ""), 0)
    timex = Timex(told, told + len(words), words, "DATE", spec.get("value", ""), interval=interval) if words else None
    return Mention(
        id=name,
        article=home,
        start=start,
        end=start + len(spec["text"]),
        head_start=head,
        head_end=head + max(len(spec.get("at", "").split(" ")[0]), 1),
        predicate=spec["predicate"],
        predicate_class=spec.get("kind", ""),
        arguments=tuple(Argument(role, start, start, text) for role, text in spec.get("arguments", {}).items()),
        participants=tuple(spec.get("who", ())),
        place=spec.get("place"),
        status=spec.get("status", "occurred"),
        status_cue=spec.get("status_cue"),
        timex=timex,
        interval=interval,
        precision=spec.get("precision", "undated" if interval is None else "day" if interval.days == 1 else "range"),
        date_basis="none" if interval is None else spec.get("basis", "timex"),
        attributes=tuple(_attribute(n, v, start, spec) for n, v in spec.get("says", ())),
        title=spec.get("title", spec["text"]),
        salience=spec.get("salience", 0.5),
        target=spec.get("target"),
    )


def _attribute(name: str, value: str, start: int, spec: Spec) -> Attribute:
    first = start + max(spec["text"].find(value), 0)
    return Attribute(name, value, spec.get("normalized", value), first, first + len(value))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _interval(text: str | None) -> Interval | None:
    if not text:
        return None
    first, _, last = text.partition("..")
    return Interval(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))
