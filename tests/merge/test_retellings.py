"""Which sentences of a whole story tell one happening: tests/cases/merge/retellings.toml."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline import story
from dateline.merge.story import grouped
from dateline.model import Article, Mention

STORIES = tomllib.loads((Path(__file__).parents[1] / "cases/merge/retellings.toml").read_text("utf-8"))["story"]
CASES = [
    pytest.param(number, case, id=f"{case['a']} | {case['b']}", marks=[pytest.mark.xfail] if case.get("yet") else [])
    for number, each in enumerate(STORIES)
    for case in each["pairs"]
]


@functools.cache
def _told(number: int, folder: Path) -> tuple[dict[str, Article], list[list[Mention]]]:
    for name, text in STORIES[number]["articles"].items():
        (folder / f"{name}.txt").write_text(text.strip() + "\n", encoding="utf-8")
    articles, _ = story.read(folder)
    mentions, _ = story.tell(articles, story.resolve(articles))
    return {article.file[0]: article for article in articles}, grouped(mentions, articles)[0]


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return [tmp_path_factory.mktemp("story") for _ in STORIES]


@pytest.mark.parametrize(("number", "case"), CASES)
def test_retelling(number: int, case: dict[str, Any], folders: list[Path]) -> None:
    articles, groups = _told(number, folders[number])
    one, other = (_span(articles, case[side]) for side in "ab")
    together = any(any(_tells(m, one) for m in group) and any(_tells(m, other) for m in group) for group in groups)
    assert together is case["same"], [m.title for g in groups for m in g if _tells(m, one) or _tells(m, other)]


def _span(articles: dict[str, Article], place: str) -> tuple[str, int, int]:
    name, _, words = place.partition(": ")
    before, word, _ = words.split("*") if "*" in words else ("", words, "")
    start = articles[name].text.index(words.replace("*", "")) + len(before)
    return articles[name].id, start, start + len(word)


def _tells(mention: Mention, place: tuple[str, int, int]) -> bool:
    article, start, end = place
    return mention.article == article and mention.head_start < end and start < mention.head_end
