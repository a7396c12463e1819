"""Finds the words of a sentence that name events, with who did what to whom and how each stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.events import naming, roles
from dateline.events.lexicon import lexicon
from dateline.events.parse import Parse, Sentence
from dateline.events.roles import Role
from dateline.events.status import Standing, Standings
from dateline.events.tree import Tree

MEASURES = frozenset(
    "day week month hour series round number lot string wave range flurry set bout pair couple night year".split()
)
"""What counts or measures events without being one ("five days of talks")."""


GRANTED = frozenset(
    "motion request appeal application bail permission access entry visa petition bid licence license".split()
)
"""What is granted or denied: to deny it is to reject it."""
NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "punct"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that names an event. `head` is that word, `verb` the one whose clause tells it (a light verb, or `head` itself).

    `decision` is `postponed` or `cancelled` where the predicate puts off or calls off what `target` (a token, or -1) names;
    `parent` is the predicate or operator it depends on, or -1. All of them index tokens of sentence `sentence`.
    """

    sentence: int
    head: int
    verb: int
    lemma: str
    kind: str
    """The class in the lexicon, or the empty string."""
    weight: float
    nominal: bool
    weak: bool
    """A noun that is an event only if something else says so: a date, an operator."""
    roles: tuple[Role, ...]
    standing: Standing
    source: Role | None = None
    decision: str = ""
    target: int = -1
    loose: bool = False
    """What the decision concerns is a pronoun."""
    moved: bool = False
    """The clause says that a date is new ("will now be held")."""
    echo: tuple[int, int] | None = None
    """The sentence and token of the event noun that the subject "it" stands for."""
    again: tuple[int, int] | None = None
    """The sentence and token of the event that "those cuts" tells of again."""
    given: bool = False
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one text tells, as far as the text alone can say; `trees[i]` is the tree of `parse.sentences[i]`."""

    parse: Parse
    trees: tuple[Tree, ...]
    predicates: tuple[Predicate, ...]


CLAIMS = frozenset("claim allegation rumour rumor accusation report suggestion speculation charge".split())
SUSPENDED = frozenset("meet vote try perform compete speak launch test truce negotiate".split())
DECLARING = frozenset({"declare", "proclaim", "announce", "designate", "order"})


def find(number: int, tree: Tree) -> list[Predicate]:
    """Return the predicates of one sentence in reading order."""
    standings = Standings(tree)
    found: dict[int, Predicate] = {}
    verbs = [k for k in range(tree.size) if naming.is_verb(tree, k) and tree.deps[k] not in NO_CLAUSE]
    for verb in sorted(verbs, key=lambda k: (tree.deps[k] in ("relcl", "acl"), k)):
        for predicate in _of_verb(number, tree, verb, standings):
            if (
                predicate.head in found
            ):  # "the show, which opened in May, closes in June": the noun tells one, the verb the other
                predicate = replace(_verbal(number, tree, verb, standings), kind=predicate.kind)
            found.setdefault(predicate.head, predicate)
    for token in range(tree.size):
        if token not in found and naming.is_noun(tree, token):
            predicate = _of_noun(number, tree, token, standings)
            if predicate is not None:
                found[token] = predicate
    return [found[head] for head in sorted(found)]


def given(number: int, tree: Tree, head: int) -> Predicate:
    """Return the predicate that a token names, whatever kind of word it is."""
    for predicate in find(number, tree):
        if predicate.head == head:
            return predicate
    standings = Standings(tree)
    if naming.is_verb(tree, head):
        return _verbal(number, tree, head, standings)
    governor = _light_governor(tree, head)
    return _nominal(number, tree, head, governor, standings)


def _of_verb(number: int, tree: Tree, verb: int, standings: Standings) -> list[Predicate]:
    name = naming.verb_name(tree, verb)
    words = lexicon()
    if name in words.light or naming.is_stage(tree, verb):
        nouns = _light_nouns(tree, verb)
        if nouns:
            return [_nominal(number, tree, noun, verb, standings) for noun in nouns]
    if naming.is_trivial(tree, verb) and not _staged(tree, verb):
        return []
    if tree.lemmas[verb] in DECLARING:
        days = _declared_days(tree, verb)
        if days:
            return [_declared(number, tree, day, standings) for day in days]
    if naming.states_hope(tree, verb):
        return [replace(_verbal(number, tree, verb, standings), kind="announce", weight=0.5)]
    operator = naming.verb_operator(tree, verb)
    hearing = naming.is_hearing(tree, verb)
    if operator and not operator.own and operator.name not in ("phase", "report") and not hearing:
        return []
    if operator and operator.name == "report" and name not in words.verbs and not hearing:
        return []
    return [_verbal(number, tree, verb, standings)]


def _declared_days(tree: Tree, verb: int) -> list[int]:
    """The day that is declared: "declared Monday a day of mourning", "three days of mourning were declared"."""
    return [
        noun
        for noun in tree.kids(verb, ("dobj", "npadvmod", "oprd", "attr", "nsubjpass", "ccomp"))
        if tree.lemmas[noun] in ("day", "week", "holiday", "weekend")
        and (tree.lemmas[noun] == "holiday" or any(tree.words[k] == "of" for k in tree.kids(noun, ("prep",))))
    ]


def _declared(number: int, tree: Tree, day: int, standings: Standings) -> Predicate:
    named = _nominal(number, tree, day, day, standings)
    standing = replace(named.standing, level="planned", tense="future", cue=tree.words[tree.heads[day]].lower())
    return replace(named, kind="praise", weight=0.7, weak=False, standing=standing)


def _staged(tree: Tree, verb: int) -> bool:
    """Say whether a passive tells that its subject takes place: "it will be held", "the gala was staged"."""
    return tree.lemmas[verb] in ("hold", "stage", "convene") and tree.kid(verb, ("nsubjpass",)) >= 0


def _light_nouns(tree: Tree, verb: int) -> list[int]:
    """The event nouns that a light verb governs: its object, or its subject in the passive or where nothing else is done."""
    heads = tree.kids(verb, ("dobj", "nsubjpass", "attr"))
    if naming.is_stage(tree, verb):
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
    return [noun for noun in nouns if naming.noun_class(tree, noun) and not _part_of_name(tree, noun)]


def _conjuncts(tree: Tree, token: int) -> list[int]:
    found: list[int] = []
    for child in tree.kids(token, ("conj",)):
        found.extend((child, *_conjuncts(tree, child)))
    return found


def _light_governor(tree: Tree, noun: int) -> int:
    above = tree.heads[noun]
    if tree.deps[noun] in ("dobj", "nsubjpass") and naming.is_verb(tree, above) and naming.is_light(tree, above):
        return above
    return noun


def _of_noun(number: int, tree: Tree, noun: int, standings: Standings) -> Predicate | None:
    kind = naming.noun_class(tree, noun)
    if tree.deps[noun] in ("compound", "nmod", "amod") or _part_of_name(tree, noun):
        return None
    if kind and _measures_another(tree, noun):
        return None
    if kind:
        return _nominal(number, tree, noun, noun, standings)
    return _scheduled_thing(number, tree, noun, standings)


def _measures_another(tree: Tree, noun: int) -> bool:
    """Say whether the event stands after "of": "round of talks", "start of the trial"."""
    if tree.lemmas[noun] not in MEASURES | {"start", "end", "beginning", "close", "opening", "finish", "conclusion"}:
        return False
    return any(tree.words[k] == "of" for k in tree.kids(noun, ("prep",)))


def _scheduled_thing(number: int, tree: Tree, noun: int, standings: Standings) -> Predicate | None:
    """A noun outside the lexicon becomes an event where something is said to be due, put off or called off."""
    if tree.tags[noun].startswith("NNP") or tree.deps[noun] not in ("nsubj", "nsubjpass", "dobj"):
        return None
    above = tree.heads[noun]
    if not naming.is_verb(tree, above):
        return None
    operator = naming.verb_operator(tree, above)
    clausal = tree.kid(above, ("xcomp", "ccomp")) >= 0
    if operator is None or clausal or operator.name not in ("plan", "put_off", "call_off"):
        return None
    if tree.deps[noun] == "nsubj" or (
        operator.name == "plan" and tree.deps[noun] == "dobj" and tree.tags[above] != "VBN"
    ):
        return None
    return _nominal(number, tree, noun, noun, standings)


def _part_of_name(tree: Tree, noun: int) -> bool:
    """Say whether a noun belongs to a name: "Conference" in "Munich Security Conference" is where something happens, not what happens."""
    if not tree.words[noun][0].isupper():
        return False
    return tree.tags[noun].startswith("NNP") or bool(tree.names[noun])


def _verbal(number: int, tree: Tree, verb: int, standings: Standings) -> Predicate:
    words = lexicon()
    name = naming.verb_name(tree, verb)
    kind = "happen" if _staged(tree, verb) else naming.verb_class(tree, verb)
    operator = naming.verb_operator(tree, verb)
    if kind in ("postpone", "cancel") and operator is None and name in ("drop", "stall", "suspend", "withdraw", "pull"):
        kind = "" if name != "drop" else "change" if tree.kid(verb, ("dobj", "nsubjpass")) >= 0 else "fall_in_price"
    decision = operator.effect if operator and operator.effect in ("postponed", "cancelled") else ""
    standing = standings.clause(verb)
    if kind == "reject" and _claimed(tree, verb):
        kind = "deny"
    if (
        kind == "deny"
        and tree.lemmas[tree.kid(verb, ("dobj", "nsubjpass"))] in GRANTED
        and tree.kid(verb, ("dobj", "nsubjpass")) >= 0
    ):
        kind = "reject"
    if name == "rule out" and standing.level == "denied":
        standing = replace(standing, level="possible")
    if kind == "deny" and standing.level in ("occurred", "present"):
        standing = replace(standing, level="denied", cue=tree.words[verb].lower())
    target = tree.kid(verb, ("dobj", "nsubjpass")) if decision else -1
    if decision and target < 0 and tree.lemmas[verb] == "slip":
        target = tree.kid(verb, ("nsubj",))
    if decision and target < 0 and roles.is_passive(tree, verb):
        shared = roles.shared_subject(tree, verb)
        target = shared if shared >= 0 and naming.is_noun(tree, shared) else -1  # "was due in May but postponed"
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
        loose=target >= 0 and tree.tags[target] == "PRP",
        moved=any(tree.words[child].lower() in ("now", "instead") for child in tree.kids(verb, ("advmod",))),
    )


def _claimed(tree: Tree, verb: int) -> bool:
    """Say whether what is rejected is a claim: "rejected claims that the captain had been drinking"."""
    claim = tree.kid(verb, ("dobj", "nsubjpass"))
    return claim >= 0 and tree.lemmas[claim] in CLAIMS


def _nominal(number: int, tree: Tree, noun: int, verb: int, standings: Standings) -> Predicate:
    words = lexicon()
    name = naming.noun_name(tree, noun)
    kind = naming.noun_class(tree, noun)
    light = verb != noun
    standing = _light_standing(tree, noun, verb, standings) if light else standings.noun(noun)
    operator = naming.noun_operator(tree, noun)
    decision = operator.effect if operator and operator.effect in ("postponed", "cancelled") and not light else ""
    return Predicate(
        number,
        noun,
        verb,
        name,
        kind,
        words.weights.get(kind, 0.3),
        nominal=True,
        weak=not light and (name in words.weak_nouns or _has_clause(tree, noun)),
        roles=roles.of_light(tree, verb, noun) if light else roles.of_noun(tree, noun),
        standing=standing,
        source=roles.source(tree, verb),
        decision=decision,
        target=_noun_target(tree, noun) if decision else -1,
    )


def _has_clause(tree: Tree, noun: int) -> bool:
    """Say whether a clause tells the event and the noun only its cause: "the storm is forecast to hit"."""
    verb = tree.heads[noun]
    return (
        tree.deps[noun] in ("nsubj", "nsubjpass")
        and naming.is_verb(tree, verb)
        and tree.kid(verb, ("xcomp", "ccomp")) >= 0
    )


def _light_standing(tree: Tree, noun: int, verb: int, standings: Standings) -> Standing:
    if standings.negated_noun(noun):
        return replace(standings.clause(verb), level="denied", cue="no")
    if standings.clause(verb).level == "denied":
        return standings.clause(verb)
    decided = standings.by_decision(noun)
    if decided is not None:
        return decided
    operator = naming.verb_operator(tree, verb)
    if operator and operator.effect in ("postponed", "cancelled", "planned"):
        return standings.noun(noun)
    return standings.clause(verb)


def _noun_target(tree: Tree, noun: int) -> int:
    for preposition in tree.kids(noun, ("prep",)):
        if tree.words[preposition] in ("of", "to", "in"):
            return tree.kid(preposition, ("pobj",))
    return -1


def analyse(parse: Parse) -> Extraction:
    """Find the predicates of every sentence."""
    trees = tuple(map(Tree, parse.sentences))
    found = [p for number, tree in enumerate(trees) for p in find(number, tree)]
    return Extraction(parse, trees, tuple(_resolve_echo(p, trees, found) for p in found))


def _resolve_echo(predicate: Predicate, trees: tuple[Tree, ...], found: list[Predicate]) -> Predicate:
    """Find what "it will now be held on 30 May" tells of in the sentences before."""
    tree = trees[predicate.sentence]
    if predicate.nominal:
        return _resolve_demonstrative(predicate, tree, found)
    if predicate.kind and predicate.kind != "happen":
        return predicate
    subject = tree.kid(predicate.verb, ("nsubj", "nsubjpass"))
    if subject < 0 or tree.words[subject].lower() not in ("it", "this", "that", "they"):
        return predicate
    for other in reversed(found):
        near = predicate.sentence - 2 <= other.sentence < predicate.sentence
        if (
            near
            and other.nominal
            and not other.weak
            and trees[other.sentence].deps[other.head] in ("nsubj", "nsubjpass", "dobj")
        ):
            return replace(
                predicate, lemma=other.lemma, kind=other.kind, weight=other.weight, echo=(other.sentence, other.head)
            )
    return predicate


def sentence_at(parse: Parse, start: int, end: int) -> int:
    """Return the number of the sentence that holds a span's beginning, or -1."""
    for number, sentence in enumerate(parse.sentences):
        if sentence.start <= start < sentence.end or (start < sentence.start < end):
            return number
    return -1


def head_of(sentence: Sentence, start: int, end: int) -> int:
    """Return the token of a span that governs the others, or -1 where the span holds none."""
    inside = [k for k in range(len(sentence.starts)) if sentence.starts[k] < end and start < sentence.ends[k]]
    for token in inside:
        if sentence.heads[token] not in inside or sentence.heads[token] == token:
            return token
    return inside[0] if inside else -1


def _resolve_demonstrative(predicate: Predicate, tree: Tree, found: list[Predicate]) -> Predicate:
    """Find what "those cuts" or "that strike" tells of in the sentences before."""
    if not any(
        tree.words[k].lower() in ("this", "that", "these", "those") for k in tree.kids(predicate.head, ("det",))
    ):
        return predicate
    for other in reversed(found):
        near = predicate.sentence - 2 <= other.sentence < predicate.sentence
        if near and _same_kind(predicate.kind, other.kind):
            return replace(predicate, again=(other.sentence, other.head))
    return predicate


def _same_kind(one: str, other: str) -> bool:
    return bool(one) and (one == other or {one, other} <= {"lower", "dismiss"})


def of_spans(extraction: Extraction, spans: Iterable[tuple[int, int]]) -> Extraction:
    """Keep one predicate for each given span, in their order, made up where the rules found none."""
    by_place = {(predicate.sentence, predicate.head): predicate for predicate in extraction.predicates}
    kept: list[Predicate] = []
    for start, end in spans:
        number = sentence_at(extraction.parse, start, end)
        head = head_of(extraction.parse.sentences[number], start, end) if number >= 0 else -1
        if head < 0:
            continue
        predicate = by_place.get((number, head)) or given(number, extraction.trees[number], head)
        kept.append(replace(predicate, given=True, span=(start, end)))
    return replace(extraction, predicates=tuple(kept))
