"""What an expression says before anyone knows its date: immutable nodes that resolution evaluates.

A node depends on the words alone. `Base` says against what a relative one is counted: the publication, the period in
focus (an earlier timex of the same discourse), or an event that the text names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Base = Literal["publication", "focus", "apposed"]


@dataclass(frozen=True, slots=True)
class Point:
    """A named stretch of the calendar, perhaps without its year: May, 3 May, Friday, the third quarter, 1998."""

    unit: str
    number: int | None = None
    day: int | None = None
    weekday: int | None = None
    year: Node | int | None = None
    pick: int | None = None
    """-1 last, 0 this, 1 next; None leaves the direction to tense."""
    fiscal: bool = False
    base: Base = "publication"
    within: Node | None = None
    """The period that holds it: "Monday of last week", "the 14th of this month"."""
    beside: Node | Event | None = None
    """The day, or event, it is the last before (`pick` -1) or the first after (1): "the Monday before Christmas"."""
    ahead: bool = False
    """It lies ahead whatever tense says: "Monday week"."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day; `name` is a key of calendars.HOLIDAYS."""

    name: str
    year: Node | int | None = None
    pick: int | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """The unit that lies `steps` from the one holding the base: today, last week, that month, the previous year."""

    unit: str
    steps: int
    base: Base = "publication"
    over: bool = False
    """It may be over already: on a Monday "the week" that fell is the last one."""
    this: bool = False
    """The words say "this", which on a Friday is the weekend to come."""
    ahead: bool = False
    """The words say that it lies ahead: "the coming weekend"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time: (number as a value writes it, unit) for each part; X is unknown."""

    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Words that name what happened, as offsets: "the vote" in "two days after the vote"."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Offset:
    """A length before (-1) or after (1) a base: two days ago, a week after Easter, three years later."""

    length: Amount
    sign: int
    base: Node | Event | Base = "publication"
    named: bool = False
    """The words name the day, not how far it lies: "the day before the vote", "the night of the theft"."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length that touches a base: "the five days before the announcement", "the five days to Friday"."""

    length: Amount
    sign: int
    base: Node | Event
    inclusive: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a period: early May, mid-July, the end of the year. BEFORE and AFTER: earlier, later in it."""

    mod: str
    of: Node
    named: bool = False
    """The part is a point of the period: "mid-year", "the start of last year"."""
    late: bool = False
    """Of a day, its evening: "late on Monday"."""


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th unit of a period, counted from its end where negative; `count` units from there on."""

    n: int
    unit: str
    of: Node | None = None
    count: int = 1
    weekday: int | None = None
    """The n-th of the period's Tuesdays, not of its days."""


@dataclass(frozen=True, slots=True)
class At:
    """A time of day, on a day: T17:40, TMO."""

    time: str
    day: Node | None = None


@dataclass(frozen=True, slots=True)
class Range:
    start: Node
    end: Node


@dataclass(frozen=True, slots=True)
class Vague:
    name: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """What comes back: every Monday, twice a year, annually."""

    value: str


@dataclass(frozen=True, slots=True)
class Modified:
    mod: str
    node: Node


@dataclass(frozen=True, slots=True)
class Written:
    """Digits whose order the document decides: 03/04/2023; (first, second, year)."""

    first: int
    second: int
    year: int | None
    time: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """The quarter, half or month under discussion, of another year: "a year earlier", "the 1988 quarter"."""

    year: Node | int | None = None
    steps: int = -1
    """How many years after the one in focus, where `year` is None."""
    number: int | None = None
    """The quarter, where it is named: "the year-ago third quarter"."""
    quarter: bool = False
    """The words name a quarter or period, not a year."""
    unit: str = ""
    """The month, week or day that the publication is in: "the same month last year"."""
    plain: bool = False
    """The words are an ordinary "a year ago" where no figures are compared."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A quarter or year told by its last day: "the quarter ended July 31"."""

    of: Node
    end: Node


def anchored_in(node: Node) -> Event | None:
    """Return the event that a meaning is counted from, where it is one."""
    match node:
        case Offset() | Stretch():
            return node.base if isinstance(node.base, Event) else None
        case Point():
            return node.beside if isinstance(node.beside, Event) else None
        case At() if node.day:
            return anchored_in(node.day)
        case Modified():
            return anchored_in(node.node)
        case _:
            return None


def anchored_to(node: Node, event: Event) -> Node:
    """Return a meaning with the event that it is counted from in its place."""
    match node:
        case Offset() | Stretch():
            return replace(node, base=event)
        case Point():
            return replace(node, beside=event)
        case At() if node.day:
            return replace(node, day=anchored_to(node.day, event))
        case Modified():
            return replace(node, node=anchored_to(node.node, event))
        case _:
            return node


Node = (
    Point | Holiday | Relative | Amount | Offset | Stretch | Part | Nth | At | Range | Vague | Repeat | Modified
    | Written | Same | Ending
)  # fmt: skip
