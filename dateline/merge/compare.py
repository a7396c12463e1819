"""Says how likely two mentions tell of the same event: features of a pair, weighed by a logistic model.

The features are numbers about -1 to 1 that a reader can check; their weights stand in `weights.json`.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from dateline.merge.table import NOWHERE, STATUSES, Flags, Ids, MentionTable
from dateline.merge.wording import cosine

Floats = NDArray[np.float32]
CHUNK = 400_000
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
    "targets": "one names the other",
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
        hopeful = np.flatnonzero(score + self.weights["wording"] + max(self.weights["synonym"], 0) > 0)
        a, b = i[hopeful], j[hopeful]
        score[hopeful] += self.weights["wording"] * cosine(self.table.words, a, b)
        score[hopeful] += self.weights["synonym"] * synonymy(self.table, a, b, cheap["same_word"][hopeful])
        return score

    def reasons(self, members: Sequence[int]) -> list[str]:
        """Return for each member, in words, what joined it to the member that it is most like; "" if alone."""
        n = len(members)
        if n == 1:
            return [""]
        rows = np.asarray(members)
        i, j = np.triu_indices(min(n, 200), 1)
        best = np.full((min(n, 200),) * 2, NEVER, np.float32)
        best[i, j] = best[j, i] = self(rows[i], rows[j])
        nearest = best.argmax(axis=1)
        told = explain(self.table, rows[: len(nearest)], rows[nearest])
        return told + ["same wording"] * (n - len(told))


def features(table: MentionTable, i: Ids, j: Ids) -> dict[str, Floats]:
    """Return the features of each pair that need no text."""
    same_word = table.lemma[i] == table.lemma[j]
    classed = (table.kind[i] >= 0) & (table.kind[j] >= 0)
    same_kind = classed & (table.kind[i] == table.kind[j])
    people = _shared(table.participants, i, j)
    many_i, many_j = _count(table.participants, i), _count(table.participants, j)
    both = (many_i > 0) & (many_j > 0)
    values = {
        "same_word": same_word,
        "same_kind": same_kind & ~same_word,
        "other_kind": classed & ~same_kind & ~same_word,
        "unrelated_word": ~same_word & ~same_kind,
        "shared_people": np.where(both, people / np.maximum(np.minimum(many_i, many_j), 1), 0),
        "several_people": people >= 2,
        "no_shared_people": both & (people == 0),
        "unknown_people": ~both,
        "shared_agent": _shared(table.agents, i, j) > 0,
        "shared_patient": _shared(table.patients, i, j) > 0,
        "other_patient": _disjoint(table.patients, i, j),
        "same_place": (table.place[i] >= 0) & (table.place[i] == table.place[j]),
        "other_place": (table.place[i] >= 0) & (table.place[j] >= 0) & (table.place[i] != table.place[j]),
        "same_sentence": same_sentence(table, i, j),
        "same_article": table.article[i] == table.article[j],
        "targets": (table.target[i] == j) | (table.target[j] == i),
        **_date_features(table, i, j),
        **_status_features(table, i, j),
    }
    return {name: np.asarray(column, dtype=np.float32) for name, column in values.items()}


def _date_features(table: MentionTable, i: Ids, j: Ids) -> dict[str, Flags]:
    dated = table.dated[i] & table.dated[j]
    overlap = dated & (table.start[i] <= table.end[j]) & (table.start[j] <= table.end[i])
    single = (table.days[i] == 1) & (table.days[j] == 1)
    firm = table.firm[i] & table.firm[j]
    return {
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


def synonymy(table: MentionTable, i: Ids, j: Ids, same_word: Floats) -> Floats:
    return np.where(same_word > 0, 0, np.minimum(cosine(table.synonyms, i, j) * 2, 1)).astype(np.float32)


def forbidden(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs have dates of their own that cannot both be true."""
    firm = table.firm[i] & table.firm[j]
    return firm & ~((table.start[i] <= table.end[j]) & (table.start[j] <= table.end[i]))


def same_sentence(table: MentionTable, i: Ids, j: Ids) -> Flags:
    return (table.article[i] == table.article[j]) & (table.sentence[i] == table.sentence[j])


def explain(table: MentionTable, i: Ids, j: Ids) -> list[str]:
    """Return for each pair the features that speak for it, in words."""
    values = features(table, i, j)
    values["wording"] = np.asarray(cosine(table.words, i, j) > 0.3, dtype=np.float32)
    values["synonym"] = synonymy(table, i, j, values["same_word"])
    return [", ".join(text for name, text in REASONS.items() if values[name][k] > 0) for k in range(len(i))]


def _count(matrix: Ids, rows: Ids) -> Ids:
    return (matrix[rows] != NOWHERE).sum(axis=1)


def _shared(matrix: Ids, i: Ids, j: Ids) -> Ids:
    """Count the numbers that each pair of rows shares."""
    left, right = matrix[i], matrix[j]
    total = np.zeros(len(i), dtype=np.int64)
    for column in range(left.shape[1]):
        known = left[:, column] != NOWHERE
        total += known & (left[:, column, None] == right).any(axis=1)
    return total


def _disjoint(matrix: Ids, i: Ids, j: Ids) -> Flags:
    return (_count(matrix, i) > 0) & (_count(matrix, j) > 0) & (_shared(matrix, i, j) == 0)
