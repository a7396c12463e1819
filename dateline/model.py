"""The words that mean one thing, as immutable values.

Offsets count characters of `Article.text` (the cleaned reading text) everywhere in the engine; `Article.raw_span`
turns them into offsets of the text as it was given, which is what the exports carry.
"""

from __future__ import annotations

import bisect
import datetime as dt
from dataclasses import dataclass
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
AnchorBasis = Literal["absolute", "publication", "dateline", "post", "timex", "event", "none"]
PublishedBasis = Literal["metadata", "text", "sibling", "none"]
BlockKind = Literal["title", "body", "caption", "post", "related", "meta", "boilerplate"]
Status = Literal["occurred", "planned", "postponed", "cancelled", "denied", "possible"]
Precision = Literal["day", "week", "month", "quarter", "year", "range", "undated"]
DateBasis = Literal["timex", "discourse", "event", "publication", "sibling", "none"]


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A closed range of calendar days; a day is an interval of one."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"interval ends before it starts: {self.start} to {self.end}")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def overlaps(self, other: Interval) -> bool:
        return self.start <= other.end and other.start <= self.end

    def within(self, other: Interval) -> bool:
        return other.start <= self.start and self.end <= other.end

    def intersection(self, other: Interval) -> Interval | None:
        if not self.overlaps(other):
            return None
        return Interval(max(self.start, other.start), min(self.end, other.end))


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each stretch of the cleaned text stands in the raw text.

    Three parallel tuples: a run of cleaned text starting at `clean[i]` came from `raw[i]`. A run of the same `length`
    on both sides maps character by character; any other run maps as a whole (an entity, a repaired quotation mark).
    An empty map is the identity.
    """

    clean: tuple[int, ...] = ()
    raw: tuple[int, ...] = ()
    clean_length: tuple[int, ...] = ()
    raw_length: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a cleaned span to the raw span that covers it."""
        if not self.clean:
            return start, end
        return self._start(start), self._end(end)

    def _run(self, position: int) -> int:
        return max(bisect.bisect_right(self.clean, position) - 1, 0)

    def _start(self, position: int) -> int:
        i = self._run(position)
        if self.clean_length[i] != self.raw_length[i]:
            return self.raw[i]
        return self.raw[i] + min(position - self.clean[i], self.raw_length[i])

    def _end(self, position: int) -> int:
        i = self._run(max(position - 1, 0))
        if self.clean_length[i] != self.raw_length[i]:
            return self.raw[i] + self.raw_length[i]
        return self.raw[i] + min(position - self.clean[i], self.raw_length[i])


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text of one kind, in reading order.

    A `post` (an embedded social post or dated statement) carries its own date: what is relative inside it resolves
    against that, not against the article's publication.
    """

    start: int
    end: int
    kind: BlockKind
    published: dt.date | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One document of a story, cleaned, with the raw text kept beside it."""

    id: str
    file: str
    text: str
    raw: str
    offsets: OffsetMap = OffsetMap()
    blocks: tuple[Block, ...] = ()
    record: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "en"
    published: dt.date | None = None
    published_at: str | None = None
    published_basis: PublishedBasis = "none"
    published_evidence: str = ""
    published_confidence: float = 0.0
    published_readings: tuple[dt.date, ...] = ()
    """Both days that a stated date in figures can mean ("01/11/2024"), while nothing has decided between them."""
    near_duplicate_of: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def voice(self) -> str:
        """The id of the article whose voice this is: the original's of a near-duplicate, else its own."""
        return self.near_duplicate_of or self.id

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        return self.offsets.span(start, end)


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be used, and why."""

    file: str
    reason: str
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """What another event must still supply: `start:end` are the words that name the anchoring event."""

    start: int
    end: int
    shift: str
    """A signed ISO 8601 duration: `-P1W` is a week before the event, `P0D` its own day."""
    span: str | None = None
    """For "the five days before the announcement": the length of the range that ends or starts at the anchor."""
    time: str = ""
    """For "the morning after the vote": the time of day as a value writes it, `TMO`."""
    weekday: int = 0
    """For "the Thursday after the vote": 4, the first one after; -4 the last one before."""


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression with its TIMEX3 attributes and the days it covers.

    `interval` is None for durations, sets, vague references, and for what could not be resolved; `reason` then says why.
    `anchor` is the date or the words that a relative expression was resolved against.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    interval: Interval | None = None
    anchor: str | None = None
    anchor_basis: AnchorBasis = "none"
    rule: str = ""
    reason: str | None = None
    pending: Pending | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase that a predicate governs; `entity` is the story-wide name of what it refers to."""

    role: str
    """`agent`, `patient`, `with`, `recipient`, `place`, `topic`, `instrument`, `time`, or the bare preposition."""
    start: int
    end: int
    text: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """A measured property of an event as one source words it: a duration, a count, an amount, a share."""

    name: str
    """What is measured, so that only like is compared with like: `duration`, `money`, `percent`, `count:job`, ..."""
    value: str
    normalized: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in one article that tells an event. `start:end` is the evidence, at most 600 characters."""

    id: str
    article: str
    start: int
    end: int
    head_start: int
    head_end: int
    predicate: str
    """The lemma that names the event; a light verb yields to its noun ("held talks" is `talk`)."""
    predicate_class: str = ""
    arguments: tuple[Argument, ...] = ()
    participants: tuple[str, ...] = ()
    place: str | None = None
    status: Status = "occurred"
    status_cue: str | None = None
    timex: Timex | None = None
    interval: Interval | None = None
    precision: Precision = "undated"
    date_basis: DateBasis = "none"
    source: str | None = None
    """Whom the article credits with the statement, if anyone."""
    attributes: tuple[Attribute, ...] = ()
    title: str = ""
    salience: float = 0.0
    """0..1: how central the mention is to its article (headline, lead, main clause)."""
    target: str | None = None
    """The mention that this one postpones, cancels, denies or replaces, if it does."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact quotation: `text == article.raw[start:end]`, and the status and timex it gives."""

    article: str
    start: int
    end: int
    text: str
    quote: str
    """The same words as the reader sees them: cleaned, entities decoded."""
    status: Status
    timex: Timex | None = None
    mention: str | None = None
    reason: str = ""
    """Which features joined this mention to its event."""


@dataclass(frozen=True, slots=True)
class ConflictValue:
    value: str
    normalized: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """An attribute on which the sources of one event disagree."""

    attribute: str
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class StatusReport:
    """One step of an event's history: what an article reported of it, and when."""

    status: Status
    published: dt.date | None
    article: str


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    title: str
    interval: Interval | None
    precision: Precision
    status: Status
    participants: tuple[str, ...] = ()
    place: str | None = None
    importance: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    history: tuple[StatusReport, ...] = ()
    supersedes: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    date_explanation: str = ""
    """One plain sentence from quotation to date: `"Sunday" in an article of 19 June 2023 is 18 June 2023`."""
    corrected: tuple[str, ...] = ()
    """The attributes that an editor set by hand, each as `attribute: reason`."""


@dataclass(frozen=True, slots=True)
class Timeline:
    story: str
    generated_at: str
    articles: tuple[Article, ...]
    rejected: tuple[Rejected, ...]
    events: tuple[Event, ...]
    timexes: tuple[tuple[str, Timex], ...] = ()
    """(article id, timex) in reading order."""
    key_span: Interval | None = None
    """Where the mass of the events lies: what a first view should open."""
    warnings: tuple[str, ...] = ()
