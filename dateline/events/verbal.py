"""Describes one verb as a predicate: its class, standing and roles, and what it puts off or calls off."""

from __future__ import annotations

from dataclasses import replace

from dateline.events import carrying, names, naming, operating, roles, senses, undone
from dateline.events.extraction import Predicate
from dateline.events.lexicon import lexicon
from dateline.events.nominal import kind_of
from dateline.events.status import Standings
from dateline.events.tree import Tree

GRANTED = frozenset(
    "motion request appeal application bail permission access entry visa petition bid licence license".split()
)
"""What is granted or denied: to deny it is to reject it."""
CLAIMS = frozenset("claim allegation rumour rumor accusation report suggestion speculation charge".split())
SUSPENDED = frozenset("meet vote try perform compete speak launch test truce negotiate".split())
ONGOING = frozenset(
    "search hunt manhunt rescue siege sit-in blockade curfew lockdown alert boycott picket effort".split()
)
"""What is under way when it is called off: that ends it."""


def staged(tree: Tree, verb: int) -> bool:
    """Say whether a passive tells that its subject takes place: "it will be held", "the gala was staged"."""
    return tree.lemmas[verb] in ("hold", "stage", "convene") and tree.kid(verb, ("nsubjpass",)) >= 0


def verbal(number: int, tree: Tree, verb: int, standings: Standings) -> Predicate:
    words = lexicon()
    name = naming.verb_name(tree, verb)
    sense = senses.verb(tree, verb)
    kind = "happen" if sense is None and staged(tree, verb) else senses.class_of(tree, verb)
    operator = operating.verb_operator(tree, verb) if sense in (None, "postpone", "cancel") else None
    if kind in ("postpone", "cancel") and operator is None and name in ("drop", "stall", "suspend", "withdraw", "pull"):
        kind = "" if name != "drop" else "change" if tree.kid(verb, ("dobj", "nsubjpass")) >= 0 else "fall_in_price"
    decision = operator.effect if operator and operator.effect in ("postponed", "cancelled") else ""
    standing = standings.clause(verb)
    if _had_it_been(tree, verb):
        standing = replace(standing, level="possible", cue="if")
    if carrying.done_by(tree, verb) >= 0 and standing.level in ("planned", "possible", "present"):
        standing = replace(standing, level="occurred", tense="past", cue=None)
    if kind == "reject" and _claimed(tree, verb):
        kind = "deny"
    if (
        kind == "deny"
        and name == "dismiss"
        and any(tree.tags[k] == "NNP" for k in tree.kids(verb, ("dobj", "nsubjpass")))
    ):
        kind = "dismiss"  # "dismissed Orr"
    if kind == "deny" and any(tree.lemmas[k] in GRANTED for k in tree.kids(verb, ("dobj", "nsubjpass"))):
        kind = "reject"
    if name == "rule out" and standing.level == "denied":
        standing = replace(standing, level="possible")
    excluded = name == "rule out" and sense is None and _what_is_ruled_out(tree, verb)
    if excluded and standing.level in ("occurred", "present"):
        kind = "deny"
    if kind == "deny" and standing.level in ("occurred", "present"):
        standing = replace(standing, level="denied", cue=tree.words[verb].lower())
    if standing.level == "denied" and standing.cue == "false":
        kind = "deny"  # "it is not true that staff opened the gates" denies it
    lost = tree.kid(verb, ("nsubjpass",)) if tree.lemmas[verb] == "lose" else -1
    if lost >= 0 and undone.is_lost(tree, lost):
        decision = "cancelled"  # "the summit was lost to malaria"
    if decision and kind not in ("postpone", "cancel"):
        kind = {"postponed": "postpone", "cancelled": "cancel"}[decision]  # "the launch slipped to April"
    target = tree.kid(verb, ("dobj", "nsubjpass")) if decision else -1
    if target >= 0 and tree.tags[target] == "WDT":
        target = roles.antecedent(tree, target, verb)
    if decision and target < 0 and tree.lemmas[verb] in ("move", "switch", "bring", "push", "transfer", "shift"):
        target = operating.what_moves(tree, verb)
    if decision and target < 0 and (tree.lemmas[verb] == "slip" or name in operating.FAILING):
        target = tree.kid(verb, ("nsubj",))
    if decision and target < 0 and roles.is_passive(tree, verb):
        shared = roles.shared_subject(tree, verb)
        target = shared if shared >= 0 and naming.is_noun(tree, shared) else -1  # "was due in May but postponed"
    if decision and standing.level == "present" and tree.kid(verb, ("auxpass",)) >= 0:
        standing = replace(standing, level="occurred")  # "Voting is moved to Monday": the notice does it
    if decision == "cancelled" and target >= 0 and tree.lemmas[target] in ONGOING:
        decision, target, kind = "", -1, "end"
    if decision and tree.deps[verb] == "conj" and undone.had_begun(tree, tree.heads[verb]):
        decision, target = "", -1  # "was opened and adjourned"
    if tree.lemmas[verb] == "suspend" and (target < 0 or naming.noun_class(tree, target) not in SUSPENDED):
        decision, target = "", -1  # a service or a search that is suspended was under way
    return Predicate(
        number,
        verb,
        verb,
        name,
        kind,
        words.weights.get(kind, 0.3),
        nominal=False,
        weak=False,
        roles=roles.of_verb(tree, verb),
        standing=standing,
        source=roles.source(tree, verb),
        decision=decision,
        target=target,
        loose=target >= 0 and (tree.tags[target] == "PRP" or tree.words[target].lower() in ("that", "this")),
        sudden=bool(decision) and _is_sudden(tree, verb, target),
        moved=any(tree.words[child].lower() in ("now", "instead") for child in tree.kids(verb, ("advmod",))),
    )


def _had_it_been(tree: Tree, verb: int) -> bool:
    """Say whether a clause only imagines: "Had Lind gone that weekend, ..."."""
    had, subject = tree.kid(verb, ("aux",)), tree.kid(verb, ("nsubj", "nsubjpass"))
    if tree.kid(verb, ("neg",)) >= 0:
        return False  # "had the council not sold it"
    return 0 <= had < subject < verb and tree.words[had].lower() == "had" and tree.tags[verb] == "VBN"


def _what_is_ruled_out(tree: Tree, verb: int) -> bool:
    """Say whether a deed is ruled out ("ruled out a snap election", "standing again"), not a player for a match."""
    noun = tree.kid(verb, ("dobj", "nsubjpass"))
    if noun >= 0:
        person = tree.names[noun][2:] == "PERSON" or tree.words[noun].lower() in names.vocabulary("offices")
        return tree.tags[noun] in ("NN", "NNS") and not person
    return tree.kid(verb, ("xcomp", "pcomp", "ccomp")) >= 0


SUDDEN = frozenset({"scrub", "abort", "halt", "interrupt"})
UNDER_WAY = frozenset({"compete", "perform"})


def _is_sudden(tree: Tree, verb: int, target: int) -> bool:
    """Say whether something was called off as it began: scrubbed, "minutes before liftoff", "at the last minute"."""
    if tree.lemmas[verb] in SUDDEN:
        return True
    if tree.lemmas[verb] == "abandon" and target >= 0 and kind_of(tree, target) in UNDER_WAY:
        return True
    below = [k for k in tree.subtree(verb) if tree.lemmas[k] in ("minute", "second", "moment", "hour")]
    near = {tree.words[k].lower() for unit in below for k in range(max(unit - 3, 0), min(unit + 4, tree.size))}
    return bool(below) and bool(near & {"before", "left", "go", "last", "into", "remaining"})


def _claimed(tree: Tree, verb: int) -> bool:
    """Say whether what is rejected is a claim: "rejected claims that the captain had been drinking"."""
    claim = tree.kid(verb, ("dobj", "nsubjpass"))
    return claim >= 0 and tree.lemmas[claim] in CLAIMS
