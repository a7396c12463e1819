"""Anniversaries that an article names: "Sunday is the first anniversary of the crash", "the anniversary is in seven weeks".

Each is a time counted from a happening to a day, which the words beside it place: a weekday, "yesterday", or the day of
publication together with the time that is still to pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dateline.articles.clues import TOLD, Clues, Told
from dateline.articles.counts import NUMBERS, Lag, is_relative, lag_of
from dateline.articles.wording import sentences
from dateline.model import Timex

ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
ANNIVERSARY = re.compile(
    rf"(?i)\b(?:(?P<nth>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))|(?P<n>\w+)-(?P<unit>month|year))[- ]anniversary\b"
    r"(?:(?: of|,? since) (?P<what>[^.,;:!?\n]{4,80}))?"
)
AWAY = re.compile(r"(?i)(?P<to_come>(?:\b(?:in|just|only|now|still)\s))?$")
IS_TODAY = re.compile(r"(?i)\b(?:on|but on|marks?|marking|is|today,?) (?:the|its|their|his|her|this,? the) $")
"""What an article tells of an anniversary without its day is mostly told on the day itself."""
OFF = re.compile(r"(?i)\s+(?:away|off|ahead|before|from now|short of|to go|until|till|later)\b")
EVE = re.compile(r"(?i)\beve of (?:the |its |their |his |her )?$")
A_WEEK, A_MONTH = 3, 8
"""By how many days "seven weeks before" and "two months before" may be off."""


class Anniversary(NamedTuple):
    """A happening, how long after it, and the expression that means the day; None is the day of publication."""

    place: int | None
    what: str
    lag: Lag
    slack: int
    words: str


def anniversaries(mine: Clues) -> Iterator[Anniversary]:
    """Find the anniversaries of an article, each with the day that is beside it."""
    text, timexes = mine.article.text, mine.resolved(None)
    if "nniversary" not in text:
        return
    spans = [s for b in mine.article.blocks if b.kind in TOLD for s in sentences(text, b.start, b.end)]
    for span in spans:
        for named in ANNIVERSARY.finditer(text, span.start, span.end):
            months = _months(named)
            inside = [
                (i, one)
                for i, one in enumerate(mine.told)
                if span.start <= one.expression.start < span.end and not one.title
            ]
            if months:
                yield from _placed(named, months, inside, timexes, text)


def _months(named: re.Match[str]) -> int:
    if named["nth"]:
        word = named["nth"].lower()
        return 12 * (ORDINALS.get(word) or int(re.sub(r"\D", "", word)))
    word = named["n"].lower()
    number = NUMBERS.get(word, word)
    return int(number) * (12 if named["unit"].lower() == "year" else 1) if number.isdigit() else 0


def _placed(
    named: re.Match[str], months: int, inside: list[tuple[int, Told]], timexes: tuple[Timex, ...], text: str
) -> Iterator[Anniversary]:
    what, words = named["what"] or "", named.group()
    if EVE.search(text[max(named.start() - 24, 0) : named.start()]):
        yield Anniversary(None, what, Lag(months, -1), 0, words)
        return
    day = next((i for i, one in inside if is_relative(one) and not one.fixed and _is_a_day(timexes[i])), None)
    if day is not None:
        yield Anniversary(day, what, Lag(months, 0), 0, words)
        return
    for i, one in inside:
        timex = timexes[i]
        value = timex.pending.shift.lstrip("-") if timex.pending else timex.value
        before = text[max(one.expression.start - 8, 0) : one.expression.start]
        left = lag_of(value) if timex.type == "DURATION" else None
        is_left = AWAY.search(before)
        if left and (
            (is_left and is_left["to_come"]) or OFF.match(text, one.expression.end) or " before" in one.expression.text
        ):
            slack = 0 if value.endswith("D") else A_WEEK if value.endswith("W") else A_MONTH
            yield Anniversary(None, what, Lag(months - left.months, -left.days), slack, words)
            return
    if not inside and IS_TODAY.search(text[max(named.start() - 30, 0) : named.start()]):
        yield Anniversary(None, what, Lag(months, 0), 0, words)


def _is_a_day(timex: Timex) -> bool:
    return timex.interval is None or timex.interval.days == 1
