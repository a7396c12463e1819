"""Writes a phrase of a title, with names for those whom pronouns, forms of address and descriptions stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dateline.events import omitted, pronouns
from dateline.events.clauses import ADVERBS, ASIDE, close, is_infinitive, only_dates
from dateline.events.names import vocabulary
from dateline.events.pronouns import Namer
from dateline.events.tree import Tree

LOOSE = frozenset({"relcl", "appos", "advcl", "acl", "parataxis", "ccomp", "dep"})
SHORT = 4
"""Words of a description that a title has room for beside a name."""


def noun_words(tree: Tree, head: int, left: Collection[int], name: Namer) -> str:
    """Write a noun phrase without its side clauses; a name that stands beside a description joins it."""
    if head < 0:
        return ""
    apposed = _name_beside(tree, head, name)
    if apposed:
        return apposed
    known = name(head)
    if known:
        return re.sub(r"^(THE|AN|A) ", lambda m: m.group().capitalize(), known)
    kept = tree.subtree(head, lambda k: _keeps(tree, k, left))
    return join(tree, trim(tree, kept), name) + _apposition(tree, head, left, name)


def _keeps(tree: Tree, token: int, left: Collection[int]) -> bool:
    dep, head = tree.deps[token], tree.heads[token]
    if token in left or only_dates(tree, token, left) or (dep == "case" and head in left):
        return False
    if dep in LOOSE:
        purpose = dep in ("acl", "relcl") and is_infinitive(tree, token) and len(tree.subtree(token)) < 2 * SHORT
        return (dep == "appos" and close(tree, token, head)) or purpose
    if dep == "amod" and token > head:
        return tree.kid(token, ("xcomp",)) < 0 and tree.words[token - 1] != ","
    if dep == "prep" and tree.kid(token, ("pcomp",)) >= 0 and tree.kid(tree.kid(token, ("pcomp",)), ("nsubj",)) >= 0:
        return False  # "a decision on when the school can reopen"
    if dep == "prep":
        return tree.words[token].lower() not in ASIDE and tree.words[min(tree.subtree(token)) - 1] != ","
    if tree.tags[token] == "WRB":
        return False  # "When the firm, a lender, bought it"
    if dep == "punct":
        return tree.words[token] in "-–'/$%.,"
    if dep == "conj" and tree.tags[token].startswith("VB") and tree.tags[head].startswith("NN"):
        return False
    idle = dep == "advmod" and tree.words[token].lower() in ADVERBS
    return dep != "preconj" and not idle and tree.words[token].lower() not in ("there", "here")


def _name_beside(tree: Tree, head: int, name: Namer) -> str:
    """The name that says whom "its former chief, Ana Lind" means, so that nobody need ask whose chief."""
    owner = tree.kid(head, ("poss",))
    if owner < 0 or tree.tags[owner] != "PRP$":
        return ""
    for apposed in tree.kids(head, ("appos",)):
        if tree.tags[apposed].startswith("NNP"):
            return name(-1 - apposed) or tree.text(tree.phrase(apposed))
    return ""


def _apposition(tree: Tree, head: int, left: Collection[int], name: Namer) -> str:
    """What stands between commas and says who or what is meant: ", Akari," of a mission, ", the captain," of a man."""
    for beside in tree.kids(head, ("appos",)):
        if beside in left or beside < head or close(tree, beside, head):
            continue
        if tree.tags[head] == "NN" and tree.tags[beside].startswith("NNP"):
            full = name(-1 - beside) or tree.text(tree.phrase(beside))
            vague = any(
                tree.words[k].lower() in ("a", "an") for k in (*tree.kids(head, ("det",)), *tree.kids(beside, ("det",)))
            )
            plain = not vague and tree.kid(head, ("prep",)) < 0
            return f" {full}" if plain else f", {full},"
        phrase = tree.phrase(beside)
        named = tree.tags[head].startswith("NNP") and tree.lemmas[beside] in vocabulary("persons")
        if named and len(phrase) <= SHORT and not any(tree.tags[k] == "PRP$" for k in phrase):
            return f", {tree.text(phrase)},"
    return ""


def trim(tree: Tree, tokens: Sequence[int]) -> list[int]:
    """Cut the loose ends of a phrase: a comma, a conjunction, a preposition without its noun."""
    kept = list(tokens)
    while kept and _is_loose_end(tree, kept[-1]):
        kept.pop()
    while kept and (tree.deps[kept[0]] in ("punct", "cc") and tree.words[kept[0]] != "$"):
        kept.pop(0)
    return kept


def _is_loose_end(tree: Tree, token: int) -> bool:
    if tree.tags[token] == "IN" and tree.deps[token] in ("prt", "advmod", "prep"):
        return tree.deps[token] == "prep" and tree.kid(token, ("pobj", "pcomp", "prep")) >= 0  # "drove in" is whole
    return tree.deps[token] in ("punct", "cc") or tree.tags[token] in ("IN", "TO", "DT", "CC", ",")


def join(tree: Tree, tokens: Sequence[int], name: Namer, inner: bool = False) -> str:
    """Join tokens, pronouns replaced by the names they stand for; what was left out between two leaves one blank."""
    out, before, all_tokens = "", -1, frozenset(tokens)
    for token in tokens:
        known = name.full.get(token, "")
        word = tree.words[token] if known and known in out else _word(tree, token, name, bool(out) or inner)
        if not word:
            continue
        if omitted.takes_article(tree, token, all_tokens):
            word = ("the " if out or inner else "The ") + word
        glued = before >= 0 and before == token - 1 and tree.sentence.ends[before] == tree.sentence.starts[token]
        no_blank = glued or not out or word in (",", ".", "'s", "%", ")")
        out += ("" if no_blank else " ") + word
        before = token
    return out


def _word(tree: Tree, token: int, name: Namer, within: bool) -> str:
    full = name.full.get(token)
    if full is not None:
        return full
    word, tag = tree.words[token], tree.tags[token]
    if tag == "WP$":
        return _whose(tree, token) or word
    known = name(token) if tag in ("PRP", "PRP$") else None
    if known is None or (tag == "PRP$" and known == _named_before(tree, token, name)):
        return word
    known = pronouns.inside(known) if within else known
    return pronouns.possessive(known) if tag == "PRP$" else known


def _named_before(tree: Tree, possessive: int, name: Namer) -> str | None:
    """Whom a phrase names before "and": "Ana Lind and her aides"."""
    noun = tree.heads[possessive]
    return name(-1 - tree.heads[noun]) if tree.deps[noun] == "conj" else None


def _whose(tree: Tree, token: int) -> str:
    """The owner that "whose" stands for: the noun that its clause hangs on."""
    for above in tree.ancestors(token):
        if tree.deps[above] == "relcl":
            owner = tree.text(tree.phrase(tree.heads[above]))
            return pronouns.possessive(owner)
    return ""
