"""Finds the days of an event from what its sources say, and tells in a sentence where they come from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from dateline.model import Article, Interval, Mention, Precision, Status

BASIS = {"timex": 0, "event": 1, "sibling": 2, "discourse": 3, "publication": 4, "none": 5}
FIRM = 2
BEFORE = 60
"""Characters around a predicate in which the words stand that count from another happening's day."""
COUNTED = re.compile(
    r"\b(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|a few) )?(?:days?|weeks?|months?) "
    r"(?:after|before|earlier|later|previously)\b|\bthe (?:day|week|month) (?:after|before)\b|"
    r"\bthe (?:next|following|previous) (?:day|week|month)\b",
    re.IGNORECASE,
)
MONTHS = "January February March April May June July August September October November December".split()


def fuse_dates(
    members: Sequence[Mention], articles: Mapping[str, Article], status: Status
) -> tuple[Interval | None, Precision, str]:
    """Return the interval on which the sources agree, as tight as they allow, its precision and its explanation.

    Dates that a text gives to the event itself come before those carried over from its context, and reports of
    what the event turned out to be before expectations. Where sources disagree the best supported date stands.
    """
    dated = [m for m in members if m.interval is not None]
    if not dated:
        return None, "undated", ""
    best = min(_rank(m, status) for m in dated)
    if rivals := _undecided([m for m in dated if _rank(m, status) == best], articles):
        interval = Interval(min(i.start for i in _intervals(rivals)), max(i.end for i in _intervals(rivals)))
        return interval, "range", _explanation(rivals, interval, articles)
    core = _extent(dated) or _core([m for m in dated if _rank(m, status) == best], articles)
    chosen, interval = [core], core.interval
    assert interval is not None
    if core is _extent(dated):
        return interval, _precision(interval, dated), _explanation(chosen, interval, articles)
    for mention in sorted(dated, key=lambda m: (_rank(m, status), _days(m), m.id)):
        common = mention.interval and interval.intersection(mention.interval)
        if common and common != interval and _may_tighten(mention, core):
            chosen.append(mention)
            interval = common
    return interval, _precision(interval, dated), _explanation(chosen, interval, articles)


def _intervals(dated: Sequence[Mention]) -> list[Interval]:
    return [m.interval for m in dated if m.interval is not None]


def _undecided(dated: Sequence[Mention], articles: Mapping[str, Article]) -> list[Mention]:
    """Return a mention of each of two dates that exclude each other and that as many voices give, or nothing."""
    firm = [m for m in dated if m.date_basis == "timex"]
    support = {m.id: len({articles[n.article].voice for n in firm if _overlap(m, n)}) for m in firm}
    most = max(support.values(), default=0)
    best = sorted((m for m in firm if support[m.id] == most), key=lambda m: (_days(m), m.id))
    rival = next((m for m in best if not _overlap(m, best[0])), None)
    return [best[0], rival] if rival else []


def _extent(dated: Sequence[Mention]) -> Mention | None:
    """Return the mention that says from which day to which the event lasts: a day inside does not tighten that."""
    spans = [m for m in dated if m.timex and "/" in m.timex.value and m.date_basis == "timex" and _days(m) <= 31]
    told = [m for m in spans if all(_overlap(m, other) for other in dated)]
    return min(told, key=lambda m: (_days(m), m.id), default=None)


def _rank(mention: Mention, status: Status) -> tuple[int, int]:
    firm = BASIS[mention.date_basis]
    return (0 if firm <= FIRM else firm, int(mention.status != status))


def _may_tighten(mention: Mention, core: Mention) -> bool:
    """A date carried over from the context is too weak to cut one that the text gives."""
    return BASIS[mention.date_basis] <= max(FIRM, BASIS[core.date_basis])


def _core(dated: Sequence[Mention], articles: Mapping[str, Article]) -> Mention:
    """Return the mention whose interval most sources agree with; the tightest, then the earliest told, of equals."""

    def worth(mention: Mention) -> tuple[int, int, int, str]:
        agree = {articles[m.article].voice for m in dated if _overlap(m, mention)}
        return -len(agree), _days(mention), BASIS[mention.date_basis], mention.id

    return min(dated, key=worth)


def _overlap(a: Mention, b: Mention) -> bool:
    return a.interval is not None and b.interval is not None and a.interval.overlaps(b.interval)


def _days(mention: Mention) -> int:
    return mention.interval.days if mention.interval else 10**6


def _precision(interval: Interval, dated: Sequence[Mention]) -> Precision:
    if interval.days == 1:
        return "day"
    for mention in dated:
        if mention.interval == interval and mention.precision != "undated":
            return mention.precision
    return "range"


def _explanation(chosen: Sequence[Mention], interval: Interval, articles: Mapping[str, Article]) -> str:
    """Return one sentence from quotation to date."""
    parts = list(dict.fromkeys(_quotation(mention, articles[mention.article]) for mention in reversed(chosen)))
    first, rest = parts[0], parts[1:3]
    verb = "put this on" if rest else "puts this on"
    joined = first if not rest else ", ".join([first, *rest[:-1]]) + " and " + rest[-1]
    return f"{joined[0].upper()}{joined[1:]} {verb} {spoken(interval)}."


def _quotation(mention: Mention, article: Article) -> str:
    published = f" of {_day(article.published)}" if article.published else ""
    name = f"{article.outlet}'s article{published}" if article.outlet else f"an article{published}"
    if mention.timex is None:
        how = {"publication": "the day of", "sibling": "another source on what is told in"}
        return f"{how.get(mention.date_basis, 'the passage in')} {name}"
    if mention.timex.anchor_basis == "post" and mention.timex.anchor:
        name = f"words of {_day(dt.date.fromisoformat(mention.timex.anchor))} in {name}"
    assumed = f" ({mention.timex.reason})" if mention.timex.interval and mention.timex.reason else ""
    return f"\u201c{mention.timex.text}\u201d in {name}{assumed}"


def stated_words(mention: Mention, text: str) -> str:
    """Return the words that date a mention: "a day after", where those of its timex are of what it is counted from."""
    assert mention.timex is not None
    near = text[max(mention.start, mention.head_start - BEFORE) : min(mention.end, mention.head_end + BEFORE)]
    if mention.interval == mention.timex.interval:
        return mention.timex.text
    counted = COUNTED.search(near)
    return counted.group() if counted else mention.timex.text


def spoken(interval: Interval) -> str:
    """Return the interval as a reader says it: `18 June 2023`, `February 2023`, `8 to 12 April 2024`."""
    start, end = interval.start, interval.end
    if start == end:
        return _day(start)
    next_day = end.toordinal() + 1
    whole_months = start.day == 1 and type(end).fromordinal(next_day).day == 1
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if whole_months and start.year == end.year and (start.month, end.month) == (1, 12):
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {_day(end)}"
    return f"{_day(start)} to {_day(end)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
