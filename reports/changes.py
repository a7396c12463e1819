"""What became of the events between two runs: new, moved, merged, changed in status, no longer told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from dateline.model import Article, Event, Timeline
from dateline.reports import words

Kind = Literal["new", "status", "moved", "merged", "retitled", "gone"]
_ORDER: tuple[Kind, ...] = ("new", "status", "moved", "merged", "gone", "retitled")
_NOUN: dict[Kind, str] = {
    "new": "new",
    "status": "changed in status",
    "moved": "moved to another date",
    "merged": "merged",
    "retitled": "given another title",
    "gone": "no longer told",
}
_Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `event` is the id in the newer timeline, or in the older one where the event is gone."""

    kind: Kind
    event: str
    title: str
    before: str = ""
    after: str = ""

    @property
    def sentence(self) -> str:
        if self.kind == "new":
            return f"New: {self.title} ({self.after})"
        if self.kind == "gone":
            return f"No longer told: {self.title} ({self.before})"
        if self.kind == "merged":
            return f"Merged into {self.title}: {self.before}"
        return f"{self.title}: {self.before} → {self.after}"


def compare(previous: Timeline, current: Timeline) -> tuple[Change, ...]:
    """List the differences, the weightiest kinds first.

    An event keeps its identity by its id, else by the quotation it shares with an older one: ids may change with a
    merge, quotations stay where they are.
    """
    matched = _match(previous, current)
    older = {e.id: e for e in previous.events}
    changes: list[Change] = []
    for event in current.events:
        ancestors = [older[i] for i in matched.get(event.id, ())]
        changes += _of(event, ancestors) if ancestors else [_new(event)]
    kept = {i for ancestors in matched.values() for i in ancestors}
    changes += [_gone(e) for e in previous.events if e.id not in kept]
    return tuple(sorted(changes, key=lambda c: _ORDER.index(c.kind)))


def _new(event: Event) -> Change:
    return Change("new", event.id, event.title, after=words.span(event.interval, event.precision))


def _gone(event: Event) -> Change:
    return Change("gone", event.id, event.title, before=words.span(event.interval, event.precision))


def _of(event: Event, ancestors: list[Event]) -> list[Change]:
    same = next((a for a in ancestors if a.id == event.id), ancestors[0])
    changes: list[Change] = []
    if len(ancestors) > 1:
        others = words.listed([a.title for a in ancestors if a is not same])
        changes.append(Change("merged", event.id, event.title, before=others))
    if same.status != event.status:
        changes.append(Change("status", event.id, event.title, same.status, event.status))
    if same.interval != event.interval:
        before, after = words.span(same.interval, same.precision), words.span(event.interval, event.precision)
        changes.append(Change("moved", event.id, event.title, before, after))
    if same.title != event.title:
        changes.append(Change("retitled", event.id, event.title, same.title, event.title))
    return changes


def _match(previous: Timeline, current: Timeline) -> dict[str, tuple[str, ...]]:
    """Current id -> the previous ids that it carries on."""
    places = _places(current)
    current_ids = {e.id for e in current.events}
    files = _files(previous.articles)
    carried: dict[str, list[str]] = defaultdict(list)
    for event in previous.events:
        home = event.id if event.id in current_ids else _home(event, files, places)
        if home:
            carried[home].append(event.id)
    return {k: tuple(v) for k, v in carried.items()}


def _files(articles: Iterable[Article]) -> dict[str, tuple[str, str]]:
    return {a.id: (a.file, a.record or "") for a in articles}


def _keys(event: Event, files: Mapping[str, tuple[str, str]]) -> list[_Key]:
    return [(*files.get(q.article, (q.article, "")), q.start) for q in event.evidence]


def _places(timeline: Timeline) -> dict[_Key, list[str]]:
    files = _files(timeline.articles)
    places: dict[_Key, list[str]] = defaultdict(list)
    for event in timeline.events:
        for key in _keys(event, files):
            places[key].append(event.id)
    return places


def _home(event: Event, files: Mapping[str, tuple[str, str]], places: Mapping[_Key, list[str]]) -> str | None:
    shared = Counter(i for key in _keys(event, files) for i in places.get(key, ()))
    return min(shared, key=lambda i: (-shared[i], i)) if shared else None


def summary(changes: Iterable[Change]) -> str:
    """`3 new, 1 changed in status`; `nothing changed` where there are none."""
    counted = Counter(c.kind for c in changes)
    return words.listed([f"{counted[k]} {_NOUN[k]}" for k in _ORDER if counted[k]]) or "nothing changed"


def markdown(changes: Iterable[Change], limit: int = 50) -> str:
    """The changes as a Markdown table, as Dagster's asset page shows it."""
    from dateline.reports.markdown import escape

    listed = list(changes)
    rows = [f"| {_NOUN[c.kind]} | {escape(c.title)} | {escape(c.before)} | {escape(c.after)} |" for c in listed[:limit]]
    rest = [f"| | {len(listed) - limit} more | | |"] if len(listed) > limit else []
    return "\n".join(["| Change | Event | Before | After |", "| --- | --- | --- | --- |", *rows, *rest])
