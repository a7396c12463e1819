"""Timelines from a small corpus of our own: who is meant, what is theirs, when."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.evaluation import anchoring, anchors, timelines
from dateline.model import Interval

ARTICLE = """Weir Motors opens plant in Tarn
March 3 , 2005
Weir Motors opened a plant in Tarn on Tuesday , it said .
The carmaker will build the Weir 40 there from May 2006 .
Ilva Rask , its chief executive , cut the ribbon .
"""
EVENTS = {"opens": 0, "opened": 2, "said": 2, "build": 3, "cut": 4}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    words = [(number, word) for number, line in enumerate(ARTICLE.splitlines()) for word in line.split()]
    tokens = [f'<token t_id="{n}" sentence="{s}" number="0">{word}</token>' for n, (s, word) in enumerate(words, 1)]
    marks = [
        f'<EVENT_MENTION m_id="{n}"><token_anchor t_id="{words.index((sentence, word)) + 1}"/></EVENT_MENTION>'
        for n, (word, sentence) in enumerate(EVENTS.items(), 10)
    ]
    created = '<TIMEX3 m_id="1" type="DATE" value="2005-03-03" functionInDocument="CREATION_TIME"></TIMEX3>'
    for track, marked in (("a", ""), ("b", "".join(marks))):
        folder = tmp_path / f"corpus_track{track.upper()}_CAT"
        folder.mkdir()
        (folder / "7.xml").write_text(
            f'<Document doc_id="7" doc_name="7">{"".join(tokens)}<Markables>{created}{marked}</Markables></Document>'
        )
    (tmp_path / "list_target_entities_corpus_9.txt").write_text("Weir Motors\nIlva Rask\n")
    return tmp_path


def test_every_marked_mention_has_a_taker(corpus: Path, tmp_path: Path) -> None:
    assert anchoring.evaluate_anchoring(corpus, "b", tmp_path / "out") is None  # no gold
    built = timelines.read_folder(tmp_path / "out")
    assert set(built) == {"weir_motors.txt", "ilva_rask.txt"}
    told = {m for timeline in built.values() for row in timeline.rows for m in row.mentions}
    assert told == {f"7-{sentence}-{word}" for word, sentence in EVENTS.items()}
    dates = {m: row.date for row in built["weir_motors.txt"].rows for m in row.mentions}
    assert dates["7-2-opened"] == "2005-03-01"
    assert dates["7-3-build"] == "2006-05-XX"
    assert "7-4-cut" in {m for row in built["ilva_rask.txt"].rows for m in row.mentions}


def test_raw_text_gives_timelines_too(corpus: Path) -> None:
    built = anchoring.build(anchoring.read_corpus(corpus, "a"))
    mentions = [m for timeline in built.values() for row in timeline.rows for m in row.mentions]
    assert mentions
    assert all(re.fullmatch(r"7-\d-\S+", mention) for mention in mentions)


def test_a_folder_that_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="list_target_entities"):
        anchoring.evaluate_anchoring(tmp_path)


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("2005-03-03", "2005-03-03", "2005-03-03"),
        ("2005-03-01", "2005-03-31", "2005-03-XX"),
        ("2005-03-07", "2005-03-13", "2005-03-XX"),
        ("2005-04-01", "2005-06-30", "2005-XX-XX"),
        ("1990-01-01", "1999-12-31", "1990-XX-XX"),
        ("2005-12-26", "2006-01-01", None),
    ],
)
def test_as_date(start: str, end: str, date: str | None) -> None:
    import datetime as dt

    assert anchors.as_date(Interval(dt.date.fromisoformat(start), dt.date.fromisoformat(end))) == date
