"""What starts a run, and who is told when one fails."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import dagster as dg

from dateline.assets.partitions import stories, story_names
from dateline.assets.places import Places
from dateline.errors import UsageError
from dateline.ingest import calendar, story_file
from dateline.pipelines import abandoned, notices, settings, watching
from dateline.pipelines.jobs import STORY_TAG, WHY_TAG, fetch_job, tags, timeline_job

SETTLED_SECONDS = 2.0
"""A file that changed this recently may still be being copied: it waits for the next tick."""


@dg.sensor(
    job=timeline_job,
    minimum_interval_seconds=15,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Asks for a run of a story, and of that story alone, when its articles came, changed or went.",
)
def new_articles(context: dg.SensorEvaluationContext, places: Places) -> dg.SensorResult:
    seen: dict[str, dict[str, str]] = json.loads(context.cursor)["stories"] if context.cursor else {}
    count: int = json.loads(context.cursor)["requests"] if context.cursor else 0
    requests: list[dg.RunRequest] = []
    names = story_names(Path(places.stories))
    kept = {name: found for name, found in seen.items() if name in names}
    for name in names:
        folder = places.story(name)
        if time.time() - watching.newest(folder) < SETTLED_SECONDS:
            continue
        found = watching.contents(folder)
        if not found or found == seen.get(name):
            continue
        count += 1
        why = watching.difference(seen.get(name, {}), found)
        run_key = f"{name} {watching.fingerprint(found)} {count}"
        requests.append(dg.RunRequest(run_key=run_key, partition_key=name, tags=tags(name, why)))
        kept[name] = found
    registered = set(context.instance.get_dynamic_partitions(str(stories.name)))
    fresh = [str(request.partition_key) for request in requests if request.partition_key not in registered]
    return dg.SensorResult(
        run_requests=requests,
        dynamic_partitions_requests=[stories.build_add_request(fresh)] if fresh else [],
        cursor=json.dumps({"stories": kept, "requests": count}, ensure_ascii=False),
        skip_reason=None if requests else "no story changed",
    )


@dg.sensor(
    job=fetch_job,
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Asks for a round over a story's sources when its story.yaml says that it is time.",
)
def sources_due(context: dg.SensorEvaluationContext, places: Places) -> dg.SensorResult:
    asked: dict[str, str] = json.loads(context.cursor) if context.cursor else {}
    now = dt.datetime.now(dt.UTC)
    requests: list[dg.RunRequest] = []
    for name in story_names(Path(places.stories)):
        try:
            configured = story_file.read(places.story(name))
        except UsageError as error:
            context.log.warning("%s", error)
            continue
        if not configured.sources or not calendar.due(configured.schedule, _moment(asked.get(name)), now):
            continue
        asked[name] = now.isoformat(timespec="seconds")
        run_key = f"{name} {asked[name]}"
        requests.append(dg.RunRequest(run_key=run_key, partition_key=name, tags=tags(name, "its sources were due")))
    context.instance.add_dynamic_partitions(str(stories.name), [str(request.partition_key) for request in requests])
    return dg.SensorResult(
        run_requests=requests,
        cursor=json.dumps(asked, sort_keys=True),
        skip_reason=None if requests else "no source is due",
    )


@dg.run_failure_sensor(
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Posts a failed run's story and reason to DATELINE_WEBHOOK.",
)
def failures(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    run = context.dagster_run
    address = settings.from_environment().webhook
    if address is None:
        return dg.SkipReason("DATELINE_WEBHOOK is not set: nobody is told")
    error = context.failure_event.message or "no reason given"
    notices.post(
        address,
        {
            "job": run.job_name,
            "run": run.run_id,
            "story": run.tags.get(STORY_TAG) or run.tags.get("dagster/partition"),
            "why": run.tags.get(WHY_TAG, ""),
            "error": notices.one_line(error),
            "steps": [notices.one_line(str(event.step_key)) for event in context.get_step_failure_events()],
        },
    )
    return None


@dg.sensor(
    minimum_interval_seconds=60,
    target=None,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Ends the runs whose process was killed, so that none stays STARTED for ever.",
)
def abandoned_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    ended = abandoned.end_runs(context.instance)
    return dg.SkipReason(f"ended {len(ended)} runs: {', '.join(ended)}" if ended else "no run was abandoned")


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
