"""A story is a partition: its key is the name of a folder under the stories root."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from dateline.errors import UsageError

stories = dg.DynamicPartitionsDefinition(name="stories")

_RESERVED = set('/\\<>:"|?*\0\n\r\t')


def is_story_name(name: str) -> bool:
    """Say whether a folder's name can be a partition key and a folder's name on every system."""
    return 0 < len(name) <= 120 and not name.startswith((".", "_")) and not _RESERVED & set(name) and "..." not in name


def story_names(root: Path) -> list[str]:
    """List the stories under a root: its folders, hidden ones and symbolic links left out."""
    if not root.is_dir():
        raise UsageError(f"the folder of stories does not exist: {root}")
    return sorted(
        path.name for path in root.iterdir() if path.is_dir() and not path.is_symlink() and is_story_name(path.name)
    )
