"""Scores a rebuilt timeline against a hand-labelled story.

`pairing` says which told event is which labelled one; here the pairs are counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any

from dateline.errors import UsageError
from dateline.evaluation.pairing import (
    Pairing,
    Told,
    Wanted,
    exact,
    file_name,
    pair,
    read_told,
    read_wanted,
    same_days,
    twins,
)
from dateline.model import Event, Interval, Timeline

TITLE = 40
"""Characters of a story's name in a table."""


@dataclass(frozen=True, slots=True)
class StoryScores:
    """Shares are 0 to 1; the other numbers are counts. The measures are those of the labelled stories' scorer."""

    story: str
    gold: int
    predicted: int
    malformed: int
    recall: float
    recall_key: float
    date_exact: float
    date_within: float
    status: float
    sources: float
    split: float
    conflicts: float
    precision_top: float
    false_occurred: int
    published: float
    published_inferred: float
    undated_articles: int
    sources_right: float
    """Of the articles that the found events cite, the share that the label has for them: no measure of that scorer's."""
    errors: tuple[str, ...]
    """A line for each labelled event that was missed or told otherwise, and for each article misdated."""

    def as_dict(self) -> dict[str, Any]:
        """Return the measures of the labelled stories' scorer alone."""
        return {name: value for name, value in self.printed().items() if name != "sources_right"}

    def printed(self) -> dict[str, Any]:
        """Return all measures."""
        return {name: value for name, value in asdict(self).items() if name != "errors"}


def evaluate_story(
    folder: Path, system_out: Path | None = None, write: Callable[[Timeline, Path], object] | None = None
) -> StoryScores:
    """Build the timeline of a labelled story (`articles/`, `gold.json`) and score it.

    `write` (the exports' own) keeps the whole build in `system_out`.
    """
    from dateline import story

    gold = read_gold(folder)
    articles = folder / "articles"
    timeline = story.build(articles if articles.is_dir() else folder)
    if system_out and write:
        write(timeline, system_out)
    return score(gold, as_scored(timeline))


def as_scored(timeline: Timeline) -> dict[str, Any]:
    """Return what the scorer reads of a timeline, with the names that timeline.json gives it."""
    articles = [
        {"id": article.id, "file": article.file, "published": article.published and article.published.isoformat()}
        for article in timeline.articles
    ]
    return {"articles": articles, "events": [_as_scored(event) for event in timeline.events]}


def _as_scored(event: Event) -> dict[str, Any]:
    return {
        "title": event.title,
        "start": event.interval.start.isoformat() if event.interval else None,
        "end": event.interval.end.isoformat() if event.interval else None,
        "status": event.status,
        "importance": event.importance,
        "evidence": [{"article": e.article, "text": e.text} for e in event.evidence],
        "conflicts": [{"values": list(map(asdict, conflict.values))} for conflict in event.conflicts],
    }


def score(gold: Mapping[str, Any], timeline: Mapping[str, Any]) -> StoryScores:
    """Score a timeline.json, parsed, against a gold.json, parsed."""
    wanted = [read_wanted(event) for event in gold["events"]]
    told, malformed = read_told(timeline)
    pairing = pair(wanted, told)
    found = [(wanted[g], told[p], g) for g, p in pairing.chosen.items() if wanted[g].importance >= 2]
    dated = [(w, p) for w, p, _ in found if w.status not in {"denied", "possible"}]
    also = {g: twins(g, wanted, told, pairing) for _, _, g in found}
    conflicts = list(_conflicts(wanted, told, pairing))
    weights = [w.importance if w.importance > 1 else 0 for w in wanted]
    key = [g for g, w in enumerate(wanted) if w.importance == 3]
    top = sorted(range(len(told)), key=lambda p: -told[p].importance)[: len(wanted)]
    matching = {p for _, p in pairing.pairs}
    published, inferred, undated = _published(gold["articles"], timeline["articles"])
    return StoryScores(
        story=gold["story"],
        gold=len(wanted),
        predicted=len(told),
        malformed=malformed,
        recall=_share(sum(weights[g] for g in pairing.chosen), sum(weights)),
        recall_key=_share(sum(g in pairing.chosen for g in key), len(key)),
        date_exact=_share(sum(exact(w, p) for w, p in dated), len(dated)),
        date_within=_share(sum(exact(w, p) or _within(w, p) for w, p in dated), len(dated)),
        status=_share(sum(p.status in w.statuses for w, p, _ in found), len(found)),
        sources=_share(sum(len(w.articles & p.articles) / len(w.articles) for w, p, _ in found), len(found)),
        split=_share(sum(any(same_days(q, p) for q in also[g]) for _, p, g in found), len(found)),
        conflicts=_share(sum(conflicts), len(conflicts)),
        precision_top=_share(sum(p in matching for p in top), len(top)),
        false_occurred=sum(_falsely_occurred(w, p, also[g]) for w, p, g in found),
        published=published,
        published_inferred=inferred,
        undated_articles=undated,
        sources_right=_share(
            sum(len(w.articles & p.articles) for w, p, _ in found), sum(len(p.articles) for _, p, _ in found)
        ),
        errors=(*_event_errors(wanted, told, pairing), *_article_errors(gold["articles"], timeline["articles"])),
    )


def describe(scores: StoryScores, *, errors: bool = False) -> str:
    measures = [f"{name:20}{value}" for name, value in scores.printed().items()]
    return "\n".join([*measures, *(scores.errors if errors else ())])


def compare(scores: Sequence[StoryScores], *, errors: bool = False) -> str:
    """Write a row a story and their means; with `errors`, those of each story under its name."""
    names = [name for name in scores[0].printed() if name not in {"story", "gold", "predicted", "malformed"}]
    rows = [
        (shorten(each.story, TITLE, placeholder=" ..."), [float(each.printed()[name]) for name in names])
        for each in scores
    ]
    rows.append(("mean", [sum(column) / len(scores) for column in zip(*(row for _, row in rows), strict=True)]))
    width = max(len(title) for title, _ in rows)
    lines = ["  ".join([" " * width, *names])]
    lines += [
        "  ".join([f"{title:{width}}", *(f"{value:{len(name)}.3f}" for name, value in zip(names, row, strict=True))])
        for title, row in rows
    ]
    if errors:
        lines += [line for each in scores for line in (each.story, *each.errors)]
    return "\n".join(lines)


def _event_errors(wanted: Sequence[Wanted], told: Sequence[Told], pairing: Pairing) -> Iterator[str]:
    for g, w in enumerate(wanted):
        p = told[pairing.chosen[g]] if g in pairing.chosen else None
        if faults := list(_faults(w, p)) if p else ["missed"]:
            yield f"{w.id} {w.start}..{w.end} {w.status} {w.title!r}: {'; '.join(faults)}"


def _faults(wanted: Wanted, told: Told) -> Iterator[str]:
    """Say what an event that was found gets wrong, whether or not a measure counts it."""
    if not exact(wanted, told):
        yield f"dated {told.start}..{told.end}"
    if told.status not in wanted.statuses:
        yield f"told as {told.status}"
    if unread := wanted.articles - told.articles:
        yield f"not from {', '.join(sorted(unread))}"
    if unsaid := [conflict for conflict in wanted.conflicts if not _reports(conflict, told)]:
        yield f"{len(unsaid)} of {len(wanted.conflicts)} conflicts not shown"


def _within(wanted: Wanted, told: Told) -> bool:
    return told.interval is not None and told.interval.within(Interval(wanted.start, wanted.end))


def _falsely_occurred(wanted: Wanted, told: Told, twins: Sequence[Told]) -> bool:
    if "occurred" in wanted.statuses:
        return False
    return any(other.status == "occurred" and (other is told or same_days(other, told)) for other in (told, *twins))


def _conflicts(wanted: Sequence[Wanted], told: Sequence[Told], pairing: Pairing) -> Iterator[bool]:
    for g, w in enumerate(wanted):
        if w.importance >= 2:
            p = told[pairing.chosen[g]] if g in pairing.chosen else None
            yield from (p is not None and _reports(conflict, p) for conflict in w.conflicts)


def _reports(conflict: tuple[tuple[str, ...], ...], told: Told) -> bool:
    """Say whether one conflict of the event gives at least two of the labelled values."""
    for values in told.conflicts:
        seen = {_value_named(conflict, value) for value in values}
        if len(seen - {None}) >= 2:
            return True
    return False


def _value_named(conflict: tuple[tuple[str, ...], ...], value: str) -> int | None:
    return next((i for i, terms in enumerate(conflict) if any(re.search(term, value) for term in terms)), None)


def _published(gold: Sequence[Any], told: Sequence[Any]) -> tuple[float, float, int]:
    dates = _dates(told)
    inferred = [a for a in gold if (a.get("known") or a.get("published_known_from")) == "inferred"]
    undated = sum(not dates.get(file_name(article["file"])) for article in gold)
    right = [_rightly_dated(article, dates) for article in gold]
    of_inferred = sum(_rightly_dated(article, dates) for article in inferred)
    return _share(sum(right), len(gold)), _share(of_inferred, len(inferred)), undated


def _article_errors(gold: Sequence[Any], told: Sequence[Any]) -> Iterator[str]:
    dates = _dates(told)
    for article in gold:
        if not _rightly_dated(article, dates):
            name = file_name(article["file"])
            yield f"{name} {article['published']}: {dates.get(name) or 'undated'}"


def _dates(told: Sequence[Any]) -> dict[str, str]:
    return {file_name(article["file"]): str(article.get("published") or "")[:10] for article in told}


def _rightly_dated(article: Mapping[str, Any], dates: Mapping[str, str]) -> bool:
    return dates.get(file_name(article["file"])) in (article.get("accept") or [article["published"]])


def read_gold(folder: Path) -> Mapping[str, Any]:
    path = folder / "gold.json"
    if not path.exists():
        raise UsageError(f"no gold.json in {folder}")
    return json.loads(path.read_text(encoding="utf-8"))


def _share(part: float, whole: float) -> float:
    return round(part / max(1, whole), 3)
