"""Reads how old people are: beside a name, behind a noun for a person, or before one ("a 34-year-old nurse")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.merge import wording
from dateline.merge.nouns import NO_NOUN, people, singular

NAME = r"[A-Z\u00c0-\u00de][\w\u2019'-]+"
ENDS = r"(?=\s*(?:[,.;:)\u2014]|$)|\s+(?:with|who|and|from|of|was|is|had|has|when|at the time)\b)"
OF_NAME = re.compile(
    rf"(?P<name>{NAME}(?: {NAME}){{1,4}}),? (?:who (?:is|was) |\()?(?:aged )?(?P<n>\d{{1,2}})(?=[,.;)])|"
    rf"(?P<single>{NAME}), (?:aged )?(?P<m>\d{{1,2}}),|"
    rf"(?P<told>{NAME}(?: {NAME}){{0,4}}) (?:is|turned|turns) (?P<k>\d{{1,2}})(?=[,.;])|"
    rf"(?P<o>\d{{1,2}})-year-old (?P<words>(?:[a-z-]+ ){{0,3}})(?P<named>{NAME}(?: {NAME}){{0,4}})"
)
"""A person with his or her age beside the name."""
OF_NOUN = re.compile(
    rf"\b(?P<noun>[a-z]+),? (?:who (?:is|was) )?aged (?P<n>\d{{1,2}})\b|\b(?i:an?|the|his|her|their) (?:[a-z-]+ ){{0,3}}?(?P<person>[a-z]+)(?:, | of )(?P<m>\d{{1,2}}){ENDS}|"
    r"\b(?P<o>\d{1,2})-year-old\b(?: (?P<behind>[a-z-]+(?: [a-z-]+){0,2}))?|"
    rf"\b(?i:he|she|who) (?:(?i:is|was|turned|turns)|would (?:be|have been)) (?:now |only |just |then )?(?P<k>\d{{2}}){ENDS}"
)
"""A person told by a noun, with his or her age."""
LEAST = 2
"""Years from which a number beside a noun for a person is likely an age."""


@dataclass(frozen=True, slots=True)
class Age:
    """Whose age, a folded name or a noun or nothing, how many years, and where they stand."""

    whose: str
    years: float
    start: int
    end: int


def ages(text: str) -> Iterator[Age]:
    """Yield the ages of people that a sentence states, in no order."""
    taken = set[int]()
    for match in OF_NAME.finditer(text):
        whose = match["name"] or match["single"] or match["told"] or match["named"]
        group = next(name for name in ("n", "m", "k", "o") if match[name])
        other = not NO_NOUN.isdisjoint((match["words"] or "").split())  # "the 34-year-old was seen in Ghent"
        if other or whose.split()[0].lower() in wording.CALENDAR | wording.STOP | NO_NOUN:
            continue
        taken.add(match.start(group))
        yield Age(wording.folded(whose.lower()), float(match[group]), match.start(group), match.end(group))
    for match in OF_NOUN.finditer(text):
        group = next(name for name in ("n", "m", "o", "k") if match[name])
        words = (match["noun"] or match["person"] or match["behind"] or "").split()
        whose = next((singular(word) for word in words if people(singular(word))), "")
        alone = not match["person"] and (not words or words[0] in NO_NOUN)
        if match.start(group) not in taken and float(match[group]) >= LEAST and (whose or alone):
            yield Age(whose, float(match[group]), match.start(group), match.end(group))
