"""Precision, recall and F1, in percent as the scorers of the field print them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """A count of what is right among what a system gave and what the gold holds."""

    right_of_system: float
    system: float
    right_of_gold: float
    gold: float

    @property
    def precision(self) -> float:
        return 100 * self.right_of_system / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right_of_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def __str__(self) -> str:
        return f"F1 {self.f1:6.2f}  P {self.precision:6.2f}  R {self.recall:6.2f}"


def counted(right: float, system: float, gold: float) -> Score:
    """Return the score of a measure whose right answers are the same seen from both sides."""
    return Score(right, system, right, gold)
