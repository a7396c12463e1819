"""Works out whether what a word tells did happen, is planned, is only possible, was denied, put off or called off.

The standing of an event follows from its own clause (tense, modal, negation, condition) and from what stands above it, read
from the inside out: in "was expected to decide whether to postpone" nothing has happened yet. `operators.toml` lists what
stands above and what it does.
"""

from __future__ import annotations

from dateline.events import doubted, hearsay, idle, modality, naming, noun_status, operating, unkept, verb_classes
from dateline.events.lexicon import Operator
from dateline.events.modality import DONE, IF, TIME_MARKS, Standing, Tense, effect_of
from dateline.events.negation import with_adverbs, with_negation
from dateline.events.tree import Tree

CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp", "acl", "csubj", "csubjpass", "pobj"})
BESIDE = frozenset({"after", "before", "since", "while", "despite", "by", "when"})
STOPS = frozenset({"depart", "arrive", "visit", "seize", "meet", "speak"})
ENGAGEMENTS = frozenset(
    {"meet", "visit", "speak", "arrive", "express", "announce", "praise", "perform", "warn", "join"}
)
"""What fills the day of somebody who travels."""
SENSED = frozenset({"see", "hear", "watch", "find", "notice", "spot", "film", "observe"})
"""What is sensed happens: "was seen leaving"."""
STAGED = frozenset({"hold", "open", "begin", "start", "happen", "occur", "resume"})
"""What events do: none has to."""
DECIDING = frozenset({"decide", "decision", "choose", "choice", "opt", "resolve", "vote"})
PERFORMED = frozenset({"postpone", "cancel", "approve", "reject", "ban", "appoint", "dismiss"})
"""What is done by deciding it: who decides to put a vote off has put it off."""


REFUTED = frozenset({"false", "deny", "denies", "denied", "denying"})
"""The cues of what is denied by whom it concerns, with all that hangs on it."""


RANKS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth last only latest youngest oldest".split()
)


def ranks(tree: Tree, noun: int) -> bool:
    """Say whether a noun is one of a row of those that did something: "the third storm to hit", "the last to leave"."""
    return tree.words[noun].lower() in RANKS or any(tree.words[k].lower() in RANKS for k in tree.kids(noun, ("amod",)))


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
            self._nouns[noun] = noun_status.standing_of(self, noun)
        return self._nouns[noun]

    # A clause by itself

    def _clause(self, verb: int) -> Standing:
        own = modality.own(self.tree, verb)
        above = self._above(verb, own)
        standing = with_adverbs(self.tree, verb, with_negation(self.tree, verb, above))
        if standing.level in DONE and doubted.is_unconfirmed(self.tree, verb):
            return Standing("possible", "unconfirmed", standing.tense)
        return standing

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
        if own and dep == "ccomp" and verb < head and {";", ":"} & set(tree.words[verb:head]):
            return own  # two sentences, of which the parser made one
        if own and own.level == "occurred" and self._only_joined(verb, head):
            return own  # "opened on Monday, was adjourned and resumes in May": one subject, no saying
        if dep == "advcl":
            return self._adverbial(verb, head, own)
        ranked = dep in ("relcl", "acl") and own is None and self._infinitive(verb) and ranks(tree, head)
        if ranked and tree.deps[head] == "attr" and tree.lemmas[tree.heads[head]] == "be":
            return self._of(tree.heads[head])  # "was the first woman to win the race"
        if dep == "relcl" and not doubted.is_content(tree, verb):
            return own or Standing("possible", "to", "none")
        if dep in CLAUSAL or dep in ("prep", "relcl"):
            return self._complement(verb, head, own)
        return own or self._headless(verb)

    def _only_joined(self, verb: int, head: int) -> bool:
        tree = self.tree
        before = tree.deps[verb] == "ccomp" and verb < head and "," in tree.words[verb:head]
        return before and tree.kid(head, ("nsubj", "nsubjpass")) < 0

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
        past = tree.tags[head] in ("VBD", "VBN") or tree.sentence.kind == "title"
        told = "after" in marks and past  # "Trial moved after juror falls ill", "Minister quits after ally walks out"
        if own.level == "present" and not told and marks & TIME_MARKS - {"as", "while"}:
            return Standing("planned", None, "future")
        return own

    def _beside(self, verb: int, head: int) -> Standing:
        """A participle shares the standing of its clause, but not its negation: "did not play after undergoing surgery"."""
        above = self._of(head)
        marks = {self.tree.words[k].lower() for k in (*self.tree.kids(verb, ("mark", "advmod")), self.tree.heads[verb])}
        before = bool(marks & {"after", "despite", "since"})
        if above.level == "denied":
            return Standing("occurred" if before else "possible", None, above.tense)
        if before and above.level != "occurred":
            return Standing("possible")
        if "before" in marks and above.level == "occurred" and self._still_to_come(verb, head):
            return Standing("planned", "before", "future")
        return above

    def _still_to_come(self, verb: int, head: int) -> bool:
        """Whether "before leaving" only names the next stop of a visit, not what followed: "toured a plant before flying home"."""
        if verb_classes.verb_class(self.tree, verb) not in STOPS:
            return False
        return idle.is_trivial(self.tree, head) or verb_classes.verb_class(self.tree, head) in ENGAGEMENTS

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
        if tree.deps[verb] == "pcomp" and own is None:
            if hearsay.is_cleared(tree, verb):
                return Standing("denied", "cleared", "past")
            if hearsay.is_charged(tree, verb):
                return Standing("possible", hearsay.is_charged(tree, verb), "past")
        if own is not None and doubted.is_refuted(tree, head):
            return Standing("denied", "false", own.tense)
        operator, above = self._governor(head)
        if own is not None and own.level in DONE and hearsay.is_rumoured(tree, verb, head):
            return Standing("possible", "that", own.tense)
        if operator is None:
            return self._unruled(verb, head, own, above)
        return self._compose(operator, above, own, verb, head)

    def _infinitive(self, verb: int) -> bool:
        return any(self.tree.words[child].lower() == "to" for child in self.tree.kids(verb, ("aux",)))

    def _of_themselves(self, verb: int) -> bool:
        subject = self.tree.kid(verb, ("nsubj",))
        return subject >= 0 and self.tree.words[subject].lower() in ("it", "they", "he", "she", "we")

    def _known(self, verb: int, head: int) -> bool:
        """Say whether an infinitive tells what is known to have been: "nine people are known to have died"."""
        perfect = any(self.tree.words[k].lower() == "have" for k in self.tree.kids(verb, ("aux",)))
        return perfect and self.tree.lemmas[head] in ("know", "confirm", "find", "show", "discover", "see", "reveal")

    def _governor(self, head: int) -> tuple[Operator | None, Standing]:
        tree = self.tree
        if naming.is_verb(tree, head) or tree.tags[head] == "MD":
            return operating.verb_operator(tree, head), self.clause(head)
        if naming.is_noun(tree, head):
            return operating.noun_operator(tree, head), self.noun(head)
        return operating.adjective_operator(tree, head), self._of(tree.heads[head])

    def _of(self, token: int) -> Standing:
        return self.clause(token) if naming.is_verb(self.tree, token) else self.noun(token)

    def _unruled(self, verb: int, head: int, own: Standing | None, above: Standing) -> Standing:
        tree = self.tree
        if own is not None:
            return Standing("possible", own.cue, own.tense) if above.level == "possible" and own.level in DONE else own
        to = "to" in [tree.words[child].lower() for child in tree.kids(verb, ("aux",))]
        if tree.words[head].lower() == "ought" and to:
            perfect = any(tree.words[k].lower() == "have" for k in tree.kids(verb, ("aux",)))
            return Standing("possible", "ought", "past" if perfect else "future")
        if tree.words[head].lower() == "had" and to and above.level in DONE and self._must(verb, head):
            if (tree.lemmas[verb] in STAGED and tree.kid(verb, ("dobj",)) < 0) or self._takes_place(verb):
                return Standing("planned", "was to", "future")  # "the hearing had to take place on Friday"
            return Standing("occurred", None, "past")
        ranked = [k for k in tree.kids(head, ("attr",)) if k < verb and ranks(tree, k)]
        if tree.lemmas[head] == "be" and to and ranked and tree.tags[head] in ("VBD", "VBN"):
            return above  # "It was the third storm to hit the island"
        if tree.lemmas[head] == "be" and to:
            perfect = tree.kid(verb, ("aux",)) >= 0 and any(tree.words[k] == "have" for k in tree.kids(verb, ("aux",)))
            cue = "was to" if tree.tags[head] == "VBD" else "to"
            planned = Standing("planned", cue, "past" if perfect else "future")  # "was to have visited" was a plan
            if perfect and cue == "was to" and unkept.has_deadline(tree, verb):
                planned = Standing("postponed", cue, "past")  # what "was to have reported by June" is late
            return planned if above.level in DONE else above
        if to and above.level in DONE:
            return Standing("possible", "to", "future")
        return above

    def _takes_place(self, verb: int) -> bool:
        return self.tree.lemmas[verb] == "take" and any(
            self.tree.words[k].lower() == "place" for k in self.tree.kids(verb, ("dobj",))
        )

    def _must(self, verb: int, have: int) -> bool:
        """Say whether "have to" is one verb, not "have until June to decide"."""
        to = min((k for k in self.tree.kids(verb, ("aux",))), default=verb)
        return all(self.tree.tags[k].startswith("RB") for k in range(have + 1, to))

    def _compose(self, operator: Operator, above: Standing, own: Standing | None, verb: int, head: int) -> Standing:
        effect, cue = operator.effect, self.tree.words[head].lower()
        if operator.name == "report":
            if own is None and above.level in DONE and self._known(verb, head):
                return Standing("occurred", None, "past")
            if own is None:
                seen = self.tree.lemmas[head] in SENSED and self.tree.tags[verb] == "VBG"
                return Standing("possible", cue, above.tense) if above.level != "denied" and not seen else above
            if above.level == "denied" and own.level in DONE:
                return Standing("denied" if above.cue != "not" else "possible", cue, own.tense)
            if self.tree.lemmas[head] in hearsay.ALLEGING and own.level in DONE:
                return Standing("possible", cue, own.tense)
            return own
        if effect == "same" and own is not None and own.level in DONE and above.level == "denied":
            return Standing("possible", cue, own.tense)  # "it has not been proved that he struck the guard"
        if effect == "same":
            return own or above
        if own and own.cue in modality.WOULD and self.tree.lemmas[head] == "warn" and self._of_themselves(verb):
            return Standing("planned", own.cue, "future")  # "the bank warned that it would close 40 branches"
        if own and own.cue in modality.WOULD and effect in ("planned", "possible") and unkept.has_had(self.tree, head):
            return Standing(
                effect, noun_status.EXPECTED, "past"
            )  # "had hoped that a convoy would get through on Monday"
        if own and own.cue in modality.WOULD and operator.name == "hope":
            return Standing("possible", cue, own.tense)  # "villagers feared that the dam would burst on Sunday"
        if own and own.level in ("possible", "denied") and effect in ("planned", "possible"):
            return own
        if own and own.level == "planned" and self.tree.lemmas[head] in ("tell", "inform", "assure"):
            return own  # "told supporters that she would form a government"
        if own and operator.name == "ask" and own.tense == "past" and own.level in DONE:
            return own  # what was told or warned of, not asked for
        if own and own.level == "occurred" and effect == "planned":
            return own  # no plan has a past: the parser joined two sentences at a colon
        if (
            operator.name == "promise"
            and own is None
            and self.tree.lemmas[head] in DECIDING
            and verb_classes.verb_class(self.tree, verb) in PERFORMED
        ):
            return Standing(above.level if above.level not in DONE else "occurred", None, above.tense)
        if operator.name == "promise" and own is not None:
            return Standing("planned", cue, "future") if own.level == "planned" else own
        if effect == "planned" and effect_of(effect, above.level) == "planned" and unkept.given_up(self.tree, head):
            return Standing("postponed", cue, "past")
        if unkept.undone(self.tree, head) and effect in ("planned", "possible"):
            return Standing("denied", "not", "past")
        if unkept.came_otherwise(self.tree, head) and own is None and effect in ("planned", "possible"):
            return Standing("cancelled", "but", "past")
        if effect == "planned" and own is None and unkept.only_supposed(self.tree, head):
            return Standing("planned", "was to", "past")
        if self.tree.lemmas[head] == "let" and own is None and above.level == "occurred":
            return Standing("occurred", None, "past")  # who is let go goes: "let the ferry sail on Monday"
        if above.level == "denied" and above.cue in REFUTED and effect == "possible":
            return above  # "denied a report that he had offered to resign"
        tense: Tense = "past" if effect == "denied" else above.tense if effect == "planned" else "future"
        perfect = own is None and any(self.tree.words[k].lower() == "have" for k in self.tree.kids(verb, ("aux",)))
        if (own and own.tense == "past") or perfect:
            tense = "past"  # "is believed to have fled", "believe he fled"
        elif operator.name == "promise" and above.level in DONE and not unkept.has_had(self.tree, head):
            tense = "future"
        return Standing(effect_of(effect, above.level), cue, tense)
