"""What becomes of the tellings of one event: tests/cases/merge/fused.toml, and what every event promises."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.merge import merge
from dateline.merge.fuse import LONGEST, fuse, quote
from dateline.model import OffsetMap

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/merge/fused.toml").read_text("utf-8"))["case"]
MEETINGS = [
    {"text": "Alda met Brik in Lund on Tuesday.", "predicate": "meet", "kind": "meet", "who": ["Alda", "Brik"],
     "date": "2024-03-05", "timex": "Tuesday", "published": "2024-03-06"},
    {"text": "Talks between Alda and Brik ran four hours.", "predicate": "talk", "kind": "meet", "who": ["Alda", "Brik"],
     "date": "2024-03-05", "published": "2024-03-07"},
]  # fmt: skip
STRANGER = {
    "text": "Hail ruined the plum harvest.",
    "predicate": "ruin",
    "date": "2021-06-01",
    "published": "2021-06-02",
}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_fused(case: dict[str, Any], tell: Callable[..., Any]) -> None:
    mentions, articles = tell([{"predicate": "do"} | telling for telling in case["tellings"]])
    event = fuse(mentions, {article.id: article for article in articles}, [""] * len(mentions))
    days = (event.interval.start.isoformat(), event.interval.end.isoformat()) if event.interval else (None, None)
    assert (days, event.status) == ((case.get("start"), case.get("end")), case["status"])
    if "history" in case:
        assert [step.status for step in event.history] == case["history"]


def test_an_unrelated_article_changes_no_id(tell: Callable[..., Any]) -> None:
    before = merge(*tell(MEETINGS))
    after = merge(*tell([*MEETINGS, STRANGER]))
    assert {event.id for event in before} < {event.id for event in after}


def test_a_happening_and_its_new_date_are_two_ids(tell: Callable[..., Any]) -> None:
    """A sentence tells the hearing twice with the same word: "The hearing was put back to 24 May"."""
    mentions, articles = tell([MEETINGS[0]])
    again = replace(mentions[0], id=f"{mentions[0].id}n", status="planned", interval=None, precision="undated")
    named = {article.id: article for article in articles}
    assert fuse(mentions, named, [""]).id != fuse([again], named, [""]).id


def test_an_event_explains_itself(tell: Callable[..., Any]) -> None:
    (event,) = merge(*tell(MEETINGS))
    assert all("same kind of event" in evidence.reason for evidence in event.evidence)
    assert event.date_explanation == "“Tuesday” in A0's article of 6 March 2024 puts this on 5 March 2024."


def test_an_event_says_why_its_year_was_taken(tell: Callable[..., Any]) -> None:
    (mention,), articles = tell(MEETINGS[:1])
    taken = replace(mention, timex=replace(mention.timex, reason="its year is near"))
    (event,) = merge((taken,), articles)
    assert event.date_explanation.startswith("“Tuesday” in A0's article of 6 March 2024 (its year is near) puts")


@pytest.mark.parametrize(
    ("text", "cue", "old"),
    [
        ("Tarn's owners were to vote on 18 April. They did not.", "did not", "postponed"),
        ("Tarn's owners were to have voted on 18 April.", "was to", "postponed"),
        ("Tarn's owners had planned to vote on 18 April but stayed at home.", "but", "postponed"),
        ("Tarn's owners scrapped the vote of 18 April.", "scrapped", "cancelled"),
    ],
)
def test_what_did_not_come_and_came_later_was_late(tell: Callable[..., Any], text: str, cue: str, old: str) -> None:
    vote = {"predicate": "vote", "kind": "vote", "who": ["Tarn"]}
    specs = [
        vote | {"text": text, "date": "2024-04-18", "status": "cancelled", "published": "2024-04-20"},
        vote | {"text": "Tarn's owners voted on 30 May.", "date": "2024-05-30", "published": "2024-05-31"},
    ]
    mentions, articles = tell(specs)
    events = merge([replace(mentions[0], status_cue=cue), mentions[1]], articles)
    assert [event.status for event in events] == [old, "occurred"]


@pytest.mark.parametrize(
    ("who", "told", "status"),
    [
        (["Rosa Brik"], "2024-11-06", "postponed"),
        (["Rosa Brik", "Lund"], "2024-11-08", "postponed"),
        (["Olaf Corso"], "2024-11-06", "planned"),
        (["Rosa Brik"], "2024-11-12", "planned"),
    ],
)
def test_what_is_moved_without_its_old_date(tell: Callable[..., Any], who: list[str], told: str, status: str) -> None:
    """What "has been moved to 22 November" puts off is the sentencing that another article sets for the 8th."""
    hers = {"predicate": "sentencing", "kind": "judge", "status": "planned"}
    moved = {
        "text": "The sentencing of Rosa Brik has been moved to 22 November.",
        "who": ["Rosa Brik"],
        "published": told,
    }
    specs = [
        hers | {"text": "The sentencing of the two is on 8 November.", "who": who, "date": "2024-11-08", "published": "2024-10-08"},
        moved | {"article": "b", "predicate": "move", "kind": "postpone", "status": "postponed"},
        moved | hers | {"article": "b", "again": True, "date": "2024-11-22"},
    ]  # fmt: skip
    mentions, articles = tell(specs)
    events = merge([*mentions[:2], replace(mentions[2], id=f"{mentions[1].id}n")], articles)
    (old,) = [event for event in events if event.interval and event.interval.start == dt.date(2024, 11, 8)]
    assert old.status == status


def test_what_was_put_off_and_what_took_its_place(tell: Callable[..., Any]) -> None:
    """The decision occurred on its day, the old date is postponed, the new one replaces it."""
    vote = {"predicate": "vote", "kind": "vote", "who": ["Tarn"]}
    specs = [
        vote | {"text": "Tarn's owners vote on 18 April.", "date": "2024-04-18", "status": "planned",
                "published": "2024-04-16", "article": "b"},
        {"text": "Tarn postponed the owners' vote on Tuesday.", "predicate": "postpone", "kind": "postpone", "who": ["Tarn"],
         "date": "2024-04-16", "status": "postponed", "published": "2024-04-16", "article": "b",
         "arguments": {"agent": "Tarn", "patient": "the owners' vote"}},
        vote | {"text": "Tarn's owners voted on 30 May.", "date": "2024-05-30", "published": "2024-05-31"},
    ]  # fmt: skip
    events = {event.interval.start if event.interval else None: event for event in merge(*tell(specs))}
    old, decision, new = (events[dt.date(2024, *day)] for day in ((4, 18), (4, 16), (5, 30)))
    assert (old.status, decision.status, new.status) == ("postponed", "occurred", "occurred")
    assert new.supersedes == old.id
    assert decision.supersedes is None


@pytest.mark.parametrize(
    ("plan", "who", "status"),
    [
        ("Tarn's owners meet on 2 May.", ["Tarn"], "postponed"),
        ("The harbour council will take up the quay at a meeting on 2 May.", [], "planned"),
        ("The choir holds its yearly meeting on 2 May.", ["Choir"], "planned"),
    ],
)
def test_a_common_word_names_no_plan(tell: Callable[..., Any], plan: str, who: list[str], status: str) -> None:
    """A meeting that was put off is not every meeting that the article looks forward to."""
    specs = [
        {"text": "Tarn put off the meeting on Tuesday.", "predicate": "put", "kind": "postpone", "who": ["Tarn"],
         "date": "2024-04-16", "status": "postponed", "published": "2024-04-16", "article": "b",
         "arguments": {"agent": "Tarn", "patient": "the meeting"}},
        {"text": plan, "predicate": "meeting", "kind": "meet", "who": who, "date": "2024-05-02", "status": "planned",
         "published": "2024-04-16", "article": "b"},
    ]  # fmt: skip
    events = {event.interval.start if event.interval else None: event for event in merge(*tell(specs))}
    assert events[dt.date(2024, 5, 2)].status == status


def test_no_mentions_no_events(tell: Callable[..., Any]) -> None:
    assert merge((), ()) == ()
    mentions, _ = tell(MEETINGS)
    assert merge(mentions, ()) == ()


def test_a_thousand_copies_are_one_event(tell: Callable[..., Any]) -> None:
    events = merge(*tell([MEETINGS[0]] * 1000))
    assert [len(event.evidence) for event in events] == [1000]


def test_a_quotation_is_raw_text_and_short(tell: Callable[..., Any]) -> None:
    mentions, articles = tell([{"text": "word " * 119 + "ended", "predicate": "end"}])
    clean = articles[0].text
    spaced = clean.replace(" ", "  ")
    places = OffsetMap(
        clean=tuple(range(len(clean))),
        raw=tuple(k + clean[:k].count(" ") for k in range(len(clean))),
        clean_length=(1,) * len(clean),
        raw_length=(1,) * len(clean),
    )
    article = replace(articles[0], raw=spaced, offsets=places)
    evidence = quote(mentions[0], article, "")
    assert evidence.text == article.raw[evidence.start : evidence.end]
    assert 0 < len(evidence.text) <= LONGEST
