"""A cleaned text that knows where each of its characters stood in the raw one, and edits that keep it so."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.model import OffsetMap


class Run(NamedTuple):
    """`length` characters of cleaned text that came from `raw_length` characters at `raw`."""

    length: int
    raw: int
    raw_length: int


class Edit(NamedTuple):
    """Put `text` in the place of `start:end` of the text it is applied to."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class MappedText:
    text: str
    runs: tuple[Run, ...]

    def offsets(self) -> OffsetMap:
        """Turn the runs into the model's map; the identity is an empty one."""
        if _is_identity(self.runs):
            return OffsetMap()
        clean, position = list[int](), 0
        for run in self.runs:
            clean.append(position)
            position += run.length
        return OffsetMap(
            tuple(clean),
            tuple(r.raw for r in self.runs),
            tuple(r.length for r in self.runs),
            tuple(r.raw_length for r in self.runs),
        )


def whole(text: str) -> MappedText:
    """Map a text onto itself."""
    return MappedText(text, (Run(len(text), 0, len(text)),) if text else ())


def join(pieces: Iterable[tuple[str, int, int]]) -> MappedText:
    """Build a mapped text from (text, raw start, raw end) in reading order."""
    texts, runs = list[str](), list[Run]()
    for text, start, end in pieces:
        if text:
            texts.append(text)
            _append(runs, Run(len(text), start, end - start))
    return MappedText("".join(texts), tuple(runs))


def edit(mapped: MappedText, edits: Sequence[Edit]) -> MappedText:
    """Apply edits, given in order and without overlap, and keep every offset pointing into the same raw text."""
    if not edits:
        return mapped
    cutter, texts, runs, position = _Cutter(mapped.runs), list[str](), list[Run](), 0
    for change in edits:
        texts.append(mapped.text[position : change.start])
        for run in cutter.cut(position, change.start):
            _append(runs, run)
        if change.text:
            texts.append(change.text)
            _append(runs, Run(len(change.text), *cutter.covered(change.start, change.end)))
        position = change.end
    texts.append(mapped.text[position:])
    for run in cutter.cut(position, len(mapped.text)):
        _append(runs, run)
    return MappedText("".join(texts), tuple(runs))


class _Cutter:
    """Cuts stretches out of a run list by their offsets in the cleaned text."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self.starts = list[int]()
        position = 0
        for run in runs:
            self.starts.append(position)
            position += run.length

    def cut(self, start: int, end: int) -> Iterable[Run]:
        i = max(bisect.bisect_right(self.starts, start) - 1, 0)
        while start < end and i < len(self.runs):
            run, inside = self.runs[i], start - self.starts[i]
            length = min(run.length - inside, end - start)
            if run.length == run.raw_length:
                yield Run(length, run.raw + inside, length)
            else:
                yield Run(length, run.raw, run.raw_length)
            start, i = start + length, i + 1

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """The raw start and length of what the cleaned span covers; an empty span lies where its left neighbour ends."""
        runs = list(self.cut(start, end)) if start < end else list(self.cut(max(start - 1, 0), start))
        if not runs:
            return (self.runs[0].raw if self.runs else 0), 0
        last = runs[-1].raw + runs[-1].raw_length
        return (runs[0].raw, last - runs[0].raw) if start < end else (last, 0)


def _append(runs: list[Run], run: Run) -> None:
    if runs and _continues(runs[-1], run):
        runs[-1] = Run(runs[-1].length + run.length, runs[-1].raw, runs[-1].raw_length + run.raw_length)
    else:
        runs.append(run)


def _continues(last: Run, run: Run) -> bool:
    literal = last.length == last.raw_length and run.length == run.raw_length
    return literal and last.raw + last.raw_length == run.raw


def _is_identity(runs: tuple[Run, ...]) -> bool:
    return not runs or (len(runs) == 1 and runs[0].raw == 0 and runs[0].length == runs[0].raw_length)
