"""The model's values as tables: one schema each, checked where a table is stored.

A schema follows from its dataclass: text, numbers, dates, lists and structs of Arrow, so that DuckDB and Spark read what
pandas wrote. `tables.toml` says what each column means. A stored table carries its name and version; one that an older
version wrote is migrated, one that cannot be is refused with its version named.
"""
# pyright: basic
# reason: pyarrow and pandas ship no complete types

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import io
import json
import tomllib
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal, Union

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dateline import codec
from dateline.errors import DatelineError
from dateline.ingest.pages import Kept
from dateline.model import Article, Event, Interval, Mention, Rejected, Timeline, Timex


class TableError(DatelineError):
    """A table does not follow its schema, is damaged, or was written by a version that cannot be read."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a timeline says beside its events."""

    story: str
    generated_at: str
    key_span: Interval | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """One file that was written for readers."""

    file: str
    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, the version of its schema, and the dataclass whose values are its rows."""

    name: str
    version: int
    kind: type
    key: str | None = None
    """A leading text column beside the dataclass's own: rows are then (key, value)."""
    head: type | None = None
    """A dataclass of facts about the whole table, kept beside the rows."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: pa.DataType
    nullable: bool
    description: str


ARTICLES = Table("articles", 1, Article)
REJECTED = Table("rejected", 1, Rejected)
TIMEXES = Table("timexes", 1, Timex, key="article")
ANCHORED_TIMEXES = Table("anchored_timexes", 1, Timex, key="article")
MENTIONS = Table("mentions", 1, Mention)
EVENTS = Table("events", 1, Event)
TIMELINE = Table("timeline", 1, Event, head=Head)
FETCHED = Table("fetched", 1, Kept)
TIMELINE_PAGE = Table("timeline_page", 1, Output)
TIMELINE_EXPORTS = Table("timeline_exports", 1, Output)
TABLES = {
    table.name: table
    for table in (
        ARTICLES,
        REJECTED,
        TIMEXES,
        ANCHORED_TIMEXES,
        MENTIONS,
        EVENTS,
        TIMELINE,
        FETCHED,
        TIMELINE_PAGE,
        TIMELINE_EXPORTS,
    )
}

Migration = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
MIGRATIONS: dict[tuple[str, int], Migration] = {}
"""(table, version) -> how that version's rows become the next version's."""


def columns(table: Table) -> tuple[Column, ...]:
    """Return a table's columns in order, each with its Arrow type and what it means."""
    said = _descriptions().get(_described_as(table), {})
    hints = typing.get_type_hints(table.kind)
    own = tuple(
        Column(field.name, _arrow(hints[field.name]), _nullable(hints[field.name]), said.get(field.name, ""))
        for field in dataclasses.fields(table.kind)
    )
    if table.key is None:
        return own
    return (Column(table.key, pa.string(), nullable=False, description=said.get(table.key, "")), *own)


@functools.cache
def schema(table: Table) -> pa.Schema:
    """Return a table's Arrow schema."""
    return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in columns(table)])


def frame(table: Table, values: Iterable[Any], *, head: Any = None) -> pd.DataFrame:
    """Lay values out as a DataFrame with Arrow columns; `values` are (key, value) pairs where the table has a key."""
    rows = [_row(table, value) for value in values]
    try:
        made = pa.Table.from_pylist(rows, schema=schema(table))
    except UnicodeEncodeError:  # half of a surrogate pair, which no file can hold
        made = pa.Table.from_pylist([_storable(row) for row in rows], schema=schema(table))
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise TableError(f"table {table.name}: {error}") from error
    laid = made.to_pandas(types_mapper=pd.ArrowDtype)
    if head is not None:
        laid.attrs["head"] = json.dumps(codec.plain(head), ensure_ascii=False, sort_keys=True)
    return laid


def values(table: Table, stored: pd.DataFrame) -> tuple[Any, ...]:
    """Read a frame's rows back into the values that `frame` laid out."""
    rebuild = codec.reader(table.kind)
    rows = _arrow_table(table, stored).to_pylist()
    try:
        if table.key is None:
            return tuple(map(rebuild, rows))
        return tuple((row.pop(table.key), rebuild(row)) for row in rows)
    except (TypeError, ValueError, KeyError) as error:
        raise TableError(f"table {table.name}: a row is not a {table.kind.__name__}: {error}") from error


def head(table: Table, stored: pd.DataFrame) -> Any:
    """Read back the facts about the whole table."""
    if table.head is None or "head" not in stored.attrs:
        raise TableError(f"table {table.name} carries no head")
    return codec.build(table.head, json.loads(stored.attrs["head"]))


def validate(table: Table, stored: pd.DataFrame) -> None:
    """Raise TableError, naming table and column, where a frame departs from its schema."""
    _arrow_table(table, stored)


# -- timexes and timelines, whose values are not simply rows --


def timex_frame(table: Table, timexes: Mapping[str, Sequence[Timex]]) -> pd.DataFrame:
    return frame(table, ((article, timex) for article, found in timexes.items() for timex in found))


def timexes(table: Table, stored: pd.DataFrame, articles: Iterable[Article]) -> dict[str, tuple[Timex, ...]]:
    """Group the stored timexes by article, those without any included."""
    found: dict[str, list[Timex]] = {article.id: [] for article in articles}
    for article, timex in values(table, stored):
        found.setdefault(article, []).append(timex)
    return {article: tuple(several) for article, several in found.items()}


def timeline_frame(timeline: Timeline) -> pd.DataFrame:
    """Lay a timeline's events out in order, its name and key span beside them."""
    about = Head(timeline.story, timeline.generated_at, timeline.key_span, timeline.warnings)
    return frame(TIMELINE, timeline.events, head=about)


def timeline(stored: pd.DataFrame, articles: pd.DataFrame, rejected: pd.DataFrame, anchored: pd.DataFrame) -> Timeline:
    """Put a timeline together again from the tables that hold its parts."""
    about: Head = head(TIMELINE, stored)
    return Timeline(
        story=about.story,
        generated_at=about.generated_at,
        articles=values(ARTICLES, articles),
        rejected=values(REJECTED, rejected),
        events=values(TIMELINE, stored),
        timexes=values(ANCHORED_TIMEXES, anchored),
        key_span=about.key_span,
        warnings=about.warnings,
    )


# -- stored form --


def to_parquet(table: Table, stored: pd.DataFrame) -> bytes:
    """Write a frame as Parquet with a checksum on every page, its table and version in the footer."""
    made = _arrow_table(table, stored)
    about = {"dateline.table": table.name, "dateline.version": str(table.version)}
    if "head" in stored.attrs:
        about["dateline.head"] = stored.attrs["head"]
    buffer = io.BytesIO()
    pq.write_table(made.replace_schema_metadata(about), buffer, compression="zstd", write_page_checksum=True)
    return buffer.getvalue()


def from_parquet(table: Table, content: bytes, *, origin: str) -> pd.DataFrame:
    """Read what `to_parquet` wrote, migrated to this version; errors name `origin`, the file it came from."""
    try:
        made = pq.read_table(io.BytesIO(content), page_checksum_verification=True)
    except (OSError, pa.ArrowException, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise TableError(f"{origin} is damaged ({reason}): materialise {table.name} again") from error
    about = {key.decode(): value.decode() for key, value in (made.schema.metadata or {}).items()}
    current = _current(table, made, about, origin)
    laid = current.to_pandas(types_mapper=pd.ArrowDtype)
    if "dateline.head" in about:
        laid.attrs["head"] = about["dateline.head"]
    return laid


def _current(table: Table, made: pa.Table, about: Mapping[str, str], origin: str) -> pa.Table:
    name, version = about.get("dateline.table"), about.get("dateline.version", "")
    if name != table.name or not version.isdecimal():
        raise TableError(f"{origin} is no table that Dateline wrote as {table.name}")
    if int(version) > table.version:
        raise TableError(
            f"{origin} was written by version {version} of {table.name}; this Dateline reads {table.version}"
        )
    if int(version) == table.version and made.schema.remove_metadata().equals(schema(table)):
        return made.replace_schema_metadata(None)
    return _migrated(table, made.to_pylist(), int(version), origin)


def _migrated(table: Table, rows: list[dict[str, Any]], version: int, origin: str) -> pa.Table:
    for step in range(version, table.version):
        migrate = MIGRATIONS.get((table.name, step))
        if migrate is None:
            raise TableError(
                f"{origin} was written by version {version} of {table.name}, which this Dateline (version "
                f"{table.version}) cannot migrate: materialise {table.name} again"
            )
        rows = migrate(rows)
    rebuild = codec.reader(table.kind)
    try:  # a field that came later takes its default
        complete = [_rebuilt(table, rebuild, row) for row in rows]
        return pa.Table.from_pylist([_row(table, value) for value in complete], schema=schema(table))
    except (TypeError, ValueError, KeyError, pa.ArrowException) as error:
        raise TableError(
            f"{origin} does not fit version {table.version} of {table.name} ({error}): materialise {table.name} again"
        ) from error


def _rebuilt(table: Table, rebuild: Callable[[Any], Any], row: dict[str, Any]) -> Any:
    if table.key is None:
        return rebuild(row)
    key = row.pop(table.key)
    return key, rebuild(row)


def _row(table: Table, value: Any) -> dict[str, Any]:
    if table.key is None:
        return dataclasses.asdict(value)
    key, own = value
    return {table.key: key, **dataclasses.asdict(own)}


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return "".join("�" if "\ud800" <= character <= "\udfff" else character for character in value)
    if isinstance(value, dict):
        return {key: _storable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_storable(item) for item in value]
    return value


def _arrow_table(table: Table, stored: pd.DataFrame) -> pa.Table:
    wanted = schema(table)
    if list(stored.columns) != wanted.names:
        missing = [name for name in wanted.names if name not in stored.columns]
        extra = [str(name) for name in stored.columns if name not in wanted.names]
        raise TableError(f"table {table.name}: columns missing {missing}, not in the schema {extra}, or out of order")
    arrays = [_checked(table, field, pd.Series(stored[field.name])) for field in wanted]
    return pa.Table.from_arrays(arrays, schema=wanted)


def _checked(table: Table, field: pa.Field, series: pd.Series) -> pa.ChunkedArray | pa.Array:
    if len(series) == 0:
        return pa.array([], type=field.type)
    array = pa.Array.from_pandas(series)
    if array.type != field.type:
        raise TableError(f"table {table.name}, column {field.name}: {array.type} instead of {field.type}")
    if array.null_count and not field.nullable:
        raise TableError(f"table {table.name}, column {field.name}: {array.null_count} values are missing")
    return array


# -- from annotations to Arrow --

_SCALARS = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), dt.date: pa.date32()}


def _arrow(hint: Any) -> pa.DataType:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in _SCALARS:
        return _SCALARS[hint]
    if origin is Literal:
        return pa.string()
    if origin in (Union, types.UnionType):
        return _arrow(next(a for a in arguments if a is not type(None)))
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return pa.list_(pa.field("item", _arrow(arguments[0]), nullable=_nullable(arguments[0])))
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return pa.struct(
            [
                pa.field(f.name, _arrow(hints[f.name]), nullable=_nullable(hints[f.name]))
                for f in dataclasses.fields(hint)
            ]
        )
    raise TypeError(f"no column type for {hint!r}")


def _nullable(hint: Any) -> bool:
    return type(None) in typing.get_args(hint)


def _described_as(table: Table) -> str:
    return table.kind.__name__.lower()


@functools.cache
def _descriptions() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files("dateline").joinpath("tables.toml").read_text(encoding="utf-8"))
