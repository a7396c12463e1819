"""Applies an editor's corrections to a story's events, and says which of them no longer apply."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dateline.model import Article, Event, Evidence, StatusReport, Timeline
from dateline.timeline.correction_file import Correction, Quotation, read
from dateline.timeline.keyspan import key_span

_SAME = 0.75
"""How alike two quotations are at least, as the share of words in common, to be one quotation in another wording."""
_WORD = re.compile(r"\w+")
_STRAIGHT = str.maketrans("‘’“”–—", "''\"\"--")


class Unapplied(Exception):  # noqa: N818  # not an error of the program: what an editor is told
    """Why a correction does not apply."""


def correct(timeline: Timeline, folder: Path) -> Timeline:
    """Apply the `corrections.toml` of a story's folder; what no longer applies becomes a warning of the timeline."""
    corrections = read(folder)
    if not corrections:
        return timeline
    events, reports = apply(timeline.events, corrections, timeline.articles)
    return replace(timeline, events=events, key_span=key_span(events), warnings=(*timeline.warnings, *reports))


def apply(
    events: Sequence[Event], corrections: Sequence[Correction], articles: Sequence[Article] = ()
) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """Apply corrections in the order of the file.

    Returns the events in order of time, and a sentence for each hidden event and each correction that found no target.
    """
    current, reports = list(events), list[str]()
    for correction in corrections:
        try:
            if correction.action == "hide":
                reports.append(f"an editor hid “{_target(current, correction, articles).title}”: {correction.reason}")
            current = _APPLY[correction.action](current, correction, articles)
        except Unapplied as why:
            reports.append(f"{correction.name} no longer applies: {why}; it was made because: {correction.reason}")
    return tuple(sorted(current, key=_place_in_time)), tuple(reports)


def _place_in_time(event: Event) -> tuple[bool, dt.date, dt.date, float, str]:
    span = event.interval
    start, end = (span.start, span.end) if span else (dt.date.max, dt.date.max)
    return span is None, start, end, -event.importance, event.id


def _target(events: Sequence[Event], c: Correction, articles: Sequence[Article]) -> Event:
    return find(events, c.evidence, c.event, articles)


def _set(events: list[Event], c: Correction, articles: Sequence[Article]) -> list[Event]:
    target = _target(events, c, articles)
    return [_with(e, c) if e is target else e for e in events]


def _with(event: Event, c: Correction) -> Event:
    """Set every attribute that the correction names, and note each with the reason."""
    set_by_hand = {
        "title": c.title,
        "status": c.status,
        "importance": c.importance,
        "participants": c.participants,
        "place": c.place,
    }
    named = {name: value for name, value in set_by_hand.items() if value is not None}
    notes = [f"{name}: {c.reason}" for name in (*named, *(["date"] if c.date else []))]
    event = replace(event, **named, corrected=(*event.corrected, *notes))
    if c.date is None:
        return event
    told = f"an editor set the date: {c.reason}"
    return replace(event, interval=c.date.interval, precision=c.date.precision, date_explanation=told)


def _hide(events: list[Event], c: Correction, articles: Sequence[Article]) -> list[Event]:
    target = _target(events, c, articles)
    return [_without_link(e, target.id) for e in events if e is not target]


def _without_link(event: Event, gone: str) -> Event:
    return replace(event, supersedes=None) if event.supersedes == gone else event


def _merge(events: list[Event], c: Correction, articles: Sequence[Article]) -> list[Event]:
    target = _target(events, c, articles)
    rest = [e for e in events if e is not target]
    others: list[Event] = []
    for quotation in c.others:
        others += [e for e in _all_with(rest, quotation, articles) if e not in others]
    if not others:
        raise Unapplied("the quotations to merge in tell no other event of the timeline")
    merged = _with(_union(target, others), replace(c, event=None))
    merged = replace(merged, corrected=(*merged.corrected, f"merged with {_titles(others)}: {c.reason}"))
    gone = {e.id for e in others}
    kept = [merged if e is target else e for e in events if e.id not in gone]
    return [replace(e, supersedes=target.id) if e.supersedes in gone and e is not merged else e for e in kept]


def _titles(events: list[Event]) -> str:
    return ", ".join(f"“{e.title}”" for e in events)


def _union(target: Event, others: list[Event]) -> Event:
    told = [target, *others]
    return replace(
        target,
        evidence=tuple(dict.fromkeys(q for e in told for q in e.evidence)),
        history=tuple(sorted(dict.fromkeys(h for e in told for h in e.history), key=_when)),
        participants=tuple(dict.fromkeys(p for e in told for p in e.participants)),
        conflicts=tuple(dict.fromkeys(k for e in told for k in e.conflicts)),
        place=next((e.place for e in told if e.place), None),
        importance=max(e.importance for e in told),
        supersedes=None if target.supersedes in {e.id for e in others} else target.supersedes,
    )


def _when(report: StatusReport) -> dt.date:
    return report.published or dt.date.max


def _split(events: list[Event], c: Correction, articles: Sequence[Article]) -> list[Event]:
    target = _target(events, c, articles)
    files = _files(articles)
    moved = tuple(q for q in target.evidence if any(_alike(q, w, files) >= _SAME for w in c.evidence))
    kept = tuple(q for q in target.evidence if q not in moved)
    if not kept:
        raise Unapplied("its quotations are all that the event has, so nothing would be left of it")
    part = replace(target, id=_new_id(moved[0].text, c.title or target.title), evidence=moved, supersedes=None)
    part = _with(_only(part, moved), c)
    part = replace(part, corrected=(*part.corrected, f"split from “{target.title}”: {c.reason}"))
    left = replace(_only(target, kept), corrected=(*target.corrected, f"split: {c.reason}"))
    return [*(left if e is target else e for e in events), part]


def _only(event: Event, evidence: tuple[Evidence, ...]) -> Event:
    """Keep of an event what these quotations' articles tell."""
    said = {q.article for q in evidence}
    history = tuple(h for h in event.history if h.article in said)
    conflicts = tuple(
        replace(k, values=values)
        for k in event.conflicts
        if len(values := tuple(v for v in k.values if said.intersection(v.articles))) > 1
    )
    return replace(event, evidence=evidence, history=history, conflicts=conflicts)


def _add(events: list[Event], c: Correction, articles: Sequence[Article]) -> list[Event]:
    evidence = tuple(_cite(w, c, articles) for w in c.evidence)
    title = c.title or ""
    event = Event(
        id=_new_id(title, "".join(q.text for q in evidence)),
        title=title,
        interval=None,
        precision="undated",
        status=c.status or "occurred",
        importance=0.5,
        evidence=evidence,
        corrected=(f"added: {c.reason}",),
    )
    return [*events, replace(_with(event, c), corrected=(f"added: {c.reason}",))]


def _cite(wanted: Quotation, c: Correction, articles: Sequence[Article]) -> Evidence:
    """Find the quotation in an article, so that an added event is evidenced like any other."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted.quote.split()))
    for article in articles:
        if wanted.file not in (None, article.file):
            continue
        if found := pattern.search(article.raw):
            start, end = found.span()
            quote = " ".join(found[0].split())
            return Evidence(article.id, start, min(end, start + 600), found[0][:600], quote, c.status or "occurred")
    raise Unapplied(f"no article holds the words “{wanted.quote[:80]}”")


def _new_id(*parts: str) -> str:
    return "c" + hashlib.sha256("\0".join(_plain(p) for p in parts).encode()).hexdigest()[:11]


def find(
    events: Sequence[Event], evidence: Sequence[Quotation], title: str | None, articles: Sequence[Article] = ()
) -> Event:
    """Return the event that holds most of the quotations; its former title decides between equals.

    Raises `Unapplied` where none holds any, or where several hold as many and the title decides nothing.
    """
    files = _files(articles)
    scored = [(sum(_best(e, w, files) for w in evidence), _overlap(title or "", e.title), e) for e in events]
    held = [s for s in scored if s[0] >= _SAME]
    if not held:
        raise Unapplied("no event of the timeline holds its quotations")
    top = max(s[0] for s in held)
    equal = sorted((s for s in held if top - s[0] < 0.05), key=lambda s: -s[1])
    if len(equal) > 1 and equal[0][1] == equal[1][1]:
        raise Unapplied(f"{len(equal)} events hold its quotations, and `event` does not say which is meant")
    return equal[0][2]


def _all_with(events: Sequence[Event], wanted: Quotation, articles: Sequence[Article]) -> list[Event]:
    files = _files(articles)
    return [e for e in events if _best(e, wanted, files) >= _SAME]


def _files(articles: Sequence[Article]) -> dict[str, str]:
    return {a.id: a.file for a in articles}


def _best(event: Event, wanted: Quotation, files: dict[str, str]) -> float:
    return max((_alike(q, wanted, files) for q in event.evidence), default=0.0)


def _alike(evidence: Evidence, wanted: Quotation, files: dict[str, str]) -> float:
    """1 for the same words or words inside the other, else the share of words in common; 0 in another file."""
    if wanted.file is not None and files.get(evidence.article, wanted.file) != wanted.file:
        return 0.0
    there, asked = _plain(evidence.text), _plain(wanted.quote)
    if there == asked:
        return 1.0
    short, long = sorted((there, asked), key=len)
    if len(short) >= 12 and short in long:
        return 0.96
    return _overlap(there, asked)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text.translate(_STRAIGHT)).casefold().split())


def _overlap(a: str, b: str) -> float:
    one, other = set(_WORD.findall(_plain(a))), set(_WORD.findall(_plain(b)))
    return len(one & other) / len(one | other) if one and other else 0.0


_APPLY = {"set": _set, "hide": _hide, "merge": _merge, "split": _split, "add": _add}
