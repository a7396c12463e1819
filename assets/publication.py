"""What readers get of a story: the page and the other files, written to its folder of outputs."""

# Dagster compares the annotation of `context` itself, so that it must not be a string here: no `from __future__` import.

import hashlib
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
from upath import UPath

from dateline import atomic, tables
from dateline.assets import checks, metadata
from dateline.assets.partitions import stories
from dateline.assets.places import Places
from dateline.assets.story import FRESH, OWNERS
from dateline.tables import Output
from dateline.versions import code_version

GROUP = "outputs"
STATE = ("timeline.json", "previous.json", "timeline.html")
"""What the exports read of the last run's files: to say what is new, and to leave alone what did not change."""


def _output(table: tables.Table, description: str, kinds: set[str]) -> dict[str, Any]:
    return {
        "description": description,
        "metadata": metadata.column_schema(table),
        "group_name": GROUP,
        "owners": OWNERS,
        "kinds": kinds,
        "code_version": code_version("reports"),
        "freshness_policy": FRESH,
        "partitions_def": stories,
    }


@dg.asset(
    check_specs=checks.specs("timeline_page"),
    **_output(tables.TIMELINE_PAGE, "The page: one file that opens offline.", {"html"}),
)
def timeline_page(  # noqa: ANN201  # as in dateline.assets.story
    context: dg.AssetExecutionContext,
    places: Places,
    timeline: pd.DataFrame,
    articles: pd.DataFrame,
    rejected: pd.DataFrame,
    anchored_timexes: pd.DataFrame,
):
    from dateline.reports import exports, page

    started = time.monotonic()
    told = tables.timeline(timeline, articles, rejected, anchored_timexes)
    out = places.outputs(context.partition_key)
    with workspace(out) as folder:
        previous = exports.latest_but_one(told, folder)
        atomic.write_text(folder / "timeline.html", page.render(told, previous=previous))
        written = _described([folder / "timeline.html"], out)
        verdict = checks.of_page(folder / "timeline.html")
    return dg.MaterializeResult(
        value=tables.frame(tables.TIMELINE_PAGE, written), metadata=_shown(written, started), check_results=verdict
    )


@dg.asset(
    deps=[timeline_page],
    check_specs=checks.specs("timeline_exports"),
    **_output(
        tables.TIMELINE_EXPORTS,
        "The timeline as JSON, CSV, calendar, Markdown, picture and list of timexes.",
        {"json", "csv"},
    ),
)
def timeline_exports(  # noqa: ANN201  # as in dateline.assets.story
    context: dg.AssetExecutionContext,
    places: Places,
    timeline: pd.DataFrame,
    articles: pd.DataFrame,
    rejected: pd.DataFrame,
    anchored_timexes: pd.DataFrame,
):
    from dateline.reports import exports

    started = time.monotonic()
    told = tables.timeline(timeline, articles, rejected, anchored_timexes)
    out = places.outputs(context.partition_key)
    with workspace(out) as folder:
        written = _described(exports.write(told, folder), out)
    _list_stories(out)
    return dg.MaterializeResult(
        value=tables.frame(tables.TIMELINE_EXPORTS, written),
        metadata=_shown(written, started),
        check_results=checks.of_exports(written),
    )


def _list_stories(out: UPath | Path) -> None:
    """Write the page that lists all stories beside their folders; an object store has none."""
    from dateline.reports import index

    if atomic.is_local(out):
        index.write(Path(str(out)).parent)


@contextmanager
def workspace(out: UPath | Path) -> Iterator[Path]:
    """Give a local folder to write a story's outputs in; what changed there goes to an object store, the timeline last."""
    if atomic.is_local(out):
        folder = Path(str(out))
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="dateline-") as temporary:
        folder = Path(temporary)
        before = {name: _fetch(out / name, folder / name) for name in STATE}
        yield folder
        changed = [path for path in folder.iterdir() if before.get(path.name) != path.read_bytes()]
        for path in sorted(changed, key=lambda path: (path.name == "timeline.json", path.name)):
            atomic.write_bytes(out / path.name, path.read_bytes())


def _fetch(remote: UPath | Path, local: Path) -> bytes | None:
    try:
        content = remote.read_bytes()
    except FileNotFoundError:
        return None
    local.write_bytes(content)
    return content


def _described(files: list[Path], out: UPath | Path) -> list[Output]:
    described: list[Output] = []
    for path in files:
        content = path.read_bytes()
        described.append(Output(path.name, str(out / path.name), len(content), hashlib.sha256(content).hexdigest()))
    return described


def _shown(written: list[Output], started: float) -> metadata.Metadata:
    rows = [(output.file, output.bytes, output.sha256[:12]) for output in written]
    return {
        "dagster/row_count": len(written),
        "preview": metadata.markdown_table(["file", "bytes", "sha256"], rows),
        **{output.file: dg.MetadataValue.path(output.path) for output in written},
        "seconds": round(time.monotonic() - started, 3),
    }
