"""Works out how the event that a noun names stands: from its modifiers, the clause on it, what stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.events import carrying, intended, naming, operating, restaged, undone, unkept
from dateline.events.lexicon import Operator
from dateline.events.modality import DONE, Standing, effect_of
from dateline.events.negation import negated_noun

if TYPE_CHECKING:
    from dateline.events.status import Standings
    from dateline.events.tree import Tree

PRESUPPOSING = frozenset({"in", "at", "during", "from", "after", "since", "following", "because"})
EXPECTED = "had been expected"
"""The cue of what somebody had hoped or expected: its day has come and gone."""
PROSPECTS = frozenset("card cards agenda pipeline works work offing table consideration horizon discussion".split())


def standing_of(standings: Standings, noun: int) -> Standing:
    for step in (
        by_decision,
        _by_modifier,
        _by_clause_on_it,
        _by_noun_above,
        _by_verb_above,
    ):
        standing = step(standings, noun)
        if standing is not None:
            return standing
    return Standing("occurred", None, "none")


def by_decision(standings: Standings, noun: int) -> Standing | None:
    """What is put off or called off is so whatever else is said of it ("a vote planned for April was called off")."""
    tree, verb = standings.tree, standings.tree.heads[noun]
    came = undone.outcome(tree, noun)
    if came is not None:
        return Standing(came, "off", "none")
    held = restaged.new_date(tree, noun)
    if held >= 0 and (standings.clause(held).level in ("planned", "occurred") or restaged.appoints_anew(tree, held)):
        return Standing("postponed", restaged.CUE, "none")
    slips = tree.deps[noun] == "nsubj" and (
        tree.lemmas[verb] == "slip" or (naming.is_verb(tree, verb) and operating.what_moves(tree, verb) == noun)
    )
    if not (slips or tree.deps[noun] in ("dobj", "nsubjpass")) or not naming.is_verb(tree, verb):
        return None
    found: Standing | None = None
    if undone.had_begun(tree, verb):
        return None  # "an inquest was opened and adjourned"
    for each in (verb, *(k for k in tree.kids(verb, ("conj",)) if not _has_its_own(tree, k))):
        operator = operating.verb_operator(tree, each)
        if operator and operator.effect in ("postponed", "cancelled"):
            level = effect_of(operator.effect, standings.clause(each).level)
            if found is None or level == "postponed":
                found = Standing(level, tree.words[each].lower(), "none")
    return found


def _has_its_own(tree: Tree, verb: int) -> bool:
    """Tell whether a verb says itself what it puts off: "gave a speech and cancelled the parade"."""
    thing = tree.kid(verb, ("dobj", "nsubjpass"))
    return thing >= 0 and naming.is_noun(tree, thing)


def _by_modifier(standings: Standings, noun: int) -> Standing | None:
    tree = standings.tree
    if negated_noun(standings.tree, noun):
        there = tree.deps[noun] == "attr" and naming.is_verb(tree, tree.heads[noun])
        ahead = there and standings.clause(tree.heads[noun]).tense == "future"
        return Standing("cancelled" if ahead else "denied", "no", "none")  # "there will be no parade"
    for child in tree.kids(noun, ("amod", "compound", "det", "nmod")):
        word = tree.words[child].lower()
        operator = operating.adjective_operator(tree, child)
        if operator:
            return Standing(effect_of(operator.effect, "occurred"), word, "none")
        if word == "any":
            return Standing("possible", word, "none")
    return None


def _by_clause_on_it(standings: Standings, noun: int) -> Standing | None:
    """A vote planned for April; the visit that was postponed."""
    tree = standings.tree
    promise = intended.promised_for(tree, noun)
    if promise >= 0 and standings.clause(promise).level == "occurred" and _by_noun_above(standings, noun) is None:
        return Standing("planned", tree.words[promise].lower(), "none")
    for clause in tree.kids(noun, ("acl", "relcl", "amod")):
        if not naming.is_verb(tree, clause):
            continue
        if intended.wanted_for(tree, clause):
            return Standing("planned", tree.words[clause].lower(), "none")
        moved = operating.is_moved(tree, clause)
        if tree.deps[clause] == "relcl" and tree.kid(clause, ("nsubjpass",)) < 0 and not moved:
            continue
        if tree.deps[clause] != "relcl" and tree.tags[clause] != "VBN":
            continue
        if restaged.only_appoints(tree, clause):
            return Standing("planned", tree.words[clause].lower(), "none")
        operator = operating.verb_operator(tree, clause)
        if operator and operator.effect in ("planned", "postponed", "cancelled", "possible"):
            if operator.effect == "possible" and operator.name != "hope":
                continue
            if operator.effect == "planned" and tree.tags[clause] == "VBN" and unkept.at_first(tree, clause):
                return Standing("postponed", tree.words[clause].lower(), "none")
            return Standing(
                effect_of(operator.effect, standings.clause(clause).level), tree.words[clause].lower(), "none"
            )
    return None


def _by_noun_above(standings: Standings, noun: int) -> Standing | None:
    """The hope of a truce; the cancellation of the trip."""
    tree, preposition = standings.tree, standings.tree.heads[noun]
    head = noun
    while tree.deps[head] == "conj" and tree.heads[head] != head:
        head = tree.heads[head]
    preposition = tree.heads[head]
    if tree.deps[head] == "pobj" and tree.words[preposition].lower() in ("of", "for", "about", "over", "on", "to"):
        above = tree.heads[preposition]
        if naming.is_noun(tree, above) and above != noun:
            operator = operating.noun_operator(tree, above)
            if operator and operator.effect == "possible" and _has_its_day(tree, noun):
                return None  # "campaigning for next month's referendum": it has its day
            if operator and operator.effect == "same":
                return standings.noun(above)
            if operator and (operator.name != "refuse" or tree.words[preposition] == "of"):
                return Standing(
                    effect_of(operator.effect, standings.noun(above).level), tree.words[above].lower(), "none"
                )
    if tree.deps[head] in ("poss", "compound") and tree.heads[head] != head:
        operator = operating.noun_operator(tree, tree.heads[head])
        if operator and operator.effect in ("postponed", "cancelled", "planned", "possible"):
            return Standing(effect_of(operator.effect, "occurred"), tree.words[tree.heads[head]].lower(), "none")
    return None


def _has_its_day(tree: Tree, noun: int) -> bool:
    return any(
        tree.names[k][2:] == "DATE"
        and not any(tree.words[w].lower() in ("the", "a") for w in tree.kids(noun, ("det",)))
        for k in tree.kids(noun, ("poss",))
    )


def _by_verb_above(standings: Standings, noun: int) -> Standing | None:
    tree = standings.tree
    head, role = noun, tree.deps[noun]
    while role == "conj" and tree.heads[head] != head:
        head = tree.heads[head]
        role = tree.deps[head]
    above = tree.heads[head]
    preposition = ""
    if role == "pobj" and tree.deps[above] in ("prep", "agent", "dative"):
        preposition, above = tree.words[above].lower(), tree.heads[above]
    if role == "attr" or tree.tags[above] == "MD":
        return None
    if not naming.is_verb(tree, above):
        return _by_topic(standings, noun, above, role)
    return _under_verb(standings, noun, above, role, preposition)


def _by_topic(standings: Standings, noun: int, above: int, role: str) -> Standing | None:
    """A vote on a takeover: what is voted on is open while the vote is."""
    if not naming.is_noun(standings.tree, above) or above == noun or role not in ("pobj", "appos"):
        return None
    if role == "pobj" and standings.tree.words[standings.tree.heads[noun]].lower() in PRESUPPOSING:
        return None  # "no injuries in the blast" grants the blast
    standing = standings.noun(above)
    if role == "pobj" and naming.noun_class(standings.tree, noun) in MISHAPS and _is_known(standings.tree, noun):
        return None  # "no survivors of the crash"
    return None if standing.level in DONE else Standing("possible", standing.cue, "none")


MISHAPS = frozenset({"collapse", "crash", "explode", "quake", "storm", "attack", "infect", "kill", "die"})
"""What nobody arranges: to speak of "the crash" is to say that there was one."""
MEASURED = frozenset({"fall_in_price", "rise", "lose", "discover", "die", "kill", "arrest", "injure", "win"})
"""What is announced after it came about: a drop in profits, a discovery."""


def _under_verb(standings: Standings, noun: int, verb: int, role: str, preposition: str) -> Standing:
    tree, clause = standings.tree, standings.clause(verb)
    operator = operating.verb_operator(tree, verb)
    patient = role in ("dobj", "nsubjpass", "oprd") or (
        role == "pobj" and preposition in ("for", "of", "on", "about", "against")
    )
    patient = patient or (role == "nsubj" and tree.lemmas[verb] == "slip")
    if role == "nsubj" and tree.lemmas[verb] == "be" and _in_prospect(standings, verb):
        return Standing("possible", "prospect", "none")
    if role == "nsubj" and tree.lemmas[verb] == "be":
        for word in tree.kids(verb, ("acomp", "attr")):
            adjective = operating.adjective_operator(tree, word)
            if adjective:
                cue = tree.words[word].lower()
                past = adjective.name == "plan" and clause.level == "occurred"
                return Standing(effect_of(adjective.effect, clause.level), EXPECTED if past else cue, clause.tense)
    if operator and patient:
        if operator.name == "promise" and naming.noun_class(tree, noun) in MEASURED:
            return Standing("occurred" if clause.level in DONE else clause.level, None, clause.tense)
        return _object(standings, operator, verb, clause, preposition)
    if clause.level == "possible" and preposition in ("at", "during") and _root(standings, verb).level == "planned":
        return Standing("planned", clause.cue, "none")  # "will be asked to put up money at a meeting on 9 April"
    if clause.level == "possible" and clause.tense == "past" and preposition in PRESUPPOSING and _is_known(tree, noun):
        return Standing("occurred", None, "none")  # "may have died in the fire"
    if clause.level in ("planned", "possible"):
        unreal = role == "nsubj" and clause.cue in ("would", "could", "might") and _is_any(tree, noun)
        return Standing(clause.level, clause.cue, "none" if unreal else clause.tense)
    if role == "nsubj" and clause.level == "denied":
        return clause if not patient and tree.kid(verb, ("dobj",)) < 0 else Standing("occurred", None, clause.tense)
    light = carrying.is_light(tree, verb)
    if light and role == "nsubj" and clause.level == "present":
        return clause  # "the inquest continues on Monday"
    return Standing("occurred", None, clause.tense if light else "none")


def _is_known(tree: Tree, noun: int) -> bool:
    return any(tree.words[k].lower() in ("the", "this", "that", "these") for k in tree.kids(noun, ("det",)))


def _is_any(tree: Tree, noun: int) -> bool:
    """Say whether a noun names something that need not be: "a win on Tuesday would have sent them top"."""
    return any(tree.words[k].lower() in ("a", "an", "any", "another") for k in tree.kids(noun, ("det",)))


def _root(standings: Standings, verb: int) -> Standing:
    """How the clause stands that an infinitive hangs on."""
    tree = standings.tree
    while tree.deps[verb] in ("xcomp", "ccomp") and naming.is_verb(tree, tree.heads[verb]) and tree.heads[verb] != verb:
        verb = tree.heads[verb]
    return standings.clause(verb)


def _in_prospect(standings: Standings, verb: int) -> bool:
    """A deal that is "in the cards" or "on the table" has not come about."""
    tree = standings.tree
    return any(
        tree.lemmas[noun] in PROSPECTS
        for preposition in tree.kids(verb, ("prep",))
        if tree.words[preposition].lower() in ("in", "on", "under")
        for noun in tree.kids(preposition, ("pobj",))
    )


def _object(standings: Standings, operator: Operator, verb: int, clause: Standing, preposition: str) -> Standing:
    cue = standings.tree.words[verb].lower()
    if operator.effect == "same" or operator.name == "report":
        return Standing("occurred" if clause.level == "present" else clause.level, clause.cue, clause.tense)
    if operator.effect == "denied" and preposition:
        return Standing("occurred", None, "none")
    if standings.tree.lemmas[verb] == "let" and clause.level == "occurred":
        return Standing("occurred", None, clause.tense)  # "let its contract lapse"
    if operator.name == "ask" and standings.tree.lemmas[verb] in ("offer", "order"):
        return Standing("planned", cue, "none")
    tree = standings.tree
    if unkept.has_had(tree, verb) and operator.name in ("plan", "hope") and clause.level in DONE:
        if unkept.came_otherwise(tree, verb):
            return Standing("denied", EXPECTED, "past")
        return Standing(operator.effect, EXPECTED, "past")  # "had predicted a cut in rates on Thursday"
    return Standing(effect_of(operator.effect, clause.level), cue, "none")
