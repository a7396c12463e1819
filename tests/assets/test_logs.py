"""A run says, a line an article, what it found; and it clears away what a killed one left."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from dateline import atomic
from dateline.assets import story as assets

NAME = "lund-bridge"


class Context:
    partition_key = NAME
    log = logging.getLogger("dateline-assets")


def read(workshop, caplog):
    with caplog.at_level(logging.INFO, "dateline-assets"):
        list(assets.read.op.compute_fn.decorated_fn(context=Context(), places=workshop.places))
    return [json.loads(record.getMessage()) for record in caplog.records if record.name == "dateline-assets"]


def test_each_article_has_a_line_of_json_with_what_was_found(workshop, caplog):
    (workshop.story / "odd\n\u202ename.txt").write_text("")
    lines = read(workshop, caplog)
    told = {line["article"]: line for line in lines if "article" in line}
    assert told["first.txt"] | {"characters": 0} == {
        "article": "first.txt",
        "characters": 0,
        "published": "2024-03-04",
        "basis": "text",
        "warnings": 0,
    }
    assert [line["rejected"] for line in lines if "rejected" in line] == ["odd\n\u202ename.txt"]
    assert all("\n" not in record.getMessage() for record in caplog.records)


def test_s40_a_run_clears_away_what_a_killed_one_left_half_written(workshop, caplog):
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = []
    for pid in (int(dead.stdout), os.getpid()):
        for place, name in (
            (workshop.root / "storage" / "tables", "events.parquet"),
            (workshop.root / "out" / NAME, "timeline.csv"),
        ):
            place.mkdir(parents=True, exist_ok=True)
            left.append(place / f".{name}.{atomic._HOST}-{pid}-0123abcd.partial")
            left[-1].write_bytes(b"half")
    lines = read(workshop, caplog)
    assert [Path(line["swept"]).suffix for line in lines if "swept" in line] == [".partial"] * 2
    assert [path.exists() for path in left] == [False, False, True, True]
