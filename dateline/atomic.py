"""Files that are wholly the old or wholly the new, in a local folder or an object store.

A local file is written beside its final name, flushed to disk and renamed. A killed process can leave the temporary file;
its name carries the process id, so that `sweep` of a later start removes it without touching a living writer's.
"""

from __future__ import annotations

import contextlib
import glob
import os
import re
import secrets
import socket
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from upath import UPath

_TEMPORARY = re.compile(r"^\..+\.(?P<host>[0-9a-z-]+)-(?P<pid>\d+)-[0-9a-f]{8}\.partial$")
_HOST = re.sub(r"[^0-9a-z-]", "-", socket.gethostname().lower()) or "localhost"
_LONGEST = 100


def is_local(path: Path | UPath) -> bool:
    """Say whether a path lies in a file system of this machine, where a rename is atomic."""
    return isinstance(path, Path) or path.protocol in ("", "file", "local")


def write_bytes(path: Path | UPath, content: bytes, *, durable: bool = True) -> None:
    """Write a file so that a reader, at any moment, finds all of the old content or all of the new.

    An object store's upload is atomic by itself. Raises OSError, with nothing left behind, where the disk is full. What is
    not `durable` is not flushed to the disk first: a power cut may leave it garbled.
    """
    if not is_local(path):
        path.write_bytes(content)
        return
    target = Path(str(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".{target.name[:_LONGEST]}.{_HOST}-{os.getpid()}-{secrets.token_hex(4)}.partial"
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def write_text(path: Path | UPath, content: str) -> None:
    """Write UTF-8 text like `write_bytes`."""
    write_bytes(path, content.encode("utf-8"))


def sweep(folder: Path, names: Iterable[str] | None = None) -> list[Path]:
    """Remove the temporary files under a folder whose writer, on this machine, no longer lives; return them.

    With `names`, only those of files of these names that stand in the folder itself: it may hold what is not ours.
    """
    removed: list[Path] = []
    for path in _abandoned(folder, names):
        with contextlib.suppress(OSError):
            path.unlink()
            removed.append(path)
    return removed


def _abandoned(folder: Path, names: Iterable[str] | None) -> Iterator[Path]:
    for path in _temporaries(folder, names):
        match = _TEMPORARY.match(path.name)
        if match and match["host"] == _HOST and not alive(int(match["pid"])):
            yield path


def _temporaries(folder: Path, names: Iterable[str] | None) -> Iterator[Path]:
    if names is None:
        yield from folder.rglob(".*.partial")
        return
    for name in names:
        yield from folder.glob(f".{glob.escape(name[:_LONGEST])}.*.partial")


def alive(pid: int) -> bool:
    """Say whether a process of this machine still runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _zombie(pid)


def _zombie(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[:1] == ["Z"]
