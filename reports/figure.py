"""Pictures of a timeline: an SVG of its own making, and a Plotly figure for notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from dateline.model import Event, Interval, Status, Timeline
from dateline.reports import sources, words
from dateline.reports.plain import one_line

if TYPE_CHECKING:
    from plotly.graph_objects import Figure, Scatter  # pyright: ignore[reportMissingTypeStubs]  # plotly ships none

COLOURS: Final[dict[Status, str]] = {
    "occurred": "#1c5d99",
    "planned": "#6f3fa8",
    "postponed": "#a85b00",
    "cancelled": "#5b6470",
    "denied": "#b3261e",
    "possible": "#0b6e69",
}
SHAPES: Final[dict[Status, str]] = {
    "occurred": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "planned": "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "postponed": "M0-6 6 0 0 6-6 0z",
    "cancelled": "M-4.5-4.5h9v9h-9zM-4.5-4.5l9 9M4.5-4.5l-9 9",
    "denied": "M-4-4 4 4M4-4-4 4",
    "possible": "M0-5 5.5 4.5h-11z",
}
"""Path data around (0, 0); the status is told by the shape, never by colour alone."""
_PLOTLY_SYMBOLS: Final[dict[Status, str]] = {
    "occurred": "circle",
    "planned": "circle-open",
    "postponed": "diamond",
    "cancelled": "square-x-open",
    "denied": "x",
    "possible": "triangle-up-open",
}
_SERIF: Final = 'font-family="Charter, Georgia, serif" font-size="24" font-weight="700"'
_INK, _MUTED, _RULE, _BAND, _PAPER = "#1b1d22", "#5a606b", "#dfdcd5", "#f3f1ec", "#ffffff"
_WIDTH, _DATE, _TITLE, _LANE, _ROW, _GAP, _HEAD = 1200, 24, 168, 740, 24, 22, 176


@dataclass(frozen=True, slots=True)
class Group:
    """The events of one day or period, in order."""

    interval: Interval | None
    events: tuple[Event, ...]

    @property
    def label(self) -> str:
        return words.label(self.interval)


def groups(events: Sequence[Event]) -> list[Group]:
    """Group by equal interval, by start then end; what has no date comes last."""
    together: dict[Interval | None, list[Event]] = {}
    for event in events:
        together.setdefault(event.interval, []).append(event)
    keys = sorted((k for k in together if k), key=lambda i: (i.start, i.end))
    return [Group(k, tuple(together[k])) for k in (*keys, None) if k in together]


def svg(timeline: Timeline, *, limit: int = 60) -> str:
    """Draw the most important events in rows beside a lane whose gaps are closed up; needs no browser.

    The picture says how many events it leaves out, and that its spacing is not proportional to time.
    """
    shown = set(sorted(timeline.events, key=lambda e: -e.importance)[:limit])
    drawn = groups([e for e in timeline.events if e in shown])
    body, height = _rows(drawn)
    head = _head(timeline, len(timeline.events) - len(shown), drawn, height)
    box = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    font = 'font-family="system-ui, Segoe UI, Roboto, Helvetica, Arial, Liberation Sans, sans-serif" font-size="13"'
    title = f"<title>{_text(timeline.story, 200)}: timeline</title>"
    paper = f'<rect width="{_WIDTH}" height="{height}" fill="{_PAPER}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {box} {font}>{title}{paper}{head}{body}</svg>\n'


def _text(text: str, length: int) -> str:
    """Escape and shorten: an SVG line does not wrap."""
    line = one_line(text)
    return escape(line if len(line) <= length else line[: length - 1].rstrip() + "…")


def _columns(number: int) -> list[float]:
    width = _WIDTH - _LANE - 30
    return [_LANE + width * (i + 0.5) / number for i in range(number)]


def _head(timeline: Timeline, hidden: int, drawn: list[Group], height: int) -> str:
    count = words.count(len(timeline.events), "event")
    more = f" · {words.count(hidden, 'less important one')} not drawn" if hidden else ""
    told = f"{count} from {words.count(len(timeline.articles), 'article')}{more} · gaps are closed up and written out"
    lines = [
        f'<text x="24" y="40" {_SERIF} fill="{_INK}">{_text(timeline.story, 52)}</text>',
        f'<text x="24" y="64" fill="{_MUTED}">{_text(told, 110)}</text>',
        *_legend(timeline),
        *(_strip(drawn, height) if drawn else [f'<text x="24" y="{_HEAD + 16}" fill="{_MUTED}">No events.</text>']),
    ]
    return "".join(lines)


def _legend(timeline: Timeline) -> Iterator[str]:
    x = 30.0
    for status in words.STATUSES:
        if any(e.status == status for e in timeline.events):
            yield glyph(status, x, 92) + f'<text x="{x + 12}" y="96" fill="{_INK}">{status}</text>'
            x += 34 + 7 * len(status)


def _strip(drawn: list[Group], height: int) -> Iterator[str]:
    most = max(len(g.events) for g in drawn)
    every = -(-len(drawn) // 24)
    for i, (x, group) in enumerate(zip(_columns(len(drawn)), drawn, strict=True)):
        tall = 4 + 46 * len(group.events) / most
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_HEAD}" y2="{height - 16}" stroke="{_RULE}"/>'
        yield f'<rect x="{x - 6:.1f}" y="{76 - tall:.1f}" width="12" height="{tall:.1f}" fill="{COLOURS["occurred"]}" opacity=".55"/>'
        if i % every:
            continue
        yield f'<text x="{x:.1f}" y="{72 - tall:.1f}" font-size="11" text-anchor="middle" fill="{_INK}">{len(group.events)}</text>'
        label = f'<text transform="translate({x + 4:.1f} {_HEAD - 8}) rotate(-55)" font-size="11" fill="{_MUTED}">'
        yield f"{label}{escape(group.label)}</text>"


def _rows(drawn: list[Group]) -> tuple[str, int]:
    y, parts, before = float(_HEAD + 14), list[str](), None
    columns = _columns(len(drawn)) if drawn else []
    for i, group in enumerate(drawn):
        told = words.gap(before, group.interval.start) if before and group.interval else ""
        if told:
            parts.append(
                f'<text x="{_DATE}" y="{y + 4:.0f}" font-size="11" font-style="italic" fill="{_MUTED}">⋮ {told}</text>'
            )
            y += _GAP
        if i % 2 == 0:
            tall = len(group.events) * _ROW
            parts.append(f'<rect x="16" y="{y - 16:.0f}" width="{_WIDTH - 32}" height="{tall}" fill="{_BAND}"/>')
        parts.append(f'<text x="{_DATE}" y="{y:.0f}" font-weight="600" fill="{_INK}">{_text(group.label, 21)}</text>')
        for event in group.events:
            parts.append(_row(event, y, _bar(i, drawn, columns)))
            y += _ROW
        before = max(before, group.interval.end) if before and group.interval else group.interval and group.interval.end
    return "".join(parts), int(y) + 24


def _bar(i: int, drawn: list[Group], columns: list[float]) -> tuple[float, float]:
    """From the group's own column to the last one whose days lie inside its interval."""
    own = drawn[i].interval
    if own is None or own.days == 1:
        return columns[i], columns[i]
    inside = [x for g, x in zip(drawn, columns, strict=True) if g.interval and g.interval.within(own)]
    half = (_WIDTH - _LANE - 30) / len(columns) * 0.4
    return min(inside) - half, max(inside) + half


def _row(event: Event, y: float, bar: tuple[float, float]) -> str:
    colour = COLOURS[event.status]
    articles = len(sources.cited(event))
    disputed = f'<tspan fill="{COLOURS["denied"]}" dx="8">sources disagree</tspan>' if event.conflicts else ""
    stretch = f'<rect x="{bar[0]:.1f}" y="{y - 8:.0f}" width="{bar[1] - bar[0]:.1f}" height="8" rx="4" fill="{colour}" opacity=".3"/>'
    middle = (bar[0] + bar[1]) / 2
    return (
        f"{glyph(event.status, _TITLE, y - 4)}"
        f'<text x="{_TITLE + 14}" y="{y:.0f}" fill="{_INK}">{_text(event.title, 62 if event.conflicts else 76)}'
        f'<tspan fill="{_MUTED}" dx="8">{articles or ""}</tspan>{disputed}</text>'
        f"{stretch if bar[1] > bar[0] else ''}{glyph(event.status, middle, y - 4)}"
    )


def glyph(status: Status, x: float, y: float) -> str:
    """The mark of a status, told apart by shape as well as by colour."""
    colour = COLOURS[status]
    filled = status in ("occurred", "postponed")
    paint = (
        f'fill="{colour}"'
        if filled
        else f'fill="none" stroke="{colour}" stroke-width="{3.5 if status == "denied" else 2}"'
    )
    return f'<g transform="translate({x:.1f} {y:.1f})"><path d="{SHAPES[status]}" {paint}/></g>'


def figure(timeline: Timeline) -> Figure:
    """Draw the same with Plotly; `figure(t).write_image("t.png")` needs the extra `dateline[pictures]` (kaleido).

    Only labels of ours go into it, no article's text: what Plotly draws it may also interpret.
    """
    import plotly.graph_objects as go  # pyright: ignore[reportMissingTypeStubs]  # plotly ships none

    drawn = groups(timeline.events)
    traces = [_trace(status, drawn) for status in words.STATUSES if any(e.status == status for e in timeline.events)]
    columns = list(range(len(drawn)))
    counts = go.Bar(x=columns, y=[len(g.events) for g in drawn], yaxis="y2", showlegend=False)
    chart = go.Figure([counts, *traces])
    chart.update_layout(  # pyright: ignore[reportUnknownMemberType]  # plotly types nothing
        xaxis={"tickvals": columns, "ticktext": [g.label for g in drawn], "tickangle": -60},
        yaxis={"autorange": "reversed", "visible": False, "domain": [0, 0.8]},
        yaxis2={"domain": [0.84, 1], "visible": False},
        template="plotly_white",
        height=260 + 22 * len(timeline.events),
    )
    return chart


def _trace(status: Status, drawn: list[Group]) -> Scatter:
    import plotly.graph_objects as go  # pyright: ignore[reportMissingTypeStubs]  # plotly ships none

    rows = [(column, event) for column, group in enumerate(drawn) for event in group.events]
    points = [(column, row) for row, (column, event) in enumerate(rows) if event.status == status]
    marker = {"symbol": _PLOTLY_SYMBOLS[status], "color": COLOURS[status], "size": 11}
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return go.Scatter(x=xs, y=ys, mode="markers", name=status, marker=marker, hoverinfo="x")
