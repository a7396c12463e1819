"""From what the words say to TIMEX3 values: each expression against its own anchor."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from dateline.model import Block, Interval, Timex, TimexType
from dateline.times.anchor import Context
from dateline.times.counting import moved, reach
from dateline.times.evaluate import evaluate
from dateline.times.intervals import interval_of
from dateline.times.matcher import Expression
from dateline.times.meaning import Amount, At, Point, Repeat, Written
from dateline.times.names import next_to
from dateline.times.resolved import DAY, Resolved
from dateline.times.value import Length, Pattern, Period, Value, parse

Order = Literal["MDY", "DMY"]
_HEADS = re.compile(r"\s*(?:[—–:|]\s|-\s|\n)")
_DASHED = re.compile(r"\s*[—–:]\s|\s-\s")
_GOES_ON = re.compile(r"[|—–:]\s+\w")


def resolve(
    text: str,
    expressions: Sequence[Expression],
    published: dt.date | None,
    *,
    blocks: Sequence[Block] = (),
    order: Order | None = None,
) -> tuple[Timex, ...]:
    """Date each expression; what cannot be dated keeps an open value and says why.

    Inside a block of kind `post` with a date of its own, in a section that its heading dates ("Update, Oct 16:"), and in a
    live page's entries of the evening before, that date is the publication. `order` reads 03/04/2023; without it the document's unambiguous dates decide, then day first
    unless the text looks American.
    """
    posts = [b for b in blocks if b.kind == "post" and b.published]
    ends = _section_ends(text, expressions, [b for b in blocks if b.kind in {"post", "meta"}])
    order = order or written_order(expressions, published)
    whole = Context(published, text, "publication", order)
    midnights = _midnights(text, expressions) if published else []
    contexts: dict[int, Context] = {}
    section: tuple[int, Context] = (0, whole)
    timexes: list[Timex] = []
    for expression in expressions:
        end = ends.get(expression.start)
        post = next((b for b in posts if b.start <= expression.start < b.end), None)
        if post:
            context = contexts.setdefault(post.start, Context(post.published, text, "post", order))
        elif published and (days := sum(expression.start >= start for start in midnights)):
            context = contexts.setdefault(-days, Context(published - days * DAY, text, "post", order))
        else:
            context = whole if end or expression.start >= section[0] else section[1]
        timex = _timex(expression, context)
        timexes.append(timex)
        if end and timex.interval and timex.interval.days == 1:
            section = (end, Context(timex.interval.start, text, "post", order))
    return tuple(timexes)


def _section_ends(text: str, expressions: Sequence[Expression], apart: Sequence[Block]) -> dict[int, int]:
    """Return where each dated section ends, by the start of the expression that heads it.

    It ends at the next one's heading; the last ends with its line, or with the text where the line is all heading.
    """
    free = [e for e in expressions if not any(b.start <= e.start < b.end for b in apart)]
    starts = sorted({e.start for e in free if e.heads} | _entries(text, free))
    ends = {start: text.rfind("\n", 0, later) + 1 for start, later in pairwise(starts)}
    for start in starts[-1:]:
        line_end = text.find("\n", start)
        ends[start] = line_end if line_end > 0 and _GOES_ON.search(text, start, line_end) else len(text)
    return ends


def _midnights(text: str, expressions: Sequence[Expression]) -> list[int]:
    """Return where a live page, its latest entry first, crosses a midnight: from an entry of 02:50 to one of 23:20."""
    hours = [(e.start, e.meaning) for e in expressions if isinstance(e.meaning, At) and _leads(text, e)]
    clocks = [(start, at.time) for start, at in hours if at.day is None and at.time[1:2].isdigit()]
    falls = sum(later[1] < earlier[1] for earlier, later in pairwise(clocks))
    crossed = [b[0] for a, b in pairwise(clocks) if a[1] < "T12" and b[1] > "T18"]
    return crossed if crossed and falls > len(clocks) - len(crossed) - 2 else []


def _leads(text: str, e: Expression) -> bool:
    """Say whether an expression stands first on a line of its own entry."""
    return not text[text.rfind("\n", 0, e.start) + 1 : e.start].strip() and _HEADS.match(text, e.end) is not None


def _entries(text: str, expressions: Sequence[Expression]) -> set[int]:
    """Return where the dated entries of a diary start, which stands with its latest entry first."""
    found: list[tuple[tuple[int, int], int]] = []
    for e in expressions:
        node = e.meaning.day if isinstance(e.meaning, At) else e.meaning
        opens = not text[text.rfind("\n", 0, e.start) + 1 : e.start].strip() and (
            _DASHED.match(text, e.end) or (isinstance(e.meaning, At) and e.meaning.time[1:2].isdigit())
        )
        if opens and isinstance(node, Point) and node.unit == "day" and node.number and node.day:
            found.append(((node.number, node.day), e.start))
    falling = len(found) > 1 and all(earlier[0] > later[0] for earlier, later in pairwise(found))
    return {start for _, start in found} if falling else set()


def written_order(expressions: Sequence[Expression], published: dt.date | None = None) -> Order:
    """Decide the order of 03/04/2023 by the dates of the document that can be read in one way only.

    Without one, by its dates in words: "April 3" is American order, "3 April" is not; without those, day first.
    """
    votes = words = 0
    for e in expressions:
        node = e.meaning.day if isinstance(e.meaning, At) else e.meaning
        if isinstance(node, Written):
            votes += (
                (node.first <= 12 < node.second) - (node.second <= 12 < node.first) + _as_published(node, published)
            )
        elif isinstance(node, Point) and node.day and node.number and not node.weekday:
            words += 1 if e.text[0].isalpha() else -1
    return "MDY" if (votes or words) > 0 else "DMY"


def _as_published(node: Written, published: dt.date | None) -> int:
    """Vote for the order in which a date of both readings is the day of publication."""
    if published is None or node.year != published.year or node.first == node.second:
        return 0
    day = (published.month, published.day)
    return ((node.first, node.second) == day) - ((node.second, node.first) == day)


def _timex(e: Expression, context: Context) -> Timex:
    try:
        resolved = evaluate(e.meaning, context.at(e))
    except (ValueError, OverflowError, LookupError) as problem:
        resolved = Resolved(Pattern("XXXX-XX-XX"), reason=f"outside the calendar: {problem}")
    value, mod = resolved.value, resolved.mod
    context.remember(e, resolved)
    days = interval_of(value, mod, context.published)
    if resolved.reason is None and isinstance(value, Pattern | Period) and days is None and _type(value, e) != "SET":
        resolved = replace(resolved, reason="the words leave it open")
    return Timex(e.start, e.end, e.text, _type(value, e), str(value), mod, days, resolved.anchor, resolved.basis,
                 e.rule, resolved.reason, resolved.pending)  # fmt: skip


def _type(value: Value, e: Expression) -> TimexType:
    if isinstance(e.meaning, Repeat):
        return "SET"
    if isinstance(value, Length):
        return "DURATION"
    if (isinstance(value, Period) and value.time) or (isinstance(value, Pattern) and "T" in value.text):
        return "TIME"
    return "DATE"


def finish(timex: Timex, anchor_interval: Interval) -> Timex:
    """Date a timex that waited for an event, now that the event's days are known; others come back as they are."""
    pending = timex.pending
    if pending is None:
        return timex
    if pending.span:
        value: Value = _reached(pending.span, anchor_interval)
    elif pending.weekday:
        value = next_to(anchor_interval, pending.weekday)
    elif "T" in pending.shift:
        return replace(timex, interval=anchor_interval, anchor_basis="event", reason=None, pending=None)
    else:
        sign, length = _signed(pending.shift)
        value = moved(
            anchor_interval.start if sign < 0 else anchor_interval.end, length, sign, exact=anchor_interval.days == 1
        )
        value = value.at(pending.time) if pending.time else value
    return replace(timex, value=str(value), type="TIME" if pending.time else "DATE",
                   interval=interval_of(value, timex.mod), anchor_basis="event", reason=None, pending=None)  # fmt: skip


def _reached(span: str, anchor: Interval) -> Value:
    sign, length = _signed(span)
    return reach(anchor.start if sign < 0 else anchor.end, length, sign, inclusive=False)


def _signed(text: str) -> tuple[int, Amount]:
    value = parse(text.lstrip("-"))
    names = {("S", True): "second", ("M", True): "minute", ("H", True): "hour", ("D", False): "day", ("W", False): "week",
             ("M", False): "month", ("Q", False): "quarter", ("Y", False): "year"}  # fmt: skip
    parts = value.parts if isinstance(value, Length) else ()
    return (-1 if text.startswith("-") else 1), Amount(tuple((n, names[letter, clock]) for n, letter, clock in parts))
