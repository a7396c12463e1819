"""The notation of grammar rules, compiled to regular expressions over category codes.

    n:num '-'? unit ('ago' | 'earlier')     a name captures; quotes mean the word itself
    !x  =x                                  what follows is not x, is x
    !<x  <x                                 what stands before is not x, is x

Every token is one character that stands for its set of categories, so a rule is a small regular expression of
character classes without repetition: matching is linear and knows no language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"\s*(?:(?P<look>!<|!|<|=)|(?P<name>\w+):|'(?P<quoted>[^']+)'|\"(?P<double>[^\"]+)\"|(?P<cat>\w+)|(?P<op>[()|?]))"
)
# Alternatives may capture under the same name: each group gets a number, which `name_of` takes off again.
_LOOK = {"!": "(?!", "!<": "(?<!", "=": "(?=", "<": "(?<="}

Codes = Callable[[str], str]
"""From a category, or a word in quotes, to the characters of all tokens that carry it."""


class PatternError(ValueError):
    """A rule's pattern cannot be read."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a compiled pattern: its source, what it can begin with, and whether it can be empty."""

    source: str
    first: frozenset[str] = frozenset()
    empty: bool = True


class Sets(dict[str, Piece]):
    """The piece that matches one token of a category, worked out once."""

    def __init__(self, codes: Codes) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, category: str) -> Piece:
        codes = self._codes(category)
        if not codes:
            raise PatternError(f"no token can be {category!r}")
        piece = self[category] = Piece("[" + re.escape(codes) + "]", frozenset(codes), empty=False)
        return piece


@dataclass(slots=True)
class _Reader:
    tokens: list[tuple[str, str]]
    sets: Sets
    at: int = 0
    names: int = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self) -> tuple[str, str]:
        token = self.peek()
        self.at += 1
        return token


def name_of(group: str) -> str:
    return group.partition("__")[0]


@lru_cache(maxsize=1024)
def _read(pattern: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    position, end = 0, len(pattern.rstrip())
    while position < end:
        m = _TOKEN.match(pattern, position)
        if not m:
            raise PatternError(f"cannot read {pattern!r} at {position}")
        kind = m.lastgroup or ""
        tokens.append(("quoted" if kind == "double" else kind, m[kind]))
        position = m.end()
    return tokens


def words_of(pattern: str) -> list[str]:
    """Return the words that a pattern quotes."""
    return [word for kind, word in _read(pattern) if kind == "quoted"]


def compile_pattern(pattern: str, sets: Sets) -> Piece:
    """Return the source of a pattern over the codes of tokens; raises PatternError where it cannot be read."""
    reader = _Reader(_read(pattern), sets)
    piece = _alternatives(reader)
    if reader.peek()[0] != "end":
        raise PatternError(f"unbalanced bracket in {pattern!r}")
    return piece


def _alternatives(reader: _Reader) -> Piece:
    branches = [_sequence(reader)]
    while reader.peek() == ("op", "|"):
        reader.take()
        branches.append(_sequence(reader))
    source = "|".join(b.source for b in branches)
    return Piece(source, frozenset[str]().union(*(b.first for b in branches)), any(b.empty for b in branches))


def _sequence(reader: _Reader) -> Piece:
    pieces: list[Piece] = []
    while reader.peek()[0] != "end" and reader.peek() not in {("op", "|"), ("op", ")")}:
        pieces.append(_item(reader))
    first: frozenset[str] = frozenset()
    for piece in pieces:
        first |= piece.first
        if not piece.empty:
            break
    return Piece("".join(p.source for p in pieces), first, all(p.empty for p in pieces))


def _item(reader: _Reader) -> Piece:
    kind, text = reader.take()
    if kind == "look":
        return Piece(_LOOK[text] + _atom(reader, *reader.take()).source + ")")
    if kind == "name":
        inner = _atom(reader, *reader.take())
        reader.names += 1
        piece = Piece(f"(?P<{text}__{reader.names}>{inner.source})", inner.first, inner.empty)
    else:
        piece = _atom(reader, kind, text)
    if reader.peek() == ("op", "?"):
        reader.take()
        piece = Piece(f"(?:{piece.source})?", piece.first)
    return piece


def _atom(reader: _Reader, kind: str, text: str) -> Piece:
    if (kind, text) == ("op", "("):
        inner = _alternatives(reader)
        if reader.take() != ("op", ")"):
            raise PatternError("missing closing bracket")
        return Piece(f"(?:{inner.source})", inner.first, inner.empty)
    if kind not in {"cat", "quoted"}:
        raise PatternError(f"unexpected {text!r}")
    return reader.sets[text if kind == "cat" else f"'{text}'"]
