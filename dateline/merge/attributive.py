"""Tells a figure that describes a thing or a person from one that measures the happening.

"The $1.2 billion company", "a 42-year-old", "the 310-kronor offer was rejected": nobody contradicts these by measuring
something else of the event.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.merge.synonyms import key_of
from dateline.model import Attribute

DETERMINED = re.compile(
    r"(?:\b(?:the|a|an|its|his|her|their|our|this|that)|['\u2019]s?)\s+(?:(?:about|some|nearly|almost|roughly|over|\w+ly)\s+)?$",
    re.IGNORECASE,
)
AGE = re.compile(r"\b(?:years?|months?)[- ]old\b", re.IGNORECASE)
AGED = re.compile(r"\baged?\s+$", re.IGNORECASE)
WORD = re.compile(r"[\s-]+([^\W\d_][\w'\u2019-]*)")
NO_NOUN = frozenset(
    """of in to for per a an the on by with and or more less than from each at as was were is are that which who had has
    have will would could may might after before when while later ago early earlier late but so including not into over
    if since until during between it he she they we i this these those worth""".split()
)
MOST_WORDS = 4


def describes_another(attribute: Attribute, text: str, keys: Collection[str]) -> bool:
    """Say whether the figure stands before a noun, or gives an age, that is not the happening's own.

    `text` is the article's; `keys` name the predicates of the event (see `key_of`).
    """
    before, after = text[max(attribute.start - 24, 0) : attribute.start], text[attribute.end : attribute.end + 80]
    if AGE.search(attribute.value) or AGE.match(after.lstrip(" -")) or AGED.search(before):
        return True
    if attribute.name.startswith(("count:", "casualties:")) or not DETERMINED.search(before):
        return False
    nouns = _phrase(after)
    return bool(nouns) and not any(key_of(form) in keys for noun in nouns for form in (noun, noun.removesuffix("s")))


def _phrase(after: str) -> list[str]:
    """Return the words that follow at once, up to the first that cannot stand inside a noun phrase."""
    words: list[str] = []
    place = 0
    while len(words) < MOST_WORDS and (found := WORD.match(after, place)):
        word = found.group(1).lower()
        if word in NO_NOUN:
            break
        words.append(word)
        place = found.end()
    return words
