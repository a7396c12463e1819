"""Finishes the timexes that wait for another event: "a week before the vote" once the vote has its day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline import times
from dateline.events import anchored
from dateline.model import Article, Interval, Mention, Pending, Timex

LONGEST = 31
"""Days of an event that others are counted from, at most."""


def finish_pending(
    articles: Sequence[Article],
    timexes: Mapping[str, Sequence[Timex]],
    mentions: Mapping[str, Sequence[tuple[int, Mention]]],
) -> dict[str, tuple[Timex, ...]]:
    """Finish the timexes that wait for another event; return the changed articles' timexes by article id."""
    changed: dict[str, tuple[Timex, ...]] = {}
    told = anchored.by_class(mention for found in mentions.values() for _, mention in found)
    for article in articles:
        waiting = [timex for timex in timexes[article.id] if timex.pending is not None and timex.interval is None]
        if not waiting:
            continue
        own = [mention for _, mention in mentions.get(article.id, ())]
        done = {id(timex): _finished(timex, article, own, told) for timex in waiting}
        changed[article.id] = tuple(done.get(id(timex)) or timex for timex in timexes[article.id])
    return changed


def _finished(
    timex: Timex, article: Article, own: Sequence[Mention], told: Mapping[str, Sequence[Mention]]
) -> Timex | None:
    pending = timex.pending
    if pending is None:
        return None
    named = [m for m in own if m.head_start < pending.end and pending.start < m.head_end]
    for mention in named:
        interval = mention.interval or _elsewhere(mention, told)
        if interval is not None:
            return _to_the_day(times.finish(timex, interval), pending, interval)
    words = re.findall(r"[a-z-]+", article.text[pending.start : pending.end].lower())
    main = anchored.main_event(words[-1], told, article.published) if words else None
    return _to_the_day(times.finish(timex, main), pending, main) if main else None


def _elsewhere(mention: Mention, told: Mapping[str, Sequence[Mention]]) -> Interval | None:
    """The date of the same event as other sentences give it: same kind, a name in common, the narrowest date."""
    same = [
        other
        for other in (told.get(mention.predicate_class, ()) if mention.predicate_class else ())
        if other.interval
        and (mention.status != "occurred" or other.status == "occurred") and other.interval.days <= LONGEST
        and (
            other.predicate == mention.predicate or set(other.participants) & set(mention.participants)
            or (other.article == mention.article and mention.predicate in other.title.lower().split())
        )
    ]  # fmt: skip
    same.sort(key=lambda other: (other.article != mention.article, other.interval.days if other.interval else 0))
    return same[0].interval if same else None


def _to_the_day(timex: Timex, pending: Pending, anchor: Interval) -> Timex:
    """Make "a week before the vote" a day where the vote has one."""
    weeks = re.fullmatch(r"(-?)P(\d+)W", pending.shift)
    if not weeks or anchor.days != 1 or pending.span:
        return timex
    day = anchor.start + dt.timedelta(weeks=int(weeks.group(2)) * (-1 if weeks.group(1) else 1))
    return replace(timex, interval=Interval(day, day), value=day.isoformat())
