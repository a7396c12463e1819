"""Headings inside an article that say when a part of it was written: "UPDATE, Oct 17, 8:15 a.m.:", "Original post, 3 May:".

The entries of a diary or a live page that begins with the latest are headed by their dates alone: "Sunday 3 May, 14:20 — ".
"""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.articles.printed import PrintedDate, find_dates
from dateline.model import Article

HEADING = re.compile(
    r"(?im)^\W{0,4}(?:(?:last |first )?(?:updated?|posted|published|filed|edit(?:ed)?|addendum)|latest|original (?:post|story|article|report)|live)\b"
    r"(?: on| at| as of)?[ ,:;|–—-]*(?P<date>[^:\n]{4,40})(?::\d\d[^:\n]{0,18})?(?:[:.–—-]|$)"
)
ENTRY = re.compile(
    r"(?m)^\W{0,4}(?P<date>[^\W\d_]{3,9}[., ]+\d[^:\n—–]{2,28}|\d{1,2} [^\W\d_]{3,9}[^:\n—–]{0,20})(?::\d\d)?(?: ?[—–] | - )"
)
CLOCK = re.compile(r"[ ,]*(?:at )?\d{1,2}(?=:\d\d)")


def section_dates(article: Article) -> tuple[PrintedDate, ...]:
    """The dates of an article's headings, in reading order."""
    return (*_named(article), *_diary(article))


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
