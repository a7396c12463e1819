"""What was fetched, kept as it came in the story's `fetched/` folder, with when and from where.

    fetched/2024-03-04_example.org_3f2a90c1.html     the bytes of the answer
    fetched/fetch-manifest.jsonl                     one line a page: file, address, time, checksum, source
    fetched/articles.csv                             what a feed or the configuration says of it, for the reader

A page whose content changed is a new file; the older one stays, but only the newest of an address is an article.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dateline import atomic
from dateline.errors import DatelineError
from dateline.ingest.pages import Kept

FOLDER = "fetched"
OLDER = ".older"
"""Hidden from the reader: earlier versions of pages that changed."""
MANIFEST = "fetch-manifest.jsonl"
METADATA = ("file", "outlet", "title", "published", "timezone", "url")
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/json": ".json",
    "application/ld+json": ".json",
}
"""What is kept, by the type that its server states; anything else is no article."""


@dataclass
class Shelf:
    """A story's `fetched/` folder; loaded once, saved after each page, so that a kill loses at most one."""

    folder: Path
    pages: dict[str, Kept] = field(default_factory=dict[str, Kept])

    @classmethod
    def load(cls, story: Path) -> Shelf:
        """Read the manifest; raises DatelineError, naming file and line, where it is damaged."""
        shelf = cls(story / FOLDER)
        path = shelf.folder / MANIFEST
        if not path.exists():
            return shelf
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                kept = Kept(**json.loads(line))
            except (ValueError, TypeError) as error:
                raise DatelineError(f"{path}, line {number} is damaged: correct or remove it") from error
            shelf.pages[kept.url] = kept
        return shelf

    def known(self, url: str) -> Mapping[str, str]:
        """Return what lets a server say that a page has not changed."""
        kept = self.pages.get(url)
        if kept is None or not (self.folder / kept.file).exists():
            return {}
        return {name: value for name in ("etag", "last_modified") if (value := getattr(kept, name))}

    def keep(self, kept: Kept, content: bytes) -> bool:
        """Keep a page; return whether its content is new."""
        before = self.pages.get(kept.url)
        if before is not None and before.sha256 == kept.sha256 and (self.folder / before.file).exists():
            return False
        atomic.write_bytes(self.folder / kept.file, content)
        self.pages[kept.url] = kept
        self._save()
        if before is not None and before.file != kept.file and (self.folder / before.file).exists():
            (self.folder / OLDER).mkdir(exist_ok=True)
            (self.folder / before.file).replace(self.folder / OLDER / before.file)
        return True

    def _save(self) -> None:
        pages = sorted(self.pages.values(), key=lambda kept: (kept.fetched_at, kept.file))
        lines = [json.dumps(asdict(kept), ensure_ascii=False) for kept in pages]
        atomic.write_text(self.folder / MANIFEST, "\n".join(lines) + "\n")
        atomic.write_text(self.folder / "articles.csv", _table(pages))


def file_name(host: str, content: bytes, content_type: str, fetched_at: str) -> str:
    """Name a page's file by day, host and content; raises DatelineError where its type is no article's."""
    suffix = _SUFFIXES.get(content_type)
    if suffix is None:
        raise DatelineError(f"no article: its type is {content_type[:60] or 'not stated'}")
    safe = re.sub(r"[^a-z0-9.-]+", "-", host.lower()).strip(".-")[:80] or "unknown"
    return f"{fetched_at[:10]}_{safe}_{checksum(content)[:12]}{suffix}"


def checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def day(published: Any) -> dt.date | None:
    """Read the calendar day that a feed prints, in the zone that it prints it in."""
    return None if published is None else dt.date(published.tm_year, published.tm_mon, published.tm_mday)


def _table(pages: Iterable[Kept]) -> str:
    table = io.StringIO()
    writer = csv.DictWriter(table, METADATA, lineterminator="\n")
    writer.writeheader()
    for kept in pages:
        writer.writerow({name: getattr(kept, name) or "" for name in METADATA})
    return table.getvalue()
