from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.model import Article, Event, Evidence, Interval, Mention
from dateline.timeline.rank import rank

DAY = Interval(dt.date(2021, 3, 1), dt.date(2021, 3, 1))


def event(name: str, *articles: str, **changes: object) -> Event:
    quotes = tuple(
        Evidence(article=a, start=0, end=1, text="x", quote="x", status="occurred", mention=f"{name}-{a}")
        for a in articles
    )
    base = Event(id=name, title=name, interval=DAY, precision="day", status="occurred", evidence=quotes)
    return replace(base, **changes)  # type: ignore[arg-type]  # a test's shorthand


def mention(identifier: str, salience: float) -> Mention:
    return Mention(
        id=identifier, article="a", start=0, end=1, head_start=0, head_end=1, predicate="p", salience=salience
    )


ARTICLES = [
    Article(id="a", file="a", text="", raw=""),
    Article(id="b", file="b", text="", raw=""),
    Article(id="copy of a", file="c", text="", raw="", near_duplicate_of="a"),
]


def importances(events: list[Event], mentions: list[Mention] | None = None) -> dict[str, float]:
    return {e.id: e.importance for e in rank(events, mentions or [], ARTICLES)}


def test_what_two_outlets_tell_outranks_what_one_tells() -> None:
    got = importances([event("both", "a", "b"), event("one", "a")])
    assert got["both"] > got["one"]


def test_a_reprint_adds_no_voice() -> None:
    got = importances([event("both", "a", "b"), event("reprinted", "a", "copy of a")])
    assert got["both"] > got["reprinted"]


def test_what_leads_an_article_outranks_an_aside() -> None:
    got = importances([event("lead", "a"), event("aside", "a")], [mention("lead-a", 1.0), mention("aside-a", 0.1)])
    assert got["lead"] > got["aside"]


def test_what_the_main_figure_does_outranks_what_a_bystander_does() -> None:
    told = [event(f"m{n}", "a", participants=("Minister",)) for n in range(5)]
    got = importances([*told, event("bystander", "a", participants=("Passer-by",))])
    assert got["m0"] > got["bystander"]


def test_a_day_outranks_no_date() -> None:
    got = importances([event("day", "a"), event("undated", "a", interval=None, precision="undated")])
    assert got["day"] > got["undated"]


def test_what_is_told_only_on_its_own_day_yields_to_what_is_told_again() -> None:
    told_on = [replace(ARTICLES[0], published=DAY.end), replace(ARTICLES[1], published=dt.date(2021, 4, 1))]
    got = rank([event("of the day", "a"), event("looked back on", "b")], [], told_on)
    assert got[0].importance < got[1].importance


def test_one_of_many_in_its_article_yields_to_one_of_few() -> None:
    got = importances([*(event(f"detail {n}", "a") for n in range(30)), event("whole story", "b")])
    assert got["whole story"] > got["detail 7"]


def test_importance_is_a_share() -> None:
    got = importances([event("all", "a", "b", participants=("P",))], [mention("all-a", 1.0), mention("all-b", 1.0)])
    assert 0 <= got["all"] <= 1
