"""Which tellings are one event: tests/cases/merge/pairs.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.merge import merge

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/merge/pairs.toml").read_text("utf-8"))["case"]


MARKED = [pytest.param(c, id=c["name"], marks=[pytest.mark.xfail] if c.get("wrong") else []) for c in CASES]
"""Marked `wrong`: what the engine does not get right yet."""


@pytest.mark.parametrize("case", MARKED)
def test_pair(case: dict[str, Any], tell: Callable[..., Any]) -> None:
    events = merge(*tell(case["tellings"]))
    # A passage that tells one event twice is quoted once.
    together = len(events) == 1 or any({"m0", "m1"} <= {quote.mention for quote in e.evidence} for e in events)
    assert together is case["same"], [[q.quote for q in event.evidence] for event in events]
