"""Articles that leave their day to be inferred, counted over whole stories: those that were read, and those that nobody has."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from dateline import times
from dateline.articles import date_story, read_bytes

CASES = Path(__file__).parent.parent / "cases/articles"
RIGHT, WRONG = {"whole_read": 11, "whole_unread": 9}, {"whole_read": 4, "whole_unread": 6}
"""At least so many right, and at most so many wrong, of 16 each."""


def outcome(article, found):
    return "undated" if found.published is None else "right" if str(found.published) in article["expected"] else "wrong"


def count(story):
    articles = [read_bytes(a["text"].encode(), a["file"])[0][0] for a in story["article"]]
    found = date_story(articles, {a.id: times.find(a.text, language=a.language) for a in articles})
    return Counter(outcome(a, f) for a, f in zip(story["article"], found, strict=True) if "undated" in a)


@pytest.mark.parametrize("table", RIGHT)
def test_as_many_are_dated_as_were(table):
    stories = tomllib.loads((CASES / f"{table}.toml").read_text("utf-8"))["story"]
    found = sum(map(count, stories), Counter())
    assert found.total() == 16
    assert found["right"] >= RIGHT[table], found
    assert found["wrong"] <= WRONG[table], found
