"""One file's bytes to its articles, a pure function: the seam at which callers keep what was read before."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from dateline.articles import language
from dateline.articles.blocks import Hint, partings, plain, recognise
from dateline.articles.cleaning import clean
from dateline.articles.decoding import decode
from dateline.articles.feed import from_feed
from dateline.articles.limits import over
from dateline.articles.mapping import Edit, edit, whole
from dateline.articles.markup import has_markup
from dateline.articles.metadata import Row
from dateline.articles.outlet import stated_outlet, tidy
from dateline.articles.page import Page, read_fragment, read_page
from dateline.articles.publication import Stated, publish
from dateline.articles.records import Record, from_csv, from_json, from_json_lines
from dateline.errors import ArticleError
from dateline.model import Article, Block, Rejected

VERSION = "3"
"""Changes whenever the same bytes would be read differently."""

FORMATS = {".txt": "text", ".text": "text", ".html": "page", ".htm": "page", ".xhtml": "page", ".json": "json", ".jsonl": "lines", ".ndjson": "lines", ".csv": "table", ".tsv": "table", ".xml": "feed", ".rss": "feed", ".atom": "feed"}  # fmt: skip
LOOKS_LIKE_A_PAGE = re.compile(
    r"\ufeff?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
HALF_A_CHARACTER = re.compile(
    r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*(?:5529[6-9]|55[3-9]\d\d|56\d\d\d|57[0-2]\d\d|573[0-3]\d|5734[0-3]))(?![0-9a-f]);?",
    re.IGNORECASE,
)
IN_MARKUP = re.compile(
    r"<(?:p|div|br|a|span|h[1-6]|ul|li|blockquote|figure|img|table|em|strong|b|i)\b[^>]*>|&(?:[a-z]{2,8}|#\d{2,5});",
    re.IGNORECASE,
)


def content_hash(content: bytes) -> str:
    """Name a file's bytes: what was read from the same bytes by the same `VERSION` need not be read again."""
    return hashlib.sha256(content).hexdigest()


def read_bytes(
    content: bytes, file: str, row: Row | None = None, today: dt.date | None = None
) -> tuple[tuple[Article, ...], tuple[Rejected, ...]]:
    """Read one file's articles. `file` is its path below the story's folder and tells the format by its ending.

    `row` is what articles.csv says of it; `today`, if given, bounds publication dates from above.
    """
    articles, rejected = list[Article](), list[Rejected]()
    try:
        for record in _records(content, file):
            if isinstance(record, Rejected):
                rejected.append(record)
                continue
            try:
                articles.append(_article(record, file, row, today))
            except ArticleError as error:
                rejected.append(Rejected(file, _on_one_line(error), record.label))
    except ArticleError as error:
        rejected.append(Rejected(file, _on_one_line(error)))
    except UnicodeError as error:  # a parser's own complaint about what it took for text
        rejected.append(Rejected(file, f"undecodable: {_on_one_line(error)}"))
    return tuple(articles), tuple(rejected)


def _on_one_line(error: Exception) -> str:
    """What an error quotes of a file can hold anything."""
    return " ".join(str(error).split())


def read_file(
    path: Path, root: Path | None = None, row: Row | None = None, today: dt.date | None = None
) -> tuple[tuple[Article, ...], tuple[Rejected, ...]]:
    """Read the file at `path`, which counts as lying in the story's folder `root`."""
    file = path.relative_to(root).as_posix() if root else path.name
    try:
        refusal = over("file_bytes", path.stat().st_size, "bytes")
        content = b"" if refusal else path.read_bytes()
    except OSError as error:
        return (), (Rejected(file, f"cannot be read: {error.strerror or error}"),)
    return ((), (Rejected(file, refusal),)) if refusal else read_bytes(content, file, row, today)


def _records(content: bytes, file: str) -> Iterator[Record | Rejected]:
    """Cut a file's content into the articles that it holds."""
    form = FORMATS.get(PurePosixPath(file).suffix.lower())
    if form is None:
        raise ArticleError(
            f"unknown format {PurePosixPath(file).suffix[:20] or '(no ending)'}; known are {' '.join(FORMATS)}"
        )
    refusal = over("file_bytes", len(content), "bytes")
    if refusal:
        raise ArticleError(refusal)
    if not content.strip():
        raise ArticleError("empty" if not content else "holds only white space")
    decoded = decode(content, markup=form in ("page", "feed"))
    if not decoded.text.strip("\ufeff \t\r\n\x0b\x0c\x00"):
        raise ArticleError("holds only a byte order mark" if "\ufeff" in decoded.text else "holds only white space")
    for record in _cut(form, decoded.text, file):
        yield replace(record, warnings=(*decoded.warnings, *record.warnings)) if isinstance(record, Record) else record


def _cut(form: str, text: str, file: str) -> Iterable[Record | Rejected]:
    if form == "json":
        return from_json(text, file)
    if form == "lines":
        return from_json_lines(text, file)
    if form == "table":
        return from_csv(text, file)
    if form == "feed":
        return from_feed(_without_declaration(text), file)
    return [Record(text)]


def _without_declaration(text: str) -> str:
    """The text is decoded already: what its XML declaration says of an encoding no longer holds.

    A reference to half a character makes the parser hand out bytes that are no UTF-8, so that it goes too.
    """
    text = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text, count=1)
    return HALF_A_CHARACTER.sub("\ufffd", text)


def _article(record: Record, file: str, row: Row | None, today: dt.date | None) -> Article:
    raw, row = record.text, row or Row()
    page = _page(raw, file, record)
    if page is None:
        _refuse_long(raw)
    mapped, warnings = clean(page.mapped if page else whole(raw))
    given = row.title or record.title or (page.title if page else None)
    mapped = edit(mapped, _within_text(partings(mapped.text, given), mapped.text))
    _refuse_unusable(mapped.text)
    if "\ufffd" in mapped.text and "U+FFFD" not in " ".join(record.warnings):
        warnings = (*warnings, "a reference to a character that does not exist was read as U+FFFD")
    spoken = language.detect(mapped.text)
    if spoken != "en":
        warnings = (*warnings, f"written in {language.name(spoken)} ({spoken}), not in English")
    blocks = recognise(mapped.text, title=given, hints=_moved(page, mapped.text))
    url = row.url or record.url or (page.url if page else None)
    if url and not _is_address(url):
        url, warnings = None, (*warnings, "its address cannot be read, and was left out")
    outlet = row.outlet or record.outlet or (page.outlet if page else None)
    article = Article(
        id=article_id(raw), file=file, text=mapped.text, raw=raw, offsets=mapped.offsets(), blocks=blocks, record=record.label,
        title=given or _printed_title(mapped.text, blocks), outlet=tidy(outlet) if outlet else stated_outlet(mapped.text, blocks, url),
        url=url, language=spoken, warnings=(*record.warnings, *warnings),
    )  # fmt: skip
    stated = Stated(row.published, row.timezone, record.published, record.timezone, page.dates if page else ())
    return publish(article, stated, today)


def _is_address(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _page(raw: str, file: str, record: Record) -> Page | None:
    """Read markup where the file is a page, or the field holds markup."""
    form = FORMATS[PurePosixPath(file).suffix.lower()]
    if record.label is not None:
        return read_fragment(raw) if len(IN_MARKUP.findall(raw[:20_000])) >= 1 else None
    if form != "page" and not LOOKS_LIKE_A_PAGE.match(raw[:2000]):
        return None
    if not has_markup(raw):
        raise ArticleError("named as a page but holds no HTML; give plain text the ending .txt")
    return read_page(raw)


def _refuse_long(text: str) -> None:
    refusal = over("article_characters", len(text), "characters of text")
    if refusal:
        raise ArticleError(refusal)


def _refuse_unusable(text: str) -> None:
    _refuse_long(text)
    if len(re.findall(r"[^\W\d_]{2,}", text)) < 3:
        raise ArticleError("holds no words" if not re.search(r"[^\W\d_]", text) else "holds no sentence")


def _moved(page: Page | None, text: str) -> tuple[Hint, ...]:
    """Find the markup's hints again in the cleaned text, in reading order."""
    moved, position = list[Hint](), 0
    for hint in page.hints if page else ():
        words = page.mapped.text[hint.start : hint.end] if page else ""
        start = text.find(words, position)
        if start >= 0:
            moved.append(Hint(start, start + len(words), hint.kind))
            position = start + len(words)
    return tuple(moved)


def _within_text(edits: list[Edit], text: str) -> list[Edit]:
    return [e for e in edits if 0 < e.start < len(text)]


def _printed_title(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The headline as printed; of two forms the shorter, for the longer one ends in the outlet's name."""
    titles = [text[b.start : b.end] for b in blocks if b.kind == "title"]
    return min(titles, key=lambda t: len(plain(t)), default=None)


def article_id(raw: str) -> str:
    """Name a document by its content, whatever its line ends, its encoding and its byte order mark."""
    content = "\n".join(line.rstrip() for line in raw.lstrip("\ufeff").splitlines()).strip()
    return "a" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]
