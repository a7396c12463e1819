"""Holds the marked mentions as columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dateline.merge import wording
from dateline.merge.columns import Floats, Ids
from dateline.merge.marked.documents import group_documents
from dateline.merge.marked.phrases import Phrases, phrases
from dateline.merge.marked.reading import Document, Marked
from dateline.merge.marked.usage import Usage, usage
from dateline.merge.synonyms import groups_of, key_of
from dateline.merge.vectors import vectors

SAYING = frozenset(
    """say tell announce report state claim confirm add warn note reveal declare statement announcement call speak talk
    ask think believe know accord""".split()
)
LEAD = 1
"""The number of the last sentence of a document's lead."""


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """One row per mention, as columns; `similarity` is by document."""

    document: Ids
    sentence: Ids
    group: Ids
    similarity: Floats
    lemma: Ids
    key: Ids
    span: Ids
    noun: Ids
    saying: Ids
    lead: NDArray[np.bool_]
    rarity: Floats
    meaning: Floats
    span_meaning: Floats
    agent_meaning: Floats
    object_meaning: Floats
    phrase_meaning: Floats
    synonyms: sparse.csr_matrix
    span_words: sparse.csr_matrix
    sentence_words: sparse.csr_matrix
    window: sparse.csr_matrix
    names: sparse.csr_matrix
    agents: sparse.csr_matrix
    objects: sparse.csr_matrix
    partners: sparse.csr_matrix
    places: sparse.csr_matrix
    phrases: sparse.csr_matrix
    usage: Usage


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each stem is among the documents; `most` is that of a word that none has."""

    of: Mapping[str, float]
    most: float

    def __call__(self, stem: str) -> float:
        return self.of.get(stem, self.most)


def tabulate(mentions: Sequence[Marked], documents: Mapping[str, Document]) -> MarkedTable:
    """Return the columns of the mentions."""
    order = {name: k for k, name in enumerate(documents)}
    similarity, group = group_documents(list(documents.values()))
    rarity, number, told = _rarity(documents), _Numbers(), phrases(mentions, documents)
    document = _ids(order[m.document] for m in mentions)
    sentence = _ids(m.sentence for m in mentions)
    key = _ids(number("k", wording.stem(key_of(m.lemma))) for m in mentions)
    sentence_words = _stems([m.sentence_words for m in mentions], rarity)
    window = _stems([m.window for m in mentions], rarity)
    all_phrases = _stems([p.all for p in told], rarity)
    return MarkedTable(
        document=document,
        sentence=sentence,
        group=group[document],
        similarity=similarity,
        lemma=_ids(number("l", m.lemma) for m in mentions),
        key=key,
        span=_ids(number("s", " ".join(m.span).lower()) for m in mentions),
        noun=_ids({"VERB": 0, "AUX": 0, "NOUN": 1, "PROPN": 1}.get(m.pos, 3) for m in mentions),
        saying=_ids(int(m.lemma in SAYING) for m in mentions),
        lead=sentence <= LEAD,
        rarity=np.asarray([rarity(wording.stem(m.lemma)) / rarity.most for m in mentions], dtype=np.float32),
        meaning=vectors([m.lemma] for m in mentions),
        span_meaning=vectors([w.lower() for w in m.span] for m in mentions),
        agent_meaning=vectors(p.agent_names for p in told),
        object_meaning=vectors(p.object_names for p in told),
        phrase_meaning=vectors(p.names for p in told),
        synonyms=_bags([groups_of(m.lemma) for m in mentions], Rarity({}, 1.0)),
        span_words=_stems([m.span for m in mentions], rarity),
        sentence_words=sentence_words,
        window=window,
        names=_stems([[w for w in m.sentence_words if w[:1].isupper()] for m in mentions], rarity),
        **_by_role(told, rarity),
        phrases=all_phrases,
        usage=usage(
            group[document], key, document, sentence, (sentence_words, window, all_phrases), np.bincount(group)
        ),
    )


def _by_role(told: Sequence[Phrases], rarity: Rarity) -> dict[str, sparse.csr_matrix]:
    return {
        "agents": _stems([p.agents for p in told], rarity),
        "objects": _stems([p.objects for p in told], rarity),
        "partners": _stems([p.partners for p in told], rarity),
        "places": _stems([p.places for p in told], rarity),
    }


def _rarity(documents: Mapping[str, Document]) -> Rarity:
    stems = [{s for row in d.values() for s in wording.words(" ".join(row))} for d in documents.values()]
    seen = Counter(stem for found in stems for stem in found)
    all_ = 1 + len(documents)
    return Rarity({stem: float(np.log(all_ / (1 + n))) for stem, n in seen.items()}, float(np.log(all_)))


class _Numbers:
    def __init__(self) -> None:
        self.given: dict[tuple[str, str], int] = {}

    def __call__(self, column: str, name: str) -> int:
        return self.given.setdefault((column, name), len(self.given))


def _ids(values: Iterable[int]) -> Ids:
    return np.fromiter(values, dtype=np.int64)


def _stems(spans: Sequence[Sequence[str]], rarity: Rarity) -> sparse.csr_matrix:
    return _bags([[stem for word in span for stem in wording.words(word)] for span in spans], rarity)


def _bags(bags: Sequence[Sequence[str]], rarity: Rarity) -> sparse.csr_matrix:
    """Return the bags as rows of length 1, each word weighted by its rarity among the documents."""
    index: dict[str, int] = {}
    cells = [
        (k, index.setdefault(w, len(index)), rarity(w) + 0.01) for k, bag in enumerate(bags) for w in dict.fromkeys(bag)
    ]
    if not cells:
        return sparse.csr_matrix((len(bags), 1), dtype=np.float32)
    rows, columns, weight = zip(*cells, strict=True)
    return wording.unit_rows(sparse.csr_matrix((weight, (rows, columns)), shape=(len(bags), len(index))))
