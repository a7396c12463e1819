"""Whether an article tells of a written date as past, as still to come, or as a thing that somebody chose."""

from __future__ import annotations

import pytest

from dateline.articles import tense
from dateline.times import matcher

CASES = [
    ("Ministers gave up on 1 July as the day of the return.", "1 July", 0),
    ("The club put 4 September in its place.", "4 September", 0),
    ("She stood up with 3 May in her hand.", "3 May", 0),
    ("The board proposed 9 June instead.", "9 June", 0),
    ("Will 1 September hold?", "1 September", 0),
    ("The bank gave up on 8 February.", "8 February", -1),
    ("The vote was held on 3 May.", "3 May", -1),
    ("The court sat on 3 May.", "3 May", -1),
    ("He kept the shop until it burned down on 9 June.", "9 June", -1),
    ("The final is due on 3 May.", "3 May", 1),
]


@pytest.mark.parametrize(("text", "date", "direction"), CASES, ids=[text for text, *_ in CASES])
def test_direction_of_a_date(text: str, date: str, direction: int) -> None:
    told = next(e for e in matcher.find(text) if e.text == date)
    assert tense.direction(text, told) == direction
