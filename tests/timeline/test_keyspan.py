from __future__ import annotations

import datetime as dt

import pytest

from dateline.model import Event, Interval
from dateline.timeline.keyspan import key_span


def on(day: str, importance: float = 0.5, until: str | None = None) -> Event:
    interval = Interval(dt.date.fromisoformat(day), dt.date.fromisoformat(until or day))
    return Event(id=day, title=day, interval=interval, precision="day", status="occurred", importance=importance)


UNDATED = Event(id="u", title="u", interval=None, precision="undated", status="occurred", importance=1.0)
TRIAL = [on(f"2021-03-{n:02}") for n in range(1, 21)]

CASES = [
    pytest.param([], None, id="no events"),
    pytest.param([UNDATED], None, id="nothing dated"),
    pytest.param([on("2020-05-01")], ("2020-05-01", "2020-05-01"), id="one day"),
    pytest.param([on("1979-01-01"), *TRIAL], ("2021-03-01", "2021-03-20"), id="old background left out"),
    pytest.param([*TRIAL, on("2035-01-01", 0.2)], ("2021-03-01", "2021-03-20"), id="far future left out"),
    pytest.param(
        [on("2021-01-04"), on("2021-01-05"), on("2021-01-08"), on("2021-01-09"), *TRIAL],
        ("2021-01-04", "2021-03-20"),
        id="an earlier act with weight of its own kept",
    ),
    pytest.param([UNDATED, *TRIAL], ("2021-03-01", "2021-03-20"), id="undated events count for nothing"),
]


@pytest.mark.parametrize(("events", "expected"), CASES)
def test_key_span(events: list[Event], expected: tuple[str, str] | None) -> None:
    span = key_span(events)
    assert (span and (span.start.isoformat(), span.end.isoformat())) == expected
