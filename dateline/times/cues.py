"""The words that tell which way a clause points, as a language's data has them, and what one of them says."""

from __future__ import annotations

from dataclasses import dataclass

EITHER = 2
"""A prospect in the past, "had been due on Friday": either side, whichever is nearer."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A direction (-1 past, 1 future) and the word that gave it; 0 with a word is either side, without one silence."""

    direction: int = 0
    word: str = ""
    firm: bool = False
    """The governing verb is a plain future, which no nearness outweighs."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Cues:
    """The cue words of a language as sets."""

    future: frozenset[str]
    prospect: frozenset[str]
    leaning: frozenset[str]
    putting_off: frozenset[str]
    past: frozenset[str]
    not_past: frozenset[str]
    boundary: frozenset[str]
    stop: frozenset[str]
    schemes: frozenset[str]
    closes: frozenset[str]
    work: frozenset[str]
    committing: frozenset[str]
    pointing: frozenset[str]
    infinitive: frozenset[str]
    to_prospect: frozenset[str]
    opening: frozenset[str]
    deferring: frozenset[str]
    moving: frozenset[str]
    closing: frozenset[str]
    having: frozenset[str]
    perfect: frozenset[str]
    former: frozenset[str]
    relative: frozenset[str]
    bullets: frozenset[str]
    heading: frozenset[str]
    since: frozenset[str]
    timetabled: frozenset[str]
    ahead: frozenset[str]
    documents: frozenset[str]
    unsettled: frozenset[str]
    copula: frozenset[str]
    leaving: frozenset[str]
    abbreviations: frozenset[str]
    possessive: frozenset[str]
    facing: frozenset[str]
    passive: frozenset[str]
    present: frozenset[str]
    attributive: frozenset[str]
    event_ends: frozenset[str]
    passive_past: frozenset[str]
    hyphens: frozenset[str]
    range_words: frozenset[str]
    game: frozenset[str]
    signals: frozenset[str]
    weekday_signals: frozenset[str]
    holding_words: frozenset[str]
    firm: frozenset[str]
    aiming: frozenset[str]
    fixed: frozenset[str]
    modal: frozenset[str]
    listed_days: frozenset[str]
    cancelling: frozenset[str]
    naming: frozenset[str]
    named: frozenset[str]
    likened: frozenset[str]
    event_opens: frozenset[str]
    articles: frozenset[str]
    whole_days: frozenset[str]
    counted_from: frozenset[str]
    lengths: frozenset[str]
    whole: frozenset[str]
    sections: frozenset[str]
    past_suffix: str

    @classmethod
    def read(cls, raw: dict[str, list[str]], past_suffix: str) -> Cues:
        return cls(**{name: frozenset(words) for name, words in raw.items()}, past_suffix=past_suffix)
