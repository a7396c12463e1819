"""Reads a story's mentions into the columns of their table: who, what, where and when, and the words around it."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import math
import re
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from dateline.merge import cues, quantity, wording
from dateline.merge.columns import NOWHERE, Flags, Floats, Ids, Numbering, flags, ids, many_hot, one_hot, padded
from dateline.merge.kinds import CALLING_OFF, CONTENT, ONCE, TELLING, near_kinds
from dateline.merge.synonyms import groups_of, key_of
from dateline.merge.table import OFF, STATUSES, MentionTable
from dateline.merge.vectors import apart, products
from dateline.model import Article, Attribute, Interval, Mention

FIRM = frozenset({"timex", "event", "sibling"})
"""Where a date comes from that the text gives to this very event; the others are carried over from the context."""
AGENTS = frozenset({"agent"})
"""The roles of who acts."""
PATIENTS = frozenset({"patient", "recipient", "topic"})
"""The roles of whom or what it happens to."""
PARTNERS = frozenset({"patient", "with", "recipient", "against"})
"""The roles of whom or what the doer acts on or with."""
OBJECTS = frozenset({"patient", "topic", "at", "during"})
"""The roles in which a mention's argument may name another happening."""
MOST_LEMMAS = 3000
"""How many predicates of a story are compared by meaning, the first to be told."""
FEW = 4
"""A smaller count is shared by chance."""
SELDOM = 8
"""A measure of one size that more mentions share says less."""
COMMON_MEASURES = frozenset({"duration", "delay"})
"""Measures that many happenings share."""


def tabulate(mentions: Sequence[Mention], articles: Sequence[Article]) -> MentionTable:
    """Return the columns of `mentions`."""
    by_id = {article.id: article for article in articles}
    number, voice, lemma, kind, place, entity = (Numbering() for _ in range(6))
    rows = {mention.id: i for i, mention in enumerate(mentions)}
    passages = {(m.article, m.start, m.end) for m in mentions}  # one sentence often tells several events
    words_of = {passage: wording.words(by_id[passage[0]].text[passage[1] : passage[2]]) for passage in passages}
    bags = [words_of[m.article, m.start, m.end] for m in mentions]
    keys = ids(lemma(key_of(m.predicate)) for m in mentions)
    objects = [_objects(m, lemma.numbers) for m in mentions]
    people = padded([[entity(_plain(p)) for p in m.participants] for m in mentions])
    start = ids(_ordinal(m.interval and m.interval.start) for m in mentions)
    end = ids(_ordinal(m.interval and m.interval.end) for m in mentions)
    kinds = ids(kind(m.predicate_class) for m in mentions)
    return MentionTable(
        article=ids(number(m.article) for m in mentions),
        voice=ids(voice(by_id[m.article].voice) for m in mentions),
        sentence=ids(m.start for m in mentions),
        lemma=keys,
        kind=kinds,
        place=ids(place(_plain(m.place)) for m in mentions),
        status=ids(STATUSES.index(m.status) for m in mentions),
        start=start,
        end=end,
        firm=flags(m.interval is not None and m.date_basis in FIRM for m in mentions),
        participants=people,
        agents=padded([_roles(m, AGENTS, entity) for m in mentions]),
        patients=padded([_roles(m, PATIENTS, entity) for m in mentions]),
        target=ids(rows.get(m.target or "", NOWHERE) for m in mentions),
        denies=flags(m.predicate_class == "deny" for m in mentions),
        called_off=flags(m.status in OFF or m.predicate_class in CALLING_OFF for m in mentions),
        content=flags(m.predicate_class in CONTENT for m in mentions),
        crowd=_crowd(start, end),
        renown=_renown(people, len(entity.numbers)),
        ground=_ground(entity.numbers, place.numbers),
        near=near_kinds(kind.numbers),
        words=wording.tfidf(bags),
        synonyms=_synonyms(mentions),
        numbers=wording.incidence([[w for w in bag if _telling(w)] for bag in bags]),
        partners=wording.tfidf([_words_of(m, PARTNERS) for m in mentions]),
        lemmas=one_hot(keys, len(lemma.numbers)),
        beside=_beside(mentions, keys, len(lemma.numbers)),
        clauses=wording.tfidf([wording.words(m.title) for m in mentions]),
        sense=apart(_plain_words(m.title) for m in mentions),
        phrases=wording.tfidf([[word for a in m.arguments for word in _stems(a.text)] for m in mentions]),
        slot=np.asarray([(m.head_start - m.start) / max(m.end - m.start, 1) for m in mentions], dtype=np.float32),
        objects=many_hot(objects, len(lemma.numbers)),
        measures=_measures(mentions),
        doers=wording.tfidf([_words_of(m, AGENTS) for m in mentions]),
        published=ids(_ordinal(by_id[m.article].published) for m in mentions),
        ahead=flags(m.status in {"planned", "possible"} for m in mentions),
        done=flags(m.status == "occurred" for m in mentions),
        elsewhen=flags(m.interval is None and cues.elsewhen(m, by_id[m.article].text) for m in mentions),
        several=flags(cues.several(m, by_id[m.article].text) for m in mentions),
        echoing=_echoing(mentions),
        first=flags(cues.first(m, by_id[m.article].text) for m in mentions),
        told_by=_told_by(mentions, by_id),
        once=_once(mentions),
        headed=flags(_headed(m, by_id[m.article]) for m in mentions),
        likeness=_likeness(lemma.numbers),
    )


def _plain_words(text: str) -> list[str]:
    return [word for word in re.findall("[a-z]{3,}", text.lower()) if word not in wording.STOP]


def _likeness(lemmas: Mapping[str, int]) -> Floats:
    known = apart(re.findall("[a-z]+", name) for name in itertools.islice(lemmas, MOST_LEMMAS))
    return np.pad(products(known, known), (0, 1)).astype(np.float32)


def _echoing(mentions: Sequence[Mention]) -> Flags:
    """Say which mentions, without a day, can mean what their own article tells of somebody."""
    named = {(m.article, m.predicate_class) for m in mentions if m.participants and m.predicate_class}
    return flags(
        m.interval is None and not m.participants and not m.arguments and (m.article, m.predicate_class) in named
        for m in mentions
    )


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
    return flags(
        m.predicate_class in ONCE
        and m.status == "occurred"
        and all(len(days.get((m.article, m.predicate_class, name), ())) < 2 for name in m.participants)
        for m in mentions
    )


def _headed(mention: Mention, article: Article) -> bool:
    return any(block.kind == "title" and block.start <= mention.head_start < block.end for block in article.blocks)


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else 0


@functools.lru_cache(maxsize=1 << 16)
def _plain(name: str | None) -> str | None:
    return wording.folded(name.casefold()).removeprefix("the ").strip() if name else None


def _roles(mention: Mention, roles: frozenset[str], entity: Numbering) -> list[int]:
    return [entity(_plain(a.entity)) for a in mention.arguments if a.role in roles and a.entity]


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
    return flags(name in places for name in entities) if entities else np.zeros(1, dtype=bool)


def _words_of(mention: Mention, roles: frozenset[str]) -> list[str]:
    texts = (text for a in mention.arguments if a.role in roles for text in (a.text, a.entity or ""))
    return [word for text in texts for word in _stems(text)]


@functools.lru_cache(maxsize=1 << 16)
def _stems(text: str) -> tuple[str, ...]:
    """Return the words of what one argument says: it counts for more than one column, and many name the same."""
    return tuple(wording.words(text))


def _measures(mentions: Sequence[Mention]) -> sparse.csr_matrix:
    """Return what each mention measures; the size in neighbouring steps, so that 312 and 321 share one."""
    number = Numbering()
    rows = [{number(name): worth for a in m.attributes for name, worth in _sizes(a)} for m in mentions]
    found = many_hot([list(row) for row in rows], 0)
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


def _beside(mentions: Sequence[Mention], keys: Ids, width: int) -> sparse.csr_matrix:
    told: dict[tuple[str, int], list[int]] = {}
    for mention, key in zip(mentions, keys.tolist(), strict=True):
        told.setdefault((mention.article, mention.start), []).append(key)
    return many_hot([told[m.article, m.start] for m in mentions], width)
