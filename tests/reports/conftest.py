"""Timelines to draw: the sample story read by hand, stories of any length, and hostile ones."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline import model

ROOT = Path(__file__).parent.parent.parent
SEEDS = ROOT / "seeds" / "blinken-in-beijing"
CASES = ROOT / "tests" / "cases" / "reports"


def _interval(pair: list[str] | None) -> model.Interval | None:
    return model.Interval(dt.date.fromisoformat(pair[0]), dt.date.fromisoformat(pair[1])) if pair else None


def _article(spec: dict[str, Any]) -> model.Article:
    path = next(SEEDS.glob(f"{spec['prefix']}_*.txt"))
    raw = path.read_text("utf-8")
    return model.Article(
        id=f"a{spec['prefix']}",
        file=path.name,
        text=raw,
        raw=raw,
        title=raw.splitlines()[0].strip()[:160],
        outlet=spec["outlet"],
        published=dt.date.fromisoformat(spec["published"]),
        published_at=spec["published"],
        published_basis=spec["basis"],
        published_evidence=spec["evidence"],
        published_confidence=0.9,
        near_duplicate_of=f"a{spec['copy_of']}" if "copy_of" in spec else None,
    )


def _evidence(row: list[str], event: dict[str, Any], articles: dict[str, model.Article]) -> model.Evidence:
    article = articles[f"a{row[0]}"]
    start = article.raw.index(row[1])
    timex = None
    if row[2]:
        at = article.raw.index(row[2])
        anchor = article.published.isoformat() if article.published else None
        interval = _interval(event.get("span"))
        basis: Any = "absolute" if row[2][-4:].isdecimal() else "publication"
        value = event["span"][0] if "span" in event else "FUTURE_REF"
        timex = model.Timex(at, at + len(row[2]), row[2], "DATE", value, None, interval, anchor, basis)
    status: Any = row[3] if len(row) > 3 else event.get("status", "occurred")
    return model.Evidence(article.id, start, start + len(row[1]), row[1], row[1].replace("β", "’"), status, timex)


def _conflict(row: list[Any]) -> model.Conflict:
    return model.Conflict(row[0], tuple(model.ConflictValue(v, n, tuple(f"a{a}" for a in who)) for v, n, who in row[1]))


def _event(number: int, spec: dict[str, Any], articles: dict[str, model.Article]) -> model.Event:
    return model.Event(
        id=f"e{number:02d}-{spec['title'].split()[0].lower().strip(':')}",
        title=spec["title"],
        interval=_interval(spec.get("span")),
        precision=spec.get("precision", "day" if "span" in spec else "undated"),
        status=spec.get("status", "occurred"),
        participants=tuple(spec.get("people", ())),
        place=spec.get("place"),
        importance=spec["weight"],
        evidence=tuple(_evidence(row, spec, articles) for row in spec["evidence"]),
        history=tuple(
            model.StatusReport(status, articles[f"a{a}"].published, f"a{a}") for status, a in spec.get("history", ())
        ),
        conflicts=tuple(_conflict(c) for c in spec.get("conflicts", ())),
    )


def make_sample() -> model.Timeline:
    """Return the sample story as a person reads it: 32 events, some of them disputed, planned or undated."""
    spec = tomllib.loads((CASES / "sample.toml").read_text("utf-8"))
    articles = tuple(_article(a) for a in spec["article"])
    by_id = {a.id: a for a in articles}
    events = tuple(_event(i, e, by_id) for i, e in enumerate(spec["event"], 1))
    timexes = tuple((q.article, q.timex) for e in events for q in e.evidence if q.timex)
    rejected = (model.Rejected("notes.pdf", "not a text: it begins like a PDF file"),)
    span = _interval(spec["key_span"])
    return model.Timeline(spec["story"], "2026-01-05T08:00:00+00:00", articles, rejected, events, timexes, span)


def make_long(number: int) -> model.Timeline:
    """Return a story of so many events over six years; the same every time."""
    dice = random.Random(7)
    articles = tuple(
        model.Article(f"a{i}", f"{i:03d}.txt", "", "", title=f"Report {i}", outlet=f"Outlet {i % 12}",
                published=dt.date(2021, 1, 1) + dt.timedelta(days=i * 9), published_basis="metadata")
        for i in range(max(number // 20, 1))
    )  # fmt: skip
    events = sorted((_long_event(i, dice, articles) for i in range(number)), key=_order)
    return model.Timeline(f"A story of {number} events", "2026-01-05T08:00:00+00:00", articles, (), tuple(events))


def _order(event: model.Event) -> tuple[dt.date, dt.date]:
    return (event.interval.start, event.interval.end) if event.interval else (dt.date.max, dt.date.max)


def _long_event(i: int, dice: random.Random, articles: tuple[model.Article, ...]) -> model.Event:
    start = dt.date(2020, 1, 1) + dt.timedelta(days=int(dice.betavariate(4, 2) * 2200))
    interval = model.Interval(start, start + dt.timedelta(days=dice.choice([0, 0, 0, 0, 6, 29]))) if i % 40 else None
    status = dice.choices(
        ["occurred", "planned", "postponed", "cancelled", "denied", "possible"], [70, 12, 4, 3, 4, 7]
    )[0]
    cited = dice.sample(articles, k=min(len(articles), dice.choice([1, 1, 2, 3])))
    words = "council vote on the harbour budget talks with the union a court hearing the new bridge report of losses".split()
    title = " ".join(dice.choices(words, k=6)).capitalize()
    quotes = tuple(
        model.Evidence(
            a.id,
            10,
            90,
            f"{title}, said number {i} {'and so on ' * 6}",
            f"{title}, said number {i} {'and so on ' * 6}",
            status,
        )
        for a in cited
    )  # type: ignore[arg-type]
    conflicts = ()
    if len(cited) > 1 and i % 9 == 0:
        conflicts = (
            model.Conflict(
                "count",
                (model.ConflictValue("three", "3", (cited[0].id,)), model.ConflictValue("five", "5", (cited[1].id,))),
            ),
        )
    people = tuple(dice.sample([f"Person {n}" for n in range(40)], k=2))
    return model.Event(
        f"e{i}", title, interval, "day" if interval and interval.days == 1 else "range" if interval else "undated",
        status, people, dice.choice([None, "Harbour", "Town hall"]), dice.random(), quotes, (), None, conflicts,
    )  # type: ignore[arg-type]  # fmt: skip


def make_plain(*titles: str, **fields: Any) -> model.Timeline:
    """Return a story of one article and an event for each title, all on one day."""
    article = model.Article(
        "a1", "one.txt", "", "", outlet="Outlet", published=dt.date(2024, 3, 5), published_basis="metadata"
    )
    day = model.Interval(dt.date(2024, 3, 4), dt.date(2024, 3, 4))
    events = tuple(
        model.Event(
            f"e{i}",
            title,
            day,
            "day",
            "occurred",
            evidence=(model.Evidence("a1", 0, len(title), title, title, "occurred"),),
        )
        for i, title in enumerate(titles)
    )
    return model.Timeline(**{"story": "A plain story", "generated_at": "2026-01-05T08:00:00+00:00", "articles": (article,),
                       "rejected": (), "events": events} | fields)  # fmt: skip


@pytest.fixture(scope="session")
def sample() -> model.Timeline:
    return make_sample()


@pytest.fixture(scope="session")
def long_story() -> Callable[[int], model.Timeline]:
    return make_long


@pytest.fixture(scope="session")
def plain_story() -> Callable[..., model.Timeline]:
    return make_plain
