"""Finds the days in which a story happens, so that a first view can open them and fold the rest.

Background ("ties were opened in 1979") and the far future would stretch any axis that holds them all. The span is
found from where the events' importance lies: widening it must pay for itself.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

import numpy as np

from dateline.model import Event, Interval

DOUBLING_COST = 0.043
"""The share of the story's importance that each doubling of the span's length must bring to be worth it.

Set by hand on the sample story: at 0.045 and below its span takes in the first act, at 0.05 it does not.
"""


def key_span(events: Sequence[Event]) -> Interval | None:
    """Return the span of days that best trades importance held against length, or None where nothing is dated."""
    dated = [(event.interval, event.importance) for event in events if event.interval is not None]
    if not dated:
        return None
    total = sum(importance for _, importance in dated) or 1.0
    by_end = sorted(dated, key=lambda pair: pair[0].end)
    first, last = (
        np.asarray([day.toordinal() for day in days])
        for days in zip(*((i.start, i.end) for i, _ in by_end), strict=True)
    )
    importances = np.asarray([importance for _, importance in by_end])
    ends, firsts = np.unique(last, return_index=True)
    lasts = np.append(firsts[1:], len(last)) - 1
    best, best_worth = by_end[0][0], -math.inf
    for start in np.unique(first).tolist():
        inside = first >= start
        held = np.cumsum(np.where(inside, importances, 0.0))[lasts]
        ending = np.flatnonzero(np.logical_or.reduceat(inside, firsts))
        lengths = (ends[ending] - start + 1).tolist()
        worth = held[ending] / total - DOUBLING_COST * np.asarray([math.log2(days) for days in lengths])
        k = int(np.argmax(worth))
        if worth[k] > best_worth:
            best_worth = worth[k]
            best = Interval(dt.date.fromordinal(start), dt.date.fromordinal(int(ends[ending[k]])))
    return best
