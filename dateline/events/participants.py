"""Resolves phrases to the story's entities: names, what a name is called by ("the pump maker"), pronouns, "the two"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.events import names, roles
from dateline.events.names import Entity, EntityKind, Name, vocabulary
from dateline.events.predicates import Extraction
from dateline.events.tree import Tree
from dateline.model import Article

Place = tuple[int, int]
"""A token of an article: (sentence, token)."""
MEMORY = 40
"""How many of the latest references a pronoun looks back over."""


@dataclass(slots=True)
class Cast:
    """Who is meant where: for each article the entities behind its tokens."""

    entities: dict[str, Entity]
    heads: dict[str, dict[Place, tuple[Entity, ...]]]
    names: dict[str, dict[int, list[Name]]]

    def at(self, article: str, sentence: int, token: int) -> tuple[Entity, ...]:
        """Return the entities that a token refers to, none where it is unknown."""
        return self.heads[article].get((sentence, token), ())


def cast_of(articles: Sequence[Article], extractions: Mapping[str, Extraction]) -> Cast:
    """Find who takes part in a story and where each is meant."""
    spotted = {
        article.id: {number: names.find(tree) for number, tree in enumerate(extractions[article.id].trees)}
        for article in articles
    }
    surfaces: list[tuple[str, EntityKind]] = [
        (name.text, name.kind) for by_number in spotted.values() for each in by_number.values() for name in each
    ]
    entities = names.cluster(surfaces)
    _learn_acronyms(articles, extractions, spotted, entities)
    _learn_gender(spotted, entities)
    described = _described(articles, extractions, spotted, entities)
    _learn_kinds(described, entities)
    cast = Cast(entities, {}, spotted)
    for article in articles:
        cast.heads[article.id] = _read(article, extractions[article.id], spotted[article.id], entities, described)
    return cast


def entity_of(name: Name, entities: Mapping[str, Entity]) -> Entity | None:
    return entities.get(names.key_of(name.text))


def _learn_acronyms(
    articles: Sequence[Article],
    extractions: Mapping[str, Extraction],
    spotted: Mapping[str, dict[int, list[Name]]],
    entities: dict[str, Entity],
) -> None:
    """Join a name and the acronym in brackets after it: "Maritime Safety Authority (MSA)"."""
    for article in articles:
        for number, found in spotted[article.id].items():
            tree = extractions[article.id].trees[number]
            for before, after in pairwise(found):
                bracket = after.first - before.last == 2 and tree.words[after.first - 1] == "("
                if bracket and after.text.isupper() and len(after.text) > 1:
                    long, short = entity_of(before, entities), entity_of(after, entities)
                    if long and short and long is not short:
                        _merge(long, short, entities)


def _merge(kept: Entity, gone: Entity, entities: dict[str, Entity]) -> None:
    kept.forms.update(gone.forms)
    kept.count += gone.count
    for form in gone.forms:
        entities[form] = kept


def _learn_gender(spotted: Mapping[str, dict[int, list[Name]]], entities: Mapping[str, Entity]) -> None:
    for by_number in spotted.values():
        for found in by_number.values():
            for name in found:
                entity = entity_of(name, entities)
                if entity and name.title in vocabulary("male") | vocabulary("female"):
                    entity.gender = "he" if name.title in vocabulary("male") else "she"


def _described(
    articles: Sequence[Article],
    extractions: Mapping[str, Extraction],
    spotted: Mapping[str, dict[int, list[Name]]],
    entities: Mapping[str, Entity],
) -> dict[str, Counter[str]]:
    """What each common noun was seen to name in this story: "ferry line Norvik", "Berg, the union's leader"."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for number, present in spotted[article.id].items():
            tree = extractions[article.id].trees[number]
            for name in present:
                entity = entity_of(name, entities)
                if entity:
                    for noun in _descriptors(tree, name):
                        if not _fits(tree.lemmas[noun], entity):
                            continue
                        found[tree.lemmas[noun]][names.key_of(entity.name)] += 1
    return found


def _learn_kinds(described: Mapping[str, Counter[str]], entities: Mapping[str, Entity]) -> None:
    """What the recogniser took for a place or nothing is what the story calls it: "the regulator Corvane", "chief Ana Lind"."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for noun, seen in described.items():
        kind = (
            "person"
            if noun in vocabulary("persons")
            else "organisation"
            if noun in vocabulary("organisation_nouns")
            else ""
        )
        for name, count in seen.items():
            if kind:
                votes[name][kind] += count
    for name, counter in votes.items():
        entity = entities.get(name)
        if entity is not None and entity.count <= 12:
            best = counter.most_common(1)[0][0]
            entity.kind = "person" if best == "person" else "organisation"


def _fits(noun: str, entity: Entity) -> bool:
    """A company is no person; "chief executive" is no company."""
    if noun in vocabulary("organisation_nouns"):
        return entity.kind != "person" or (entity.count < 3 and " " not in entity.name)
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


def _read(
    article: Article,
    extraction: Extraction,
    spotted: Mapping[int, list[Name]],
    entities: dict[str, Entity],
    described: Mapping[str, Counter[str]],
) -> dict[Place, tuple[Entity, ...]]:
    heads: dict[Place, tuple[Entity, ...]] = {}
    recent: list[tuple[Entity, float, int]] = []
    pair: tuple[Entity, ...] = ()
    for number, tree in enumerate(extraction.trees):
        things: dict[Place, tuple[Entity, ...]] = {}
        speaker = _speaker(article, tree, entities)
        here = _named_tokens(spotted.get(number, []), entities)
        heads.update({(number, token): entities_ for token, entities_ in here.items()})
        for token in sorted(range(tree.size), key=lambda k: tree.words[k].lower() in vocabulary("we")):
            mates = _clause_mates(tree, token, number, {**heads, **things} if things else heads)
            meant = here.get(token) or _meant(
                tree, token, recent, pair, described, entities, speaker, number, mates, heads
            )
            if not meant:
                thing = _thing(tree, token)
                if thing is not None:
                    things[number, token] = (thing,)
                    recent.append((thing, _prominence(tree, token), number))
                continue
            heads[number, token] = meant
            if len(meant) == 1 and (token in here or tree.deps[token] in ("nsubj", "nsubjpass")):
                recent.append((meant[0], _prominence(tree, token), number))
                del recent[:-MEMORY]
        pair = _pair(extraction, number, heads) or pair
    return heads


def _apposed(tree: Tree, token: int, entities: Mapping[str, Entity]) -> Entity | None:
    """The name behind "mining group Norvik Holdings", where the parser takes the common noun for the head."""
    for child in tree.kids(token, ("appos",)):
        for name in names.find(tree):
            if name.first <= child <= name.last:
                return entity_of(name, entities)
    return None


def _quoted(tree: Tree, token: int, number: int, heads: Mapping[Place, tuple[Entity, ...]]) -> tuple[Entity, ...]:
    """Whoever the sentence credits with the words says "we" in them."""
    credited = roles.source(tree, token)
    if credited is None:
        return ()
    found = heads.get((number, credited.head), ())
    if found:
        return found
    return next((heads[number, k] for k in credited.tokens if (number, k) in heads), ())


def _thing(tree: Tree, token: int) -> Entity | None:
    """An unnamed thing or person that a pronoun may take up: "The ship sank. It had left Bergen"."""
    plural = tree.tags[token] == "NNS"
    if tree.tags[token] not in ("NN", "NNS") or tree.deps[token] not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return None
    subject = _prominence(tree, token) >= 5
    if (plural and not subject) or tree.names[token]:
        return None
    if not plural and not {tree.words[k].lower() for k in tree.kids(token, ("det", "poss"))} & (
        {"the", "a", "an"} if subject or tree.lemmas[token] in vocabulary("persons") else {"the"}
    ):
        return None
    kind = "person" if tree.lemmas[token] in vocabulary("persons") else "other"
    return Entity(_plain_phrase(tree, token), kind, count=9, gender="they" if plural else "", named=False)


def _plain_phrase(tree: Tree, token: int) -> str:
    """The words of a phrase, up to what a headline can hold."""
    words = tree.text(
        tree.subtree(
            token, lambda k: tree.deps[k] not in ("relcl", "acl", "appos", "advcl", "conj", "cc") and _joins(tree, k)
        )
    )
    return words if len(words) < 50 else tree.text(tree.phrase(token))


def _joins(tree: Tree, token: int) -> bool:
    return tree.deps[token] != "punct" or tree.words[token] in "-–"


def _clause_mates(tree: Tree, token: int, number: int, heads: Mapping[Place, tuple[Entity, ...]]) -> Sequence[Entity]:
    """Who a plain object pronoun cannot be: the subject of its own clause ("the fund backed it")."""
    if (
        tree.tags[token] != "PRP"
        or tree.deps[token] not in ("dobj", "pobj", "dative")
        or tree.words[token].endswith("self")
    ):
        return ()
    verb = tree.heads[token]
    while tree.tags[verb] in ("IN", "TO") and tree.heads[verb] != verb:
        verb = tree.heads[verb]
    subjects = tree.kids(verb, ("nsubj", "nsubjpass")) or [roles.shared_subject(tree, verb)]
    return [entity for subject in subjects for entity in heads.get((number, subject), ())]


def _prominence(tree: Tree, token: int) -> float:
    """How likely a pronoun takes a phrase up: the subject of the main clause first, then other subjects."""
    if tree.deps[token] not in ("nsubj", "nsubjpass"):
        return 0.0
    verb = tree.heads[token]
    while tree.deps[verb] == "conj":
        verb = tree.heads[verb]
    return 5.0 if tree.deps[verb] == "ROOT" else 4.0 if tree.deps[verb] in ("ccomp", "parataxis") else 2.0


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
            return _by_author(block.author, entities)
    return None


def _by_author(author: str, entities: Mapping[str, Entity]) -> Entity | None:
    """The entity behind a post's author, whose name may carry a title or an account in brackets."""
    words = [
        word
        for word in author.split("(", maxsplit=1)[0].split()
        if word.lower().strip(".") not in vocabulary("honorifics")
    ]
    return entities.get(names.key_of(" ".join(words)))


def _meant(
    tree: Tree,
    token: int,
    recent: Sequence[tuple[Entity, float, int]],
    pair: tuple[Entity, ...],
    described: Mapping[str, Counter[str]],
    entities: Mapping[str, Entity],
    speaker: Entity | None,
    number: int,
    excluded: Sequence[Entity],
    heads: Mapping[Place, tuple[Entity, ...]],
) -> tuple[Entity, ...]:
    word = tree.words[token].lower()
    if word in vocabulary("he") or word in vocabulary("she"):
        gender = "he" if word in vocabulary("he") else "she"
        ahead = _named_after(tree, token, number, heads)
        if ahead:
            return ahead
        return _latest(recent, number, "person", gender, excluded)
    if word in vocabulary("it"):
        return _latest(recent, number, "organisation", "", excluded) if tree.deps[token] != "expl" else ()
    if word in vocabulary("they"):
        return _several(recent, number) or pair or _latest(recent, number, "organisation", "")
    if word in vocabulary("we"):
        return (speaker,) if speaker else _quoted(tree, token, number, heads)
    if tree.tags[token] in ("NN", "NNS", "CD", "NNPS"):
        apposed = _apposed(tree, token, entities)
        return (apposed,) if apposed else _by_description(tree, token, recent, pair, described, entities, number)
    return ()


def _named_after(tree: Tree, token: int, number: int, heads: Mapping[Place, tuple[Entity, ...]]) -> tuple[Entity, ...]:
    """The subject that a phrase before it anticipates: "In his talks on Sunday, Ana Lind pressed"."""
    here = token
    for above in tree.ancestors(token):
        if tree.deps[here] in ("prep", "advcl") and here < above and tree.deps[above] == "ROOT":
            subject = tree.kid(above, ("nsubj", "nsubjpass"))
            found = heads.get((number, subject), ()) if subject > token else ()
            return found if len(found) == 1 and found[0].named and found[0].kind != "place" else ()
        here = above
    return ()


def _several(recent: Sequence[tuple[Entity, float, int]], number: int) -> tuple[Entity, ...]:
    """The unnamed plural subject that "they" takes up, if it was the last subject."""
    for entity, prominence, where in reversed(recent):
        if prominence >= 5 and number - where <= 1:
            return (entity,) if not entity.named and entity.gender == "they" else ()
    return ()


def _latest(
    recent: Sequence[tuple[Entity, float, int]], number: int, kind: str, gender: str, excluded: Sequence[Entity] = ()
) -> tuple[Entity, ...]:
    """The last one mentioned that fits; a subject of this or the previous sentences is preferred to what came after it."""
    scores: dict[int, tuple[float, Entity]] = {}
    for order, (entity, prominence, where) in enumerate(recent):
        if entity.gender and entity.gender != gender and not (entity.named and not gender):
            continue
        if kind == "person" and entity.named and entity.kind != "place" and " " not in entity.name and entity.count < 4:
            pass  # a lone surname that the recogniser mistook
        elif entity.kind != kind and not (kind == "organisation" and _may_be_it(entity, prominence)):
            continue
        if entity in excluded or (not entity.named and kind == "organisation" and entity.kind == "person"):
            continue
        if number - where > 3:
            continue
        score = (
            -3.0 * (number - where)
            + prominence
            + (2.0 if entity.kind == kind or not entity.named else 0.0)
            + 0.01 * order
        )
        scores[id(entity)] = max(scores.get(id(entity), (-99.0, entity)), (score, entity), key=lambda item: item[0])
    if not scores:
        return ()
    return (max(scores.values(), key=lambda item: item[0])[1],)


def _may_be_it(entity: Entity, prominence: float) -> bool:
    """Say whether "it" may stand for what is no organisation: a country that acts, a thing; never for a person."""
    if entity.kind == "person":
        return not entity.gender and " " not in entity.name and entity.count > 4
    return prominence > 0 if entity.kind == "place" else entity.count > 4


def _by_description(
    tree: Tree,
    token: int,
    recent: Sequence[tuple[Entity, float, int]],
    pair: tuple[Entity, ...],
    described: Mapping[str, Counter[str]],
    entities: Mapping[str, Entity],
    number: int,
) -> tuple[Entity, ...]:
    lemma = tree.lemmas[token]
    determiner = {tree.words[child].lower() for child in tree.kids(token, ("det", "nummod", "preconj", "predet"))}
    if tree.tags[token] == "CD" and lemma in ("two", "2") and tree.deps[token] in ("nsubj", "nsubjpass"):
        return pair
    several = lemma in vocabulary("pairs") or tree.words[token].lower() in vocabulary("pairs")
    plural = tree.tags[token] in ("NNS", "CD", "NNPS") or lemma in ("pair", "duo")
    if several and plural and determiner & {"the", "both", "two"}:
        return pair
    if "the" not in determiner or tree.tags[token] != "NN":
        return ()
    seen = described.get(lemma)
    known = [entities[name] for name, _ in (seen or Counter[str]()).most_common() if name in entities]
    order = {id(entity): place for place, (entity, _, _) in enumerate(recent)}
    alive = [entity for entity in known if id(entity) in order]
    if alive:
        return (max(alive, key=lambda entity: order[id(entity)]),)
    if lemma in ("company", "group", "firm") and not tree.kids(token, ("amod", "compound", "prep", "relcl")):
        return _latest(recent, number, "organisation", "")
    return ()


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
        both = list({id(entity): entity for entity in [*agents, *others] if entity.kind != "place"}.values())
        if len(both) == 2:
            return tuple(both)
    return ()
