"""Says which happenings have come to nothing without a verb that calls them off: "the rally is off", "the deal fell through"."""

from __future__ import annotations

from typing import Literal

from dateline.events import naming, operating
from dateline.events.tree import Tree

Outcome = Literal["cancelled", "postponed", "planned"]

SHELVES: dict[tuple[str, str], Outcome] = {
    ("off", "agenda"): "cancelled",
    ("off", "table"): "cancelled",
    ("off", "calendar"): "cancelled",
    ("off", "programme"): "cancelled",
    ("on", "hold"): "postponed",
    ("on", "ice"): "postponed",
    ("in", "abeyance"): "postponed",
}
"""Where a happening stands that does not take place as planned."""
NEEDLESS = frozenset("redundant unnecessary superfluous moot pointless needless obsolete".split())
ARRANGED = frozenset(
    "meet visit vote try perform compete award praise marry protest strike test launch speak open appoint".split()
)
"""Classes of what is arranged beforehand."""
DYING = frozenset("die lapse founder evaporate vanish fizzle unravel".split())
"""What a plan does that comes to nothing: "the vote set for Monday lapsed"."""
AVERTED = frozenset("avert forestall foil thwart".split())


def outcome(tree: Tree, noun: int) -> Outcome | None:
    """Return how a happening stands of which a clause says that it is off, on hold, back on, has failed or is needless."""
    dep, verb = tree.deps[noun], tree.heads[noun]
    if is_lost(tree, noun):
        return "cancelled"
    if dep == "ROOT":
        return _place(tree, noun)  # "Talks on hold after ambush"
    if not naming.is_verb(tree, verb):
        return _paid_to(tree, noun)
    if dep == "nsubj" and tree.lemmas[verb] == "be" and not _hedged(tree, verb):
        return _place(tree, verb)
    if dep == "nsubj" and naming.verb_name(tree, verb) in operating.FAILING and not _hedged(tree, verb):
        return "cancelled"
    if dep == "nsubj" and tree.lemmas[verb] in DYING and is_planned(tree, noun) and not _hedged(tree, verb):
        return "cancelled"
    if dep in ("dobj", "nsubj") and _makes_needless(tree, noun, verb):
        return "cancelled"
    if dep in ("dobj", "nsubjpass") and tree.lemmas[verb] in AVERTED and is_planned(tree, noun):
        return "cancelled"
    return None


OPPONENTS = frozenset(
    "opposition left right government party team side rival champion host visitor opponent challenger newcomer man woman".split()
)


def is_lost(tree: Tree, noun: int) -> bool:
    """Say whether a happening was "lost to the weather", not to an opponent."""
    above = tree.heads[noun]
    passive = tree.deps[noun] == "nsubjpass" and tree.lemmas[above] == "lose" and not _hedged(tree, above)
    for clause in (*tree.kids(noun, ("acl",)), *((above,) if passive and is_arranged(tree, noun) else ())):
        for preposition in tree.kids(clause, ("prep",)):
            cause = tree.kid(preposition, ("pobj",))
            to = tree.lemmas[clause] == "lose" and tree.words[preposition].lower() == "to"
            common = cause >= 0 and tree.tags[cause] in ("NN", "NNS") and not tree.names[cause]
            if to and common and tree.lemmas[cause] not in OPPONENTS:
                return True
    return False


def _hedged(tree: Tree, verb: int) -> bool:
    return tree.kid(verb, ("neg",)) >= 0 or any(tree.tags[k] == "MD" for k in tree.kids(verb, ("aux",)))


def _place(tree: Tree, verb: int) -> Outcome | None:
    for child in tree.children[verb]:
        word = tree.words[child].lower()
        governed = tree.kid(child, ("pobj",))
        if child < verb:
            continue
        if governed >= 0 and (word, tree.lemmas[governed]) in SHELVES:
            return SHELVES[word, tree.lemmas[governed]]
    if _alone(tree, verb, "off"):
        return "cancelled"
    back = any(tree.words[k].lower() == "back" for k in range(verb + 1, min(verb + 3, tree.size)))
    return "planned" if back and _alone(tree, verb, "on") else None


def _alone(tree: Tree, head: int, word: str) -> bool:
    """Say whether "off" ends its clause: "is off.", "off as storm nears", not "off to a good start" or "off the coast"."""
    for child in tree.children[head]:
        if child < head or tree.words[child].lower() != word or tree.kid(child, ("pobj", "pcomp", "prep")) >= 0:
            continue
        after = child + 1
        if after >= tree.size or tree.tags[after] in (".", ",", ":", "''", "-RRB-", "CC"):
            return True
        if tree.words[after].lower() in (
            "as",
            "after",
            "because",
            "due",
            "over",
            "this",
            "until",
            "for",
            "amid",
            "again",
        ):
            return True
    return False


def _paid_to(tree: Tree, noun: int) -> Outcome | None:
    """Say whether something "put paid to" a happening."""
    to = tree.heads[noun]
    paid = tree.heads[to]
    spoiled = tree.deps[noun] == "pobj" and tree.words[to].lower() == "to" and tree.words[paid].lower() == "paid"
    return "cancelled" if spoiled and paid and tree.lemmas[paid - 1] == "put" else None


def _makes_needless(tree: Tree, noun: int, verb: int) -> bool:
    if tree.deps[noun] == "nsubj":  # "made [the vote redundant]"
        above = tree.heads[verb]
        return tree.lemmas[above] in ("make", "render") and tree.words[verb].lower() in NEEDLESS
    if tree.lemmas[verb] not in ("make", "render"):
        return False
    return any(k > noun and tree.words[k].lower() in NEEDLESS for k in tree.subtree(verb))


def is_arranged(tree: Tree, noun: int) -> bool:
    """Say whether a happening is one that somebody holds, or told as planned: what of it did not take place was called off."""
    return naming.noun_class(tree, noun) in ARRANGED or is_planned(tree, noun)


def is_planned(tree: Tree, noun: int) -> bool:
    """Say whether words on a noun tell that it was to be: "the strike planned for Tuesday", "a vote due on Monday"."""
    for child in tree.kids(noun, ("amod", "acl", "relcl", "compound")):
        operator = operating.adjective_operator(tree, child)
        if naming.is_verb(tree, child):
            operator = operating.verb_operator(tree, child) or operator
        if operator and operator.name in ("plan", "promise"):
            return True
    return False


def had_begun(tree: Tree, verb: int) -> bool:
    """Say whether what is put off in the next verb had begun: "opened and adjourned", "started but suspended"."""
    begun = tree.lemmas[verb] in ("open", "begin", "start", "convene", "hold") and tree.tags[verb] in ("VBD", "VBN")
    return begun and tree.kid(verb, ("conj",)) >= 0 and tree.kid(verb, ("aux",)) < 0
