"""Headings inside an article that say when a part of it was written: "UPDATE, Oct 17, 8:15 a.m.:", "Original post, 3 May:".

The entries of a diary or a live page that begins with the latest are headed by their dates alone: "Sunday 3 May, 14:20 — ".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from dateline.articles.printed import PrintedDate, alternatives, find_dates, names
from dateline.model import Article

HEADING = re.compile(
    r"(?im)^\W{0,4}(?:(?:last |first )?(?:updated?|posted|published|filed|edit(?:ed)?|addendum)|latest|original (?:post|story|article|report)|live)\b"
    r"(?: on| at| as of)?[ ,:;|–—-]*(?P<date>[^:\n]{4,40})(?::\d\d[^:\n]{0,18})?(?:[:.–—-]|$)"
)
ENTRY = re.compile(
    r"(?m)^\W{0,4}(?P<date>[^\W\d_]{3,9}[., ]+\d[^:\n—–]{2,28}|\d{1,2} [^\W\d_]{3,9}[^:\n—–]{0,20})(?::\d\d)?(?: ?[—–] | - )"
)
CLOCK = re.compile(r"[ ,]*(?:at )?\d{1,2}(?=:\d\d)")
POST = re.compile(
    rf"(?im)^\W{{0,4}}(?:(?P<w>{alternatives('weekdays')})\b,? ?)?(?P<date>\d{{1,2}} [^\W\d_]{{3,9}}|[^\W\d_]{{3,9}} \d{{1,2}}\b)?(?:,? \d{{4}})?,? ?"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?: ?(?P<half>[ap])\.?m\b)?(?!\d)"
)
"""How a post of a live page begins: "Sunday, 09:30", "Tuesday 20 September, 21:00", "9:30 a.m."."""
POSTS = 3
"""How many make a live page."""
ANY_YEAR = 2001


class Post(NamedTuple):
    """A post of a live page: its weekday and its date, where it is headed by them, and the minute of the day."""

    weekday: int | None
    date: PrintedDate | None
    minute: int
    words: str


def section_dates(article: Article) -> tuple[PrintedDate, ...]:
    """The dates of an article's headings, in reading order."""
    return (*_named(article), *_diary(article), *_last_post(article))


def _last_post(article: Article) -> list[PrintedDate]:
    """The day of the first post, where the latest stands first and an earlier one is headed by its date."""
    posts = list(_posts(article))
    dated = next((i for i, post in enumerate(posts) if post.date), None)
    if dated is None or len(posts) < POSTS or not _is_latest_first(posts):
        return []
    heading = posts[dated].date
    begun = heading.in_year(ANY_YEAR) if heading and not heading.readings else None
    if heading is None or begun is None:
        return []
    days, weekday = 0, posts[dated].weekday
    for later, post in pairwise(posts[dated::-1]):
        step = _days_on(post, later, weekday)
        days, weekday = days + step, post.weekday if weekday is None else (weekday + step) % 7
    day = begun + dt.timedelta(days=days)
    words = f"{posts[0].words}, after {heading.text}"
    return [replace(heading, text=words, month=day.month, day=day.day, weekday=None)] if day != begun else []


def _posts(article: Article) -> Iterator[Post]:
    for block in article.blocks:
        if block.kind not in ("body", "meta"):
            continue
        for begun in POST.finditer(article.text, block.start, block.end):
            if begun.start() and article.text[begun.start() - 1] != "\n":
                continue
            dates = find_dates(begun["date"], language=article.language) if begun["date"] else ()
            hour = int(begun["hour"]) % 12 + 12 * (begun["half"] == "p") if begun["half"] else int(begun["hour"])
            weekday = names("weekdays")[begun["w"].lower()] if begun["w"] else None
            yield Post(weekday, dates[0] if dates else None, 60 * hour + int(begun["minute"]), begun.group().strip())


def _is_latest_first(posts: list[Post]) -> bool:
    """Tell it by the hours of one day, which fall, and by the dates."""
    same = [a.minute >= b.minute for a, b in pairwise(posts) if not (b.weekday or b.date)]
    days = [(p.date.month or 0, p.date.day or 0) for p in posts if p.date]
    return all(a >= b for a, b in pairwise(days)) and sum(same) >= len(same) / 2 and bool(len(days) > 1 or any(same))


def _days_on(post: Post, before: Post, weekday: int | None) -> int:
    """How many days after the post below it, of that weekday, a post was written."""
    if post.weekday is not None and weekday is not None:
        return (post.weekday - weekday) % 7
    return 0 if post.weekday is None and post.minute > before.minute else 1


def _diary(article: Article) -> list[PrintedDate]:
    """The dates of a diary's entries, where the latest stands first."""
    found = [
        dates[0]
        for block in article.blocks
        if block.kind in ("body", "meta", "title")
        for entry in ENTRY.finditer(article.text, block.start, block.end)
        if (entry.start() == 0 or article.text[entry.start() - 1] == "\n")
        and (dates := find_dates(_without_clock(article.text, entry), language=article.language))
        and dates[0].start <= len("Thursday, ")
    ]
    days = [(d.month or 0, d.day or 0) for d in found]
    return found if len(found) > 1 and all(a > b for a, b in pairwise(days)) else []


def _named(article: Article) -> list[PrintedDate]:
    found = list[PrintedDate]()
    for block in article.blocks:
        if block.kind in ("body", "meta"):
            for heading in HEADING.finditer(article.text, block.start, block.end):
                if heading.start() == 0 or article.text[heading.start() - 1] == "\n":
                    dates = find_dates(_without_clock(article.text, heading), language=article.language)
                    found += dates[:1] if dates and dates[0].start <= len("Thursday, ") else []
    return found


def _without_clock(text: str, heading: re.Match[str]) -> str:
    """The words of a heading's date, without the hour that would be taken for its year."""
    clock = CLOCK.search(text, heading.start("date"), heading.end())
    return text[heading.start("date") : clock.start()] if clock else heading["date"]


def latest(dates: tuple[PrintedDate, ...]) -> PrintedDate | None:
    """The last of some dates, of which one may lack its year; around New Year, January comes after December."""
    if not dates:
        return None
    months = {d.month for d in dates}
    turn = bool({1, 2} & months) and bool({11, 12} & months)
    return max(
        dates,
        key=lambda d: (
            d.readings[-1].toordinal() if d.readings else 0,
            turn and (d.month or 0) < 6,
            d.month or 0,
            d.day or 0,
        ),
    )
