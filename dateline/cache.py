"""Work already done on a text, found again by the hash of the text and the version of the code that did it.

One file an entry: `ROOT/STAGE/VERSION/ab/abcdef....bin`, its content after the SHA-256 of its content. An entry that fails
its checksum counts as absent and is made again. Without a root nothing is kept, and every lookup is a miss.

    cache = Cache(".dateline/cache")
    mentions = cache.get_or_make("events", VERSION, content_key(article.text, article.language),
                                 tuple[RawMention, ...], lambda: extract(article))
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dateline import atomic, codec

if TYPE_CHECKING:
    from collections.abc import Callable

    from upath import UPath

T = TypeVar("T")
_CHECKSUM = hashlib.sha256().digest_size
_UNSAFE = re.compile(r"[^0-9A-Za-z._-]+")


def content_key(*parts: str | bytes | None) -> str:
    """Hash what a result depends on: the text first, then whatever else changes it (a language, a setting)."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"-" if content is None else b"%d:" % len(content) + content)
    return digest.hexdigest()


def rooted(path: UPath | Path | str) -> UPath | Path:
    """Read a folder's name: a local path, or the address of an object store such as `s3://bucket/folder`."""
    if not isinstance(path, str):
        return path
    if "://" not in path:
        return Path(path)
    from upath import UPath  # slow to import, and needed for object stores alone

    return UPath(path)


class Cache:
    """Results by (stage, version, key), and the count of those found and those made."""

    def __init__(self, root: UPath | Path | str | None = None) -> None:
        self.root = None if root is None else rooted(root)
        self.hits: Counter[str] = Counter()
        self.misses: Counter[str] = Counter()
        self._folders: dict[tuple[str, str], UPath | Path] = {}

    @property
    def is_near(self) -> bool:
        """Say whether an entry is found faster than a text is read: kept, and in a file system of this machine."""
        return self.root is not None and atomic.is_local(self.root)

    def lookup(self, stage: str, version: str, key: str) -> bytes | None:
        """Return an entry's bytes, or None where it is absent or damaged."""
        content = self._read(stage, version, key)
        (self.misses if content is None else self.hits)[stage] += 1
        return content

    def store(self, stage: str, version: str, key: str, content: bytes) -> None:
        """Keep an entry, whole or not at all; what a power cut garbles fails its checksum."""
        if self.root is not None:
            framed = hashlib.sha256(content).digest() + content
            atomic.write_bytes(self._path(stage, version, key), framed, durable=False)

    def find(self, stage: str, version: str, key: str, kind: type[T]) -> T | None:
        """Return an entry as a `kind`, such as `tuple[Timex, ...]`, or None where it is absent, damaged or of another kind."""
        content = self.lookup(stage, version, key)
        if content is None:
            return None
        try:
            return codec.unpack(kind, content)
        except (ValueError, TypeError, KeyError, AttributeError):
            self.hits[stage] -= 1
            self.misses[stage] += 1
            return None

    def keep(self, stage: str, version: str, key: str, made: object, kind: Any = None) -> None:
        """Keep a value of the model; see `codec.pack` for its `kind`."""
        if self.root is not None:
            self.store(stage, version, key, codec.pack(made, kind))

    def get_or_make(self, stage: str, version: str, key: str, kind: type[T], make: Callable[[], T]) -> T:
        """Return the entry as a `kind`, made and kept where it was absent."""
        found = self.find(stage, version, key, kind)
        if found is None:
            found = make()
            self.keep(stage, version, key, found, kind)
        return found

    def spare(self, stage: str) -> None:
        """Count an entry that need not be looked up, because what was made of it has been found."""
        self.hits[stage] += 1

    def summary(self) -> dict[str, dict[str, int]]:
        """Count, by stage, the entries that were found and those that had to be made."""
        stages = sorted({*self.hits, *self.misses})
        return {stage: {"reused": self.hits[stage], "made": self.misses[stage]} for stage in stages}

    def _path(self, stage: str, version: str, key: str) -> UPath | Path:
        if self.root is None:
            raise ValueError("a cache without a root has no paths")
        folder = self._folders.get((stage, version))
        if folder is None:
            folder = self.root / _UNSAFE.sub("-", stage) / _UNSAFE.sub("-", version)
            self._folders[stage, version] = folder
        return folder.joinpath(key[:2], f"{key}.bin")

    def _read(self, stage: str, version: str, key: str) -> bytes | None:
        if self.root is None:
            return None
        try:
            framed = self._path(stage, version, key).read_bytes()
        except FileNotFoundError:
            return None
        content = framed[_CHECKSUM:]
        return content if hashlib.sha256(content).digest() == framed[:_CHECKSUM] else None
