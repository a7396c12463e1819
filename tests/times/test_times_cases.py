"""The case tables of tests/cases/times, and the examples that stand beside the grammar's rules."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest

from dateline.times import tag
from dateline.times.language import load

CASES = Path(__file__).parents[1] / "cases" / "times"
TABLES = ("dates", "periods", "lengths", "contexts")


def _table_cases() -> list[tuple[str, str, dt.date, str, str]]:
    found: list[tuple[str, str, dt.date, str, str]] = []
    for name in TABLES:
        for topic, table in tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8")).items():
            for sentence, value, *words in table["cases"]:
                inner = re.findall(r"\[(.+?)\]", sentence)[0]
                found.append((f"{topic}: {inner}", sentence, table["published"], words[0] if words else inner, value))
    return found


def _rule_examples() -> list[tuple[str, str, dt.date, str, str]]:
    found: list[tuple[str, str, dt.date, str, str]] = []
    for rule in load("en").rules():
        for example in rule.get("examples", []):
            sentence, published, value = (part.strip() for part in example.split(" | "))
            words = re.findall(r"\[(.+?)\]", sentence)[0]
            found.append((f"{rule['name']}: {words}", sentence, dt.date.fromisoformat(published), words, value))
    return found


ALL = _table_cases() + [case for case in _rule_examples() if case[-1] != "nothing"]
REFUSED = [case for case in _rule_examples() if case[-1] == "nothing"]


@pytest.mark.parametrize(("sentence", "published", "words", "value"), [c[1:] for c in ALL], ids=[c[0] for c in ALL])
def test_expression_has_its_words_and_value(sentence: str, published: dt.date, words: str, value: str) -> None:
    text = sentence.replace("[", "").replace("]", "")
    start = sentence.index("[")
    found = [(t.text, t.value) for t in tag(text, published) if t.end > start]
    assert found[:1] == [(words, value)]


@pytest.mark.parametrize(("sentence", "published", "words", "_"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_looks_like_a_time_is_refused(sentence: str, published: dt.date, words: str, _: str) -> None:
    text = sentence.replace("[", "").replace("]", "")
    start = sentence.index("[")
    assert [t.text for t in tag(text, published) if t.start < start + len(words) and t.end > start] == []


@pytest.mark.parametrize("sentence", tomllib.loads((CASES / "negatives.toml").read_text(encoding="utf-8"))["sentences"])
def test_nothing_is_tagged(sentence: str) -> None:
    assert [t.text for t in tag(sentence, dt.date(2024, 4, 16))] == []
