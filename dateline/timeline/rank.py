"""Says how much an event matters to its story, from 0 to 1: how likely an editor's timeline has it.

An editor keeps what several outlets tell, what an article leads with or comes back to, what a text itself puts in time,
what is of a kind that makes news, and what the story's main figures do. He leaves out what is told on its own day alone,
among much else: who wept, what the weather was. Each feature is a share between 0 and 1; weights.json says what it is
worth, fitted to labelled stories by `evaluation/ranking`.
"""

from __future__ import annotations

import functools
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from dateline.model import Article, Event, Mention

LONG_TITLE, MANY_QUOTES, CROWDED = 15, 12, 150
"""Words of a title, quotations of an event and events of an article from which more say no more."""
AGED = 1000
"""Days before the story's first article beyond which more make nothing older."""


@dataclass(frozen=True, slots=True)
class _Story:
    """What an event is weighed against."""

    told: Mapping[str, Mention]
    articles: Mapping[str, Article]
    voices: int
    fame: Mapping[str, float]
    crowd: Mapping[str, int]
    """How many events each article tells."""
    first: int
    """The day of the first article, 0 where none is dated."""


def rank(events: Sequence[Event], mentions: Sequence[Mention], articles: Sequence[Article]) -> tuple[Event, ...]:
    """Return the events with their importance set."""
    weight = weights()
    return tuple(
        replace(event, importance=round(1 / (1 + math.exp(-_odds(shares, weight))), 4))
        for event, shares in zip(events, shares_of(events, mentions, articles), strict=True)
    )


def shares_of(
    events: Sequence[Event], mentions: Sequence[Mention], articles: Sequence[Article]
) -> Iterator[dict[str, float]]:
    """Yield the features of each event."""
    known = {article.id: article for article in articles}
    days = [article.published.toordinal() for article in articles if article.published]
    cited = Counter(name for event in events for name in {quote.article for quote in event.evidence})
    story = _Story(
        told={mention.id: mention for mention in mentions},
        articles=known,
        voices=max(len({article.voice for article in articles}), 1),
        fame=_fame(events, known),
        crowd=cited,
        first=min(days, default=0),
    )
    return (_shares(event, story) for event in events)


@functools.cache
def weights() -> Mapping[str, float]:
    """Return what each feature is worth from weights.json; `bias` stands for every event."""
    text = resources.files("dateline.timeline").joinpath("weights.json").read_text(encoding="utf-8")
    return json.loads(text)["importance"]["weights"]


def _odds(shares: Mapping[str, float], weight: Mapping[str, float]) -> float:
    return weight["bias"] + sum(weight[name] * share for name, share in shares.items())


def _shares(event: Event, story: _Story) -> dict[str, float]:
    mentions = [story.told[q.mention] for q in event.evidence if q.mention and q.mention in story.told]
    voices = {_voice(quote.article, story.articles) for quote in event.evidence}
    return {
        "voices": math.log1p(len(voices)) / math.log1p(max(story.voices, 4)),
        "recurrence": min(math.log(max(len(event.evidence), 1)) / math.log(MANY_QUOTES), 1.0),
        "salience": sum(mention.salience for mention in mentions) / max(len(mentions), 1),
        "stated_date": float(any(mention.date_basis == "timex" for mention in mentions)),
        "day": float(event.precision == "day"),
        "kind": float(any(mention.predicate_class for mention in mentions)),
        "centrality": max((story.fame.get(name, 0.0) for name in event.participants), default=0.0),
        "place": float(any(mention.place for mention in mentions)),
        "patient": float(any(argument.role == "patient" for mention in mentions for argument in mention.arguments)),
        "full_title": min(len(event.title.split()), LONG_TITLE) / LONG_TITLE,
        "undated": float(event.interval is None),
        "crowd": _crowd(event, story),
        **_freshness(event, story),
    }


def _crowd(event: Event, story: _Story) -> float:
    """How much else the article tells that tells least besides this."""
    least = min((story.crowd[quote.article] for quote in event.evidence), default=1)
    return min(math.log(least) / math.log(CROWDED), 1.0)


def _freshness(event: Event, story: _Story) -> dict[str, float]:
    """Say whether an article of the day, or of the next, tells it, and how long before the first article it lies."""
    if event.interval is None:
        return {"told_that_day": 0.0, "told_at_once": 0.0, "aged": 0.0}
    end = event.interval.end.toordinal()
    told = [story.articles[quote.article].published for quote in event.evidence if quote.article in story.articles]
    later = {day.toordinal() - end for day in told if day}
    return {
        "told_that_day": float(0 in later),
        "told_at_once": float(bool(later & {0, 1})),
        "aged": min(max(story.first - end, 0), AGED) / AGED,
    }


def _fame(events: Sequence[Event], articles: Mapping[str, Article]) -> dict[str, float]:
    """How often each participant is told of, against the most told one, on a logarithmic scale."""
    seen: Counter[str] = Counter()
    for event in events:
        heard = len({_voice(quote.article, articles) for quote in event.evidence})
        seen.update(dict.fromkeys(event.participants, heard))
    most = math.log1p(max(seen.values(), default=1))
    return {name: math.log1p(count) / most for name, count in seen.items()}


def _voice(article: str, articles: Mapping[str, Article]) -> str:
    return articles[article].voice if article in articles else article
