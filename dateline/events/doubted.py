"""Says which claims are told as false, and which as unconfirmed: "reports that he had died were false"."""

from __future__ import annotations

from dateline.events import naming
from dateline.events.tree import Tree

CLAIMS = frozenset(
    "claim allegation rumour rumor accusation report suggestion speculation story talk news gossip assertion notion idea "
    "account version".split()
)
SIGNS = frozenset("proof evidence indication sign hint".split())
"""Nouns that stand before what they tell even without "that": "no proof the money had changed hands"."""
FALSE = frozenset(
    "false untrue wrong baseless unfounded fake inaccurate incorrect bogus fabricated groundless fictitious absurd hoax lie "
    "fiction nonsense rubbish invention fabrication myth fantasy falsehood tale rot bunk garbage slander".split()
)
DISMISSING = frozenset(
    {
        "deny",
        "dismiss",
        "reject",
        "refute",
        "rebut",
        "repudiate",
        "debunk",
        "scotch",
        "dispute",
        "contest",
        "contradict",
    }
)
WORDED = frozenset("tell write publish make spread read hear repeat give issue file print run see carry".split())
"""What is done with the words of a claim: "the story that he wrote" says nothing of what it claims."""
PROVING = frozenset({"be", "prove"})
THIS = frozenset("this that it these those them".split())
UNCONFIRMED = frozenset("unconfirmed unverified unsourced uncorroborated".split())


def is_content(tree: Tree, clause: int) -> bool:
    """Say whether a clause on a noun is what is claimed, though the parser took it for a relative one: "the story that he quit"."""
    noun, subject = tree.heads[clause], tree.kid(clause, ("nsubj", "nsubjpass"))
    if tree.lemmas[noun] in SIGNS and subject >= 0:
        return tree.tags[subject] not in ("WDT", "WP")
    if tree.lemmas[noun] not in CLAIMS or subject < 0:
        return False
    below = (clause, *tree.kids(clause, ("xcomp",)))
    that = [k for verb in below for k in tree.children[verb] if k < clause and tree.words[k].lower() == "that"]
    if not that or tree.deps[that[0]] in ("nsubj", "nsubjpass"):
        return False
    return tree.heads[that[0]] == clause or not {tree.lemmas[verb] for verb in below} & WORDED


def is_refuted(tree: Tree, claim: int) -> bool:
    """Say whether the same sentence calls what a noun or a verb claims false."""
    if naming.is_verb(tree, claim):
        if tree.lemmas[claim] == "be" and any(is_refuted(tree, k) for k in tree.kids(claim, ("acomp",))):
            return True
        return any(_gainsays(tree, clause) for clause in tree.kids(claim, ("conj", "parataxis"))) or _disowned(
            tree, claim
        )
    if tree.lemmas[claim] == "true":
        return tree.kid(tree.heads[claim], ("neg",)) >= 0
    if tree.lemmas[claim] not in CLAIMS:
        return False
    if any(tree.lemmas[k] in FALSE for k in tree.kids(claim, ("amod",))) or _in_no_truth(tree, claim):
        return True
    verb = tree.heads[claim]
    subject = tree.deps[claim] in ("nsubj", "nsubjpass") and naming.is_verb(tree, verb)
    return (subject and _is_false(tree, verb)) or _is_denied(tree, claim) or _is_waved_away(tree, claim)


def _is_denied(tree: Tree, claim: int) -> bool:
    """Say whether somebody "denied a story in Monday's paper" that tells it."""
    verb = tree.heads[claim]
    denied = tree.deps[claim] in ("dobj", "nsubjpass") and tree.lemmas[verb] in DISMISSING
    modal = any(tree.tags[k] == "MD" or tree.words[k].lower() == "to" for k in tree.kids(verb, ("aux",)))
    return denied and tree.tags[verb] != "VBG" and tree.kid(verb, ("neg",)) < 0 and not modal


def _in_no_truth(tree: Tree, claim: int) -> bool:
    """Say whether "there is no truth in" a claim."""
    truth = tree.heads[tree.heads[claim]]
    negated = any(tree.words[k].lower() in ("no", "little") for k in tree.kids(truth, ("det", "amod")))
    return tree.deps[claim] == "pobj" and tree.lemmas[truth] in ("truth", "basis", "substance") and negated


def _disowned(tree: Tree, verb: int) -> bool:
    """Say whether a clause at the end of a claim denies it: "said they had shot it down, which the army denied"."""
    for clause in range(verb + 1, tree.size):
        if tree.lemmas[clause] not in DISMISSING or tree.deps[clause] != "relcl" or tree.tags[clause] != "VBD":
            continue
        what = tree.kid(clause, ("dobj",))
        appended = tree.lemmas[tree.heads[clause]] in CLAIMS and tree.deps[tree.heads[clause]] in (
            "appos",
            "npadvmod",
            "dobj",
            "conj",
        )
        which = what >= 0 and tree.words[what].lower() == "which" and tree.words[what - 1] == ","
        if (which and tree.names[tree.heads[clause]][2:] in ("DATE", "TIME")) or (appended and what < 0):
            return True
    return False


def _is_false(tree: Tree, verb: int) -> bool:
    """Say whether "were false", "was a hoax" is said, and not denied."""
    said = [k for k in tree.kids(verb, ("acomp", "attr", "oprd")) if tree.lemmas[k] in FALSE or tree.words[k] in FALSE]
    return tree.lemmas[verb] in PROVING and bool(said) and tree.kid(verb, ("neg",)) < 0


def _gainsays(tree: Tree, verb: int) -> bool:
    """Say whether a clause after a claim denies it: "but the ministry said this was false", "which the firm denied"."""
    if tree.lemmas[verb] in DISMISSING:
        denied = tree.kid(verb, ("dobj", "nsubjpass"))
        return denied >= 0 and (tree.words[denied].lower() in THIS or tree.lemmas[denied] in CLAIMS)
    for said in (verb, *tree.kids(verb, ("ccomp",))):
        subject = tree.kid(said, ("nsubj",))
        meant = subject >= 0 and (tree.words[subject].lower() in THIS or tree.lemmas[subject] in CLAIMS)
        untrue = any(tree.lemmas[k] == "true" for k in tree.kids(said, ("acomp",))) and tree.kid(said, ("neg",)) >= 0
        if meant and (_is_false(tree, said) or untrue):
            return True
    return False


def _is_waved_away(tree: Tree, claim: int) -> bool:
    """Say whether a quoted word after a claim waves it away: 'asked about reports that ..., she said: "Nonsense."'"""
    below = set(tree.subtree(claim))
    return any(
        tree.words[k].lower() in FALSE and k not in below and _in_quotes(tree, k) for k in range(claim + 1, tree.size)
    )


def _in_quotes(tree: Tree, token: int) -> bool:
    return any(tree.words[k] in ('"', "“", "``", "‘") for k in range(max(token - 3, 0), token))


def is_unconfirmed(tree: Tree, verb: int) -> bool:
    """Say whether a clause is told on reports that nobody has confirmed."""
    according = [k for k in tree.kids(verb, ("prep",)) if tree.words[k].lower() in ("according", "per", "in")]
    if any(tree.words[k].lower() in UNCONFIRMED for preposition in according for k in tree.subtree(preposition)):
        return True
    if tree.deps[verb] != "ccomp":
        return False
    source = tree.kid(tree.heads[verb], ("nsubj",))
    return source >= 0 and any(tree.words[k].lower() in UNCONFIRMED for k in tree.kids(source, ("amod",)))
