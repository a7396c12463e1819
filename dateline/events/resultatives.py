"""Gives a verb its object where it says what that became: "cut the driver free", "left six people injured"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.events.lexicon import lexicon

if TYPE_CHECKING:
    from dateline.events.tree import Tree


def called_for(tree: Tree, token: int) -> bool:
    """Nothing is given a name where nothing else is governed: "called the general election for 25 April" calls an election."""
    verb = tree.heads[token]
    held = lexicon().nouns.get(tree.lemmas[token]) in ("strike", "vote", "meet", "protest")
    other = tree.kid(verb, ("dobj", "nsubjpass", "dative")) >= 0 or len(tree.kids(verb, ("oprd",))) > 1
    if tree.lemmas[verb] != "call" or not held or other:
        return False
    tree.deps[token] = "dobj"
    return True


def what_it_became(tree: Tree, adjective: int) -> bool:
    """In "cut the driver free" the driver is what is cut, and free what that made of him."""
    verb, thing = tree.heads[adjective], tree.kid(adjective, ("nsubj",))
    if not verb < thing < adjective or tree.kid(adjective, ("cop", "aux", "mark")) >= 0:
        return False
    if tree.kid(verb, ("dobj", "nsubjpass")) >= 0 or not tree.tags[verb].startswith("VB"):
        return False
    _told_of(tree, verb, thing, adjective)
    return True


def state_of_object(tree: Tree, token: int) -> bool:
    """In "left six people injured" the people are injured, not what left them so."""
    thing, verb = token - 1, tree.heads[token]
    if tree.lemmas[verb] not in ("leave", "find", "keep", "see", "get") or tree.heads[thing] != verb:
        return False
    if tree.deps[thing] != "dobj":
        return False
    tree.tags[token], tree.deps[token] = "JJ", "oprd"
    return True


def let_go(tree: Tree, bare: int) -> bool:
    """In "let go 40 workers", "let slip the price" nobody is let: the two words are one verb."""
    verb, above = bare - 1, tree.heads[bare]
    helping = verb >= 0 and tree.deps[verb] == "aux" and tree.heads[verb] == bare
    if verb < 0 or tree.lemmas[verb] != "let" or not (helping or (above == verb and tree.kid(bare, ("nsubj",)) < 0)):
        return False
    if helping:
        tree.heads[verb], tree.deps[verb] = verb if above == bare else above, tree.deps[bare]
    for child in tree.children[bare]:
        if child != verb:
            tree.heads[child] = verb
    tree.tags[bare], tree.deps[bare], tree.heads[bare] = "RP", "prt", verb
    return True


AFIRE = frozenset({"alight", "ablaze", "afire", "aflame"})


def set_afire(tree: Tree, word: int) -> bool:
    """No noun is called so: in "set the town hall alight" the hall is set."""
    verb, thing = tree.heads[word], word - 1
    if (
        not tree.tags[verb].startswith("VB")
        or tree.heads[thing] != word
        or tree.tags[thing] not in ("NN", "NNS", "NNP", "JJ")
    ):
        return False
    tree.tags[word], tree.tags[thing] = "JJ", "NN" if tree.tags[thing] == "JJ" else tree.tags[thing]
    for child in tree.children[word]:
        if child < thing:
            tree.heads[child] = thing
    _told_of(tree, verb, thing, word)
    return True


def _told_of(tree: Tree, verb: int, thing: int, quality: int) -> None:
    tree.heads[thing], tree.deps[thing] = verb, "dobj"
    tree.heads[quality], tree.deps[quality] = verb, "oprd"
    for child in tree.children[quality]:
        if child > quality and tree.deps[child] in ("prep", "npadvmod", "advmod", "advcl"):
            tree.heads[child] = verb
