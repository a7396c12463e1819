"""Finds figures of two sources that measure one thing and cannot both be true, wherever in the articles they stand.

Two claims are of one thing where they count the same noun, their sentences say the same around it, and neither article
states the other's figure too. What a story measures twice for good reason is kept apart: parts and wholes, this year
and last, expectations and reports, tolls that grow, the figures of two actors.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from dateline.merge import quantity
from dateline.merge.claims import UNCOUNTED, Claim, Stated
from dateline.merge.field import Field, swapped
from dateline.merge.likeness import covered
from dateline.merge.seats import seating
from dateline.merge.told import Told, told_of
from dateline.merge.unlike import (
    DAY,
    FEW,
    MEANT,
    TWIN,
    apart_in_words,
    count_alike,
    may_differ,
    one_deed,
    says,
    share_of_words,
    stated_too,
)
from dateline.model import Article, Conflict, ConflictValue, Event, Mention

FAR = 2.2
"""How many times the smaller the larger of two figures is before that speaks against them."""
TAKEN_UP = 0.2
"""How far the words around a small number must be taken up by those around its rival."""
NAMED_ALIKE = 0.6
"""How alike the nouns must be where nothing else joins two figures."""
HOUR, YEAR = 3600.0, 365.25
ENOUGH = 1.9
"""What must speak for it that two figures measure one thing."""
MOST = 250
"""Claims of one noun beyond which the articles are no one story."""
FINAL = re.compile(
    r"\b(?:final|definitive|eventual|official|confirmed) (?:count|tally|toll|total|number|figure|result)s?\b",
    re.IGNORECASE,
)
NAMES = {"time": "duration", "clock": "time of day", "score": "majority", "heat": "temperature"}
SI = {"length": "m", "weight": "kg", "area": "m2", "speed": "km/h", "volume": "l", "power": "MW"}


def with_disputes(
    events: Sequence[Event],
    groups_: Sequence[Sequence[Mention]],
    articles: Mapping[str, Article],
    stated: Mapping[str, Sequence[Stated]],
) -> list[Event]:
    """Return the events, each with the figures of its passages that sources of one thing state otherwise.

    `stated` holds the figures of each article by its id.
    """
    found: dict[int, list[Conflict]] = defaultdict(list)
    told = list(told_of(events, groups_, articles, stated))
    by_kind: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        by_kind[each.claim.kind].append(each)
    weight, seated, by_article = _rarity(told), seating(events, groups_), _by_article(told)
    vetted = [replace(e, conflicts=_vetted(e.conflicts, by_article)) if e.conflicts else e for e in events]
    for same in by_kind.values():
        if len({(t.voice, t.claim.value) for t in same}) > MOST:
            continue
        for a, b in _mutual(_scored(same, weight)):
            conflict = _conflict(a, b, same)
            seats = seated.seats(a, b)
            for event in {k for k in seats if _holds(vetted[k], conflict)} or seats:
                found[event].append(conflict)
    return [_with(event, found[k]) if k in found else event for k, event in enumerate(vetted)]


def _vetted(conflicts: Sequence[Conflict], stated: Mapping[str, Sequence[Told]]) -> tuple[Conflict, ...]:
    """Return the conflicts without values that their sentences show to be of another thing than all the others."""
    kept: list[Conflict] = []
    for conflict in conflicts:
        if conflict.attribute.removeprefix("count:") in UNCOUNTED:
            continue
        claims_of = [_claims_of(value, stated) for value in conflict.values]
        values = tuple(
            value
            for k, value in enumerate(conflict.values)
            if any(_may_rival(claims_of[k], rivals, stated) for j, rivals in enumerate(claims_of) if j != k)
        )
        if len(values) > 1:
            kept.append(replace(conflict, values=values))
    return tuple(kept)


def _claims_of(value: ConflictValue, stated: Mapping[str, Sequence[Told]]) -> list[Told]:
    told = (t for article in dict.fromkeys(value.articles) for t in stated.get(article, ()))
    return [t for t in told if t.claim.value in value.value or value.value in t.claim.value]


def _may_rival(mine: Sequence[Told], yours: Sequence[Told], stated: Mapping[str, Sequence[Told]]) -> bool:
    pairs = [(a, b) for a in mine for b in yours if a.claim.kind == b.claim.kind]
    return not pairs or any(
        not a.claim.quantity.agrees(b.claim.quantity)
        and not apart_in_words(a, b)
        and (a.claim.kind != "count" or not stated_too(a, b, stated))
        for a, b in pairs
    )


def _with(event: Event, more: Sequence[Conflict]) -> Event:
    """Add to an event what is not known of it, values of one dispute together."""
    kept = list(event.conflicts)
    for conflict in more:
        home = next((k for k, known in enumerate(kept) if _shares(known, conflict)), None)
        if home is None:
            kept.append(conflict)
        elif fresh := [v for v in conflict.values if not any(_same(v, w) for w in kept[home].values)]:
            kept[home] = Conflict(kept[home].attribute, (*kept[home].values, *fresh))
    return replace(event, conflicts=tuple(kept))


def _holds(event: Event, conflict: Conflict) -> bool:
    """Tell whether an event's own mentions already contradict one another so."""
    return any(
        known.attribute.split(":")[0] == conflict.attribute.split(":")[0]
        and all(any(_same(v, w) for w in known.values) for v in conflict.values)
        for known in event.conflicts
    )


def _shares(known: Conflict, conflict: Conflict) -> bool:
    kinds = {c.attribute.split(":")[0] for c in (known, conflict)}
    return len(kinds) == 1 and any(_same(v, w) for v in known.values for w in conflict.values)


def _same(a: ConflictValue, b: ConflictValue) -> bool:
    x, y = quantity.read(a.value), quantity.read(b.value)
    return x is not None and y is not None and x.agrees(y)


def _scored(same: Sequence[Told], weight: Mapping[str, float]) -> list[tuple[Told, Told, float]]:
    share = covered([t.local for t in same], [t.context for t in same], weight)
    local = ((share + share.T) / 2).round(6)
    field, stated = Field([t.claim for t in same], count_alike), _by_article(same)
    found: list[tuple[Told, Told, float]] = []
    for i, j in field.rivals():
        a, b, shared = same[i], same[j], float(local[i, j])
        # What a story without another figure for it would make of the pair.
        if _score(a, b, shared, weight, 0) < ENOUGH or not may_differ(a, b, same, stated):
            continue
        if (score := _score(a, b, shared, weight, field.others(i, j))) >= ENOUGH:
            found.append((a, b, score))
    return found


def _by_article(told: Sequence[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        found[each.article.id].append(each)
    return found


def _rarity(told: Sequence[Told]) -> dict[str, float]:
    """Return each word's weight: what every sentence with a figure has says little."""
    seen = Counter(word for each in told for word in set(each.context))
    return {word: float(np.log((2 + len(told)) / (1 + n))) for word, n in seen.items()}


def _score(a: Told, b: Told, local: float, weight: Mapping[str, float], others: int) -> float:
    """Weigh what speaks for it that two claims are of one thing: `local`, how far their clauses cover each other; `others`,
    the story's other figures for it. The weights were set by hand on the pairs of tests/cases/merge/disagreements.toml.
    """
    if local < TAKEN_UP and a.event != b.event and min(a.claim.quantity.number, b.claim.quantity.number) < FEW:
        return 0.0
    wide = share_of_words(a.wide, b.wide)
    meant = MEANT.get(a.claim.kind, frozenset())
    same_deed = bool(meant.intersection(a.claim.deeds).intersection(b.claim.deeds))
    if local < TAKEN_UP and a.event != b.event and not same_deed and count_alike(a.claim, b.claim) < NAMED_ALIKE:
        return 0.0
    return (
        2.5 * local
        + 1.0 * wide
        + 0.6 * _shared_names(a, b, weight)
        + 1.2 * (a.event == b.event >= 0)
        + 0.4 * (a.event != b.event and one_deed(a, b))
        + 0.5 * (a.days is not None and b.days is not None and a.days.overlaps(b.days))
        + 0.5 * same_deed
        + 1.5 * (wide > TWIN)
        + 0.8 * count_alike(a.claim, b.claim)
        + _alone(others)
        + 0.4 * (says(FINAL, a.claim.sentence.text) and says(FINAL, b.claim.sentence.text))
        + (0.7 if swapped(a.claim, b.claim) else -0.6 * (not _near_enough(a.claim, b.claim)))
    )


def _shared_names(a: Told, b: Told, weight: Mapping[str, float]) -> float:
    """Return how telling the names are that both sentences have, as a share of the fewer of them."""
    if a.names.isdisjoint(b.names):
        return 0.0
    least = min(sum(weight.get(n, 1.0) for n in t.names) for t in (a, b))
    return sum(weight.get(n, 1.0) for n in a.names & b.names) / max(least, 1e-6)


def _alone(others: int) -> float:
    """Return what it says that the story has no third figure that could be meant."""
    return 0.0 if others > 1 else 0.3 if others else 0.8


def _near_enough(x: Claim, y: Claim) -> bool:
    small, large = sorted((x.quantity.number, y.quantity.number))
    return large <= FAR * small


def _mutual(scored: Sequence[tuple[Told, Told, float]]) -> Iterator[tuple[Told, Told]]:
    """Yield the pairs of which each is the other's best in its article."""
    best: dict[tuple[int, str], float] = {}
    for a, b, score in scored:
        for here, there in ((a, b), (b, a)):
            key = (id(here.claim), there.article.id)
            best[key] = max(best.get(key, 0.0), score)
    for a, b, score in scored:
        if score >= best[id(a.claim), b.article.id] and score >= best[id(b.claim), a.article.id]:
            yield a, b


def _conflict(a: Told, b: Told, same: Sequence[Told]) -> Conflict:
    name = NAMES.get(a.claim.kind, a.claim.kind)
    if name == "count":
        name = f"count:{a.claim.noun}"
    return Conflict(name, tuple(_value(t, same) for t in sorted((a, b), key=lambda t: t.article.id)))


def _value(told: Told, same: Sequence[Told]) -> ConflictValue:
    agreeing = {
        t.article.id
        for t in same
        if t.claim.quantity.unit == told.claim.quantity.unit
        and t.claim.quantity.agrees(told.claim.quantity)
        and count_alike(t.claim, told.claim) > 0.2
    }
    return ConflictValue(told.claim.value, _written(told.claim), tuple(sorted(agreeing | {told.article.id})))


def _written(claim: Claim) -> str:
    """Write a value as the attributes of mentions are written: `PT15H`, `P9D`, `9000000 pound`, `87`."""
    number, unit = claim.quantity.number, claim.quantity.unit
    if unit == "time":
        days = number / DAY
        short = (
            f"PT{number / HOUR:g}H" if number >= HOUR else f"PT{number / 60:g}M" if number >= 60 else f"PT{number:g}S"
        )
        return f"P{days / YEAR:.3g}Y" if days > YEAR else f"P{days:g}D" if days >= 2 else short
    if claim.kind == "clock":
        return f"{int(number) // 60:02}:{int(number) % 60:02}"
    if claim.kind == "score":
        return f"{int(number)}-{round(number % 1 * 1000)}"
    named = unit if claim.kind == "money" else SI.get(unit, "")
    return f"{number:.12g} {named}" if named else f"{number:.12g}"
