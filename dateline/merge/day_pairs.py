"""Pairs the dates that two voices state, and says of each pair how much speaks for it that both are of one happening."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dateline.merge import wording
from dateline.merge.elsewhen import ORDINAL, REPEATED, VAGUE, WEEKDAY
from dateline.merge.kinds import CONTENT, NEAR, TELLING
from dateline.merge.likeness import covered_pairs
from dateline.merge.one_deed import LATEST, MORE
from dateline.merge.said_days import NUMBER, SaidDay
from dateline.merge.told import bare_name
from dateline.merge.vectors import apart

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
ALIKE = 0.12
"""The share of each one's words that must stand around the other for two dates to be compared."""
FOLLOWS = re.compile(r"\b(?:after|before|since|following|until)\s+(?P<words>(?:[\w\u2019'-]+\s*){1,4})")
"""What names another happening from which a day is told."""
FAR = 800
"""Days between two dates beyond which they are of two happenings."""
HOLDERS = 40
"""Dates around which a word stands at most for it to bring two of them together."""
LIKEST = 6
"""Dates that one is compared with at most, those around which the words are most like its own."""
FEW = 100_000
"""Pairs beyond which one shared word does not bring two dates together."""
BOUND = re.compile(r"\b(?:until|till|by|before|after|within|from|through|since)\s+(?:the\s+)?$", re.IGNORECASE)
SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
AHEAD = re.compile(
    r"\b(?:will|would|due|planned|plans?|scheduled|expected|set (?:for|to)|to be|should|may|could|hopes?|wants?|going to)\b"
)
PERIOD = re.compile(r"\b(?:per cent|percent|%|average|record|total|sold|sales|rose|fell|grew|profit|revenue|earned)\b")
DUE = re.compile(r"\b(?:due|scheduled|planned (?:for|to)|(?:was|were|is|are) to|set (?:for|to)|supposed to)\b")
DENIED = re.compile(r"\b(?:den(?:y|ies|ied)|dismiss(?:ed|es)|rumou?rs?)\b")
OTHER = re.compile(r"\b(?:another|second|third|fourth|other|further|still|too|as well|likewise)\b", re.IGNORECASE)
LONG = 7
"""Days from which what is counted on one date may be counted anew on the next."""
COUNTED = re.compile(rf"(?:{NUMBER.pattern})" + r"\s+(?:[a-z-]+\s+)?(?P<noun>[a-z]{3,})")
OF_TELLING = frozenset(
    """agent_word content least many_names mean meant most names near_kind noun noun_alone one_kind one_verb ordinal
    other_agent other_kind other_patient patient_word rare_context rare_words repeated same_agent same_figures
    same_patient short telling wide which one_which taken_one_verb taken_other_kind figures""".split()
)
"""The features of what is told; the others are of the days and of what else the articles know."""
ROLES = ("agent", "patient")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of dates that exclude each other, told by two voices, with a column a feature."""

    left: Ids
    right: Ids
    columns: Mapping[str, Floats]


def pairs(told: Sequence[SaidDay], *, agreeing: bool = False) -> Pairs:
    """Return the pairs of dates that may be of one happening, those that exclude each other or else those that agree."""
    i, j = _candidates(told)
    weight = _rarity(told)
    local, context = [t.local for t in told], [t.context for t in told]
    # one run over both directions reads the words once
    share = covered_pairs(local, context, weight, np.concatenate([i, j]), np.concatenate([j, i]))
    there, back = share[: len(i)], share[len(i) :]
    mean = (there + back) / 2
    low, high = (
        np.asarray([getattr(t.days, side).toordinal() for t in told], dtype=np.int64) for side in ("start", "end")
    )
    agree = (low[i] <= high[j]) & (low[j] <= high[i])
    gap = np.maximum(low[i], low[j]) - np.minimum(high[i], high[j])
    event = np.asarray([t.event for t in told], dtype=np.int64)
    one = (event[i] == event[j]) & (event[i] >= 0)
    known = _known(told, i, j, mean, agree)
    able = (agree if agreeing else ~agree & (gap <= FAR)) & ((mean >= ALIKE) | one)
    able[able] = [agreeing or not _barred(told[a], told[b]) for a, b in couples(i[able], j[able])]
    able &= _likest(i, j, np.where(able, mean, -1.0), len(told))
    left, right, mean = i[able], j[able], mean[able]
    vectors = apart(local)
    meant = np.einsum("ij,ij->i", vectors[left], vectors[right]).astype(np.float64)
    rows = [
        _features(told[a], told[b], weight) | {
            "knows": max(known.get((told[a].article.voice, b), 0.0), known.get((told[b].article.voice, a), 0.0))
        }
        for a, b in couples(left, right)
    ]  # fmt: skip
    names = sorted(rows[0]) if rows else []
    columns = {name: np.asarray([row[name] for row in rows], dtype=np.float64) for name in names}
    if rows:
        best = _best(left, right, mean, len(told))
        columns |= {
            "mean": mean, "meant": meant, "least": np.minimum(there, back)[able], "most": np.maximum(there, back)[able],
            "one_event": one[able].astype(np.float64), "beaten": np.maximum(best[left], best[right]) - mean,
            "knows_as_well": (columns["knows"] > 0.9 * mean).astype(np.float64),
        }  # fmt: skip
    return Pairs(left, right, columns)


def couples(left: Ids, right: Ids) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places as plain numbers."""
    return zip(map(int, left), map(int, right), strict=True)


def _likest(i: Ids, j: Ids, mean: Floats, size: int) -> NDArray[np.bool_]:
    """Say which pairs are among the likest of either side: of a great many, the others cost and tell nothing."""
    kept = np.zeros(len(i), dtype=bool)
    for side in (i, j):
        order = np.lexsort((-mean, side))
        first = np.searchsorted(side[order], np.arange(size))
        kept[order] |= np.arange(len(i)) - first[side[order]] < LIKEST
    return kept & (mean >= 0)


def _candidates(told: Sequence[SaidDay]) -> tuple[Ids, Ids]:
    """Return the pairs of two voices that share a rare word or an event."""
    held: dict[str, list[int]] = defaultdict(list)
    for k, each in enumerate(told):
        for word in {wording.stem(w) for w in each.context}:
            held[word].append(k)
        if each.event >= 0:
            held[f"event {each.event}"].append(k)
    found = Counter(
        (a, b) if a < b else (b, a)
        for same in held.values()
        if len(same) <= HOLDERS
        for a, b in combinations(same, 2)
        if told[a].article.voice != told[b].article.voice
    )
    least = 1 if len(found) <= FEW else 2
    both = np.asarray(sorted(pair for pair, n in found.items() if n >= least), dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _rarity(told: Sequence[SaidDay]) -> dict[str, float]:
    seen = Counter(word for each in told for word in set(each.context))
    return {word: float(np.log((2 + len(told)) / (1 + n))) for word, n in seen.items()}


def _known(
    told: Sequence[SaidDay], i: Ids, j: Ids, mean: Floats, agree: NDArray[np.bool_]
) -> dict[tuple[str, int], float]:
    """Return how well a voice tells what another's date is of, with a date that agrees."""
    found: dict[tuple[str, int], float] = {}
    for (a, b), m in zip(couples(i[agree], j[agree]), map(float, mean[agree]), strict=True):
        for key in ((told[a].article.voice, b), (told[b].article.voice, a)):
            found[key] = max(found.get(key, 0.0), m)
    return found


def _best(i: Ids, j: Ids, mean: Floats, size: int) -> Floats:
    best = np.zeros(size)
    np.maximum.at(best, i, mean)
    np.maximum.at(best, j, mean)
    return best


def _barred(a: SaidDay, b: SaidDay) -> bool:
    """Say whether the words around two dates show that they are of two happenings, or of one that was put off."""
    if _ahead(a) != _ahead(b) or any(OTHER.search(t.clause) or DENIED.search(t.clause) for t in (a, b)):
        return True
    if _counts_from(a, b) or _counts_from(b, a):
        return True
    last = max(a.days.start, b.days.start)
    if any(t.article.published is not None and t.article.published < last for t in (a, b)) and not _ahead(a):
        return True
    long = min(a.days.days, b.days.days) > LONG
    return (
        bool(a.figures and b.figures)
        and (long or _counted(a) & _counted(b) != set())
        and a.figures.isdisjoint(b.figures)
    )


def _counts_from(a: SaidDay, b: SaidDay) -> bool:
    """Say whether one tells its day from what the other tells: "charged on 14 February, two days after his arrest"."""
    if a.mention is None or b.mention is None or not (a.governed and b.governed) or a.verb == b.verb:
        return False
    told = {wording.stem(word) for word in b.mention.predicate.split()}
    return any(not told.isdisjoint(wording.words(found["words"])) for found in FOLLOWS.finditer(a.clause))


def _ahead(told: SaidDay) -> bool:
    if told.governed and told.mention is not None and told.mention.status in {"planned", "possible"}:
        return True
    return (DUE if told.governed else AHEAD).search(told.clause) is not None


def _counted(told: SaidDay) -> set[str]:
    """Return what the figures of a clause count."""
    return {wording.stem(found["noun"]) for found in COUNTED.finditer(told.clause.lower())}


def _features(a: SaidDay, b: SaidDay, weight: Mapping[str, float]) -> dict[str, float]:
    return {k: float(v) for k, v in (_of_words(a, b, weight) | _of_deeds(a, b) | _of_time(a, b)).items()}


def _of_words(a: SaidDay, b: SaidDay, weight: Mapping[str, float]) -> dict[str, float]:
    shared = {wording.stem(w): weight.get(w, 1.0) for w in a.local}
    mine = sum(shared.get(s, 0.0) for s in dict.fromkeys(wording.stem(w) for w in b.local))
    stems_a, stems_b = {wording.stem(w) for w in a.context}, {wording.stem(w) for w in b.context}
    rare = {wording.stem(w): weight.get(w, 1.0) for w in (*a.context, *b.context)}
    more = bool(MORE.search(a.clause)) or bool(MORE.search(b.clause))
    last, other_last = bool(LATEST.search(a.clause)), bool(LATEST.search(b.clause))
    return {
        "rare_words": min(mine, 15.0) / 5,
        "rare_context": 2 * _sum(stems_a & stems_b, rare) / max(_sum(stems_a, rare) + _sum(stems_b, rare), 1e-9),
        "wide": len(stems_a & stems_b) / max(len(stems_a | stems_b), 1),
        "names": len(a.names & b.names) / max(min(len(a.names), len(b.names)), 1),
        "many_names": min(len(a.names & b.names), 3),
        "noun": (a.noun != "" and a.noun in stems_b) + (b.noun != "" and b.noun in stems_a),
        "noun_alone": bool(a.noun and a.noun not in stems_b) + bool(b.noun and b.noun not in stems_a),
        "figures": bool(a.figures and b.figures and a.figures.isdisjoint(b.figures)),
        "same_figures": bool(a.figures & b.figures),
        "measured": bool(PERIOD.search(a.clause)) or bool(PERIOD.search(b.clause)),
        "more": more,
        "which": last and other_last,
        "one_which": last != other_last,
        "short": min(len(a.local), len(b.local)) < 3,
    }


def _of_deeds(a: SaidDay, b: SaidDay) -> dict[str, float]:
    kinds = {a.kind, b.kind} - {""}
    found: dict[str, float] = {
        "one_verb": a.verb == b.verb != "",
        "one_kind": a.kind == b.kind != "",
        "near_kind": frozenset(kinds) in NEAR,
        "other_kind": len(kinds) == 2 and frozenset(kinds) not in NEAR,
        "taken": a.governed + b.governed,
        "taken_one_verb": a.governed and b.governed and a.verb == b.verb,
        "taken_other_kind": a.governed and b.governed and len(kinds) == 2 and frozenset(kinds) not in NEAR,
        "repeated": bool(kinds & REPEATED),
        "content": bool(kinds & CONTENT),
        "telling": bool(kinds & TELLING),
        "ordinal": _ordinal(a) == _ordinal(b) != "",
        "one_ahead": (AHEAD.search(a.clause) is None) != (AHEAD.search(b.clause) is None),
        "ahead": any(t.mention is not None and t.mention.status != "occurred" for t in (a, b)),
    }
    for role in ROLES:
        mine, yours = _who(a.mention, role), _who(b.mention, role)
        found[f"same_{role}"] = bool(mine & yours)
        found[f"other_{role}"] = bool(mine and yours and mine.isdisjoint(yours))
        found[f"{role}_word"] = not _heads(a.mention, role).isdisjoint(_heads(b.mention, role))
    return found


def _sum(stems: set[str], weight: Mapping[str, float]) -> float:
    return sum(weight[stem] for stem in sorted(stems))


def _ordinal(told: SaidDay) -> str:
    m = told.mention
    found = ORDINAL.search(told.article.text[max(m.start, m.head_start - 30) : m.head_start]) if m else None
    return found["which"].lower() if found else ""


def _who(mention: object, role: str) -> set[str]:
    arguments = getattr(mention, "arguments", ())
    return {bare_name(w) for g in arguments if g.role == role and g.entity for w in g.entity.split()}


def _heads(mention: object, role: str) -> set[str]:
    bags = (wording.words(g.text) for g in getattr(mention, "arguments", ()) if g.role == role)
    return {bag[-1] for bag in bags if bag}


def _of_time(a: SaidDay, b: SaidDay) -> dict[str, float]:
    gap = max((b.days.start - a.days.end).days, (a.days.start - b.days.end).days)
    longest, shortest = max(a.days.days, b.days.days), min(a.days.days, b.days.days)
    last = max(a.days.start, b.days.start)
    x, y = a.days.start, b.days.start
    day = longest == 1
    ages = [(t.article.published - t.days.end).days for t in (a, b) if t.article.published is not None]
    bounds = [BOUND.search(t.lead) is not None for t in (a, b)]
    return {
        "gap": np.log1p(max(gap, 0)),
        "next_day": gap == 1 and longest <= 2,
        "days": longest <= 3,
        "months": shortest >= 27 and longest <= 31,
        "years": shortest > 300,
        "uneven": np.log(longest / shortest),
        "within_month": gap <= 31,
        "misread": day and _misread(x, y),
        "one_day_of_month": day and x.day == y.day,
        "weeks": day and gap % 7 == 0,
        "bound": any(bounds),
        "bounds": all(bounds),
        "vague": any(VAGUE.search(t.timex.text) for t in (a, b)),
        "unknown_yet": any(t.article.published is not None and t.article.published < last for t in (a, b)),
        "fresh": sum(age <= 3 for age in ages),
        "one_fresh": sum(age <= 3 for age in ages) == 1,
        "old": min(ages, default=0) > 30,
        "written_apart": _apart(a.article.published, b.article.published),
        "written": sum(bool(re.search(r"\d", t.timex.text)) for t in (a, b)),
        "unsure": any(not _is_sure(t) for t in (a, b)),
        "hour": any(t.timex.type == "TIME" for t in (a, b)),
        "carried": sum(t.timex.anchor_basis not in {"publication", "none", ""} for t in (a, b)),
    }


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
