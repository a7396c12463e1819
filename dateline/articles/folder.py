"""A story's folder to its articles: which files count, what is said of them, which are the same."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from dateline.articles import metadata
from dateline.articles.limits import LIMITS
from dateline.articles.metadata import Row
from dateline.articles.reading import FORMATS, read_file
from dateline.errors import UsageError
from dateline.model import Article, Rejected

IGNORED = frozenset(
    {
        "readme.md",
        "license",
        "notice",
        "corrections.toml",
        "corrections.json",
        "corrections.csv",
        "story.toml",
        "story.yaml",
        "fetch-manifest.jsonl",
    }
)
Reader = Callable[[Path, Path, Row | None, dt.date | None], tuple[tuple[Article, ...], tuple[Rejected, ...]]]


@dataclass(frozen=True, slots=True)
class FolderListing:
    """The files of a story that are to be read, with their rows of metadata, and those that are not, with the reasons."""

    root: Path
    files: tuple[tuple[str, Row | None], ...]
    rejected: tuple[Rejected, ...]


def read_folder(
    folder: Path | str, *, today: dt.date | None = None, read: Reader = read_file
) -> tuple[tuple[Article, ...], tuple[Rejected, ...]]:
    """Read every article in a folder and its sub-folders; nothing that could not be used goes unsaid.

    Dates are those that an article or its metadata states; `date_story` infers the others. `read` may be a caller's own
    that remembers what it read. Raises `UsageError` where there is no such folder.
    """
    listing = list_folder(folder)
    articles, rejected = list[Article](), list(listing.rejected)
    for file, row in listing.files:
        found, refused = read(listing.root / file, listing.root, row, today)
        articles.extend(found)
        rejected.extend(refused)
    kept, repeated = distinct(articles)
    return kept, tuple(sorted((*rejected, *repeated), key=lambda r: (r.file, r.record or "", r.reason)))


def list_folder(folder: Path | str) -> FolderListing:
    """List a story's files in a fixed order, without opening any but articles.csv."""
    root = Path(folder)
    if not root.is_dir():
        raise UsageError(f"no such folder: {folder}" if not root.exists() else f"not a folder: {folder}")
    if not os.access(root, os.R_OK | os.X_OK):
        raise UsageError(f"the folder cannot be read: {folder}")
    usable, rejected, rows = list[str](), list[Rejected](), dict[str, Row]()
    for file, problem in sorted(_walk(root)):
        if problem:
            rejected.append(Rejected(file, problem))
        elif PurePosixPath(file).name == metadata.NAME and metadata.is_table(_head(root / file)):
            found, problems = metadata.read_rows((root / file).read_bytes())
            parent = PurePosixPath(file).parent
            rows |= {(parent / name).as_posix(): row for name, row in found.items()}
            rejected.extend(replace(p, file=file) for p in problems)
        else:
            usable.append(file)
    rejected.extend(metadata.unmatched(rows, [*usable, *(r.file for r in rejected)]))
    allowed = LIMITS["files"]
    rejected.extend(Rejected(file, f"more files than the limit files = {allowed:,}") for file in usable[allowed:])
    return FolderListing(root, tuple((file, metadata.row_of(rows, file)) for file in usable[:allowed]), tuple(rejected))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(4096)
    except OSError:
        return b""


def _walk(root: Path) -> Iterator[tuple[str, str | None]]:
    """Yield (path below the root, why it cannot be read or None); links are followed inside the folder alone."""
    inside = root.resolve()
    for parent, folders, names in os.walk(root, followlinks=False):
        here = Path(parent)
        depth = len(here.relative_to(root).parts)
        for name in folders:
            path = here / name
            if path.is_symlink():
                yield _shown(path, root), "a link to a folder: not followed"
            elif PurePosixPath(name).suffix.lower() in FORMATS:
                yield _shown(path, root), "a folder that is named like a file; what is in it was read"
            elif not os.access(path, os.R_OK | os.X_OK):
                yield _shown(path, root), "a folder that cannot be read"
        folders[:] = [n for n in folders if not n.startswith(".") and depth < LIMITS["folder_depth"]]
        for name in names:
            if not name.startswith(".") and name.lower() not in IGNORED:
                yield _shown(here / name, root), _why_not(here / name, inside)


def _shown(path: Path, root: Path) -> str:
    """A path below the root; bytes that are no UTF-8 are escaped, so that every writer can write it."""
    return path.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _why_not(path: Path, inside: Path) -> str | None:
    try:
        kind = path.lstat().st_mode
        if stat.S_ISLNK(kind):
            target = path.resolve()
            if not target.is_relative_to(inside):
                return "a link that leads out of the folder: not followed"
            kind = path.stat().st_mode
        if not stat.S_ISREG(kind):
            return "not a regular file"
        return None if os.access(path, os.R_OK) else "cannot be read: permission denied"
    except (OSError, ValueError, RuntimeError) as error:
        return f"cannot be read: {getattr(error, 'strerror', None) or error}"


def distinct(articles: Sequence[Article]) -> tuple[tuple[Article, ...], tuple[Rejected, ...]]:
    """Keep one of the documents with the same content, the one that says most of itself; name the others.

    Copies that different outlets printed are documents of their own.
    """
    kept, repeated = dict[str, Article](), list[Rejected]()
    for article in sorted(articles, key=lambda a: (-_completeness(a), a.file, _record_order(a))):
        first = kept.get(article.id)
        if first is not None and _other_publication(first, article):
            article = replace(article, id=f"{article.id}-{_slug(article)}")
            first = kept.get(article.id)
        if first is None:
            kept[article.id] = article
        else:
            where = f"{first.file} ({first.record})" if first.record else first.file
            repeated.append(Rejected(article.file, f"the same content as {where}", article.record))
    return tuple(sorted(kept.values(), key=lambda a: (a.file, _record_order(a), a.id))), tuple(repeated)


def _completeness(article: Article) -> int:
    return (article.published is not None) * 2 + (article.outlet is not None) + (article.url is not None)


def _record_order(article: Article) -> tuple[int, str]:
    digits = "".join(c for c in (article.record or "").split(",")[0] if c.isdigit())
    return int(digits or 0), article.record or ""


def _other_publication(first: Article, second: Article) -> bool:
    return bool(first.outlet and second.outlet and first.outlet.casefold() != second.outlet.casefold())


def _slug(article: Article) -> str:
    return "".join(c for c in (article.outlet or "").casefold() if c.isalnum())[:24]
