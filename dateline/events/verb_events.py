"""Finds the events that a verb tells, in itself or by what it governs."""

from __future__ import annotations

from dataclasses import replace

from dateline.events import (
    answering,
    carrying,
    idle,
    intended,
    naming,
    operating,
    restaged,
    senses,
    verb_classes,
    verb_dates,
)
from dateline.events.extraction import Predicate
from dateline.events.lexicon import lexicon
from dateline.events.light_verbs import light_nouns
from dateline.events.nominal import kind_of, nominal, part_of_name
from dateline.events.status import Standings
from dateline.events.tree import Tree
from dateline.events.verbal import staged, verbal

PHRASES = frozenset({"pobj", "npadvmod"})
FAULTS = frozenset("issue problem fault defect crack leak flaw anomaly glitch irregularity discrepancy".split())
"""What is discovered by who sees it."""
WILL = ("would", "will", "'ll")
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
    if idle.is_topic(tree, verb) or idle.only_passes_time(tree, verb) or idle.is_of_anybody(tree, verb):
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
        nouns = light_nouns(tree, verb)
        if nouns:
            return [nominal(number, tree, noun, verb, standings) for noun in nouns]
    if _takes_days(tree, verb):
        return [replace(verbal(number, tree, verb, standings), kind="perform", weight=words.weights["perform"])]
    if (
        idle.sets_date(tree, verb)
        or idle.states_hope(tree, verb)
        or _announces(tree, verb, standings)
        or idle.informs(tree, verb)
    ):
        told = replace(verbal(number, tree, verb, standings), kind="announce", weight=0.5)
        refused = _will_not(tree, tree.kid(verb, ("ccomp",)))
        return [replace(told, standing=replace(told.standing, level="denied", cue="not")) if refused else told]
    if _finds(tree, verb):
        return [replace(verbal(number, tree, verb, standings), kind="judge", weight=words.weights["judge"])]
    if _sees_fault(tree, verb):
        return [replace(verbal(number, tree, verb, standings), kind="discover", weight=words.weights["discover"])]
    sense = senses.verb(tree, verb)
    told = sense or staged(tree, verb) or _attempted(tree, verb, standings)
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


def _takes_days(tree: Tree, verb: int) -> bool:
    """Whether something arranged runs over some days: "the fair runs from 5 to 8 July", "it would run until Sunday"."""
    if tree.lemmas[verb] != "run" or tree.kid(verb, ("dobj", "prt", "auxpass", "xcomp")) >= 0:
        return False
    subject = tree.kid(verb, ("nsubj",))
    thing = (
        subject >= 0 and not tree.names[subject] and tree.words[subject].lower() not in ("he", "she", "i", "we", "who")
    )
    spans = [k for k in tree.kids(verb, ("prep",)) if tree.words[k].lower() in ("from", "between")]
    return thing and any(verb_dates.is_date_phrase(tree, k) for k in spans)


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
    dated = any(_is_day(tree, k) for k in tree.subtree(said))
    return not dated and (_will_not(tree, said) or (standing.level == "planned" and standing.cue in WILL))


def _is_day(tree: Tree, noun: int) -> bool:
    """Whether a noun is a day or an hour, no length of time: "more than a year"."""
    length = tree.lemmas[noun] in LENGTHS and any(
        tree.words[k].lower() in ("a", "an", "one") or tree.tags[k] == "CD" for k in tree.children[noun]
    )
    return tree.names[noun][2:] in ("DATE", "TIME") and tree.deps[noun] in PHRASES and not length


LENGTHS = frozenset("year month week day hour minute decade".split())


def _will_not(tree: Tree, verb: int) -> bool:
    """Whether a clause says what will not be done: "said on Monday that it would not appeal"."""
    helpers = {tree.words[k].lower() for k in tree.kids(verb, ("aux",))}
    return bool(helpers & {*WILL, "wo"}) and "have" not in helpers and tree.kid(verb, ("neg",)) >= 0


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
