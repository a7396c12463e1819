"""What the page's scripts read: the timeline as plain values, every sentence already made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from dateline.model import Article, Conflict, Event, Evidence, Interval, Timeline
from dateline.reports import sources, trust, words
from dateline.reports.plain import printable

Json = dict[str, Any]
_Place = tuple[str, int, int, str]
_USUAL: Final[Json] = {"status": "occurred", "precision": "day", "voices": 1, "when": words.span(None)}


def content(timeline: Timeline) -> Json:
    """Lay the timeline out for the page; empty values are left out to keep the file small."""
    articles = sources.by_id(timeline.articles)
    number = {a: i for i, a in enumerate(articles)}
    passages = _passages(timeline)
    place = {key: i for i, key in enumerate(passages)}
    return {
        "story": printable(timeline.story),
        "key": _pair(timeline.key_span),
        "articles": [_article(a, articles, number) for a in timeline.articles],
        "passages": [_passage(q, number) for q in passages.values()],
        "events": [_event(e, articles, number, place) for e in timeline.events],
    }


def _passages(timeline: Timeline) -> dict[_Place, Evidence]:
    """Every quoted stretch once, by its place: one sentence often tells several events."""
    return {_place(q): q for e in reversed(timeline.events) for q in e.evidence}


def _place(q: Evidence) -> _Place:
    return q.article, q.start, q.end, q.quote


def _passage(q: Evidence, number: Mapping[str, int]) -> Json:
    quote = printable(q.quote or q.text)
    raw = q.text if q.text != quote else None
    return _filled({"article": number.get(q.article, -1), "quote": quote, "raw": raw, "at": [q.start, q.end]})


def _pair(interval: Interval | None) -> list[str] | None:
    return [interval.start.isoformat(), interval.end.isoformat()] if interval else None


def _filled(value: Json) -> Json:
    """Leave out what is empty; a zero is a value."""
    return {k: v for k, v in value.items() if v or type(v) in {int, float}}


def _unusual(value: Json) -> Json:
    """Leave out what the page's scripts put in by themselves: what is so of most events."""
    return {k: v for k, v in value.items() if v != _USUAL.get(k, "")}


def _article(a: Article, articles: Mapping[str, Article], number: Mapping[str, int]) -> Json:
    return _filled(
        {
            "id": a.id,
            "file": a.file,
            "name": printable(sources.name(a)),
            "outlet": bool(a.outlet),
            "title": a.title,
            "link": sources.link(a.url),
            "published": a.published.isoformat() if a.published else None,
            "date": words.day(a.published) if a.published else "publication date not known",
            "how": sources.basis(a) if sources.inferred(a) else None,
            "known": [a.published_basis, a.published_evidence, a.published_at],
            "copies": number.get(a.near_duplicate_of or ""),
            "voice": number.get(sources.voice(a.id, articles), number[a.id]),
            "lang": a.language if a.language != "en" else None,
        }
    )


def _event(
    e: Event, articles: Mapping[str, Article], number: Mapping[str, int], passages: Mapping[_Place, int]
) -> Json:
    start_end, when, label = _pair(e.interval), words.span(e.interval, e.precision), words.label(e.interval)
    fields = {
        "id": e.id,
        "title": printable(e.title),
        "span": start_end[:1] if start_end and start_end[0] == start_end[1] else start_end,
        "precision": e.precision,
        "when": when,
        "label": label if label != words.shortened(when) else None,
        "status": e.status,
        "people": [printable(p) for p in e.participants],
        "place": e.place,
        "weight": round(e.importance, 4),
        "voices": sources.voices(e, articles),
        "evidence": [_evidence(q, e, articles, passages) for q in e.evidence],
        "course": trust.history(e, articles),
        "conflicts": [_conflict(c, number) for c in e.conflicts],
        "how": trust.date_chain(e, articles),
        "corrected": list(e.corrected),
        "replaces": e.supersedes,
    }
    return _unusual(_filled(fields)) | _reports(e, number)


def _reports(e: Event, number: Mapping[str, int]) -> Json:
    """Who reported what, as `[article]` or `[article, status]` where that is not the event's.

    Left out where every article that is quoted reports the event's status, in the order of the quotations.
    """
    told = [[number.get(h.article, -1), *([h.status] if h.status != e.status else [])] for h in e.history]
    return {} if told == [[number.get(a, -1)] for a in sources.cited(e)] else {"reports": told}


def _evidence(q: Evidence, e: Event, articles: Mapping[str, Article], passages: Mapping[_Place, int]) -> Json:
    return _filled(
        {
            "passage": passages[_place(q)],
            "status": q.status if q.status != e.status else None,
            "says": trust.says(q, e),
            "timex": [q.timex.text, q.timex.value, q.timex.anchor] if q.timex else None,
            "chain": _chain(q, e, articles),
        }
    )


def _chain(q: Evidence, e: Event, articles: Mapping[str, Article]) -> str | Literal[True]:
    """How this quotation's own date follows; True where that is the event's own explanation.

    Empty where the only quotation's words stand in the event's explanation already.
    """
    chain, explained = trust.timex_chain(q.timex, articles.get(q.article)), trust.date_chain(e, articles)
    if len(e.evidence) == 1 and q.timex and q.timex.text in explained:
        return ""
    return True if chain == explained else chain


def _conflict(c: Conflict, number: Mapping[str, int]) -> Json:
    values = [
        {"value": v.value, "is": v.normalized, "articles": [number[a] for a in v.articles if a in number]}
        for v in c.values
    ]
    about = words.attribute(c.attribute)
    return _filled({"about": about, "attribute": c.attribute if c.attribute != about else None, "values": values})
