"""`timeline.ics`: the events as all-day entries of a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache

# pyright: reportUnknownMemberType=false
# icalendar types no value of its properties.
from icalendar import Calendar, Journal
from icalendar import Event as Entry
from icalendar.parser import Contentline
from icalendar.prop import vCategory, vDDDTypes, vText

from dateline.model import Article, Event, Status, Timeline
from dateline.reports import sources, trust, words
from dateline.reports.plain import printable

LONGEST = 74
"""Octets of a line that icalendar leaves unfolded; RFC 5545, 3.1 allows 75."""
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
    stamp = vDDDTypes(_stamp(timeline))
    for event in timeline.events:
        calendar.add_component(_dated(event, articles, stamp) if event.interval else _undated(event, articles, stamp))
    return b"".join(_lines(calendar))


def _lines(calendar: Calendar) -> Iterator[bytes]:
    """Write the lines of a calendar; a value that several entries share, such as a day or a status, is written once."""
    known: dict[tuple[str, object], bytes] = {}
    for name, value in calendar.property_items():
        place = name, value if isinstance(value, bytes) else id(value)
        line = known.get(place)
        if line is None:
            line = known[place] = folded(calendar.content_line(name, value))
        yield line


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


def _dated(event: Event, articles: Mapping[str, Article], stamp: vDDDTypes) -> Entry:
    assert event.interval is not None
    entry = Entry()
    _describe(entry, event, articles, stamp)
    entry["dtstart"] = _day(event.interval.start)
    if event.interval.end < dt.date.max:
        entry["dtend"] = _day(event.interval.end + dt.timedelta(days=1))
    entry["status"] = _word(_STATUS[event.status])
    entry["transp"] = _word("TRANSPARENT")
    if event.place:
        entry["location"] = vText(printable(event.place))
    return entry


@cache
def _day(day: dt.date) -> vDDDTypes:
    return vDDDTypes(day)


@cache
def _word(word: str) -> vText:
    return vText(word)


@cache
def _category(status: Status) -> vCategory:
    return vCategory([status])


def _undated(event: Event, articles: Mapping[str, Article], stamp: vDDDTypes) -> Journal:
    entry = Journal()
    _describe(entry, event, articles, stamp)
    return entry


def _describe(entry: Entry | Journal, event: Event, articles: Mapping[str, Article], stamp: vDDDTypes) -> None:
    entry["uid"] = vText(f"{printable(event.id)}@dateline")
    entry["dtstamp"] = stamp
    prefix = "" if event.status == "occurred" else f"[{event.status}] "
    entry["summary"] = vText(prefix + printable(event.title))
    entry["categories"] = _category(event.status)
    entry["description"] = vText(printable("\n".join(_told(event, articles))))


def _told(event: Event, articles: Mapping[str, Article]) -> list[str]:
    said = [f"“{q.quote}” — {', '.join(trust.names((q.article,), articles))}" for q in event.evidence]
    disputed = [f"Sources disagree. {trust.conflict(c, articles)}" for c in event.conflicts]
    return [words.span(event.interval, event.precision), trust.date_chain(event, articles), *disputed, *said]
