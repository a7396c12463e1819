"""Finds figures of two sources that measure one thing and cannot both be true, wherever in the articles they stand.

Two claims are of one thing where they count the same noun, their sentences say the same around it, and neither article
states the other's figure too. What a story measures twice for good reason is kept apart: parts and wholes, this year
and last, expectations and reports, tolls that grow, the figures of two actors.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dateline.merge import quantity, wording
from dateline.merge.claims import CALENDAR, UNCOUNTED, Claim, Stated, groups, lexicon, pattern, people
from dateline.merge.field import Field, swapped
from dateline.merge.figures import Sentence
from dateline.merge.likeness import covered
from dateline.merge.synonyms import key_of
from dateline.merge.vectors import apart
from dateline.model import Article, Conflict, ConflictValue, Event, Interval, Mention

Floats = NDArray[np.float32]

LIKE = 0.4
"""The cosine from which two words mean much the same."""
TWIN = 0.75
FAR = 2.2
ENOUGH = 1.9
MOST = 250
"""Claims of one noun beyond which the articles are no one story."""
LONG, BRIEF = 7, 2
FINAL = re.compile(
    r"\b(?:final|definitive|eventual|official|confirmed) (?:count|tally|toll|total|number|figure|result)s?\b",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\bof (?:the|its|their|all) (?P<n>[\w,.]+)")
NEGATED = re.compile(r"\b(?:not|never|still missing|yet to)\b|n't\b", re.IGNORECASE)
PARTED, NAMED_ALIKE = 40, 0.6
FEW, TAKEN_UP = 4, 0.2
"""Numbers under it are common: they say little where the nouns differ or hardly a word around one is taken up by the other."""
NAMES = {"time": "duration", "clock": "time of day", "score": "majority", "heat": "temperature"}
SI = {"length": "m", "weight": "kg", "area": "m2", "speed": "km/h", "volume": "l", "power": "MW"}
HOUR, DAY, YEAR = 3600.0, 86400.0, 365.25
SETTLED_AFTER = 30
"""Days after which a toll is no longer expected to grow."""
LOOSE = 2
"""Days by which two dates may differ that stand beside the figures without being theirs."""
FIRM = frozenset({"timex", "event", "sibling"})
COPIED = 0.6
"""The share of words that two sentences of one voice have in common where one is the other with a figure changed."""
PERIOD = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:first|second|third|fourth)[- ](?:quarter|half)|(?:half|full)[- ]year|nine[- ]month)\b",
    re.IGNORECASE,
)
EXPECTED = re.compile(
    r"\b(?:expect\w*|forecast\w*|predict\w*|hop(?:es?|ed|ing)|aim\w*|target\w*|could|might|may(?= [a-z]))\b"
)
MARKET = re.compile(r"\b(?:shares|stocks?|share (?:price|stood|closed)|exchange rate|benchmark|index)\b", re.IGNORECASE)
RAISED = re.compile(
    r"\b(?:improv\w+|higher|rais\w+|increas\w+|sweeten\w+|revis\w+|lift\w+|bettered|topp?ed|counter\w*)\b",
    re.IGNORECASE,
)
BODIES = frozenset(
    """party union council court bank club government ministry company group front alliance league federation
    association board committee list movement coalition""".split()
)
"""Whose people act for them: "the Civic Party's Mira Lund"."""
NAME = re.compile(r"\b[A-Z\u00c0-\u00de][\w\u2019'-]+")
INNER_NAME = re.compile(r"(?<=[\w,;] )[A-Z\u00c0-\u00de][\w\u2019'-]+")
SUBJECT = re.compile(
    r"(?P<at>\b(?:in|at|near|off|from|on|to|through|across|outside|for|against|with|of)\s+)?"
    r"(?P<name>\b[A-Z\u00c0-\u00de][\w\u2019'-]+(?:\s+[A-Z\u00c0-\u00de][\w\u2019'-]+)*)"
)
AS_OF = re.compile(
    r"\b(?:by|as of|until|up to)\s+(?:(?:early|late|the)\s+)?(?:\w+\s+){0,2}(?:morning|evening|night|noon|midday|afternoon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what its article tells around it."""

    claim: Claim
    voice: str
    article: Article
    mention: Mention | None
    measured: bool
    """Whether the mention itself is what the figure measures, and not only the nearest."""
    event: int
    beside: int
    """The nearest event that has a date where that of the mention has none, else -1."""
    days: Interval | None
    local: tuple[str, ...]
    wide: frozenset[str]
    context: tuple[str, ...]
    """These three as `claims.Stated` has them."""
    names: frozenset[str]
    subject: str


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
    told = list(_told(events, groups_, articles, stated))
    by_kind: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        by_kind[each.claim.kind].append(each)
    weight, brief = _rarity(told), _brief(events)
    for same in by_kind.values():
        if len({(t.voice, t.claim.value) for t in same}) > MOST:
            continue
        for a, b in _mutual(_scored(same, weight)):
            conflict = _conflict(a, b, same)
            for event in _targets(a, b, events, groups_, brief):
                found[event].append(conflict)
    by_article = _by_article(told)
    vetted = [replace(e, conflicts=_vetted(e.conflicts, by_article)) if e.conflicts else e for e in events]
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
        and not _apart_in_words(a, b)
        and (a.claim.kind != "count" or not _stated_too(a, b, stated))
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


def _shares(known: Conflict, conflict: Conflict) -> bool:
    kinds = {c.attribute.split(":")[0] for c in (known, conflict)}
    return len(kinds) == 1 and any(_same(v, w) for v in known.values for w in conflict.values)


def _same(a: ConflictValue, b: ConflictValue) -> bool:
    x, y = quantity.read(a.value), quantity.read(b.value)
    return x is not None and y is not None and x.agrees(y)


def _told(
    events: Sequence[Event],
    groups_: Sequence[Sequence[Mention]],
    articles: Mapping[str, Article],
    stated: Mapping[str, Sequence[Stated]],
) -> Iterator[Told]:
    by_article: dict[str, list[tuple[Mention, int]]] = defaultdict(list)
    for k, group in enumerate(groups_):
        for mention in group:
            by_article[mention.article].append((mention, k))
    known = _known_names(articles)
    for article in articles.values():
        for said in stated[article.id]:
            each = _placed(said, article, by_article[article.id], known)
            yield replace(each, days=_days_of(each, events, groups_)) if each.days is None and each.measured else each


def _days_of(told: Told, events: Sequence[Event], groups_: Sequence[Sequence[Mention]]) -> Interval | None:
    """Return the days that other passages give to the event that the figure measures."""
    span = events[told.event].interval
    firm = any(m.date_basis in FIRM for m in groups_[told.event])
    return span if span and firm and span.days <= LONG else None


def _placed(
    said: Stated,
    article: Article,
    told: Sequence[tuple[Mention, int]],
    known: frozenset[str],
) -> Told:
    claim = said.claim
    owners = (_owner(claim, sentence, told) for sentence in (claim.sentence, *reversed(said.before)))
    mention, event = next((owner for owner in owners if owner), (None, -1))
    names = frozenset(_bare(n) for n in NAME.findall(said.around)) & known
    firm = mention is not None and mention.interval is not None and mention.date_basis in FIRM
    return Told(
        claim,
        article.voice,
        article,
        mention,
        mention is not None and _measures(mention, claim),
        event,
        _dated_beside(claim, mention, told),
        mention.interval if firm and mention and mention.interval and mention.interval.days <= LONG else None,
        said.local,
        said.wide,
        said.context,
        names,
        _subject(claim, known),
    )


def _subject(claim: Claim, known: frozenset[str]) -> str:
    """Return the name that stands nearest before the figure in its clause, or an empty text."""
    before = claim.clause.split("\u2026")[0]
    names = [_bare(found["name"].split()[-1]) for found in SUBJECT.finditer(before) if not found["at"]]
    names = [name for name in names if name in known]
    return names[-1] if names else ""


def _bare(name: str) -> str:
    return wording.folded(name.lower().removesuffix("'s").removesuffix("\u2019s"))


def _known_names(articles: Mapping[str, Article]) -> frozenset[str]:
    """Return the names of a story: words that are written with a capital inside a sentence."""
    found = {_bare(n) for article in articles.values() for n in INNER_NAME.findall(article.text)}
    return frozenset(found - CALENDAR - wording.STOP)


def _owner(claim: Claim, sentence: Sentence, told: Sequence[tuple[Mention, int]]) -> tuple[Mention, int] | None:
    inside = [(m, k) for m, k in told if sentence.start <= m.head_start < sentence.end]
    measured = [(m, k) for m, k in inside if _measures(m, claim)]
    return min(measured or inside, key=lambda each: _distance(each[0], claim), default=None)


def _distance(mention: Mention, claim: Claim) -> int:
    """Return the characters between a predicate and a figure, more of them where a comma or an "and" parts the two."""
    first, last = sorted((mention.head_start - claim.sentence.start, claim.start - claim.sentence.start))
    between = claim.sentence.text[max(first, 0) : last]
    return len(between) + PARTED * bool(re.search(r"[,;:(]|\band\b", between))


def _dated_beside(claim: Claim, mention: Mention | None, told: Sequence[tuple[Mention, int]]) -> int:
    if mention is not None and mention.interval is not None:
        return -1
    dated = [(m, k) for m, k in told if m.interval is not None]
    return (_owner(claim, claim.sentence, dated) or (None, -1))[1]


def _measures(mention: Mention, claim: Claim) -> bool:
    return any(a.start < claim.end and claim.start < a.end for a in mention.attributes)


def _scored(same: Sequence[Told], weight: Mapping[str, float]) -> list[tuple[Told, Told, float]]:
    share = covered([t.local for t in same], [t.context for t in same], weight)
    local = ((share + share.T) / 2).round(6)
    field, stated = Field([t.claim for t in same], _head), _by_article(same)
    found: list[tuple[Told, Told, float]] = []
    for i, j in field.rivals():
        a, b, shared = same[i], same[j], float(local[i, j])
        # What a story without another figure for it would make of the pair.
        if _score(a, b, shared, weight, 0) < ENOUGH or not _may_differ(a, b, same, stated):
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


def _may_differ(a: Told, b: Told, same: Sequence[Told], stated: Mapping[str, Sequence[Told]]) -> bool:
    """Say whether nothing forbids that two claims whose figures and nouns let them be rivals are of one thing."""
    if a.article.id == b.article.id:
        return False
    if a.voice == b.voice and _overlap(a.wide, b.wide) < COPIED:
        return False
    return not (_apart_in_words(a, b) or _apart_in_time(a, b, same) or _stated_too(a, b, stated))


ANYBODY = frozenset("people person man woman life victim dead crowd audience".split())
"""Nouns that may count any people: "11 soldiers were killed", "nine lives"."""


def _head(x: Claim, y: Claim) -> float:
    """Return how sure it is that two claims count one kind of thing: 0 for not at all."""
    if x.kind != "count":
        if not (x.noun and y.noun):
            return 0.3
        return 0.8 if x.noun == y.noun or groups(x.noun) & groups(y.noun) else 0.05
    if x.noun == y.noun:
        return 1.0
    if groups(x.noun) & groups(y.noun):
        return 0.8
    if people(x.noun) and people(y.noun):
        return 0.6 if ANYBODY & {x.noun, y.noun} else 0.0
    alike = apart([[x.noun], [y.noun]])
    return 0.5 if float(alike[0] @ alike[1]) > 0.55 else 0.0


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(len(a | b), 1)


OUTCOMES = frozenset("dead hurt missing moved back saved held charged freed hired employed".split())
TELLING = frozenset("turnout stake against abstain worked".split())
"""Deeds that a source that tells of them never leaves out."""
MEANT = {
    "count": OUTCOMES | {"aboard", "ill", "swapped", "made", "sold"},
    "money": frozenset("price damages fine profit loss sales debt bail reward salary ransom".split()),
    "percent": frozenset("against turnout stake up down abstain profit loss sales".split()),
    "points": frozenset("up down".split()),
    "time": frozenset("delay jail talks hospital fire worked".split()),
    "weight": frozenset({"recalled"}),
}


def _apart_in_words(a: Told, b: Told) -> bool:
    x, y = a.claim, b.claim
    meant = MEANT.get(x.kind, frozenset())
    mine, yours = meant.intersection(x.deeds), meant.intersection(y.deeds)
    if (mine ^ yours) & TELLING:
        return True
    if mine and yours and mine.isdisjoint(yours):
        return True
    if x.kind == "count" and _denied(x) != _denied(y):
        return True
    if x.kind == "count" and people(x.noun) and ("found" in x.deeds) != ("found" in y.deeds):
        return True
    if x.kind == "count" and x.noun != y.noun and min(x.quantity.number, y.quantity.number) < FEW:
        return True
    if _part_of(x, y) or _part_of(y, x):
        return True
    if x.kind == "percent" and abs(x.quantity.number + y.quantity.number - 100) < 0.6:
        return True
    whole, before = pattern("apart", "whole"), pattern("apart", "before")
    if x.kind in {"count", "money"} and (_under_whole(x, y, whole) or _under_whole(y, x, whole)):
        return True
    if _says(before, x.clause) != _says(before, y.clause):
        return True
    if _says(EXPECTED, x.clause) != _says(EXPECTED, y.clause):
        return True
    if x.kind == "money" and _says(RAISED, x.clause) != _says(RAISED, y.clause):
        return True
    periods = [_periods(t.claim.sentence.text) for t in (a, b)]
    if periods[0] and periods[1] and periods[0].isdisjoint(periods[1]):
        return True
    return _other_actor(a, b)


@lru_cache(maxsize=1 << 16)
def _says(pattern: re.Pattern[str], text: str) -> bool:
    """Say whether a pattern is found in a text; a figure is compared with many others."""
    return pattern.search(text) is not None


@lru_cache(maxsize=1 << 14)
def _periods(text: str) -> frozenset[str]:
    return frozenset(period.lower() for period in PERIOD.findall(text))


def _part_of(x: Claim, y: Claim) -> bool:
    """Say whether one figure is told as part of the other: "three of the seven bullets"."""
    whole = WHOLE.search(x.value)
    return whole is not None and (read := quantity.read(whole["n"])) is not None and read.agrees(y.quantity)


def _denied(claim: Claim) -> bool:
    return _says(NEGATED, claim.clause)


def _under_whole(x: Claim, y: Claim, whole: re.Pattern[str]) -> bool:
    """Say whether one claim is told as a total and the other, smaller, may be a part of it."""
    return _says(whole, x.clause) and not _says(whole, y.clause) and y.quantity.number < x.quantity.number


def _other_actor(a: Told, b: Told) -> bool:
    """Say whether each figure is of somebody of its own: "the Greens won 21 seats", "the Liberals won 17"."""
    if any(_apart_in(role, a, b) for role in ("agent", "patient")):
        return True
    if not a.subject or not b.subject or a.subject == b.subject or _overlap(a.wide, b.wide) >= TWIN:
        return False
    if _measured_itself(a.subject, b) or _measured_itself(b.subject, a):
        return True
    return a.subject not in _actors(b.claim.sentence.text) and b.subject not in _actors(a.claim.sentence.text)


def _apart_in(role: str, a: Told, b: Told) -> bool:
    """Say whether the figures measure one deed, and both sentences name who has the role in it, and not the same."""
    if not (a.measured and b.measured and a.mention and b.mention and _one_deed(a, b)):
        return False
    mine, yours = (
        {_bare(each.entity) for each in m.arguments if each.role == role and each.entity}
        for m in (a.mention, b.mention)
    )
    return bool(mine and yours) and mine.isdisjoint(yours)


def _measured_itself(name: str, told: Told) -> bool:
    """Say whether the sentence gives somebody a figure of their own: "put Horn on 51 per cent and Lund on 44"."""
    sentence, at = told.claim.sentence, told.claim.start - told.claim.sentence.start
    if name not in wording.folded(sentence.text.lower()):
        return False
    after = re.compile(rf"\b{re.escape(name)}\W+(?:[a-z]+\W+){{0,2}}(?=\d)")
    return any(
        found.end() > at + len(told.claim.value) for found in after.finditer(wording.folded(sentence.text.lower()))
    )


@lru_cache(maxsize=1 << 14)
def _actors(text: str) -> frozenset[str]:
    """Return the names in a sentence of those who can have acted: "Rusk's accountant" is not Rusk."""
    names = NAME.findall(text)
    return frozenset({_bare(n) for n in names if not n.endswith(("'s", "\u2019s")) or _bare(n) in BODIES})


def _apart_in_time(a: Told, b: Told, same: Sequence[Told]) -> bool:
    if _expected(a) != _expected(b) and _one_deed(a, b):
        return True
    x = a.claim
    if _tolls(a) and _tolls(b) and not (_same_moment(a, b) or (_late(a, same) and _late(b, same))):
        return True
    if MARKET.search(x.sentence.text) and (a.days is None or b.days is None or not a.days.overlaps(b.days)):
        return True
    if a.event == b.event >= 0:
        return False
    if x.kind == "clock" or a.days is None or b.days is None or a.days.overlaps(b.days):
        return False
    gap = max((b.days.start - a.days.end).days, (a.days.start - b.days.end).days)
    lasts = min(x.quantity.number, b.claim.quantity.number) / DAY if x.quantity.unit == "time" else 0
    return gap > max(lasts, 0 if a.measured and b.measured else LOOSE)


def _expected(told: Told) -> bool:
    return told.measured and told.mention is not None and told.mention.status == "planned"


def _one_deed(a: Told, b: Told) -> bool:
    """Say whether both mentions are of one kind of deed, so that an expectation of it may be what the other reports."""
    if a.mention is None or b.mention is None:
        return False
    return key_of(a.mention.predicate) == key_of(b.mention.predicate) or (
        a.mention.predicate_class == b.mention.predicate_class != ""
    )


def _tolls(told: Told) -> bool:
    return told.claim.kind == "count" and not set(told.claim.deeds).isdisjoint(lexicon()["tolls"]["deeds"].split())


def _late(told: Told, same: Sequence[Told]) -> bool:
    """Say whether a toll is told so long after its first telling that it no longer grows."""
    written = told.article.published
    counts = (t for t in same if set(t.claim.deeds) & set(told.claim.deeds) and _head(t.claim, told.claim))
    first = min((t.article.published for t in counts if t.article.published), default=None)
    return written is not None and first is not None and (written - first).days > SETTLED_AFTER


def _same_moment(a: Told, b: Told) -> bool:
    """Say whether both count up to one moment: published on one day, or "by Monday morning"."""
    if a.article.published == b.article.published:
        return True
    stated = all(AS_OF.search(t.claim.sentence.text) for t in (a, b))
    return stated and a.days is not None and a.days == b.days


def _stated_too(a: Told, b: Told, stated: Mapping[str, Sequence[Told]]) -> bool:
    """Say whether one of the articles has both figures: it then knows two things where the other tells of one.

    `stated` holds what each article states, by its id.
    """
    for mine, yours in ((a, b), (b, a)):
        for other in stated.get(mine.article.id, ()):
            if (
                other.claim is not mine.claim
                and _head(other.claim, yours.claim) > 0.2
                and other.claim.quantity.unit == yours.claim.quantity.unit
                and other.claim.quantity.agrees(yours.claim.quantity)
            ):
                return True
    return False


def _score(a: Told, b: Told, local: float, weight: Mapping[str, float], others: int) -> float:
    """Weigh what speaks for it that two claims are of one thing: `local`, how far their clauses cover each other; `others`,
    the story's other figures for it.
    """
    if local < TAKEN_UP and a.event != b.event and min(a.claim.quantity.number, b.claim.quantity.number) < FEW:
        return 0.0
    wide = _overlap(a.wide, b.wide)
    meant = MEANT.get(a.claim.kind, frozenset())
    one_deed = bool(meant.intersection(a.claim.deeds).intersection(b.claim.deeds))
    if local < TAKEN_UP and a.event != b.event and not one_deed and _head(a.claim, b.claim) < NAMED_ALIKE:
        return 0.0
    return (
        2.5 * local
        + 1.0 * wide
        + 0.6 * _shared_names(a, b, weight)
        + 1.2 * (a.event == b.event >= 0)
        + 0.4 * (a.event != b.event and _one_deed(a, b))
        + 0.5 * (a.days is not None and b.days is not None and a.days.overlaps(b.days))
        + 0.5 * one_deed
        + 1.5 * (wide > TWIN)
        + 0.8 * _head(a.claim, b.claim)
        + _alone(others)
        + 0.4 * (_says(FINAL, a.claim.sentence.text) and _says(FINAL, b.claim.sentence.text))
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
        and _head(t.claim, told.claim) > 0.2
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


def _targets(
    a: Told, b: Told, events: Sequence[Event], groups_: Sequence[Sequence[Mention]], brief: Mapping[int, Sequence[int]]
) -> set[int]:
    """Return the events whose clauses the figures stand in and the one beside each that tells the same at large.

    An event that only recalls what another day measured is left out. `brief` are the short events by day.
    """
    days = [t.days for t in (a, b) if t.days]
    found = {k for t in (a, b) for k in (t.event, t.beside) if k >= 0}
    found = {k for k in found if not _elsewhen(events[k], days)}
    named = {k for t in (a, b) if t.claim.noun for k in _named(t, events, groups_, found)}
    return found | named | {twin for k in found if (twin := _twin(k, a, b, events, brief)) >= 0}


def _content_stems(text: str) -> set[str]:
    return set(wording.words(text))


def _elsewhen(event: Event, days: Sequence[Interval]) -> bool:
    span = event.interval
    return span is not None and bool(days) and not any(span.overlaps(day) for day in days)


def _named(told: Told, events: Sequence[Event], groups_: Sequence[Sequence[Mention]], found: set[int]) -> Iterator[int]:
    """Yield the events that the noun of a measure names: the talks, for "agreed after nine days of talks"."""
    if told.claim.kind != "time":
        return
    key, lasts = key_of(told.claim.noun), dt.timedelta(seconds=told.claim.quantity.number) + dt.timedelta(days=LOOSE)
    spans = [span for k in found if (span := events[k].interval)]
    for k, event in enumerate(events):
        if event.interval is None or key not in {key_of(m.predicate) for m in groups_[k]}:
            continue
        if any(span.start - lasts <= event.interval.end and event.interval.start <= span.end + lasts for span in spans):
            yield k


def _brief(events: Sequence[Event]) -> dict[int, list[int]]:
    """Return the short events by the ordinal of each of their days."""
    found: dict[int, list[int]] = defaultdict(list)
    for k, event in enumerate(events):
        for day in _short_days(event):
            found[day].append(k)
    return found


def _short_days(event: Event) -> range:
    span = event.interval
    if span is None or span.days > BRIEF:
        return range(0)
    return range(span.start.toordinal(), span.end.toordinal() + 1)


def _twin(k: int, a: Told, b: Told, events: Sequence[Event], brief: Mapping[int, Sequence[int]]) -> int:
    """Return the event of the same day and people that most sources tell, or -1 where that is none but `k`."""
    event = events[k]
    days = _short_days(event)
    told, names = a.wide | b.wide, {wording.stem(name) for name in a.names | b.names}
    beside = [
        j
        for j, other in ((j, events[j]) for j in sorted({j for day in days for j in brief.get(day, ())}))
        if other.status == event.status
        and set(other.participants) & set(event.participants)
        and _content_stems(other.title) & told - names
    ]
    best = max(beside, key=lambda j: (len({e.article for e in events[j].evidence}), events[j].id), default=k)
    return best if best != k else -1
