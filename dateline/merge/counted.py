"""Says how sure it is that two figures count one kind of thing, from their nouns alone."""

from __future__ import annotations

from functools import lru_cache

from dateline.merge.claims import Claim
from dateline.merge.columns import Floats
from dateline.merge.nouns import ANAPHORS, groups, lasting, people
from dateline.merge.vectors import apart

SHORT = 3
SAME = 0.55
"""The cosine from which two nouns count the same things."""
OTHER = 0.3
"""The cosine under which two nouns are surely of different things."""
VOTE = "vote"
STUFF = frozenset("output production cargo goods material freight supply product waste material load".split())
"""Nouns that may stand for any stuff."""
STUFFS = frozenset({"weight", "volume", "barrel"})
"""Kinds of figure that are of some stuff: a tonne of rock is no tonne of copper."""
ANYBODY = frozenset("people person individual man woman boy girl life victim dead".split())
"""Nouns that may count any people: "11 soldiers were killed", "nine lives"."""
SOMEBODY = 0.2
"""How sure it is that two nouns for people are of the same: passengers and holidaymakers, nurses and members."""
LOST = frozenset({"life", "dead"})
"""Nouns that count people as dead whatever the verb."""


def count_alike(x: Claim, y: Claim) -> float:
    """Return how sure it is that two claims count one kind of thing, as set by hand: 0 for not at all, 1 for one noun."""
    if x.kind == "age":
        return _one_person(x.noun, y.noun)
    if x.kind != "count":
        if not (x.noun and y.noun):
            return 0.3
        if x.noun == y.noun or groups(x.noun) & groups(y.noun):
            return 0.8
        if x.kind == "time" and lasting(x.noun) and lasting(y.noun):
            return 0.8 if lasting(x.noun) & lasting(y.noun) else 0.0
        if _cosine(x.noun, y.noun) > SAME:
            return 0.5
        if x.kind == "percent":  # a third of the sales is none of the customers
            alike = _cosine(x.noun, y.noun) > OTHER or (people(x.noun) and people(y.noun))
            return 0.05 if alike or VOTE in {x.noun, y.noun} else 0.0
        return 0.0 if x.kind in STUFFS and not {x.noun, y.noun} & STUFF else 0.05
    if x.noun == y.noun:
        return 1.0
    if groups(x.noun) & groups(y.noun) or _compound(x.noun, y.noun):
        return 0.8
    if {x.noun, y.noun} & ANAPHORS:
        return 0.4
    if people(x.noun) and people(y.noun):
        return 0.6 if ANYBODY & {x.noun, y.noun} else SOMEBODY
    return 0.5 if _cosine(x.noun, y.noun) > SAME else 0.0


def _one_person(x: str, y: str) -> float:
    """Return how sure it is that two ages are of one person, each told by a name, by a noun or by neither."""
    named = [bool(noun) and not people(noun) for noun in (x, y)]
    if all(named):
        return 0.8 if x == y else 0.5 if x.rsplit(maxsplit=1)[-1] == y.rsplit(maxsplit=1)[-1] else 0.0
    if not any(named) and {x, y} <= ANYBODY:  # "a man" is no sign of who is meant
        return 0.0
    return 0.5 if x == y else 0.3 if not x or not y or any(named) or ANYBODY & {x, y} else SOMEBODY


@lru_cache(maxsize=1 << 16)
def _cosine(x: str, y: str) -> float:
    return float(_meaning(x) @ _meaning(y))


@lru_cache(maxsize=1 << 14)
def _meaning(noun: str) -> Floats:
    return apart([[noun]])[0]


def _compound(x: str, y: str) -> bool:
    """Say whether one noun is the other with a word before it: "robotaxi" and "taxi", "motorboat" and "boat"."""
    short, long = sorted((x, y), key=len)
    return len(short) > SHORT and long.endswith(short)
