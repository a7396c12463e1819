"""Says which predicate a timex dates: the first event above it in the dependency tree, or what the operator there governs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.events import intended, naming, operating, restaged
from dateline.events.predicates import Predicate
from dateline.events.tree import Tree
from dateline.model import Timex

SEASON = re.compile(r"-(?:SP|SU|FA|WI)$")
PAST_DAYS = frozenset("yesterday ago last".split())
WEEKLIES = frozenset(
    "newspaper paper tabloid magazine supplement programme program school market league best service".split()
)
"""What is called by the day of the week it comes on."""
FIGURES = frozenset(
    "earning earnings result results revenue profit loss sale sales report figure figures budget forecast income guidance "
    "output target growth accounts number numbers turnover".split()
)


DUE = frozenset({"due", "scheduled", "expected", "planned"})
SENSED = frozenset({"hear", "see", "feel", "report", "record", "confirm", "register", "detect", "observe"})
"""Whose passive tells that something happened: "an explosion was heard on Monday"."""


def is_occasion(tree: Tree, noun: int) -> bool:
    """Say whether a noun gives the occasion: "in the talks on Sunday, she asked", "met at the start of the visit"."""
    while tree.deps[noun] == "pobj" and tree.words[tree.heads[noun]].lower() in ("of", "to"):
        above = tree.heads[tree.heads[noun]]
        if not naming.is_noun(tree, above):
            return False
        noun = above
    return tree.deps[noun] == "pobj" and tree.words[tree.heads[noun]].lower() in ("in", "at", "during", "on")


def names_a_period(tree: Tree, head: int, tokens: Sequence[int], timex: Timex) -> bool:
    """Say whether a date only names its noun: "first-quarter earnings", "the second and final day", "the spring fair"."""
    if tree.tags[head] == "JJ" and tree.deps[head] == "amod" and tree.heads[head] not in tokens:
        return not any(tree.tags[k].startswith("NNP") for k in tokens)
    above = tree.heads[head]
    if tree.tags[above].startswith("NNP") and len(timex.value) == 4 and above == max(tokens) + 1:
        return True  # "the 2008 Olympics", "a 2013 model"
    if tree.deps[head] == "compound" and tree.lemmas[above] in WEEKLIES and above > max(tokens):
        return True  # "a Sunday newspaper"
    if SEASON.search(timex.value) and tree.deps[head] == "compound" and above > max(tokens):
        return True  # "the spring fair"
    long = timex.interval is not None and timex.interval.days > 27
    return (
        long
        and above > max(tokens)
        and tree.deps[head] in ("compound", "amod", "nmod", "nummod")
        and tree.lemmas[above] in FIGURES
    )


def preposition_of(tree: Tree, head: int, tokens: Sequence[int]) -> str:
    above = tree.heads[head]
    if tree.deps[head] in ("pobj", "pcomp") and tree.tags[above] in ("IN", "TO"):
        return tree.words[above].lower()
    first = min(tokens)
    return tree.words[first - 1].lower() if first and tree.tags[first - 1] == "IN" else ""


CHOOSING = frozenset({"put", "drop", "abandon", "pick", "choose", "propose", "float", "keep", "miss"})
DAYS = frozenset({"day", "date", "deadline"})


def _is_chosen(tree: Tree, head: int, tokens: Sequence[int]) -> bool:
    """Say whether something is done to a day itself: "put 1 September in its place", "gave up on 1 July as the day"."""
    above, first = tree.heads[head], min(tokens)
    if tree.tags[first] != "CD" or not tree.tags[head].startswith("NNP"):
        return False
    if tree.deps[head] in ("npadvmod", "dobj") and above == first - 1:
        return tree.lemmas[above] in CHOOSING
    as_ = [k for k in tree.kids(tree.heads[above], ("prep",)) if k == head + 1 and tree.words[k].lower() == "as"]
    return tree.deps[head] == "pobj" and any(tree.lemmas[day] in DAYS for k in as_ for day in tree.kids(k, ("pobj",)))


def governor(tree: Tree, head: int, tokens: Sequence[int], predicates: Sequence[Predicate]) -> list[Predicate]:
    """Return the predicates that a timex dates: the first event above it, or what the operator above it governs."""
    by_token: dict[int, list[Predicate]] = {}
    for predicate in predicates:
        by_token.setdefault(predicate.head, []).append(predicate)
        if predicate.verb != predicate.head:
            by_token.setdefault(predicate.verb, []).append(predicate)
    if _is_chosen(tree, head, tokens):
        return []
    here = head
    for place in [head, *tree.ancestors(head)]:
        if place in tokens:
            here = place
            continue
        if place in by_token:
            return _on_subject(tree, here, place, by_token) or by_token[place]
        if naming.is_verb(tree, place) and _out_of_time(tree, place, head):
            here = place
            continue
        if naming.is_verb(tree, place):
            named = _on_subject(tree, here, place, by_token)
            if named:
                return named
            complement = _complement(tree, place, by_token)
            if complement:
                return complement
            if tree.deps[place] == "conj" and tree.kid(place, ("nsubj", "nsubjpass")) >= 0:
                return []  # "quit that day and the chairman followed on 4 March"
            aside = tree.deps[place] == "acl" and tree.tags[place] in ("VBN", "VBD")  # "its record, set on 6 August"
            if aside or tree.deps[place] not in ("xcomp", "acl", "advcl", "conj", "pcomp"):
                return []
        here = place
    return []


def _out_of_time(tree: Tree, verb: int, head: int) -> bool:
    """A day gone by cannot date the present clause inside a past one: "walked down what is left of the street yesterday"."""
    if tree.words[head].lower() not in PAST_DAYS or tree.deps[verb] not in ("ccomp", "pcomp", "relcl"):
        return False
    auxiliaries = {tree.words[k].lower() for k in tree.kids(verb, ("aux", "auxpass"))}
    present = tree.tags[verb] in ("VBZ", "VBP") or bool(auxiliaries & {"is", "are", "'s", "'re"})
    return present and any(tree.tags[k] == "VBD" for k in tree.ancestors(verb))


def _on_subject(tree: Tree, phrase: int, verb: int, by_token: Mapping[int, list[Predicate]]) -> list[Predicate]:
    """A date right after a subject that is an event belongs to it: "the referral in July then cost three months"."""
    subject = phrase - 1
    if subject > 0 and tree.words[subject] == ",":  # "The break-in, on the night of 3 March, took nine minutes"
        subject = tree.heads[subject - 1] if tree.deps[subject - 1] == "pobj" else subject - 1
    if phrase < verb and tree.deps[subject] in ("nsubj", "nsubjpass") and tree.heads[subject] == verb:
        return [
            predicate
            for predicate in by_token.get(subject, ())
            if predicate.nominal and predicate.verb == predicate.head
        ]
    return []


def _cleft(tree: Tree, verb: int) -> list[int]:
    """What "it was on Monday that" dates: the clause after "that"."""
    subject = tree.kid(verb, ("nsubj",))
    if subject < 0 or tree.words[subject].lower() != "it":
        return []
    if subject != verb - 1:
        return []
    clauses = [k for k in tree.kids(verb, ("ccomp", "advcl", "relcl")) if k > verb]
    return [k for k in clauses if any(tree.words[m].lower() == "that" for m in tree.children[k])]


def _event_of(tree: Tree, noun: int, by_token: Mapping[int, list[Predicate]]) -> int:
    """The event behind a noun that is none: "the restart of the reactor, which was due on Monday" is what was due."""
    here = noun
    while (
        here not in by_token
        and tree.deps[here] == "pobj"
        and tree.words[tree.heads[here]].lower() in ("of", "to", "for")
    ):
        above = tree.heads[tree.heads[here]]
        if not naming.is_noun(tree, above):
            return noun
        here = above
    return here if here in by_token else noun


def _complement(tree: Tree, verb: int, by_token: Mapping[int, list[Predicate]]) -> list[Predicate]:
    """What an operator without an event of its own dates: "is expected on Monday to sign", "a vote planned for April"."""
    operator = operating.verb_operator(tree, verb)
    declared = [k for k in tree.kids(verb, ("npadvmod", "oprd", "dobj", "attr", "nsubjpass")) if k in by_token]
    if tree.lemmas[verb] in ("declare", "proclaim", "designate") and declared:
        return [predicate for token in declared for predicate in by_token[token]]
    seen = tree.kids(verb, ("nsubjpass",)) if tree.lemmas[verb] in SENSED else []
    if any(token in by_token for token in seen):
        return [predicate for token in seen for predicate in by_token.get(token, ())]
    if restaged.only_appoints(tree, verb):
        return by_token.get(tree.heads[verb], [])
    if (operator is None or operator.name in ("report", "ask")) and tree.lemmas[verb] != "be":
        return []
    told = () if operator is not None and operator.name == "phase" else ("ccomp",)  # "concluded he had been killed"
    below = tree.kids(verb, ("xcomp", *told)) or tree.kids(verb, ("nsubjpass", "dobj", "nsubj"))
    if tree.lemmas[verb] == "be":
        adjectives = tree.kids(verb, ("acomp",))
        below = (
            [x for a in adjectives for x in tree.kids(a, ("xcomp",))]
            or tree.kids(verb, ("xcomp",))
            or _cleft(tree, verb)
            or [k for k in tree.kids(verb, ("nsubj", "attr")) if k in by_token]
        )
    due = any(tree.words[k].lower() in DUE for k in tree.kids(verb, ("acomp",)))
    subject = ("nsubjpass", "nsubj") if due else ("nsubjpass",)
    relative = tree.deps[verb] == "relcl" and any(
        tree.words[k].lower() in ("which", "that") for k in tree.kids(verb, subject)
    )
    if intended.wanted_for(tree, verb):
        return [each for each in by_token.get(tree.heads[verb], []) if each.verb == each.head]
    if tree.deps[verb] == "acl" or relative:
        below = [*below, _event_of(tree, tree.heads[verb], by_token)]
    if not below and tree.deps[verb] == "advcl" and tree.tags[verb] == "VBN":
        below = tree.kids(tree.heads[verb], ("nsubj", "nsubjpass"))
    return [predicate for token in below for predicate in by_token.get(token, ())]
