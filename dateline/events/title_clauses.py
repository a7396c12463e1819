"""Writes the title of a mention that a clause tells: subject, verb and what follows it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from dateline.events import naming, operating, pronouns, roles, verb_classes
from dateline.events.clauses import belongs, is_infinitive, is_under, only_dates
from dateline.events.extraction import Predicate
from dateline.events.fitting import LONGEST, fit
from dateline.events.names import WEEK_OR_MONTH
from dateline.events.phrases import noun_words
from dateline.events.pronouns import Namer
from dateline.events.title_verbs import in_group, verb_group
from dateline.events.tree import Tree

TOLD_IN = frozenset({"publish", "report", "announce", "express"})
"""Classes of nouns that only carry what somebody says: "said in a statement"."""


def at_level(predicate: Predicate, level: str) -> Predicate:
    """Return the predicate as it would be told if it stood at another level."""
    return replace(predicate, standing=replace(predicate.standing, level=level))


def of_clause(tree: Tree, predicate: Predicate, left: Collection[int], name: Namer, echo: str = "") -> str:
    """Return what a clause tells, without the words that are left out; `echo` is a subject that another sentence names better."""
    given_up = _giving_up(tree, predicate)
    if given_up >= 0:
        predicate = replace(at_level(predicate, "occurred"), verb=given_up)
    said = _saying(tree, predicate.verb)
    if said >= 0:
        return who_told_what(tree, said, left, name)
    verb = predicate.verb
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    shared = -1
    if subject < 0 or tree.words[subject].lower() in roles.RELATIVE:
        shared = roles.shared_subject(tree, verb) if subject < 0 else tree.heads[verb]
    actor = subject if shared < 0 else shared
    body = [k for k in tree.subtree(verb, lambda k: belongs(tree, k, verb, predicate, left)) if k != subject]
    before = {k for k in body if k < verb and not in_group(tree, k)}
    head_part = [k for k in body if k not in before or is_under(tree, k, subject)]
    subject_words = re.sub(
        rf"^(?:{'|'.join(sorted(WEEK_OR_MONTH))})'s ", "The ", echo, flags=re.IGNORECASE
    ) or noun_words(tree, actor, left, name)
    rest = [k for k in head_part if k > verb]
    whom = _relative_object(tree, verb)
    if shared >= 0 and not is_under(tree, verb, shared):
        rest = [k for k in rest if not is_under(tree, k, shared)]
    group = verb_group(
        tree, predicate, [k for k in head_part if k < verb], bool(subject_words), pronouns.is_several(tree, actor, name)
    )
    one = actor >= 0 and tree.tags[actor].startswith("NNP") and not re.search(r" and |,", subject_words)
    if one and subject_words and tree.names[actor][2:] == "PERSON":
        group = re.sub(r"^(?:were|have|are)\b", lambda m: {"were": "was", "have": "has", "are": "is"}[m[0]], group)
    if group == "began":
        rest = [k for k in rest if tree.deps[k] != "prt"]  # "had been going on since May"
    if verb + 1 in rest and tree.words[verb + 1].lower() in predicate.lemma.split()[1:]:
        group = f"{group} {tree.words[verb + 1]}"
        rest = [k for k in rest if k != verb + 1]
    budget = LONGEST - len(subject_words) - len(group) - 2
    others = pronouns.others(tree, name.after(subject_words), actor)
    tail = _heard(tree, verb, left, others, budget) if verb_classes.is_hearing(tree, verb) else ""
    if whom >= 0 and not tail:
        object_words = pronouns.inside(noun_words(tree, whom, left, others))
        group, budget = f"{group} {object_words}", budget - len(object_words) - 1
    tail = tail or fit(tree, _without_unnamed(tree, rest, verb, predicate, name), budget, others)
    if not tail and (predicate.kind in TOLD_IN or tree.kid(verb, ("ccomp",)) > verb) and _says_what(tree, verb):
        tail = _heard(tree, verb, left, others, budget)  # "the boss stepped down, the firm announced"
    return " ".join(part for part in (subject_words, group, tail) if part)


def _says_what(tree: Tree, verb: int) -> bool:
    said = tree.kid(verb, ("ccomp",))
    return said >= 0 and said != verb and naming.is_verb(tree, said)


def _relative_object(tree: Tree, verb: int) -> int:
    """What a relative clause says is done to: "reinstate the flights that it had cancelled"."""
    if tree.deps[verb] != "relcl" or is_infinitive(tree, verb) or tree.kid(verb, ("nsubj",)) < 0:
        return -1
    subject, done_to = tree.kid(verb, ("nsubj",)), tree.kid(verb, ("dobj",))
    relative = done_to >= 0 and done_to < verb and tree.words[done_to].lower() in roles.RELATIVE
    return tree.heads[verb] if relative and tree.words[subject].lower() not in roles.RELATIVE else -1


def _without_unnamed(tree: Tree, rest: Sequence[int], verb: int, predicate: Predicate, name: Namer) -> list[int]:
    """Leave out a phrase around a pronoun that nothing explains: "will go ahead without them"."""
    dropped: set[int] = set()
    for token in rest:
        noun = tree.kid(token, ("pobj",)) if tree.deps[token] == "prep" and tree.heads[token] == verb else -1
        fixed = tree.words[token].lower() in predicate.lemma.split()
        if noun >= 0 and tree.tags[noun] == "PRP" and not fixed and name(noun) is None:
            dropped.update(tree.subtree(token))
    return [k for k in rest if k not in dropped]


def _giving_up(tree: Tree, predicate: Predicate) -> int:
    """The verb that says that a plan is given up: "gave up on plans to launch the probe"."""
    if predicate.standing.level not in ("cancelled", "postponed") or not is_infinitive(tree, predicate.verb):
        return -1
    for above in tree.ancestors(predicate.verb):
        if naming.is_verb(tree, above):
            operator = operating.verb_operator(tree, above)
            return above if operator and operator.effect in ("cancelled", "postponed") else -1
    return -1


def _saying(tree: Tree, verb: int) -> int:
    """The verb that says what a paper published on a day says: "in a decision published Tuesday, the court said"."""
    noun = tree.heads[verb]
    if tree.deps[verb] != "acl" or tree.tags[verb] != "VBN" or tree.deps[noun] != "pobj":
        return -1
    preposition = tree.heads[noun]
    return telling_of(tree, tree.heads[preposition]) if tree.words[preposition].lower() == "in" else -1


def telling_of(tree: Tree, verb: int) -> int:
    """Return the verb if somebody says something with it, else -1."""
    if not naming.is_verb(tree, verb) or tree.kid(verb, ("nsubj",)) < 0:
        return -1
    operator, clause = operating.verb_operator(tree, verb), tree.kid(verb, ("ccomp",))
    told = clause > verb and tree.kid(clause, ("nsubj", "nsubjpass")) >= 0
    speaks = tree.lemmas[verb] in roles.SPEAKING or (operator is not None and operator.name == "report")
    return verb if told and speaks else -1


def who_told_what(tree: Tree, verb: int, left: Collection[int], name: Namer) -> str:
    """Who said what: "The court said that the firm could appeal"."""
    subject = tree.kid(verb, ("nsubj",))
    lead = f"{noun_words(tree, subject, left, name)} {tree.words[verb].lower()}"
    return f"{lead} {_heard(tree, verb, left, pronouns.others(tree, name, subject), LONGEST - len(lead) - 1)}".strip()


def _heard(tree: Tree, verb: int, left: Collection[int], name: Namer, budget: int) -> str:
    """What a hearing was told, also where it stands first: "the inquiry heard that the owner knew"."""
    clause = tree.kid(verb, ("ccomp",))
    if clause < 0 or tree.kid(clause, ("nsubj", "nsubjpass")) < 0:
        return ""
    refused = ("relcl", "advcl", "appos", "parataxis", "mark")
    tokens = tree.subtree(
        clause,
        lambda k: (
            k not in left
            and not only_dates(tree, k, left)
            and tree.deps[k] not in refused
            and (tree.deps[k] != "punct" or tree.words[k] in "-–'$%")
        ),
    )
    whom = tree.kid(verb, ("dobj", "dative"))
    lead = f"{pronouns.inside(noun_words(tree, whom, left, name))} that " if whom >= 0 else "that "
    text = pronouns.inside(fit(tree, tokens, budget - len(lead), name)).removeprefix("that ")
    return lead + text if text.count(" ") > 1 else ""
