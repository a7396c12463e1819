"""The Dagster instance that runs are recorded in: DAGSTER_HOME, made once and under a lock.

Several processes that start on a fresh DAGSTER_HOME at once would each create its databases, and two that do so together
break them for good (alembic: more than one head).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
from filelock import FileLock, Timeout
from sqlalchemy import event
from sqlalchemy.engine import Engine

from dateline import atomic
from dateline.errors import DatelineError, UsageError
from dateline.pipelines import abandoned, notices

BUSY_SECONDS = 60
LOCK_SECONDS = 120
MARK = ".dateline.making"
CONFIGURATION = """\
# Dateline's instance on one machine. deploy/dagster.yaml shows one for a team: PostgreSQL and an object store.
telemetry:
  enabled: false
nux:
  enabled: false
run_queue:
  max_concurrent_runs: 2
  tag_concurrency_limits:
    # one run at a time of each story; storage.py holds a lock for runs that bypass the queue
    - key: "dagster/partition"
      value:
        applyLimitPerUniqueValue: true
      limit: 1
run_retries:
  enabled: true
  max_retries: 0
freshness:
  enabled: true
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days:
      skipped: 3
      failure: 30
      success: 30
"""


def home() -> Path:
    """Name the instance's folder: DAGSTER_HOME, or `.dagster` in the working directory."""
    return Path(os.environ.get("DAGSTER_HOME") or ".dagster").expanduser().resolve()


def prepare() -> Path:
    """Make the instance's folder and databases where they are missing, one process at a time; return the folder.

    Raises UsageError, naming the folder, where it cannot be made or written.
    """
    folder = home()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".dateline.lock")
        with lock.acquire(timeout=LOCK_SECONDS):
            if not (folder / "dagster.yaml").exists():
                atomic.write_text(folder / "dagster.yaml", CONFIGURATION)
            os.environ["DAGSTER_HOME"] = str(folder)
            os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
            with _made_whole(folder), dg.DagsterInstance.get() as instance:
                instance.get_runs_count()
                instance.get_dynamic_partitions("stories")
    except Timeout as error:
        raise UsageError(f"another process has been preparing DAGSTER_HOME ({folder}) for {LOCK_SECONDS} s") from error
    except OSError as error:
        raise UsageError(f"DAGSTER_HOME ({folder}) cannot be used: {error.strerror or error}") from error
    except Exception as error:  # whatever a storage raises: its server is away, its configuration is wrong
        raise DatelineError(
            f"the instance of DAGSTER_HOME ({folder}) cannot be opened: {type(error).__name__}: {notices.one_line(str(error))}"
        ) from error
    return folder


@contextmanager
def _made_whole(folder: Path) -> Iterator[None]:
    """Mark a fresh folder while its databases are made: those that a kill left half made are made anew.

    Dagster takes a database that exists for a whole one. Nothing was recorded in one that is still marked.
    """
    mark, databases = folder / MARK, [folder / name for name in ("history", "schedules")]
    if mark.exists():
        for database in databases:
            shutil.rmtree(database, ignore_errors=True)
    if not any(database.exists() for database in databases):
        atomic.write_text(mark, "the databases beside this file are being made\n")
    yield
    mark.unlink(missing_ok=True)


@contextmanager
def opened() -> Iterator[dg.DagsterInstance]:
    """Open the instance, prepared, with the runs ended that a kill left unfinished."""
    prepare()
    with dg.DagsterInstance.get() as instance:
        yield instance


def ended_runs(instance: dg.DagsterInstance) -> list[str]:
    """End abandoned runs and say so, one line each."""
    return [f"run {run_id[:8]} had been killed: marked as ended" for run_id in abandoned.end_runs(instance)]


@event.listens_for(Engine, "connect")
def _wait_for_locks(connection: Any, _record: Any) -> None:
    """Let SQLite wait for a locked database instead of failing after five seconds."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
