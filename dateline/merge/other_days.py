"""Finds dates of one happening that exclude each other, whether or not a mention takes them, and shows them on its events.

What speaks for it that two dates are of one happening is weighed as `weights.json` says ("days"), fitted to labelled
stories by evaluation/weighing_days.py. A date contradicts the one of another voice that fits it best, and only that.
"""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import resources

import numpy as np

from dateline.merge.columns import Floats
from dateline.merge.dates import spoken
from dateline.merge.day_pairs import Pairs, couples, pairs
from dateline.merge.said_days import SaidDay, said_days
from dateline.model import Article, Conflict, ConflictValue, Event, Mention, Timex

ENOUGH = -0.9
"""The log odds from which two dates are shown as a contradiction: a false one costs about what a missed one does."""
MOST = 20_000
"""Dates beyond which the articles are no one story."""


def with_other_days(
    events: Sequence[Event],
    groups: Sequence[Sequence[Mention]],
    articles: Mapping[str, Article],
    timexes: Mapping[str, Sequence[Timex]] | None,
) -> list[Event]:
    """Return the events, each with the dates of its happening that other voices state otherwise.

    `timexes` are those of each article by its id; without them, those that the mentions take.
    """
    told = list(said_days(groups, articles, timexes))
    found: dict[int, list[Conflict]] = defaultdict(list)
    if len(told) <= MOST:
        for a, b in contradictions(told):
            for event in sorted({a.event, b.event} - {-1}):
                found[event].append(_conflict(a, b))
    return [_with(event, found[k]) if k in found else event for k, event in enumerate(events)]


def contradictions(told: Sequence[SaidDay]) -> Iterator[tuple[SaidDay, SaidDay]]:
    """Yield the dates of one happening that exclude each other, the earlier first."""
    compared = pairs(told)
    for i, j in _mutual(compared, weighed(compared), told):
        a, b = told[i], told[j]
        yield (a, b) if (a.days, a.article.id) <= (b.days, b.article.id) else (b, a)


def weighed(compared: Pairs) -> Floats:
    """Return the log odds of each pair that both dates are of one happening."""
    weights = _weights()
    found = np.full(len(compared.left), weights["bias"])
    for name, column in compared.columns.items():
        found += weights.get(name, 0.0) * column
    return found


@functools.cache
def _weights() -> Mapping[str, float]:
    text = resources.files("dateline.merge").joinpath("weights.json").read_text(encoding="utf-8")
    weights: Mapping[str, float] = json.loads(text)["days"]["weights"]
    return weights


def _mutual(compared: Pairs, score: Floats, told: Sequence[SaidDay]) -> list[tuple[int, int]]:
    """Return the pairs each of whose dates fits no other of the other's article better."""
    enough = score >= ENOUGH
    likely = list(zip(couples(compared.left[enough], compared.right[enough]), map(float, score[enough]), strict=True))
    best: dict[tuple[int, str], float] = {}
    for (i, j), worth in likely:
        for key in ((i, told[j].article.id), (j, told[i].article.id)):
            best[key] = max(best.get(key, worth), worth)
    return [
        (i, j)
        for (i, j), worth in likely
        if worth >= best[i, told[j].article.id] and worth >= best[j, told[i].article.id]
    ]


def _conflict(a: SaidDay, b: SaidDay) -> Conflict:
    return Conflict("date", tuple(ConflictValue(t.timex.text, spoken(t.days), (t.article.id,)) for t in (a, b)))


def _with(event: Event, more: Sequence[Conflict]) -> Event:
    """Add to an event what is not known of it, the dates of one dispute together."""
    kept = list(event.conflicts)
    for conflict in more:
        home = next((k for k, known in enumerate(kept) if known.attribute == "date" and _shared(known, conflict)), None)
        if home is None:
            kept.append(conflict)
        else:
            kept[home] = Conflict("date", _together(kept[home].values, conflict.values))
    return replace(event, conflicts=tuple(kept))


def _shared(known: Conflict, conflict: Conflict) -> bool:
    return not {v.normalized for v in known.values}.isdisjoint(v.normalized for v in conflict.values)


def _together(known: Sequence[ConflictValue], more: Sequence[ConflictValue]) -> tuple[ConflictValue, ...]:
    values = {value.normalized: value for value in known}
    for value in more:
        home = values.setdefault(value.normalized, value)
        values[value.normalized] = replace(home, articles=tuple(sorted({*home.articles, *value.articles})))
    return tuple(values.values())
