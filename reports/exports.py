"""All files of a story, from one timeline, so that they agree with each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline import atomic
from dateline.model import Timeline
from dateline.reports import figure, ics, markdown, page, timeline_csv, timeline_json, timelinejs, timexes
from dateline.reports.timeline_json import from_json, read_json

__all__ = ["FILES", "from_json", "latest_but_one", "read_json", "write"]

PREVIOUS = "previous.json"
_WRITERS: dict[str, Callable[[Timeline], str | bytes]] = {
    "timexes.jsonl": timexes.dumps,
    "timeline.csv": timeline_csv.dumps,
    "timeline.ics": ics.dumps,
    "timeline.md": markdown.dumps,
    "timelinejs.json": timelinejs.dumps,
    "timeline.svg": figure.svg,
}
FILES = (*_WRITERS, "timeline.html", PREVIOUS, "timeline.json")
"""What is written to a folder of outputs; nothing else in it is touched."""


def write(timeline: Timeline, out_dir: Path, *, previous: Timeline | None = None) -> list[Path]:
    """Write every file of DESIGN.md to `out_dir`, each atomically, untouched where its bytes would not change.

    `previous` is what "new since" compares with; by default the last timeline in `out_dir` whose input differed.
    `timeline.json` comes last: who sees a new one sees all the other files new.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    atomic.sweep(out_dir, FILES)
    previous = previous or latest_but_one(timeline, out_dir)
    timeline = _keep_hour(timeline, out_dir)
    content = {name: writer(timeline) for name, writer in _WRITERS.items()}
    content["timeline.html"] = page.render(timeline, previous=previous)
    if previous is not None:
        content[PREVIOUS] = _kept(previous)
    content["timeline.json"] = timeline_json.dumps(timeline)
    for name, text in content.items():
        _put(out_dir / name, text.encode("utf-8", "replace") if isinstance(text, str) else text)
    return [out_dir / name for name in content]


def _put(path: Path, content: bytes) -> None:
    """Leave the file alone if its bytes would not change; a lone surrogate, which no file holds, becomes `?`."""
    if not path.is_file() or path.read_bytes() != content:
        atomic.write_bytes(path, content)


def latest_but_one(timeline: Timeline, out_dir: Path) -> Timeline | None:
    """The last timeline written to `out_dir` whose input differed from this one's, if any."""
    current = _stored(out_dir / "timeline.json")
    if current is None or current["input"] != timeline_json.fingerprint(timeline):
        return from_json(current) if current else None
    kept = _stored(out_dir / PREVIOUS)
    return from_json(kept) if kept else None


def _stored(path: Path) -> dict[str, Any] | None:
    """A file that cannot be read is no timeline: it is written anew."""
    try:
        value = json.loads(path.read_text("utf-8"))
        from_json(value)
        return value if "input" in value else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _kept(previous: Timeline) -> str:
    return timeline_json.dumps(previous)


def _keep_hour(timeline: Timeline, out_dir: Path) -> Timeline:
    """Keep the hour of the last run if nothing else changed, so that the file's bytes stay as they are."""
    stored = _stored(out_dir / "timeline.json")
    if stored is None:
        return timeline
    same = replace(timeline, generated_at=stored["generated_at"])
    equal = json.loads(timeline_json.dumps(same)) == stored
    return same if equal else timeline
