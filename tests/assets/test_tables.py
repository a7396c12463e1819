"""Tables hold what the model holds: nothing is lost on the way to Parquet and back, and no strange table is read."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import typing

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import codec, tables
from dateline.ingest.pages import Kept
from dateline.model import (
    Argument,
    Article,
    Attribute,
    Block,
    Conflict,
    ConflictValue,
    Event,
    Evidence,
    Interval,
    Mention,
    OffsetMap,
    Pending,
    Rejected,
    StatusReport,
    Timeline,
    Timex,
)

DAY = Interval(dt.date(2024, 2, 29), dt.date(2024, 2, 29))
TIMEX = Timex(3, 9, "Sunday", "DATE", "2024-W09-7", "APPROX", DAY, "2024-03-01", "publication", "weekday")
PENDING = Timex(3, 9, "a week later", "DATE", "", reason="an event anchors it", pending=Pending(1, 2, "P1W", "P2D"))
ARTICLE = Article(
    "a1",
    "ärtikel \u202e.txt",
    "text \U0001f600",
    "raw\r\ntext",
    OffsetMap((0, 3), (1, 4), (3, 1), (3, 2)),
    (Block(0, 4, "post", dt.date(2024, 3, 1), "someone"), Block(4, 5, "body")),
    published=dt.date(2024, 3, 1),
    published_confidence=0.1,
    warnings=("odd",),
)
MENTION = Mention(
    "m1",
    "a1",
    0,
    5,
    1,
    2,
    "visit",
    arguments=(Argument("agent", 0, 1, "She", "Ann"),),
    timex=TIMEX,
    interval=DAY,
    attributes=(Attribute("duration", "six hours", "PT6H", 1, 2),),
)
EVENT = Event(
    "e1",
    "A visit",
    DAY,
    "day",
    "occurred",
    ("Ann",),
    evidence=(Evidence("a1", 0, 3, "raw", "tex", "planned", TIMEX, "m1", "same place"),),
    history=(StatusReport("planned", None, "a1"),),
    conflicts=(Conflict("duration", (ConflictValue("six", "PT6H", ("a1",)),)),),
)
ROWS = {
    "articles": [ARTICLE, Article("a2", "b", "", "")],
    "rejected": [Rejected("x", "empty"), Rejected("y", "no text", "3")],
    "timexes": [("a1", TIMEX), ("a1", PENDING)],
    "anchored_timexes": [("a2", TIMEX)],
    "mentions": [MENTION, Mention("m2", "a1", 0, 1, 0, 1, "say")],
    "events": [EVENT, Event("e2", "", None, "undated", "possible")],
    "timeline": [EVENT],
    "timeline_page": [tables.Output("timeline.html", "out/x/timeline.html", 3, "ab")],
    "timeline_exports": [],
    "fetched": [
        Kept(
            "a.html",
            "https://example.org/a",
            "https://example.org/a",
            "2024-03-04T10:00:00Z",
            "ab",
            "text/html",
            "feed",
        )
    ],
}


@pytest.mark.parametrize("name", tables.TABLES)
def test_what_is_stored_comes_back(name):
    table, rows = tables.TABLES[name], ROWS[name]
    stored = tables.to_parquet(table, tables.frame(table, rows))
    assert tables.values(table, tables.from_parquet(table, stored, origin="x")) == tuple(rows)


@pytest.mark.parametrize("name", tables.TABLES)
def test_an_empty_table_comes_back(name):
    table = tables.TABLES[name]
    stored = tables.to_parquet(table, tables.frame(table, []))
    assert tables.values(table, tables.from_parquet(table, stored, origin="x")) == ()


def test_a_timeline_comes_back_from_its_tables():
    told = Timeline(
        "Störy", "2024-03-02T10:00:00Z", (ARTICLE,), (Rejected("x", "y"),), (EVENT,), (("a1", TIMEX),), DAY, ("w",)
    )
    frames = [
        tables.timeline_frame(told),
        tables.frame(tables.ARTICLES, told.articles),
        tables.frame(tables.REJECTED, told.rejected),
        tables.frame(tables.ANCHORED_TIMEXES, told.timexes),
    ]
    assert tables.timeline(*frames) == told


def test_the_head_of_a_timeline_without_events_is_kept():
    bare = Timeline("Quiet", "2024-03-02T10:00:00Z", (), (), ())
    stored = tables.to_parquet(tables.TIMELINE, tables.timeline_frame(bare))
    assert tables.head(tables.TIMELINE, tables.from_parquet(tables.TIMELINE, stored, origin="x")).story == "Quiet"


@pytest.mark.parametrize("name", tables.TABLES)
def test_every_column_says_what_it_means(name):
    assert [c.name for c in tables.columns(tables.TABLES[name]) if not c.description] == []


def test_half_a_surrogate_pair_is_storable():
    frame = tables.frame(tables.REJECTED, [Rejected("\ud800x", "odd name")])
    assert tables.values(tables.REJECTED, frame)[0].file == "\ufffdx"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda frame: frame.drop(columns="reason"), "missing ['reason']"),
        (lambda frame: frame.assign(extra="x"), "not in the schema ['extra']"),
        (lambda frame: frame.assign(file=[1, 2]), "column file"),
    ],
)
def test_a_frame_that_departs_from_its_schema_is_refused(spoil, says):
    frame = spoil(tables.frame(tables.REJECTED, ROWS["rejected"]))
    with pytest.raises(tables.TableError, match="table rejected") as refusal:
        tables.validate(tables.REJECTED, frame)
    assert says in str(refusal.value)


def test_a_missing_value_is_refused_where_one_must_be():
    frame = tables.frame(tables.REJECTED, ROWS["rejected"])
    frame.loc[0, "reason"] = None
    with pytest.raises(tables.TableError, match="column reason: 1 values are missing"):
        tables.validate(tables.REJECTED, frame)


def test_s41_a_truncated_table_is_found_and_named():
    stored = tables.to_parquet(tables.MENTIONS, tables.frame(tables.MENTIONS, ROWS["mentions"]))
    for length in (0, 4, len(stored) // 2, len(stored) - 1):
        with pytest.raises(tables.TableError, match=r"m\.parquet is damaged.*materialise mentions again"):
            tables.from_parquet(tables.MENTIONS, stored[:length], origin="m.parquet")


def test_s41_a_garbled_table_is_never_read_as_another():
    rows = ROWS["mentions"] * 50
    stored = tables.to_parquet(tables.MENTIONS, tables.frame(tables.MENTIONS, rows))
    for position in range(0, len(stored), 97):
        garbled = bytearray(stored)
        garbled[position] ^= 0x5A
        try:
            read = tables.values(tables.MENTIONS, tables.from_parquet(tables.MENTIONS, bytes(garbled), origin="m"))
        except tables.TableError:
            continue
        assert read == tuple(rows)


def _as_version(stored: bytes, version: int, table: str = "rejected", drop: str | None = None) -> bytes:
    made = pq.read_table(io.BytesIO(stored))
    made = made.drop_columns([drop]) if drop else made
    buffer = io.BytesIO()
    pq.write_table(made.replace_schema_metadata({"dateline.table": table, "dateline.version": str(version)}), buffer)
    return buffer.getvalue()


STORED = tables.to_parquet(tables.REJECTED, tables.frame(tables.REJECTED, ROWS["rejected"]))


def test_s48_a_newer_table_is_refused_with_its_version():
    with pytest.raises(tables.TableError, match="written by version 9 of rejected; this Dateline reads 1"):
        tables.from_parquet(tables.REJECTED, _as_version(STORED, 9), origin="x")


def test_s48_an_older_table_is_migrated(monkeypatch):
    table = dataclasses.replace(tables.REJECTED, version=2)
    shout = {("rejected", 1): lambda rows: [row | {"reason": row["reason"].upper()} for row in rows]}
    monkeypatch.setattr(tables, "MIGRATIONS", shout)
    read = tables.values(table, tables.from_parquet(table, STORED, origin="x"))
    assert [row.reason for row in read] == ["EMPTY", "NO TEXT"]


def test_s48_an_older_table_without_a_migration_is_refused_with_its_version():
    table = dataclasses.replace(tables.REJECTED, version=2)
    with pytest.raises(tables.TableError, match=r"version 1 of rejected.*cannot migrate"):
        tables.from_parquet(table, STORED, origin="x")


def test_s48_a_column_that_came_later_takes_its_default():
    older = _as_version(STORED, 1, drop="record")
    read = tables.values(tables.REJECTED, tables.from_parquet(tables.REJECTED, older, origin="x"))
    assert [row.record for row in read] == [None, None]


def test_s48_a_table_without_a_needed_column_is_refused():
    with pytest.raises(tables.TableError, match="does not fit version 1 of rejected"):
        tables.from_parquet(tables.REJECTED, _as_version(STORED, 1, drop="reason"), origin="x")


@pytest.mark.parametrize("about", [{}, {"dateline.table": "events", "dateline.version": "1"}])
def test_a_strange_table_is_refused(about):
    buffer = io.BytesIO()
    pq.write_table(pa.table({"file": ["x"]}).replace_schema_metadata(about), buffer)
    with pytest.raises(tables.TableError, match="no table that Dateline wrote"):
        tables.from_parquet(tables.REJECTED, buffer.getvalue(), origin="x")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Rejected, st.text(), st.text(), st.none() | st.text()), max_size=5))
def test_any_text_is_packed_and_unpacked(rows):
    kind = tuple[Rejected, ...]
    assert codec.unpack(typing.cast("type[tuple[Rejected, ...]]", kind), codec.pack(tuple(rows))) == tuple(rows)


@pytest.mark.parametrize("value", [ARTICLE, MENTION, EVENT, TIMEX, PENDING])
def test_the_model_is_packed_and_unpacked(value):
    assert codec.unpack(type(value), codec.pack(value)) == value


def test_what_a_newer_code_packed_is_refused():
    with pytest.raises(ValueError, match="Rejected has no field unheard_of"):
        codec.build(Rejected, {"file": "x", "reason": "y", "unheard_of": 1})


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"file": 1, "reason": "y"}', b'{"file": "\xff", "reason": "y"}']
)
def test_what_is_of_another_kind_is_refused(content):
    with pytest.raises(ValueError, match=r"."):
        codec.unpack(Rejected, content)


def test_half_a_character_survives():
    value = Rejected("\ud83d.txt", "y")
    assert codec.unpack(Rejected, codec.pack(value)) == value
