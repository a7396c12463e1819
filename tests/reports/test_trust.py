"""One plain sentence from a quotation's words to the date of the event."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.model import AnchorBasis, Article, Interval, Timex
from dateline.reports.trust import timex_chain

ARTICLE = Article(
    "a1", "a.txt", "", "", published=dt.date(2024, 3, 5), published_basis="text", published_confidence=0.95
)


@pytest.mark.parametrize(
    ("basis", "anchor", "said"),
    [
        ("post", "2024-03-04", "“today” written or said on 4 March 2024 is Monday 4 March 2024."),
        ("publication", "2024-03-05", "“today” in an article of 5 March 2024 is Monday 4 March 2024."),
        ("dateline", "4 March", "“today” under a dateline of 4 March is Monday 4 March 2024."),
        ("absolute", None, "“today” is stated outright: Monday 4 March 2024."),
    ],
)
def test_says_against_which_day_words_were_read(basis: AnchorBasis, anchor: str | None, said: str) -> None:
    day = dt.date(2024, 3, 4)
    timex = Timex(0, 5, "today", "DATE", "2024-03-04", interval=Interval(day, day), anchor=anchor, anchor_basis=basis)
    assert timex_chain(timex, ARTICLE) == said


def test_says_why_a_year_was_taken_that_no_words_name() -> None:
    day = dt.date(2013, 10, 30)
    timex = Timex(0, 10, "30 October", "DATE", "2013-10-30", interval=Interval(day, day), reason="its year is near")
    assert timex_chain(timex, ARTICLE) == "“30 October” is Wednesday 30 October 2013 (its year is near)."
