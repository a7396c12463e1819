"""The index over all stories, and the local server that keeps it fresh."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from dateline.errors import NothingUsableError
from dateline.model import Timeline
from dateline.reports import exports, index, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Story = Callable[..., Timeline]


@dataclass
class Answer:
    status: int
    text: str


class Client:
    """A browser's part: a plain connection to the server's own port."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, host: str = "127.0.0.1") -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return Answer(answer.status, text)


@pytest.fixture
def client(tmp_path: Path, plain_story: Story) -> Iterator[Client]:
    for name in ("one", "two", "empty"):
        (tmp_path / "stories" / name).mkdir(parents=True)
    (tmp_path / "stories" / "one" / "a.txt").write_text("First")
    (tmp_path / "stories" / "two" / "b.txt").write_text("Second")

    def build(folder: Path) -> Timeline:
        texts = [p.read_text() for p in sorted(folder.glob("*.txt"))]
        if "" in texts:
            raise NothingUsableError(f"no usable article in {folder.name}")
        return plain_story(*texts, story=folder.name.title())

    application = serve.application(tmp_path / "stories", tmp_path / "out", build)
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    _until(lambda: server.started)
    running = Client(server.servers[0].sockets[0].getsockname()[1])
    _until(lambda: "Two" in running.get("/").text)
    yield running
    server.should_exit = True
    thread.join(10)


def _until(true: Callable[[], bool]) -> None:
    for _ in range(300):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it never came true")


def test_lists_stories_and_shows_their_pages(client: Client) -> None:
    listed = client.get("/").text
    assert 'href="one/timeline.html"' in listed
    assert "First" in client.get("/one/timeline.html").text
    assert json.loads(client.get("/one/timeline.json").text)["story"] == "One"


def test_builds_again_on_a_change(client: Client, tmp_path: Path) -> None:
    time.sleep(0.3)
    (tmp_path / "stories" / "one" / "c.txt").write_text("Third event")
    _until(lambda: "Third event" in client.get("/one/timeline.html").text)


def test_only_the_page_that_is_served_asks_for_changes(client: Client, tmp_path: Path) -> None:
    served, saved = client.get("/one/timeline.html").text, (tmp_path / "out" / "one" / "timeline.html").read_text()
    assert "EventSource" in served
    assert "connect-src &#39;self&#39;; default-src &#39;none&#39;" in served
    assert "EventSource" not in saved
    assert "connect-src" not in saved
    assert client.get("/changes?story=other").status == 404


@pytest.mark.browser
def test_an_open_page_shows_what_is_built_anew(client: Client, tmp_path: Path, browser: Browser) -> None:
    view = browser.new_page()
    view.goto(f"http://127.0.0.1:{client.port}/one/timeline.html")
    view.wait_for_function("seen !== null")
    view.evaluate("window.opened = true")
    (tmp_path / "stories" / "two" / "e.txt").write_text("Of another story")
    (tmp_path / "stories" / "one" / "e.txt").write_text("Fourth event")
    view.get_by_text("Fourth event").first.wait_for(timeout=20_000)
    assert view.evaluate("window.opened === undefined")
    view.close()


def test_shows_why_a_story_could_not_be_built(client: Client, tmp_path: Path) -> None:
    time.sleep(0.3)
    (tmp_path / "stories" / "two" / "d.txt").write_text("")
    _until(lambda: "no usable article in two" in client.get("/").text)


@pytest.mark.parametrize(
    "path",
    [
        "/one/../../etc/passwd",
        "/one/..%2f..%2fetc%2fpasswd",
        "/..%2fstories/a.txt",
        "/one/a.txt",
        "/empty/timeline.html",
    ],
)
def test_serves_nothing_but_its_pages(client: Client, path: str) -> None:
    assert client.get(path).status == 404


def test_answers_only_to_its_own_name(client: Client) -> None:
    assert client.get("/", host="evil.example").status == 403


def test_index_tells_each_story_with_its_latest_change(sample: Timeline, plain_story: Story, tmp_path: Path) -> None:
    exports.write(replace(sample, articles=sample.articles[:4], events=sample.events[:20]), tmp_path / "blinken")
    exports.write(sample, tmp_path / "blinken")
    exports.write(plain_story("<b>One</b>", story="<script>x</script>"), tmp_path / "other story")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "timeline.json").write_text("{")
    text = index.write(tmp_path).read_text("utf-8")
    assert "3 stories" in text
    assert "Latest change: <strong>12 new</strong>" in text
    assert 'href="other%20story/timeline.html"' in text
    assert "<script>x" not in text
    assert "Not shown:" in text
    assert index.write(tmp_path).read_text("utf-8") == text
