"""Holds a vector for each common word, near for words of like meaning: "murder" and "kill", "quake" and "earthquake".

The table was distilled once by distil.py from a small sentence encoder; nothing is downloaded and no network runs.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@functools.cache
def _table() -> tuple[dict[str, int], NDArray[np.int8]]:
    content = resources.files("dateline.merge").joinpath("vectors.npz").read_bytes()
    with np.load(io.BytesIO(content)) as stored:
        words = bytes(stored["words"]).decode("utf-8").split("\n")
        return {word: row for row, word in enumerate(words)}, stored["vectors"]


def vector(words: Iterable[str]) -> Floats:
    """Return the mean direction of the words' vectors, of length 1; zeros where no word is known."""
    rows, table = _table()
    known = [rows[word] for word in words if word in rows]
    total = table[known].astype(np.float32).sum(axis=0) if known else np.zeros(table.shape[1], np.float32)
    length = float(np.linalg.norm(total))
    return (total / length if length else total).astype(np.float32)


@functools.cache
def _centre() -> Floats:
    _, table = _table()
    rows = table.astype(np.float32)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).mean(axis=0)


def apart(bags: Iterable[Iterable[str]]) -> Floats:
    """Return the vectors of `vectors` without what all words share: near 0 for any two of unlike meaning."""
    found = vectors(bags)
    known = np.abs(found).sum(axis=1, keepdims=True) > 0
    found = np.where(known, found - _centre(), 0)
    return (found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def vectors(bags: Iterable[Iterable[str]]) -> Floats:
    """Return one vector a bag of words, as rows."""
    rows = [vector(bag) for bag in bags]
    return np.stack(rows) if rows else np.zeros((0, _table()[1].shape[1]), np.float32)
