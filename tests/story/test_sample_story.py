"""The sample story, end to end, against what its five articles say when a person reads them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from dateline import story
from dateline.model import Event, Interval, Timeline

SEEDS = Path(__file__).parents[2] / "seeds" / "blinken-in-beijing"


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return story.build(SEEDS)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def told(timeline: Timeline, *patterns: str) -> list[Event]:
    """The events whose title and quotations hold every pattern, most quoted first."""

    def words(event: Event) -> str:
        return " ".join([event.title, *(quote.quote for quote in event.evidence)])

    found = [e for e in timeline.events if all(re.search(p, words(e), re.IGNORECASE) for p in patterns)]
    return sorted(found, key=lambda event: -len(event.evidence))


def sources(timeline: Timeline, event: Event) -> set[str]:
    number = {article.id: article.file[:3] for article in timeline.articles}
    return {number[quote.article] for quote in event.evidence}


CASES = [
    pytest.param((r"postpone", r"trip|visit|travel"), "2023-02-01", "2023-02-28", {"postponed"}, id="postponement"),
    pytest.param((r"Munich",), "2023-02-01", "2023-02-28", {"occurred"}, id="munich"),
    pytest.param((r"Burns",), "2023-05-01", "2023-05-31", {"occurred"}, id="burns-in-china"),
    pytest.param((r"commerce minister",), "2023-05-01", "2023-05-31", {"occurred"}, id="commerce-minister-in-us"),
    pytest.param((r"Sullivan", r"Vienna"), "2023-05-01", "2023-05-31", {"occurred"}, id="vienna"),
    pytest.param((r"Austin", r"rebuff"), "2023-06-01", "2023-06-19", {"occurred"}, id="rebuff-as-interval"),
    pytest.param((r"first joint talks",), "2023-06-12", "2023-06-18", {"occurred"}, id="last-week"),
    pytest.param((r"Gates",), "2023-06-16", "2023-06-16", {"occurred"}, id="friday"),
    pytest.param((r"Biden said Saturday",), "2023-06-17", "2023-06-17", {"occurred", "possible"}, id="saturday"),
    pytest.param((r"arrived in Beijing",), "2023-06-18", "2023-06-18", {"occurred"}, id="first-day"),
    pytest.param((r"Qin", r"talks|met|spoke"), "2023-06-18", "2023-06-18", {"occurred"}, id="talks-with-qin"),
    pytest.param((r"Wang Yi", r"shook hands|met"), "2023-06-19", "2023-06-19", {"occurred"}, id="second-day"),
    pytest.param((r"Xi Jinping", r"met"), "2023-06-19", "2023-06-19", {"occurred"}, id="meeting-with-xi"),
    pytest.param((r"Global Times",), "2023-06-19", "2023-06-19", {"occurred"}, id="editorial"),
]


@pytest.mark.parametrize(("patterns", "start", "end", "statuses"), CASES)
def test_is_on_the_timeline(
    timeline: Timeline, patterns: tuple[str, ...], start: str, end: str, statuses: set[str]
) -> None:
    days = Interval(day(start), day(end))
    assert [e for e in told(timeline, *patterns) if e.interval == days and e.status in statuses]


def test_every_article_is_of_19_june_or_may_be_of_its_eve(timeline: Timeline) -> None:
    """The labels allow the eve for two that state no day: one of them has the Monday's meeting still ahead."""
    for article in timeline.articles:
        eve = {day("2023-06-18")} if article.file[:3] in {"003", "004"} else set[dt.date]()
        assert article.published in {day("2023-06-19")} | eve


def test_the_talks_with_qin_are_one_event_of_five_sources_that_disagree_on_their_length(timeline: Timeline) -> None:
    talks = [
        e
        for e in told(timeline, r"Qin", r"talks|met|spoke")
        if e.interval == Interval(day("2023-06-18"), day("2023-06-18"))
        and re.search(r"(met|talks|spoke).* Qin", e.title)
    ]
    assert sources(timeline, talks[0]) == {"000", "001", "002", "003", "004"}
    said = " ".join(v.value for c in talks[0].conflicts if c.attribute == "duration" for v in c.values)
    for length in (r"five-and-a-half|5 and a half", r"six hours", r"7 and a half|7-1/2|seven-and-a-half"):
        assert re.search(length, said), said


def test_the_meeting_with_xi_is_one_event_that_four_expect_and_one_reports(timeline: Timeline) -> None:
    met = [e for e in told(timeline, r"met with Chinese President") if "Xi Jinping" in e.title]
    assert sources(timeline, met[0]) == {"000", "001", "002", "003", "004"}
    assert {report.status for report in met[0].history} > {"occurred"}
    assert not [c for c in met[0].conflicts if c.attribute == "status"]


def test_the_postponement_is_told_by_four_sources_and_superseded_by_the_visit(timeline: Timeline) -> None:
    put_off = [e for e in told(timeline, r"postpone", r"trip|visit|travel") if e.status == "postponed"]
    assert sources(timeline, put_off[0]) == {"000", "001", "003", "004"}
    assert put_off[0].id in {event.supersedes for event in timeline.events}


def test_a_dated_post_fixes_its_own_today(timeline: Timeline) -> None:
    today = [t for _, t in timeline.timexes if t.text.lower() == "today" and t.anchor_basis == "post"]
    assert today
    assert {t.value for t in today} == {"2023-06-18"}
    explanations = [event.date_explanation for event in timeline.events]
    said = [each for each in explanations if "oday” in" in each and "on 18 June 2023" in each]
    assert said
    assert all("oday” in words of 18 June 2023" in each for each in said)


@pytest.mark.parametrize("pattern", [r"upcoming months|coming months", r"(?<!would )visit Washington", r"next year"])
def test_what_lies_ahead_has_not_occurred(timeline: Timeline, pattern: str) -> None:
    future = [e for e in timeline.events if re.search(pattern, e.title, re.IGNORECASE)]
    assert {event.status for event in future} <= {"planned", "possible"}


def test_every_quotation_is_exact(timeline: Timeline) -> None:
    raw = {article.id: article.raw for article in timeline.articles}
    for event in timeline.events:
        assert event.evidence
        for quote in event.evidence:
            assert raw[quote.article][quote.start : quote.end] == quote.text
            assert len(quote.text) <= 600


def test_the_key_span_is_february_to_june(timeline: Timeline) -> None:
    assert timeline.key_span is not None
    assert (timeline.key_span.start.month, timeline.key_span.end.month) == (2, 6)
    assert timeline.key_span.start.year == timeline.key_span.end.year == 2023


def test_the_length_of_the_talks_is_disputed_on_the_talks_alone(timeline: Timeline) -> None:
    over_hours = [e for e in timeline.events if any(c.attribute.startswith("duration") for c in e.conflicts)]
    assert over_hours
    assert [e for e in told(timeline, r"Qin", r"talks|met|spoke") if e in over_hours] == over_hours


def test_a_meeting_of_nobody_named_is_no_other_articles_meeting(timeline: Timeline) -> None:
    """Article 001 tells of Wang Yi, "before the meeting started in private"; article 003 of Bill Gates, days before."""
    assert told(timeline, "Gates")
    assert not told(timeline, "started in private", "Gates")
