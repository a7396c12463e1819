"""What Dagster's interface shows of a table: its columns, its size, a few rows; never markup from an article."""

from __future__ import annotations

import base64
import json
import string
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import dagster as dg
import pandas as pd

from dateline.model import Interval, Timeline
from dateline.tables import Table, columns

Metadata = dict[str, Any]
_PUNCTUATION = str.maketrans({character: f"\\{character}" for character in string.punctuation})
PREVIEW_ROWS = 12
CELL_CHARACTERS = 120


def column_schema(table: Table) -> Metadata:
    """Describe a table's columns in the way that Dagster's asset page shows."""
    described = [
        dg.TableColumn(
            column.name,
            str(column.type) if len(str(column.type)) < 40 else str(column.type).partition("<")[0],
            column.description,
            constraints=dg.TableColumnConstraints(nullable=column.nullable),
        )
        for column in columns(table)
    ]
    return {"dagster/column_schema": dg.TableSchema(columns=described), "table version": table.version}


def of_table(frame: pd.DataFrame, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Metadata:
    """Count a frame's rows and show the first of those given."""
    return {"dagster/row_count": len(frame), "preview": markdown_table(header, list(rows)[:PREVIEW_ROWS])}


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> dg.MarkdownMetadataValue:
    lines = [header, ["---"] * len(header), *([cell(value) for value in row] for row in rows)]
    return dg.MetadataValue.md("\n".join("| " + " | ".join(line) + " |" for line in lines))


def cell(value: object) -> str:
    """Show a value as text alone: shortened, on one line, with every character that Markdown could read escaped."""
    if value is None:
        return ""
    words = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
    if len(words) > CELL_CHARACTERS:
        words = words[: CELL_CHARACTERS - 1] + "…"
    return words.translate(_PUNCTUATION)


def line(**said: object) -> str:
    """Write one line of a structured log: JSON, so that what an article is called cannot break it."""
    return json.dumps(said, ensure_ascii=True, default=str)


def days(interval: Interval | None) -> str:
    """Write an interval as one day or two."""
    if interval is None:
        return "undated"
    first, last = interval.start.isoformat(), interval.end.isoformat()
    return first if first == last else f"{first} to {last}"


def counts(of: Mapping[str, int]) -> str:
    """Write counts as `planned 3, occurred 12`."""
    return ", ".join(f"{name} {number}" for name, number in sorted(of.items(), key=lambda item: (-item[1], item[0])))


def picture(timeline: Timeline) -> Metadata:
    """Show a small picture of the timeline, embedded, so that nothing is fetched to see it."""
    from dateline.reports import figure

    encoded = base64.b64encode(figure.svg(timeline).encode("utf-8", "replace")).decode("ascii")
    return {"picture": dg.MetadataValue.md(f"![timeline](data:image/svg+xml;base64,{encoded})")}
