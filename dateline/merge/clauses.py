"""Reads what its clause says of a figure: where the clause ends, the deeds told beside it, and whether it is a part."""

from __future__ import annotations

import re

from dateline.merge.nouns import lexicon, pattern

CLAUSE = re.compile(r"[;:\u2013\u2014()]|,(?!\d)|\s-\s|\b(?:while|whereas|but|although|though|and|which|who)\b")
"""Where a clause ends, or another begins."""
STOP = re.compile(r"[;:,()\u2014]|\b(?:and|while|but|although)\b")
"""Where the words right beside a figure end."""
ALL = re.compile(r"\ball (?:of )?(?:the )?$", re.IGNORECASE)
"""What stands before a number that is the whole: "all of the six"."""


def clause_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the clause around a figure; short stretches between commas are taken in."""
    before = [m.end() for m in CLAUSE.finditer(text, 0, start) if start - m.end() > 12]
    after = [m.start() for m in CLAUSE.finditer(text, end) if m.start() - end > 25]
    return max(before, default=0), min(after, default=len(text))


def words_beside(text: str, start: int, end: int) -> str:
    """Return the words between the commas and "and"s next to a figure, some of either side at least."""
    before, after = text[max(start - 70, 0) : start], text[end : end + 60]
    left = max((m.end() for m in STOP.finditer(before) if len(before) - m.end() > 8), default=0)
    right = min((m.start() for m in STOP.finditer(after) if m.start() > 0), default=len(after))
    return before[left:] + text[start:end] + after[:right]


def deeds_in(near: str) -> tuple[str, ...]:
    """Return the deeds of `claims.toml` that some words tell."""
    return tuple(name for name in lexicon()["deeds"] if pattern("deeds", name).search(near))


def is_part(text: str, clause: int, start: int, end: int) -> bool:
    """Say whether a figure tells a part of another: "12 of them", "including six"; its clause begins at `clause`."""
    part = (
        pattern("apart", "part_before").search(text, max(clause, start - 30), start)
        or pattern("apart", "part_after").match(text, end)
        or (pattern("apart", "part_inside").search(text[start:end]) and not ALL.search(text[:start]))
    )
    return bool(part)
