"""Finds plans that the next clause says came to nothing: "The lift was to start on Tuesday. It did not."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.events import naming, put_back, undone, verb_dates
from dateline.events.extraction import Predicate
from dateline.events.modality import Standing
from dateline.events.noun_status import EXPECTED
from dateline.events.tree import Tree

CUE = "did not"
BARE = frozenset({"do", "have", "be"})
HAPPENING = frozenset(
    "happen come occur materialise materialize arrive appear show turn begin start open leave".split()
)
UNDONE = frozenset(
    "shut closed empty unbuilt unfinished unopened unpaid unsigned vacant idle incomplete waiting there".split()
)
SUBJECTS = frozenset("it that this they he she neither none nothing".split())
MORE = ("dobj", "attr", "acomp", "xcomp", "ccomp")
DENYING = frozenset({"never", "neither", "none", "nothing"})


def resolve(predicate: Predicate, trees: Sequence[Tree]) -> Predicate:
    """Call off what was planned where the rest of its sentence, or the sentence after it, says that it did not come."""
    tree = trees[predicate.sentence]
    if predicate.decision or not _was_planned(predicate):
        late = predicate.standing.level == "planned" and predicate.standing.cue is not None and not predicate.decision
        late = late and put_back.is_put_back(predicate, trees)
        return _put_back(predicate) if late else predicate
    if _below(tree, predicate) or _above(tree, predicate) or _after(trees, predicate):
        hoped = predicate.nominal and predicate.standing.cue == EXPECTED and predicate.kind not in undone.ARRANGED
        return replace(predicate, standing=Standing("denied" if hoped else "cancelled", CUE, "past"))
    if _is_averted(tree, predicate):
        return replace(predicate, standing=Standing("cancelled", CUE, "past"))
    if _still_waits(trees, predicate):
        return replace(predicate, standing=Standing("postponed", CUE, "past"))
    return _put_back(predicate) if put_back.is_put_back(predicate, trees) else predicate


def _put_back(predicate: Predicate) -> Predicate:
    return replace(predicate, standing=Standing("postponed", put_back.CUE, predicate.standing.tense))


def _was_planned(predicate: Predicate) -> bool:
    standing = predicate.standing
    return (
        (standing.level == "planned" or standing.cue == EXPECTED)
        and standing.cue is not None
        and (standing.tense == "past" or standing.cue == "was to")
    )


def _below(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a clause joined to the plan denies it: "was to sail on 3 June but never left port"."""
    plan = predicate.verb
    joined = [
        k
        for k in range(plan + 1, tree.size)
        if tree.deps[k] in ("conj", "parataxis", "ROOT", "ccomp") and naming.is_verb(tree, k)
    ]
    return any(_denies(tree, k) and _has_subject(tree, k) for k in joined)


def _above(tree: Tree, predicate: Predicate) -> bool:
    """Say whether the clause above denies a plan told of its subject: "The train that was to cross on 3 March did not"."""
    clause = predicate.verb
    while tree.deps[clause] in ("xcomp", "acomp") and tree.heads[clause] != clause:
        clause = tree.heads[clause]
    noun = tree.heads[clause]
    verb = tree.heads[noun]
    subject = tree.deps[clause] == "relcl" and tree.deps[noun] in ("nsubj", "nsubjpass") and naming.is_verb(tree, verb)
    return subject and _denies(tree, verb)


def _is_averted(tree: Tree, predicate: Predicate) -> bool:
    """Say whether the clause above averts what was due: "a deal averted a walkout that was due to begin at noon"."""
    clause = predicate.verb
    while tree.deps[clause] in ("xcomp", "acomp") and tree.heads[clause] != clause:
        clause = tree.heads[clause]
    noun = tree.heads[clause]
    done_to = tree.deps[clause] == "relcl" and tree.deps[noun] in ("dobj", "nsubjpass")
    return done_to and tree.lemmas[tree.heads[noun]] in undone.AVERTED and tree.kid(tree.heads[noun], ("neg",)) < 0


def _next(trees: Sequence[Tree], predicate: Predicate) -> Tree | None:
    number = predicate.sentence + 1
    if number >= len(trees) or trees[number].sentence.paragraph != trees[predicate.sentence].sentence.paragraph:
        return None
    return trees[number]


def _still_waits(trees: Sequence[Tree], predicate: Predicate) -> bool:
    """Say whether the sentence after says that it has not come so far: "It has yet to meet", "It still has not sat"."""
    tree = _next(trees, predicate)
    root = _root(tree) if tree else -1
    subject = tree.kid(root, ("nsubj",)) if tree and root >= 0 else -1
    if tree is None or root < 0:
        return False
    taken_up = [k for k in tree.kids(root, ("dobj",)) if tree.words[k].lower() in SUBJECTS]
    if taken_up and _comes_later(tree, root):
        return True
    if subject < 0 or tree.words[subject].lower() not in SUBJECTS:
        return False
    if tree.tags[root] == "VBZ" and tree.lemmas[root] == "be":
        still = any(tree.words[k].lower() == "still" for k in tree.kids(root, ("advmod",)))
        return still and any(
            tree.words[k].lower() in UNDONE for k in tree.kids(root, ("acomp", "advmod", "prep", "attr"))
        )
    perfect = tree.words[root].lower() == "has" or any(
        tree.words[k].lower() == "has" for k in tree.kids(root, ("aux",))
    )
    adverbs = {tree.words[k].lower() for k in (*tree.kids(root, ("advmod",)), *tree.kids(subject, ("advmod",)))}
    negated = tree.kid(root, ("neg",)) >= 0 and adverbs & {"still", "yet"}
    waits = tree.lemmas[root] == "have" and "yet" in adverbs and tree.kid(root, ("xcomp",)) >= 0
    return perfect and bool(negated or waits)


def _comes_later(tree: Tree, root: int) -> bool:
    """Say whether it is now to come on another day: "The judge will now give it on 27 March"."""
    now = any(tree.words[k].lower() == "now" for k in tree.kids(root, ("advmod",)))
    ahead = any(tree.words[k].lower() in ("will", "'ll", "is", "are") for k in tree.kids(root, ("aux", "auxpass")))
    return now and ahead and verb_dates.has_date(tree, root)


def _root(tree: Tree) -> int:
    return next((k for k in range(tree.size) if tree.deps[k] == "ROOT"), -1)


def _after(trees: Sequence[Tree], predicate: Predicate) -> bool:
    tree = _next(trees, predicate)
    if tree is None:
        return False
    if tree.words[0] == "Instead" and _is_past(tree, _root(tree)):
        return True  # "She was due to testify on Monday. Instead she was taken ill."
    root = _root(tree)
    subject = tree.kid(root, ("nsubj",)) if root >= 0 else -1
    return subject >= 0 and tree.words[subject].lower() in SUBJECTS and _denies(tree, root)


def _has_subject(tree: Tree, verb: int) -> bool:
    """Say whether a joined clause has no subject of its own, or a pronoun."""
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    return subject < 0 or tree.words[subject].lower() in SUBJECTS


def _is_past(tree: Tree, verb: int) -> bool:
    helpers = {tree.words[k].lower() for k in tree.kids(verb, ("aux", "auxpass"))}
    return verb >= 0 and (tree.tags[verb] == "VBD" or bool(helpers & {"did", "had", "was", "were"}))


def _denies(tree: Tree, verb: int) -> bool:
    """Say whether a clause in the past says only that something did not come: "It did not", "but never left port"."""
    past = _is_past(tree, verb)
    negated = tree.kid(verb, ("neg",)) >= 0 or any(
        tree.words[k].lower() in DENYING for k in tree.kids(verb, ("advmod", "nsubj"))
    )
    bare = tree.lemmas[verb] in BARE and tree.kid(verb, MORE) < 0 and tree.tags[verb] == "VBD"
    return past and negated and (bare or tree.lemmas[verb] in HAPPENING)
