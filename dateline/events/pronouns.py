"""Says which pronouns of a clause a title keeps: those that its own subject explains, and those that nothing safely names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from dateline.events import naming, verb_classes
from dateline.events.names import vocabulary
from dateline.events.tree import Tree


@dataclass(frozen=True, slots=True)
class Namer:
    """Gives the name to write for a token that stands for somebody, None where its own words are clear.

    Asked with `-1 - token`, it gives the name behind any word.
    """

    of: Callable[[int], str | None]
    full: Mapping[int, str] = field(default_factory=dict[int, str])
    """The full name to write where a person is called by the last one, the empty string for "Mr" before it."""

    def __call__(self, token: int) -> str | None:
        return self.of(token)

    def after(self, words: str) -> Namer:
        """Write no full name again that `words` had already."""
        return replace(self, full={token: name for token, name in self.full.items() if not name or name not in words})

    def but(self, of: Callable[[int], str | None]) -> Namer:
        """Name others by another rule, and full names all the same."""
        return replace(self, of=of)


NOBODY = Namer(lambda _token: None)
OBJECTS = frozenset({"it", "them"})
KIND = {"it": "it", "its": "it", "itself": "it", "he": "he", "his": "he", "him": "he", "she": "she", "her": "she",
        "they": "they", "their": "they", "them": "they", "themselves": "they", "we": "we", "our": "we", "us": "we",
        "i": "i", "my": "i", "me": "i"}  # fmt: skip


def others(tree: Tree, name: Namer, subject: int) -> Namer:
    """Name everybody but the subject, and none by a mere description: "raised its bid" needs no name for "its"."""
    own = name(-1 - subject) if subject >= 0 else None

    def named(token: int) -> str | None:
        if token < 0 or not tree.tags[token].startswith("PRP"):
            return name(token)
        if tree.tags[token] == "PRP$" and (binds(tree, subject, token) or _bound_within(tree, subject, token)):
            return None
        if tree.words[token].lower() in OBJECTS and tree.deps[token] == "dobj":
            shared = object_before(tree, token)
            if shared:
                return shared
        known = name(token)
        if known is None or (own is not None and known == own) or _described(known):
            foreign = tree.tags[token] == "PRP$" and (plural(tree, subject) or is_anothers(tree, tree.heads[token]))
            free = known is not None and known != own and (tree.deps[token] == "dobj" or foreign)
            return known if free else None
        return None if subject >= 0 and inside(known) in inside(tree.text(tree.phrase(subject))) else known

    return name.but(named)


def _bound_within(tree: Tree, subject: int, possessive: int) -> bool:
    """Say whether the subject of a clause inside binds a possessive: "signaled that both intend to keep their ties"."""
    for above in tree.ancestors(possessive):
        inner = tree.kid(above, ("nsubj", "nsubjpass"))
        if naming.is_verb(tree, above) and inner >= 0:
            return inner != subject and inner < possessive and binds(tree, inner, possessive)
    return False


def binds(tree: Tree, subject: int, possessive: int) -> bool:
    """Say whether a possessive agrees with the subject of its clause, so that it is the subject's ("its report")."""
    if subject < 0 or is_anothers(tree, tree.heads[possessive]):
        return False
    kind, word = KIND.get(tree.words[possessive].lower(), ""), tree.words[subject].lower()
    if tree.tags[subject] == "PRP":
        return KIND.get(word) == kind
    if plural(tree, subject):
        return kind == "they"
    person = tree.names[subject][2:] == "PERSON" or tree.lemmas[subject] in vocabulary("persons")
    if kind in ("he", "she"):
        return person or not tree.tags[subject].startswith("NNP")
    if kind == "they":
        return tree.names[subject][2:] == "ORG" or tree.lemmas[subject] in vocabulary("organisation_nouns")
    return kind == "it" and not (
        person and (tree.lemmas[subject] in vocabulary("persons") or _full_name(tree, subject))
    )


BLOCKING = frozenset({"reject", "ban", "approve", "investigate", "sue", "deny", "refuse"})


def is_anothers(tree: Tree, noun: int) -> bool:
    """Say whether what is blocked, cleared or looked into belongs to somebody else than who does so."""
    verb = tree.heads[noun]
    wanted = tree.lemmas[noun] in (
        "plan",
        "bid",
        "offer",
        "purchase",
        "takeover",
        "acquisition",
        "request",
        "application",
        "appeal",
        "claim",
        "merger",
        "proposal",
        "demand",
    )
    return wanted and tree.deps[noun] == "dobj" and verb_classes.verb_class(tree, verb) in BLOCKING


def _full_name(tree: Tree, head: int) -> bool:
    """Say whether a name has a first name or a title; the recogniser takes many a lone word for a person."""
    return any(tree.tags[k].startswith("NNP") for k in tree.kids(head, ("compound",)))


def plural(tree: Tree, head: int) -> bool:
    """Say whether a noun phrase is of several."""
    return head >= 0 and (
        tree.tags[head] in ("NNS", "NNPS")
        or tree.words[head].lower() in ("they", "we")
        or tree.kid(head, ("conj",)) >= 0
    )


def is_several(tree: Tree, subject: int, name: Namer) -> bool:
    """Say whether a title's subject is of several, a pronoun's by the name that it stands for: "we" may be one council."""
    known = name(subject) if subject >= 0 and tree.tags[subject] == "PRP" else None
    if not known:
        return plural(tree, subject)
    if known.rsplit(" ", 1)[-1].lower() in vocabulary("organisations"):
        return False
    return " and " in known or (known.rsplit(" ", 1)[-1].islower() and known.endswith("s"))


def object_before(tree: Tree, pronoun: int) -> str:
    """The object of the clause before that a second clause takes up: "suspended the search and plans to resume it"."""
    several = tree.words[pronoun].lower() == "them"
    here = tree.heads[pronoun]
    again = _object_of_same(tree, here, pronoun)
    if again >= 0 and plural(tree, again) == several:
        return inside(tree.text(tree.phrase(again)))
    for above in tree.ancestors(pronoun):
        if tree.deps[here] == "conj" and above != here and naming.is_verb(tree, above):
            noun = tree.kid(above, ("dobj", "nsubjpass", "dative"))
            if 0 <= noun < pronoun and tree.tags[noun] in ("NN", "NNS") and plural(tree, noun) == several:
                return inside(tree.text(tree.phrase(noun)))
        here = above
    return ""


def _object_of_same(tree: Tree, verb: int, pronoun: int) -> int:
    """The object of the same verb before, which a pronoun takes up: "who would not join the board joined it on Monday"."""
    for other in range(pronoun - 1, -1, -1):
        noun = tree.kid(other, ("dobj",)) if other != verb and tree.lemmas[other] == tree.lemmas[verb] else -1
        if 0 <= noun < pronoun and tree.tags[noun].startswith("NN"):
            return noun
    return -1


def _described(known: str) -> bool:
    return re.match(r"(?:the|an?|its|his|her|their|this|that|these|those) ", known, re.IGNORECASE) is not None


AFTER_NOUN = re.compile(r"(?<=[a-z]) (?:to|of|for|in|from|with|under|at|on|by|over|about) .*$")


def possessive(known: str) -> str:
    """Write whose something is, without what follows the owner's noun: "the mission to Venus" is "the mission's"."""
    owner = AFTER_NOUN.sub("", known) if known[:1].islower() or _described(known) else known
    return owner + ("'" if owner.endswith("s") else "'s")


def inside(known: str) -> str:
    """Write a phrase as it stands within a title: "the museum", not "The museum"; names keep their capitals."""
    return re.sub(
        r"^(?:the|an?|its|his|her|their|this|these|those|some|two|three|several|about) ",
        lambda m: m.group().lower(), known, flags=re.IGNORECASE,
    )  # fmt: skip
