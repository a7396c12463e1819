"""Turns extractions into a story's mentions: entities, dates, status, titles; finishes the timexes that events anchor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.events import (
    anchored,
    dating,
    drafts,
    participants,
    pending,
    selection,
    standing,
)
from dateline.events.dating import Scene
from dateline.events.drafts import Draft
from dateline.events.participants import Cast
from dateline.events.predicates import Extraction
from dateline.model import Article, Mention, Timex


def attach(
    articles: Sequence[Article],
    extracted_by_id: Mapping[str, Extraction],
    timexes_by_id: Mapping[str, Sequence[Timex]],
) -> tuple[tuple[Mention, ...], dict[str, tuple[Timex, ...]]]:
    """Return the mentions of a story in reading order, and its timexes with those finished that another event anchors."""
    cast = participants.cast_of(articles, extracted_by_id)
    finished = {article.id: tuple(timexes_by_id.get(article.id, ())) for article in articles}
    scenes = {a.id: dating.date_article(extracted_by_id[a.id], finished[a.id], a.published, a.blocks) for a in articles}
    drafted = _draft_all(articles, scenes, cast, finished)
    changed = pending.finish_pending(
        articles, scenes, {key: [(d.place, d.mention) for d in found] for key, found in drafted.items()}
    )
    if changed:
        finished.update(changed)
        again = [article for article in articles if article.id in changed]  # what the others tell stays as it was
        scenes |= {
            a.id: dating.date_article(extracted_by_id[a.id], finished[a.id], a.published, a.blocks) for a in again
        }
        drafted |= _draft_all(again, scenes, cast, finished)
    told = [draft.mention for found in drafted.values() for draft in found]
    for article in articles:
        drafted[article.id] = [_anchor(draft, article, scenes[article.id], told) for draft in drafted[article.id]]
        _join_retellings(drafted[article.id])
    kept = [draft for article in articles for draft in selection.select(drafted[article.id], scenes[article.id])]
    return standing.settle(kept), finished


def _draft_all(
    articles: Sequence[Article], scenes: Mapping[str, Scene], cast: Cast, timexes: Mapping[str, Sequence[Timex]]
) -> dict[str, list[Draft]]:
    return {
        article.id: drafts.of_article(article, scenes[article.id], cast, timexes[article.id]) for article in articles
    }


def _anchor(draft: Draft, article: Article, scene: Scene, told: Sequence[Mention]) -> Draft:
    """Date "within hours of the theft" once the theft has its day."""
    tree = scene.extraction.trees[draft.predicate.sentence]
    mention = anchored.date(draft.mention, tree, draft.predicate.verb, told, article.published)
    return draft if mention is draft.mention else replace(draft, mention=mention)


def _join_retellings(drafted: list[Draft]) -> None:
    """Let "those cuts" and the sentence it points back to share date, figures and participants."""
    by_head = {(draft.predicate.sentence, draft.predicate.head): place for place, draft in enumerate(drafted)}
    for place, draft in enumerate(drafted):
        first = by_head.get(draft.predicate.again) if draft.predicate.again else None
        if first is None or first == place:
            continue
        one, other = drafted[first].mention, draft.mention
        people = tuple(dict.fromkeys((*one.participants, *other.participants)))
        figures = tuple(dict.fromkeys((*one.attributes, *other.attributes)))
        drafted[place] = replace(draft, mention=replace(_dated_as(other, one), participants=people, attributes=figures))
        drafted[first] = replace(drafted[first], mention=replace(_dated_as(one, other), participants=people))


def _dated_as(mention: Mention, other: Mention) -> Mention:
    """Take over the other telling's date where a mention of the same standing has none."""
    if mention.interval is not None or other.interval is None or mention.status != other.status:
        return mention
    return replace(
        mention, interval=other.interval, precision=other.precision, timex=other.timex, date_basis="discourse"
    )
