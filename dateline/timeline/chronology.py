"""Puts a story's merged events in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from dateline.model import Article, Event, Mention, Rejected, Timeline, Timex
from dateline.timeline.keyspan import key_span
from dateline.timeline.rank import rank
from dateline.timeline.worth import worth_a_line


def order(
    story: str,
    articles: Sequence[Article],
    rejected: Sequence[Rejected],
    events: Sequence[Event],
    mentions: Sequence[Mention] = (),
    timexes: Mapping[str, Sequence[Timex]] | None = None,
    warnings: Sequence[str] = (),
) -> Timeline:
    """Return the story's timeline: the events worth a line, ranked and sorted by day, the undated last.

    `timexes` holds each article's by its id. `generated_at` is the moment of the call, in UTC.
    """
    ranked = sorted(rank(worth_a_line(events, articles), mentions, articles), key=_place_in_time)
    by_article = timexes or {}
    return Timeline(
        story=story,
        generated_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        articles=tuple(articles),
        rejected=tuple(rejected),
        events=tuple(ranked),
        timexes=tuple((article.id, timex) for article in articles for timex in by_article.get(article.id, ())),
        key_span=key_span(ranked),
        warnings=tuple(warnings),
    )


def _place_in_time(event: Event) -> tuple[bool, dt.date, dt.date, float, str]:
    if event.interval is None:
        return True, dt.date.max, dt.date.max, -event.importance, event.id
    return False, event.interval.start, event.interval.end, -event.importance, event.id
