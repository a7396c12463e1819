"""What the page's scripts read: the timeline as plain values, every sentence already made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.model import Article, Conflict, Event, Evidence, Interval, Timeline
from dateline.reports import sources, trust, words
from dateline.reports.plain import printable

Json = dict[str, Any]


def content(timeline: Timeline) -> Json:
    """Lay the timeline out for the page; empty values are left out to keep the file small."""
    articles = sources.by_id(timeline.articles)
    number = {a: i for i, a in enumerate(articles)}
    return {
        "story": printable(timeline.story),
        "key": _pair(timeline.key_span),
        "articles": [_article(a, articles, number) for a in timeline.articles],
        "events": [_event(e, articles, number) for e in timeline.events],
    }


def _pair(interval: Interval | None) -> list[str] | None:
    return [interval.start.isoformat(), interval.end.isoformat()] if interval else None


def _filled(value: Json) -> Json:
    """Leave out what is empty; a zero is a value."""
    return {k: v for k, v in value.items() if v or type(v) in {int, float}}


def _article(a: Article, articles: Mapping[str, Article], number: Mapping[str, int]) -> Json:
    return _filled(
        {
            "id": a.id,
            "file": a.file,
            "name": printable(sources.name(a)),
            "title": a.title,
            "link": sources.link(a.url),
            "published": a.published.isoformat() if a.published else None,
            "date": words.day(a.published) if a.published else "publication date not known",
            "how": sources.basis(a) if sources.inferred(a) else None,
            "voice": number.get(sources.voice(a.id, articles), number[a.id]),
            "lang": a.language if a.language != "en" else None,
        }
    )


def _event(e: Event, articles: Mapping[str, Article], number: Mapping[str, int]) -> Json:
    start_end = _pair(e.interval)
    fields = {
        "id": e.id,
        "title": printable(e.title),
        "span": start_end,
        "precision": e.precision,
        "when": words.span(e.interval, e.precision),
        "label": words.label(e.interval),
        "status": e.status,
        "people": [printable(p) for p in e.participants],
        "place": e.place,
        "weight": round(e.importance, 3),
        "voices": sources.voices(e, articles),
        "evidence": [_evidence(q, e, articles, number) for q in e.evidence],
        "history": trust.history(e, articles),
        "steps": _steps(e, articles),
        "conflicts": [_conflict(c, number) for c in e.conflicts],
        "how": trust.date_chain(e, articles),
        "corrected": list(e.corrected),
        "replaces": e.supersedes,
    }
    return _filled(fields)


def _steps(e: Event, articles: Mapping[str, Article]) -> list[str]:
    if len({h.status for h in e.history}) < 2:
        return []
    return [trust.history_step(h, articles) for h in e.history]


def _evidence(q: Evidence, e: Event, articles: Mapping[str, Article], number: Mapping[str, int]) -> Json:
    quote = printable(q.quote or q.text)
    return _filled(
        {
            "article": number.get(q.article, -1),
            "quote": quote,
            "raw": q.text if q.text != quote else None,
            "at": [q.start, q.end],
            "status": q.status if q.status != e.status else None,
            "says": trust.says(q, e),
            "timex": [q.timex.text, q.timex.value, q.timex.anchor] if q.timex else None,
            "chain": _chain(q, e, articles),
        }
    )


def _chain(q: Evidence, e: Event, articles: Mapping[str, Article]) -> str:
    """How this quotation's own date follows, unless the event's explanation says the same of the same words."""
    chain = trust.timex_chain(q.timex, articles.get(q.article))
    return "" if len(e.evidence) == 1 and q.timex and q.timex.text in trust.date_chain(e, articles) else chain


def _conflict(c: Conflict, number: Mapping[str, int]) -> Json:
    values = [
        {"value": v.value, "is": v.normalized, "articles": [number[a] for a in v.articles if a in number]}
        for v in c.values
    ]
    return {"about": words.attribute(c.attribute), "values": values}
