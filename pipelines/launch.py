"""The job `timeline`, executed in this process for one story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg

from dateline.assets.partitions import stories
from dateline.assets.places import Places
from dateline.pipelines import abandoned, notices, settings
from dateline.pipelines.definitions import definitions
from dateline.pipelines.jobs import tags

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended, and what it made."""

    run_id: str
    success: bool
    cancelled: bool
    reason: str
    page: str
    summary: tuple[str, ...]


def timeline(instance: dg.DagsterInstance, story: str, why: str) -> Ended:
    """Register the story's partition, run the job for it, and say how that went.

    Raises UsageError where there is no such story.
    """
    chosen = settings.from_environment()
    places = Places(stories=chosen.stories, storage=chosen.storage, out=chosen.out)
    places.story(story)
    instance.add_dynamic_partitions(str(stories.name), [story])
    ran = dg.execute_job(
        dg.reconstructable(timeline_job),
        instance=instance,
        run_config=QUIET,
        tags={"dagster/partition": story, abandoned.TAG: abandoned.signature(), **tags(story, why)},
    )
    run = instance.get_run_by_id(ran.run_id)
    return Ended(
        run_id=ran.run_id,
        success=ran.success,
        cancelled=run is not None and run.status == dg.DagsterRunStatus.CANCELED,
        reason="" if ran.success else _reason(ran),
        page=str(places.outputs(story) / "timeline.html"),
        summary=tuple(_summary(ran)) if ran.success else (),
    )


def timeline_job() -> dg.JobDefinition:
    """Return the job as the definitions resolve it; Dagster calls this by name to build it again."""
    return definitions().resolve_job_def("timeline")


def _reason(ran: dg.JobExecutionResult) -> str:
    """Say why a run failed: the innermost error of the first step that did, on one line."""
    failures = [event.step_failure_data.error for event in ran.all_events if event.is_step_failure]
    failures += [event.job_failure_data.error for event in ran.all_events if event.is_job_failure]
    error = next((failure for failure in failures if failure is not None), None)
    while error is not None and error.cause is not None and not _OWN_ERROR.match(error.message):
        error = error.cause
    return "no reason given" if error is None else _OWN_ERROR.sub("", notices.one_line(error.message))


_OWN_ERROR = re.compile(r"^dateline\.[\w.]+: ")


def _summary(ran: dg.JobExecutionResult) -> Iterator[str]:
    """Say what each table holds, and what the checks found."""
    for event in ran.all_events:
        if event.is_step_materialization and event.asset_key is not None:
            said = event.step_materialization_data.materialization.metadata
            shown = {name: said[name].value for name in SHOWN if name in said}
            rows = said["dagster/row_count"].value if "dagster/row_count" in said else 0
            notes = ", ".join(f"{name} {value}" for name, value in shown.items())
            yield f"  {event.asset_key.to_user_string():<18}{rows:>6}  {notes}"
    for check in ran.get_asset_check_evaluations():
        if not check.passed:
            yield f"  warning: {check.asset_key.to_user_string()}: {check.check_name}: {check.description}"


SHOWN = ("dates from", "types", "events, made", "events, reused", "statuses", "conflicts", "changes")
