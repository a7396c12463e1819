"""The page that people share: one HTML file, offline, with the quoted evidence of every event."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from dateline.model import Article, Event, Timeline
from dateline.reports import changes, content, marks, opening, picture, policy, sources, trust, words
from dateline.reports.plain import breakable, printable

_COMMENT = re.compile(r"/\*.*\*/|//.*")
_HERE = Path(__file__).parent
SCRIPTS = ("unpack", "words", "story", "find", "rows", "lane", "scale", "panel", "table", "share", "start")
NOSCRIPT_ROWS = 150
PICTURED = 32
PLAIN = 149_000
"""Up to this size of its own the page carries its events as JSON that a person can read, beyond it packed."""


def render(timeline: Timeline, *, previous: Timeline | None = None) -> str:
    """Make the page; equal timelines give equal bytes, whenever and wherever they were built.

    `previous` is what the list "new since" compares with. The page's own part is the file without Plotly's script.
    """
    values = _opening(timeline) | _since(timeline, previous)
    text = policy.embedded(content.content(timeline))
    if len(text) <= PLAIN and own_size(made := _page(values, text, "application/json")) <= PLAIN:
        return made
    return _page(values, policy.packed(text), "application/octet-stream")


def own_size(made: str) -> int:
    """The bytes of a page that are ours: all but Plotly's script."""
    return len(made.encode("utf-8", "replace")) - len(policy.packed_plotly())


def _page(values: dict[str, Any], text: str, content_type: str) -> str:
    script, style = _script(), _style()
    return (
        environment()
        .get_template("page.jinja")
        .render(
            policy=policy.policy([script, policy.plotly()], [style]),
            script=script,
            style=style,
            content=text,
            content_type=content_type,
            plotly=policy.packed_plotly(),
            refused_sheets=policy.refused_sheets(),
            **values,
        )
    )


def _opening(timeline: Timeline) -> dict[str, Any]:
    articles = sources.by_id(timeline.articles)
    return {
        "story": printable(timeline.story),
        "paragraph": opening.paragraph(timeline),
        "coverage": opening.latest_coverage(timeline),
        "articles": [_article(a, articles) for a in timeline.articles],
        "outlets": sources.outlets(timeline.articles),
        "listed": 6 if len(timeline.articles) <= 6 else 4,
        "rejected": timeline.rejected,
        "warnings": timeline.warnings,
        "statuses": [s for s in words.STATUSES if any(e.status == s for e in timeline.events)],
        "spans": any(e.interval and e.interval.days > 1 for e in timeline.events),
        "glyphs": marks.SHAPES,
        "picture": picture.svg(timeline, limit=PICTURED),
        "static": _static_rows(timeline),
        "left_to_script": max(len(timeline.events) - NOSCRIPT_ROWS, 0),
        "events": len(timeline.events),
    }


def _article(article: Article, articles: dict[str, Article]) -> dict[str, Any]:
    original = articles.get(article.near_duplicate_of or "")
    return {
        "name": sources.name(article),
        "title": (article.title or "") if article.outlet else "",
        "file": sources.file(article),
        "link": sources.link(article.url),
        "url": article.url or "",
        "date": words.day(article.published) if article.published else "publication date not known",
        "basis": sources.basis(article) if article.published else "",
        "inferred": sources.inferred(article),
        "evidence": article.published_evidence,
        "original": _told_apart(original, article) if original else "",
        "warnings": article.warnings,
        "language": article.language,
    }


def _told_apart(original: Article, article: Article) -> str:
    name = sources.name(original)
    return f"{name} ({sources.file(original)})" if name == sources.name(article) else name


def _static_rows(timeline: Timeline) -> list[tuple[Event, str, str]]:
    """What a reader without scripts sees: the most important events in order of time."""
    ranked = sorted(timeline.events, key=lambda e: -e.importance)[:NOSCRIPT_ROWS]
    chosen = {e.id for e in ranked}
    articles = sources.by_id(timeline.articles)
    shown = [e for e in timeline.events if e.id in chosen]
    return [(e, words.span(e.interval, e.precision), ", ".join(trust.names(sources.cited(e), articles))) for e in shown]


def _since(timeline: Timeline, previous: Timeline | None) -> dict[str, Any]:
    found = changes.compare(previous, timeline) if previous is not None else ()
    coverage = opening.latest_coverage(previous) if previous is not None else ""
    before = words.count(len(previous.articles), "article") if previous is not None else ""
    return {
        "changes": found[:200],
        "more_changes": max(len(found) - 200, 0),
        "change_summary": changes.summary(found) if previous is not None else "",
        "before": ", ".join(p for p in (before, coverage[:1].lower() + coverage[1:]) if p),
        "current": {e.id for e in timeline.events},
    }


@cache
def _script() -> str:
    """All script files as one, in an order in which each finds what it uses."""
    return '"use strict";\n(async () => {\n' + "".join(asset(f"{name}.js") for name in SCRIPTS) + "})();\n"


@cache
def _style() -> str:
    """The style sheet, with the dark colours in both places that ask for them."""
    return asset("page.css").replace("@dark\n", asset("dark.css"))


@cache
def asset(name: str) -> str:
    """Read a script or style sheet, without its indentation and comments."""
    lines = (line.strip() for line in (_HERE / name).read_text("utf-8").splitlines())
    return "".join(f"{line}\n" for line in lines if line and not _COMMENT.fullmatch(line))


@cache
def environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(_HERE)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["breakable"] = breakable  # pyright: ignore[reportUnknownMemberType]  # as below
    environment.filters["printable"] = printable  # pyright: ignore[reportUnknownMemberType]  # jinja types no value
    return environment
