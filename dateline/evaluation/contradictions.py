"""Scores the contradictions that the timelines of small stories show, against labels made before any of them was built.

The stories stand in a table (TOML): `told` is the articles, each a day and a text; `conflicts` what an editor would show that
they contradict one another on. A conflict counts as found where an event whose title or evidence tells all that it is `about`
shows one that has both `values`, patterns that match where a word begins. Stories marked `unread` measure what nobody tunes on:
their errors are not listed.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline import story
from dateline.errors import UsageError
from dateline.evaluation.small_stories import articles_of
from dateline.merge import merge
from dateline.model import Conflict, Event

DAYS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|\d{4}-|-\d\d-\d\d"
)
FIGURES = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thir|fif|twen|hund|half|doz|no+n|midn)"
)


@dataclass(frozen=True, slots=True)
class ShownContradictions:
    """What one small story gives: a flag a label, and the values of each contradiction that no label has."""

    story: str
    unread: bool
    labels: tuple[Mapping[str, Any], ...]
    found: tuple[bool, ...]
    false: tuple[tuple[str, ...], ...]


def evaluate_contradictions(table: Path) -> Iterator[ShownContradictions]:
    """Yield the scores of each story of a table. Raises `UsageError` where it holds none."""
    try:
        told = tomllib.loads(table.read_text("utf-8"))["story"]
    except (KeyError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{table} is no table of small stories: {error}") from error
    return map(_scored, told)


def _scored(case: Mapping[str, Any]) -> ShownContradictions:
    events, labels = _events(case["told"]), tuple(case["conflicts"])
    shown = {tuple(sorted(_said(conflict))): conflict for event in events for conflict in event.conflicts}
    return ShownContradictions(
        case["name"],
        bool(case.get("unread")),
        labels,
        tuple(_is_found(label, events) for label in labels),
        tuple(
            sorted(
                values
                for values, conflict in shown.items()
                if not any(_parts_on(conflict, c["values"]) for c in labels)
            )
        ),
    )


def _events(told: Sequence[tuple[str, str]]) -> tuple[Event, ...]:
    articles = articles_of(told)
    mentions, timexes = story.tell(articles, story.resolve(articles))
    return merge(mentions, articles, timexes=timexes)


def _is_found(label: Mapping[str, Any], events: Sequence[Event]) -> bool:
    return any(
        _parts_on(conflict, label["values"])
        for event in events
        if _tells(event, label["about"])
        for conflict in event.conflicts
    )


def _tells(event: Event, words: Sequence[str]) -> bool:
    text = " ".join([event.title, *(evidence.quote for evidence in event.evidence)]).lower()
    return all(re.search(word, text) for word in words)


def _parts_on(conflict: Conflict, sides: Sequence[str]) -> bool:
    said = _said(conflict)
    return all(any(re.search(rf"(?<!\w)(?:{side})", words) for words in said) for side in sides)


def _said(conflict: Conflict) -> Collection[str]:
    return [f"{value.value} {value.normalized}".lower() for value in conflict.values]


def kind_of(label: Mapping[str, Any]) -> str:
    """Return what a label is of, as its patterns tell: "days", "figures" or "places"."""
    values: Sequence[str] = label["values"]
    if any(DAYS.search(value) for value in values) and not any(re.search(r"pt?\d", value) for value in values):
        return "days"
    return "figures" if any(FIGURES.search(value) for value in values) else "places"


def describe(scores: Sequence[ShownContradictions], *, errors: bool = False) -> str:
    """Write how many of each kind were found and how many shown are false, of the read stories and of the unread ones."""
    lines: list[str] = []
    for name, unread in (("read", False), ("unread", True)):
        some = [each for each in scores if each.unread == unread]
        lines += [f"{name:8}{len(some)} stories: {_counted(some)}"] if some else []
    if errors:
        lines += [line for each in scores if not each.unread for line in _errors(each)]
    return "\n".join(lines)


def _counted(scores: Sequence[ShownContradictions]) -> str:
    pairs = [(kind_of(label), found) for each in scores for label, found in zip(each.labels, each.found, strict=True)]
    of, hit = Counter(kind for kind, _ in pairs), Counter(kind for kind, found in pairs if found)
    kinds = ", ".join(f"{kind} {hit[kind]} of {of[kind]}" for kind in sorted(of))
    return f"{sum(hit.values())} of {len(pairs)} found ({kinds}), {sum(len(each.false) for each in scores)} false"


def _errors(scores: ShownContradictions) -> Iterator[str]:
    for label, found in zip(scores.labels, scores.found, strict=True):
        if not found:
            yield f"{scores.story}: missed {' / '.join(label['values'])}"
    for values in scores.false:
        yield f"{scores.story}: false {' / '.join(values)}"
