"""The weekday, or the month, that an article says its own day to be: "It's a Sunday", "on this grey November Thursday"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from dateline.articles import printed
from dateline.articles.printed import alternatives

STATED = 2.5
"""What it is worth that a day is of the weekday, or the month, that the article says it is."""
DAY, MONTH = (rf"(?P<day>{alternatives('weekdays')})", rf"(?P<month>{alternatives('months')})")
IT_IS = re.compile(
    rf"(?i)\b(?:it is|it['’]s|today is|today['’]s) (?:(?:a|an|another|only|just|already|now|still) )?(?:[a-z]+ ){{0,2}}?{DAY}\b"
    rf"(?= in {MONTH}|[.,;!?\n]|\s[–—]|$| (?:and|but|so|when|again|today|morning|afternoon|evening|night)\b)"
)
"""Not "it's a Sunday league" nor "it is Monday's vote"; nor what it is "on Sunday"."""
THIS = re.compile(
    rf"(?i)\b(?:on|of|for) this (?!(?:coming|past|last|next|year|week|month)\b)(?:[a-z]+,? ){{1,2}}?(?:{MONTH} )?{DAY}\b(?!['’])"
)
"""Only a day that one lives through is called grey or busy."""
NOT_OF_TODAY = re.compile(
    r"(?i)\b(?:on|by|before|until|since|after|last|next|every|if|whether)\s$|\b(?:on|by|until)\b[^,]*$"
)
SPOKEN = re.compile(r"[\"“”]")


def own_days(text: str) -> Iterator[tuple[int, int | None]]:
    """Yield the weekday, and the month where it is named, that a text gives to the day on which it was written."""
    for pattern in (IT_IS, THIS):
        for found in pattern.finditer(text):
            before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
            between = text[found.start() : found.start("day")]
            if len(SPOKEN.findall(before)) % 2 or (pattern is IT_IS and NOT_OF_TODAY.search(between)):
                continue
            month = found["month"]
            yield (
                printed.names("weekdays")[found["day"].lower()],
                printed.names("months")[month.lower()] if month else None,
            )


def by_own_day(stated: list[tuple[int, int | None]], date: dt.date) -> float:
    """A day has the weekday and the month that the article says it has."""
    fits = [date.weekday() == weekday and month in (None, date.month) for weekday, month in stated]
    return 0.0 if not fits else STATED if all(fits) else -STATED if not any(fits) else 0.0
