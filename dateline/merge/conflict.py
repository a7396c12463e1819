"""Finds what the sources of one event disagree on.

A near-duplicate repeats its original and is no second voice for what both say; where the copy has another value, one of
them is wrong, and that is a conflict. A value that follows another in time, as a toll that grows does, is an update; an
expectation that a report replaces is history.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.merge import quantity
from dateline.merge.attributive import describes_another
from dateline.merge.dates import spoken, stated_words
from dateline.merge.outcome import contradicted
from dateline.merge.quantity import Quantity
from dateline.merge.synonyms import key_of
from dateline.merge.vectors import vector
from dateline.model import Article, Attribute, Conflict, ConflictValue, Mention

TOLLS = frozenset(
    """dead death killed fatality injured injury wounded hurt missing casualty victim body survivor rescued evacuated
    evacuee displaced homeless arrest arrested detained detainee infected infection case hospitalised hospitalized sick
    damaged destroyed flooded stranded trapped toll acre hectare customer household""".split()
)
"""What is counted anew each day while an event goes on."""


SETTLED_AFTER = 30
"""Days after which a toll is no longer expected to grow."""
ALIKE = 0.6
"""The cosine from which two nouns count the same things."""
FEW, MUCH_MORE = 4, 1.5
"""Under two names only larger numbers not far apart are compared."""
ANOTHER = re.compile(r"another\b", re.IGNORECASE)
"""What is added to a value told before."""
AHEAD = frozenset({"planned", "possible"})


@dataclass(frozen=True, slots=True)
class Said:
    """One value as one article words it."""

    value: str
    normalized: str
    article: str
    published: dt.date | None
    quantity: Quantity | None


def conflicts(members: Sequence[Mention], articles: Mapping[str, Article]) -> tuple[Conflict, ...]:
    """Return the attributes on which at least two articles differ, each value with its wording and its articles."""
    if len({m.article for m in members}) < 2:
        return ()
    by_name: dict[str, list[Said]] = defaultdict(list)
    reported = {a.name for m in members if m.status not in AHEAD for a in m.attributes}
    keys = {key_of(m.predicate) for m in members}
    for mention in members:
        article = articles[mention.article]
        for attribute in mention.attributes:
            # Where a report measures it, what was expected before is history.
            current = mention.status not in AHEAD or attribute.name not in reported
            if current and not ANOTHER.match(attribute.value) and not describes_another(attribute, article.text, keys):
                by_name[attribute.name].append(_said(attribute, article))
    found = [_conflict(name, said) for name, said in sorted(_together(by_name).items())]
    found += [_dates(members, articles), contradicted(members, articles)]
    return tuple(conflict for conflict in found if conflict is not None)


def _together(by_name: Mapping[str, list[Said]]) -> dict[str, list[Said]]:
    """Put what is counted under words of one meaning together: 14 paintings here, 13 pictures there.

    An article that counts both tells them apart.
    """
    found: dict[str, list[Said]] = {}
    for name, said in sorted(by_name.items()):
        home = next((other for other in found if _one_thing(other, found[other], name, said)), name)
        found.setdefault(home, []).extend(said)
    return found


def _one_thing(name: str, said: Sequence[Said], other: str, also: Sequence[Said]) -> bool:
    (kind, _, counted), (other_kind, _, other_counted) = name.partition(":"), other.partition(":")
    if not (kind == other_kind == "count") or not {s.article for s in said}.isdisjoint(s.article for s in also):
        return False
    alike = float(vector(counted.split("-")) @ vector(other_counted.split("-"))) > ALIKE
    return alike and any(_near(a, b) for a in said for b in also)


def _near(a: Said, b: Said) -> bool:
    if not a.quantity or not b.quantity or min(a.quantity.number, b.quantity.number) < FEW:
        return False
    return max(a.quantity.number, b.quantity.number) <= MUCH_MORE * min(a.quantity.number, b.quantity.number)


def _dates(members: Sequence[Mention], articles: Mapping[str, Article]) -> Conflict | None:
    """Return the dates that the texts themselves give to an event and that cannot all be true."""
    groups: list[list[Mention]] = []
    dated = [m for m in members if m.interval and m.timex and m.date_basis == "timex" and m.status == "occurred"]
    for mention in sorted(dated, key=lambda m: (m.interval.days if m.interval else 0, m.article)):
        home = next((g for g in groups if _overlap(g[0], mention)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    said = [[_dated(m, articles[m.article]) for m in group] for group in groups]
    return Conflict("date", tuple(_value(group) for group in said)) if len(_contested(said)) > 1 else None


def _overlap(a: Mention, b: Mention) -> bool:
    return a.interval is not None and b.interval is not None and a.interval.overlaps(b.interval)


def _dated(mention: Mention, article: Article) -> Said:
    assert mention.timex is not None
    assert mention.interval is not None
    return Said(stated_words(mention, article.text), spoken(mention.interval), article.id, article.published, None)


def _said(attribute: Attribute, article: Article) -> Said:
    return Said(
        value=attribute.value,
        normalized=attribute.normalized or attribute.value,
        article=article.id,
        published=article.published,
        quantity=quantity.read(attribute.value) or quantity.read(attribute.normalized),
    )


def _conflict(name: str, said: Sequence[Said]) -> Conflict | None:
    groups = _contested(_grouped(said))
    if len(groups) < 2 or (_is_toll(name) and _grew(groups)):
        return None
    return Conflict(name, tuple(_value(group) for group in groups))


def _grouped(said: Sequence[Said]) -> list[list[Said]]:
    """Put values that can be the same together, the exact ones first so that a vague one joins them."""
    groups: list[list[Said]] = []
    for one in sorted(said, key=lambda s: (_width(s), s.published or dt.date.max, s.article)):
        home = next((group for group in groups if _same(group[0], one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _width(said: Said) -> float:
    if not said.quantity or not said.quantity.number:  # "no injuries" is exact
        return 0.0
    return (said.quantity.high - said.quantity.low) / said.quantity.number


def _same(a: Said, b: Said) -> bool:
    if a.quantity and b.quantity:
        return a.quantity.agrees(b.quantity)
    return a.normalized.casefold() == b.normalized.casefold()


def _contested(groups: list[list[Said]]) -> list[list[Said]]:
    """Keep the values that some articles give where others give another, and that can measure the same thing."""
    kept: list[list[Said]] = []
    for group in groups:
        tellers = {s.article for s in group}
        rivals = [g for g in groups if g is not group and _comparable(g[0], group[0])]
        if any(tellers.isdisjoint(s.article for s in rival) for rival in rivals):
            kept.append(group)
    return kept


def _comparable(a: Said, b: Said) -> bool:
    if a.quantity and b.quantity:
        return a.quantity.comparable(b.quantity)
    return a.quantity is None and b.quantity is None


def _is_toll(name: str) -> bool:
    kind, _, counted = name.partition(":")
    return kind == "casualties" or (kind == "count" and bool(TOLLS & set(counted.replace("-", " ").split())))


def _grew(groups: Sequence[Sequence[Said]]) -> bool:
    """Say whether the values follow one another in time: no two were told on one day, nor two long after the first."""
    days = [{s.published for s in group} for group in groups]
    told = [{day for day in each if day is not None} for each in days]
    if any(None in each for each in days):
        return False
    first = min(min(each) for each in told)
    settled = [each for each in told if (max(each) - first).days > SETTLED_AFTER]
    return len(settled) < 2 and all(a.isdisjoint(b) for k, a in enumerate(days) for b in days[k + 1 :])


def _value(group: Sequence[Said]) -> ConflictValue:
    first = min(group, key=lambda s: (_width(s), s.published or dt.date.max, s.article))
    return ConflictValue(first.value, first.normalized, tuple(sorted({s.article for s in group})))
