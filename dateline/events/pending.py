"""Finishes the timexes that wait for another event: "a week before the vote" once the vote has its day."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline import times
from dateline.events import anchored
from dateline.model import Article, Interval, Mention, Pending, Timex

LONGEST = 31
"""Days of an event that others are counted from, at most."""
_BESIDE = 8
"""Characters between the words of an event and its own date, at most: "the raid of 3 March"."""
NEAR = 10
"""The same where they are counted in days."""


def finish_pending(
    articles: Sequence[Article],
    timexes: Mapping[str, Sequence[Timex]],
    mentions: Mapping[str, Sequence[tuple[int, Mention]]],
) -> dict[str, tuple[Timex, ...]]:
    """Finish the timexes that wait for another event; return the changed articles' timexes by article id."""
    changed: dict[str, tuple[Timex, ...]] = {}
    told = anchored.Telling(mention for found in mentions.values() for _, mention in found)
    for article in articles:
        waiting = [timex for timex in timexes[article.id] if timex.pending is not None and timex.interval is None]
        if not waiting:
            continue
        own = [mention for _, mention in mentions.get(article.id, ())]
        done = {id(timex): _finished(timex, article, own, told) for timex in waiting}
        changed[article.id] = tuple(done.get(id(timex)) or timex for timex in timexes[article.id])
    return changed


def _finished(timex: Timex, article: Article, own: Sequence[Mention], told: anchored.Telling) -> Timex | None:
    pending = timex.pending
    if pending is None:
        return None
    anchor = _anchor(pending, article, own, told)
    if anchor is None or (anchor.days > NEAR and re.search(r"P0?\d+D", pending.span or pending.shift)):
        return None
    return _to_the_day(times.finish(timex, anchor), pending, anchor)


def _anchor(pending: Pending, article: Article, own: Sequence[Mention], told: anchored.Telling) -> Interval | None:
    """Return the days of the event that the words name: as the words themselves say, as the story tells it, as the text goes."""
    named = [m for m in own if m.head_start < pending.end and pending.start < m.head_end]
    for mention in named:
        if (
            mention.interval
            and mention.timex
            and 0 <= mention.timex.start - pending.start <= _BESIDE + pending.end - pending.start
        ):
            return mention.interval
    words = re.findall(r"[a-z-]+", article.text[pending.start : pending.end].lower())
    main = anchored.main_event(words[-1], told, article.published) if words else None
    if main and words[-1] in anchored.GENERIC:
        return main
    return next((days for mention in named if (days := _elsewhere(mention, told))), None) or main


def _elsewhere(mention: Mention, told: anchored.Telling) -> Interval | None:
    """The days that most others tell of the same event: same kind, and its word, a name in common or the same article."""
    days: Counter[Interval] = Counter()
    for other in told.of_kind.get(mention.predicate_class, ()) if mention.predicate_class else ():
        if other.interval and other.interval.days <= LONGEST and other is not mention and _may_be(mention, other):
            days[other.interval] += 1 + (other.article == mention.article) + (other.interval.days == 1)
    ranked = sorted(days.items(), key=lambda each: (-each[1], each[0].days, each[0].start))
    return ranked[0][0] if ranked else None


def _may_be(mention: Mention, other: Mention) -> bool:
    """Say whether another mention may tell the same event, by a date of its own."""
    if other.date_basis == "publication" or (mention.status == "occurred" and other.status != "occurred"):
        return False
    return (
        other.predicate == mention.predicate
        or bool(set(other.participants) & set(mention.participants))
        or (other.article == mention.article and mention.predicate in other.title.lower().split())
    )


def _to_the_day(timex: Timex, pending: Pending, anchor: Interval) -> Timex:
    """Make "a week before the vote" a day where the vote has one."""
    weeks = re.fullmatch(r"(-?)P(\d+)W", pending.shift)
    if not weeks or anchor.days != 1 or pending.span:
        return timex
    day = anchor.start + dt.timedelta(weeks=int(weeks.group(2)) * (-1 if weeks.group(1) else 1))
    return replace(timex, interval=Interval(day, day), value=day.isoformat())
