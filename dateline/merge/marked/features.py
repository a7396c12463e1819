"""The features of a pair of marked mentions: numbers between -1 and about 1 that a reader can check."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dateline.merge import wording
from dateline.merge.columns import Floats, Ids
from dateline.merge.marked import usage
from dateline.merge.marked.table import MarkedTable
from dateline.merge.vectors import cosines

UNKNOWN = 0.25
"""The likeness of words of which one has no vector."""


def features(table: MarkedTable, i: Ids, j: Ids) -> dict[str, Floats]:
    """Return the features of each pair."""
    words = _word_features(table, i, j)
    places = _place_features(table, i, j, words)
    values = words | places | _phrase_features(table, i, j)
    return {name: np.asarray(column, dtype=np.float32) for name, column in values.items()} | usage.features(
        table.usage, i, j
    )


def _word_features(table: MarkedTable, i: Ids, j: Ids) -> dict[str, NDArray[Any]]:
    """Compare the words of the mentions themselves."""
    same_key = table.key[i] == table.key[j]
    meaning = _likeness(table.meaning, table.lemma, i, j)
    span_meaning = _likeness(table.span_meaning, table.span, i, j)
    closeness = np.maximum(meaning, span_meaning)
    saying = (table.saying[i] | table.saying[j]) > 0
    sentences = wording.cosine(table.sentence_words, i, j)
    return {
        "same_lemma": table.lemma[i] == table.lemma[j],
        "same_key": same_key,
        "same_span": table.span[i] == table.span[j],
        "synonym": wording.cosine(table.synonyms, i, j) > 0,
        "meaning": meaning,
        "span_meaning": span_meaning,
        "close_meaning": np.maximum(closeness - 0.5, 0),
        "close_other": np.where(same_key, 0, closeness),
        "both_nouns": (table.noun[i] == 1) & (table.noun[j] == 1),
        "noun_and_verb": (table.noun[i] + table.noun[j]) == 1,
        "saying": saying,
        "saying_alike": np.where(saying & same_key, sentences, 0),
        "rarity": np.minimum(table.rarity[i], table.rarity[j]),
        "span_words": wording.cosine(table.span_words, i, j),
        "sentence_words": sentences,
        "window": wording.cosine(table.window, i, j),
        "names": wording.cosine(table.names, i, j),
    }


def _place_features(table: MarkedTable, i: Ids, j: Ids, words: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Compare where the mentions stand: in one document, one sentence, both in the lead."""
    likeness = table.similarity[table.document[i], table.document[j]]
    together = table.document[i] == table.document[j]
    sentence = together & (table.sentence[i] == table.sentence[j])
    closeness = np.maximum(words["meaning"], words["span_meaning"])
    lead = table.lead[i] & table.lead[j]
    return {
        "documents": likeness,
        "documents_same_key": np.where(words["same_key"], likeness, 0),
        "same_document": together,
        "same_sentence": sentence,
        "close_same_sentence": np.where(sentence, closeness, 0),
        "lead": lead,
        "lead_same_key": lead & words["same_key"],
        "lead_close": np.where(lead, closeness, 0),
    }


def _phrase_features(table: MarkedTable, i: Ids, j: Ids) -> dict[str, NDArray[Any]]:
    """Compare who does what to whom, with whom and where."""
    told = {
        "agents": table.agents, "objects": table.objects, "partners": table.partners, "places": table.places,
        "phrases": table.phrases,
    }  # fmt: skip
    values = {name: wording.cosine(matrix, i, j) for name, matrix in told.items()}
    other = {
        f"other_{name}": _filled(told[name], i, j) & (values[name] == 0) for name in ("agents", "objects", "phrases")
    }
    return {
        **values,
        **other,
        "agent_meaning": cosines(table.agent_meaning, i, j),
        "object_meaning": cosines(table.object_meaning, i, j),
        "phrase_meaning": cosines(table.phrase_meaning, i, j),
        "both_phrased": _filled(table.phrases, i, j),
    }


def _filled(matrix: sparse.csr_matrix, i: Ids, j: Ids) -> NDArray[np.bool_]:
    some = np.diff(matrix.indptr) > 0
    return some[i] & some[j]


def _likeness(meaning: Floats, name: Ids, i: Ids, j: Ids) -> Floats:
    """Return the cosine of each pair: 1 for the same words, a typical value where a word has no vector."""
    known = np.abs(meaning).sum(axis=1) > 0
    cosine = cosines(meaning, i, j)
    return np.where(name[i] == name[j], 1.0, np.where(known[i] & known[j], cosine, UNKNOWN)).astype(np.float32)
