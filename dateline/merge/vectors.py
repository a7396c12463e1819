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
from threadpoolctl import ThreadpoolController

from dateline.merge.columns import Floats, Ids

AT_ONCE = 60_000
"""Pairs of rows that are gathered at a time."""


@functools.cache
def _table() -> tuple[dict[str, int], NDArray[np.int8]]:
    content = resources.files("dateline.merge").joinpath("vectors.npz").read_bytes()
    with np.load(io.BytesIO(content)) as stored:
        words = bytes(stored["words"]).decode("utf-8").split("\n")
        return {word: row for row, word in enumerate(words)}, stored["vectors"]


def vector(words: Iterable[str]) -> Floats:
    """Return the mean direction of the words' vectors, of length 1; zeros where no word is known."""
    return vectors([words])[0]


def cosines(rows: Floats, i: Ids, j: Ids) -> Floats:
    """Return the product of each pair of rows, some at a time: gathered all at once they take much room."""
    found = np.empty(len(i), rows.dtype)
    for first in range(0, len(i), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        found[some] = np.einsum("nd,nd->n", rows[i[some]], rows[j[some]])
    return found


def products(one: Floats, other: Floats) -> Floats:
    """Return the product of each row of `one` and each row of `other`, worked out by one thread.

    The threads among which BLAS would share it spin for a while afterwards: that costs a tenth of a day's run, and saves
    nothing. What a sum comes to in its last digits depends on how many share it.
    """
    with _pools().limit(limits=1, user_api="blas"):
        return one @ other.T


@functools.cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


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
    numbers, table = _table()
    known = [[numbers[word] for word in bag if word in numbers] for bag in bags]
    found = np.zeros((len(known), table.shape[1]), np.float32)
    filled = [row for row, bag in enumerate(known) if bag]
    if filled:
        starts = np.cumsum([0, *(len(known[row]) for row in filled[:-1])])
        chosen = table[[number for bag in known for number in bag]].astype(np.float32)
        found[filled] = np.add.reduceat(chosen, starts)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1.0)
