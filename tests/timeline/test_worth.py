from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dateline.model import Article, Event, Evidence, Interval
from dateline.timeline.worth import worth_a_line

DAY = Interval(dt.date(2021, 3, 1), dt.date(2021, 3, 1))
PRESS = ("Orla Quin",)
ARTICLES = [
    Article(id="a", file="a", text="", raw="", published=DAY.start),
    Article(id="b", file="b", text="", raw="", published=DAY.start),
    Article(id="copy of a", file="c", text="", raw="", published=DAY.start, near_duplicate_of="a"),
    Article(id="without a date", file="d", text="", raw=""),
]


def event(*articles: str, **changes: object) -> Event:
    quotes = tuple(Evidence(article=a, start=0, end=1, text="x", quote="x", status="occurred") for a in articles)
    base = Event(
        id="e", title="t", interval=None, precision="undated", status="occurred", participants=PRESS, evidence=quotes
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # a test's shorthand


@pytest.mark.parametrize(
    ("told", "stays"),
    [
        pytest.param(event("a", interval=DAY), True, id="dated"),
        pytest.param(event("a"), False, id="undated, of one source"),
        pytest.param(
            event("a", interval=DAY, title="They left", participants=()), False, id="dated, of one source, of nobody"
        ),
        pytest.param(
            event("a", interval=DAY, title="We are closing", participants=()),
            False,
            id="what a live page says of itself",
        ),
        pytest.param(
            event("a", "b", interval=DAY, title="It snowed", participants=()), True, id="of nobody, but of two sources"
        ),
        pytest.param(
            event("a", interval=DAY, title="Italy won", participants=()), True, id="a name that begins as a pronoun"
        ),
        pytest.param(event("a", interval=DAY, title="They met Orla Quin"), True, id="of a pronoun and somebody named"),
        pytest.param(event("a", "b"), True, id="undated, of two sources"),
        pytest.param(event("a", "b", participants=()), False, id="undated, of two sources, about nobody"),
        pytest.param(event("a", "copy of a"), False, id="undated, of one source and its reprint"),
        pytest.param(event("a", status="cancelled"), True, id="undated, but called off"),
        pytest.param(event("without a date"), True, id="undated like its article"),
        pytest.param(event("without a date", participants=()), False, id="undated like its article, about nobody"),
    ],
)
def test_keeps_what_a_reader_can_place_or_hears_from_several(told: Event, stays: bool) -> None:
    other = event("a", id="other", interval=DAY)
    assert (told in worth_a_line([told, other], ARTICLES)) is stays


def test_keeps_what_another_event_replaces() -> None:
    old, new = event("a"), event("a", id="new", interval=DAY, supersedes="e")
    assert worth_a_line([old, new], ARTICLES) == [old, new]


def test_keeps_all_of_a_story_without_dates() -> None:
    assert worth_a_line([event("a")], ARTICLES) == [event("a")]
