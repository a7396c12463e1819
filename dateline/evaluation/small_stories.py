"""Reads the small stories of the case tables, from which the weights of contradictions are learnt too."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.model import Article


def small_stories(folder: Path, *tables: str) -> Iterator[tuple[Mapping[str, Any], tuple[Article, ...]]]:
    """Yield each case of the tables in `folder` that may be learned from, with its articles."""
    for table in tables:
        read = tomllib.loads((folder / f"{table}.toml").read_text("utf-8"))
        for case in read.get("story", read.get("case", [])):
            if not case.get("unread"):
                yield case, articles_of(case["told"])


def articles_of(told: Sequence[tuple[str, str]]) -> tuple[Article, ...]:
    """Return the articles of a small story, each told as its day and its text, each of an outlet of its own."""
    return tuple(
        Article(
            id=f"a{k}", file=f"a{k}.txt", text=text, raw=text, title=text.partition("\n")[0], outlet=f"Outlet {k}",
            published=dt.date.fromisoformat(day), published_basis="metadata",
        )
        for k, (day, text) in enumerate(told)
    )  # fmt: skip
