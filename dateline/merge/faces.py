"""Says by what two tellings of a date or a place are compared: their words, and the deeds that their clauses tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.merge import wording
from dateline.merge.elsewhen import ORDINAL
from dateline.merge.kinds import TELLING
from dateline.merge.one_deed import LATEST, MORE
from dateline.merge.tellings import Telling
from dateline.merge.told import bare_name
from dateline.model import Mention

PERIOD = re.compile(r"\b(?:per cent|percent|%|average|record|total|sold|sales|rose|fell|grew|profit|revenue|earned)\b")
ROLES = ("agent", "patient")


@dataclass(frozen=True, slots=True)
class Face:
    """What a telling is compared by, worked out once for all that it is compared with."""

    told: Telling
    local: Mapping[str, float]
    context: Mapping[str, float]
    """The stems of its clause and of its sentences, with how telling each is."""
    worth: float
    """How telling those of its sentences are together."""
    more: bool
    last: bool
    measured: bool
    ordinal: str
    who: Mapping[str, frozenset[str]]
    heads: Mapping[str, frozenset[str]]
    """The names of those who have a role in its deed, and the last words of what is said of them."""
    rare: Mapping[str, float]
    """How telling each of its names is."""


def face(told: Telling, weight: Mapping[str, float]) -> Face:
    """Return a telling's face; `weight` says how telling a word is."""
    context = _stems(told.context, weight)
    return Face(
        told,
        _stems(told.local, weight),
        context,
        sum(context.values()),
        MORE.search(told.clause) is not None,
        LATEST.search(told.clause) is not None,
        PERIOD.search(told.clause) is not None,
        _ordinal(told),
        {role: _who(told.mention, role) for role in ROLES},
        {role: _heads(told.mention, role) for role in ROLES},
        {n: max((weight.get(wording.folded(w.lower()), 0.0) for w in n.split()), default=0.0) for n in told.names},
    )


def _stems(words: Sequence[str], weight: Mapping[str, float]) -> dict[str, float]:
    return {wording.stem(word): weight.get(word, 1.0) for word in words}


def of_words(one: Face, other: Face) -> dict[str, float]:
    a, b = one.told, other.told
    shared = sorted(one.context.keys() & other.context.keys())
    both = sum(one.context[stem] + other.context[stem] for stem in shared)
    return {
        "rare_words": min(sum(worth for stem, worth in one.local.items() if stem in other.local), 15.0) / 5,
        "rare_context": both / max(one.worth + other.worth, 1e-9),
        "wide": len(shared) / max(len(one.context) + len(other.context) - len(shared), 1),
        "names": len(a.names & b.names) / max(min(len(a.names), len(b.names)), 1),
        "rare_names": min(sum(one.rare[n] for n in sorted(a.names & b.names)), 10.0) / 5,
        "many_names": min(len(a.names & b.names), 3),
        "noun": (a.noun != "" and a.noun in other.context) + (b.noun != "" and b.noun in one.context),
        "noun_alone": bool(a.noun and a.noun not in other.context) + bool(b.noun and b.noun not in one.context),
        "figures": bool(a.figures and b.figures and a.figures.isdisjoint(b.figures)),
        "measured": one.measured or other.measured,
        "more": one.more or other.more,
        "which": one.last and other.last,
        "one_which": one.last != other.last,
    }


def of_deeds(one: Face, other: Face) -> dict[str, float]:
    a, b = one.told, other.told
    kinds = {a.kind, b.kind} - {""}
    found: dict[str, float] = {
        "one_verb": a.verb == b.verb != "",
        "one_kind": a.kind == b.kind != "",
        "taken": a.governed + b.governed,
        "telling": bool(kinds & TELLING),
        "ordinal": one.ordinal == other.ordinal != "",
        "ahead": any(t.mention is not None and t.mention.status != "occurred" for t in (a, b)),
    }
    mine, yours = (each.heads["agent"] | each.heads["patient"] for each in (one, other))
    found["word_there"] = (not mine.isdisjoint(other.context)) + (not yours.isdisjoint(one.context))
    agents, patients = ([each.who[role] for each in (one, other)] for role in ROLES)
    return found | {
        "same_agent": not agents[0].isdisjoint(agents[1]),
        "other_agent": all(agents) and agents[0].isdisjoint(agents[1]),
        "same_patient": not patients[0].isdisjoint(patients[1]),
        "patient_word": not one.heads["patient"].isdisjoint(other.heads["patient"]),
    }


def _ordinal(told: Telling) -> str:
    m = told.mention
    found = ORDINAL.search(told.article.text[max(m.start, m.head_start - 30) : m.head_start]) if m else None
    return found["which"].lower() if found else ""


def _who(mention: Mention | None, role: str) -> frozenset[str]:
    arguments = mention.arguments if mention else ()
    return frozenset(bare_name(w) for g in arguments if g.role == role and g.entity for w in g.entity.split())


def _heads(mention: Mention | None, role: str) -> frozenset[str]:
    bags = (wording.words(g.text) for g in (mention.arguments if mention else ()) if g.role == role)
    return frozenset(bag[-1] for bag in bags if bag)
