"""The closing summary: what a person reads when a build is done."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dateline import terminal
from dateline.cache import Cache
from dateline.model import Article, Event, Evidence, Interval, Rejected, Timeline


def event(number: int, importance: float) -> Event:
    day = dt.date(2024, 3, number)
    quote = Evidence("a1", 0, 4, "They", "They", "occurred")
    return Event(
        f"e{number}", f"Happening {number}", Interval(day, day), "day", "occurred", (), None, importance, (quote,)
    )


TIMELINE = Timeline(
    story="A Harbour Strike",
    generated_at="2024-04-01T00:00:00Z",
    articles=(
        Article("a1", "a.txt", "They met.", "They met.", published=dt.date(2024, 3, 2), published_basis="sibling"),
        Article(
            "a2",
            "all.jsonl",
            "They left.",
            "They left.",
            record="4",
            warnings=("written in German (de), not in English",),
        ),
    ),
    rejected=(Rejected("b.txt", "empty"), Rejected("\x1b[2Jc.txt", "undecodable:\nno text")),
    events=tuple(event(number, 1 - number / 100) for number in range(1, 31)),
    key_span=Interval(dt.date(2024, 3, 1), dt.date(2024, 3, 30)),
    warnings=("c.txt claims a date in the future",),
)


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "120")
    terminal.summarise(TIMELINE, Cache())
    return capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        "A Harbour Strike, 2024-03-01 to 2024-03-30",
        "2 read, 2 rejected",
        "1 known, 1 of them from other articles",
        "30 from 30 mentions",
        "warning: c.txt claims a date in the future\n",
        "left out b.txt: empty\n",
        "left out [2Jc.txt: undecodable: no text\n",
        "all.jsonl, record 4: written in German (de), not in English\n",
    ],
)
def test_says(words: str, printed: str) -> None:
    assert words in printed


def test_copies_count_as_one_source(capsys: pytest.CaptureFixture[str]) -> None:
    articles = (Article("a1", "a.txt", "", ""), Article("a2", "b.txt", "", "", near_duplicate_of="a1"))
    quotes = tuple(Evidence(article.id, 0, 4, "They", "They", "occurred") for article in articles)
    terminal.summarise(replace(TIMELINE, articles=articles, events=(replace(event(1, 1.0), evidence=quotes),)))
    assert capsys.readouterr().out.splitlines()[-4].split()[-1] == "1"


def test_many_warnings_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    many = tuple(Rejected(f"{number:03}.txt", "empty") for number in range(terminal.WARNED + 7))
    terminal.summarise(Timeline("s", "", (), many, ()))
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("left out ") for line in lines) == terminal.WARNED
    assert "and 7 more; timeline.json names them all" in lines


def test_names_the_most_important_events_in_order_of_time(printed: str) -> None:
    shown = [line.split("Happening ")[1].split()[0] for line in printed.splitlines() if "Happening" in line]
    assert shown == [str(number) for number in range(1, terminal.LISTED + 1)]


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.progress() as report:
        report("read", 1, 2)
    assert capsys.readouterr().err == ""


def test_titles_are_text_and_never_markup(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = Event("e1", "[red]shown[/] [link=x]", None, "undated", "possible", importance=1.0)
    terminal.summarise(Timeline("[bold]s", "", (), (), (hostile,)))
    assert "[red]shown[/] [link=x]" in capsys.readouterr().out
