"""Against what a relative expression is counted: publication, post, or the period the discourse is in."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.model import AnchorBasis
from dateline.times.intervals import interval_of
from dateline.times.meaning import At, Event, Nth, Offset, Relative, Same
from dateline.times.value import Period, Span, parse

_FIGURES = re.compile(r"[$£€¥%]\s?\d|\d\s?%|#\d")
_SENTENCE_END = re.compile(r"(?<![^\w][^\W\d_])(?<!\b[A-Zap]\.[mM])[.!?][\"”')]*\s|\n\s*\n")
_HEADING = re.compile(r"[^\w\n]*((?:19|20)\d\d)[^\w\n]*")
_ENTRY = re.compile(r"\s*(?:$|[•·▪●◦*–—+-]\s|\d|[A-Z][a-z]+\.?\s\d|[A-Z][\w .]{2,30}[:–—])")
_OPENS = 12
_LINE = 300
"""How far into an entry its later dates may stand."""
_LISTED = 6_000
"""How many characters a list may run on under the year that heads it."""
_APPOSED = re.compile(r"[^,;:.?!\n—–]{0,80}(?:,|\s[—–-]|\s\()\s*(?:[^\W\d]+\s)?")
"""What stands between a date and the words that explain it: the rest of its clause, a comma, perhaps one adverb."""
_JOINED = re.compile(r"[\s,]*(?:[^\W\d]{1,3}[\s,]+|&\s*)?")

_HOURS = {"TMO": ("T04", "T12"), "TAF": ("T12", "T18"), "TEV": ("T17", "T24"), "TNI": ("T18", "T24")}
"""From when until when a clock may show an hour of a part of the day."""
_UNTIL = re.compile(r"\b(?:until|till)\s+(?:the\s+)?$", re.IGNORECASE)
_ONE_TALE = 800
"""Over how many characters an hour belongs to the evening that was named before."""

if TYPE_CHECKING:
    from dateline.times.matcher import Expression
    from dateline.times.resolved import Resolved


@dataclass(slots=True)
class Context:
    """The discourse so far: the publication day, and the periods mentioned, nearest last."""

    published: dt.date | None
    text: str
    basis: AnchorBasis = "publication"
    order: str = "DMY"
    direction: int = 0
    either: bool = False
    firm: bool = False
    position: int = 0
    end: int = 0
    mentioned: list[tuple[int, Period, str]] = field(default_factory=list[tuple[int, Period, str]])
    """(end offset, period, words) of each, nearest last."""
    inner: tuple[int, Period, str] | None = None
    """The date that the expression last mentioned is counted from: Easter of "two days after Easter"."""
    entry: int = -1
    """Where the line begins that was last looked at as an entry of a list, under `heading`."""
    heading: tuple[int, str] | None = None

    def at(self, e: Expression) -> Context:
        self.direction, self.position, self.end = e.direction, e.start, e.end
        self.either = not e.direction and bool(e.cue)
        self.firm = e.firm
        return self

    def remember(self, e: Expression, resolved: Resolved) -> None:
        """Keep what a later "the following day" may be counted from: no day that something only lasts or is put off until."""
        if (
            _UNTIL.search(self.text, max(e.start - 12, 0), e.start)
            or isinstance(e.meaning, Same)
            or (isinstance(e.meaning, At) and isinstance(e.meaning.day, Relative) and e.meaning.day.unit == "night")
        ):
            return
        if isinstance(e.meaning, Nth) and e.meaning.of is None:
            return
        value = resolved.value
        if isinstance(value, Span):
            value = value.end
        if str(value) == "P9M" and self.published:  # "the nine months" of a company's year
            value = Period("year", self.published.year)
        if isinstance(value, Period) and value.year > 0:
            if isinstance(e.meaning, Offset) and not isinstance(e.meaning.base, str | Event) and resolved.anchor:
                base = parse(resolved.anchor)
                self.inner = (e.end, base, resolved.anchor) if isinstance(base, Period) else None
            self.mentioned.append((e.end, value, e.text))
            del self.mentioned[:-12]

    def day_at_hand(self) -> tuple[Period, str] | None:
        """Return the nearest day named before in the same sentence or the one before, where tense allows it."""
        for end, period, words in reversed(self.mentioned):
            between = self.text[end : self.position]
            if len(between) > 300 or len(_SENTENCE_END.findall(between)) > 1:
                return None
            if period.unit == "day":
                owned = between.startswith(("'s", "’s")) and not self._opens(end - len(words), between)
                return None if owned or self._against(period) else (period, words)
        return None

    def day_of_hour(self, time: str) -> tuple[Period, str] | None:
        """Return the day lately named by the part that holds an hour: "vanished on Wednesday night ... at 6:52 p.m."."""
        for end, period, words in reversed(self.mentioned):
            if self.position - end > _ONE_TALE or self.direction > 0:
                return None
            first, last = _HOURS.get(period.time, ("", ""))
            if first <= time < last:
                return None if self._against(period) else (period, words)
        return None

    def apposed(self) -> tuple[Period, str] | None:
        """Return the date that the expression explains, and its words: "on 2 March, two days before the vote"."""
        if not self.mentioned:
            return None
        end, period, words = self.inner if self.inner and self.inner[0] == self.mentioned[-1][0] else self.mentioned[-1]
        return (period, words) if _APPOSED.fullmatch(self.text, end, self.position) else None

    def opens_line(self) -> bool:
        """Say whether the expression opens a line below others, as the time of an entry in a live report does."""
        return self.position > 0 and self.text[: self.position].endswith("\n")

    def owned_before(self) -> tuple[Period, str] | None:
        """Return the day of the same name that the text has spoken of, where a happening is named by it: "Thursday's vote"."""
        if not self.text.startswith(("'s", "’s"), self.end):
            return None
        name = self.text[self.position : self.end]
        return next(((p, w) for _, p, w in reversed(self.mentioned) if w == name and p.unit == "day"), None)

    def _opens(self, start: int, between: str) -> bool:
        """Say whether an earlier expression opens the sentence that goes on after it: "Sunday's parade leaves at ten"."""
        before = self.text[max(start - 4, 0) : start]
        opens = not before.strip() or _SENTENCE_END.search(before + " ") is not None
        return opens and not _SENTENCE_END.search(between)

    def distant_year(self) -> tuple[int, str] | None:
        """Return the year just named in the same sentence where it is long before the publication, and its words."""
        if not self.mentioned or not self.published or self.direction > 0:
            return None
        end, period, words = self.mentioned[-1]
        between = self.text[end : self.position]
        far = period.year < self.published.year - 2 and period.unit in {"month", "season", "quarter", "day"}
        return (period.year, words) if far and len(between) < 120 and not _SENTENCE_END.search(between) else None

    def heading_year(self) -> tuple[int, str] | None:
        """Return the year that stands alone on a line above the list whose entry the expression opens, and its words."""
        reach = max(self.position - _OPENS - 1, 0)
        start = self.text.rfind("\n", reach, self.position) + 1
        if not start and reach:
            line = self.text.rfind("\n", max(self.position - _LINE, 0), self.position) + 1
            return self.heading if line and line == self.entry else None
        self.heading = self._heading_above(start)
        self.entry = start
        return self.heading

    def _heading_above(self, start: int) -> tuple[int, str] | None:
        """Read upwards to the heading, or to the entry read last, so that a long list is read once."""
        low = max(start - _LISTED, self.entry, 0)
        for line in reversed(self.text[low:start].splitlines()):
            if heading := _HEADING.fullmatch(line):
                return int(heading[1]), heading[1]
            if not _ENTRY.match(line):
                return None
        return self.heading if low == self.entry else None

    def coming_year(self) -> tuple[int, str] | None:
        """Return a year to come that the same sentence has just named, and its words: "the 2026 final is on 1 June"."""
        if not self.mentioned or not self.published or self.direction <= 0:
            return None
        end, period, words = self.mentioned[-1]
        ahead = period.unit == "year" and words.isdigit() and 0 < period.year - self.published.year < 4
        return (period.year, words) if ahead and not _SENTENCE_END.search(self.text, end, self.position) else None

    def listed_after(self) -> Period | None:
        """Return the period just named where the expression goes on a list: "Monday and Tuesday"."""
        if not self.mentioned or not _JOINED.fullmatch(self.text, self.mentioned[-1][0], self.position):
            return None
        return self.mentioned[-1][1]

    def compares(self) -> bool:
        """Say whether figures stand around the expression: a quarter is compared with the same one of another year."""
        low, high = max(self.position - 250, 0), self.position + 120
        for end in _SENTENCE_END.finditer(self.text, low, self.position):
            low = end.end()
        return bool(_FIGURES.search(self.text, low, high))

    def focus(self, *units: str) -> tuple[Period, str] | None:
        """Return the latest period mentioned of one of these units, and its words."""
        for _, period, words in reversed(self.mentioned):
            if (not units or period.unit in units) and not self._against(period):
                return period, words
        return None

    def near(self, *units: str) -> tuple[Period, str] | None:
        """Return the period last mentioned where it is of one of these units and at most two sentences back."""
        if not self.mentioned:
            return None
        end, period, words = self.mentioned[-1]
        close = self.position - end < 400 and len(_SENTENCE_END.findall(self.text, end, self.position)) < 3
        return (period, words) if close and period.unit in units else None

    def _against(self, period: Period) -> bool:
        """Say whether a period lies on the other side of the publication than tense points to."""
        days = interval_of(period) if self.published and self.direction else None
        if days is None or self.published is None:
            return False
        return days.start > self.published if self.direction < 0 else self.firm and days.end < self.published
