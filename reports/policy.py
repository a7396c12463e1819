"""The page's content-security-policy by hashes, and Plotly's script as the page carries it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

_REGISTERED = re.compile(r"\.register\(\[(\w+\(\))(?:,\w+\(\)){9,}\]\)")
_STYLE_GUARD = re.compile(r'getElementById\("([0-9a-f]{64})"\)')


def digest(text: str) -> str:
    """A source expression that allows exactly this inline script or style sheet."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(scripts: list[str], styles: list[str], *, reach: str = "") -> str:
    """Allow these scripts and styles and nothing else: no request, no frame, no form, no evaluation of strings.

    `reach` names whom a page of a local server may ask for changes.

    The empty sheet is Plotly's, which fills it rule by rule.
    """
    none = "'none'"
    asks = (f"connect-src {reach}",) if reach else ()
    return "; ".join(
        (
            *asks,
            "default-src 'none'",
            f"script-src {' '.join(digest(s) for s in scripts) or none}",
            f"style-src {' '.join(digest(s) for s in [*styles, ''])}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@cache
def plotly() -> str:
    """Plotly's script from the installed package, made to start in a tenth of its time: see `eager` and `unburdened`."""
    return eager(unburdened(files("plotly").joinpath("package_data", "plotly.min.js").read_text("utf-8")))


def unburdened(script: str) -> str:
    """Let the bundle register its first kind of chart, bars, of the forty-seven beside the points and lines in its core.

    Each kind's code runs when it is registered: maps, globes and solids hold a page for a second or two. A bundle of another
    make stays as it is.
    """
    found = max(_REGISTERED.finditer(script), key=lambda m: len(m[0]), default=None)
    if found is None:
        return script
    return f"{script[: found.start()]}.register([{found[1]}]){script[found.end() :]}"


def eager(script: str) -> str:
    """Put the bundle's outer function in parentheses: engines take them as a sign that it is called at once (V8's PIFE).

    Else they skip over its five million characters, and read them again a moment later.
    """
    start, end = script.find("this, () => {"), script.rfind("}));")
    if start < 0 or end < 0 or start > 1000:
        return script
    return f"{script[:start]}this, (() => {{{script[start + 13 : end]}}})));{script[end + 4 :]}"


@cache
def packed_plotly() -> str:
    """The same at a third of the size; the browser unpacks it after the page's own part is shown."""
    return packed(plotly())


def packed(text: str) -> str:
    """Base64 of gzip, equal for equal texts; no character of it can end a script element."""
    return base64.b64encode(gzip.compress(text.encode(), 6, mtime=0)).decode()


@cache
def refused_sheets() -> tuple[str, ...]:
    """Ids under which Plotly's map parts add style sheets; an element with the id keeps them out."""
    return tuple(dict.fromkeys(_STYLE_GUARD.findall(plotly())))


def embedded(value: Any) -> str:
    """JSON that can stand in a `<script type="application/json">`: no character there can end or open anything."""
    try:
        text = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half of a surrogate pair
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
