"""Runs whose process was killed stay STARTED in the instance; the next start ends them and says so.

Every run signs with its machine, process and the moment that process began, so that a reused process id is not mistaken
for it. A run of another machine is left to that machine.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

import dagster as dg

from dateline import atomic
from dateline.pipelines.jobs import STORY_TAG, WHY_TAG

TAG = "dateline/process"
UNFINISHED = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]


def sign(instance: dg.DagsterInstance | None, run_id: str | None) -> None:
    """Write into a run's tags which process executes it, and which story it is for and why where nobody said."""
    run = instance.get_run_by_id(run_id) if instance is not None and run_id is not None else None
    if instance is None or run is None:
        return
    defaults = {STORY_TAG: run.tags.get("dagster/partition", ""), WHY_TAG: "asked for in the interface"}
    told = {name: value for name, value in defaults.items() if value and name not in run.tags}
    instance.add_run_tags(run.run_id, {TAG: signature(), **told})


def signature(pid: int | None = None) -> str:
    """Name a process of this machine: host, process id, and when it began in clock ticks since boot."""
    pid = os.getpid() if pid is None else pid
    return f"{socket.gethostname()} {pid} {_began(pid)}"


def end_runs(instance: dg.DagsterInstance) -> list[str]:
    """End the unfinished runs whose process on this machine is gone; return their ids."""
    ended: list[str] = []
    for run in instance.get_runs(dg.RunsFilter(statuses=UNFINISHED)):
        if not _gone(run.tags.get(TAG)):
            continue
        message = "its process ended without a word (killed, or the machine stopped): run the story again"
        if run.status == dg.DagsterRunStatus.CANCELING:
            instance.report_run_canceled(run, message=message)
        else:
            instance.report_run_failed(run, message=message)
        ended.append(run.run_id)
    return ended


def _gone(signed: str | None) -> bool:
    if signed is None:
        return False
    host, pid, began = signed.rsplit(" ", 2)
    if host != socket.gethostname():
        return False
    return not atomic.alive(int(pid)) or _began(int(pid)) != began


def _began(pid: int) -> str:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "-"
    return stat.rpartition(")")[2].split()[19]
