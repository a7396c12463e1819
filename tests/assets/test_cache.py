"""Work done on a text is found again, by content and code version; damage is noticed; nothing is half-written."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from dateline import atomic, codec, times
from dateline.cache import Cache, content_key
from dateline.versions import code_version

KIND = tuple[str, ...]


def _make(cache, version="1", text="a text", made=("x",)):
    return cache.get_or_make("events", version, content_key(text), KIND, lambda: made)


def test_a_text_is_worked_on_once(tmp_path):
    first, second = Cache(tmp_path), Cache(tmp_path)
    assert _make(first) == _make(second, made=("never made",)) == ("x",)
    assert first.summary() == {"events": {"reused": 0, "made": 1}}
    assert second.summary() == {"events": {"reused": 1, "made": 0}}


def test_another_version_of_the_code_or_the_text_is_worked_on_again(tmp_path):
    cache = Cache(tmp_path)
    _make(cache)
    assert _make(cache, version="2", made=("y",)) == ("y",)
    assert _make(cache, text="a texT", made=("z",)) == ("z",)
    assert cache.misses["events"] == 3


def test_without_a_root_nothing_is_kept():
    cache = Cache()
    assert (_make(cache), _make(cache, made=("y",))) == (("x",), ("y",))


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b"", lambda b: b[:40] + b"?" + b[41:], lambda b: b + b" "]
)
def test_s41_a_damaged_entry_is_made_again(tmp_path, damage):
    _make(Cache(tmp_path), made=("something long enough to be cut",))
    (entry,) = tmp_path.rglob("*.bin")
    entry.write_bytes(damage(entry.read_bytes()))
    assert _make(Cache(tmp_path), made=("made again",)) == ("made again",)
    assert _make(Cache(tmp_path), made=("never",)) == ("made again",)


def test_an_entry_of_another_kind_is_made_again(tmp_path):
    cache = Cache(tmp_path)
    cache.store("events", "1", content_key("a text"), b'{"no": "tuple of this kind"}x')
    assert _make(cache) == ("x",)
    assert cache.summary() == {"events": {"reused": 0, "made": 1}}


def test_keys_tell_parts_apart():
    assert len({content_key("ab", "c"), content_key("a", "bc"), content_key("abc"), content_key("abc", None)}) == 4


def test_a_stage_cannot_leave_the_cache(tmp_path):
    Cache(tmp_path / "cache").store("../../x", "../y", content_key("t"), b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


def test_a_code_version_follows_the_sources():
    assert code_version("times") == code_version("times") != code_version("times", "events")


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path):
    atomic.write_text(tmp_path / "deep" / "f.txt", "old")
    atomic.write_text(tmp_path / "deep" / "f.txt", "new")
    assert [(p.name, p.read_text()) for p in (tmp_path / "deep").iterdir()] == [("f.txt", "new")]


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    atomic.write_text(tmp_path / "f.txt", "old")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "no space")))
    with pytest.raises(OSError, match="no space"):
        atomic.write_text(tmp_path / "f.txt", "new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("f.txt", "old")]


def test_s40_what_a_killed_writer_left_is_swept_and_a_living_ones_is_not(tmp_path):
    script = (
        "import os, signal, sys; from pathlib import Path; from dateline import atomic\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "atomic.write_text(Path(sys.argv[1]) / 'f.txt', 'half')"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False, timeout=60)
    (left,) = tmp_path.iterdir()
    mine = tmp_path / left.name.replace(left.name.split("-")[-2], str(os.getpid()))
    mine.write_text("still being written")
    other = tmp_path / "below" / left.name
    other.parent.mkdir()
    other.write_text("in a folder below")
    assert atomic.sweep(tmp_path, ["g.txt"]) == []
    assert atomic.sweep(tmp_path, ["f.txt"]) == [left]
    assert other.exists()
    assert atomic.sweep(tmp_path) == [other]
    assert [path for path in tmp_path.iterdir() if path.is_file()] == [mine]


def test_one_of_several_dataclasses_comes_back():
    kind = tuple[times.Expression, ...]
    found = times.find("They met two days after the vote, on the last Friday of May, and every week since 3 June 2019.")
    assert len(found) > 2
    assert codec.unpack(kind, codec.pack(found, kind)) == found
