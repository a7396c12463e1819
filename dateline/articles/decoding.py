"""Bytes to text: which encoding, and what had to be guessed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from dateline.errors import ArticleError

BOMS = (  # the longer first: UTF-32-LE begins like UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
)
DECLARED = re.compile(
    rb"""(?:charset\s*=\s*|<\?xml[^>]{0,100}encoding\s*=\s*)["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
WESTERN = frozenset(
    "‘’“”„‚–—…•€£¥§©®°±·«»‹›¡¿½¼¾´ˆ˜™àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽ\u00a0\u00ad"
)

ESCAPED_BYTES = frozenset(chr(0xDC00 + byte) for byte in range(128, 256))
WESTERN_BYTES = {
    0xDC00 + byte: bytes([byte]).decode("cp1252")
    for byte in range(128, 256)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, *, markup: bool = False) -> Decoded:
    """Decode a file, keeping its line ends and byte order mark.

    A declared encoding counts in markup alone. Raises `ArticleError` for what is no text, or fits no encoding.
    """
    _refuse_signature(content)
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return _with_bom(content, encoding)
    wide = _wide(content)
    if wide:
        return _flag_replacements(content.decode(wide), wide, (f"no byte order mark: read as {wide}",))
    _refuse_binary(content)
    declared = _declared(content) if markup else None
    decoded = (declared and _strict(content, declared)) or _strict(content, "utf-8")
    return decoded or _mixed(content) or _single_byte(content)


def _refuse_signature(content: bytes) -> None:
    for signature, name in SIGNATURES:
        if content.startswith(signature):
            raise ArticleError(f"not text: looks like {name}")


def _with_bom(content: bytes, encoding: str) -> Decoded:
    try:
        return _flag_replacements(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _mixed(content) or _single_byte(content)
        raise ArticleError(
            f"undecodable: not the {encoding} that its byte order mark announces ({error.reason})"
        ) from error


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every second byte is NUL, always on the same side."""
    sample = content[:4000]
    if len(sample) < 4 or len(content) % 2:
        return None
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[offset::2].count(0) > 0.4 * len(sample) / 2 and sample[1 - offset :: 2].count(0) == 0:
            return encoding if _decodes(content, encoding) else None
    return None


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _refuse_binary(content: bytes) -> None:
    sample = content[:100_000]
    controls = sum(sample.count(b) for b in range(32) if b not in (9, 10, 11, 12, 13, 27))
    if controls > max(8, 0.1 * len(sample)):
        raise ArticleError(f"not text: {controls:,} control characters in the first {len(sample):,} bytes")


def _declared(content: bytes) -> str | None:
    found = DECLARED.search(content[:4096])
    name = found.group(1).decode("ascii") if found else ""
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    # The WHATWG encoding standard reads both as windows-1252, for that is what pages so labelled hold.
    return "cp1252" if info.name in ("iso8859-1", "ascii") else info.name


def _strict(content: bytes, encoding: str) -> Decoded | None:
    try:
        text = content.decode(encoding)
    except (UnicodeError, LookupError, ValueError, AssertionError):
        return None
    return _flag_replacements(text, encoding)


def _flag_replacements(text: str, encoding: str, warnings: tuple[str, ...] = ()) -> Decoded:
    lost = text.count("\ufffd")
    if lost:
        warnings = (*warnings, f"{lost} characters were already lost (U+FFFD) in the file")
    return Decoded(text, encoding, warnings)


def _mixed(content: bytes) -> Decoded | None:
    """UTF-8 into which stretches of Windows-1252 were pasted: each byte that is not UTF-8 is read alone."""
    escaped = content.decode("utf-8", errors="surrogateescape")
    beyond = [c for c in escaped if ord(c) > 127]
    foreign = sum(1 for c in beyond if c in ESCAPED_BYTES)
    if foreign == 0 or foreign > len(beyond) - foreign:
        return None
    text = escaped.translate(WESTERN_BYTES)
    if any(c in ESCAPED_BYTES for c in beyond if ord(c) not in WESTERN_BYTES):
        return None
    warning = f"mixed encodings: {foreign} bytes that are not UTF-8 were read as Windows-1252"
    return _flag_replacements(text, "utf-8+cp1252", (warning,))


def _single_byte(content: bytes) -> Decoded:
    western = _strict(content, "cp1252")
    if western and _is_plausible(western.text, WESTERN.__contains__):
        return Decoded(western.text, "cp1252", ("not UTF-8: read as Windows-1252",))
    from charset_normalizer import from_bytes

    guess = from_bytes(content[:200_000]).best()
    decoded = _strict(content, guess.encoding) if guess else None
    if guess is None or decoded is None or "\ufffd" in decoded.text or not _is_plausible(decoded.text, str.isalpha):
        raise ArticleError("undecodable: neither UTF-8 nor any other encoding gives readable text")
    return Decoded(decoded.text, guess.encoding, (f"not UTF-8: read as {guess.encoding}, which is a guess",))


def _is_plausible(text: str, expected: Callable[[str], bool]) -> bool:
    """Most characters beyond ASCII are of the expected sort, and words are not mostly made of them by accident."""
    beyond = [c for c in text[:200_000] if ord(c) > 127]
    good = sum(1 for c in beyond if expected(c) or c in WESTERN)
    return bool(beyond) and good >= 0.95 * len(beyond) and not any(ord(c) in range(128, 160) for c in beyond)
