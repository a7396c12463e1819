"""What comes after tagging: waiting timexes that an event finishes, TimeML's own divisions, where a relative date hangs."""

from __future__ import annotations

import datetime as dt
import pickle
import subprocess
import sys

import pytest

from dateline.errors import UsageError
from dateline.model import Interval
from dateline.times import as_timeml, find, finish, resolve, tag

DAY = dt.date(2024, 5, 31)
VOTE = Interval(dt.date(2024, 5, 30), dt.date(2024, 5, 30))


@pytest.mark.parametrize(
    ("text", "value", "interval"),
    [
        ("They met two days after the vote.", "2024-06-01", ("2024-06-01", "2024-06-01")),
        ("They met a week before the vote.", "2024-05-23", ("2024-05-23", "2024-05-23")),
        ("They met three months before the vote.", "2024-02", ("2024-02-01", "2024-02-29")),
        ("It rose in the five days before the vote.", "2024-05-25/2024-05-29", ("2024-05-25", "2024-05-29")),
        ("It fell in the three weeks after the vote.", "2024-05-31/2024-06-20", ("2024-05-31", "2024-06-20")),
        ("They met on the eve of the vote.", "2024-05-29", ("2024-05-29", "2024-05-29")),
        ("They met the morning after the vote.", "2024-05-31TMO", ("2024-05-31", "2024-05-31")),
        ("They slept on the night of the vote.", "2024-05-30TNI", ("2024-05-30", "2024-05-30")),
        ("They met the evening before the vote.", "2024-05-29TEV", ("2024-05-29", "2024-05-29")),
        ("They met on the Sunday after the vote.", "2024-06-02", ("2024-06-02", "2024-06-02")),
        ("They met on the Sunday before the vote.", "2024-05-26", ("2024-05-26", "2024-05-26")),
        ("They met on the Thursday after the vote.", "2024-06-06", ("2024-06-06", "2024-06-06")),
        ("They met two weeks to the day after the vote.", "2024-06-13", ("2024-06-13", "2024-06-13")),
        ("It rained in the 48 hours before the vote.", "2024-05-28/2024-05-29", ("2024-05-28", "2024-05-29")),
    ],
)
def test_an_event_finishes_what_waits_for_it(text: str, value: str, interval: tuple[str, str]) -> None:
    (waiting,) = tag(text, DAY)
    assert waiting.pending
    assert waiting.interval is None
    assert text[waiting.pending.start : waiting.pending.end] == "the vote"
    done = finish(waiting, VOTE)
    assert (done.value, done.anchor_basis, done.anchor) == (value, "event", "the vote")
    assert done.interval == Interval(*map(dt.date.fromisoformat, interval))


@pytest.mark.parametrize(
    ("text", "named", "value"),
    [
        ("It was called off two days before it was due to open.", "it was due", "2024-05-28"),
        ("A day after he was arrested, the clerk fled.", "he was arrested", "2024-05-31"),
        ("They counted the dead three weeks after the disaster.", "the disaster", "2024-06-20"),
        ("Hours after the verdict, crowds gathered.", "the verdict", "PTXH"),
        ("They came within hours of the quake.", "the quake", "PTXH"),
    ],
)
def test_clauses_and_other_events_finish_what_waits(text: str, named: str, value: str) -> None:
    waiting = next(timex for timex in tag(text, dt.date(2024, 6, 21)) if timex.pending)
    assert waiting.pending
    assert text[waiting.pending.start : waiting.pending.end] == named
    done = finish(waiting, VOTE)
    assert (done.value, done.pending, done.anchor) == (value, None, named)
    assert done.interval


def test_finishing_leaves_what_waits_for_nothing() -> None:
    (timex,) = tag("They met yesterday.", DAY)
    assert finish(timex, VOTE) is timex


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It ran from April 8 to 12.", [("April 8", "2024-04-08"), ("12", "2024-04-12")]),
        ("It ran from 1991 to 1997.", [("1991", "1991"), ("1997", "1997")]),
        ("It lasted 5 1/2 hours.", [("5 1/2 hours", "PT5H30M")]),
        ("It came ten days before the murder.", [("ten days", "P10D")]),
        ("It will end within two weeks.", [("two weeks", "P2W")]),
        ("It fell in the first nine months of 1997.", [("the first nine months", "P9M"), ("1997", "1997")]),
    ],
)
def test_timeml_divides_what_we_keep_whole(text: str, parts: list[tuple[str, str]]) -> None:
    divided = as_timeml(tag(text, DAY))
    assert [(t.text, t.value) for t in divided] == parts
    assert all(text[t.start : t.end] == t.text for t in divided)


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("It opened on 3 March 2020.", ["absolute"]),
        ("It opened yesterday.", ["publication"]),
        ("It opened on 3 March 2020 and closed the following day.", ["absolute", "timex"]),
        ("It lasted two days.", ["none"]),
    ],
)
def test_every_timex_says_what_it_was_counted_from(text: str, bases: list[str]) -> None:
    assert [t.anchor_basis for t in tag(text, DAY)] == bases


def test_the_order_of_numeric_dates_follows_the_document_or_the_caller() -> None:
    american = tag("Posted 3/25/2024. Due 4/5/2024.", DAY)
    assert [t.value for t in american] == ["2024-03-25", "2024-04-05"]
    assert [t.value for t in tag("Due 4/5/2024.", DAY)] == ["2024-05-04"]
    assert [t.value for t in tag("Due 4/5/2024.", DAY, order="MDY")] == ["2024-04-05"]


def test_finding_depends_on_the_text_alone_and_can_be_sent_to_another_process() -> None:
    text = "They met last Friday, two days after the vote."
    found = find(text)
    assert pickle.loads(pickle.dumps(found)) == found
    assert resolve(text, found, DAY) == tag(text, "2024-05-31")


def test_a_language_without_a_folder_is_an_error() -> None:
    with pytest.raises(UsageError, match="xx"):
        find("today", language="xx")


def test_the_room_loads_nothing_heavy() -> None:
    script = (
        "import sys; from dateline.times import tag; tag('They met last Friday.', '2024-04-16'); "
        "print(sorted({'spacy', 'pandas', 'dagster', 'plotly', 'dateparser'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_entries_of_a_live_page_from_before_midnight_are_anchored_in_their_own_day() -> None:
    text = "09:40 — That is all.\n\n02:50 — The fire is out.\n\n23:20 — It burns.\n\n21:45 — Tonight's dinner is off."
    anchored = [(t.text, t.anchor, t.anchor_basis) for t in tag(text, "2023-04-14")]
    assert ("02:50", "2023-04-14", "publication") in anchored
    assert ("Tonight", "2023-04-13", "post") in anchored
