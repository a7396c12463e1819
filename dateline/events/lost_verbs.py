"""Finds the verb of a clause that the tagger took for something else: "Two drown as canoe overturns", "A paper reported that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.events.lexicon import lexicon

if TYPE_CHECKING:
    from dateline.events.tree import Tree

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SAYING = frozenset("report say claim write tell announce reveal allege suggest confirm state find show".split())


def mend(tree: Tree, token: int) -> bool:
    """Change tags, relations and heads in place where a clause lacks its verb; say whether anything changed."""
    dep, tag = tree.deps[token], tree.tags[token]
    if dep == "ROOT" and tag in ("JJ", "NN", "VBN", "VB") and tree.sentence.kind == "title":
        return _of_number(tree, token)
    if dep == "advcl" and tag == "NNS":
        return _of_clause(tree, token)
    if dep == "acl" and tag == "VBN":
        return _of_saying(tree, token)
    return False


def _of_number(tree: Tree, token: int) -> bool:
    """A number at the head of a headline does something: "Two drown", "Hundreds flee"."""
    if token != 1 or tree.tags[0] not in ("CD", "NNS") or tree.heads[0] != token:
        return False
    if tree.words[token].lower() not in lexicon().verbs or tree.words[token].lower() in lexicon().nouns:
        return False
    tree.tags[token], tree.deps[0] = "VBP", "nsubj"
    return True


def _of_clause(tree: Tree, token: int) -> bool:
    """A clause after "as" or "after" has a verb: "as canoe overturns"."""
    subject = tree.kid(token, ("nsubj",))
    if tree.kid(token, ("mark",)) < 0 or not 0 <= subject < token or tree.lemmas[token] not in lexicon().verbs:
        return False
    tree.tags[token] = "VBZ"
    return True


def _of_saying(tree: Tree, token: int) -> bool:
    """What governs a clause with "that" is said by its noun: "A website reported on Sunday that the singer had died"."""
    noun = tree.heads[token]
    said = tree.kid(token, ("ccomp",))
    that = any(tree.words[k].lower() == "that" for k in tree.kids(said, ("mark",))) if said >= 0 else False
    if not that or tree.lemmas[token] not in SAYING or tree.deps[noun] != "ROOT" or noun > token:
        return False
    if tree.kid(token, ("agent", "auxpass")) >= 0 or any(tree.words[k] == "," for k in range(noun, token)):
        return False
    for child in tree.children[noun]:
        if tree.deps[child] == "punct" and child > token:
            tree.heads[child] = token
    tree.tags[token], tree.heads[token], tree.deps[token] = "VBD", token, "ROOT"
    tree.heads[noun], tree.deps[noun] = token, "nsubj"
    return True
