"""Finds claims that the next sentence denies: "Rebels said they had taken the port. The army denied it."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.events import naming, operating
from dateline.events.doubted import CLAIMS, DISMISSING, FALSE, PROVING, THIS
from dateline.events.extraction import Predicate
from dateline.events.modality import DONE, Standing
from dateline.events.tree import Tree

CUE = "false"
POINTING = frozenset({"the", "this", "that", "these", "those", "any", "all", "both"})
"""What points back to a claim: a dismissed "call" or "plea" is another thing."""
FIRM = frozenset({"announce", "confirm", "admit", "acknowledge", "concede", "disclose", "recall", "regret", "reveal"})
"""Who says so vouches for what he himself has done."""
NAMED = frozenset({"ROOT", "nsubj", "nsubjpass", "dobj", "attr"})
"""Where a noun stands that "it" of the next sentence takes up."""
NEAR = 1
"""Paragraphs between a claim and its denial, at most."""


def resolve(predicate: Predicate, trees: Sequence[Tree]) -> Predicate:
    """Deny what somebody is said to have claimed where the sentence after it says that it is untrue."""
    number = predicate.sentence + 1
    if predicate.standing.level not in DONE or predicate.decision or number >= len(trees):
        return predicate
    tree, after = trees[predicate.sentence], trees[number]
    if predicate.nominal and tree.sentence.kind == "body" and tree.deps[predicate.head] in NAMED and _never_was(after):
        same = tree.sentence.paragraph == after.sentence.paragraph
        return replace(predicate, standing=Standing("denied", CUE, "past")) if same else predicate
    near = after.sentence.paragraph - tree.sentence.paragraph <= NEAR
    if not near or tree.sentence.kind not in ("body", "post") or not _is_claimed(tree, predicate):
        return predicate
    if not _denies(after) and not (predicate.kind == "die" and _lives(after)):
        return predicate
    return replace(predicate, standing=Standing("denied", CUE, "past"))


def _is_claimed(tree: Tree, predicate: Predicate) -> bool:
    """Say whether somebody is only said to say it, himself or in a report: "reports on Tuesday said that he had died"."""
    clause = predicate.verb
    while tree.deps[clause] == "conj" and naming.is_verb(tree, tree.heads[clause]):
        clause = tree.heads[clause]
    above = tree.heads[clause]
    if tree.deps[clause] == "acl" or (tree.deps[clause] == "relcl" and tree.lemmas[above] in CLAIMS):
        return tree.lemmas[above] in CLAIMS
    if tree.deps[clause] != "ccomp" or not naming.is_verb(tree, above) or tree.lemmas[above] in FIRM:
        return False
    if tree.kid(clause, ("advcl",)) >= 0:
        return False  # "said the mast fell after a lorry had hit it": which of both is denied nothing tells
    operator = operating.verb_operator(tree, above)
    return operator is not None and operator.name == "report"


def _never_was(tree: Tree) -> bool:
    """Say whether a sentence says that what was named did not take place: "Both swear that it never happened"."""
    for verb in range(tree.size):
        if tree.lemmas[verb] not in ("happen", "occur", "take") or not tree.tags[verb].startswith("VB"):
            continue
        subject, thing = tree.kid(verb, ("nsubj",)), tree.kid(verb, ("dobj",))
        placed = tree.lemmas[verb] != "take" or (thing >= 0 and tree.lemmas[thing] == "place")
        negated = any(tree.words[k].lower() in ("not", "n't", "never") for k in tree.kids(verb, ("neg", "advmod")))
        past = tree.tags[verb] == "VBD" or any(
            tree.words[k].lower() in ("did", "had") for k in tree.kids(verb, ("aux",))
        )
        whole = tree.kid(verb, ("prep", "advcl")) < 0  # not "did not take place behind closed doors"
        if (
            placed
            and negated
            and past
            and whole
            and subject >= 0
            and tree.words[subject].lower() in ("it", "that", "this")
        ):
            return True
    return False


def _denies(tree: Tree) -> bool:
    root = next((k for k in range(tree.size) if tree.deps[k] == "ROOT"), -1)
    return root >= 0 and (_waves_away(tree) or any(_rejects(tree, k) for k in (root, *tree.kids(root, ("conj",)))))


def _lives(tree: Tree) -> bool:
    """Say whether somebody of whom it was told that he had died is alive: "Her agent said she was alive and well"."""
    return any(
        tree.lemmas[word] == "alive" and tree.tags[subject] == "PRP" and tree.kid(verb, ("neg",)) < 0
        for verb in range(tree.size)
        if tree.lemmas[verb] == "be"
        for word in tree.kids(verb, ("acomp",))
        for subject in tree.kids(verb, ("nsubj",))
    )


def _rejects(tree: Tree, verb: int) -> bool:
    """Say whether a clause rejects what was claimed: "denied it", "called the claim false", "This was untrue"."""
    if tree.kid(verb, ("neg",)) >= 0:
        return any(tree.lemmas[k] == "true" for k in tree.kids(verb, ("acomp",))) and _means_claim(tree, verb)
    if tree.lemmas[verb] in DISMISSING:
        thing = tree.kid(verb, ("dobj", "nsubjpass"))
        return _is_claim(tree, thing) if thing >= 0 else _is_bare(tree, verb)
    if tree.lemmas[verb] in PROVING:
        said = tree.kids(verb, ("acomp", "attr", "oprd"))
        return any(tree.lemmas[k] in FALSE for k in said) and _means_claim(tree, verb)
    if tree.lemmas[verb] in ("call", "describe", "brand", "label"):
        claim = [k for k in tree.subtree(verb) if k > verb and _is_claim(tree, k)]
        return bool(claim) and any(tree.lemmas[k] in FALSE for k in tree.subtree(verb))
    return any(_rejects(tree, k) for k in tree.kids(verb, ("ccomp",)))


def _means_claim(tree: Tree, verb: int) -> bool:
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    return subject >= 0 and _is_claim(tree, subject)


def _is_claim(tree: Tree, thing: int) -> bool:
    if tree.words[thing].lower() in THIS:
        return True
    pointed = any(tree.words[k].lower() in POINTING for k in tree.kids(thing, ("det", "predet")))
    told = tree.kid(thing, ("acl", "relcl", "prep", "ccomp")) >= 0
    return tree.lemmas[thing] in CLAIMS and pointed and not told


def _is_bare(tree: Tree, verb: int) -> bool:
    """Say whether a denial leaves out what it denies: "The ministry denies."."""
    return tree.kid(verb, ("ccomp", "xcomp", "prep", "pcomp")) < 0 and tree.kid(verb, ("nsubj",)) >= 0


def _waves_away(tree: Tree) -> bool:
    """Say whether a sentence begins with a quoted word that waves a claim away: '"Rubbish," said the mayor.'."""
    words = [tree.words[k].lower() for k in range(min(tree.size, 5))]
    if not words or words[0] not in ('"', "“", "``", "‘", "'"):
        return False
    single = words[2:3] and words[2] in (",", ".", "!", '"', "”", "''", "’")
    return (words[1] in FALSE and bool(single)) or words[1:3] in (["not", "true"], ["not", "so"])
