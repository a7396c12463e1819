"""Where and how a page says when it was published, and the dates that say something else."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dateline.articles import read_bytes

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/articles/stated.toml").read_text())
HEADLINE = "Calder bridge shut after crack is found"
PARAGRAPHS = (
    "The Calder bridge was shut to traffic after divers found a crack in its north tower, the roads office said.",
    "The crack is four metres long, engineer Vera Pohl said, and nobody knows how old it is.",
    "Lorries must take the tunnel until it is mended, and buses stop at the quay.",
)


def page(where: str, line: str) -> str:
    first, *rest = PARAGRAPHS
    parts = {
        "above": [line, HEADLINE, first, *rest],
        "under": [HEADLINE, line, first, *rest],
        "lead": [HEADLINE, line + first, *rest],
        "amid": [HEADLINE, first, line, *rest],
        "end": [HEADLINE, first, *rest, line],
    }
    return "\n\n".join(parts[where]) + "\n"


@pytest.mark.parametrize("case", CASES["page"], ids=lambda case: f"{case['where']}: {case['line']}")
def test_the_day_that_a_page_states(case: dict[str, str]):
    (article,), _ = read_bytes(page(case["where"], case["line"]).encode(), "a.txt")
    assert str(article.published or "") == case["published"]
    assert article.title == HEADLINE
    body = " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind == "body")
    assert "2021" not in body or not case["published"]


@pytest.mark.parametrize("case", CASES["head"], ids=lambda case: case["markup"])
def test_the_day_that_a_pages_markup_states(case: dict[str, str]):
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    where = {"head": "", "body": "", "after": ""} | {case.get("where", "head"): case["markup"]}
    source = f"<html><head><title>{HEADLINE}</title>{where['head']}</head><body>{where['body']}<article><h1>{HEADLINE}</h1>{text}</article>{where['after']}</body></html>"
    (article,), _ = read_bytes(source.encode(), "a.html")
    assert str(article.published or "") == case["published"]
