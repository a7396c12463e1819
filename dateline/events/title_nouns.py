"""Writes the title of a mention that a noun names, from its own words or the clause around it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from dateline.events import carrying, gapping, naming, nominals, operating, pronouns, roles, tenure, title_clauses
from dateline.events.clauses import only_dates
from dateline.events.extraction import Predicate
from dateline.events.fitting import LONGEST, ROOM
from dateline.events.phrases import join, noun_words, trim
from dateline.events.pronouns import Namer
from dateline.events.title_clauses import TOLD_IN
from dateline.events.tree import Tree

SITUATING = frozenset({"at", "in", "during", "on", "for", "to", "into", "with"})


def of_noun(tree: Tree, predicate: Predicate, left: Collection[int], name: Namer) -> str:
    """Return what a noun names, or the clause around it where that says more."""
    head = predicate.head
    if gapping.is_gapped(tree, head):
        return _gapped(tree, predicate, left, name)
    since = tenure.title(tree, predicate, left, name)
    if since:
        return since
    composed = nominals.clause(tree, predicate, left, name) or _declared(tree, predicate, left, name)
    if composed and len(composed) <= LONGEST + ROOM:
        return composed
    governor = _telling_verb(tree, head)
    whole = _fragment(tree, head, left, name)
    if whole:
        return whole
    cut = tree.kid(head, ("acl",))
    set_for = cut >= 0 and predicate.standing.level == "planned" and predicate.standing.cue == tree.words[cut].lower()
    headed = tree.sentence.kind == "title" and tree.deps[head] == "ROOT" and not set_for
    if headed and cut > head and tree.tags[cut] == "VBN":
        return title_clauses.of_clause(
            tree, replace(title_clauses.at_level(predicate, "occurred"), verb=cut), left, name
        )
    if governor >= 0 and predicate.kind in TOLD_IN and title_clauses.telling_of(tree, governor) >= 0:
        return title_clauses.who_told_what(tree, governor, left, name)
    if governor >= 0 and (_says_more(tree, predicate, governor) or _lends(tree, governor, head)):
        return title_clauses.of_clause(tree, replace(predicate, verb=governor), left, name)
    text = noun_words(tree, head, left, name.but(lambda token: None if token == head else name(token)))
    text = re.sub(r"^(?:the|a|an|this|that|these|those|its first|any|no) ", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^([^,]+), ([A-Z][\w' -]+),$", r"\1 \2", text)
    whose = nominals.owned(tree, predicate, left, name)
    text = f"{whose} {text[:1].lower() + text[1:]}" if whose else text
    opened = tree.kid(head, ("relcl",))
    if opened > head and tree.tags[opened] == "VBD" and carrying.is_stage(tree, opened):
        whole = [
            opened,
            *(k for k in tree.kids(opened, ("dobj",)) if naming.verb_name(tree, opened) != tree.lemmas[opened]),
        ]
        return f"{text} {' '.join(tree.words[k] for k in whole)}"  # "the ban, which took effect on Sunday"
    level = predicate.standing.level
    said = re.search(
        r"\b(?:postponed|cancell?ed|planned|possible|scheduled|expected|anticipated|potential|proposed|due|set)\b", text
    )
    return text if said or level in ("occurred", "present") else f"{text.rstrip(',')} {level}"


def _gapped(tree: Tree, predicate: Predicate, left: Collection[int], name: Namer) -> str:
    """What the verb before it says, said of a noun whose own verb is left out."""
    verb = tree.heads[predicate.head]
    clause = title_clauses.of_clause(tree, replace(predicate, head=verb, verb=verb, nominal=False), left, name)
    own = noun_words(tree, predicate.head, left, name)
    if gapping.is_done_to(tree, predicate.head):
        return clause.replace(noun_words(tree, tree.kid(verb, ("dobj",)), left, name), pronouns.inside(own))
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    first = noun_words(tree, subject if subject >= 0 else roles.shared_subject(tree, verb), left, name)
    rest = clause.removeprefix(first)
    if tree.tags[predicate.head] in ("NN", "NNP"):
        rest = re.sub(r"^ (were|have)\b", lambda m: " was" if m[1] == "were" else " has", rest)
    return own + rest if first and rest != clause else own


def _fragment(tree: Tree, head: int, left: Collection[int], name: Namer) -> str:
    """The whole of a short entry without a verb: "First landslide, on the railway near Tarn"."""
    if (
        tree.deps[head] != "ROOT"
        or tree.size > 16
        or any(tag in ("VBD", "VBZ", "VBP", "VBN", "MD") for tag in tree.tags)
    ):
        return ""
    kept = [
        k for k in range(tree.size) if k not in left and not only_dates(tree, k, left) and tree.heads[k] not in left
    ]
    kept = trim(tree, kept)
    if len(kept) > 2 and tree.tags[kept[-1]].startswith(("JJ", "RB")) and tree.words[kept[-2]] == ",":
        kept = trim(tree, kept[:-1])
    return join(tree, kept, name) if len(kept) > 2 else ""


def _says_more(tree: Tree, predicate: Predicate, governor: int) -> bool:
    """Say whether the clause around a noun tells more than the noun: it names nobody whom the noun concerns."""
    if predicate.standing.cue == "moved" or predicate.standing.level not in ("occurred", "planned"):
        return False
    told = {"agent", "patient", "with", "topic", "to", "against"}
    return _asserted(tree, governor) and not any(role.name in told for role in predicate.roles)


def _lends(tree: Tree, verb: int, noun: int) -> bool:
    """Say whether a verb only lends a noun its subject: "held talks today with the king"."""
    operator = operating.verb_operator(tree, verb)
    if operator is not None and operator.effect in ("postponed", "cancelled"):
        return False
    light = carrying.is_light(tree, verb) or tree.words[noun].lower() in naming.verb_name(tree, verb).split()
    return light and tree.deps[noun] == "dobj" and tree.kid(verb, ("nsubj",)) >= 0 and _asserted(tree, verb)


def _declared(tree: Tree, predicate: Predicate, left: Collection[int], name: Namer) -> str:
    """Who declared a day of something: "The government declared a day of mourning"."""
    verb = tree.heads[predicate.head]
    if predicate.standing.cue != tree.words[verb].lower() or predicate.kind != "praise":
        return ""
    subject = tree.kid(verb, ("nsubj",))
    if subject < 0:
        return ""
    day = pronouns.inside(noun_words(tree, predicate.head, left, name))
    return f"{noun_words(tree, subject, left, name)} {tree.words[verb].lower()} {day}"


def _asserted(tree: Tree, verb: int) -> bool:
    return tree.kid(verb, ("neg",)) < 0 and tree.kid(verb, ("mark",)) < 0


def _telling_verb(tree: Tree, noun: int) -> int:
    """The verb whose clause says more than a bare noun would ("approval came at the reconvened meeting")."""
    head = tree.heads[noun]
    if tree.deps[noun] in ("nsubjpass", "dobj") and naming.is_verb(tree, head):
        operator = operating.verb_operator(tree, head)
        if operator is not None and operator.name in ("plan", "ask", "promise"):
            return -1  # "the flight was first planned for May" is a flight, not a planning
    if tree.deps[noun] == "pobj" and any(tree.words[k].lower() == "since" for k in tree.kids(noun, ("prep",))):
        return -1  # "the union, on strike since Monday, rejected the offer"
    if tree.deps[noun] == "pobj":
        governed = [tree.kid(k, ("pobj",)) for k in tree.kids(noun, ("prep",))]
        placed = [k for k in governed if k >= 0 and tree.names[k][2:] not in ("DATE", "TIME")]
        if tree.words[head].lower() not in SITUATING or placed:
            return -1  # "lost pay in the walkouts at Tarn": the walkouts say enough
        head = tree.heads[head]
    elif tree.deps[noun] not in ("nsubj", "nsubjpass", "dobj"):
        return -1
    return head if naming.is_verb(tree, head) and tree.deps[head] not in ("acl", "relcl", "advcl") else -1
