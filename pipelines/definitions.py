"""Everything that Dagster loads, put together in one place."""

from __future__ import annotations

from typing import Any

import dagster as dg

from dateline.assets import ingestion, publication, story
from dateline.assets.places import Places
from dateline.pipelines import purging, schedules, sensors, settings
from dateline.pipelines.execution import one_process
from dateline.pipelines.jobs import fetch_job, timeline_job
from dateline.pipelines.storage import ParquetTablesFactory

ASSETS: list[Any] = [
    ingestion.fetched,
    story.read,
    story.timexes,
    story.tell,
    story.events,
    story.timeline,
    publication.timeline_page,
    publication.timeline_exports,
]


@dg.definitions
def definitions() -> dg.Definitions:
    """Assemble the assets with the places that the environment names."""
    chosen = settings.from_environment()
    return dg.Definitions(
        assets=ASSETS,
        jobs=[timeline_job, fetch_job, purging.purge_job],
        schedules=[schedules.daily, purging.weekly_purge],
        sensors=[sensors.new_articles, sensors.sources_due, sensors.failures, sensors.abandoned_runs],
        executor=one_process,
        resources={
            "places": Places(stories=chosen.stories, storage=chosen.storage, out=chosen.out),
            "io_manager": ParquetTablesFactory(storage=chosen.storage, wait_seconds=chosen.wait_seconds),
        },
    )
