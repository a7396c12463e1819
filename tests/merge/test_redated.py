"""A month without a year that dates what somebody answers for is past."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.merge.redated import redated


@pytest.mark.parametrize(
    ("text", "verb", "kind", "noun", "starts"),
    [
        ("A court jailed two men for the armed robbery in January.", "jailed", "arrest", "robbery", "2024-01-01"),
        ("Three were charged over the attack in January.", "charged", "charge", "attack", "2024-01-01"),
        ("A man was held in connection with the theft in January.", "held", "arrest", "theft", "2024-01-01"),
        ("She was dismissed after the crash in January.", "dismissed", "dismiss", "crash", "2024-01-01"),
        ("The minister announced plans for the vote in January.", "announced", "announce", "vote", "2025-01-01"),
        ("The court set a date, and the trial in January goes on.", "set", "judge", "trial", "2025-01-01"),
    ],
)
def test_what_is_answered_for_is_past(
    text: str, verb: str, kind: str, noun: str, starts: str, tell: Callable[..., Any]
) -> None:
    told = {"article": "a", "text": text, "published": "2024-12-13"}
    month = {"date": "2025-01-01..2025-01-31", "timex": "January", "value": "2025-01", "status": "planned"}
    mentions, articles = tell(
        [
            told | {"at": verb, "predicate": verb, "kind": kind},
            told | month | {"again": True, "at": noun, "predicate": noun},
        ]
    )
    moved = redated(mentions, {article.id: article for article in articles})[1]
    assert moved.interval is not None
    assert (moved.interval.start.isoformat(), moved.status == "occurred") == (starts, starts < "2024-12-13")
