"""A run of a real process, disturbed: killed, terminated, doubled, out of disk, out of a home."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

STORY = "ferry"
SAMPLE = "blinken-in-beijing"
ARTICLES = {
    "a.txt": "Ferry service delayed\n\nMay 6, 2024\n\nThe ferry company postponed its first crossing on Monday. It had been planned for June.",
    "b.txt": "Ferry crosses at last\n\nJuly 1, 2024\n\nThe first ferry crossed the strait on Saturday. Minister Ann Berg was on board.",
}


class Stable:
    """The process that forks our runs."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("stable.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert self.process.stdout.readline() == "ready\n"

    def ask(self, **question: object) -> Any:
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(30)


class Running:
    """One run, forked."""

    def __init__(self, stable: Stable, pid: int, out: Path, err: Path) -> None:
        self.stable, self.pid, self._out, self._err = stable, pid, out, err

    def poll(self) -> int | None:
        return self.stable.ask(wait=self.pid)

    def wait(self, seconds: float = 240) -> int | None:
        deadline = time.monotonic() + seconds
        while (code := self.poll()) is None and time.monotonic() < deadline:
            time.sleep(0.02)
        return code

    def signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    @property
    def stdout(self) -> str:
        return self._out.read_text()

    @property
    def stderr(self) -> str:
        return self._err.read_text()


@pytest.fixture(scope="module")
def stable():
    made = Stable()
    yield made
    made.close()


@pytest.fixture
def place(stable, tmp_path):
    return Place(stable, tmp_path)


class Place:
    """A folder of its own with a story, a DAGSTER_HOME, a storage and outputs."""

    def __init__(self, stable: Stable, root: Path, *, story: str = STORY, articles: Path | None = None) -> None:
        self.stable, self.root, self.count, self.story = stable, root, 0, story
        folder = root / "seeds" / story
        if articles:
            shutil.copytree(articles, folder)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in ARTICLES.items():
                (folder / name).write_text(text)
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DAGSTER", "DATELINE"))}
        self.environment = inherited | {"DAGSTER_HOME": str(root / "home")}

    def start(self, *more: str, story: str | None = None, call: str = "run") -> Running:
        self.count += 1
        out, err = self.root / f"out{self.count}.txt", self.root / f"err{self.count}.txt"
        arguments = ["--story", story or self.story, *more]
        streams = {"out": str(out), "err": str(err)}
        pid = self.stable.ask(cwd=str(self.root), env=self.environment, arguments=arguments, call=call, **streams)
        return Running(self.stable, pid, out, err)

    def run(self, *more: str, story: str | None = None) -> Running:
        running = self.start(*more, story=story)
        assert running.wait() is not None, "it does not end"
        return running

    @property
    def out(self) -> Path:
        return self.root / "out" / self.story

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
def undisturbed(stable, tmp_path_factory):
    place = Place(stable, tmp_path_factory.mktemp("undisturbed"))
    ran = place.run()
    assert ran.poll() == 0, ran.stderr
    return place


def test_a_run_prints_the_pages_path_and_a_summary(undisturbed):
    again = undisturbed.run()
    assert again.stdout.splitlines()[-1] == "out/ferry/timeline.html"
    assert "events, made 0, events, reused 2" in again.stdout
    assert undisturbed.page.exists()


def killed_after(place: Place, seconds: float) -> None:
    running = place.start()
    running.wait(seconds)
    running.signal(signal.SIGKILL)
    running.wait()


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.7, 2.0])
def test_s40_a_killed_run_leaves_whole_files_and_the_next_needs_no_cleaning(tmp_path, place, undisturbed, seconds):
    killed_after(place, seconds)
    after = place.run()
    assert after.poll() == 0, after.stderr
    assert leftovers(tmp_path) == []
    assert comparable(place.out) == comparable(undisturbed.out)
    assert "STARTED" not in place.statuses()


def whole(folder: Path, wanted: dict[str, bytes]) -> bool:
    """Say whether each file that is there is wholly what an undisturbed run writes, the moment of making apart."""
    found = {path.name: path.read_bytes() for path in folder.glob("*")}
    moments = re.findall(rb'"generated_at": ?"([^"]+)"', found.get("timeline.json", b""))
    for name in found.keys() & wanted.keys():
        content = found[name].replace(moments[0], b"-") if moments else found[name]
        if content != wanted[name]:
            return False
    return all(content.rstrip().endswith(b"</html>") for name, content in found.items() if name.endswith(".html"))


@pytest.mark.soak
def test_s40_fifty_kills_of_the_sample_story_at_random_moments(stable, tmp_path, capsys):
    sample = Path(__file__).parents[2] / "seeds" / SAMPLE
    calm = Place(stable, tmp_path / "calm", story=SAMPLE, articles=sample)
    began = time.monotonic()
    assert calm.run().poll() == 0
    lasting, wanted = time.monotonic() - began, comparable(calm.out)
    moments, ended = random.Random(40), Counter()
    for kill in range(50):
        place = Place(stable, tmp_path / str(kill), story=SAMPLE, articles=sample)
        killed_after(place, moments.uniform(0.05, lasting))
        stages = [path.name for path in (place.root / ".dateline" / "tables").glob("*")]
        ended[len(stages)] += 1
        assert whole(place.out, wanted), kill
        after = place.run()
        assert (after.poll(), leftovers(place.root)) == (0, []), (kill, after.stderr)
        assert comparable(place.out) == wanted, kill
        assert "STARTED" not in place.statuses()
        shutil.rmtree(place.root)
    with capsys.disabled():
        print(f"\n50 kills of a run of {lasting:.1f} s; tables there when killed: {dict(sorted(ended.items()))}")


@pytest.mark.slow
def test_s41_a_damaged_table_is_rebuilt_by_the_next_run(tmp_path, place, undisturbed):
    assert place.run().poll() == 0
    for table in (tmp_path / ".dateline" / "tables").rglob("*.parquet"):
        table.write_bytes(table.read_bytes()[:-7])
    for entry in (tmp_path / ".dateline" / "cache").rglob("*.bin"):
        entry.write_bytes(b"garbled")
    after = place.run()
    assert after.poll() == 0, after.stderr
    assert comparable(place.out) == comparable(undisturbed.out)


@pytest.mark.slow
def test_s42_a_full_disk_is_said_and_the_old_outputs_stay(tmp_path, place):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a tmpfs")
    try:
        where = ("--out", str(disk / "out"), "--storage", str(disk / "storage"))
        assert place.run(*where).poll() == 0
        before = content(disk / "out" / STORY)
        (tmp_path / "seeds" / STORY / "c.txt").write_text("Ferry sold\n\nJuly 9, 2024\n\nThe ferry was sold on Monday.")
        with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)
        full = place.run(*where)
        assert full.poll() == 1
        assert "No space left on device" in full.stderr
        assert content(disk / "out" / STORY) == before
        assert leftovers(disk) == []
    finally:
        subprocess.run(["umount", disk], check=False)


@pytest.mark.slow
def test_s43_two_runs_of_one_story_at_once_end_like_one(tmp_path, place, undisturbed):
    assert place.run().poll() == 0
    both = [place.start(), place.start()]
    assert [running.wait() for running in both] == [0, 0], [running.stderr for running in both]
    assert comparable(place.out) == comparable(undisturbed.out)


@pytest.mark.slow
def test_s43_a_run_that_waits_too_long_is_refused_clearly(tmp_path, place):
    from filelock import FileLock

    place.environment["DATELINE_WAIT"] = "0.5"
    (tmp_path / ".dateline" / "locks").mkdir(parents=True)
    with FileLock(tmp_path / ".dateline" / "locks" / f"{STORY}.lock"):
        refused = place.run()
    assert refused.poll() == 1
    assert "another run of ferry is still writing after 0.5 s" in refused.stderr


def four_at_once(place: Place) -> list[tuple[int | None, str]]:
    started = [place.start(call="open") for _ in range(4)]
    return [(running.wait(), running.stderr) for running in started]


def test_s44_four_processes_start_on_a_fresh_home(place):
    assert four_at_once(place) == [(0, "")] * 4


def test_s44_databases_that_a_kill_left_half_made_are_made_anew(tmp_path, place):
    runs = tmp_path / "home" / "history" / "runs"
    runs.mkdir(parents=True)
    for name in ("index.db", "../runs.db"):
        with contextlib.closing(sqlite3.connect(runs / name)) as half, half:
            half.execute("CREATE TABLE secondary_indexes (id INTEGER)")
    (tmp_path / "home" / ".dateline.making").write_text("")
    opened = place.start(call="open")
    assert (opened.wait(), opened.stderr) == (0, "")
    assert not (tmp_path / "home" / ".dateline.making").exists()


@pytest.mark.soak
def test_s44_ten_times_four_processes_start_on_a_fresh_home(stable, tmp_path):
    for time_ in range(10):
        assert four_at_once(Place(stable, tmp_path / str(time_))) == [(0, "")] * 4


def recorded(root: Path) -> list[str]:
    """Read the runs' states from outside, while a run writes them."""
    with contextlib.suppress(sqlite3.OperationalError):
        where = f"file:{root / 'home' / 'history' / 'runs.db'}?mode=ro"
        with contextlib.closing(sqlite3.connect(where, uri=True, timeout=1)) as runs:
            return [status for (status,) in runs.execute("SELECT status FROM runs")]
    return []


@pytest.mark.slow
def test_s45_a_run_left_started_by_a_kill_is_ended_by_the_next_start(tmp_path, place):
    running = place.start()
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and recorded(tmp_path) != ["STARTED"] and running.poll() is None:
        time.sleep(0.005)  # it is to be killed before its first step
    running.signal(signal.SIGKILL)
    running.wait()
    if place.statuses() != ["STARTED"]:
        pytest.skip("the run ended before it could be killed")
    after = place.run()
    assert "had been killed: marked as ended" in after.stderr
    assert place.statuses() == ["FAILURE", "SUCCESS"]


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [pytest.param(8, id="8s"), pytest.param(30, marks=pytest.mark.soak, id="30s")])
def test_s46_a_locked_instance_is_waited_for(tmp_path, place, seconds):
    assert place.run().poll() == 0
    locks = [sqlite3.connect(path, isolation_level=None) for path in (tmp_path / "home").rglob("runs.db")]
    assert locks
    for lock in locks:
        lock.execute("BEGIN EXCLUSIVE")
    running = place.start()
    time.sleep(seconds)
    for lock in locks:
        lock.execute("ROLLBACK")
        lock.close()
    assert running.wait() == 0, running.stderr
    assert place.statuses() == ["SUCCESS", "SUCCESS"]


def test_s47_a_home_that_is_unset_is_made_in_the_working_directory(tmp_path, place):
    place.environment.pop("DAGSTER_HOME")
    refused = place.run(story="nothing-here")
    assert refused.poll() == 2
    assert "no story 'nothing-here'" in refused.stderr
    assert (tmp_path / ".dagster" / "dagster.yaml").exists()


def test_s47_a_home_that_cannot_be_made_is_said_in_one_line(tmp_path, place):
    (tmp_path / "file").write_text("in the way")
    place.environment["DAGSTER_HOME"] = str(tmp_path / "file" / "home")
    refused = place.run()
    assert refused.poll() == 2
    assert len(refused.stderr.splitlines()) == 1
    assert "DAGSTER_HOME" in refused.stderr
    assert "cannot be used" in refused.stderr


def test_s47_a_home_that_is_read_only_is_said_in_one_line(tmp_path, place):
    home = tmp_path / "home"
    home.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", home], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this user may not mount a read-only folder")
    try:
        refused = place.run()
    finally:
        subprocess.run(["umount", home], check=False)
    assert (refused.poll(), len(refused.stderr.splitlines())) == (2, 1), refused.stderr
    assert "Read-only file system" in refused.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 130), (signal.SIGINT, 130)])
def test_s50_a_terminated_run_ends_soon_and_is_marked_cancelled(tmp_path, place, number, code):
    running = place.start()
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (tmp_path / ".dateline" / "tables").exists() and running.poll() is None:
        time.sleep(0.05)
    running.signal(number)
    sent = time.monotonic()
    assert running.wait(60) == code, running.stderr
    assert time.monotonic() - sent < 10
    assert "interrupted" in running.stderr
    assert place.statuses() == ["CANCELED"]
    assert leftovers(tmp_path) == []
