"""Dates each article of labelled stories from its siblings, as if it stated no date, and counts right, wrong and undecided.

    python tools/train_dating.py [STORY_FOLDER ...] [--train]

A story's folder holds `articles/` and `gold.json`; the project's own stories and case tables are always read. With --train it
fits the weights of dateline/articles/weights.toml to them: multinomial regression over the days that are tried for an article,
each weight drawn towards what the clue itself says. What it then prints is scored by weights that have not seen the story.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from dateline import times
from dateline.articles import candidates, date_story, read_bytes, read_folder
from dateline.articles import day as days
from dateline.articles.clues import Clues
from dateline.articles.scoring import score
from dateline.model import Article

ROOT = Path(__file__).parent.parent
TARGET = Path(days.__file__).parent / "weights.toml"
HEADER = """# How much each clue counts in dating an article that states no date: multinomial regression over the articles of labelled
# stories, each dated from its siblings (`tools/train_dating.py`). 1 is what the clue itself says.

[clues]
"""
COUNTED = ("first named", "latest")
"""Clues that say nothing by themselves: their prior weight is 0."""
SPREAD, SPREAD_COUNTED = 0.35, 0.5
STEPS, RATE = 400, 0.02

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Story:
    """Articles, and by file the days that count as right."""

    name: str
    articles: tuple[Article, ...]
    right: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Hidden:
    """An article dated from its siblings: the day that was found, and what each clue said of each day that was tried."""

    story: str
    file: str
    found: str
    right: frozenset[str]
    tried: tuple[days.Day, ...]


def labelled(folders: Sequence[Path]) -> Iterator[Story]:
    """Read the stories of folders and of the case tables."""
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))["articles"]
        right = {a["file"]: frozenset((a["published"], *a.get("accept", ()))) for a in gold}
        yield Story(folder.name, read_folder(folder / "articles")[0], right)
    for table in ("stories", "undated", "inferred", "features", "lookbacks", "pairings", "indirect", "whole_read"):
        for story in tomllib.loads((ROOT / f"tests/cases/articles/{table}.toml").read_text("utf-8"))["story"]:
            articles = tuple(read_bytes(a["text"].encode(), a["file"])[0][0] for a in story["article"])
            right = {a["file"]: frozenset(a["expected"]) for a in story["article"] if a["expected"]}
            yield Story(f"{table}: {story['name']}", articles, right)


def hide(article: Article) -> Article:
    """Take from an article what it states of its day."""
    blocks = tuple(replace(b, kind="boilerplate") if b.kind == "meta" else b for b in article.blocks)
    return replace(
        article, blocks=blocks, published=None, published_at=None, published_basis="none", published_evidence="",
        published_confidence=0.0, published_readings=(),
    )  # fmt: skip


def hidden(story: Story) -> Iterator[Hidden]:
    """Date every article of a story from the others."""
    expressions = {a.id: times.find(a.text, language=a.language) for a in story.articles}
    for article in story.articles:
        if article.file not in story.right:
            continue
        tried = dict[str, dict[str, days.Day]]()
        others = [hide(a) if a.id == article.id else a for a in story.articles]
        with mock.patch.object(candidates, "score", watching(tried)):
            found = next(a for a in date_story(others, expressions) if a.id == article.id)
        days_tried = tuple(tried.get(article.id, {}).values())
        yield Hidden(story.name, article.file, str(found.published), story.right[article.file], days_tried)


def watching(tried: dict[str, dict[str, days.Day]]) -> Callable[..., days.Day]:
    """Score days as the engine does, and keep for each article, by date, what was said of them last."""

    def scored(date: dt.date, mine: Clues, *rest: Any) -> days.Day:
        day = score(date, mine, *rest)
        tried.setdefault(mine.article.id, {})[str(date)] = day
        return day

    return scored


def tally(cases: Sequence[Hidden]) -> Counter[str]:
    """Count what was found."""
    return Counter(
        "right" if case.found in case.right else "undecided" if case.found == "None" else "wrong" for case in cases
    )


def table(cases: Sequence[Hidden], names: Sequence[str]) -> list[tuple[Floats, NDArray[np.bool_]]]:
    """What the clues say of the days of each article one of whose right days was tried, and which days those are."""
    rows = list[tuple[Floats, NDArray[np.bool_]]]()
    for case in cases:
        right = np.array([str(day.date) in case.right for day in case.tried])
        if right.any():
            rows.append((np.array([[day.parts.get(name, 0.0) for name in names] for day in case.tried]), right))
    return rows


def fit(cases: Sequence[Hidden], names: Sequence[str]) -> Floats:
    """Find the weights by which the right days are likeliest."""
    prior = np.array([0.0 if name.startswith(COUNTED) else 1.0 for name in names])
    spread = np.where(prior == 0, SPREAD_COUNTED, SPREAD)
    weights, rows = prior.copy(), table(cases, names)
    for _ in range(STEPS):
        slope = (prior - weights) / spread**2
        for said, right in rows:
            believed = probable(said @ weights)
            slope += said.T @ (np.where(right, believed, 0) / max(believed[right].sum(), 1e-12) - believed)
        weights = np.where(prior == 0, weights + RATE * slope / 4, np.maximum(weights + RATE * slope / 4, 0))
    return weights


def probable(scores: Floats) -> Floats:
    """Turn scores to probabilities."""
    odds = np.exp(scores - scores.max())
    return odds / odds.sum()


def carried_over(cases: Sequence[Hidden], names: Sequence[str]) -> str:
    """Score each story's articles by weights that have not seen the story."""
    best, likely = 0, list[float]()
    for story in sorted({case.story for case in cases}):
        weights = fit([case for case in cases if case.story != story], names)
        for said, right in table([case for case in cases if case.story == story], names):
            believed = probable(said @ weights)
            best += bool(right[believed.argmax()])
            likely.append(float(np.log(max(believed[right].sum(), 1e-12))))
    return f"{best} of {len(likely)} have their day as the likeliest; mean logarithm of its probability {np.mean(likely):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--train", action="store_true")
    chosen = parser.parse_args()
    own = sorted(path.parent for path in (ROOT / "tests/story/stories").glob("*/gold.json"))
    cases = [case for story in labelled([*own, *chosen.folders]) for case in hidden(story)]
    for case in cases:
        if case.found not in case.right:
            print(f"{case.story}, {case.file}: {case.found}, right is {' or '.join(sorted(case.right))}")
    print(dict(tally(cases)))
    if chosen.train:
        names = sorted({name for case in cases for day in case.tried for name in day.parts})
        print(carried_over(cases, names))
        lines = [f'"{name}" = {weight:.2f}\n' for name, weight in zip(names, fit(cases, names), strict=True)]
        TARGET.write_text(HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
