"""Conducts the merging of one story's mentions: table -> pairs -> scores -> clusters -> events."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.merge import calling_off
from dateline.merge.adopt import adopt
from dateline.merge.block import candidate_pairs
from dateline.merge.cluster import partition
from dateline.merge.compare import StoryScorer
from dateline.merge.fuse import fuse
from dateline.merge.named import by_their_names
from dateline.merge.table import tabulate
from dateline.model import Article, Event, Mention


def merge(mentions: Sequence[Mention], articles: Sequence[Article]) -> tuple[Event, ...]:
    """Return the events that `mentions` tell of, each with its evidence, history and conflicts.

    Importance is left at 0; order and importance are the timeline's. Mentions of unknown articles are ignored.
    """
    known = {article.id: article for article in articles}
    told = _clocked(by_their_names([mention for mention in mentions if mention.article in known]))
    if not told:
        return ()
    copies = _copies(told, known)
    table = tabulate([told[rows[0]] for rows in copies], articles)
    scorer = StoryScorer(table)
    pairs = candidate_pairs(table)
    scores = scorer(*pairs)
    clusters = adopt(partition(scorer, pairs, len(table), scores=scores), scorer, pairs, scores, table)
    groups = [[told[row] for k in members for row in copies[k]] for members in clusters]
    reasons = [
        [reason or _COPY * (len(copies[k]) > 1) for k, reason in zip(members, said, strict=True) for _ in copies[k]]
        for members, said in zip(clusters, scorer.reasons(clusters), strict=True)
    ]
    asides = _asides(groups)
    events = [
        fuse(group, known, said, [aside for m in group for aside in asides.get(_passage(m), ())])
        for group, said in zip(groups, reasons, strict=True)
    ]
    return tuple(calling_off.resolve(events, groups, known))


def _clocked(mentions: Sequence[Mention]) -> list[Mention]:
    """Take clock times without a day for what they are: "The ship caught fire at around 11 p.m." goes on with a fire
    that the article has just dated, or else its day is carried over from the context.
    """
    dated: dict[tuple[str, str], Mention] = {}
    told: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.article, m.head_start)):
        key = mention.article, mention.predicate_class
        if _only_clock(mention):
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


def _only_clock(mention: Mention) -> bool:
    timex = mention.timex
    if mention.date_basis != "timex" or timex is None or timex.type != "TIME" or timex.anchor_basis != "timex":
        return False
    return not DAY.search(timex.text)


DAY = re.compile(r"day\b|morrow|\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_COPY = "same sentence"


def _copies(told: Sequence[Mention], articles: Mapping[str, Article]) -> list[list[int]]:
    """Return the rows that tell the same in the same sentence, the first of each to stand for the others."""
    found: dict[tuple[object, ...], list[int]] = {}
    for row, mention in enumerate(told):
        sentence = articles[mention.article].text[mention.start : mention.end]
        place = mention.head_start - mention.start
        key = (mention.predicate, mention.status, mention.interval, place, " ".join(sentence.split()))
        found.setdefault(key, []).append(row)
    return list(found.values())


def _passage(mention: Mention) -> tuple[str, int, int]:
    return mention.article, mention.start, mention.end


def _asides(groups: Sequence[Sequence[Mention]]) -> dict[tuple[str, int, int], list[Mention]]:
    """Return by passage the mentions that no other article tells: "voted to sell, with 91 per cent in favour".

    What they measure may belong to the event that the passage is about.
    """
    found: dict[tuple[str, int, int], list[Mention]] = {}
    for group in groups:
        if len({mention.article for mention in group}) == 1:
            for mention in group:
                if mention.attributes and mention.interval is None:
                    found.setdefault(_passage(mention), []).append(mention)
    return found
