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
    events = [fuse(group, known, scorer.reasons(rows)) for group, rows in zip(groups, clusters, strict=True)]
    return tuple(calling_off.resolve(events, groups, known))
