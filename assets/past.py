"""The timelines that earlier runs made of a story: kept, compared with, and told apart by when they were made."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from upath import UPath

from dateline import atomic
from dateline.assets import metadata
from dateline.model import Timeline
from dateline.reports import timeline_json
from dateline.reports.changes import Change, compare

Folder = Path | UPath
SHOWN = 30


def kept(history: Folder) -> list[Folder]:
    """List the kept timelines of a story, oldest first."""
    return sorted(history.glob("*.json"), key=lambda path: path.name) if history.exists() else []


def settle(history: Folder, timeline: Timeline) -> tuple[Timeline, Sequence[Change]]:
    """Keep a timeline in the story's history, under the time it was made; return it, and what it changed.

    A timeline that says what the newest one said takes that one's time of making, so that nothing downstream changes; one
    that says something else within the same second takes the next that is free, so that none is lost.
    """
    found = next((read for path in reversed(kept(history)) if (read := _read(path))), None)
    told = timeline_json.to_json(timeline)
    if found is not None and {**told, "generated_at": found["generated_at"]} == found:
        return dataclasses.replace(timeline, generated_at=found["generated_at"]), ()
    timeline = dataclasses.replace(timeline, generated_at=_free(history, timeline.generated_at))
    atomic.write_text(
        history / _file_name(timeline.generated_at), timeline_json.written(timeline_json.to_json(timeline))
    )
    return timeline, compare(timeline_json.from_json(found), timeline) if found else ()


def shown(changes: Sequence[Change]) -> metadata.Metadata:
    """Lay out what changed since the last run for the asset's page, and which articles came."""
    rows = [(change.kind, change.title, change.before, change.after) for change in changes[:SHOWN]]
    table = metadata.markdown_table(["change", "event", "before", "after"], rows)
    return {"changes": len(changes)} | ({"changes since the last run": table} if rows else {})


def _free(history: Folder, moment: str) -> str:
    while (history / _file_name(moment)).exists():
        moment = (dt.datetime.fromisoformat(moment) + dt.timedelta(seconds=1)).isoformat(timespec="seconds")
    return moment


def _file_name(moment: str) -> str:
    return re.sub(r"[^0-9A-Za-z+-]", "-", moment) + ".json"


def _read(path: Folder) -> dict[str, Any] | None:
    """Read one kept timeline; one that is damaged counts as absent."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        timeline_json.from_json(found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return found
