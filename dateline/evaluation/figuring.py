"""Fits the weights by which two sources' figures are taken for measures of one thing, and writes them to weights.json.

    python -m dateline.evaluation.figuring tests/story/stories tests/cases/merge

Every two figures of one kind that contradict are a case; it is right where a label of the story, or of the case tables, has
both. What a label has in other articles than it names is left out.
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
from dateline.evaluation.pairing import plain
from dateline.evaluation.small_stories import small_stories
from dateline.evaluation.story import read_gold
from dateline.merge.disputes import compared, written
from dateline.merge.measures import measures
from dateline.merge.one_thing import GROUNDS, Pairs, grounds, never
from dateline.merge.story import fused
from dateline.merge.told import Told, told_of
from dateline.model import Article

Floats = NDArray[np.float64]
Label = Callable[[Told, Told], bool | None]
"""Says of two claims whether a label has them as a contradiction, or nothing where it may be another's."""
SHRINKAGE = 4.0
"""How strongly a standardised weight is held to nothing, beside the sum of the losses of all pairs."""
RARE = 0.15
"""The least spread of a feature: one that few pairs have is held back as if more had it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The pairs of one story: a row a pair, a column a feature, and which of them contradict."""

    rows: Floats
    right: NDArray[np.bool_]


def main(stories: Path, cases: Path) -> None:
    path = Path(str(resources.files("dateline.merge").joinpath("weights.json")))
    stored = json.loads(path.read_text(encoding="utf-8"))
    names = list(stored["figures"]["weights"])[1:]
    found = [*_of_stories(stories, names), *_of_cases(cases, names)]
    stored["figures"]["weights"] = dict(zip(["bias", *names], fit(found, names), strict=True))
    path.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    print(
        f"{len(found)} stories, {sum(len(s.right) for s in found)} pairs, {sum(int(s.right.sum()) for s in found)} right"
    )


def _of_stories(folder: Path, names: Sequence[str]) -> Iterator[Labelled]:
    for each in sorted(path for path in folder.iterdir() if path.is_dir()):
        articles, _ = story.read(each / "articles")
        yield _read(articles, of_gold(read_gold(each)["events"]), names)


def _of_cases(folder: Path, names: Sequence[str]) -> Iterator[Labelled]:
    for case, articles in small_stories(folder, "whole_stories", "disagreements", "beats"):
        label = _of_values(case["conflicts"]) if "conflicts" in case else _of_words(case)
        yield _read(articles, label, names)


def _read(articles: Sequence[Article], label: Label, names: Sequence[str]) -> Labelled:
    mentions, _ = story.tell(articles, story.resolve(articles))
    events, groups = fused(mentions, articles)
    known = {article.id: article for article in articles}
    told = list(told_of(events, groups, known, {key: measures(article).claims for key, article in known.items()}))
    rows: list[list[float]] = []
    right: list[bool] = []
    for pairs, _ in compared(told):
        stated = {t.article.id: [u for u in pairs.told if u.article.id == t.article.id] for t in pairs.told}
        for k in range(len(pairs.i)):
            a, b = pairs.told[int(pairs.i[k])], pairs.told[int(pairs.j[k])]
            is_one = label(a, b)
            if is_one is not None and not never(a, b):
                rows.append(_row(pairs, k, grounds(a, b, pairs.told, stated), names))
                right.append(is_one)
    return Labelled(np.asarray(rows, dtype=np.float64).reshape(-1, len(names)), np.asarray(right, dtype=np.bool_))


def _row(pairs: Pairs, k: int, against: Mapping[str, bool], names: Sequence[str]) -> list[float]:
    return [float(against[name]) if name in GROUNDS else float(pairs.columns[name][k]) for name in names]


def _said(told: Told) -> str:
    return f"{told.claim.value} {written(told.claim)}".lower()


def of_gold(events: Sequence[Mapping[str, Any]]) -> Label:
    """Return what the labels of a story's events say of two figures."""
    labels = [conflict for event in events for conflict in event.get("conflicts") or ()]

    def label(a: Told, b: Told) -> bool | None:
        for conflict in labels:
            sides = conflict.get("match") or [[re.escape(plain(value))] for value in conflict["values"].values()]
            mine, yours = (
                {n for n, side in enumerate(sides) if any(re.search(plain(p), plain(_said(t))) for p in side)}
                for t in (a, b)
            )
            if mine and yours and mine != yours:
                named = {Path(file).name for file in conflict["values"]}
                return True if {Path(t.article.file).name for t in (a, b)} <= named else None
        return False

    return label


def _of_values(conflicts: Sequence[Mapping[str, Any]]) -> Label:
    def label(a: Told, b: Told) -> bool:
        x, y = _said(a), _said(b)
        values = [conflict["values"] for conflict in conflicts]
        return any((re.search(p, x) and re.search(q, y)) or (re.search(q, x) and re.search(p, y)) for p, q in values)

    return label


def _of_words(case: Mapping[str, Any]) -> Label:
    words: Sequence[str] = [word.lower() for word in case["conflict"]]

    def label(a: Told, b: Told) -> bool | None:
        x, y = _said(a), _said(b)
        if len(words) == 2 and ((words[0] in x and words[1] in y) or (words[1] in x and words[0] in y)):
            return True
        return None if case.get("also") else False

    return label


def fit(stories: Sequence[Labelled], names: Sequence[str]) -> list[float]:
    """Return the bias and the weights that tell the pairs best by logistic regression, each weight held to nothing.

    What is called a ground speaks against a pair or says nothing.
    """
    rows = np.concatenate([s.rows for s in stories])
    right = np.concatenate([s.right for s in stories]).astype(np.float64)
    signs = np.asarray([-(name in GROUNDS) for name in names])
    weights, bias = fitted(rows, right, SHRINKAGE, rare=RARE, signs=signs)
    return [round(float(value), 3) for value in (bias, *weights)]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
