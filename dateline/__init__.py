"""Dateline rebuilds the timeline of a story from its news coverage: what happened when, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.story import build
    from dateline.times import tag

__all__ = ["build", "tag"]

_HOMES = {"build": "dateline.story", "tag": "dateline.times"}


def __getattr__(name: str) -> Any:
    """Load a public function at its first use, so that `import dateline` stays instant."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
