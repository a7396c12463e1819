"""Says which claims cannot be rival figures of one thing, whatever their words share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dateline.merge import quantity, wording
from dateline.merge.claims import Claim
from dateline.merge.conflict import SETTLED_AFTER
from dateline.merge.nouns import ANAPHORS, groups, lexicon, pattern, people
from dateline.merge.synonyms import key_of
from dateline.merge.told import NAME, Told, bare_name
from dateline.merge.vectors import apart
from dateline.model import Interval

TWIN = 0.75
"""The share of words in common from which two sentences tell the same."""
WHOLE = re.compile(r"\bof (?:the|its|their|all) (?P<n>[\w,.]+)")
NEGATED = re.compile(r"\b(?:not|never|still missing|yet to)\b|n't\b", re.IGNORECASE)
AROUND = 60
BESIDE = 28
"""Characters behind a figure within which a negation is of what it counts."""
FEW = 4
"""Numbers under it are common, and say little where the nouns differ."""
PART = 1.5
"""How many times a part the whole is at least, where only "in all" and the like tell it for one."""
DAY = 86400.0
LOOSE = 2
"""Days by which two dates may differ that stand beside the figures without being theirs."""
COPIED = 0.6
"""The share of words that two sentences of one voice have in common where one is the other with a figure changed."""
PERIOD = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:first|second|third|fourth)[- ](?:quarter|half)|(?:half|full)[- ]year|nine[- ]month)\b",
    re.IGNORECASE,
)
EXPECTED = re.compile(
    r"\b(?:expect\w*|forecast\w*|predict\w*|hop(?:es?|ed|ing)|aim\w*|target\w*|could(?! not\b|n.t\b)|might|may(?= [a-z]))\b"
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
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:19|20)\d\d\b"
)
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
NOW = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening)|last night)\b", re.IGNORECASE
)
WEEK, YEAR = 7, 365
AS_OF = re.compile(
    r"\b(?:by|as of|until|up to)\s+(?:(?:early|late|the)\s+)?(?:\w+\s+){0,2}(?:morning|evening|night|noon|midday|afternoon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today)",
    re.IGNORECASE,
)


def may_differ(a: Told, b: Told, same: Sequence[Told], stated: Mapping[str, Sequence[Told]]) -> bool:
    """Say whether nothing forbids that two claims whose figures and nouns let them be rivals are of one thing."""
    if a.article.id == b.article.id:
        return False
    if a.voice == b.voice and share_of_words(a.wide, b.wide) < COPIED:
        return False
    return not (apart_in_words(a, b) or _apart_in_time(a, b, same) or stated_too(a, b, stated))


SHORT = 3
SAME = 0.55
"""The cosine from which two nouns count the same things."""
STUFF = frozenset("output production cargo goods material freight supply product waste material load".split())
"""Nouns that may stand for any stuff."""
STUFFS = frozenset({"weight", "volume", "barrel"})
"""Kinds of figure that are of some stuff: a tonne of rock is no tonne of copper."""
ANYBODY = frozenset("people person individual man woman life victim dead".split())
"""Nouns that may count any people: "11 soldiers were killed", "nine lives"."""
LOST = frozenset({"life", "dead"})
"""Nouns that count people as dead whatever the verb."""


def count_alike(x: Claim, y: Claim) -> float:
    """Return how sure it is that two claims count one kind of thing, as set by hand: 0 for not at all, 1 for one noun."""
    if x.kind != "count":
        if not (x.noun and y.noun):
            return 0.3
        if x.noun == y.noun or groups(x.noun) & groups(y.noun):
            return 0.8
        if _cosine(x.noun, y.noun) > SAME:
            return 0.5
        return 0.0 if x.kind in STUFFS and not {x.noun, y.noun} & STUFF else 0.05
    if x.noun == y.noun:
        return 1.0
    if groups(x.noun) & groups(y.noun) or _compound(x.noun, y.noun):
        return 0.8
    if {x.noun, y.noun} & ANAPHORS:
        return 0.4
    if people(x.noun) and people(y.noun):
        return 0.6 if ANYBODY & {x.noun, y.noun} else 0.0
    return 0.5 if _cosine(x.noun, y.noun) > SAME else 0.0


@lru_cache(maxsize=1 << 16)
def _cosine(x: str, y: str) -> float:
    alike = apart([[x], [y]])
    return float(alike[0] @ alike[1])


def _compound(x: str, y: str) -> bool:
    """Say whether one noun is the other with a word before it: "robotaxi" and "taxi", "motorboat" and "boat"."""
    short, long = sorted((x, y), key=len)
    return len(short) > SHORT and long.endswith(short)


def share_of_words(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(len(a | b), 1)


OUTCOMES = frozenset("dead hurt missing moved back saved held charged freed hired employed dark trapped".split())
PAID = frozenset({"price", "ransom"})
"""Deeds that do not part two sums: a ransom is paid."""
TELLING = frozenset("turnout stake against abstain worked held charged poll".split())
"""Deeds that a source that tells of them never leaves out."""
MEANT = {  # by kind of claim, the deeds that say which of several things is counted
    "count": OUTCOMES | {"aboard", "ill", "swapped", "made", "sold", "attend", "outside", "recalled"},
    "money": frozenset("price damages fine profit loss sales debt bail reward salary ransom aid cost".split()),
    "percent": frozenset("against turnout stake up down abstain profit loss sales votes poll price".split()),
    "points": frozenset("up down".split()),
    "time": frozenset("delay jail talks hospital fire worked".split()),
    "weight": frozenset({"recalled"}),
}


def shared_deed(a: Told, b: Told) -> bool:
    """Say whether both clauses tell one of the deeds that say which of several things a figure of this kind is."""
    return bool(MEANT.get(a.claim.kind, frozenset()).intersection(a.claim.deeds).intersection(b.claim.deeds))


SENSES = {
    "price": {"buy", "sell", "complete"}, "dead": {"kill", "die"}, "hurt": {"injure", "crash", "explode"},
    "saved": {"rescue"}, "held": {"arrest"}, "charged": {"charge"}, "jail": {"judge"}, "turnout": {"vote"},
    "recalled": {"recall"}, "stake": {"buy"}, "delay": {"postpone"}, "talks": {"meet"}, "fine": {"judge", "ban"},
    "fire": {"explode", "happen", "damage"}, "swapped": {"release"}, "sold": {"sell"}, "ill": {"infect"},
    "votes": {"vote", "approve", "reject", "win", "appoint"},
}  # fmt: skip
"""Which kinds of event a deed is told by."""


def kinds_of(told: Told) -> set[str]:
    """Return the kinds of event that the deeds of a figure's clause are told by."""
    return {kind for deed in told.claim.deeds for kind in SENSES.get(deed, ())}


def _days(told: Told) -> Interval | None:
    """Return the days of a figure, none where they are those of a deed that its words do not name."""
    kinds = kinds_of(told)
    if kinds and told.mention is not None and told.mention.predicate_class not in kinds:
        return None
    return told.days


def apart_in_words(a: Told, b: Told) -> bool:
    """Say whether what the sentences say of two figures forbids that both are of one thing."""
    x, y = a.claim, b.claim
    meant = MEANT.get(x.kind, frozenset())
    mine, yours = meant.intersection(x.deeds), meant.intersection(y.deeds)
    if (mine ^ yours) & TELLING:
        return True
    if mine and yours and mine.isdisjoint(yours) and mine | yours != PAID:
        return True
    if x.kind == "count" and _denied(x) != _denied(y) and one_deed(a, b):
        return True
    if x.kind == "count" and people(x.noun) and ("found" in x.deeds) != ("found" in y.deeds):
        return True
    if x.kind == "count" and any(c.noun in LOST and "dead" not in o.deeds for c, o in ((x, y), (y, x))):
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
    if any(says(each, x.clause) != says(each, y.clause) for each in (before, *_parting())):
        return True
    if says(pattern("apart", "span"), _near(x)) != says(pattern("apart", "span"), _near(y)):
        return True
    if _rate(x) != _rate(y) or _is_another(x) != _is_another(y):
        return True
    if says(pattern("apart", "prior"), _before(x)) != says(pattern("apart", "prior"), _before(y)):
        return True
    if says(EXPECTED, x.clause) != says(EXPECTED, y.clause) or _other_stage(a, b):
        return True
    if x.kind == "money" and says(RAISED, x.clause) != says(RAISED, y.clause):
        return True
    stages = [_stages(t.claim.sentence.text) for t in (a, b)]
    if stages[0] and stages[1] and stages[0].isdisjoint(stages[1]):
        return True
    periods = [_periods(t.claim.sentence.text) for t in (a, b)]
    if periods[0] and periods[1] and periods[0].isdisjoint(periods[1]):
        return True
    return _other_actor(a, b)


def _other_stage(a: Told, b: Told) -> bool:
    """Say whether one figure is asked for and the other given, one still so and the other once, one all there are."""
    x, y = a.claim, b.claim
    asked = pattern("apart", "asked")
    if x.kind in {"money", "time"} and says(asked, _before(x)) != says(asked, _before(y)):
        return True
    if a.article.published != b.article.published and (
        says(pattern("apart", "still"), _near(x)) != says(pattern("apart", "still"), _near(y))
        or _reached(x) != _reached(y)
    ):
        return True
    if x.kind in {"count", "percent"} and says(pattern("apart", "stock"), _before(x)) != says(
        pattern("apart", "stock"), _before(y)
    ):
        return True
    return x.kind == "time" and _went_on(a, b)


def _went_on(a: Told, b: Told) -> bool:
    """Say whether what had lasted so long in one article may have gone on until the later one."""
    if a.article.published is None or b.article.published is None or a.article.published == b.article.published:
        return False
    first, last = sorted((a, b), key=lambda t: (t.article.published, t.article.id))
    longer = last.claim.quantity.number > first.claim.quantity.number
    return longer and says(pattern("apart", "lasting"), _before(first.claim))


def _is_another(claim: Claim) -> bool:
    """Say whether a figure is of the second of several: "a second tremor, of magnitude 2.9"."""
    start = claim.start - claim.sentence.start
    return says(pattern("apart", "ordinal"), claim.sentence.text[max(start - AROUND, 0) : start])


def _rate(claim: Claim) -> bool:
    """Say whether a figure is of so much time or of one of many: "31,000 tonnes a year", "338 crowns a share"."""
    return says(pattern("apart", "rate"), claim.clause.partition("\u2026")[2])


def _reached(claim: Claim) -> bool:
    """Say whether a figure is what something came to after a change: "rose to 58", "a higher offer of 421 pence"."""
    return says(pattern("apart", "reached"), _before(claim)) or says(RAISED, claim.clause)


def _near(claim: Claim) -> str:
    before, _, after = claim.clause.partition("\u2026")
    return before[-BESIDE:] + after[:BESIDE]


def _before(claim: Claim) -> str:
    return claim.clause.partition("\u2026")[0].rstrip() + " "


@lru_cache(maxsize=1 << 16)
def says(pattern: re.Pattern[str], text: str) -> bool:
    """Say whether a pattern is found in a text; a figure is compared with many others."""
    return pattern.search(text) is not None


def _parting() -> tuple[re.Pattern[str], ...]:
    """Return the words that one clause has and the other has not where the figures are of two things."""
    return tuple(pattern("apart", name) for name in ("in_year", "left"))


@lru_cache(maxsize=1 << 14)
def _stages(text: str) -> frozenset[str]:
    return frozenset(found["which"].lower() for found in pattern("apart", "stage").finditer(text))


@lru_cache(maxsize=1 << 14)
def _periods(text: str) -> frozenset[str]:
    return frozenset(period.lower() for period in PERIOD.findall(text))


def _part_of(x: Claim, y: Claim) -> bool:
    """Say whether one figure is told as part of the other: "three of the seven bullets"."""
    whole = WHOLE.search(x.value)
    return whole is not None and (read := quantity.read(whole["n"])) is not None and read.agrees(y.quantity)


def _denied(claim: Claim) -> bool:
    before, _, after = claim.clause.partition("\u2026")
    return says(NEGATED, before + " " + after[:BESIDE].split(",")[0])


def _under_whole(x: Claim, y: Claim, whole: re.Pattern[str]) -> bool:
    """Say whether one claim is told as a total and the other, smaller by far, may be a part of it."""
    part = y.quantity.number * (1.0 if says(pattern("apart", "wide"), x.clause) else PART) < x.quantity.number
    return part and says(whole, x.clause) and not says(whole, y.clause)


def _other_actor(a: Told, b: Told) -> bool:
    """Say whether each figure is of somebody of its own: "the Greens won 21 seats", "the Liberals won 17"."""
    if any(_apart_in(role, a, b) for role in ("agent", "patient")):
        return True
    if not a.subject or not b.subject or a.subject == b.subject or share_of_words(a.wide, b.wide) >= TWIN:
        return False
    if _measured_itself(a.subject, b) or _measured_itself(b.subject, a):
        return True
    return a.subject not in _actors(b.claim.sentence.text) and b.subject not in _actors(a.claim.sentence.text)


def _apart_in(role: str, a: Told, b: Told) -> bool:
    """Say whether the figures measure one deed, and both sentences name who has the role in it, and not the same."""
    if not (a.measured and b.measured and a.mention and b.mention and one_deed(a, b)):
        return False
    mine, yours = (
        {bare_name(each.entity) for each in m.arguments if each.role == role and each.entity}
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
    return frozenset({bare_name(n) for n in names if not n.endswith(("'s", "\u2019s")) or bare_name(n) in BODIES})


def _apart_in_time(a: Told, b: Told, same: Sequence[Told]) -> bool:
    if _expected(a) != _expected(b) and one_deed(a, b):
        return True
    x = a.claim
    if x.kind == "age":
        return _grew_older(a, b)
    if not _one_day(a, b) and (_written_before(a, b) or _written_before(b, a)):
        return True
    if _tolls(a) and _tolls(b) and not (_same_moment(a, b) or (_late(a, same) and _late(b, same))):
        return True
    if MARKET.search(x.sentence.text) and (a.days is None or b.days is None or not a.days.overlaps(b.days)):
        return True
    if a.event == b.event >= 0:
        return False
    first, second = _days(a), _days(b)
    if first is None or second is None:
        mine, yours = first or _days_about(a), second or _days_about(b)
        return mine is not None and yours is not None and _gap(mine, yours) > LOOSE
    if x.kind == "clock" or first.overlaps(second) or _one_day(a, b):
        return False
    gap = _gap(first, second)
    lasts = min(x.quantity.number, b.claim.quantity.number) / DAY if x.quantity.unit == "time" else 0
    return gap > max(lasts, 0 if a.measured and b.measured else LOOSE)


def _grew_older(a: Told, b: Told) -> bool:
    """Say whether birthdays between two articles explain two ages."""
    x, y = a.article.published, b.article.published
    years = 1 + abs((x - y).days) // YEAR if x and y and x != y else 0 if x else 1
    return abs(a.claim.quantity.number - b.claim.quantity.number) <= years


def _written_before(a: Told, b: Told) -> bool:
    """Say whether one article is older than what the other's figure is of."""
    written = a.article.published
    return written is not None and b.days is not None and (b.days.start - written).days > WEEK and not _expected(a)


def _gap(a: Interval, b: Interval) -> int:
    return max((b.start - a.end).days, (a.start - b.end).days)


def _days_about(told: Told) -> Interval | None:
    """Return the days that "on Wednesday" or "yesterday" in a figure's own clause can mean at most."""
    before, _, after = told.claim.clause.partition("\u2026")
    written, near = told.article.published, before.split(",")[-1] + after.split(",")[0]
    dated = told.mention is None and (WEEKDAY.search(near) or NOW.search(near)) and not MONTH.search(near)
    if written is None or not dated:
        return None
    return Interval(written - dt.timedelta(days=WEEK), written + dt.timedelta(days=WEEK))


def _one_day(a: Told, b: Told) -> bool:
    """Say whether two dates are one day misread once: one weekday in articles of one week, one day of the year."""
    if a.mention is None or b.mention is None or a.mention.timex is None or b.mention.timex is None:
        return False
    if a.days and b.days and a.days.days == b.days.days == 1:
        x, y = a.days.start, b.days.start
        if (x.month, x.day) == (y.month, y.day):
            return True
        return x.weekday() == y.weekday() and _weekday(a) == _weekday(b) is not None and _one_week(a, b)
    return False


def _weekday(told: Told) -> str | None:
    words = (word for word in WEEKDAY.findall(told.mention.timex.text)) if told.mention and told.mention.timex else ()
    return next((word.lower() for word in words), None)


def _one_week(a: Told, b: Told) -> bool:
    x, y = a.article.published, b.article.published
    return x is not None and y is not None and abs((x - y).days) < WEEK


def _expected(told: Told) -> bool:
    return told.measured and told.mention is not None and told.mention.status == "planned"


def one_deed(a: Told, b: Told) -> bool:
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
    counts = (t for t in same if set(t.claim.deeds) & set(told.claim.deeds) and count_alike(t.claim, told.claim))
    first = min((t.article.published for t in counts if t.article.published), default=None)
    return written is not None and first is not None and (written - first).days > SETTLED_AFTER


def _same_moment(a: Told, b: Told) -> bool:
    """Say whether both count up to one moment: published on one day, or "by Monday morning"."""
    if a.article.published == b.article.published:
        return True
    stated = all(AS_OF.search(t.claim.sentence.text) for t in (a, b))
    return stated and a.days is not None and a.days == b.days


def stated_too(a: Told, b: Told, stated: Mapping[str, Sequence[Told]]) -> bool:
    """Say whether one of the articles has both figures: it then knows two things where the other tells of one.

    `stated` holds what each article states, by its id.
    """
    for mine, yours in ((a, b), (b, a)):
        for other in stated.get(mine.article.id, ()):
            if (
                other.claim is not mine.claim
                and count_alike(other.claim, yours.claim) > 0.2
                and other.claim.quantity.unit == yours.claim.quantity.unit
                and other.claim.quantity.agrees(yours.claim.quantity)
            ):
                return True
    return False
