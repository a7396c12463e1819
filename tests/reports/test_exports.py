"""The files beside the page: one model, so they agree; safe to open; stable from run to run."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import random
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from click.testing import CliRunner
from icalendar import Calendar
from icalendar.parser import Contentline

from dateline.cli import commands
from dateline.errors import UsageError
from dateline.model import Article, Interval, OffsetMap, Timeline
from dateline.reports import exports, figure, ics, markdown, marks, timeline_csv, timeline_json, timexes, words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE.parent / "cases" / "reports" / "hostile.toml").read_text("utf-8"))


def _calendar(path: Path) -> list[Any]:
    return [c for c in Calendar.from_ical(path.read_bytes()).walk() if c.name in ("VEVENT", "VJOURNAL")]


def test_lines_of_a_calendar_are_folded_as_the_library_folds_them() -> None:
    chance = random.Random(1)
    for length in range(400):
        line = Contentline("".join(chance.choices("ab\\^“é—😀 ,", k=length)))
        assert ics.folded(line) == (line.to_ical() + b"\r\n" if line else b"")


def test_a_calendar_is_written_as_the_library_writes_it(
    sample: Timeline, long_story: Callable[[int], Timeline]
) -> None:
    first = sample.events[0]
    hostile = [replace(first, id=f"h{k}", title=title, place=title) for k, title in enumerate(HOSTILE_TEXTS)]
    for timeline in (sample, long_story(50), replace(sample, events=tuple(hostile)), Timeline("", "", (), (), ())):
        written = ics.dumps(timeline)
        assert Calendar.from_ical(written).to_ical() == written
        entries = [c for c in Calendar.from_ical(written).walk() if c.name in ("VEVENT", "VJOURNAL")]
        assert [str(c["uid"]) for c in entries] == [f"{event.id}@dateline" for event in timeline.events]
    shown = [
        str(c["location"]) for c in Calendar.from_ical(ics.dumps(replace(sample, events=tuple(hostile)))).walk("VEVENT")
    ]
    assert shown == HOSTILE_TEXTS


HOSTILE_TEXTS = ["a;b,c", "back\\slash", "two\nlines", "say \\n", "“é—😀" * 40, "x" * 80, ":=;", "END:VEVENT"]


def test_json_follows_its_schema(sample: Timeline, long_story: Callable[[int], Timeline]) -> None:
    checker = jsonschema.Draft202012Validator(timeline_json.schema())
    checker.check_schema(timeline_json.schema())
    for timeline in (sample, long_story(200), Timeline("Nothing", "", (), (), ())):
        checker.validate(timeline_json.to_json(timeline))


def test_s30_formulas_are_neutral_in_csv_and_raw_in_json(plain_story: Callable[..., Timeline]) -> None:
    for case in CASES["cell"]:
        assert timeline_csv.neutral(case["text"]) == ("'" + case["text"] if case["risky"] else case["text"])
    risky = [case["text"] for case in CASES["cell"] if case["risky"]]
    timeline = plain_story(*risky)
    rows = list(csv.DictReader(io.StringIO(timeline_csv.dumps(timeline).removeprefix("\ufeff"), newline="")))
    assert [row["title"] for row in rows] == ["'" + text for text in risky]
    assert [event["title"] for event in timeline_json.to_json(timeline)["events"]] == risky


def test_s31_files_agree_and_read_back_the_same(sample: Timeline, tmp_path: Path) -> None:
    written = exports.write(sample, tmp_path)
    assert {p.name for p in written} >= {
        "timeline.html",
        "timeline.json",
        "timeline.csv",
        "timeline.ics",
        "timeline.md",
        "timexes.jsonl",
    }
    ids = [e.id for e in sample.events]
    value = json.loads((tmp_path / "timeline.json").read_text("utf-8"))
    table = list(csv.DictReader(io.StringIO((tmp_path / "timeline.csv").read_text("utf-8-sig"))))
    page = (tmp_path / "timeline.html").read_text("utf-8")
    assert [e["id"] for e in value["events"]] == ids
    assert [row["id"] for row in table] == ids
    assert [str(c["uid"]).removesuffix("@dateline") for c in _calendar(tmp_path / "timeline.ics")] == ids
    assert all(f"`{i}`" in (tmp_path / "timeline.md").read_text("utf-8") for i in ids)
    assert page.count("data-event=") == len(ids)
    again = exports.read_json(tmp_path / "timeline.json")
    assert timeline_json.to_json(again) | {"input": value["input"]} == value


REBUILD = """
import os, random, sys
from pathlib import Path

dice = random.Random(sys.argv[3])
listdir, scandir = os.listdir, os.scandir
def shuffled(*folder):
    names = sorted(listdir(*folder))
    dice.shuffle(names)
    return names
class scan:
    def __init__(self, *folder):
        entries = sorted(scandir(*folder), key=str)
        dice.shuffle(entries)
        self.entries = iter(entries)
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def __enter__(self): return self
    def __exit__(self, *failure): pass
    def close(self): pass
os.listdir, os.scandir = shuffled, scan
assert len({tuple(os.listdir(sys.argv[1])) for _ in range(40)}) > 1

from dateline import story
from dateline.reports import exports
exports.write(story.build(Path(sys.argv[1])), Path(sys.argv[2]))
"""
TEXTS = {
    "alpha.txt": "Lund bridge shut\n\nPublished: 4 March 2024\n\nThe council of Lund closed the bridge on Monday. Mayor Eva Holm will meet engineers on Thursday.",
    "beta.txt": "Holm met engineers\n\nPublished: 8 March 2024\n\nMayor Eva Holm met engineers on Thursday. Eleven cracks were found in the bridge, she said.",
    "gamma.txt": "Cracks in bridge\n\nPublished: 8 March 2024\n\nEngineers found nine cracks in the bridge on Thursday, the council of Lund said. It was built in 1962.",
    "delta.txt": "Bridge to reopen\n\nPublished: 20 March 2024\n\nThe bridge in Lund was closed on 4 March. It will reopen next month.",
}


def test_s32_equal_bytes_whenever_and_wherever(tmp_path: Path) -> None:
    """Another day, zone, hash seed and order of the folder's files change nothing but `generated_at`."""
    (tmp_path / "lund").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "lund" / name).write_text(text, "utf-8")
    running = []
    for name, zone, seed in (("one", "Pacific/Kiritimati", "1"), ("two", "Pacific/Honolulu", "77")):
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed}
        arguments = [sys.executable, "-c", REBUILD, str(tmp_path / "lund"), str(tmp_path / name), seed]
        running.append(subprocess.Popen(arguments, env=environment))
    assert [run.wait(120) for run in running] == [0, 0]
    hour = re.compile(rb'"generated_at": "[^"]*"')
    names = sorted(p.name for p in (tmp_path / "one").iterdir())
    assert names == sorted(p.name for p in (tmp_path / "two").iterdir())
    for name in names:
        one, two = ((tmp_path / run / name).read_bytes() for run in ("one", "two"))
        assert hour.sub(b"", one) == hour.sub(b"", two), name
    assert len(json.loads((tmp_path / "one" / "timeline.json").read_text("utf-8"))["events"]) > 3


def test_nothing_new_touches_no_file(sample: Timeline, tmp_path: Path) -> None:
    exports.write(sample, tmp_path)
    before = {p.name: (p.stat().st_mtime_ns, p.stat().st_ino) for p in tmp_path.iterdir()}
    exports.write(replace(sample, generated_at="2027-01-01T00:00:00+00:00"), tmp_path)
    assert {p.name: (p.stat().st_mtime_ns, p.stat().st_ino) for p in tmp_path.iterdir()} == before


def test_new_since_compares_with_the_last_run_of_another_input(sample: Timeline, tmp_path: Path) -> None:
    younger = replace(sample, articles=sample.articles[:4], events=sample.events[:20])
    exports.write(younger, tmp_path)
    exports.write(sample, tmp_path)
    page = (tmp_path / "timeline.html").read_text("utf-8")
    assert "<strong>12 new</strong>" in page
    exports.write(sample, tmp_path)
    assert (tmp_path / "timeline.html").read_text("utf-8") == page


def test_a_broken_file_of_the_last_run_is_written_anew(sample: Timeline, tmp_path: Path) -> None:
    (tmp_path / "timeline.json").write_text('{"version": 1, "eve', "utf-8")
    exports.write(sample, tmp_path)
    assert (
        exports.read_json(tmp_path / "timeline.json").events == exports.from_json(timeline_json.to_json(sample)).events
    )
    (tmp_path / "timeline.json").write_text("[]", "utf-8")
    with pytest.raises(ValueError, match="is not a timeline of version 1"):
        exports.read_json(tmp_path / "timeline.json")


def test_calendar_holds_all_day_and_interval_entries(sample: Timeline, tmp_path: Path) -> None:
    exports.write(sample, tmp_path)
    entries = {str(c["uid"]): c for c in _calendar(tmp_path / "timeline.ics")}
    talks, week = entries["e17-blinken@dateline"], entries["e13-first@dateline"]
    assert (talks["dtstart"].dt, talks["dtend"].dt) == (dt.date(2023, 6, 18), dt.date(2023, 6, 19))
    assert (week["dtstart"].dt, week["dtend"].dt) == (dt.date(2023, 6, 12), dt.date(2023, 6, 19))
    assert entries["e06-blinken's@dateline"]["status"] == "CANCELLED"
    undated = entries["e31-qin's@dateline"]
    assert undated.name == "VJOURNAL"
    assert "dtstart" not in undated
    assert str(undated["summary"]) == "[planned] Qin's visit to Washington"


def test_markdown_is_inert(plain_story: Callable[..., Timeline]) -> None:
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"html": True}).render(
        markdown.dumps(plain_story(*CASES["payloads"], "# head", "1. one", "- dash"))
    )
    assert "<script" not in html
    assert "<img" not in html
    assert "<a " not in html
    assert html.count("<h1>") == 1


def test_timelinejs_holds_no_markup_of_an_article(plain_story: Callable[..., Timeline]) -> None:
    from dateline.reports import timelinejs

    text = timelinejs.dumps(plain_story(*CASES["payloads"]))
    assert "<script" not in text
    assert "<img" not in text
    assert len(json.loads(text)["events"]) == len(CASES["payloads"])


def test_timex_offsets_point_into_the_raw_text(sample: Timeline) -> None:
    raw = "x&amp;y met on Sunday"
    article = Article(
        "a9", "raw.txt", "x&y met on Sunday", raw, OffsetMap((0, 1, 2), (0, 1, 6), (1, 1, 15), (1, 5, 15))
    )
    timex = replace(sample.timexes[0][1], start=11, end=17, text="Sunday")
    line = timexes.line(article, timex)
    assert raw[line["start"] : line["end"]] == line["text"] == "Sunday"
    for text in timexes.dumps(sample).splitlines():
        said = json.loads(text)
        source = next(a for a in sample.articles if a.file == said["file"])
        assert source.raw[said["start"] : said["end"]] == said["text"]


def test_picture_is_well_formed_and_says_what_it_leaves_out(
    sample: Timeline, plain_story: Callable[..., Timeline]
) -> None:
    from xml.etree import ElementTree as ET

    assert "30 events from 5 articles · 2 undated ones not drawn" in figure.svg(sample)
    assert "10 less important and 2 undated ones not drawn" in figure.svg(sample, limit=20)
    assert "not drawn" not in figure.svg(plain_story("One", "Two"))
    for timeline in (sample, plain_story(*CASES["payloads"]), plain_story()):
        ET.fromstring(figure.svg(timeline))  # our own text


@pytest.mark.parametrize(
    ("start", "end", "label", "brief"),
    [
        ("2022-05-03", "2022-05-03", "Tue 3 May 2022", "Tue 3 May 2022"),
        ("2022-05-03", "2022-05-09", "3–9 May 2022", "3–9 May 2022"),
        ("2022-03-20", "2022-04-18", "20 Mar – 18 Apr 2022", "20 Mar–18 Apr"),
        ("2022-12-30", "2023-01-02", "30 Dec 2022 – 2 Jan 2023", "Dec 2022–Jan 2023"),
        ("2022-01-01", "2022-12-31", "2022", "2022"),
    ],
)
def test_labels_of_rows_and_of_slanted_columns(start: str, end: str, label: str, brief: str) -> None:
    interval = Interval(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert (words.label(interval), words.brief(interval)) == (label, brief)


def test_figure_for_notebooks_is_readable_by_itself(sample: Timeline) -> None:
    chart = figure.figure(sample).to_dict()
    notes = [note["text"] for note in chart["layout"]["annotations"]]
    assert "<b>Sun 18 Jun 2023</b>" in notes
    assert any(w.startswith("Blinken and Qin Gang hold talks") and "sources disagree" in w for w in notes)
    assert "30 events from 5 articles · 2 undated ones not drawn" in chart["layout"]["title"]["text"]
    assert {"occurred", "planned", "postponed", "denied"} <= {t.get("name") for t in chart["data"]}
    assert len(chart["layout"]["xaxis"]["ticktext"]) == len(marks.groups(sample.events)) - 1


@pytest.mark.browser
def test_figure_shows_hostile_text_verbatim(
    browser: Browser, plain_story: Callable[..., Timeline], tmp_path: Path
) -> None:
    """Plotly reads markup, formulas and templates in what it draws."""
    texts = [" ".join(text.split()) for text in CASES["payloads"]]
    (tmp_path / "figure.html").write_text(figure.figure(plain_story(*texts, story=texts[0])).to_html(), "utf-8")
    view = browser.new_page()
    requests: list[str] = []
    view.on("request", lambda request: requests.append(request.url))
    view.goto((tmp_path / "figure.html").as_uri())
    view.wait_for_selector(".annotation-text")
    shown = [t.replace("\xa0", " ") for t in view.locator(".annotation-text").all_text_contents()]
    assert shown[1:] == texts
    assert texts[0] in view.locator(".gtitle").text_content()
    assert len(requests) == 1
    assert view.evaluate("window.hit") is None
    view.close()


def test_commands_list_stories_and_draw_one(sample: Timeline, tmp_path: Path) -> None:
    exports.write(sample, tmp_path / "blinken")
    run = CliRunner()
    assert run.invoke(commands, ["index", str(tmp_path)]).exit_code == 0
    assert "blinken/timeline.html" in (tmp_path / "index.html").read_text("utf-8")
    refused = run.invoke(commands, ["picture", str(tmp_path / "blinken"), str(tmp_path / "x.gif")])
    assert isinstance(refused.exception, SystemExit | UsageError)
    assert run.invoke(commands, ["picture", str(tmp_path), str(tmp_path / "x.png")]).exit_code != 0


@pytest.mark.browser
def test_command_draws_a_picture(sample: Timeline, tmp_path: Path) -> None:
    """In a process of its own: kaleido's event loop and that of these tests' browser do not bear each other."""
    pytest.importorskip("kaleido", reason="the extra dateline[pictures] is not installed")
    exports.write(sample, tmp_path)
    drawing = [sys.executable, "-m", "dateline", "picture", str(tmp_path), str(tmp_path / "drawn.svg"), "--most", "20"]
    subprocess.run(drawing, check=True)
    drawn = (tmp_path / "drawn.svg").read_text("utf-8")
    for told in (
        "Blinken and Qin Gang hold talks",
        "known only to lie within these days",
        "Sun 18 Jun 2023",
        "planned",
    ):
        assert told in drawn


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("count:job", "the number of jobs"),
        ("money:krona", "the amount in krona"),
        ("place", "where it happened"),
        ("time of day", "the time of day"),
        ("length", "the length"),
    ],
)
def test_what_sources_disagree_on_is_said_in_words(name: str, said: str) -> None:
    assert words.attribute(name) == said
