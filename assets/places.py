"""Where a story's articles are read, its tables kept and its timeline written."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
from upath import UPath

from dateline import atomic
from dateline.assets.partitions import is_story_name
from dateline.cache import Cache
from dateline.errors import UsageError


class Places(dg.ConfigurableResource):
    """Folders, each below the working directory unless absolute; `storage` and `out` may be in an object store."""

    stories: str = "seeds"
    storage: str = ".dateline"
    out: str = "out"

    def story(self, name: str) -> Path:
        """Return the folder of a story's articles; raises UsageError where there is none."""
        folder = Path(self.stories) / name
        if not is_story_name(name) or not folder.is_dir():
            raise UsageError(f"no story {name!r}: the folder {folder} does not exist")
        return folder

    def outputs(self, name: str) -> UPath:
        return UPath(self.out) / name

    def history(self, name: str) -> UPath:
        return UPath(self.storage) / "history" / name

    def sweep(self, name: str) -> list[Path]:
        """Remove what killed writers left half-written, where tables and this story's outputs lie; a living one's stays."""
        from dateline.reports import index
        from dateline.reports.exports import FILES

        storage, outputs = UPath(self.storage), self.outputs(name)
        ours: list[tuple[UPath, tuple[str, ...] | None]] = [
            (storage, None),
            (outputs, FILES),
            (UPath(self.out), (index.FILE,)),
        ]
        return [
            removed
            for place, names in ours
            if atomic.is_local(place) and place.exists()
            for removed in atomic.sweep(Path(str(place)), names)
        ]

    def cache(self) -> Cache:
        return Cache(UPath(self.storage) / "cache")
