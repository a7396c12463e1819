"""When an article says that it was published: who states it, in which words, and how far to believe it.

`published` is the calendar day that is printed, in the article's own zone; it is never converted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from dateline.articles.limits import LIMITS
from dateline.articles.pagelines import opening
from dateline.articles.printed import PrintedDate, find_dates
from dateline.articles.sections import latest, section_dates
from dateline.model import Article, PublishedBasis

IN_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d{2})/(?P<m>\d{1,2}|[a-z]{3})/(?P<d>\d{1,2})(?=/|$|-)|(?<!\d)(?P<y2>(?:19|20)\d{2})-?(?P<m2>\d{2})-?(?P<d2>\d{2})(?!\d)",
    re.IGNORECASE,
)
UPDATED = re.compile(r"(?i)\b(?:updated|modified|last\s+updated)\b")
IN_PRINT = re.compile(r"(?i)\b(?:in|of the .{0,20}) print\b|\bprint edition\b")
LABELLED = re.compile(r"(?i)\b(?:publish|posted|filed|issued|released|date)")

AMERICAN_ZONE = re.compile(r"\b(?:[ECMP][SD]?T|Eastern|Pacific)\b")


@dataclass(frozen=True, slots=True)
class Stated:
    """What stands beside the text about the day of publication."""

    row: str | None = None
    row_zone: str | None = None
    record: str | None = None
    record_zone: str | None = None
    tags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of the day of publication; several readings where its figures can be read both ways."""

    readings: tuple[dt.date, ...]
    basis: PublishedBasis
    evidence: str
    confidence: float
    at: str | None = None


def publish(article: Article, stated: Stated, today: dt.date | None = None) -> Article:
    """Give an article the day of publication that it states, with basis, evidence and confidence; warn of what is not believed."""
    claims, warnings = list[Claim](), list(article.warnings)
    for claim in (*_beside(stated, warnings), *_in_text(article), *_in_names(article)):
        believed = tuple(day for day in claim.readings if not _disbelief(day, today))
        if believed:
            claims.append(replace(claim, readings=believed))
        elif claim.readings:
            warnings.append(
                f"publication date not believed: {claim.evidence} is {_disbelief(claim.readings[0], today)}"
            )
    if not claims:
        return replace(article, warnings=tuple(warnings))
    best = _settled(_as_printed(claims), claims[1:])
    other = next((c for c in claims[1:] if all(abs((d - best.readings[0]).days) > 2 for d in c.readings)), None)
    if other:
        warnings.append(f"{best.evidence} and {other.evidence} disagree on the day of publication; the first counts")
    return replace(
        article, published=best.readings[0], published_at=best.at, published_basis=best.basis, published_evidence=best.evidence,
        published_confidence=best.confidence, published_readings=best.readings if len(best.readings) > 1 else (), warnings=tuple(warnings),
    )  # fmt: skip


def _disbelief(day: dt.date, today: dt.date | None) -> str | None:
    if not LIMITS["earliest_year"] <= day.year <= LIMITS["latest_year"]:
        return f"outside {LIMITS['earliest_year']} to {LIMITS['latest_year']}"
    # A day ahead is tomorrow's paper, or an outlet east of here.
    return f"later than the run of {today.isoformat()}" if today and day > today + dt.timedelta(days=1) else None


def _as_printed(claims: Sequence[Claim]) -> Claim:
    """Take the first claim, but the printed line where a stamp in Greenwich time is off from it by the zone alone."""
    first = claims[0]
    if first.basis == "metadata" and first.at and first.at.endswith("+00:00"):
        for claim in claims[1:]:
            if (
                claim.basis == "text"
                and len(claim.readings) == 1
                and abs((claim.readings[0] - first.readings[0]).days) == 1
            ):
                return claim
    return first


def _settled(claim: Claim, others: Sequence[Claim]) -> Claim:
    """Choose among the readings of "01/11/2024" the one that another statement shares."""
    if len(claim.readings) == 1:
        return claim
    shared = [day for day in claim.readings if any(day in other.readings for other in others)]
    return replace(claim, readings=tuple(shared or claim.readings), confidence=claim.confidence if shared else 0.5)


def _beside(stated: Stated, warnings: list[str]) -> Iterator[Claim]:
    sources = [
        ("articles.csv", stated.row, stated.row_zone, 0.99),
        ("the record's field", stated.record, stated.record_zone, 0.97),
    ]
    sources += [(name, value, None, 0.9 if "update" in name else 0.95) for name, value in stated.tags]
    for name, value, zone, confidence in sources:
        if not value:
            continue
        dates = [d for d in find_dates(value[:120]) if d.readings]
        if dates:
            yield Claim(
                dates[0].readings, "metadata", f"{name}: {value[:60]}", confidence, _zoned(dates[0].at, zone, warnings)
            )
        elif name != "meta date":
            warnings.append(f"publication date not understood: {name} says {value[:60]!r}")


def _zoned(at: str | None, zone: str | None, warnings: list[str]) -> str | None:
    """Add the offset of a named zone to a time that has none."""
    if not at or not zone or re.search(r"(?:Z|[+-]\d\d:\d\d)$", at):
        return at
    try:
        return dt.datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone)).isoformat()
    except (ValueError, OSError):
        warnings.append(f"time zone not known: {zone[:40]!r}")
        return at


def _in_text(article: Article) -> Iterator[Claim]:
    """Dates in the lines about the article: a labelled one before a bare one, first publication before updates."""
    found = list[tuple[int, Claim]]()
    for block in article.blocks:
        line = article.text[block.start : block.end]
        if block.kind != "meta" or _is_source_line(line):
            continue
        order = "MDY" if AMERICAN_ZONE.search(line) else "DMY"
        since = 0
        for printed in find_dates(line, language=article.language, order=order):
            if printed.readings:
                found.append((_rank(line, printed, since), _claim(line, printed, since)))
            since = printed.end
    yield from (claim for _, claim in sorted(found, key=lambda pair: pair[0]))
    section = latest(section_dates(article))
    if section and section.readings:
        yield Claim(section.readings, "text", f"“{section.text}” heads a part of it", 0.8, section.at)


def _is_source_line(line: str) -> bool:
    return line.lower().startswith(("©", "copyright", "(c)")) and not re.search(r"(?i)\bpublished\b", line)


def _rank(line: str, printed: PrintedDate, since: int) -> int:
    before = line[since : printed.start]
    if UPDATED.search(before) or IN_PRINT.search(line):
        return 2
    return 0 if LABELLED.search(before) or opening(line + " x") else 1


def _claim(line: str, printed: PrintedDate, since: int) -> Claim:
    confidence = 0.9 if UPDATED.search(line[since : printed.start]) else 0.95
    quoted = line if len(line) <= 80 else line[max(printed.start - 20, 0) : printed.end + 10].strip()
    return Claim(printed.readings, "text", f"“{quoted}”", confidence if len(printed.readings) == 1 else 0.6, printed.at)


def _in_names(article: Article) -> Iterator[Claim]:
    """Dates in the article's address and in its file's name."""
    address = unquote(urlsplit(article.url).path) if article.url and "//" in article.url else ""
    stem = str(PurePosixPath(article.file).with_suffix("")) if article.record is None else ""
    for name, text, confidence in (("the address", address, 0.85), ("the file's name", "/" + stem, 0.75)):
        for day in _days_in(text):
            yield Claim((day,), "metadata", f"{name}: {text[-60:].strip('/')}", confidence)
            break


def _days_in(text: str) -> Iterator[dt.date]:
    for found in IN_ADDRESS.finditer(text):
        year, month, day = (
            (found["y"], found["m"], found["d"]) if found["y"] else (found["y2"], found["m2"], found["d2"])
        )
        dates = find_dates(f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}")
        if dates and dates[0].readings:
            yield dates[0].readings[0]
    for printed in find_dates(re.sub(r"[_/]", " ", text)):
        if printed.readings:
            yield printed.readings[0]
