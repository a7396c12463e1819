"""Clusters the marked event mentions of ECB+: whole documents first, then the mentions inside each group of documents.

Source of the corpus: Cybulska and Vossen (2014). Which documents tell one happening is found from their words; topic
folders, document names and gold chains are never read.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from lxml import etree
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage

from dateline.errors import UsageError
from dateline.merge import wording
from dateline.merge.cluster import partition
from dateline.merge.compare import weights
from dateline.merge.synonyms import groups_of, key_of
from dateline.merge.vectors import vectors

Ids = NDArray[np.int64]
Floats = NDArray[np.float32]
Token = tuple[int, int, str]
"""Its own number, its sentence's, and the word."""

DOCUMENT_DISTANCE = 0.86
"""One minus the cosine at which two groups of documents are no longer one; chosen on ECB+ train."""
LEAD = 3
"""Sentences at the head of a document that count thrice."""
NAMED = 2.0
RARITY = 1.5
WINDOW = 5
UNKNOWN = 0.25
SAYING = frozenset(
    """say tell announce report state claim confirm add warn note reveal declare statement announcement call speak talk
    ask think believe know accord""".split()
)


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A marked mention: its document and sentence, the words of the span, of its sentence and around it."""

    id: str
    document: str
    sentence: int
    lemma: str
    pos: str
    span: tuple[str, ...]
    sentence_words: tuple[str, ...]
    window: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldTable:
    """One row per mention, as columns; `documents` and `group` are by document."""

    document: Ids
    sentence: Ids
    group: Ids
    similarity: Floats
    lemma: Ids
    key: Ids
    span: Ids
    noun: Ids
    saying: Ids
    rarity: Floats
    meaning: Floats
    span_meaning: Floats
    synonyms: sparse.csr_matrix
    span_words: sparse.csr_matrix
    sentence_words: sparse.csr_matrix
    window: sparse.csr_matrix
    names: sparse.csr_matrix


def cluster_gold(corpus_dir: Path, split: str) -> dict[str, str]:
    """Return {mention id: cluster} for `mentions-SPLIT.json` of an ECB+ folder with its `articles/`."""
    mentions, documents = read_gold(corpus_dir, split)
    table = tabulate(mentions, documents)
    model = weights("corpus")

    def score(i: Ids, j: Ids) -> Floats:
        return log_odds(table, i, j, model)

    groups = partition(score, pairs_within(table.group[table.document]), len(mentions), threshold=model["threshold"])
    return {mentions[row].id: f"c{k}" for k, rows in enumerate(groups) for row in rows}


def log_odds(table: GoldTable, i: Ids, j: Ids, model: Mapping[str, float]) -> Floats:
    values = features(table, i, j)
    total = np.full(len(i), model["bias"], np.float32)
    for name, column in values.items():
        total += np.float32(model[name]) * column
    return total


def pairs_within(group: Ids) -> tuple[Ids, Ids]:
    """Return every pair of rows of the same group."""
    left: list[Ids] = []
    right: list[Ids] = []
    for value in np.unique(group):
        rows = np.flatnonzero(group == value)
        a, b = np.triu_indices(len(rows), 1)
        left.append(rows[a])
        right.append(rows[b])
    return np.concatenate(left), np.concatenate(right)


def features(table: GoldTable, i: Ids, j: Ids) -> dict[str, Floats]:
    """Return the features of each pair, all between -1 and about 1."""
    same_key = table.key[i] == table.key[j]
    meaning = _likeness(table.meaning, table.lemma, i, j)
    span_meaning = _likeness(table.span_meaning, table.span, i, j)
    closeness = np.maximum(meaning, span_meaning)
    together = table.document[i] == table.document[j]
    likeness = table.similarity[table.document[i], table.document[j]]
    saying = (table.saying[i] | table.saying[j]) > 0
    sentences = wording.cosine(table.sentence_words, i, j)
    values = {
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
        "documents": likeness,
        "documents_same_key": np.where(same_key, likeness, 0),
        "same_document": together,
        "same_sentence": together & (table.sentence[i] == table.sentence[j]),
        "close_same_sentence": np.where(together & (table.sentence[i] == table.sentence[j]), closeness, 0),
    }
    return {name: np.asarray(column, dtype=np.float32) for name, column in values.items()}


def _likeness(meaning: Floats, name: Ids, i: Ids, j: Ids) -> Floats:
    """Return the cosine of each pair: 1 for the same words, a typical value where a word has no vector."""
    known = np.abs(meaning).sum(axis=1) > 0
    cosine = np.einsum("nd,nd->n", meaning[i], meaning[j])
    return np.where(name[i] == name[j], 1.0, np.where(known[i] & known[j], cosine, UNKNOWN)).astype(np.float32)


def read_gold(corpus_dir: Path, split: str) -> tuple[list[GoldMention], dict[str, list[list[str]]]]:
    """Read the marked mentions of a split and the tokens of their documents by sentence."""
    path = corpus_dir / f"mentions-{split}.json"
    if not path.exists():
        raise UsageError(f"no {path.name} in {corpus_dir}")
    marked: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    tokens = {name: _tokens(corpus_dir, name) for name in sorted({m["doc_id"] for m in marked})}
    documents = {name: _sentences(rows) for name, rows in tokens.items()}
    shift = {name: _shift([m for m in marked if m["doc_id"] == name], rows) for name, rows in tokens.items()}
    return [_mention(m, tokens[m["doc_id"]], shift[m["doc_id"]]) for m in marked], documents


def _tokens(corpus_dir: Path, name: str) -> list[Token]:
    path = corpus_dir / "articles" / name.split("_", maxsplit=1)[0] / name
    root = etree.parse(str(path)).getroot()
    return [(int(t.get("t_id")), int(t.get("sentence")), t.text or "") for t in root.iter("token")]


def _sentences(tokens: Sequence[Token]) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for _, sentence, word in tokens:
        found.setdefault(sentence, []).append(word)
    return [found[key] for key in sorted(found)]


def _shift(marked: Sequence[Mapping[str, Any]], tokens: Sequence[Token]) -> int:
    """Return what to add to a document's token numbers: the mentions' files count without some of the first tokens.

    Each mention votes for every place where its first word stands, twice if in its sentence.
    """
    places: dict[str, list[int]] = {}
    for place, (_, _, word) in enumerate(tokens):
        places.setdefault(word, []).append(place)
    votes: Counter[int] = Counter()
    for mention in marked:
        words = str(mention["tokens_str"]).split()
        for place in places.get(words[0], ()) if words else ():
            same = tokens[place][1] == mention["sent_id"]
            votes[place - int(mention["tokens_number"][0])] += 2 if same else 1
    return min(votes, key=lambda shift: (-votes[shift], abs(shift)), default=0)


def _mention(marked: Mapping[str, Any], tokens: Sequence[Token], shift: int) -> GoldMention:
    numbers = [int(number) + shift for number in marked["tokens_number"]]
    inside = [n for n in numbers if 0 <= n < len(tokens)]
    where = tokens[inside[0]][1] if inside else marked["sent_id"]
    sentence = [(place, word) for place, (_, number, word) in enumerate(tokens) if number == where]
    places = [k for k, (place, _) in enumerate(sentence) if place in set(inside)]
    span = tuple(str(marked["tokens_str"]).split())
    around = range(max((places or [0])[0] - WINDOW, 0), min((places or [0])[-1] + WINDOW + 1, len(sentence)))
    lemma = str(marked["mention_head_lemma"]).lower()
    return GoldMention(
        id=marked["mention_id"],
        document=marked["doc_id"],
        sentence=where,
        lemma=str(marked["mention_head"]).lower() if lemma.startswith("-") else lemma,
        pos=marked["mention_head_pos"],
        span=span,
        sentence_words=tuple(word for k, (_, word) in enumerate(sentence) if k not in set(places)),
        window=tuple(sentence[k][1] for k in around if k not in set(places)),
    )


def tabulate(mentions: Sequence[GoldMention], documents: Mapping[str, Sequence[Sequence[str]]]) -> GoldTable:
    """Return the columns of the mentions; rarity is that of a word among `documents`."""
    order = {name: k for k, name in enumerate(documents)}
    similarity, group = group_documents(list(documents.values()))
    seen = Counter(stem for d in documents.values() for stem in {s for row in d for s in wording.words(" ".join(row))})
    rarity = {stem: float(np.log((1 + len(documents)) / (1 + n))) for stem, n in seen.items()}
    most = float(np.log(1 + len(documents)))
    number = _Numbers()
    return GoldTable(
        document=_ids(order[m.document] for m in mentions),
        sentence=_ids(m.sentence for m in mentions),
        group=group,
        similarity=similarity,
        lemma=_ids(number("l", m.lemma) for m in mentions),
        key=_ids(number("k", wording.stem(key_of(m.lemma))) for m in mentions),
        span=_ids(number("s", " ".join(m.span).lower()) for m in mentions),
        noun=_ids({"VERB": 0, "AUX": 0, "NOUN": 1, "PROPN": 1}.get(m.pos, 3) for m in mentions),
        saying=_ids(int(m.lemma in SAYING) for m in mentions),
        rarity=np.asarray([rarity.get(wording.stem(m.lemma), most) / most for m in mentions], dtype=np.float32),
        meaning=vectors([m.lemma] for m in mentions),
        span_meaning=vectors([w.lower() for w in m.span] for m in mentions),
        synonyms=_bags([groups_of(m.lemma) for m in mentions], {}, 1.0),
        span_words=_stems([m.span for m in mentions], rarity, most),
        sentence_words=_stems([m.sentence_words for m in mentions], rarity, most),
        window=_stems([m.window for m in mentions], rarity, most),
        names=_stems([[w for w in m.sentence_words if w[:1].isupper()] for m in mentions], rarity, most),
    )


def group_documents(documents: Sequence[Sequence[Sequence[str]]]) -> tuple[Floats, Ids]:
    """Return the similarity of each two documents and the group of each: those that tell one happening."""
    bags = [_document_words(sentences) for sentences in documents]
    index: dict[str, int] = {}
    cells = [(k, index.setdefault(word, len(index)), n) for k, bag in enumerate(bags) for word, n in bag.items()]
    rows, columns, counts = (np.asarray(column) for column in zip(*cells, strict=True))
    seen = np.bincount(columns.astype(np.int64), minlength=len(index))
    rarity = np.where(seen > 1, np.log((1 + len(bags)) / (1 + seen)) ** RARITY, 0)
    weight = (1 + np.log(counts)) * rarity[columns.astype(np.int64)]
    matrix = wording.unit_rows(sparse.csr_matrix((weight, (rows, columns)), shape=(len(bags), len(index))))
    similarity = np.asarray((matrix @ matrix.T).todense(), dtype=np.float32)
    if len(bags) < 2:
        return similarity, np.zeros(len(bags), dtype=np.int64)
    distance = np.clip(1.0 - similarity[np.triu_indices(len(bags), 1)], 0, 2)
    return similarity, fcluster(linkage(distance, "average"), DOCUMENT_DISTANCE, "distance").astype(np.int64)


def _document_words(sentences: Sequence[Sequence[str]]) -> Counter[str]:
    """Count stems and pairs of neighbours; what stands first and what is a name counts more."""
    bag: Counter[str] = Counter()
    for number, sentence in enumerate(sentences):
        boost = 3 if number < LEAD else 1
        stems: list[str] = []
        for word in sentence:
            for stem in wording.words(word):
                bag[stem] += boost * (NAMED if word[:1].isupper() else 1.0)  # pyright: ignore[reportArgumentType]
                stems.append(stem)
        for left, right in itertools.pairwise(stems):
            bag[f"{left} {right}"] += boost
    return bag


class _Numbers:
    def __init__(self) -> None:
        self.given: dict[tuple[str, str], int] = {}

    def __call__(self, column: str, name: str) -> int:
        return self.given.setdefault((column, name), len(self.given))


def _ids(values: Any) -> Ids:
    return np.fromiter(values, dtype=np.int64)


def _stems(spans: Sequence[Sequence[str]], rarity: Mapping[str, float], most: float) -> sparse.csr_matrix:
    return _bags([[stem for word in span for stem in wording.words(word)] for span in spans], rarity, most)


def _bags(bags: Sequence[Sequence[str]], rarity: Mapping[str, float], most: float) -> sparse.csr_matrix:
    """Return the bags as rows of length 1, each word weighted by its rarity among the documents."""
    index: dict[str, int] = {}
    cells = [
        (k, index.setdefault(w, len(index)), rarity.get(w, most) + 0.01) for k, bag in enumerate(bags) for w in set(bag)
    ]
    if not cells:
        return sparse.csr_matrix((len(bags), 1), dtype=np.float32)
    rows, columns, weight = zip(*cells, strict=True)
    return wording.unit_rows(sparse.csr_matrix((weight, (rows, columns)), shape=(len(bags), len(index))))
