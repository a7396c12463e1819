"""Finds dates and places of one happening that exclude each other, wherever they are told, and shows them on its events.

What speaks for it that two are of one happening is weighed as `weights.json` says ("days", "places"), fitted to labelled
stories by evaluation/weighing_conflicts.py. A date contradicts the one of another voice that fits it best, and only that.
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
from dateline.merge.day_pairs import pairs
from dateline.merge.elsewhen import on_other_days
from dateline.merge.measures import Measures
from dateline.merge.place_pairs import place_pairs
from dateline.merge.said_days import SaidDay, said_days
from dateline.merge.said_places import SaidPlace, said_places
from dateline.merge.telling_pairs import Pairs, couples
from dateline.merge.tellings import Telling
from dateline.merge.whereabouts import elsewhere
from dateline.model import Article, Conflict, ConflictValue, Event, Mention, Timex

ENOUGH = {"days": -0.6, "places": -0.5}
"""The log odds from which two values are shown as a contradiction: a false one costs about what a missed one does."""
MOST = 20_000
"""Dates or places beyond which the articles are no one story."""


def with_contradictions(
    events: Sequence[Event],
    groups: Sequence[Sequence[Mention]],
    articles: Mapping[str, Article],
    dates: Mapping[str, Sequence[Timex]],
    read: Mapping[str, Measures],
) -> list[Event]:
    """Return the events, each with the dates and places of its happening that other voices state otherwise.

    `dates` are those of each article by its id, from `said_days.dates_of`, and `read` what its text measures.
    """
    found: dict[int, list[Conflict]] = defaultdict(list)
    for event, conflict in (*elsewhere(groups, articles), *on_other_days(groups, articles)):
        if not any(known.attribute == conflict.attribute for known in (*events[event].conflicts, *found[event])):
            found[event].append(conflict)
    for a, b in _of_days(tuple(said_days(groups, articles, dates, read))):
        _show(found, a, b, "date", (_day(a), _day(b)))
    for a, b in _of_places(tuple(said_places(groups, articles, read))):
        _show(found, a, b, "place", (_place(a), _place(b)))
    return [_with(event, found[k]) if k in found else event for k, event in enumerate(events)]


def _show(
    found: dict[int, list[Conflict]], a: Telling, b: Telling, name: str, values: tuple[ConflictValue, ConflictValue]
) -> None:
    for event in sorted({a.event, b.event} - {-1}):
        found[event].append(Conflict(name, values))


def _of_days(told: Sequence[SaidDay]) -> Iterator[tuple[SaidDay, SaidDay]]:
    """Yield the dates of one happening that exclude each other, the earlier first."""
    if len(told) <= MOST:
        for i, j in mutual(pairs(told), told, "days"):
            a, b = sorted((told[i], told[j]), key=lambda day: (day.days, day.article.id))
            yield a, b


def _of_places(told: Sequence[SaidPlace]) -> Iterator[tuple[SaidPlace, SaidPlace]]:
    """Yield the places of one happening that exclude each other."""
    if len(told) <= MOST:
        for i, j in mutual(place_pairs(told), told, "places"):
            a, b = sorted((told[i], told[j]), key=lambda place: place.article.id)
            yield a, b


def _day(told: SaidDay) -> ConflictValue:
    return ConflictValue(told.timex.text, spoken(told.days), (told.article.id,))


def _place(told: SaidPlace) -> ConflictValue:
    return ConflictValue(told.wording, told.wording.casefold(), (told.article.id,))


def weighed(compared: Pairs, name: str) -> Floats:
    """Return the log odds of each pair that both are of one happening."""
    weights = _weights(name)
    found = np.full(len(compared.left), weights["bias"])
    for feature, column in compared.columns.items():
        found += weights.get(feature, 0.0) * column
    return found


@functools.cache
def _weights(name: str) -> Mapping[str, float]:
    text = resources.files("dateline.merge").joinpath("weights.json").read_text(encoding="utf-8")
    weights: Mapping[str, float] = json.loads(text)[name]["weights"]
    return weights


def mutual(compared: Pairs, told: Sequence[Telling], name: str) -> list[tuple[int, int]]:
    """Return the pairs each of whose dates, or places, fits no other of the other's article better."""
    score = weighed(compared, name)
    enough = score >= ENOUGH[name]
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


def _with(event: Event, more: Sequence[Conflict]) -> Event:
    """Add to an event what is not known of it, the dates of one dispute together."""
    kept = list(event.conflicts)
    for conflict in more:
        if any(_tells(known, conflict) for known in kept):
            continue
        home = next((k for k, known in enumerate(kept) if _shared(known, conflict)), None)
        if home is None:
            kept.append(conflict)
        else:
            kept[home] = Conflict("date", _together(kept[home].values, conflict.values))
    return replace(event, conflicts=tuple(kept))


def _tells(known: Conflict, conflict: Conflict) -> bool:
    """Say whether each place of a conflict is known in the same words, or in more or fewer: "Ghent", "a lock-up in Ghent"."""
    said = [value.normalized for value in known.values]
    return known.attribute == conflict.attribute == "place" and all(
        any(v.normalized in other or other in v.normalized for other in said) for v in conflict.values
    )


def _shared(known: Conflict, conflict: Conflict) -> bool:
    if not known.attribute == conflict.attribute == "date":
        return False
    return not {v.normalized for v in known.values}.isdisjoint(v.normalized for v in conflict.values)


def _together(known: Sequence[ConflictValue], more: Sequence[ConflictValue]) -> tuple[ConflictValue, ...]:
    values = {value.normalized: value for value in known}
    for value in more:
        home = values.setdefault(value.normalized, value)
        values[value.normalized] = replace(home, articles=tuple(sorted({*home.articles, *value.articles})))
    return tuple(values.values())
