"""Says which kinds of event can tell the same happening; the lists stand in kinds.toml."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Mapping
from importlib import resources

import numpy as np
from numpy.typing import NDArray

_LISTS = tomllib.loads(resources.files("dateline.merge").joinpath("kinds.toml").read_text(encoding="utf-8"))
NEAR = frozenset(frozenset(pair) for group in _LISTS["near"] for pair in itertools.combinations(group, 2))
CONTENT = frozenset(_LISTS["content"])
TELLING = frozenset(_LISTS["telling"])
ONCE = frozenset(_LISTS["once"])
CALLING_OFF = frozenset(_LISTS["calling_off"])


def near_kinds(numbers: Mapping[str, int]) -> NDArray[np.bool_]:
    """Return a symmetric matrix over the numbered kinds; its last row, for the kind -1, is empty."""
    matrix = np.zeros((len(numbers) + 1,) * 2, dtype=bool)
    for pair in NEAR:
        a, b = (numbers.get(kind, -1) for kind in pair)
        if a >= 0 and b >= 0:
            matrix[a, b] = matrix[b, a] = True
    return matrix
