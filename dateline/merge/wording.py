"""Turns text into the words that comparing uses: lower case, stemmed, without function words and calendar words."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

FOREIGN = re.compile(r"[^\x00-\x7f]")
WORD = re.compile(r"[^\W_]+(?:[.,]\d+)?")
STOP = frozenset(
    """a about after again all also although am among an and another any are as at be because been before being below
    between both but by can could did do does doing down during each few for from further had has have having he her
    here hers herself him himself his how i if in into is it its itself just may me might more most mr mrs ms must my no
    nor not now of off on once only or other our out over own said same say says she should so some such than that the
    their theirs them themselves then there these they this those through to told too under until up us very was we were
    what when where which while who whom why will with would you your monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december today yesterday tomorrow
    day week month year last next s t re ve ll d""".split()
)
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
"""Words with a capital that are no names."""
LETTERS = str.maketrans({"ð": "d", "þ": "th", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "đ": "d"})
"""Letters that are no accented ones and yet written plainly by some."""
SUFFIXES = (
    ("ational", "at"), ("ization", "iz"), ("isation", "iz"), ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""),
    ("ations", "at"), ("ation", "at"), ("ings", ""), ("ing", ""), ("ities", ""), ("ity", ""), ("ions", ""), ("ion", ""),
    ("ies", "y"), ("ied", "y"), ("ers", ""), ("er", ""), ("ors", ""), ("or", ""), ("als", ""), ("al", ""), ("es", ""),
    ("ed", ""), ("ly", ""), ("e", ""), ("s", ""),
)  # fmt: skip


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut a lower-case word to what its inflections and most of its derivations share."""
    for suffix, rest in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) + len(rest) >= 4:
            word = word[: len(word) - len(suffix)] + rest
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def folded(text: str) -> str:
    """Write a text that is in lower case without the accents that one source keeps and another drops."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return FOREIGN.sub(lambda letter: "" if unicodedata.combining(letter[0]) else letter[0], plain)


def words(text: str) -> list[str]:
    """Return the stems of the words in `text` that carry meaning, in order."""
    return [stem(word) for word in WORD.findall(folded(text.lower())) if word not in STOP]


def content(text: str) -> tuple[str, ...]:
    """Return the distinct words of a text that carry meaning, unstemmed, in their order."""
    words = (w for w in re.findall(r"[^\W\d_]+", folded(text.lower())) if len(w) > 2)
    return tuple(dict.fromkeys(w for w in words if w not in STOP and w not in CALENDAR))


def tfidf(bags: Sequence[Sequence[str]], *, minimum: int = 1) -> sparse.csr_matrix:
    """Return the bags as rows of length 1, each word weighted by the logarithm of its rarity."""
    held = incidence(bags)
    seen = held.getnnz(axis=0)
    weight = np.where(seen >= minimum, np.log((1 + len(bags)) / (1 + seen)) + 1e-3, 0.0)
    return unit_rows(sparse.csr_matrix(held.multiply(weight), dtype=np.float32))


def incidence(bags: Sequence[Collection[str]], place: Mapping[str, int] | None = None) -> sparse.csr_matrix:
    """Return the bags as rows: 1 in the column of each word that stands in them, which `place` gives or its first sight."""
    index = dict(place or {})
    held = [dict.fromkeys(bag) for bag in bags]
    columns = [index.setdefault(word, len(index)) for bag in held for word in bag]
    rows = np.repeat(np.arange(len(held)), [len(bag) for bag in held])
    shape = (len(held), max(len(index), 1))
    return sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)


def unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = sparse.diags(1.0 / np.maximum(length, 1e-9))
    return sparse.csr_matrix(scale @ matrix, dtype=np.float32)


def cosine(matrix: sparse.csr_matrix, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the product of each pair of rows."""
    return product(matrix, matrix, left, right)


def product(
    one: sparse.csr_matrix, other: sparse.csr_matrix, left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[Any]:
    """Return the product of each row of `one` and its row of `other`; rows without words, often most, cost nothing."""
    found = np.zeros(len(left), dtype=np.result_type(one, other))
    worded = np.flatnonzero((np.diff(one.indptr) > 0)[left] & (np.diff(other.indptr) > 0)[right])
    found[worded] = one[left[worded]].multiply(other[right[worded]]).sum(axis=1).ravel()
    return found
