"""`timeline.ics`: the events as all-day entries of a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

# pyright: reportUnknownMemberType=false
# icalendar types no value of its properties.
from icalendar import Calendar, Journal
from icalendar import Event as Entry
from icalendar.parser import Contentline

from dateline.model import Article, Event, Status, Timeline
from dateline.reports import sources, trust, words
from dateline.reports.plain import printable

LONGEST = 74
"""Octets of a line that is not folded (RFC 5545, 3.1)."""
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
    articles = sources.by_id(timeline.articles)
    calendar = Calendar()
    calendar.add("prodid", "-//Dateline//Timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", printable(timeline.story))
    stamp = _stamp(timeline)
    for event in timeline.events:
        calendar.add_component(_dated(event, articles, stamp) if event.interval else _undated(event, articles, stamp))
    return b"".join(map(folded, calendar.content_lines()))


def folded(line: Contentline) -> bytes:
    """End a content line, folded as the library folds it, which walks over every character for that."""
    rest, parts = line.encode(), list[bytes]()
    while len(rest) > LONGEST:
        end = LONGEST
        while rest[end] & 0xC0 == 0x80:  # within a character of UTF-8
            end -= 1
        end -= rest[end - 1] in b"\\^"  # an escape stays with what it escapes
        parts.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*parts, rest]) + b"\r\n" if line else b""


def _stamp(timeline: Timeline) -> dt.datetime:
    """The day of the latest article, so that two runs over the same input give the same file."""
    latest = max((a.published for a in timeline.articles if a.published), default=dt.date(1970, 1, 1))
    return dt.datetime.combine(latest, dt.time(), dt.UTC)


def _dated(event: Event, articles: Mapping[str, Article], stamp: dt.datetime) -> Entry:
    assert event.interval is not None
    entry = Entry()
    _describe(entry, event, articles, stamp)
    entry.add("dtstart", event.interval.start)
    if event.interval.end < dt.date.max:
        entry.add("dtend", event.interval.end + dt.timedelta(days=1))
    entry.add("status", _STATUS[event.status])
    entry.add("transp", "TRANSPARENT")
    if event.place:
        entry.add("location", printable(event.place))
    return entry


def _undated(event: Event, articles: Mapping[str, Article], stamp: dt.datetime) -> Journal:
    entry = Journal()
    _describe(entry, event, articles, stamp)
    return entry


def _describe(entry: Entry | Journal, event: Event, articles: Mapping[str, Article], stamp: dt.datetime) -> None:
    entry.add("uid", f"{printable(event.id)}@dateline")
    entry.add("dtstamp", stamp)
    prefix = "" if event.status == "occurred" else f"[{event.status}] "
    entry.add("summary", prefix + printable(event.title))
    entry.add("categories", [event.status])
    entry.add("description", printable("\n".join(_lines(event, articles))))


def _lines(event: Event, articles: Mapping[str, Article]) -> list[str]:
    said = [f"“{q.quote}” — {', '.join(trust.names((q.article,), articles))}" for q in event.evidence]
    disputed = [f"Sources disagree. {trust.conflict(c, articles)}" for c in event.conflicts]
    return [words.span(event.interval, event.precision), trust.date_chain(event, articles), *disputed, *said]
