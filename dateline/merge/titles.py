"""Chooses an event's title among those that its mentions offer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dateline.model import Mention, Status

DANGLING = re.compile(
    r"^(?:he|she|it|they|his|her|their|its|this|that|these|those|who|which|we|i|the two)\b", re.IGNORECASE
)
PRONOUN = re.compile(r"\b(?:he|she|him|they|them|it|we|us|you|i)\b(?! (?:is|was|would|will|had|has)\b)", re.IGNORECASE)
"""Within a title "it would step down" has the title's own subject; elsewhere a pronoun may lack one."""
LIGHT = re.compile(r"^(?:a|an|the|this|that) \w+ (?:was|were|is|are|came|took|has|had)\b", re.IGNORECASE)
"""\"A choice was printed": a subject that names nobody."""
COMFORTABLE = (18, 90)
"""Characters: shorter says too little, longer is not a title."""


def choose_title(members: Sequence[Mention], status: Status) -> str:
    """Return the title that says most, by a mention that agrees with the event's status where there is one."""
    offered = [m for m in members if m.title.strip()]
    if not offered:
        return members[0].predicate.capitalize()
    common = Counter(word for m in offered for word in set(_words(m.title)))
    agreed = Counter(name for m in members for name in set(m.participants))
    return max(offered, key=lambda m: (_worth(m, status, common, agreed), m.id)).title.strip()


def _worth(mention: Mention, status: Status, common: Counter[str], agreed: Counter[str]) -> float:
    title = mention.title.strip()
    words = _words(title)
    shared = sum(common[word] for word in set(words)) / max(len(set(words)), 1)
    named = sum(agreed[name] > 1 for name in mention.participants)
    shortest, longest = COMFORTABLE
    return (
        2.0 * (mention.status == status)
        + mention.salience
        + 0.5 * min(len(mention.participants), 3)
        + 0.3 * min(named, 3)
        + 0.3 * shared
        + 0.4 * (mention.place is not None)
        - 2.0 * bool(DANGLING.match(title))
        - 0.8 * bool(PRONOUN.search(title))
        - 1.5 * _bare(mention, title)
        - 1.0 * bool(LIGHT.match(title) and not mention.participants)
        + 0.6 * (mention.date_basis == "timex")
        - 1.0 * (not shortest <= len(title) <= longest)
    )


def _bare(mention: Mention, title: str) -> bool:
    """Say whether the title is a noun without anyone or anything it belongs to: "Assembly", "Meeting planned"."""
    return len(title.split()) == 1 or (len(_words(title)) <= 2 and not mention.arguments)


def _words(title: str) -> list[str]:
    return re.findall(r"\w{3,}", title.lower())
