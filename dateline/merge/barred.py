"""Which pairs of mentions cannot tell one event, whatever else speaks for it, and which tell what happens only once."""

from __future__ import annotations

import numpy as np

from dateline.merge.columns import NOWHERE, Flags, Ids
from dateline.merge.company import shared
from dateline.merge.table import STATUSES, MentionTable
from dateline.merge.vectors import cosines
from dateline.merge.wording import cosine

ONCE_WITHIN = 400
"""Days between two dates that sources may confuse for what happened once."""

DAYS_APART = 10
"""Days between two dates that sources give for one death, one arrest, one verdict."""
CONFUSED = 3
"""Days within which sources differ though their words or those whom they name do too."""
AGES = 180
"""Days between two dates of which no context makes one."""
DENIED_ALIKE = 0.7
"""The cosine of meaning of their clauses from which two denials may be of one thing."""
OCCURRED = STATUSES.index("occurred")


def forbidden(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs have dates of their own that cannot both be true, or are two clauses with actors of their own."""
    firm = table.firm[i] & table.firm[j]
    clash = firm & ~((table.start[i] <= table.end[j]) & (table.start[j] <= table.end[i]))
    return (
        (clash & ~once(table, i, j))
        | _ages_apart(table, i, j)
        | _told_out_of_time(table, i, j)
        | _done_too_early(table, i, j)
        | _own_clauses(table, i, j)
        | _other_denials(table, i, j)
    )


def _ages_apart(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs have dates too far apart to be confused, though the context alone gives one of them."""
    gap = np.maximum(table.start[i] - table.end[j], table.start[j] - table.end[i])
    dated = table.dated[i] & table.dated[j]
    return dated & (gap > AGES) & ~once(table, i, j)


def _told_out_of_time(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs are an undated expectation and a happening then over, or an undated report and one still to come."""
    found = np.zeros(len(i), dtype=bool)
    for here, there in ((i, j), (j, i)):
        since = table.published[here] - table.end[there]
        over = (table.firm[there] & (since > 1)) | (table.dated[there] & (since > AGES))
        found |= over & ~table.ahead[there] & ~table.dated[here] & table.ahead[here]
        # "Shares fell", told in April, is no fall of October.
        told = (table.status[here] == OCCURRED) & (table.published[here] > 0) & ~table.dated[here]
        found |= told & table.firm[there] & (table.start[there] > table.published[here] + 1)
    return found


def _done_too_early(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs are an undated happening and one that was still to come when the happening was published."""
    found = np.zeros(len(i), dtype=bool)
    for here, there in ((i, j), (j, i)):
        later = table.firm[there] & table.ahead[there] & (table.start[there] > table.published[here] + 1)
        found |= later & ~table.dated[here] & table.done[here] & (table.published[here] > 0)
    return found


def _own_clauses(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs stand in one sentence with two actors: "A travelled to Lund, while B travelled to Osk"."""
    found = same_sentence(table, i, j)
    rows = np.flatnonzero(found)
    acted = np.diff(table.doers.indptr) > 0
    left, right = i[rows], j[rows]
    told = (table.told_by[left] == right) | (table.told_by[right] == left)
    apart = (
        ~told
        & acted[left]
        & acted[right]
        & (cosine(table.doers, left, right) == 0)
        & ~shared(table.agents, left, right)
    )
    found[rows] = apart
    return found


def _other_denials(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs are denials, one of them without a day, in words unlike each other's: one denies more than one thing."""
    found = table.denies[i] & table.denies[j] & ~(table.dated[i] & table.dated[j])
    found &= table.article[i] != table.article[j]
    rows = np.flatnonzero(found)
    found[rows] = cosines(table.sense, i[rows], j[rows]) < DENIED_ALIKE
    return found


def same_sentence(table: MentionTable, i: Ids, j: Ids) -> Flags:
    return (table.article[i] == table.article[j]) & (table.sentence[i] == table.sentence[j])


def once(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs tell something that happens only once, so that two dates for it are a contradiction."""
    found = _within_days(table, i, j)
    firsts = np.flatnonzero(table.first[i] & table.first[j])
    found[firsts] |= _firsts(table, i[firsts], j[firsts])
    return found


def _firsts(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs of what is told as the first of its kind can be one."""
    named = (table.participants[i, 0] != NOWHERE) & (table.participants[j, 0] != NOWHERE)
    near = (table.start[i] <= table.end[j] + ONCE_WITHIN) & (table.start[j] <= table.end[i] + ONCE_WITHIN)
    return (
        (shared(table.participants, i, j) | ~named)
        & near
        & (table.article[i] != table.article[j])
        & ((table.kind[i] >= 0) & (table.kind[i] == table.kind[j]))
    )


def _within_days(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say which pairs put one thing that happens once, as a death, on different days not far apart."""
    day = table.firm[i] & table.firm[j] & (table.days[i] == 1) & (table.days[j] == 1)
    gap = np.abs(table.start[i] - table.start[j])
    found = (
        day & (gap > 0) & (gap <= DAYS_APART) & table.once[i] & table.once[j] & (table.article[i] != table.article[j])
    )
    same_word = table.lemma[i] == table.lemma[j]
    found &= same_word | ((table.kind[i] == table.kind[j]) & (gap <= CONFUSED))
    rows = np.flatnonzero(found)
    left, right = i[rows], j[rows]
    found[rows] = _same_people(table.participants[left], table.participants[right]) | (
        (gap[rows] <= CONFUSED) & shared(table.agents, left, right)
    )
    return found


def _same_people(left: Ids, right: Ids) -> Flags:
    """Say where both name the same participants, and at least one."""
    if not len(left):
        return np.zeros(0, dtype=bool)
    return (np.sort(left, axis=1) == np.sort(right, axis=1)).all(axis=1) & (left[:, 0] != NOWHERE)
