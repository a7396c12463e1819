"""`timelinejs.json`: the same events for those who publish with TimelineJS."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Mapping
from typing import Any

from dateline.model import Article, Event, Timeline
from dateline.reports import opening, sources, timeline_json, trust, words
from dateline.reports.plain import printable


def dumps(timeline: Timeline) -> str:
    """TimelineJS has no place for an event without a date: those are named in the opening slide."""
    articles = sources.by_id(timeline.articles)
    slides = [_slide(e, articles) for e in timeline.events if e.interval]
    return timeline_json.written({"title": _title(timeline), "events": slides})


def _title(timeline: Timeline) -> dict[str, Any]:
    undated = [e.title for e in timeline.events if e.interval is None]
    text = f"<p>{_safe(opening.paragraph(timeline))}</p>"
    if undated:
        text += "<p>Without a date:</p><ul>" + "".join(f"<li>{_safe(t)}</li>" for t in undated) + "</ul>"
    return {"text": {"headline": _safe(timeline.story), "text": text}}


def _slide(event: Event, articles: Mapping[str, Article]) -> dict[str, Any]:
    assert event.interval is not None
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _date(event.interval.start),
        "display_date": words.span(event.interval, event.precision),
        "group": event.status,
        "text": {"headline": _safe(event.title), "text": _text(event, articles)},
    }
    if event.interval.days > 1:
        slide["end_date"] = _date(event.interval.end)
    return slide


def _date(day: dt.date) -> dict[str, str]:
    return {"year": str(day.year), "month": str(day.month), "day": str(day.day)}


def _text(event: Event, articles: Mapping[str, Article]) -> str:
    parts = [f"<p>Sources disagree. {_safe(trust.conflict(c, articles))}</p>" for c in event.conflicts]
    for q in event.evidence:
        who = ", ".join(trust.names((q.article,), articles))
        parts.append(f"<blockquote>“{_safe(q.quote)}” — {_safe(who)}</blockquote>")
    return "".join(parts)


def _safe(text: str) -> str:
    """TimelineJS puts these fields into the page as markup."""
    return html.escape(printable(text))
