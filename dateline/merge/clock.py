"""Reads the times of day that a sentence states: "6.40 am", "14.10", "at 0240 hours", "twenty to three in the morning".

A time whose half of the day nothing beside it tells ("from two o'clock") may be of either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.merge.quantity import SMALL, TENS, Quantity

NOON, DAY, HOURS = 720, 1440, 12
VAGUE_MINUTES, EXACT_MINUTES = 20.0, 5.0
"""Minutes by which "around six" and "at six" may be off."""
HALVES = re.compile(r"\b(?P<h>1[0-2]|0?[1-9])(?:[.:](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE)
"""A time with its half of the day: "6.40 am"."""
LEAD = (
    r"\b(?:at|by|until|till|before|after|since|around|from|towards?|past|between|near(?:ly)?|almost|"
    r"(?:was|is|be|been)(?: (?:only|not yet|barely|just|already|exactly|about|some|the time))?|of)\s+(?:about\s+|around\s+|exactly\s+|just\s+|precisely\s+)?"
)
"""What stands before a time that is told as a bare number."""
TAIL = r"\s?(?:hours|hrs|h|local time|local|GMT|UTC|CES?T|EET|BST|Moscow time)\b"
DIAL = re.compile(
    rf"(?P<lead>{LEAD})?(?<![\d.,:/€$£-])(?P<h>[01]?\d|2[0-4])(?P<sep>[:.])(?P<m>[0-5]\d)(?!\d|:\d|%|[.,]\d)(?P<tail>{TAIL})?"
    r"(?!\s?(?:[ap]\.?m\b|a\.|million|billion|bn|m\b|tn|per ?cent|%|km|kilo|met|mile|points?|euros?|pounds?|dollars?|cents?|pence|seconds?|minutes?|°|degrees?))",
    re.IGNORECASE,
)
"""A time on the dial: "02:40", "at 14.10"."""
FOUR_DIGITS = re.compile(
    r"\b(?:at|by|until|around|about|since|from|before|after)\s+(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?=\s?(?:hours|hrs|h|GMT|UTC|local time)\b(?! of))",
    re.IGNORECASE,
)
HOUR_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
HOUR = rf"(?P<hour>{HOUR_WORDS}|1[0-2]|[1-9])"
PART = (
    r"(?:(?:early|late|on|in)\s+)?(?:the\s+|this\s+|that\s+|yesterday\s+|tomorrow\s+|last\s+|at\s+|every\s+|\w+days?['\u2019]?s?\s+|same\s+|following\s+|next\s+)+"
    r"(?:early\s+)?(?:morning|afternoon|evening|night)\b"
)
MINUTES = "five|ten|twenty-five|twenty five|twenty|a quarter|quarter|half|[1-5]?\\d"
WORDED = re.compile(
    rf"(?P<vote>\b(?:by|of|voted|split|odds|ratio|won)\s+)?\b(?P<min>{MINUTES})(?:\s+minutes?)?\s+(?P<way>past|to|before|after)\s+{HOUR}(?:\s+o['\u2019]clock)?\b(?![-.:,]?\d)",
    re.IGNORECASE,
)
"""A time in words: "twenty to three", "half past six"."""
ROUND_MINUTES = frozenset({"five", "ten", "twenty", "twenty-five", "twenty five", "a quarter", "quarter", "half"})
LEAD_OF_TIME = re.compile(
    r"\b(?:at|until|till|since|before|after|it (?:was|is))\s+(?:(?:about|around|exactly|just|precisely|nearly|already|only|still)\s+)?$",
    re.IGNORECASE,
)
"""What stands before a time of day alone, and before no price, result or count."""
OCLOCK = re.compile(rf"\b{HOUR}\s+o['\u2019]clock\b", re.IGNORECASE)
WHOLE = re.compile(rf"{LEAD}{HOUR}\s+{PART}", re.IGNORECASE)
"""A whole hour with the part of its day: "at about four this morning", "it was two in the morning"."""
NAMED = re.compile(
    rf"(?:{LEAD}|\b(?:before|after)\s|, )(?:12 |twelve )?(?P<name>noon|midday|midnight)\b(?!\s+(?:mass|sun|express|train|prayers?|meal|feast|session|deadline|heat|oil)\b|-)",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:about|around|(?:shortly|just|soon) (?:after|before)|before|after|by|until|till|towards?|nearly|almost|not yet(?: been)?)\s*$",
    re.IGNORECASE,
)
"""What stands before a time of day that is not told to the minute."""
LAST = re.compile(r"\b(?:shortly|just|soon) after\s*$|\bafter\s*$", re.IGNORECASE)
PARTS = re.compile(
    r"\b(?P<early>mornings?|dawn|daybreak|small hours|sunrise|breakfast)\b|\b(?P<late>afternoon|lunchtime|evening|tonight|dusk|sunset|teatime)\b|\b(?P<night>night|overnight|midnight)\b",
    re.IGNORECASE,
)
ANY = re.compile(
    rf"\d[.:]\d\d|\d\s?[ap]\.?m\b|\d{{4}}\s?(?:h|GMT|UTC|local)|o['\u2019]clock|noon|mid(?:day|night)|(?:past|to|before|after)\s+(?:{HOUR_WORDS}|1[0-2]|[1-9])\b|"
    rf"\b(?:{HOUR_WORDS}|1[0-2]|[1-9])\s+(?:{PART})",
    re.IGNORECASE,
)
"""What every sentence with a time of day has."""
STAMP = re.compile(
    r"^(?:\W|\d|(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|last|updated|published|posted|at|st|nd|rd|th)\b)*$|"
    r"\b(?:updated|published|posted)\b[^.;]*$|(?:19|20)\d\d,?[ T|-]*$|\bthe\s$|[T+]$",
    re.IGNORECASE,
)
"""What stands before a time that says when a line or an article was written, or that is a train's: "the 06:12"."""
PRICED = re.compile(
    r"\b(?:shares?|stocks?|price[ds]?|index|points|traded|trading|per cent|percent|rate)\b", re.IGNORECASE
)
BACK, AHEAD = 70, 50
"""Characters on either side of a time in which the part of its day is told."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day between two places of a text, in minutes."""

    start: int
    end: int
    quantity: Quantity


def clocks(text: str, before: str = "") -> Iterator[Clock]:
    """Yield the times of day that a sentence states, in order; `before` is what its paragraph tells before it."""
    if not ANY.search(text):
        return
    end = 0
    for found in sorted(_found(text, before), key=lambda clock: (clock.start, -clock.end)):
        if found.start >= end:
            end = found.end
            yield found


def _found(text: str, before: str) -> Iterator[Clock]:
    for match in HALVES.finditer(text):
        yield _clock(text, match.start(), match.end(), _minutes(match["h"], match["m"], match["half"]))
    for match in DIAL.finditer(text):
        if told := _on_dial(text, match, before):
            yield _clock(text, match.start("h"), match.end("m"), *told)
    for match in FOUR_DIGITS.finditer(text):
        yield _clock(text, match.start("h"), match.end("m"), 60 * int(match["h"]) + int(match["m"]))
    yield from _worded(text, before)
    for match in NAMED.finditer(text):
        start, noon = match.start("name"), match["name"].lower() != "midnight"
        # The night's end and not its beginning where something follows it: "shortly after midnight".
        yield _clock(text, start, match.end(), NOON if noon else 0 if LAST.search(text[:start]) else DAY)


def _worded(text: str, before: str) -> Iterator[Clock]:
    for match in WORDED.finditer(text):
        way = match["way"].lower()
        minutes, turn = _halved(text, match, before)
        if (match["vote"] and way == "to") or (turn and not _is_surely_a_time(text, match)):
            continue
        past = _past(match["min"]) * (1 if way in {"past", "after"} else -1)
        yield _clock(text, match.start("min"), match.end(), (minutes + past) % (turn or DAY), turn)
    for pattern in (OCLOCK, WHOLE):
        for match in pattern.finditer(text):
            yield _clock(text, match.start("hour"), match.end(), *_halved(text, match, before))


def _is_surely_a_time(text: str, match: re.Match[str]) -> bool:
    """Say whether "ten to three" is no result and "ten after two" no count, where no part of the day stands beside."""
    led = LEAD_OF_TIME.search(text, 0, match.start("min")) is not None
    return match["way"].lower() == "past" or (led and match["min"].lower() in ROUND_MINUTES)


def _past(words: str) -> int:
    """Return the minutes of "a quarter" or "twenty-five"."""
    plain = words.lower().replace("a ", "")
    if plain.isdigit():
        return int(plain)
    if plain in {"quarter", "half"}:
        return 15 if plain == "quarter" else 30
    return sum(SMALL.get(word, TENS.get(word, 0)) for word in re.split(r"[- ]", plain))


def _minutes(hour: str, minute: str | None, half: str) -> int:
    return 60 * (int(hour) % 12) + int(minute or 0) + (NOON if half.lower() == "p" else 0)


def _on_dial(text: str, match: re.Match[str], before: str) -> tuple[int, int] | None:
    """Return the minutes of a time on the dial and those that may be added, None for a score, a price or a line's stamp."""
    hour, minute = int(match["h"]), int(match["m"])
    told = match["lead"] or match["tail"]
    entry = text[match.end("m") : match.end("m") + 1] == ":"  # of a chronicle
    if (STAMP.search(text[: match.start("h")]) and not match["lead"] and not entry) or (
        match["sep"] == "." and (not told or PRICED.search(text))
    ):
        return None
    if len(match["h"]) == 2 and (told or match["h"][0] == "0" or text[: match.start("h")].rstrip().endswith(",")):
        return 60 * hour + minute, 0
    if not told:
        return None
    half = _half(text, match.start("h"), match.end("m"), hour, before)
    led = match["sep"] == ":" or LEAD_OF_TIME.search(text, 0, match.start("h"))
    if half is None and not (led and 1 <= hour <= HOURS):
        return None
    return 60 * (hour % HOURS) + minute + (half or 0), NOON if half is None else 0


def _halved(text: str, match: re.Match[str], before: str) -> tuple[int, int]:
    """Return the minutes of the whole hour in a match and those that may be added: half a day where its half is not told."""
    word = match["hour"].lower()
    hour = SMALL[word] if word in SMALL else int(word)
    half = _half(text, match.start("hour"), match.end("hour"), hour, before)
    return 60 * (hour % HOURS) + (half or 0), NOON if half is None else 0


def _half(text: str, start: int, end: int, hour: int, told: str) -> int | None:
    """Return the minutes before the half of the day that the words beside a time tell, of its sentence or of what was `told` before."""
    after = PARTS.search(text, end, end + AHEAD)
    before = list(PARTS.finditer(text, max(start - BACK, 0), start)) or list(PARTS.finditer(told))
    part = after or (before[-1] if before else None)
    if part is None:
        return None
    if part["night"]:
        return NOON if 6 <= hour < 12 else 0
    return 0 if part["early"] else NOON


def _clock(text: str, start: int, end: int, minutes: int, turn: int = 0) -> Clock:
    slack = VAGUE_MINUTES if VAGUE.search(text[max(start - 22, 0) : start]) else EXACT_MINUTES
    return Clock(start, end, Quantity("clock", float(minutes), minutes - slack, minutes + slack, turn))
