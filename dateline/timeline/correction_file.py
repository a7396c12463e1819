"""Reads `corrections.toml`: what an editor sets by hand in a story, and why.

    [[correction]]
    action = "set"                     # or "hide", "merge", "split", "add"
    evidence = [{ file = "one.txt", quote = "the words that tell the event" }]
    event = "The title it had"         # decides where one quotation tells two events
    date = "2023-06-18"                # or 2023-06, 2023, 2023-06-01/2023-06-18, none
    reason = "The ministry's own log gives Sunday."

A target is held by quotations, never by an id: it survives new articles and new versions.
"""

from __future__ import annotations

import calendar
import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from dateline.errors import UsageError
from dateline.model import Interval, Precision, Status

Action = Literal["set", "hide", "merge", "split", "add"]
FILE = "corrections.toml"
_KNOWN = {
    "action",
    "evidence",
    "with",
    "event",
    "reason",
    "by",
    "title",
    "date",
    "status",
    "importance",
    "participants",
    "place",
}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article; without a `file` they may stand in any."""

    quote: str
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A date that an editor set; `interval` is None where the editor says that none is known."""

    interval: Interval | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the file; `number` counts from 1, for messages."""

    number: int
    action: Action
    reason: str
    evidence: tuple[Quotation, ...] = ()
    others: tuple[Quotation, ...] = ()
    event: str | None = None
    title: str | None = None
    date: Day | None = None
    status: Status | None = None
    importance: float | None = None
    participants: tuple[str, ...] | None = None
    place: str | None = None

    @property
    def name(self) -> str:
        about = self.event or self.title or (self.evidence[0].quote[:60] if self.evidence else "")
        return f"correction {self.number} ({self.action} “{about}”)"


def read(folder: Path) -> tuple[Correction, ...]:
    """Read the corrections of the story in `folder`; none where there is no such file.

    Raises `UsageError`, naming file and entry, where one cannot be understood: a correction is never dropped in silence.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("correction", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    return tuple(_entry(path, number, entry) for number, entry in enumerate(entries, 1))


def _entry(path: Path, number: int, entry: dict[str, Any]) -> Correction:
    try:
        return _correction(number, entry)
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{path}, correction {number}: {error}") from error


def _correction(number: int, entry: dict[str, Any]) -> Correction:
    if unknown := set(entry) - _KNOWN:
        raise ValueError(f"unknown key {min(unknown)!r}")
    correction = Correction(
        number=number,
        action=cast("Action", _one_of(str(entry.get("action", "set")), get_args(Action), "action")),
        reason=str(entry.get("reason", "")).strip(),
        evidence=_quotations(entry.get("evidence", [])),
        others=_quotations(entry.get("with", [])),
        event=entry.get("event"),
        title=entry.get("title"),
        date=day(entry["date"]) if "date" in entry else None,
        status=cast("Status", _one_of(entry["status"], get_args(Status), "status")) if "status" in entry else None,
        importance=_share(entry["importance"]) if "importance" in entry else None,
        participants=tuple(entry["participants"]) if "participants" in entry else None,
        place=entry.get("place"),
    )
    _check(correction)
    return correction


def _check(c: Correction) -> None:
    if not c.reason:
        raise ValueError("it gives no reason")
    if c.action == "add" and not c.title:
        raise ValueError("an added event needs a title")
    if c.action != "add" and not c.evidence:
        raise ValueError("it quotes no evidence, so its event cannot be found")
    if c.action == "merge" and not c.others:
        raise ValueError("a merge needs `with`: quotations of the events to merge in")
    if c.action == "set" and all(v is None for v in (c.title, c.date, c.status, c.importance, c.participants, c.place)):
        raise ValueError("it sets nothing: uncomment a title, date, status or importance")


def _one_of(value: Any, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise ValueError(f"{what} {value!r} is none of {', '.join(allowed)}")
    return value


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"importance {value!r} is not between 0 and 1")
    return float(value)


def _quotations(entries: Any) -> tuple[Quotation, ...]:
    listed = cast("list[Any]", entries if isinstance(entries, list) else [entries])
    return tuple(_quotation(e) for e in listed)


def _quotation(entry: Any) -> Quotation:
    if isinstance(entry, dict):
        table = cast("dict[str, str]", entry)
        return Quotation(str(table["quote"]), table.get("file"))
    return Quotation(str(entry))


def day(value: Any) -> Day:
    """Read a day, a month, a year, a range of them, or `none`."""
    if isinstance(value, dt.date):
        return Day(Interval(value, value), "day")
    text = str(value).strip()
    if text in ("none", "unknown", ""):
        return Day(None, "undated")
    if "/" in text:
        first, last = text.split("/", 1)
        return Day(Interval(_span(first).start, _span(last).end), "range")
    precision: Precision = {10: "day", 7: "month", 4: "year"}.get(len(text), "day")  # pyright: ignore[reportAssignmentType]  # the values are literals
    return Day(_span(text), precision)


def _span(text: str) -> Interval:
    parts = [int(p) for p in text.strip().split("-")]
    if len(parts) == 1:
        return Interval(dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31))
    if len(parts) == 2:
        last = calendar.monthrange(parts[0], parts[1])[1]
        return Interval(dt.date(parts[0], parts[1], 1), dt.date(parts[0], parts[1], last))
    date = dt.date(*parts)
    return Interval(date, date)
