"""What a story's last run fused, found again where nothing that an event is made of has changed: few events change in a day.

One entry of the cache a story, as JSON. Each event in it stands under the hash of all that `fuse` is given: the mentions of the
group and those told beside them, what joined them, and the articles that they stand in. What a run did not use is forgotten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline import codec
from dateline.cache import content_key
from dateline.merge.fuse import fuse
from dateline.model import Article, Event, Mention
from dateline.versions import code_version, library_versions

if TYPE_CHECKING:
    from dateline.cache import Cache
    from dateline.merge.story import Fuse

Fused = tuple[tuple[str, Event], ...]


@contextmanager
def fuser(cache: Cache | None, story: str) -> Generator[Fuse]:
    """Lend `merge.fuse.fuse`, or one like it that remembers what the last run fused of the story of that name."""
    if cache is None or not cache.is_near:
        yield fuse
        return
    version, name = code_version("merge", "events") + library_versions("numpy"), content_key(story)
    known, used, hashed = dict(cache.find("yesterday", version, name, Fused) or ()), dict[str, Event](), _hashes()

    def remembered(
        members: Sequence[Mention],
        articles: Mapping[str, Article],
        reasons: Sequence[str],
        asides: Sequence[Mention] = (),
    ) -> Event:
        own = {mention.article: articles[mention.article] for mention in (*members, *asides)}
        key = content_key(codec.pack((members, reasons, asides)), *map(hashed, own.values()))
        (cache.hits if key in known else cache.misses)["fused"] += 1
        used[key] = known[key] if key in known else fuse(members, own, reasons, asides)
        return used[key]

    yield remembered
    if used.keys() != known.keys():
        cache.keep("yesterday", version, name, tuple(used.items()), Fused)


def _hashes() -> Callable[[Article], bytes]:
    """Return what hashes all of an article, once."""
    found: dict[str, bytes] = {}

    def hashed(article: Article) -> bytes:
        if article.id not in found:
            found[article.id] = hashlib.sha256(codec.pack(article)).digest()
        return found[article.id]

    return hashed
