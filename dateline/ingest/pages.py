"""A page that was fetched and kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """One page that was fetched: a line of the manifest in a story's `fetched/` folder."""

    file: str
    url: str
    final_url: str
    fetched_at: str
    sha256: str
    content_type: str
    source: str
    etag: str | None = None
    last_modified: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    timezone: str | None = None
