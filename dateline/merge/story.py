"""Conducts the merging of one story's mentions: table -> pairs -> scores -> clusters -> events."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.merge import calling_off
from dateline.merge.block import candidate_pairs
from dateline.merge.cluster import partition
from dateline.merge.compare import StoryScorer
from dateline.merge.fuse import fuse
from dateline.merge.table import tabulate
from dateline.model import Article, Event, Mention


def merge(mentions: Sequence[Mention], articles: Sequence[Article]) -> tuple[Event, ...]:
    """Return the events that `mentions` tell of, each with its evidence, history and conflicts.

    Importance is left at 0; order and importance are the timeline's. Mentions of unknown articles are ignored.
    """
    known = {article.id: article for article in articles}
    told = [mention for mention in mentions if mention.article in known]
    if not told:
        return ()
    table = tabulate(told, articles)
    scorer = StoryScorer(table)
    clusters = partition(scorer, candidate_pairs(table), len(told))
    groups = [[told[i] for i in members] for members in clusters]
    asides = _asides(groups)
    events = [
        fuse(group, known, reasons, [aside for m in group for aside in asides.get(_passage(m), ())])
        for group, reasons in zip(groups, scorer.reasons(clusters), strict=True)
    ]
    return tuple(calling_off.resolve(events, groups, known))


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
