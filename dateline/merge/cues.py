"""Reads beside a predicate the words that tell its happening from others of its kind: cues.toml lists them."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

from dateline.model import Mention

_LISTS = tomllib.loads(resources.files("dateline.merge").joinpath("cues.toml").read_text(encoding="utf-8"))
PLURAL = re.compile(r"(?:[^s\W]s|sses|ches|shes)$", re.IGNORECASE)
"""A noun in the plural."""
CLAUSE = re.compile(r"[;:.!?\u2013\u2014]|\b(?:while|whereas|but|although|though)\b")
"""Where the clause of a predicate ends."""
SINGULAR_IN_S = frozenset("talks news series crisis analysis".split())


def _any(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_LISTS[name])})\b", re.IGNORECASE)


ELSEWHEN_BEFORE, ELSEWHEN_AFTER = _any("elsewhen_before"), _any("elsewhen_after")
SEVERAL = _any("several")
FIRST_BEFORE, FIRST_AFTER = _any("first_before"), _any("first_after")


def elsewhen(mention: Mention, text: str) -> bool:
    """Say whether the clause puts the happening at a time that it does not name."""
    before, after = _clause(mention, text)
    cue = ELSEWHEN_BEFORE.search(before)
    if cue and cue.group().casefold().endswith(("after", "before")) and "," not in before[cue.end() :]:
        cue = None  # in "soon after calling off the tour, she spoke" only the speaking is placed
    return bool(cue or ELSEWHEN_AFTER.search(after))


def several(mention: Mention, text: str) -> bool:
    """Say whether the predicate is a noun for more than one happening: "separate meetings with A and B"."""
    head = text[mention.head_start : mention.head_end]
    if not PLURAL.search(head) or head.casefold() in SINGULAR_IN_S or head.casefold() == mention.predicate.casefold():
        return False
    return bool(SEVERAL.search(text[max(mention.start, mention.head_start - 40) : mention.head_start]))


def first(mention: Mention, text: str) -> bool:
    """Say whether it is told as the first of its kind: "first knocked on the door", "the first approach"."""
    before = text[max(mention.start, mention.head_start - 20) : mention.head_start]
    after = text[mention.head_end : min(mention.end, mention.head_end + 25)]
    return bool(FIRST_BEFORE.search(before) or FIRST_AFTER.match(after))


def _clause(mention: Mention, text: str) -> tuple[str, str]:
    """Return what stands before and after the predicate in its clause."""
    before = CLAUSE.split(text[mention.start : mention.head_start])[-1]
    after = CLAUSE.split(text[mention.head_end : mention.end])[0]
    return before, after
