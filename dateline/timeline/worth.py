"""Says which events are worth a line of a timeline: those a reader can place, those that name somebody, those that several sources tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.model import Article, Event

LINKED = frozenset({"postponed", "cancelled"})
NOBODY = re.compile(r"(?:he|she|it|they|we|you|i)\b", re.IGNORECASE)
"""What a title begins with that does not say who acts: its article leaves it open."""


def worth_a_line(events: Sequence[Event], articles: Sequence[Article]) -> list[Event]:
    """Return the events without those that only one source tells and that nothing places in time, or nobody is named in.

    What an article tells that has no date itself stays: nothing in it could be placed. So does all of a story in which
    nothing is dated.
    """
    if all(event.interval is None for event in events):
        return list(events)
    told_on = {article.id: article.published for article in articles}
    voice_of = {article.id: article.voice for article in articles}
    replaced = {event.supersedes for event in events if event.supersedes}
    return [event for event in events if event.id in replaced or _keeps(event, told_on, voice_of)]


def _keeps(event: Event, told_on: Mapping[str, object], voice_of: Mapping[str, str]) -> bool:
    voices = {voice_of.get(quote.article, quote.article) for quote in event.evidence}
    if len(voices) == 1 and NOBODY.match(event.title) and not event.participants:
        return False
    if event.interval is not None or event.supersedes or event.status in LINKED:
        return True
    if len(voices) > 1 and event.participants:
        return True
    return all(told_on.get(quote.article) is None for quote in event.evidence) and bool(event.participants)
