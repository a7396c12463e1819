"""Says on which events a contradiction of two figures is shown: those that are likeliest what the figures are of.

What speaks for an event is weighed as `weights.json` says ("seats"), fitted to labelled stories by evaluation/seating.py.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.merge import wording
from dateline.merge.compare import weights
from dateline.merge.deeds import kinds_of
from dateline.merge.synonyms import key_of
from dateline.merge.told import Told, bare_name
from dateline.model import Event, Mention

MARGIN = 2.5
"""The log odds by which an event may stand behind the likeliest and be shown the contradiction too."""
HARMS = frozenset("dead hurt missing trapped saved ill".split())
"""Deeds that are counted of a disaster."""
DISASTERS = frozenset({"crash", "explode", "quake", "storm", "collapse", "attack"})
LONG = 7
"""Days from which an event is no single happening."""
NAMES = 2
"""Names beyond which it is all one how many more an event and the figures' passages share."""


@dataclass(frozen=True, slots=True)
class Seating:
    """The events of a story by the articles that tell them; `kinds` and `keys` are those of each event's mentions."""

    events: Sequence[Event]
    kinds: Sequence[frozenset[str]]
    keys: Sequence[frozenset[str]]
    """What the predicates of each event's mentions mean (`synonyms`)."""
    of_article: Mapping[str, Sequence[int]]
    told_at: Mapping[str, Sequence[tuple[int, int]]]
    """By article where each mention stands, with its event."""

    def seats(self, a: Told, b: Told) -> list[int]:
        """Return the likeliest events that two figures are of, in the order of the events."""
        able, weight = self.able(a, b), weights("seats")
        odds = [sum(weight[name] * value for name, value in row.items()) for row in self.features(a, b, able)]
        return [k for k, each in zip(able, odds, strict=True) if each >= max(odds) - MARGIN]

    def able(self, a: Told, b: Told) -> list[int]:
        """Return the events that the articles of either figure tell."""
        return sorted({k for t in (a, b) for k in self.of_article.get(t.article.id, ())})

    def features(self, a: Told, b: Told, able: Sequence[int]) -> list[dict[str, float]]:
        """Return for each event of `able` what speaks for its being what two figures are of, and what against it."""
        words = [self._words(k) for k in able]
        seen = Counter(word for each in words for word in each)
        rarity = {word: math.log((1 + len(able)) / many) for word, many in seen.items()}
        return [
            {name: float(value) for name, value in (_of_words(a, b, told, rarity) | self._of_event(a, b, k)).items()}
            for k, told in zip(able, words, strict=True)
        ]

    def _of_event(self, a: Told, b: Told, k: int) -> dict[str, float]:
        event, kinds, both = self.events[k], self.kinds[k], (a, b)
        span, cited = event.interval, {e.article for e in event.evidence}
        days = [t.days for t in both if t.days]
        written = [t.article.published for t in both if t.article.published]
        return {
            "own": sum(t.event == k for t in both),
            "beside": sum(t.beside == k for t in both),
            "before": sum(self._told_before(t, k) for t in both),
            "cites": sum(t.article.id in cited for t in both),
            "sources": math.log(len(cited)),
            "kind": sum(not kinds.isdisjoint(kinds_of(t)) for t in both),
            "disaster": bool(kinds & DISASTERS) and all(HARMS & set(t.claim.deeds) for t in both),
            "lasting": any(
                t.claim.kind == "time" and key_of(t.claim.noun) in self.keys[k] for t in both if t.claim.noun
            ),
            "names": min(len((a.names | b.names) & _names_in(event)), NAMES),
            "occurred": event.status == "occurred",
            "undated": span is None,
            "long": span is not None and span.days > LONG,
            "to_come": span is not None and any(span.start > day for day in written),
            "on_day": sum(span is not None and span.overlaps(day) for day in days),
            "other_day": sum(span is not None and not span.overlaps(day) for day in days),
        }

    def _told_before(self, told: Told, k: int) -> bool:
        before = told.before
        return before is not None and any(
            event == k and before.start <= at < before.end for at, event in self.told_at.get(told.article.id, ())
        )

    def _words(self, k: int) -> frozenset[str]:
        event = self.events[k]
        return frozenset(wording.words(" ".join((event.title, *(e.quote for e in event.evidence)))))


def seating(events: Sequence[Event], groups_: Sequence[Sequence[Mention]]) -> Seating:
    """Lay the events out, each with the mentions in `groups_` that it was merged from."""
    kinds = [frozenset(m.predicate_class for m in group if m.predicate_class) for group in groups_]
    keys = [frozenset(key_of(m.predicate) for m in group) for group in groups_]
    of_article, told_at = defaultdict[str, list[int]](list), defaultdict[str, list[tuple[int, int]]](list)
    for k, event in enumerate(events):
        for article in sorted({e.article for e in event.evidence}):
            of_article[article].append(k)
    for k, group in enumerate(groups_):
        for mention in group:
            told_at[mention.article].append((mention.head_start, k))
    return Seating(events, kinds, keys, of_article, told_at)


def _of_words(a: Told, b: Told, told: frozenset[str], rarity: Mapping[str, float]) -> dict[str, float]:
    """Return the share of the words of either clause that an event tells, and of those that both passages have."""
    clauses = [{wording.stem(word) for word in t.local} for t in (a, b)]
    return {
        "clause": max(_share(clause, told, rarity) for clause in clauses),
        "both": _share(a.wide & b.wide, told, rarity),
    }


def _share(words: set[str] | frozenset[str], told: frozenset[str], rarity: Mapping[str, float]) -> float:
    whole = sum(rarity.get(word, 1.0) for word in words)
    return sum(rarity.get(word, 1.0) for word in words & told) / whole if whole else 0.0


def _names_in(event: Event) -> set[str]:
    return {bare_name(word) for name in event.participants for word in name.split()}
