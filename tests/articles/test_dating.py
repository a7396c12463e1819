"""Publication dates over whole stories."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dateline import times
from dateline.articles import date_story, read_folder

CASES = Path(__file__).parent.parent / "cases/articles"
STORIES = [
    story for table in ("stories", "undated") for story in tomllib.loads((CASES / f"{table}.toml").read_text())["story"]
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
    assert not wrong


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
