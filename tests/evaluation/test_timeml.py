"""TimeML in and out: what is not a TIMEX3 comes back character by character."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluation import timeml
from dateline.model import Timex

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/evaluation/timeml.toml").read_text("utf-8"))["case"]
DCT = '<DCT><TIMEX3 tid="x" type="DATE" value="2024-03-14" functionInDocument="CREATION_TIME">14 March</TIMEX3></DCT>'


def wrapped(body: str) -> str:
    return f"<TimeML>\n{DCT}\n<TEXT>{body}</TEXT>\n</TimeML>"


def timex(start: int, end: int) -> Timex:
    return Timex(start, end, "", "DATE", "V")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_write(case: dict[str, str]) -> None:
    marked = timeml.read(wrapped(case["text"])).text
    start, end = marked.index("[["), marked.index("]]") - 2
    document = timeml.read(wrapped(case["text"].replace("[[", "").replace("]]", "")))
    assert timeml.write(document, [timex(start, end)]) == wrapped(case["gives"])


def test_creation_time_and_annotations() -> None:
    document = timeml.read(
        wrapped('It is <TIMEX3 tid="t1" type="DATE" value="1998" mod="START">1998 &amp; on</TIMEX3>.')
    )
    assert document.created == dt.date(2024, 3, 14)
    assert [(a.text, a.value, a.mod) for a in document.annotations] == [("1998 & on", "1998", "START")]
    assert document.text == "It is 1998 & on."


@pytest.mark.parametrize(
    ("content", "created"),
    [
        (
            "<TimeML><DCT><TIMEX3 value='1998-02-13T14:26:00'>x</TIMEX3></DCT><TEXT>a</TEXT></TimeML>",
            dt.date(1998, 2, 13),
        ),
        ("<TimeML><DCT><TIMEX3 value='1998-02'>x</TIMEX3></DCT><TEXT>a</TEXT></TimeML>", None),
        ("<TimeML><DCT><TIMEX3 value='1998-02-31'>x</TIMEX3></DCT><TEXT>a</TEXT></TimeML>", None),
        (
            "<TimeML>on <TIMEX3 value='1998-02-13' functionInDocument='CREATION_TIME'>x</TIMEX3></TimeML>",
            dt.date(1998, 2, 13),
        ),
        ("<TimeML><TEXT>a</TEXT></TimeML>", None),
    ],
)
def test_creation_time(content: str, created: dt.date | None) -> None:
    assert timeml.read(content).created == created


def test_without_text_element_the_root_is_text_and_the_header_is_not() -> None:
    document = timeml.read("<TimeML><DOCID>7</DOCID><DCT></DCT>On Monday.</TimeML>")
    assert document.text == "On Monday."


def test_new_ids_do_not_take_those_that_links_name() -> None:
    body = wrapped("on Monday").replace("</TimeML>", '<TLINK relatedToTime="t9"/><TIMEX3 tid="t9"/></TimeML>')
    assert 'tid="t10"' in timeml.write(timeml.read(body), [timex(3, 9)])


def test_overlapping_timexes_yield_to_the_first() -> None:
    written = timeml.write(timeml.read(wrapped("on Monday night")), [timex(3, 9), timex(3, 15), timex(10, 15)])
    assert written.count("<TIMEX3") == 2
    assert ">Monday night</TIMEX3>" in written


def test_wrapped_text_is_well_formed_and_comes_back() -> None:
    text = 'a < b & "c" on Monday\r\n'
    document = timeml.read(timeml.wrap("x & y", text, dt.date(2024, 3, 14)))
    assert document.text == text
    assert document.created == dt.date(2024, 3, 14)
    ET.fromstring(timeml.write(document, [timex(3, 9)]).encode())


PIECE = st.sampled_from(["a", " ", "&amp;", "\n", "é", "<s>", "</s>", "<E x='1'>", "</E>", "<p/>", "&", "<", "]]>"])


@given(st.lists(PIECE, max_size=30), st.integers(0, 40), st.integers(1, 12))
def test_only_timex_tags_are_added(pieces: list[str], start: int, length: int) -> None:
    content = wrapped("".join(pieces))
    document = timeml.read(content)
    end = min(start + length, len(document.text))
    written = timeml.write(document, [timex(start, end)] if start < end else [])
    assert re.sub(r"</?TIMEX3 ?[^<>]*>", "", written) == re.sub(r"</?TIMEX3 ?[^<>]*>", "", content)
    if well_formed(content):
        assert well_formed(written)


def well_formed(content: str) -> bool:
    try:
        ET.fromstring(content.encode())
    except ET.ParseError:
        return False
    return True
