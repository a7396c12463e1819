"""Holds a story's mentions as columns, so that millions of pairs are compared without a loop over objects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dateline.merge import wording
from dateline.merge.synonyms import groups_of, key_of
from dateline.model import Article, Mention, Status

Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

WIDTH = 6
"""How many participants of a mention count; a list of more is a crowd, not a set of roles."""
NOWHERE = -1
STATUSES: tuple[Status, ...] = ("occurred", "planned", "postponed", "cancelled", "denied", "possible")
FIRM = frozenset({"timex", "event", "sibling"})
"""Where a date comes from that the text gives to this very event; the others are carried over from the context."""
AGENTS = frozenset({"agent"})
PATIENTS = frozenset({"patient", "recipient", "topic"})


@dataclass(frozen=True, slots=True)
class MentionTable:
    """One row per mention. Names are numbered; -1 stands for none. Days are proleptic ordinals, 0 for undated."""

    article: Ids
    voice: Ids
    sentence: Ids
    lemma: Ids
    kind: Ids
    place: Ids
    status: Ids
    start: Ids
    end: Ids
    firm: Flags
    participants: Ids
    agents: Ids
    patients: Ids
    target: Ids
    words: sparse.csr_matrix
    synonyms: sparse.csr_matrix

    def __len__(self) -> int:
        return len(self.lemma)

    @property
    def dated(self) -> Flags:
        return self.start > 0

    @property
    def days(self) -> Ids:
        return np.where(self.dated, self.end - self.start + 1, 0)


class Numbering:
    """Gives each name the next free number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, name: str | None) -> int:
        return NOWHERE if not name else self.numbers.setdefault(name, len(self.numbers))


def tabulate(mentions: Sequence[Mention], articles: Sequence[Article]) -> MentionTable:
    """Return the columns of `mentions`."""
    by_id = {article.id: article for article in articles}
    number, voice, lemma, kind, place, entity = (Numbering() for _ in range(6))
    rows = {mention.id: i for i, mention in enumerate(mentions)}
    bags = [wording.words(by_id[m.article].text[m.start : m.end]) for m in mentions]
    return MentionTable(
        article=_ids(number(m.article) for m in mentions),
        voice=_ids(voice(by_id[m.article].near_duplicate_of or m.article) for m in mentions),
        sentence=_ids(m.start for m in mentions),
        lemma=_ids(lemma(key_of(m.predicate)) for m in mentions),
        kind=_ids(kind(m.predicate_class) for m in mentions),
        place=_ids(place(_plain(m.place)) for m in mentions),
        status=_ids(STATUSES.index(m.status) for m in mentions),
        start=_ids(_ordinal(m.interval and m.interval.start) for m in mentions),
        end=_ids(_ordinal(m.interval and m.interval.end) for m in mentions),
        firm=np.fromiter((m.interval is not None and m.date_basis in FIRM for m in mentions), bool, len(mentions)),
        participants=_padded([[entity(_plain(p)) for p in m.participants] for m in mentions]),
        agents=_padded([_roles(m, AGENTS, entity) for m in mentions]),
        patients=_padded([_roles(m, PATIENTS, entity) for m in mentions]),
        target=_ids(rows.get(m.target or "", NOWHERE) for m in mentions),
        words=wording.tfidf(bags),
        synonyms=_synonyms(mentions),
    )


def _ids(values: Iterable[int]) -> Ids:
    return np.fromiter(values, dtype=np.int64)


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else 0


def _plain(name: str | None) -> str | None:
    return name.casefold().removeprefix("the ").strip() if name else None


def _roles(mention: Mention, roles: frozenset[str], entity: Numbering) -> list[int]:
    return [entity(_plain(a.entity)) for a in mention.arguments if a.role in roles and a.entity]


def _padded(rows: Sequence[Sequence[int]]) -> Ids:
    """Return the rows as a matrix of distinct numbers, short rows filled with -1."""
    matrix = np.full((len(rows), WIDTH), NOWHERE, dtype=np.int64)
    for i, row in enumerate(rows):
        distinct = list(dict.fromkeys(n for n in row if n != NOWHERE))[:WIDTH]
        matrix[i, : len(distinct)] = distinct
    return matrix


def _synonyms(mentions: Sequence[Mention]) -> sparse.csr_matrix:
    group = Numbering()
    rows: list[int] = []
    columns: list[int] = []
    for i, mention in enumerate(mentions):
        for name in groups_of(mention.predicate):
            rows.append(i)
            columns.append(group(name))
    shape = (len(mentions), max(len(group.numbers), 1))
    matrix = sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    return wording.unit_rows(matrix)
