"""Says how likely two figures measure one thing: the features of a pair of claims, weighed as `weights.json` says.

What is cheap is compared for all pairs at once; what has to read the sentences (`unlike.py`, `unlike_in_time.py`) only
where the rest leaves hope.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.merge.compare import weights
from dateline.merge.counted import count_alike
from dateline.merge.deeds import MEANT, telling_deeds
from dateline.merge.field import Field, Flags, Floats, Ids, numbered
from dateline.merge.likeness import covered
from dateline.merge.nouns import singular
from dateline.merge.told import Told
from dateline.merge.unlike import FEW, IN_WORDS, apart_in_words, share_of_words, stated_too
from dateline.merge.unlike_in_time import IN_TIME, apart_in_time, grew_older, growing_toll, in_time
from dateline.merge.vectors import apart as meanings
from dateline.merge.wording import incidence, product

COPIED = 0.6
"""The share of words that two sentences of one voice have in common where one is the other with a figure changed."""
ALONE = 2
"""Figures beside which a noun stands that the story has but for them."""
OF_DEED = 0.6
"""What it is worth to be alone among the figures of one deed, beside being alone among all of the kind."""
REPEATED = frozenset({"talks", "votes", "poll"})
"""Deeds that a story has many of, each with a figure of its own."""
MANY = 6
"""Other figures in an article beyond which it is all one how many they are."""
NAMED = 0.6
"""How alike two nouns are that surely count one kind of thing."""
DIGITS = 2
"""Digits that a figure has at least, the noughts at its end left out, to be told exactly."""
KINDS = "count money time percent clock length score speed weight area points age".split()
GROUNDS = ("apart_in_words", "apart_in_time", "stated_too", "growing_toll", *IN_WORDS, *IN_TIME)
"""The features that read the sentences, by their names in `weights.json`."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Claims two by two: their places in `told`, all of one kind, and a column of values a feature."""

    told: Sequence[Told]
    i: Ids
    j: Ids
    columns: Mapping[str, Floats]

    def score(self, stated: Mapping[str, Sequence[Told]], least: float) -> Floats:
        """Return the log odds that each pair measures one thing, minus infinity where they are less than `least`."""
        weight = weights("figures")
        known = np.full(len(self.i), weight["bias"])
        for name, values in self.columns.items():
            known += weight[name] * values
        found = np.full(len(self.i), -np.inf)
        hope = sum(max(weight[name], 0.0) for name in GROUNDS)
        for k in np.flatnonzero(known + hope >= least).tolist():
            a, b = self.told[int(self.i[k])], self.told[int(self.j[k])]
            if not never(a, b):
                against = grounds(a, b, self.told, stated)
                found[k] = known[k] + sum(weight[name] for name, speaks in against.items() if speaks)
        return np.where(found >= least, found, -np.inf)


def paired(told: Sequence[Told], field: Field, weight: Mapping[str, float]) -> Pairs:
    """Compare every two claims of one kind whose figures contradict; `weight` says how telling a word is."""
    i, j = field.rivals()
    return Pairs(told, i, j, _columns(told, field, weight, i, j))


def never(a: Told, b: Told) -> bool:
    """Say whether two figures cannot contradict whatever speaks for it: of one article, or two people's ages, or one that birthdays explain."""
    if a.article.id == b.article.id or (a.voice == b.voice and share_of_words(a.wide, b.wide) < COPIED):
        return True
    return a.claim.kind == "age" and (not count_alike(a.claim, b.claim) or grew_older(a, b))


def grounds(a: Told, b: Told, same: Sequence[Told], stated: Mapping[str, Sequence[Told]]) -> dict[str, bool]:
    """Return what the sentences say against two figures' being of one thing; `stated` holds what each article states."""
    return {
        "apart_in_words": apart_in_words(a, b),
        "apart_in_time": apart_in_time(a, b, same),
        "stated_too": stated_too(a, b, stated),
        "growing_toll": growing_toll(a, b, same),
        **{name: speaks(a, b) for name, speaks in IN_WORDS.items()},
        **in_time(a, b),
    }


def _columns(told: Sequence[Told], field: Field, weight: Mapping[str, float], i: Ids, j: Ids) -> dict[str, Floats]:
    share = covered([t.local for t in told], [t.context for t in told], weight)
    small, large = field.sizes(i, j)
    event = np.asarray([t.event for t in told])
    one_event = (event[i] == event[j]) & (event[i] >= 0)
    others = field.others(i, j)
    of_deed = field.others(i, j, [telling_deeds(each) - REPEATED for each in told])
    exact = np.asarray([_told_exactly(t.claim.value) for t in told])
    named_noun = np.asarray([bool(t.claim.noun) for t in told], dtype=bool)
    subject, named = numbered([t.subject for t in told]), np.asarray([bool(t.subject) for t in told])
    around = meanings([t.context for t in told])
    most = _beside(told, field, i, j)
    kinds = {f"is_{kind}": np.full(len(i), bool(told) and told[0].claim.kind == kind) for kind in KINDS}
    found = {
        "most_taken_up": np.maximum(share, share.T)[i, j],
        "shared_words": _shared_words(told, i, j),
        "shared_clause": _shared_clause(told, weight, i, j),
        "many_pairs": np.full(len(i), np.log(max(len(i), 1))),
        "like_meaning": (around[i] * around[j]).sum(axis=1) if len(i) else np.zeros(0),
        "one_subject": (subject[i] == subject[j]) & named[i],
        "one_event": one_event,
        "one_day": _same_days(told, i, j),
        "one_deed": _same_deed(told, i, j),
        "one_noun": field.heads(i, j),
        "named_alike": (field.heads(i, j) >= NAMED) & named_noun[i] & named_noun[j],
        "rare_noun": _of_a_rare_noun(told, i, j),
        "of_one_whole": field.of_one[i, j],
        "ratio": np.log(np.maximum(large, 1e-9) / np.maximum(small, 1e-9)),
        "small": small < FEW,
        "exact": exact[i] & exact[j],
        "same_digits": field.swapped[i, j],
        "others": np.minimum(others, 4),
        "others_of_deed": np.minimum(of_deed, 4),
        "alone": np.maximum(_alone(others), OF_DEED * _alone(of_deed)),
        "most_beside": np.minimum(most, MANY),
        **kinds,
    }
    return {name: np.asarray(values, dtype=np.float64) for name, values in found.items()}


def _alone(others: Ids) -> Floats:
    """Return what it says that the story has no third figure that could be meant."""
    return np.where(others > 1, 0.0, np.where(others > 0, 0.3, 0.8))


def _told_exactly(value: str) -> bool:
    return len(re.sub(r"\D", "", value).rstrip("0")) >= DIGITS


def _beside(told: Sequence[Told], field: Field, i: Ids, j: Ids) -> Ids:
    """Return how many figures of either article contradict the other's, the more of the two."""
    article = numbered([t.article.id for t in told])
    if not len(i):
        return i
    order = np.argsort(article, kind="stable")
    first = np.searchsorted(article[order], np.arange(int(article.max()) + 1))
    rivals = np.add.reduceat(field.contradicting[:, order], first, axis=1, dtype=np.int64)
    mine, yours = rivals[i, article[j]], rivals[j, article[i]]
    return np.maximum(mine, yours)


def _of_a_rare_noun(told: Sequence[Told], i: Ids, j: Ids) -> Flags:
    """Say whether both count what the story never mentions beside another figure: "lost three toes", "four of his toes"."""
    if not told or told[0].claim.kind != "count":
        return np.zeros(len(i), dtype=bool)
    seen = Counter(noun for t in told for noun in {singular(word) for word in t.context})
    rare = np.asarray([seen[t.claim.noun] == ALONE and t.claim.kind == "count" for t in told], dtype=bool)
    noun = numbered([t.claim.noun for t in told])
    return rare[i] & rare[j] & (noun[i] == noun[j])


def _same_deed(told: Sequence[Told], i: Ids, j: Ids) -> Flags:
    """Say whether both clauses tell of one deed that says which of several things is counted."""
    meant = MEANT.get(told[0].claim.kind, frozenset()) if told else frozenset[str]()
    deeds = incidence([meant.intersection(t.claim.deeds) for t in told])
    return product(deeds, deeds, i, j) > 0


def _shared_words(told: Sequence[Told], i: Ids, j: Ids) -> Floats:
    """Return the share of the words of either sentence that both have."""
    words = incidence([t.wide for t in told]).astype(np.float64)
    both, many = product(words, words, i, j), words.getnnz(axis=1)
    return both / np.maximum(many[i] + many[j] - both, 1)


def _shared_clause(told: Sequence[Told], weight: Mapping[str, float], i: Ids, j: Ids) -> Floats:
    """Return how telling the words are, as the logarithm of their sum, that the clauses of both have."""
    place = {word: k for k, word in enumerate(sorted({word for t in told for word in t.local}))}
    words = incidence([t.local for t in told], place).astype(np.float64)
    worth = words.multiply([weight.get(word, 0.0) for word in place] or [0.0]).tocsr()
    return np.log1p(product(worth, words, i, j))


def _same_days(told: Sequence[Told], i: Ids, j: Ids) -> Flags:
    first = np.asarray([t.days.start.toordinal() if t.days else 0 for t in told])
    last = np.asarray([t.days.end.toordinal() if t.days else 0 for t in told])
    return (first[i] > 0) & (first[j] > 0) & (first[i] <= last[j]) & (first[j] <= last[i])
