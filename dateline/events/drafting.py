"""Drafts an article's mentions, or finds them again where nothing that they depend on has changed.

They depend on the article, on its timexes, and on what the rest of the story knows of those whom it names: an article of which
the story knew the same yesterday is not even read for whom it means.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline import codec
from dateline.cache import Cache, content_key
from dateline.events import acquaintance, dating, drafts
from dateline.events.anchored import Distance
from dateline.events.drafts import Draft
from dateline.events.extract import parse_version, text_key
from dateline.events.extraction import Extraction
from dateline.events.participants import Cast
from dateline.model import Article, Mention, Timex
from dateline.versions import code_version

Drafter = Callable[[Article, Extraction, Sequence[Timex]], list[Draft]]
Drafted = tuple[tuple[int, Mention, Distance | None, bool | None], ...]
"""Each draft's place, mention, distance and worth."""


def drafter(cast: Cast, cache: Cache | None = None) -> Drafter:
    """Return what drafts an article of the story whose names are `cast`."""

    def draft(article: Article, extraction: Extraction, timexes: Sequence[Timex]) -> list[Draft]:
        scene = dating.date_article(extraction, timexes, article.published, article.blocks)
        return drafts.of_article(article, scene, cast, timexes)

    if cache is None or not cache.is_near:
        return draft
    version, known = f"{parse_version()}-{code_version('events', 'times')}", acquaintance.known_of(cast)

    def remembered(article: Article, extraction: Extraction, timexes: Sequence[Timex]) -> list[Draft]:
        if any(predicate.given for predicate in extraction.predicates):
            return draft(article, extraction, timexes)
        key = content_key(text_key(article), codec.pack((article, timexes, known(article))))
        kept = cache.find("drafts", version, key, Drafted)
        if kept is not None:
            return [Draft(m, extraction.predicates[p], p, told_from, worth) for p, m, told_from, worth in kept]
        made = draft(article, extraction, timexes)
        cache.keep("drafts", version, key, tuple((d.place, d.mention, d.told_from, d.worth) for d in made))
        return made

    return remembered
