"""RSS, Atom and JSON feeds: which pages they announce, with the title and the day that the feed prints."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any, cast
from urllib.parse import urljoin

from dateline.errors import DatelineError

MOST_ENTRIES = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    url: str
    title: str = ""
    summary: str = ""
    published: str | None = None
    """ISO 8601, in the zone that the feed prints."""

    @property
    def day(self) -> dt.date | None:
        return dt.date.fromisoformat(self.published[:10]) if self.published else None


def entries(content: bytes, base: str) -> tuple[Entry, ...]:
    """Read a feed's entries that link to a page, at most 1,000; raises DatelineError where it is no feed."""
    found = _from_json(content) if content.lstrip()[:1] == b"{" else _from_xml(content)
    linked = islice((entry for entry in found if entry[0]), MOST_ENTRIES)
    read = (_entry(base, *entry) for entry in linked)
    return tuple(entry for entry in read if entry)


def _entry(base: str, link: str, title: str, summary: str, published: str | None) -> Entry | None:
    try:
        address = urljoin(base, link.strip())
    except ValueError:  # brackets that are no IPv6 address
        return None
    return Entry(address, _plain(title), _plain(summary), moment(published))


def moment(printed: str | None) -> str | None:
    """Read a feed's date as ISO 8601 and keep its zone; None where it cannot be read."""
    text = (printed or "").strip()
    if not text or len(text) > 64:
        return None
    for read in (dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text).isoformat()
        except (ValueError, TypeError, OverflowError):
            continue
    return None


def _from_xml(content: bytes) -> Iterator[tuple[str, str, str, str | None]]:
    import feedparser  # pyright: ignore[reportMissingTypeStubs]  # it ships none

    feed = cast("Any", feedparser).parse(io.BytesIO(content))  # a stream: never an address that it would open by itself
    if not feed.get("version") and not feed.get("entries"):
        raise DatelineError("no feed: neither RSS nor Atom nor JSON Feed")
    for entry in feed.get("entries", ()):
        yield (
            str(entry.get("link") or ""),
            str(entry.get("title") or ""),
            str(entry.get("summary") or ""),
            entry.get("published") or entry.get("updated"),
        )


def _from_json(content: bytes) -> Iterator[tuple[str, str, str, str | None]]:
    try:
        feed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DatelineError("no feed: its JSON cannot be read") from error
    items: Any = cast("dict[str, Any]", feed).get("items")
    if not isinstance(items, list):
        raise DatelineError("no feed: its JSON has no items")
    for item in cast("list[Any]", items):
        if isinstance(item, dict):
            given = cast("dict[str, Any]", item)
            text = [given.get(name) for name in ("url", "title", "summary", "date_published")]
            link, title, summary, published = (value if isinstance(value, str) else "" for value in text)
            yield link, title, summary, published


def _plain(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]{0,2000}>", " ", markup[:20_000]).split())
