"""What depends on one text alone, found again in the cache: of a story with one new article, one is read and tagged.

Everything is kept under the hash of the code that made it and the versions of the libraries that it asked, so that a change of
rules leaves nothing stale. An object store is not asked: a round trip takes longer than the work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dateline import articles as reading
from dateline import times
from dateline.articles.limits import LIMITS
from dateline.articles.repeats import Wording, wording
from dateline.articles.siblings import Sibling, sibling_of
from dateline.cache import content_key
from dateline.merge.measures import Measures, measures
from dateline.model import Article, Block, Rejected, Timex
from dateline.times import Expression
from dateline.versions import code_version, library_versions

if TYPE_CHECKING:
    from dateline.cache import Cache
    from dateline.times import Order

Read = tuple[tuple[Article, ...], tuple[Rejected, ...]]
LIBRARIES = (
    "charset-normalizer", "dateparser", "feedparser", "ftfy", "htmldate", "lxml", "py3langid", "python-dateutil", "trafilatura",
)  # fmt: skip
"""What the reading of a file is left to."""


def reader(cache: Cache | None) -> Callable[[Path, Path, reading.Row | None, dt.date | None], Read]:
    """Return `articles.read_file`, or one like it that remembers what it read from the same bytes."""
    if cache is None or not cache.is_near:
        return reading.read_file
    version = code_version("articles") + library_versions(*LIBRARIES)

    def read(path: Path, root: Path, row: reading.Row | None, today: dt.date | None) -> Read:
        file = path.relative_to(root).as_posix()
        try:
            content = path.read_bytes() if path.stat().st_size <= LIMITS["file_bytes"] else None
        except OSError:
            content = None
        if content is None:  # that it is too long or cannot be read is for `read_file` to say
            return reading.read_file(path, root, row, today)
        key = content_key(content, file, repr(row), str(today))
        make = partial(reading.read_bytes, content, file, row, today)
        return cache.get_or_make("articles", version, key, Read, make)

    return read


def tagger(cache: Cache | None) -> Callable[[Article, Order | None], tuple[Timex, ...]]:
    """Return `times.tag` for articles, or one like it that remembers what it found in the same text of the same day."""

    def tag(article: Article, order: Order | None) -> tuple[Timex, ...]:
        return times.tag(article.text, article.published, blocks=article.blocks, language=article.language, order=order)

    if cache is None or not cache.is_near:
        return tag
    version = code_version("times") + library_versions("python-dateutil")

    def remembered(article: Article, order: Order | None) -> tuple[Timex, ...]:
        key = content_key(article.text, article.language, str(article.published), order, layout(article.blocks))
        return cache.get_or_make("timexes", version, key, tuple[Timex, ...], partial(tag, article, order))

    return remembered


def finder(cache: Cache | None) -> Callable[[Article], tuple[Expression, ...]]:
    """Return `times.find` for articles, or one like it that remembers what it found in the same text."""

    def find(article: Article) -> tuple[Expression, ...]:
        return times.find(article.text, language=article.language)

    if cache is None or not cache.is_near:
        return find
    version = code_version("times")

    def remembered(article: Article) -> tuple[Expression, ...]:
        key = content_key(article.text, article.language)
        return cache.get_or_make("expressions", version, key, tuple[Expression, ...], partial(find, article))

    return remembered


def worder(cache: Cache | None) -> Callable[[Article], Wording]:
    """Return `repeats.wording`, or one like it that remembers the words of the same text."""
    if cache is None or not cache.is_near:
        return wording
    version = code_version("articles")

    def remembered(article: Article) -> Wording:
        key = content_key(article.text, article.title, layout(article.blocks))
        return cache.get_or_make("wordings", version, key, Wording, partial(wording, article))

    return remembered


def teller(cache: Cache | None, expressions: Mapping[str, Sequence[Expression]]) -> Callable[[Article], Sibling]:
    """Return `siblings.sibling_of`, or one like it that remembers what the same text of the same day tells."""

    def tell(article: Article) -> Sibling:
        return sibling_of(article, expressions.get(article.id, ()))

    if cache is None or not cache.is_near:
        return tell
    version = code_version("articles", "times") + library_versions(*LIBRARIES)

    def remembered(article: Article) -> Sibling:
        days = ",".join(map(str, (article.published, *article.published_readings)))
        key = content_key(article.text, article.language, article.file, days, layout(article.blocks))
        return cache.get_or_make("siblings", version, key, Sibling, partial(tell, article))

    return remembered


def measurer(cache: Cache | None) -> Callable[[Article, Sequence[Timex]], Measures]:
    """Return `merge.measures.measures`, or one like it that remembers what it read in the same text with the same dates."""
    if cache is None or not cache.is_near:
        return measures
    version = code_version("merge")

    def remembered(article: Article, dates: Sequence[Timex]) -> Measures:
        key = content_key(article.text, article.id, " ".join(f"{date.start}-{date.end}" for date in dates))
        return cache.get_or_make("figures", version, key, Measures, partial(measures, article, dates))

    return remembered


def layout(blocks: Sequence[Block]) -> str:
    """Write where an article's blocks stand, of which kind and day they are."""
    return ";".join(f"{block.start}-{block.end}-{block.kind}-{block.published or ''}" for block in blocks)
