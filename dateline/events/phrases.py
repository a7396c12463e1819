"""Writes a phrase of a title: which of a clause's words belong in it, names for those whom pronouns stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dateline.events import naming, pronouns
from dateline.events.extraction import Predicate
from dateline.events.pronouns import Namer
from dateline.events.tree import Tree

ASIDE = frozenset("according despite since amid besides including like regarding".split())
"""Prepositions whose phrase no headline needs."""
SIDE = frozenset(
    {
        "advcl",
        "relcl",
        "parataxis",
        "appos",
        "punct",
        "mark",
        "cc",
        "conj",
        "intj",
        "discourse",
        "meta",
        "npadvmod",
        "dep",
    }
)
KEEP_COMPLEMENT = frozenset({"announce", "warn", "deny", "accuse", "agree", "judge", "request", "recommend", "invite", "offer", "vote", "discover", "publish", "ban", "approve", "reject", "fail"})  # fmt: skip
ADVERBS = frozenset(
    "also however meanwhile additionally still already then now later soon earlier instead moreover furthermore only just yet "
    "recently previously too therefore thus here there so even again together publicly initially originally finally".split()
)


def belongs(tree: Tree, token: int, verb: int, predicate: Predicate, dated: Collection[int]) -> bool:
    dep, head = tree.deps[token], tree.heads[token]
    if head == verb and token == verb + 1 and tree.words[token].lower() in predicate.lemma.split():
        return True
    if token in dated or only_dates(tree, token, dated) or (dep == "case" and head in dated):
        return False
    if dep == "appos":
        return _close(tree, token, head)
    if tree.words[token].lower() in ASIDE and dep in ("prep", "advcl"):
        return False
    if dep in ("nsubj", "nsubjpass", "expl") and head == verb:
        return False
    if dep in ("dobj", "npadvmod", "oprd", "dep") and token > verb and tree.words[min(tree.subtree(token)) - 1] == ",":
        return False
    if dep == "npadvmod" and tree.tags[token] == "CD":
        return True
    if dep == "acl" and any(only_dates(tree, child, dated) for child in tree.children[token]):
        return False
    if dep == "acl" and tree.tags[token] == "VB" and any(tree.deps[k] == "prep" for k in tree.children[head]):
        return False  # "accepted an invitation from the mayor to visit": a headline stops before "to"
    if dep == "acl" and head != verb:
        claimed = predicate.kind == "deny" and tree.kid(token, ("mark",)) >= 0
        return tree.tags[token] in ("VB", "VBN") or predicate.head == head or claimed
    if dep == "ccomp" and head == verb:
        return token > verb and (predicate.kind in KEEP_COMPLEMENT)
    if head in (verb, predicate.head):
        if dep == "advmod" and tree.words[token].lower() in ADVERBS:
            return False
        if dep == "conj" and naming.is_noun(tree, token):
            return naming.is_noun(tree, head)
        if dep == "cc":
            return any(naming.is_noun(tree, other) for other in tree.kids(head, ("conj",))) and head != verb
        if dep == "punct":
            return tree.words[token] in "-–'$%/" and head != verb
        return dep not in SIDE
    if dep in ("conj", "cc"):
        return dep == "cc" or naming.is_noun(tree, token) or tree.tags[token].startswith(("JJ", "CD"))
    if dep == "punct":
        return tree.words[token] in ("-", "–", "'", "/", "$", ",") and tree.deps[head] not in ("relcl", "advcl")
    return dep not in ("relcl", "advcl", "parataxis", "appos", "intj", "dep")


def _close(tree: Tree, token: int, head: int) -> bool:
    """Say whether a name follows without a comma: "top diplomat Ana Lind" is one phrase, "Ana Lind, the diplomat" is not."""
    first = min(tree.subtree(token))
    return (
        first > head
        and tree.tags[token].startswith("NNP")
        and not any(tree.words[k] in ",(-–—" for k in range(head + 1, first))
    )


def only_dates(tree: Tree, token: int, dated: Collection[int]) -> bool:
    """A preposition that governs nothing but a date."""
    if tree.tags[token] not in ("IN", "TO"):
        return False
    below = [child for child in tree.children[token] if tree.deps[child] in ("pobj", "pcomp", "prep")]
    return bool(below) and all(
        child in dated or only_dates(tree, child, dated) or _vague(tree, child) for child in below
    )


def _vague(tree: Tree, noun: int) -> bool:
    """Say whether a noun is a stretch of time ahead that no calendar fixes: "in the coming months"."""
    coming = any(tree.words[k].lower() in ("coming", "upcoming") for k in tree.children[noun])
    return coming and tree.lemmas[noun] in ("day", "week", "month", "year")


def is_under(tree: Tree, token: int, top: int) -> bool:
    return top >= 0 and (token == top or top in tree.ancestors(token))


def noun_words(tree: Tree, head: int, dated: Collection[int], name: Namer) -> str:
    if head < 0:
        return ""
    apposed = _name_beside(tree, head, name)
    if apposed:
        return apposed
    known = name(head)
    if known:
        return re.sub(r"^(THE|AN|A) ", lambda m: m.group().capitalize(), known)
    kept = tree.subtree(
        head,
        lambda k: (
            k not in dated
            and not only_dates(tree, k, dated)
            and (
                tree.deps[k] not in ("relcl", "appos", "advcl", "acl", "parataxis", "ccomp", "dep")
                or (tree.deps[k] == "appos" and _close(tree, k, tree.heads[k]))
            )
            and not (tree.deps[k] == "case" and tree.heads[k] in dated)
            and not (
                tree.deps[k] == "amod"
                and k > tree.heads[k]
                and (tree.kid(k, ("xcomp",)) >= 0 or tree.words[k - 1] == ",")
            )
            and not (tree.deps[k] == "prep" and tree.words[k].lower() in ASIDE)
            and not (tree.deps[k] == "punct" and tree.words[k] not in "-–'/$%.,")
            and tree.deps[k] != "preconj"
        ),
    )
    return join(tree, trim(tree, kept), name)


def _name_beside(tree: Tree, head: int, name: Namer) -> str:
    """The name that says whom "its former chief, Ana Lind" means, so that nobody need ask whose chief."""
    owner = tree.kid(head, ("poss",))
    if owner < 0 or tree.tags[owner] != "PRP$":
        return ""
    for apposed in tree.kids(head, ("appos",)):
        if tree.tags[apposed].startswith("NNP"):
            return name(-1 - apposed) or tree.text(tree.phrase(apposed))
    return ""


def trim(tree: Tree, tokens: Sequence[int]) -> list[int]:
    kept = list(tokens)
    while kept and (tree.deps[kept[-1]] in ("punct", "cc") or tree.tags[kept[-1]] in ("IN", "TO", "DT", "CC", ",")):
        kept.pop()
    while kept and (tree.deps[kept[0]] in ("punct", "cc") and tree.words[kept[0]] != "$"):
        kept.pop(0)
    return kept


def join(tree: Tree, tokens: Sequence[int], name: Namer, inner: bool = False) -> str:
    """Join tokens, pronouns replaced by the names they stand for; what was left out between two leaves one blank."""
    out, before = "", -1
    for token in tokens:
        word = tree.words[token]
        if tree.tags[token] == "WP$":
            word = _whose(tree, token) or word
        if tree.tags[token] in ("PRP", "PRP$"):
            known = name(token)
            if known:
                known = pronouns.inside(known) if out or inner else known
                word = pronouns.possessive(known) if tree.tags[token] == "PRP$" else known
        glued = before >= 0 and before == token - 1 and tree.sentence.ends[before] == tree.sentence.starts[token]
        no_blank = glued or not out or word in (",", ".", "'s", "%", ")")
        out += ("" if no_blank else " ") + word
        before = token
    return out


def _whose(tree: Tree, token: int) -> str:
    """The owner that "whose" stands for: the noun that its clause hangs on."""
    for above in tree.ancestors(token):
        if tree.deps[above] == "relcl":
            owner = tree.text(tree.phrase(tree.heads[above]))
            return pronouns.possessive(owner)
    return ""
