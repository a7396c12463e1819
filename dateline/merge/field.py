"""Compares the claims of one kind all with all at once, where a loop over their pairs would take most of a run."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.merge import quantity
from dateline.merge.claims import Claim
from dateline.merge.quantity import SMALL, TENS
from dateline.merge.wording import incidence

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
NUMBER = re.compile(r"\d[\d.,]*")
NUMERAL = re.compile(rf"\b(?:{'|'.join([*SMALL, *TENS, 'hundred', 'thousand'])})\b", re.IGNORECASE)
TELLING = 3
"""Digits that a number has at least, the noughts at its end left out, for one wrong digit to be a slip."""
RATIO, FAR = 3.2, 6.0
"""How many times the smaller the larger of two figures is where either may be what the other is, and of two rivals at most."""
PAIRS = 1024
"""Pairs whose like are counted at a time."""
MANY = 7
"""What a whole is at least for two of its size to be one."""
SHUFFLED = 10
"""The same where both have the same digits in another order, so that one may be a slip of the other."""


class Field:
    """Matrices over a sequence of claims of one kind."""

    def __init__(self, claims: Sequence[Claim], head: Callable[[Claim, Claim], float]) -> None:
        """Compare `claims`; `head` says of two how sure it is that their nouns count one kind of thing."""
        units, nouns = numbered([c.quantity.unit for c in claims]), numbered([c.noun for c in claims])
        self.swapped = _swapped(claims)
        """Which figures have the same digits in another order, as a slip of the pen leaves them: 38 and 83."""
        self.near = _near(claims, self.swapped)
        """Which figures are so near that one can be a rival of the other."""
        self.agree = (units[:, None] == units) & _overlapping(claims)
        """Which figures can both be true."""
        first = [int(k) for k in np.unique(nouns, return_index=True)[1]]
        self._nouns, self._heads = nouns, np.asarray([[head(claims[a], claims[b]) for b in first] for a in first])
        self.alike = (self._heads > 0)[nouns[:, None], nouns] if len(claims) else np.zeros((0, 0), dtype=bool)
        """Which may count one kind of thing."""
        whole = np.asarray([c.whole for c in claims], dtype=np.float64)
        self.of_one = (whole[:, None] == whole) & (whole >= MANY)
        """Which are told to be out of one whole."""
        self.alike |= self.of_one
        self.units = units
        one_unit = units[:, None] == units
        numbers = np.asarray([c.quantity.number for c in claims], dtype=np.float64)
        self._numbers = numbers
        self._turns = np.asarray([c.quantity.turn for c in claims], dtype=np.float64)
        within = np.maximum.outer(numbers, numbers) <= FAR * np.minimum.outer(numbers, numbers)
        within |= np.asarray([c.kind == "clock" for c in claims], dtype=bool)  # half past midnight is near to two
        self.contradicting = one_unit & ~self.agree & (within | self.swapped)
        """Which figures cannot both be true of one thing."""

    def rivals(self) -> tuple[Ids, Ids]:
        """Return the places of every two claims whose figures let them be rivals, in order."""
        i, j = np.nonzero(np.triu(self.contradicting, 1))
        return i, j

    def sizes(self, i: Ids, j: Ids) -> tuple[Floats, Floats]:
        """Return the smaller and the larger of each two figures, a time of day in that half of the day where they are nearest."""
        x, y = self._numbers[i], self._numbers[j]
        for turned, other in ((x + self._turns[i], y), (x, y + self._turns[j])):
            nearer = np.abs(turned - other) < np.abs(x - y)
            x, y = np.where(nearer, turned, x), np.where(nearer, other, y)
        return np.minimum(x, y), np.maximum(x, y)

    def heads(self, i: Ids | int, j: Ids | int) -> Floats:
        """Return how sure it is that the nouns of claims `i` and `j` count one kind of thing."""
        return self._heads[self._nouns[i], self._nouns[j]]

    def others(self, i: Ids, j: Ids, deeds: Sequence[frozenset[str]] = ()) -> Ids:
        """Count for each pair the claims of the same thing whose figure is neither that of claim `i` nor that of claim `j`.

        `deeds` are what is told of each claim; where both tell one, no claim without it is meant.
        """
        done = incidence(deeds) if deeds else None
        meant = self.alike & ~self.agree
        beside, other = ((meant & self.near & (self.units[:, None] == self.units)).T.copy(), meant.T.copy())
        found = np.zeros(len(i), np.int64)
        for first in range(0, len(i), PAIRS):
            some = slice(first, first + PAIRS)
            able = beside[i[some]] & other[j[some]]
            if done is not None:
                both = done[i[some]].multiply(done[j[some]]).tocsr()
                able &= ((both @ done.T).toarray() > 0) | (both.getnnz(axis=1) == 0)[:, None]
            found[some] = np.count_nonzero(able, axis=1)
        return found


@lru_cache(maxsize=1 << 14)
def _digits(value: str) -> str:
    """Return the digits of a figure's first number in order, none where all are the same; it may stand in words."""
    found = sorted(_written_digits(value))
    return "".join(found) if len(set(found)) > 1 else ""


def numbered(names: Sequence[str]) -> Ids:
    """Return a number for each name, the same for the same."""
    return np.unique(np.asarray(names, dtype=object), return_inverse=True)[1] if names else np.zeros(0, np.int64)


def _swapped(claims: Sequence[Claim]) -> Flags:
    digits = [_digits(c.value) for c in claims]
    codes, written = numbered(digits), np.asarray([bool(found) for found in digits], dtype=bool)
    return ((codes[:, None] == codes) & written) | _misprinted(claims)


def _written_digits(value: str) -> str:
    if number := NUMBER.search(value):
        return re.sub(r"\D", "", number.group())
    worded = quantity.read(" ".join(NUMERAL.findall(value)))
    return f"{worded.number:g}" if worded and worded.number.is_integer() else ""


def _misprinted(claims: Sequence[Claim]) -> Flags:
    """Say which numbers of three digits or more differ in one of them: 187 and 197."""
    like: dict[str, list[int]] = {}
    for k, claim in enumerate(claims):
        digits = _written_digits(claim.value)
        if len(digits.rstrip("0")) >= TELLING:
            for place in range(len(digits)):
                like.setdefault(f"{digits[:place]}*{digits[place + 1 :]}", []).append(k)
    found = np.zeros((len(claims), len(claims)), dtype=bool)
    for same in like.values():
        found[np.ix_(same, same)] = True
    np.fill_diagonal(found, val=False)
    return found


def _near(claims: Sequence[Claim], swapped: Flags) -> Flags:
    numbers = np.asarray([c.quantity.number for c in claims], dtype=np.float64)
    small, large = np.minimum.outer(numbers, numbers), np.maximum.outer(numbers, numbers)
    return (large <= RATIO * small) | (swapped & (large < SHUFFLED * small))


def _overlapping(claims: Sequence[Claim]) -> Flags:
    low, high = (np.asarray([getattr(c.quantity, side) for c in claims], dtype=np.float64) for side in ("low", "high"))
    slack = 1e-6 * np.maximum.outer(high, high)
    turn = np.asarray([c.quantity.turn for c in claims], dtype=np.float64)
    found: NDArray[Any] = np.zeros(slack.shape, dtype=bool)
    for by in (
        (0.0, turn[:, None], -turn) if turn.any() else (0.0,)
    ):  # two that may each be turned agree unturned or not at all
        found |= (low[:, None] + by <= high + slack) & (low <= high[:, None] + by + slack)
    return found
