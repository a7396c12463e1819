"""What a figure is with what its clause says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.merge import quantity
from dateline.merge.clauses import clause_span, deeds_in, is_part, words_beside
from dateline.merge.numbers import Token
from dateline.merge.quantity import SMALL, TENS, Quantity
from dateline.merge.sentences import Sentence

OUT_OF = re.compile(
    r"\b(?:out of|of)\s+(?:(?:the|its|their|his|her|all|a total of|some)\s+)*(?:[\w-]+['\u2019]s\s+)?"
    rf"(?P<n>\d[\d,]*|{'|'.join([*SMALL, *TENS])})\b(?!\s*(?:%|per|years?|days?|hours?|million|billion))",
    re.IGNORECASE,
)
"""What a figure is out of."""
REST = 14
"""Characters behind a figure in which that is told."""
BY = re.compile(r"\b(?:by|for)\s+$")
"""What stands before a length by which something is put off: "postponed a second round of talks by two weeks"."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure: its `kind` (count, money, percent, time, length, ...), the `noun` counted, and the deed of its clause."""

    kind: str
    noun: str
    value: str
    quantity: Quantity
    sentence: Sentence
    start: int
    end: int
    deeds: tuple[str, ...]
    part: bool
    clause: str
    """The words of its clause, the figure's own left out."""
    whole: float = 0.0
    """What it is told to be out of, 0 for nothing: "34 of its 51 members", "31 votes out of 51"."""


def made(
    kind: str,
    noun: str,
    sentence: Sentence,
    tokens: Sequence[Token],
    first: int,
    last: int,
    measured: Quantity | None = None,
) -> Claim | None:
    start, end = tokens[first].start, tokens[last].end
    measured = measured or quantity.read(_numeric(sentence.text[start:end], kind))
    if measured is None or measured.number <= 0:
        return None
    return worded(kind, noun, sentence, start, end, measured)


def worded(kind: str, noun: str, sentence: Sentence, start: int, end: int, measured: Quantity) -> Claim:
    text = sentence.text
    first, last = clause_span(text, start, end)
    deeds = deeds_in(words_beside(text, start, end)) or (deeds_in(text) if kind == "money" else ())
    if kind == "time" and "delay" in deeds and BY.search(text, 0, start):
        deeds = ("delay",)
    return Claim(
        kind, noun, text[start:end], measured, sentence, sentence.start + start, sentence.start + end,
        deeds, kind != "percent" and is_part(text, first, start, end), text[first:start] + " \u2026 " + text[end:last],
        _whole(text, start, end, measured),
    )  # fmt: skip


def _whole(text: str, start: int, end: int, part: Quantity) -> float:
    found = OUT_OF.search(text, start, end + REST)
    whole = quantity.read(found["n"]) if found else None
    return whole.number if whole and whole.number > part.number else 0.0


def _numeric(value: str, kind: str) -> str:
    return value if kind != "magnitude" else re.sub(r"[^\d.]", "", value)
