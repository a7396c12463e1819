"""`timeline.ics` says to another program what the timeline says."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

from dateline.model import Timeline
from dateline.reports import ics
from dateline.reports.plain import printable

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "reports" / "hostile.toml").read_text("utf-8"))
ODD = (
    "a;b,c\\n, \\ end\\",
    "ünï" * 60,
    "\\" * 200,
    "line\nand\r\nline\rand",
    "x" * 300,
    "\ud800 half, \x07 bell",
    "🎈" * 40,
)


def plain_lines(text: str) -> str:
    return printable(text).replace("\r\n", "\n").replace("\r", "\n")


@pytest.fixture(params=["sample", "hostile"])
def timeline(request: pytest.FixtureRequest, sample: Timeline, plain_story: Callable[..., Timeline]) -> Timeline:
    hostile = plain_story(*CASES["payloads"], *ODD, story="Talks, and more; \\ so")
    return sample if request.param == "sample" else hostile


def test_no_line_is_longer_than_75_octets(timeline: Timeline) -> None:
    lines = ics.dumps(timeline).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode("utf-8")


def test_another_program_reads_the_same_words(timeline: Timeline) -> None:
    calendar = Calendar.from_ical(ics.dumps(timeline))
    entries = [c for c in calendar.walk() if c.name in ("VEVENT", "VJOURNAL")]
    prefix = {e.id: "" if e.status == "occurred" else f"[{e.status}] " for e in timeline.events}
    wanted = [(f"{printable(e.id)}@dateline", plain_lines(prefix[e.id] + e.title)) for e in timeline.events]
    assert [(str(c["uid"]), str(c["summary"])) for c in entries] == wanted


def test_another_program_writes_the_same_entries(timeline: Timeline) -> None:
    ours = Calendar.from_ical(ics.dumps(timeline))
    assert Calendar.from_ical(ours.to_ical()) == ours
