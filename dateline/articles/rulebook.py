"""Reads this room's rules, which stand as TOML beside the code."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def load(name: str) -> dict[str, Any]:
    """Return the content of one of the room's TOML files."""
    return tomllib.loads(files("dateline.articles").joinpath(name).read_text("utf-8"))
