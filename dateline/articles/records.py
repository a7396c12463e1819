"""Articles in containers: JSON, JSON Lines and CSV, each record with the text field that its offsets count in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from dateline.articles.limits import LIMITS
from dateline.articles.rulebook import load
from dateline.errors import ArticleError
from dateline.model import Rejected

FACTS = ("published", "title", "outlet", "url", "timezone")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it stands in its file; `label` names the record and its text field, None if the file is the article."""

    text: str
    label: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    timezone: str | None = None
    warnings: tuple[str, ...] = ()


@cache
def field_names() -> dict[str, list[str]]:
    return load("fields.toml")


def from_json(text: str, file: str) -> Iterator[Record | Rejected]:
    """Read a JSON document: an article, a list of them, or an object that holds such a list."""
    try:
        document: Any = json.loads(text.removeprefix("\ufeff"))
    except RecursionError as error:
        raise ArticleError("not readable as JSON: nested too deeply") from error
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines[:3]):
            yield from from_json_lines(text, file)
            return
        raise ArticleError(f"not valid JSON: {error}") from error
    found = _list_of_articles(document)
    if found is None:
        yield _required(document, None)
        return
    yield from _limited((_from_object(entry, f"item {i}", file) for i, entry in enumerate(found, 1)), file)


def from_json_lines(text: str, file: str) -> Iterator[Record | Rejected]:
    """Read one JSON object a line."""
    lines = ((i, line) for i, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1) if line.strip())
    yield from _limited((_from_line(line, i, file) for i, line in lines), file)


def _from_line(line: str, number: int, file: str) -> Record | Rejected:
    label = f"line {number}"
    try:
        entry: Any = json.loads(line)
    except RecursionError:
        return Rejected(file, "not readable as JSON: nested too deeply", label)
    except ValueError as error:
        return Rejected(file, f"not valid JSON: {error}", label)
    return _from_object(entry, label, file)


def from_csv(text: str, file: str) -> Iterator[Record | Rejected]:
    """Read a table with a header; one of its columns holds the text."""
    rows = table(text)
    header = [str(name) for name in rows.fieldnames or ()]
    if not _column(header, "text"):
        raise ArticleError(f"no column holds an article's text; columns: {', '.join(header)[:200] or 'none'}")
    yield from _limited((_from_object(row, f"row {i}", file) for i, row in _rows(rows)), file)


def table(text: str) -> csv.DictReader[str]:
    """Open a CSV text: comma, semicolon, tab or bar, as its header says."""
    csv.field_size_limit(LIMITS["file_bytes"])
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    separator = max(",;\t|", key=head.count)
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)


def _rows(rows: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        for i, row in enumerate(rows, 1):
            yield i, cast("dict[str, Any]", row)
    except csv.Error as error:
        raise ArticleError(f"not a readable table: {error}") from error


def _column(header: Sequence[str], field: str) -> str | None:
    by_name = {squeezed(name): name for name in header}
    return next((by_name[name] for name in field_names()[field] if name in by_name), None)


def squeezed(name: str) -> str:
    """A field's name without case, spaces, hyphens and underscores."""
    return re.sub(r"[\s_-]+", "", str(name)).lower()


def _list_of_articles(document: Any) -> Sequence[Any] | None:
    if isinstance(document, list):
        return cast("list[Any]", document)
    if not isinstance(document, Mapping) or isinstance(_value(document, "text")[0], str):
        return None
    for path in field_names()["lists"]:
        held = _inside(cast("Mapping[str, Any]", document), path)
        if isinstance(held, list):
            return cast("list[Any]", held)
    return None


def _from_object(entry: Any, label: str, file: str) -> Record | Rejected:
    try:
        return _required(entry, label)
    except ArticleError as error:
        return Rejected(file, str(error), label)


def _required(entry: Any, label: str | None) -> Record:
    if isinstance(entry, Mapping) and isinstance(entry.get("_source"), Mapping):  # pyright: ignore[reportUnknownMemberType]
        entry = cast("Mapping[str, Any]", entry)["_source"]
    text, name = _value(entry, "text") if isinstance(entry, Mapping) else (None, "")
    if not text:
        raise ArticleError("no field holds an article's text")
    where = f"{label}, {name}" if label else name
    facts = {field: LONE_SURROGATE.sub("\ufffd", _value(entry, field)[0] or "") or None for field in FACTS}
    text, lost = LONE_SURROGATE.subn("\ufffd", text)
    warnings = (f"{lost} lone surrogates were replaced by U+FFFD",) if lost else ()
    return Record(text, where, warnings=warnings, **facts)


def _value(entry: Any, field: str) -> tuple[str | None, str]:
    """The first of a field's names that holds something, and which it was."""
    for name in field_names()[field]:
        value = _inside(cast("Mapping[str, Any]", entry), name)
        if isinstance(value, list) and value and all(isinstance(v, str) for v in cast("list[Any]", value)):
            value = ("\n\n" if field == "text" else ", ").join(cast("list[str]", value))
        if isinstance(value, (int, float)) and not isinstance(value, bool) and field == "published":
            value = _moment(value)
        if isinstance(value, str) and value.strip():
            return value if field == "text" else value.strip(), name
    return None, ""


def _moment(seconds: float) -> str | None:
    """A Unix time, in seconds or milliseconds; it is printed nowhere, so its day is that of Greenwich."""
    import datetime as dt

    if not abs(seconds) < 1e15:  # no moment, nor a number that can be divided
        return None
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    if not 1e8 < seconds < 4e9:
        return str(int(seconds)) if float(seconds).is_integer() else None
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()


def _inside(entry: Mapping[str, Any], path: str) -> Any:
    value: Any = entry
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        held = cast("Mapping[str, Any]", value)
        value = next((v for k, v in held.items() if squeezed(k) == step), None)
    return value


def _limited(entries: Iterable[Record | Rejected], file: str) -> Iterator[Record | Rejected]:
    limit = LIMITS["records"]
    for i, entry in enumerate(entries):
        if i >= limit:
            yield Rejected(file, f"more articles than the limit records = {limit:,}: the rest was left out")
            return
        yield entry
