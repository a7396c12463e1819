"""A run of a real process, disturbed: killed, terminated, doubled, out of disk, out of a home."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import pytest

from dateline.pipelines import abandoned

STORY = "ferry"
ARTICLES = {
    "a.txt": "Ferry service delayed\n\nMay 6, 2024\n\nThe ferry company postponed its first crossing on Monday. It had been planned for June.",
    "b.txt": "Ferry crosses at last\n\nJuly 1, 2024\n\nThe first ferry crossed the strait on Saturday. Minister Ann Berg was on board.",
}
QUIET = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}


class Place:
    """A folder of its own with a story, a DAGSTER_HOME, a storage and outputs."""

    def __init__(self, root: Path, **environment: str) -> None:
        self.root = root
        story = root / "seeds" / STORY
        story.mkdir(parents=True, exist_ok=True)
        for name, text in ARTICLES.items():
            (story / name).write_text(text)
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DAGSTER", "DATELINE"))}
        self.environment = inherited | {"DAGSTER_HOME": str(root / "home")} | environment

    def start(self, *more: str, story: str = STORY) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "dateline.pipelines.run", "--story", story, *more]
        return subprocess.Popen(command, cwd=self.root, env=self.environment, **QUIET)

    def run(self, *more: str, story: str = STORY, timeout: float = 240) -> subprocess.CompletedProcess[str]:
        running = self.start(*more, story=story)
        out, err = running.communicate(timeout=timeout)
        return subprocess.CompletedProcess(running.args, running.returncode, out, err)

    @property
    def out(self) -> Path:
        return self.root / "out" / STORY

    @property
    def page(self) -> Path:
        return self.out / "timeline.html"

    def statuses(self) -> list[str]:
        with dg.DagsterInstance.from_config(str(self.root / "home")) as instance:
            return [run.status.value for run in reversed(instance.get_runs())]


def content(folder: Path) -> dict[str, str]:
    """Digest what readers see; the hour at which a timeline was made is its own."""
    return (
        {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}
        if folder.exists()
        else {}
    )


def comparable(folder: Path) -> dict[str, bytes]:
    """Read the outputs without the moment they were made."""
    import json

    moment = json.loads((folder / "timeline.json").read_text())["generated_at"].encode()
    return {
        p.name: p.read_bytes().replace(moment, b"-")
        for p in folder.iterdir()
        if p.suffix in {".json", ".csv", ".jsonl"}
    }


def leftovers(root: Path) -> list[str]:
    return [
        str(p.relative_to(root)) for p in root.rglob("*") if p.suffix in {".partial", ".tmp"} and "home" not in p.parts
    ]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("undisturbed"))
    ran = place.run()
    assert ran.returncode == 0, ran.stderr
    return place


def test_a_run_prints_the_pages_path_and_a_summary(undisturbed):
    again = undisturbed.run()
    assert again.stdout.splitlines()[-1] == "out/ferry/timeline.html"
    assert "events, made 0, events, reused 2" in again.stdout
    assert undisturbed.page.exists()


def killed_after(place: Place, seconds: float) -> None:
    running = place.start()
    with contextlib.suppress(subprocess.TimeoutExpired):
        running.wait(seconds)
    running.kill()
    running.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [3.5, 7.0])
def test_s40_a_killed_run_leaves_whole_files_and_the_next_needs_no_cleaning(tmp_path, undisturbed, seconds):
    place = Place(tmp_path)
    killed_after(place, seconds)
    after = place.run()
    assert after.returncode == 0, after.stderr
    assert leftovers(tmp_path) == []
    assert comparable(place.out) == comparable(undisturbed.out)
    assert "STARTED" not in place.statuses()


@pytest.mark.soak
def test_s40_fifty_kills_at_random_moments(tmp_path, undisturbed):
    whole = comparable(undisturbed.out)
    moments = random.Random(40)
    for kill in range(50):
        place = Place(tmp_path / str(kill))
        killed_after(place, moments.uniform(0.5, 14.0))
        for path in place.out.glob("*.json"):
            assert path.read_bytes().rstrip().endswith(b"}")
        after = place.run()
        assert (after.returncode, leftovers(place.root)) == (0, []), (kill, after.stderr)
        assert comparable(place.out) == whole, kill
        assert "STARTED" not in place.statuses()


@pytest.mark.slow
def test_s41_a_damaged_table_is_rebuilt_by_the_next_run(tmp_path, undisturbed):
    place = Place(tmp_path)
    assert place.run().returncode == 0
    for table in (tmp_path / ".dateline" / "tables").rglob("*.parquet"):
        table.write_bytes(table.read_bytes()[:-7])
    for entry in (tmp_path / ".dateline" / "cache").rglob("*.bin"):
        entry.write_bytes(b"garbled")
    after = place.run()
    assert after.returncode == 0, after.stderr
    assert comparable(place.out) == comparable(undisturbed.out)


@pytest.mark.slow
def test_s42_a_full_disk_is_said_and_the_old_outputs_stay(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a tmpfs")
    try:
        place = Place(tmp_path)
        where = ("--out", str(disk / "out"), "--storage", str(disk / "storage"))
        assert place.run(*where).returncode == 0
        before = content(disk / "out" / STORY)
        (tmp_path / "seeds" / STORY / "c.txt").write_text("Ferry sold\n\nJuly 9, 2024\n\nThe ferry was sold on Monday.")
        with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)
        full = place.run(*where)
        assert full.returncode == 1
        assert "No space left on device" in full.stderr
        assert content(disk / "out" / STORY) == before
        assert leftovers(disk) == []
    finally:
        subprocess.run(["umount", disk], check=False)


@pytest.mark.slow
def test_s43_two_runs_of_one_story_at_once_end_like_one(tmp_path, undisturbed):
    place = Place(tmp_path)
    assert place.run().returncode == 0
    both = [place.start(), place.start()]
    ended = [running.communicate(timeout=240) for running in both]
    assert [running.returncode for running in both] == [0, 0], ended
    assert comparable(place.out) == comparable(undisturbed.out)


@pytest.mark.slow
def test_s43_a_run_that_waits_too_long_is_refused_clearly(tmp_path):
    from filelock import FileLock

    place = Place(tmp_path, DATELINE_WAIT="0.5")
    (tmp_path / ".dateline" / "locks").mkdir(parents=True)
    with FileLock(tmp_path / ".dateline" / "locks" / f"{STORY}.lock"):
        refused = place.run()
    assert refused.returncode == 1
    assert "another run of ferry is still writing after 0.5 s" in refused.stderr


def four_at_once(root: Path) -> list[str]:
    script = "from dateline.pipelines import instance\nwith instance.opened() as one: print(one.get_runs_count())"
    place = Place(root)
    started = [
        subprocess.Popen([sys.executable, "-c", script], cwd=root, env=place.environment, **QUIET) for _ in range(4)
    ]
    return [running.communicate(timeout=240)[1] if running.wait(240) else "" for running in started]


@pytest.mark.slow
def test_s44_four_processes_start_on_a_fresh_home(tmp_path):
    assert four_at_once(tmp_path) == ["", "", "", ""]


@pytest.mark.soak
def test_s44_ten_times_four_processes_start_on_a_fresh_home(tmp_path):
    for time_ in range(10):
        assert four_at_once(tmp_path / str(time_)) == ["", "", "", ""]


@pytest.mark.slow
def test_s45_a_run_left_started_by_a_kill_is_ended_by_the_next_start(tmp_path):
    place = Place(tmp_path)
    running = place.start()
    home = tmp_path / "home"
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (home / "history").exists():
        time.sleep(0.05)
    while time.monotonic() < deadline and running.poll() is None:
        with dg.DagsterInstance.from_config(str(home)) as instance:
            runs = instance.get_runs()
        if runs and abandoned.TAG in runs[0].tags:
            break
        time.sleep(0.05)
    running.kill()
    running.communicate()
    if place.statuses() != ["STARTED"]:
        pytest.skip("the run ended before it could be killed")
    after = place.run()
    assert "had been killed: marked as ended" in after.stderr
    assert place.statuses() == ["FAILURE", "SUCCESS"]


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [pytest.param(8, id="8s"), pytest.param(30, marks=pytest.mark.soak, id="30s")])
def test_s46_a_locked_instance_is_waited_for(tmp_path, seconds):
    place = Place(tmp_path)
    assert place.run().returncode == 0
    locks = [sqlite3.connect(path, isolation_level=None) for path in (tmp_path / "home").rglob("runs.db")]
    assert locks
    for lock in locks:
        lock.execute("BEGIN EXCLUSIVE")
    running = place.start()
    time.sleep(seconds)
    for lock in locks:
        lock.execute("ROLLBACK")
        lock.close()
    _, err = running.communicate(timeout=240)
    assert running.returncode == 0, err
    assert place.statuses() == ["SUCCESS", "SUCCESS"]


def test_s47_a_home_that_is_unset_is_made_in_the_working_directory(tmp_path):
    place = Place(tmp_path)
    place.environment.pop("DAGSTER_HOME")
    refused = place.run(story="nothing-here")
    assert refused.returncode == 2
    assert "no story 'nothing-here'" in refused.stderr
    assert (tmp_path / ".dagster" / "dagster.yaml").exists()


def test_s47_a_home_that_cannot_be_made_is_said_in_one_line(tmp_path):
    (tmp_path / "file").write_text("in the way")
    refused = Place(tmp_path, DAGSTER_HOME=str(tmp_path / "file" / "home")).run()
    assert refused.returncode == 2
    assert len(refused.stderr.splitlines()) == 1
    assert "DAGSTER_HOME" in refused.stderr
    assert "cannot be used" in refused.stderr


def test_s47_a_home_that_is_read_only_is_said_in_one_line(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", home], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this user may not mount a read-only folder")
    try:
        refused = Place(tmp_path).run()
    finally:
        subprocess.run(["umount", home], check=False)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1), refused.stderr
    assert "Read-only file system" in refused.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 130), (signal.SIGINT, 130)])
def test_s50_a_terminated_run_ends_soon_and_is_marked_cancelled(tmp_path, number, code):
    place = Place(tmp_path)
    running = place.start()
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (tmp_path / ".dateline" / "tables").exists():
        time.sleep(0.05)
    running.send_signal(number)
    sent = time.monotonic()
    _, err = running.communicate(timeout=60)
    assert time.monotonic() - sent < 10
    assert running.returncode == code, err
    assert "interrupted" in err
    assert place.statuses() == ["CANCELED"]
    assert leftovers(tmp_path) == []
