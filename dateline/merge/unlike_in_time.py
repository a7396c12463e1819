"""Says which figures cannot be of one thing because of when they are told, and of when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence

from dateline.merge.conflict import SETTLED_AFTER
from dateline.merge.counted import count_alike
from dateline.merge.deeds import kinds_of, one_deed
from dateline.merge.nouns import lexicon, says
from dateline.merge.told import Told
from dateline.model import Interval

DAY = 86400.0
LOOSE = 2
"""Days by which two dates may differ that stand beside the figures without being theirs."""
MARKET = re.compile(r"\b(?:shares|stocks?|share (?:price|stood|closed)|exchange rate|benchmark|index)\b", re.IGNORECASE)
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:19|20)\d\d\b"
)
AT_LEAST = re.compile(r"\b(?:at least|more than|over|up to|as many as|about|some|nearly)\b", re.IGNORECASE)
UNSETTLED = re.compile(
    r"\b(?:missing|unaccounted|rubble|rescuers|divers|bodies|injur\w+|wounded|hurt|critical|survivors?|toll|feared dead|in hospital|ill|patients|infected|outbreak|epidemic|search(?:ed|ing|es)? for)\b",
    re.IGNORECASE,
)
"""Words of an article after which more may be found to be dead."""
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
NOW = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening)|last night)\b", re.IGNORECASE
)
WEEK, YEAR = 7, 365
AS_OF = re.compile(
    r"\b(?:by|as of|until|up to)\s+(?:(?:early|late|the)\s+)?(?:\w+\s+){0,2}(?:morning|evening|night|noon|midday|afternoon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today)",
    re.IGNORECASE,
)


PEAK = re.compile(
    r"\bat (?:the|its|their) (?:very )?(?:height|peak|worst|largest|longest|biggest|busiest|fullest|widest|highest|deepest)\b|\bpeak(?:ed|ing|s)?\b",
    re.IGNORECASE,
)
"""What says that a figure is the most there was: it grows no more, whenever it is told."""


def apart_in_time(a: Told, b: Told, same: Sequence[Told]) -> bool:
    """Say whether when two figures are told, or of when, speaks against their being of one thing; `same` are all of the kind."""
    return growing_toll(a, b, same) or any(in_time(a, b).values())


def in_time(a: Told, b: Told) -> dict[str, bool]:
    """Return by name whether each ground speaks against two figures; of two peaks, none does."""
    peaks = _both_peaks(a, b)
    return {name: not peaks and speaks(a, b) for name, speaks in IN_TIME.items()}


def _both_peaks(a: Told, b: Told) -> bool:
    return all(PEAK.search(t.claim.sentence.text) for t in (a, b))


def _one_expected(a: Told, b: Told) -> bool:
    return _expected(a) != _expected(b) and one_deed(a, b)


def _written_too_early(a: Told, b: Told) -> bool:
    return not _one_day(a, b) and (_written_before(a, b) or _written_before(b, a))


def growing_toll(a: Told, b: Told, same: Sequence[Told]) -> bool:
    """Say whether both are tolls, of which the later may be the larger."""
    if not (_tolls(a) and _tolls(b)) or _both_peaks(a, b):
        return False
    return not (_same_moment(a, b) or _shrank(a, b) or _was_over(a, b) or (_late(a, same) and _late(b, same)))


def _of_other_days(a: Told, b: Told) -> bool:
    if a.event == b.event >= 0:
        return False
    first, second, x = _days(a), _days(b), a.claim
    if first is None or second is None or x.kind == "clock" or first.overlaps(second) or _one_day(a, b):
        return False
    lasts = min(x.quantity.number, b.claim.quantity.number) / DAY if x.quantity.unit == "time" else 0
    return _gap(first, second) > max(lasts, 0 if _dated_itself(a) and _dated_itself(b) else LOOSE)


def _of_other_weeks(a: Told, b: Told) -> bool:
    """Say whether one figure has no day but that which a weekday beside it can mean, and that is none of the other's."""
    if a.event == b.event >= 0:
        return False
    first, second = _days(a), _days(b)
    if first is not None and second is not None:
        return False
    mine, yours = first or _days_about(a), second or _days_about(b)
    return mine is not None and yours is not None and _gap(mine, yours) > LOOSE


def of_two_trading_days(a: Told, b: Told) -> bool:
    """Say whether two figures are of prices that change from day to day, and not surely of one day."""
    days = (
        [t.mention.interval if t.mention is not None else None for t in (a, b)]
        if a.event == b.event
        else [a.days, b.days]
    )
    one_day = days[0] is not None and days[1] is not None and days[0].overlaps(days[1])
    return MARKET.search(a.claim.sentence.text) is not None and not one_day


def _dated_itself(told: Told) -> bool:
    """Say whether the mention that a figure measures has its day from its own sentence."""
    return told.measured and told.mention is not None and told.mention.interval is not None


def _days(told: Told) -> Interval | None:
    """Return the days of a figure, none where they are those of a deed that its words do not name."""
    kinds = kinds_of(told)
    if kinds and told.mention is not None and told.mention.predicate_class not in kinds:
        return None
    return told.days


def grew_older(a: Told, b: Told) -> bool:
    """Say whether birthdays between two articles explain two ages."""
    x, y = a.article.published, b.article.published
    years = 1 + abs((x - y).days) // YEAR if x and y and x != y else 0 if x else 1
    return abs(a.claim.quantity.number - b.claim.quantity.number) <= years


def _written_before(a: Told, b: Told) -> bool:
    """Say whether one article is older than what the other's figure is of."""
    written = a.article.published
    return written is not None and b.days is not None and (b.days.start - written).days > WEEK and not _expected(a)


def _gap(a: Interval, b: Interval) -> int:
    return max((b.start - a.end).days, (a.start - b.end).days)


def _days_about(told: Told) -> Interval | None:
    """Return the days that "on Wednesday" or "yesterday" in a figure's own clause can mean at most."""
    before, _, after = told.claim.clause.partition("\u2026")
    written, near = told.article.published, before.split(",")[-1] + after.split(",")[0]
    dated = told.mention is None and (WEEKDAY.search(near) or NOW.search(near)) and not MONTH.search(near)
    if written is None or not dated:
        return None
    return Interval(written - dt.timedelta(days=WEEK), written + dt.timedelta(days=WEEK))


def _one_day(a: Told, b: Told) -> bool:
    """Say whether two dates are one day misread once: one weekday in articles of one week, one day of the year."""
    if a.mention is None or b.mention is None or a.mention.timex is None or b.mention.timex is None:
        return False
    if a.days and b.days and a.days.days == b.days.days == 1:
        x, y = a.days.start, b.days.start
        if (x.month, x.day) == (y.month, y.day):
            return True
        return x.weekday() == y.weekday() and _weekday(a) == _weekday(b) is not None and _one_week(a, b)
    return False


def _weekday(told: Told) -> str | None:
    words = (word for word in WEEKDAY.findall(told.mention.timex.text)) if told.mention and told.mention.timex else ()
    return next((word.lower() for word in words), None)


def _one_week(a: Told, b: Told) -> bool:
    x, y = a.article.published, b.article.published
    return x is not None and y is not None and abs((x - y).days) < WEEK


def _expected(told: Told) -> bool:
    return told.measured and told.mention is not None and told.mention.status == "planned"


def _tolls(told: Told) -> bool:
    return told.claim.kind == "count" and not set(told.claim.deeds).isdisjoint(lexicon()["tolls"]["deeds"].split())


def _late(told: Told, same: Sequence[Told]) -> bool:
    """Say whether a toll is told so long after the first of such people that it no longer grows."""
    written = told.article.published
    counts = (t for t in same if _tolls(t) and count_alike(t.claim, told.claim))
    first = min((t.article.published for t in counts if t.article.published), default=None)
    return written is not None and first is not None and (written - first).days > SETTLED_AFTER


def _shrank(a: Told, b: Told) -> bool:
    """Say whether the younger article counts fewer dead, or fewer hurt, than the older, which no later count explains."""
    x, y = a.article.published, b.article.published
    if x is None or y is None or x == y or not {"dead", "hurt"}.intersection(a.claim.deeds, b.claim.deeds):
        return False
    first, last = sorted((a, b), key=lambda t: (t.article.published, t.article.id))
    fewer = last.claim.quantity.number < first.claim.quantity.number
    return fewer and not any(MONTH.search(t.claim.clause) or AT_LEAST.search(t.claim.value) for t in (a, b))


def _was_over(a: Told, b: Told) -> bool:
    """Say whether the older article leaves nobody of whom a much younger one could tell that he died, too."""
    x, y = a.article.published, b.article.published
    if x is None or y is None or abs((x - y).days) < SETTLED_AFTER or not all("dead" in t.claim.deeds for t in (a, b)):
        return False
    first = a if x < y else b
    return not (AT_LEAST.search(first.claim.value) or says(UNSETTLED, first.article.text))


def _same_moment(a: Told, b: Told) -> bool:
    """Say whether both count up to one moment: published on one day, or "by Monday morning"."""
    if a.article.published == b.article.published:
        return True
    stated = all(AS_OF.search(t.claim.sentence.text) or not GROWING.intersection(t.claim.deeds) for t in (a, b))
    return stated and a.days is not None and a.days == b.days


GROWING = frozenset({"dead", "hurt", "missing", "ill"})
"""Deeds whose people are counted for days after; who was held, or moved, on a day is known the next."""
IN_TIME: Mapping[str, Callable[[Told, Told], bool]] = {
    "one_planned": _one_expected,
    "written_too_early": _written_too_early,
    "two_trading_days": of_two_trading_days,
    "other_days": _of_other_days,
    "other_weeks": _of_other_weeks,
}
"""What time may say against two figures' being of one thing, by its name in `weights.json`."""
