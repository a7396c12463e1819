"""Makes one event of the mentions that tell it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dateline.merge.conflict import conflicts
from dateline.merge.dates import fuse_dates
from dateline.merge.status import history, settle
from dateline.merge.titles import choose_title
from dateline.model import Article, Event, Evidence, Mention

LONGEST = 600
"""Characters of raw text that a quotation may have."""


def fuse(
    members: Sequence[Mention],
    articles: Mapping[str, Article],
    reasons: Sequence[str],
    asides: Sequence[Mention] = (),
) -> Event:
    """Return the event that `members` tell; `reasons` says of each what joined it to the others.

    `asides` are told in the same passages and by nobody else; only what they measure is used.
    """
    status = settle(members, articles)
    interval, precision, explanation = fuse_dates(members, articles, status)
    return Event(
        id=_identity(members, articles),
        title=choose_title(members, status, interval, articles),
        interval=interval,
        precision=precision,
        status=status,
        participants=_by_frequency(name for m in members for name in m.participants),
        place=next(iter(_by_frequency(m.place for m in members if m.place)), None),
        evidence=_evidence(members, articles, reasons),
        history=history(members, articles),
        conflicts=conflicts(_distinct([*members, *asides]), articles),
        date_explanation=explanation,
    )


def _order(mention: Mention, articles: Mapping[str, Article]) -> tuple[dt.date, str, int]:
    return articles[mention.article].published or dt.date.max, mention.article, mention.head_start


def _identity(members: Sequence[Mention], articles: Mapping[str, Article]) -> str:
    """Name the event by the words that first told it, so that other articles do not rename it."""
    first = min(members, key=lambda m: (_order(m, articles), m.id))
    return "e" + hashlib.sha256(first.id.encode()).hexdigest()[:12]


def _distinct(mentions: Sequence[Mention]) -> list[Mention]:
    return list({mention.id: mention for mention in mentions}.values())


def _by_frequency(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in Counter(names).most_common())


def _evidence(
    members: Sequence[Mention], articles: Mapping[str, Article], reasons: Sequence[str]
) -> tuple[Evidence, ...]:
    """Return each quoted passage once, in the order in which it was published."""
    told = sorted(zip(members, reasons, strict=True), key=lambda pair: _order(pair[0], articles))
    passages: dict[tuple[str, int, int], Evidence] = {}
    for mention, reason in sorted(told, key=lambda pair: pair[0].timex is None):
        key = (mention.article, mention.start, mention.end)
        passages.setdefault(key, quote(mention, articles[mention.article], reason))
    order = dict.fromkeys((m.article, m.start, m.end) for m, _ in told)
    return tuple(passages[key] for key in order)


def quote(mention: Mention, article: Article, reason: str) -> Evidence:
    """Return the mention's words as evidence, cut at a blank where their raw text is too long."""
    start, end = mention.start, mention.end
    raw_start, raw_end = article.raw_span(start, end)
    while raw_end - raw_start > LONGEST and end > start + 1:
        over = raw_end - raw_start - LONGEST
        if mention.head_end <= end - over:
            end = max(article.text.rfind(" ", start + 1, end - over + 1), start + 1)
        else:
            start = min(article.text.find(" ", start + over) + 1 or end - 1, mention.head_start, end - 1)
        shorter = article.raw_span(start, end)
        if shorter == (raw_start, raw_end):
            break
        raw_start, raw_end = shorter
    return Evidence(
        article=article.id,
        start=raw_start,
        end=raw_end,
        text=article.raw[raw_start:raw_end],
        quote=article.text[start:end],
        status=mention.status,
        timex=mention.timex,
        mention=mention.id,
        reason=reason,
    )
