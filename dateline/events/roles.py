"""Says who does what to whom: the phrases that a predicate governs, also those it shares with another clause."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.events import carrying, naming, operating, verb_classes
from dateline.events.names import vocabulary
from dateline.events.tree import Tree

SPEAKING = frozenset(
    "warn urge ask demand promise vow pledge threaten deny dismiss refute rebut insist propose predict fear hope allege".split()
)
TEMPORAL = frozenset("day week month year hour minute decade quarter".split())
PREPOSITIONS = {"with": "with", "against": "against", "to": "to", "into": "to", "from": "from", "by": "agent",
                "between": "with", "among": "with", "alongside": "with"}  # fmt: skip
PLACE = frozenset("in at on near outside inside across around throughout off above over within aboard".split())
TOPIC = frozenset("about on over regarding concerning of for".split())
RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Role:
    """A phrase in its role (see `Argument.role`); `tokens` are the words that name it, `head` the one that governs them."""

    name: str
    head: int
    tokens: tuple[int, ...]


def of_verb(tree: Tree, verb: int) -> tuple[Role, ...]:
    """Return a verb's phrases, its subject found also in the clause it shares it with."""
    found: list[Role] = []
    passive = is_passive(tree, verb)
    for child in tree.children[verb]:
        dep = tree.deps[child]
        if dep in ("nsubj", "nsubjpass"):
            _add(found, tree, "patient" if dep == "nsubjpass" or passive else "agent", antecedent(tree, child, verb))
        elif dep in ("dobj", "oprd"):
            _add(found, tree, "patient", antecedent(tree, child, verb))
        elif dep == "dative":
            _add(found, tree, "recipient", child if naming.is_noun(tree, child) else tree.kid(child, ("pobj",)))
        elif dep in ("prep", "agent"):
            _prepositional(found, tree, child)
    if not any(role.name == ("patient" if passive else "agent") for role in found):
        shared = shared_subject(tree, verb)
        if shared >= 0:
            _add(found, tree, "patient" if passive else "agent", shared)
    return tuple(found)


def is_passive(tree: Tree, verb: int) -> bool:
    if tree.kid(verb, ("nsubjpass", "auxpass")) >= 0:
        return True
    auxiliaries = [tree.lemmas[child] for child in tree.kids(verb, ("aux",))]
    head = tree.heads[verb]
    if tree.deps[verb] == "conj" and not auxiliaries and tree.tags[head] == "VBD":
        return False  # "accepted the offer and named a deputy"
    return tree.tags[verb] == "VBN" and "have" not in auxiliaries and tree.kid(verb, ("dobj",)) < 0


def shared_subject(tree: Tree, verb: int) -> int:
    """Find the subject that a clause without one shares: with what it is coordinated to, controlled by, or hangs on."""
    seen = {verb}
    ranked = _one_of_rank(tree, verb)
    if ranked >= 0:
        return ranked
    took = carrying.done_by(tree, verb)
    if took >= 0 and tree.lemmas[took] == "take":  # "it took the jury three days to convict him"
        whom = [k for k in tree.kids(took, ("dobj",)) if tree.lemmas[k] not in carrying.LENGTHS]
        return whom[0] if whom else tree.kid(took, ("nsubj",))
    passive = is_passive(tree, verb)
    while True:
        head, dep = tree.heads[verb], tree.deps[verb]
        if head in seen or dep == "ROOT":
            return -1
        seen.add(head)
        if dep in ("acl", "relcl") and naming.is_noun(tree, head):
            operator = operating.noun_operator(tree, head)
            infinitive = any(tree.words[child] == "to" for child in tree.kids(verb, ("aux",)))
            if not infinitive or operator is None:
                return -1 if infinitive and not passive else head
            owner = tree.kid(head, ("poss",))
            if owner >= 0:
                return owner
            for preposition in tree.kids(head, ("prep", "agent")):
                if tree.words[preposition] in ("by", "of") and tree.kid(preposition, ("pobj",)) >= 0:
                    return tree.kid(preposition, ("pobj",))
        if dep == "xcomp" and tree.deps[head] in ("amod", "acl") and naming.is_noun(tree, tree.heads[head]):
            return tree.heads[head]  # "talks due to resume"
        if dep == "pcomp" and tree.words[head].lower() in ("for", "of") and naming.is_verb(tree, tree.heads[head]):
            punished = tree.kid(tree.heads[head], ("dobj", "nsubjpass"))
            if punished >= 0:
                return punished  # "jailed him for taking bribes"
        if dep == "xcomp" and naming.is_verb(tree, head):
            controlled = tree.kid(head, ("dobj", "dative"))
            if (
                controlled >= 0
                and controlled < verb
                and tree.lemmas[head] not in ("promise", "vow", "threaten", "use", "take")
            ):
                return controlled
        subject = tree.kid(head, ("nsubj", "nsubjpass"))
        if subject >= 0 and subject != verb:
            return antecedent(tree, subject, head)
        verb = head


def _one_of_rank(tree: Tree, verb: int) -> int:
    """Who is "the fifth to send": in "making its builders the fifth to send a probe" the builders."""
    to = tree.kid(verb, ("aux",))
    if to < 1 or tree.words[to] != "to" or tree.deps[verb] not in ("ccomp", "xcomp", "acl", "relcl"):
        return -1
    rank = to - 1
    if tree.names[rank][2:] != "ORDINAL" and tree.words[rank].lower() not in ("first", "last", "only"):
        return -1
    return tree.kid(rank, ("nsubj",))


def of_noun(tree: Tree, noun: int) -> tuple[Role, ...]:
    """Return the phrases of an event noun: "the EU's veto of the purchase", "talks between the two"."""
    found: list[Role] = []
    for child in tree.children[noun]:
        dep = tree.deps[child]
        if dep == "poss":
            _add(found, tree, "agent", child)
        elif (dep in ("compound", "nmod") and naming.is_noun(tree, child)) or (dep == "amod" and tree.names[child]):
            _add(found, tree, "topic", child)
        elif dep in ("prep", "agent"):
            if tree.words[child] == "of":
                _add(found, tree, "patient", tree.kid(child, ("pobj",)))
            else:
                _prepositional(found, tree, child)
    return tuple(found)


SITUATING = frozenset({"during", "on", "in", "at", "of", "after", "before", "since", "following"})
STRETCHES = frozenset("day start end beginning part leg hour stop close eve sideline".split())


def owner(tree: Tree, noun: int) -> int:
    """Return whose an event noun is: "her visit", "a visit by the minister"; -1 where it says nothing."""
    found = tree.kid(noun, ("poss",))
    if found >= 0 and tree.names[found][2:] not in ("DATE", "TIME"):
        return found
    for preposition in tree.kids(noun, ("prep", "agent")):
        if tree.words[preposition].lower() == "by":
            return tree.kid(preposition, ("pobj",))
    return -1


def performer(tree: Tree, noun: int, kind: str) -> int:
    """Return who makes a visit or holds a meeting that names nobody: the person whose deed it situates or who calls it off.

    "Holt met the king on the second day of a visit to Oslo", "Holt cancelled a trip to Oslo".
    """
    if kind not in ("visit", "meet", "try") or owner(tree, noun) >= 0 or tree.kid(noun, ("cc",)) >= 0:
        return -1
    here, above = noun, tree.heads[noun]
    if tree.deps[noun] == "dobj" and kind == "visit":
        operator = operating.verb_operator(tree, above) if naming.is_verb(tree, above) else None
        return _acting(tree, above) if operator and operator.effect in ("postponed", "cancelled") else -1
    if kind == "meet" and not any(tree.words[k].lower() == "with" for k in tree.kids(noun, ("prep",))):
        return -1
    onward = tree.words[above].lower() == "with" and tree.lemmas[tree.heads[above]] in (
        "go",
        "proceed",
        "press",
        "continue",
    )
    while tree.deps[here] == "pobj" and (tree.words[above].lower() in SITUATING or onward):
        here, above = tree.heads[above], tree.heads[tree.heads[above]]
        if naming.is_verb(tree, here):
            return _tried(tree, here) if kind == "try" else _acting(tree, here)
        if tree.lemmas[here] not in STRETCHES:
            return -1
    return -1


def _tried(tree: Tree, verb: int) -> int:
    """Who is found guilty after a trial, or resigns after an appearance."""
    judged = tree.kid(verb, ("nsubjpass",))
    if judged < 0 and verb_classes.verb_class(tree, verb) in (
        "arrest",
        "judge",
        "charge",
        "sentence",
        "acquit",
        "release",
        "fine",
    ):
        judged = tree.kid(verb, ("dobj",))
    if judged < 0:
        return _acting(tree, verb)
    judged = antecedent(tree, judged, verb)
    named = tree.tags[judged].startswith("NNP") or tree.lemmas[judged] in vocabulary("persons")
    return judged if named else -1


def _acting(tree: Tree, verb: int) -> int:
    """The person who does what a verb says, or -1 where that is no person."""
    subject = tree.kid(verb, ("nsubj",))
    subject = shared_subject(tree, verb) if subject < 0 else antecedent(tree, subject, verb)
    if subject < 0:
        return -1
    person = tree.names[subject][2:] == "PERSON" or tree.lemmas[subject] in vocabulary("persons")
    return subject if person or tree.words[subject].lower() in ("he", "she") else -1


def of_light(tree: Tree, verb: int, noun: int) -> tuple[Role, ...]:
    """Return the phrases of a light verb and of the noun that it lends its subject to."""
    heads = {noun}
    found = [role for role in of_verb(tree, verb) if role.head not in heads and noun not in role.tokens]
    taken = {role.head for role in found}
    found.extend(role for role in of_noun(tree, noun) if role.head not in taken)
    return tuple(found)


def source(tree: Tree, token: int) -> Role | None:
    """Return whom the sentence credits with the clause: the subject of the reporting verb above it, or "according to"."""
    here = token
    for above in [token, *tree.ancestors(token)]:
        if above != token and tree.deps[here] in ("ccomp", "parataxis") and naming.is_verb(tree, above):
            operator = operating.verb_operator(tree, above)
            if tree.lemmas[above] in SPEAKING or (operator and operator.name == "report"):
                subject = tree.kid(above, ("nsubj", "nsubjpass"))
                if subject >= 0:
                    return Role("source", antecedent(tree, subject, above), tuple(tree.phrase(subject)))
        for child in tree.kids(above, ("parataxis", "ccomp", "prep")):
            found = _parenthetical(tree, child, token)
            if found is not None:
                return found
        here = above
    return None


def _parenthetical(tree: Tree, child: int, token: int) -> Role | None:
    """Return the source that a clause aside names: "..., officials said", "according to the filing"."""
    if tree.lemmas[child] == "accord":
        for to in tree.kids(child, ("prep",)):
            source_head = tree.kid(to, ("pobj",))
            return Role("source", source_head, tuple(tree.phrase(source_head))) if source_head >= 0 else None
    if tree.deps[child] == "parataxis" and tree.lemmas[child] in ("say", "add", "tell", "write") and child != token:
        subject = tree.kid(child, ("nsubj",))
        return Role("source", subject, tuple(tree.phrase(subject))) if subject >= 0 else None
    return None


def antecedent(tree: Tree, token: int, verb: int) -> int:
    """Return the noun that a relative pronoun stands for."""
    if tree.words[token].lower() in RELATIVE and tree.deps[verb] == "relcl":
        return tree.heads[verb]
    return token


def _prepositional(found: list[Role], tree: Tree, preposition: int) -> None:
    word = tree.words[preposition].lower()
    for head in tree.kids(preposition, ("pobj",)):
        if word in PREPOSITIONS:
            _add(found, tree, PREPOSITIONS[word], head)
        elif word in PLACE and _placelike(tree, head):
            _add(found, tree, "place", head)
        elif word in TOPIC:
            _add(found, tree, "topic", head)
        else:
            _add(found, tree, word, head)
    for child in tree.kids(preposition, ("prep",)):
        _prepositional(found, tree, child)


def _placelike(tree: Tree, head: int) -> bool:
    name = tree.names[head][2:]
    return name in ("GPE", "LOC", "FAC") or (
        tree.tags[head] == "NNP" and name not in ("PERSON", "DATE", "TIME", "MONEY")
    )


def _add(found: list[Role], tree: Tree, name: str, head: int) -> None:
    if head < 0 or tree.words[head].lower() in RELATIVE or tree.names[head][2:] in ("DATE", "TIME"):
        return
    if tree.lemmas[head] in TEMPORAL and name != "patient":
        return
    found.append(Role(name, head, tuple(tree.phrase(head))))
    for other in tree.kids(head, ("conj",)):
        if naming.is_noun(tree, other) or tree.tags[other] == "PRP":
            _add(found, tree, name, other)
