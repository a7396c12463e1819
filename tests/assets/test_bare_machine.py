"""A timeline needs no browser, no network and no optional extra."""

from __future__ import annotations

import socket
import sys

import pytest

from dateline import story
from dateline.reports import exports


def test_s49_without_browser_network_and_extras_the_timeline_is_made(workshop, tmp_path, monkeypatch):
    def refused(*_, **__):
        pytest.fail("the network was asked")

    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("DATELINE_CHROMIUM", raising=False)
    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    for extra in ("kaleido", "s3fs", "playwright"):
        monkeypatch.setitem(sys.modules, extra, None)
    exports.write(story.build(workshop.story), tmp_path / "made")
    assert {"timeline.html", "timeline.json", "timeline.csv", "timeline.ics", "timeline.md", "timexes.jsonl"} <= {
        path.name for path in (tmp_path / "made").iterdir()
    }
