"""Says which claims cannot be rival figures of one thing, whatever their words share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dateline.merge import quantity, wording
from dateline.merge.claims import Claim
from dateline.merge.counted import LOST, count_alike
from dateline.merge.deeds import MEANT, TELLING, of_two_deeds, one_deed
from dateline.merge.nouns import pattern, people, says
from dateline.merge.told import NAME, Told, bare_name
from dateline.merge.unlike_in_time import apart_in_time

TWIN = 0.75
"""The share of words in common from which two sentences tell the same."""
WHOLE = re.compile(r"\bof (?:the|its|their|all) (?P<n>[\w,.]+)")
NEGATED = re.compile(r"\b(?:not|never|still missing|yet to)\b|n't\b", re.IGNORECASE)
AROUND = 60
BESIDE = 28
"""Characters behind a figure within which a negation is of what it counts."""
SAID_ALIKE = 4
"""Words that two sentences share where the lengths they state are of one thing, whatever else lasts as long elsewhere."""
KIN, SAME_NOUN = 0.2, 0.9
"""How alike what two figures count must be for an article to have both."""
FEW = 4
"""Numbers under it are common, and say little where the nouns differ."""
PART = 1.5
"""How many times a part the whole is at least, where only "in all" and the like tell it for one."""
COPIED = 0.6
"""The share of words that two sentences of one voice have in common where one is the other with a figure changed."""
PERIOD = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:first|second|third|fourth)[- ](?:quarter|half)|(?:half|full)[- ]year|nine[- ]month)\b",
    re.IGNORECASE,
)
MONTH = re.compile(
    r"\bin ((?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?)\b"
)
"""The month that a figure is of: "sold 4,000 cars in May"."""
EXPECTED = re.compile(
    r"\b(?:expect\w*|forecast\w*|predict\w*|hop(?:es?|ed|ing)|aim\w*|target\w*|could(?! not\b|n.t\b)|might|may(?= [a-z]))\b"
)
OUSTING = re.compile(r"\b(?:no[- ]confidence|censure|impeach\w*|oust\w*|dismissal|removal)\b", re.IGNORECASE)
"""What those who vote in favour of are against."""
AGAINST = frozenset({"against", "votes"})
RAISED = re.compile(
    r"\b(?:improv\w+|higher|rais\w+|increas\w+|sweeten\w+|revis\w+|lift\w+|bettered|topp?ed|counter\w*)\b",
    re.IGNORECASE,
)
BODIES = frozenset(
    """party union council court bank club government ministry company group front alliance league federation
    association board committee list movement coalition""".split()
)
"""Whose people act for them: "the Civic Party's Mira Lund"."""


def may_differ(
    a: Told, b: Told, same: Sequence[Told], stated: Mapping[str, Sequence[Told]], *, slip: bool = False
) -> bool:
    """Say whether nothing forbids that two claims whose figures and nouns let them be rivals are of one thing.

    Of one event two figures with the same digits are a `slip` of the pen, whoever is said to act and whenever.
    """
    if a.article.id == b.article.id:
        return False
    if a.voice == b.voice and share_of_words(a.wide, b.wide) < COPIED:
        return False
    slip = slip and a.event == b.event >= 0
    return not (apart_in_words(a, b, slip=slip) or apart_in_time(a, b, same, slip=slip) or stated_too(a, b, stated))


def share_of_words(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(len(a | b), 1)


def apart_in_words(a: Told, b: Told, *, slip: bool = False) -> bool:
    """Say whether what the sentences say of two figures forbids that both are of one thing."""
    if slip:
        return False
    x, y = a.claim, b.claim
    meant = MEANT.get(x.kind, frozenset())
    mine, yours = meant.intersection(x.deeds), meant.intersection(y.deeds)
    if x.kind == "percent" and says(OUSTING, x.sentence.text) and says(OUSTING, y.sentence.text):
        mine, yours = mine - AGAINST, yours - AGAINST
    if (mine ^ yours) & TELLING:
        return True
    if of_two_deeds(mine, yours):
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
    months = [MONTH.findall(_near(c)) for c in (x, y)]
    if months[0] and months[1] and not set(months[0]) & set(months[1]):
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
    if x.kind in {"money", "time", "percent"} and says(asked, _before(x)) != says(asked, _before(y)):
        return True
    offered = pattern("apart", "offered")
    if x.kind == "percent" and says(offered, _before(x)) != says(offered, _before(y)):
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
    before, _, after = claim.clause.partition("\u2026")
    return says(pattern("apart", "rate"), after) or says(pattern("apart", "each"), before)


def _reached(claim: Claim) -> bool:
    """Say whether a figure is what something came to after a change: "rose to 58", "a higher offer of 421 pence"."""
    return says(pattern("apart", "reached"), _before(claim)) or says(RAISED, claim.clause)


def _near(claim: Claim) -> str:
    before, _, after = claim.clause.partition("\u2026")
    return before[-BESIDE:] + after[:BESIDE].split(", ")[0]


def _before(claim: Claim) -> str:
    return claim.clause.partition("\u2026")[0].rstrip() + " "


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


def stated_too(a: Told, b: Told, stated: Mapping[str, Sequence[Told]]) -> bool:
    """Say whether one of the articles has both figures: it then knows two things where the other tells of one.

    `stated` holds what each article states, by its id. Of what both count by one noun, "seven people" is no "seven managers".
    """
    alike = SAME_NOUN if count_alike(a.claim, b.claim) >= SAME_NOUN else KIN
    lasting = a.claim.kind == "time" and a.event == b.event >= 0 and len(a.wide & b.wide) >= SAID_ALIKE
    for mine, yours in ((a, b), (b, a)):
        for other in stated.get(mine.article.id, ()):
            if (
                other.claim is not mine.claim
                and count_alike(other.claim, yours.claim) > alike
                and (not lasting or other.event == a.event)
                and other.claim.quantity.unit == yours.claim.quantity.unit
                and other.claim.quantity.agrees(yours.claim.quantity)
            ):
                return True
    return False
