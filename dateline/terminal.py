"""What a person sees in a terminal while the command line works, and when it has finished."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from dateline.cache import Cache
    from dateline.model import Event, Timeline
    from dateline.story import Progress as Report

LISTED = 12
"""How many of the most important events the closing summary names."""
WARNED = 40
"""How many warnings it prints before it counts the rest."""

_LABELS = {
    "read": "reading articles",
    "extract": "parsing articles",
    "events": "parsing articles",
    "merge": "merging events",
    "write": "writing the page",
}


@contextmanager
def progress(*, quiet: bool = False) -> Generator[Report]:
    """Show a bar for each stage that reports itself; nothing where no person is watching."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_LABELS.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def summarise(timeline: Timeline, cache: Cache | None = None) -> None:
    """Print what was read, what was found and the most important events in order of time."""
    console = Console(highlight=False)
    console.print(_headline(timeline))
    console.print(_found(timeline, cache))
    console.print(_events(timeline))
    for line in _warnings(timeline):
        console.print(Text(line), soft_wrap=True)


def _warnings(timeline: Timeline) -> list[str]:
    """Say in one line each what was left out, what is doubtful about an article, and what else the pipeline noticed."""
    lines = [f"left out {_file(r.file, r.record)}: {r.reason}" for r in timeline.rejected]
    lines += [f"{_file(a.file, a.record)}: {warning}" for a in timeline.articles for warning in a.warnings]
    lines += [f"warning: {warning}" for warning in timeline.warnings]
    shown = [_plain(line) for line in lines[:WARNED]]
    return shown if len(lines) <= WARNED else [*shown, f"and {len(lines) - WARNED} more; timeline.json names them all"]


def _file(file: str, record: str | None) -> str:
    return f"{file}, record {record}" if record else file


def _plain(text: str) -> str:
    """Put a text on one line; what a terminal would obey, in the name of a file, becomes a blank."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _headline(timeline: Timeline) -> Text:
    span = timeline.key_span
    when = f", {_days(span.start.isoformat(), span.end.isoformat())}" if span else ""
    return Text(f"{timeline.story}{when}", style="bold")


def _found(timeline: Timeline, cache: Cache | None) -> Table:
    articles = timeline.articles
    dated = sum(article.published is not None for article in articles)
    inferred = sum(article.published_basis == "sibling" for article in articles)
    rows = {
        "articles": f"{len(articles)} read, {len(timeline.rejected)} rejected",
        "publication dates": f"{dated} known, {inferred} of them from other articles",
        "temporal expressions": f"{len(timeline.timexes)}",
        "events": f"{len(timeline.events)} from {sum(len(event.evidence) for event in timeline.events)} mentions",
        "disagreements": f"{sum(bool(event.conflicts) for event in timeline.events)} events",
    }
    parsed = (cache.summary() if cache else {}).get("events")
    if parsed:
        rows[_LABELS["events"]] = f"{parsed['made']} now, {parsed['reused']} kept from earlier"
    table = Table.grid(padding=(0, 2))
    for name, value in rows.items():
        table.add_row(Text(name, style="dim"), Text(value))
    return table


def _events(timeline: Timeline) -> Table:
    voices = {article.id: article.voice for article in timeline.articles}
    chosen = {event.id for event in sorted(timeline.events, key=lambda event: -event.importance)[:LISTED]}
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("date", "status", "event"):
        table.add_column(name, no_wrap=name != "event")
    table.add_column("sources", justify="right")
    for event in timeline.events:
        if event.id in chosen:
            table.add_row(*_row(event, voices))
    return table


def _row(event: Event, voices: dict[str, str]) -> tuple[Text, ...]:
    when = _days(event.interval.start.isoformat(), event.interval.end.isoformat()) if event.interval else "undated"
    sources = len({voices.get(quote.article, quote.article) for quote in event.evidence})
    return Text(when), Text(event.status), Text(event.title), Text(str(sources))


def _days(start: str, end: str) -> str:
    return start if start == end else f"{start} to {end}"
