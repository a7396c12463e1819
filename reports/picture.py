"""`timeline.svg`: a picture of a timeline that needs no browser to make and no page to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from dateline.model import Article, Event, Status, Timeline
from dateline.reports import sources, words
from dateline.reports.marks import (
    BAND,
    COLOURS,
    FILLED,
    INK,
    MUTED,
    PAPER,
    RULE,
    SHAPES,
    Group,
    counted,
    groups,
    pictured,
    used,
)
from dateline.reports.plain import one_line

_SERIF: Final = 'font-family="Charter, Georgia, serif" font-size="24" font-weight="700"'
_SANS: Final = 'font-family="system-ui, Segoe UI, Roboto, Helvetica, Arial, Liberation Sans, sans-serif" font-size="13"'
_GAP_FONT: Final = f'font-size="11" font-style="italic" fill="{MUTED}"'
_WIDTH, _DATE, _TITLE, _LANE, _RIGHT, _ROW, _GAP, _HEAD = 1200, 24, 168, 740, 76, 24, 22, 184
_Bar = tuple[float, float]


def svg(timeline: Timeline, *, limit: int = 60) -> str:
    """Draw the most important dated events in rows beside a lane whose gaps are closed up.

    The picture says how many events it leaves out, and that its spacing is not proportional to time.
    """
    shown = pictured(timeline, limit)
    drawn = groups(shown)
    bands, rows, height = _rows(drawn, sources.by_id(timeline.articles))
    head = "".join(_head(timeline, shown, drawn, height))
    box = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    title = f"<title>{_text(timeline.story, 200)}: timeline</title>"
    paper = f'<path d="M0 0h{_WIDTH}v{height}H0z" fill="{PAPER}"/>'
    shapes = "".join(_shape(status) for status in used(shown))
    start = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {box} {_SANS} fill="{INK}">'
    return f"{start}{title}<defs>{shapes}</defs>{paper}{bands}{head}{rows}</svg>\n"


def _text(text: str, length: int) -> str:
    """Escape and shorten: an SVG line does not wrap."""
    line = one_line(text)
    return escape(line if len(line) <= length else line[: length - 1].rstrip() + "…")


def _shape(status: Status) -> str:
    """Define the mark of a status once; each event refers to it."""
    colour = COLOURS[status]
    width = 3.5 if status == "denied" else 2
    paint = f'fill="{colour}"' if status in FILLED else f'fill="none" stroke="{colour}" stroke-width="{width}"'
    return f'<path id="p-{status}" d="{SHAPES[status]}" {paint}/>'


def _mark(status: Status, x: float, y: float) -> str:
    return f'<use href="#p-{status}" x="{_short(x)}" y="{_short(y)}"/>'


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _columns(number: int) -> list[float]:
    width = _WIDTH - _LANE - _RIGHT
    return [round(_LANE + width * (i + 0.5) / number, 1) for i in range(number)]


def _head(timeline: Timeline, shown: Sequence[Event], drawn: list[Group], height: int) -> Iterator[str]:
    yield f'<text x="24" y="40" {_SERIF}>{_text(timeline.story, 52)}</text>'
    yield f'<text x="24" y="64" fill="{MUTED}">{_text(counted(timeline, shown), 100)}</text>'
    yield from _legend(shown)
    yield f'<text x="24" y="150" font-size="12" fill="{MUTED}">Gaps in time are closed up and written out.</text>'
    if drawn:
        yield from _strip(drawn, height)
    else:
        yield f'<text x="24" y="{_HEAD + 16}" fill="{MUTED}">No events.</text>'


def _legend(shown: Sequence[Event]) -> Iterator[str]:
    if any(e.interval and e.interval.days > 1 for e in shown):
        yield f'<path d="M24 118h24v8H24z" fill="{COLOURS["occurred"]}" opacity=".3"/>'
        yield '<text x="56" y="126">known only to lie within these days</text>'
    x = 30
    for status in used(shown):
        yield f'{_mark(status, x, 92)}<text x="{x + 12}" y="96">{status}</text>'
        x += 34 + 7 * len(status)


def _strip(drawn: list[Group], height: int) -> Iterator[str]:
    """A bar for each column with its count, its label, and a line down through the rows."""
    columns = [*zip(_columns(len(drawn)), drawn, strict=True)]
    room = (_WIDTH - _LANE - _RIGHT) / len(drawn)
    wide, most = min(12, round(room * 0.7, 1)), max(len(g.events) for g in drawn)
    tall = {x: round(4 + 46 * len(g.events) / most) for x, g in columns}
    lines = "".join(f"M{_short(x)} {_HEAD}V{height - 16}" for x, _ in columns)
    bars = "".join(f"M{_short(x - wide / 2)} 80v-{tall[x]}h{_short(wide)}v{tall[x]}z" for x, _ in columns)
    yield f'<path d="{lines}" stroke="{RULE}"/><path d="{bars}" fill="{COLOURS["occurred"]}" opacity=".55"/>'
    labelled = columns[:: -(-len(drawn) // 24)]
    told = [(x, len(g.events)) for x, g in columns if room >= 13 or len(g.events) > 1]
    counts = (f'<text x="{_short(x)}" y="{76 - tall[x]}">{number}</text>' for x, number in told)
    names = (
        f'<text transform="translate({x + 4:.0f} {_HEAD - 8})rotate(-55)">{escape(g.brief)}</text>' for x, g in labelled
    )
    yield f'<g font-size="11"><g text-anchor="middle">{"".join(counts)}</g><g fill="{MUTED}">{"".join(names)}</g></g>'


def _rows(drawn: list[Group], articles: Mapping[str, Article]) -> tuple[str, str, int]:
    """The shaded bands, what stands on them, and the height of it all."""
    y, before = _HEAD + 14, None
    columns = _columns(len(drawn)) if drawn else []
    parts, bands = list[str](), list[str]()
    for i, group in enumerate(drawn):
        told = words.gap(before, group.interval.start) if before and group.interval else ""
        if told:
            parts.append(f'<text x="{_DATE}" y="{y + 4}" {_GAP_FONT}>⋮ {told}</text>')
            y += _GAP
        if i % 2 == 0:
            bands.append(f"M16 {y - 16}h{_WIDTH - 32}v{len(group.events) * _ROW}H16z")
        parts.append(f'<text x="{_DATE}" y="{y}" font-weight="600">{_text(group.label, 21)}</text>')
        for event in group.events:
            parts.append(_row(event, y, _bar(i, drawn, columns), articles))
            y += _ROW
        before = max(before, group.interval.end) if before and group.interval else group.interval and group.interval.end
    return f'<path d="{"".join(bands)}" fill="{BAND}"/>', "".join(parts), y + 24


def _bar(i: int, drawn: list[Group], columns: list[float]) -> _Bar:
    """From the group's own column to the last one whose days lie inside its interval."""
    own = drawn[i].interval
    if own is None or own.days == 1:
        return columns[i], columns[i]
    inside = [x for g, x in zip(drawn, columns, strict=True) if g.interval and g.interval.within(own)]
    half = (_WIDTH - _LANE - _RIGHT) / len(columns) * 0.4
    return min(inside) - half, max(inside) + half


def _row(event: Event, y: int, bar: _Bar, articles: Mapping[str, Article]) -> str:
    told = sources.voices(event, articles)
    notes = [words.count(told, "source")] if told else []
    notes += [event.status] if event.status != "occurred" else []
    disputed = f'<tspan fill="{COLOURS["denied"]}"> · sources disagree</tspan>' if event.conflicts else ""
    room = 76 - len(" · ".join(notes)) - (18 if event.conflicts else 0)
    box = f"M{_short(bar[0])} {y - 8}H{_short(bar[1])}v8H{_short(bar[0])}z"
    stretch = f'<path d="{box}" fill="{COLOURS[event.status]}" opacity=".3"/>' if bar[1] > bar[0] else ""
    return (
        f"{_mark(event.status, _TITLE, y - 4)}"
        f'<text x="{_TITLE + 14}" y="{y}">{_text(event.title, room)}'
        f'<tspan fill="{MUTED}" font-size="12" dx="8">{" · ".join(notes)}{disputed}</tspan></text>'
        f"{stretch}{_mark(event.status, (bar[0] + bar[1]) / 2, y - 4)}"
    )
