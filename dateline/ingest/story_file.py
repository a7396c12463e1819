"""`story.yaml`: what a story is called, where its articles come from, and how its sources are asked.

    title: The bridge at Lund
    languages: [en]
    schedule: hourly               # or daily, or a cron expression in UTC; default daily
    filters:
      include: [bridge, Lund]      # at least one of these words in a feed entry's title or summary
      exclude: [football]
      since: 2024-03-01
    sources:
      - feed: https://example.org/news.rss
      - urls: links.txt            # one address a line, or a list written here
      - folder: ../inbox           # copied as they are
      - store: s3://bucket/articles
    outlets:
      example.org: {name: The Example, timezone: Europe/Stockholm, date_order: DMY}
    fetch:
      delay_seconds: 2
      allow_private: false         # true lets sources stand in a private network

A mistake is reported with the path of the setting; nothing is guessed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from dateline.errors import UsageError
from dateline.ingest import calendar
from dateline.ingest.manners import Manners

FILE = "story.yaml"
SOURCES = ("feed", "urls", "folder", "store")
ALIASES = {"hourly": "7 * * * *", "daily": "0 4 * * *"}
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    kind: Literal["feed", "urls", "folder", "store"]
    address: str = ""
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None

    def admits(self, text: str, published: dt.date | None) -> bool:
        """Say whether a feed's entry belongs to the story; one without a date is not kept out by the days."""
        words = text.casefold()
        if self.include and not any(word.casefold() in words for word in self.include):
            return False
        if any(word.casefold() in words for word in self.exclude):
            return False
        if published is None:
            return True
        return not (self.since and published < self.since) and not (self.until and published > self.until)


@dataclass(frozen=True, slots=True)
class Outlet:
    name: str | None = None
    timezone: str | None = None
    date_order: Literal["MDY", "DMY"] | None = None


@dataclass(frozen=True, slots=True)
class StoryFile:
    """One story's configuration; a story without a file has the defaults and no sources."""

    title: str | None = None
    languages: tuple[str, ...] = ()
    schedule: str = ALIASES["daily"]
    filters: Filters = Filters()
    sources: tuple[Source, ...] = ()
    outlets: Mapping[str, Outlet] = field(default_factory=dict[str, Outlet])
    manners: Manners = field(default_factory=Manners)

    def outlet(self, host: str) -> Outlet:
        """Find the outlet that a host belongs to: its own entry, or that of a domain above it."""
        parts = host.lower().split(".")
        found = (self.outlets.get(".".join(parts[i:])) for i in range(len(parts) - 1))
        return next((outlet for outlet in found if outlet), Outlet())


def read(folder: Path) -> StoryFile:
    """Read a story's `story.yaml`; raises UsageError that names the file and the setting."""
    path = folder / FILE
    if not path.is_file():
        return StoryFile()
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path} is larger than {MOST_BYTES} bytes")
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise UsageError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    try:
        return _story(written or {})
    except _WrongError as error:
        raise UsageError(f"{path}: {error}") from error


class _WrongError(Exception):
    """A setting that is not what it must be."""


def _story(written: Any) -> StoryFile:
    given = _mapping(
        written, "story.yaml", {"title", "languages", "schedule", "filters", "sources", "outlets", "fetch"}
    )
    return StoryFile(
        title=_text(given.get("title"), "title"),
        languages=_texts(given.get("languages"), "languages"),
        schedule=_schedule(given.get("schedule")),
        filters=_filters(given.get("filters")),
        sources=tuple(_source(one, f"sources[{i}]") for i, one in enumerate(_list(given.get("sources"), "sources"))),
        outlets={
            host.lower(): _outlet(one, f"outlets.{host}") for host, one in _pairs(given.get("outlets"), "outlets")
        },
        manners=_manners(given.get("fetch")),
    )


def _filters(written: Any) -> Filters:
    given = _mapping(written, "filters", {"include", "exclude", "since", "until"})
    return Filters(
        include=_texts(given.get("include"), "filters.include"),
        exclude=_texts(given.get("exclude"), "filters.exclude"),
        since=_date(given.get("since"), "filters.since"),
        until=_date(given.get("until"), "filters.until"),
    )


def _source(written: Any, where: str) -> Source:
    given = _mapping(written, where, set(SOURCES))
    if len(given) != 1:
        raise _WrongError(f"{where} must be one of {', '.join(SOURCES)}")
    ((kind, value),) = given.items()
    if kind == "urls" and isinstance(value, list):
        return Source("urls", urls=_texts(cast("Any", value), f"{where}.urls"))
    address = _text(value, f"{where}.{kind}")
    if not address:
        raise _WrongError(f"{where}.{kind} is empty")
    return Source(cast("Any", kind), address)


def _outlet(written: Any, where: str) -> Outlet:
    given = _mapping(written, where, {"name", "timezone", "date_order"})
    zone, order = (
        _text(given.get("timezone"), f"{where}.timezone"),
        _text(given.get("date_order"), f"{where}.date_order"),
    )
    if zone is not None and zone not in zoneinfo.available_timezones():
        raise _WrongError(f"{where}.timezone is not a zone such as Europe/Stockholm: {zone}")
    if order not in {None, "MDY", "DMY"}:
        raise _WrongError(f"{where}.date_order must be MDY or DMY")
    return Outlet(_text(given.get("name"), f"{where}.name"), zone, cast("Any", order))


def _manners(written: Any) -> Manners:
    kinds: dict[str, type] = {setting.name: type(setting.default) for setting in dataclasses.fields(Manners)}
    given = _mapping(written, "fetch", set(kinds))
    checked: dict[str, Any] = {}
    for name, value in given.items():
        expected = kinds[name]
        number = expected in {int, float} and isinstance(value, (int, float)) and not isinstance(value, bool)
        if not number and not isinstance(value, expected):
            raise _WrongError(f"fetch.{name} must be a {expected.__name__}")
        if number and cast("float", value) < 0:
            raise _WrongError(f"fetch.{name} must not be negative")
        checked[name] = expected(value)
    return Manners(**checked)


def _schedule(written: Any) -> str:
    text = _text(written, "schedule")
    if text is None:
        return ALIASES["daily"]
    cron = ALIASES.get(text, text)
    if not calendar.is_cron(cron):
        raise _WrongError(f"schedule must be hourly, daily or a cron expression of five parts: {text!r}")
    return cron


def _mapping(written: Any, where: str, known: set[str]) -> dict[str, Any]:
    found = dict(_pairs(written, where))
    unknown = sorted(found.keys() - known)
    if unknown:
        raise _WrongError(f"{where} has no setting {unknown[0]!r}; there are {', '.join(sorted(known))}")
    return found


def _pairs(written: Any, where: str) -> list[tuple[str, Any]]:
    if written is None:
        return []
    if not isinstance(written, dict):
        raise _WrongError(f"{where} must be a list of settings, name: value")
    return [(str(name), value) for name, value in cast("dict[Any, Any]", written).items()]


def _list(written: Any, where: str) -> list[Any]:
    if written is None:
        return []
    if not isinstance(written, list):
        raise _WrongError(f"{where} must be a list")
    return cast("list[Any]", written)


def _texts(written: Any, where: str) -> tuple[str, ...]:
    return tuple(_text(one, f"{where}[{i}]") or "" for i, one in enumerate(_list(written, where)))


def _text(written: Any, where: str) -> str | None:
    if written is None or isinstance(written, str):
        return written
    raise _WrongError(f"{where} must be text")


def _date(written: Any, where: str) -> dt.date | None:
    if written is None or (isinstance(written, dt.date) and not isinstance(written, dt.datetime)):
        return written
    raise _WrongError(f"{where} must be a day such as 2024-03-01")
