"""Which tellings are one event: tests/cases/merge/pairs.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.merge import merge

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/merge/pairs.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_pair(case: dict[str, Any], tell: Callable[..., Any]) -> None:
    events = merge(*tell(case["tellings"]))
    # A passage that tells one event twice is quoted once.
    together = len(events) == 1 or any({"m0", "m1"} <= {quote.mention for quote in e.evidence} for e in events)
    assert together is case["same"], [[q.quote for q in event.evidence] for event in events]
