"""Conducts the merging of one story's mentions: table -> pairs -> scores -> clusters -> events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dateline.merge import calling_off, quiet
from dateline.merge.adopt import adopt
from dateline.merge.block import candidate_pairs
from dateline.merge.cluster import Scorer, partition
from dateline.merge.columns import Floats, Ids
from dateline.merge.compare import StoryScorer
from dateline.merge.contradictions import with_contradictions
from dateline.merge.disputes import with_disputes
from dateline.merge.fuse import fuse
from dateline.merge.measures import Measures, measures
from dateline.merge.named import by_their_names
from dateline.merge.redated import redated
from dateline.merge.reunite import reunite
from dateline.merge.said_days import dates_of
from dateline.merge.table import MentionTable
from dateline.merge.tabulate import tabulate
from dateline.merge.unite import unite
from dateline.model import Article, Event, Mention, Timex

MOST_EVENTS = 20_000
"""Events beyond which the articles are no one story, and what they measure is not compared."""
Measure = Callable[[Article, Sequence[Timex]], Measures]
"""`measures.measures`, or what stands for it."""
Fuse = Callable[..., Event]
"""`fuse.fuse`, or what stands for it."""
_COPY = "same sentence"
"""Why two mentions of one wording tell one event, in the words of its evidence."""


def merge(
    mentions: Sequence[Mention],
    articles: Sequence[Article],
    *,
    timexes: Mapping[str, Sequence[Timex]] | None = None,
    measure: Measure = measures,
    fusing: Fuse = fuse,
) -> tuple[Event, ...]:
    """Return the events that `mentions` tell of, each with its evidence, history and conflicts.

    Importance is left at 0; order and importance are the timeline's. Mentions of unknown articles are ignored. `timexes`
    are all those of each article, by its id, for a date may contradict another though no mention takes it; without
    them, those of the mentions are compared. `measure` is asked what each article measures, and `fusing` for the event of
    each group: a conductor may remember both.
    """
    events, groups = fused(mentions, articles, fusing=fusing)
    known = {article.id: article for article in articles}
    return (
        tuple(calling_off.resolve(_disputed(events, groups, known, timexes, measure), groups, known)) if events else ()
    )


def fused(
    mentions: Sequence[Mention], articles: Sequence[Article], *, fusing: Fuse = fuse
) -> tuple[list[Event], list[list[Mention]]]:
    """Return the events and the mentions of each, before what one event's sources say is held against other events'."""
    known = {article.id: article for article in articles}
    told = prepared(mentions, articles)
    if not told:
        return [], []
    groups, reasons = grouped(told, articles)
    asides = _asides(groups)
    events = [
        fusing(group, known, said, [aside for m in group for aside in asides.get(_passage(m), ())])
        for group, said in zip(groups, reasons, strict=True)
    ]
    return events, groups


def prepared(mentions: Sequence[Mention], articles: Sequence[Article]) -> list[Mention]:
    """Return the mentions of the articles with the names and the days that the story as a whole gives them."""
    known = {article.id: article for article in articles}
    return redated(by_their_names([mention for mention in mentions if mention.article in known]), known)


@dataclass(frozen=True, slots=True)
class Paired:
    """The mentions of a story, each wording once, as a table, with the pairs that may tell one event and their scores."""

    table: MentionTable
    copies: Sequence[Sequence[int]]
    """For each row of the table, which mentions it stands for."""
    scorer: StoryScorer
    score: Scorer
    pairs: tuple[Ids, Ids]
    scores: Floats


def paired(told: Sequence[Mention], articles: Sequence[Article]) -> Paired:
    """Compare the mentions that have a key in common."""
    copies = _copies(told, {article.id: article for article in articles})
    table = tabulate([told[rows[0]] for rows in copies], articles)
    scorer = StoryScorer(table)
    pairs = candidate_pairs(table)
    pairs, scores = quiet.joined(table, pairs, scorer(*pairs), scorer)
    return Paired(table, copies, scorer, scorer.knowing(pairs, scores), pairs, scores)


def grouped(told: Sequence[Mention], articles: Sequence[Article]) -> tuple[list[list[Mention]], list[list[str]]]:
    """Return the mentions by the event that they tell, and of each what joined it to the others."""
    of = paired(told, articles)
    clusters = partition(of.score, of.pairs, len(of.table), scores=of.scores)
    clusters = unite(clusters, of.score, of.pairs, of.scores, of.table)
    clusters = adopt(clusters, of.score, of.pairs, of.scores, of.table)
    clusters = reunite(clusters, of.score, of.pairs, of.scores, of.table)
    groups = [[told[row] for k in members for row in of.copies[k]] for members in clusters]
    reasons = [
        [
            reason or _COPY * (len(of.copies[k]) > 1)
            for k, reason in zip(members, said, strict=True)
            for _ in of.copies[k]
        ]
        for members, said in zip(clusters, of.scorer.reasons(clusters), strict=True)
    ]
    return groups, reasons


def _disputed(
    events: Sequence[Event],
    groups: Sequence[Sequence[Mention]],
    articles: Mapping[str, Article],
    timexes: Mapping[str, Sequence[Timex]] | None,
    measure: Measure,
) -> list[Event]:
    """Return the events, each with the figures, dates and places on which the sources contradict one another."""
    if len(articles) < 2 or len(events) > MOST_EVENTS:
        return list(events)
    dates = dates_of(groups, articles, timexes)
    read = {name: measure(article, dates[name]) for name, article in articles.items()}
    dated = with_contradictions(events, groups, articles, dates, read)
    return with_disputes(dated, groups, articles, {name: each.claims for name, each in read.items()})


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
