"""Reads TimeML and writes it back with other TIMEX3 tags, every other character as it was given.

The markup is scanned, never parsed: TimeML in the wild holds bare ampersands and missing declarations, and a parser
would normalise what must stay. The source of the format is TimeML 1.2.1 (timeml.org).
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import OffsetMap, Timex
from dateline.times import as_timeml

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[/!]?[A-Za-z][^<>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);", re.DOTALL
)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)[^<>]*?(?P<empty>/?)>")
_TIMEX_TAG = re.compile(r"</?TIMEX3(?:\s[^<>]*)?>")
_TEXT = re.compile(r"<TEXT(?:\s[^<>]*)?>(?P<body>.*)</TEXT\s*>", re.DOTALL)
_ROOT = re.compile(r"<TimeML(?:\s[^<>]*)?>(?P<body>.*)</TimeML\s*>", re.DOTALL)
_HEADER = re.compile(r"<(?P<name>DOCID|DCT|TITLE|EXTRAINFO)(?:\s[^<>]*)?>.*?</(?P=name)\s*>", re.DOTALL)
_DCT = re.compile(r"<DCT(?:\s[^<>]*)?>.*?</DCT\s*>", re.DOTALL)
_CREATION = re.compile(r"<TIMEX3\s[^<>]*functionInDocument\s*=\s*[\"'](?:CREATION|PUBLICATION)_TIME[\"'][^<>]*>")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A TIMEX3 as a corpus or a system wrote it; `start:end` index the text of its document.

    `nested` says that other tags stand inside it, which the TempEval-3 toolkit does not count.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str | None = None
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One TimeML document: its markup and the text a reader sees.

    `markup` is the file without the TIMEX3 tags of its text, `offsets` map `text` into it, `original` into the file as it
    was given; `annotations` are the TIMEX3 that stood there.
    """

    markup: str
    text: str
    offsets: OffsetMap
    original: OffsetMap
    created: dt.date | None
    annotations: tuple[Annotation, ...] = ()


def looks_like_timeml(content: str) -> bool:
    return "<TimeML" in content[:4000]


def read(content: str) -> Document:
    """Read a TimeML file; where it has no TEXT element, everything below the root but its header is text."""
    start, end = _body(content)
    annotations = tuple(_annotations(content[start:end]))
    _, original = _visible(content, start, end)
    markup = content[:start] + _TIMEX_TAG.sub("", content[start:end]) + content[end:]
    start, end = _body(markup)
    text, offsets = _visible(markup, start, end)
    return Document(markup, text, offsets, original, _created(content), annotations)


def write(document: Document, timexes: Sequence[Timex]) -> str:
    """Return the document's markup with a TIMEX3 around each timex; overlapping ones yield to the first.

    Where an extent would cross a tag of the input, the longest part of it that keeps the XML well-formed is marked.
    """
    number = max((int(n) for n in re.findall(r"\btid\s*=\s*[\"']t(\d+)", document.markup)), default=0)
    pieces: list[str] = []
    written = 0
    for timex in sorted(as_timeml(timexes), key=lambda timex: (timex.start, -timex.end)):
        span = _well_formed(document, timex.start, timex.end)
        if span is None or span[0] < written:
            continue
        number += 1
        pieces += [document.markup[written : span[0]], opening_tag(timex, f"t{number}")]
        pieces += [document.markup[span[0] : span[1]], "</TIMEX3>"]
        written = span[1]
    return "".join([*pieces, document.markup[written:]])


def wrap(name: str, text: str, created: dt.date | None) -> str:
    """Return a TimeML file around plain text."""
    dct = ""
    if created:
        day = created.isoformat()
        dct = f'<TIMEX3 tid="t0" type="DATE" value="{day}" functionInDocument="CREATION_TIME">{day}</TIMEX3>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<TimeML>\n<DOCID>{_escape(name)}</DOCID>\n<DCT>{dct}</DCT>\n<TEXT>{_escape(text)}</TEXT>\n</TimeML>\n"
    )


def opening_tag(timex: Timex | Annotation, tid: str) -> str:
    attributes = {"tid": tid, "type": timex.type, "value": timex.value, "mod": timex.mod}
    listed = " ".join(f'{key}="{html.escape(value)}"' for key, value in attributes.items() if value is not None)
    return f"<TIMEX3 {listed}>"


def attribute(tag: str, name: str) -> str | None:
    """Return the decoded value of an attribute of a tag, or None where the tag has none of that name."""
    found = re.search(rf"(?<![\w:]){name}\s*=\s*(\"[^\"]*\"|'[^']*')", tag)
    return html.unescape(found.group(1)[1:-1]) if found else None


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _body(content: str) -> tuple[int, int]:
    if found := _TEXT.search(content):
        return found.span("body")
    found = _ROOT.search(content)
    start, end = found.span("body") if found else (0, len(content))
    for header in _HEADER.finditer(content, start, end):
        start = header.end()
    return start, end


def _created(content: str) -> dt.date | None:
    dct = _DCT.search(content)
    tag = _CREATION.search(dct.group() if dct else content) or (dct and re.search(r"<TIMEX3[^<>]*>", dct.group()))
    day = _DAY.match(attribute(tag.group(), "value") or "") if tag else None
    try:
        return dt.date.fromisoformat(day.group()) if day else None
    except ValueError:
        return None


def _visible(markup: str, start: int, end: int) -> tuple[str, OffsetMap]:
    """Return the text between two offsets of the markup, tags dropped and entities decoded, and where it came from."""
    runs: list[tuple[str, int, int]] = []
    position = start
    for token in _TOKEN.finditer(markup, start, end):
        if token.start() > position:
            runs.append((markup[position : token.start()], position, token.start() - position))
        if token.group().startswith("&"):
            runs.append((html.unescape(token.group()), token.start(), len(token.group())))
        position = token.end()
    if position < end:
        runs.append((markup[position:end], position, end - position))
    clean: list[int] = []
    length = 0
    for shown, _, _ in runs:
        clean.append(length)
        length += len(shown)
    offsets = OffsetMap(
        clean=tuple(clean),
        raw=tuple(raw for _, raw, _ in runs),
        clean_length=tuple(len(shown) for shown, _, _ in runs),
        raw_length=tuple(raw_length for _, _, raw_length in runs),
    )
    return "".join(shown for shown, _, _ in runs), offsets


def _annotations(body: str) -> list[Annotation]:
    """Return the TIMEX3 of a text in the order in which they end."""
    length = position = 0
    shown: list[str] = []
    open_tags: list[tuple[int, str, int]] = []
    found: list[tuple[int, int, str, bool]] = []
    for token in _TOKEN.finditer(body):
        written = body[position : token.start()]
        is_entity = token.group().startswith("&")
        shown.append(written + (html.unescape(token.group()) if is_entity else ""))
        length += len(shown[-1])
        position = token.end()
        if is_entity or not _TIMEX_TAG.fullmatch(token.group()) or token.group().endswith("/>"):
            continue
        if not token.group().startswith("</"):
            open_tags.append((length, token.group(), token.end()))
        elif open_tags:
            start, tag, inner = open_tags.pop()
            found.append((start, length, tag, "<" in body[inner : token.start()]))
    text = "".join(shown)
    return [_annotation(text, start, end, tag, nested) for start, end, tag, nested in found]


def _annotation(text: str, start: int, end: int, tag: str, nested: bool) -> Annotation:
    kind, value = attribute(tag, "type") or "", attribute(tag, "value") or ""
    return Annotation(start, end, text[start:end], kind, value, attribute(tag, "mod"), nested)


def _well_formed(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Map a span of the text to the markup so that tags inside it are balanced, shrinking it where they cannot be."""
    if start >= end:
        return None
    first, last = document.offsets.span(start, start + 1)[0], document.offsets.span(end - 1, end)[1]
    crossing = list(_unbalanced(document.markup, first, last))
    if not crossing:
        return first, last
    if widened := _widened(document.markup, first, last, crossing):
        return widened
    edges = [first, *(edge for tag in crossing for edge in tag.span()), last]
    spans = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    shown = {span: document.markup[span[0] : span[1]] for span in spans}
    longest = max(spans, key=lambda span: len(re.sub(r"<[^<>]*>|\s", "", shown[span])))
    words = shown[longest]
    longest = longest[0] + len(words) - len(words.lstrip()), longest[1] - (len(words) - len(words.rstrip()))
    return longest if longest[0] < longest[1] else None


def _unbalanced(markup: str, start: int, end: int) -> Iterable[re.Match[str]]:
    opened: list[re.Match[str]] = []
    closes: list[re.Match[str]] = []
    for tag in _TAG.finditer(markup, start, end):
        if tag["empty"]:
            continue
        if not tag["close"]:
            opened.append(tag)
        elif opened and opened[-1]["name"] == tag["name"]:
            opened.pop()
        else:
            closes.append(tag)
    return sorted([*opened, *closes], key=lambda tag: tag.start())


def _widened(markup: str, start: int, end: int, crossing: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """Take in the other halves of crossing tags where no text stands between them and the span."""
    closes = [tag["name"] for tag in crossing if tag["close"]]
    opens = [tag["name"] for tag in crossing if not tag["close"]]
    for name in closes:
        before = re.compile(rf"<{re.escape(name)}(?:\s[^<>]*)?>$").search(markup[max(0, start - 1000) : start])
        if not before:
            return None
        start -= len(before.group())
    for name in reversed(opens):
        after = re.compile(rf"</{re.escape(name)}\s*>").match(markup, end)
        if not after:
            return None
        end = after.end()
    return start, end
