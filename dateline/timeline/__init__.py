"""ORDER: importance, titles, key span.

Lives here: what turns merged events into a timeline. Does not: how it looks.
"""

from dateline.timeline.chronology import order

__all__ = ["order"]
