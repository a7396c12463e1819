"""EXTRACT + ANCHOR: what the articles say happened, to whom, where, with which standing, and when.

Here live predicates, participants, places, status and the date of each mention. Whether two mentions tell one event is
decided in `dateline.merge`.
"""

from __future__ import annotations

from dateline.events.attach import attach
from dateline.events.extract import describe, extract, extract_all
from dateline.events.parse import Parse, parse, parse_all

__all__ = ["Parse", "attach", "describe", "extract", "extract_all", "parse", "parse_all"]
