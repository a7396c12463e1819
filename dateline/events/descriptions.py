"""Finds whom a common noun means: "the company", "both ministers", "the Director of the Office"; and what a pronoun may take up."""

from __future__ import annotations

from dateline.events import names, naming, pronouns
from dateline.events.entities import Entity
from dateline.events.epithets import entity_of
from dateline.events.memory import Memory, Recalled, latest, prominence
from dateline.events.names import vocabulary
from dateline.events.tree import Tree

ALWAYS_SEVERAL = frozenset({"police", "crew", "staff", "couple"})
"""Singular in form, and "they" to whoever takes them up."""


def note_thing(memory: Memory, token: int) -> None:
    """Keep in mind an unnamed thing or person that a pronoun may take up."""
    thing = _thing(memory, token)
    if thing is not None:
        memory.things[memory.number, token] = (thing,)
        memory.recent.append(Recalled(thing, prominence(memory.tree, token), memory.number))


def holder(memory: Memory, office: int) -> tuple[Entity, ...]:
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


def apposed(memory: Memory, token: int) -> Entity | None:
    """The name behind "mining group Norvik Holdings", where the parser takes the common noun for the head."""
    tree = memory.tree
    for child in tree.kids(token, ("appos",)):
        for name in names.find(tree):
            if name.first <= child <= name.last:
                return entity_of(name, memory.entities)
    return None


UNNAMED = frozenset("past future day week month year time moment morning evening night afternoon rest case".split())
"""What no pronoun takes up as an actor."""


def _thing(memory: Memory, token: int) -> Entity | None:
    """An unnamed thing or person that a pronoun may take up: "The ship sank. It had left Bergen"."""
    tree = memory.tree
    plural = tree.tags[token] == "NNS" or tree.lemmas[token] in ALWAYS_SEVERAL
    if tree.tags[token] not in ("NN", "NNS") or tree.deps[token] not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return None
    if tree.names[token] or tree.lemmas[token] in UNNAMED or (plural and naming.noun_class(tree, token) == "meet"):
        return None  # talks do nothing that "they" could
    subject, person = prominence(tree, token) >= 5, tree.lemmas[token] in vocabulary("persons")
    both = tree.lemmas[token] in vocabulary("pairs") or tree.words[token].lower() in vocabulary("pairs")
    told = both and tree.deps[token] in ("nsubj", "nsubjpass")
    if plural and not (subject or person or told):
        return None
    if not plural and not _singled_out(tree, token, subject, person):
        return None
    gender = "they" if plural else _gender(tree.lemmas[token])
    return Entity(_described_as(memory, token), "person" if person else "other", count=9, gender=gender, named=False)


def _gender(noun: str) -> str:
    """Return the pronoun that takes up "the man" or "a spokeswoman", the empty string where either may."""
    return "he" if noun in vocabulary("male") else "she" if noun in vocabulary("female") else ""


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
    words = tree.text(tree.subtree(token, lambda k: _describes(tree, k, token) and _joins(tree, k)))
    return words if len(words) < 50 else tree.text(tree.phrase(token))


def _describes(tree: Tree, token: int, noun: int) -> bool:
    """Say whether a word belongs to a bare phrase: of "the highest Norse and Danish leaders last" all but the last."""
    dep = tree.deps[token]
    if dep in ("conj", "cc") and token < noun and tree.deps[tree.heads[token]] in ("amod", "compound", "nmod"):
        return True
    bare = tree.kid(token, ("prep", "xcomp", "advmod", "npadvmod", "conj")) < 0
    trailing = dep == "amod" and token > noun and tree.tags[token] == "JJ" and bare
    return not trailing and dep not in ("relcl", "acl", "appos", "advcl", "conj", "cc")


def _joins(tree: Tree, token: int) -> bool:
    return tree.deps[token] != "punct" or tree.words[token] in "-–"


DETERMINERS = ("det", "nummod", "preconj", "predet")


def by_description(memory: Memory, token: int) -> tuple[Entity, ...]:
    tree = memory.tree
    lemma = tree.lemmas[token]
    determiner = {tree.words[child].lower() for child in tree.kids(token, DETERMINERS)}
    if tree.tags[token] == "CD" and lemma in ("two", "2") and tree.deps[token] in ("nsubj", "nsubjpass"):
        return told_together(memory, token) or memory.pair
    several = lemma in vocabulary("pairs") or tree.words[token].lower() in vocabulary("pairs")
    plural = tree.tags[token] in ("NNS", "CD", "NNPS") or lemma in ("pair", "duo")
    new = any(tree.names[child][2:] in ("NORP", "GPE") for child in tree.children[token])
    if several and plural and not new and determiner & {"the", "both", "two"}:
        return told_together(memory, token) or _pair_as(memory, lemma)
    description = definite(tree, token)
    if not description:
        return ()
    seen = memory.called.get(description)
    if seen:
        known = [memory.entities[name] for name, _ in seen.most_common() if name in memory.entities]
        order = {id(each.entity): place for place, each in enumerate(memory.recent)}
        alive = [entity for entity in known if id(entity) in order]
        if alive:
            return (max(alive, key=lambda entity: order[id(entity)]),)
    if lemma in ("company", "group", "firm") and not tree.kids(token, ("amod", "compound", "prep", "relcl")):
        found = latest(memory, "organisation", "", named=True)
        return found if found and found[0].kind != "place" else ()
    return ()


def definite(tree: Tree, token: int) -> str:
    """Return the words that make "the mining group" somebody told of before: "mining group"; none where it is no such phrase."""
    if tree.tags[token] != "NN" or all(tree.words[k].lower() != "the" for k in tree.kids(token, DETERMINERS)):
        return ""
    if _told_apart(tree, token):
        return ""
    kind = tree.kid(token, ("compound",))
    return f"{tree.lemmas[kind]} {tree.lemmas[token]}" if kind >= 0 and tree.tags[kind] == "NN" else tree.lemmas[token]


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


def told_together(memory: Memory, token: int) -> tuple[Entity, ...]:
    """The two persons of a clause before in the same sentence: "Orr invited Lind, and the two agreed"."""
    tree = memory.tree
    for verb in range(token - 1, -1, -1):
        if not tree.tags[verb].startswith("VB") or token in tree.children[verb]:
            continue
        subject = tree.kid(verb, ("nsubj",))
        others = tree.kids(verb, ("dobj", "dative"))
        governed = [k for each in (verb, *tree.kids(verb, ("dobj",))) for k in tree.kids(each, ("prep", "dative"))]
        for preposition in governed:  # "met with him", "held talks with him"
            if tree.words[preposition].lower() in ("with", "to"):
                others += tree.kids(preposition, ("pobj",))
        if not 0 <= subject < token:
            continue
        met = [entity for each in (subject, *others) if each < token for entity in memory.at(each)]
        persons = list({id(each): each for each in met if each.kind != "place" and each.named}.values())
        if len(persons) == 2:
            return tuple(persons)
    return ()
