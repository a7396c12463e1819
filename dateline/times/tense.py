"""Which way the context of an expression points: tense, aspect and cue words near it, without a parser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.times.language import Language


@dataclass(frozen=True, slots=True)
class Cue:
    direction: int = 0
    word: str = ""


def direction_of(tokens: list[str], first: int, last: int, lang: Language) -> Cue:
    future = set(lang.cues["future"])
    for i in range(first - 1, max(first - 15, -1), -1):
        word = tokens[i].lower()
        if word in {".", "\n\n"}:
            break
        if word in future:
            return Cue(1, word)
        if word.endswith("ed") or word in {"said", "was", "were", "had"}:
            return Cue(-1, word)
    return Cue(0, "")
