"""Rows S20 to S26 of the safety table, each a test named after it."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Block, Interval
from dateline.times import find, tag

DAY = dt.date(2023, 6, 19)


@pytest.mark.parametrize(
    ("text", "intervals"),
    [
        ("It closed on 31 February.", []),
        ("It closed on 31 Feb.", []),
        ("It closed on 29 February 2023.", [("2023-02-01", "2023-02-28")]),
        ("It closed on 29 February 2024.", [("2024-02-29", "2024-02-29")]),
        ("It closed in year 0.", []),
        ("It closed in 99999.", []),
        ("It closed on May 35.", [("2023-05-01", "2023-05-31")]),
        ("It closed at 7.", []),
        ("It closed in the 1970s.", [("1970-01-01", "1979-12-31")]),
        ("It closed on 2023-02-31.", []),
        ("It closed on 0000-00-00.", []),
        ("It closed on 31/31/2023.", []),
    ],
)
def test_s20_impossible_dates_give_nothing_or_the_right_interval(text: str, intervals: list[tuple[str, str]]) -> None:
    found = [t.interval for t in tag(text, DAY) if t.interval]
    assert found == [] or found == [Interval(dt.date.fromisoformat(a), dt.date.fromisoformat(b)) for a, b in intervals]


@pytest.mark.parametrize(
    "text",
    [
        "it may pass", "they march on", "he sat down", "the sun rose", "the second man", "May said no", "open 24/7",
        "a Boeing 747", "won 3-2", "won 21-14", "version 4.10.2", "v2.0.19", "call 020 7946 0118", "call +46 8 555 0112",
        "call 555-123-4567", "Article 12/3", "IP 10.0.0.1", "ISBN 978-3-16-148410-0",
    ],
)  # fmt: skip
def test_s21_words_and_numbers_that_look_like_dates_are_none(text: str) -> None:
    assert tag(text, DAY) == ()


def test_s22_without_a_publication_date_only_absolute_dates_are_resolved() -> None:
    text = "On Monday he left. Last week he came. It fell two days ago, in March, this year. It opened on 3 March 2020."
    timexes = tag(text)
    assert [t.value for t in timexes if t.interval] == ["2020-03-03"]
    assert all(t.reason and "publication" in t.reason for t in timexes if not t.interval)


@pytest.mark.parametrize("published", [dt.date(2099, 6, 19), dt.date(1900, 6, 19)])
def test_s23_far_publication_dates_are_taken_as_given_and_named_as_the_anchor(published: dt.date) -> None:
    (timex,) = tag("They met yesterday.", published)
    assert (timex.anchor, timex.value) == (str(published), str(published - dt.timedelta(days=1)))


def test_s24_the_day_is_the_one_printed_and_no_time_zone_of_the_machine_changes_it() -> None:
    script = (
        "from dateline.times import tag\n"
        "text = 'Posted 2023-06-18 23:30 EDT, 2023-06-18T23:30:00+08:00, 2023-06-18T23:30. He left at 23:30 today.'\n"
        "print([(t.value, str(t.interval)) for t in tag(text, '2023-06-18T23:30:00-04:00')])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True
        ).stdout
        for zone in ("UTC", "Asia/Shanghai", "America/New_York")
    }
    assert len(outputs) == 1
    assert "2023-06-19" not in outputs.pop()


def test_s25_february_seen_from_the_31st_of_march_is_the_month() -> None:
    (timex,) = tag("They met in February.", dt.date(2023, 3, 31))
    assert (timex.value, timex.interval) == ("2023-02", Interval(dt.date(2023, 2, 1), dt.date(2023, 2, 28)))


WORDS = st.sampled_from(
    "on in the a of last next May may 3 31 1998 98 ' ' , . - – / : am p.m. ago later before after days weeks year quarter second "
    "Monday Mon. first half and to from between 3/4/2023 10:30 1st fiscal early late mid the vote was will \n\n \x00 é 漢".split(
        " "
    )
)


@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_s26_generated_text_is_quick_and_raises_nothing(text: str) -> None:
    start = time.process_time()
    for timex in tag(text, DAY):
        assert text[timex.start : timex.end] == timex.text
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize(
    "unit", ["?", "1 ", "may ", "May ", "12-", "a", "the ", "\n", "1/", "Monday 3 ", "last May the 3rd of "]
)
def test_s26_time_grows_linearly_with_one_line_of_text(unit: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        find(unit * (size // len(unit)))
        return time.process_time() - start

    seconds(20_000)
    small, large = seconds(50_000), seconds(500_000)
    assert large < 25 * max(small, 0.02)


def test_a_post_is_the_anchor_of_what_it_says() -> None:
    text = "He replied: We meet tomorrow. The rest came today."
    post = Block(12, 29, "post", dt.date(2023, 6, 16))
    inside, outside = tag(text, DAY, blocks=[post])
    assert (inside.value, inside.anchor_basis, outside.value) == ("2023-06-17", "post", "2023-06-19")
