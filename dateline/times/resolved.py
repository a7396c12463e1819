"""What an expression comes to: its value, and what it was counted from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dateline.model import AnchorBasis, Pending
from dateline.times.anchor import Context
from dateline.times.meaning import Amount
from dateline.times.value import CLOCK_UNITS, LETTER, Length, Pattern, Period, Value

NO_DATE = "no publication date to count from"
NO_FOCUS = "no day is mentioned near it to count from"
WAITS = "waits for the date of the event it names"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value with what it was counted from; `reason` says why it stays open."""

    value: Value
    mod: str | None = None
    anchor: str | None = None
    basis: AnchorBasis = "none"
    reason: str | None = None
    pending: Pending | None = None

    @property
    def period(self) -> Period | None:
        return self.value if isinstance(self.value, Period) else None


def published(c: Context, value: Value) -> Resolved:
    return Resolved(value, anchor=str(c.published), basis=c.basis)


def unresolved(text: str) -> Resolved:
    return Resolved(Pattern(text), reason=NO_DATE)


def amount(node: Amount) -> Length:
    return Length(tuple((n, LETTER[unit] if unit != "half" else "H", unit in CLOCK_UNITS) for n, unit in node.parts))
