"""Says how likely two mentions tell of the same event: features of a pair, weighed by a logistic model.

The features are numbers about -1 to 1 that a reader can check; their weights stand in `weights.json`.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dateline.merge.table import NOWHERE, STATUSES, Flags, Ids, MentionTable
from dateline.merge.wording import cosine

Floats = NDArray[np.float32]
CHUNK = 400_000
TEXT_FEATURES = (
    "wording", "content_wording", "twin_sentence", "twin_other_word", "synonym", "partners",
    "other_partners", "shared_number", "names_other", "same_measure",
)  # fmt: skip
LATELY = 21
"""Days: what an article tells without a date is seldom older."""
LONG_AGO = 400
ONCE_WITHIN = 400
"""Days between two dates that sources may confuse for what happened once."""
TWIN = 0.75
"""The cosine from which two sentences are one, copied with small changes."""
MOST_EXPLAINED = 12
NEVER = -50.0
"""The score of a pair that must not be merged whatever else speaks for it."""

REASONS = {
    "same_word": "same word",
    "same_kind": "same kind of event",
    "synonym": "words of like meaning",
    "shared_people": "same participants",
    "shared_agent": "same actor",
    "shared_patient": "same object",
    "same_place": "same place",
    "same_day": "same day",
    "overlapping_days": "dates that agree",
    "wording": "shared wording",
    "near_kind": "related kinds of event",
    "both_called_off": "both tell that it was called off",
    "shared_number": "same number",
    "same_measure": "measures of the same thing",
    "once": "told as the first of its kind",
    "names_other": "one names the other",
    "targets": "one is the object of the other",
}


@functools.cache
def weights(name: str) -> Mapping[str, float]:
    """Return the weights of the model `name` ("story") from weights.json."""
    text = resources.files("dateline.merge").joinpath("weights.json").read_text(encoding="utf-8")
    return json.loads(text)[name]["weights"]


class StoryScorer:
    """Scores pairs of one story's mentions, in log odds."""

    def __init__(self, table: MentionTable) -> None:
        self.table = table
        self.weights = weights("story")
        self.best_text = sum(max(self.weights[name], 0.0) for name in TEXT_FEATURES)

    def __call__(self, i: Ids, j: Ids) -> Floats:
        """Return the log odds that each pair is one event, `NEVER` where dates or grammar forbid it."""
        parts = [self._chunk(i[k : k + CHUNK], j[k : k + CHUNK]) for k in range(0, len(i), CHUNK)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _chunk(self, i: Ids, j: Ids) -> Floats:
        score = np.full(len(i), self.weights["bias"], np.float32)
        cheap = features(self.table, i, j)
        for name, values in cheap.items():
            score += self.weights[name] * values
        score[forbidden(self.table, i, j)] = NEVER
        hopeful = np.flatnonzero(score + self.best_text > 0)
        told = text_features(self.table, i[hopeful], j[hopeful], {name: v[hopeful] for name, v in cheap.items()})
        for name, values in told.items():
            score[hopeful] += self.weights[name] * values
        return score

    def reasons(self, clusters: Sequence[Sequence[int]]) -> list[list[str]]:
        """Return for each member, in words, what joined it to the member of its cluster that it is most like.

        The members after the first `MOST_EXPLAINED` of a cluster are compared with its first one only.
        """
        told = [[""] * len(rows) for rows in clusters]
        i, j, home = _inner_pairs(clusters)
        if not len(i):
            return told
        score = self(i, j)
        best: dict[int, int] = {}
        for k in np.argsort(-score, kind="stable").tolist():
            best.setdefault(int(i[k]), k)
            best.setdefault(int(j[k]), k)
        used = np.asarray(sorted(set(best.values())))
        texts = dict(zip(used.tolist(), explain(self.table, i[used], j[used]), strict=True))
        for number in map(int, set(home.tolist())):
            told[number] = [texts[best[row]] for row in clusters[number]]
        return told


def _inner_pairs(clusters: Sequence[Sequence[int]]) -> tuple[Ids, Ids, Ids]:
    """Return the pairs inside each cluster and the number of their cluster."""
    parts: list[NDArray[np.int64]] = []
    for number, members in enumerate(clusters):
        if len(members) < 2:
            continue
        rows = np.asarray(members, dtype=np.int64)
        a, b = np.triu_indices(min(len(rows), MOST_EXPLAINED), 1)
        left = np.concatenate([rows[a], np.full(max(len(rows) - MOST_EXPLAINED, 0), rows[0])])
        right = np.concatenate([rows[b], rows[MOST_EXPLAINED:]])
        parts.append(np.stack([left, right, np.full(len(left), number)]))
    joined = np.concatenate(parts, axis=1) if parts else np.zeros((3, 0), dtype=np.int64)
    return joined[0], joined[1], joined[2]


def features(table: MentionTable, i: Ids, j: Ids) -> dict[str, Floats]:
    """Return the features of each pair that need no text."""
    same_word = table.lemma[i] == table.lemma[j]
    classed = (table.kind[i] >= 0) & (table.kind[j] >= 0)
    same_kind = classed & (table.kind[i] == table.kind[j])
    near = classed & table.near[table.kind[i], table.kind[j]] & ~same_kind & ~same_word
    off = table.called_off[i] & table.called_off[j] & ~same_kind & ~same_word
    related = same_word | same_kind | near | off
    people, dates = _people_features(table, i, j), _date_features(table, i, j)
    values: dict[str, NDArray[Any]] = {
        "same_word": same_word,
        "same_kind": same_kind & ~same_word,
        "near_kind": near & ~off,
        "both_called_off": off,
        "other_kind": classed & ~related,
        "unrelated_word": ~related,
        "content": (same_word | same_kind) & table.content[i] & table.content[j],
        **people,
        "shared_agent": _shared(table.agents, i, j),
        "shared_patient": _shared(table.patients, i, j),
        "other_patient": _disjoint(table.patients, i, j),
        "same_place": (table.place[i] >= 0) & (table.place[i] == table.place[j]),
        "other_place": (table.place[i] >= 0) & (table.place[j] >= 0) & (table.place[i] != table.place[j]),
        "same_sentence": same_sentence(table, i, j),
        "same_article": table.article[i] == table.article[j],
        "targets": (table.target[i] == j) | (table.target[j] == i),
        **dates,
        "bare": np.logical_and(people["unknown_people"], dates["undated"]),
        **_status_features(table, i, j),
        **_setting_features(table, i, j, same_word | same_kind),
    }
    return {name: np.asarray(column, dtype=np.float32) for name, column in values.items()}


def _people_features(table: MentionTable, i: Ids, j: Ids) -> dict[str, Flags | Floats]:
    """Weigh whom both mentions name, and whom each names that the other lacks: two meetings of one busy minister."""
    shared = _shared_renown(table, i, j)
    whole_i, whole_j = _renown_of(table, i), _renown_of(table, j)
    both = (whole_i > 0) & (whole_j > 0)
    firm_i, firm_j = _renown_of(table, i, people=True), _renown_of(table, j, people=True)
    lone = np.maximum(np.minimum(firm_i, firm_j) - shared, 0)
    strangers = both & (shared == 0) & (_count(table.participants, i) > 1) & (_count(table.participants, j) > 1)
    return {
        "shared_people": np.where(both, shared / np.maximum(np.minimum(whole_i, whole_j), 1e-3), 0),
        "renown": np.minimum(shared, 1.5),
        "clashing_people": np.where(both & (shared > 0), lone / np.maximum(lone + shared, 1e-3), 0),
        "strangers": strangers,
        "no_shared_people": both & (shared == 0),
        "unknown_people": ~both,
    }


def _date_features(table: MentionTable, i: Ids, j: Ids) -> dict[str, Flags | Floats]:
    dated = table.dated[i] & table.dated[j]
    overlap = dated & (table.start[i] <= table.end[j]) & (table.start[j] <= table.end[i])
    single = (table.days[i] == 1) & (table.days[j] == 1)
    firm = table.firm[i] & table.firm[j]
    crowd = np.minimum(table.crowd[i], table.crowd[j])
    alone = 4.0 / np.maximum(crowd, 4) * (1 - crowd / max(int(table.dated.sum()), 1))
    equal = (table.start[i] == table.start[j]) & (table.end[i] == table.end[j])
    return {
        "lonely_date": np.where(overlap & firm, alone, 0),
        "same_period": overlap & ~single & firm & equal,
        "same_day": overlap & single & firm,
        "same_loose_day": overlap & single & ~firm,
        "overlapping_days": overlap & ~single,
        "apart_loosely": dated & ~overlap & ~firm,
        "undated": ~dated,
    }


def _status_features(table: MentionTable, i: Ids, j: Ids) -> dict[str, Flags]:
    called_off = {STATUSES.index("postponed"), STATUSES.index("cancelled")}
    off_i, off_j = (np.isin(table.status[k], list(called_off)) for k in (i, j))
    held_i, held_j = (table.status[k] == STATUSES.index("occurred") for k in (i, j))
    return {"held_and_called_off": (off_i & held_j) | (off_j & held_i)}


def _setting_features(table: MentionTable, i: Ids, j: Ids, same: Flags) -> dict[str, Flags | Floats]:
    """Weigh what the words around an undated mention say of its time, and what happens only once."""
    lone = table.dated[i] != table.dated[j]
    there = np.where(table.dated[i], i, j)
    here = np.where(table.dated[i], j, i)
    gap = np.where(lone & (table.published[here] > 0), table.published[here] - table.end[there], 0)
    apart = table.article[i] != table.article[j]
    return {
        "elsewhen": (lone & table.elsewhen[here] & table.firm[there])
        | ((table.elsewhen[i] != table.elsewhen[j]) & ~lone),
        "long_ago": np.where(apart & table.firm[there], np.clip(np.log2(np.maximum(gap, 1) / LATELY) / 4, 0, 1), 0)
        + 2.0 * (table.firm[there] & (gap > LONG_AGO)),
        "one_of_several": (table.several[i] != table.several[j]) & (table.dated[i] | table.dated[j]),
        "once": once(table, i, j) & same,
    }


def once(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs tell something that happens only once, so that two dates for it are a contradiction."""
    named = (table.participants[i] != NOWHERE).any(axis=1) & (table.participants[j] != NOWHERE).any(axis=1)
    near = (table.start[i] <= table.end[j] + ONCE_WITHIN) & (table.start[j] <= table.end[i] + ONCE_WITHIN)
    shared = _shared(table.participants, i, j)
    firsts = table.first[i] & table.first[j] & (shared | ~named)
    return (
        firsts
        & near
        & (table.article[i] != table.article[j])
        & ((table.kind[i] >= 0) & (table.kind[i] == table.kind[j]))
    )


def text_features(table: MentionTable, i: Ids, j: Ids, cheap: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return the features that compare words, which cost more than the others together."""
    wording = cosine(table.words, i, j)
    named = np.maximum(_product(table.objects, table.lemmas, i, j), _product(table.objects, table.lemmas, j, i))
    dated = (cheap["same_day"] + cheap["same_loose_day"] + cheap["overlapping_days"]) > 0
    partners = cosine(table.partners, i, j)
    filled = np.diff(table.partners.indptr) > 0
    apart = cheap["unrelated_word"] * (cheap["same_sentence"] == 0)
    return {
        "wording": wording,
        "content_wording": cheap["content"] * wording,
        "twin_sentence": np.asarray(wording > TWIN, dtype=np.float32) * cheap["same_word"],
        "twin_other_word": np.asarray(wording > TWIN, dtype=np.float32) * (1 - cheap["same_word"]),
        "synonym": cheap["unrelated_word"] * np.minimum(cosine(table.synonyms, i, j) * 2, 1),
        "partners": partners,
        "other_partners": filled[i] & filled[j] & (partners == 0),
        "shared_number": np.minimum(cosine(table.numbers, i, j), 1),
        "names_other": apart * dated * np.minimum(named, 1),
        "same_measure": (1 - apart) * np.minimum(_product(table.measures, table.measures, i, j), 1.44),
    }


def _product(left: sparse.csr_matrix, right: sparse.csr_matrix, i: Ids, j: Ids) -> Floats:
    return np.asarray(left[i].multiply(right[j]).sum(axis=1), dtype=np.float32).ravel()


def forbidden(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs have dates of their own that cannot both be true, or are two clauses with actors of their own."""
    firm = table.firm[i] & table.firm[j]
    clash = firm & ~((table.start[i] <= table.end[j]) & (table.start[j] <= table.end[i]))
    return (clash & ~once(table, i, j)) | _expected_too_late(table, i, j) | _own_clauses(table, i, j)


def _expected_too_late(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs are an undated expectation and a happening that was over when the expectation was published."""
    found = np.zeros(len(i), dtype=bool)
    for here, there in ((i, j), (j, i)):
        over = table.firm[there] & ~table.ahead[there] & (table.published[here] > table.end[there] + 1)
        found |= over & ~table.dated[here] & table.ahead[here]
    return found


def _own_clauses(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs stand in one sentence with two actors: "A travelled to Lund, while B travelled to Osk"."""
    found = same_sentence(table, i, j)
    rows = np.flatnonzero(found)
    acted = np.diff(table.doers.indptr) > 0
    left, right = i[rows], j[rows]
    apart = acted[left] & acted[right] & (cosine(table.doers, left, right) == 0) & ~_shared(table.agents, left, right)
    found[rows] = apart
    return found


def same_sentence(table: MentionTable, i: Ids, j: Ids) -> Flags:
    return (table.article[i] == table.article[j]) & (table.sentence[i] == table.sentence[j])


def explain(table: MentionTable, i: Ids, j: Ids) -> list[str]:
    """Return for each pair the features that speak for it, in words."""
    values = features(table, i, j)
    values |= text_features(table, i, j, values)
    values["wording"] = np.asarray(values["wording"] > 0.3, dtype=np.float32)
    columns = [(text, (values[name] > 0).tolist()) for name, text in REASONS.items() if name in values]
    return [", ".join(text for text, flags in columns if flags[k]) for k in range(len(i))]


def _count(matrix: Ids, rows: Ids) -> Ids:
    return (matrix[rows] != NOWHERE).sum(axis=1)


def _shared(matrix: Ids, i: Ids, j: Ids) -> Flags:
    """Say of each pair of rows whether they share a number."""
    left, right = matrix[i], matrix[j]
    found = np.zeros(len(i), dtype=bool)
    for column in range(left.shape[1]):
        known = left[:, column] != NOWHERE
        found |= known & (left[:, column, None] == right).any(axis=1)
    return found


def _shared_renown(table: MentionTable, i: Ids, j: Ids) -> Floats:
    left, right = table.participants[i], table.participants[j]
    total = np.zeros(len(i), dtype=np.float32)
    for column in range(left.shape[1]):
        known = left[:, column] != NOWHERE
        total += np.where(known & (left[:, column, None] == right).any(axis=1), table.renown[left[:, column]], 0)
    return total


def _renown_of(table: MentionTable, rows: Ids, *, people: bool = False) -> Floats:
    """Return the renown of each row's participants together; with `people`, of those that are no places."""
    named = table.participants[rows]
    weight = np.where(table.ground, 0, table.renown) if people else table.renown
    return np.where(named != NOWHERE, weight[named], 0).sum(axis=1).astype(np.float32)


def _disjoint(matrix: Ids, i: Ids, j: Ids) -> Flags:
    return (_count(matrix, i) > 0) & (_count(matrix, j) > 0) & ~_shared(matrix, i, j)
