"""Drafts an article's mentions, or finds them again where nothing that they depend on has changed.

They depend on the article, on its timexes, and on whom the rest of the story makes of its names: `Meant` holds just that, so that
an article told of the same persons yesterday is drafted no second time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline import codec
from dateline.cache import Cache, content_key
from dateline.events import dating, drafts
from dateline.events.drafts import Draft
from dateline.events.entities import Entity
from dateline.events.extract import parse_version, text_key
from dateline.events.extraction import Extraction
from dateline.events.names import Name
from dateline.events.participants import Cast
from dateline.model import Article, Mention, Timex
from dateline.versions import code_version

Drafter = Callable[[Article, Extraction, Sequence[Timex]], list[Draft]]
Drafted = tuple[tuple[int, Mention], ...]
Meant = tuple[
    list[tuple[str, str, str, bool]], list[tuple[int, int, list[int]]], list[tuple[str, int]], dict[int, list[Name]]
]
"""The entities that an article tells of; which of them each (sentence, token) means, and each form of a name; its names."""


def drafter(cast: Cast, cache: Cache | None = None) -> Drafter:
    """Return what drafts an article of the story whose names are `cast`."""

    def draft(article: Article, extraction: Extraction, timexes: Sequence[Timex]) -> list[Draft]:
        return _draft(article, extraction, timexes, cast.only(article.id))

    if cache is None or not cache.is_near:
        return draft
    version = f"{parse_version()}-{code_version('events', 'times')}"

    def remembered(article: Article, extraction: Extraction, timexes: Sequence[Timex]) -> list[Draft]:
        if any(predicate.given for predicate in extraction.predicates):
            return draft(article, extraction, timexes)
        mine = cast.only(article.id)
        told = codec.pack((article, timexes, _meant(mine, article.id)))
        key = content_key(text_key(article), told)
        kept = cache.find("drafts", version, key, Drafted)
        if kept is not None:
            return [Draft(mention, extraction.predicates[place], place) for place, mention in kept]
        made = _draft(article, extraction, timexes, mine)
        cache.keep("drafts", version, key, tuple((each.place, each.mention) for each in made))
        return made

    return remembered


def _draft(article: Article, extraction: Extraction, timexes: Sequence[Timex], mine: Cast) -> list[Draft]:
    scene = dating.date_article(extraction, timexes, article.published, article.blocks)
    return drafts.of_article(article, scene, mine, timexes)


def _meant(cast: Cast, article: str) -> Meant:
    numbers: dict[int, int] = {}
    entities: list[tuple[str, str, str, bool]] = []

    def number_of(entity: Entity) -> int:
        number = numbers.setdefault(id(entity), len(entities))
        if number == len(entities):
            entities.append((entity.name, entity.kind, entity.gender, entity.named))
        return number

    heads = [(*place, [number_of(entity) for entity in meant]) for place, meant in cast.heads[article].items()]
    forms = [(form, number_of(entity)) for form, entity in cast.entities.items()]
    return entities, heads, forms, cast.names[article]
