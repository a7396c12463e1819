"""Finds figures of two sources that measure one thing and cannot both be true, wherever in the articles they stand.

Two claims are of one thing where what they count, the words around them and the event beside them are alike
(`one_thing.py`) and little speaks against it: parts and wholes, this year and last, expectations and reports, tolls that
grow, the figures of two actors, an article that states both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from dateline.merge import quantity
from dateline.merge.claims import UNCOUNTED, Claim
from dateline.merge.counted import count_alike
from dateline.merge.field import Field
from dateline.merge.one_thing import Pairs, paired
from dateline.merge.seats import seating
from dateline.merge.stated import Stated
from dateline.merge.told import Told, told_of
from dateline.merge.unlike import apart_in_words, stated_too
from dateline.merge.unlike_in_time import DAY, of_two_trading_days
from dateline.model import Article, Conflict, ConflictValue, Event, Mention

HOUR, YEAR = 3600.0, 365.25
ENOUGH = -0.6
"""The log odds from which two figures measure one thing."""
NAMED = 0.2
"""How sure it must be that two nouns count one kind of thing where their figures agree."""
MOST = 250
"""Claims of one noun beyond which the articles are no one story."""
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
    seated, by_article = seating(events, groups_), _by_article(told)
    vetted = [replace(e, conflicts=_vetted(e.conflicts, by_article)) if e.conflicts else e for e in events]
    for pairs, field in compared(told):
        same = pairs.told
        for a, b in _mutual(scored(pairs), same):
            conflict = _conflict(a, b, same, field)
            seats = seated.seats(same[a], same[b])
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
    said = value.value.casefold()
    return [t for t in told if t.claim.value.casefold() in said or said in t.claim.value.casefold()]


def _may_rival(mine: Sequence[Told], yours: Sequence[Told], stated: Mapping[str, Sequence[Told]]) -> bool:
    pairs = [(a, b) for a in mine for b in yours if a.claim.kind == b.claim.kind]
    return not pairs or any(
        not a.claim.quantity.agrees(b.claim.quantity)
        and not apart_in_words(a, b)
        and not of_two_trading_days(a, b)
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


def compared(told: Sequence[Told]) -> Iterator[tuple[Pairs, Field]]:
    """Yield for each kind of claim its claims two by two, where their figures contradict."""
    by_kind: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        by_kind[each.claim.kind].append(each)
    weight = _rarity(told)
    for same in by_kind.values():
        if len({(t.voice, t.claim.value) for t in same}) <= MOST:
            field = Field([t.claim for t in same], count_alike)
            yield paired(same, field, weight), field


def scored(pairs: Pairs) -> list[tuple[int, int, float]]:
    """Return the places of every two claims that are of one thing, with how likely that is."""
    scores = pairs.score(_by_article(pairs.told), ENOUGH)
    return [(int(pairs.i[k]), int(pairs.j[k]), float(scores[k])) for k in np.flatnonzero(scores >= ENOUGH).tolist()]


def _by_article(told: Sequence[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        found[each.article.id].append(each)
    return found


def _rarity(told: Sequence[Told]) -> dict[str, float]:
    """Return each word's weight: what every sentence with a figure has says little."""
    seen = Counter(word for each in told for word in set(each.context))
    return {word: float(np.log((2 + len(told)) / (1 + n))) for word, n in seen.items()}


def _mutual(scored: Sequence[tuple[int, int, float]], same: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of which each is the other's best in its article."""
    article = [told.article.id for told in same]
    best: dict[tuple[int, str], float] = {}
    for a, b, score in scored:
        for here, there in ((a, b), (b, a)):
            best[here, article[there]] = max(best.get((here, article[there]), score), score)
    for a, b, score in scored:
        if score >= best[a, article[b]] and score >= best[b, article[a]]:
            yield a, b


def _conflict(a: int, b: int, same: Sequence[Told], field: Field) -> Conflict:
    claim = same[a].claim
    name = NAMES.get(claim.kind, claim.kind)
    if name == "count":
        name = f"count:{claim.noun}"
    return Conflict(name, tuple(_value(k, same, field) for k in sorted((a, b), key=lambda k: same[k].article.id)))


def _value(k: int, same: Sequence[Told], field: Field) -> ConflictValue:
    told = same[k]
    agreeing = {same[n].article.id for n in np.flatnonzero(field.agree[k]).tolist() if field.heads(n, k) > NAMED}
    return ConflictValue(told.claim.value, written(told.claim), tuple(sorted(agreeing | {told.article.id})))


def written(claim: Claim) -> str:
    """Write a value as the attributes of mentions are written: `PT15H`, `P9D`, `9000000 pound`, `87`."""
    number, unit = claim.quantity.number, claim.quantity.unit
    if unit == "time":
        days = number / DAY
        short = (
            f"PT{number / HOUR:g}H" if number >= HOUR else f"PT{number / 60:g}M" if number >= 60 else f"PT{number:g}S"
        )
        return f"P{days / YEAR:.3g}Y" if days > YEAR else f"P{days:g}D" if days >= 2 else short
    if claim.kind == "clock":
        halves = {number, number + claim.quantity.turn}
        return "/".join(f"{int(each) // 60 % 24:02}:{int(each) % 60:02}" for each in sorted(halves))
    if claim.kind == "score":
        return f"{int(number)}-{round(number % 1 * 1000)}"
    named = unit if claim.kind == "money" else SI.get(unit, "")
    return f"{number:.12g} {named}" if named else f"{number:.12g}"
