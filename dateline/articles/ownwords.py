"""How well an undated article's own words fit a day on which it may have appeared."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dateline.articles.apposition import by_apposition, by_kind_of_day, by_named_weeks, by_numbers
from dateline.articles.clues import Told
from dateline.articles.day import Day, long
from dateline.articles.daynames import (
    by_named_days_of_the_week,
    by_names_of_yesterday,
    by_naming_the_day,
    by_weekdays_of_dates,
    is_anniversary,
    is_bare_weekday,
    is_named_day,
    is_spoken,
)
from dateline.articles.printed import alternatives
from dateline.model import Interval, Timex

LAST_WEEKDAY = re.compile(rf"(?i)\blast {alternatives('weekdays')}\b")
"""Nobody calls the day before yesterday "last Wednesday"."""
WITH_WEEKDAY = 2.0
"""What it is worth that "last night" is the day that is named by weekday and date."""
A_MONTH = 0.4
BARE = 7
"""Days up to which a weekday can be told by its name alone."""
NEARBY = 10
"""Days up to which a day that is named by month and number proves when an article was written."""
BY_A_DATE = 0.6
BETWEEN, BETWEEN_DATES = 31, 0.3
"""Days that a past and a coming date may leave between them to say when it was written, and how much that proves."""
A_SEASON = 31
"""Days; "a long winter" is any."""
ENTRIES = 3
"""How many dated entries make a chronology."""
AT_WEEKENDS = -0.35
"""Less is written on a Saturday or a Sunday."""


def by_own_words(
    day: Day, told: Sequence[Told], timexes: Sequence[Timex], elsewhere: frozenset[int] = frozenset()
) -> None:
    """Weekdays must fit their dates, what is told as past lie behind, and "yesterday" be a day that is named.

    `elsewhere` are the dates that siblings put in another year than the nearest.
    """
    behind = [
        (one.lead, t.interval.start)
        for one, t in zip(told, timexes, strict=True)
        if is_named_day(t) and one.direction <= 0 and t.interval and t.interval.start <= day.date
    ]
    full = frozenset(
        t.interval.start
        for one, t in zip(told, timexes, strict=True)
        if one.weekday is not None and is_named_day(t) and t.interval
    )
    for i, (one, timex) in enumerate(zip(told, timexes, strict=True)):
        if timex.interval is None or i in elsewhere:
            continue
        if not one.fixed:
            day.part = "order"
            _by_direction(day, one, timex, timex.interval)
        day.part = "near"
        _by_named(day, one, timex)
        day.part = "weekday"
        _by_weekday(day, one, timex, timex.interval)
        day.part = "deictic"
        _by_deictic(day, one, timex, [start for lead, start in behind if lead], full)
    by_naming_the_day(day, told, timexes)
    day.add(by_names_of_yesterday(told, timexes), part="yesterday")
    day.add(by_apposition(told, timexes), "it names one day twice", part="apposition")
    day.add(by_named_weeks(told, timexes, day.date), part="named week")
    day.add(by_kind_of_day(told, timexes), part="apposition")
    numbers = by_numbers(told, timexes, day.date)
    day.add(numbers, "its days of the month have the weekdays that it names", proves=numbers > 0, part="numbers")
    day.add(by_named_days_of_the_week(told, timexes, day.date), part="week")
    if day.date.weekday() > 4:
        day.add(AT_WEEKENDS, part="weekend")
    if any(
        abs((day.date - t.interval.start).days) <= NEARBY
        for one, t in zip(told, timexes, strict=True)
        if is_named_day(t) and not one.title and t.interval
    ):
        day.evidence += BY_A_DATE
    if behind:
        day.add(-_far((day.date - max(start for _, start in behind)).days), part="behind")
    ahead = [
        t.interval.start
        for one, t in zip(told, timexes, strict=True)
        if is_named_day(t) and one.direction > 0 and t.interval and t.interval.start >= day.date
    ]
    if ahead:
        day.add(-_far((min(ahead) - day.date).days) / 2, part="ahead")
    if behind and ahead and (min(ahead) - max(start for _, start in behind)).days <= BETWEEN:
        day.evidence += BETWEEN_DATES
    day.add(-by_weekdays_of_dates(told, timexes, day.date), part="weekday of a date")
    in_lead = [start for lead, start in behind if lead]
    if in_lead and not any(one.lead and is_anniversary(one) for one in told):
        day.add(-min(max((day.date - max(in_lead)).days - 2, 0) * 0.06, 1.0), part="behind the lead")


def _far(days: int) -> float:
    """What it costs that the nearest day that is named lies so far off."""
    return 0.25 * math.log1p(days / 8)


def _by_direction(day: Day, one: Told, timex: Timex, days: Interval) -> None:
    stated = timex.anchor_basis == "absolute"
    if days.days > A_SEASON and not stated:
        return
    if one.direction < 0 and days.start > day.date:
        day.add(-3.0 if stated else -1.0)
    if one.direction > 0 and days.end < day.date:
        day.add(-2.5 if stated else -0.7)


def _by_named(day: Day, one: Told, timex: Timex) -> None:
    """A month, or a day of one, that is named without its year is the nearest; told as past it lies behind, else ahead."""
    if one.named is None or timex.anchor_basis == "absolute" or one.title:
        return
    near = _nearest(day.date, *one.named, one.weekday)
    if near is None:
        return
    distance = (
        (near.start - day.date).days
        if near.start > day.date
        else (near.end - day.date).days
        if near.end < day.date
        else 0
    )
    # Half a year off, the other year's is as near; and a month that is named may well be the far one.
    worth = (1 - abs(distance) / 183) * (1.0 if one.named[1] else A_MONTH) if one.weekday is None else 1.2
    if one.direction < 0 and distance > 0:
        day.add(-2.5 * worth)
    elif one.direction > 0 and distance < 0:
        day.add(-2.0 * worth)
    elif not one.named[1] and one.direction and near.start <= day.date <= near.end:
        # The month that runs is "this month".
        day.add(-0.4)


@lru_cache(4096)
def _nearest(date: dt.date, month: int, number: int, weekday: int | None = None) -> Interval | None:
    """The month, or the day of it, that is nearest to a date; its weekday, where it is named too, leaves one year."""
    found = list[Interval]()
    for year in (date.year - 1, date.year, date.year + 1):
        try:
            first = dt.date(year, month, number or 1)
        except ValueError:
            continue
        if number and weekday is not None and first.weekday() != weekday:
            continue
        found.append(Interval(first, first if number else dt.date(year, month, calendar.monthrange(year, month)[1])))
    return min(found, key=lambda i: min(abs((i.start - date).days), abs((i.end - date).days)), default=None)


def _by_weekday(day: Day, one: Told, timex: Timex, days: Interval) -> None:
    if one.weekday is None:
        return
    age = (day.date - days.end).days
    if days.days == 1 and days.start.weekday() != one.weekday:
        day.add(-3.0)
    # A bare weekday of more than three days ago is mostly written with "last" or its date. What lies more than a week
    # behind is none: it is counted from something else ("the Monday of Christmas week").
    told_as_past = one.direction <= 0 and not one.title and not one.fixed and age <= BARE
    if told_as_past and timex.anchor_basis == "publication" and not is_named_day(timex):
        # "The mayor follows on Thursday" may be the next one.
        day.add(-0.15 * max((age if one.direction else min(age, BARE - age)) - 3, 0))
    if LAST_WEEKDAY.search(one.expression.text) and age <= 2:
        day.add(-0.5)


def _by_deictic(day: Day, one: Told, timex: Timex, behind: Sequence[dt.date], full: frozenset[dt.date]) -> None:
    words = one.expression.text.lower()
    if timex.interval is None or timex.interval.days != 1:
        return
    spoken = timex.interval.start
    is_full = spoken in full
    if is_spoken(words):
        if one.lead and spoken == max(behind, default=None):
            day.add(
                WITH_WEEKDAY if is_full else 1.2,
                f"“{one.expression.text}” is the {long(spoken)} that the article names",
                proves=True,
            )
    elif one.stressed and one.weekday is not None and one.direction < 1:
        day.add(
            1.5 if spoken == day.date else -1.5,
            f"“{one.expression.text}” is the day itself" if spoken == day.date else "",
        )


def by_weeks(day: Day, told: Sequence[Told], timexes: Sequence[Timex]) -> None:
    """A day told right after a week lies in it: "Last week was busy. On 27 August ..."."""
    for (one, week), (other, named) in pairwise(zip(told, timexes, strict=True)):
        if (
            week.interval is None
            or named.interval is None
            or week.anchor_basis != "publication"
            or not is_named_day(named)
        ):
            continue
        if (
            not 4 <= week.interval.days <= 31
            or other.expression.start - one.expression.end > 160
            or one.direction != other.direction
        ):
            continue
        inside = named.interval.within(week.interval)
        worth = 0.8 if week.interval.days <= 14 else 0.4
        day.add(
            worth if inside else -worth / 2,
            f"“{other.expression.text}” lies in “{one.expression.text}”" if inside else "",
            proves=True,
        )


def by_dateline(day: Day, told: Sequence[Told], timexes: Sequence[Timex]) -> None:
    """Under a dateline with its date, the first paragraph names the weekday of that date, or of the day before."""
    ages = [
        (day.date - timex.interval.start).days
        for one, timex in zip(told, timexes, strict=True)
        if one.first and is_bare_weekday(one) and not one.fixed and one.direction <= 0 and timex.interval
    ]
    if ages:
        day.add(
            1.5 if min(ages) == 0 else 0.5 if min(ages) == 1 else 0.0,
            "its first paragraph names that weekday" if min(ages) == 0 else "",
        )
        day.add(-0.3 * max(ages))


def by_entries(day: Day, told: Sequence[Told], timexes: Sequence[Timex]) -> None:
    """A chronology runs up to the day on which it is written, or nearly."""
    ends = [
        t.interval.end for one, t in zip(told, timexes, strict=True) if one.entry and one.direction <= 0 and t.interval
    ]
    behind = [end for end in ends if end <= day.date]
    if len(ends) >= ENTRIES and behind:
        day.add(-min(0.15 * (day.date - max(behind)).days, 1.5))
