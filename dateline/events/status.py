"""Works out whether what a word tells did happen, is planned, is only possible, was denied, put off or called off.

The standing of an event follows from its own clause (tense, modal, negation, condition) and from what stands above it, read
from the inside out: in "was expected to decide whether to postpone" nothing has happened yet. `operators.toml` lists what
stands above and what it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.events import naming
from dateline.events.lexicon import Effect, Operator
from dateline.events.tree import Tree

Level = Literal["occurred", "present", "planned", "possible", "denied", "postponed", "cancelled"]
Tense = Literal["past", "present", "future", "none"]

FUTURE = frozenset({"will", "'ll", "shall", "wo", "must"})
OPEN = frozenset({"may", "might", "could", "can", "should", "ought", "ca", "cannot"})
WOULD = frozenset({"would", "'d"})
IF = frozenset({"if", "unless", "whether", "provided", "supposing", "lest", "assuming"})
TIME_MARKS = frozenset({"when", "once", "until", "till", "before", "after", "as", "while"})
MAYBE = frozenset(
    "perhaps maybe possibly probably likely seemingly reportedly allegedly apparently presumably potentially supposedly "
    "purportedly conceivably ostensibly hopefully ideally theoretically".split()
)
NEVER = frozenset({"never", "hardly", "scarcely", "neither", "nor", "almost"})
NEGATING = frozenset({"no", "neither", "none", "nobody", "nothing"})
CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp", "acl", "csubj", "csubjpass", "pobj"})
PROSPECTS = frozenset(
    {
        "card",
        "cards",
        "agenda",
        "pipeline",
        "works",
        "work",
        "offing",
        "table",
        "consideration",
        "horizon",
        "discussion",
    }
)
BESIDE = frozenset({"after", "before", "since", "while", "despite", "by", "when"})
DECIDING = frozenset({"decide", "decision", "choose", "choice", "opt", "resolve", "vote"})
PERFORMED = frozenset({"postpone", "cancel", "approve", "reject", "ban", "appoint", "dismiss"})
"""What is done by deciding it: who decides to put a vote off has put it off."""
DONE: frozenset[str] = frozenset({"occurred", "present"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause stands, which word says so, and its tense."""

    level: Level
    cue: str | None = None
    tense: Tense = "none"


class Standings:
    """The standing of every clause and noun of one sentence, each worked out once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._clauses: dict[int, Standing] = {}
        self._nouns: dict[int, Standing] = {}

    def clause(self, verb: int) -> Standing:
        """Return how the clause of a verb stands."""
        if verb not in self._clauses:
            self._clauses[verb] = Standing("possible", None)  # cuts a circle in a malformed tree
            self._clauses[verb] = self._clause(verb)
        return self._clauses[verb]

    def noun(self, noun: int) -> Standing:
        """Return how the event that a noun names stands."""
        if noun not in self._nouns:
            self._nouns[noun] = Standing("possible", None)
            self._nouns[noun] = self._noun(noun)
        return self._nouns[noun]

    # A clause by itself

    def _clause(self, verb: int) -> Standing:
        own = self._own(verb)
        above = self._above(verb, own)
        return self._with_adverbs(verb, self._with_negation(verb, above))

    def _own(self, verb: int) -> Standing | None:
        """What tense and modal say, None for a clause that has neither (an infinitive, a participle)."""
        tree = self.tree
        auxiliaries = [tree.words[child].lower() for child in tree.kids(verb, ("aux", "auxpass"))]
        if self._conditional(verb, auxiliaries):
            return Standing("possible", self._mark(verb) or "had", "none")
        for word in auxiliaries:
            if word in FUTURE:
                return Standing("possible" if self._has_condition(verb) else "planned", word, "future")
            if word in OPEN:
                return Standing("possible", word, "future")
            if word in WOULD and "have" not in auxiliaries and not self._has_condition(verb) and self._reported(verb):
                return Standing("planned", word, "future")
            if word in WOULD and tree.tags[_modal(tree, verb)] == "MD":
                return Standing("possible", word, "future")
        if "to" in auxiliaries:
            return None
        return self._tense(verb, auxiliaries)

    def _tense(self, verb: int, auxiliaries: list[str]) -> Standing | None:
        tag = self.tree.tags[verb]
        past = {"had", "was", "were", "did", "has", "have", "'ve"} & set(auxiliaries)
        if tag == "VBD" or past:
            return Standing("occurred", None, "past")
        if tag in ("VBZ", "VBP") or {"is", "are", "am", "'re", "'m", "'s", "does", "do", "being"} & set(auxiliaries):
            return Standing("present", None, "present")
        return None

    def _conditional(self, verb: int, auxiliaries: list[str]) -> bool:
        if self._mark(verb) in IF:
            return True
        tree = self.tree
        if tree.deps[verb] in ("advcl", "ccomp") and auxiliaries and auxiliaries[0] in ("had", "should", "were"):
            first = min(tree.kids(verb, ("aux", "auxpass")))
            subject = tree.kid(verb, ("nsubj", "nsubjpass"))
            return first < subject < verb and self.tree.words[first - 1 if first else first].lower() not in (
                "that",
                "nor",
                "neither",
            )
        return False

    def _mark(self, verb: int) -> str:
        tree = self.tree
        for child in tree.children[verb]:
            if (
                child < verb
                and tree.deps[child] in ("mark", "advmod", "prep", "npadvmod")
                and tree.words[child].lower() in IF
            ):
                return tree.words[child].lower()
        return ""

    def _has_condition(self, verb: int) -> bool:
        """Whether the clause, or the one it reports into, hangs on an `if`."""
        tree = self.tree
        return any(
            self._mark(child) in IF - {"whether"}
            or self._conditional(child, [tree.words[aux].lower() for aux in tree.kids(child, ("aux", "auxpass"))])
            for child in tree.kids(verb, ("advcl", "ccomp"))
            if child != verb
        )

    def _reported(self, verb: int) -> bool:
        """Whether a `would` is the future of a past report ("said it would close the plant")."""
        tree = self.tree
        while tree.deps[verb] == "conj" and naming.is_verb(tree, tree.heads[verb]):
            verb = tree.heads[verb]
        if tree.deps[verb] not in ("ccomp", "acl", "xcomp"):
            return False
        head = tree.heads[verb]
        operator = naming.verb_operator(tree, head) or naming.noun_operator(tree, head)
        return operator is not None and operator.name in ("report", "promise", "plan", "phase")

    # What stands above a clause

    def _above(self, verb: int, own: Standing | None) -> Standing:
        tree, dep, head = self.tree, self.tree.deps[verb], self.tree.heads[verb]
        if dep == "ROOT" or head == verb:
            return own or self._headless(verb)
        if dep == "conj" and naming.is_verb(tree, head):
            if own is None or own.tense == "none" or self._shares_auxiliary(verb, head):
                return self.clause(head)
            return own
        if own and own.level == "possible" and (own.cue in IF or own.cue == "had"):
            return own
        if dep == "advcl":
            return self._adverbial(verb, head, own)
        if dep == "relcl":
            return own or Standing("possible", "to", "none")
        if dep in CLAUSAL or dep == "prep":
            return self._complement(verb, head, own)
        return own or self._headless(verb)

    def _shares_auxiliary(self, verb: int, head: int) -> bool:
        """Say whether a participle hangs on the auxiliary of the one before: "has been discussed, let alone decided"."""
        tree = self.tree
        if tree.tags[verb] not in ("VBD", "VBN") or tree.kid(verb, ("aux", "auxpass", "nsubj", "nsubjpass")) >= 0:
            return False
        return tree.tags[head] == "VBN" and tree.kid(head, ("auxpass",)) >= 0

    def _headless(self, verb: int) -> Standing:
        """A headline or a fragment: "Minister to visit", "Two held after raid"."""
        if "to" in [self.tree.words[child].lower() for child in self.tree.kids(verb, ("aux",))]:
            return Standing("planned", "to", "future")
        return Standing("occurred" if self.tree.tags[verb] in ("VBN", "VBD", "VBG") else "present", None, "past")

    def _adverbial(self, verb: int, head: int, own: Standing | None) -> Standing:
        tree = self.tree
        if own is None:
            if "to" in [tree.words[child].lower() for child in tree.kids(verb, ("aux",))]:
                return Standing("possible", "to", "future")
            return self._beside(verb, head) if head != verb else Standing("possible")
        marks = {tree.words[child].lower() for child in tree.kids(verb, ("mark", "advmod"))}
        if own.level == "present" and marks & TIME_MARKS:
            return Standing("planned", None, "future")
        return own

    def _beside(self, verb: int, head: int) -> Standing:
        """A participle shares the standing of its clause, but not its negation: "did not play after undergoing surgery"."""
        above = self._of(head)
        marks = {self.tree.words[k].lower() for k in (*self.tree.kids(verb, ("mark", "advmod")), self.tree.heads[verb])}
        if above.level != "denied":
            return (
                above
                if not marks & {"after", "despite", "since"} or above.level == "occurred"
                else Standing("possible")
            )
        return Standing("occurred" if marks & {"after", "despite", "since"} else "possible", None, above.tense)

    def _complement(self, verb: int, head: int, own: Standing | None) -> Standing:
        tree = self.tree
        if tree.deps[head] == "prep" and head != verb:
            if tree.deps[verb] == "pcomp" and tree.words[head].lower() in BESIDE and own is None:
                return self._beside(verb, tree.heads[head])
            head = tree.heads[head]
        if (
            own is None
            and tree.deps[verb] == "acl"
            and tree.tags[verb] in ("VBN", "VBD")
            and not self._infinitive(verb)
        ):
            return Standing("occurred", None, "past")
        operator, above = self._governor(head)
        if operator is None:
            return self._unruled(verb, head, own, above)
        return self._compose(operator, above, own, verb, head)

    def _infinitive(self, verb: int) -> bool:
        return any(self.tree.words[child].lower() == "to" for child in self.tree.kids(verb, ("aux",)))

    def _given_up(self, verb: int) -> bool:
        """Say whether a plan is told as given up: "had originally promised to finish by June"."""
        tree = self.tree
        adverbs = {tree.words[k].lower() for k in tree.kids(verb, ("advmod",))}
        had = any(tree.words[k].lower() == "had" for k in tree.kids(verb, ("aux",)))
        return had and bool(adverbs & {"originally", "initially"})

    def _governor(self, head: int) -> tuple[Operator | None, Standing]:
        tree = self.tree
        if naming.is_verb(tree, head) or tree.tags[head] == "MD":
            return naming.verb_operator(tree, head), self.clause(head)
        if naming.is_noun(tree, head):
            return naming.noun_operator(tree, head), self.noun(head)
        return naming.adjective_operator(tree, head), self._of(tree.heads[head])

    def _of(self, token: int) -> Standing:
        return self.clause(token) if naming.is_verb(self.tree, token) else self.noun(token)

    def _unruled(self, verb: int, head: int, own: Standing | None, above: Standing) -> Standing:
        tree = self.tree
        if own is not None:
            return Standing("possible", own.cue, own.tense) if above.level == "possible" and own.level in DONE else own
        to = "to" in [tree.words[child].lower() for child in tree.kids(verb, ("aux",))]
        if tree.lemmas[head] == "be" and to:
            perfect = tree.kid(verb, ("aux",)) >= 0 and any(tree.words[k] == "have" for k in tree.kids(verb, ("aux",)))
            planned = Standing("possible" if perfect else "planned", "to", "future")  # "was to have visited" did not
            return planned if above.level in DONE else above
        if to and above.level in DONE:
            return Standing("possible", "to", "future")
        return above

    def _compose(self, operator: Operator, above: Standing, own: Standing | None, verb: int, head: int) -> Standing:
        effect, cue = operator.effect, self.tree.words[head].lower()
        if operator.name == "report":
            if own is None:
                return Standing("possible", cue, above.tense) if above.level != "denied" else above
            if above.level == "denied" and own.level in DONE:
                return Standing("denied" if above.cue != "not" else "possible", cue, own.tense)
            return own
        if effect == "same":
            return own or above
        if own and own.level in ("possible", "denied") and effect in ("planned", "possible"):
            return own
        if own and operator.name == "ask" and own.tense == "past" and own.level in DONE:
            return own  # what was told or warned of, not asked for
        if own and own.level == "occurred" and effect == "planned":
            return own  # no plan has a past: the parser joined two sentences at a colon
        if (
            operator.name == "promise"
            and own is None
            and self.tree.lemmas[head] in DECIDING
            and naming.verb_class(self.tree, verb) in PERFORMED
        ):
            return Standing(above.level if above.level not in DONE else "occurred", None, above.tense)
        if operator.name == "promise" and own is not None:
            return Standing("planned", cue, "future") if own.level == "planned" else own
        if effect == "planned" and effect_of(effect, above.level) == "planned" and self._given_up(head):
            return Standing("postponed", cue, "past")
        tense: Tense = "past" if effect == "denied" else above.tense if effect == "planned" else "future"
        return Standing(effect_of(effect, above.level), cue, tense)

    # Negation and hedges

    def _with_negation(self, verb: int, standing: Standing) -> Standing:
        cue = self.negation(verb)
        if not cue:
            return standing
        if standing.level == "denied":
            return Standing("possible", cue, standing.tense)
        if standing.level == "possible" and (standing.cue in IF or standing.cue == "had"):
            return standing
        return Standing("denied", cue, standing.tense)

    def negation(self, verb: int) -> str:
        """Return the word that negates a clause, or the empty string; "not only" negates nothing."""
        tree = self.tree
        for child in tree.children[verb]:
            word = tree.words[child].lower()
            if tree.deps[child] == "neg" or (word in NEVER and tree.deps[child] in ("advmod", "preconj", "cc")):
                if child + 1 < tree.size and tree.words[child + 1].lower() in ("only", "just", "least"):
                    continue
                if word == "almost" and child + 1 != verb:
                    continue
                return word
            if tree.deps[child] in ("nsubj", "nsubjpass", "dobj", "attr") and self.negated_noun(child):
                return "no"
            if word == "without" and tree.deps[child] == "mark":
                return word
        if tree.deps[verb] == "pcomp" and tree.words[tree.heads[verb]].lower() in ("without", "against"):
            return tree.words[tree.heads[verb]].lower()
        return ""

    def negated_noun(self, noun: int) -> bool:
        tree = self.tree
        if tree.words[noun].lower() in NEGATING:
            return True
        return any(
            tree.words[child].lower() in NEGATING for child in tree.kids(noun, ("det", "neg", "preconj", "predet"))
        )

    def _with_adverbs(self, verb: int, standing: Standing) -> Standing:
        if standing.level not in ("occurred", "present", "planned"):
            return standing
        for child in self.tree.kids(verb, ("advmod",)):
            if self.tree.words[child].lower() in MAYBE:
                return Standing("possible", self.tree.words[child].lower(), standing.tense)
        return standing

    # A noun

    def _noun(self, noun: int) -> Standing:
        for step in (
            self.by_decision,
            self._by_modifier,
            self._by_clause_on_it,
            self._by_noun_above,
            self._by_verb_above,
        ):
            standing = step(noun)
            if standing is not None:
                return standing
        return Standing("occurred", None, "none")

    def by_decision(self, noun: int) -> Standing | None:
        """What is put off or called off is so whatever else is said of it ("a vote planned for April was called off")."""
        tree, verb = self.tree, self.tree.heads[noun]
        if tree.deps[noun] not in ("dobj", "nsubjpass") or not naming.is_verb(tree, verb):
            return None
        found: Standing | None = None
        for each in (verb, *tree.kids(verb, ("conj",))):
            operator = naming.verb_operator(tree, each)
            if operator and operator.effect in ("postponed", "cancelled"):
                level = effect_of(operator.effect, self.clause(each).level)
                if found is None or level == "postponed":
                    found = Standing(level, tree.words[each].lower(), "none")
        return found

    def _by_modifier(self, noun: int) -> Standing | None:
        tree = self.tree
        if self.negated_noun(noun):
            return Standing("denied", "no", "none")
        for child in tree.kids(noun, ("amod", "compound", "det", "nmod")):
            word = tree.words[child].lower()
            operator = naming.adjective_operator(tree, child)
            if operator:
                return Standing(effect_of(operator.effect, "occurred"), word, "none")
            if word == "any":
                return Standing("possible", word, "none")
        return None

    def _by_clause_on_it(self, noun: int) -> Standing | None:
        """A vote planned for April; the visit that was postponed."""
        tree = self.tree
        for clause in tree.kids(noun, ("acl", "relcl", "amod")):
            if not naming.is_verb(tree, clause):
                continue
            if tree.deps[clause] == "relcl" and tree.kid(clause, ("nsubjpass",)) < 0:
                continue
            if tree.deps[clause] != "relcl" and tree.tags[clause] != "VBN":
                continue
            operator = naming.verb_operator(tree, clause)
            if operator and operator.effect in ("planned", "postponed", "cancelled", "possible"):
                if operator.effect == "possible" and operator.name != "hope":
                    continue
                return Standing(
                    effect_of(operator.effect, self.clause(clause).level), tree.words[clause].lower(), "none"
                )
        return None

    def _by_noun_above(self, noun: int) -> Standing | None:
        """The hope of a truce; the cancellation of the trip."""
        tree, preposition = self.tree, self.tree.heads[noun]
        head = noun
        while tree.deps[head] == "conj" and tree.heads[head] != head:
            head = tree.heads[head]
        preposition = tree.heads[head]
        if tree.deps[head] == "pobj" and tree.words[preposition].lower() in ("of", "for", "about", "over", "on", "to"):
            above = tree.heads[preposition]
            if naming.is_noun(tree, above) and above != noun:
                operator = naming.noun_operator(tree, above)
                if operator and operator.effect == "same":
                    return self.noun(above)
                if operator and (operator.name != "refuse" or tree.words[preposition] == "of"):
                    return Standing(
                        effect_of(operator.effect, self.noun(above).level), tree.words[above].lower(), "none"
                    )
        if tree.deps[head] in ("poss", "compound") and tree.heads[head] != head:
            operator = naming.noun_operator(tree, tree.heads[head])
            if operator and operator.effect in ("postponed", "cancelled", "planned", "possible"):
                return Standing(effect_of(operator.effect, "occurred"), tree.words[tree.heads[head]].lower(), "none")
        return None

    def _by_verb_above(self, noun: int) -> Standing | None:
        tree = self.tree
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
            return self._by_topic(noun, above, role)
        return self._under_verb(above, role, preposition)

    def _by_topic(self, noun: int, above: int, role: str) -> Standing | None:
        """A vote on a takeover: what is voted on is open while the vote is."""
        if not naming.is_noun(self.tree, above) or above == noun or role not in ("pobj", "appos"):
            return None
        standing = self.noun(above)
        return None if standing.level in DONE else Standing("possible", standing.cue, "none")

    def _under_verb(self, verb: int, role: str, preposition: str) -> Standing:
        tree, clause = self.tree, self.clause(verb)
        operator = naming.verb_operator(tree, verb)
        patient = role in ("dobj", "nsubjpass", "oprd") or (
            role == "pobj" and preposition in ("for", "of", "on", "about", "against")
        )
        patient = patient or (role == "nsubj" and tree.lemmas[verb] == "slip")
        if role == "nsubj" and tree.lemmas[verb] == "be" and self._in_prospect(verb):
            return Standing("possible", "prospect", "none")
        if role == "nsubj" and tree.lemmas[verb] == "be":
            for word in tree.kids(verb, ("acomp", "attr")):
                adjective = naming.adjective_operator(tree, word)
                if adjective:
                    return Standing(effect_of(adjective.effect, clause.level), tree.words[word].lower(), clause.tense)
        if operator and patient:
            return self._object(operator, verb, clause, preposition)
        if clause.level in ("planned", "possible"):
            return Standing(clause.level, clause.cue, clause.tense)
        if role == "nsubj" and clause.level == "denied":
            return clause if not patient and tree.kid(verb, ("dobj",)) < 0 else Standing("occurred", None, clause.tense)
        return Standing("occurred", None, clause.tense if naming.is_light(tree, verb) else "none")

    def _in_prospect(self, verb: int) -> bool:
        """A deal that is "in the cards" or "on the table" has not come about."""
        tree = self.tree
        return any(
            tree.lemmas[noun] in PROSPECTS
            for preposition in tree.kids(verb, ("prep",))
            if tree.words[preposition].lower() in ("in", "on", "under")
            for noun in tree.kids(preposition, ("pobj",))
        )

    def _object(self, operator: Operator, verb: int, clause: Standing, preposition: str) -> Standing:
        cue = self.tree.words[verb].lower()
        if operator.effect == "same" or operator.name == "report":
            return Standing("occurred" if clause.level == "present" else clause.level, clause.cue, clause.tense)
        if operator.effect == "denied" and preposition:
            return Standing("occurred", None, "none")
        if operator.name == "ask" and self.tree.lemmas[verb] in ("offer", "order"):
            return Standing("planned", cue, "none")
        return Standing(effect_of(operator.effect, clause.level), cue, "none")


def effect_of(effect: Effect, level: Level) -> Level:
    """Say what becomes of an event under an operator that itself stands at `level`."""
    if effect == "same":
        return level
    if level in DONE:
        return effect
    if effect == "denied":
        return "possible"
    if effect in ("postponed", "cancelled"):
        return "planned" if level == "denied" else "possible"
    if effect == "planned" and level in ("denied", "postponed", "cancelled"):
        return level
    return "possible" if effect == "possible" or level == "possible" else "planned"


def _modal(tree: Tree, verb: int) -> int:
    for child in tree.kids(verb, ("aux",)):
        if tree.words[child].lower() in WOULD:
            return child
    return verb
