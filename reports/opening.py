"""The paragraph that opens a story, made of nothing but the timeline's own values."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from dateline.model import Event, Interval, Timeline
from dateline.reports import sources, words


def paragraph(timeline: Timeline) -> str:
    """Say the span, the events, the sources, the disagreements, what is still planned, and what has no date."""
    if not timeline.events:
        return _nothing(timeline)
    sentences = (_span, _mass, _sources, _disagreements, _ahead, _undated)
    return " ".join(s for sentence in sentences if (s := sentence(timeline)))


def dated(timeline: Timeline) -> list[Event]:
    return [e for e in timeline.events if e.interval]


def counts(timeline: Timeline) -> str:
    """`29 events with a date and 64 without`; `3 events` where all are alike in this."""
    number, known = len(timeline.events), len(dated(timeline))
    if known in (0, number):
        return words.count(number, "event") + (" without a date" if number and not known else "")
    return f"{words.count(known, 'event')} with a date and {number - known:,} without"


def _nothing(timeline: Timeline) -> str:
    if not timeline.articles:
        return "No article of this story could be read, so there is no event to show."
    return (
        f"The {words.spelled_count(len(timeline.articles), 'article')} of this story told no event that could be found."
    )


def _span(timeline: Timeline) -> str:
    known = [e.interval for e in timeline.events if e.interval]
    if not known:
        events = words.spelled_count(len(timeline.events), "event")
        return words.sentence(f"{events}, and for none of them a date could be found")
    first, last = min(i.start for i in known), max(i.end for i in known)
    when = (
        f"on {words.day(first)}" if first == last else f"between {_edge(first, known)} and {_edge(last, known, True)}"
    )
    return words.sentence(f"{words.spelled_count(len(known), 'event')} {when}")


def _undated(timeline: Timeline) -> str:
    """Tell apart what no source dates, which would otherwise weigh as much as what is known."""
    known = len(dated(timeline))
    number = len(timeline.events) - known
    if not known or not number:
        return ""
    told = "is told without a date; it stands" if number == 1 else "are told without a date; they stand"
    return words.sentence(f"{words.spelled(number)} more {told} apart, at the end")


def _edge(date: dt.date, dated: list[Interval], last: bool = False) -> str:
    """Name an end of the story no more precisely than the event that sets it: a day, a month or a year."""
    narrow = min((i for i in dated if (i.end if last else i.start) == date), key=lambda i: i.days)
    if narrow.days == 1:
        return words.day(date)
    return f"{words.MONTHS[date.month - 1]} {date.year}" if narrow.days <= 92 else str(date.year)


def _mass(timeline: Timeline) -> str:
    span = timeline.key_span
    if span is None or span.days > 3660:
        return ""
    inside = sum(1 for e in timeline.events if e.interval and e.interval.within(span))
    if inside in (0, len(dated(timeline))):
        return ""
    when = f"on {words.day(span.start)}" if span.days == 1 else f"between {_start(span)} and {words.day(span.end)}"
    verb = "falls" if inside == 1 else "fall"
    return words.sentence(f"{words.spelled(inside)} of them {verb} {when}")


def _start(span: Interval) -> str:
    """Leave to the end of the span what both ends share: the year, the month."""
    date = words.day(span.start)
    if span.start.year != span.end.year:
        return date
    return str(span.start.day) if span.start.month == span.end.month else date.removesuffix(f" {span.start.year}")


def _sources(timeline: Timeline) -> str:
    articles = sources.by_id(timeline.articles)
    voices = len({sources.voice(a, articles) for a in articles})
    told = words.spelled_count(len(articles), "article")
    copies = len(articles) - voices
    repeat = f"; {words.spelled(copies)} nearly {'repeats' if copies == 1 else 'repeat'} another and counts as no extra voice"
    if copies > 1:
        repeat = repeat.replace("counts as no extra voice", "count as no extra voices")
    verb = "tells" if len(articles) == 1 else "tell"
    guessed = sum(1 for a in timeline.articles if sources.inferred(a))
    which = "all of these articles" if guessed == len(articles) > 1 else words.spelled_count(guessed, "article")
    dates = f" For {which} the publication date had to be inferred." if guessed else ""
    return words.sentence(f"{told} {verb} it{repeat if copies else ''}") + dates


def _disagreements(timeline: Timeline) -> str:
    disputed = [e for e in timeline.events if e.conflicts]
    if not disputed:
        return "" if len(timeline.articles) < 2 else "The sources contradict each other nowhere that could be measured."
    attributes = Counter(c.attribute for e in disputed for c in e.conflicts)
    over = words.listed([words.attribute(a) for a, _ in attributes.most_common(3)])
    return words.sentence(f"on {words.spelled_count(len(disputed), 'event')} the sources disagree, over {over}")


def _ahead(timeline: Timeline) -> str:
    counted = dated(timeline) or timeline.events
    planned = sum(1 for e in counted if e.status == "planned")
    off = sum(1 for e in counted if e.status in ("postponed", "cancelled"))
    parts = (
        [f"{words.spelled_count(planned, 'event')} {'is' if planned == 1 else 'are'} still only planned"]
        if planned
        else []
    )
    if off:
        parts.append(f"{words.spelled(off)} {'was' if off == 1 else 'were'} put off or called off")
    return words.sentence(words.listed(parts)) if parts else ""


def latest_coverage(timeline: Timeline) -> str:
    """`Coverage to 19 June 2023`; empty where no article is dated."""
    dates = [a.published for a in timeline.articles if a.published]
    return f"Coverage to {words.day(max(dates))}" if dates else ""
