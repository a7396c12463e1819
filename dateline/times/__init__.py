"""TAG and RESOLVE: temporal expressions and the days they mean.

Lives here: lexicon, grammar, resolution, TIMEX3. Does not: events, files, spaCy, pandas.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from dateline.model import Block, Timex
from dateline.times.intervals import interval_of
from dateline.times.matcher import Expression, find
from dateline.times.openyears import with_years
from dateline.times.resolve import Order, finish, resolve
from dateline.times.timeml import as_timeml
from dateline.times.value import Value, parse

__all__ = [
    "Expression",
    "Value",
    "as_timeml",
    "find",
    "finish",
    "interval_of",
    "parse",
    "reads",
    "resolve",
    "tag",
    "with_years",
]


def reads(language: str) -> bool:
    """Say whether there is a grammar for a language, named by its ISO 639-1 code."""
    return language.isalpha() and Path(__file__).parent.joinpath(language, "words.toml").is_file()


def tag(
    text: str,
    published: dt.date | str | None = None,
    *,
    blocks: Sequence[Block] = (),
    language: str = "en",
    order: Order | None = None,
) -> tuple[Timex, ...]:
    """Find the temporal expressions of a text and date them against `published`, a date or an ISO string."""
    day = dt.date.fromisoformat(published[:10]) if isinstance(published, str) else published
    if isinstance(day, dt.datetime):
        day = day.date()
    return resolve(text, find(text, language=language), day, blocks=blocks, order=order)
