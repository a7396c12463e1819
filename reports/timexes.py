"""`timexes.jsonl`: every temporal expression with its place in the file as it was given."""

from __future__ import annotations

import json
from typing import Any

from dateline.model import Article, Interval, Timeline, Timex


def dumps(timeline: Timeline) -> str:
    """One JSON object a line; `text == file_text[start:end]` of the decoded file, or of the record it names."""
    articles = {a.id: a for a in timeline.articles}
    lines = (line(articles[a], t) for a, t in timeline.timexes if a in articles)
    return "".join(json.dumps(fields, ensure_ascii=False, default=str) + "\n" for fields in lines)


def line(article: Article, timex: Timex) -> dict[str, Any]:
    start, end = article.raw_span(timex.start, timex.end)
    fields: dict[str, Any] = {
        "file": article.file,
        "start": start,
        "end": end,
        "text": article.raw[start:end],
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "interval": interval_pair(timex.interval),
        "anchor": timex.anchor,
        "anchor_basis": timex.anchor_basis,
        "rule": timex.rule,
    }
    return fields | _optional(article, timex)


def _optional(article: Article, timex: Timex) -> dict[str, Any]:
    optional = {"record": article.record, "reason": timex.reason}
    return {k: v for k, v in optional.items() if v is not None}


def interval_pair(interval: Interval | None) -> list[str] | None:
    return [interval.start.isoformat(), interval.end.isoformat()] if interval else None
