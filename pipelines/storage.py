"""Tables as Parquet files, `STORAGE/tables/ASSET/STORY.parquet`, in a local folder or an object store.

One run at a time writes a story's tables: a second one waits for the first, and is refused when that takes too long.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pandas as pd
from filelock import FileLock, Timeout
from platformdirs import user_state_path
from upath import UPath

from dateline import atomic
from dateline.errors import DatelineError
from dateline.pipelines import abandoned
from dateline.tables import TABLES, Table, TableError, from_parquet, to_parquet


class StoryBusyError(DatelineError):
    """Another run of the same story did not end in time."""


class ParquetTables(dg.UPathIOManager):
    """Writes each table whole or not at all, and refuses to read one that is damaged or of another version."""

    extension = ".parquet"

    def dump_to_path(self, context: dg.OutputContext, obj: pd.DataFrame, path: UPath) -> None:
        atomic.write_bytes(path, to_parquet(_table(context), obj))

    def load_from_path(self, context: dg.InputContext, path: UPath) -> pd.DataFrame:
        table = _table(context)
        try:
            return from_parquet(table, path.read_bytes(), origin=str(path))
        except FileNotFoundError as error:
            raise TableError(f"{path} does not exist: materialise {table.name} first") from error


class ParquetTablesFactory(dg.ConfigurableIOManagerFactory[ParquetTables]):
    """Configures where the tables are kept: a folder, or an address such as `s3://bucket/dateline`."""

    storage: str = ".dateline"
    wait_seconds: float = 600.0

    def create_io_manager(self, context: dg.InitResourceContext) -> ParquetTables:  # noqa: ARG002  # Dagster's signature
        return ParquetTables(base_path=UPath(self.storage) / "tables")

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[ParquetTables]:
        story = context.run.tags.get("dagster/partition") if context.run else None
        abandoned.sign(context.instance, context.run.run_id if context.run else None)
        if story is None:
            yield self.create_io_manager(context)
            return
        with self._one_writer(context, story):
            yield self.create_io_manager(context)

    @contextmanager
    def _one_writer(self, context: dg.InitResourceContext, story: str) -> Iterator[None]:
        path = lock_path(self.storage, story)
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if context.log:
                context.log.info("waiting up to %g s for another run of %s", self.wait_seconds, story)
            try:
                lock.acquire(timeout=self.wait_seconds)
            except Timeout as error:
                raise StoryBusyError(
                    f"another run of {story} is still writing after {self.wait_seconds:g} s: try again when it has ended"
                ) from error
        try:
            yield
        finally:
            lock.release()


def lock_path(storage: str, story: str) -> Path:
    """Name the lock file of a story; those of an object store stand in this machine's own state folder."""
    root = UPath(storage)
    if atomic.is_local(root):
        return Path(str(root)) / "locks" / f"{story}.lock"
    digest = hashlib.sha256(storage.encode()).hexdigest()[:16]
    return user_state_path("dateline") / "locks" / digest / f"{story}.lock"


def _table(context: dg.InputContext | dg.OutputContext) -> Table:
    name = context.asset_key.path[-1]
    if name not in TABLES:
        raise TableError(f"no schema for the table {name!r}")
    return TABLES[name]
