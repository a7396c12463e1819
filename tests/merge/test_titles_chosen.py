"""Which title an event takes of those that its mentions offer, as a table."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.merge.titles import choose_title
from dateline.model import Argument, Article, Interval, Mention

CASES = Path(__file__).parent.parent / "cases" / "merge" / "titles.toml"


def cases() -> list[Any]:
    return [pytest.param(case, id=case["why"]) for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]]


def interval(day: str | None) -> Interval | None:
    return Interval(dt.date.fromisoformat(day), dt.date.fromisoformat(day)) if day else None


def mention(number: int, given: dict[str, Any], passage: str) -> Mention:
    return Mention(
        id=f"a{number}:0",
        article=f"a{number}",
        start=0,
        end=len(passage),
        head_start=0,
        head_end=1,
        predicate="do",
        arguments=(Argument(given.get("role", "agent"), 0, 1, "x"),),
        participants=tuple(given["names"]),
        place=given.get("place"),
        status=given.get("status", "occurred"),
        interval=interval(given.get("day")),
        title=given["title"],
    )


@pytest.mark.parametrize("case", cases())
@pytest.mark.parametrize("backwards", [False, True])
def test_chooses(case: dict[str, Any], backwards: bool) -> None:
    offered = case["mentions"][::-1] if backwards else case["mentions"]
    passages = [given.get("passage", given["title"]) for given in offered]
    members = [
        mention(number, given, passage) for number, (given, passage) in enumerate(zip(offered, passages, strict=True))
    ]
    articles = {f"a{number}": Article(f"a{number}", "", text, text) for number, text in enumerate(passages)}
    assert choose_title(members, case["status"], interval(case.get("day")), articles) == case["want"]


def test_names_what_happened_where_nothing_is_offered() -> None:
    assert choose_title([mention(0, {"title": " ", "names": []}, "x")], "occurred") == "Do"
