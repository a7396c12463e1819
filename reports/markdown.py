"""`timeline.md`: the timeline for a wiki, a mail or a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dateline.model import Article, Event, Timeline
from dateline.reports import opening, sources, trust, words
from dateline.reports.plain import one_line

_NUMBERED = re.compile(r"^(\d+)([.)])")
_ADDRESS = re.compile(r"(?<=http)s?:|(?<=www)\.")
_MARKUP = str.maketrans({c: f"\\{c}" for c in r"\`*_[]<>#|~$&"} | {"@": "&#64;"})


def dumps(timeline: Timeline) -> str:
    """Headed by day or period, each event with its quotations; every event's id stands in its line."""
    articles = sources.by_id(timeline.articles)
    lines = [f"# {escape(timeline.story)}", "", escape(opening.paragraph(timeline)), ""]
    lines += _articles(timeline)
    heading = ""
    for event in timeline.events:
        if (label := words.label(event.interval)) != heading:
            heading = label
            lines += [f"## {escape(heading)}", ""]
        lines += [*_event(event, articles), ""]
    lines += _rejected(timeline)
    return "\n".join(lines).rstrip("\n") + "\n"


def _articles(timeline: Timeline) -> list[str]:
    if not timeline.articles:
        return []
    by_id = sources.by_id(timeline.articles)
    rows = ["| Source | Published | How that is known | File |", "| --- | --- | --- | --- |"]
    for a in timeline.articles:
        date = words.day(a.published) if a.published else "not known"
        rows.append(f"| {escape(sources.name(a))} | {date} | {_basis(a, by_id)} | {escape(a.file)} |")
    return [*rows, ""]


def _basis(a: Article, articles: Mapping[str, Article]) -> str:
    known = sources.basis(a)
    original = articles.get(a.near_duplicate_of or "")
    return f"{known}; nearly repeats {escape(sources.name(original))}" if original else known


def _event(event: Event, articles: Mapping[str, Article]) -> Iterator[str]:
    status = "" if event.status == "occurred" else f" ({event.status})"
    yield f"- **{escape(event.title)}**{status} `{_code(event.id)}`"
    about = [words.span(event.interval, event.precision), event.place or "", ", ".join(event.participants)]
    yield f"  {escape(' · '.join(a for a in about if a))}  "
    yield f"  {escape(trust.date_chain(event, articles))}"
    for line in filter(None, (trust.history(event, articles), *(f"Corrected: {c}" for c in event.corrected))):
        yield f"  {escape(line)}"
    for conflict in event.conflicts:
        yield f"  - Sources disagree. {escape(trust.conflict(conflict, articles))}"
    for q in event.evidence:
        article = articles.get(q.article)
        who = f"{sources.name(article)}, {sources.published(article)}" if article else q.article
        yield f"  - “{escape(q.quote)}” — {escape(who)}"


def _rejected(timeline: Timeline) -> list[str]:
    if not timeline.rejected:
        return []
    return ["## Left out", "", *(f"- {escape(r.file)}: {escape(r.reason)}" for r in timeline.rejected)]


@lru_cache(maxsize=1 << 12)
def escape(text: str) -> str:
    """One line in which nothing is markup, and no address becomes a link."""
    line = one_line(text).translate(_MARKUP)
    if "http" in line or "www" in line:
        line = _ADDRESS.sub(lambda found: _entity(found[0]), line)
    if line[:1] in {"-", "+", "="}:
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line) if line[:1].isdecimal() else line


def _entity(text: str) -> str:
    return "".join(f"&#{ord(c)};" if c in ":." else c for c in text)


def _code(text: str) -> str:
    return one_line(text).replace("`", "'")
