"""A day on which an undated article may have appeared, with what speaks for it and against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from dateline.articles.rulebook import load
from dateline.model import PublishedBasis


@dataclass(slots=True)
class Day:
    """A day of publication that was tried. `evidence` counts what positively speaks for it, `score` everything."""

    date: dt.date
    score: float = 0.0
    evidence: float = 0.0
    reasons: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])
    basis: PublishedBasis = "text"
    confidence: float = 0.0
    against: float = 0.0
    """How much contradicts it."""
    by_news: float = 0.0
    """How much of its score is that its first paragraph and a sibling's are of the same day: that proves little."""
    margin: float = 0.0
    """By how much it beats the best that is not next to it."""
    share: float = 0.0
    """The probability that it, or a day next to it, is right, of all days that were tried."""
    sure: float = 0.0
    """The probability that it is right itself."""
    part: str = ""
    """The clue that is speaking."""
    parts: dict[str, float] = field(default_factory=dict[str, float])
    """How much each clue said, before it was weighed."""

    def add(self, points: float, reason: str = "", *, proves: bool = False, part: str = "") -> None:
        part = part or self.part
        self.parts[part] = self.parts.get(part, 0.0) + points
        points *= weights().get(part, 1.0)
        self.score += points
        if proves and points > 0:
            self.evidence += points
        if reason and points > 0:
            self.reasons.append((points, reason))

    @property
    def because(self) -> str:
        """The strongest reasons, as a person reads them."""
        best = dict.fromkeys(reason for _, reason in sorted(self.reasons, key=lambda r: -r[0]))
        return "; ".join(list(best)[:3])


@cache
def weights() -> Mapping[str, float]:
    """How much each clue counts, by its name (`weights.toml`)."""
    return load("weights.toml")["clues"]


def long(day: dt.date) -> str:
    """Write a day as a person reads it."""
    return f"{day.day} {day:%B %Y}"
