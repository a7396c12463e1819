"""What story.yaml says of languages and of an outlet's dates is kept to."""

from __future__ import annotations

import datetime as dt

import pytest
from click.testing import CliRunner

from dateline import story
from dateline.cli import commands

ENGLISH = "The council of Lund closed the bridge on 04/03/2024, and it was opened again after a month, the mayor said."
GERMAN = "Der Rat der Stadt hat die Brücke am Montag geschlossen, und sie wird erst im Mai wieder geöffnet, sagte die Ministerin."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "articles.csv").write_text(
        "file,outlet,published,url\na.txt,The Example,05/06/2024,https://www.example.org/a\n"
    )
    (tmp_path / "a.txt").write_text(ENGLISH)
    return tmp_path


def test_another_language_is_left_out_and_listed(folder):
    (folder / "b.txt").write_text(GERMAN)
    assert len(story.read(folder)[0]) == 2
    (folder / "story.yaml").write_text("languages: [en]\n")
    articles, rejected = story.read(folder)
    assert [article.file for article in articles] == ["a.txt"]
    assert [(r.file, r.reason) for r in rejected] == [("b.txt", "written in de; story.yaml reads en")]


@pytest.mark.parametrize("outlet", ["example.org", "the.other: {name: The Example}"])
@pytest.mark.parametrize(
    ("order", "published", "closed"),
    [("MDY", dt.date(2024, 5, 6), dt.date(2024, 4, 3)), ("DMY", dt.date(2024, 6, 5), dt.date(2024, 3, 4))],
)
def test_an_outlets_order_reads_its_dates(folder, outlet, order, published, closed):
    name, _, known = outlet.partition(": {")
    known = f"{known[:-1]}, " if known else ""
    (folder / "story.yaml").write_text(f"outlets: {{{name}: {{{known}date_order: {order}}}}}\n")
    (article,), _ = story.read(folder)
    assert article.published == published
    assert article.published_readings == ()
    assert f"story.yaml says {order}" in article.published_evidence
    timex = next(t for t in story.resolve([article], folder=folder)[article.id] if t.text == "04/03/2024")
    assert timex.interval.start == closed


def run(*arguments):
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def test_a_storys_sources_are_fetched_from_the_command_line(folder, tmp_path_factory):
    inbox = tmp_path_factory.mktemp("inbox")
    (inbox / "c.txt").write_text(ENGLISH)
    (folder / "story.yaml").write_text(f"sources:\n - folder: {inbox}\n - folder: {inbox}/away\n")
    first, again = run("fetch", folder), run("fetch", folder)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "1 new, 0 unchanged" in first.stdout
    assert "0 new, 1 unchanged" in again.stdout


def test_a_story_without_sources_has_nothing_to_fetch(folder):
    refused = run("fetch", folder)
    assert refused.exit_code == 2
    assert "names no sources" in refused.stderr


def test_a_timeline_as_it_stood_before_the_first_article_is_refused(folder):
    refused = run("build", folder, "--out", folder / "out", "--as-of", "2020-01-01", "--no-cache")
    assert refused.exit_code == 1
    assert "no usable article" in refused.stderr
