"""What one article says of a date or a place: the words around it, and what its clause tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from dateline.merge.sentences import Sentence
from dateline.merge.synonyms import key_of
from dateline.model import Article, Mention


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text states a date or a place, and its words around it, whatever its mentions tell."""

    sentence: int
    """Which of the article's it stands in."""
    first: int
    last: int
    """Where its clause begins and ends in its sentence."""
    clause: str
    local: tuple[str, ...]
    context: tuple[str, ...]
    names: frozenset[str]
    figures: frozenset[str]
    noun: str
    """These six as `Telling` has them."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article says of a date or a place, with the words around it and what its clause tells."""

    article: Article
    sentence: Sentence
    clause: str
    """The words of its clause, those of the date or place left out."""
    local: tuple[str, ...]
    context: tuple[str, ...]
    """The words of its clause that carry meaning, and those of its sentence and of the ones before it."""
    names: frozenset[str]
    figures: frozenset[str]
    noun: str
    """The stem of the noun that it is said of, if any: "mortar fire near Orvan", "a letter of 3 March"."""
    mention: Mention | None
    """What it is of, or what its clause tells next to it."""
    governed: bool
    """Whether the mention itself takes the date, or the place stands with it."""
    event: int

    @property
    def verb(self) -> str:
        return key_of(self.mention.predicate) if self.mention else ""

    @property
    def kind(self) -> str:
        return self.mention.predicate_class if self.mention else ""

    @property
    def governed_kind(self) -> str:
        """The kind of the deed that itself takes the date or stands at the place, if any."""
        return self.kind if self.governed else ""


Told = TypeVar("Told", bound=Telling)
