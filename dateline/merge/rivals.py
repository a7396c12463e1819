"""Finds values that contradict across the clauses beside a happening, where no mention of the event itself carries them.

Two figures rival when they have one role and belong to one happening: told of the same day, of the same place, of the
same person. The contradiction is reported on the events whose clauses stand next to the figures and on those of the same
day that their role is about.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from dateline.merge import quantity
from dateline.merge.apart import apart
from dateline.merge.figures import Figure, Measured, Sentence, role
from dateline.merge.wording import CALENDAR
from dateline.model import Article, Conflict, ConflictValue, Event, Interval, Mention

HOUR, YEAR = 3600.0, 31557600.0
LONG = 7
"""Days from which a date says too little of what was measured then."""
MOST_FIGURES = 200
"""Figures of one role beyond which the articles are no one story, and pairs of them mean nothing."""
NEAR_SHARES = 15
"""Points by which two sources of one vote differ at most."""
SUPPORT = re.compile(r"\b(?:support|in favou?r|backed|backing|voted)", re.IGNORECASE)
NIGHT = re.compile(r"\b(?:dawn|midnight|overnight|night|early|small hours|[1-5] ?a\.?m)\b", re.IGNORECASE)
NO_DAY = dt.date.min
REDUCED = re.compile(r"\b(?:appeal|reduced|cut (?:to|by)|suspended|increased)", re.IGNORECASE)
NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z][\w-]+")
AT_PLACE = re.compile(r"\b(?:at|in)\s+(?:(?:a|an|the)\s+)?(?P<name>[A-Z][a-z][\w-]+)(?=\s+[a-z]|[.,;]|$)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with the event whose clause is nearest (-1 for none) and the days that clause tells of."""

    figure: Figure
    voice: str
    event: int
    days: Interval | None
    published: dt.date | None
    before: Sentence | None
    """The sentence before it in the same paragraph."""


def with_rivals(
    events: Sequence[Event],
    groups: Sequence[Sequence[Mention]],
    articles: Mapping[str, Article],
    figures: Mapping[str, Sequence[Measured]],
) -> list[Event]:
    """Return the events, each with the contradictions that stand beside its own clauses.

    `figures` holds what each article measures, by its id.
    """
    placed = list(_placed(groups, articles, figures))
    found = apart(groups, articles)
    by_role: dict[str, list[Placed]] = defaultdict(list)
    for each in placed:
        by_role[each.figure.role].append(each)
    for name, told in sorted(by_role.items()):
        if len({(each.voice, _normal(each.figure)) for each in told}) > MOST_FIGURES:
            continue
        for a, b in combinations(told, 2):
            if _contradict(a, b) and _one_happening(a, b, told):
                for event in _targets(a, b, events):
                    found[event].append(_conflict(name, a, b, told))
                    found[event] += _places(a, b)
    return [_with(event, found[k]) if k in found else event for k, event in enumerate(events)]


def _with(event: Event, more: Sequence[Conflict]) -> Event:
    known = {value.value.casefold() for conflict in event.conflicts for value in conflict.values}
    kept: dict[str, Conflict] = {}
    for conflict in more:
        name = conflict.attribute
        if name in {c.attribute for c in event.conflicts} or all(v.value.casefold() in known for v in conflict.values):
            continue
        kept.setdefault(name, conflict)
    return replace(event, conflicts=(*event.conflicts, *kept.values()))


def _placed(
    groups: Sequence[Sequence[Mention]],
    articles: Mapping[str, Article],
    figures: Mapping[str, Sequence[Measured]],
) -> Iterator[Placed]:
    by_article: dict[str, list[tuple[Mention, int]]] = defaultdict(list)
    for k, group in enumerate(groups):
        for mention in group:
            by_article[mention.article].append((mention, k))
    for article in articles.values():
        for figure, before in ((each.figure, each.before) for each in figures[article.id]):
            nearest = _nearest(figure, figure.sentence, by_article[article.id])
            if nearest is None and before is not None:
                nearest = _nearest(figure, before, by_article[article.id])
            mention, event = nearest or (None, -1)
            days = _days(mention, by_article[article.id], figure)
            yield Placed(figure, article.voice, event, days, article.published, before)


def _nearest(figure: Figure, sentence: Sentence, told: Sequence[tuple[Mention, int]]) -> tuple[Mention, int] | None:
    inside = [(m, k) for m, k in told if sentence.start <= m.head_start < sentence.end]
    return min(inside, key=lambda each: abs(each[0].head_start - figure.at), default=None)


def _days(mention: Mention | None, told: Sequence[tuple[Mention, int]], figure: Figure) -> Interval | None:
    """Return the days of the clause, or of the only other dated one in its sentence."""
    if mention and mention.interval and mention.interval.days <= LONG:
        return mention.interval
    if figure.role.startswith("duration"):
        return None
    spans = {
        m.interval
        for m, _ in told
        if figure.sentence.start <= m.head_start < figure.sentence.end and m.interval and m.interval.days <= LONG
    }
    return next(iter(spans)) if len(spans) == 1 else None


def _contradict(a: Placed, b: Placed) -> bool:
    x, y = a.figure, b.figure
    if a.voice == b.voice or x.sentence.article == y.sentence.article:
        return False
    if x.quantity and y.quantity:
        return x.quantity.comparable(y.quantity) and not x.quantity.agrees(y.quantity)
    return x.quantity is y.quantity is None and _normal(x) != _normal(y)


def _meet(a: Interval | None, b: Interval | None) -> bool:
    return a is not None and b is not None and a.overlaps(b)


def _one_happening(a: Placed, b: Placed, told: Sequence[Placed]) -> bool:
    x, y = a.figure, b.figure
    if x.role.startswith("count:"):
        return _one_count(a, b)
    if x.role == "percent":
        return _one_vote(a, b, told)
    if x.about != y.about:
        return False
    apart = a.days and b.days and not a.days.overlaps(b.days)
    if x.role == "majority":
        return not apart if x.about.startswith("verdict") else _meet(a.days, b.days)
    if x.about == "session":
        return _one_session(a, b, told)
    if x.about.startswith("value of"):
        lost = all(role("loss").search(f.sentence.text) for f in (x, y))
        return lost or bool(_names(a) & _names(b))
    if x.about == "pledge":
        return bool(_names(a) & _names(b))
    if x.about == "verdict":
        return not apart
    return not apart and not any(REDUCED.search(f.sentence.text) for f in (x, y))


def _one_session(a: Placed, b: Placed, told: Sequence[Placed]) -> bool:
    """Say whether two lengths are of one sitting: of one day, or of a night that ends in the second.

    Where an article measures two sittings, or the story knows more than two lengths, nothing says which is which.
    """
    if a.days is None or b.days is None:
        return False
    first, last = sorted((a, b), key=lambda p: p.days.start if p.days else NO_DAY)
    gap = abs((a.days.start - b.days.start).days)
    if gap > 1 or (gap == 1 and not NIGHT.search(last.figure.sentence.text)):
        return False
    sessions = {(p.figure.sentence.article, _normal(p.figure)) for p in told if p.figure.about == first.figure.about}
    one_each = len({article for article, _ in sessions}) == len(sessions)
    return one_each and len({length for _, length in sessions}) == 2


def _one_count(a: Placed, b: Placed) -> bool:
    x, y = a.figure.about, b.figure.about
    if x and y and x != y:
        return False
    if a.days and b.days:
        return a.days == b.days or (a.days.overlaps(b.days) and x == y != "")
    return x == y != ""


def _one_vote(a: Placed, b: Placed, told: Sequence[Placed]) -> bool:
    """Say whether both shares are of one vote: of the same day, or one is told of the only vote there was."""
    one, other = a.figure.quantity, b.figure.quantity
    if not one or not other or abs(one.number - other.number) > NEAR_SHARES:
        return False
    if a.days and b.days:
        return a.days.overlaps(b.days)
    loose, firm = (a, b) if a.days is None else (b, a)
    if firm.days is None:
        return False
    written = loose.published
    if written is None:
        return False
    home = loose.figure.sentence.article
    votes = {p.days for p in told if p.days and p.days.start <= written and p.figure.sentence.article != home}
    return len(votes) == 1 and firm.days in votes and SUPPORT.search(loose.figure.sentence.text) is not None


def _names(placed: Placed) -> set[str]:
    words = placed.figure.sentence.text + (" \n" + placed.before.text if placed.before else "")
    return {name.casefold() for name in NAME.findall(words)} - CALENDAR


def _targets(a: Placed, b: Placed, events: Sequence[Event]) -> set[int]:
    """Return the events beside the two figures, and those of the same day that the role is about."""
    days = [p.days for p in (a, b) if p.days]
    found = {p.event for p in (a, b) if p.event >= 0 and not _elsewhen(events[p.event], days)}
    if a.figure.about == "session":
        return found
    about = _about(a, b)
    for k, event in enumerate(events):
        span = event.interval
        then = span is not None and span.days <= LONG and any(span.overlaps(day) for day in days)
        if then and event.status == "occurred" and about(event):
            found.add(k)
    return found


def _elsewhen(event: Event, days: Sequence[Interval]) -> bool:
    """Say whether an event only recalls what was measured on other days: "the offer, backed by 93 per cent in May, was closed"."""
    span = event.interval
    return span is not None and bool(days) and not any(span.overlaps(day) for day in days)


def _about(a: Placed, b: Placed) -> Callable[[Event], bool]:
    name, about = a.figure.role, a.figure.about or b.figure.about
    if name.startswith("count:"):
        beside = [s for p in (a, b) for s in (p.figure.sentence, p.before) if s]
        return lambda event: (
            (bool(about) and about in event.title and len(event.evidence) > 1)
            or any(e.article == s.article and e.quote.strip() in s.text for s in beside for e in event.evidence)
        )
    if about in {"verdict", "pledge", "session"} or about.startswith("verdict"):
        pattern = role(about.split()[0])
    elif about.startswith("value of"):
        pattern = role("loss")
    elif name == "percent":
        pattern = re.compile(r"\bvot|ballot", re.IGNORECASE)
    else:
        pattern = re.compile(r"\b(?:sentence[ds]?|jailed)\b", re.IGNORECASE)
    return lambda event: any(pattern.search(e.quote) for e in event.evidence)


def _places(a: Placed, b: Placed) -> list[Conflict]:
    """Return the towns in which two sources put one session, where each names one and they differ."""
    if a.figure.about != "session":
        return []
    named = [
        {m["name"]: None for m in AT_PLACE.finditer(p.figure.sentence.text) if m["name"].lower() not in CALENDAR}
        for p in (a, b)
    ]
    if any(len(names) != 1 for names in named) or set(named[0]) == set(named[1]):
        return []
    pairs = zip((a, b), named, strict=True)
    return [
        Conflict("place", tuple(ConflictValue(n, n, (p.figure.sentence.article,)) for p, names in pairs for n in names))
    ]


def _conflict(name: str, a: Placed, b: Placed, told: Sequence[Placed]) -> Conflict:
    values = tuple(_value(p.figure, told) for p in (a, b))
    return Conflict(":".join(name.split(":")[:2]), values)


def _value(figure: Figure, told: Sequence[Placed]) -> ConflictValue:
    same = {
        p.figure.sentence.article
        for p in told
        if p.figure.about == figure.about and _normal(p.figure) == _normal(figure)
    }
    return ConflictValue(figure.value, _normal(figure), tuple(sorted(same)))


def _normal(figure: Figure) -> str:
    """Write a value as the attributes of mentions are written: `PT15H`, `P4.5Y`, `9000000 pound`, `87`."""
    measured = figure.quantity
    if measured is None:
        numbers = (quantity.read(part) for part in re.split(r"\s*(?:[-\u2013]|(?:votes )?\bto\b)\s*", figure.value))
        return "-".join(f"{number.number:g}" for number in numbers if number)
    if measured.unit == "time":
        hours, years = measured.number / HOUR, measured.number / YEAR
        return f"PT{hours:g}H" if hours < 1000 else f"P{years:.3g}Y"
    unit = f" {measured.unit}" if figure.role == "money" and measured.unit else ""
    return f"{measured.number:.12g}{unit}"
