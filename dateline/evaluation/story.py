"""Scores a rebuilt timeline against a hand-labelled story.

A gold event is found by a predicted one that cites one of its articles, whose title and evidence hit every group of key
terms, and whose interval overlaps the gold one without being much longer. Pairs are one to one, the best first.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.model import Event, Interval, Timeline

LONGEST_QUOTATION = 600


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

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the timeline as the scorer sees it: its words, its articles' file names, its days."""

    title: str
    words: str
    articles: frozenset[str]
    start: dt.date | None
    end: dt.date | None
    status: str
    importance: float
    conflicts: tuple[tuple[str, ...], ...]

    @property
    def interval(self) -> Interval | None:
        return Interval(self.start, self.end) if self.start and self.end and self.start <= self.end else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A labelled event."""

    id: str
    title: str
    start: dt.date
    end: dt.date
    importance: int
    key_terms: tuple[tuple[str, ...], ...]
    articles: frozenset[str]
    statuses: frozenset[str]
    status: str
    intervals: frozenset[tuple[dt.date | None, dt.date | None]]
    conflicts: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every pair that may match, best first, and the one to one choice among them."""

    pairs: tuple[tuple[int, int], ...]
    chosen: Mapping[int, int]


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
    wanted = [_wanted(event) for event in gold["events"]]
    told, malformed = _told(timeline)
    pairing = pair(wanted, told)
    found = [(wanted[g], told[p], g) for g, p in pairing.chosen.items() if wanted[g].importance >= 2]
    dated = [(w, p) for w, p, _ in found if w.status not in {"denied", "possible"}]
    twins = {g: _twins(g, wanted, told, pairing) for _, _, g in found}
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
        date_exact=_share(sum(_exact(w, p) for w, p in dated), len(dated)),
        date_within=_share(sum(_exact(w, p) or _within(w, p) for w, p in dated), len(dated)),
        status=_share(sum(p.status in w.statuses for w, p, _ in found), len(found)),
        sources=_share(sum(len(w.articles & p.articles) / len(w.articles) for w, p, _ in found), len(found)),
        split=_share(sum(any(_same_days(q, p) for q in twins[g]) for _, p, g in found), len(found)),
        conflicts=_share(sum(conflicts), len(conflicts)),
        precision_top=_share(sum(p in matching for p in top), len(top)),
        false_occurred=sum(_falsely_occurred(w, p, twins[g]) for w, p, g in found),
        published=published,
        published_inferred=inferred,
        undated_articles=undated,
    )


def describe(scores: StoryScores) -> str:
    return "\n".join(f"{field.name:20}{getattr(scores, field.name)}" for field in fields(scores))


def missed(gold: Mapping[str, Any], timeline: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each labelled event: what found it, or that nothing did."""
    wanted = [_wanted(event) for event in gold["events"]]
    told, _ = _told(timeline)
    chosen = pair(wanted, told).chosen
    for g, w in enumerate(wanted):
        p = told[chosen[g]] if g in chosen else None
        said = f"{p.start}..{p.end} {p.status} {p.title[:60]!r}" if p else "MISSED"
        yield f"{w.id} ({w.importance}) {w.start}..{w.end} {w.status:9} {w.title[:46]:46} <- {said}"


def pair(wanted: Sequence[Wanted], told: Sequence[Told]) -> Pairing:
    """Pair labelled and told events one to one, taking the best pair that is left."""
    candidates = [(_fit(w, p), g, i) for g, w in enumerate(wanted) for i, p in enumerate(told) if _may_match(w, p)]
    candidates.sort(key=lambda candidate: -candidate[0])
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, p in candidates:
        if g not in chosen and p not in taken:
            chosen[g] = p
            taken.add(p)
    return Pairing(tuple((g, p) for _, g, p in candidates), chosen)


def _may_match(wanted: Wanted, told: Told) -> bool:
    if not told.start or not told.end or not wanted.articles & told.articles:
        return False
    if told.start > wanted.end or told.end < wanted.start:
        return False
    longest = max(31, 3 * wanted.days)
    return (told.end - told.start).days + 1 <= longest and _hits(wanted, told.words)


def _fit(wanted: Wanted, told: Told) -> float:
    assert told.start
    assert told.end
    shared = (min(told.end, wanted.end) - max(told.start, wanted.start)).days + 1
    spanned = (max(told.end, wanted.end) - min(told.start, wanted.start)).days + 1
    return (
        2 * _exact(wanted, told)
        + shared / spanned
        + len(wanted.articles & told.articles) / len(wanted.articles)
        + 1 / (1 + len(told.articles - wanted.articles))
        + _hits(wanted, told.title)
        + (told.status in wanted.statuses)
    )


def _hits(wanted: Wanted, words: str) -> bool:
    return all(any(re.search(rf"(?<!\w)(?:{term})", words) for term in group) for group in wanted.key_terms)


def _exact(wanted: Wanted, told: Told) -> bool:
    return (told.start, told.end) in wanted.intervals


def _within(wanted: Wanted, told: Told) -> bool:
    return told.interval is not None and told.interval.within(Interval(wanted.start, wanted.end))


def _same_days(one: Told, other: Told) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _twins(g: int, wanted: Sequence[Wanted], told: Sequence[Told], pairing: Pairing) -> list[Told]:
    """Return the unpaired events that tell the same by their titles."""
    taken = set(pairing.chosen.values())
    return [told[p] for g2, p in pairing.pairs if g2 == g and p not in taken and _hits(wanted[g], told[p].title)]


def _falsely_occurred(wanted: Wanted, told: Told, twins: Sequence[Told]) -> bool:
    if "occurred" in wanted.statuses:
        return False
    return any(other.status == "occurred" and (other is told or _same_days(other, told)) for other in (told, *twins))


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
    dates = {_base(article["file"]): str(article.get("published") or "")[:10] for article in told}

    def right(article: Mapping[str, Any]) -> bool:
        return dates.get(_base(article["file"])) in (article.get("accept") or [article["published"]])

    inferred = [a for a in gold if (a.get("known") or a.get("published_known_from")) == "inferred"]
    undated = sum(not dates.get(_base(article["file"])) for article in gold)
    return _share(sum(map(right, gold)), len(gold)), _share(sum(map(right, inferred)), len(inferred)), undated


def _told(timeline: Mapping[str, Any]) -> tuple[list[Told], int]:
    """Return the events that are well formed, and how many are not."""
    files = {article["id"]: _base(article["file"]) for article in timeline["articles"]}
    told: list[Told] = []
    for event in timeline["events"]:
        quotations = [str(quotation.get("text") or "") for quotation in _list(event, "evidence")]
        title = str(event.get("title") or "")
        if not title.strip() or any(len(quotation) > LONGEST_QUOTATION for quotation in quotations):
            continue
        cited = [quotation.get("article") for quotation in _list(event, "evidence")]
        told.append(
            Told(
                title=_plain(title),
                words=_plain(" ".join([title, *quotations])),
                articles=frozenset(files.get(article, _base(article)) for article in cited),
                start=_day(event.get("start")),
                end=_day(event.get("end") or event.get("start")),
                status=event.get("status") or "",
                importance=event.get("importance") or 0,
                conflicts=tuple(map(_values, _list(event, "conflicts"))),
            )
        )
    return told, len(timeline["events"]) - len(told)


def _values(conflict: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{_plain(v.get('value'))} {_plain(v.get('normalized'))}" for v in _list(conflict, "values"))


def _wanted(event: Mapping[str, Any]) -> Wanted:
    start, end = dt.date.fromisoformat(event["start"][:10]), dt.date.fromisoformat(event["end"][:10])
    spans = [(event["start"], event["end"]), *map(tuple, event.get("accept_intervals", []))]
    return Wanted(
        id=event["id"],
        title=event["title"],
        start=start,
        end=end,
        importance=event["importance"],
        key_terms=tuple(tuple(map(_plain, group)) for group in event["key_terms"]),
        articles=frozenset(map(_base, event["articles"])),
        statuses=frozenset(event.get("accept_status") or [event["status"]]),
        status=event["status"],
        intervals=frozenset((_day(first), _day(last)) for first, last in spans),
        conflicts=tuple(map(_terms, _list(event, "conflicts"))),
    )


def _terms(conflict: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Return, for each value of a labelled conflict, the patterns that name it."""
    if patterns := conflict.get("match"):
        return tuple(tuple(map(_plain, group)) for group in patterns)
    return tuple((_plain(re.escape(_plain(value))),) for value in conflict["values"].values())


def read_gold(folder: Path) -> Mapping[str, Any]:
    path = folder / "gold.json"
    if not path.exists():
        raise UsageError(f"no gold.json in {folder}")
    return json.loads(path.read_text(encoding="utf-8"))


def _list(value: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    return value.get(key) or []


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _plain(value: object) -> str:
    return str(value or "").lower().replace("’", "'")


def _base(path: object) -> str:
    return str(path).replace("\\", "/").rsplit("/", maxsplit=1)[-1]


def _share(part: float, whole: float) -> float:
    return round(part / max(1, whole), 3)
