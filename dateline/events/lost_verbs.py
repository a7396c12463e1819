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
    if dep == "ROOT" and tree.sentence.kind == "title" and not any(each in FINITE for each in tree.tags):
        return _of_number(tree, token) or _still_to_come(tree, token)
    if dep == "advcl" and tag == "NNS":
        return _of_clause(tree, token)
    if dep == "acl" and tag == "VBN":
        return _of_saying(tree, token) or _after_that(tree, token)
    if dep == "ccomp" and tag == "VBN" and tree.kid(token, ("nsubj",)) >= 0 and tree.kid(token, ("aux", "auxpass")) < 0:
        tree.tags[token] = "VBD"  # "said that the pipe leaked for nine hours"
        return True
    return False


def _of_number(tree: Tree, token: int) -> bool:
    """A number at the head of a headline does something: "Two drown", "Hundreds flee"."""
    if token != 1 or tree.tags[0] not in ("CD", "NNS") or tree.heads[0] != token:
        return False
    if tree.words[token].lower() not in lexicon().verbs or tree.words[token].lower() in lexicon().nouns:
        return False
    tree.tags[token], tree.deps[0] = "VBP", "nsubj"
    return True


PURPOSES = frozenset(
    "race fight battle time way chance reason need move drive scheme bill law step deal mission quest struggle rush war duty "
    "ready able unable set due how what when where why whether license licence right bid call vow".split()
)
"""What an infinitive says the end of: "Race to save miners"."""
QUOTES = frozenset({"'", '"', "''", "``", "‘", "’", "“", "”"})


def _still_to_come(tree: Tree, noun: int) -> bool:
    """A headline's infinitive is what its noun is to do: "Inquest to open on Monday", "Ferry to resume in June"."""
    clauses = [k for k in tree.kids(noun, ("xcomp", "acl", "relcl", "advcl", "ccomp")) if k > noun]
    verb = clauses[0] if clauses else -1
    to = next((k for k in tree.kids(verb, ("aux",)) if tree.words[k].lower() == "to"), -1) if verb >= 0 else -1
    if to < 0 or tree.kid(verb, ("nsubj", "nsubjpass")) >= 0 or not _is_actor(tree, noun):
        return False
    if any(
        tree.words[k] not in QUOTES and k not in tree.subtree(noun, lambda c: c != verb) for k in range(noun + 1, to)
    ):
        return False
    passive = tree.kid(verb, ("auxpass",)) >= 0
    if not (tree.tags[verb].startswith("VB") or tree.words[verb].lower() in lexicon().verbs):
        return False
    tree.tags[verb] = "VBN" if passive else "VB"
    tree.tags[noun] = tree.tags[noun] if tree.tags[noun].startswith("NN") else "NN"
    tree.heads[verb], tree.deps[verb] = verb, "ROOT"
    tree.heads[noun], tree.deps[noun] = verb, "nsubjpass" if passive else "nsubj"
    return True


def _is_actor(tree: Tree, noun: int) -> bool:
    """Say whether a word can be what does something: a noun that no infinitive is the content or the end of."""
    words, lemma = lexicon(), tree.lemmas[noun].lower()
    if lemma in words.noun_operators or lemma in PURPOSES or tree.words[noun].lower() in PURPOSES:
        return False
    if tree.tags[noun].startswith("NN") or tree.tags[noun] == "UH":
        return True
    return tree.tags[noun] == "VBG" and tree.words[noun].lower() in words.nouns and tree.kid(noun, ("dobj",)) < 0


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


def _after_that(tree: Tree, token: int) -> bool:
    """A clause after "that" has a verb: in "said that the pipe leaked" the pipe did, nobody leaked it."""
    noun = tree.heads[token]
    that = [k for k in tree.kids(noun, ("mark",)) if k < noun and tree.words[k].lower() == "that"]
    if tree.deps[noun] != "ccomp" or not that or noun > token or not tree.words[token].lower().endswith("ed"):
        return False
    above = tree.heads[noun]
    tree.heads[token], tree.deps[token], tree.tags[token] = above, "ccomp", "VBD"
    tree.heads[noun], tree.deps[noun] = token, "nsubj"
    for mark in that:
        tree.heads[mark] = token
    return True
