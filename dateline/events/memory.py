"""What a reader of an article has in mind: who was told of, how prominently, and who of them fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.events.entities import Entity
from dateline.events.tree import Tree

Place = tuple[int, int]
"""A token of an article: (sentence, token)."""
MEMORY = 40
"""How many of the latest references a pronoun looks back over."""
SELDOM, OFTEN = 4, 4
"""A story names seldom what it names less often than the one, and often what it names more often than the other."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """Somebody or something told of in sentence `number`; subjects are more `prominent` than what is only mentioned."""

    entity: Entity
    prominence: float
    number: int


@dataclass(slots=True)
class Memory:
    """What a reader of an article has in mind when he comes to a sentence."""

    entities: Mapping[str, Entity]
    called: Mapping[str, Counter[str]]
    """What each common noun names in this story."""
    heads: dict[Place, tuple[Entity, ...]] = field(default_factory=dict[Place, tuple[Entity, ...]])
    recent: list[Recalled] = field(default_factory=list[Recalled])
    pair: tuple[Entity, ...] = ()
    """The last two that took part in something together."""
    paired: int = 0
    """The sentence that told of them."""
    number: int = 0
    tree: Tree = field(init=False)
    before: Tree | None = None
    """The sentence before."""
    speaker: Entity | None = None
    """Who says "I" and "we" in an embedded post."""
    things: dict[Place, tuple[Entity, ...]] = field(default_factory=dict[Place, tuple[Entity, ...]])
    """Unnamed things of this sentence."""

    def begin(self, number: int, tree: Tree, speaker: Entity | None) -> None:
        """Go on to a sentence."""
        self.before = self.tree if number else None
        self.number, self.tree, self.speaker = number, tree, speaker
        self.things = {}

    def recall(self, each: Recalled) -> None:
        """Keep in mind who was told of."""
        self.recent.append(each)
        del self.recent[:-MEMORY]

    def last_pair(self, within: int) -> tuple[Entity, ...]:
        """Return the last two that took part in something together, if a sentence not further back told of them."""
        return self.pair if self.number - self.paired <= within else ()

    def at(self, token: int) -> tuple[Entity, ...]:
        """Return whom a token of this sentence means, unnamed things included."""
        return self.things.get((self.number, token)) or self.heads.get((self.number, token), ())


def prominence(tree: Tree, token: int) -> float:
    """Say how likely a pronoun takes a phrase up: the subject of the main clause first, then other subjects."""
    if tree.deps[token] == "poss" and tree.deps[tree.heads[token]] in ("nsubj", "attr"):
        return 2.5
    if tree.deps[token] not in ("nsubj", "nsubjpass"):
        return 0.0
    verb = tree.heads[token]
    while tree.deps[verb] == "conj":
        verb = tree.heads[verb]
    return 5.0 if tree.deps[verb] == "ROOT" else 4.0 if tree.deps[verb] in ("ccomp", "parataxis") else 2.0


def latest(
    memory: Memory, kind: str, gender: str, excluded: Sequence[Entity] = (), *, named: bool = False
) -> tuple[Entity, ...]:
    """The last one mentioned that fits; a subject of this or the previous sentences is preferred to what came after it."""
    best, chosen = -99.0, None
    for order, each in enumerate(memory.recent):
        if each.entity in excluded or memory.number - each.number > 3 or not _can_be(each, kind, gender):
            continue
        if named and not each.entity.named:
            continue
        score = (
            -3.0 * (memory.number - each.number)
            + each.prominence
            + (2.0 if each.entity.kind == kind or not each.entity.named else 0.0)
            + 0.01 * order
        )
        if score > best:
            best, chosen = score, each.entity
    return (chosen,) if chosen else ()


def _can_be(each: Recalled, kind: str, gender: str) -> bool:
    entity = each.entity
    if entity.gender and entity.gender != gender and not (entity.named and not gender):
        return False
    if kind == "person" and may_be_anybody(entity):
        return True
    if entity.kind != kind and not (kind == "organisation" and _may_be_it(entity, each.prominence)):
        return False
    return entity.named or kind != "organisation" or entity.kind != "person"


def may_be_anybody(entity: Entity) -> bool:
    """Say whether the story names something so seldom that it may be a lone surname that the recogniser mistook."""
    return entity.named and entity.kind != "place" and " " not in entity.name and entity.count < SELDOM


def is_familiar(entity: Entity) -> bool:
    """Say whether the story names what is no organisation so often that "it" may mean it; never a person."""
    if entity.kind == "person":
        return not entity.gender and " " not in entity.name and entity.count > OFTEN
    return entity.kind == "other" and entity.count > OFTEN


def _may_be_it(entity: Entity, prominence: float) -> bool:
    """Say whether "it" may stand for what is no organisation: a country that acts, a thing."""
    return prominence > 0 if entity.kind == "place" else is_familiar(entity)
