"""Which figures a text states, and of what: figures_read.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dateline.merge.claims import Claim, claims
from dateline.merge.sentences import sentences

TABLE = Path(__file__).parents[1] / "cases/merge/figures_read.toml"
CASES = [
    pytest.param(text, read, id=f"{name}: {text[:40]}")
    for name, rows in tomllib.loads(TABLE.read_text("utf-8")).items()
    for text, read in rows
]
DAY = 86400


def _shown(claim: Claim) -> str:
    """Write a figure as the table does: its kind, noun and number; times of day as on a clock, lengths of time in days."""
    number = claim.quantity.number
    if claim.kind == "clock":
        halves = sorted({number, number + claim.quantity.turn})
        return "clock " + " or ".join(f"{int(each) // 60:02}:{int(each) % 60:02}" for each in halves)
    size = f"{number / DAY:.3g} days" if claim.kind == "time" else f"{number:.3g}" if number < 100 else f"{number:g}"
    whole = f" of {claim.whole:g}" if claim.whole else ""
    return " ".join(f"{claim.kind} {claim.noun} {size}{whole}".split())


@pytest.mark.parametrize(("text", "read"), CASES)
def test_figures_read(text: str, read: list[str]) -> None:
    assert [_shown(claim) for claim in claims(sentences("a", text))] == read
