"""Heaps of the grammar's own words, in any order and against any day, raise nothing."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from dateline.times import as_timeml, tag
from dateline.times.language import load

HEAPS = 3_000
LEXICON = load("en").words["words"]
COMMON = ("3", "12", "31", "1999", "2024", "10:30", "7.30pm", "March", "May", "Friday", "the", "of", "to", "-", "and", ",", ".",
          "last", "next", "early", "late", "end", "week", "weekend", "night", "year", "ago", "before", "A.D.", "half", "second")  # fmt: skip
WORDS = [word for words in LEXICON.values() for word in words] + list(COMMON) * 20
DAYS = (None, dt.date(2024, 1, 1), dt.date(2024, 2, 29), dt.date(1999, 12, 31), dt.date.min, dt.date.max)


@pytest.mark.parametrize("published", DAYS, ids=str)
def test_no_heap_of_words_raises_anything(published: dt.date | None) -> None:
    draw = random.Random(str(published))
    for _ in range(HEAPS // len(DAYS)):
        text = " ".join(draw.choices(WORDS, k=draw.randint(2, 9)))
        timexes = tag(text, published)
        as_timeml(timexes)
        assert all(text[t.start : t.end] == t.text for t in timexes)
