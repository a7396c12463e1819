"""Text that a file format can hold."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_ENDLESS = re.compile(r"\S{100}")


def printable(text: str) -> str:
    """Show control characters and lone surrogates as U+FFFD: calendars and markup cannot hold them."""
    return text if text.isprintable() else _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Collapse all white space, line separators too."""
    return " ".join(printable(text).split())


def breakable(text: str) -> Markup:
    """Escape for the page, and let a word without end break: browsers take seconds to find its breaks by themselves."""
    shown = printable(text)
    if not _ENDLESS.search(shown):
        return escape(shown)
    return Markup("<wbr>").join(escape(shown[i : i + 60]) for i in range(0, len(shown), 60))
