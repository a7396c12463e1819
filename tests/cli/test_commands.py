"""The command line as a person meets it: one clear line and the right exit code."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest


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
    took = []
    for _ in range(5):
        began = time.perf_counter()
        assert dateline("--help").returncode == 0
        took.append(time.perf_counter() - began)
    assert min(took) < 0.25


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
