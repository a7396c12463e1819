"""What a story is called where nobody gave it a title."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.story import title_of


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("the-bridge-at-lund", "The Bridge at Lund"),
        ("bridge_collapse", "Bridge Collapse"),
        ("bridge-collapse/articles", "Bridge Collapse"),
        ("bridge-collapse/Texts", "Bridge Collapse"),
        ("bridge-collapse/raw/html", "Bridge Collapse"),
        ("bridge-collapse/2024", "2024"),
        ("stories/articles/raw", "Raw"),
    ],
)
def test_title_of_a_folder(tmp_path: Path, folder: str, title: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    assert title_of(tmp_path / folder) == title


def test_a_title_that_is_given_wins(tmp_path: Path) -> None:
    (tmp_path / "bridge" / "articles").mkdir(parents=True)
    (tmp_path / "bridge" / "articles" / "story.yaml").write_text("title: The bridge at Lund\n", "utf-8")
    assert title_of(tmp_path / "bridge" / "articles") == "The bridge at Lund"
