"""Reads how long, far, heavy or large something is: a number with a unit, and what is so."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from dateline.merge.claim import Claim, made
from dateline.merge.nouns import bearer, lasting_noun, lexicon, noun_of, stuff_of
from dateline.merge.numbers import DASHES, Token, low
from dateline.merge.quantity import Quantity
from dateline.merge.sentences import Sentence

AFTER_TIME = frozenset("ago later earlier before after since old early late away from hence prior".split())
"""What stands after a length of time that only places something: "two days later"."""
BEFORE_TIME = frozenset(
    "in within every next last past first previous coming final recent another per aged age".split()
)
"""The same before it: "in two days"."""
LASTS = frozenset("for lasted took takes taken spent waited passed".split())
"""What stands before a length that measures a thing, whatever follows: "let it run for eight days before he stopped it"."""
ONE = 0.12
"""The part by which "a day" or "a fortnight" may be off."""


def length_told(sentence: Sentence, tokens: Sequence[Token], first: int, k: int, after: int, word: str) -> Claim | None:
    """Return a length of time or space; none where the words only place something in time: "two days later"."""
    kind = units()[low(tokens, after)]
    if kind == "time":
        following = tokens[after + 1].low if after + 1 < len(tokens) else ""
        if following in DASHES and after + 2 < len(tokens):
            following = tokens[after + 2].low
        lasts = (following in {"before", "after"} and low(tokens, first - 1) in LASTS) or (
            following in {"early", "late"} and low(tokens, after + 2) in {"this", "that", "last", "next", "in", "on"}
        )
        if (following in AFTER_TIME and not lasts) or {low(tokens, k - 1), low(tokens, first - 1)} & BEFORE_TIME:
            return None
    if word in {"square", "cubic"}:
        kind = f"{word} {kind}"
    of = noun_of if kind in {"time", "length", "speed", "heat"} else stuff_of
    noun = of(tokens, after + 1) or bearer(tokens, first, after)
    if kind == "time" and not noun:
        noun = lasting_noun(sentence.text[: tokens[first].start])
    return made(kind, noun, sentence, tokens, first, after)


def loosely(measured: Quantity) -> Quantity:
    """Return a length that is told as one whole unit as what it can mean: "a day", "almost a week"."""
    return replace(measured, low=measured.low * (1 - ONE), high=measured.high * (1 + ONE))


@functools.cache
def units() -> dict[str, str]:
    return {word: kind for kind, words in lexicon()["units"].items() for word in words.split()}
