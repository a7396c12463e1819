"""`timeline.ics`: the events as all-day entries of a calendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from dateline.model import Article, Event, Status, Timeline
from dateline.reports import sources, trust, words
from dateline.reports.plain import printable

_STATUS: dict[Status, str] = {
    "occurred": "CONFIRMED",
    "planned": "TENTATIVE",
    "possible": "TENTATIVE",
    "postponed": "CANCELLED",
    "cancelled": "CANCELLED",
    "denied": "CANCELLED",
}


LONGEST = 74
"""Octets of a line's first piece; a piece that goes on has a blank before it (RFC 5545, 3.1: 75 at most)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": "\\n"})


def dumps(timeline: Timeline) -> bytes:
    """An entry for each event; one without a date becomes a journal note, which needs none (RFC 5545, 3.6.3)."""
    articles = sources.by_id(timeline.articles)
    stamp = _stamp(timeline)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Timeline//EN"]
    lines.append(f"X-WR-CALNAME:{_text(timeline.story)}")
    for event in timeline.events:
        lines += _entry(event, articles, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line.encode()) for line in lines)


def _entry(event: Event, articles: Mapping[str, Article], stamp: str) -> Iterator[str]:
    kind = "VEVENT" if event.interval else "VJOURNAL"
    prefix = "" if event.status == "occurred" else f"[{event.status}] "
    yield f"BEGIN:{kind}"
    yield f"SUMMARY:{_text(prefix + event.title)}"
    if event.interval:
        yield f"DTSTART;VALUE=DATE:{_day(event.interval.start)}"
        if event.interval.end < dt.date.max:
            yield f"DTEND;VALUE=DATE:{_day(event.interval.end + dt.timedelta(days=1))}"
    yield f"DTSTAMP:{stamp}"
    yield f"UID:{_text(event.id)}@dateline"
    yield f"CATEGORIES:{event.status}"
    yield f"DESCRIPTION:{_text(chr(10).join(_said(event, articles)))}"
    if event.interval:
        if event.place:
            yield f"LOCATION:{_text(event.place)}"
        yield f"STATUS:{_STATUS[event.status]}"
        yield "TRANSP:TRANSPARENT"
    yield f"END:{kind}"


def _said(event: Event, articles: Mapping[str, Article]) -> list[str]:
    said = [f"“{q.quote}” — {', '.join(trust.names((q.article,), articles))}" for q in event.evidence]
    disputed = [f"Sources disagree. {trust.conflict(c, articles)}" for c in event.conflicts]
    return [words.span(event.interval, event.precision), trust.date_chain(event, articles), *disputed, *said]


def _stamp(timeline: Timeline) -> str:
    """The day of the latest article, so that two runs over the same input give the same file."""
    latest = max((a.published for a in timeline.articles if a.published), default=dt.date(1970, 1, 1))
    return f"{_day(latest)}T000000Z"


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    """Escape what would end a value or begin another (RFC 5545, 3.3.11)."""
    return printable(text).replace("\r\n", "\n").translate(_ESCAPED)


def _folded(line: bytes) -> bytes:
    """Break a long line between two characters, and not inside an escaped one."""
    pieces: list[bytes] = []
    while len(line) > LONGEST:
        end = LONGEST
        while line[end] & 0xC0 == 0x80:  # inside a character of several octets
            end -= 1
        while line[end - 1] == 0x5C and end > 2:  # after a backslash
            end -= 1
        pieces.append(line[:end])
        line = line[end:]
    return b"\r\n ".join([*pieces, line]) + b"\r\n"
