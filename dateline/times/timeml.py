"""Our timexes as TimeML annotates them, where its guidelines divide an expression differently from VALUES.md.

A range is two timexes joined by a signal, a length counted from an event is a DURATION beside its signal ("ten days"
before the murder), and half a unit is written in the next smaller one (PT5H30M). ISO-TimeML 1.2.1, section 2.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from dateline.model import Timex
from dateline.times.language import load
from dateline.times.matcher import find
from dateline.times.meaning import Amount, Modified
from dateline.times.resolved import amount

_HALVES = {"Y": ("6", "M"), "H": ("30", "M"), "M": ("30", "S")}
_HALF = re.compile(r"(P|PT)(\d+)\.5([YHM])")


def as_timeml(timexes: Sequence[Timex], *, language: str = "en", divide: bool = True) -> tuple[Timex, ...]:
    """Return the timexes of one text divided as TimeML divides them, in reading order.

    Without `divide`, ranges and halves of units stay whole, as the guidelines of NewsReader have it.
    """
    return tuple(
        part
        for timex in timexes
        if _annotated(timex, language)
        for part in (_parts(timex, language) if divide or not _is_divisible(timex) else [timex])
    )


def _is_divisible(timex: Timex) -> bool:
    return timex.pending is None and ("/" in timex.value or _HALF.fullmatch(timex.value) is not None)


def _annotated(timex: Timex, language: str) -> bool:
    """Say whether TimeML's annotators mark it: not "now" as a particle, a rate's unit, nor "later in the day"."""
    whole = tuple(load(language).cues.whole_days)
    return timex.rule not in {"now-in-speech", "rate"} and not timex.text.lower().endswith(whole)


def _parts(timex: Timex, language: str) -> Iterator[Timex]:
    if timex.pending is not None:
        yield _length_of(timex, language) or timex
    elif timex.rule == "event-offset" and (cut := _before_signal(timex, language)):
        yield _as_length(cut, language)
    elif (
        "/" in timex.value and timex.rule == "nth-of-period" and (cut := _joint(timex.text, language, "holding_words"))
    ):
        yield from _part_and_whole(timex, *cut, language)
    elif timex.rule == "later" and timex.type == "DURATION":
        length = _cut(timex, len(timex.text.rpartition(" ")[0]))
        half = _HALF.fullmatch(timex.value)
        yield replace(length, value=_without_half(half)) if half else length
    elif timex.rule == "day-before-after" and (divided := _length_and_date(timex, language)):
        yield from divided
    elif timex.value == "PXDE":
        yield replace(timex, value="PXY")
    elif timex.value == "P10Y" and timex.rule != "past-unit" and _says(timex.text, "decade", language):
        yield replace(timex, value="P1E")
    elif "/" in timex.value and (cut := _joint(timex.text, language)):
        yield from _ends(timex, *cut)
    elif signal := _signal(timex.text, language):
        yield replace(timex, start=timex.start + signal, text=timex.text[signal:])
    elif half := _HALF.fullmatch(timex.value):
        yield replace(timex, value=_without_half(half))
    else:
        yield timex


def _cut(timex: Timex, length: int) -> Timex:
    return replace(timex, end=timex.start + length, text=timex.text[:length])


def _signal(text: str, language: str) -> int:
    """Return the length of a leading word that TimeML marks as a signal: "within two weeks", "earlier Friday"."""
    lang = load(language)
    first, blank, rest = text.partition(" ")
    named = "weekday" in lang.entries[rest].values if rest else False
    signal = first.lower() in lang.cues.signals or (named and first.lower() in lang.cues.weekday_signals)
    return len(first + blank) if signal else 0


def _length_of(timex: Timex, language: str) -> Timex | None:
    """Return the length in "ten days before the murder" as a DURATION of its own."""
    stop = timex.pending.start - timex.start if timex.pending else 0
    for e in find(timex.text[:stop], language=language):
        node = e.meaning.node if isinstance(e.meaning, Modified) else e.meaning
        if isinstance(node, Amount) and timex.pending:
            value = (timex.pending.span or timex.pending.shift).lstrip("-")
            start = timex.start + e.start + _signal(e.text, language)
            return replace(timex, start=start, end=timex.start + e.end, text=timex.text[start - timex.start : e.end],
                           type="DURATION", value=value, interval=None, pending=None)  # fmt: skip
    return None


def _before_signal(timex: Timex, language: str) -> Timex | None:
    """Return the words before the one that counts from something: "two days" of "two days before the vote"."""
    words = load(language).cues.counted_from
    signal = next((m for m in re.finditer(r"\s+(\w+)(?=(\s+))", timex.text) if m[1].lower() in words), None)
    return _cut(timex, signal.start()) if signal else None


def _as_length(timex: Timex, language: str) -> Timex:
    """Return what is but a length as a DURATION; "the day" before the vote stays a date."""
    lengths = [e.meaning for e in find(timex.text, language=language) if isinstance(e.meaning, Amount)]
    return replace(timex, type="DURATION", value=str(amount(lengths[0])), interval=None) if lengths else timex


def _length_and_date(timex: Timex, language: str) -> tuple[Timex, Timex] | None:
    """Divide "eight days after Oct. 12" into a DURATION and the date that it is counted from."""
    lang = load(language)
    signal = next(
        (m for m in re.finditer(r"\s+(\w+)(?=(\s+))", timex.text) if m[1].lower() in lang.cues.counted_from), None
    )
    if signal is None or timex.anchor is None or timex.text.split()[0].lower() in lang.cues.whole:
        return None
    first = _cut(timex, signal.start())
    lengths = [e.meaning for e in find(first.text, language=language) if isinstance(e.meaning, Amount)]
    if not lengths:
        return None
    length = replace(first, type="DURATION", value=str(amount(lengths[0])), interval=None)
    start = timex.start + signal.end(2)
    return length, replace(timex, start=start, text=timex.text[signal.end(2) :], value=timex.anchor, interval=None)


def _part_and_whole(timex: Timex, stop: int, start: int, language: str) -> Iterator[Timex]:
    """Divide "the first nine months of 1997" into a DURATION and the year."""
    lengths = [e.meaning for e in find(timex.text[:stop], language=language) if isinstance(e.meaning, Amount)]
    first = replace(timex, end=timex.start + stop, text=timex.text[:stop], interval=None)
    yield replace(first, type="DURATION", value=str(amount(lengths[0]))) if lengths else first
    yield replace(timex, start=timex.start + start, text=timex.text[start:], value=timex.value[:4], interval=None)


def _says(text: str, unit: str, language: str) -> bool:
    """Say whether the words name a unit that our value does not."""
    entries = load(language).entries
    return any(entries[word].values.get("unit1") == unit for word in text.split())


def _joint(
    text: str, language: str, cue: Literal["range_words", "holding_words"] = "range_words"
) -> tuple[int, int] | None:
    """Return where the word or dash between the two ends of a range, or a part and its whole, stands."""
    words = "|".join(map(re.escape, sorted(getattr(load(language).cues, cue))))
    if cue == "holding_words":
        joint = re.search(rf"\s+(?:{words})\s+(?!.*\s(?:{words})\s)", text)
        return (joint.start(), joint.end()) if joint else None
    joint = re.search(rf"\s+(?:{words})\s+|(?<=\D)\s*[-–]\s*|\s+[-–]\s+|(?<=\d)[–-](?=\d{{1,2}}\b(?![-–]))", text)
    return (joint.start(), joint.end()) if joint and joint.start() > 0 and joint.end() < len(text) else None


def _ends(timex: Timex, stop: int, start: int) -> Iterator[Timex]:
    first, _, last = timex.value.partition("/")
    yield replace(timex, end=timex.start + stop, text=timex.text[:stop], value=first, interval=None)
    yield replace(timex, start=timex.start + start, text=timex.text[start:], value=last, interval=None)


def _without_half(m: re.Match[str]) -> str:
    sign, whole, unit = m.groups()
    if unit == "M" and sign == "P":
        return m[0]
    n, smaller = _HALVES[unit]
    return f"{sign}{whole}{unit}{n}{smaller}"
