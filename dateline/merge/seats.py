"""Says on which events a contradiction of two figures is shown: those whose own clauses measure, or are told by, the figures."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.merge import wording
from dateline.merge.deeds import kinds_of
from dateline.merge.synonyms import key_of
from dateline.merge.told import Told, bare_name
from dateline.merge.unlike_in_time import LOOSE
from dateline.model import Event, Interval, Mention

HARMS = frozenset("dead hurt missing trapped saved ill".split())
"""Deeds that are counted of a disaster."""
DISASTERS = ("crash", "explode", "quake", "storm", "collapse", "attack")
NAMING = 2
"""Words of both passages that name an event."""
MONTH = 31
BRIEF = 2
"""Days that an event may last and still be looked for by its day."""


@dataclass(frozen=True, slots=True)
class Seating:
    """The events of a story by what a figure may be looked for by; `kinds` are those of each event's mentions."""

    events: Sequence[Event]
    kinds: Sequence[frozenset[str]]
    keys: Sequence[frozenset[str]]
    """What the predicates of each event's mentions mean (`synonyms`)."""
    of_kind: Mapping[str, Sequence[int]]
    of_article: Mapping[str, Sequence[int]]
    of_day: Mapping[int, Sequence[int]]
    """The short events by the ordinal of each of their days."""

    told_at: Mapping[str, Sequence[tuple[int, int]]]
    """By article where each mention stands, with its event."""

    def seats(self, a: Told, b: Told, kin: Sequence[Told] = ()) -> set[int]:
        """Return the events whose clauses the figures stand in and those beside them that tell the same at large.

        `kin` are other claims of the same thing. An event that only recalls what another day measured is left out.
        """
        days = [t.days for t in (a, b) if t.days and t.mention and t.days == t.mention.interval]
        seated = [t for t in (a, b, *kin) if t.seated and (t.measured or not self._is_of_another(t))]
        loose = () if any(t.seated for t in (a, b)) else (a, b)
        found = {k for t in seated or loose for k in _own(t) if k >= 0}
        found = {k for k in found if not _elsewhen(self.events[k], days)} | {
            t.event for t in seated if _dated_itself(t)
        }
        found |= {t.event for t in (a, b) if self._goes_on(t)}
        if not any(self.events[k].interval for k in found):
            found = set(self._of_deed(a, b)) or found
        if not found and (told := self._in_words(a, b)) >= 0:
            return {told}
        found = found or {k for t in (a, b) for k in _own(t) if k >= 0 and not _elsewhen(self.events[k], days)}
        named = {k for t in (a, b) if t.claim.noun for k in self._named(t, found)}
        twins = {twin for k in found if (twin := self._twin(k, a, b)) >= 0}
        large = self._of_same_deed(found, a, b) | self._disaster(found, a, b) | self._at_large(found, a, b)
        large |= {k for t in (a, b) if HARMS & {*a.claim.deeds, *b.claim.deeds} for k in self._just_told(t, found)}
        return found | named | twins | large

    def _disaster(self, found: set[int], a: Told, b: Told) -> set[int]:
        """Return what cost the lives that the figures count: the crash, the fire, the collapse that most sources tell."""
        if not all(HARMS & set(t.claim.deeds) for t in (a, b)):
            return set()
        names, days = a.names | b.names, [t.days for t in (a, b) if t.days]
        able = [
            k
            for kind in DISASTERS
            for k in self.of_kind.get(kind, ())
            if self._may_be(k, a, b) and (names & _names_in(self.events[k]) or self._on(k, days))
        ]
        return {max(able, key=self._most_told)} - found if able else set()

    def _goes_on(self, told: Told) -> bool:
        """Say whether a figure's sentence tells of nothing but what the one before it dates: "Last bus over. Tally: 112."."""
        if told.event < 0 or told.mention is None or told.days is None or told.before is None:
            return False
        heads = [at for at, _ in self.told_at.get(told.article.id, ())]
        own, before = told.claim.sentence, told.before
        after = before.start <= told.mention.head_start < before.end
        return after and not any(own.start <= at < own.end for at in heads)

    def _just_told(self, told: Told, found: set[int]) -> Iterator[int]:
        """Yield the events of one day that the sentence before a figure tells: "A bomb went off. Five people were hurt."."""
        days = {span for k in found if (span := self.events[k].interval) and span.days <= BRIEF}
        before = told.before
        if before is None:
            return
        for at, k in self.told_at.get(told.article.id, ()):
            event = self.events[k]
            if event.interval in days and event.status == "occurred" and before.start <= at < before.end:
                yield k

    def _on(self, k: int, days: Sequence[Interval]) -> bool:
        span = self.events[k].interval
        return span is not None and any(span.overlaps(day) for day in days)

    def _may_be(self, k: int, a: Told, b: Told) -> bool:
        """Say whether an event has happened by when both articles were written."""
        event, span = self.events[k], self.events[k].interval
        written = [t.article.published for t in (a, b) if t.article.published]
        return event.status == "occurred" and span is not None and all(span.start <= day for day in written)

    def _at_large(self, found: set[int], a: Told, b: Told) -> set[int]:
        """Return the event that the words of both passages name, where those beside the figures are told by one source."""
        if any(self._most_told(k)[0] > 1 and self.events[k].interval for k in found):
            return set()
        nouns = {wording.stem(t.claim.noun) for t in (a, b)} | {wording.stem(name) for name in a.names | b.names}
        shared = (a.wide & b.wide) - nouns
        able: list[tuple[int, tuple[int, str], int]] = []
        for article in {a.article.id, b.article.id} if shared else ():
            for k in self.of_article.get(article, ()):
                many = len(shared & _content_stems(self.events[k].title))
                if many >= NAMING and self._may_be(k, a, b) and len(_short_days(self.events[k])):
                    able.append((many, self._most_told(k), k))
        return {max(able)[2]} if able else set()

    def _in_words(self, a: Told, b: Told) -> int:
        """Return the event that is told in most of the words that stand around both figures, or -1."""
        able = sorted({k for t in (a, b) for k in self.of_article.get(t.article.id, ()) if self._may_be(k, a, b)})
        told = {k: self._words(k) for k in able}
        seen = Counter(word for words in told.values() for word in words)
        worth = {
            k: sum(
                math.log((1 + len(able)) / seen[w]) * ((w in a.wide) + (w in b.wide)) for w in words & (a.wide | b.wide)
            )
            for k, words in told.items()
            if words & a.wide & b.wide
        }
        return max(worth, key=lambda k: (worth[k], self._most_told(k)), default=-1)

    def _words(self, k: int) -> frozenset[str]:
        event = self.events[k]
        return frozenset(wording.words(" ".join((event.title, *(e.quote for e in event.evidence)))))

    def _of_same_deed(self, found: set[int], a: Told, b: Told) -> set[int]:
        """Return the event that most sources tell of the kind that the figures' deeds name, at the time of those found."""
        spans = [span for k in found if (span := self.events[k].interval)]
        able = [
            k
            for kind in kinds_of(a) & kinds_of(b)
            for k in self.of_kind.get(kind, ())
            if (own := self.events[k].interval) and own.days <= MONTH and any(span.overlaps(own) for span in spans)
            if _is_about(self.events[k], a.names & b.names, a.wide & b.wide)
        ]
        return {max(able, key=self._most_told)} if able else set()

    def _is_of_another(self, told: Told) -> bool:
        """Tell whether a figure's words name a kind of event that is not the one it stands beside."""
        kinds = kinds_of(told)
        return bool(kinds) and told.event >= 0 and kinds.isdisjoint(self.kinds[told.event])

    def _of_deed(self, a: Told, b: Told) -> list[int]:
        """Return the event that most sources tell of those whose kind and names are the figures', or nothing."""
        names, words = a.names & b.names, a.wide & b.wide
        able = {
            k
            for kind in kinds_of(a) | kinds_of(b)
            for k in self.of_kind.get(kind, ())
            if self.events[k].interval is not None and _is_about(self.events[k], names, words)
        }
        best = max(able, key=self._most_told, default=-1)
        return [best] if best >= 0 else []

    def _named(self, told: Told, found: set[int]) -> Iterator[int]:
        """Yield the events that the noun of a measure names: the talks, for "agreed after nine days of talks"."""
        if told.claim.kind != "time":
            return
        key, lasts = key_of(told.claim.noun), dt.timedelta(seconds=told.claim.quantity.number, days=LOOSE)
        spans = [span for k in found if (span := self.events[k].interval)]
        for k, event in enumerate(self.events):
            own = event.interval
            if own is None or key not in self.keys[k]:
                continue
            if any(span.start - lasts <= own.end and own.start <= span.end + lasts for span in spans):
                yield k

    def _twin(self, k: int, a: Told, b: Told) -> int:
        """Return the event of the same day and people that most sources tell, or -1 where that is none but `k`."""
        event = self.events[k]
        told, names = a.wide | b.wide, {wording.stem(name) for name in a.names | b.names}
        people = _names_in(event)
        beside = [
            j
            for j in sorted({j for day in _short_days(event) for j in self.of_day.get(day, ())})
            if (other := self.events[j]).status == event.status
            and (people & _names_in(other) or not people)
            and _content_stems(other.title) & told - names
        ]
        best = max(beside, key=self._most_told, default=k)
        return best if best != k else -1

    def _most_told(self, k: int) -> tuple[int, str]:
        event = self.events[k]
        return len({e.article for e in event.evidence}), event.id


def seating(events: Sequence[Event], groups_: Sequence[Sequence[Mention]]) -> Seating:
    """Lay the events out, each with the mentions in `groups_` that it was merged from."""
    kinds = [frozenset(m.predicate_class for m in group) for group in groups_]
    keys = [frozenset(key_of(m.predicate) for m in group) for group in groups_]
    of_kind, of_day = defaultdict[str, list[int]](list), defaultdict[int, list[int]](list)
    for k, event in enumerate(events):
        for kind in kinds[k]:
            of_kind[kind].append(k)
        for day in _short_days(event):
            of_day[day].append(k)
    of_article = defaultdict[str, list[int]](list)
    for k, event in enumerate(events):
        for article in sorted({e.article for e in event.evidence}):
            of_article[article].append(k)
    told_at = defaultdict[str, list[tuple[int, int]]](list)
    for k, group in enumerate(groups_):
        for mention in group:
            told_at[mention.article].append((mention.head_start, k))
    return Seating(events, kinds, keys, of_kind, of_article, of_day, told_at)


def _dated_itself(told: Told) -> bool:
    """Say whether the event that a figure measures is dated by its other tellings, and so where the figure belongs."""
    return told.measured and told.event >= 0 and told.days is not None


def _names_in(event: Event) -> set[str]:
    return {bare_name(word) for name in event.participants for word in name.split()}


def _own(told: Told) -> tuple[int, ...]:
    """Return the events of a claim: a dated one beside it comes before one that only others date."""
    return (told.beside,) if told.beside >= 0 and not told.measured else (told.event, told.beside)


def _is_about(event: Event, names: frozenset[str], words: frozenset[str]) -> bool:
    return not names.isdisjoint(_names_in(event)) or not words.isdisjoint(_content_stems(event.title))


@lru_cache(maxsize=1 << 14)
def _content_stems(text: str) -> frozenset[str]:
    return frozenset(wording.words(text))


def _elsewhen(event: Event, days: Sequence[Interval]) -> bool:
    span = event.interval
    return span is not None and bool(days) and not any(span.overlaps(day) for day in days)


def _short_days(event: Event) -> range:
    span = event.interval
    if span is None or span.days > BRIEF:
        return range(0)
    return range(span.start.toordinal(), span.end.toordinal() + 1)
