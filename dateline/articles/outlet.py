"""Who published an article, as far as the article itself says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from dateline.articles.blocks import plain
from dateline.articles.pagelines import agencies, opening, rules
from dateline.model import Block

SUFFIX = re.compile(r"\s+[-|–—•»:]+\s+(?P<outlet>[A-Z][\w.&' -]{1,38})$")
NEWSY = re.compile(
    r"(?i)\b(?:news|times|post|today|daily|herald|tribune|journal|gazette|guardian|press|chronicle|observer|courier|mail|star|telegraph|express|standard|review|report|wire|tv|radio|online|\w+\.(?:com|org|net|co\.\w\w))\b|[a-z][A-Z]"
)


def stated_outlet(text: str, blocks: Sequence[Block], url: str | None = None) -> str | None:
    """Return the outlet that a source line, the headline's suffix, the dateline or the address names."""
    return next(
        iter((*_sources(text, blocks), *_suffixes(text, blocks), *_datelines(text, blocks), *_hosts(url))), None
    )


def tidy(outlet: str) -> str:
    """Write an address as its host, without "www."; leave a name as it is."""
    outlet = " ".join(outlet.split()).strip(" .")
    host = re.fullmatch(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)(?:/.*)?", outlet)
    return host[1] if host else outlet


def _of(text: str, blocks: Sequence[Block], kind: str) -> list[str]:
    return [text[b.start : b.end] for b in blocks if b.kind == kind]


def _sources(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    rule = next(r for r in rules("meta") if r.name == "source")
    for line in reversed(_of(text, blocks, "meta")):
        found = rule.pattern.fullmatch(line)
        if found and "agencies" not in found["outlet"].lower():
            yield tidy(found["outlet"])


def _suffixes(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    titles = _of(text, blocks, "title")
    for title in titles:
        found = SUFFIX.search(title)
        if not found:
            continue
        repeated = any(plain(other) == plain(title[: found.start()]) for other in titles)
        if repeated or NEWSY.search(found["outlet"]):
            yield tidy(found["outlet"])


def _datelines(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    for line in _of(text, blocks, "meta"):
        found = opening(line + " x")
        outlet = found.groupdict().get("outlet") if found else None
        if outlet:
            yield tidy(outlet)
        elif line.strip("(). ") in agencies():
            yield line.strip("(). ")


def _hosts(url: str | None) -> Iterator[str]:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return
    if host:
        yield host.removeprefix("www.")
