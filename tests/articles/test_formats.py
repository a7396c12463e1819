"""Containers, metadata tables and sub-folders."""

from __future__ import annotations

import json

import pytest

from dateline.articles import content_hash, read_bytes, read_file, read_folder

TEXT = "The ferry went down on Tuesday with 40 people aboard, the coast guard said. All were saved."
HTML = "<p>The ferry went down on <b>Tuesday</b> with 40 people aboard, the coast guard said.</p><p>All &amp; everyone saved.</p>"
FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Hale Post</title>
<item><title>Ferry sinks</title><link>https://hale.example/2020/03/03/ferry</link><pubDate>Tue, 03 Mar 2020 23:30:00 -0500</pubDate>
<description>Short.</description><encoded xmlns="http://purl.org/rss/1.0/modules/content/"><![CDATA[{HTML}]]></encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Hale Post</title><entry><title>Ferry sinks</title>
<link rel="alternate" href="https://hale.example/ferry"/><published>2020-03-03T23:30:00-05:00</published>
<content type="html">{HTML.replace("&", "&amp;").replace("<", "&lt;")}</content></entry></feed>"""
ENTRY = {
    "headline": "Ferry sinks",
    "body": TEXT,
    "source": {"name": "Hale Post"},
    "datePublished": "2020-03-03T23:30:00-05:00",
}


@pytest.mark.parametrize(
    ("name", "content", "record"),
    [
        ("a.json", json.dumps([ENTRY]), "item 1, body"),
        ("a.json", json.dumps({"status": "ok", "articles": [ENTRY]}), "item 1, body"),
        ("a.json", json.dumps(ENTRY), "body"),
        ("a.jsonl", "\n" + json.dumps(ENTRY) + "\n", "line 2, body"),
        ("a.json", json.dumps(ENTRY) + "\n" + json.dumps(ENTRY | {"body": TEXT + " More."}), "line 1, body"),
        (
            "a.csv",
            f'title,text,publisher,published\nFerry sinks,"{TEXT}",Hale Post,2020-03-03T23:30:00-05:00\n',
            "row 1, text",
        ),
        (
            "a.csv",
            f'\ufeffTitle;Body Text;Outlet;Publish Date\nFerry sinks;"{TEXT}";Hale Post;3 March 2020\n',
            "row 1, bodytext",
        ),
        ("a.xml", FEED, "entry 1, encoded"),
        ("a.atom", ATOM, "entry 1, content"),
    ],
)
def test_an_article_in_a_container(name, content, record):
    article = read_bytes(content.encode(), name)[0][0]
    assert (article.record, article.title, article.outlet) == (record, "Ferry sinks", "Hale Post")
    assert (str(article.published), article.published_basis) == ("2020-03-03", "metadata")
    assert article.raw in (TEXT, HTML)
    place = article.text.index("on Tuesday")
    start, end = article.raw_span(place, place + len("on Tuesday"))
    assert article.raw[start:end].replace("<b>", "") == "on Tuesday"


def test_markup_in_a_field_is_decoded_once():
    (article,), _ = read_bytes(FEED.encode(), "a.xml")
    assert (
        article.text
        == "The ferry went down on Tuesday with 40 people aboard, the coast guard said.\n\nAll & everyone saved."
    )


def test_the_table_of_metadata_counts_and_what_is_wrong_in_it_is_said(tmp_path):
    (tmp_path / "north").mkdir()
    (tmp_path / "north/a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT + " Again.")
    (tmp_path / "articles.csv").write_text(
        "file,outlet,title,published,url,colour\n"
        "north/a.txt,Hale Post,Ferry sinks,2020-03-03,https://hale.example/a,red\n"
        "b.txt,Rye Times,,the third of never,,\n"
        "gone.txt,,,,,\n"
    )
    articles, rejected = read_folder(tmp_path)
    first, second = {a.file: a for a in articles}["north/a.txt"], {a.file: a for a in articles}["b.txt"]
    assert (first.outlet, first.title, str(first.published), first.url) == (
        "Hale Post",
        "Ferry sinks",
        "2020-03-03",
        "https://hale.example/a",
    )
    assert second.published is None
    assert "not understood" in " ".join(second.warnings)
    assert {(r.file, r.record) for r in rejected} == {("articles.csv", "column colour"), ("articles.csv", "row 3")}


def test_one_file_is_read_alone_and_named_by_its_bytes(tmp_path):
    path = tmp_path / "sub" / "a.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    (article,), _ = read_file(path, tmp_path)
    assert article.file == "sub/a.txt"
    assert read_bytes(path.read_bytes(), "sub/a.txt")[0] == (article,)
    assert content_hash(path.read_bytes()) != content_hash(path.read_bytes() + b" ")


def test_an_article_in_another_language_is_reported():
    text = "Färjan sjönk på tisdagen utanför hamnen med fyrtio personer ombord, säger kustbevakningen. Alla kunde räddas och fördes i land under kvällen."
    (article,), _ = read_bytes(text.encode(), "a.txt")
    assert article.language == "sv"
    assert "Swedish" in article.warnings[0]


@pytest.mark.parametrize(
    ("name", "url", "day"),
    [
        ("2020-03-03_ferry.txt", "", "2020-03-03"),
        ("20200303-ferry.txt", "", "2020-03-03"),
        ("ferry.txt", "https://hale.example/news/2020/03/03/ferry.html", "2020-03-03"),
        ("ferry.txt", "https://hale.example/2020/mar/03/ferry", "2020-03-03"),
        ("ferry-747-12.txt", "https://hale.example/a/12345678", "None"),
    ],
)
def test_a_day_in_the_address_or_the_files_name(tmp_path, name, url, day):
    (tmp_path / name).write_text(TEXT)
    (tmp_path / "articles.csv").write_text(f"file,url\n{name},{url}\n")
    (article,), _ = read_folder(tmp_path)
    assert str(article.published) == day


def test_the_printed_day_counts_where_the_stamp_is_in_greenwich_time():
    page = (
        '<html><head><meta property="article:published_time" content="2020-03-04T04:30:00Z"></head><body><article>'
        f"<h1>Ferry sinks</h1><p>March 3, 2020 11:30 p.m. ET</p><p>{TEXT}</p></article></body></html>"
    )
    (article,), _ = read_bytes(page.encode(), "a.html")
    assert (str(article.published), article.published_basis) == ("2020-03-03", "text")
