"""What an article says of its own day."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dateline.articles.ownday import own_days

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/articles/own_days.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_weekday_of_the_day_of_writing_is_read(case):
    expected = [(case["day"], case.get("month"))] if "day" in case else []
    assert list(own_days(case["text"])) == expected
