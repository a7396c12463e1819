"""Time counted from what the siblings tell: "two weeks today since the dam broke", "on Sunday, nine days after the flood".

What is counted from is found among the facts by its words; the count then gives a day that needs no date of publication,
and the words beside it ("today", "on Sunday", "it is") say what that day is to the article.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.articles.anniversaries import ORDINALS, Anniversary, anniversaries
from dateline.articles.clues import Clues, Told
from dateline.articles.counts import AFTER, NUMBERS, Lag, beside, is_relative, lag_of
from dateline.articles.facts import Facts
from dateline.articles.wording import clause_around, stems
from dateline.model import Interval, Timex

STEEP = 6.0
HALF = 0.6
"""The share of an event's words that a fact must hold to be as likely it as not."""
MUCH_TOLD = 4.5
"""The odds that "the flood", in whatever words, is what all siblings tell; by the square of the share that tells it."""
GREAT = 8.0
"""The same for months and years: an anniversary is that of a story's great day."""
FOUNDING = 1.5
"""The odds that it is of the news with which the story begins."""
PLANNED = 0.25
"""How much the odds fall where a sibling only tells what was to come."""
UNTOLD = 0.4
"""The odds that an anniversary is of something that no sibling tells."""
UNTOLD_BY_DAYS = 0.6
ASIDE = 0.2
REFERENCE = dt.date(2001, 1, 31)
"""Any day: "three weeks ago today" is as far before each."""
LEAST_BELIEF = 0.08
MOST_DAYS = 6
SINCE = re.compile(
    r"(?i)\W{0,2}(?P<now>\s*(?:today|to the day|this (?:morning|week|\w+day)|yesterday|(?:on )?\w+day|now|already))?,?\s+(?:have |has )?(?:passed |gone by )?since\s+(?P<what>[^.;:!?\n]{6,90})"
)
OF_NOW = re.compile(r"(?i)\b(?:today|to the day|now|already|this)\b")
ON = re.compile(r"(?i) on(?: from (?P<what>[^.,;:!?\n]{4,60}))?,")
TO_THE = re.compile(
    r"(?i)(?:(?<=to the day)| to the (?:very )?(?:day|night|hour|minute|week|month)),?\s(?:after|since|from|on from|that|when)\s(?P<what>[^.,;:!?\n]{6,90})"
)
"""The count is exact: "a year to the day after the vote"."""
IT_IS = re.compile(r"(?i)\b(?:it is|it['’]s|today is|today marks|it has been)\s+(?:\w+\s+){0,2}$")
COUNT = re.compile(r"(?i)(?P<number>\d+|\w+) (?P<unit>days?|weeks?|months?|years?) to the day")
IN_TWO = re.compile(
    r"(?i)(?P<n>\d+|\w+) (?P<u>years?|months?|weeks?)(?:,? and|,) (?P<n2>\d+|\w+) (?P<u2>months?|weeks?|days?) (?:after|since) (?P<what>[^.,;:!?\n]{6,90})"
)
EXACT = re.compile(r"(?i)\bto the (?:very )?(?:day|night|hour|minute)\b")
A_WEEK = 7
ROUNDED = 2
"""Days by which "three weeks after" may be off."""
TO_GO = re.compile(r"(?i) (?:to go|left|remaining|away|out) (?:before|until|till|from) (?P<what>[^.,;:!?\n]{6,90})")
"""A count down to what is to come: "with three days to go before the court sits"."""
NTH_DAY = re.compile(rf"(?i)(?:the |its |their |an? )?(?P<nth>{'|'.join(list(ORDINALS)[1:])}) (?:day|night)")
"""Counted through something that lasts: "entered its fifth day on Friday"."""
APPOSED = re.compile(r"(?P<rest>, [A-Z][^,.;:!?\n]{2,50},? [^.,;:!?\n]{3,80})")
"""A name that stands between what is counted from and its verb: "a week after the chairman, Otto Bell, resigned"."""
AGO = re.compile(
    r"(?i)(?P<count>.{1,20} (?:days|weeks?|fortnight|months?|years?)) ago (?P<now>today|to the day|this (?:morning|afternoon|evening)|tonight|yesterday|tomorrow|last night)\b"
)
YEARS_AGO = re.compile(r"(?i)(?P<number>\d+|\w+) years? ago")
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
    lag: Lag | None = None
    """How long it is after what it is counted from."""


def lapses(mine: Clues, facts: Facts) -> tuple[Lapse, ...]:
    """Find the counted days of an article."""
    timexes = mine.resolved(None)
    text = mine.article.text
    found = list[Lapse]()
    in_two = {i for i, one in enumerate(mine.told) if IN_TWO.match(text, one.expression.start)}
    for i, (one, timex) in enumerate(zip(mine.told, timexes, strict=True)):
        if i in in_two:
            found.append(_in_two(i, one, timex, mine, facts))
        elif i - 1 in in_two or (i and _is_rest(mine.told[i - 1], one, text)):
            continue
        elif timex.pending:
            words, length = text[timex.pending.start : timex.pending.end], lag_of(timex.pending.shift)
            if aside := APPOSED.match(text, timex.pending.end):
                words += aside["rest"]
            other = beside(i, mine, text)
            if other is None and _begins(one, text):
                other = _in_the_same_sentence(i, mine)
            if other is not None or _is_of_now(one, text):
                counted = _counted(other, one, timex, words, mine, facts, length)
                is_loose = length is not None and length.months and not EXACT.search(one.expression.text)
                found.append(_loose(counted) if is_loose else counted)
            elif one.first or (one.lead and not one.title and _in_the_same_sentence(-1, mine, one) is None):
                found.append(_about(_counted(None, one, timex, words, mine, facts, length), timex.pending.shift))
        elif (
            timex.type == "DURATION"
            and one.lead
            and (on := ON.match(text, one.expression.end))
            and (_is_of_now(one, text) or _begins(one, text))
        ):
            found.append(_counted(None, one, timex, on["what"] or "", mine, facts, lag_of(timex.value)))
        elif one.nth and one.lead and not one.title and (nth := NTH_DAY.fullmatch(one.expression.text)):
            found.append(_of_nth(nth, one, timex, mine, facts))
        elif AGO.match(one.expression.text):
            found.append(_ago(one, timex, mine, facts))
        elif (years := YEARS_AGO.fullmatch(one.expression.text)) and _is_named_at_once(i, mine, text):
            lag = lag_of(f"P{_number(years['number'])}Y")
            rest = re.split(r"[.;:!?\n]", text[mine.told[i + 1].expression.end :][:160])[0]
            found.append(_counted(i + 1, one, timex, rest, mine, facts, lag))
        elif timex.type == "DURATION" and one.lead and (to_go := TO_GO.match(text, one.expression.end)):
            back, other = lag_of(timex.value), _in_the_same_sentence(-1, mine, one)
            before = Lag(-back.months, -back.days) if back else None
            counted = _counted(other, one, timex, to_go["what"], mine, facts, before)
            found.append(counted if other is not None else _about(counted, timex.value))
        elif timex.type == "DURATION" and one.first and (after := AFTER.match(text, one.expression.end)):
            counted = _counted(None, one, timex, after["what"], mine, facts, lag_of(timex.value))
            found.append(_about(counted, timex.value))
        elif to_the := TO_THE.match(text, one.expression.end):
            is_now = IT_IS.search(text[max(one.expression.start - 40, 0) : one.expression.start])
            other = None if is_now else _companion(i, mine, text)
            if is_now or other is not None:
                found.append(_counted(other, one, timex, to_the["what"], mine, facts, _lag(one, timex)))
        elif timex.type == "DURATION" and (since := SINCE.match(text, one.expression.end)):
            length = lag_of(timex.value)
            before = text[max(one.expression.start - 40, 0) : one.expression.start]
            other = None if since["now"] and OF_NOW.search(since["now"]) else beside(i, mine, text)
            if other is not None or ELAPSED.search(before) or since["now"]:
                found.append(_counted(other, one, timex, since["what"], mine, facts, length))
    found += [_of_anniversary(a, mine, facts) for a in anniversaries(mine)]
    return tuple(lapse for lapse in found if lapse.days)


def _of_anniversary(named: Anniversary, mine: Clues, facts: Facts) -> Lapse:
    """What has a first anniversary, of which nothing more need be said, is what the story began with."""
    bag, weekday = stems(named.what), mine.told[named.place].weekday if named.place is not None else None
    days = tuple(_days(bag, frozenset(), mine, facts, named.lag, weekday))
    slack = dt.timedelta(days=named.slack)
    return Lapse(named.place, tuple((Interval(d.start - slack, d.end + slack), b, f) for d, b, f in days), named.words)


def _is_named_at_once(index: int, mine: Clues, text: str) -> bool:
    """Tell "two years ago on Monday", whose Monday is the anniversary."""
    first, second = [*mine.told, mine.told[-1]][index : index + 2]
    between = text[first.expression.end : second.expression.start]
    return second.weekday is not None and bool(re.fullmatch(r",? (?:on |this |next |last )?", between))


def _in_the_same_sentence(index: int, mine: Clues, one: Told | None = None) -> int | None:
    """The day that a sentence tells behind a count: "Nine days after the crash, she came home yesterday"; or anywhere in it."""
    bag = (one or mine.told[index]).bag
    later = [j for j in range(index + 1, len(mine.told)) if mine.told[j].bag is bag]
    return next((j for j in later if is_relative(mine.told[j]) and not mine.told[j].fixed), None)


def _is_rest(before: Told, one: Told, text: str) -> bool:
    """Tell "the night after the fire" behind "a year to", which is no day of its own."""
    exact = TO_THE.match(text, before.expression.end)
    return bool(exact and one.expression.start < exact.end())


def _of_nth(nth: re.Match[str], one: Told, timex: Timex, mine: Clues, facts: Facts) -> Lapse:
    """The fifth day of a strike is four days after it began; told with no other day, it is the day of the news."""
    what = clause_around(mine.article.text, one.expression.start, one.expression.end)
    other, past = _in_the_same_sentence(-1, mine, one), ORDINALS[nth["nth"].lower()] - 1
    counted = _counted(other, one, timex, what, mine, facts, Lag(0, past))
    return counted if other is not None else _about(counted, f"P{past}D")


def _in_two(index: int, one: Told, timex: Timex, mine: Clues, facts: Facts) -> Lapse:
    """Count "three months and a day after the crash"."""
    text = mine.article.text
    said = IN_TWO.match(text, one.expression.start)
    if said is None:
        return Lapse(None, (), "")
    first, second = (lag_of(f"P{_number(said[n])}{said[u][0].upper()}") for n, u in (("n", "u"), ("n2", "u2")))
    whole = Lag(first.months + second.months, first.days + second.days) if first and second else None
    is_now = IT_IS.search(text[max(one.expression.start - 40, 0) : one.expression.start]) or _is_of_now(one, text)
    other = None if is_now else _companion(index, mine, text)
    return _counted(other, one, timex, said["what"], mine, facts, whole if is_now or other is not None else None)


def _number(word: str) -> str:
    return NUMBERS.get(word.lower(), word)


def _lag(one: Told, timex: Timex) -> Lag | None:
    """How long "a year to the day" is, whether it counts as a length or as a day."""
    spoken = COUNT.match(one.expression.text)
    if timex.type == "DURATION" or not spoken:
        return lag_of(timex.value)
    return lag_of(f"P{_number(spoken['number'])}{spoken['unit'][0].upper()}")


def _companion(index: int, mine: Clues, text: str) -> int | None:
    """What is exactly so long after a happening: a day in the same clause, or the one that opens the sentence before."""
    other = beside(index, mine, text)
    if other is not None:
        return other
    before = [j for j in range(index) if is_relative(mine.told[j]) and not mine.told[j].fixed]
    near = text[mine.told[before[-1]].expression.end : mine.told[index].expression.start] if before else "\n"
    return before[-1] if "\n" not in near and near.count(". ") <= 2 else None


def _loose(counted: Lapse) -> Lapse:
    """Months are counted to the day only where that is said."""
    slack = dt.timedelta(days=A_WEEK)
    return replace(counted, days=tuple((Interval(d.start - slack, d.end + slack), b, f) for d, b, f in counted.days))


def _about(counted: Lapse, length: str) -> Lapse:
    """News that comes "three weeks after" something is of that day or a little off it, and is told then or the day after."""
    late = 0 if length.endswith("D") else ROUNDED
    days = tuple(
        (Interval(d.start - dt.timedelta(days=late), d.end + dt.timedelta(days=late + 1)), belief, file)
        for d, belief, file in counted.days
    )
    return Lapse(None, days, counted.words, counted.lag)


def _ago(one: Told, timex: Timex, mine: Clues, facts: Facts) -> Lapse:
    """The day of publication is three weeks after the mountain blew up, if that was "three weeks ago today"."""
    text, end = mine.article.text, one.expression.end
    what = re.split(r"[.;:!?\n]", text[end : end + 160])[0]
    if not what.strip() or what.startswith(","):  # "the fire, which was six months ago today"
        what = re.split(r"[.;:!?\n]", text[max(one.expression.start - 60, 0) : one.expression.start])[-1]
    resolved = mine.resolved(REFERENCE)[mine.told.index(one)]
    days = (REFERENCE - resolved.interval.start).days if resolved.interval else None
    said = one.expression.text.lower()
    off = 1 if "yesterday" in said or "last night" in said else -1 if "tomorrow" in said else 0
    months = (
        12 * round(days / 365) if "year" in said and days else round(days / 30.4) if "month" in said and days else 0
    )
    shift = None if days is None else Lag(months, off) if months else Lag(0, days)
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
    index: int | None, one: Told, timex: Timex, what: str, mine: Clues, facts: Facts, shift: Lag | None
) -> Lapse:
    weekday = mine.told[index].weekday if index is not None else None
    bag = stems(what)
    days = tuple(_days(bag, (one.bag | one.beside) - bag, mine, facts, shift, weekday)) if shift is not None else ()
    words = f"{timex.text} since {what}" if index is None and timex.type == "DURATION" else timex.text
    return Lapse(index, days, words, shift)


def _days(
    bag: frozenset[str], around: frozenset[str], mine: Clues, facts: Facts, shift: Lag, weekday: int | None
) -> Iterable[tuple[Interval, float, str]]:
    mass = math.fsum(facts.telling.get(word, 0.0) for word in sorted(bag)) or 1.0
    votes, months = dict[dt.date, dict[str, float]](), dict[Interval, float]()
    shared = list(facts.shared(bag, around))
    in_one = Counter((facts.all[i].file, facts.all[i].bag) for i, _ in shared)
    for i, both in shared:
        fact = facts.all[i]
        day = shift.after(fact.days.start)
        if fact.file == mine.article.file:
            continue
        sure = min(both.all / mass, 1.0) + ASIDE * min(both.aside, 1.0)
        # Who counts the days to something mostly counts to what the siblings announce.
        is_ahead = shift.days < 0 or shift.months < 0
        odds = math.exp(STEEP * (sure - HALF)) * (1 if fact.past or is_ahead else PLANNED)
        if shift.months:  # of several days in a sentence, each may be that of the words
            odds /= in_one[fact.file, fact.bag]
        if fact.days.days > 1:
            months[fact.days] = max(odds, months.get(fact.days, 0.0))
            continue
        if weekday is not None and day.weekday() != weekday:
            continue
        files = votes.setdefault(day, {})
        files[fact.file] = max(odds, files.get(fact.file, 0.0))
    for stretch, odds in months.items():
        # "The crane fell in May" speaks for the day in May that another tells of.
        inside = [shift.after(told) for told in facts.past_days if stretch.start <= told <= stretch.end]
        for day in inside:
            if weekday is None or day.weekday() == weekday:
                votes.setdefault(day, {})[str(stretch.start)] = odds / len(inside)
    for told, files in facts.past_days.items():
        day, share = shift.after(told), len(files - {mine.article.file}) / max(len(facts.files), 1)
        if weekday is None or day.weekday() == weekday:
            votes.setdefault(day, {})["the siblings"] = (GREAT if shift.months else MUCH_TOLD) * share**2
    if shift.months and (news := [f.days.start for f in facts.all if f.news and f.file != mine.article.file]):
        votes.setdefault(shift.after(min(news)), {})["the first report"] = FOUNDING
    odds = {day: math.fsum(sorted(files.values())) for day, files in votes.items()}
    best = sorted(odds.items(), key=lambda o: (-o[1], o[0]))[:MOST_DAYS]
    whole = (UNTOLD if shift.months else UNTOLD_BY_DAYS) + math.fsum(odds.values())
    for day, o in best:
        if o / whole >= LEAST_BELIEF:
            yield Interval(day, day), o / whole, _teller(votes[day])


def _teller(votes: dict[str, float]) -> str:
    best = max(votes, key=lambda file: votes[file])
    return "the siblings" if best[0].isdigit() and best[4:5] == "-" else best
