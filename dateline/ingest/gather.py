"""Fetches a story's sources once: what is new is kept, what cannot be had is said, and the rest goes on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dateline import atomic
from dateline.cache import rooted
from dateline.errors import DatelineError
from dateline.ingest import feeds, keeping, story_file
from dateline.ingest.feeds import Entry
from dateline.ingest.fetching import Fetcher, FetchError, Page, Unchanged, shown
from dateline.ingest.keeping import Kept, Shelf
from dateline.ingest.story_file import Source, StoryFile

FEEDS = ".feeds.json"
MOST_FILES = 20_000
COPIED = frozenset({".txt", ".html", ".htm", ".json", ".jsonl", ".csv", ".xml"})


@dataclass(frozen=True, slots=True)
class Problem:
    source: str
    reason: str


@dataclass
class Gathered:
    """What one round over a story's sources brought."""

    new: list[str] = field(default_factory=list[str])
    unchanged: int = 0
    filtered: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])


def gather(story: Path, *, fetcher: Fetcher | None = None) -> Gathered:
    """Fetch everything that a story's `story.yaml` names; a source that fails costs only itself.

    Raises UsageError where the file is wrong, and OSError where nothing can be written.
    """
    configured = story_file.read(story)
    own = fetcher or Fetcher(configured.manners)
    round_ = _Round(story, configured, own, Shelf.load(story))
    try:
        for source in configured.sources:
            round_.take(source)
    finally:
        if fetcher is None:
            own.close()
    return round_.gathered


@dataclass
class _Round:
    story: Path
    configured: StoryFile
    fetcher: Fetcher
    shelf: Shelf
    gathered: Gathered = field(default_factory=Gathered)

    def take(self, source: Source) -> None:
        try:
            if source.kind == "feed":
                self._feed(source.address)
            elif source.kind == "urls":
                for url in _listed(self.story, source):
                    self._page(Entry(url), "urls", again=True)
            else:
                self._copies(source)
        except DatelineError as error:
            self._problem(source.address or source.kind, error)
        except OSError as error:
            if error.errno is not None and not isinstance(
                error, (FileNotFoundError, PermissionError, NotADirectoryError)
            ):
                raise
            self._problem(source.address or source.kind, error)

    def _feed(self, url: str) -> None:
        known = self._feeds_known()
        answer = self.fetcher.fetch(url, known.get(url))
        if isinstance(answer, Unchanged):
            self.gathered.unchanged += 1
            return
        outcomes = [self._entry(entry, url) for entry in feeds.entries(answer.content, answer.final_url)]
        if all(outcomes):  # else the feed is read again next time, for what could not be had this time
            self._remember(url, answer)

    def _entry(self, entry: Entry, feed: str) -> bool:
        if not self.configured.filters.admits(f"{entry.title} {entry.summary}", entry.day):
            self.gathered.filtered += 1
            return True
        return self._page(entry, shown(feed), again=False)

    def _page(self, entry: Entry, source: str, *, again: bool) -> bool:
        """Fetch one page; `again` asks whether a page that is kept has changed. Return whether there is nothing to repeat."""
        before = self.shelf.pages.get(entry.url)
        if (
            before is not None
            and not again
            and (before.title, before.published) == (entry.title or None, entry.published)
        ):
            self.gathered.unchanged += 1
            return True
        try:
            answer = self.fetcher.fetch(entry.url, self.shelf.known(entry.url))
            if isinstance(answer, Unchanged):
                self.gathered.unchanged += 1
                return True
            self._keep(answer, entry, source)
        except FetchError as error:
            self._problem(shown(entry.url), error)
            return False
        except DatelineError as error:
            self._problem(shown(entry.url), error)
        return True

    def _keep(self, page: Page, entry: Entry, source: str) -> None:
        host = urlsplit(page.final_url).hostname or ""
        outlet = self.configured.outlet(host)
        kept = Kept(
            file=keeping.file_name(host, page.content, page.content_type, page.fetched_at),
            url=entry.url,
            final_url=page.final_url,
            fetched_at=page.fetched_at,
            sha256=keeping.checksum(page.content),
            content_type=page.content_type,
            source=source,
            etag=page.etag,
            last_modified=page.last_modified,
            outlet=outlet.name,
            title=entry.title or None,
            published=entry.published,
            timezone=outlet.timezone,
        )
        self._count(kept, page.content)

    def _copies(self, source: Source) -> None:
        for name, content in _files(self.story, source, self.configured.manners.most_bytes):
            if content is None:
                self._problem(f"{source.address}/{name}", "larger than fetch.most_bytes")
                continue
            stem, suffix = Path(name).stem[:80], Path(name).suffix.lower()
            digest = keeping.checksum(content)
            safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in stem)
            url = f"{source.kind}:{name}"
            moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            kept = Kept(f"{safe}_{digest[:12]}{suffix}", url, url, moment, digest, "", source.kind)
            self._count(kept, content)

    def _count(self, kept: Kept, content: bytes) -> None:
        if self.shelf.keep(kept, content):
            self.gathered.new.append(kept.file)
        else:
            self.gathered.unchanged += 1

    def _problem(self, source: str, reason: object) -> None:
        self.gathered.problems.append(Problem(shown(source) if "://" in source else source, str(reason)))

    def _feeds_known(self) -> dict[str, dict[str, str]]:
        try:
            return json.loads((self.shelf.folder / FEEDS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def _remember(self, url: str, answer: Page) -> None:
        told = {"etag": answer.etag, "last_modified": answer.last_modified}
        known = self._feeds_known() | {url: {name: value for name, value in told.items() if value}}
        atomic.write_text(self.shelf.folder / FEEDS, json.dumps(known, sort_keys=True))


def _listed(story: Path, source: Source) -> Iterable[str]:
    if source.urls:
        return source.urls
    lines = (story / source.address).read_text(encoding="utf-8-sig").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _files(story: Path, source: Source, most_bytes: int) -> Iterator[tuple[str, bytes | None]]:
    """Yield the files of a folder or an object store, by name; None instead of one that is too large."""
    root = rooted(source.address) if "://" in source.address else story / source.address
    found = (path for path in root.rglob("*") if path.suffix.lower() in COPIED and not path.name.startswith("."))
    for count, path in enumerate(sorted(found, key=str)):
        if count == MOST_FILES:
            raise DatelineError(f"{source.address} holds more than {MOST_FILES} files")
        if path.is_symlink() or not path.is_file():
            continue
        name = str(path).removeprefix(str(root)).lstrip("/")
        yield name, path.read_bytes() if path.stat().st_size <= most_bytes else None
