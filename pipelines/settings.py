"""What the environment decides: where stories are read, where things are kept, whom to tell of a failure."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    stories: str
    """Folder of stories (DATELINE_STORIES, default `seeds`)."""
    storage: str
    """Tables, cache and history (DATELINE_STORAGE, default `.dateline`); may be `s3://...`."""
    out: str
    """What readers get (DATELINE_OUT, default `out`); may be `s3://...`."""
    webhook: str | None
    """Address that a failed run is posted to (DATELINE_WEBHOOK); it may hold a secret and is never logged."""
    wait_seconds: float
    """How long a run waits for another run of its story (DATELINE_WAIT, default 600)."""


def from_environment() -> Settings:
    """Read the settings; an empty variable counts as unset."""
    return Settings(
        stories=os.environ.get("DATELINE_STORIES") or "seeds",
        storage=os.environ.get("DATELINE_STORAGE") or ".dateline",
        out=os.environ.get("DATELINE_OUT") or "out",
        webhook=os.environ.get("DATELINE_WEBHOOK") or None,
        wait_seconds=float(os.environ.get("DATELINE_WAIT") or 600),
    )
