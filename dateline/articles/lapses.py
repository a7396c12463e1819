"""Time counted from what the siblings tell: "two weeks today since the dam broke", "on Sunday, nine days after the flood".

What is counted from is found among the facts by its words; the count then gives a day that needs no date of publication,
and the words beside it ("today", "on Sunday", "it is") say what that day is to the article.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.articles.clues import Clues, Told
from dateline.articles.counts import AFTER, beside, days_of
from dateline.articles.facts import Facts
from dateline.articles.wording import stems
from dateline.model import Interval, Timex

STEEP = 6.0
HALF = 0.6
"""The share of an event's words that a fact must hold to be as likely it as not."""
MUCH_TOLD = 0.8
"""The odds that "the flood", in whatever words, is what all siblings tell."""
ASIDE = 0.2
REFERENCE = dt.date(2001, 1, 31)
"""Any day: "three weeks ago today" is as far before each."""
LEAST_BELIEF = 0.08
MOST_DAYS = 6
SINCE = re.compile(
    r"(?i)\W{0,2}(?P<now>\s*(?:today|to the day|this (?:morning|week|\w+day)|yesterday|(?:on )?\w+day|now|already))?,?\s+(?:have |has )?(?:passed |gone by )?since\s+(?P<what>[^.;:!?\n]{6,90})"
)
ON = re.compile(r"(?i) on(?: from (?P<what>[^.,;:!?\n]{4,60}))?,")
ROUNDED = 2
"""Days by which "three weeks after" may be off."""
AGO = re.compile(
    r"(?i)(?P<count>.{1,20} (?:days|weeks?|fortnight|years?)) ago (?P<now>today|to the day|this (?:morning|afternoon|evening)|tonight)\b"
)
VERB = re.compile(
    r"\b(?:(?P<present>has|have|is|are|remains?|still|hasn't|haven't|isn't|aren't|knows?|wants?|needs?|waits?)|(?:was|were|had|did|said|came|went|took|gave|found|began|\w{3,}ed))\b"
)
ELAPSED = re.compile(
    r"(?i)\b(?:it is|it's|it has been|it's been|is now|marks|marked|marking)\s+(?:\w+\s+){0,2}$|(?:^|[.!?\n“\"]\s*)$"
)


@dataclass(frozen=True, slots=True)
class Lapse:
    """A day that is counted from a fact: what it may be, and the expression that means it; None is the day of publication."""

    index: int | None
    days: tuple[tuple[Interval, float, str], ...]
    words: str


def lapses(mine: Clues, facts: Facts) -> tuple[Lapse, ...]:
    """Find the counted days of an article."""
    timexes = mine.resolved(None)
    text = mine.article.text
    found = list[Lapse]()
    for i, (one, timex) in enumerate(zip(mine.told, timexes, strict=True)):
        if timex.pending:
            words, length = text[timex.pending.start : timex.pending.end], days_of(timex.pending.shift)
            other = beside(i, mine, text)
            if other is not None or _is_of_now(one, text):
                found.append(_counted(other, one, timex, words, mine, facts, length))
            elif one.first:
                found.append(_about(_counted(None, one, timex, words, mine, facts, length), timex.pending.shift))
        elif (
            timex.type == "DURATION"
            and one.lead
            and (on := ON.match(text, one.expression.end))
            and (_is_of_now(one, text) or _begins(one, text))
        ):
            found.append(_counted(None, one, timex, on["what"] or "", mine, facts, days_of(timex.value)))
        elif AGO.match(one.expression.text):
            found.append(_ago(one, timex, mine, facts))
        elif timex.type == "DURATION" and one.first and (after := AFTER.match(text, one.expression.end)):
            counted = _counted(None, one, timex, after["what"], mine, facts, days_of(timex.value))
            found.append(_about(counted, timex.value))
        elif timex.type == "DURATION" and (since := SINCE.match(text, one.expression.end)):
            length = days_of(timex.value)
            if ELAPSED.search(text[max(one.expression.start - 40, 0) : one.expression.start]) or since["now"]:
                found.append(_counted(None, one, timex, since["what"], mine, facts, length))
    return tuple(lapse for lapse in found if lapse.days)


def _about(counted: Lapse, length: str) -> Lapse:
    """News that comes "three weeks after" something is of that day or a little off it, and is told then or the day after."""
    late = 0 if length.endswith("D") else ROUNDED
    days = tuple(
        (Interval(d.start - dt.timedelta(days=late), d.end + dt.timedelta(days=late + 1)), belief, file)
        for d, belief, file in counted.days
    )
    return Lapse(None, days, counted.words)


def _ago(one: Told, timex: Timex, mine: Clues, facts: Facts) -> Lapse:
    """The day of publication is three weeks after the mountain blew up, if that was "three weeks ago today"."""
    text, end = mine.article.text, one.expression.end
    what = re.split(r"[.;:!?\n]", text[end : end + 160])[0]
    resolved = mine.resolved(REFERENCE)[mine.told.index(one)]
    shift = (REFERENCE - resolved.interval.start).days if resolved.interval else None
    if "year" in one.expression.text.lower() and shift is not None:
        shift = 365 * round(shift / 365)  # a leap day is not counted
    return _counted(None, one, timex, what, mine, facts, shift)


def _begins(one: Told, text: str) -> bool:
    return bool(re.search(r"(?:^|[.!?\n“\"]\s*)$", text[max(one.expression.start - 12, 0) : one.expression.start]))


def _is_of_now(one: Told, text: str) -> bool:
    """Tell whether a sentence that begins with the count goes on in the present: "Eight days after the crash, nobody has spoken"."""
    if not re.search(r"(?:^|[.!?:\n“\"]\s*)(?:\w+ )?$", text[max(one.expression.start - 12, 0) : one.expression.start]):
        return False
    verb = VERB.search(text[one.expression.end : one.expression.end + 160].split(". ", maxsplit=1)[0])
    return bool(verb and verb["present"])


def _counted(
    index: int | None, one: Told, timex: Timex, what: str, mine: Clues, facts: Facts, shift: int | None
) -> Lapse:
    weekday = mine.told[index].weekday if index is not None else None
    days = tuple(_days(one, what, mine, facts, shift, weekday)) if shift is not None else ()
    return Lapse(
        index, days, f"{timex.text} since {what}" if index is None and timex.type == "DURATION" else timex.text
    )


def _days(
    one: Told, what: str, mine: Clues, facts: Facts, shift: int, weekday: int | None
) -> Iterable[tuple[Interval, float, str]]:
    bag = stems(what)
    mass = math.fsum(facts.telling.get(word, 0.0) for word in sorted(bag)) or 1.0
    votes = dict[dt.date, dict[str, float]]()
    for i, both in facts.shared(bag, (one.bag | one.beside) - bag):
        fact = facts.all[i]
        day = fact.days.start + dt.timedelta(days=shift)
        if (
            fact.days.days > 1
            or fact.file == mine.article.file
            or not fact.past
            or (weekday is not None and day.weekday() != weekday)
        ):
            continue
        sure = min(both.all / mass, 1.0) + ASIDE * min(both.aside, 1.0)
        odds = math.exp(STEEP * (sure - HALF))
        files = votes.setdefault(day, {})
        files[fact.file] = max(odds, files.get(fact.file, 0.0))
    for told, files in facts.past_days.items():
        day = told + dt.timedelta(days=shift)
        if weekday is None or day.weekday() == weekday:
            votes.setdefault(day, {})["the siblings"] = (
                MUCH_TOLD * len(files - {mine.article.file}) / max(len(facts.files), 1)
            )
    odds = {day: math.fsum(sorted(files.values())) for day, files in votes.items()}
    best = sorted(odds.items(), key=lambda o: (-o[1], o[0]))[:MOST_DAYS]
    whole = 1 + math.fsum(odds.values())
    for day, o in best:
        if o / whole >= LEAST_BELIEF:
            yield Interval(day, day), o / whole, max(votes[day], key=lambda f: votes[day][f])
