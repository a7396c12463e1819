"""Pages line by line: what each line is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dateline.articles import read_bytes

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/articles/pages.toml").read_text("utf-8"))["page"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_blocks_of_a_page(case):
    (article,), rejected = read_bytes(case["text"].encode(), case.get("file", "page.txt"))
    assert not rejected
    found = [[block.kind, article.text[block.start : block.end]] for block in article.blocks]
    assert found == case["blocks"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_facts_of_a_page(case):
    (article,), _ = read_bytes(case["text"].encode(), case.get("file", "page.txt"))
    expected = case.get("article", {})
    assert {name: str(getattr(article, name)) for name in expected} == expected
    posts = [[str(b.published), b.author] for b in article.blocks if b.kind == "post"]
    assert posts == case.get("posts", posts if not posts else [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_offsets_of_a_page_point_into_the_raw_text(case):
    (article,), _ = read_bytes(case["text"].encode(), case.get("file", "page.txt"))
    assert article.raw == case["text"]
    for block in article.blocks:
        start, end = article.raw_span(block.start, block.end)
        words = article.text[block.start : block.end]
        assert article.raw[start] == words[0] or case.get("repaired")
        assert article.raw[end - 1] == words[-1] or case.get("repaired")
