"""Holds a story's mentions as columns, so that millions of pairs are compared without a loop over objects."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dateline.merge import cues, quantity, wording
from dateline.merge.kinds import CALLING_OFF, CONTENT, ONCE, TELLING, near_kinds
from dateline.merge.synonyms import groups_of, key_of
from dateline.merge.vectors import apart
from dateline.model import Article, Attribute, Interval, Mention, Status

Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float32]

WIDTH = 6
"""How many participants of a mention count; a list of more is a crowd, not a set of roles."""
NOWHERE = -1
STATUSES: tuple[Status, ...] = ("occurred", "planned", "postponed", "cancelled", "denied", "possible")
FIRM = frozenset({"timex", "event", "sibling"})
"""Where a date comes from that the text gives to this very event; the others are carried over from the context."""
AGENTS = frozenset({"agent"})
PARTNERS = frozenset({"patient", "with", "recipient", "against"})
OBJECTS = frozenset({"patient", "topic", "at", "during"})
OFF = frozenset({"postponed", "cancelled"})
MOST_LEMMAS = 3000
FEW = 4
"""A smaller count is shared by chance."""
SELDOM = 8
"""A measure of one size that more mentions share says less."""
COMMON_MEASURES = frozenset({"duration", "delay"})
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
    called_off: Flags
    content: Flags
    crowd: Ids
    """How many mentions have a date that overlaps this one's."""
    renown: Floats
    """How rarely each participant is named in the story: sharing the main figure says little."""
    ground: Flags
    """Which participants are also told as places: "China" may stand for its minister."""
    near: Flags
    """A matrix: which kinds of event can tell the same happening."""
    words: sparse.csr_matrix
    synonyms: sparse.csr_matrix
    numbers: sparse.csr_matrix
    lemmas: sparse.csr_matrix
    beside: sparse.csr_matrix
    """Which predicates its sentence tells."""
    slot: Floats
    """How far into its sentence it stands, from 0 to 1."""
    partners: sparse.csr_matrix
    """The words for whom or what the mention acts on or with."""
    objects: sparse.csr_matrix
    """Which predicates the mention's own arguments name: "unveiled the offer" names offer."""
    measures: sparse.csr_matrix
    """What the mention measures, by name and order of size."""
    doers: sparse.csr_matrix
    """The words for who acts."""
    published: Ids
    ahead: Flags
    """Whether it is told as still to come."""
    done: Flags
    """Whether it is told as having happened."""
    elsewhen: Flags
    """Whether its own words put it at a time that they do not name: "soon after the trip", "at later summits"."""
    several: Flags
    """Whether it sums up more than one happening: "separate meetings with A and B"."""
    first: Flags
    """Whether it is told as the first of its kind, which happens only once."""
    told_by: Ids
    """The mention of the same sentence that only passes this one on: "announced" for "announced that she stepped down"."""
    once: Flags
    """Whether it happens once within days to whom it happens, and its article tells it of one day only."""
    headed: Flags
    """Whether it stands in its article's headline."""
    likeness: Floats
    """A matrix: how like in meaning two lemmas are, 0 where that is unknown; the last row stands for all rarer ones."""

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
    passages = {(m.article, m.start, m.end) for m in mentions}  # one sentence often tells several events
    words_of = {passage: wording.words(by_id[passage[0]].text[passage[1] : passage[2]]) for passage in passages}
    bags = [words_of[m.article, m.start, m.end] for m in mentions]
    keys = _ids(lemma(key_of(m.predicate)) for m in mentions)
    objects = [_objects(m, lemma.numbers) for m in mentions]
    people = _padded([[entity(_plain(p)) for p in m.participants] for m in mentions])
    start = _ids(_ordinal(m.interval and m.interval.start) for m in mentions)
    end = _ids(_ordinal(m.interval and m.interval.end) for m in mentions)
    kinds = _ids(kind(m.predicate_class) for m in mentions)
    return MentionTable(
        article=_ids(number(m.article) for m in mentions),
        voice=_ids(voice(by_id[m.article].voice) for m in mentions),
        sentence=_ids(m.start for m in mentions),
        lemma=keys,
        kind=kinds,
        place=_ids(place(_plain(m.place)) for m in mentions),
        status=_ids(STATUSES.index(m.status) for m in mentions),
        start=start,
        end=end,
        firm=_flags(m.interval is not None and m.date_basis in FIRM for m in mentions),
        participants=people,
        agents=_padded([_roles(m, AGENTS, entity) for m in mentions]),
        patients=_padded([_roles(m, PATIENTS, entity) for m in mentions]),
        target=_ids(rows.get(m.target or "", NOWHERE) for m in mentions),
        called_off=_flags(m.status in OFF or m.predicate_class in CALLING_OFF for m in mentions),
        content=_flags(m.predicate_class in CONTENT for m in mentions),
        crowd=_crowd(start, end),
        renown=_renown(people, len(entity.numbers)),
        ground=_ground(entity.numbers, place.numbers),
        near=near_kinds(kind.numbers),
        words=wording.tfidf(bags),
        synonyms=_synonyms(mentions),
        numbers=wording.incidence([[w for w in bag if _telling(w)] for bag in bags]),
        partners=wording.tfidf([_words_of(m, PARTNERS) for m in mentions]),
        lemmas=_one_hot(keys, len(lemma.numbers)),
        beside=_beside(mentions, keys, len(lemma.numbers)),
        slot=np.asarray([(m.head_start - m.start) / max(m.end - m.start, 1) for m in mentions], dtype=np.float32),
        objects=_many_hot(objects, len(lemma.numbers)),
        measures=_measures(mentions),
        doers=wording.tfidf([_words_of(m, AGENTS) for m in mentions]),
        published=_ids(_ordinal(by_id[m.article].published) for m in mentions),
        ahead=_flags(m.status in {"planned", "possible"} for m in mentions),
        done=_flags(m.status == "occurred" for m in mentions),
        elsewhen=_flags(m.interval is None and cues.elsewhen(m, by_id[m.article].text) for m in mentions),
        several=_flags(cues.several(m, by_id[m.article].text) for m in mentions),
        first=_flags(cues.first(m, by_id[m.article].text) for m in mentions),
        told_by=_told_by(mentions, by_id),
        once=_once(mentions),
        headed=_flags(_headed(m, by_id[m.article]) for m in mentions),
        likeness=_likeness(lemma.numbers),
    )


def _likeness(lemmas: Mapping[str, int]) -> Floats:
    known = apart(re.findall("[a-z]+", name) for name in itertools.islice(lemmas, MOST_LEMMAS))
    return np.pad(known @ known.T, (0, 1)).astype(np.float32)


def _told_by(mentions: Sequence[Mention], articles: Mapping[str, Article]) -> Ids:
    """Return for each mention the row of one in its sentence that passes it on, as its title says, or -1."""
    found = np.full(len(mentions), NOWHERE, dtype=np.int64)
    tellers: dict[tuple[str, int], list[int]] = {}
    for row, mention in enumerate(mentions):
        if mention.predicate_class in TELLING:
            tellers.setdefault((mention.article, mention.start), []).append(row)
    for row, mention in enumerate(mentions):
        word = articles[mention.article].text[mention.head_start : mention.head_end]
        for teller in tellers.get((mention.article, mention.start), ()):
            other = mentions[teller]
            takes_up = " that " in other.title and f" {word}" in other.title.split(" that ", 1)[1]
            if takes_up and mention.predicate_class not in TELLING and other.status == mention.status == "occurred":
                found[row] = teller
    return found


def _once(mentions: Sequence[Mention]) -> Flags:
    days: dict[tuple[str, str, str], set[Interval]] = {}
    for m in mentions:
        for name in m.participants:
            if m.interval and m.date_basis in FIRM and m.predicate_class in ONCE:
                days.setdefault((m.article, m.predicate_class, name), set()).add(m.interval)
    return _flags(
        m.predicate_class in ONCE
        and m.status == "occurred"
        and all(len(days.get((m.article, m.predicate_class, name), ())) < 2 for name in m.participants)
        for m in mentions
    )


def _headed(mention: Mention, article: Article) -> bool:
    return any(block.kind == "title" and block.start <= mention.head_start < block.end for block in article.blocks)


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, dtype=bool)


def _ids(values: Iterable[int]) -> Ids:
    return np.fromiter(values, dtype=np.int64)


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else 0


@functools.lru_cache(maxsize=1 << 16)
def _plain(name: str | None) -> str | None:
    return wording.folded(name.casefold()).removeprefix("the ").strip() if name else None


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


def _crowd(start: Ids, end: Ids) -> Ids:
    """Count for each dated row the rows whose days overlap its own, itself included."""
    dated = start > 0
    begun = np.searchsorted(np.sort(start[dated]), end, side="right")
    over = np.searchsorted(np.sort(end[dated]), start, side="left")
    return np.where(dated, begun - over, 0)


def _renown(participants: Ids, entities: int) -> Floats:
    """Return each entity's weight, about 0.1 for one that every mention names to 1 for one that few do."""
    named = participants[participants != NOWHERE]
    seen = np.bincount(named, minlength=max(entities, 1))
    total = max(int((participants[:, 0] != NOWHERE).sum()), 2)
    return np.asarray(np.clip(np.log(total / np.maximum(seen, 1)) / np.log(total), 0.1, 1.0), dtype=np.float32)


def _ground(entities: Mapping[str, int], places: Mapping[str, int]) -> Flags:
    return _flags(name in places for name in entities) if entities else np.zeros(1, dtype=bool)


def _words_of(mention: Mention, roles: frozenset[str]) -> list[str]:
    text = " ".join(f"{a.text} {a.entity or ''}" for a in mention.arguments if a.role in roles)
    return wording.words(text)


def _measures(mentions: Sequence[Mention]) -> sparse.csr_matrix:
    """Return what each mention measures; the size in neighbouring steps, so that 312 and 321 share one."""
    number = Numbering()
    rows = [{number(name): worth for a in m.attributes for name, worth in _sizes(a)} for m in mentions]
    found = _many_hot([list(row) for row in rows], 0)
    found.data = np.asarray([row[k] for row in rows for k in set(row)], dtype=np.float32)
    seen = np.asarray((found > 0).sum(axis=0)).ravel()
    return sparse.csr_matrix(found @ sparse.diags(np.sqrt(np.minimum(1.0, SELDOM / np.maximum(seen, 1)))))


def _sizes(attribute: Attribute) -> list[tuple[str, float]]:
    """Return the names of the steps of size next to the value, and how telling the value is: a round share is not."""
    found = quantity.read(attribute.value) or quantity.read(attribute.normalized)
    if found is None or found.number < FEW or attribute.name in COMMON_MEASURES:
        return []
    step = math.log(found.number, 1.3)
    digits = len(f"{found.number:.6g}".replace(".", "").strip("0"))
    worth = 1.2 if digits >= 3 else 1.0 if attribute.name.startswith("count:") else 0.5
    return [(f"{attribute.name} {round(step + shift)}", worth) for shift in (-0.5, 0.5)]


def _objects(mention: Mention, lemmas: Mapping[str, int]) -> list[int]:
    """Return the predicates of the story that the mention's arguments name."""
    words = (word for a in mention.arguments if a.role in OBJECTS for word in wording.WORD.findall(a.text.lower()))
    keys = (key_of(form) for word in words for form in (word, word.removesuffix("s")))
    return [lemmas[key] for key in dict.fromkeys(keys) if key in lemmas]


def _telling(word: str) -> bool:
    """Say whether a number is particular enough to recognise an event by: not a day of the month, nor a year."""
    if not word[0].isdigit():
        return False
    plain = word.replace(",", "")
    return "." in plain or not plain.isdigit() or (int(plain) > 31 and not 1900 <= int(plain) <= 2100)


def _many_hot(rows: Sequence[Sequence[int]], width: int) -> sparse.csr_matrix:
    i = [k for k, row in enumerate(rows) for _ in set(row)]
    j = [n for row in rows for n in set(row)]
    shape = (len(rows), max(width, max(j, default=0) + 1))
    return sparse.csr_matrix((np.ones(len(i), np.float32), (i, j)), shape=shape)


def _beside(mentions: Sequence[Mention], keys: Ids, width: int) -> sparse.csr_matrix:
    told: dict[tuple[str, int], list[int]] = {}
    for mention, key in zip(mentions, keys.tolist(), strict=True):
        told.setdefault((mention.article, mention.start), []).append(key)
    return _many_hot([told[m.article, m.start] for m in mentions], width)


def _one_hot(numbers: Ids, width: int) -> sparse.csr_matrix:
    return _many_hot([[int(n)] for n in numbers], width)
