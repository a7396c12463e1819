"""Reads every place that the articles of a story state, with the words around it and what its clause tells.

A place is read wherever it stands: "searched its laboratory in Mallow", "got in through a skylight", "mortar fire near Orvan".
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.merge import wording
from dateline.merge.said_days import NUMBER, clause_around
from dateline.merge.sentences import Sentence
from dateline.merge.tellings import Setting, Telling
from dateline.merge.told import bare_name
from dateline.merge.whereabouts import CALENDAR, NAME, venues, words_of
from dateline.model import Article, Interval, Mention

if TYPE_CHECKING:
    from dateline.merge.measures import Measures

BEFORE = 3
"""Sentences back in the paragraph in which what was in a place may be told."""
NOUN = re.compile(r"\b(?P<noun>[a-z][a-z-]{2,})\s+$")
WITHIN = re.compile(r"\s(?:of|in|at|on|behind|beside|near|under|outside)\s")
"""What stands between a place and what it is in or at: "a shoe shop on Quay Street", "the port of Antwerp"."""
FROM = re.compile(r"\b(?:born|raised|lived|lives|living|based|registered|resident|headquartered|educated)\s+$")
"""What tells where somebody is from, not where something was."""
ANY_NAME = re.compile(NAME)


@dataclass(frozen=True, slots=True)
class SaidPlace(Telling):
    """A place as one article states it."""

    wording: str
    lead: str
    """The preposition before it."""
    places: frozenset[str]
    towns: frozenset[str]
    """The names in it, and those of where it lies."""
    venue: str
    """The noun of what it is."""
    nouns: tuple[str, ...]
    """That and those of what it is in or at: the window of a shop on a street."""

    @property
    def days(self) -> Interval | None:
        return self.mention.interval if self.mention else None


@functools.cache
def _nouns() -> str:
    return "|".join(sorted((re.escape(w) for w in venues() | words_of("spots")), key=len, reverse=True))


@functools.cache
def _place() -> re.Pattern[str]:
    article = r"(?:(?:the|a|an|its|his|her|their)\s+)?"
    day = "|".join(sorted(name.capitalize() for name in CALENDAR))
    plain = r"(?!(?:by|of|in|on|at|with|and|from|to|for|as|or|than|behind|under|where)\s)[a-z-]+\s+"
    name = rf"(?!(?:{day})\b){NAME}"
    owner = rf"(?:{name}|(?:the|an?|his|her|their)\s+(?:[a-z-]+\s+)?[a-z-]+)(?:[\u2019']s|(?<=s)[\u2019'])"
    named = rf"{article}(?:{plain}){{0,2}}{name}(?:\s+(?:of\s+)?{name})*\s+(?:{plain})?(?i:{_nouns()})\b"
    venue = rf"(?:{owner}|the|an?|its|his|her|their)\s+(?:{plain}){{0,2}}(?:{_nouns()})\b(?!\s+[a-z]+\s+of\b)(?:\s+{name}){{0,2}}"
    one = rf"(?:{named}|{venue})"
    whole = rf"(?:\s+(?:of|in|at|on|behind|beside|near|under|outside)\s+{one}){{0,2}}"
    whose = rf"(?:,?\s+(?:in|of|at|outside|near)\s+(?:the\s+)?(?:(?:{plain})?(?:{_settlements()})\s+of\s+)?{name}(?:\s+{name})*)?"
    widening = "|".join(words_of("widening"))
    names = rf"{name}(?:\s+{name})*(?!\s*/)(?![\u2019']s)(?!\s+(?:{widening})\b)"
    town = rf"(?:(?<=in\s|ar\s|de\s){names}|the\s+(?:{plain})?(?:{_settlements()})\s+of\s+{names})"
    leads = r"in front of|at the foot of|in|at|near|outside|inside|from under|under|underneath|beneath|behind|beside|off|on|through|by way of|from"
    return re.compile(rf"\b(?P<lead>{leads})\s+(?P<all>(?:{one}){whole}{whose}|{town})(?![\w-])")


@functools.cache
def _settlements() -> str:
    return "|".join(sorted(words_of("settlements")))


@dataclass(frozen=True, slots=True)
class PlaceSetting(Setting):
    """What a text says around a place, and of it."""

    start: int
    """Where it begins in its sentence."""
    wording: str
    lead: str
    places: frozenset[str]
    towns: frozenset[str]
    venue: str
    nouns: tuple[str, ...]
    """These six as `SaidPlace` has them."""


def said_places(
    groups: Sequence[Sequence[Mention]], articles: Mapping[str, Article], read: Mapping[str, Measures]
) -> Iterator[SaidPlace]:
    """Yield the places that the articles state, in their order; `read` is what each text says of them, by its article's id."""
    told: dict[str, list[tuple[Mention, int]]] = defaultdict(list)
    for k, group in enumerate(groups):
        for mention in group:
            told[mention.article].append((mention, k))
    for name, article in articles.items():
        if read[name].places:
            yield from _said(article, sorted(told[name], key=lambda each: each[0].head_start), read[name])


def _said(article: Article, told: Sequence[tuple[Mention, int]], read: Measures) -> Iterator[SaidPlace]:
    heads = [mention.head_start for mention, _ in told]
    people = {bare_name(w) for m, _ in told for p in m.participants if p != m.place for w in p.split()}
    for at in read.places:
        if not at.venue and at.places <= people:
            continue
        sentence = read.sentences[at.sentence]
        inside = told[bisect_right(heads, sentence.start - 1) : bisect_right(heads, sentence.end)]
        owner, governed = _owner(inside, *(sentence.start + place for place in (at.start, at.first, at.last)))
        yield SaidPlace(
            article, sentence, at.clause, at.local, at.context, at.names, at.figures, at.noun,
            owner[0] if owner else None, governed, owner[1] if owner else -1,
            at.wording, at.lead, at.places, at.towns, at.venue, at.nouns,
        )  # fmt: skip


def place_settings(cut: Sequence[Sentence]) -> Iterator[PlaceSetting]:
    """Yield what the sentences of an article say around each place that they state."""
    for k, sentence in enumerate(cut):
        if not (found := list(_place().finditer(sentence.text))):
            continue
        before = [s for s in cut[max(k - BEFORE, 0) : k] if s.line == sentence.line]
        for match in found:
            if place := _worded(match, k, sentence, before):
                yield place


def _worded(match: re.Match[str], k: int, sentence: Sentence, before: Sequence[Sentence]) -> PlaceSetting | None:
    words, text = match["all"], sentence.text
    places = frozenset(bare_name(n) for n in ANY_NAME.findall(words)) - CALENDAR
    low = [w.strip("\u2019'") for w in words.lower().split()]
    kinds = venues() | words_of("spots")
    parts = WITHIN.split(words)
    nouns = tuple(noun for part in parts if (noun := _noun(part, kinds)))
    venue = nouns[0] if nouns else ""
    where = " ".join(part for part in parts if not _noun(part, kinds))
    towns = frozenset(bare_name(n) for n in ANY_NAME.findall(where)) & places
    if places & words_of("wide") or (not venue and words_of("widening").intersection(low)) or not (places or venue):
        return None
    start, end = match.start(), match.end()
    if FROM.search(text, 0, start):
        return None
    first, last = clause_around(text, start, end)
    clause = text[first:start] + " \u2026 " + text[end:last]
    around = text[:start] + " " + text[end:] + (" " + before[-1].text if before else "")
    noun = NOUN.search(text, 0, start)
    rest = " ".join((text[:start], text[end:], *(s.text for s in before)))
    return PlaceSetting(
        k, first, last, clause, wording.content(clause), wording.content(rest),
        frozenset(bare_name(n) for n in ANY_NAME.findall(around)) - wording.CALENDAR - wording.STOP,
        frozenset(n.lower() for n in NUMBER.findall(clause)),
        wording.stem(noun["noun"]) if noun and noun["noun"] not in wording.STOP else "",
        start, words, match["lead"], places, towns, venue, nouns,
    )  # fmt: skip


def _noun(words: str, kinds: frozenset[str]) -> str:
    """Return the last noun of a place in some words: "in Hall", one word with a capital, is a town."""
    return next((w.lower() for w in reversed(words.split()) if w.lower() in kinds and (w.islower() or w != words)), "")


def _owner(
    inside: Sequence[tuple[Mention, int]], place: int, first: int, last: int
) -> tuple[tuple[Mention, int] | None, bool]:
    """Return the mention that a place is of, and whether it surely is: given it by the parse, or right before it."""
    for each in inside:
        if any(g.role == "place" and g.start <= place + 12 and place < g.end for g in each[0].arguments):
            return each, True
    before = [each for each in inside if first <= each[0].head_start < place]
    if before:
        return before[-1], True
    after = [each for each in inside if place <= each[0].head_start < last]
    return (after[0], False) if after else (None, False)
