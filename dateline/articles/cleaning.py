"""From the text as it was given to the text that is read: every change is an edit that keeps the offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from dateline.articles.mapping import Edit, MappedText, edit

UNSEEN = re.compile(
    r"\r\n?|[\u2028\u2029\x85\x0b\x0c]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|[\u200b\u2060\ufeff\u00ad]|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
MOJIBAKE = re.compile(
    "[\u0080-\u00ff\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]{2,}"
)
SENTENCES_GLUED = re.compile(r"(?<=[a-z]{2}[.!?])[\"”’)]?(?=[A-Z][a-z]+ )")
ENDINGS = "(?:s|t|re|ve|ll|d|m)"


def clean(mapped: MappedText) -> tuple[MappedText, tuple[str, ...]]:
    """Remove what nobody sees, repair what was garbled, join hard-wrapped lines; say what was changed."""
    warnings = list[str]()
    for step in (_repair_mojibake, _remove_unseen, _repair_quotation_marks, _join_wrapped_lines, _part_sentences):
        edits = list(step(mapped.text, warnings.append))
        mapped = edit(mapped, edits)
    return mapped, tuple(warnings)


Warn = Callable[[str], None]


def _repair_mojibake(text: str, warn: Warn) -> Iterator[Edit]:
    """UTF-8 that was once read as Windows-1252: "â€™" is one apostrophe."""
    if not MOJIBAKE.search(text):
        return
    import ftfy.bad_codecs
    from ftfy.badness import is_bad

    ftfy.bad_codecs.search_function("sloppy-windows-1252")
    count = 0
    for found in MOJIBAKE.finditer(text):
        repaired = _reread(found.group())
        if repaired and is_bad(found.group()):
            count += 1
            yield Edit(found.start(), found.end(), repaired)
    if count:
        warn(f"{count} garbled characters (UTF-8 read as Windows-1252) were repaired")


def _reread(garbled: str) -> str | None:
    try:
        return garbled.encode("sloppy-windows-1252").decode("utf-8")
    except (UnicodeError, LookupError):
        return None


def _remove_unseen(text: str, warn: Warn) -> Iterator[Edit]:
    controls, surrogates = len(CONTROL.findall(text)), len(SURROGATE.findall(text))
    if controls:
        warn(f"{controls} control characters were removed")
    if surrogates:
        warn(f"{surrogates} lone surrogates were removed")
    for found in UNSEEN.finditer(text):
        character = found.group()[0]
        kept = (
            "\n"
            if character in "\r\u2028\u2029\x85\x0b\x0c"
            else " "
            if unicodedata.category(character) == "Zs"
            else ""
        )
        yield Edit(found.start(), found.end(), kept)


def _repair_quotation_marks(text: str, warn: Warn) -> Iterable[Edit]:
    """A foreign letter in every place of a quotation mark: "Chinaβs", "said βyesβ". A text about β-decay stays."""
    for mark in sorted({c for c in text if _may_stand_for_quotes(c)}):
        edits = _quotation_marks(text, mark)
        if edits:
            warn(f"{len(edits)} {mark!r} that stand for quotation marks or dashes were read as such")
            return edits
    return ()


def _may_stand_for_quotes(character: str) -> bool:
    if character == "\ufffd":
        return True
    return ord(character) > 127 and character.isalpha() and "LATIN" not in unicodedata.name(character, "LATIN")


def _quotation_marks(text: str, mark: str) -> list[Edit]:
    """The repairs if every place of the mark is one of a quotation mark and at least one could be nothing else."""
    places = [found.start() for found in re.finditer(re.escape(mark), text)]
    roles = [_role(text, place) for place in places]
    apostrophes, opening, closing = (roles.count(role) for role in "’“”")
    proven = (
        all(roles) and abs(opening - closing) <= 1 and (apostrophes >= 2 or min(opening, closing) + apostrophes >= 2)
    )
    if proven:
        return [Edit(place, place + 1, role) for place, role in zip(places, roles, strict=True) if role]
    if apostrophes >= 2:
        return [Edit(place, place + 1, role) for place, role in zip(places, roles, strict=True) if role == "’"]
    return []


def _role(text: str, place: int) -> str | None:
    """Which mark the places beside it call for, if any."""
    before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 4]
    if before.isalpha() and re.match(ENDINGS + r"(?!\w)", after) and before.isascii():
        return "’"
    if (not before or before in " \n\t([“") and re.match(r"[A-Za-z0-9$]", after):
        return "“"
    if before and (before.isalnum() or before in ".,!?;:…)") and (not after or re.match(r"[\s).,;:?!\]]", after)):
        return "”"
    if before == " " and after.startswith(" "):
        return "–"
    return None


def _join_wrapped_lines(text: str, _: Warn) -> Iterator[Edit]:
    """Lines cut at a fixed width: a line whose successor's first word would not have fitted goes on there."""
    width = _wrap_width(text)
    if not width:
        return
    for found in re.finditer(r"([^\n]+)\n(?=([^\s]+))", text):
        if len(found.group(1)) + 1 + len(found.group(2)) > width and len(found.group(1)) > width * 0.6:
            yield Edit(found.end() - 1, found.end(), " ")


def _wrap_width(text: str) -> int | None:
    lines = [line for line in text.split("\n") if line.strip()]
    width = max(map(len, lines), default=0)
    if len(lines) < 6 or not 50 <= width <= 110:
        return None
    full = sum(1 for line in lines if len(line) > width - 14)
    broken = sum(1 for line in lines if not re.search(r"[.!?:;…\"”’)]\s*$", line))
    return width if full >= 0.4 * len(lines) and broken >= 0.4 * len(lines) else None


def _part_sentences(text: str, _: Warn) -> Iterator[Edit]:
    """Two sentences that lost the line break between them: "It ended.The minister left"."""
    for found in SENTENCES_GLUED.finditer(text):
        yield Edit(found.end(), found.end(), " ")
