"""How a group of documents uses each word for an event: beside which words, in how many of them, with which others.

Twenty articles on one happening say more of whether "checked in" and "entered" are one event than any two sentences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from dateline.merge import wording
from dateline.merge.columns import Floats, Ids


@dataclass(frozen=True, slots=True)
class Usage:
    """One row a word and group of documents; `row` tells each mention's."""

    row: Ids
    context: sparse.csr_matrix
    """The words of the sentences that use it, as a row of length 1."""
    window: sparse.csr_matrix
    phrases: sparse.csr_matrix
    sentences: sparse.csr_matrix
    """In which sentences it stands: ones."""
    documents: sparse.csr_matrix
    share: Floats
    """In what part of the group's documents."""
    repeats: Floats
    """The logarithm of how often in each of them."""


def usage(group: Ids, key: Ids, document: Ids, sentence: Ids, bags: tuple[sparse.csr_matrix, ...], size: Ids) -> Usage:
    """Return how each group uses each key; `group`, `key`, `document` and `sentence` are by mention, `size` by group.

    `bags` are the mentions' sentences, windows and phrases.
    """
    row = _pairs(group, key)
    place = _pairs(document, sentence)
    mentions = _incidence(row, np.arange(len(row)))
    inside = _incidence(row, document)
    told = np.asarray(inside.sum(axis=1)).ravel()
    context, window, phrases = (wording.unit_rows(sparse.csr_matrix(mentions @ bag)) for bag in bags)
    home = np.zeros(mentions.shape[0], dtype=np.int64)
    home[row] = group
    often = np.asarray(mentions.sum(axis=1)).ravel() / told
    return Usage(
        row=row,
        context=context,
        window=window,
        phrases=phrases,
        sentences=_incidence(row, place),
        documents=inside,
        share=np.asarray(told / np.maximum(size[home], 1), dtype=np.float32),
        repeats=np.asarray(np.log(often), dtype=np.float32),
    )


def features(usage: Usage, i: Ids, j: Ids) -> dict[str, Floats]:
    """Return the features of each pair of mentions: zero but for the last three where both use one word."""
    a, b = usage.row[i], usage.row[j]
    same = a == b
    told = np.asarray(usage.documents.sum(axis=1)).ravel()
    few = np.minimum(told[a], told[b])
    share = np.minimum(usage.share[a], usage.share[b])
    values = {
        "usage_context": np.where(same, 0, wording.cosine(usage.context, a, b)),
        "usage_window": np.where(same, 0, wording.cosine(usage.window, a, b)),
        "usage_phrases": np.where(same, 0, wording.cosine(usage.phrases, a, b)),
        "usage_one_sentence": np.where(same, 0, _together(usage.sentences, a, b)),
        "usage_one_document": np.where(same, 0, _together(usage.documents, a, b)),
        "usage_share": share,
        "usage_share_same_key": np.where(same, share, 0),
        "usage_documents": np.log1p(few) / 3,
        "usage_documents_same_key": np.where(same, np.log1p(few) / 3, 0),
        "usage_repeats_same_key": np.where(same, usage.repeats[a], 0),
    }
    return {name: np.asarray(column, dtype=np.float32) for name, column in values.items()}


def _together(where: sparse.csr_matrix, a: Ids, b: Ids) -> Floats:
    """Return in what part of the places of the rarer word the other stands too."""
    number = np.asarray(where.sum(axis=1)).ravel()
    return (wording.cosine(where, a, b) / np.minimum(number[a], number[b])).astype(np.float32)


def _pairs(first: Ids, second: Ids) -> Ids:
    """Return the number of each pair of values."""
    return np.unique(np.stack([first, second]), axis=1, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _incidence(rows: Ids, columns: Ids) -> sparse.csr_matrix:
    shape = (int(rows.max(initial=0)) + 1, int(columns.max(initial=0)) + 1)
    matrix = sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    matrix.data[:] = 1
    return matrix
