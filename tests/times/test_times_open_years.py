"""An undated article's dates get the year of the story that it is told in, and nothing that counts from its own day does."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.model import Interval
from dateline.times import find, resolve, with_years

AUTUMN = Interval(dt.date(2013, 10, 22), dt.date(2014, 4, 11))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The decree of 30 October sailed through.", ["2013-10-30"]),
        ("They struck in March.", ["2014-03"]),
        ("It was sold on 1 June.", ["2014-06-01"]),
        ("It was sold on 1 July.", ["XXXX-07-01"]),
        ("It was sold on Monday 22 September.", ["2014-09-22"]),
        ("It was sold on Sunday 22 September.", ["2013-09-22"]),
        ("Talks ran from 25 to 27 January.", ["2014-01-25/2014-01-27"]),
        ("It burned on the night of 13 February.", ["2014-02-13TNI"]),
        ("It had snowed in late November.", ["2013-11"]),
        ("It was wet in the winter.", ["2014-WI"]),
        ("It had been founded in 1924.", ["1924"]),
        ("They met on Friday.", ["XXXX-WXX-5"]),
        ("They met yesterday and will meet next week.", ["XXXX-XX-XX", "XXXX-WXX"]),
        ("They meet every October.", ["XXXX-10"]),
    ],
)
def test_the_story_gives_the_year(text: str, values: list[str]) -> None:
    open_ones = resolve(text, find(text), None)
    placed = with_years(open_ones, AUTUMN)
    assert [t.value for t in placed] == values
    assert all(t.reason for before, t in zip(open_ones, placed, strict=True) if t is not before)


def test_a_story_of_years_leaves_the_year_open() -> None:
    text = "The decree of 30 October sailed through."
    (timex,) = with_years(resolve(text, find(text), None), Interval(dt.date(2011, 3, 1), dt.date(2014, 4, 11)))
    assert (timex.value, timex.interval) == ("XXXX-10-30", None)
