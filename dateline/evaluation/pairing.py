"""When an event of a timeline is one that a person labelled.

A labelled event is found by a told one that cites one of its articles, whose title and evidence hit every group of key
terms, and whose interval overlaps the labelled one without being much longer. Pairs are one to one, the best first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.model import Interval

LONGEST_QUOTATION = 600


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the timeline as the scorer sees it: its words, its articles' file names, its days."""

    title: str
    words: str
    articles: frozenset[str]
    start: dt.date | None
    end: dt.date | None
    status: str
    importance: float
    conflicts: tuple[tuple[str, ...], ...]

    @property
    def interval(self) -> Interval | None:
        return Interval(self.start, self.end) if self.start and self.end and self.start <= self.end else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A labelled event."""

    id: str
    title: str
    start: dt.date
    end: dt.date
    importance: int
    key_terms: tuple[tuple[str, ...], ...]
    articles: frozenset[str]
    statuses: frozenset[str]
    status: str
    intervals: frozenset[tuple[dt.date | None, dt.date | None]]
    conflicts: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every pair that may match, best first, and the one to one choice among them."""

    pairs: tuple[tuple[int, int], ...]
    chosen: Mapping[int, int]


def pair(wanted: Sequence[Wanted], told: Sequence[Told]) -> Pairing:
    """Pair labelled and told events one to one, taking the best pair that is left."""
    candidates = [(_fit(w, p), g, i) for g, w in enumerate(wanted) for i, p in enumerate(told) if _may_match(w, p)]
    candidates.sort(key=lambda candidate: -candidate[0])
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, p in candidates:
        if g not in chosen and p not in taken:
            chosen[g] = p
            taken.add(p)
    return Pairing(tuple((g, p) for _, g, p in candidates), chosen)


def _may_match(wanted: Wanted, told: Told) -> bool:
    if not told.start or not told.end or not wanted.articles & told.articles:
        return False
    if told.start > wanted.end or told.end < wanted.start:
        return False
    longest = max(31, 3 * wanted.days)
    return (told.end - told.start).days + 1 <= longest and _hits(wanted, told.words)


def _fit(wanted: Wanted, told: Told) -> float:
    assert told.start
    assert told.end
    shared = (min(told.end, wanted.end) - max(told.start, wanted.start)).days + 1
    spanned = (max(told.end, wanted.end) - min(told.start, wanted.start)).days + 1
    return (
        2 * exact(wanted, told)
        + shared / spanned
        + len(wanted.articles & told.articles) / len(wanted.articles)
        + 1 / (1 + len(told.articles - wanted.articles))
        + _hits(wanted, told.title)
        + (told.status in wanted.statuses)
    )


def _hits(wanted: Wanted, words: str) -> bool:
    return all(any(re.search(rf"(?<!\w)(?:{term})", words) for term in group) for group in wanted.key_terms)


def exact(wanted: Wanted, told: Told) -> bool:
    return (told.start, told.end) in wanted.intervals


def same_days(one: Told, other: Told) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def twins(g: int, wanted: Sequence[Wanted], told: Sequence[Told], pairing: Pairing) -> list[Told]:
    """Return the unpaired events that tell the same by their titles."""
    taken = set(pairing.chosen.values())
    return [told[p] for g2, p in pairing.pairs if g2 == g and p not in taken and _hits(wanted[g], told[p].title)]


def read_told(timeline: Mapping[str, Any]) -> tuple[list[Told], int]:
    """Return the events that are well formed, and how many are not."""
    files = {article["id"]: file_name(article["file"]) for article in timeline["articles"]}
    told: list[Told] = []
    for event in timeline["events"]:
        quotations = [str(quotation.get("text") or "") for quotation in _listed(event, "evidence")]
        title = str(event.get("title") or "")
        if not title.strip() or any(len(quotation) > LONGEST_QUOTATION for quotation in quotations):
            continue
        cited = [quotation.get("article") for quotation in _listed(event, "evidence")]
        told.append(
            Told(
                title=plain(title),
                words=plain(" ".join([title, *quotations])),
                articles=frozenset(files.get(article, file_name(article)) for article in cited),
                start=_day(event.get("start")),
                end=_day(event.get("end") or event.get("start")),
                status=event.get("status") or "",
                importance=event.get("importance") or 0,
                conflicts=tuple(map(_values, _listed(event, "conflicts"))),
            )
        )
    return told, len(timeline["events"]) - len(told)


def _values(conflict: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{plain(v.get('value'))} {plain(v.get('normalized'))}" for v in _listed(conflict, "values"))


def read_wanted(event: Mapping[str, Any]) -> Wanted:
    start, end = dt.date.fromisoformat(event["start"][:10]), dt.date.fromisoformat(event["end"][:10])
    spans = [(event["start"], event["end"]), *map(tuple, event.get("accept_intervals", []))]
    return Wanted(
        id=event["id"],
        title=event["title"],
        start=start,
        end=end,
        importance=event["importance"],
        key_terms=tuple(tuple(map(plain, group)) for group in event["key_terms"]),
        articles=frozenset(map(file_name, event["articles"])),
        statuses=frozenset(event.get("accept_status") or [event["status"]]),
        status=event["status"],
        intervals=frozenset((_day(first), _day(last)) for first, last in spans),
        conflicts=tuple(map(_terms, _listed(event, "conflicts"))),
    )


def _terms(conflict: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Return, for each value of a labelled conflict, the patterns that name it."""
    if patterns := conflict.get("match"):
        return tuple(tuple(map(plain, group)) for group in patterns)
    return tuple((plain(re.escape(plain(value))),) for value in conflict["values"].values())


def _listed(value: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    return value.get(key) or []


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def plain(value: object) -> str:
    return str(value or "").lower().replace("’", "'")


def file_name(path: object) -> str:
    return str(path).replace("\\", "/").rsplit("/", maxsplit=1)[-1]
