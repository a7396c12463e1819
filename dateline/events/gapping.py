"""Gives a verb back to those for whom it is left out: "Lund votes on Monday and Tarn on Tuesday" tells of two votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.events.tree import Tree

NOMINAL = ("NN", "NNS", "NNP", "NNPS", "CD", "PRP")
TIMES = ("DATE", "TIME")
WITHIN = frozenset({"on", "in", "at", "by", "from", "until"})
TAILS = frozenset({"later", "earlier", "afterwards", "before"})


def mend(tree: Tree) -> bool:
    """Hang the second of two dated subjects on the verb, and its date on it; say whether anything changed."""
    changed = False
    for noun in range(2, tree.size - 1):
        verb = _verb_left_out(tree, noun)
        if verb < 0:
            continue
        tree.heads[noun], tree.deps[noun] = verb, "conj"
        for token in _date_behind(tree, noun, verb):
            tree.heads[token] = noun
        changed = True
    return changed


def is_gapped(tree: Tree, noun: int) -> bool:
    """Say whether a noun stands where a whole clause would, its verb left out."""
    verb = tree.heads[noun]
    between = verb < noun and tree.deps[noun] == "conj" and tree.tags[verb].startswith("VB")
    return between and tree.tags[noun] in NOMINAL and _dated_alone(tree, noun)


def is_done_to(tree: Tree, noun: int) -> bool:
    """Say whether the noun stands for the verb's object: "met the unions on Monday and the employers on Tuesday"."""
    verb = tree.heads[noun]
    subject, done_to = tree.kid(verb, ("nsubj",)), tree.kid(verb, ("dobj",))
    if subject < 0 or done_to < 0:
        return False
    kinds = [tree.tags[k].startswith("NNP") for k in (subject, done_to, noun)]
    return kinds[1] == kinds[2] or kinds[0] != kinds[2]


def _verb_left_out(tree: Tree, noun: int) -> int:
    """Return the verb before "and Tarn on Tuesday", where its own date stands before "and" and no other verb follows, or -1."""
    if tree.tags[noun] not in NOMINAL or tree.names[noun][2:] in TIMES or tree.deps[noun] not in ("conj", "appos"):
        return -1
    above = tree.heads[noun]
    verb = next((k for k in (above, *tree.ancestors(above)) if tree.tags[k].startswith("VB")), -1)
    first = min(tree.subtree(noun, lambda k: k < noun), default=noun)
    if not 0 <= verb < first - 1 or tree.words[first - 1].lower() not in ("and", ",", "while"):
        return -1
    if not (tree.names[above][2:] in TIMES or above == verb) or not _has_date(tree, verb, first):
        return -1
    behind = _date_behind(tree, noun, verb)
    ends = max((max(tree.subtree(k)) for k in behind), default=-1) + 1
    whole = 0 < ends <= tree.size and (ends == tree.size or tree.words[ends] in (".", ",", ";", "and"))
    clean = not any(tree.tags[k].startswith(("VB", "MD")) and tree.deps[k] != "amod" for k in range(verb + 1, ends))
    return verb if behind and whole and clean else -1


def _has_date(tree: Tree, verb: int, first: int) -> bool:
    return any(tree.names[k][2:] in TIMES for k in range(verb + 1, first))


def _date_behind(tree: Tree, noun: int, verb: int) -> list[int]:
    """Return the heads of the phrases of time that follow a noun directly: "on Tuesday", "24 hours later"."""
    found: list[int] = []
    for token in sorted({*tree.children[verb], *tree.children[noun], *tree.children[tree.heads[noun]]}):
        if token <= noun or token in found or not _tells_time(tree, token):
            continue
        phrase = [k for k in tree.subtree(noun) if k < token and not set(tree.ancestors(k)) & {token}]
        if found or min(tree.subtree(token)) == max(phrase) + 1:
            found.append(token)
    return found


def _tells_time(tree: Tree, token: int) -> bool:
    if tree.deps[token] == "prep" and tree.words[token].lower() in WITHIN:
        return any(tree.names[k][2:] in TIMES for k in tree.kids(token, ("pobj",)))
    later = tree.words[token].lower() in TAILS and tree.kid(token, ("npadvmod",)) >= 0
    return later or (tree.deps[token] == "npadvmod" and tree.names[token][2:] in TIMES)


def _dated_alone(tree: Tree, noun: int) -> bool:
    return any(_tells_time(tree, k) for k in tree.children[noun])
