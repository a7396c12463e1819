"""Says how much an event matters to its story, from 0 to 1.

An editor keeps what several outlets tell, what an article leads with or comes back to, what a text itself puts in time,
what is of a kind that makes news, and what the story's main figures do. Each of these is a share between 0 and 1;
`WEIGHTS` says what it is worth.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model import Article, Event, Mention

WEIGHTS = {
    "voices": 0.24,
    "salience": 0.22,
    "stated_date": 0.18,
    "recurrence": 0.12,
    "kind": 0.08,
    "centrality": 0.08,
    "certainty": 0.08,
}
PRECISION = {"day": 1.0, "week": 0.95, "range": 0.95, "month": 0.95, "quarter": 0.9, "year": 0.85, "undated": 0.5}
"""A timeline's reader asks when: what no source puts in time weighs half."""
CERTAINTY = {"occurred": 1.0, "postponed": 1.0, "cancelled": 1.0, "planned": 0.7, "denied": 0.4, "possible": 0.2}


def rank(events: Sequence[Event], mentions: Sequence[Mention], articles: Sequence[Article]) -> tuple[Event, ...]:
    """Return the events with their importance set."""
    voice_of = {article.id: article.voice for article in articles}
    voices = max(len(set(voice_of.values())), 1)
    told = {mention.id: mention for mention in mentions}
    fame = _fame(events, voice_of)
    return tuple(
        replace(
            event,
            importance=round(PRECISION[event.precision] * _weigh(_shares(event, told, voice_of, voices, fame)), 4),
        )
        for event in events
    )


def _weigh(shares: Mapping[str, float]) -> float:
    return sum(weight * shares[name] for name, weight in WEIGHTS.items())


def _shares(
    event: Event, told: Mapping[str, Mention], voice_of: Mapping[str, str], voices: int, fame: Mapping[str, float]
) -> dict[str, float]:
    heard = {voice_of.get(quote.article, quote.article) for quote in event.evidence}
    mentions = [told[quote.mention] for quote in event.evidence if quote.mention and quote.mention in told]
    return {
        "voices": math.log1p(len(heard)) / math.log1p(max(voices, 4)),
        "salience": max((mention.salience for mention in mentions), default=0.0),
        "stated_date": float(any(mention.date_basis == "timex" for mention in mentions)),
        "kind": float(any(mention.predicate_class for mention in mentions)),
        "centrality": max((fame.get(name, 0.0) for name in event.participants), default=0.0),
        "recurrence": min(len(event.evidence) - 1, 4) / 4,
        "certainty": CERTAINTY[event.status],
    }


def _fame(events: Sequence[Event], voice_of: Mapping[str, str]) -> dict[str, float]:
    """How often each participant is told of, against the most told one, on a logarithmic scale."""
    seen: Counter[str] = Counter()
    for event in events:
        heard = len({voice_of.get(quote.article, quote.article) for quote in event.evidence})
        seen.update(dict.fromkeys(event.participants, heard))
    most = math.log1p(max(seen.values(), default=1))
    return {name: math.log1p(count) / most for name, count in seen.items()}
