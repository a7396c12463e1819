"""Files in, tagged files out."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from dateline import tagging
from dateline.errors import NothingUsableError, UsageError
from dateline.evaluation import timeml

TIMEML = (
    '<TimeML>\r\n<DCT><TIMEX3 tid="t0" type="DATE" value="2024-03-14" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>'
    '<TEXT>\r\nIt <EVENT eid="e1">snowed</EVENT> on <TIMEX3 tid="t1" type="DATE" value="?">Monday</TIMEX3>.</TEXT></TimeML>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "a.tml").write_bytes(TIMEML.encode())
    (tmp_path / "in" / "sub" / "b.txt").write_bytes("\ufeffSnow & ice fell\r\nyesterday.".encode())
    (tmp_path / "in" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    return tmp_path / "in"


def test_timeml_keeps_its_name_and_text_becomes_timeml(folder: Path, tmp_path: Path) -> None:
    summary = tagging.tag_path(folder, tmp_path / "out", published=dt.date(2024, 3, 20))
    assert (summary.documents, summary.timexes, summary.undated) == (2, 2, ())
    assert [rejected.file for rejected in summary.rejected] == ["picture.txt"]
    tagged = (tmp_path / "out" / "a.tml").read_bytes().decode()
    assert '<EVENT eid="e1">snowed</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2024-03-11">Monday</TIMEX3>' in tagged
    assert tagged.replace('value="2024-03-11"', 'value="?"') == TIMEML
    wrapped = timeml.read((tmp_path / "out" / "sub" / "b.tml").read_bytes().decode())
    assert wrapped.created == dt.date(2024, 3, 20)
    assert [(a.text, a.value) for a in wrapped.annotations] == [("yesterday", "2024-03-19")]


def test_rows_point_into_the_file_as_it_was_given(folder: Path, tmp_path: Path) -> None:
    tagging.tag_path(folder, tmp_path / "out", "jsonl", dt.date(2024, 3, 20))
    rows = [json.loads(line) for line in (tmp_path / "out" / "timexes.jsonl").read_text("utf-8").splitlines()]
    assert [row["file"] for row in rows] == ["a.tml", "sub/b.txt"]
    for row in rows:
        assert (folder / row["file"]).read_bytes().decode()[row["start"] : row["end"]] == row["text"]
    assert rows[1]["interval"] == ["2024-03-19", "2024-03-19"]


def test_undated_documents_are_named(folder: Path, tmp_path: Path) -> None:
    assert tagging.tag_path(folder / "sub", tmp_path / "out").undated == ("b.txt",)


def test_what_cannot_be_tagged(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingUsableError, match="nothing to tag"):
        tagging.tag_path(tmp_path / "empty", tmp_path / "out")
    with pytest.raises(UsageError, match="no file or folder"):
        tagging.tag_path(tmp_path / "absent", tmp_path / "out")
