"""Finds whom a pronoun or a description means, from what the article has told so far."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from dateline.events import naming, pronouns, roles
from dateline.events.descriptions import apposed, by_description, holder, told_together
from dateline.events.entities import Entity, key_of
from dateline.events.memory import Memory, latest
from dateline.events.names import vocabulary
from dateline.events.tree import Tree


@functools.cache
def _pronouns() -> frozenset[str]:
    return frozenset(word for key in ("he", "she", "it", "they", "we") for word in vocabulary(key))


HAPPENING = frozenset("happen occur rain snow hail drizzle thunder freeze thaw".split())
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
        return _named_after(memory, token) or latest(memory, "person", gender, _clause_mates(memory, token))
    if word in vocabulary("it"):
        if tree.deps[token] == "expl" or _introduces(tree, token) or _happens(tree, token):
            return ()
        mates = [*(_clause_mates(memory, token) or _opponents(memory, token)), *_holders(memory, token)]
        return _teller(memory, token, mates) or latest(memory, "organisation", "", mates)
    if word in vocabulary("they"):
        tellers = _tellers(memory, token)
        if tellers is not None:
            return tellers
        return _several(memory, token) or told_together(memory, token) or memory.last_pair(2) or _bodies(memory, token)
    if word in vocabulary("we"):
        introduced = _introduced(memory)
        return introduced or ((memory.speaker,) if memory.speaker else _quoted(memory, token))
    if tree.tags[token].startswith("NNP") and word in vocabulary("offices"):
        return holder(memory, token)
    if tree.tags[token] in ("NN", "NNS", "CD", "NNPS"):
        name = apposed(memory, token)
        return (name,) if name else by_description(memory, token)
    return ()


def _holders(memory: Memory, token: int) -> Sequence[Entity]:
    """What a possessive stands inside of, and so cannot be: "the resignation of its last minister"."""
    tree, found = memory.tree, list[Entity]()
    for above in tree.ancestors(token):
        if naming.is_verb(tree, above):
            break
        found.extend(memory.at(above))
    return found


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


def _tellers(memory: Memory, token: int) -> tuple[Entity, ...] | None:
    """Those who say of themselves what "they" did: "both countries said they had agreed"; None where nobody does."""
    tree = memory.tree
    clause = tree.heads[token]
    above = tree.heads[clause]
    if tree.deps[token] not in ("nsubj", "nsubjpass") or tree.deps[clause] != "ccomp":
        return None
    subject = tree.kid(above, ("nsubj",))
    if tree.lemmas[above] not in ("say", "announce", "add", "confirm", "promise", "insist") or not 0 <= subject < token:
        return None
    if tree.tags[subject] not in ("NNS", "NNPS") or not memory.at(subject):
        return None
    return memory.at(subject)


def _is_full_person(entity: Entity) -> bool:
    return entity.kind == "person" and " " in entity.name


def _bodies(memory: Memory, token: int) -> tuple[Entity, ...]:
    """The organisation that "they" may stand for; a place or a thing is no "they"."""
    found = latest(memory, "organisation", "", _clause_mates(memory, token))
    return found if found and found[0].kind == "organisation" else ()


def _introduces(tree: Tree, it: int) -> bool:
    """Say whether "it" only stands for what follows: "It is not the firm's first attempt"."""
    said = tree.kid(tree.heads[it], ("attr",)) if tree.deps[it] == "nsubj" else -1
    bodies = vocabulary("organisation_nouns") | vocabulary("things")
    return said > it and tree.lemmas[tree.heads[it]] == "be" and tree.lemmas[said] not in bodies


def _happens(tree: Tree, it: int) -> bool:
    """Say whether "it" is what happened, or the weather, and nobody who acts: "it happened on my watch", "it rained"."""
    return tree.deps[it] == "nsubj" and tree.lemmas[tree.heads[it]] in HAPPENING


def opening_colon(tree: Tree) -> int:
    """Return the colon before which a sentence may name who says it, or -1."""
    return next((k for k in range(1, min(tree.size - 1, 8)) if tree.words[k] == ":"), -1)


def _introduced(memory: Memory) -> tuple[Entity, ...]:
    """Who says "we" in "Fisheries Authority: We have opened an inquiry"."""
    tree = memory.tree
    colon = opening_colon(tree)
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
    heads = [tree.heads[verb]] if any(tree.tags[k] in ("WP", "WDT") for k in subjects) else []  # "who treated him"
    return [entity for mate in [*subjects, *owners, *heads] for entity in memory.at(mate)]


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
