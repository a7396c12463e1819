"""Finds what a bare number counts that an earlier phrase tells: "57 of them", "of the 412 passengers, 57", "the 231 that"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.merge import quantity
from dateline.merge.nouns import NO_NOUN, looks_plural, pattern, people, singular
from dateline.merge.numbers import Token, is_number, low, number_from, tokens_of

PRONOUNS = frozenset("them whom which these those".split())
RELATIVES = frozenset("that which who whom whose".split())
DETERMINERS = frozenset("the its their his her our these those all some many several both whose".split())
JOINED = frozenset("of in with for from on at and by to against among between other own".split())
OPENING = frozenset(". , ; : ( \u201c \" ' \u2018 \u2014 - \u2013 and but".split())
PHRASE = 4
"""Tokens behind a number that may tell of whom it is."""
NEAR, FAR = 4, 14
"""Tokens between a noun and its determiner, and between "of the 412 passengers" and the part of them."""
COUNTED = re.compile(
    r"\b(?:count(?:ed|s)|(?:put|puts|putting) (?:it|them|their (?:number|strength)|(?:the|its) (?:\w+ )?(?:number|figure|crowd|turnout|total|count|tally)) at|"
    r"spoke of|speaks of|estimate(?:d|s) (?:it|them) at)\s+(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
"""What stands before a number that counts what was told before: "the hospital counted 14"."""
COUNTER = re.compile(r"(?:[\w'\u2019-]+\s+){0,3}$")
"""Who counts, who is not whom the number counts: "the police counted 600"."""
WHEREIN = frozenset("in on at aboard inside around".split())
BE = frozenset("were are was is have has had been being got remain remained".split())


def told_before(text: str, tokens: Sequence[Token], first: int, k: int, last: int, before: str) -> tuple[str, float]:
    """Return the noun that the number from `k` to `last` stands for and the whole that it is of, empty and 0 if unknown.

    `first` is where the words that bound the number begin; `before` is what the paragraph tells before the sentence.
    """
    number = quantity.read(text[tokens[k].start : tokens[last].end])
    if number is None:
        return "", 0.0
    if found := _of_a_whole(tokens, first):
        return found
    after = low(tokens, last + 1), low(tokens, last + 2)
    if after[0] == "of" and after[1] in PRONOUNS:
        there = _is_there(tokens, first)
        return _nearest(text[: tokens[first].start], before, number.number, after[1] == "whom" or there), 0.0
    if low(tokens, first - 1) in {"the", "these", "those"} and after[0] in RELATIVES:
        return _nearest(text[: tokens[first].start], before, 0.0, after[0] != "that" and after[0] != "which"), 0.0
    if counted := COUNTED.search(text[: tokens[first].start]):
        return _nearest(COUNTER.sub("", text[: counted.start()]), before, 0.0, whoever=True), 0.0
    of_us = after[0] == "of" and after[1] in {"us", "you"}
    whose = (
        of_us
        or _we_were(tokens, first, last + 1)
        or _are_there(tokens, first, last + 1)
        or _are_people(tokens, last + 1)
        or _befalls_people(tokens, first)
    )
    if whose:
        return "people", 0.0
    if pattern("bare", "favoured").match(_from(tokens, last + 1)):
        return "vote", 0.0
    if after[0] in BE and pattern("bare", "handled").match(_from(tokens, last + 2)):
        return _nearest(text[: tokens[first].start], before, 0.0, whoever=False), 0.0
    return "", 0.0


def _of_a_whole(tokens: Sequence[Token], first: int) -> tuple[str, float] | None:
    """Return the noun and the number of the whole that a clause begins with: "Of the 412 passengers, 57 were hurt"."""
    for j in range(first - 1, max(first - FAR, -1), -1):
        if low(tokens, j) in {".", ";"}:
            return None
        if low(tokens, j) == "of" and (j == 0 or low(tokens, j - 1) in OPENING or low(tokens, j - 1) == "out"):
            noun = next(
                (n for n in range(j + 1, first) if tokens[n].text.islower() and looks_plural(tokens[n].low)), None
            )
            if noun is None:
                return None
            whole = next((n for n in range(j + 1, noun) if is_number(tokens, n)), None)
            end = number_from(tokens, whole) if whole is not None else None
            words = " ".join(t.text for t in tokens[whole : end + 1]) if whole is not None and end is not None else ""
            read = quantity.read(words) if words else None
            return singular(tokens[noun].low), read.number if read else 0.0
    return None


def _are_people(tokens: Sequence[Token], k: int) -> bool:
    """Say whether only people can be told of so: "at least 30 were killed", "nine died", "57 have been arrested"."""
    if pattern("bare", "alone").match(_from(tokens, k)):
        return True
    if low(tokens, k) not in BE:
        return False
    while k < len(tokens) and (
        tokens[k].low in BE or tokens[k].low in {"also", "still", "later", "since", "seriously", "slightly", "badly"}
    ):
        k += 1
    return pattern("bare", "passive").match(_from(tokens, k)) is not None


def _from(tokens: Sequence[Token], k: int) -> str:
    """Return the next few words from the token at `k`."""
    return " ".join(token.low for token in tokens[k : k + PHRASE])


def _are_there(tokens: Sequence[Token], first: int, k: int) -> bool:
    """Say whether a number only says how many there were somewhere: "there were some 40 on board"."""
    ended = low(tokens, k) in {",", "."} and low(tokens, k - 1).isdigit()
    return _is_there(tokens, first) and (low(tokens, k) in WHEREIN or ended)


def _is_there(tokens: Sequence[Token], first: int) -> bool:
    return low(tokens, first - 2) == "there" and low(tokens, first - 1) in {"were", "are"}


def _we_were(tokens: Sequence[Token], first: int, k: int) -> bool:
    """Say whether a number is of those who speak: "we were 14, and the guide"; not how old they were."""
    we = low(tokens, first - 2) == "we" and low(tokens, first - 1) in {"were", "are"}
    return we and low(tokens, first - 3) not in {"when", "since", "until"} and not low(tokens, k).isalpha()


def _befalls_people(tokens: Sequence[Token], k: int) -> bool:
    """Say whether the number at `k` is the object of what is only done to people: "injured eight", "laid off 40"."""
    before = f"{low(tokens, k - 2)} {low(tokens, k - 1)}"
    return any(pattern("bare", "acting").fullmatch(words) is not None for words in (before, low(tokens, k - 1)))


def _nearest(text: str, before: str, part: float, whoever: bool) -> str:
    """Return the plural told last of which there are more than `part`, of people where `whoever` asks for them."""
    for told in (text, before):
        for noun, many in _plurals(told):
            if (not many or many > part) and (not whoever or people(noun)):
                return noun
    return "people" if whoever else ""


def _plurals(text: str) -> Iterator[tuple[str, float]]:
    """Yield the plurals of a text that a determiner or a number introduces, the last first, with how many there are."""
    tokens = tokens_of(text)
    for j in range(len(tokens) - 1, 0, -1):
        if not tokens[j].text.islower() or not looks_plural(tokens[j].low) or tokens[j].low in NO_NOUN:
            continue
        for n in range(j - 1, max(j - 1 - NEAR, -1), -1):
            word = tokens[n].low
            if word in DETERMINERS or word in JOINED:
                yield singular(tokens[j].low), _counted_at(text, tokens, n + 1)
                break
            if is_number(tokens, n):
                yield singular(tokens[j].low), _counted_at(text, tokens, n)
                break
            if not word[0].isalpha() or word in NO_NOUN:
                break


def _counted_at(text: str, tokens: Sequence[Token], k: int) -> float:
    end = number_from(tokens, k) if k < len(tokens) else None
    read = quantity.read(text[tokens[k].start : tokens[end].end]) if end is not None else None
    return read.number if read else 0.0
