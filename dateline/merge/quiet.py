"""Pairs what falls on one day on which a story tells little else, though the tellings share no key: "verdict", "approval"."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dateline.merge.block import LONG
from dateline.merge.columns import Floats, Ids
from dateline.merge.table import MentionTable

QUIET = 40
"""A day or a month on which at most so many mentions fall."""
MOST = 2000
"""Mentions beyond which a day says little of which of them belong together."""
SURE = 2.0
"""The score from which two tellings that only their time brings together are compared any further."""
MONTH = 31
LONGEST = 400
"""Days: what lasts longer falls on no month in particular."""


def joined(
    table: MentionTable, pairs: tuple[Ids, Ids], scores: Floats, score: Callable[[Ids, Ids], Floats]
) -> tuple[tuple[Ids, Ids], Floats]:
    """Return the pairs with their scores, those added that share a quiet day and go well together."""
    i, j = _beside(table, *pairs)
    if not len(i):
        return pairs, scores
    found = score(i, j)
    keep = found > np.where(_called_off(table, i, j), 0.0, SURE)
    code = np.concatenate([pairs[0] * len(table) + pairs[1], i[keep] * len(table) + j[keep]])
    order = np.argsort(code, kind="stable")
    return np.divmod(code[order], len(table)), np.concatenate([scores, found[keep]])[order]


def _beside(table: MentionTable, i: Ids, j: Ids) -> tuple[Ids, Ids]:
    """Return the rows `i < j` of a quiet day or month that are no pair yet: two happenings, or a plan and what came of it."""
    size = len(table)
    if not 1 < size <= MOST:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    keys, rows = _keyed(table)
    order = np.argsort(keys, kind="stable")
    groups = np.split(rows[order], np.flatnonzero(np.diff(keys[order])) + 1)
    parts = [np.zeros(0, np.int64)]
    for group in groups:
        if 2 <= len(group) <= QUIET:
            a, b = np.triu_indices(len(group), 1)
            parts.append(np.minimum(group[a], group[b]) * size + np.maximum(group[a], group[b]))
    left, right = np.divmod(np.setdiff1d(np.concatenate(parts), i * size + j), size)
    known = table.done[left] & (table.done | table.ahead)[right] | table.done[right] & table.ahead[left]
    fit = known | _called_off(table, left, right)
    near = (table.start[left] <= table.end[right] + 1) & (table.start[right] <= table.end[left] + 1)
    return left[fit & near], right[fit & near]


def _keyed(table: MentionTable) -> tuple[Ids, Ids]:
    """Return the days of what is short and, as negative numbers, the months of what is long or lies in them."""
    dated = np.flatnonzero(table.dated & (table.days <= LONGEST))
    short = dated[table.days[dated] <= LONG]
    days = [
        np.stack([table.start[short] + k, short])[:, table.start[short] + k <= table.end[short]] for k in range(LONG)
    ]
    first, last = table.start[dated] // MONTH, table.end[dated] // MONTH
    months = [np.stack([-(first + k), dated])[:, first + k <= last] for k in range(LONGEST // MONTH + 2)]
    keys, rows = np.concatenate([*days, *months], axis=1)
    return keys, rows


def _called_off(table: MentionTable, i: Ids, j: Ids) -> NDArray[np.bool_]:
    """Say which pairs are a plan and something put off or called off."""
    return (table.ahead[i] & table.called_off[j]) | (table.ahead[j] & table.called_off[i])
