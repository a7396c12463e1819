"""Fits the weights by which events are ranked, to stories labelled by hand, and writes them to timeline/weights.json.

    python -m dateline.evaluation.ranking tests/story/stories

An event of a timeline is worth its line where it may be paired with a labelled one. Prints how many of each story's first
events are (`precision_top`), ranked by weights fitted to the other stories.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline import story
from dateline.evaluation.logistic import fitted
from dateline.evaluation.pairing import pair, read_told, read_wanted
from dateline.evaluation.story import as_scored, read_gold
from dateline.model import Mention, Timeline
from dateline.timeline.rank import shares_of

Floats = NDArray[np.float64]
SHRINKAGE = 8.0
"""How strongly a standardised weight is held to nothing, beside the sum of the losses of all events."""
AGAINST = frozenset({"undated", "crowd", "told_that_day", "told_at_once", "aged"})
"""What may only speak against an event; all else may only speak for it."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story's events: a row each, a column a feature; which are labelled; how many labels there are."""

    names: tuple[str, ...]
    rows: Floats
    listed: NDArray[np.bool_]
    labels: int


def main(stories: Path) -> None:
    found = {folder.name: read(folder) for folder in sorted(stories.iterdir()) if (folder / "gold.json").exists()}
    shares = [
        precision(held, fit([each for name, each in found.items() if name != left])) for left, held in found.items()
    ]
    print(f"{sum(len(each.listed) for each in found.values())} events of {len(found)} stories")
    print(f"precision_top on the story left out: {np.mean(shares):.3f}, least {min(shares):.2f}")
    path = Path(str(resources.files("dateline.timeline").joinpath("weights.json")))
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["importance"]["weights"] = fit(list(found.values()))
    path.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def read(folder: Path) -> Ranked:
    """Return the events of a labelled story's timeline."""
    articles = folder / "articles" if (folder / "articles").is_dir() else folder
    texts, rejected = story.read(articles)
    mentions, timexes = story.tell(texts, story.resolve(texts, folder=articles))
    events = story.merge(mentions, texts, timexes=timexes)
    return labelled(
        story.chronicle(folder.name, texts, rejected, events, mentions, timexes, folder=articles), mentions, folder
    )


def labelled(timeline: Timeline, mentions: Sequence[Mention], folder: Path) -> Ranked:
    """Return the events of a timeline with their features, and which of them the story's labels have."""
    wanted = [read_wanted(event) for event in read_gold(folder)["events"]]
    told, _ = read_told(as_scored(timeline))
    listed = {p for _, p in pair(wanted, told).pairs}
    shares = list(shares_of(timeline.events, mentions, timeline.articles))
    names = tuple(shares[0]) if shares else ()
    return Ranked(
        names,
        np.asarray([[each[name] for name in names] for each in shares], dtype=np.float64),
        np.asarray([p in listed for p in range(len(told))], dtype=bool),
        len(wanted),
    )


def fit(stories: Sequence[Ranked]) -> dict[str, float]:
    """Return the weights that fit best by logistic regression."""
    names = stories[0].names
    rows = np.concatenate([each.rows for each in stories])
    listed = np.concatenate([each.listed for each in stories]).astype(np.float64)
    signs = np.asarray([-1 if name in AGAINST else 1 for name in names])
    worth, bias = fitted(rows, listed, SHRINKAGE, signs=signs)
    return {"bias": round(bias, 2)} | {n: round(float(w), 2) for n, w in zip(names, worth, strict=True)}


def precision(held: Ranked, worth: dict[str, float]) -> float:
    """Return how many of a story's first events, as many as it has labels, are labelled."""
    odds = held.rows @ np.asarray([worth[name] for name in held.names])
    return float(held.listed[np.argsort(-odds, kind="stable")[: held.labels]].mean())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
