"""The chain from quotation to date, the status history and the disagreements, each in one plain sentence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from dateline.model import Article, Conflict, Event, Evidence, Status, Timex
from dateline.reports import sources, words

_REPORTED: dict[Status, str] = {
    "occurred": "reported by",
    "planned": "expected by",
    "postponed": "reported as put off by",
    "cancelled": "reported as called off by",
    "denied": "reported as denied by",
    "possible": "called possible by",
}
_ANCHORED = {
    "publication": "in an article of {anchor}",
    "dateline": "under a dateline of {anchor}",
    "timex": "counted from {anchor}",
    "event": "counted from {anchor}",
}


def date_chain(event: Event, articles: Mapping[str, Article]) -> str:
    """Say how the event's date was found; the engine's own explanation wins."""
    if event.date_explanation:
        return words.sentence(event.date_explanation)
    if event.interval is None:
        return "No source gives a date that could be resolved."
    said = next((link for e in event.evidence if (link := timex_chain(e.timex, articles.get(e.article)))), "")
    if said:
        return said
    return f"Dated {words.span(event.interval, event.precision)} from the passages around the quotations."


def timex_chain(timex: Timex | None, article: Article | None) -> str:
    """`“Sunday” in an article of 19 June 2023 is Sunday 18 June 2023.`; empty where the timex says nothing."""
    if timex is None or (timex.interval is None and not timex.reason):
        return ""
    if timex.anchor_basis == "absolute" and timex.interval is not None:
        return f"“{timex.text}” is stated outright: {words.span(timex.interval)}."
    where = _anchored(timex, article)
    start = f"“{timex.text}”" + (f" {where}" if where else "")
    if timex.interval is None:
        return f"{start} stays unresolved: {timex.reason}."
    assumed = f" ({timex.reason})" if timex.reason else ""
    return f"{start} is {words.span(timex.interval)}{assumed}."


def _anchored(timex: Timex, article: Article | None) -> str:
    if timex.anchor_basis == "publication" and article is not None and article.published is not None:
        return f"in an article of {sources.published(article)}"
    if timex.anchor_basis == "post" and timex.anchor:
        return f"written or said on {words.day(dt.date.fromisoformat(timex.anchor))}"
    form = _ANCHORED.get(timex.anchor_basis)
    return form.format(anchor=timex.anchor) if form and timex.anchor else ""


def history(event: Event, articles: Mapping[str, Article]) -> str:
    """`Expected by 4, reported by 1.`; near-duplicates count once; empty where every source says the same."""
    counted: dict[Status, set[str]] = {}
    for report in event.history:
        counted.setdefault(report.status, set()).add(sources.voice(report.article, articles))
    if len(counted) < 2:
        return ""
    return words.sentence(", ".join(f"{_REPORTED[status]} {len(who)}" for status, who in counted.items()))


def conflict(conflict: Conflict, articles: Mapping[str, Article]) -> str:
    """`Duration: “nearly six hours” (ABC News) against “5 and a half hours” (NYT).`"""
    said = [f"“{v.value}” ({words.listed(names(v.articles, articles))})" for v in conflict.values]
    return f"{words.sentence(words.attribute(conflict.attribute))[:-1]}: {' against '.join(said)}."


def names(ids: tuple[str, ...], articles: Mapping[str, Article]) -> list[str]:
    """The sources' names, each once: `Reuters (2 articles)`."""
    if len(ids) == 1:
        return [sources.name(articles[ids[0]]) if ids[0] in articles else ids[0]]
    told = Counter(sources.name(articles[i]) if i in articles else i for i in dict.fromkeys(ids))
    return [name if number == 1 else f"{name} ({number} articles)" for name, number in told.items()]


def says(evidence: Evidence, event: Event) -> str:
    """What this source makes of the event where that differs from the event's status."""
    if evidence.status == event.status:
        return ""
    told: dict[Status, str] = {
        "occurred": "reports that it happened",
        "planned": "expects it",
        "postponed": "says it was put off",
        "cancelled": "says it was called off",
        "denied": "reports it only as denied",
        "possible": "calls it possible",
    }
    return told[evidence.status]
