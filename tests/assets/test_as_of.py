"""A timeline can be rebuilt as it stood on a day, from what was published by then."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline import story
from dateline.errors import NothingUsableError


@pytest.mark.parametrize(
    ("day", "files"),
    [
        (dt.date(2024, 3, 4), {"first.txt"}),
        (dt.date(2024, 3, 18), {"first.txt", "second.txt"}),
        (dt.date(2030, 1, 1), {"first.txt", "second.txt", "third.txt"}),
    ],
)
def test_what_was_published_by_then_is_told(workshop, day, files):
    told = story.build(workshop.story, as_of=day)
    assert {article.file for article in told.articles} == files


def test_before_the_first_article_there_is_nothing(workshop):
    with pytest.raises(NothingUsableError):
        story.build(workshop.story, as_of=dt.date(2024, 3, 3))


def test_an_article_without_a_date_is_left_out(workshop):
    (workshop.story / "undated.txt").write_text(
        "The bridge over the river was painted green by volunteers, a witness said."
    )
    assert {a.file for a in story.read(workshop.story, until=dt.date(2024, 3, 4))[0]} <= {"first.txt", "undated.txt"}
