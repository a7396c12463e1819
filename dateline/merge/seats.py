"""Says on which events a contradiction of two figures is shown: those that are likeliest what the figures are of.

What speaks for an event is weighed as `weights.json` says ("seats"), fitted to labelled stories by evaluation/seating.py.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.merge import wording
from dateline.merge.compare import weights
from dateline.merge.deeds import kinds_of
from dateline.merge.synonyms import key_of
from dateline.merge.told import Told, bare_name
from dateline.model import Event, Mention

MARGIN, MOST = 3.0, 4
"""The log odds by which an event may stand behind the likeliest and be shown the contradiction too, and how many events at most."""
HARMS = frozenset("dead hurt missing trapped saved ill".split())
"""Deeds that are counted of a disaster."""
DISASTERS = frozenset({"crash", "explode", "quake", "storm", "collapse", "attack"})
LONG = 7
"""Days from which an event is no single happening."""
NAMES = 2
"""Names beyond which it is all one how many more an event and the figures' passages share."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An event as what a figure may be of."""

    event: Event
    kinds: frozenset[str]
    keys: frozenset[str]
    """What the predicates of its mentions mean (`synonyms`)."""
    words: frozenset[str]
    names: frozenset[str]
    cited: frozenset[str]
    """The articles that its evidence is from."""


@dataclass(frozen=True, slots=True)
class Seating:
    """The events of a story by the articles that tell them."""

    seat: Callable[[int], Seat]
    of_article: Mapping[str, Sequence[int]]
    told_at: Mapping[str, Sequence[tuple[int, int]]]
    """By article where each mention stands, with its event."""

    def seats(self, a: Told, b: Told) -> list[int]:
        """Return the likeliest events that two figures are of, in the order of the events."""
        able, weight = self.able(a, b), weights("seats")
        odds = [sum(weight[name] * value for name, value in row.items()) for row in self.features(a, b, able)]
        return [able[place] for place in likeliest(odds)]

    def able(self, a: Told, b: Told) -> list[int]:
        """Return the events that the articles of either figure tell."""
        return sorted({k for t in (a, b) for k in self.of_article.get(t.article.id, ())})

    def features(self, a: Told, b: Told, able: Sequence[int]) -> list[dict[str, float]]:
        """Return for each event of `able` what speaks for its being what two figures are of, and what against it."""
        seats = [self.seat(k) for k in able]
        seen = Counter(word for seat in seats for word in seat.words)
        rarity = {word: math.log((1 + len(able)) / many) for word, many in seen.items()}
        words, of_events = _of_words(a, b, rarity), self._of_events(a, b)
        rows = [words(seat.words) | of_events(k, seat) for k, seat in zip(able, seats, strict=True)]
        most = max((row["sources"] for row in rows if row["on_day"]), default=math.inf)
        for row in rows:
            row["main"] = row["on_day"] > 0 and row["sources"] >= most
        return [{name: float(value) for name, value in row.items()} for row in rows]

    def _of_events(self, a: Told, b: Told) -> Callable[[int, Seat], dict[str, float]]:
        """Return what tells how an event and two figures fit together; what the figures have is worked out once."""
        both = (a, b)
        days = [t.days for t in both if t.days]
        written = [t.article.published for t in both if t.article.published]
        kinds, names = [kinds_of(t) for t in both], a.names | b.names
        lengths = [key_of(t.claim.noun) for t in both if t.claim.kind == "time" and t.claim.noun]
        harmed = all(HARMS & set(t.claim.deeds) for t in both)
        before = [self._told_before(t) for t in both]

        def of_event(k: int, seat: Seat) -> dict[str, float]:
            span = seat.event.interval
            return {
                "own": sum(t.event == k for t in both),
                "beside": sum(t.beside == k for t in both),
                "before": sum(k in told for told in before),
                "cites": sum(t.article.id in seat.cited for t in both),
                "sources": math.log(len(seat.cited)),
                "kind": sum(not seat.kinds.isdisjoint(told) for told in kinds),
                "disaster": harmed and bool(seat.kinds & DISASTERS),
                "lasting": any(noun in seat.keys for noun in lengths),
                "names": min(len(names & seat.names), NAMES),
                "occurred": seat.event.status == "occurred",
                "undated": span is None,
                "long": span is not None and span.days > LONG,
                "to_come": span is not None and any(span.start > day for day in written),
                "on_day": sum(span is not None and span.overlaps(day) for day in days),
                "other_day": sum(span is not None and not span.overlaps(day) for day in days),
            }

        return of_event

    def _told_before(self, told: Told) -> set[int]:
        """Return the events that the sentence before a figure's own tells."""
        before = told.before
        if before is None:
            return set()
        return {k for at, k in self.told_at.get(told.article.id, ()) if before.start <= at < before.end}


def likeliest(odds: Sequence[float]) -> list[int]:
    """Return the places of the events that are shown a contradiction, given the log odds of all that may be, in their order.

    Those that nothing tells from one left out are left out too, unless that leaves none: a contradiction is shown somewhere.
    """
    ranked = sorted(range(len(odds)), key=lambda place: -odds[place])
    near = [place for place in ranked if odds[place] >= odds[ranked[0]] - MARGIN]
    shown = near[:MOST]
    if len(near) > MOST:
        shown = [place for place in shown if odds[place] > odds[near[MOST]]] or shown
    return sorted(shown)


def seating(events: Sequence[Event], groups_: Sequence[Sequence[Mention]]) -> Seating:
    """Lay the events out, each with the mentions in `groups_` that it was merged from."""
    of_article, told_at = defaultdict[str, list[int]](list), defaultdict[str, list[tuple[int, int]]](list)
    for k, event in enumerate(events):
        for article in sorted({e.article for e in event.evidence}):
            of_article[article].append(k)
    for k, group in enumerate(groups_):
        for mention in group:
            told_at[mention.article].append((mention.head_start, k))

    @cache
    def seat(k: int) -> Seat:  # few events are asked for, some of them again and again
        return _seat(events[k], groups_[k])

    return Seating(seat, of_article, told_at)


def _seat(event: Event, group: Sequence[Mention]) -> Seat:
    return Seat(
        event,
        frozenset(m.predicate_class for m in group if m.predicate_class),
        frozenset(key_of(m.predicate) for m in group),
        frozenset(wording.words(" ".join((event.title, *(e.quote for e in event.evidence))))),
        frozenset(bare_name(word) for name in event.participants for word in name.split()),
        frozenset(e.article for e in event.evidence),
    )


def _of_words(a: Told, b: Told, rarity: Mapping[str, float]) -> Callable[[frozenset[str]], dict[str, float]]:
    """Return what tells the share of the words of either clause that an event tells, and of those that both passages have."""
    clauses, wide = [{wording.stem(word) for word in t.local} for t in (a, b)], a.wide & b.wide
    weighed = [(clause, _worth(clause, rarity)) for clause in clauses]
    both = _worth(wide, rarity)

    def of_words(told: frozenset[str]) -> dict[str, float]:
        shares = [_worth(clause & told, rarity) / whole if whole else 0.0 for clause, whole in weighed]
        return {"clause": max(shares), "both": _worth(wide & told, rarity) / both if both else 0.0}

    return of_words


def _worth(words: set[str] | frozenset[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(word, 1.0) for word in words)
