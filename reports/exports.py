"""All files of a story, from one timeline, so that they agree with each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from dateline import atomic
from dateline.collector import patient
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


@dataclass(frozen=True, slots=True)
class Stored:
    """What an earlier run wrote as `timeline.json` or `previous.json`."""

    content: bytes
    value: dict[str, Any]

    def timeline(self) -> Timeline | None:
        """Read it back, or None where it is no timeline after all."""
        try:
            return from_json(self.value)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


@patient()
def write(timeline: Timeline, out_dir: Path, *, previous: Timeline | None = None) -> list[Path]:
    """Write every file of DESIGN.md to `out_dir`, each atomically, untouched where its bytes would not change.

    `previous` is what "new since" compares with; by default the last timeline in `out_dir` whose input differed.
    `timeline.json` comes last: who sees a new one sees all the other files new.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    atomic.sweep(out_dir, FILES)
    current, laid = _stored(out_dir / "timeline.json"), timeline_json.to_json(timeline)
    compared = None if previous else _compared_with(laid["input"], current, out_dir)
    previous = previous or (compared.timeline() if compared else None)
    timeline = _keep_hour(timeline, laid, current)
    content = {name: writer(timeline) for name, writer in _WRITERS.items()}
    content["timeline.html"] = page.render(timeline, previous=previous)
    if previous is not None:
        content[PREVIOUS] = compared.content if compared else timeline_json.dumps(previous)
    content["timeline.json"] = timeline_json.written(laid | {"generated_at": timeline.generated_at})
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
    found = _compared_with(timeline_json.fingerprint(timeline), current, out_dir)
    return found.timeline() if found else None


def _compared_with(fingerprint: str, current: Stored | None, out_dir: Path) -> Stored | None:
    if current is None or current.value["input"] != fingerprint:
        return current
    return _stored(out_dir / PREVIOUS)


def _stored(path: Path) -> Stored | None:
    """A file that cannot be read is no timeline: it is written anew."""
    try:
        content = path.read_bytes()
        value = msgspec.json.decode(content, type=dict[str, Any])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return Stored(content, value) if {"input", "generated_at"} <= value.keys() else None


def _keep_hour(timeline: Timeline, laid: Mapping[str, Any], current: Stored | None) -> Timeline:
    """Keep the hour of the last run if nothing else changed, so that the file's bytes stay as they are."""
    if current is None:
        return timeline
    hour = current.value["generated_at"]
    return replace(timeline, generated_at=hour) if {**laid, "generated_at": hour} == current.value else timeline
