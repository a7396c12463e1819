"""Turns extractions into a story's mentions: entities, dates, status, titles; finishes the timexes that events anchor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.cache import Cache
from dateline.events import anchored, drafting, participants, pending, selection, standing
from dateline.events.drafts import Draft
from dateline.events.extraction import Extraction
from dateline.model import Article, Mention, Timex


def attach(
    articles: Sequence[Article],
    extracted_by_id: Mapping[str, Extraction],
    timexes_by_id: Mapping[str, Sequence[Timex]],
    *,
    cache: Cache | None = None,
) -> tuple[tuple[Mention, ...], dict[str, tuple[Timex, ...]]]:
    """Return the mentions of a story in reading order, and its timexes with those finished that another event anchors."""
    draft = drafting.drafter(participants.cast_of(articles, extracted_by_id), cache)
    finished = {article.id: tuple(timexes_by_id.get(article.id, ())) for article in articles}
    drafted = {a.id: draft(a, extracted_by_id[a.id], finished[a.id]) for a in articles}
    changed = pending.finish_pending(
        articles, finished, {key: [(d.place, d.mention) for d in found] for key, found in drafted.items()}
    )
    if changed:
        finished.update(changed)  # what the other articles tell stays as it was
        drafted |= {a.id: draft(a, extracted_by_id[a.id], finished[a.id]) for a in articles if a.id in changed}
    told = anchored.Telling(each.mention for found in drafted.values() for each in found)
    kept: list[Draft] = []
    for article in articles:
        dated = [_anchor(each, article, told) for each in drafted[article.id]]
        _join_retellings(dated)
        kept += selection.select(dated, extracted_by_id[article.id])
    return standing.settle(kept), finished


def _anchor(draft: Draft, article: Article, told: anchored.Telling) -> Draft:
    """Date "within hours of the theft" once the theft has its day."""
    if draft.told_from is None:
        return draft
    return draft.telling(anchored.date(draft.mention, draft.told_from, told, article.published))


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
        drafted[place] = draft.telling(replace(_dated_as(other, one), participants=people, attributes=figures))
        drafted[first] = drafted[first].telling(replace(_dated_as(one, other), participants=people))


def _dated_as(mention: Mention, other: Mention) -> Mention:
    """Take over the other telling's date where a mention of the same standing has none."""
    if mention.interval is not None or other.interval is None or mention.status != other.status:
        return mention
    return replace(
        mention, interval=other.interval, precision=other.precision, timex=other.timex, date_basis="discourse"
    )
