"""Extracts what a text tells from the text alone; parses are kept by the hash of the text and this room's version."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.events import predicates
from dateline.events.parse import MODEL, Parse, parse, parse_all
from dateline.events.predicates import Extraction
from dateline.model import Article

if TYPE_CHECKING:
    from dateline.cache import Cache

VERSION = "2"
"""Of the parse that is kept; the rules run anew on every build."""


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
    parses = {article.id: found for article in articles if (found := _known(article, cache)) is not None}
    missing = [article for article in articles if article.id not in parses]
    for number, (article, parsed) in enumerate(zip(missing, parse_all(missing), strict=True), start=1):
        parses[article.id] = parsed
        _keep(article, parsed, cache)
        if progress:
            progress("events", len(articles) - len(missing) + number, len(articles))
    return {article.id: predicates.analyse(parses[article.id]) for article in articles}


def describe(parsed: Parse, spans: Iterable[tuple[int, int]]) -> Extraction:
    """Describe given event words, one predicate a span and in their order; a span outside every sentence yields none.

    For corpora that come with their events marked: `attach` then dates exactly these.
    """
    whole = predicates.analyse(Parse(parsed.sentences, parsed.place, parsed.labels))
    return predicates.of_spans(whole, spans)


def _key(article: Article) -> str:
    from dateline.cache import content_key

    layout = ";".join(f"{block.start}-{block.end}-{block.kind}" for block in article.blocks)
    return content_key(article.text, article.language, layout, os.environ.get("DATELINE_SPACY_MODEL", MODEL))


def _known(article: Article, cache: Cache | None) -> Parse | None:
    if cache is None or cache.root is None:
        return None
    content = cache.lookup("events", VERSION, _key(article))
    if content is None:
        return None
    from dateline import codec

    return codec.unpack(Parse, content)


def _keep(article: Article, parsed: Parse, cache: Cache | None) -> None:
    if cache is None or cache.root is None:
        return
    from dateline import codec

    cache.store("events", VERSION, _key(article), codec.pack(parsed))
