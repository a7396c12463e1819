"""Finds the verbs that leave the telling to another word: "the vote took place", "was the first to sign"."""

from __future__ import annotations

from dateline.events.lexicon import lexicon
from dateline.events.naming import is_noun, verb_name
from dateline.events.tree import Tree
from dateline.events.verb_dates import goes_on_since

HAPPENING = frozenset("come follow occur happen unfold ensue transpire last run".split())
RANKS = frozenset({"first", "last", "only", "second", "third", "latest"})
LENGTHS = frozenset("second minute hour day week month year night weekend session ballot round".split())
BECOMING = {"turn": "into", "descend": "into", "degenerate": "into", "escalate": "into", "erupt": "into", "boil": "into",
            "spill": "into", "come": "to", "result": "in", "culminate": "in"}  # fmt: skip


def done_by(tree: Tree, verb: int) -> int:
    """Return the verb by which an infinitive tells what was done: "was the first to sign", "took 25 minutes to confirm"; or -1."""
    if tree.tags[verb] != "VB" or not any(tree.words[k].lower() == "to" for k in tree.kids(verb, ("aux",))):
        return -1
    above = tree.heads[verb]
    if tree.lemmas[above] == "take" and tree.tags[above] == "VBD" and tree.deps[verb] in ("xcomp", "advcl", "ccomp"):
        lasted = tree.kids(above, ("dobj", "npadvmod"))
        return above if any(tree.lemmas[k] in LENGTHS for k in lasted) else -1
    ranked = {tree.words[above].lower(), *(tree.words[k].lower() for k in tree.kids(above, ("amod",)))} & RANKS
    if tree.deps[verb] not in ("relcl", "acl") or not ranked or tree.deps[above] not in ("attr", "appos"):
        return -1
    being = tree.heads[above]
    if tree.deps[above] == "appos":
        return verb
    return being if tree.lemmas[being] == "be" and tree.tags[being] in ("VBD", "VBZ", "VBN") else -1


def is_stage(tree: Tree, verb: int) -> bool:
    """Whether a verb only says that its subject happens ("the vote took place", "approval came")."""
    name = verb_name(tree, verb)
    if tree.lemmas[verb] == "go" and goes_on_since(tree, verb) and tree.kid(verb, ("dobj", "acomp")) < 0:
        return all(tree.words[k].lower() in ("since", "on", "for") for k in tree.kids(verb, ("prep", "prt")))
    if tree.kid(verb, ("dobj", "ccomp")) >= 0 and name == tree.lemmas[verb]:
        return False
    if " " in name and lexicon().verbs.get(name) in ("begin", "happen", "end"):
        return True
    return name in HAPPENING or lexicon().verbs.get(name) == "happen" or name in lexicon().phase


def becomes(tree: Tree, verb: int) -> list[int]:
    """Return the nouns that say what came of something: "a row turned into a brawl", "it came to clashes"."""
    wanted = BECOMING.get(tree.lemmas[verb])
    subject = tree.kid(verb, ("nsubj",))
    if wanted is None or (tree.lemmas[verb] == "come" and (subject < 0 or tree.words[subject].lower() != "it")):
        return []
    below = [k for p in tree.kids(verb, ("prep", "prt")) for k in (p, *tree.kids(p, ("prep",)))]
    return [k for p in below if tree.words[p].lower() == wanted for k in tree.kids(p, ("pobj",)) if is_noun(tree, k)]


def takes_place(tree: Tree, verb: int) -> bool:
    """Whether a verb says that something is held at all: "take place", "go ahead", "be held"."""
    name = verb_name(tree, verb)
    held = tree.lemmas[verb] in ("hold", "stage", "convene") and tree.kid(verb, ("auxpass",)) >= 0
    return held or name in ("take place", "go ahead", "happen", "go forward", "proceed")


def is_light(tree: Tree, verb: int) -> bool:
    return tree.lemmas[verb] in lexicon().light or verb_name(tree, verb) in lexicon().light
