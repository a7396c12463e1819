"""Tags files: TimeML comes back as TimeML, plain text becomes it, and either can become rows of timexes.jsonl."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from dateline import atomic, times
from dateline.articles.decoding import Decoded, decode
from dateline.errors import ArticleError, NothingUsableError, UsageError
from dateline.evaluation import cat, timeml
from dateline.model import OffsetMap, Rejected, Timex

TagFormat = Literal["timeml", "jsonl"]

SUFFIXES = frozenset({".txt", ".text", ".md", ".tml", ".timeml", ".xml"})


@dataclass(frozen=True, slots=True)
class TagSummary:
    """What was tagged: the files written, the documents read, the timexes found, and what could not be read."""

    written: tuple[Path, ...]
    documents: int
    timexes: int
    undated: tuple[str, ...]
    """Documents without a date, in which relative expressions stay unresolved."""
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One file with its timexes; `offsets` map the tagged text into the file as it was given."""

    file: str
    decoded: Decoded
    document: timeml.Document | cat.Cat | str
    published: dt.date | None
    timexes: tuple[Timex, ...]
    offsets: OffsetMap


def tag_path(path: Path, out: Path, format: TagFormat = "timeml", published: dt.date | None = None) -> TagSummary:  # noqa: A002 - the option's name
    """Tag a file, or every text and TimeML file of a folder, and write the tags to the folder `out`.

    A document's own creation time counts before `published`. TimeML keeps its name; text gets the suffix `.tml`. Raises
    UsageError where `path` is not there and NothingUsableError where nothing could be read.
    """
    if format not in {"timeml", "jsonl"}:
        raise UsageError(f"unknown format {format}: timeml or jsonl")
    tagged: list[Tagged] = []
    rejected: list[Rejected] = []
    for file, source in _files(path):
        try:
            tagged.append(_tag(file, source.read_bytes(), published))
        except (ArticleError, OSError) as error:
            rejected.append(Rejected(file, str(error)))
    if not tagged:
        reason = rejected[0].reason if rejected else f"no {', '.join(sorted(SUFFIXES))} file"
        raise NothingUsableError(f"nothing to tag in {path}: {reason}")
    written = [_write_rows(tagged, out)] if format == "jsonl" else [_write_timeml(each, out) for each in tagged]
    undated = tuple(each.file for each in tagged if each.published is None)
    return TagSummary(tuple(written), len(tagged), sum(len(each.timexes) for each in tagged), undated, tuple(rejected))


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if path.is_file():
        yield path.name, path
    elif path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and file.suffix.lower() in SUFFIXES and not file.name.startswith("."):
                yield file.relative_to(path).as_posix(), file
    else:
        raise UsageError(f"there is no file or folder {path}")


def _tag(file: str, content: bytes, published: dt.date | None) -> Tagged:
    decoded = decode(content, markup=b"<" in content[:1000])
    document, text, created, offsets = _read(decoded.text)
    published = created or published
    return Tagged(file, decoded, document, published, times.tag(text, published), offsets)


def _read(content: str) -> tuple[timeml.Document | cat.Cat | str, str, dt.date | None, OffsetMap]:
    if timeml.looks_like_timeml(content):
        document = timeml.read(content)
        return document, document.text, document.created, document.original
    if "<Document" in content[:1000] and "<token" in content:
        annotated = cat.read(content)
        return annotated, annotated.text, annotated.created, OffsetMap()
    return content, content, None, OffsetMap()


def _write_timeml(tagged: Tagged, out: Path) -> Path:
    target = out / tagged.file
    if isinstance(tagged.document, timeml.Document):
        content = timeml.write(tagged.document, tagged.timexes)
    elif isinstance(tagged.document, cat.Cat):
        target = target.with_suffix(".tml")
        content = cat.to_timeml(tagged.document, tagged.timexes)
    else:
        target = target.with_suffix(".tml")
        wrapped = timeml.read(timeml.wrap(target.stem, tagged.document, tagged.published))
        content = timeml.write(wrapped, tagged.timexes)
    same_encoding = isinstance(tagged.document, timeml.Document) and not tagged.decoded.warnings
    atomic.write_bytes(target, content.encode(tagged.decoded.encoding if same_encoding else "utf-8"))
    return target


def _write_rows(tagged: Sequence[Tagged], out: Path) -> Path:
    rows = (json.dumps(_row(each, timex), ensure_ascii=False) for each in tagged for timex in each.timexes)
    target = out / "timexes.jsonl"
    atomic.write_bytes(target, "".join(f"{row}\n" for row in rows).encode("utf-8"))
    return target


def _row(tagged: Tagged, timex: Timex) -> dict[str, Any]:
    start, end = tagged.offsets.span(timex.start, timex.end)
    interval = timex.interval and [timex.interval.start.isoformat(), timex.interval.end.isoformat()]
    given = isinstance(tagged.document, cat.Cat)
    return {
        "file": tagged.file,
        "start": start,
        "end": end,
        "text": timex.text if given else tagged.decoded.text[start:end],
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "interval": interval,
        "anchor": timex.anchor,
        "anchor_basis": timex.anchor_basis,
        "rule": timex.rule,
    }
