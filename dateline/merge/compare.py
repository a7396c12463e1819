"""Says how likely two mentions tell of the same event: the features of a pair, weighed as `weights.json` says."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from dateline.merge.barred import forbidden
from dateline.merge.columns import Floats, Ids
from dateline.merge.pairs import OF_USE, TEXT_FEATURES, features, text_features
from dateline.merge.table import MentionTable

CHUNK = 60_000
"""Pairs: few enough for their columns to stay in the processor's cache, enough for numpy to have something to do."""
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
    "like_meaning": "words of like meaning",
    "headline": "headline and text of one article",
    "passed_on": "one passes the other on",
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

    def knowing(self, pairs: tuple[Ids, Ids], scores: Floats) -> Callable[[Ids, Ids], Floats]:
        """Return what scores as this does, and looks up what is scored already: the `pairs`, rows `i < j`, and what it scored."""
        if not len(scores):
            return self
        codes = pairs[0] * len(self.table) + pairs[1]
        order = np.argsort(codes, kind="stable")
        codes, known = codes[order], scores[order]

        def score(i: Ids, j: Ids) -> Floats:
            nonlocal codes, known
            i, j = np.minimum(i, j), np.maximum(i, j)  # no feature asks which of the two comes first
            wanted = i * len(self.table) + j
            place = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
            found, new = known[place], np.flatnonzero(codes[place] != wanted)
            found[new] = self(i[new], j[new])
            fresh = new[np.argsort(wanted[new], kind="stable")]
            at = np.searchsorted(codes, wanted[fresh])
            codes, known = np.insert(codes, at, wanted[fresh]), np.insert(known, at, found[fresh])
            return found

        return score

    def _chunk(self, i: Ids, j: Ids) -> Floats:
        score = np.full(len(i), NEVER, np.float32)
        able = np.flatnonzero(~forbidden(self.table, i, j))
        score[able] = self._weighed(i[able], j[able])
        return score

    def _weighed(self, i: Ids, j: Ids) -> Floats:
        """Return the log odds of pairs that nothing forbids; words are compared only where they could speak for one event."""
        score = np.full(len(i), self.weights["bias"], np.float32)
        cheap = features(self.table, i, j)
        for name, values in cheap.items():
            score += self.weights[name] * values
        hopeful = np.flatnonzero(score + self.best_text > 0)
        found = score[hopeful]
        told = text_features(self.table, i[hopeful], j[hopeful], {name: cheap[name][hopeful] for name in OF_USE})
        for name, values in told.items():
            found += self.weights[name] * values
        score[hopeful] = found
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


def explain(table: MentionTable, i: Ids, j: Ids) -> list[str]:
    """Return for each pair the features that speak for it, in words."""
    values = features(table, i, j)
    values |= text_features(table, i, j, values)
    values["wording"] = np.asarray(values["wording"] > 0.3, dtype=np.float32)
    columns = [(text, (values[name] > 0).tolist()) for name, text in REASONS.items() if name in values]
    return [", ".join(text for text, flags in columns if flags[k]) for k in range(len(i))]
