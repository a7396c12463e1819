"""Reads HTML as runs of visible text that know where they stood in the source.

lxml and trafilatura tell what a page's main text is but not where it stands; this scanner tells where, and `page.py`
brings the two together. One pass, linear in the length of the source, never raises.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.articles.mapping import MappedText, join

TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
LOOSE_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]{0,60})([^<>]*)>")
ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
SPACE = re.compile(r"[ \t\n\r\f]+")
PIECE = re.compile(rf"{ENTITY.pattern}|{SPACE.pattern}|&|[^& \t\n\r\f]+")
CSS_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
CLASS_HIDDEN = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|hidden|is-hidden|d-none|noprint-only)(?:\s|$)",
    re.IGNORECASE,
)

MOST_UNCLOSED = 50
"""After so many tags that never close, quotation marks in tags no longer count: the scan stays linear."""
SILENT = frozenset(
    "script style template noscript iframe object svg math canvas audio video select textarea head".split()
)
RAW_TEXT = frozenset("script style textarea title iframe noembed noframes xmp".split())
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BREAKING = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table tbody td tfoot "
    "th thead title tr ul".split()
)
CLOSES_ITSELF = {
    "p": {"p"},
    "li": {"li"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"tr", "td", "th"},
    "dd": {"dd", "dt"},
    "dt": {"dd", "dt"},
    "option": {"option"},
}
ENDS_A_PARAGRAPH = BREAKING - {
    "br",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "caption",
    "option",
    "legend",
    "summary",
}


@dataclass(frozen=True, slots=True)
class Element:
    """An open tag with the attributes that tell what its text is."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of visible text with the elements that it stands in, the outermost first."""

    mapped: MappedText
    path: tuple[Element, ...]

    def inside(self, *tags: str) -> bool:
        return any(element.tag in tags for element in self.path)


def passages(source: str) -> Iterator[Passage]:
    """Yield a page's visible paragraphs in reading order; entities are decoded once, white space is collapsed."""
    stack, pieces = list[Element](), list[tuple[str, int, int]]()
    path: tuple[Element, ...] = ()
    for start, end, tag in _tokens(source):
        if tag is None:
            if not (stack and stack[-1].hidden):
                if not pieces:
                    path = tuple(stack)
                pieces.extend(_pieces(source, start, end))
            continue
        if tag.tag.lstrip("/") in BREAKING and _has_words(pieces):
            yield Passage(join(_tidied(pieces)), path)
            pieces = []
        elif tag.tag.lstrip("/") in BREAKING:
            pieces = []
        _step(stack, tag)
    if _has_words(pieces):
        yield Passage(join(_tidied(pieces)), path)


def has_markup(source: str) -> bool:
    """Tell whether there is any tag that HTML knows."""
    known = BREAKING | SILENT | VOID | {"a", "b", "i", "em", "span", "strong", "u"}
    return any(m.group(2).lower() in known for m in LOOSE_TAG.finditer(source))


def _tokens(source: str) -> Iterator[tuple[int, int, Element | None]]:
    """Cut the source into text (None) and tags; an end tag's name begins with a slash."""
    position, text_start, length, unclosed = 0, 0, len(source), 0
    while True:
        position = source.find("<", position)
        if position < 0:
            break
        end, tag = _markup(source, position, strict=unclosed < MOST_UNCLOSED)
        if end == position:
            unclosed += 1
            position += 1
            continue
        if text_start < position:
            yield text_start, position, None
        if tag:
            yield position, end, tag
            if tag.tag in RAW_TEXT:
                end = _raw_text_end(source, end, tag.tag)
        position = text_start = end
    if text_start < length:
        yield text_start, length, None


def _markup(source: str, position: int, *, strict: bool) -> tuple[int, Element | None]:
    """Read what begins with "<" at `position`; the same position back means that it is plain text."""
    after = source[position + 1 : position + 2]
    if after in {"!", "?"}:
        if source.startswith("<!--", position):
            return _after(source, "-->", position + 4), None
        if source.startswith("<![CDATA[", position):
            return _after(source, "]]>", position + 9), None
        return _after(source, ">", position + 1), None
    if not (after == "/" or after.isalpha()):
        return position, None
    found = (TAG.match(source, position) if strict else None) or LOOSE_TAG.match(source, position)
    if not found:
        return position, None
    name = found.group(2).lower()
    return found.end(), Element("/" + name) if found.group(1) else _element(name, found.group(3))


def _after(source: str, mark: str, position: int) -> int:
    found = source.find(mark, position)
    return found + len(mark) if found >= 0 else len(source)


def _raw_text_end(source: str, position: int, tag: str) -> int:
    """Where the content of a raw text element ends; a title's content is text, the others' is skipped."""
    if tag == "title":
        return position
    found = re.compile(rf"</{tag}", re.IGNORECASE).search(source, position)
    return found.start() if found else len(source)


def _element(name: str, attributes: str) -> Element:
    named = dict[str, str]()
    for found in ATTRIBUTE.finditer(attributes):
        value = (found.group(2) or "").strip("\"'")
        named.setdefault(found.group(1).lower(), html.unescape(value))
    return Element(name, named, _is_hidden(name, named))


def _is_hidden(name: str, attributes: dict[str, str]) -> bool:
    return (
        name in SILENT
        or "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or bool(CSS_HIDDEN.search(attributes.get("style", "")))
        or bool(CLASS_HIDDEN.search(attributes.get("class", "")))
    )


def _step(stack: list[Element], tag: Element) -> None:
    """Open or close an element as browsers do for what is left unclosed."""
    if tag.tag.startswith("/"):
        _close(stack, tag.tag[1:])
        return
    left_open = stack[-1].tag if stack else ""
    if left_open in CLOSES_ITSELF.get(tag.tag, ()) or (left_open == "p" and tag.tag in ENDS_A_PARAGRAPH):
        stack.pop()
    if tag.tag in ("body", "article", "main"):
        _close(stack, "head")
    if tag.tag not in VOID and len(stack) < 200:
        hidden = tag.hidden or bool(stack and stack[-1].hidden)
        stack.append(Element(tag.tag, tag.attributes, hidden))


def _close(stack: list[Element], name: str) -> None:
    for i in range(len(stack) - 1, -1, -1):
        if stack[i].tag == name:
            del stack[i:]
            return


def _pieces(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for found in PIECE.finditer(source, start, end):
        text = found.group()
        if text[0] in " \t\n\r\f":
            yield " ", found.start(), found.end()
        elif text[0] == "&" and len(text) > 1:
            yield html.unescape(text), found.start(), found.end()
        else:
            yield text, found.start(), found.end()


def _has_words(pieces: list[tuple[str, int, int]]) -> bool:
    return any(not text.isspace() for text, _, _ in pieces)


def _tidied(pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Drop white space at both ends and after white space."""
    kept = list[tuple[str, int, int]]()
    for piece in pieces:
        if piece[0] != " " or (kept and kept[-1][0] != " "):
            kept.append(piece)
    while kept and kept[-1][0].isspace():
        kept.pop()
    return kept
