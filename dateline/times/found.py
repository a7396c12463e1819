"""What a rule has captured: tokens and phrases, with their values, by the names that its pattern gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

NUMBER = ("num", "numword", "numrange", "ones", "teen", "tens", "vaguenum", "one", "scale", "scales", "year4")


@dataclass(frozen=True, slots=True)
class Found:
    """The captures of one match: for each name the token or phrase, with a value in each of its categories."""

    values: dict[str, dict[str, Any]]
    texts: dict[str, str]

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def get(self, name: str, *categories: str) -> Any:
        values = self.values.get(name)
        if values is None:
            return None
        return next((values[c] for c in categories if c in values), None)

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    def node(self, name: str) -> Any:
        """Return the meaning of a phrase that an earlier rule has reduced."""
        return next(iter(self.values[name].values()), None) if name in self.values else None

    def number(self, name: str) -> str | None:
        n = self.get(name, *NUMBER)
        return None if n is None else str(n)
