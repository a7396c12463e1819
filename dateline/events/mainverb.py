"""Finds the main verb of a sentence again where the parser took it for a participle or an adjective beside a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.events.lexicon import lexicon

if TYPE_CHECKING:
    from dateline.events.tree import Tree

FINITE = ("VBD", "VBZ", "VBP")
SUBJECT = ("nsubj", "nsubjpass", "expl", "csubj")


def mend(tree: Tree) -> bool:
    """Change tags, relations and heads in place; say whether anything changed."""
    changed = False
    for token, tag in enumerate(tree.tags):
        if tag == "VBN" and tree.deps[token] == "acl":
            changed |= _only_verb(tree, token)
        if tree.deps[token] == "ROOT" and tag.startswith("VB"):
            changed |= _marked(tree, token)
        if tag == "VBN" and tree.deps[token] == "acl" and tree.sentence.kind == "title":
            changed |= _headline_passive(tree, token)
        if tag in ("VB", "VBP") and tree.deps[token] == "compound":
            changed |= _verb_in_compound(tree, token)
        if tag == "JJ" and tree.deps[token] == "ROOT":
            changed |= _counted_dead(tree, token)
        if tag == "VBN" and tree.deps[token] == "amod":
            changed |= _behind_date(tree, token)
        if tag == "JJ" and tree.deps[token] == "acomp" and "-" in tree.words[token]:
            changed |= _hyphenated_participle(tree, token)
        if tree.deps[token] == "npadvmod":
            changed |= _done_to(tree, token)
        if token == 0 and tag == "VB" and tree.deps[token] == "ROOT":
            changed |= _noun_not_order(tree, token)
        if tag == "NNS" and tree.deps[token] == "nsubj":
            changed |= _verb_before_noun(tree, token)
        if tree.deps[token] == "advcl" and tag.startswith("NN"):
            changed |= _noun_over_adjective(tree, token)
    return changed


def _has_finite(tree: Tree) -> bool:
    return any(tag in FINITE or tag == "MD" for tag in tree.tags)


MARKS = frozenset("after before since because while although though when until as once".split())


def _marked(tree: Tree, verb: int) -> bool:
    """No main clause follows a conjunction: in "It was sold on Monday, a year after it was built" it was sold."""
    mark = next((k for k in tree.kids(verb, ("mark", "advmod")) if tree.words[k].lower() in MARKS), -1)
    told = next((k for k in tree.kids(verb, ("ccomp", "advcl")) if k < mark and tree.kid(k, SUBJECT) >= 0), -1)
    if told < 0 <= mark < verb and tree.kid(verb, ("cc",)) < 0:
        return _behind_clause(tree, verb)
    if told < 0 or "," not in tree.words[told:mark] or not _is_finite(tree, told) or tree.kid(told, ("mark",)) >= 0:
        return False
    tree.heads[told], tree.deps[told] = told, "ROOT"
    tree.heads[verb], tree.deps[verb] = told, "advcl"
    return True


def _behind_clause(tree: Tree, verb: int) -> bool:
    """In "Yesterday, a year after it fell, a jury blamed three men" the jury's is the main clause."""
    told = next((k for k in tree.kids(verb, ("conj",)) if _is_finite(tree, k)), -1)
    subject = tree.kid(told, SUBJECT) if told >= 0 else -1
    if subject < verb or tree.words[min(tree.subtree(subject)) - 1] != ",":
        return False
    tree.heads[told], tree.deps[told] = told, "ROOT"
    tree.heads[verb], tree.deps[verb] = told, "advcl"
    return True


def _is_finite(tree: Tree, verb: int) -> bool:
    return tree.tags[verb] in FINITE or any(
        tree.tags[k] in (*FINITE, "MD") for k in tree.kids(verb, ("aux", "auxpass"))
    )


def _only_verb(tree: Tree, token: int) -> bool:
    """A full sentence has a main verb: in "A crowd of 200 queued outside the museum." it is the participle."""
    noun = _whole(tree, tree.heads[token], token)
    first = tree.heads[noun]
    behind = tree.deps[noun] == "pobj" and first == 0 and tree.deps[0] == "ROOT" and tree.tags[0] == "IN"
    if _has_finite(tree) or (tree.deps[noun] != "ROOT" and not behind):
        return False
    if not tree.tags[noun].startswith("NN") or tree.words[-1] != "." or tree.sentence.kind != "body":
        return False
    if tree.kid(token, ("agent", "aux", "auxpass")) >= 0 or token != max(tree.subtree(noun, lambda k: k <= token)):
        return False
    tree.heads[token], tree.deps[token] = token, "ROOT"
    tree.heads[noun], tree.deps[noun] = token, "nsubj"
    if behind:  # "In Norland the waiting period lapsed on Monday."
        tree.heads[first], tree.deps[first] = token, "prep"
    for child in [k for k in tree.children[noun] if tree.deps[k] == "punct" and k > token]:
        tree.heads[child] = token
    return True


INTRANSITIVE = frozenset("follow occur happen ensue fail arrive emerge collapse vanish disappear erupt".split())
"""What nobody does to anything: its participle is no passive."""


def _whole(tree: Tree, noun: int, token: int) -> int:
    """The subject in "The roof of a sports hall caved in", "A bid of 40 million followed": not the roof is of the hall."""
    preposition = tree.heads[noun]
    alone = tree.kid(token, ("prt",)) >= 0 or tree.lemmas[token] in INTRANSITIVE
    if tree.deps[noun] != "pobj" or tree.words[preposition].lower() != "of" or not alone:
        return noun
    above = tree.heads[preposition]
    return above if tree.tags[above].startswith("NN") and tree.deps[above] == "ROOT" else noun


def _behind_date(tree: Tree, verb: int) -> bool:
    """In "The singer's death on Monday shocked fans." the participle is no attribute of the fans."""
    noun, subject = tree.heads[verb], verb - 1
    before = subject - 1
    if _has_finite(tree) or before < 1 or tree.words[before].lower() != "on" or tree.names[subject][2:] != "DATE":
        return False
    if tree.heads[subject] != verb or tree.heads[noun] != before or tree.deps[noun] != "pobj":
        return False
    above = tree.heads[before]
    if tree.deps[above] != "ROOT" or not tree.tags[above].startswith("NN") or above > before:
        return False
    tree.heads[subject], tree.deps[subject] = before, "pobj"
    tree.heads[verb], tree.deps[verb], tree.tags[verb] = verb, "ROOT", "VBD"
    tree.heads[noun], tree.deps[noun] = verb, "dobj"
    tree.heads[above], tree.deps[above] = verb, "nsubj"
    return True


def _hyphenated_participle(tree: Tree, token: int) -> bool:
    """What was done to somebody is no quality of his: "was cross-examined", "was re-elected"."""
    copula = tree.heads[token]
    if tree.lemmas[copula] != "be" or tree.lemmas[token] not in lexicon().verbs:
        return False
    above, dep = tree.heads[copula], tree.deps[copula]
    tree.tags[token], tree.deps[token] = "VBN", dep
    tree.heads[token] = token if above == copula else above
    for child in tree.children[copula]:
        if child != token:
            tree.heads[child] = token
            tree.deps[child] = "nsubjpass" if tree.deps[child] == "nsubj" else tree.deps[child]
    tree.heads[copula], tree.deps[copula] = token, "auxpass"
    return True


def _done_to(tree: Tree, noun: int) -> bool:
    """What stands right after a verb and measures no time is what it is done to: "beat City 3-1", "was docked six points"."""
    verb = tree.heads[noun]
    first = min(tree.subtree(noun))
    if first != verb + 1 or not tree.tags[verb].startswith("VB") or tree.kid(verb, ("dobj",)) >= 0:
        return False
    if tree.tags[noun] not in ("NN", "NNS", "NNP") or tree.names[noun][2:] in ("DATE", "TIME", "PERCENT", "QUANTITY"):
        return False
    passive = tree.kid(verb, ("auxpass",)) >= 0
    if not (passive and tree.tags[first] == "CD") and tree.lemmas[verb] not in ("beat", "defeat", "thrash", "edge"):
        return False
    tree.deps[noun] = "dobj"
    return True


def _noun_not_order(tree: Tree, token: int) -> bool:
    """News gives no orders: in "Strike off" and "Restart of the reactor" the first word is a noun."""
    if (
        _has_finite(tree)
        or tree.lemmas[token] not in lexicon().nouns
        or tree.kid(token, ("dobj", "xcomp", "ccomp")) >= 0
    ):
        return False
    if tree.kid(token, ("prt", "prep")) < 0 and tree.size > 1:
        return False
    tree.tags[token] = "NN"
    return True


def _verb_before_noun(tree: Tree, token: int) -> bool:
    """In "Firm admits leak" the plural is the verb, and the verb what it is done to."""
    root, before, words = tree.heads[token], token - 1, lexicon()
    if _has_finite(tree) or before < 0 or tree.heads[before] != token or tree.tags[root] != "VB" or root < token:
        return False
    if tree.lemmas[token] not in words.verbs or tree.lemmas[token] in words.nouns or tree.deps[root] != "ROOT":
        return False
    tree.heads[token], tree.deps[token], tree.tags[token] = token, "ROOT", "VBZ"
    tree.heads[root], tree.deps[root], tree.tags[root] = token, "dobj", "NN"
    tree.deps[before], tree.tags[before] = "nsubj", "NN"
    for child in tree.children[token]:
        if child < before:
            tree.heads[child] = before
    return True


def _noun_over_adjective(tree: Tree, noun: int) -> bool:
    """An entry is about its first noun: "Blast at the refinery, two dead"."""
    root = tree.heads[noun]
    if _has_finite(tree) or tree.deps[root] != "ROOT" or not tree.tags[root].startswith("JJ") or noun > root:
        return False
    tree.heads[noun], tree.deps[noun] = noun, "ROOT"
    tree.heads[root], tree.deps[root] = noun, "conj"
    return True


def _headline_passive(tree: Tree, token: int) -> bool:
    """A headline leaves out "were": "Two held over raid", "Nine killed in fire"."""
    noun = tree.heads[token]
    if _has_finite(tree) or tree.deps[noun] != "ROOT" or tree.words[token - 1] in (",", "-", ":"):
        return False
    if token != max(tree.subtree(noun, lambda k: k <= token)) or not tree.tags[noun].startswith(("NN", "CD")):
        return False
    tree.heads[token], tree.deps[token] = token, "ROOT"
    tree.heads[noun], tree.deps[noun] = token, "nsubjpass"
    for child in [k for k in tree.children[noun] if k > token]:
        tree.heads[child] = token
    return True


def _verb_in_compound(tree: Tree, token: int) -> bool:
    """What has a subject is no part of a name: "Norland and Sudland sign river treaty"."""
    subject, noun = tree.kid(token, ("nsubj",)), tree.heads[token]
    if subject < 0 or _has_finite(tree):
        return False
    while tree.deps[noun] == "compound" and tree.heads[noun] > noun:
        noun = tree.heads[noun]
    if tree.deps[noun] != "ROOT" or noun < token:
        return False
    below = tree.heads[token]
    tree.heads[token], tree.deps[token], tree.tags[token] = token, "ROOT", "VBP"
    tree.heads[noun], tree.deps[noun] = token, "dobj"
    for child in tree.children[below] if below != noun else ():
        if child < token:
            tree.heads[child] = token
    return True


def _counted_dead(tree: Tree, token: int) -> bool:
    """In "At least nine dead in fire" the nine are dead."""
    count = tree.kid(token, ("nummod",))
    if tree.words[token].lower() not in ("dead", "missing", "injured", "hurt") or count < 0 or _has_finite(tree):
        return False
    tree.heads[count], tree.deps[count] = count, "ROOT"
    tree.heads[token], tree.deps[token] = count, "amod"
    for child in tree.children[token]:
        if child != count:
            tree.heads[child] = count
    return True
