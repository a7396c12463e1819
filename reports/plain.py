"""Text that a file format can hold."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Show control characters and lone surrogates as U+FFFD: calendars and markup cannot hold them."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Collapse all white space, line separators too."""
    return " ".join(printable(text).split())
