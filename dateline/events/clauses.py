"""Says which words of a clause belong in its title: what was done to whom and where, no asides."""

from __future__ import annotations

from collections.abc import Collection

from dateline.events import naming
from dateline.events.extraction import Predicate
from dateline.events.tree import Tree

ASIDE = frozenset("according despite since amid besides including like regarding".split())
"""Prepositions whose phrase no headline needs."""
TRAILING = frozenset("with below above in at on after before from for under near by".split())
"""Prepositions whose phrase is an afterthought behind a comma."""
SIDE = frozenset("advcl relcl parataxis appos punct mark cc conj intj discourse meta npadvmod dep".split())
KEEP_COMPLEMENT = frozenset(
    "announce warn deny accuse agree judge request recommend invite offer vote discover publish ban approve reject fail".split()
)
"""Classes of verbs that say too little without the clause they govern."""
ADVERBS = frozenset(
    "also however meanwhile additionally still already then now later soon earlier instead moreover furthermore only just yet "
    "recently previously too therefore thus here there so even again together publicly initially originally finally".split()
)
LENGTHS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
MEASURED = frozenset({"PERCENT", "MONEY", "QUANTITY", "CARDINAL"})


def _counts_to(tree: Tree, unit: int) -> bool:
    """Say whether a length only tells how far off what no title repeats is: "sailed a week before the storm struck"."""
    return unit + 1 < tree.size and tree.words[unit + 1].lower() in ("before", "after") and tree.lemmas[unit] in LENGTHS


def belongs(tree: Tree, token: int, verb: int, predicate: Predicate, left: Collection[int]) -> bool:
    """Say whether a word under `verb` goes into its title; `left` are the tokens that no title repeats."""
    dep, head = relation(tree, token), tree.heads[token]
    if head == verb and token == verb + 1 and tree.words[token].lower() in predicate.lemma.split():
        return True
    if token in left or only_dates(tree, token, left) or (dep == "case" and head in left):
        return False
    if dep == "appos":
        return close(tree, token, head)
    if dep in ("prep", "advcl", "advmod") and (
        _is_aside(tree, token) or tree.words[token].lower() in ("there", "here")
    ):
        return False
    if dep in ("nsubj", "nsubjpass", "expl") and head == verb:
        return False
    if _behind_comma(tree, token, verb):
        return False
    measured = tree.names[token][2:] in MEASURED or (tree.lemmas[token] in LENGTHS and token > verb)
    if dep == "npadvmod" and (tree.tags[token] == "CD" or measured):
        return not _counts_to(tree, token)
    if dep == "acl":
        return _of_noun(tree, token, verb, predicate, left)
    if dep == "ccomp" and head == verb:
        return token > verb and (predicate.kind in KEEP_COMPLEMENT)
    if head in (verb, predicate.head):
        return _of_head(tree, token, verb)
    if dep in ("conj", "cc"):
        return dep == "cc" or naming.is_noun(tree, token) or tree.tags[token].startswith(("JJ", "CD"))
    if dep == "punct":
        return tree.words[token] in ("-", "–", "'", "/", "$", ",") and tree.deps[head] not in ("relcl", "advcl")
    return dep not in ("relcl", "advcl", "parataxis", "appos", "intj", "dep")


def relation(tree: Tree, token: int) -> str:
    """Return how a word hangs on its head; "calls to resign" is no relative clause, whatever the parser says."""
    return "acl" if tree.deps[token] == "relcl" and is_infinitive(tree, token) else tree.deps[token]


def is_infinitive(tree: Tree, verb: int) -> bool:
    """Say whether a verb is a bare "to resign", without a subject."""
    to = any(tree.words[k].lower() == "to" for k in tree.kids(verb, ("aux",)))
    return to and tree.kid(verb, ("nsubj", "nsubjpass")) < 0


def _of_noun(tree: Tree, token: int, verb: int, predicate: Predicate, left: Collection[int]) -> bool:
    """Say whether a noun's participle or infinitive belongs."""
    head = tree.heads[token]
    if tree.tags[token] != "VB" and any(only_dates(tree, child, left) for child in tree.children[token]):
        return False
    if tree.tags[token] == "VB" and any(tree.deps[k] == "prep" for k in tree.children[head]):
        return False  # "accepted an invitation from the mayor to visit": a headline stops before "to"
    if head == verb:
        return True
    claimed = predicate.kind == "deny" and tree.kid(token, ("mark",)) >= 0
    return tree.tags[token] in ("VB", "VBN") or predicate.head == head or claimed


def _of_head(tree: Tree, token: int, verb: int) -> bool:
    """Say whether what hangs on the verb itself, or on the noun it lends its subject to, belongs."""
    dep, head = tree.deps[token], tree.heads[token]
    if dep == "advmod" and tree.words[token].lower() in ADVERBS:
        return False
    if dep == "conj" and naming.is_noun(tree, token):
        return naming.is_noun(tree, head)
    if dep == "cc":
        return any(naming.is_noun(tree, other) for other in tree.kids(head, ("conj",))) and head != verb
    if dep == "punct":
        return tree.words[token] in "-–'$%/" and head != verb
    return dep not in SIDE


def _is_aside(tree: Tree, token: int) -> bool:
    word = tree.words[token].lower()
    if word == "because":
        return not any(tree.words[k] == "of" for k in (token + 1, *tree.children[token]) if k < tree.size)
    return word in ASIDE


def _behind_comma(tree: Tree, token: int, verb: int) -> bool:
    """Say whether a phrase is an afterthought: "fell to 302 crowns, below the offer price"."""
    dep, head = tree.deps[token], tree.heads[token]
    if token <= verb or dep not in ("dobj", "npadvmod", "oprd", "dep", "prep", "advmod"):
        return False
    first = min(tree.subtree(token))
    if "," not in (tree.words[first], tree.words[first - 1]) or _is_score(tree, token):
        return False
    if dep != "prep":
        return True
    governed = tree.kid(token, ("pobj",))
    placed = governed >= 0 and tree.names[governed][2:] in ("GPE", "LOC", "FAC")
    after = token > verb + 2 and tree.words[verb + 1] != ","
    return head == verb and after and tree.words[token].lower() in TRAILING and not placed


def _is_score(tree: Tree, preposition: int) -> bool:
    """Say whether a phrase is the first half of a result: "by 38 votes to 33"."""
    counted = tree.kid(preposition, ("pobj",))
    if counted < 0 or counted + 2 >= tree.size:
        return False
    number = tree.tags[counted] == "CD" or any(tree.tags[k] == "CD" for k in tree.kids(counted, ("nummod",)))
    return number and tree.words[counted + 1] == "to" and tree.tags[counted + 2] == "CD"


def close(tree: Tree, token: int, head: int) -> bool:
    """Say whether a name follows without a comma: "top diplomat Ana Lind" is one phrase, "Ana Lind, the diplomat" is not."""
    first = min(tree.subtree(token))
    return (
        first > head
        and tree.tags[token].startswith("NNP")
        and not any(tree.words[k] in ",(-–—" for k in range(head + 1, first))
    )


def only_dates(tree: Tree, token: int, left: Collection[int]) -> bool:
    """Say whether a preposition governs nothing but what is left out, as dates are."""
    if tree.tags[token] not in ("IN", "TO"):
        return False
    below = [child for child in tree.children[token] if tree.deps[child] in ("pobj", "pcomp", "prep")]
    return bool(below) and all(
        child in left or only_dates(tree, child, left) or _vague(tree, child) or _end_of_date(tree, child, left)
        for child in below
    )


def _end_of_date(tree: Tree, noun: int, left: Collection[int]) -> bool:
    """Say whether a noun is a part of a date that is left out: "at the start of the second day"."""
    parts = [tree.kid(k, ("pobj",)) for k in tree.kids(noun, ("prep",)) if tree.words[k] == "of"]
    return tree.lemmas[noun] in ("start", "end", "beginning", "close", "eve", "part", "middle") and any(
        part in left for part in parts
    )


def _vague(tree: Tree, noun: int) -> bool:
    """Say whether a noun is a stretch of time ahead that no calendar fixes: "in the coming months"."""
    coming = any(tree.words[k].lower() in ("coming", "upcoming") for k in tree.children[noun])
    return coming and tree.lemmas[noun] in ("day", "week", "month", "year")


def is_under(tree: Tree, token: int, top: int) -> bool:
    return top >= 0 and (token == top or top in tree.ancestors(token))
