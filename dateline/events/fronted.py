"""Gives a day that opens a clause to the clause, where the parser took it for a part of the noun that follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.events.tree import Tree

OPENING = frozenset("on in by since until from".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
PARTS = frozenset("morning afternoon evening night lunchtime".split())
UNITS = frozenset("day week fortnight month year".split())
WITHIN = frozenset({"compound", "nmod", "nummod", "amod", "npadvmod", "poss", "det"})
TITLES = frozenset("mr mrs ms miss dr prof sir dame lord lady mr. mrs. ms. dr.".split())


def after_that(tree: Tree, that: int) -> bool:
    """In "Eight days after that Ana Lind resigned" she resigned that long after what was told before."""
    after, name = that - 1, that + 1
    if after < 0 or name >= tree.size or tree.words[after].lower() not in ("after", "before"):
        return False
    verb = tree.heads[that]
    clause = tree.tags[name].startswith(("NNP", "PRP")) or tree.deps[name] in ("det", "poss")
    if not clause or tree.deps[that] != "mark" or verb < name or tree.heads[after] != verb:
        return False
    tree.heads[that], tree.deps[that], tree.tags[that] = after, "pobj", "DT"
    tree.deps[after] = "prep"
    return True


def mend(tree: Tree, opening: int) -> bool:
    """Mend a preposition that opens a date and a clause; say whether anything changed."""
    last = _day_after(tree, opening)
    if tree.words[opening].lower() not in OPENING or last < 0:
        return False
    return _free(tree, opening, last) | _of_the_clause(tree, opening) | _counted_to(tree, opening, last)


def _day_after(tree: Tree, opening: int) -> int:
    """Return the last token of the day that follows a token, or -1: "Monday", "17 December", "April 2018"."""
    k, words = opening + 1, tree.words
    found = -1
    while k < tree.size:
        word = words[k].lower()
        if word in WEEKDAYS | MONTHS or (found >= 0 and (word in PARTS or word.isdigit())):
            found = k
        elif not (found < 0 and word.isdigit() and len(word) <= 2):
            break
        k += 1
    return found


def _of_the_clause(tree: Tree, opening: int) -> bool:
    """In "On Sunday the programme Panorama showed the pictures" the day is of the showing."""
    noun = tree.heads[opening]
    if noun < opening or not tree.tags[noun].startswith("NN"):
        return False
    verb = next((k for k in tree.ancestors(noun) if tree.tags[k].startswith("VB")), -1)
    if verb < noun:
        return False
    tree.heads[opening] = verb
    return True


def _counted_to(tree: Tree, opening: int, last: int) -> bool:
    """In "On Friday, a year to the day after the roof fell, the mayor spoke" the day is of his speaking."""
    verb = tree.heads[opening]
    mark = tree.kid(verb, ("mark",))
    if tree.words[last + 1 : last + 2] != (",",) or not last < mark < verb:
        return False
    between = range(last + 2, mark)
    counted = any(tree.lemmas[k] in UNITS for k in between) and not any(tree.tags[k].startswith("VB") for k in between)
    above = tree.heads[verb]
    if not counted or above <= verb or not tree.tags[above].startswith("VB"):
        return False
    tree.heads[opening], tree.deps[verb] = above, "advcl"
    return True


def _free(tree: Tree, opening: int, last: int) -> bool:
    """In "In April Ms Lind put the cost at" she did, and in April; in "on 17 December Orr was held" he was."""
    noun = tree.heads[last]
    while noun > last and tree.deps[noun] in WITHIN and tree.heads[noun] > noun:
        noun = tree.heads[noun]
    verb = tree.heads[noun]
    if noun <= last or tree.deps[last] not in WITHIN or not tree.tags[noun].startswith("NN"):
        return False
    if tree.words[noun].lower() in PARTS | WEEKDAYS | MONTHS:
        return False
    if tree.deps[noun] == "pobj" and tree.heads[noun] == opening:
        verb = tree.heads[opening]
        if verb < noun or not tree.tags[verb].startswith("VB") or tree.kid(verb, ("nsubj", "nsubjpass", "expl")) >= 0:
            return False
        passive = tree.kid(verb, ("auxpass",)) >= 0
        tree.heads[noun], tree.deps[noun] = verb, "nsubjpass" if passive else "nsubj"
    elif tree.deps[noun] not in ("nsubj", "nsubjpass") or verb < noun or tree.kid(opening, ("pobj",)) >= 0:
        return False
    for token in range(opening + 1, last):
        tree.heads[token] = min(tree.heads[token], last)
    tree.heads[last], tree.deps[last] = opening, "pobj"
    _rename(tree, last)
    return True


def _rename(tree: Tree, last: int) -> None:
    """Take the words behind a day out of its name."""
    names, k = list(tree.names), last + 1
    kind = "PERSON" if k < tree.size and tree.words[k].lower() in TITLES else "ORG"
    while k < tree.size and names[k] == "I-DATE":
        name = tree.tags[k].startswith("NNP")
        names[k] = (f"B-{kind}" if k == last + 1 else f"I-{kind}") if name else ""
        k += 1
    tree.names = tuple(names)
