"""What a story's folder holds, told by content, so that a touched file is not a changed one."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

Contents = Mapping[str, str]
"""File below the story's folder -> digest of its content."""

_known: dict[tuple[str, int, int, int], str] = {}


def contents(folder: Path) -> dict[str, str]:
    """Digest every regular file of a story that is not hidden; links, pipes and devices are not looked into."""
    return dict(sorted((path.relative_to(folder).as_posix(), digest) for path, digest in _digests(folder)))


def newest(folder: Path) -> float:
    """Return when a file of the story last changed, in seconds since 1970."""
    return max((path.lstat().st_mtime for path in _files(folder)), default=0.0)


def difference(before: Contents, after: Contents) -> str:
    """Say in words what came, changed and went: `1 new (late.txt), 2 changed (a.txt, b.txt)`."""
    came = [name for name in after if name not in before]
    changed = [name for name in after if name in before and before[name] != after[name]]
    went = [name for name in before if name not in after]
    parts = [_part(names, word) for names, word in ((came, "new"), (changed, "changed"), (went, "gone")) if names]
    return ", ".join(parts)


def fingerprint(found: Contents) -> str:
    return hashlib.sha256(
        "\n".join(f"{name}\0{digest}" for name, digest in found.items()).encode("utf-8", "replace")
    ).hexdigest()[:16]


def _part(names: list[str], word: str) -> str:
    shown = ", ".join("".join(c if c.isprintable() else "?" for c in name)[:60] for name in names[:3])
    return f"{len(names)} {word} ({shown}{', …' if len(names) > 3 else ''})"


def _digests(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in _files(folder):
        try:
            about = path.lstat()
            key = (str(path), about.st_size, about.st_mtime_ns, about.st_ino)
            if key not in _known:
                with path.open("rb") as stream:
                    _known[key] = hashlib.file_digest(stream, "sha256").hexdigest()[:16]
            yield path, _known[key]
        except OSError:  # gone since it was listed, or unreadable: the run says so
            yield path, "unreadable"


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        try:
            if stat.S_ISREG(path.lstat().st_mode):
                yield path
        except OSError:
            continue
