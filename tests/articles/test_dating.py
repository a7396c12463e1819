"""Publication dates over whole stories."""

from __future__ import annotations

import random
import time
import tomllib
from pathlib import Path

import pytest

from dateline import times
from dateline.articles import date_story, read_bytes, read_folder

CASES = Path(__file__).parent.parent / "cases/articles"
STORIES = [
    story
    for table in ("stories", "undated", "inferred", "features", "lookbacks", "pairings", "indirect")
    for story in tomllib.loads((CASES / f"{table}.toml").read_text())["story"]
]


@pytest.fixture(scope="module", params=STORIES, ids=lambda story: story["name"])
def story(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("story")
    for article in request.param["article"]:
        (folder / article["file"]).write_text(article["text"], "utf-8")
    articles, rejected = read_folder(folder)
    assert not rejected
    expressions = {a.id: times.find(a.text, language=a.language) for a in articles}
    return request.param, {a.file: a for a in date_story(articles, expressions)}


def test_every_article_has_its_day(story):
    expected, found = story
    wrong = {
        a["file"]: (str(found[a["file"]].published), found[a["file"]].published_evidence)
        for a in expected["article"]
        if str(found[a["file"]].published) not in (a["expected"] or ["None"])
    }
    missed = {a["file"] for a in expected["article"] if "missed" in a}
    assert set(wrong) == missed, wrong  # what is dated at last is missed no more: take `missed` from its case


def test_the_basis_and_the_evidence_are_kept(story):
    expected, found = story
    for article in expected["article"]:
        one = found[article["file"]]
        assert one.published_basis == article.get("basis", one.published_basis)
        assert bool(one.published_evidence) == bool(one.published)
        assert (one.published_confidence > 0) == bool(one.published)
        assert not one.published_readings


def test_near_duplicates_name_their_original(story):
    expected, found = story
    files = {a.id: a.file for a in found.values()}
    for article in expected["article"]:
        assert files.get(found[article["file"]].near_duplicate_of) == article.get("repeats")


def date_texts(texts):
    articles = [read_bytes(text.encode(), f"{i}.txt")[0][0] for i, text in enumerate(texts)]
    found = date_story(articles, {a.id: times.find(a.text) for a in articles})
    return [(before, after) for before, after in zip(articles, found, strict=True) if before.published is None]


def test_articles_of_random_words_stay_undated():
    words = (
        "harbour council Falk trams strike Tuesday depot Friday judge March bridge Okoro budget yesterday vote".split()
    )
    draw = random.Random(7)

    def text(i):
        told = "\n\n".join(" ".join(draw.choices(words, k=9)).capitalize() + "." for _ in range(8))
        return f"Report {i} on things\n\n" + (f"{1 + i % 28} May 2021\n\n" if i % 2 else "") + told + "\n"

    undated = date_texts(map(text, range(80)))
    assert len(undated) == 40
    assert [after.published for _, after in undated] == [None] * 40


def test_hundreds_of_undated_copies_are_dated_quickly():
    report = (
        "Divers found the bell of the Halvard off Brunn on Tuesday, and the museum said that it would be shown. " * 3
    )
    began = time.process_time()
    undated = date_texts(["Bell found\n\n4 March 2020\n\n" + report, *(f"Bell\n\n{report}{i}.\n" for i in range(400))])
    assert {str(after.published) for _, after in undated} == {"2020-03-04"}
    assert time.process_time() - began < 15
