"""Removes old runs and their events from the instance; tables, history and outputs stay."""
# No `from __future__` import: Dagster reads the annotation of `context` itself.

import datetime as dt

import dagster as dg

KEPT_DAYS = 90
AT_ONCE = 200
FINISHED = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]


class Age(dg.Config):
    """How many days a finished run is kept."""

    days: int = KEPT_DAYS


@dg.op(description="Deletes finished runs older than `days`, oldest first.")
def delete_old_runs(context: dg.OpExecutionContext, config: Age) -> int:
    removed = purge(context.instance, dt.datetime.now(dt.UTC) - dt.timedelta(days=config.days))
    context.log.info("%d runs deleted", removed)
    return removed


def purge(instance: dg.DagsterInstance, before: dt.datetime) -> int:
    """Delete the finished runs that were created before a moment; return their number."""
    removed = 0
    wanted = dg.RunsFilter(statuses=FINISHED, created_before=before)
    while found := instance.get_runs(wanted, limit=AT_ONCE):
        for run in found:
            instance.delete_run(run.run_id)
        removed += len(found)
    return removed


@dg.job(name="purge", executor_def=dg.in_process_executor, description="Remove old runs and their events.")
def purge_job() -> None:
    delete_old_runs()


weekly_purge = dg.ScheduleDefinition(
    name="weekly_purge",
    job=purge_job,
    cron_schedule="30 3 * * 0",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
