"""An editor's corrections: they hold on to quotations, and none is dropped in silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.model import Article, Event, Evidence, Interval, Timeline
from dateline.timeline import corrections

RAW = "The council met on Monday.  The mayor\nresigned on Tuesday. Her deputy took over. A new bridge opened."
QUOTES = ("The council met on Monday.", "The mayor\nresigned on Tuesday.", "Her deputy took over.")
Apply = Callable[..., Timeline]


@pytest.fixture
def story() -> Timeline:
    article = Article("a1", "one.txt", RAW, RAW)
    return Timeline("Town hall", "", (article,), (), tuple(_event(i, q) for i, q in enumerate(QUOTES)))


def _event(number: int, quote: str) -> Event:
    start = RAW.index(quote)
    day = Interval(dt.date(2024, 3, 4 + number), dt.date(2024, 3, 4 + number))
    said = Evidence("a1", start, start + len(quote), quote, " ".join(quote.split()), "occurred")
    return Event(f"e{number}", f"Event {number}", day, "day", "occurred", importance=0.5, evidence=(said,))


@pytest.fixture
def corrected(tmp_path: Path) -> Apply:
    def apply(timeline: Timeline, text: str) -> Timeline:
        (tmp_path / "corrections.toml").write_text(text, "utf-8")
        return corrections.correct(timeline, tmp_path)

    return apply


def test_no_file_changes_nothing(story: Timeline, tmp_path: Path) -> None:
    assert corrections.correct(story, tmp_path) is story


@pytest.mark.parametrize(
    ("date", "start", "end", "precision"),
    [
        ('"2024-03-01"', "2024-03-01", "2024-03-01", "day"),
        ("2024-03-01", "2024-03-01", "2024-03-01", "day"),
        ('"2024-02"', "2024-02-01", "2024-02-29", "month"),
        ('"2023"', "2023-01-01", "2023-12-31", "year"),
        ('"2024-03-01/2024-03-03"', "2024-03-01", "2024-03-03", "range"),
    ],
)
def test_sets_a_date(story: Timeline, corrected: Apply, date: str, start: str, end: str, precision: str) -> None:
    told = corrected(
        story, f'[[correction]]\nevidence = ["the mayor resigned on tuesday"]\ndate = {date}\nreason = "The log."'
    )
    event = next(e for e in told.events if e.id == "e1")
    assert event.interval is not None
    assert (event.interval.start.isoformat(), event.interval.end.isoformat(), event.precision) == (
        start,
        end,
        precision,
    )
    assert event.corrected == ("date: The log.",)
    assert event.date_explanation == "an editor set the date: The log."


def test_sets_what_is_named_and_nothing_else(story: Timeline, corrected: Apply) -> None:
    told = corrected(
        story,
        '[[correction]]\naction = "set"\nevidence = [{ file = "one.txt", quote = "Her deputy took over." }]\n'
        'title = "Deputy takes over"\nstatus = "planned"\nimportance = 1\ndate = "none"\nreason = "Not yet."',
    )
    event = told.events[-1]
    assert (event.title, event.status, event.importance, event.interval) == ("Deputy takes over", "planned", 1.0, None)
    assert event.corrected == tuple(f"{a}: Not yet." for a in ("title", "status", "importance", "date"))


def test_survives_a_new_article_and_new_wording(story: Timeline, corrected: Apply) -> None:
    longer = replace(story.events[1].evidence[0], text="On Tuesday, the mayor resigned on Tuesday, she said.")
    other = Evidence("a2", 0, 9, "The mayor quit", "The mayor quit", "occurred")
    moved = replace(
        story, events=(story.events[0], replace(story.events[1], id="zz", evidence=(other, longer)), story.events[2])
    )
    told = corrected(
        moved,
        '[[correction]]\nevidence = ["The mayor resigned on Tuesday"]\ntitle = "Mayor resigns"\nreason = "Clearer."',
    )
    assert next(e for e in told.events if e.id == "zz").title == "Mayor resigns"


def test_hides_and_says_so(story: Timeline, corrected: Apply) -> None:
    told = corrected(
        story, '[[correction]]\naction = "hide"\nevidence = ["The council met on Monday."]\nreason = "Not news."'
    )
    assert [e.id for e in told.events] == ["e1", "e2"]
    assert told.warnings == ("an editor hid “Event 0”: Not news.",)


def test_merges(story: Timeline, corrected: Apply) -> None:
    told = corrected(
        story,
        '[[correction]]\naction = "merge"\nevidence = ["The mayor resigned on Tuesday."]\nwith = ["Her deputy took over."]\nreason = "One act."',
    )
    assert [e.id for e in told.events] == ["e0", "e1"]
    assert [q.text for q in told.events[1].evidence] == [QUOTES[1], QUOTES[2]]
    assert told.events[1].corrected == ("merged with “Event 2”: One act.",)


def test_splits_what_was_merged(story: Timeline, corrected: Apply) -> None:
    one = replace(story.events[1], evidence=story.events[1].evidence + story.events[2].evidence)
    told = corrected(
        replace(story, events=(story.events[0], one)),
        '[[correction]]\naction = "split"\nevidence = ["Her deputy took over."]\ntitle = "Deputy"\ndate = "2024-03-09"\nreason = "Two acts."',
    )
    left, part = told.events[1], told.events[2]
    assert [q.text for q in left.evidence] == [QUOTES[1]]
    assert [q.text for q in part.evidence] == [QUOTES[2]]
    assert (part.title, part.interval.start.isoformat() if part.interval else "") == ("Deputy", "2024-03-09")
    assert left.corrected == ("split: Two acts.",)


def test_adds_with_evidence(story: Timeline, corrected: Apply) -> None:
    told = corrected(
        story,
        '[[correction]]\naction = "add"\ntitle = "Bridge opens"\ndate = "2024-03-10"\nevidence = ["A new\\nbridge opened."]\nreason = "Missed."',
    )
    event = told.events[-1]
    assert RAW[event.evidence[0].start : event.evidence[0].end] == event.evidence[0].text == "A new bridge opened."
    assert event.corrected == ("added: Missed.",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('evidence = ["Nobody wrote this."]\ntitle = "X"', "no event of the timeline holds its quotations"),
        (
            'action = "merge"\nevidence = ["The council met on Monday."]\nwith = ["Nobody wrote this."]',
            "tell no other event",
        ),
        ('action = "split"\nevidence = ["The council met on Monday."]', "nothing would be left"),
        ('action = "add"\ntitle = "X"\nevidence = ["Nobody wrote this."]', "no article holds the words"),
        (
            'evidence = [{ file = "two.txt", quote = "The council met on Monday." }]\ntitle = "X"',
            "no event of the timeline",
        ),
    ],
)
def test_one_that_no_longer_applies_is_reported(story: Timeline, corrected: Apply, text: str, says: str) -> None:
    told = corrected(story, f'[[correction]]\n{text}\nreason = "The log."')
    assert told.events == story.events
    assert says in told.warnings[0]
    assert "no longer applies" in told.warnings[0]
    assert "The log." in told.warnings[0]


def test_one_sentence_that_tells_two_events_needs_the_title(story: Timeline, corrected: Apply) -> None:
    twin = replace(story.events[0], id="twin", title="Council approves the budget")
    both = replace(story, events=(*story.events, twin))
    text = '[[correction]]\nevidence = ["The council met on Monday."]\nstatus = "denied"\nreason = "R."\n'
    assert "2 events hold its quotations" in corrected(both, text).warnings[0]
    told = corrected(both, text + 'event = "Council approves budget"')
    assert [e.id for e in told.events if e.status == "denied"] == ["twin"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[correction]\n", "cannot be read"),
        ('[[correction]]\nevidence = ["x"]\ntitle = "T"', "gives no reason"),
        ('[[correction]]\nreason = "R"\ntitle = "T"', "quotes no evidence"),
        ('[[correction]]\nreason = "R"\nevidence = ["x"]', "sets nothing"),
        ('[[correction]]\nreason = "R"\nevidence = ["x"]\naction = "drop"', "action 'drop' is none of"),
        ('[[correction]]\nreason = "R"\nevidence = ["x"]\nstatus = "done"', "status 'done' is none of"),
        ('[[correction]]\nreason = "R"\nevidence = ["x"]\ndate = "2024-02-31"', "correction 1"),
        ('[[correction]]\nreason = "R"\nevidence = ["x"]\nimportance = 7', "not between 0 and 1"),
        ('[[correction]]\nreason = "R"\nevidence = ["x"]\ntitel = "T"', "unknown key 'titel'"),
        ('[[correction]]\nreason = "R"\naction = "add"', "needs a title"),
    ],
)
def test_what_cannot_be_understood_stops_the_run(story: Timeline, corrected: Apply, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=r"corrections\.toml") as raised:
        corrected(story, text)
    assert says in str(raised.value)
