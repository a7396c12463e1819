"""The task's timelines: format, relations and temporal awareness."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.evaluation import timelines
from dateline.evaluation.timelines import EntityTimeline, Graph, Row

GOLD = """iPhone 3G
0\tXXXX-XX-XX\t9-1-sold
1\t2008-06-09\t1-2-launched\t1-3-launching
1\t2008-06-09\t1-3-promoted
2\t2008-07-XX\t1-4-provide
3\t2010-06-24\t2-23-discontinued
"""


def test_format_round_trip() -> None:
    assert timelines.write(timelines.read(GOLD)) == GOLD


def test_a_timeline_agrees_with_itself() -> None:
    gold = timelines.read(GOLD)
    score = timelines.score_one(gold, gold)
    assert (score.f1, score.system, score.gold) == (100, 7, 7)


# The organisers print these numbers of gold relations for their trial timelines (recall is a share of them).
@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "relations"), [("iphone_3g", 7), ("iphone_4", 24), ("beatles_apple_corps", 20), ("ipod", 11)]
)
def test_relations_of_the_trial_timelines(corpora: Path, name: str, relations: int) -> None:
    folder = next((corpora / "data/semeval2015-task4/trial").glob("TimeLines*"))
    timeline = timelines.read((folder / f"{name}.txt").read_text("utf-8"))
    assert len(Graph(timelines.relations(timeline)).reduced) == relations


@pytest.mark.parametrize(
    ("rows", "right_of_system", "right_of_gold"),
    [
        ("", 0, 0),  # nothing said
        ("1\t2008-06-09\t1-2-launched", 1, 1),  # one mention with its date
        ("1\t2008-06-XX\t1-2-launched", 0, 0),  # dates are compared as strings
        ("0\tXXXX-XX-XX\t1-2-launched", 0, 0),  # position 0 does not count
        ("4\t2008-06-09\t1-3-promoted\n8\t2010-06-24\t2-23-discontinued", 3, 2),  # order follows from the closure
        ("1\t2010-06-24\t2-23-discontinued\n2\t2008-06-09\t1-3-promoted", 2, 2),  # the wrong way round
    ],
)
def test_awareness(rows: str, right_of_system: int, right_of_gold: int) -> None:
    score = timelines.score_one(timelines.read(GOLD), timelines.read(f"iPhone 3G\n{rows}"))
    assert (score.right_of_system, score.right_of_gold) == (right_of_system, right_of_gold)


def test_contradictions_are_kept_and_entail_nothing() -> None:
    graph = Graph([("a", "BEFORE", "b"), ("b", "BEFORE", "c"), ("a", "BEFORE", "c"), ("c", "BEFORE", "a")])
    assert graph.reduced == [("a", "BEFORE", "b"), ("b", "BEFORE", "c"), ("c", "BEFORE", "a")]
    assert graph.entails(("c", "BEFORE", "a"))  # as written
    assert not graph.entails(("c", "BEFORE", "b"))


def test_what_lacks_a_date_goes_to_the_front() -> None:
    timeline = timelines.ordered("X", [("2008-06-09", ("a",)), ("XXXX-XX-XX", ("b",)), ("2007-XX-XX", ("c",))])
    assert timeline == EntityTimeline(
        "X", (Row(0, "XXXX-XX-XX", ("b",)), Row(1, "2007-XX-XX", ("c",)), Row(2, "2008-06-09", ("a",)))
    )


def test_an_entity_that_the_system_lacks_counts_against_it() -> None:
    gold = {"a.txt": timelines.read(GOLD), "b.txt": timelines.read(GOLD)}
    micro = timelines.score(gold, {"a.txt": timelines.read(GOLD)}).micro
    assert (micro.precision, micro.recall) == (100, 50)
