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
    assert min(cache.summary()["fused"].values()) > 0
    assert {stage: made for stage in BY_TEXT if (made := cache.summary()[stage]["made"]) != NEW} == {}
    assert again == _written(folder, tmp_path / "third", None)
    unchanged = Cache(kept)
    assert again == _written(folder, tmp_path / "fourth", unchanged)
    assert unchanged.summary()["fused"]["made"] == 0


HARBOUR = {
    "board.txt": """Board agrees to dredge the harbour

March 4, 2024

The harbour board of Sandnes voted on Monday to dredge the north basin. Dredging begins on 11 March, the board said.
Orr welcomed the vote. He will open the works himself. Forty men will be hired, Orr said.
""",
    "fishermen.txt": """Fishermen protest against the dredging

March 6, 2024

Fishermen blocked the harbour of Sandnes on Wednesday, five days before the dredging. Some 60 boats took part.
Orr met the fishermen in the evening. He promised to pay for lost days. Brekke backed him. It had opposed the plan.
""",
    "court.txt": """Court asked to halt the works

March 8, 2024

The fishermen's union sued the board on Friday. Brekke said it would not join the suit. About 80 boats took part in
Wednesday's protest, the union said. The hearing was set for Tuesday.
""",
}
MAYOR = """Mayor of Sandnes falls ill

March 10, 2024

Ms Ann Orr, the mayor of Sandnes, was taken to hospital on Sunday. She will not open the works on Monday.
The dredging was put off until 18 March, the board said. The shipping firm Brekke lent a doctor. Brekke, Brekke and Brekke
are three firms, a spokeswoman for Brekke said.
"""
NOTICE = """Notice to sailors

March 12, 2024

Orr, Orr said, met Brekke, and Brekke met Orr. The board of Sandnes met Orr on Tuesday and Brekke on Wednesday. Orr spoke for
the board, and Brekke for the fishermen. Sixty boats, 60 boats, left the harbour with Orr. The board thanked Orr and Brekke.
"""
"""Names whom the others name so often that those names say less than they did."""
CHANGES: dict[str, dict[str, str | None]] = {
    "a sibling says whom a name means": {"mayor.txt": MAYOR},
    "names become common": {f"notice-{n}.txt": NOTICE.replace("Sixty", f"{n}0") for n in (3, 4, 5)},
    "an article goes": {"fishermen.txt": None},
    "one goes and another repeats what stays": {
        "court.txt": None,
        "reprint.txt": HARBOUR["board.txt"].replace("March 4", "March 5").replace("hired", "taken on"),
    },
    "an article has another name": {"fishermen.txt": None, "a-fishermen.txt": HARBOUR["fishermen.txt"]},
    "an article is corrected": {
        "board.txt": HARBOUR["board.txt"].replace("11 March", "14 March").replace("Orr", "Mrs Berit Orr")
    },
    "an article changes its day": {"court.txt": HARBOUR["court.txt"].replace("March 8", "March 15")},
    "an article loses its day": {"fishermen.txt": HARBOUR["fishermen.txt"].replace("March 6, 2024\n\n", "")},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_story_gives_the_bytes_of_a_run_without_a_cache(change: str, tmp_path: Path) -> None:
    folder, kept = tmp_path / "story", tmp_path / "cache"
    folder.mkdir()
    for name, text in HARBOUR.items():
        (folder / name).write_text(text, "utf-8")
    first = _written(folder, tmp_path / "first", Cache(kept))
    for name, text in CHANGES[change].items():
        if text is None:
            (folder / name).unlink()
        else:
            (folder / name).write_text(text, "utf-8")
    again = _written(folder, tmp_path / "again", Cache(kept))
    assert again == _written(folder, tmp_path / "bare", None)
    assert again["timeline.csv"] != first["timeline.csv"]


def test_what_a_run_did_not_use_is_forgotten_and_damage_is_made_again(tmp_path: Path) -> None:
    folder, kept = tmp_path / "story", tmp_path / "cache"
    folder.mkdir()
    for name, text in HARBOUR.items():
        (folder / name).write_text(text, "utf-8")
    first = _written(folder, tmp_path / "first", Cache(kept))
    (entry,) = (kept / "yesterday").rglob("*.bin")
    size = entry.stat().st_size
    entry.write_bytes(entry.read_bytes()[:-9] + b"}" * 9)
    assert _written(folder, tmp_path / "again", Cache(kept)) == first
    (folder / "court.txt").unlink()
    _written(folder, tmp_path / "less", Cache(kept))
    assert [path.stat().st_size < size for path in (kept / "yesterday").rglob("*.bin")] == [True]
