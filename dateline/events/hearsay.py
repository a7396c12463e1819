"""Says which clauses tell only what somebody holds against another, or what is rumoured: "is accused of taking it"."""

from __future__ import annotations

from dateline.events import naming
from dateline.events.tree import Tree

ALLEGING = frozenset({"allege"})
"""What is said so is not known: "prosecutors allege that he struck her"."""
OPEN_NOUNS = frozenset(
    "rumour rumor speculation fear hope suspicion gossip allegation accusation possibility chance worry concern suggestion".split()
)
"""Of what these tell nothing is known, also where a verb stands between: "rumours spread on Monday that she had quit"."""
CHARGING = frozenset(
    "accuse charge suspect indict try prosecute arraign arrest question detain investigate sue report hold book cite".split()
)
CLEARING = frozenset({"acquit", "clear", "exonerate", "absolve", "exculpate"})
CHARGES = frozenset("suspicion charge count allegation accusation claim suspect".split())
OF = frozenset({"of", "with", "for", "over", "on"})


def is_rumoured(tree: Tree, clause: int, above: int) -> bool:
    """Say whether a clause is what a rumour tells, the verb standing between."""
    subject = tree.kid(above, ("nsubj", "nsubjpass")) if naming.is_verb(tree, above) else -1
    that = any(tree.words[k].lower() == "that" for k in tree.kids(clause, ("mark",)))
    return that and subject >= 0 and tree.lemmas[subject] in OPEN_NOUNS and tree.deps[clause] in ("ccomp", "advcl")


def is_charged(tree: Tree, gerund: int) -> str:
    """Return the word that holds a deed against somebody ("accused of taking", "arrested on suspicion of taking"), or none."""
    preposition = tree.heads[gerund]
    if tree.deps[gerund] != "pcomp" or tree.words[preposition].lower() not in OF:
        return ""
    above = tree.heads[preposition]
    if tree.lemmas[above] in CHARGES and naming.is_noun(tree, above):
        return tree.words[above].lower()
    return tree.words[above].lower() if naming.is_verb(tree, above) and tree.lemmas[above] in CHARGING else ""


def is_cleared(tree: Tree, gerund: int) -> bool:
    """Say whether a deed is what somebody was cleared of: "acquitted on Tuesday of poisoning her husband"."""
    preposition = tree.heads[gerund]
    of = tree.deps[gerund] == "pcomp" and tree.words[preposition].lower() == "of"
    return of and tree.lemmas[tree.heads[preposition]] in CLEARING
