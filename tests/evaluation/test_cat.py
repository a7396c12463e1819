"""CAT XML: tokens become a text that reads like one, annotations find their place in it."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.errors import ArticleError
from dateline.evaluation import cat, timeml
from dateline.model import Timex

WORDS = [
    "Weir",
    "rolls",
    "out",
    "|",
    "March",
    "3",
    ",",
    "2005",
    "|",
    "It",
    "'s",
    "$",
    "5",
    "(",
    "net",
    ")",
    "R&D",
    "today",
    ".",
]


def document() -> cat.Cat:
    sentence, tokens = 0, []
    for word in WORDS:
        if word == "|":
            sentence += 1
        else:
            shown = word.replace("&", "&amp;")
            tokens.append(f'<token t_id="{len(tokens) + 1}" sentence="{sentence}" number="0">{shown}</token>')
    return cat.read(f"""<?xml version="1.0"?><Document doc_id="7" doc_name="seven">{"".join(tokens)}
        <Markables>
          <TIMEX3 m_id="1" type="DATE" value="2005-03-03" functionInDocument="CREATION_TIME">
            <token_anchor t_id="4"/><token_anchor t_id="5"/><token_anchor t_id="6"/><token_anchor t_id="7"/></TIMEX3>
          <EVENT_MENTION m_id="2"><token_anchor t_id="2"/><token_anchor t_id="3"/></EVENT_MENTION>
          <ENTITY_MENTION m_id="3"><token_anchor t_id="1"/></ENTITY_MENTION>
          <ENTITY_MENTION m_id="4"><token_anchor t_id="8"/></ENTITY_MENTION>
          <ENTITY m_id="9" instance_id="ORG1"/>
        </Markables>
        <Relations><REFERS_TO r_id="1"><source m_id="3"/><source m_id="4"/><target m_id="9"/></REFERS_TO></Relations>
        </Document>""")


def test_text_is_set_as_a_typesetter_would() -> None:
    assert document().text == "Weir rolls out\n\nMarch 3, 2005\n\nIt's $5 (net) R&D today."


def test_annotations() -> None:
    read = document()
    assert read.created == dt.date(2005, 3, 3)
    assert [read.text[slice(*read.span(event))] for event in read.events] == ["rolls out"]
    assert read.text[: read.annotated_to].endswith("2005")  # the mentions after it bear nothing but an id
    assert [read.text[slice(*read.span(entity))] for entity in read.entities] == ["Weir", "It"]
    ((name, mentions),) = read.chains
    assert (name, [mention.id for mention in mentions]) == ("ORG1", ["3", "4"])


def test_as_timeml_with_its_own_timexes_and_with_others() -> None:
    read = document()
    own = timeml.read(cat.to_timeml(read))
    assert [(a.text, a.value) for a in own.annotations] == [("March 3 , 2005", "2005-03-03")]
    start = read.text.index("today")
    found = timeml.read(cat.to_timeml(read, [Timex(start, start + 5, "today", "DATE", "2005-03-03")]))
    assert [(a.text, a.value) for a in found.annotations] == [("today", "2005-03-03")]
    assert own.text == found.text
    assert own.created == dt.date(2005, 3, 3)


@pytest.mark.parametrize("content", ["", "<a>", "<TimeML></TimeML>", "<Document></Document>"])
def test_what_is_no_cat_is_refused(content: str) -> None:
    with pytest.raises(ArticleError, match="not CAT XML"):
        cat.read(content)
