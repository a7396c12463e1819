"""RSS, RDF and Atom feeds."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from dateline.articles.limits import LIMITS
from dateline.articles.records import Record
from dateline.errors import ArticleError
from dateline.model import Rejected

etree: Any = import_module("lxml.etree")  # lxml ships no types
Element = Any

ENTRIES = ("item", "entry")
BODIES = ("encoded", "content", "fulltext", "description", "summary")
DATES = ("pubdate", "published", "date", "issued", "created", "updated", "modified")


def from_feed(content: bytes | str, file: str) -> Iterator[Record | Rejected]:
    """Read a feed's entries; the text field is the entry's fullest one, as decoded from the XML."""
    root = _parsed(content)
    if _name(root) not in ("rss", "rdf", "feed", "channel"):
        raise ArticleError(f"not a feed: its root element is <{_name(root)[:40]}>")
    outlet = _outlet(root)
    count = 0
    for entry in root.iter():
        if _name(entry) not in ENTRIES:
            continue
        count += 1
        if count > LIMITS["records"]:
            yield Rejected(file, f"more articles than the limit records = {LIMITS['records']:,}: the rest was left out")
            return
        yield _record(entry, count, file, outlet)
    if not count:
        raise ArticleError("a feed without entries")


def _parsed(content: bytes | str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content if isinstance(content, bytes) else content.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ArticleError(f"not readable as XML: {error.msg}") from error
    if root is None:  # what recover=True returns for a text without an element
        raise ArticleError("not readable as XML: it holds no element")
    return root


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _outlet(root: Element) -> str | None:
    channel = root if _name(root) in ("feed", "channel") else next((e for e in root if _name(e) == "channel"), root)
    return _first(channel, ("title",))


def _record(entry: Element, number: int, file: str, outlet: str | None) -> Record | Rejected:
    body, name = _body(entry)
    label = f"entry {number}"
    if not body:
        return Rejected(file, "no field holds an article's text", label)
    source = _first(entry, ("source",))
    return Record(
        body,
        f"{label}, {name}",
        title=_first(entry, ("title",)),
        outlet=source or outlet,
        url=_link(entry),
        published=_first(entry, DATES),
    )


def _body(entry: Element) -> tuple[str, str]:
    """The fullest of the fields that can hold the text; feeds often shorten one and not the other."""
    found = [(_content(child), _name(child)) for child in entry if _name(child) in BODIES]
    return max(found, key=lambda pair: len(pair[0].strip()), default=("", ""))


def _content(element: Element) -> str:
    if len(element):
        return "".join([element.text or "", *(etree.tostring(child, encoding="unicode") for child in element)])
    return element.text or ""


def _first(entry: Element, names: tuple[str, ...]) -> str | None:
    for name in names:
        for child in entry:
            text = "".join(child.itertext()).strip() if _name(child) == name else ""
            if text:
                return " ".join(text.split())[:500]
    return None


def _link(entry: Element) -> str | None:
    links = [child for child in entry if _name(child) == "link"]
    for link in sorted(links, key=lambda e: e.get("rel", "alternate") != "alternate"):
        address = (link.get("href") or link.text or "").strip()
        if address:
            return address
    return None
