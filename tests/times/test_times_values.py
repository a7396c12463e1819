"""TIMEX3 values read and write the same string, and cover the days that VALUES.md gives them."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Interval
from dateline.times import interval_of, parse
from dateline.times.value import Length, Pattern, Period, Reference, Span

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "times" / "intervals.toml").read_text(encoding="utf-8"))
KINDS = {
    "2023-06-18": Period, "2023-W24": Period, "2023-W24-WE": Period, "2023-Q2": Period, "2023-H1": Period,
    "2023-SP": Period, "199": Period, "19": Period, "2": Period, "BC0044": Period, "2023-06-18T05:40": Period,
    "2023-06-18T05:40Z": Period, "2023-06-18TMO": Period, "P18M": Length, "PT24H": Length, "P1DE": Length,
    "P4.5M": Length, "PXW": Length, "P1Y6M": Length, "PT2H15M": Length, "P2DT3H": Length, "2024-04-08/2024-04-12": Span,
    "PAST_REF": Reference, "XXXX-WXX-1": Pattern, "XXXX-10": Pattern, "1998-02-XX": Pattern, "": Pattern, "P": Pattern,
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_value_round_trips(text: str, kind: type) -> None:
    assert (type(parse(text)), str(parse(text))) == (kind, text)


@given(st.text(alphabet="0123456789-PTWQHSXYMDEREF_/:.Z", max_size=14))
def test_any_text_round_trips(text: str) -> None:
    assert str(parse(text)) == text


@given(st.dates())
def test_a_day_covers_itself(day: dt.date) -> None:
    assert interval_of(Period.of_day(day)) == Interval(day, day)


@pytest.mark.parametrize(("value", "mod", "anchor", "start", "end"), CASES["cases"])
def test_interval(value: str, mod: str, anchor: str, start: str, end: str) -> None:
    expected = Interval(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) if start else None
    assert interval_of(value, mod or None, dt.date.fromisoformat(anchor) if anchor else None) == expected
