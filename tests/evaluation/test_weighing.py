"""What the labels of a story teach of its pairs, and how far the weights follow."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from dateline.evaluation.weighing import SET, Labelled, fit, paired
from dateline.model import Article, Interval, Mention

TEXTS = {
    "a": "Alda met Brik in Lund on Tuesday. Corso resigned.",
    "b": "The talks between Alda and Brik ran late. Corso went home.",
}
DAY = Interval(dt.date(2024, 3, 5), dt.date(2024, 3, 5))


def _mention(article: str, word: str, interval: Interval | None = None) -> Mention:
    at = TEXTS[article].index(word)
    start = TEXTS[article].rfind(". ", 0, at) + 1
    return Mention(f"{article}{at}", article, start, len(TEXTS[article]), at, at + len(word), word, interval=interval)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ({"a.txt": "Alda met Brik", "b.txt": "The talks between Alda and Brik"}, [True]),
        ({"a.txt": "Alda met Brik"}, []),
        ({"a.txt": "words that stand nowhere", "b.txt": "The talks"}, []),
    ],
    ids=["both stand in a quoted passage", "one article is quoted", "a passage is not found"],
)
def test_labels_pair_mentions(evidence: dict[str, str], expected: list[bool]) -> None:
    articles = [Article(id=name, file=f"{name}.txt", text=text, raw=text) for name, text in TEXTS.items()]
    mentions = [_mention("a", "met", DAY), _mention("b", "talks"), _mention("b", "went")]
    gold: list[dict[str, Any]] = [{"start": "2024-03-05", "end": "2024-03-05", "evidence": evidence}]
    assert paired(mentions, articles, gold).same.tolist() == expected


def test_weights_follow_the_labels_and_keep_what_is_set() -> None:
    kept = min(SET)
    alike = np.asarray([1.0, 1.0, 0.0, 0.0] * 25)
    pairs = Labelled({"alike": alike, kept: 1 - alike}, alike > 0)
    found = fit([pairs], {"bias": 0.0, "alike": 0.0, kept: -1.0})
    assert found["alike"] > 1.0
    assert found[kept] == -1.0
