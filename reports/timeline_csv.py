"""`timeline.csv`: one event a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import unicodedata

from dateline.model import Event, Timeline
from dateline.reports import sources, trust, words

COLUMNS = (
    "id", "title", "start", "end", "precision", "date in words", "status", "participants", "place", "importance",
    "sources", "voices", "articles", "quotations", "disagreements", "date explained", "supersedes", "corrected",
)  # fmt: skip
_FORMULA = frozenset("=+-@\t\r\n|%")
_BLANK = frozenset("Zs Zl Zp Cf".split())


def dumps(timeline: Timeline) -> str:
    """UTF-8 with a byte order mark, which spreadsheets need to read names right."""
    articles = sources.by_id(timeline.articles)
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for event in timeline.events:
        cited = sources.cited(event)
        writer.writerow([neutral(cell) for cell in (*_event(event), *_evidence(event, cited, articles))])
    return "\ufeff" + table.getvalue()


def _event(e: Event) -> tuple[str, ...]:
    start, end = (e.interval.start.isoformat(), e.interval.end.isoformat()) if e.interval else ("", "")
    when = words.span(e.interval, e.precision)
    who = "; ".join(e.participants)
    return (e.id, e.title, start, end, e.precision, when, e.status, who, e.place or "", f"{e.importance:.4f}")


def _evidence(e: Event, cited: tuple[str, ...], articles: dict[str, sources.Article]) -> tuple[str, ...]:
    return (
        str(len(cited)),
        str(sources.voices(e, articles)),
        "; ".join(articles[a].file if a in articles else a for a in cited),
        " | ".join(f"“{q.quote}” ({', '.join(trust.names((q.article,), articles))})" for q in e.evidence),
        " ".join(trust.conflict(c, articles) for c in e.conflicts),
        trust.date_chain(e, articles),
        e.supersedes or "",
        "; ".join(e.corrected),
    )


def neutral(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet could run as a formula, also behind blanks or in full width (S30).

    Source: OWASP, CSV injection. NUL is dropped: no reader of CSV takes it.
    """
    cell = cell.replace("\0", "")
    if cell[:1].isascii() and cell[:1].isalnum():
        return cell
    first = next((c for c in cell if c in _FORMULA or unicodedata.category(c) not in _BLANK), "")
    risky = unicodedata.normalize("NFKC", first)[:1] in _FORMULA if first else False
    return f"'{cell}" if risky else cell
