"""Finds what sources of one stage say became of one happening that cannot all be true: "called off", "only put off"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from dateline.merge.status import NEGATIONS, OFF, SETTLED, as_happenings, is_ahead
from dateline.merge.synonyms import key_of
from dateline.model import Article, Conflict, ConflictValue, Mention, Status

ANOTHER_DAY = "now"
"""The cue of what is only told to come on another day."""
ONE_STAGE = dt.timedelta(days=1)
"""Between two articles; what a later one says is news, and history."""


def contradicted(members: Sequence[Mention], articles: Mapping[str, Article]) -> Conflict | None:
    """Return the outcomes between which articles of one stage part, each by a single one; None where they agree."""
    said = _said(members, articles)
    clashing = [
        {a.article, b.article}
        for k, a in enumerate(said)
        for b in said[k + 1 :]
        if _clash(a, b) and _one_stage(articles[a.article], articles[b.article])
    ]
    if not clashing:
        return None
    tellers = set[str]().union(*clashing)
    by_status: dict[Status, list[Mention]] = {}
    for mention in said:
        if mention.article in tellers:
            by_status.setdefault(mention.status, []).append(mention)
    return Conflict("status", tuple(_value(told, articles) for _, told in sorted(by_status.items())))


def _said(members: Sequence[Mention], articles: Mapping[str, Article]) -> list[Mention]:
    """Return for each article the first mention of the one outcome it gives; an article that gives two explains itself."""
    found: dict[str, list[Mention]] = {}
    for mention in as_happenings(members, articles):
        published = articles[mention.article].published
        if mention.status in SETTLED and mention.interval and published and not is_ahead(mention, published):
            found.setdefault(mention.article, []).append(mention)
    sole = [told for _, told in sorted(found.items()) if len({m.status for m in told}) == 1]
    return [min(told, key=lambda m: m.head_start) for told in sole]


def _clash(a: Mention, b: Mention) -> bool:
    """Say whether two outcomes exclude each other; what is called off may be told to "now" come on another day.

    "Halted" is no report that the launch it called off took place, and of a derby that fans "could not see" a bare
    negation says nothing.
    """
    if a.status == b.status or any(m.status == "denied" and m.status_cue in NEGATIONS for m in (a, b)):
        return False
    if {a.status, b.status} <= OFF:
        return ANOTHER_DAY not in (a.status_cue, b.status_cue)
    return "occurred" in (a.status, b.status) and key_of(a.predicate) == key_of(b.predicate)


def _one_stage(a: Article, b: Article) -> bool:
    apart = a.published - b.published if a.published and b.published else None
    return a.voice != b.voice and apart is not None and abs(apart) <= ONE_STAGE


def _value(told: Sequence[Mention], articles: Mapping[str, Article]) -> ConflictValue:
    first = min(told, key=lambda m: (articles[m.article].published or dt.date.max, m.article))
    return ConflictValue(
        _wording(first, articles[first.article].text), first.status, tuple(sorted({m.article for m in told}))
    )


def _wording(mention: Mention, text: str) -> str:
    """Return the words that say what became of it, "called off" with its particle."""
    cue = mention.status_cue and re.search(
        rf"\b{re.escape(mention.status_cue)}\b(?: (?:off|back|out|down))?",
        text[mention.start : mention.end],
        re.IGNORECASE,
    )
    return cue[0] if cue else mention.status_cue or text[mention.head_start : mention.head_end]
