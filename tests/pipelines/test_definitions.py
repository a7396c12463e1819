"""The definitions load, and the sensors and the schedule ask for what they should."""

from __future__ import annotations

import datetime as dt
import json
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import dagster as dg
import pytest

from dateline.assets.places import Places
from dateline.pipelines import abandoned, notices, purging, schedules, sensors, watching
from dateline.pipelines.definitions import definitions
from dateline.pipelines.jobs import STORY_TAG, WHY_TAG


def test_the_definitions_load():
    loaded = definitions()
    dg.Definitions.validate_loadable(loaded)
    assert {job.name for job in loaded.resolve_all_job_defs()} >= {"timeline"}


def test_the_job_makes_every_table_of_a_story():
    job = definitions().resolve_job_def("timeline")
    made = {key.to_user_string() for key in job.asset_layer.selected_asset_keys}
    wanted = {"articles", "timexes", "mentions", "events", "timeline", "timeline_page", "timeline_exports"}
    assert wanted <= made
    assert isinstance(job.partitions_def, dg.DynamicPartitionsDefinition)


@pytest.fixture
def stories(tmp_path):
    """Two stories whose files have been there for a while."""
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        write(tmp_path / name / "a.txt", f"{name} a")
    return tmp_path


def write(path, text, *, age=60.0):
    path.write_text(text)
    os.utime(path, (time.time() - age, time.time() - age))


def tick(stories, instance, cursor):
    resources = {"places": Places(stories=str(stories))}
    with dg.build_sensor_context(instance=instance, cursor=cursor, resources=resources) as context:
        asked = sensors.new_articles(context)
    requests = {request.partition_key: request for request in asked.run_requests}
    added = [name for request in asked.dynamic_partitions_requests or () for name in request.partition_keys]
    instance.add_dynamic_partitions("stories", added)
    return requests, asked.cursor


def test_new_stories_are_registered_and_run(stories):
    instance = dg.DagsterInstance.ephemeral()
    requests, _ = tick(stories, instance, None)
    assert set(requests) == {"north", "south"} == set(instance.get_dynamic_partitions("stories"))
    assert requests["north"].tags == {STORY_TAG: "north", WHY_TAG: "1 new (a.txt)"}


def test_a_story_without_change_is_left_alone_even_where_a_file_was_touched(stories):
    instance = dg.DagsterInstance.ephemeral()
    _, cursor = tick(stories, instance, None)
    write(stories / "north" / "a.txt", "north a", age=30)
    requests, _ = tick(stories, instance, cursor)
    assert requests == {}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda folder: write(folder / "b.txt", "b"), "1 new (b.txt)"),
        (lambda folder: write(folder / "a.txt", "changed"), "1 changed (a.txt)"),
        (lambda folder: (write(folder / "b.txt", "b"), (folder / "a.txt").unlink()), "1 new (b.txt), 1 gone (a.txt)"),
    ],
)
def test_a_changed_story_alone_is_run_and_the_run_says_why(stories, change, why):
    instance = dg.DagsterInstance.ephemeral()
    _, cursor = tick(stories, instance, None)
    change(stories / "south")
    requests, _ = tick(stories, instance, cursor)
    assert {name: request.tags[WHY_TAG] for name, request in requests.items()} == {"south": why}


def test_a_change_that_is_taken_back_is_run_again(stories):
    instance = dg.DagsterInstance.ephemeral()
    first, cursor = tick(stories, instance, None)
    write(stories / "north" / "a.txt", "changed")
    _, cursor = tick(stories, instance, cursor)
    write(stories / "north" / "a.txt", "north a")
    again, _ = tick(stories, instance, cursor)
    assert again["north"].run_key != first["north"].run_key


def test_a_file_that_is_still_being_copied_waits(stories):
    instance = dg.DagsterInstance.ephemeral()
    _, cursor = tick(stories, instance, None)
    write(stories / "north" / "b.txt", "half", age=0)
    waiting, cursor = tick(stories, instance, cursor)
    write(stories / "north" / "b.txt", "whole", age=10)
    settled, _ = tick(stories, instance, cursor)
    assert (list(waiting), list(settled)) == ([], ["north"])


def test_s17_links_pipes_and_hidden_files_are_not_looked_into(stories):
    folder = stories / "north"
    (folder / "link.txt").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.txt")
    (folder / ".hidden.txt").write_text("x")
    assert list(watching.contents(folder)) == ["a.txt"]


def test_an_unprintable_name_does_not_reach_the_tags():
    assert watching.difference({}, {"a\n\u202eb.txt": "1"}) == "1 new (a??b.txt)"


def test_the_daily_schedule_runs_every_story_once_a_day(stories):
    moment = dt.datetime(2024, 3, 4, 5, 0, tzinfo=dt.UTC)
    resources = {"places": Places(stories=str(stories))}
    with (
        dg.instance_for_test() as instance,
        dg.build_schedule_context(instance, scheduled_execution_time=moment, resources=resources) as context,
    ):
        requests = schedules.daily(context)
    assert [(r.partition_key, r.run_key) for r in requests] == [
        ("north", "2024-03-04 north"),
        ("south", "2024-03-04 south"),
    ]
    assert requests[0].tags[WHY_TAG] == "daily run of 2024-03-04"


class Receiver:
    """A server of this machine that answers as told and keeps what it was sent."""

    def __init__(self, *statuses):
        self.received = []
        answers = list(statuses)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(handler):  # noqa: N805  # `self` is the receiver
                body = handler.rfile.read(int(handler.headers["Content-Length"]))
                self.received.append(json.loads(body))
                handler.send_response(answers.pop(0) if len(answers) > 1 else answers[0])
                handler.end_headers()

            def log_message(handler, *_):  # noqa: N805  # as above
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/hook?secret=s3cret"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def receiver():
    made = []

    def start(*statuses):
        made.append(Receiver(*statuses))
        return made[-1]

    yield start
    for one in made:
        one.close()


def failed_run():
    @dg.op
    def breaks():
        raise RuntimeError("no space\nleft on device")

    @dg.job(tags={STORY_TAG: "north", WHY_TAG: "1 new (a.txt)"})
    def timeline():
        breaks()

    instance = dg.DagsterInstance.ephemeral()
    ran = timeline.execute_in_process(instance=instance, raise_on_error=False)
    event = ran.get_run_failure_event()
    run = instance.get_run_by_id(ran.run_id)
    return dg.build_run_status_sensor_context("failures", event, instance, run).for_run_failure()


def test_a_failure_is_posted_with_story_and_reason(receiver, monkeypatch):
    told = receiver(200)
    monkeypatch.setenv("DATELINE_WEBHOOK", told.address)
    assert sensors.failures(failed_run()) is None
    (message,) = told.received
    assert (message["story"], message["why"], message["job"]) == ("north", "1 new (a.txt)", "timeline")
    assert message["steps"] == ["breaks"]
    assert "\n" not in message["error"]


def test_without_a_webhook_nobody_is_told_and_that_is_said(monkeypatch):
    monkeypatch.delenv("DATELINE_WEBHOOK", raising=False)
    assert "DATELINE_WEBHOOK is not set" in sensors.failures(failed_run()).skip_message


def test_a_webhook_that_is_busy_is_asked_again(receiver):
    told = receiver(503, 429, 204)
    notices.post(told.address, {"a": 1}, pause_seconds=0)
    assert len(told.received) == 3


@pytest.mark.parametrize(("status", "asked"), [(500, 3), (404, 1), (302, 1)])
def test_a_webhook_that_refuses_is_reported_without_its_address(receiver, status, asked):
    told = receiver(status)
    with pytest.raises(notices.NoticeError) as refusal:
        notices.post(told.address, {"a": 1}, pause_seconds=0)
    assert len(told.received) == asked
    assert "secret" not in str(refusal.value)
    assert "127.0.0.1" not in str(refusal.value)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/s3cret", "not an address", "http://[bad/s3cret"])
def test_a_webhook_that_is_away_is_reported_without_its_address(address):
    with pytest.raises(notices.NoticeError) as refusal:
        notices.post(address, {"a": 1}, pause_seconds=0)
    assert "s3cret" not in str(refusal.value)


def unfinished_run(instance, signed, status=dg.DagsterRunStatus.STARTED):
    @dg.job
    def timeline():
        pass

    return instance.create_run_for_job(timeline, status=status, tags={abandoned.TAG: signed} if signed else {}).run_id


@pytest.mark.parametrize(
    ("signed", "ended"),
    [
        (lambda mine: mine, False),
        (lambda mine: mine.rsplit(" ", 1)[0] + " 1", True),  # the process id was taken by another process
        (lambda mine: f"{mine.split()[0]} 999999999 5", True),
        (lambda mine: "another-machine 999999999 5", False),
        (lambda mine: None, False),
    ],
)
def test_s45_only_a_run_whose_process_is_gone_from_this_machine_is_ended(signed, ended):
    instance = dg.DagsterInstance.ephemeral()
    run = unfinished_run(instance, signed(abandoned.signature()))
    assert abandoned.end_runs(instance) == ([run] if ended else [])
    status = instance.get_run_by_id(run).status
    assert status == (dg.DagsterRunStatus.FAILURE if ended else dg.DagsterRunStatus.STARTED)


def test_s45_a_run_that_was_being_cancelled_ends_cancelled():
    instance = dg.DagsterInstance.ephemeral()
    run = unfinished_run(instance, f"{abandoned.signature().split()[0]} 999999999 5", dg.DagsterRunStatus.CANCELING)
    abandoned.end_runs(instance)
    assert instance.get_run_by_id(run).status == dg.DagsterRunStatus.CANCELED


def test_old_runs_are_purged_and_running_ones_stay():
    instance = dg.DagsterInstance.ephemeral()
    done = [unfinished_run(instance, None, dg.DagsterRunStatus.SUCCESS) for _ in range(3)]
    running = unfinished_run(instance, None)
    now = dt.datetime.now(dt.UTC)
    assert purging.purge(instance, now - dt.timedelta(days=1)) == 0
    assert purging.purge(instance, now + dt.timedelta(minutes=1)) == len(done)
    assert [run.run_id for run in instance.get_runs()] == [running]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("sources: [{feed: 'https://example.org/feed'}]", ["north"]),
        ("title: no sources", []),
        ("sources: {", []),  # a mistake in one story must not keep the others from being asked
    ],
)
def test_sources_are_asked_when_they_are_due(stories, written, asked):
    (stories / "north" / "story.yaml").write_text(written)
    instance = dg.DagsterInstance.ephemeral()
    resources = {"places": Places(stories=str(stories))}
    with dg.build_sensor_context(instance=instance, resources=resources) as context:
        first = sensors.sources_due(context)
    with dg.build_sensor_context(instance=instance, cursor=first.cursor, resources=resources) as context:
        second = sensors.sources_due(context)
    assert [request.partition_key for request in first.run_requests] == asked
    assert list(second.run_requests) == []
