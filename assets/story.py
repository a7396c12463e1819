"""The tables from a story's articles to its timeline: each asset wraps one stage of `dateline.story`."""

# Dagster compares the annotation of `context` itself, so that it must not be a string here: no `from __future__` import.

import datetime as dt
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg
import pandas as pd

from dateline import tables
from dateline.assets import checks, metadata, past
from dateline.assets.metadata import days
from dateline.assets.partitions import stories
from dateline.assets.places import Places
from dateline.errors import NothingUsableError
from dateline.model import Event, Mention, Timex
from dateline.versions import code_version

GROUP = "story"
OWNERS = ["team:dateline"]
KINDS = {"python", "parquet"}
FRESH = dg.FreshnessPolicy.time_window(fail_window=dt.timedelta(hours=50), warn_window=dt.timedelta(hours=26))
"""A daily run, with two hours to finish; a second missed day is a failure."""


def _table(table: tables.Table, description: str, *packages: str) -> dict[str, Any]:
    return {
        "description": description,
        "metadata": metadata.column_schema(table),
        "code_version": code_version(*packages),
        "group_name": GROUP,
        "owners": OWNERS,
        "kinds": KINDS,
    }


@dg.multi_asset(
    name="read",
    outs={
        "articles": dg.AssetOut(
            **_table(
                tables.ARTICLES,
                "The story's documents, cleaned and dated; the text as it was given is kept beside the reading text.",
                "articles",
                "times",
            )
        ),
        "rejected": dg.AssetOut(
            **_table(tables.REJECTED, "The inputs that could not be used, each with the reason.", "articles")
        ),
    },
    partitions_def=stories,
    check_specs=checks.specs("articles", "rejected"),
)
def read(context: dg.AssetExecutionContext, places: Places) -> Iterator[dg.MaterializeResult[pd.DataFrame]]:
    """Read and date the articles of one story's folder."""
    from dateline import story

    started = time.monotonic()
    for left in places.sweep(context.partition_key):
        context.log.info("%s", metadata.line(swept=left.name))
    cache = places.cache()
    articles, rejected = story.read(places.story(context.partition_key), cache=cache)
    for article in articles:
        found = {"characters": len(article.text), "published": article.published, "basis": article.published_basis}
        context.log.info("%s", metadata.line(article=article.file, **found, warnings=len(article.warnings)))
    for refused in rejected:
        context.log.warning("%s", metadata.line(rejected=refused.file, record=refused.record, reason=refused.reason))
    frame = tables.frame(tables.ARTICLES, articles)
    shown = metadata.of_table(
        frame,
        ["file", "outlet", "title", "published", "basis"],
        [(a.file, a.outlet, a.title, a.published, a.published_basis) for a in articles],
    )
    basis = metadata.counts(Counter(article.published_basis for article in articles))
    yield dg.MaterializeResult(
        asset_key="articles",
        value=frame,
        metadata=shown | {"dates from": basis} | _work(cache) | _took(started),
        check_results=checks.of_articles(frame),
    )
    frame = tables.frame(tables.REJECTED, rejected)
    shown = metadata.of_table(frame, ["file", "reason"], [(r.file, r.reason) for r in rejected])
    yield dg.MaterializeResult(
        asset_key="rejected", value=frame, metadata=shown, check_results=checks.of_rejected(frame)
    )
    if not articles:
        raise NothingUsableError(
            f"no usable article in {places.story(context.partition_key)}: {len(rejected)} rejected"
        )


@dg.asset(
    partitions_def=stories,
    check_specs=checks.specs("timexes"),
    **_table(
        tables.TIMEXES,
        "Every temporal expression with its TIMEX3 value, resolved against its article's publication date.",
        "articles",
        "times",
    ),
)
def timexes(context: dg.AssetExecutionContext, places: Places, articles: pd.DataFrame):  # noqa: ANN201  # with check_specs, Dagster takes any annotation for that of the checks' outputs
    from dateline import story

    started = time.monotonic()
    folder = places.story(context.partition_key)
    cache = places.cache()
    found = story.resolve(tables.values(tables.ARTICLES, articles), folder=folder, cache=cache)
    frame = tables.timex_frame(tables.TIMEXES, found)
    return dg.MaterializeResult(
        value=frame,
        metadata=_timex_metadata(frame, found) | _work(cache) | _took(started),
        check_results=checks.of_timexes(frame, articles),
    )


@dg.multi_asset(
    name="tell",
    outs={
        "mentions": dg.AssetOut(
            **_table(
                tables.MENTIONS,
                "Each place in an article that tells an event, with participants, place, status and date.",
                "articles",
                "times",
                "events",
            )
        ),
        "anchored_timexes": dg.AssetOut(
            **_table(
                tables.ANCHORED_TIMEXES,
                "The temporal expressions again, those finished that another event anchors.",
                "articles",
                "times",
                "events",
            )
        ),
    },
    partitions_def=stories,
    check_specs=checks.specs("mentions", "anchored_timexes"),
)
def tell(
    context: dg.AssetExecutionContext, places: Places, articles: pd.DataFrame, timexes: pd.DataFrame
) -> Iterator[dg.MaterializeResult[pd.DataFrame]]:
    """Parse the articles whose text or parser is new, and find what they say happened."""
    from dateline import story

    started = time.monotonic()
    documents = tables.values(tables.ARTICLES, articles)
    resolved = tables.timexes(tables.TIMEXES, timexes, documents)
    cache = places.cache()
    mentions, anchored = story.tell(documents, resolved, cache=cache)
    per_article = Counter(mention.article for mention in mentions)
    for document in documents:
        told, dated = per_article[document.id], len(anchored[document.id])
        context.log.info("%s", metadata.line(article=document.file, mentions=told, timexes=dated))
    frame = tables.frame(tables.MENTIONS, mentions)
    yield dg.MaterializeResult(
        asset_key="mentions",
        value=frame,
        metadata=_mention_metadata(frame, mentions) | _work(cache) | _took(started),
        check_results=checks.of_mentions(frame, articles),
    )
    frame = tables.timex_frame(tables.ANCHORED_TIMEXES, anchored)
    yield dg.MaterializeResult(
        asset_key="anchored_timexes",
        value=frame,
        metadata=_timex_metadata(frame, anchored),
        check_results=checks.of_anchored_timexes(frame),
    )


@dg.asset(
    partitions_def=stories,
    check_specs=checks.specs("events"),
    **_table(
        tables.EVENTS,
        "The mentions merged over all articles: one row an event, with its evidence, history and conflicts.",
        "articles",
        "times",
        "events",
        "merge",
    ),
)
def events(  # noqa: ANN201  # as above
    context: dg.AssetExecutionContext,
    places: Places,
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    anchored_timexes: pd.DataFrame,
):
    """Merge the mentions into events; those of which nothing changed are the last run's."""
    from dateline import recall, yesterday
    from dateline.merge import merge

    started = time.monotonic()
    documents = tables.values(tables.ARTICLES, articles)
    cache = places.cache()
    told = tables.values(tables.MENTIONS, mentions)
    dates = tables.timexes(tables.ANCHORED_TIMEXES, anchored_timexes, documents)
    with yesterday.fuser(cache, context.partition_key) as fusing:
        merged = merge(told, documents, timexes=dates, measure=recall.measurer(cache), fusing=fusing)
    frame = tables.frame(tables.EVENTS, merged)
    return dg.MaterializeResult(
        value=frame,
        metadata=_event_metadata(frame, merged) | _work(cache) | _took(started),
        check_results=checks.of_events(frame),
    )


@dg.multi_asset(
    name="chronicle",  # a job and an op cannot share a name, and the job is called `timeline`
    outs={
        "timeline": dg.AssetOut(
            **_table(
                tables.TIMELINE,
                "The story's events in order, ranked and titled, as every output shows them.",
                "articles",
                "times",
                "events",
                "merge",
                "timeline",
            )
        )
    },
    partitions_def=stories,
    check_specs=checks.specs("timeline"),
)
def chronicle(  # noqa: ANN201  # as above
    context: dg.AssetExecutionContext,
    places: Places,
    articles: pd.DataFrame,
    rejected: pd.DataFrame,
    mentions: pd.DataFrame,
    anchored_timexes: pd.DataFrame,
    events: pd.DataFrame,
):
    """Order the merged events, and keep the timeline among those of earlier runs."""
    from dateline import story

    name, started = context.partition_key, time.monotonic()
    documents = tables.values(tables.ARTICLES, articles)
    told = story.chronicle(
        story.title_of(places.story(name)),
        documents,
        tables.values(tables.REJECTED, rejected),
        tables.values(tables.EVENTS, events),
        tables.values(tables.MENTIONS, mentions),
        tables.timexes(tables.ANCHORED_TIMEXES, anchored_timexes, documents),
        folder=places.story(name),
    )
    told, changes = past.settle(places.history(name), told)
    frame = tables.timeline_frame(told)
    shown = _event_metadata(frame, told.events) | past.shown(changes) | metadata.picture(told)
    return dg.MaterializeResult(
        asset_key="timeline",
        value=frame,
        metadata=shown | _took(started),
        check_results=checks.of_timeline(frame, articles),
    )


timeline = chronicle.map_asset_specs(lambda spec: dg.apply_freshness_policy(spec, FRESH))


def _timex_metadata(frame: pd.DataFrame, found: Mapping[str, Sequence[Timex]]) -> metadata.Metadata:
    flat = [timex for several in found.values() for timex in several]
    rows = [(t.text, t.type, t.value, days(t.interval) if t.interval else t.reason, t.anchor) for t in flat]
    shown = metadata.of_table(frame, ["text", "type", "value", "days", "anchor"], rows)
    return shown | {"types": metadata.counts(Counter(timex.type for timex in flat))}


def _mention_metadata(frame: pd.DataFrame, mentions: Sequence[Mention]) -> metadata.Metadata:
    rows = [(m.title or m.predicate, days(m.interval), m.status, m.place) for m in mentions]
    shown = metadata.of_table(frame, ["what", "days", "status", "place"], rows)
    return shown | {"statuses": metadata.counts(Counter(mention.status for mention in mentions))}


def _event_metadata(frame: pd.DataFrame, merged: Sequence[Event]) -> metadata.Metadata:
    best = sorted(merged, key=lambda event: -event.importance)[: metadata.PREVIEW_ROWS]
    chosen = [event for event in merged if event in best]
    rows = [
        (
            days(e.interval),
            e.title,
            e.status,
            len({q.article for q in e.evidence}),
            e.evidence[0].quote if e.evidence else "",
        )
        for e in chosen
    ]
    shown = metadata.of_table(frame, ["days", "event", "status", "sources", "quotation"], rows)
    return shown | {
        "statuses": metadata.counts(Counter(event.status for event in merged)),
        "dated": sum(event.interval is not None for event in merged),
        "conflicts": sum(len(event.conflicts) for event in merged),
    }


def _work(cache: Any) -> metadata.Metadata:
    """Say of each stage how many articles it worked on and how many were found already done."""
    found: dict[str, dict[str, int]] = cache.summary()
    return {f"{stage}, {word}": number for stage, counted in found.items() for word, number in counted.items()}


def _took(started: float) -> metadata.Metadata:
    return {"seconds": round(time.monotonic() - started, 3)}
