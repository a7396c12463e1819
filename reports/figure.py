"""The timeline as a Plotly figure, for notebooks and for a picture by kaleido: titles, legend and axis in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from dateline.model import Event, Status, Timeline
from dateline.reports.marks import (
    BAND,
    COLOURS,
    FILLED,
    INK,
    MUTED,
    RULE,
    SYMBOLS,
    Group,
    counted,
    groups,
    pictured,
    used,
)
from dateline.reports.picture import svg
from dateline.reports.plain import one_line

if TYPE_CHECKING:
    from plotly.graph_objects import Bar, Figure, Scatter  # pyright: ignore[reportMissingTypeStubs]  # plotly ships none

__all__ = ["figure", "svg"]

PICTURED: Final = 40
_WIDTH, _SIDE, _TOP, _STRIP, _LABELS, _ROW = 1280, 26, 70, 64, 92, 26
_TITLES, _LANE, _MOST_LABELS = 0.125, 0.6, 24
"""Where the titles and the lane of marks begin, as shares of the picture's width."""
_LIVE: Final = {c: f"&#{ord(c)};" for c in "&<>$%{}"}


def figure(timeline: Timeline, *, limit: int = PICTURED) -> Figure:
    """Draw the most important dated events in rows: day, title, and a mark on an axis whose gaps are closed up.

    `figure(t).write_image("timeline.png")`, or `.svg` or `.pdf`, needs the extra `dateline[pictures]` (kaleido) and a
    Chromium. What articles say goes in escaped: Plotly would read some of its characters as markup and formulas.
    """
    import plotly.graph_objects as go  # pyright: ignore[reportMissingTypeStubs]  # plotly ships none

    shown = pictured(timeline, limit)
    drawn = groups(shown)
    chart = go.Figure([_counts(drawn), *(_marks(status, drawn) for status in used(shown)), *_stretch_key(shown)])
    height = _STRIP + _LABELS + _ROW * max(len(shown), 1)
    chart.update_layout(  # pyright: ignore[reportUnknownMemberType]  # plotly types nothing
        **_axes(drawn, len(shown), height),
        template="plotly_white",
        font={"family": "Segoe UI, Roboto, Helvetica, Arial, Noto Sans, sans-serif", "size": 13, "color": INK},
        title={
            "text": _title(timeline, shown),
            "x": 0,
            "xref": "paper",
            "y": 0.999,
            "yanchor": "top",
            "pad": {"t": 22},
        },
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1 - _STRIP / height, "yanchor": "top"},
        margin={"l": _SIDE, "r": _SIDE, "t": _TOP, "b": 16},
        width=_WIDTH,
        height=_TOP + height + 16,
        annotations=[*_words(drawn)],
        shapes=[*_bands(drawn)],
    )
    return chart


def _safe(text: str, length: int) -> str:
    """Shorten, and write what Plotly reads as markup, formula or template as entities, which it shows as characters."""
    line = one_line(text)
    line = line if len(line) <= length else line[: length - 1].rstrip() + "…"
    return "".join(_LIVE.get(c, c) for c in line)


def _title(timeline: Timeline, shown: Sequence[Event]) -> str:
    told = f"{counted(timeline, shown)} · gaps in time are closed up"
    return f"<b>{_safe(timeline.story, 70)}</b><br><span style='font-size:13px'>{told}</span>"


def _axes(drawn: list[Group], rows: int, height: int) -> dict[str, Any]:
    """Marks stand in columns on the right, with the columns' labels above them and a strip of counts on top."""
    every = -(-len(drawn) // _MOST_LABELS) or 1
    columns = [*range(len(drawn))]
    across = {"domain": [_LANE, 1], "range": [-0.7, max(len(drawn), 6) + 0.6], "zeroline": False}
    labels = {"tickvals": columns[::every], "ticktext": [g.brief for g in drawn][::every], "tickangle": -60}
    return {
        "xaxis": {**across, **labels, "side": "top", "gridcolor": RULE, "tickfont": {"size": 11, "color": MUTED}},
        "xaxis2": {**across, "visible": False, "anchor": "y2"},
        "yaxis": {
            "domain": [0, 1 - (_STRIP + _LABELS) / height],
            "range": [max(rows, 1) - 0.5, -0.5],
            "visible": False,
        },
        "yaxis2": {"domain": [1 - _STRIP / height, 1], "visible": False, "rangemode": "tozero"},
    }


def _counts(drawn: list[Group]) -> Bar:
    import plotly.graph_objects as go  # pyright: ignore[reportMissingTypeStubs]  # plotly ships none

    counts = [len(g.events) for g in drawn]
    return go.Bar(
        x=[*range(len(drawn))],
        y=counts,
        xaxis="x2",
        yaxis="y2",
        text=[str(c) for c in counts] if len(drawn) <= _MOST_LABELS else None,
        textposition="outside",
        textfont={"size": 11},
        cliponaxis=False,
        width=0.5,
        marker={"color": COLOURS["occurred"], "opacity": 0.55},
        showlegend=False,
        hoverinfo="skip",
    )


def _rows(drawn: list[Group]) -> Iterator[tuple[int, int, Event]]:
    """Row, column and event, from the top."""
    listed = [(column, event) for column, group in enumerate(drawn) for event in group.events]
    return ((row, column, event) for row, (column, event) in enumerate(listed))


def _marks(status: Status, drawn: list[Group]) -> Scatter:
    """Draw the marks of one status; an error bar reaches over the columns inside an interval."""
    import plotly.graph_objects as go  # pyright: ignore[reportMissingTypeStubs]  # plotly ships none

    placed = [(row, *_reach(column, drawn)) for row, column, event in _rows(drawn) if event.status == status]
    return go.Scatter(
        x=[(left + right) / 2 for _, left, right in placed],
        y=[row for row, _, _ in placed],
        error_x={
            "type": "data",
            "array": [(right - left) / 2 for _, left, right in placed],
            "color": COLOURS[status],
            "thickness": 3,
            "width": 0,
        },
        mode="markers",
        name=status,
        marker={
            "symbol": SYMBOLS[status],
            "color": COLOURS[status],
            "size": 11,
            "line": {"width": 0 if status in FILLED else 2},
        },
        hoverinfo="skip",
        cliponaxis=False,
    )


def _stretch_key(shown: Sequence[Event]) -> Iterator[Scatter]:
    """The legend's line for a bar; it draws nothing."""
    import plotly.graph_objects as go  # pyright: ignore[reportMissingTypeStubs]  # plotly ships none

    if any(e.interval and e.interval.days > 1 for e in shown):
        line = {"color": COLOURS["occurred"], "width": 3}
        yield go.Scatter(x=[None], y=[None], mode="lines", name="known only to lie within these days", line=line)


def _reach(column: int, drawn: list[Group]) -> tuple[float, float]:
    own = drawn[column].interval
    if own is None or own.days == 1:
        return column, column
    inside = [i for i, g in enumerate(drawn) if g.interval and g.interval.within(own)]
    return min(inside) - 0.38, max(inside) + 0.38


def _words(drawn: list[Group]) -> Iterator[dict[str, Any]]:
    """The day at the head of its rows, and each event's title with what sets it apart."""
    day = None
    for row, column, event in _rows(drawn):
        if column != day:
            day = column
            yield _text(f"<b>{drawn[column].label}</b>", 0, row)
        notes = [event.status] if event.status != "occurred" else []
        notes += ["sources disagree"] if event.conflicts else []
        said = f" <span style='color:{MUTED}'>{', '.join(notes)}</span>" if notes else ""
        yield _text(_safe(event.title, 84 - len(", ".join(notes))) + said, _TITLES, row)


def _text(text: str, x: float, row: int) -> dict[str, Any]:
    place = {"x": x, "xref": "paper", "y": row, "yref": "y", "xanchor": "left", "yanchor": "middle"}
    return {"text": text, "showarrow": False, "align": "left", **place}


def _bands(drawn: list[Group]) -> Iterator[dict[str, Any]]:
    """Shade every other group over the whole width."""
    row = 0.0
    for column, group in enumerate(drawn):
        ends = row + len(group.events)
        if column % 2 == 0:
            place = {"x0": -0.01, "x1": 1.01, "y0": row - 0.5, "y1": ends - 0.5}
            yield {
                "type": "rect",
                "xref": "paper",
                "yref": "y",
                "layer": "below",
                "line": {"width": 0},
                **place,
                "fillcolor": BAND,
            }
        row = ends
