"""The daily run of every story."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from dateline.assets.partitions import stories, story_names
from dateline.assets.places import Places
from dateline.pipelines.jobs import tags, timeline_job


@dg.schedule(
    job=timeline_job,
    cron_schedule="0 5 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every story, every morning.",
)
def daily(context: dg.ScheduleEvaluationContext, places: Places) -> list[dg.RunRequest]:
    names = story_names(Path(places.stories))
    context.instance.add_dynamic_partitions(str(stories.name), names)
    day = context.scheduled_execution_time.date().isoformat()
    return [
        dg.RunRequest(run_key=f"{day} {name}", partition_key=name, tags=tags(name, f"daily run of {day}"))
        for name in names
    ]
