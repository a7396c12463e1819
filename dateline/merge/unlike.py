"""Says which claims cannot be rival figures of one thing, whatever their words share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from dateline.merge import quantity, wording
from dateline.merge.claims import Claim
from dateline.merge.counted import LOST, count_alike
from dateline.merge.deeds import MEANT, TELLING, of_two_deeds, one_deed
from dateline.merge.nouns import pattern, people, says
from dateline.merge.told import NAME, Told, bare_name

TWIN = 0.75
"""The share of words in common from which two sentences tell the same."""
WHOLE = re.compile(r"\bof (?:the|its|their|all) (?P<n>[\w,.]+)")
NEGATED = re.compile(r"\b(?:not|never|still missing|yet to)\b|n't\b", re.IGNORECASE)
AROUND = 60
BESIDE = 28
"""Characters behind a figure within which a negation is of what it counts."""
SAID_ALIKE = 4
"""Words that two sentences share where the lengths they state are of one thing, whatever else lasts as long elsewhere."""
ONE_KIND = 0.6
"""How alike two nouns are that count one kind of thing."""
KIN, SAME_NOUN = 0.2, 0.9
"""How alike what two figures count must be for an article to have both."""
POINT = 0.6
"""What two shares of a whole may lack to it."""
FEW = 4
"""Numbers under it are common, and say little where the nouns differ."""
PART = 1.5
"""How many times a part the whole is at least, where only "in all" and the like tell it for one."""
PERIOD = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:first|second|third|fourth)[- ](?:quarter|half)|(?:half|full)[- ]year|nine[- ]month)\b",
    re.IGNORECASE,
)
MONTH = re.compile(
    r"\bin ((?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?)\b"
)
"""The month that a figure is of: "sold 4,000 cars in May"."""
EXPECTED = re.compile(
    r"(?<!than )\b(?:expect\w*|forecast\w*|predict\w*|hop(?:es?|ed|ing)|aim\w*|target\w*|(?:could|might|may)(?= (?!not\b)[a-z]))\b"
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


def share_of_words(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(len(a | b), 1)


def apart_in_words(a: Told, b: Told) -> bool:
    """Say whether anything that the sentences say of two figures speaks against their being of one thing."""
    return any(speaks(a, b) for speaks in IN_WORDS.values())


def _meant(claim: Claim) -> frozenset[str]:
    return MEANT.get(claim.kind, frozenset()).intersection(claim.deeds)


def _deeds(a: Told, b: Told) -> tuple[frozenset[str], frozenset[str]]:
    x, y = a.claim, b.claim
    mine, yours = _meant(x), _meant(y)
    if x.kind == "percent" and says(OUSTING, x.sentence.text) and says(OUSTING, y.sentence.text):
        return mine - AGAINST, yours - AGAINST
    return mine, yours


def _telling_deed(a: Told, b: Told) -> bool:
    mine, yours = _deeds(a, b)
    return bool((mine ^ yours) & TELLING)


def _found_or_not(a: Told, b: Told) -> bool:
    x, y = a.claim, b.claim
    return x.kind == "count" and people(x.noun) and ("found" in x.deeds) != ("found" in y.deeds)


def _dead_or_not(a: Told, b: Told) -> bool:
    pairs = ((a.claim, b.claim), (b.claim, a.claim))
    return a.claim.kind == "count" and any(c.noun in LOST and "dead" not in o.deeds for c, o in pairs)


def _few_of_other_nouns(a: Told, b: Told) -> bool:
    x, y = a.claim, b.claim
    few = x.kind == "count" and min(x.quantity.number, y.quantity.number) < FEW
    return few and count_alike(x, y) < ONE_KIND


def _complement(a: Told, b: Told) -> bool:
    """Say whether two shares make a whole."""
    x, y = a.claim, b.claim
    return x.kind == "percent" and abs(x.quantity.number + y.quantity.number - 100) < POINT


def _of_a_total(a: Told, b: Told) -> bool:
    x, y, whole = a.claim, b.claim, pattern("apart", "whole")
    return x.kind in {"count", "money"} and (_under_whole(x, y, whole) or _under_whole(y, x, whole))


def _one_says(name: str, words: Callable[[Claim], str]) -> Callable[[Told, Told], bool]:
    """Return what says whether the words of one of two claims have a pattern of `claims.toml` and those of the other not."""
    return lambda a, b: says(pattern("apart", name), words(a.claim)) != says(pattern("apart", name), words(b.claim))


def _expected(a: Told, b: Told) -> bool:
    return says(EXPECTED, _around(a.claim)) != says(EXPECTED, _around(b.claim))


def _one_last_year(a: Told, b: Told) -> bool:
    """Say whether one figure is of the year before that in which both are told."""
    mine, yours = (says(pattern("apart", "last_year"), t.claim.clause) for t in (a, b))
    x, y = a.article.published, b.article.published
    return mine != yours and (x is None or y is None or x.year == y.year)


def _raised(a: Told, b: Told) -> bool:
    return a.claim.kind == "money" and says(RAISED, a.claim.clause) != says(RAISED, b.claim.clause)


def _of_other(terms: Callable[[Claim], Iterable[str]]) -> Callable[[Told, Told], bool]:
    """Return what says whether both claims name a term of their own: two months, two rounds, two quarters."""

    def other(a: Told, b: Told) -> bool:
        mine, yours = frozenset(terms(a.claim)), frozenset(terms(b.claim))
        return bool(mine and yours) and mine.isdisjoint(yours)

    return other


def _one_asked(a: Told, b: Told) -> bool:
    """Say whether one figure is asked for, or offered, and the other given."""
    x, y = a.claim, b.claim
    asked, offered = pattern("apart", "asked"), pattern("apart", "offered")
    if x.kind in {"money", "time", "percent"} and says(asked, _before(x)) != says(asked, _before(y)):
        return True
    return x.kind == "percent" and says(offered, _before(x)) != says(offered, _before(y))


def _at_two_times(told: Callable[[Claim], bool]) -> Callable[[Told, Told], bool]:
    """Return what says whether of two articles of two days the figure of one alone is told so."""
    return lambda a, b: a.article.published != b.article.published and told(a.claim) != told(b.claim)


def _one_in_stock(a: Told, b: Told) -> bool:
    """Say whether one figure is all that there are: "the line has 42 trams"."""
    stock = pattern("apart", "stock")
    return a.claim.kind in {"count", "percent"} and says(stock, _before(a.claim)) != says(stock, _before(b.claim))


def _went_on(a: Told, b: Told) -> bool:
    """Say whether what had lasted so long in one article may have gone on until the later one."""
    if a.claim.kind != "time" or not a.article.published or not b.article.published:
        return False
    if a.article.published == b.article.published:
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
    """Say whether a figure is what something came to after a change: "rose to 58"."""
    return says(pattern("apart", "reached"), _before(claim))


def _near(claim: Claim) -> str:
    before, _, after = claim.clause.partition("\u2026")
    return before[-BESIDE:] + after[:BESIDE].split(", ")[0]


def _around(claim: Claim) -> str:
    """Return the words of the clause before a figure, and those behind it up to a comma."""
    before, _, after = claim.clause.partition("\u2026")
    return before[-AROUND:] + " \u2026 " + after[:BESIDE].split(",")[0]


def _before(claim: Claim) -> str:
    return claim.clause.partition("\u2026")[0].rstrip() + " "


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


IN_WORDS: Mapping[str, Callable[[Told, Told], bool]] = {
    "telling_deed": _telling_deed,
    "two_deeds": lambda a, b: of_two_deeds(*_deeds(a, b)),
    "one_denied": lambda a, b: a.claim.kind == "count" and _denied(a.claim) != _denied(b.claim) and one_deed(a, b),
    "one_found": _found_or_not,
    "one_dead": _dead_or_not,
    "few_of_other_nouns": _few_of_other_nouns,
    "part_of": lambda a, b: _part_of(a.claim, b.claim) or _part_of(b.claim, a.claim),
    "complement": _complement,
    "of_a_total": _of_a_total,
    "one_before": _one_says("before", lambda claim: claim.clause),
    "one_last_year": _one_last_year,
    "one_in_year": _one_says("in_year", _near),
    "one_left": _one_says("left", lambda claim: claim.clause),
    "one_spans": _one_says("span", _near),
    "one_rate": lambda a, b: _rate(a.claim) != _rate(b.claim),
    "one_another": lambda a, b: _is_another(a.claim) != _is_another(b.claim),
    "one_prior": _one_says("prior", _before),
    "one_expected": _expected,
    "one_asked": _one_asked,
    "one_still": _at_two_times(lambda claim: says(pattern("apart", "still"), _near(claim))),
    "one_reached": _at_two_times(_reached),
    "one_in_stock": _one_in_stock,
    "went_on": _went_on,
    "one_raised": _raised,
    "other_month": _of_other(lambda claim: MONTH.findall(_near(claim))),
    "other_round": _of_other(lambda claim: _stages(claim.sentence.text)),
    "other_period": _of_other(lambda claim: _periods(claim.sentence.text)),
    "other_actor": _other_actor,
}
"""What the words of two claims may say against their being of one thing, by its name in `weights.json`."""
