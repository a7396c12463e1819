"""Fits the weights by which groups of mentions are joined, to stories labelled by hand, and writes them to weights.json.

    python -m dateline.evaluation.grouping tests/story/stories

Prints how well the groups of each story are told apart by weights fitted to the other stories: the average precision. Two
groups tell one event where passages of different articles that a label quotes stand in both. A group that holds nothing
but a passage of an article that the other quotes too may tell something else of the same sentence: it teaches nothing.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline import story
from dateline.cache import Cache
from dateline.evaluation.logistic import fitted
from dateline.evaluation.story import read_gold
from dateline.evaluation.weighing import Labelled, events_told
from dateline.merge.cluster import partition
from dateline.merge.groups import Groups
from dateline.merge.story import paired, prepared
from dateline.merge.unite import alike
from dateline.model import Article, Mention

Floats = NDArray[np.float64]
SHRINKAGE = 16.0
"""How strongly a weight is held to nought, in units of its feature's spread."""
AGAINST = frozenset({"others", "share_of_articles"})
"""What may not speak for it that two groups are one, however few labels there are."""
READINESS = 0.7
"""What is added to the bias: of two groups that are alike at all, labels know too few to be one."""


def main(stories: Path) -> None:
    path = Path(str(resources.files("dateline.merge").joinpath("weights.json")))
    found = {folder.name: groups for folder in sorted(stories.iterdir()) if (groups := read(folder)) is not None}
    known = {name: groups for name, groups in found.items() if groups.same.any()}
    told_apart = [
        _average_precision(held, fit([g for n, g in known.items() if n != name])) for name, held in known.items()
    ]
    print(f"{len(known)} stories, {sum(len(g.same) for g in known.values())} pairs of groups")
    print(f"average precision on the story left out: {np.mean(told_apart):.3f}")
    stored = json.loads(path.read_text(encoding="utf-8"))
    about = "log odds that two groups of mentions of one story tell of the same event; fitted to labelled stories"
    stored["groups"] = {"about": about, "weights": fit(list(known.values()))}
    path.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def read(folder: Path, cache: Cache | None = None) -> Labelled | None:
    """Return the labelled groups of a story two by two, or None where its labels quote no passages."""
    if not (folder / "gold.json").exists():
        return None
    gold: Sequence[Mapping[str, Any]] = read_gold(folder)["events"]
    if not any(event.get("evidence") for event in gold):
        return None
    articles, _ = story.read(folder / "articles", cache=cache)
    mentions, _ = story.tell(articles, story.resolve(articles, cache=cache), cache=cache)
    return labelled(mentions, articles, gold)


def labelled(mentions: Sequence[Mention], articles: Sequence[Article], gold: Sequence[Mapping[str, Any]]) -> Labelled:
    """Compare all groups, two by two, that are alike and not known to be told by one passage."""
    told = prepared(mentions, articles)
    compared = paired(told, articles)
    rows = partition(compared.score, compared.pairs, len(compared.table), scores=compared.scores)
    groups = Groups(rows, compared.table)
    near = alike(compared.score, compared.pairs, compared.scores, len(compared.table))
    a, b, columns = groups.compared(compared.score, *groups.hopeful(near))
    events = events_told(told, articles, gold)
    of = [_told(told, [r for k in members for r in compared.copies[k]], events) for members in rows]
    same = [_same(of[x], of[y]) for x, y in zip(map(int, a), map(int, b), strict=True)]
    sure = np.asarray([answer is not None for answer in same], dtype=bool)
    kept = {name: np.asarray(column, dtype=np.float64)[sure] for name, column in columns.items()}
    return Labelled(kept, np.asarray([answer for answer in same if answer is not None], dtype=bool))


def _told(told: Sequence[Mention], rows: Sequence[int], events: Sequence[set[int]]) -> dict[int, set[str]]:
    """Return the labelled events of a group, each with the articles whose passages tell it."""
    found: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        for event in events[row]:
            found[event].add(told[row].article)
    return found


def _same(one: Mapping[int, set[str]], other: Mapping[int, set[str]]) -> bool | None:
    """Say whether two groups tell one event; None where only the passages of one article say so."""
    common = one.keys() & other.keys()
    if not common:
        return False
    apart = any(not one[k] <= other[k] and not other[k] <= one[k] for k in common)
    return True if apart else None


def fit(stories: Sequence[Labelled]) -> dict[str, float]:
    """Return the weights that fit best by logistic regression."""
    names = list(stories[0].columns)
    rows = np.concatenate([np.stack([s.columns[name] for name in names], axis=1) for s in stories])
    same = np.concatenate([s.same for s in stories]).astype(np.float64)
    weights, bias = fitted(rows, same, SHRINKAGE, signs=np.asarray([-(name in AGAINST) for name in names]))
    return {"bias": round(bias + READINESS, 2)} | {n: round(float(w), 2) for n, w in zip(names, weights, strict=True)}


def _average_precision(pairs: Labelled, weights: Mapping[str, float]) -> float:
    odds = sum((weights[name] * column for name, column in pairs.columns.items()), np.zeros(len(pairs.same)))
    ranked = pairs.same[np.argsort(-odds, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precision[ranked].mean())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
