"""Cuts the text of an article into sentences, by its full stops and line ends alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTENCE = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n+"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of an article between full stops; `line` counts its paragraphs."""

    article: str
    start: int
    end: int
    line: int
    text: str


def sentences(article: str, text: str) -> list[Sentence]:
    """Cut an article's text at its full stops and line ends."""
    found: list[Sentence] = []
    place = line = 0
    for stop in [*SENTENCE.finditer(text), None]:
        end = stop.end() if stop else len(text)
        if text[place:end].strip():
            found.append(Sentence(article, place, end, line, text[place:end].rstrip()))
        line += bool(stop and "\n" in stop.group())
        place = end
    return found
