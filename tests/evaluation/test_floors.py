"""Floors: the shipped corpus is sound and its scores hold; a fall is seen."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from dateline.evaluation import floors, labelled
from dateline.model import Interval, Timex

PASSAGES = list(labelled.shipped())


def test_scores_of_the_shipped_corpus_hold() -> None:
    (outcome,) = floors.check(["shipped"])
    assert not outcome.below, outcome.report


def test_shipped_corpus_is_of_a_size() -> None:
    ends = re.compile(r"(?<![ap]\.m)[.!?][\"”]?(?=\s+[A-Z\"“]|$)")
    assert sum(len(ends.findall(passage.text)) for passage in PASSAGES) >= 150
    assert len({passage.register for passage in PASSAGES}) >= 10


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.name)
def test_labels_stand_where_they_say(passage: labelled.Passage) -> None:
    for label in passage.labels:
        assert passage.text[label.start : label.end] == label.texts[0]
        assert all(
            re.search(r"\w", text) and text.lower() in passage.text.lower()
            for text in label.texts
            if " days" not in text
        )
        assert not any(label.start < end and start < label.end for start, end in passage.negatives)
    starts = [label.start for label in passage.labels]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_plain_interval(value: str, start: str, end: str) -> None:
    assert labelled.plain_interval(value) == Interval(dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize("value", ["P1D", "PAST_REF", "2024-SU", "2024-03-14TMO", "199"])
def test_no_plain_interval(value: str) -> None:
    assert labelled.plain_interval(value) is None


def test_compare() -> None:
    passage = labelled._passage("x", "x", {
        "published": dt.date(2024, 3, 14),
        "text": "On Monday he may go; last week he sat.",
        "timexes": [
            {"text": "Monday", "type": "DATE", "value": "2024-03-18"},
            {"text": "last week", "type": "DATE", "value": "2024-W10"},
        ],
        "not": ["may", "sat"],
    })  # fmt: skip
    found = [
        Timex(0, 9, "On Monday", "DATE", "2024-03-18", interval=Interval(dt.date(2024, 3, 18), dt.date(2024, 3, 18))),
        Timex(13, 16, "may", "DATE", "2024-05"),
    ]
    scores = labelled.compare(passage, found)
    assert scores.as_dict() == {
        "strict": 50.0, "relaxed": 50.0, "value": 50.0, "type": 50.0, "interval": 100.0, "negatives_tagged": 1,
    }  # fmt: skip
    assert [error.split()[0] for error in scores.errors] == ["missed", "false"]


def test_a_score_below_its_floor_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = {"shipped": {"corpus": "other", "floors": {"value": 101}, "ceilings": {"negatives_tagged": -1}}}
    monkeypatch.setattr(floors, "floors", lambda: pinned)
    (outcome,) = floors.check(["shipped"])
    assert [complaint.split()[0] for complaint in outcome.below] == ["value", "negatives_tagged", "the"]


def test_what_is_absent_is_skipped_and_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_SHARED", str(tmp_path))
    (outcome,) = floors.check(["timebank"])
    assert outcome.skipped
    assert str(tmp_path) in outcome.skipped
    assert not outcome.below


def test_floors_are_raised_and_never_lowered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    file.write_text(
        json.dumps({"shipped": {"floors": {"value": 50, "strict": 99.5}, "ceilings": {"negatives_tagged": 7}}})
    )
    monkeypatch.setattr(floors, "_file", lambda: file)
    floors.lift([floors.Outcome("shipped", {"value": 80.0, "strict": 90.0, "negatives_tagged": 3})])
    raised = floors.floors()["shipped"]
    assert raised["floors"] == {"value": 79.7, "strict": 99.5}
    assert raised["ceilings"] == {"negatives_tagged": 3}
    assert raised["corpus"] == labelled.shipped_hash()
