"""Corrects dates by what the telling says besides: an hour goes with the day of its happening, and what happened is past."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.events.scene import cycle, shift
from dateline.model import Article, Mention

YEAR = 365
ANSWERED_FOR = frozenset({"arrest", "judge", "charge", "try", "accuse", "investigate", "dismiss", "ban"})
FOR = re.compile(
    r"\b(?:for|over|in connection with|after|because of)\s+(?:the|a|an|his|her|their|its)\s+(?:[\w-]+\s+){0,3}$"
)
DAY = re.compile(r"day\b|morrow|\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


def redated(mentions: Sequence[Mention], articles: Mapping[str, Article]) -> list[Mention]:
    """Return the mentions in their order with the dates that their tellings ask for."""
    answered: dict[tuple[str, int], int] = {}
    for mention in mentions:
        if mention.predicate_class in ANSWERED_FOR and mention.status == "occurred":
            answered.setdefault((mention.article, mention.start), mention.head_start)
    return _clocked([_past(mention, articles[mention.article], answered) for mention in mentions], articles)


def _past(mention: Mention, article: Article, answered: Mapping[tuple[str, int], int]) -> Mention:
    """Move a month without a year to the year before where it dates what somebody answers for and would lie ahead:
    "jailed in December for the robbery in January".
    """
    timex, interval = mention.timex, mention.interval
    if timex is None or interval is None or article.published is None or mention.status not in {"planned", "occurred"}:
        return mention
    if interval.start <= article.published or cycle(timex) != YEAR:
        return mention
    verb = answered.get((mention.article, mention.start), mention.head_start)
    if verb >= mention.head_start or not FOR.search(article.text[verb : mention.head_start]):
        return mention
    moved = shift(interval, -YEAR)
    value = moved.start.isoformat()[: len(timex.value)]
    title = mention.title.removesuffix(" planned")
    return replace(
        mention, status="occurred", title=title, interval=moved, timex=replace(timex, interval=moved, value=value)
    )


def _clocked(mentions: Sequence[Mention], articles: Mapping[str, Article]) -> list[Mention]:
    """Take clock times without a day for what they are: "The ship caught fire at around 11 p.m." goes on with a fire
    that the article has just dated, or else its day is carried over from the context.
    """
    dated: dict[tuple[str, str], Mention] = {}
    told: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.article, m.head_start)):
        key = mention.article, mention.predicate_class
        if _only_clock(mention) and not _of_the_day(mention, articles[mention.article]):
            before = dated.get(key)
            told.append(
                replace(mention, interval=before.interval, precision=before.precision, date_basis="event")
                if before
                else replace(mention, date_basis="discourse")
            )
            continue
        if mention.predicate_class and mention.date_basis == "timex" and mention.precision == "day":
            dated[key] = mention
        told.append(mention)
    order = {mention.id: k for k, mention in enumerate(mentions)}
    return sorted(told, key=lambda m: order[m.id])


def _of_the_day(mention: Mention, article: Article) -> bool:
    """Say whether a part of a day is one of the day of publication, as those of a live page are: "at first light"."""
    if mention.timex is None or re.search(r"T\d", mention.timex.value):
        return False
    return mention.interval is not None and mention.interval.days == 1 and mention.interval.start == article.published


def _only_clock(mention: Mention) -> bool:
    timex = mention.timex
    if mention.date_basis != "timex" or timex is None or timex.type != "TIME" or timex.anchor_basis != "timex":
        return False
    return not DAY.search(timex.text)
