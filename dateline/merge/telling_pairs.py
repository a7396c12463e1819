"""Pairs what two voices say of a date or of a place, and says how far both tell of one happening."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dateline.merge import wording
from dateline.merge.faces import face, of_deeds, of_words
from dateline.merge.field import numbered
from dateline.merge.likeness import covered_pairs
from dateline.merge.tellings import Telling, Told

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]
HOLDERS = 40
"""Tellings in which a word stands at most for it to bring two of them together."""
LIKEST = 6
"""Tellings that one is compared with at most, those whose words are most like its own."""
FEW = 100_000
"""Pairs beyond which one shared word does not bring two tellings together."""
ALIKE = 0.12
"""The share of each one's words that must stand around the other for two tellings to be compared."""
OF_TELLING = frozenset(
    """least many_names mean meant names rare_names noun noun_alone one_kind one_verb ordinal other_agent patient_word rare_context
    rare_words same_agent same_patient telling wide which word_there one_which figures""".split()
)
"""The features of what is told; the others are of the days, of the places and of what else the articles know."""


@dataclass(frozen=True, slots=True)
class Alike:
    """The pairs of tellings of two voices, with the share of each one's words that stand around the other."""

    left: Ids
    right: Ids
    there: Floats
    back: Floats
    one: Flags
    """Whether both stand with one event."""

    kind: Flags
    """Whether both date, or place, deeds of one kind."""
    weight: Mapping[str, float]
    """How telling each word of all tellings is."""

    @property
    def mean(self) -> Floats:
        return (self.there + self.back) / 2

    @property
    def near(self) -> Flags:
        """Whether the two are alike enough to be compared: deeds of one kind need less."""
        return (self.mean >= np.where(self.kind, ALIKE / 2, ALIKE)) | self.one


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of tellings of two voices, with a column a feature."""

    left: Ids
    right: Ids
    columns: Mapping[str, Floats]


def asked(told: Sequence[Telling], i: Ids, j: Ids, able: Flags, agree: Flags) -> Flags:
    """Say of which pairs the words must be compared: of those that are `able`, and of what agrees with one side of such a pair.

    What a voice tells that agrees with another's telling counts where the voice has a telling that may contradict it.
    """
    voice, size = numbered([t.article.voice for t in told]), len(told)
    there, back = voice[i] * size + j, voice[j] * size + i
    rivals = np.concatenate([there[able], back[able]])
    return able | (agree & (np.isin(there, rivals) | np.isin(back, rivals)))


def alike(told: Sequence[Telling], i: Ids, j: Ids) -> Alike:
    """Return how far the tellings of each pair, of two voices, say the same around a date or a place."""
    local, context, weight = [t.local for t in told], [t.context for t in told], _rarity(told)
    # one run over both directions reads the words once
    share = covered_pairs(local, context, weight, np.concatenate([i, j]), np.concatenate([j, i]))
    event = np.asarray([t.event for t in told], dtype=np.int64)
    kind, has_kind = (
        numbered([t.governed_kind for t in told]),
        np.asarray([t.governed_kind != "" for t in told], dtype=bool),
    )
    one, of_kind = (event[i] == event[j]) & (event[i] >= 0), (kind[i] == kind[j]) & has_kind[i]
    return Alike(i, j, share[: len(i)], share[len(i) :], one, of_kind, weight)


def compared(
    told: Sequence[Told], found: Alike, able: Flags, agree: Flags, special: Callable[[Told, Told], dict[str, float]]
) -> Pairs:
    """Return those of the pairs that `able` allows, with the features of words and deeds and those that `special` gives.

    `agree` says which pairs tell the same day or place: a voice that tells what another's date is of knows that as well.
    """
    known = _known(told, found, agree)
    able = able & _likest(found, able, len(told))
    left, right, mean = found.left[able], found.right[able], found.mean[able]
    faces = {int(k): face(told[int(k)], found.weight) for k in np.union1d(left, right)}
    rows: list[dict[str, float]] = [
        of_words(faces[a], faces[b]) | of_deeds(faces[a], faces[b]) | special(told[a], told[b]) | {
            "knows": max(known.get((told[a].article.voice, b), 0.0), known.get((told[b].article.voice, a), 0.0))
        }
        for a, b in couples(left, right)
    ]  # fmt: skip
    if not rows:
        return Pairs(left, right, {})
    columns = {name: np.asarray([float(row[name]) for row in rows]) for name in sorted(rows[0])}
    best, there, back = _best(left, right, mean, len(told)), found.there[able], found.back[able]
    columns |= {
        "mean": mean,
        "least": np.minimum(there, back),
        "one_event": found.one[able].astype(np.float64), "beaten": np.maximum(best[left], best[right]) - mean,
        "many_pairs": np.full(len(left), np.log(len(left))),
        "knows_as_well": (columns["knows"] > 0.9 * mean).astype(np.float64),
    }  # fmt: skip
    return Pairs(left, right, columns)


def couples(left: Ids, right: Ids) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places as plain numbers."""
    return zip(map(int, left), map(int, right), strict=True)


def _likest(found: Alike, able: Flags, size: int) -> Flags:
    """Say which pairs are among the likest of either side: of a great many, the others cost and tell nothing."""
    kept, mean = np.zeros(len(able), dtype=bool), np.where(able, found.mean, -1.0)
    for side in (found.left, found.right):
        order = np.lexsort((-mean, side))
        first = np.searchsorted(side[order], np.arange(size))
        kept[order] |= np.arange(len(able)) - first[side[order]] < LIKEST
    return kept


def candidates(told: Sequence[Telling], *, by_deed: bool = False) -> tuple[Ids, Ids]:
    """Return the pairs of two voices that share a rare word, an event or the kind of the deed that takes the date or place.

    With `by_deed`, those that share the verb or the kind of any deed beside it as well.
    """
    held: dict[str, list[int]] = defaultdict(list)
    for k, each in enumerate(told):
        for word in {wording.stem(w) for w in each.context}:
            held[word].append(k)
        if each.event >= 0:
            held[f"event {each.event}"].append(k)
        for deed in sorted(({each.verb, each.kind} if by_deed else {each.governed_kind}) - {""}):
            held[f"deed {deed}"].append(k)
    size, few = max(len(told), 1), (same for same in held.values() if len(same) <= HOLDERS)
    shared = np.fromiter((a * size + b for same in few for a, b in combinations(same, 2)), dtype=np.int64)
    both, many = np.unique(shared, return_counts=True)
    i, j = np.divmod(both, size)
    voice = numbered([each.article.voice for each in told])
    two = voice[i] != voice[j]
    kept = two & (many >= (1 if np.count_nonzero(two) <= FEW else 2))
    return i[kept], j[kept]


def _rarity(told: Sequence[Telling]) -> dict[str, float]:
    seen = Counter(word for each in told for word in set(each.context))
    return {word: float(np.log((2 + len(told)) / (1 + n))) for word, n in seen.items()}


def _known(told: Sequence[Telling], found: Alike, agree: Flags) -> dict[tuple[str, int], float]:
    """Return how well a voice tells what another's telling is of, with a date or place that agrees."""
    best: dict[tuple[str, int], float] = {}
    pairs = couples(found.left[agree], found.right[agree])
    for (a, b), mean in zip(pairs, map(float, found.mean[agree]), strict=True):
        for key in ((told[a].article.voice, b), (told[b].article.voice, a)):
            best[key] = max(best.get(key, 0.0), mean)
    return best


def _best(i: Ids, j: Ids, mean: Floats, size: int) -> Floats:
    best = np.zeros(size)
    np.maximum.at(best, i, mean)
    np.maximum.at(best, j, mean)
    return best
