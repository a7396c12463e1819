"""Holds a story's mentions as columns, so that millions of pairs are compared without a loop over objects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from dateline.merge.columns import NOWHERE, Flags, Floats, Ids
from dateline.model import Status

STATUSES: tuple[Status, ...] = ("occurred", "planned", "postponed", "cancelled", "denied", "possible")
"""The statuses in the order of their numbers."""
OFF = frozenset({"postponed", "cancelled"})
"""The statuses of what does not take place on the day it was planned for."""


@dataclass(frozen=True)  # without slots, which leave what follows from the columns nowhere to be kept
class MentionTable:
    """One row per mention. Names are numbered; -1 stands for none. Days are proleptic ordinals, 0 for undated."""

    article: Ids
    voice: Ids
    sentence: Ids
    lemma: Ids
    kind: Ids
    place: Ids
    status: Ids
    start: Ids
    end: Ids
    firm: Flags
    participants: Ids
    agents: Ids
    patients: Ids
    target: Ids
    called_off: Flags
    denies: Flags
    content: Flags
    crowd: Ids
    """How many mentions have a date that overlaps this one's."""
    renown: Floats
    """How rarely each participant is named in the story: sharing the main figure says little."""
    ground: Flags
    """Which participants are also told as places: "China" may stand for its minister."""
    near: Flags
    """A matrix: which kinds of event can tell the same happening."""
    words: sparse.csr_matrix
    synonyms: sparse.csr_matrix
    numbers: sparse.csr_matrix
    lemmas: sparse.csr_matrix
    beside: sparse.csr_matrix
    """Which predicates its sentence tells."""
    clauses: sparse.csr_matrix
    """The words of its title: of the clause that tells it, without the rest of its sentence."""
    sense: Floats
    """What the words of its title mean together, as rows of length 1; zeros where none is known."""
    phrases: sparse.csr_matrix
    """The words of its arguments, whatever their roles."""
    slot: Floats
    """How far into its sentence it stands, from 0 to 1."""
    partners: sparse.csr_matrix
    """The words for whom or what the mention acts on or with."""
    objects: sparse.csr_matrix
    """Which predicates the mention's own arguments name: "unveiled the offer" names offer."""
    measures: sparse.csr_matrix
    """What the mention measures, by name and order of size."""
    doers: sparse.csr_matrix
    """The words for who acts."""
    published: Ids
    ahead: Flags
    """Whether it is told as still to come."""
    done: Flags
    """Whether it is told as having happened."""
    elsewhen: Flags
    """Whether its own words put it at a time that they do not name: "soon after the trip", "at later summits"."""
    several: Flags
    """Whether it sums up more than one happening: "separate meetings with A and B"."""
    echoing: Flags
    """Whether it names nobody and nothing, and its article tells another of its kind that does: "before the meeting began"."""
    first: Flags
    """Whether it is told as the first of its kind, which happens only once."""
    told_by: Ids
    """The mention of the same sentence that only passes this one on: "announced" for "announced that she stepped down"."""
    once: Flags
    """Whether it happens once within days to whom it happens, and its article tells it of one day only."""
    headed: Flags
    """Whether it stands in its article's headline."""
    likeness: Floats
    """A matrix: how like in meaning two lemmas are, 0 where that is unknown; the last row stands for all rarer ones."""

    def __len__(self) -> int:
        return len(self.lemma)

    @cached_property
    def dated(self) -> Flags:
        return self.start > 0

    @cached_property
    def days(self) -> Ids:
        return np.where(self.dated, self.end - self.start + 1, 0)

    @cached_property
    def company(self) -> Ids:
        """How many take part in it."""
        return (self.participants != NOWHERE).sum(axis=1)

    @cached_property
    def fame(self) -> Floats:
        """The renown of its participants together."""
        return self._together(self.renown)

    @cached_property
    def people(self) -> Floats:
        """The same of those that are no places."""
        return self._together(np.where(self.ground, 0, self.renown))

    @cached_property
    def teller(self) -> Flags:
        """Whether it only passes another one on: "announced" in "announced that she stepped down"."""
        found = np.zeros(len(self), dtype=bool)
        found[self.told_by[self.told_by >= 0]] = True
        return found

    def _together(self, weight: Floats) -> Floats:
        named = self.participants
        return np.where(named != NOWHERE, weight[named], 0).sum(axis=1).astype(np.float32)
