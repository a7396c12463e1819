"""Finds happenings that sources put on different days though they can have been but once: openings, finds, orders, thefts.

Where two dates keep the mentions in two events, each event shows the contradiction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.merge.dates import spoken
from dateline.merge.elsewhen import on_other_days
from dateline.merge.figures import role
from dateline.merge.synonyms import key_of
from dateline.merge.whereabouts import elsewhere
from dateline.model import Article, Conflict, ConflictValue, Interval, Mention

OPENS = frozenset("open begin start launch commence kick".split())
OPENED = frozenset({f"open:{kind}" for kind in (*OPENS, "")})
"""Where nothing but the opening is told, so that words must say what it is of that opened."""
FINDS = frozenset("find discover warn spot detect notice warning inspection discovery".split())
ORDERS = frozenset("order decree".split())
OPENING = frozenset("open begi bega star laun".split())
WITHIN = re.compile(r"\b(?:within|by|until|before|since|after|later|earlier)\b", re.IGNORECASE)
WHEN = re.compile(r",?\s+when\b")
POLICE = re.compile(
    r"\b(?:police|officers?|detectives|prosecutors|agents|arrest\w*|charge\w*|trial|court)\b", re.IGNORECASE
)
ANY_NAME = re.compile(r"\b[A-Z][a-z][\w-]+")
NAME = re.compile(r"(?<!^)(?<![.:!?]\s)\b[A-Z][a-z][\w-]+")
WORD = re.compile(r"[a-z]{4,}")
BESIDE = 45
"""Characters between a theft and the date that dates it."""
COMMON = 0.6
"""The share of a story's articles from which a word says nothing of one happening."""
MOST = 600
"""Mentions of one kind beyond which the articles are no one story."""
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december late early night morning evening last this".split()
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A happening of a kind that is not told twice: when, and the words and names around it."""

    kind: str
    days: Interval
    wording: str
    voice: str
    article: str
    event: int
    words: frozenset[str]
    names: frozenset[str]


def apart(groups: Sequence[Sequence[Mention]], articles: Mapping[str, Article]) -> dict[int, list[Conflict]]:
    """Return by event the dates and the places that contradict those of another voice."""
    found: dict[int, list[Conflict]] = defaultdict(list)
    for a, b in _pairs(list(_dated(groups, articles))):
        if _clash(a, b, len(articles)):
            values = tuple(ConflictValue(x.wording, spoken(x.days), (x.article,)) for x in sorted((a, b), key=_first))
            for event in {a.event, b.event}:
                found[event].append(Conflict("date", values))
    for event, conflict in (
        *elsewhere(groups, articles),
        *on_other_days(groups, articles),
    ):
        found[event].append(conflict)
    return found


def _first(dated: Dated) -> tuple[object, ...]:
    return dated.days, dated.article


def _pairs(told: Sequence[Dated]) -> Iterator[tuple[Dated, Dated]]:
    by_kind: dict[str, list[Dated]] = defaultdict(list)
    for each in told:
        by_kind[each.kind].append(each)
    for same in by_kind.values():
        if len(same) <= MOST:
            yield from combinations(same, 2)


def _dated(groups: Sequence[Sequence[Mention]], articles: Mapping[str, Article]) -> Iterator[Dated]:
    common = _common(articles)
    for k, group in enumerate(groups):
        for m in group:
            timex, interval, text = m.timex, m.interval, articles[m.article].text
            if (
                timex is None
                or interval is None
                or m.status != "occurred"
                or m.date_basis not in {"timex", "discourse"}
            ):
                continue
            if not timex.text or text[timex.start : timex.end] != timex.text:
                continue
            if WITHIN.search(text[max(timex.start - 8, 0) : timex.end]) and not WHEN.match(text, timex.end):
                continue
            kind = _kind(m, text)
            if not kind or (m.date_basis == "discourse" and kind != "loss"):
                continue
            near = text[max(m.start, m.head_start - 50) : min(m.end, m.head_end + 60)]
            words = frozenset(w[:4] for w in WORD.findall(near.lower()) if w not in DAYS) - common - OPENING
            words |= {n[:4].lower() for n in ANY_NAME.findall(near) if n.lower() not in DAYS}
            names = frozenset(n[:4].lower() for n in NAME.findall(near) if n.lower() not in DAYS)
            yield Dated(kind, interval, timex.text, articles[m.article].voice, m.article, k, words, names)


def _kind(mention: Mention, text: str) -> str:
    """Return what a mention tells that happens once: that something opened, was found, was ordered, was stolen."""
    timex, key = mention.timex, key_of(mention.predicate)
    around = text[mention.head_start : mention.head_end + 12].lower()
    if timex and mention.start <= timex.start < mention.end:
        stretch = text[max(timex.start - BESIDE, mention.start) : min(timex.end + BESIDE, mention.end)]
        if (
            role("loss").search(stretch)
            and not POLICE.search(stretch)
            and mention.interval
            and mention.interval.days <= 3
        ):
            return "loss"
    if mention.predicate.lower() in OPENS or re.search(r"\b(?:open|began|begin|start)\w*", around):
        return f"open:{mention.predicate_class or key}"
    if mention.predicate.lower() in ORDERS:
        return "order"
    if mention.predicate.lower() in FINDS and mention.interval and mention.interval.days > 300:
        return "find"
    return ""


def _common(articles: Mapping[str, Article]) -> frozenset[str]:
    seen: dict[str, int] = defaultdict(int)
    for article in articles.values():
        for word in {w[:4] for w in WORD.findall(article.text.lower())}:
            seen[word] += 1
    return frozenset(word for word, n in seen.items() if n > COMMON * len(articles) and n > 3)


def _clash(a: Dated, b: Dated, size: int) -> bool:
    if a.voice == b.voice or a.days.overlaps(b.days) or size < 2:
        return False
    longest, shortest = max(a.days.days, b.days.days), min(a.days.days, b.days.days)
    within = 2 if longest <= 3 else 62 if longest <= 31 and shortest >= 8 else 400 if shortest > 300 else 0
    gap = max((b.days.start - a.days.end).days, (a.days.start - b.days.end).days)
    if gap > within or (a.names and b.names and a.names.isdisjoint(b.names) and a.kind not in {"loss", "find"}):
        return False
    shared = (a.words & b.words) | (a.names & b.names)
    alone = a.kind == "loss" or (a.kind.startswith("open:") and a.kind not in OPENED)
    return alone or len(shared) >= (2 if a.kind in {"find", "order"} else 1)
