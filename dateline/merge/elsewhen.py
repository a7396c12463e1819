"""Finds one deed that two voices put on different days: "inspected it in March", "the last inspection, in April".

Deeds are one where they are of one kind and name somebody or something in common, and nobody tells of both.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.merge import wording
from dateline.merge.dates import spoken
from dateline.merge.kinds import CONTENT, NEAR, TELLING
from dateline.merge.nouns import singular
from dateline.merge.synonyms import key_of
from dateline.merge.told import bare_name
from dateline.model import Article, Conflict, ConflictValue, Interval, Mention

REPEATED = frozenset(
    "meet visit attack compete protest strike test storm quake vote talk arrive depart move rise fall_in_price play "
    "cancel try begin end".split()
)
"""Kinds of happening that a story has many of, so that two days are two happenings."""
LIGHT = re.compile(r"(?P<noun>[a-z]{4,}),?\s+(?:that|which)?\s*(?:was|were)?\s*$", re.IGNORECASE)
HAPPENED = frozenset({"happen", "occur", "take place"})
CARRIED = frozenset({"carry out", "conduct", "perform", "undertake", "hold", "make"})
VAGUE = re.compile(
    r"\b(?:within|by|until|before|since|after|later|earlier|ago|last|next|about|around)\b", re.IGNORECASE
)
LATEST = re.compile(r"\b(?:last|first|final|latest|only|maiden|inaugural)\b", re.IGNORECASE)
MORE = re.compile(r"\b(?:another|second|third|again|other|further|new|still|remain\w*)\b", re.IGNORECASE)
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\byesterday\b|\btoday\b", re.IGNORECASE)
NAME = re.compile(r"[A-Z\u00c0-\u00de][\w\u2019'-]+")
REACH = 90
"""Characters between a predicate and its date."""
BEFORE, AFTER = 70, 70
"""Characters around a predicate and its date in which others of its words stand."""
SHORT, NEAR_DAYS = 3, 3
"""Days that a date may last, and days between two, for a slip of the day."""
WRITTEN, WRITTEN_WORDS = 10, 3
"""Days between two dates that are both written out, and the words that must then be shared."""
MONTH, NEAR_MONTHS = (27, 31), 62
SHARED = 2
"""Words that two tellings of one deed have in common at least."""
MOST = 300
"""Dated mentions of one kind beyond which the articles are no one story."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A mention that its own words date, with the words and the names around it."""

    mention: Mention
    event: int
    days: Interval
    wording: str
    key: str
    near: str
    words: frozenset[str]
    names: frozenset[str]
    voice: str


def on_other_days(
    groups: Sequence[Sequence[Mention]], articles: Mapping[str, Article]
) -> Iterator[tuple[int, Conflict]]:
    """Yield the dates that contradict, each with the event that shows them."""
    told, heads = _told(groups), _heads(groups)
    deeds = [
        deed
        for k, group in enumerate(groups)
        for mention in group
        if _governs(mention, heads[mention.article]) and (deed := _deed(mention, k, articles))
    ]
    for a, b in _pairs(deeds):
        if _clash(a, b) and not _tells_both(a, b, told):
            values = tuple(ConflictValue(d.wording, spoken(d.days), (d.mention.article,)) for d in _ordered(a, b))
            for event in sorted({a.event, b.event}):
                yield event, Conflict("date", values)


def _ordered(a: Deed, b: Deed) -> list[Deed]:
    return sorted((a, b), key=lambda d: (d.days, d.mention.article))


def _heads(groups: Sequence[Sequence[Mention]]) -> dict[str, list[int]]:
    """Return by article where its mentions stand."""
    found: dict[str, list[int]] = defaultdict(list)
    for group in groups:
        for mention in group:
            found[mention.article].append(mention.head_start)
    return {article: sorted(starts) for article, starts in found.items()}


def _governs(mention: Mention, heads: Sequence[int]) -> bool:
    """Say whether no other predicate stands between a mention and its date."""
    if mention.timex is None or mention.date_basis != "timex":
        return False
    first, last = sorted((mention.head_start, mention.timex.start))
    if last - first > REACH or bisect_left(heads, last) > bisect_right(heads, first):
        return False
    if mention.head_start < mention.timex.start:
        return True
    before = heads[bisect_left(heads, mention.timex.start) - 1] if heads[0] < mention.timex.start else None
    return before is None or before < mention.start or mention.timex.start - before >= last - first


def _told(groups: Sequence[Sequence[Mention]]) -> dict[tuple[str, str], list[Interval]]:
    """Return by article and kind or key the days of which the article tells."""
    found: dict[tuple[str, str], list[Interval]] = defaultdict(list)
    for group in groups:
        for m in group:
            if m.interval is not None:
                for name in {key_of(m.predicate), m.predicate_class} - {""}:
                    found[m.article, name].append(m.interval)
    return found


def _tells_both(a: Deed, b: Deed, told: Mapping[tuple[str, str], Sequence[Interval]]) -> bool:
    """Say whether one of the articles has a deed of the kind on the other's days as well: it then knows two."""
    return any(
        days.overlaps(yours.days)
        for mine, yours in ((a, b), (b, a))
        for name in {mine.key, mine.mention.predicate_class} - {""}
        for days in told.get((mine.mention.article, name), ())
    )


def _pairs(deeds: Sequence[Deed]) -> Iterator[tuple[Deed, Deed]]:
    """Yield each two deeds of one kind once, the near kinds among them."""
    of_kind: dict[str, list[Deed]] = defaultdict(list)
    for deed in deeds:
        kind = deed.mention.predicate_class
        of_kind[f"key {deed.key}"].append(deed)
        of_kind[kind].append(deed)
        for other in (pair - {kind} for pair in NEAR if kind in pair):
            of_kind[" ".join(sorted({kind, *other}))].append(deed)
    seen: set[tuple[str, str]] = set()
    for kind, same in of_kind.items():
        for a, b in combinations(same, 2) if kind and len(same) <= MOST else ():
            if (a.mention.id, b.mention.id) not in seen:
                seen.add((a.mention.id, b.mention.id))
                yield a, b


def _deed(mention: Mention, event: int, articles: Mapping[str, Article]) -> Deed | None:
    timex, days, article = mention.timex, mention.interval, articles[mention.article]
    if timex is None or days is None or mention.status != "occurred" or mention.date_basis != "timex":
        return None
    kind = mention.predicate_class
    if kind in REPEATED or kind in CONTENT or kind in TELLING or article.text[timex.start : timex.end] != timex.text:
        return None
    if _is_loose(timex.text, article.text[max(timex.start - 12, 0) : timex.start]) or not _is_sure(timex.text, article):
        return None
    first, last = min(mention.head_start, timex.start), max(mention.head_end, timex.end)
    near = article.text[max(mention.start, first - BEFORE) : min(mention.end, last + AFTER)]
    names = {bare_name(name) for name in NAME.findall(near)} | _entities(mention)
    words = frozenset(w for w in wording.words(near) if not w[0].isdigit())
    key = _key(mention, article.text)
    return Deed(
        mention,
        event,
        days,
        timex.text,
        key,
        near,
        words,
        frozenset(names - wording.CALENDAR - wording.STOP),
        article.voice,
    )


def _key(mention: Mention, text: str) -> str:
    """Return what a predicate means: of a light verb, what the noun before it does ("the inspection, carried out in May",
    "the break-in happened").
    """
    happened = (
        next((g.text for g in mention.arguments if g.role == "agent"), "") if mention.predicate in HAPPENED else ""
    )
    if noun := re.match(
        r"(?:(?:the|an?)\s+)?(?:[a-z]+\s+)*?(?P<noun>[a-z-]{4,})(?=\s+(?:of|in|at|on|that|which)\b|$)",
        happened,
        re.IGNORECASE,
    ):
        return key_of(noun["noun"].lower().split("-")[0])
    if mention.predicate in CARRIED and (before := LIGHT.search(text[mention.start : mention.head_start])):
        return key_of(singular(before["noun"].lower()))
    return key_of(mention.predicate)


def _is_loose(words: str, before: str) -> bool:
    return VAGUE.search(words) is not None or VAGUE.search(before) is not None


def _is_sure(words: str, article: Article) -> bool:
    """Say whether a date stands by itself, or the article says when it was written."""
    return (
        WEEKDAY.search(words) is None
        or re.search(r"\d", words) is not None
        or article.published_basis in {"metadata", "text"}
    )


def _entities(mention: Mention) -> set[str]:
    return {bare_name(word) for name in mention.participants for word in name.split() if word[0].isupper()}


def _clash(a: Deed, b: Deed) -> bool:
    if a.voice == b.voice or a.days.overlaps(b.days) or MORE.search(a.near) or MORE.search(b.near):
        return False
    if not _near_in_time(a, b) or _other_actors(a.mention, b.mention):
        return False
    if a.key != b.key and not (_told_of(a, b) and _told_of(b, a)):
        return False
    shared = a.words & b.words
    return bool(a.names & b.names) and len(shared) >= SHARED


def _told_of(a: Deed, b: Deed) -> bool:
    """Say whether what one deed is done to stands in the words around the other, too."""
    patient = next((g.text for g in a.mention.arguments if g.role == "patient"), "")
    heads = wording.words(patient)
    return not heads or heads[-1] in b.words


def _near_in_time(a: Deed, b: Deed) -> bool:
    gap = max((b.days.start - a.days.end).days, (a.days.start - b.days.end).days)
    if max(a.days.days, b.days.days) <= SHORT:
        one_verb = re.split(r"[ _-]", a.key)[0] == re.split(r"[ _-]", b.key)[0]
        written = one_verb and all(re.search(r"\d", d.wording) for d in (a, b))
        return gap <= NEAR_DAYS or (written and gap <= WRITTEN and len(a.words & b.words) >= WRITTEN_WORDS)
    months = all(MONTH[0] < d.days.days <= MONTH[1] for d in (a, b))
    return months and gap <= NEAR_MONTHS and all(LATEST.search(d.near) for d in (a, b))


def _other_actors(a: Mention, b: Mention) -> bool:
    """Say whether both name who acts or is acted on, and name others."""
    for role in ("agent", "patient"):
        mine, yours = (
            {bare_name(w) for g in m.arguments if g.role == role and g.entity for w in g.entity.split()} for m in (a, b)
        )
        if mine and yours and mine.isdisjoint(yours):
            return True
    return False
