"""Finds the events that verbs tell, and the nouns that a light verb leaves the telling to."""

from __future__ import annotations

from dataclasses import replace

from dateline.events import (
    answering,
    carrying,
    idle,
    intended,
    names,
    naming,
    operating,
    restaged,
    roles,
    senses,
    undone,
    verb_classes,
    verb_dates,
)
from dateline.events.extraction import Predicate
from dateline.events.lexicon import lexicon
from dateline.events.nominal import MEASURES, kind_of, nominal, part_of_name
from dateline.events.status import Standings
from dateline.events.tree import Tree

PHRASES = frozenset({"pobj", "npadvmod"})
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
FAULTS = frozenset("issue problem fault defect crack leak flaw anomaly glitch irregularity discrepancy".split())
"""What is discovered by who sees it."""
DECLARING = frozenset({"declare", "proclaim", "announce", "designate", "order"})


def of_verb(number: int, tree: Tree, verb: int, standings: Standings) -> list[Predicate]:
    name = naming.verb_name(tree, verb)
    words = lexicon()
    if verb_classes.calls_false(tree, verb):
        denial = verbal(number, tree, verb, standings)
        standing = replace(denial.standing, level="denied") if denial.standing.level == "occurred" else denial.standing
        return [replace(denial, kind="deny", weight=words.weights["deny"], standing=standing)]
    if verb_dates.goes_on_since(tree, verb) and tree.lemmas[verb] in verb_dates.OWNED | verb_dates.LED:
        kind = "buy" if tree.lemmas[verb] in verb_dates.OWNED else "appoint"
        return [replace(verbal(number, tree, verb, standings), kind=kind, weight=words.weights[kind])]
    if operating.only_names(tree, verb) or restaged.only_appoints(tree, verb) or _is_ended(tree, verb):
        return []
    if _does_so(tree, verb):
        again = verbal(number, tree, verb, standings)
        subject = tree.kid(verb, ("nsubj",))
        return [replace(again, kind="postpone", decision="postponed", target=subject, loose=True, moved=True,
                        standing=replace(again.standing, level="occurred"))]  # fmt: skip
    if idle.is_topic(tree, verb) or idle.only_passes_time(tree, verb):
        return []
    become = [noun for noun in carrying.becomes(tree, verb) if kind_of(tree, noun) and not part_of_name(tree, noun)]
    if become:
        return [nominal(number, tree, noun, verb, standings) for noun in become]
    if idle.is_told_to(tree, verb):
        return [replace(verbal(number, tree, verb, standings), kind="request", weight=words.weights["request"])]
    if answering.follows(tree, verb):
        return [replace(verbal(number, tree, verb, standings), kind="happen", weight=words.weights["happen"])]
    called = intended.calls_event(tree, verb)
    if called and standings.clause(verb).level in ("occurred", "present"):
        act = replace(verbal(number, tree, verb, standings), kind="announce", weight=words.weights["announce"])
        return [act, *(nominal(number, tree, noun, noun, standings) for noun in called)]
    if intended.runs_until(tree, verb) >= 0 and standings.clause(verb).level in ("present", "planned", "occurred"):
        ends = verbal(number, tree, verb, standings)
        return [replace(ends, kind="end", weight=words.weights["end"])]
    other = tree.lemmas[verb] in ("take", "put", "bring") and senses.verb(tree, verb)  # "take the count to court"
    if not other and (name in words.light or carrying.is_stage(tree, verb)):
        nouns = _light_nouns(tree, verb)
        if nouns:
            return [nominal(number, tree, noun, verb, standings) for noun in nouns]
    if (
        idle.sets_date(tree, verb)
        or idle.states_hope(tree, verb)
        or _announces(tree, verb, standings)
        or idle.informs(tree, verb)
    ):
        return [replace(verbal(number, tree, verb, standings), kind="announce", weight=0.5)]
    if _finds(tree, verb):
        return [replace(verbal(number, tree, verb, standings), kind="judge", weight=words.weights["judge"])]
    if _sees_fault(tree, verb):
        return [replace(verbal(number, tree, verb, standings), kind="discover", weight=words.weights["discover"])]
    sense = senses.verb(tree, verb)
    told = sense or _staged(tree, verb) or _attempted(tree, verb, standings)
    if (idle.is_trivial(tree, verb) and not told) or idle.only_causes(tree, verb):
        return []
    if tree.lemmas[verb] in DECLARING:
        days = _declared_days(tree, verb)
        if days:
            return [_declared(number, tree, day, standings) for day in days]
    if sense == "" or idle.keeps_silent(tree, verb) or idle.only_flees(tree, verb):
        return []
    attempted = _attempted(tree, verb, standings)
    if attempted:
        return [replace(verbal(number, tree, verb, standings), kind=attempted, weight=words.weights[attempted] * 0.8)]
    if _is_attempted(tree, verb, standings):
        return []
    operator = operating.verb_operator(tree, verb) if sense in (None, "postpone", "cancel", "deny") else None
    hearing = verb_classes.is_hearing(tree, verb)
    debated = tree.lemmas[verb] in ("debate", "discuss") and verb_dates.has_date(tree, verb)
    acts = operator is not None and operator.name == "hope" and idle.is_act(tree, verb)
    if operator and not operator.own and operator.name not in ("phase", "report") and not (hearing or debated or acts):
        return []
    if operator and operator.name == "report" and name not in words.verbs and not hearing:
        return []
    return [verbal(number, tree, verb, standings)]


def _is_ended(tree: Tree, verb: int) -> bool:
    """Whether a gerund is what somebody stops doing: the stopping tells it ("stopped selling cheese")."""
    stopping = tree.heads[verb]
    return (
        tree.deps[verb] == "xcomp" and tree.tags[verb] == "VBG" and tree.lemmas[stopping] in ("stop", "cease", "quit")
    )


def _does_so(tree: Tree, verb: int) -> bool:
    """Whether what was planned is told to be done on another day: "it will now do so on 8 April"."""
    words = {tree.words[k].lower() for k in tree.kids(verb, ("advmod",))}
    ahead = any(tree.words[k].lower() in ("will", "is", "are") for k in tree.kids(verb, ("aux",)))
    return tree.lemmas[verb] == "do" and "so" in words and bool(words & {"now", "instead"}) and ahead


def _finds(tree: Tree, verb: int) -> bool:
    """Whether a body comes on a day to what it finds: "the inquiry concluded in May that the firm had ignored warnings"."""
    found = tree.lemmas[verb] in ("conclude", "determine", "find", "establish") and verb_dates.has_date(tree, verb)
    return found and tree.kid(verb, ("ccomp",)) > verb and tree.kid(verb, ("nsubj",)) >= 0


def _sees_fault(tree: Tree, verb: int) -> bool:
    """Whether somebody first sees on a day what is wrong: "engineers saw the crack on 3 June"."""
    seen = {tree.lemmas[k] for k in tree.kids(verb, ("dobj", "nsubjpass"))}
    return tree.lemmas[verb] == "see" and bool(seen & FAULTS) and verb_dates.has_date(tree, verb)


def _announces(tree: Tree, verb: int, standings: Standings) -> bool:
    """Whether somebody says on a day what will be done on none: "said Wednesday that its budget would be cut"."""
    operator = operating.verb_operator(tree, verb)
    if operator is None or operator.name != "report" or not verb_dates.has_date(tree, verb) or tree.tags[verb] != "VBD":
        return False
    said = tree.kid(verb, ("ccomp",))
    if said < verb or tree.kid(verb, ("nsubj",)) < 0 or tree.lemmas[said] in ("be", "have"):
        return False
    standing = standings.clause(said)
    if _left_undone(tree, said):
        return True
    dated = any(tree.names[k][2:] in ("DATE", "TIME") and tree.deps[k] in PHRASES for k in tree.subtree(said))
    return standing.level == "planned" and standing.cue in ("would", "will", "'ll") and not dated


def _left_undone(tree: Tree, verb: int) -> bool:
    """Whether a thing has not done what it should: "said on Tuesday that the valve had not opened"; no person's denial."""
    auxiliaries = {tree.words[k].lower() for k in tree.kids(verb, ("aux",))}
    subject = tree.kid(verb, ("nsubj",))
    thing = subject >= 0 and tree.tags[subject] in ("NN", "NNS") and not tree.names[subject]
    return thing and "had" in auxiliaries and tree.kid(verb, ("neg",)) >= 0


def _attempted(tree: Tree, verb: int, standings: Standings) -> str:
    """Return the class of what somebody tried to do: the attempt was made, whatever came of it ("tried to storm the palace")."""
    if tree.lemmas[verb] not in ("try", "attempt") or standings.clause(verb).level != "occurred":
        return ""
    aim = tree.kid(verb, ("xcomp",))
    return senses.class_of(tree, aim) if aim >= 0 else ""


def _is_attempted(tree: Tree, verb: int, standings: Standings) -> bool:
    above = tree.heads[verb]
    return tree.deps[verb] == "xcomp" and naming.is_verb(tree, above) and bool(_attempted(tree, above, standings))


def _declared_days(tree: Tree, verb: int) -> list[int]:
    """The day that is declared: "declared Monday a day of mourning", "three days of mourning were declared"."""
    return [
        noun
        for noun in tree.kids(verb, ("dobj", "npadvmod", "oprd", "attr", "nsubjpass", "ccomp"))
        if tree.lemmas[noun] in ("day", "week", "holiday", "weekend")
        and (tree.lemmas[noun] == "holiday" or any(tree.words[k] == "of" for k in tree.kids(noun, ("prep",))))
    ]


def _declared(number: int, tree: Tree, day: int, standings: Standings) -> Predicate:
    named = nominal(number, tree, day, day, standings)
    standing = replace(named.standing, level="planned", tense="future", cue=tree.words[tree.heads[day]].lower())
    return replace(named, kind="praise", weight=0.7, weak=False, standing=standing)


def _staged(tree: Tree, verb: int) -> bool:
    """Say whether a passive tells that its subject takes place: "it will be held", "the gala was staged"."""
    return tree.lemmas[verb] in ("hold", "stage", "convene") and tree.kid(verb, ("nsubjpass",)) >= 0


def _light_nouns(tree: Tree, verb: int) -> list[int]:
    """The event nouns that a light verb governs: its object, or its subject in the passive or where nothing else is done."""
    given = tree.kid(verb, ("nsubjpass",)) >= 0 and tree.kid(verb, ("dobj",)) >= 0
    # "The visit was given a new date": what somebody is given stands in the object.
    heads = tree.kids(verb, ("dobj", "attr") if given else ("dobj", "nsubjpass", "attr"))
    heads = [intended.antecedent(tree, k) if tree.tags[k] == "WDT" and tree.deps[k] == "dobj" else k for k in heads]
    heads = [k for k in heads if k >= 0] or _relative(tree, verb)
    if not heads and tree.kid(verb, ("auxpass",)) >= 0 and tree.deps[verb] == "xcomp":
        heads = [roles.shared_subject(tree, verb)]  # "a service is to be held"
    if carrying.is_stage(tree, verb):
        subject = tree.kid(verb, ("nsubj",))
        subject = roles.shared_subject(tree, verb) if subject < 0 else roles.antecedent(tree, subject, verb)
        heads = [subject] if subject >= 0 else heads
    nouns: list[int] = []
    for head in heads:
        nouns.extend(token for token in (head, *_conjuncts(tree, head)) if naming.is_noun(tree, token))
        nouns.extend(
            below
            for preposition in tree.kids(head, ("prep",))
            if tree.words[preposition] == "of" and (tree.lemmas[head] in MEASURES or tree.tags[head] == "CD")
            for below in tree.kids(preposition, ("pobj",))
            if naming.is_noun(tree, below)
        )
    return [noun for noun in nouns if kind_of(tree, noun) and not part_of_name(tree, noun)]


def _relative(tree: Tree, verb: int) -> list[int]:
    """The noun of whose clause a verb without an object is: "a trip that she was to make"."""
    clause = verb
    while tree.deps[clause] == "xcomp" and tree.heads[clause] != clause:
        clause = tree.heads[clause]
    subject = tree.kid(clause, ("nsubj",))
    if tree.deps[clause] != "relcl" or subject < 0 or tree.tags[subject].startswith("W"):
        return []
    return [tree.heads[clause]]


def _conjuncts(tree: Tree, token: int) -> list[int]:
    found: list[int] = []
    for child in tree.kids(token, ("conj",)):
        found.extend((child, *_conjuncts(tree, child)))
    return found


def verbal(number: int, tree: Tree, verb: int, standings: Standings) -> Predicate:
    words = lexicon()
    name = naming.verb_name(tree, verb)
    sense = senses.verb(tree, verb)
    kind = "happen" if sense is None and _staged(tree, verb) else senses.class_of(tree, verb)
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
    if decision and kind not in ("postpone", "cancel"):
        kind = {"postponed": "postpone", "cancelled": "cancel"}[decision]  # "the launch slipped to April"
    target = tree.kid(verb, ("dobj", "nsubjpass")) if decision else -1
    if decision and target < 0 and tree.lemmas[verb] in ("move", "switch", "bring", "push"):
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
