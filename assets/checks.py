"""What must hold of a story's tables before anything is built on them (blocking), and what is worth a warning.

Each asset runs its checks on the frame that it is about to store. A check of its own step would load every story's
partition, for Dagster (1.13) gives checks partitions only as a preview.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd

from dateline.assets.metadata import cell
from dateline.tables import Output

EARLIEST, LATEST = dt.date(1, 1, 1), dt.date(2300, 12, 31)
MOST_UNDATED = 0.35
MOST_UNRESOLVED = 0.3
MOST_UNDATED_ARTICLES = 0.5
SMALLEST_PAGE = 2_000
EXAMPLES = 5

BLOCKING = {
    "articles": {"ids_unique": "No two articles share an id."},
    "timexes": {"expressions_exact": "Every expression is exactly the text at its offsets."},
    "mentions": {
        "ids_unique": "No two mentions share an id.",
        "offsets_inside": "Every span lies inside its article's text.",
        "intervals_ordered": "Every interval starts before it ends, within the years 1 to 2300.",
    },
    "events": {
        "ids_unique": "No two events share an id.",
        "intervals_ordered": "Every interval starts before it ends, within the years 1 to 2300.",
    },
    "timeline": {
        "ids_unique": "No two events share an id.",
        "intervals_ordered": "Every interval starts before it ends, within the years 1 to 2300.",
        "quotations_exact": "Every quotation is the raw text of its article at its offsets, of at most 600 characters.",
        "events_have_evidence": "Every event quotes at least one article.",
    },
    "timeline_page": {"page_not_empty": "The page is whole and not empty."},
    "timeline_exports": {"files_written": "Every file is there and not empty."},
}
WARNING = {
    "articles": {"articles_dated": "Most articles have a publication date."},
    "rejected": {"nothing_rejected": "Every input could be used."},
    "anchored_timexes": {"expressions_resolved": "Most expressions could be resolved."},
    "timeline": {"events_dated": "Most events have a date."},
}


def specs(*assets: str) -> list[dg.AssetCheckSpec]:
    """Announce the checks of some assets."""
    return [
        dg.AssetCheckSpec(name, asset=asset, description=description, blocking=group is BLOCKING)
        for group in (BLOCKING, WARNING)
        for asset in assets
        for name, description in group.get(asset, {}).items()
    ]


def of_articles(articles: pd.DataFrame) -> list[dg.AssetCheckResult]:
    undated = _missing(articles, "published")
    return [
        _ids_unique("articles", articles),
        _few("articles", "articles_dated", undated, len(articles), MOST_UNDATED_ARTICLES),
    ]


def of_rejected(rejected: pd.DataFrame) -> list[dg.AssetCheckResult]:
    return [_few("rejected", "nothing_rejected", len(rejected), len(rejected), 0.0)]


def of_timexes(timexes: pd.DataFrame, articles: pd.DataFrame) -> list[dg.AssetCheckResult]:
    text = dict(zip(articles["id"], articles["text"], strict=True))
    spans = zip(timexes["article"], timexes["start"], timexes["end"], timexes["text"], strict=True)
    wrong = (said for article, start, end, said in spans if text.get(article, "")[start:end] != said)
    return [_all("timexes", "expressions_exact", wrong, len(timexes))]


def of_anchored_timexes(timexes: pd.DataFrame) -> list[dg.AssetCheckResult]:
    unresolved = len(timexes) - _missing(timexes, "reason")
    return [_few("anchored_timexes", "expressions_resolved", unresolved, len(timexes), MOST_UNRESOLVED)]


def of_mentions(mentions: pd.DataFrame, articles: pd.DataFrame) -> list[dg.AssetCheckResult]:
    length = {article: len(text) for article, text in zip(articles["id"], articles["text"], strict=True)}
    spans = zip(mentions["article"], mentions["start"], mentions["end"], strict=True)
    wrong = (f"{a}: {start} to {end}" for a, start, end in spans if not 0 <= start < end <= length.get(a, -1))
    return [
        _ids_unique("mentions", mentions),
        _intervals_ordered("mentions", mentions),
        _all("mentions", "offsets_inside", wrong, len(mentions)),
    ]


def of_events(events: pd.DataFrame) -> list[dg.AssetCheckResult]:
    return [_ids_unique("events", events), _intervals_ordered("events", events)]


def of_timeline(timeline: pd.DataFrame, articles: pd.DataFrame) -> list[dg.AssetCheckResult]:
    raw = dict(zip(articles["id"], articles["raw"], strict=True))
    bare = (title for title, several in zip(timeline["title"], timeline["evidence"], strict=True) if not len(several))
    quoted = [quotation for several in timeline["evidence"] for quotation in several]
    undated = _missing(timeline, "interval")
    return [
        _ids_unique("timeline", timeline),
        _intervals_ordered("timeline", timeline),
        _all("timeline", "quotations_exact", (q["text"] for q in quoted if not _exact(q, raw)), len(quoted)),
        _all("timeline", "events_have_evidence", bare, len(timeline)),
        _few("timeline", "events_dated", undated, len(timeline), MOST_UNDATED),
    ]


def of_page(page: Path) -> list[dg.AssetCheckResult]:
    content = page.read_bytes()
    whole = len(content) >= SMALLEST_PAGE and content.rstrip().endswith(b"</html>")
    return [_all("timeline_page", "page_not_empty", [] if whole else [page.name], 1)]


def of_exports(written: Sequence[Output]) -> list[dg.AssetCheckResult]:
    return [_all("timeline_exports", "files_written", (o.file for o in written if not o.bytes), len(written))]


def _missing(frame: pd.DataFrame, column: str) -> int:
    return sum(pd.Series(frame[column]).isna().tolist())


def _exact(quotation: Mapping[str, Any], raw: Mapping[str, str]) -> bool:
    text = raw.get(quotation["article"], "")[quotation["start"] : quotation["end"]]
    return text == quotation["text"] and 0 < len(text) <= 600


def _ids_unique(asset: str, frame: pd.DataFrame) -> dg.AssetCheckResult:
    repeated = (key for key, number in Counter(frame["id"]).items() if number > 1)
    return _all(asset, "ids_unique", repeated, len(frame))


def _intervals_ordered(asset: str, frame: pd.DataFrame) -> dg.AssetCheckResult:
    given = [interval for interval in frame["interval"] if isinstance(interval, Mapping)]
    wrong = (f"{i['start']} to {i['end']}" for i in given if not EARLIEST <= i["start"] <= i["end"] <= LATEST)
    return _all(asset, "intervals_ordered", wrong, len(given))


def _all(asset: str, name: str, wrong: Iterable[object], checked: int) -> dg.AssetCheckResult:
    found = list(wrong)
    examples = ", ".join(map(cell, found[:EXAMPLES]))
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=name,
        passed=not found,
        severity=dg.AssetCheckSeverity.ERROR,
        description=f"{len(found)} of {checked} do not hold" if found else f"all {checked} hold",
        metadata={"checked": checked} | ({"examples": dg.MetadataValue.md(examples)} if found else {}),
    )


def _few(asset: str, name: str, wrong: int, checked: int, most: float) -> dg.AssetCheckResult:
    share = wrong / checked if checked else 0.0
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=name,
        passed=share <= most,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{wrong} of {checked} do not hold",
        metadata={"share": round(share, 4), "limit": most},
    )
