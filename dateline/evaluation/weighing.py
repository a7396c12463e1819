"""Fits the weights by which tellings of one story are compared, to stories labelled by hand, and writes them to weights.json.

    python -m dateline.evaluation.weighing tests/story/stories

A mention whose head stands in the passage that a label quotes tells the label's event. The weights that a person set are the
prior (`prior` in weights.json); what is kept lies half-way between it and the fit, for the quoted passages are few and clean.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from dateline import story
from dateline.cache import Cache
from dateline.evaluation.story import read_gold
from dateline.merge.barred import forbidden
from dateline.merge.pairs import features, text_features
from dateline.merge.table import MentionTable
from dateline.merge.tabulate import tabulate
from dateline.model import Article, Mention

Floats = NDArray[np.float64]
SHRINKAGE = 3.0
"""How strongly a weight is held to its prior, where each story counts 1000."""
SHARE = 0.5
"""How far from the prior to the fit the kept weight lies."""
READINESS = 0.75
"""What is added to the bias: labelled tellings are rarer one than those of a whole story that are alike at all."""
SET = frozenset(
    "same_sentence passed_on tells_of_other other_kind unrelated_word other_deed twin_other_word clashing_people "
    "held_and_denied echo_of_other".split()
)
"""What keeps tellings apart: passages that tell several things at once, or one thing as done and as denied, teach too little
of it, so these stay as they were set."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The pairs of mentions, or of groups of them, of one story: a column a feature, and whether both tell one event."""

    columns: Mapping[str, Floats]
    same: NDArray[np.bool_]


def main(stories: Path) -> None:
    path = Path(str(resources.files("dateline.merge").joinpath("weights.json")))
    stored = json.loads(path.read_text(encoding="utf-8"))
    prior: dict[str, float] = stored["story"]["prior"]
    found = [pairs for folder in sorted(stories.iterdir()) if (pairs := read(folder)) is not None]
    stored["story"]["weights"] = fit(found, prior)
    path.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    print(f"{len(found)} stories, {sum(len(pairs.same) for pairs in found)} pairs")


def read(folder: Path, cache: Cache | None = None) -> Labelled | None:
    """Return the labelled pairs of a story, or None where its labels quote no passages."""
    gold: Sequence[Mapping[str, Any]] = read_gold(folder)["events"]
    if not any(event.get("evidence") for event in gold):
        return None
    articles, _ = story.read(folder / "articles", cache=cache)
    mentions, _ = story.tell(articles, story.resolve(articles, cache=cache), cache=cache)
    return paired(mentions, articles, gold)


def paired(mentions: Sequence[Mention], articles: Sequence[Article], gold: Sequence[Mapping[str, Any]]) -> Labelled:
    """Compare all labelled mentions that no date or grammar keeps apart."""
    told = events_told(mentions, articles, gold)
    table = tabulate(mentions, articles)
    rows: NDArray[np.int64] = np.asarray([row for row, events in enumerate(told) if events], dtype=np.int64)
    left, right = np.triu_indices(len(rows), 1)
    i, j = rows[left], rows[right]
    free = ~forbidden(table, i, j) & ((table.article[i] != table.article[j]) | (table.sentence[i] != table.sentence[j]))
    i, j = i[free], j[free]
    same = np.asarray([bool(told[a] & told[b]) for a, b in zip(map(int, i), map(int, j), strict=True)])
    return Labelled(_columns(table, i, j), same)


def _columns(table: MentionTable, i: NDArray[np.int64], j: NDArray[np.int64]) -> dict[str, Floats]:
    cheap = features(table, i, j)
    values = cheap | text_features(table, i, j, cheap)
    return {name: np.asarray(column, dtype=np.float64) for name, column in values.items()}


def events_told(
    mentions: Sequence[Mention], articles: Sequence[Article], gold: Sequence[Mapping[str, Any]]
) -> list[set[int]]:
    """Return for each mention the labelled events in whose passage it stands and whose days do not contradict its own."""
    by_file = {Path(article.file).name: article for article in articles}
    told: list[set[int]] = [set() for _ in mentions]
    for number, event in enumerate(gold):
        passages: Mapping[str, str] = event.get("evidence") or {}
        for file, passage in passages.items():
            article = by_file.get(Path(file).name)
            start = article.text.find(passage) if article and passage else -1
            for row, mention in enumerate(mentions):
                inside = start <= mention.head_start < start + len(passage)
                if article and start >= 0 and mention.article == article.id and inside and _near(mention, event):
                    told[row].add(number)
    return told


def _near(mention: Mention, event: Mapping[str, Any]) -> bool:
    if mention.interval is None:
        return True
    day = dt.timedelta(days=1)
    start, end = dt.date.fromisoformat(event["start"]), dt.date.fromisoformat(event["end"])
    return mention.interval.start <= end + day and start <= mention.interval.end + day


def fit(stories: Sequence[Labelled], prior: Mapping[str, float]) -> dict[str, float]:
    """Return the weights, each between its prior and what fits the pairs best by logistic regression."""
    names = [name for name in prior if name != "bias" and name not in SET]
    x = np.concatenate([np.stack([s.columns[name] for name in names], axis=1) for s in stories])
    y = np.concatenate([s.same for s in stories]).astype(np.float64)
    held = np.concatenate([_held(s, prior) for s in stories])
    count = np.concatenate([np.full(len(s.same), 1000.0 / len(s.same)) for s in stories])
    start = np.asarray([*(prior[name] for name in names), prior["bias"]])

    def loss(w: Floats) -> tuple[float, Floats]:
        z = x @ w[:-1] + w[-1] + held
        slope = count * (1 / (1 + np.exp(-z)) - y)
        value = (count * (np.logaddexp(0, z) - y * z)).sum() + SHRINKAGE * ((w - start) ** 2).sum()
        return float(value), np.append(x.T @ slope, slope.sum()) + 2 * SHRINKAGE * (w - start)

    best: Floats = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    kept = start + SHARE * (best - start)
    kept[-1] += READINESS
    fitted = dict(zip([*names, "bias"], kept.tolist(), strict=True))
    return {name: round(fitted.get(name, value), 2) for name, value in prior.items()}


def _held(pairs: Labelled, prior: Mapping[str, float]) -> Floats:
    held = np.zeros(len(pairs.same), dtype=np.float64)
    for name in sorted(SET & prior.keys()):
        held += prior[name] * pairs.columns[name]
    return held


if __name__ == "__main__":
    main(Path(sys.argv[1]))
