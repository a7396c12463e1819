"""Reads, writes and scores timelines in the format of SemEval-2015 Task 4 (Minard et al. 2015).

    Boeing 777
    0    XXXX-XX-XX    4764-4-named
    1    2005-02-17    4764-0-unveils    4764-2-unveiled

A line is a position, a date and the mentions of one event, as document-sentence-words. Position 0 holds what cannot be
ordered and does not count.

The task scores temporal awareness (UzZaman and Allen 2011): a timeline becomes relations, each mention SIMULTANEOUS with
its date and BEFORE or SIMULTANEOUS with the next mention; precision asks how many of the system's relations, less the
redundant ones, follow from the gold's, and recall the reverse. Dates are compared as strings.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dateline.errors import UsageError
from dateline.evaluation.scores import Score

UNKNOWN = "XXXX-XX-XX"

Relation = tuple[str, Literal["SIMULTANEOUS", "BEFORE"], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One event: its place in the order (0 where unknown), its date, its mentions."""

    order: int
    date: str
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityTimeline:
    """What an entity took part in."""

    entity: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class AnchoringScores:
    """The micro-average over all entities, and each entity's own score."""

    micro: Score
    entities: Mapping[str, Score]

    def as_dict(self) -> dict[str, float]:
        micro = self.micro
        return {"f1": round(micro.f1, 2), "precision": round(micro.precision, 2), "recall": round(micro.recall, 2)}


def file_name(entity: str) -> str:
    return "_".join(entity.lower().split()) + ".txt"


def read(content: str) -> EntityTimeline:
    lines = content.lstrip("\ufeff").splitlines()
    rows = [_row(line) for line in lines[1:] if line.strip()]
    return EntityTimeline(lines[0].strip() if lines else "", tuple(rows))


def write(timeline: EntityTimeline) -> str:
    rows = ("\t".join([str(row.order), row.date, *row.mentions]) for row in timeline.rows)
    return "\n".join([timeline.entity, *rows]) + "\n"


def read_folder(folder: Path) -> dict[str, EntityTimeline]:
    """Return the timelines of a folder by file name."""
    return {path.name: read(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))}


def score(gold: Mapping[str, EntityTimeline], system: Mapping[str, EntityTimeline]) -> AnchoringScores:
    """Score the timelines of a corpus by file name; one that the system lacks counts as empty."""
    if not gold:
        raise UsageError("no gold timeline")
    empty = EntityTimeline("", ())
    scores = {name: score_one(timeline, system.get(name, empty)) for name, timeline in gold.items()}
    micro = Score(
        sum(s.right_of_system for s in scores.values()),
        sum(s.system for s in scores.values()),
        sum(s.right_of_gold for s in scores.values()),
        sum(s.gold for s in scores.values()),
    )
    return AnchoringScores(micro, scores)


def score_one(gold: EntityTimeline, system: EntityTimeline) -> Score:
    wanted, given = Graph(relations(gold)), Graph(relations(system))
    return Score(
        sum(map(wanted.entails, given.reduced)),
        len(given.reduced),
        sum(map(given.entails, wanted.reduced)),
        len(wanted.reduced),
    )


def describe(scores: AnchoringScores) -> str:
    width = max(map(len, scores.entities))
    lines = [f"{name:{width}}  {each}" for name, each in scores.entities.items()]
    return "\n".join([*lines, f"{'micro':{width}}  {scores.micro}"])


def relations(timeline: EntityTimeline) -> Iterator[Relation]:
    """Yield a timeline's relations: first every mention with its date, then each mention with the one after it.

    The organisers' example (their trial timelines and scores) has as many relations as this gives, fewer than all pairs.
    """
    placed = [(row, mention) for row in timeline.rows if row.order > 0 for mention in row.mentions]
    for row, mention in placed:
        yield mention, "SIMULTANEOUS", f"date {row.date}"
    for (row, mention), (later, other) in itertools.pairwise(placed):
        yield mention, "SIMULTANEOUS" if row.order == later.order else "BEFORE", other


class Graph:
    """Relations and what follows from them; one that contradicts earlier ones is kept as written and entails nothing.

    `reduced` are the relations that did not follow from the ones before them.
    """

    def __init__(self, written: Iterable[Relation]) -> None:
        self.reduced: list[Relation] = []
        self._written: set[Relation] = set()
        self._group: dict[str, str] = {}
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        self._after: defaultdict[str, set[str]] = defaultdict(set)
        for relation in written:
            self._add(relation)

    def entails(self, relation: Relation) -> bool:
        one, kind, other = relation
        if relation in self._written or (kind == "SIMULTANEOUS" and (other, kind, one) in self._written):
            return True
        return one in self._group and other in self._group and self._follows(relation)

    def _add(self, relation: Relation) -> None:
        one, kind, other = relation
        for node in (one, other):
            if node not in self._group:
                self._group[node] = node
                self._members[node] = [node]
        if relation in self._written or self._follows(relation):
            self._written.add(relation)
            return
        self._written.add(relation)
        self.reduced.append(relation)
        if self._contradicts(relation):
            return
        if kind == "BEFORE":
            self._after[self._group[one]].add(self._group[other])
        else:
            self._merge(self._group[one], self._group[other])

    def _merge(self, kept: str, gone: str) -> None:
        for node in self._members.pop(gone):
            self._group[node] = kept
            self._members[kept].append(node)
        self._after[kept] |= self._after.pop(gone, set())
        for later in self._after.values():
            if gone in later:
                later.remove(gone)
                later.add(kept)

    def _follows(self, relation: Relation) -> bool:
        one, kind, other = self._group[relation[0]], relation[1], self._group[relation[2]]
        return one == other if kind == "SIMULTANEOUS" else self._path(one, other)

    def _contradicts(self, relation: Relation) -> bool:
        one, kind, other = self._group[relation[0]], relation[1], self._group[relation[2]]
        if kind == "BEFORE":
            return one == other or self._path(other, one)
        return self._path(one, other) or self._path(other, one)

    def _path(self, start: str, goal: str) -> bool:
        seen, waiting = {start}, [start]
        while waiting:
            for later in self._after.get(waiting.pop(), ()):
                if later == goal:
                    return True
                if later not in seen:
                    seen.add(later)
                    waiting.append(later)
        return False


def _row(line: str) -> Row:
    cells = [cell.strip() for cell in line.split("\t")]
    order = int(cells[0]) if cells[0].isdigit() else 0
    return Row(order, cells[1] if len(cells) > 1 else UNKNOWN, tuple(cell for cell in cells[2:] if cell))


def ordered(entity: str, dated: Sequence[tuple[str, tuple[str, ...]]]) -> EntityTimeline:
    """Order dated events into a timeline: the same date is the same position, and what has none is at 0."""
    dates = sorted({date for date, _ in dated if date != UNKNOWN})
    place = {date: n for n, date in enumerate(dates, 1)} | {UNKNOWN: 0}
    rows = [Row(place[date], date, mentions) for date, mentions in dated]
    return EntityTimeline(entity, tuple(sorted(rows, key=lambda row: (row.order, row.mentions))))
