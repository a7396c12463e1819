"""Sets each claim of an article among the sentences of its paragraph, and keeps the words of both that carry meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.merge import wording
from dateline.merge.claims import Claim, claims
from dateline.merge.sentences import Sentence

MOST_BEFORE = 3
"""Sentences back in the paragraph in which what a figure measures may be told."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with the sentences before its own in the same paragraph, the nearest last."""

    claim: Claim
    before: tuple[Sentence, ...]
    around: str
    """Its sentence and the one before it."""
    local: tuple[str, ...]
    """The words of its clause that carry meaning."""
    wide: frozenset[str]
    """The stems of `around`."""
    context: tuple[str, ...]
    """The words of its sentence and of those before it that carry meaning."""


def stated(told: Sequence[Sentence]) -> tuple[Stated, ...]:
    """Return the figures that the sentences of an article state."""
    place = {sentence.start: k for k, sentence in enumerate(told)}
    found: list[Stated] = []
    for claim in claims(told):
        k = place[claim.sentence.start]
        before = tuple(s for s in told[max(k - MOST_BEFORE, 0) : k] if s.line == claim.sentence.line)
        around = claim.sentence.text + (" " + before[-1].text if before else "")
        context = " ".join((claim.sentence.text, *(sentence.text for sentence in before)))
        wide = frozenset(word for word in wording.words(around) if not word[0].isdigit())
        found.append(Stated(claim, before, around, wording.content(claim.clause), wide, wording.content(context)))
    return tuple(found)
