"""What one text tells, as values: its predicates beside the parse they come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from dateline.events.modality import Standing
from dateline.events.names import Name
from dateline.events.parse import Parse
from dateline.events.roles import Role
from dateline.events.tree import Tree


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that names an event. `head` is that word, `verb` the one whose clause tells it (a light verb, or `head` itself).

    `decision` is `postponed` or `cancelled` where the predicate puts off or calls off what `target` (a token, or -1) names;
    `parent` is the predicate or operator it depends on, or -1. All of them index tokens of sentence `sentence`.
    """

    sentence: int
    head: int
    verb: int
    lemma: str
    kind: str
    """The class in the lexicon, or the empty string."""
    weight: float
    nominal: bool
    weak: bool
    """A noun that is an event only if something else says so: a date, an operator."""
    roles: tuple[Role, ...]
    standing: Standing
    source: Role | None = None
    decision: str = ""
    target: int = -1
    loose: bool = False
    """What the decision concerns is a pronoun."""
    moved: bool = False
    """The clause says that a date is new ("will now be held")."""
    sudden: bool = False
    """What is called off was about to begin or under way ("with four minutes left"): both are of one day."""
    echo: tuple[int, int] | None = None
    """The sentence and token of the event noun that the subject "it" stands for."""
    again: tuple[int, int] | None = None
    """The sentence and token of the event that "those cuts" tells of again."""
    answers: tuple[int, int] | None = None
    """The sentence and token of what this answers ("The judge refused") or does in turn ("the Senate followed")."""
    given: bool = False
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What a story as a whole asks of each of its texts: all that others can learn from it, and it from them."""

    spotted: tuple[tuple[Name, ...], ...]
    """The proper names of each sentence."""
    common: tuple[str, ...]
    """Its common nouns as they are written."""
    descriptions: tuple[str, ...]
    """By which common nouns it may mean somebody whom another text calls so."""
    speakers: tuple[str, ...]
    """Words before a colon that may name who speaks."""


@dataclass(frozen=True)  # without slots, so that what is read late is kept
class Extraction:
    """What one text tells, as far as the text alone can say."""

    predicates: tuple[Predicate, ...]
    read: Callable[[], tuple[Parse, tuple[Tree, ...]]]
    """Gives the parse and its trees: an article that is drafted already needs neither."""
    profile: Profile | None = None
    """What the story asks of it, where that has been gathered."""

    @cached_property
    def _grown(self) -> tuple[Parse, tuple[Tree, ...]]:
        return self.read()

    @property
    def parse(self) -> Parse:
        """The text as the parser read it."""
        return self._grown[0]

    @property
    def trees(self) -> tuple[Tree, ...]:
        """The trees of the sentences of `parse`, in their order."""
        return self._grown[1]
