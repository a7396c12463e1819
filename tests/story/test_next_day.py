"""What a run finds again gives the bytes that a run without a cache gives, also where the new articles change what old ones mean."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dateline import story
from dateline.cache import Cache
from dateline.reports import exports

STORIES = Path(__file__).parent / "stories"
NEW = 2
BY_TEXT = ("articles", "events", "extractions", "figures", "wordings")
"""Stages that depend on one text alone."""


def _written(folder: Path, out: Path, cache: Cache | None) -> dict[str, bytes]:
    timeline = story.build(folder, title="A story", cache=cache)
    exports.write(replace(timeline, generated_at="2024-01-01T00:00:00Z"), out)
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize("name", ["flood", "outbreak"])
def test_the_next_day_gives_the_bytes_of_a_run_without_a_cache(name: str, tmp_path: Path) -> None:
    texts = sorted((STORIES / name / "articles").iterdir())
    folder, kept = tmp_path / "story", tmp_path / "cache"
    folder.mkdir()
    for path in texts[NEW:]:  # the first ones are new, so that what names mean comes from them
        shutil.copy(path, folder)
    _written(folder, tmp_path / "first", Cache(kept))
    for path in texts[:NEW]:
        shutil.copy(path, folder)
    cache = Cache(kept)
    again = _written(folder, tmp_path / "second", cache)
    assert {stage: made for stage in BY_TEXT if (made := cache.summary()[stage]["made"]) != NEW} == {}
    assert again == _written(folder, tmp_path / "third", None)
    assert again == _written(folder, tmp_path / "fourth", Cache(kept))
