"""`timeline.json`: the timeline as one documented value, and back (`timeline.schema.json` is its schema)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from dateline.model import (
    Article,
    Conflict,
    ConflictValue,
    Event,
    Evidence,
    Interval,
    Rejected,
    StatusReport,
    Timeline,
    Timex,
)
from dateline.reports.timexes import interval_pair

Json = dict[str, Any]
VERSION = 1


def to_json(timeline: Timeline) -> Json:
    """Lay the timeline out as DESIGN.md's `timeline.json`; offsets are those of the raw text."""
    return {
        "version": VERSION,
        "story": timeline.story,
        "generated_at": timeline.generated_at,
        "input": fingerprint(timeline),
        "key_span": interval_pair(timeline.key_span),
        "articles": [_article(a) for a in timeline.articles],
        "rejected": [
            _without_none({"file": r.file, "reason": r.reason, "record": r.record}) for r in timeline.rejected
        ],
        "events": [_event(e) for e in timeline.events],
        "warnings": list(timeline.warnings),
    }


def dumps(timeline: Timeline) -> str:
    return written(to_json(timeline))


def written(value: Json) -> str:
    """Write what `to_json` laid out: one blank a level, no character escaped that need not be."""
    try:
        return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"
    except UnicodeEncodeError:  # half of a surrogate pair
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def schema() -> Json:
    """The JSON Schema (2020-12) of `timeline.json`."""
    return json.loads((Path(__file__).parent / "timeline.schema.json").read_text("utf-8"))


def fingerprint(timeline: Timeline) -> str:
    """A digest of what was read: names and raw texts, in no order. Equal for two runs over the same input."""
    parts = sorted(_digest(f"{a.file}\0{a.record or ''}\0{a.raw}") for a in timeline.articles)
    parts += sorted(_digest(f"{r.file}\0{r.record or ''}\0{r.reason}") for r in timeline.rejected)
    return _digest("\n".join(parts))[:32]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _without_none(value: Json) -> Json:
    return {k: v for k, v in value.items() if v is not None}


def _article(a: Article) -> Json:
    return {
        "id": a.id,
        "file": a.file,
        "record": a.record,
        "title": a.title,
        "outlet": a.outlet,
        "url": a.url,
        "language": a.language,
        "published": a.published.isoformat() if a.published else None,
        "published_at": a.published_at,
        "published_basis": a.published_basis,
        "published_evidence": a.published_evidence,
        "published_confidence": round(a.published_confidence, 4),
        "near_duplicate_of": a.near_duplicate_of,
        "warnings": list(a.warnings),
    }


def _event(e: Event) -> Json:
    return {
        "id": e.id,
        "title": e.title,
        "start": e.interval.start.isoformat() if e.interval else None,
        "end": e.interval.end.isoformat() if e.interval else None,
        "precision": e.precision,
        "status": e.status,
        "participants": list(e.participants),
        "place": e.place,
        "importance": round(e.importance, 4),
        "evidence": [_evidence(q) for q in e.evidence],
        "history": [_report(h) for h in e.history],
        "supersedes": e.supersedes,
        "conflicts": [_conflict(c) for c in e.conflicts],
        "date_explanation": e.date_explanation,
        "corrected": list(e.corrected),
    }


def _evidence(q: Evidence) -> Json:
    said = {"text": q.timex.text, "value": q.timex.value, "anchor": q.timex.anchor} if q.timex else None
    return {
        "article": q.article,
        "start": q.start,
        "end": q.end,
        "text": q.text,
        "quote": q.quote,
        "status": q.status,
        "timex": said,
        "reason": q.reason,
    }


def _report(h: StatusReport) -> Json:
    return {"status": h.status, "published": h.published.isoformat() if h.published else None, "article": h.article}


def _conflict(c: Conflict) -> Json:
    return {
        "attribute": c.attribute,
        "values": [{"value": v.value, "normalized": v.normalized, "articles": list(v.articles)} for v in c.values],
    }


def read_json(path: Path) -> Timeline:
    """Read a `timeline.json` back; articles come without their texts, timexes without their offsets.

    Raises ValueError, naming the file, if it is no timeline of this version.
    """
    try:
        return from_json(json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} is not a timeline of version {VERSION}: {error}") from error


def from_json(value: Mapping[str, Any]) -> Timeline:
    if value["version"] != VERSION:
        raise ValueError(f"its version is {value['version']}")
    span = value.get("key_span")
    return Timeline(
        story=value["story"],
        generated_at=value["generated_at"],
        articles=tuple(_to_article(a) for a in value["articles"]),
        rejected=tuple(Rejected(r["file"], r["reason"], r.get("record")) for r in value["rejected"]),
        events=tuple(_to_event(e) for e in value["events"]),
        key_span=Interval(_date(span[0]), _date(span[1])) if span else None,
        warnings=tuple(value.get("warnings", ())),
    )


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _to_article(a: Mapping[str, Any]) -> Article:
    return Article(
        id=a["id"],
        file=a["file"],
        text="",
        raw="",
        record=a.get("record"),
        title=a["title"],
        outlet=a["outlet"],
        url=a.get("url"),
        language=a.get("language", "en"),
        published=_date(a["published"]) if a["published"] else None,
        published_at=a["published_at"],
        published_basis=a["published_basis"],
        published_evidence=a["published_evidence"],
        published_confidence=a.get("published_confidence", 0.0),
        near_duplicate_of=a["near_duplicate_of"],
        warnings=tuple(a.get("warnings", ())),
    )


def _to_event(e: Mapping[str, Any]) -> Event:
    return Event(
        id=e["id"],
        title=e["title"],
        interval=Interval(_date(e["start"]), _date(e["end"])) if e["start"] else None,
        precision=e["precision"],
        status=e["status"],
        participants=tuple(e["participants"]),
        place=e["place"],
        importance=e["importance"],
        evidence=tuple(_to_evidence(q) for q in e["evidence"]),
        history=tuple(_to_report(h) for h in e["history"]),
        supersedes=e["supersedes"],
        conflicts=tuple(_to_conflict(c) for c in e["conflicts"]),
        date_explanation=e.get("date_explanation", ""),
        corrected=tuple(e.get("corrected", ())),
    )


def _to_evidence(q: Mapping[str, Any]) -> Evidence:
    said = q["timex"]
    timex = Timex(0, 0, said["text"], "DATE", said["value"], anchor=said["anchor"]) if said else None
    quote = q.get("quote", q["text"])
    return Evidence(
        q["article"], q["start"], q["end"], q["text"], quote, q["status"], timex, reason=q.get("reason", "")
    )


def _to_report(h: Mapping[str, Any]) -> StatusReport:
    return StatusReport(h["status"], _date(h["published"]) if h["published"] else None, h["article"])


def _to_conflict(c: Mapping[str, Any]) -> Conflict:
    values = (ConflictValue(v["value"], v["normalized"], tuple(v["articles"])) for v in c["values"])
    return Conflict(c["attribute"], tuple(values))
