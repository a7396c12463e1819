"""Finds happenings that sources put in different places: found in Torsby and in Arvika, signed at a hotel and in the town hall."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import combinations

from dateline.merge import wording
from dateline.merge.kinds import ONCE
from dateline.merge.synonyms import key_of
from dateline.merge.told import bare_name
from dateline.model import Article, Conflict, ConflictValue, Interval, Mention

NAME = r"[A-Z\u00c0-\u00de][\w\u2019'-]+"
REACH = 48
"""Characters behind a predicate within which its place is told."""
BRIEF = 2
"""Days within which what has one name and one day is one happening."""
TOGETHER = 160
"""Characters within which an article that has both places says how they fit together."""
BACK = 90
"""Characters before a predicate within which the place of its clause is told."""
MOST = 400
"""Mentions of one predicate beyond which the articles are no one story."""
CALENDAR = wording.CALENDAR | {"christmas", "easter"}
STOP = re.compile(
    r"[.;:\n]|,\s(?!in\b|at\b)|\b(?:after|before|over|when|while|where|who|which|and(?!\s+(?:the\s+)?[A-Z])|as|to)\b"
)
STAYS = frozenset({"discover", "find", *ONCE})
"""Kinds of happening of which two tellings are of one, though nothing else joined them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one mention puts its happening: the words, the names in them and the noun of a venue, if any."""

    wording: str
    names: frozenset[str]
    venue: str
    mention: Mention
    event: int
    voice: str


@functools.cache
def _lists() -> dict[str, str]:
    return tomllib.loads(resources.files("dateline.merge").joinpath("places.toml").read_text("utf-8"))


@functools.cache
def words_of(name: str) -> frozenset[str]:
    """Return a list of places.toml."""
    return frozenset(_lists()[name].split())


def venues() -> frozenset[str]:
    """Return the nouns of the places that a happening is in."""
    return words_of("venues")


@functools.cache
def _place_words() -> str:
    nouns = "|".join(sorted(venues(), key=len, reverse=True))
    widening = "|".join(words_of("widening"))
    determiner = r"(?:the|a|an)\s+"
    named = rf"(?:{determiner})?{NAME}\s+(?:(?:of\s+)?{NAME}\s+)*(?:[a-z]+\s+)?(?i:{nouns})\b"
    nameless = rf"{determiner}(?:[a-z-]+\s+)?(?:{nouns})\b"
    # A town follows "in" and "near" only: "at Bex" is as often a firm, and "Glasgow/Edinburgh" is no one place.
    town = rf"(?<=in\s|ar\s){NAME}(?:\s+{NAME})*(?!\s*/)(?!\s+(?:{widening})\b)"
    return rf"\b(?:in|at|inside|near|outside)\s+(?P<all>(?:{named}|{nameless})(?:\s+(?:in|of|at)\s+{NAME})?|{town})(?![\w-])"


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_place_words())


@functools.cache
def _cleft() -> re.Pattern[str]:
    """Return the pattern of a place that its sentence stresses: "It was in the church of Marn that they met"."""
    return re.compile(rf"\b[Ii]t (?:was|is) {_place_words()}\s+that\b[^.;,]*$")


@functools.cache
def _relative() -> re.Pattern[str]:
    nouns = "|".join(sorted(venues(), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<all>(?:the|a|an)\s+(?:[\w-]+\s+)?(?:{nouns})(?:\s+(?:in|of|at)\s+{NAME})?),?\s+where\b[^.;]*$"
    )


@functools.cache
def moved() -> re.Pattern[str]:
    """Return what a sentence says of a happening that changed its place."""
    return re.compile(rf"\b(?:{_lists()['moved']})\b", re.IGNORECASE)


def elsewhere(groups: Sequence[Sequence[Mention]], articles: Mapping[str, Article]) -> Iterator[tuple[int, Conflict]]:
    """Yield the places that contradict, each with the event that shows them."""
    atlas = Atlas([article.text for article in articles.values()])
    told: dict[str, list[Place]] = defaultdict(list)
    for k, group in enumerate(groups):
        for mention in group:
            if place := _place(mention, articles[mention.article], k):
                told[f"event {k}"].append(place)
                told[key_of(mention.predicate)].append(place)
                if mention.predicate_class:
                    told[f"class {mention.predicate_class}"].append(place)
    seen: set[tuple[int, str, str]] = set()
    for same in told.values():
        for a, b in combinations(same, 2) if len(same) <= MOST else ():
            if not (_contradict(a, b) and _one_happening(a, b) and atlas.never_together(a, b)):
                continue
            values = tuple(_value(p, same) for p in sorted((a, b), key=lambda p: p.mention.article))
            for event in sorted({a.event, b.event}):
                if (event, a.wording, b.wording) not in seen:
                    seen.add((event, a.wording, b.wording))
                    yield event, Conflict("place", values)


def _value(place: Place, same: Sequence[Place]) -> ConflictValue:
    tellers = {p.mention.article for p in same if p.event == place.event and p.names == place.names}
    return ConflictValue(place.wording, place.wording.casefold(), tuple(sorted(tellers | {place.mention.article})))


def _places_of(text: str) -> dict[str, list[int]]:
    """Return where each name of a text stands."""
    found: dict[str, list[int]] = {}
    for name in re.finditer(NAME, text):
        found.setdefault(bare_name(name.group()), []).append(name.start())
    return found


def _place(mention: Mention, article: Article, event: int) -> Place | None:
    """Return the place told right behind the predicate, or that it governs, if it is one that can exclude another."""
    if mention.status not in {"occurred", "planned", "possible"}:
        return None
    text = article.text
    words = _told_behind(mention, text) or _told_before(mention, text) or _governed(mention)
    if not words or moved().search(text[mention.start : mention.end]):
        return None
    names = frozenset(bare_name(n) for n in re.findall(NAME, words)) - CALENDAR
    venue = next((w for w in reversed(words.lower().split()) if w in venues()), "")
    low = {w.lower() for w in words.split()}
    if names & words_of("wide") or low & words_of("widening") or not (names or venue):
        return None
    people = (person for person in mention.participants if person != mention.place)
    if not venue and any(names <= {bare_name(w) for w in person.split()} for person in people):
        return None
    return Place(words, names, venue, mention, event, article.voice)


def _told_behind(mention: Mention, text: str) -> str:
    found = _pattern().search(text, mention.head_end, mention.end)
    if found is None:
        return ""
    end = min(mention.end, mention.head_end + REACH)
    stop = STOP.search(text, mention.head_end, end)
    return "" if found.start() > (stop.start() if stop else end) else found["all"]


def _told_before(mention: Mention, text: str) -> str:
    """Return the place whose clause the predicate stands in: "rented the lock-up in Ghent where the canvas was found"."""
    before = text[max(mention.start, mention.head_start - BACK) : mention.head_start]
    found = _relative().search(before) if "where" in before else None
    if found is None and "that" in before:
        found = _cleft().search(before)
    return found["all"] if found else ""


def _governed(mention: Mention) -> str:
    """Return the place that the parse gives to a predicate, where nothing but names writes it."""
    written = next((g.text for g in mention.arguments if g.role == "place" and g.entity), "")
    return written if re.fullmatch(rf"(?:the )?{NAME}(?: {NAME})*", written) else ""


def _one_happening(a: Place, b: Place) -> bool:
    if a.voice == b.voice or a.mention.article == b.mention.article:
        return False
    if a.event == b.event or _one_venue(a, b):
        return True
    x, y = a.mention, b.mention
    if not (_one_day(x.interval, y.interval) or (x.predicate_class in STAYS and _same_time(x.interval, y.interval))):
        return False
    shared = {bare_name(p) for p in x.participants} & {bare_name(p) for p in y.participants}
    return bool(shared) or len(_content(x) & _content(y)) >= 2


def _one_venue(a: Place, b: Place) -> bool:
    """Say whether one deed was done in one kind of place, and only the towns differ: "a lock-up in Ghent"."""
    return a.venue == b.venue != "" and key_of(a.mention.predicate) == key_of(b.mention.predicate)


def _one_day(a: Interval | None, b: Interval | None) -> bool:
    return a is not None and b is not None and a.overlaps(b) and max(a.days, b.days) <= BRIEF


def _same_time(a: Interval | None, b: Interval | None) -> bool:
    return a is None or b is None or a.overlaps(b)


def _content(mention: Mention) -> frozenset[str]:
    return frozenset(wording.words(mention.title))


def _contradict(a: Place, b: Place) -> bool:
    """Say whether the two exclude each other: two venues of different kinds, or two names."""
    if a.venue and b.venue:
        return a.venue != b.venue or bool(a.names and b.names and a.names.isdisjoint(b.names))
    return not a.venue and not b.venue and bool(a.names and b.names) and a.names.isdisjoint(b.names)


class Atlas:
    """Where the names stand in all the articles of a story."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._places: list[dict[str, list[int]]] = []
        self._holders: dict[str, set[int]] = {}

    def never_together(self, a: Place, b: Place) -> bool:
        """Say whether no passage has both: one that does knows how the two fit together."""
        mine, yours = a.names - b.names, b.names - a.names
        if not mine or not yours or (a.venue and b.venue):
            return True
        return not self.beside(mine, yours)

    def beside(self, mine: frozenset[str], yours: frozenset[str]) -> bool:
        """Say whether an article has names of both side by side."""
        if not mine or not yours:
            return False
        return any(_beside(mine, yours, self._places[k]) for k in self._with(mine | yours))

    def _with(self, names: frozenset[str]) -> set[int]:
        """Return which articles have all the names; their texts are read once somebody asks."""
        if not self._places:
            self._places = [_places_of(text) for text in self._texts]
            for k, places in enumerate(self._places):
                for name in places:
                    self._holders.setdefault(name, set()).add(k)
        return set[int].intersection(*(self._holders.get(name, set()) for name in names))


def _beside(mine: frozenset[str], yours: frozenset[str], places: Mapping[str, Sequence[int]]) -> bool:
    return any(abs(x - y) < TOGETHER for m in mine for other in yours for x in places[m] for y in places[other])
