"""`index.html`: all stories of a root, each with its latest change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dateline import atomic
from dateline.model import Timeline
from dateline.reports import changes, exports, opening, page, policy, sources, words
from dateline.reports.plain import printable

FILE = "index.html"


@dataclass(frozen=True, slots=True)
class Story:
    """One line of the index: where the story's page is, what it tells, what changed last."""

    address: str
    timeline: Timeline
    previous: Timeline | None = None
    problem: str = ""


def write(root: Path) -> Path:
    """Write `index.html` over every folder of `root` that holds a `timeline.json`, the latest coverage first."""
    path = root / FILE
    content = render(found(root)).encode("utf-8", "replace")
    if not path.is_file() or path.read_bytes() != content:
        atomic.write_bytes(path, content)
    return path


def found(root: Path) -> list[Story]:
    """Read the stories of a root; a folder whose timeline cannot be read is listed with the reason."""
    return [_story(root, path.parent) for path in sorted(root.glob("*/timeline.json"))]


def _story(root: Path, folder: Path) -> Story:
    address = f"{quote(folder.relative_to(root).as_posix())}/timeline.html"
    try:
        timeline = exports.read_json(folder / "timeline.json")
    except (OSError, ValueError) as error:
        return Story(address, Timeline(folder.name, "", (), (), ()), problem=str(error))
    try:
        previous = exports.read_json(folder / exports.PREVIOUS)
    except (OSError, ValueError):
        previous = None
    return Story(address, timeline, previous)


def render(stories: Sequence[Story], *, script: str = "") -> str:
    """Make the page. `script` is the one a local server adds to load it anew on a change."""
    style = page.asset("index.css")
    ordered = sorted(stories, key=lambda s: (_latest(s), s.timeline.story), reverse=True)
    return (
        page.environment()
        .get_template("index.jinja")
        .render(
            stories=[_line(s) for s in ordered],
            count=words.count(len(stories), "story", "stories"),
            style=style,
            script=script,
            policy=policy.policy([script] if script else [], [style], reach="'self'" if script else ""),
        )
    )


def _latest(story: Story) -> dt.date:
    return max((a.published for a in story.timeline.articles if a.published), default=dt.date.min)


def _line(story: Story) -> dict[str, Any]:
    timeline = story.timeline
    found_changes = changes.compare(story.previous, timeline) if story.previous else ()
    return {
        "address": story.address,
        "title": printable(timeline.story),
        "problem": printable(story.problem),
        "paragraph": printable(opening.paragraph(timeline)) if not story.problem else "",
        "coverage": opening.latest_coverage(timeline),
        "counts": ", ".join((sources.outlets(timeline.articles), opening.counts(timeline))),
        "summary": changes.summary(found_changes) if story.previous else "",
        "latest": [printable(c.sentence) for c in found_changes[:3]],
    }
