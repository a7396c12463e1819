"""From text to tokens, each encoded as one character that stands for its set of categories."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_FIRST_CODE = 0xE000
NAME = "Name"
"""The category of an unknown word that begins with a capital letter."""
PLURAL = "plural"
"""The category of an unknown word in the shape of a plural: what rates are counted in."""
WORD = "word"
"""The category of any other unknown token."""


class Alphabet:
    """Gives every set of categories a character, and every category the characters that carry it."""

    def __init__(self) -> None:
        self._codes: dict[frozenset[str], str] = {}
        self._carriers: dict[str, str] = {}

    def code(self, categories: frozenset[str]) -> str:
        code = self._codes.get(categories)
        if code is None:
            code = self._codes[categories] = chr(_FIRST_CODE + len(self._codes))
            for category in categories:
                self._carriers[category] = self._carriers.get(category, "") + code
        return code

    def items(self) -> Iterable[tuple[frozenset[str], str]]:
        return self._codes.items()

    def carriers(self, category: str) -> str:
        return self._carriers.get(category, "")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a token is: its text in small letters, its code, and its value in each of its categories."""

    text: str
    code: str
    values: dict[str, Any] = field(default_factory=dict[str, Any])


def bracketed(codes: str) -> str:
    return "[" + re.escape(codes) + "]"
