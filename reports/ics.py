"""`timeline.ics`: the events as all-day entries of a calendar (RFC 5545).

Written line by line: a library's entries take longer to make than all other files together. The tests read it with one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dateline.model import Article, Event, Status, Timeline
from dateline.reports import sources, trust, words
from dateline.reports.plain import printable

LONGEST = 74
"""Octets of a line that stays unfolded; RFC 5545, 3.1 allows 75."""
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
    articles, stamp = sources.by_id(timeline.articles), f"{_day(_stamp(timeline))}T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Timeline//EN"]
    lines.append(f"X-WR-CALNAME:{text(printable(timeline.story))}")
    for event in timeline.events:
        lines += _dated(event, articles, stamp) if event.interval else _undated(event, articles, stamp)
    return b"".join(map(folded, [*lines, "END:VCALENDAR"]))


def text(value: str) -> str:
    """Escape a value (RFC 5545, 3.3.11); every kind of line's end is one."""
    value = value.replace("\\N", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return value.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> bytes:
    """End a line, folded where it is too long (RFC 5545, 3.1)."""
    rest, parts = line.encode("utf-8", "replace"), list[bytes]()
    while len(rest) > LONGEST:
        end = LONGEST
        while rest[end] & 0xC0 == 0x80:  # within a character of UTF-8
            end -= 1
        end -= rest[end - 1] in b"\\^"  # an escape stays with what it escapes
        parts.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*parts, rest]) + b"\r\n" if line else b""


def _stamp(timeline: Timeline) -> dt.date:
    """The day of the latest article, so that two runs over the same input give the same file."""
    return max((a.published for a in timeline.articles if a.published), default=dt.date(1970, 1, 1))


def _dated(event: Event, articles: Mapping[str, Article], stamp: str) -> Iterator[str]:
    assert event.interval is not None
    yield "BEGIN:VEVENT"
    yield _summary(event)
    yield f"DTSTART;VALUE=DATE:{_day(event.interval.start)}"
    if event.interval.end < dt.date.max:
        yield f"DTEND;VALUE=DATE:{_day(event.interval.end + dt.timedelta(days=1))}"
    yield f"DTSTAMP:{stamp}"
    yield _uid(event)
    yield f"CATEGORIES:{event.status}"
    yield _description(event, articles)
    if event.place:
        yield f"LOCATION:{text(printable(event.place))}"
    yield f"STATUS:{_STATUS[event.status]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _undated(event: Event, articles: Mapping[str, Article], stamp: str) -> Iterator[str]:
    yield "BEGIN:VJOURNAL"
    yield f"CATEGORIES:{event.status}"
    yield _description(event, articles)
    yield f"DTSTAMP:{stamp}"
    yield _summary(event)
    yield _uid(event)
    yield "END:VJOURNAL"


@lru_cache(maxsize=1 << 12)
def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _uid(event: Event) -> str:
    return f"UID:{text(printable(event.id))}@dateline"


def _summary(event: Event) -> str:
    prefix = "" if event.status == "occurred" else f"[{event.status}] "
    return f"SUMMARY:{text(prefix + printable(event.title))}"


def _description(event: Event, articles: Mapping[str, Article]) -> str:
    return f"DESCRIPTION:{text(printable(chr(10).join(_told(event, articles))))}"


def _told(event: Event, articles: Mapping[str, Article]) -> list[str]:
    said = [f"“{q.quote}” — {', '.join(trust.names((q.article,), articles))}" for q in event.evidence]
    disputed = [f"Sources disagree. {trust.conflict(c, articles)}" for c in event.conflicts]
    return [words.span(event.interval, event.precision), trust.date_chain(event, articles), *disputed, *said]
