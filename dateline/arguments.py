"""What commands take and refuse: folders that are there, folders that can be written, days."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.errors import UsageError

INPUT = click.Path(path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


def known(path: Path, *, folder: bool = False) -> None:
    """Refuse what is not there, and a file where a folder is wanted."""
    if not path.exists():
        raise UsageError(f"there is no {'folder' if folder else 'file or folder'} {path}")
    if folder and not path.is_dir():
        raise UsageError(f"{path} is not a folder")


def writable(out: Path) -> None:
    """Make the output folder, and find out before the work whether a file can be written in it."""
    import tempfile

    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror}") from error
