"""Whatever bytes a file holds, it is read exactly or refused with a reason: a fuzz run over every format.

Short in every run of the tests; `make soak` keeps at it for DATELINE_SOAK_SECONDS (half an hour).
"""

from __future__ import annotations

import logging
import os
import time
import traceback
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dateline.articles import read_bytes
from dateline.articles.reading import FORMATS
from dateline.model import Article

STORY = "Ferry sinks off Port Hale\n\nMay 7, 2024\n\n“It was quiet,” said Zoë Berg. The ferry went down on Tuesday with 40 aboard.\n"
PAGE = """<!doctype html><html lang="en"><head><title>Ferry sinks</title><meta charset="utf-8">
<meta property="article:published_time" content="2024-05-07T23:30:00-05:00">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-05-07", "headline": "Ferry sinks"}</script>
<style>p {}</style></head><body><nav><a href="/">Home</a></nav><article><h1>Ferry sinks</h1><time datetime="2024-05-07">Tuesday</time>
<p>The ferry &amp; its crew went down on Tuesday, the coast guard said.</p><p hidden>unseen</p><p>It&#8217;s the second in May.</p>
<blockquote class="twitter-tweet"><p>All safe</p>&mdash; Guard (@guard) <a href="x">May 7, 2024</a></blockquote></article></body></html>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title><item><title>Ferry sinks</title>
<link>https://example.org/1</link><pubDate>Tue, 07 May 2024 23:30:00 -0500</pubDate><description><![CDATA[<p>The ferry went down
on Tuesday with 40 people aboard.</p>]]></description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Ferry sinks</title><updated>2024-05-07T23:30:00Z</updated>
<content type="html">&lt;p&gt;The ferry went down on Tuesday.&lt;/p&gt;</content></entry></feed>"""
RECORDS = '[{"title": "Ferry sinks", "text": "The ferry went down on Tuesday, \\u201csaid\\u201d the guard.", "published": "2024-05-07"}, {"date": 1715038200, "body": "<p>The ferry was raised on 9 May.</p>"}]'
LINES = '{"title": "Ferry sinks", "text": "The ferry went down on Tuesday."}\n{"content": "It was raised on Thursday by a crane."}\n'
TABLE = 'title,text,published\nFerry sinks,"The ferry went down, on Tuesday",2024-05-07\nRaised,"It was ""raised"" on Thursday",7/5/24\n'
SEEDS = [text.encode() for text in (STORY, PAGE, FEED, ATOM, RECORDS, LINES, TABLE)]
TOKENS = [
    *(b"\x00 \xff \xfe\xff \xff\xfe \xef\xbb\xbf \x92 \xc2 \xe2\x80 \xf0\x9f \xed\xa0\x80 \x1a \x85 \r \r\n \n \t".split(b" ")),
    *b"\\ud800 \\u0000 &#0; &#xD800; &#x110000; &amp; &amp;amp; &lt; &nbsp; & ]]> <![CDATA[ <!-- --> <p> </p> <script>".split(),
    *b"<a <br/> </html> <body> <td> <item> </item> <entry> <?xml [ ] { } { \" ' , , : ; null 1e999 -0 NaN [[[[ ]]]] {\"a\":".split(),
    *b"31/02/2024 2024-13-45 29 Feb 2023 99999 0000-00-00 12:60 +99:99 Tuesday tomorrow 9999-12-31 01/02/03 P9999Y".split(),
    *("β ’ â€™ Ã© \u202e \u200b \u2028 \u0301 \ufeff \ufffd \U0001f600 İ ß ﬀ ١٢ 五月 \x85 \x9d \xa0".encode().split()),
]  # fmt: skip
NAMES = [f"a{ending}" for ending in sorted(FORMATS)]
SECONDS = float(os.environ.get("DATELINE_SOAK_SECONDS", "1800"))


@st.composite
def mutated(draw) -> bytes:
    """Cut, doubled, flipped and salted forms of files that are well."""
    content = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 60)))
        middle = draw(
            st.sampled_from(TOKENS)
            | st.binary(max_size=6)
            | st.just(content[start:end] * 2)
            | st.sampled_from(SEEDS)
            | st.text(max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass"))
        )
        content = content[:start] + middle + content[end:]
    encoding = draw(st.sampled_from([None, None, None, "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "utf-7"]))
    return content.decode("utf-8", "replace").encode(encoding, "replace") if encoding else content


def salted() -> st.SearchStrategy[bytes]:
    return st.lists(
        st.sampled_from(TOKENS) | st.text(max_size=12).map(lambda t: t.encode("utf-8", "surrogatepass"))
    ).map(b" ".join)


CONTENTS = mutated() | st.binary(max_size=400) | salted()


def examine(content: bytes, name: str) -> None:
    """Hold what was read against what must be true of everything that is read."""
    articles, rejected = read_bytes(content, name)
    assert all(refusal.reason and "\n" not in refusal.reason for refusal in rejected)
    for article in articles:
        _offsets_are_exact(article)
        _is_writable(article)
        lost = "\ufffd" in article.text
        assert not lost or "U+FFFD" in " ".join(article.warnings), "a character was lost in silence"


def _offsets_are_exact(article: Article) -> None:
    last = 0
    for position, character in enumerate(article.text):
        start, end = article.raw_span(position, position + 1)
        assert last <= start <= end <= len(article.raw), (position, start, end)
        source = article.raw[start:end]
        assert not character.isalnum() or not character.isascii() or character in source or "&" in source, (
            position,
            source,
        )
        last = start
    for block in article.blocks:
        assert 0 <= block.start <= block.end <= len(article.text)


def _is_writable(article: Article) -> None:
    for text in (
        article.text,
        article.raw,
        article.title,
        article.outlet,
        article.url,
        article.published_evidence,
        *article.warnings,
    ):
        (text or "").encode()


@given(CONTENTS, st.sampled_from(NAMES))
def test_s11_whatever_a_file_holds_it_is_read_exactly_or_refused(content, name):
    examine(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (ATOM.replace("http:", "}http:").encode(), "a.atom"),  # a name space that is no address
        (b'title\n"first\nsecond",3\n', "a.csv"),
        (b'"first\nsecond",title\n1,2\n', "a.csv"),  # a header over two lines stands in the reason
        (b"<p>The ferry &#xD800; rose on Tuesday, said the guard.</p>", "a.html"),  # half of a character
        (
            b'{"text": "The ferry rose on Monday.", "published": 1' + b"0" * 400 + b"}",
            "a.json",
        ),  # no number can hold it
    ],
)
def test_s11_what_a_fuzz_run_found_is_read_exactly_or_refused(content, name):
    examine(content, name)


@pytest.mark.soak
def test_s11_half_an_hour_of_files_is_read_exactly_or_refused(capsys):
    tried = 0
    findings: dict[str, tuple[bytes, str]] = {}

    def noted(content: bytes, name: str) -> None:
        nonlocal tried
        tried += 1
        try:
            examine(content, name)
        except Exception as error:  # noqa: BLE001  # all that is wrong is gathered, the shortest content of each kind
            last = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}: {str(error)[:120]!r}"[:90]
            if len(content) < len(findings.get(kind, (b"-" * 10_000_000, ""))[0]):
                findings[kind] = content, name

    batch = settings(
        max_examples=2_000,
        deadline=None,
        derandomize=False,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    logging.disable()
    began = time.monotonic()
    try:
        while time.monotonic() - began < SECONDS:
            batch(given(CONTENTS, st.sampled_from(NAMES))(noted))()
    finally:
        logging.disable(logging.NOTSET)
    with capsys.disabled():
        print(f"\n{tried:,} files in {time.monotonic() - began:,.0f} s: {len(findings)} findings")
        for kind, (content, name) in findings.items():
            print(f"  {kind}\n    {name}: {content!r}")
    assert findings == {}
