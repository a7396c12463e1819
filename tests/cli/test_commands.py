"""The command line as a person meets it: one clear line and the right exit code."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

Built = tuple[Path, Path, subprocess.CompletedProcess[str]]


def dateline(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "dateline"
    command = [str(program), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, timeout=300)


def complaint(run: subprocess.CompletedProcess[str]) -> str:
    """Return the one line on standard error; more than one is a fault."""
    lines = run.stderr.splitlines()
    assert len(lines) == 1, run.stderr
    assert lines[0].startswith("dateline: ")
    return lines[0]


def test_help_answers_in_a_quarter_of_a_second() -> None:
    took: list[float] = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert dateline("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # processor time: a busy machine stretches the clock's
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(took) < 0.25


def test_the_package_runs_as_the_command_line() -> None:
    run = subprocess.run([sys.executable, "-m", "dateline", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == dateline("--version").stdout


def test_unknown_folder(tmp_path: Path) -> None:
    run = dateline("build", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert run.returncode == 2
    assert "there is no folder" in complaint(run)
    assert not (tmp_path / "out").exists()


def test_file_in_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("A text.")
    run = dateline("build", tmp_path / "article.txt", "--out", tmp_path / "out")
    assert run.returncode == 2
    assert "is not a folder" in complaint(run)


@pytest.mark.parametrize("out", ["/proc/dateline/out", "taken"])
def test_unwritable_output(out: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file stands where the folder should")
    run = dateline("build", tmp_path, "--out", tmp_path / out)
    assert run.returncode == 2
    assert "cannot write to" in complaint(run)


@pytest.mark.parametrize(
    "files", [{}, {"empty.txt": b"", "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00"}], ids=["empty", "unusable"]
)
def test_nothing_usable(files: dict[str, bytes], tmp_path: Path) -> None:
    story = tmp_path / "story"
    story.mkdir()
    for name, content in files.items():
        (story / name).write_bytes(content)
    run = dateline("build", story, "--out", tmp_path / "out", "--no-cache")
    assert run.returncode == 1
    assert "no usable article" in complaint(run)


def test_missing_option_is_usage(tmp_path: Path) -> None:
    run = dateline("build", tmp_path)
    assert run.returncode == 2
    assert "--out" in run.stderr


def test_unknown_command_is_usage() -> None:
    assert dateline("bild").returncode == 2


ARTICLES = {
    "monday.txt": """Harbour strike ends in Port Ellis

June 3, 2024

PORT ELLIS - Dock workers ended a strike on Monday after two weeks, the union said. The harbour reopened on Monday
afternoon. The two sides will meet again on Thursday to sign the agreement.
""",
    "friday.txt": """Port Ellis unions and harbour sign agreement

June 7, 2024

PORT ELLIS - The union and the harbour company signed an agreement on Thursday, three days after dock workers ended a
two-week strike. Ivo Brandt, who had led the union for nine years, resigned on Friday.
""",
    "empty.txt": "",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, subprocess.CompletedProcess[str]]:
    root = tmp_path_factory.mktemp("built")
    folder = root / "harbour"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    return folder, root / "out", dateline("build", folder, "--out", root / "out", "--title", "A Harbour Strike")


def test_build_writes_every_file_and_ends_with_the_pages_path(built: Built) -> None:
    _, out, run = built
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == str(out / "timeline.html")
    wanted = {"timeline.html", "timeline.json", "timeline.csv", "timeline.ics", "timeline.md", "timexes.jsonl"}
    assert wanted <= {path.name for path in out.iterdir()}


def test_build_reports_what_was_left_out(built: Built) -> None:
    _, out, run = built
    timeline = json.loads((out / "timeline.json").read_text("utf-8"))
    assert [row["file"] for row in timeline["rejected"]] == ["empty.txt"]
    assert "2 read, 1 rejected" in run.stdout
    assert timeline["story"] == "A Harbour Strike"


def test_building_again_parses_nothing(built: Built) -> None:
    folder, out, _ = built
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    again = dateline("build", folder, "--out", out, "--title", "A Harbour Strike")
    assert "0 now, 2 kept from earlier" in again.stdout
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_quiet_build_prints_the_path_alone(built: Built) -> None:
    folder, out, _ = built
    run = dateline("build", folder, "--out", out, "--title", "A Harbour Strike", "--quiet")
    assert run.stdout == f"{out / 'timeline.html'}\n"
    assert run.stderr == ""


@pytest.mark.parametrize(("form", "written"), [("timeml", ["friday.tml", "monday.tml"]), ("jsonl", ["timexes.jsonl"])])
def test_tag_writes_what_was_asked_for(form: str, written: list[str], tmp_path: Path) -> None:
    story = tmp_path / "story"
    story.mkdir()
    for name in ("monday.txt", "friday.txt"):
        (story / name).write_text(ARTICLES[name])
    run = dateline("tag", story, "--out", tmp_path / "out", "--format", form, "--published", "2024-06-07")
    assert run.returncode == 0, run.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == written
    assert "in 2 documents" in run.stdout


def test_diff_names_what_is_new_and_who_tells_it(built: Built, tmp_path: Path) -> None:
    _, out, _ = built
    older = json.loads((out / "timeline.json").read_text("utf-8"))
    article = next(row for row in older["articles"] if row["file"] == "friday.txt")
    older["articles"].remove(article)
    for event in older["events"]:
        event["evidence"] = [quote for quote in event["evidence"] if quote["article"] != article["id"]]
    older["events"] = [event for event in older["events"] if event["evidence"]]
    (tmp_path / "older.json").write_text(json.dumps(older), "utf-8")
    run = dateline("diff", tmp_path / "older.json", out)
    assert run.returncode == 0, run.stderr
    assert "new" in run.stdout.splitlines()[0]
    assert "[friday.txt]" in run.stdout


def test_diff_of_the_same_says_so(built: Built) -> None:
    _, out, _ = built
    assert dateline("diff", out, out).stdout == "nothing changed\n"


def test_diff_of_no_timeline_is_usage(tmp_path: Path) -> None:
    run = dateline("diff", tmp_path, tmp_path)
    assert run.returncode == 2
    assert "holds no timeline" in complaint(run)


@pytest.mark.parametrize("measure", ["timex", "coreference", "anchoring", "story"])
def test_evaluating_an_unknown_folder_is_usage(measure: str, tmp_path: Path) -> None:
    run = dateline("evaluate", measure, tmp_path / "nowhere")
    assert run.returncode == 2
    assert "there is no folder" in complaint(run)


@pytest.mark.parametrize("measure", ["timex", "coreference", "anchoring", "story"])
def test_evaluating_an_empty_folder_is_one_line(measure: str, tmp_path: Path) -> None:
    run = dateline("evaluate", measure, tmp_path)
    assert run.returncode in {1, 2}
    assert complaint(run)


def test_evaluating_stories_in_one_folder_shows_their_means(tmp_path: Path) -> None:
    for name, day in (("barge", "2024-05-06"), ("crane", "2024-05-13")):
        articles = tmp_path / name / "articles"
        articles.mkdir(parents=True)
        (articles / "a.txt").write_text(f"The {name} sinks\n\n{day}\n\nThe {name} sank in Lund on Monday.\n", "utf-8")
        gold = {"id": "e1", "title": name, "start": day, "end": day, "status": "occurred", "key_terms": [["sank"]]}
        gold |= {"articles": ["a.txt"], "importance": 3}
        published = [{"file": "a.txt", "published": day, "published_known_from": "metadata"}]
        told = {"story": f"The {name}", "articles": published, "events": [gold]}
        (tmp_path / name / "gold.json").write_text(json.dumps(told), "utf-8")
    lines = dateline("evaluate", "story", tmp_path).stdout.splitlines()
    assert [line.split("  ")[0] for line in lines[1:]] == ["The barge", "The crane", "mean"]
    assert lines[-1].split()[1] == "1.000"


def test_evaluating_contradictions_tells_them_by_kind(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text(
        """[[story]]
name = "barge"
told = [
  ["2024-05-07", "Barge sinks\\n\\nThe barge sank off Lund on Monday with 300 tonnes of coal."],
  ["2024-05-09", "Barge raised\\n\\nThe barge sank off Lund on Monday with 900 tonnes of coal, the harbour said."],
]
conflicts = [{ about = ["sank"], values = ["300", "900"] }, { about = ["sank"], values = ["lund", "ystad"] }]
""",
        "utf-8",
    )
    run = dateline("evaluate", "contradictions", tmp_path / "small.toml", "--errors")
    assert run.stdout.splitlines() == [
        "read    1 stories: 1 of 2 found (figures 1 of 1, places 0 of 1), 0 false",
        "barge: missed lund / ystad",
    ]


def test_evaluating_contradictions_of_no_table_is_usage(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("", "utf-8")
    run = dateline("evaluate", "contradictions", tmp_path / "empty.toml")
    assert run.returncode == 2
    assert "no table of small stories" in complaint(run)


def test_bad_date_is_usage(tmp_path: Path) -> None:
    assert dateline("tag", tmp_path, "--out", tmp_path, "--published", "yesterday").returncode == 2


def test_doctor_finds_this_installation_well() -> None:
    run = dateline("doctor")
    assert run.returncode == 0, run.stdout
    assert "language model" in run.stdout
