"""Finds the days in which a story happens, so that a first view can open them and fold the rest.

Background ("ties were opened in 1979") and the far future would stretch any axis that holds them all. The span is
found from where the events' importance lies: widening it must pay for itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

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
    starts = sorted({interval.start for interval, _ in dated})
    by_end = sorted(dated, key=lambda pair: pair[0].end)
    best, best_worth = by_end[0][0], -math.inf
    for start in starts:
        held = 0.0
        for interval, importance in by_end:
            if interval.start < start:
                continue
            held += importance
            worth = held / total - DOUBLING_COST * math.log2((interval.end - start).days + 1)
            if worth > best_worth:
                best, best_worth = Interval(start, interval.end), worth
    return best
