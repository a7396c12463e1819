"""Fits the weights by which a contradiction of two figures finds the events it is shown on, and writes them to weights.json.

    python -m dateline.evaluation.seating tests/story/stories

Of each labelled contradiction that the engine finds, the event that is paired with the label's is right, and every other
that its articles tell is not, unless it may be the label's as well.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline import story
from dateline.evaluation.figuring import of_gold
from dateline.evaluation.logistic import fitted
from dateline.evaluation.pairing import pair, read_told, read_wanted
from dateline.evaluation.story import as_scored, read_gold
from dateline.merge.disputes import compared, scored
from dateline.merge.measures import measures
from dateline.merge.seats import Seating, likeliest, seating
from dateline.merge.story import fused
from dateline.merge.told import Told, told_of
from dateline.model import Article, Mention, Timex

Floats = NDArray[np.float64]
SHRINKAGE = 1.0
"""How strongly a standardised weight is held to nothing, beside the sum of the losses of all events."""
RARE = 0.15
"""The least spread of a feature: one that few events have is held back as if more had it."""
AGAINST = frozenset({"undated", "long", "to_come", "other_day"})
"""What may only speak against an event; all else may only speak for it."""


@dataclass(frozen=True, slots=True)
class Seated:
    """A contradiction: a row an event, a column a feature, and which event is the label's."""

    rows: Floats
    right: NDArray[np.bool_]


def main(stories: Path) -> None:
    path = Path(str(resources.files("dateline.merge").joinpath("weights.json")))
    stored = json.loads(path.read_text(encoding="utf-8"))
    names: list[str] = list(stored["seats"]["weights"])
    found = {folder.name: list(read(folder, names)) for folder in sorted(stories.iterdir()) if folder.is_dir()}
    stored["seats"]["weights"] = dict(
        zip(names, fit([each for rows in found.values() for each in rows], names), strict=True)
    )
    path.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    print(f"{sum(map(len, found.values()))} contradictions in {len(found)} stories")
    held = [
        _shown(each, fit([o for n, rows in found.items() if n != left for o in rows], names))
        for left in found
        for each in found[left]
    ]
    right = sum(bool(each.any()) for each in held)
    print(
        f"each story left out of the fit: {right} on the right event, {sum(map(len, held)) / len(held):.2f} events each"
    )


def _shown(seated: Seated, weights: Sequence[float]) -> NDArray[np.bool_]:
    """Return for each event that is shown the contradiction whether it is the label's."""
    return seated.right[likeliest((seated.rows @ np.asarray(weights)).tolist())]


def read(folder: Path, names: Sequence[str]) -> Iterator[Seated]:
    """Yield the labelled contradictions of a story that the engine finds."""
    articles, _ = story.read(folder / "articles")
    mentions, timexes = story.tell(articles, story.resolve(articles))
    yield from seated(articles, mentions, timexes, read_gold(folder)["events"], names)


def seated(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    timexes: Mapping[str, Sequence[Timex]],
    gold: Sequence[Mapping[str, Any]],
    names: Sequence[str],
) -> Iterator[Seated]:
    """Yield the labelled contradictions of a story, given what its articles tell."""
    events, groups = fused(mentions, articles)
    timeline = story.chronicle("", articles, (), events, mentions, timexes)
    told, _ = read_told(as_scored(timeline))
    pairing = pair([read_wanted(event) for event in gold], told)
    place = {event.id: k for k, event in enumerate(events)}
    known = {article.id: article for article in articles}
    figures = list(told_of(events, groups, known, {key: measures(article).claims for key, article in known.items()}))
    pairs = [(pairs.told[a], pairs.told[b], odds) for pairs, _ in compared(figures) for a, b, odds in scored(pairs)]
    seats = seating(events, groups)
    for g, k in pairing.chosen.items():
        also = {place[timeline.events[p].id] for w, p in pairing.pairs if w == g} - {place[timeline.events[k].id]}
        for conflict in gold[g].get("conflicts") or ():
            label = of_gold([{"conflicts": [conflict]}])
            able = [(odds, a, b) for a, b, odds in pairs if label(a, b)]
            if able:
                _, a, b = max(able, key=lambda each: each[0])
                yield _seated(seats, a, b, place[timeline.events[k].id], also, names)


def _seated(seats: Seating, a: Told, b: Told, right: int, also: set[int], names: Sequence[str]) -> Seated:
    able = [k for k in seats.able(a, b) if k not in also]
    rows = [[row[name] for name in names] for row in seats.features(a, b, able)]
    return Seated(np.asarray(rows, dtype=np.float64), np.asarray([k == right for k in able], dtype=np.bool_))


def fit(found: Sequence[Seated], names: Sequence[str]) -> list[float]:
    """Return the weights of the features that tell best which event a contradiction is of."""
    rows, right = np.concatenate([each.rows for each in found]), np.concatenate([each.right for each in found])
    signs = np.asarray([-1 if name in AGAINST else 1 for name in names])
    weights, _ = fitted(rows, right.astype(np.float64), SHRINKAGE, rare=RARE, signs=signs)
    return [round(float(weight), 3) for weight in weights]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
