"""Finds whom a pronoun or a description means, from what the article has told so far."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.events import names, naming, pronouns, roles
from dateline.events.entities import Entity, key_of
from dateline.events.epithets import entity_of
from dateline.events.names import vocabulary
from dateline.events.tree import Tree

Place = tuple[int, int]
"""A token of an article: (sentence, token)."""
MEMORY = 40
"""How many of the latest references a pronoun looks back over."""


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

    def at(self, token: int) -> tuple[Entity, ...]:
        """Return whom a token of this sentence means, unnamed things included."""
        return self.things.get((self.number, token)) or self.heads.get((self.number, token), ())


@functools.cache
def _pronouns() -> frozenset[str]:
    return frozenset(word for key in ("he", "she", "it", "they", "we") for word in vocabulary(key))


POINTING = frozenset({"PRP$", "NN", "NNS", "CD", "NNPS"})


def may_mean(tree: Tree, token: int) -> bool:
    """Say whether a word is one that `meant` and `note_thing` ask about: most are not."""
    if tree.tags[token] in POINTING:
        return True
    word = tree.words[token].lower()
    return word in _pronouns() or (tree.tags[token].startswith("NNP") and word in vocabulary("offices"))


def meant(memory: Memory, token: int) -> tuple[Entity, ...]:
    """Return whom a pronoun or a noun means; nobody where that is unclear."""
    tree = memory.tree
    word = tree.words[token].lower()
    if tree.tags[token] == "PRP$":
        owner = _owner_before(memory, token)
        if owner is not None:
            return owner
    if word in vocabulary("he") or word in vocabulary("she"):
        gender = "he" if word in vocabulary("he") else "she"
        return _named_after(memory, token) or _latest(memory, "person", gender, _clause_mates(memory, token))
    if word in vocabulary("it"):
        if tree.deps[token] == "expl" or _introduces(tree, token):
            return ()
        mates = _clause_mates(memory, token) or _opponents(memory, token)
        return _teller(memory, token, mates) or _latest(memory, "organisation", "", mates)
    if word in vocabulary("they"):
        return _several(memory, token) or memory.pair or _bodies(memory, token)
    if word in vocabulary("we"):
        introduced = _introduced(memory)
        return introduced or ((memory.speaker,) if memory.speaker else _quoted(memory, token))
    if tree.tags[token].startswith("NNP") and word in vocabulary("offices"):
        return _holder(memory, token)
    if tree.tags[token] in ("NN", "NNS", "CD", "NNPS"):
        apposed = _apposed(memory, token)
        return (apposed,) if apposed else _by_description(memory, token)
    return ()


def _teller(memory: Memory, token: int, excluded: Sequence[Entity]) -> tuple[Entity, ...]:
    """The body that says of itself what "it" will do: "Orla said it would reinstate the flights that it had cancelled"."""
    tree, here = memory.tree, token
    for above in tree.ancestors(token):
        if tree.deps[here] == "ccomp" and tree.lemmas[above] in ("say", "announce", "add", "confirm", "promise"):
            found = memory.at(max(tree.kid(above, ("nsubj",)), 0))
            named = len(found) == 1 and found[0].named and found[0] not in excluded
            return found if named and not found[0].gender and not _is_full_person(found[0]) else ()
        here = above
    return ()


def _is_full_person(entity: Entity) -> bool:
    return entity.kind == "person" and " " in entity.name


def _bodies(memory: Memory, token: int) -> tuple[Entity, ...]:
    """The organisation that "they" may stand for; a place or a thing is no "they"."""
    found = _latest(memory, "organisation", "", _clause_mates(memory, token))
    return found if found and found[0].kind == "organisation" else ()


def _introduces(tree: Tree, it: int) -> bool:
    """Say whether "it" only stands for what follows: "It is not the firm's first attempt"."""
    said = tree.kid(tree.heads[it], ("attr",)) if tree.deps[it] == "nsubj" else -1
    bodies = vocabulary("organisation_nouns") | vocabulary("things")
    return said > it and tree.lemmas[tree.heads[it]] == "be" and tree.lemmas[said] not in bodies


def _introduced(memory: Memory) -> tuple[Entity, ...]:
    """Who says "we" in "Fisheries Authority: We have opened an inquiry"."""
    tree = memory.tree
    colon = next((k for k in range(1, min(tree.size - 1, 8)) if tree.words[k] == ":"), -1)
    if colon > 0:
        known = memory.entities.get(key_of(tree.words[colon - 1]))
        return memory.heads.get((memory.number, colon - 1)) or ((known,) if known else ())
    before = memory.before
    if before is not None and before.size < 9 and before.words[-1] == ":":
        return memory.heads.get((memory.number - 1, before.size - 2), ())
    return ()


def _opponents(memory: Memory, token: int) -> Sequence[Entity]:
    """Who blocks a plan is not whose plan it is: "The regulator vetoed its purchase"."""
    tree, noun = memory.tree, memory.tree.heads[token]
    if tree.tags[token] != "PRP$" or not pronouns.is_anothers(tree, noun):
        return ()
    return [entity for subject in tree.kids(tree.heads[noun], ("nsubj",)) for entity in memory.at(subject)]


def note_thing(memory: Memory, token: int) -> None:
    """Keep in mind an unnamed thing or person that a pronoun may take up."""
    thing = _thing(memory, token)
    if thing is not None:
        memory.things[memory.number, token] = (thing,)
        memory.recent.append(Recalled(thing, prominence(memory.tree, token), memory.number))


def _owner_before(memory: Memory, token: int) -> tuple[Entity, ...] | None:
    """Whose a possessive is by the grammar alone: the first subject's in "the probe rose and crews picked up its signal".

    None where the grammar leaves it open, nobody where the owner has no name: "the two men and their aides".
    """
    tree, noun = memory.tree, memory.tree.heads[token]
    verb = tree.heads[noun]
    if tree.deps[noun] == "conj" and naming.is_noun(tree, verb) and _agrees(tree, token, verb):
        return memory.heads.get((memory.number, verb), ())
    if tree.deps[verb] != "conj" or tree.deps[noun] not in ("nsubj", "nsubjpass", "dobj"):
        return None
    if tree.deps[noun] == "dobj" and not _singular_of_plural(tree, token, tree.kid(verb, ("nsubj",))):
        return None
    subject = tree.kid(tree.heads[verb], ("nsubj", "nsubjpass"))
    if subject < 0 or not _agrees(tree, token, subject):
        return None
    return memory.at(subject) or None


def _singular_of_plural(tree: Tree, possessive: int, subject: int) -> bool:
    return tree.words[possessive].lower() == "its" and subject >= 0 and tree.tags[subject] in ("NNS", "NNPS")


def _agrees(tree: Tree, possessive: int, subject: int) -> bool:
    """Say whether a possessive can be a noun's: "its" of one, "their" of several."""
    word = tree.words[possessive].lower()
    both = [k for k in tree.kids(subject, ("conj",)) if possessive not in tree.subtree(k)]
    several = tree.tags[subject] in ("NNS", "NNPS") or bool(both)
    return (
        several
        if word == "their"
        else word == "its" and not several and tree.lemmas[subject] not in vocabulary("persons")
    )


def _holder(memory: Memory, office: int) -> tuple[Entity, ...]:
    """Who holds an office that the parser takes for the head: "the Director of the Fisheries Office Ane Holt"."""
    tree = memory.tree
    for child in tree.kids(office, ("appos", "conj")):
        found = memory.heads.get((memory.number, child), ())
        titled = tree.deps[child] == "appos" or any(
            tree.words[k].lower() in vocabulary("offices") for k in tree.kids(child, ("compound",))
        )
        if titled and len(found) == 1 and (found[0].kind == "person" or _two_names(found[0])):
            return found
    return ()


def _two_names(entity: Entity) -> bool:
    return (
        entity.kind == "place" and len(entity.name.split()) == 2
    )  # a first and a last name that the recogniser mistook


def _apposed(memory: Memory, token: int) -> Entity | None:
    """The name behind "mining group Norvik Holdings", where the parser takes the common noun for the head."""
    tree = memory.tree
    for child in tree.kids(token, ("appos",)):
        for name in names.find(tree):
            if name.first <= child <= name.last:
                return entity_of(name, memory.entities)
    return None


def _quoted(memory: Memory, token: int) -> tuple[Entity, ...]:
    """Whoever the sentence credits with the words says "we" in them."""
    credited = roles.source(memory.tree, token)
    if credited is None:
        return ()
    heads, number = memory.heads, memory.number
    found = heads.get((number, credited.head), ())
    if found:
        return found
    return next((heads[number, k] for k in credited.tokens if (number, k) in heads), ())


UNNAMED = frozenset("past future day week month year time moment morning evening night afternoon rest case".split())
"""What no pronoun takes up as an actor."""


def _thing(memory: Memory, token: int) -> Entity | None:
    """An unnamed thing or person that a pronoun may take up: "The ship sank. It had left Bergen"."""
    tree = memory.tree
    plural = tree.tags[token] == "NNS"
    if tree.tags[token] not in ("NN", "NNS") or tree.deps[token] not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return None
    if tree.names[token] or tree.lemmas[token] in UNNAMED:
        return None
    subject, person = prominence(tree, token) >= 5, tree.lemmas[token] in vocabulary("persons")
    if plural and not (subject or person):
        return None
    if not plural and not _singled_out(tree, token, subject, person):
        return None
    gender = "they" if plural else ""
    return Entity(_described_as(memory, token), "person" if person else "other", count=9, gender=gender, named=False)


def _singled_out(tree: Tree, token: int, subject: bool, person: bool) -> bool:
    """Say whether a phrase picks one out: "the ship"; of persons and subjects also "a driver", "the gang's driver"."""
    determiners = {tree.words[k].lower() for k in tree.kids(token, ("det",))}
    if determiners & ({"the", "a", "an"} if subject or person else {"the"}):
        return True
    owner = tree.kid(token, ("poss",))
    return owner >= 0 and (person or (subject and not tree.tags[owner].startswith("PRP")))


def _described_as(memory: Memory, token: int) -> str:
    """The words of a phrase, with the owner's name where a pronoun stands for him."""
    tree = memory.tree
    words = _plain_phrase(tree, token)
    owner = tree.kid(token, ("poss",))
    if owner >= 0 and tree.tags[owner] == "PRP$" and words.lower().startswith(tree.words[owner].lower() + " "):
        known = memory.at(owner)
        if len(known) == 1:
            name = known[0].name
            return pronouns.possessive(name) + words[len(tree.words[owner]) :]
    return words


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


def _clause_mates(memory: Memory, token: int) -> Sequence[Entity]:
    """Who a plain object pronoun cannot be: the subject of its own clause ("the fund backed it")."""
    tree = memory.tree
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
    owners = [k for subject in subjects if subject >= 0 for k in tree.kids(subject, ("poss",))]
    return [entity for mate in [*subjects, *owners] for entity in memory.at(mate)]


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


def _named_after(memory: Memory, token: int) -> tuple[Entity, ...]:
    """The subject that a phrase before it anticipates: "In his talks on Sunday, Ana Lind pressed"."""
    tree, here = memory.tree, token
    for above in tree.ancestors(token):
        if tree.deps[here] in ("prep", "advcl") and here < above and tree.deps[above] == "ROOT":
            subject = tree.kid(above, ("nsubj", "nsubjpass"))
            found = memory.heads.get((memory.number, subject), ()) if subject > token else ()
            return found if len(found) == 1 and found[0].named and found[0].kind != "place" else ()
        here = above
    return ()


def _several(memory: Memory, token: int) -> tuple[Entity, ...]:
    """The unnamed plural that "they" takes up: the last subject, or persons named before in the sentence."""
    for each in reversed(memory.recent):
        if memory.number - each.number > 2:
            return ()
        plural = not each.entity.named and each.entity.gender == "they"
        here = each.number == memory.number and each.entity.kind == "person" and each.prominence < 5
        if plural and here and memory.tree.deps[token] in ("nsubj", "nsubjpass"):
            return (each.entity,)
        if each.prominence >= 5:
            return (each.entity,) if plural else ()
    return ()


def _latest(
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
    if kind == "person" and entity.named and entity.kind != "place" and " " not in entity.name and entity.count < 4:
        return True  # a lone surname that the recogniser mistook
    if entity.kind != kind and not (kind == "organisation" and _may_be_it(entity, each.prominence)):
        return False
    return entity.named or kind != "organisation" or entity.kind != "person"


def _may_be_it(entity: Entity, prominence: float) -> bool:
    """Say whether "it" may stand for what is no organisation: a country that acts, a thing; never for a person."""
    if entity.kind == "person":
        return not entity.gender and " " not in entity.name and entity.count > 4
    return prominence > 0 if entity.kind == "place" else entity.count > 4


def _by_description(memory: Memory, token: int) -> tuple[Entity, ...]:
    tree = memory.tree
    lemma = tree.lemmas[token]
    determiner = {tree.words[child].lower() for child in tree.kids(token, ("det", "nummod", "preconj", "predet"))}
    if tree.tags[token] == "CD" and lemma in ("two", "2") and tree.deps[token] in ("nsubj", "nsubjpass"):
        return memory.pair
    several = lemma in vocabulary("pairs") or tree.words[token].lower() in vocabulary("pairs")
    plural = tree.tags[token] in ("NNS", "CD", "NNPS") or lemma in ("pair", "duo")
    new = any(tree.names[child][2:] in ("NORP", "GPE") for child in tree.children[token])
    if several and plural and not new and determiner & {"the", "both", "two"}:
        return _pair_as(memory, lemma)
    if "the" not in determiner or tree.tags[token] != "NN" or _told_apart(tree, token):
        return ()
    kind = tree.kid(token, ("compound",))
    wanted = f"{tree.lemmas[kind]} {lemma}" if kind >= 0 and tree.tags[kind] == "NN" else lemma
    seen = memory.called.get(wanted)
    if seen:
        known = [memory.entities[name] for name, _ in seen.most_common() if name in memory.entities]
        order = {id(each.entity): place for place, each in enumerate(memory.recent)}
        alive = [entity for entity in known if id(entity) in order]
        if alive:
            return (max(alive, key=lambda entity: order[id(entity)]),)
    if lemma in ("company", "group", "firm") and not tree.kids(token, ("amod", "compound", "prep", "relcl")):
        return _latest(memory, "organisation", "", named=True)
    return ()


def _told_apart(tree: Tree, noun: int) -> bool:
    """Say whether a clause says which one is meant: "the probe lost in 2017" is no other probe told of before."""
    clauses = tree.kids(noun, ("acl", "relcl"))
    return any(clause > noun and tree.words[min(tree.subtree(clause)) - 1] != "," for clause in clauses)


PAIRS = {
    "person": frozenset("leader diplomat man woman minister president".split()),
    "organisation": frozenset({"company", "team"}),
    "place": frozenset({"country", "nation", "power"}),
}


def _pair_as(memory: Memory, lemma: str) -> tuple[Entity, ...]:
    """The last two, if they are what they are called: "both countries" are no two ministers."""
    for kind, nouns in PAIRS.items():
        if lemma in nouns and any(entity.kind not in (kind, "other") for entity in memory.pair):
            return ()
    return memory.pair
