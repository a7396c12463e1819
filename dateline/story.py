"""Conducts the engine: one story's folder in, its timeline out.

    read -> resolve -> tell -> merge -> chronicle

Each stage is a function of values, so that a notebook, the command line and the Dagster assets run the same code.
Only parsing (`tell`) costs real time; what was parsed before is found again in the cache by text and code version.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from dateline import articles as reading
from dateline import events as telling
from dateline import recall, times, yesterday
from dateline.cache import Cache
from dateline.collector import patient
from dateline.errors import NothingUsableError
from dateline.ingest import configured, story_file
from dateline.merge import merge
from dateline.model import Article, Event, Interval, Mention, Rejected, Timeline, Timex
from dateline.timeline import corrections, order
from dateline.times import Expression

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done and how much there is."""


@patient()
def build(
    folder: Path,
    *,
    title: str | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
    as_of: dt.date | None = None,
) -> Timeline:
    """Rebuild the timeline of the story whose articles stand in `folder`, or as it stood `as_of` a day.

    Raises `UsageError` where the folder cannot be read and `NothingUsableError` where no article in it can be used.
    """
    report = progress or _silent
    report("read", 0, 1)
    articles, rejected = read(folder, until=as_of, cache=cache)
    if not articles:
        raise NothingUsableError(f"no usable article in {folder}: {len(rejected)} rejected")
    report("read", 1, 1)
    timexes = resolve(articles, folder=folder, cache=cache)
    mentions, timexes = tell(articles, timexes, cache=cache, progress=report)
    report("merge", 0, 1)
    with yesterday.fuser(cache, str(folder.absolute())) as fusing:
        events = merge(mentions, articles, timexes=timexes, measure=recall.measurer(cache), fusing=fusing)
    report("merge", 1, 1)
    return chronicle(title or title_of(folder), articles, rejected, events, mentions, timexes, folder=folder)


@patient()
def read(
    folder: Path, *, until: dt.date | None = None, cache: Cache | None = None
) -> tuple[tuple[Article, ...], tuple[Rejected, ...]]:
    """Read a story's articles and date them, each by what it states or else by its siblings.

    With `until`, only what was published by that day is read, and nothing later dates it; undated articles are left out.
    """
    settings = story_file.read(folder)
    found, rejected = reading.read_folder(folder, read=recall.reader(cache))
    kept, others = configured.in_languages(found, settings)
    articles = tuple(configured.settle_readings(article, settings) for article in kept)
    if until is not None:
        articles = tuple(a for a in articles if a.published is None or a.published <= until)
    expressions = _Expressions(articles, recall.finder(cache))
    worded, tells = recall.worder(cache), recall.teller(cache, expressions)
    dated = reading.date_story(articles, expressions, worded=worded, tells=tells)
    if until is not None:
        dated = tuple(a for a in dated if a.published is not None and a.published <= until)
    return dated, (*rejected, *others)


class _Expressions(Mapping[str, tuple[Expression, ...]]):
    """The expressions of each article by its id, found when they are asked for: where all state their date, nobody does."""

    def __init__(self, articles: Sequence[Article], find: Callable[[Article], tuple[Expression, ...]]) -> None:
        self._articles = {article.id: article for article in articles}
        self._find = find

    def __getitem__(self, key: str) -> tuple[Expression, ...]:
        article = self._articles[key]
        return self._find(article) if times.reads(article.language) else ()

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)


@patient()
def resolve(
    articles: Sequence[Article], *, folder: Path | None = None, cache: Cache | None = None
) -> dict[str, tuple[Timex, ...]]:
    """Return each article's temporal expressions, resolved against its own publication date, by article id.

    The `story.yaml` in `folder` says in which order an outlet writes the figures of a date.
    """
    settings = story_file.read(folder) if folder else story_file.StoryFile()
    tag = recall.tagger(cache)
    found = {
        article.id: tag(article, configured.date_order(article, settings)) if times.reads(article.language) else ()
        for article in articles
    }
    told = sorted(article.published for article in articles if article.published is not None)
    undated = [article.id for article in articles if article.published is None] if told else []
    return found | {key: times.with_years(found[key], Interval(told[0], told[-1])) for key in undated}


@patient()
def tell(
    articles: Sequence[Article],
    timexes: Mapping[str, Sequence[Timex]],
    *,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> tuple[tuple[Mention, ...], dict[str, tuple[Timex, ...]]]:
    """Find what the articles say happened, with status and date, and finish the timexes that events anchor."""
    extracted = telling.extract_all(articles, cache=cache, progress=progress or _silent)
    return telling.attach(articles, extracted, timexes, cache=cache)


def chronicle(
    title: str,
    articles: Sequence[Article],
    rejected: Sequence[Rejected],
    events: Sequence[Event],
    mentions: Sequence[Mention],
    timexes: Mapping[str, Sequence[Timex]],
    *,
    folder: Path | None = None,
) -> Timeline:
    """Order the merged events into a timeline and apply the corrections that an editor left in `folder`."""
    timeline = order(title, articles, rejected, events, mentions, timexes)
    return corrections.correct(timeline, folder) if folder else timeline


def title_of(folder: Path) -> str:
    """Return the title that a story's `story.yaml` gives, else one of its folder's name: `the-bridge` is The Bridge.

    A folder that is only called for what it holds (`the-bridge/articles`) is named by the one above it.
    """
    configured = story_file.read(folder).title
    if configured:
        return configured
    words = [word for word in _telling_name(folder.resolve()).replace("_", "-").split("-") if word]
    return " ".join(word if word in SMALL_WORDS and i else word.capitalize() for i, word in enumerate(words))


def _telling_name(folder: Path) -> str:
    names = [folder.name, *(above.name for above in folder.parents[:2])]
    return next((name for name in names if name and name.lower() not in HOLDERS), folder.name)


HOLDERS = frozenset(
    "article articles corpus data docs documents feed feeds fetched files html input inputs json news raw stories "
    "story text texts txt".split()
)
"""Folder names that say what a folder holds, not what the story is."""
SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to"})


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
