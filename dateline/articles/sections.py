"""Headings inside an article that say when a part of it was written: "UPDATE, Oct 17, 8:15 a.m.:", "Original post, 3 May:"."""

from __future__ import annotations

import re

from dateline.articles.printed import PrintedDate, find_dates
from dateline.model import Article

HEADING = re.compile(
    r"(?im)^\W{0,4}(?:(?:last |first )?(?:updated?|posted|published|filed|corrected|correction|edit(?:ed)?|addendum)|latest|original (?:post|story|article|report)|live)\b"
    r"(?: on| at| as of)?[ ,:;|–—-]*(?P<date>[^:\n]{4,40})(?::\d\d[^:\n]{0,18})?(?:[:.–—-]|$)"
)


def section_dates(article: Article) -> tuple[PrintedDate, ...]:
    """The dates of an article's headings, in reading order."""
    found = list[PrintedDate]()
    for block in article.blocks:
        if block.kind in ("body", "meta"):
            for heading in HEADING.finditer(article.text, block.start, block.end):
                if heading.start() == 0 or article.text[heading.start() - 1] == "\n":
                    dates = find_dates(heading["date"], language=article.language)
                    found += dates[:1] if dates and dates[0].start <= len("Thursday, ") else []
    return tuple(found)


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
