"""Resolves phrases to the story's entities: who is meant where, over all its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.events import descriptions, epithets, reference, roles
from dateline.events.entities import Entity, cluster, key_of
from dateline.events.epithets import entity_of
from dateline.events.extraction import Extraction, Predicate
from dateline.events.memory import Memory, Place, Recalled, prominence
from dateline.events.names import Name, vocabulary
from dateline.events.profile import profile_of
from dateline.events.pronouns import Namer
from dateline.events.tree import Tree
from dateline.model import Article

ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "mx", "sir", "madam"})


@dataclass(slots=True)
class Cast:
    """Who is meant where: for each article the entities behind its tokens, found when they are asked for."""

    entities: dict[str, Entity]
    names: dict[str, dict[int, list[Name]]]
    articles: dict[str, Article]
    extractions: Mapping[str, Extraction]
    called: Mapping[str, Counter[str]]
    """What each common noun names in the story."""
    heads: dict[str, dict[Place, tuple[Entity, ...]]] = field(
        default_factory=dict[str, dict[Place, tuple[Entity, ...]]]
    )

    def meant(self, article: str) -> dict[Place, tuple[Entity, ...]]:
        """Return the entities that an article's (sentence, token) refer to."""
        if article not in self.heads:
            extraction, spotted = self.extractions[article], self.names[article]
            self.heads[article] = _read(self.articles[article], extraction, spotted, self.entities, self.called)
        return self.heads[article]

    def at(self, article: str, sentence: int, token: int) -> tuple[Entity, ...]:
        """Return the entities that a token refers to, none where it is unknown."""
        return self.meant(article).get((sentence, token), ())

    def tree(self, article: str, sentence: int) -> Tree:
        """Return the tree of an article's sentence."""
        return self.extractions[article].trees[sentence]


def cast_of(articles: Sequence[Article], extractions: Mapping[str, Extraction]) -> Cast:
    """Find who takes part in a story and where each is meant."""
    profiles = {article.id: profile_of(extractions[article.id]) for article in articles}
    spotted = {key: {n: list(found) for n, found in enumerate(each.spotted)} for key, each in profiles.items()}
    _without_common_words(spotted, {word for each in profiles.values() for word in each.common})
    entities = cluster(name for by_number in spotted.values() for found in by_number.values() for name in found)
    epithets.learn_acronyms(articles, spotted, entities)
    epithets.learn_gender(spotted, entities)
    called = epithets.described(articles, spotted, entities)
    epithets.learn_kinds(called, entities)
    epithets.guess_gender(entities)
    return Cast(entities, spotted, {article.id: article for article in articles}, extractions, called)


def _without_common_words(spotted: Mapping[str, dict[int, list[Name]]], common: Collection[str]) -> None:
    """Leave out what only begins sentences and is a common noun elsewhere in the story: "Insurers offered"."""
    proper = {
        name.text
        for by_number in spotted.values()
        for found in by_number.values()
        for name in found
        if not name.initial
    }
    for by_number in spotted.values():
        for number, found in by_number.items():
            by_number[number] = [name for name in found if name.text in proper or name.text.lower() not in common]


def _read(
    article: Article,
    extraction: Extraction,
    spotted: Mapping[int, list[Name]],
    entities: dict[str, Entity],
    called: Mapping[str, Counter[str]],
) -> dict[Place, tuple[Entity, ...]]:
    memory = Memory(entities, called)
    for number, tree in enumerate(extraction.trees):
        memory.begin(number, tree, _speaker(article, tree, entities))
        here = _named_tokens(spotted.get(number, []), entities)
        memory.heads.update({(number, token): found for token, found in here.items()})
        for token in _in_turn(tree):
            if token not in here and not reference.may_mean(tree, token):
                continue
            meant = here.get(token) or reference.meant(memory, token)
            if not meant:
                descriptions.note_thing(memory, token)
                continue
            memory.heads[number, token] = meant
            if len(meant) == 1 and (token in here or tree.deps[token] in ("nsubj", "nsubjpass")):
                memory.recall(Recalled(meant[0], prominence(tree, token), number))
        together = _pair(extraction, number, memory.heads)
        if together:
            memory.pair, memory.paired = together, number
    return memory.heads


def _in_turn(tree: Tree) -> Sequence[int]:
    """The tokens from first to last, then those who speak of themselves, whom the sentence has to name first."""
    ours = vocabulary("we")
    speaking = [word.lower() in ours for word in tree.words]
    return sorted(range(tree.size), key=speaking.__getitem__) if any(speaking) else range(tree.size)


def _named_tokens(found: Sequence[Name], entities: Mapping[str, Entity]) -> dict[int, tuple[Entity, ...]]:
    tokens: dict[int, tuple[Entity, ...]] = {}
    for name in found:
        entity = entity_of(name, entities)
        if entity:
            tokens.update(dict.fromkeys(range(name.first, name.last + 1), (entity,)))
    return tokens


def _speaker(article: Article, tree: Tree, entities: Mapping[str, Entity]) -> Entity | None:
    """The author of an embedded post, who says "I" and "we" in it."""
    sentence = tree.sentence
    for block in article.blocks:
        if block.author and block.start <= sentence.start < block.end:
            return entities.get(key_of_author(block.author))
    return None


def key_of_author(author: str) -> str:
    """Return the form under which a post's author is known, whose name may carry a title or an account in brackets."""
    words = [
        word
        for word in author.split("(", maxsplit=1)[0].split()
        if word.lower().strip(".") not in vocabulary("honorifics")
    ]
    return key_of(" ".join(words))


def _pair(extraction: Extraction, number: int, heads: Mapping[Place, tuple[Entity, ...]]) -> tuple[Entity, ...]:
    """The last two persons or bodies that took part in something together."""
    for predicate in reversed([p for p in extraction.predicates if p.sentence == number]):
        agents = [e for role in predicate.roles if role.name == "agent" for e in heads.get((number, role.head), ())]
        others = [
            e
            for role in predicate.roles
            if role.name in ("with", "patient", "recipient")
            for e in heads.get((number, role.head), ())
        ]
        both = list({id(entity): entity for entity in [*agents, *others] if _acts(entity)}.values())
        if len(both) == 2 and (both[0].kind == both[1].kind or "other" in (both[0].kind, both[1].kind)):
            return tuple(both)
    return ()


def _acts(entity: Entity) -> bool:
    return entity.kind != "place" and (entity.named or entity.kind == "person")


def participants_of(article: Article, predicate: Predicate, cast: Cast) -> tuple[str, ...]:
    """Return those who take part, by the story's name for them: whom the arguments refer to, then whose they are."""
    found: dict[str, None] = {}
    extra: dict[str, None] = {}
    tree = cast.tree(article.id, predicate.sentence)
    for role in predicate.roles:
        if role.name == "place":
            continue
        entities = tuple(entity for entity in cast.at(article.id, predicate.sentence, role.head) if entity.named)
        for entity in entities:
            if entity.kind != "place" or role.name in ("agent", "patient", "with", "recipient", "against"):
                found[entity.name] = None
        if not entities:
            for token in (*role.tokens, *_members_of(tree, role.head)):
                for entity in cast.at(article.id, predicate.sentence, token):
                    if entity.named:
                        extra[entity.name] = None
    if predicate.nominal:
        actor = roles.performer(tree, predicate.head, predicate.kind)
        found.update(dict.fromkeys(e.name for e in cast.at(article.id, predicate.sentence, actor) if e.named))
    return tuple({**found, **extra})


def source_of(article: Article, tree: Tree, predicate: Predicate, cast: Cast) -> str | None:
    """Return whom a mention is credited to, by the story's name or else in the sentence's own words."""
    if predicate.source is None:
        return None
    entities = cast.at(article.id, predicate.sentence, predicate.source.head)
    return entities[0].name if entities else tree.text(predicate.source.tokens)


def _members_of(tree: Tree, head: int) -> list[int]:
    """The body that people belong to: "nurses at Orlow Hospital", "lawyers from the ministry"."""
    if tree.tags[head] not in ("NN", "NNS"):
        return []
    within = [k for k in tree.kids(head, ("prep",)) if tree.words[k].lower() in ("at", "from", "with")]
    bodies = [body for k in within for body in tree.kids(k, ("pobj",))]
    return [body for body in bodies if tree.names[body][2:] == "ORG"]


def namer(article: Article, tree: Tree, number: int, cast: Cast) -> Namer:
    """Return what names those of a sentence for its titles."""
    return Namer(lambda token: name_at(article, tree, number, token, cast), _full_names(article, tree, number, cast))


def _full_names(article: Article, tree: Tree, number: int, cast: Cast) -> dict[int, str]:
    """The first and last name where a sentence has one of them: "Mr Holt" is Ane Holt to a reader who starts here."""
    found: dict[int, str] = {}
    for name in cast.names[article.id].get(number, ()):
        entity = entity_of(name, cast.entities)
        if entity is None or entity.kind != "person" or tree.deps[name.last] in ("compound", "nmod"):
            continue
        addressed = name.first > 0 and tree.words[name.first - 1].lower().strip(".") in ADDRESS
        if addressed:
            found[name.first - 1] = ""
        alone = name.first == name.last and name.text in entity.name.split() and " " in entity.name
        if alone and (addressed or name.first == 0 or tree.deps[name.first - 1] not in ("compound", "amod")):
            found[name.first] = entity.name
    return found


def name_at(article: Article, tree: Tree, number: int, token: int, cast: Cast) -> str | None:
    """Return the name to write in a title for a pronoun; asked with `-1 - token`, the name behind any word."""
    if token < 0:
        found = cast.at(article.id, number, -1 - token)
        return " and ".join(entity.name for entity in found) if found else None
    entities: tuple[Entity, ...] = cast.at(article.id, number, token)
    described = (
        len(entities) == 1
        and tree.tags[token] == "NN"
        and not any(k for k in tree.kids(token, ("poss", "compound", "amod")))
    )
    if not entities or not (tree.tags[token].startswith("PRP") or described or tree.tags[token] in ("NNS", "CD")):
        return None
    return " and ".join(entity.name for entity in entities)
