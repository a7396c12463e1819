"""An HTML page: which of its passages are the article, where they stand in the source, and what its tags say of it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

from dateline.articles.blocks import Hint, plain
from dateline.articles.limits import over
from dateline.articles.mapping import MappedText, Run
from dateline.articles.markup import ATTRIBUTE, Passage, passages
from dateline.errors import ArticleError
from dateline.model import BlockKind

META = re.compile(r"<meta\b([^>]*)>", re.IGNORECASE)
LINKED_DATA = re.compile(r"<script\b[^>]*ld\+json[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
TIME = re.compile(r"<time\b([^>]*)>", re.IGNORECASE)
TITLE = re.compile(r"<title\b[^>]*>(.{1,500}?)</title", re.IGNORECASE | re.DOTALL)
CANONICAL = re.compile(r"<link\b(?=[^>]*\brel\s*=\s*[\"']?canonical)([^>]*)>", re.IGNORECASE)
MOST_TIMES = 200
"""Time tags that are looked at; lists of other articles have many."""
DATE_TAGS = (
    "article:published_time", "og:published_time", "datepublished", "date.published", "publish-date", "pubdate", "publishdate",
    "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "citation_publication_date", "cxenseparse:recs:publishtime", "article:published", "og:article:published_time", "og:pubdate", "rnews:datepublished",
    "article_date_original", "originalpublicationdate", "publication-date", "published-date", "publisheddate", "publish_date", "published_time", "article.published",
    "bt:pubdate", "pub_date", "pubdate_iso", "displaydate", "article-publication-date", "dcsext.articlefirstpublished", "article.created", "date_created", "creation_date",
    "dc.date.created", "dc.date.published", "dc.created", "datecreated", "date", "timestamp",
)  # fmt: skip
UPDATE_TAGS = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
ASIDE = ("nav", "aside", "footer", "form", "button", "dialog", "menu")
AROUND = re.compile(r"<(?P<end>/?)(?P<tag>nav|aside|footer|form|dialog|menu)\b", re.IGNORECASE)
COMMENTS = re.compile(
    r"<\w+\b[^>]{0,300}?\b(?:class|id)\s*=\s*[\"'][^\"'>]{0,200}?\b(?:comments?|comment-list|disqus_thread|replies)\b",
    re.IGNORECASE,
)
POST_CLASS = re.compile(
    r"(?i)\b(?:twitter-tweet|tweet|instagram-media|fb-post|bluesky-embed|mastodon-embed|embed-tweet)\b"
)
CAPTION_CLASS = re.compile(r"(?i)(?:^|[\s_-])(?:caption|wp-caption-text|photo-credit|image-credit|credit)(?:$|[\s_-])")
RELATED_CLASS = re.compile(
    r"(?i)(?:^|[\s_-])(?:related|recirc|more-on|read-more|readmore|also-read|recommended|most-read|trending)(?:$|[\s_-])"
)


@dataclass(frozen=True, slots=True)
class Page:
    """The article's text on a page, mapped to the source, and what the markup tells."""

    mapped: MappedText
    hints: tuple[Hint, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    """(which tag, what it says), the most trustworthy first."""


def read_page(source: str) -> Page:
    """Find the article on a page. Raises `ArticleError` where there is none."""
    refusal = over("markup_characters", len(source), "characters of markup")
    if refusal:
        raise ArticleError(refusal)
    found = list(passages(source))
    kept = _article(found, _main_text(source))
    if not kept:
        raise ArticleError("no article on this page: no sentence outside menus, forms and hidden text")
    mapped, spans = _assembled(kept)
    hints = [
        Hint(start, end, kind) for (start, end), passage in zip(spans, kept, strict=True) if (kind := _kind(passage))
    ]
    tags = _tags(source)
    linked = list(_linked_data(source))
    return Page(
        mapped,
        tuple(hints),
        _title(tags, linked, source, kept),
        tags.get("og:site_name") or _publisher(linked) or tags.get("application-name"),
        _address(tags, source),
        tuple(_dates(tags, linked, source)),
    )


def read_fragment(source: str) -> Page:
    """Read a piece of markup from a container: all of its visible text is the article's."""
    kept = [passage for passage in passages(source) if not passage.inside(*ASIDE)]
    if not kept:
        raise ArticleError("no visible text in this markup")
    mapped, spans = _assembled(kept)
    return Page(mapped, tuple(Hint(a, b, kind) for (a, b), p in zip(spans, kept, strict=True) if (kind := _kind(p))))


def _main_text(source: str) -> str:
    """What trafilatura takes for the article, as words alone."""
    import trafilatura

    try:
        text = trafilatura.extract(
            source, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
        )
    # trafilatura and lxml raise all sorts of errors on broken pages; the passages are then judged alone.
    except Exception:  # noqa: BLE001
        text = None
    return plain(text or "")


def _article(found: Sequence[Passage], main: str) -> list[Passage]:
    """The passages from the article's first to its last, without menus and the like between them."""
    belongs = [_is_main(passage, main) for passage in found]
    if not any(belongs):
        belongs = [_is_sentence(p.mapped.text) and not p.inside(*ASIDE, "header") for p in found]
    if not any(yes and _is_sentence(p.mapped.text) for yes, p in zip(belongs, found, strict=True)):
        return []
    first, last = belongs.index(True), len(belongs) - belongs[::-1].index(True)
    heading = next((i for i in range(first, -1, -1) if found[i].inside("h1")), first)
    return [
        p
        for i, p in enumerate(found[heading:last], heading)
        if belongs[i] or (not p.inside(*ASIDE) and (p.inside("h1") or i > first or _is_fact(p)))
    ]


def _is_main(passage: Passage, main: str) -> bool:
    words = plain(passage.mapped.text)
    return len(words) > 2 and not passage.inside("title", "head") and words in main


def _is_fact(passage: Passage) -> bool:
    return any(element.tag == "time" for element in passage.path) or len(passage.mapped.text) < 160


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= 5 and bool(re.search(r"[.!?。！？…][\"”’')\]]*(?:\s|$)", text))


def _kind(passage: Passage) -> BlockKind | None:
    classes = " ".join(element.attributes.get("class", "") for element in passage.path[-4:])
    if passage.inside("h1"):
        return "title"
    if POST_CLASS.search(classes):
        return None  # the lines of a post are recognised by its signature
    if passage.inside("figcaption", "caption") or CAPTION_CLASS.search(classes):
        return "caption"
    return "related" if passage.inside("aside") or RELATED_CLASS.search(classes) else None


def _assembled(kept: Sequence[Passage]) -> tuple[MappedText, list[tuple[int, int]]]:
    """Put an empty line between passages, which stands for nothing in the source."""
    texts, runs, spans, position = list[str](), list[Run](), list[tuple[int, int]](), 0
    for passage in kept:
        if texts:
            last = runs[-1].raw + runs[-1].raw_length
            texts.append("\n\n")
            runs.append(Run(2, last, 0))
            position += 2
        texts.append(passage.mapped.text)
        runs.extend(passage.mapped.runs)
        spans.append((position, position + len(passage.mapped.text)))
        position += len(passage.mapped.text)
    return MappedText("".join(texts), tuple(runs)), spans


def _attributes(text: str) -> dict[str, str]:
    return {m[1].lower(): html.unescape((m[2] or "").strip("\"'")) for m in ATTRIBUTE.finditer(text)}


def _tags(source: str) -> dict[str, str]:
    """The page's meta tags by name, property or itemprop; the first of a name counts."""
    tags = dict[str, str]()
    for found in META.finditer(source):
        attributes = _attributes(found[1])
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = " ".join(attributes.get("content", "").split())
        if name and content:
            tags.setdefault(name.lower(), content)
    return tags


def _linked_data(source: str) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects of a page that describe an article."""
    for found in LINKED_DATA.finditer(source):
        try:
            held: Any = json.loads(found[1])
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(held, 0)


def _articles_in(held: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 5:
        return
    if isinstance(held, list):
        for entry in cast("list[Any]", held)[:200]:
            yield from _articles_in(entry, depth + 1)
    elif isinstance(held, dict):
        entry = cast("dict[str, Any]", held)
        if "datePublished" in entry or "articleBody" in entry:
            yield entry
        yield from _articles_in(entry.get("@graph"), depth + 1)


def _title(
    tags: Mapping[str, str], linked: Sequence[Mapping[str, Any]], source: str, kept: Sequence[Passage]
) -> str | None:
    heading = next((p.mapped.text for p in kept if p.inside("h1")), None)
    headline = next((entry["headline"] for entry in linked if isinstance(entry.get("headline"), str)), None)
    printed = TITLE.search(source)
    name = html.unescape(" ".join(printed[1].split())) if printed else None
    return heading or headline or tags.get("og:title") or name


def _publisher(linked: Sequence[Mapping[str, Any]]) -> str | None:
    for entry in linked:
        publisher = entry.get("publisher")
        if isinstance(publisher, Mapping):
            name = cast("Mapping[str, Any]", publisher).get("name")
            if isinstance(name, str):
                return name
    return None


def _address(tags: Mapping[str, str], source: str) -> str | None:
    canonical = CANONICAL.search(source)
    return (_attributes(canonical[1]).get("href") if canonical else None) or tags.get("og:url")


def _dates(tags: Mapping[str, str], linked: Sequence[Mapping[str, Any]], source: str) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated"):
        for entry in linked:
            if isinstance(entry.get(key), str):
                yield f"JSON-LD {key}", entry[key]
    for name in DATE_TAGS:
        if name in tags:
            yield f"meta {name}", tags[name]
    around = _around(source)
    times = [
        _attributes(m[1])
        for m in islice(TIME.finditer(source), MOST_TIMES)
        if not any(a <= m.start() < b for a, b in around)
    ]
    for attributes in sorted(times, key=lambda a: "pubdate" not in a and a.get("itemprop") != "datePublished"):
        if attributes.get("datetime"):
            yield "time tag", attributes["datetime"]
            break
    for name in UPDATE_TAGS:
        if name in tags:
            yield f"meta {name} (an update)", tags[name]


def _around(source: str) -> list[tuple[int, int]]:
    """The stretches of a page that are not the article's: menus, asides, footers, and the comments, which stand last."""
    spans, opened, depth = list[tuple[int, int]](), 0, 0
    for found in AROUND.finditer(source):
        if not found["end"]:
            opened, depth = (found.start() if depth == 0 else opened), depth + 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((opened, found.end()))
    comments = COMMENTS.search(source, source.find("</h1"))
    return [*spans, (comments.start(), len(source))] if comments else spans
