"""`articles.csv`: what the keeper of a story knows of its files.

    file,outlet,title,published,timezone,url

`file` is a path below the folder of the table. Only `file` is needed; other columns are ignored, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from dateline.articles.decoding import decode
from dateline.articles.limits import over
from dateline.articles.records import squeezed, table
from dateline.errors import ArticleError
from dateline.model import Rejected

NAME = "articles.csv"
COLUMNS = ("file", "outlet", "title", "published", "timezone", "url")


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of one file."""

    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    timezone: str | None = None
    url: str | None = None
    number: int = 0


def is_table(content: bytes) -> bool:
    """Tell a table of metadata from a container of articles: it has a column `file`."""
    head = content[:4096].decode("utf-8-sig", "replace").splitlines()[:1]
    return any(squeezed(name).strip("\"'") == "file" for line in head for name in re.split(r"[,;\t|]", line))


def read_rows(content: bytes) -> tuple[dict[str, Row], tuple[Rejected, ...]]:
    """Read the table; the second part says what in it could not be used."""
    refusal = over("metadata_bytes", len(content), "bytes")
    if refusal:
        return {}, (Rejected(NAME, refusal),)
    try:
        rows = table(decode(content).text)
        entries = [
            {squeezed(k): v.strip() for k, v in row.items() if isinstance(k, str) and isinstance(v, str)}
            for row in rows
        ]
    except (ArticleError, ValueError) as error:
        return {}, (Rejected(NAME, str(error)),)
    problems = [
        Rejected(
            NAME, f"the column is not known and was ignored; known are {', '.join(COLUMNS)}", f"column {name}"[:80]
        )
        for name in rows.fieldnames or ()
        if squeezed(name) not in COLUMNS
    ]
    found = dict[str, Row]()
    for number, entry in enumerate(entries, 1):
        problem = _add(found, entry, number)
        if problem:
            problems.append(Rejected(NAME, problem, f"row {number}"))
    return found, tuple(problems)


def _add(found: dict[str, Row], entry: Mapping[str, str], number: int) -> str | None:
    file = entry.get("file", "").replace("\\", "/").removeprefix("./")
    if not file:
        return "the row names no file" if any(entry.values()) else None
    if file in found:
        return f"the file stands in the table twice: {file[:120]}; the first row counts"
    said = {name: entry.get(name) or None for name in COLUMNS[1:]}
    found[file] = Row(said["outlet"], said["title"], said["published"], said["timezone"], said["url"], number)
    return None


def row_of(rows: Mapping[str, Row], file: str) -> Row | None:
    """Find a file's row by its path, or by its bare name where the table gives no folders."""
    return rows.get(file) or rows.get(PurePosixPath(file).name)


def unmatched(rows: Mapping[str, Row], files: Iterable[str]) -> tuple[Rejected, ...]:
    """Report the rows whose file is not there."""
    known = set(files)
    known |= {PurePosixPath(file).name for file in known}
    return tuple(
        Rejected(NAME, f"the file of this row is not there: {file[:120]}", f"row {row.number}")
        for file, row in rows.items()
        if file not in known
    )
