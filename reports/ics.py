"""`timeline.ics`: the events as all-day entries of a calendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from dateline.model import Article, Event, Interval, Status, Timeline
from dateline.reports import sources, trust, words
from dateline.reports.plain import printable

LONGEST = 74
"""Octets of a line before it is folded; RFC 5545, 3.1 allows 75 with the line's end left out."""
_STATUS: dict[Status, str] = {
    "occurred": "CONFIRMED",
    "planned": "TENTATIVE",
    "possible": "TENTATIVE",
    "postponed": "CANCELLED",
    "cancelled": "CANCELLED",
    "denied": "CANCELLED",
}


def dumps(timeline: Timeline) -> bytes:
    """An entry for each event; one without a date becomes a journal note, which needs none (RFC 5545, 3.6.3)."""
    articles, stamp = sources.by_id(timeline.articles), _stamp(timeline)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Timeline//EN",
        f"X-WR-CALNAME:{_text(timeline.story)}",
    ]
    for event in timeline.events:
        lines += _dated(event, event.interval, articles, stamp) if event.interval else _undated(event, articles, stamp)
    return b"".join(map(folded, [*lines, "END:VCALENDAR"]))


def folded(line: str) -> bytes:
    """End a content line, divided where it is too long: never within a character or between an escape and what it escapes."""
    rest, parts = line.encode(), list[bytes]()
    while len(rest) > LONGEST:
        end = LONGEST
        while rest[end] & 0xC0 == 0x80:  # within a character of UTF-8
            end -= 1
        end -= rest[end - 1] in b"\\^"  # an escape stays with what it escapes
        parts.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*parts, rest]) + b"\r\n"


def _text(value: str) -> str:
    """Write a value of the type TEXT (RFC 5545, 3.3.11)."""
    escaped = printable(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _stamp(timeline: Timeline) -> str:
    """The day of the latest article, so that two runs over the same input give the same file."""
    latest = max((a.published for a in timeline.articles if a.published), default=dt.date(1970, 1, 1))
    return f"DTSTAMP:{_day(latest)}T000000Z"


def _day(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _dated(event: Event, days: Interval, articles: Mapping[str, Article], stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield _summary(event)
    yield f"DTSTART;VALUE=DATE:{_day(days.start)}"
    if days.end < dt.date.max:
        yield f"DTEND;VALUE=DATE:{_day(days.end + dt.timedelta(days=1))}"
    yield from (stamp, _identity(event), *_told(event, articles))
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    yield from (f"STATUS:{_STATUS[event.status]}", "TRANSP:TRANSPARENT", "END:VEVENT")


def _undated(event: Event, articles: Mapping[str, Article], stamp: str) -> Iterable[str]:
    return "BEGIN:VJOURNAL", *_told(event, articles), stamp, _summary(event), _identity(event), "END:VJOURNAL"


def _summary(event: Event) -> str:
    prefix = "" if event.status == "occurred" else f"[{event.status}] "
    return f"SUMMARY:{prefix}{_text(event.title)}"


def _identity(event: Event) -> str:
    return f"UID:{_text(event.id)}@dateline"


def _told(event: Event, articles: Mapping[str, Article]) -> tuple[str, str]:
    said = [f"“{q.quote}” — {', '.join(trust.names((q.article,), articles))}" for q in event.evidence]
    disputed = [f"Sources disagree. {trust.conflict(c, articles)}" for c in event.conflicts]
    known = [words.span(event.interval, event.precision), trust.date_chain(event, articles)]
    return f"CATEGORIES:{event.status}", "DESCRIPTION:" + _text("\n".join([*known, *disputed, *said]))
