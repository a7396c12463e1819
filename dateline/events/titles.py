"""Writes a title for each mention: who did what to whom, where, composed of the clause's own words.

A title keeps the clause's tense, names those whom pronouns stand for, and leaves out dates, side clauses and attributions.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from dateline.events import naming, pronouns, roles
from dateline.events.extraction import Predicate
from dateline.events.fitting import fit, shorten
from dateline.events.phrases import belongs, is_under, noun_words, only_dates
from dateline.events.pronouns import Namer
from dateline.events.tenses import in_group, verb_group
from dateline.events.tree import Tree

LONGEST = 120
SITUATING = frozenset({"at", "in", "during", "on", "for", "to", "into", "with"})


def title(tree: Tree, predicate: Predicate, dated: Collection[int], name: Namer, echo: str = "") -> str:
    """Return a title of at most `LONGEST` characters. `dated` are the tokens of timexes, which a title leaves out."""
    if predicate.kind == "deny" and predicate.standing.level == "denied":
        predicate = replace(predicate, standing=replace(predicate.standing, level="occurred"))
    if predicate.nominal and predicate.verb == predicate.head:
        text = _of_noun(tree, predicate, dated, name)
    else:
        text = _of_clause(tree, predicate, dated, name, echo)
    return _finish(text, predicate.lemma)


def _of_clause(tree: Tree, predicate: Predicate, dated: Collection[int], name: Namer, echo: str = "") -> str:
    verb = predicate.verb
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    shared = -1
    if subject < 0 or tree.words[subject].lower() in roles.RELATIVE:
        shared = roles.shared_subject(tree, verb) if subject < 0 else tree.heads[verb]
    body = [k for k in tree.subtree(verb, lambda k: belongs(tree, k, verb, predicate, dated)) if k != subject]
    before = {k for k in body if k < verb and not in_group(tree, k)}
    head_part = [k for k in body if k not in before or is_under(tree, k, subject)]
    subject_words = echo or noun_words(tree, subject if shared < 0 else shared, dated, name)
    front = [k for k in head_part if k < verb]
    rest = [k for k in head_part if k > verb]
    if shared >= 0 and not is_under(tree, verb, shared):
        rest = [k for k in rest if not is_under(tree, k, shared)]
    budget = LONGEST - len(subject_words) - 1
    plural = pronouns.plural(tree, subject if shared < 0 else shared)
    group = verb_group(tree, predicate, front, bool(subject_words), plural)
    if verb + 1 in rest and tree.words[verb + 1].lower() in predicate.lemma.split()[1:]:
        group = f"{group} {tree.words[verb + 1]}"
        rest = [k for k in rest if k != verb + 1]
    said = _heard(tree, verb, dated, name, budget - len(group) - 1) if naming.is_hearing(tree, verb) else ""
    tail = said or fit(
        tree, rest, budget - len(group) - 1, pronouns.others(tree, name, subject if shared < 0 else shared)
    )
    return " ".join(part for part in (subject_words, group, tail) if part)


def _heard(tree: Tree, verb: int, dated: Collection[int], name: Namer, budget: int) -> str:
    """What a hearing was told, also where it stands first: "the inquiry heard that the owner knew"."""
    clause = tree.kid(verb, ("ccomp",))
    if clause < 0 or tree.kid(clause, ("nsubj", "nsubjpass")) < 0:
        return ""
    refused = ("relcl", "advcl", "appos", "parataxis", "mark", "punct")
    tokens = tree.subtree(
        clause, lambda k: k not in dated and not only_dates(tree, k, dated) and tree.deps[k] not in refused
    )
    whom = tree.kid(verb, ("dobj", "dative"))
    lead = f"{pronouns.inside(noun_words(tree, whom, dated, name))} that " if whom >= 0 else "that "
    text = pronouns.inside(fit(tree, tokens, budget - len(lead), name))
    return lead + text if text.count(" ") > 1 else ""


def _of_noun(tree: Tree, predicate: Predicate, dated: Collection[int], name: Namer) -> str:
    head = predicate.head
    governor = _telling_verb(tree, head)
    if (
        governor >= 0
        and predicate.standing.cue != "moved"
        and predicate.standing.level in ("occurred", "planned")
        and _asserted(tree, governor)
        and not any(role.name in ("agent", "patient", "with", "topic", "to", "against") for role in predicate.roles)
    ):
        return _of_clause(tree, replace(predicate, verb=governor), dated, name)
    text = noun_words(tree, head, dated, lambda token: None if token == head else name(token))
    text = re.sub(r"^(?:the|a|an|this|that|these|those|its first|any|no) ", "", text, flags=re.IGNORECASE)
    suffix = {
        "postponed": " postponed",
        "cancelled": " cancelled",
        "planned": " planned",
        "denied": " denied",
        "possible": " possible",
    }
    level = predicate.standing.level
    said = re.search(r"\b(?:postponed|cancell?ed|planned|possible|scheduled|expected|potential|proposed)\b", text)
    return text + ("" if said else suffix.get(level, ""))


def _asserted(tree: Tree, verb: int) -> bool:
    return tree.kid(verb, ("neg",)) < 0 and tree.kid(verb, ("mark",)) < 0


def _telling_verb(tree: Tree, noun: int) -> int:
    """The verb whose clause says more than a bare noun would ("approval came at the reconvened meeting")."""
    head = tree.heads[noun]
    if tree.deps[noun] in ("nsubjpass", "dobj") and naming.is_verb(tree, head):
        operator = naming.verb_operator(tree, head)
        if operator is not None and operator.name in ("plan", "ask", "promise"):
            return -1  # "the flight was first planned for May" is a flight, not a planning
    if tree.deps[noun] == "pobj":
        if tree.words[head].lower() not in SITUATING:
            return -1
        head = tree.heads[head]
    elif tree.deps[noun] not in ("nsubj", "nsubjpass", "dobj"):
        return -1
    return head if naming.is_verb(tree, head) and tree.deps[head] not in ("acl", "relcl", "advcl") else -1


def _finish(text: str, lemma: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–\"'")
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"^(THE|AN?) (?=[a-z])", lambda m: m.group().capitalize(), text)
    text = re.sub(r"(?:\s*,)+", ",", text).strip(" ,")
    if len(text) > LONGEST:
        text = shorten(text, LONGEST)
    last = text.rsplit(" ", 1)[-1]
    if last not in lemma.split()[1:]:
        text = re.sub(r"(?: (?:and|or|the|a|an|of|to|in|on|for|with|by|at|from|its|his|her|their|that))+$", "", text)
    return text[:1].upper() + text[1:]
