"""What a story's `story.yaml` says of its articles: which languages are read, and in which order an outlet writes a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal
from urllib.parse import urlsplit

from dateline.ingest.story_file import StoryFile
from dateline.model import Article, Rejected

Order = Literal["MDY", "DMY"]
_FIGURES = re.compile(r"\b(\d{1,2})\D(\d{1,2})\D(?:\d{4}|\d{2})\b")


def in_languages(articles: Sequence[Article], story: StoryFile) -> tuple[tuple[Article, ...], tuple[Rejected, ...]]:
    """Part the articles in the story's languages from the others, which are listed; without any, all are kept."""
    wanted = {language.lower()[:2] for language in story.languages}
    kept = tuple(article for article in articles if not wanted or article.language[:2] in wanted)
    reason = f"written in {{}}; story.yaml reads {', '.join(story.languages)}"
    others = (article for article in articles if wanted and article.language[:2] not in wanted)
    return kept, tuple(Rejected(a.file, reason.format(a.language), a.record) for a in others)


def date_order(article: Article, story: StoryFile) -> Order | None:
    """Return the order in which an article's outlet, known by its address or its name, writes a date in figures."""
    try:
        host = urlsplit(article.url or "").hostname or ""
    except ValueError:
        host = ""
    name = (article.outlet or "").casefold()
    outlets = [
        story.outlet(host),
        *(o for h, o in story.outlets.items() if name in {h, (o.name or "").casefold()} and name),
    ]
    return next((outlet.date_order for outlet in outlets if outlet.date_order), None)


def settle_readings(article: Article, story: StoryFile) -> Article:
    """Read a publication date of two readings, such as 01/11/2024, in its outlet's order."""
    order, figures = date_order(article, story), _FIGURES.search(article.published_evidence)
    if not order or not figures or not article.published_readings:
        return article
    month = int(figures[1 if order == "MDY" else 2])
    day = next((reading for reading in article.published_readings if reading.month == month), None)
    if day is None:
        return article
    at = article.published_at and day.isoformat() + article.published_at[10:]
    evidence = f"{article.published_evidence}, read as {day.isoformat()}: story.yaml says {order}"
    return replace(article, published=day, published_at=at, published_evidence=evidence, published_readings=())
