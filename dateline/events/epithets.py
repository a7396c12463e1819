"""Learns over a whole story what its names are: their acronyms, their gender, what common nouns they go by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.events import names
from dateline.events.entities import Entity, key_of
from dateline.events.names import EntityKind, Name, vocabulary
from dateline.events.tree import Tree
from dateline.model import Article


def entity_of(name: Name, entities: Mapping[str, Entity]) -> Entity | None:
    return entities.get(key_of(name.text))


def spot(tree: Tree) -> Iterator[Name]:
    """Find the names of a sentence, with what stands beside each that the story can learn from."""
    for name in names.find(tree):
        bracketed = name.first > 0 and tree.words[name.first - 1] == "("
        nouns = _descriptors(tree, name)
        yield replace(name, bracketed=bracketed, descriptions=tuple(_described_by(tree, noun) for noun in nouns))


def _described_by(tree: Tree, noun: int) -> tuple[str, ...]:
    lemma = tree.lemmas[noun]
    return lemma, *(f"{tree.lemmas[kind]} {lemma}" for kind in tree.kids(noun, ("compound",)))


def learn_acronyms(
    articles: Sequence[Article],
    spotted: Mapping[str, dict[int, list[Name]]],
    entities: dict[str, Entity],
) -> None:
    """Join a name and the acronym in brackets after it: "Maritime Safety Authority (MSA)"."""
    for article in articles:
        for found in spotted[article.id].values():
            for before, after in pairwise(found):
                if after.bracketed and after.first - before.last == 2 and after.text.isupper() and len(after.text) > 1:
                    long, short = entity_of(before, entities), entity_of(after, entities)
                    if long and short and long is not short:
                        _merge(long, short, entities)


def _merge(kept: Entity, gone: Entity, entities: dict[str, Entity]) -> None:
    kept.forms.update(gone.forms)
    kept.count += gone.count
    for form in gone.forms:
        entities[form] = kept


def learn_gender(spotted: Mapping[str, dict[int, list[Name]]], entities: Mapping[str, Entity]) -> None:
    for by_number in spotted.values():
        for found in by_number.values():
            for name in found:
                entity = entity_of(name, entities)
                if entity and name.title in vocabulary("male") | vocabulary("female"):
                    entity.gender = "he" if name.title in vocabulary("male") else "she"


def guess_gender(entities: Mapping[str, Entity]) -> None:
    """Take a person whom no title calls Mr or Ms for what the first name is commonly given to."""
    for entity in entities.values():
        first, _, rest = entity.name.partition(" ")
        if rest and entity.kind == "person" and not entity.gender:
            entity.gender = names.first_names().get(first, "")


def described(
    articles: Sequence[Article],
    spotted: Mapping[str, dict[int, list[Name]]],
    entities: Mapping[str, Entity],
) -> dict[str, Counter[str]]:
    """What each common noun was seen to name in this story: "ferry line Norvik", "Berg, the union's leader"."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for name in (name for present in spotted[article.id].values() for name in present if name.descriptions):
            entity = entity_of(name, entities)
            for description in name.descriptions if entity else ():
                if entity and _fits(description[0], entity):
                    for words in description:
                        found[words][key_of(entity.name)] += 1
    return found


def learn_kinds(called: Mapping[str, Counter[str]], entities: Mapping[str, Entity]) -> None:
    """What the recogniser mistook is what the story calls it: "the regulator Corvane", "chief Ana Lind", "the Orla probe"."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for noun, seen in called.items():
        kind = _kind_of(noun)
        for name, count in seen.items():
            if kind:
                votes[name][kind] += count
    for name, counter in votes.items():
        entity = entities.get(name)
        if entity is not None and (entity.count <= 12 or counter.total() > 1):
            entity.kind = counter.most_common(1)[0][0]


def _kind_of(noun: str) -> EntityKind | None:
    """What a common noun makes of the name beside it; "owner" leaves it open."""
    person, body = noun in vocabulary("persons"), noun in vocabulary("organisation_nouns")
    if person != body:
        return "person" if person else "organisation"
    return "other" if noun in vocabulary("things") else None


def _fits(noun: str, entity: Entity) -> bool:
    """A company is no person; "chief executive" is no company."""
    if noun in vocabulary("organisation_nouns"):
        return entity.kind != "person" or not entity.gender
    if noun in vocabulary("things"):
        return entity.kind in ("person", "other") and not entity.gender
    return entity.kind in ("person", "other") if noun in vocabulary("persons") else True


def _descriptors(tree: Tree, name: Name) -> list[int]:
    """The common nouns that stand in apposition to a name or right before it."""
    head = _head(tree, name)
    found: list[int] = [child for child in tree.kids(head, ("appos",)) if tree.tags[child] in ("NN", "NNS")]
    if tree.deps[head] == "appos" and tree.tags[tree.heads[head]] in ("NN", "NNS"):
        found.append(tree.heads[head])
    before = name.first - 1
    while before >= 0 and tree.words[before].lower() in vocabulary("honorifics") and tree.tags[before] == "NNP":
        before -= 1
    if before >= 0 and tree.tags[before] in ("NN", "NNS") and _belongs_to(tree, before, name):
        found.append(before)
    if tree.deps[head] in ("compound", "nmod") and tree.lemmas[tree.heads[head]] in vocabulary("things"):
        found.append(tree.heads[head])
    return found


def _belongs_to(tree: Tree, token: int, name: Name) -> bool:
    return name.first <= tree.heads[token] <= name.last and not _links_names(tree, token)


def _links_names(tree: Tree, token: int) -> bool:
    """Say whether a small word stands within a name: "Joris van Aelst" is no van."""
    return tree.words[token].lower() in names.LINKS or (token > 0 and tree.tags[token - 1].startswith("NNP"))


def _head(tree: Tree, name: Name) -> int:
    for token in range(name.last, name.first - 1, -1):
        if not name.first <= tree.heads[token] <= name.last or tree.heads[token] == token:
            return token
    return name.last
