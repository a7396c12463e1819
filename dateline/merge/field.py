"""Compares the claims of one kind all with all at once, where a loop over their pairs would take most of a run."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.merge.claims import Claim

Flags = NDArray[np.bool_]
RATIO = 3.2
"""How many times the smaller the larger of two rival figures is at most."""
SHUFFLED = 10
"""The same where both have the same digits in another order, so that one may be a slip of the other."""


class Field:
    """Matrices over a sequence of claims of one kind."""

    def __init__(self, claims: Sequence[Claim], head: Callable[[Claim, Claim], float]) -> None:
        """Compare `claims`; `head` says of two how sure it is that their nouns count one kind of thing."""
        units, nouns = _numbered([c.quantity.unit for c in claims]), _numbered([c.noun for c in claims])
        self.near = _near(claims)
        """Which figures are so near that one can be a rival of the other."""
        self.agree = (units[:, None] == units) & _overlapping(claims)
        """Which figures can both be true."""
        first = [int(k) for k in np.unique(nouns, return_index=True)[1]]
        of_nouns = np.asarray([[head(claims[a], claims[b]) > 0 for b in first] for a in first], dtype=bool)
        self.alike = of_nouns[nouns[:, None], nouns] if len(claims) else np.zeros((0, 0), dtype=bool)
        """Which may count one kind of thing."""
        part = np.asarray([c.part for c in claims], dtype=bool)
        self.units = units
        self._rival = (units[:, None] == units) & ~self.agree & self.near & self.alike & (part[:, None] == part)

    def rivals(self) -> list[tuple[int, int]]:
        """Return the places of every two claims whose figures and nouns let them be rivals, in order."""
        i, j = np.nonzero(np.triu(self._rival, 1))
        return list(zip(i.tolist(), j.tolist(), strict=True))

    def others(self, i: int, j: int) -> int:
        """Count the claims of the same thing whose figure is neither that of claim `i` nor that of claim `j`."""
        meant = self.alike[:, i] & self.alike[:, j] & self.near[:, i] & (self.units == self.units[i])
        return int((meant & ~self.agree[:, i] & ~self.agree[:, j]).sum())


def swapped(x: Claim, y: Claim) -> bool:
    """Say whether two figures have the same digits in another order, as a slip of the pen leaves them: 38 and 83."""
    return _digits(x.value) == _digits(y.value) != ""


@lru_cache(maxsize=1 << 14)
def _digits(value: str) -> str:
    """Return the digits of a figure in order, none where all are the same."""
    found = sorted(re.findall(r"\d", value))
    return "".join(found) if len(set(found)) > 1 else ""


def _numbered(names: Sequence[str]) -> NDArray[np.int64]:
    return np.unique(np.asarray(names, dtype=object), return_inverse=True)[1] if names else np.zeros(0, np.int64)


def _near(claims: Sequence[Claim]) -> Flags:
    numbers = np.asarray([c.quantity.number for c in claims], dtype=np.float64)
    small, large = np.minimum.outer(numbers, numbers), np.maximum.outer(numbers, numbers)
    digits = [_digits(c.value) for c in claims]
    codes, written = _numbered(digits), np.asarray([bool(found) for found in digits], dtype=bool)
    shuffled = (codes[:, None] == codes) & written
    return (large <= RATIO * small) | (shuffled & (large < SHUFFLED * small))


def _overlapping(claims: Sequence[Claim]) -> Flags:
    low, high = (np.asarray([getattr(c.quantity, side) for c in claims], dtype=np.float64) for side in ("low", "high"))
    slack = 1e-6 * np.maximum.outer(high, high)
    found: NDArray[Any] = (low[:, None] <= high + slack) & (low <= high[:, None] + slack)
    return found
