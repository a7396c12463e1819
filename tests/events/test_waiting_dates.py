"""What is counted from an event gets its date once the story tells when that was."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dateline import story

STORY = {
    "one.txt": "Published: 10 May 2024\n\nThieves robbed the Halden museum in the night of 8 May 2024, police said. They stole three vases.",
    "two.txt": "Published: 20 May 2024\n\nParliament voted on 16 May 2024 to close the port. Mr Holm, the minister, had asked for the vote.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("waiting")


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The port fell silent a week after the vote.", "a week after the vote", "2024-05-23"),
        ("On the eve of the vote, dockers marched through the town.", "the eve of the vote", "2024-05-15"),
        ("Dockers marched the morning after the vote.", "the morning after the vote", "2024-05-17TMO"),
        ("Dockers marched on the Sunday before the vote.", "the Sunday before the vote", "2024-05-12"),
        (
            "Dockers left in April, a month before the vote in parliament.",
            "a month before the vote",
            "2024-04",
        ),
        (
            "The port was closed on 23 May, a week after members had voted for it.",
            "a week after members",
            "2024-05-23",
        ),
    ],
)
def test_a_story_dates_what_waits(folder: Path, sentence: str, words: str, value: str) -> None:
    for name, text in STORY.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "three.txt").write_text(f"Published: 1 June 2024\n\n{sentence}\n", encoding="utf-8")
    timeline = story.build(folder, title="port")
    article = next(each for each in timeline.articles if each.file == "three.txt")
    assert article.published == dt.date(2024, 6, 1)
    found = [t for key, t in timeline.timexes if key == article.id and t.text.startswith(words.partition(" before")[0])]
    assert [t.value for t in found] == [value]
