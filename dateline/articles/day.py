"""A day on which an undated article may have appeared, with what speaks for it and against it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

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
    margin: float = 0.0
    """By how much it beats the best that is not next to it."""
    share: float = 0.0
    """The probability that it, or a day next to it, is right, of all days that were tried."""

    def add(self, points: float, reason: str = "", *, proves: bool = False) -> None:
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


def long(day: dt.date) -> str:
    """Write a day as a person reads it."""
    return f"{day.day} {day:%B %Y}"
