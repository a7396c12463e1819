"""Reads lists that give a story by its dates: "• 13 October: Second landslide at Lipje", days as headings, live pages.

The date that opens an entry is no part of its sentence, and dates all that the entry tells. Both follow from the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?s?\.?"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_CLOCK = r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"
_YEAR = r"(?:1[89]|20)\d{2}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_FILL = (
    r"(?:early|mid|late|beginning|middle|start|end|spring|summer|autumn|fall|winter|morning|afternoon|evening|night|noon|midday"
    r"|midnight|dawn|overnight|hours|local|time|to|until|and|of|the|on|in|at|from|about|around|c\.|circa|GMT|UTC|BST|CET|CEST|ET"
    r"|EST|EDT|week|weekend|last|this|next|past|yesterday|today|tonight|tomorrow|year|month)"
)
_PART = rf"(?:{_CLOCK}|{_WEEKDAY}|{_MONTH}|{_YEAR}|{_DAY}|(?i:{_FILL}))(?![\w%])"
_LABEL = rf"{_PART}(?:(?:\s*[,/–-]\s*|\s+){_PART}){{0,8}}"
_BULLET = r"[•●▪◦‣■►➤→»]\s*|[*–-]\s+"
_COLON = r"\s?:(?=\s)"
_DASH = r"\s[–—-]{1,2}(?=\s)|—(?=\s?[A-Z])"
_STOP = r"\.?(?=\s+[A-Z])"

ENTRY = re.compile(
    rf"(?P<bullet>{_BULLET})?(?:(?:Day \d+ \(?)?(?P<label>{_LABEL})\)?(?:(?P<colon>{_COLON})|{_DASH}|(?P<stop>{_STOP}))\s*)?"
)
HEADING = re.compile(rf"(?P<label>{_LABEL})\s*:?")
INLINE = re.compile(rf"(?<=[.!?;])\s+(?=(?:{_BULLET})?{_LABEL}{_COLON})|(?<=\S)\s+(?=[•●▪◦‣■►➤]\s*\S)")
DAY_AND_MONTH = re.compile(rf"(?:{_WEEKDAY},? )?(?:{_DAY} {_MONTH}|{_MONTH} {_DAY})(?:,? {_YEAR})?")
NAMES_DAY = re.compile(
    rf"\b(?:{_WEEKDAY}|{_MONTH}|{_YEAR}|(?i:yesterday|today|tomorrow|(?:last|this|next|past) (?:week|month|year|weekend|night)))(?!\w)"
)
BULLETED = re.compile(r"[•●▪◦‣■►➤→»*]")
SEVERAL = 2
"""Labels inside a line that make it a list although none opens it."""
HEADINGS = 2
"""Days that stand alone on a line head what follows where an article has at least so many of them."""
STRUNG = 240
"""Characters of an entry that may string short clauses together; what is longer is prose."""
SUBHEAD = 70
"""A line shorter than this that is no sentence opens another section, where a list's last day no longer rules."""


@dataclass(frozen=True, slots=True)
class Label:
    """The words `start:end` of a text that date a paragraph, its own or those of the heading above it."""

    start: int
    end: int
    paragraph: int
    heading: bool = False
    clock: bool = False
    """An hour alone: the entry of a live page, which holds chat as well as news."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a line holds: a text at `start` without its bullet and label; without a text the label is a heading."""

    start: int
    text: str
    label: tuple[int, int] | None = None
    bulleted: bool = False
    clock: bool = False


def pieces(start: int, line: str) -> Iterator[Piece]:
    """Divide a line into the entries it holds, mostly one."""
    heading = HEADING.fullmatch(line)
    if heading and NAMES_DAY.search(heading["label"]):
        yield Piece(start, "", (start, start + len(heading["label"])))
        return
    opened = _entry(start, line)
    cuts = list(INLINE.finditer(line))
    if opened.label is None and not opened.bulleted and len(cuts) < SEVERAL:
        yield opened
        return
    position = 0
    for cut in [*cuts, None]:
        end = cut.start() if cut else len(line)
        if line[position:end].strip():
            yield from _clauses(_entry(start + position, line[position:end]))
        position = cut.end() if cut else end


def _clauses(piece: Piece) -> Iterator[Piece]:
    """Divide what an entry strings together: "Two arrests in Tarn; plant searched"."""
    if piece.label is None or len(piece.text) > STRUNG:
        yield piece
        return
    position = 0
    for part in piece.text.split("; "):
        yield replace(piece, start=piece.start + position, text=part)
        position += len(part) + 2


def _entry(start: int, line: str) -> Piece:
    found = ENTRY.match(line)
    if found is None or not found.group():
        return Piece(start, line)
    label, bullet = found["label"], found["bullet"]
    if label and (
        not _opens(line, label, found.end("label"))
        if found["stop"] is not None
        else not _dates(label, bool(bullet), bool(found["colon"]))
    ):
        label = None
    end = found.end() if label else len(bullet or "")
    if end >= len(line):
        return Piece(start, line)
    span = (start + found.start("label"), start + found.end("label")) if label else None
    hour = bool(label and not NAMES_DAY.search(label))
    return Piece(start + end, line[end:], span, bool(bullet and BULLETED.match(bullet)), hour)


def _opens(line: str, label: str, end: int) -> bool:
    """Say whether a label without colon or dash is one: "4 March. The ferry sinks", "07:40 First reports of smoke"."""
    if line[end : end + 1] == "." or label.endswith("."):
        return bool(DAY_AND_MONTH.fullmatch(label))
    return bool(re.fullmatch(r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?", label))


def _dates(label: str, bulleted: bool, colon: bool) -> bool:
    """Say whether the words before a colon or a dash are a date: "May – who resigned – said" begins with a name."""
    figures = any(character.isdigit() for character in label)
    if not NAMES_DAY.search(label):
        return bool(re.match(_CLOCK, label))
    if colon:
        return figures or bulleted or len(label) > len("March")
    return figures


def dated(found: Sequence[Piece]) -> list[tuple[Piece, tuple[tuple[int, int, bool], ...]]]:
    """Return an article's texts in their order, each with the labels (start, end, whether it is a heading) that date it."""
    heads = sum(1 for piece in found if not piece.text and piece.label)
    ruling: tuple[int, int] | None = None
    texts: list[tuple[Piece, tuple[tuple[int, int, bool], ...]]] = []
    for piece in found:
        if not piece.text:
            ruling = piece.label if heads >= HEADINGS else None
            continue
        if ruling and not piece.label and not piece.bulleted and _opens_section(piece.text):
            ruling = None
        labels = [(*piece.label, False)] if piece.label else []
        texts.append((piece, tuple(labels + ([(*ruling, True)] if ruling else []))))
    return texts


def _opens_section(line: str) -> bool:
    return len(line) < SUBHEAD and line[-1:] not in (".", "!", '"', "”", "…", ")", ";", ":")
