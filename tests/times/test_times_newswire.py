"""Whole sentences of news, in which every expression is to be found and nothing else."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest

from dateline.times import tag

_TABLE = Path(__file__).parents[1] / "cases" / "times" / "newswire.toml"
_MARKED = re.compile(r"\[([^|\]]+(?: \| [^|\]]+)?)\|([^|\]]+)\]")
CASES = [
    (each["published"], sentence)
    for each in tomllib.loads(_TABLE.read_text(encoding="utf-8"))["dated"]
    for sentence in each["sentences"]
]


@pytest.mark.parametrize(("published", "sentence"), CASES, ids=[f"{day} {text[:60]}" for day, text in CASES])
def test_every_expression_of_a_sentence_and_nothing_else_is_tagged(published: dt.date, sentence: str) -> None:
    text = _MARKED.sub(r"\1", sentence)
    assert [(t.text, t.value) for t in tag(text, published)] == _MARKED.findall(sentence)
