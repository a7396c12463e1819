"""Fits the weights by which the dates of two articles are compared, and their places, and writes them to weights.json.

    python -m dateline.evaluation.weighing_conflicts tests

A pair is right where it has the two values of a labelled contradiction. There are few of those, so what makes two tellings
one is learnt first, from dates (places) of one labelled event that agree as well; then what those of one happening look like
that do not.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline import story
from dateline.evaluation.logistic import fitted
from dateline.evaluation.small_stories import small_stories
from dateline.evaluation.story import read_gold
from dateline.merge.dates import spoken
from dateline.merge.day_pairs import pairs
from dateline.merge.measures import measures
from dateline.merge.place_pairs import place_pairs
from dateline.merge.said_days import SaidDay, dates_of, said_days
from dateline.merge.said_places import SaidPlace, said_places
from dateline.merge.story import grouped
from dateline.merge.telling_pairs import OF_TELLING, Pairs, couples
from dateline.merge.wording import folded
from dateline.model import Article, Interval, Mention, Timex

Floats = NDArray[np.float64]
Pattern = Callable[[str], object]
AGREEING = 0.3
"""What a pair of dates that agree counts beside one of dates that do not."""
SHRINKAGE = 5.0
"""How strongly a weight is held to 0, over features of one spread."""
ALIKE = 0.3
"""How far two tellings are alike at least for a label without a passage to mean them."""
YEAR = re.compile(r"(?<=[a-z]) (?:19|20)\d\d\b")
ABOUT = re.compile(r"\b(?:dates?|day|month|when|year|place|where|venue|town|site)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A story with what is labelled in it: the contradicting values, each as two patterns, and the events with their passages."""

    days: tuple[SaidDay, ...]
    places: tuple[SaidPlace, ...]
    labels: tuple[tuple[Pattern, Pattern], ...]
    events: tuple[Mapping[str, Any], ...] = ()
    all_labelled: bool = True
    """Whether nothing else contradicts."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Pairs with a column a feature; 1 where they contradict, 0 where not, -1 where nobody knows; and those that agree."""

    compared: Pairs
    contradict: NDArray[np.int64]
    agreeing: Mapping[str, Floats]


def main(tests: Path) -> None:
    path = Path(str(resources.files("dateline.merge").joinpath("weights.json")))
    stored = json.loads(path.read_text(encoding="utf-8"))
    told = [*stories(tests / "story/stories"), *small(tests / "cases/merge")]
    for name, read in (("days", of_days), ("places", of_places)):
        found = [read(each) for each in told]
        stored[name] = {
            "about": f"log odds that two {name} which exclude each other are told of one happening; fitted to labelled stories",
            "weights": fit(found, [feature for feature in stored[name]["weights"] if feature != "bias"]),
        }
        print(
            f"{name}: {len(told)} stories, {sum(bool((each.contradict > 0).any()) for each in found)} contradict themselves"
        )
    path.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def stories(folder: Path) -> Iterator[Told]:
    """Yield the stories of a folder, each with its gold.json beside its articles."""
    for each in sorted(folder.iterdir()):
        if (each / "gold.json").is_file():
            articles, _ = story.read(each / "articles")
            yield told_of(articles, *story.tell(articles, story.resolve(articles)), *of_gold(read_gold(each)["events"]))


def of_gold(
    gold: Sequence[Mapping[str, Any]],
) -> tuple[tuple[tuple[Pattern, Pattern], ...], tuple[Mapping[str, Any], ...]]:
    """Return the contradictions on days and places of a labelled story, and its events."""
    conflicts = [conflict for event in gold for conflict in _conflicts(event)]
    return tuple(_patterns(c) for c in conflicts if ABOUT.search(c["attribute"])), tuple(gold)


def _conflicts(event: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return event.get("conflicts") or ()


def _patterns(conflict: Mapping[str, Any]) -> tuple[Pattern, Pattern]:
    groups = conflict.get("match") or [[re.escape(value.lower())] for value in conflict["values"].values()]
    first, second = (re.compile("|".join(group)).search for group in groups[:2])
    return first, second


def small(cases: Path) -> Iterator[Told]:
    """Yield the pairs of articles and the small stories of the case tables."""
    for case, articles in small_stories(cases, "disagreements", "beats", "whole_stories", "days_and_places"):
        if "conflicts" in case:
            values = [conflict["values"] for conflict in case["conflicts"]]
        else:
            values = [[re.escape(word.lower()) for word in case["conflict"]]]
        labels = tuple((_whole(v[0]), _whole(v[1])) for v in values if len(v) == 2)
        told = story.tell(articles, story.resolve(articles))
        yield told_of(articles, *told, labels, all_labelled=not case.get("also"))


def _whole(value: str) -> Pattern:
    """Return the pattern of a value that begins a word: "3 April" is not in "13 April"."""
    return re.compile(rf"(?<!\w)(?:{value})").search


def told_of(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    timexes: Mapping[str, Sequence[Timex]],
    labels: tuple[tuple[Pattern, Pattern], ...],
    events: tuple[Mapping[str, Any], ...] = (),
    *,
    all_labelled: bool = True,
) -> Told:
    """Return the dates and places that articles state, with the labels of the story."""
    groups, _ = grouped(mentions, articles) if mentions else ([], [])
    known = {article.id: article for article in articles}
    dates = dates_of(groups, known, timexes)
    read = {name: measures(article, dates[name]) for name, article in known.items()}
    days, places = tuple(said_days(groups, known, dates, read)), tuple(said_places(groups, known, read))
    return Told(days, places, labels, events, all_labelled)


def of_days(told: Told) -> Labelled:
    """Compare the dates of a story; a label is of dates where both of its values are some."""
    written = [_written(day) for day in told.days]
    events = [_events(day.article, day.timex.start, told, day.days) for day in told.days]
    return labelled(told, pairs(told.days), pairs(told.days, agreeing=True), written, events)


def of_places(told: Told) -> Labelled:
    """Compare the places of a story in the same manner."""
    written = [folded(place.wording.lower()) for place in told.places]
    events = [_events(p.article, p.sentence.start, told, None) for p in told.places]
    return labelled(told, place_pairs(told.places), place_pairs(told.places, agreeing=True), written, events)


def labelled(
    told: Told, compared: Pairs, agreeing: Pairs, written: Sequence[str], events: Sequence[frozenset[int]]
) -> Labelled:
    """Label the pairs of a story; of a label's the most alike are right, and of the others nobody knows."""
    found = np.full(len(compared.left), 0 if told.all_labelled else -1, np.int64)
    for first, second in told.labels:
        rows = [
            row
            for row, (i, j) in enumerate(couples(compared.left, compared.right))
            if _has(first, second, written[i], written[j]) or _has(first, second, written[j], written[i])
        ]
        if rows:
            alike = compared.columns["mean"][rows]
            found[rows] = np.where(alike >= alike.max() - 0.15, 1, -1)
    both = np.asarray([bool(events[i] & events[j]) for i, j in couples(agreeing.left, agreeing.right)], dtype=bool)
    return Labelled(compared, found, {name: column[both] for name, column in agreeing.columns.items()})


def _events(article: Article, place: int, told: Told, days: Interval | None) -> frozenset[int]:
    """Return the labelled events in whose passage a date or place stands, and on whose days the date lies."""
    found: set[int] = set()
    for number, event in enumerate(told.events):
        passages: Mapping[str, str] = event.get("evidence") or {}
        passage = passages.get(Path(article.file).name, "")
        start = article.text.find(passage) if passage and event.get("start") else -1
        on_days = days is None or (days.start.isoformat() <= event["end"] and event["start"] <= days.end.isoformat())
        if start >= 0 and start - 40 * (days is None) <= place < start + len(passage) and on_days:
            found.add(number)
    return frozenset(found)


def _written(day: SaidDay) -> str:
    words = f"{day.timex.text} {spoken(day.days)}".lower()
    return f"{YEAR.sub('', words) if re.search(r'[0-9]', YEAR.sub('', words)) else words} {day.days.start.isoformat()}"


def _has(first: Pattern, second: Pattern, one: str, other: str) -> bool:
    return bool(first(one) and second(other) and not second(one) and not first(other))


def fit(told: Sequence[Labelled], names: Sequence[str]) -> dict[str, float]:
    """Return the weights of the features of these names: first of what is told, then of it as one and of the days or places."""
    agree, told = [each.agreeing for each in told if each.agreeing], [each for each in told if each.compared.columns]
    known = [each.contradict >= 0 for each in told]
    rows = np.concatenate(
        [np.stack([t.compared.columns[n][k] for n in names], 1) for t, k in zip(told, known, strict=True)]
    )
    right = np.concatenate([t.contradict[k] for t, k in zip(told, known, strict=True)]).astype(np.float64)
    more = np.concatenate([np.stack([each[n] for n in names], 1) for each in agree])
    telling = np.asarray([name in OF_TELLING for name in names])
    counts = np.concatenate([np.ones(len(rows)), np.full(len(more), AGREEING)])
    first, bias = fitted(
        np.concatenate([rows, more])[:, telling], np.concatenate([right, np.ones(len(more))]), SHRINKAGE, counts=counts
    )
    same = rows[:, telling] @ first + bias
    second, base = fitted(np.column_stack([same, rows[:, ~telling]]), right, SHRINKAGE)
    weights = np.zeros(len(names))
    weights[telling], weights[~telling] = second[0] * first, second[1:]
    found = {"bias": base + second[0] * bias} | dict(zip(names, weights.tolist(), strict=True))
    return {name: round(float(weight), 4) for name, weight in found.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
