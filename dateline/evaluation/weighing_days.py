"""Fits the weights by which the dates of two articles are compared, and writes them to weights.json ("days").

    python -m dateline.evaluation.weighing_days tests

A pair of dates is right where it has the two values of a labelled contradiction. There are few of those, so what makes two
tellings one is learnt first, from dates of one labelled event that agree as well; then what dates of one happening look like
that do not.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from dateline import story
from dateline.evaluation.story import read_gold
from dateline.merge.dates import spoken
from dateline.merge.day_pairs import OF_TELLING, Pairs, couples, pairs
from dateline.merge.said_days import SaidDay, said_days
from dateline.merge.story import grouped
from dateline.model import Article

Floats = NDArray[np.float64]
Pattern = Callable[[str], object]
AGREEING = 0.3
"""What a pair of dates that agree counts beside one of dates that do not."""
SHRINKAGE_TELLING, SHRINKAGE = 10.0, 10.0
"""How strongly a weight is held to 0, over features of one spread."""
ALIKE = 0.3
"""How far two tellings are alike at least for a label without a passage to mean them."""
YEAR = re.compile(r"(?<=[a-z]) (?:19|20)\d\d\b")
DATE = re.compile(
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|day|\d{4}-\d|19\d\d|20\d\d|\d(?:st|nd|rd|th)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Told:
    """A story with what is labelled in it: the contradicting dates, each as two patterns, and which events its dates tell."""

    name: str
    days: tuple[SaidDay, ...]
    labels: tuple[tuple[Pattern, Pattern], ...]
    events: tuple[frozenset[int], ...] = ()
    all_labelled: bool = True
    """Whether nothing else contradicts."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Pairs of dates with a column a feature; 1 where they contradict, 0 where not, -1 where nobody knows."""

    columns: Mapping[str, Floats]
    contradict: NDArray[np.int64]


def main(tests: Path) -> None:
    path = Path(str(resources.files("dateline.merge").joinpath("weights.json")))
    stored = json.loads(path.read_text(encoding="utf-8"))
    told = [*stories(tests / "story/stories"), *small(tests / "cases/merge")]
    stored["days"] = {
        "about": "log odds that two dates which exclude each other are told of one happening; fitted to labelled stories",
        "weights": fit([labelled(each) for each in told], [agreeing(each) for each in told]),
    }
    path.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    print(f"{len(told)} stories, {sum(len(each.labels) for each in told)} contradictions")


def stories(folder: Path) -> Iterator[Told]:
    """Yield the stories of a folder, each with its gold.json beside its articles."""
    for each in sorted(folder.iterdir()):
        if not (each / "gold.json").is_file():
            continue
        gold: Sequence[Mapping[str, Any]] = read_gold(each)["events"]
        articles, _ = story.read(each / "articles")
        conflicts = [conflict for event in gold for conflict in _conflicts(event)]
        days = _days(articles)
        yield Told(each.name, days, tuple(_of_gold(c) for c in conflicts if _is_date(c)), _events(days, gold))


def _conflicts(event: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return event.get("conflicts") or ()


def _is_date(conflict: Mapping[str, Any]) -> bool:
    return re.search(r"\b(?:dates?|day|month|when|year)\b", conflict["attribute"]) is not None


def _of_gold(conflict: Mapping[str, Any]) -> tuple[Pattern, Pattern]:
    groups = conflict.get("match") or [[re.escape(value.lower())] for value in conflict["values"].values()]
    first, second = (re.compile("|".join(group)).search for group in groups[:2])
    return first, second


def small(cases: Path) -> Iterator[Told]:
    """Yield the pairs of articles and the small stories of the case tables."""
    for table in ("disagreements", "beats"):
        for case in tomllib.loads((cases / f"{table}.toml").read_text("utf-8"))["case"]:
            values = [re.escape(word.lower()) for word in case["conflict"]]
            yield Told(case["name"], _days(_articles(case["told"])), _of_values(values), (), not case.get("also"))
    for table in ("whole_stories", "days_and_places"):
        for each in tomllib.loads((cases / f"{table}.toml").read_text("utf-8"))["story"]:
            if not each.get("unread"):
                labels = tuple(label for c in each["conflicts"] for label in _of_values(c["values"]))
                yield Told(each["name"], _days(_articles(each["told"])), labels)


def _of_values(values: Sequence[str]) -> tuple[tuple[Pattern, Pattern], ...]:
    if len(values) != 2 or not all(DATE.search(value) for value in values):
        return ()
    return ((re.compile(values[0]).search, re.compile(values[1]).search),)


def _articles(told: Sequence[tuple[str, str]]) -> list[Article]:
    return [
        Article(
            id=f"a{k}", file=f"a{k}.txt", text=text, raw=text, outlet=f"Outlet {k}",
            published=dt.date.fromisoformat(day), published_basis="metadata",
        )
        for k, (day, text) in enumerate(told)
    ]  # fmt: skip


def _days(articles: Sequence[Article]) -> tuple[SaidDay, ...]:
    mentions, timexes = story.tell(articles, story.resolve(articles))
    groups, _ = grouped(mentions, articles) if mentions else ([], [])
    return tuple(said_days(groups, {article.id: article for article in articles}, timexes))


def _events(days: Sequence[SaidDay], gold: Sequence[Mapping[str, Any]]) -> tuple[frozenset[int], ...]:
    """Return for each date the labelled events in whose passage it stands and on whose days it lies."""
    told: list[set[int]] = [set() for _ in days]
    for number, event in enumerate(gold):
        passages: Mapping[str, str] = event.get("evidence") or {}
        for k, day in enumerate(days):
            passage = passages.get(Path(day.article.file).name, "")
            start = day.article.text.find(passage) if passage and event.get("start") else -1
            if 0 <= start <= day.timex.start < start + len(passage) and _within(day, event):
                told[k].add(number)
    return tuple(frozenset(each) for each in told)


def _within(day: SaidDay, event: Mapping[str, Any]) -> bool:
    return day.days.start.isoformat() <= event["end"] and event["start"] <= day.days.end.isoformat()


def labelled(told: Told) -> Labelled:
    """Compare the dates of a story; of a label's pairs the most alike is right, and of the others nobody knows."""
    compared = pairs(told.days)
    found = np.full(len(compared.left), 0 if told.all_labelled else -1, np.int64)
    written = [_written(day) for day in told.days]
    for first, second in told.labels:
        rows = [
            row
            for row, (i, j) in enumerate(couples(compared.left, compared.right))
            if _has(first, second, written[i], written[j]) or _has(first, second, written[j], written[i])
        ]
        if rows:
            alike = compared.columns["mean"][rows]
            found[rows] = np.where(alike >= max(alike.max() - 0.15, ALIKE / 2), 1, -1)
    return Labelled(compared.columns, found)


def _written(day: SaidDay) -> str:
    words = f"{day.timex.text} {spoken(day.days)}".lower()
    return f"{YEAR.sub('', words) if re.search(r'[0-9]', YEAR.sub('', words)) else words} {day.days.start.isoformat()}"


def _has(first: Pattern, second: Pattern, one: str, other: str) -> bool:
    return bool(first(one) and second(other) and not second(one) and not first(other))


def agreeing(told: Told) -> Mapping[str, Floats]:
    """Return the columns of the pairs of dates that tell one labelled event and agree."""
    if not any(told.events):
        return {}
    compared: Pairs = pairs(told.days, agreeing=True)
    both = [bool(told.events[i] & told.events[j]) for i, j in couples(compared.left, compared.right)]
    return {name: column[np.asarray(both, dtype=bool)] for name, column in compared.columns.items()}


def fit(told: Sequence[Labelled], agree: Sequence[Mapping[str, Floats]]) -> dict[str, float]:
    """Return the weights of the features: first of what is told, then of it as one and of the days."""
    told, agree = [each for each in told if each.columns], [each for each in agree if each]
    names = sorted(told[0].columns)
    known = [each.contradict >= 0 for each in told]
    rows = np.concatenate([np.stack([t.columns[n][k] for n in names], 1) for t, k in zip(told, known, strict=True)])
    right = np.concatenate([t.contradict[k] for t, k in zip(told, known, strict=True)]).astype(np.float64)
    more = np.concatenate([np.stack([each[n] for n in names], 1) for each in agree])
    telling = np.asarray([name in OF_TELLING for name in names])
    counts = np.concatenate([np.ones(len(rows)), np.full(len(more), AGREEING)])
    first, bias = _logistic(
        np.concatenate([rows, more])[:, telling], np.concatenate([right, np.ones(len(more))]), counts, SHRINKAGE_TELLING
    )
    same = rows[:, telling] @ first + bias
    second, base = _logistic(np.column_stack([same, rows[:, ~telling]]), right, np.ones(len(rows)), SHRINKAGE)
    weights = np.zeros(len(names))
    weights[telling], weights[~telling] = second[0] * first, second[1:]
    found = {"bias": base + second[0] * bias} | dict(zip(names, weights.tolist(), strict=True))
    return {name: round(float(weight), 4) for name, weight in found.items()}


def _logistic(rows: Floats, right: Floats, counts: Floats, shrinkage: float) -> tuple[Floats, float]:
    """Return the weights of a logistic regression, and its bias."""
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    even = (rows - mean) / spread

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = even @ weights[:-1] + weights[-1]
        chance = 1 / (1 + np.exp(-np.clip(score, -50, 50)))
        cost = counts @ (np.logaddexp(0, score) - right * score) + shrinkage / 2 * (weights[:-1] @ weights[:-1])
        missed = counts * (chance - right)
        return float(cost), np.append(even.T @ missed + shrinkage * weights[:-1], missed.sum())

    found: Floats = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = np.where(rows.std(axis=0) > 0, found[:-1] / spread, 0.0)
    return weights, float(found[-1] - weights @ mean)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
