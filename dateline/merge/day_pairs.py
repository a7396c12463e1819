"""Pairs the dates that two voices state, and says of each pair how much speaks for it that both are of one happening."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import numpy as np

from dateline.merge import wording
from dateline.merge.elsewhen import VAGUE, WEEKDAY
from dateline.merge.said_days import NUMBER, SaidDay
from dateline.merge.telling_pairs import Flags, Floats, Ids, Pairs, alike, asked, candidates, compared, couples

FOLLOWS = re.compile(r"\b(?:after|before|since|following|until)\s+(?P<words>(?:[\w\u2019'-]+\s*){1,4})")
"""What names another happening from which a day is told."""
FAR = 800
"""Days between two dates beyond which they are of two happenings, where those are not long ago."""
OF_AGE = 0.25
"""The same as a share of how long ago the later of them is: bought "in 1931" or "in 1936", told ninety years on."""
SOON = 5
"""Days within which another's date may be of what one voice already tells: written on the 12th of what others put on the 16th."""
AHEAD = re.compile(
    r"\b(?:will|would|due|planned|plans?|scheduled|expected|set (?:for|to)|to be|should|may|could|hopes?|wants?|going to)\b"
)
DUE = re.compile(r"\b(?:due|scheduled|planned (?:for|to)|(?:was|were|is|are) to|set (?:for|to)|supposed to)\b")
DENIED = re.compile(r"\b(?:den(?:y|ies|ied)|dismiss(?:ed|es)|rumou?rs?)\b")
UNREAL = re.compile(
    r"^[^\w]*(?:Had|Were)\s(?!.*\?)[^.;]*\b(?:would|could|might)\b|\bif\b[^.;]{0,160}?\bhad\b[^.;]{0,160}?\b(?:would|could|might)\s+have\b"
)
"""What tells what did not happen: "Had the minister gone that weekend, the coalition would have held"."""
OTHER = re.compile(r"\b(?:another|second|third|fourth|other|further|still|too|as well|likewise)\b", re.IGNORECASE)
ENDED = re.compile(r",| and | but ")
BESIDE = 40
"""Characters on either side of a date in which that is told of what it dates."""
EVENING = re.compile(r"\b(?:night|evening|midnight)\b", re.IGNORECASE)
EARLY = re.compile(r"\b(?:early|small hours|dawn)\b", re.IGNORECASE)
LONG = 7
"""Days from which what is counted on one date may be counted anew on the next."""
COUNTED = re.compile(rf"(?:{NUMBER.pattern})" + r"\s+(?:[a-z-]+\s+)?(?P<noun>[a-z]{3,})")


def pairs(told: Sequence[SaidDay], *, agreeing: bool = False) -> Pairs:
    """Return the pairs of dates that may be of one happening, those that exclude each other or else those that agree."""
    i, j = candidates(told)
    low, high = (
        np.asarray([getattr(t.days, side).toordinal() for t in told], dtype=np.int64) for side in ("start", "end")
    )
    agree = (low[i] <= high[j]) & (low[j] <= high[i])
    gap = np.maximum(low[i], low[j]) - np.minimum(high[i], high[j])
    able = agree
    if not agreeing:
        able = ~agree & (gap <= _furthest(told, low, i, j)) & _of_one_time(told, low, gap, i, j)
        able[able] = [not _barred(told[a], told[b]) for a, b in couples(i[able], j[able])]
    kept = asked(told, i, j, able, agree)
    found = alike(told, i[kept], j[kept])
    return compared(told, found, able[kept] & found.near, agree[kept], _of_time)


def _furthest(told: Sequence[SaidDay], low: Ids, i: Ids, j: Ids) -> Floats:
    """Return how many days two dates may lie apart: more where both are long ago."""
    written = np.asarray([(t.article.published or dt.date.min).toordinal() for t in told], dtype=np.int64)
    age = np.maximum(written[i], written[j]) - np.maximum(low[i], low[j])
    return np.maximum(FAR, OF_AGE * age)


def _of_one_time(told: Sequence[SaidDay], low: Ids, gap: Ids, i: Ids, j: Ids) -> Flags:
    """Say of which pairs both dates are still to come, or both past or nearly so when either was written, and neither is of another."""
    ahead = np.asarray([_ahead(t) for t in told], dtype=bool)
    other = np.asarray([_is_other(t) for t in told], dtype=bool)
    written = np.asarray([(t.article.published or dt.date.max).toordinal() for t in told], dtype=np.int64)
    known = np.minimum(written[i], written[j]) >= np.maximum(low[i], low[j])
    return (ahead[i] == ahead[j]) & ~other[i] & ~other[j] & (known | ahead[i] | (gap <= SOON))


def _is_other(told: SaidDay) -> bool:
    """Say whether a date is of another of several, or of what is denied or did not happen."""
    before, _, after = told.clause.partition("\u2026")
    return (
        OTHER.search(f"{before[-BESIDE:]} {told.timex.text} {ENDED.split(after[:BESIDE])[0]}") is not None
        or DENIED.search(told.clause) is not None
        or UNREAL.search(told.sentence.text) is not None
    )


def _barred(a: SaidDay, b: SaidDay) -> bool:
    """Say whether the words around two dates show that they are of two happenings."""
    if _counts_from(a, b) or _counts_from(b, a) or _one_night(a, b) or _one_night(b, a):
        return True
    long = min(a.days.days, b.days.days) > LONG
    return (
        bool(a.figures and b.figures)
        and (long or _counted(a) & _counted(b) != set())
        and a.figures.isdisjoint(b.figures)
    )


def _counts_from(a: SaidDay, b: SaidDay) -> bool:
    """Say whether one tells its day from what the other tells: "charged on 14 February, two days after his arrest"."""
    if b.mention is None or not b.governed:
        return False
    governed = a.mention is not None and a.governed and a.verb != b.verb
    told = {wording.stem(word) for word in b.mention.predicate.split()}
    words = f"{a.clause} {a.timex.text}" if governed else a.timex.text
    return any(not told.isdisjoint(wording.words(found["words"])) for found in FOLLOWS.finditer(words))


def _ahead(told: SaidDay) -> bool:
    """Say whether a date is told as one to come: by when its article was written, and on days gone by by its words."""
    written = told.article.published
    if written is not None and told.days.end < written:
        return DUE.search(told.clause.partition("\u2026")[0]) is not None
    if written is not None and told.days.start > written:
        return True
    if told.governed and told.mention is not None and told.mention.status in {"planned", "possible"}:
        return True
    return (DUE if told.governed else AHEAD).search(told.clause) is not None


def _counted(told: SaidDay) -> set[str]:
    """Return what the figures of a clause count."""
    return {wording.stem(found["noun"]) for found in COUNTED.finditer(told.clause.lower())}


def _of_time(a: SaidDay, b: SaidDay) -> dict[str, float]:
    gap = max((b.days.start - a.days.end).days, (a.days.start - b.days.end).days)
    longest, shortest = max(a.days.days, b.days.days), min(a.days.days, b.days.days)
    last = max(a.days.start, b.days.start)
    x, y = a.days.start, b.days.start
    day = longest == 1
    ages = [(t.article.published - t.days.end).days for t in (a, b) if t.article.published is not None]
    age = max(ages, default=0)
    return {
        "gap": np.log1p(max(gap, 0)),
        "gap_of_age": np.log1p(max(gap, 0)) - np.log1p(age) if age > 0 else 0.0,
        "next_day": gap == 1 and longest <= 2,
        "months": shortest >= 27 and longest <= 31,
        "uneven": np.log(longest / shortest),
        "misread": day and _misread(x, y),
        "vague": any(VAGUE.search(t.timex.text) for t in (a, b)),
        "unknown_yet": any(t.article.published is not None and t.article.published < last for t in (a, b)),
        "fresh": sum(age <= 3 for age in ages),
        "one_fresh": sum(age <= 3 for age in ages) == 1,
        "written_apart": _apart(a.article.published, b.article.published),
        "written": sum(bool(re.search(r"\d", t.timex.text)) for t in (a, b)),
        "unsure": any(not _is_sure(t) for t in (a, b)),
        "carried": sum(t.timex.anchor_basis not in {"publication", "absolute", "none", ""} for t in (a, b)),
    }


def _one_night(a: SaidDay, b: SaidDay) -> bool:
    """Say whether one date is a night and the other the hours in which it ends."""
    if (b.days.start - a.days.end).days != 1:
        return False
    return EVENING.search(a.timex.text) is not None and EARLY.search(b.lead + b.timex.text) is not None


def _apart(one: dt.date | None, other: dt.date | None) -> float:
    return min(abs((one - other).days), 60) / 60 if one and other else 0.5


def _misread(x: dt.date, y: dt.date) -> bool:
    """Say whether two days of a month share a figure: the 6th and the 16th, the 12th and the 21st."""
    one_month = (x.year, x.month) == (y.year, y.month) and abs((x - y).days) >= 2
    return one_month and bool(set(str(x.day)) & set(str(y.day)))


def _is_sure(told: SaidDay) -> bool:
    if WEEKDAY.search(told.timex.text) is None or re.search(r"\d", told.timex.text):
        return True
    return told.article.published_basis in {"metadata", "text"}
