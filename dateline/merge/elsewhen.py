"""Finds one deed that two voices put on different days: "inspected it in March", "the last inspection, in April".

Deeds are one where they are of one kind and name somebody or something in common, and nobody tells of both.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dateline.merge import wording
from dateline.merge.dates import spoken
from dateline.merge.kinds import CONTENT, NEAR, TELLING
from dateline.merge.nouns import singular
from dateline.merge.one_deed import ANY_DAY, MORE, Deed, clash, verb
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
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\byesterday\b|\btoday\b", re.IGNORECASE)
NAME = re.compile(r"[A-Z\u00c0-\u00de][\w\u2019'-]+")
ORDINAL = re.compile(r"\b(?P<which>first|last|final|maiden)\s+(?:been\s+|be\s+|ever\s+)?(?:[a-z]+\s+)?$", re.IGNORECASE)
"""What says which of several deeds one is, right before its predicate."""
RIGHT_BEFORE = 30
RELATIVE = re.compile(r",?\s+(?:in which|at which|on which|which|that|when|where)\b")
"""What begins the clause of a noun that has its date beside it: "the letter of 8 March in which"."""
REACH = 90
"""Characters between a predicate and its date."""
BEFORE, AFTER = 70, 70
"""Characters around a predicate and its date in which others of its words stand."""
MOST = 300
"""Dated mentions of one kind beyond which the articles are no one story."""


def on_other_days(
    groups: Sequence[Sequence[Mention]], articles: Mapping[str, Article]
) -> Iterator[tuple[int, Conflict]]:
    """Yield the dates that contradict, each with the event that shows them."""
    told, heads = _told(groups), _heads(groups)
    deeds = [
        deed
        for k, group in enumerate(groups)
        for mention in group
        if _governs(mention, heads[mention.article], articles[mention.article].text)
        and (deed := _deed(mention, k, articles))
    ]
    companions = _companions(groups)
    for a, b in _pairs(deeds):
        if clash(a, b) and not _tells_both(a, b, told):
            values = tuple(ConflictValue(d.wording, spoken(d.days), (d.mention.article,)) for d in _ordered(a, b))
            for event in sorted(
                {k for deed in (a, b) for k in (deed.event, *companions.get(_told_with(deed.mention), ()))}
            ):
                yield event, Conflict("date", values)


def _companions(groups: Sequence[Sequence[Mention]]) -> dict[tuple[object, ...], set[int]]:
    """Return by date and actor of a sentence the events that it tells: "they got in on 18 May and strolled about"."""
    found: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for k, group in enumerate(groups):
        for mention in group:
            if mention.timex is not None and any(g.role == "agent" for g in mention.arguments):
                found[_told_with(mention)].add(k)
    return found


def _told_with(mention: Mention) -> tuple[object, ...]:
    agent = next((g.start for g in mention.arguments if g.role == "agent"), -1)
    return mention.article, mention.timex.start if mention.timex else -1, agent


def _ordered(a: Deed, b: Deed) -> list[Deed]:
    return sorted((a, b), key=lambda d: (d.days, d.mention.article))


def _heads(groups: Sequence[Sequence[Mention]]) -> dict[str, list[int]]:
    """Return by article where its mentions stand."""
    found: dict[str, list[int]] = defaultdict(list)
    for group in groups:
        for mention in group:
            found[mention.article].append(mention.head_start)
    return {article: sorted(starts) for article, starts in found.items()}


def _governs(mention: Mention, heads: Sequence[int], text: str) -> bool:
    """Say whether no other predicate stands between a mention and its date."""
    if not _dates_itself(mention) or mention.timex is None:
        return False
    first, last = sorted((mention.head_start, mention.timex.start))
    if last - first > REACH or bisect_left(heads, last) > bisect_right(heads, first):
        return False
    if mention.head_start < mention.timex.start or RELATIVE.match(text, mention.timex.end):
        return True
    before = heads[bisect_left(heads, mention.timex.start) - 1] if heads[0] < mention.timex.start else None
    return before is None or before < mention.start or mention.timex.start - before >= last - first


def _dates_itself(mention: Mention) -> bool:
    """Say whether the words of its own sentence date a mention."""
    timex = mention.timex
    inside = timex is not None and mention.start <= timex.start < mention.end
    return mention.date_basis == "timex" or (mention.date_basis == "discourse" and inside)


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
    """Yield once each two deeds that may be one: of one kind, event or place in an order, the near kinds among them."""
    of_kind: dict[str, list[Deed]] = defaultdict(list)
    for deed in deeds:
        kind = deed.mention.predicate_class
        of_kind[f"key {verb(deed)}"].append(deed)
        of_kind[f"event {deed.event}"].append(deed)
        of_kind[kind].append(deed)
        for head in sorted(deed.heads) if deed.ordinal else ():
            of_kind[f"{deed.ordinal} {head}"].append(deed)
        for pair in sorted(" ".join(sorted(pair)) for pair in NEAR if kind in pair):
            of_kind[pair].append(deed)
    seen: set[tuple[str, str]] = set()
    for kind, same in of_kind.items():
        alone = [deed for deed in same if not deed.more]
        for a, b in combinations(alone, 2) if kind and len(same) <= MOST else ():
            if a.names.isdisjoint(b.names) and a.heads.isdisjoint(b.heads):
                continue  # written out, for of all steps of merging this one is taken most often
            if (a.mention.id, b.mention.id) not in seen:
                seen.add((a.mention.id, b.mention.id))
                yield a, b


def _deed(mention: Mention, event: int, articles: Mapping[str, Article]) -> Deed | None:
    timex, days, article = mention.timex, mention.interval, articles[mention.article]
    if timex is None or days is None or mention.status != "occurred" or days.days > ANY_DAY:
        return None
    kind = mention.predicate_class
    if kind in TELLING or article.text[timex.start : timex.end] != timex.text:
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
        _role_heads(mention),
        _ordinal(mention, article.text),
        kind in REPEATED,
        kind in CONTENT,
        article.voice,
        article.published,
        MORE.search(near) is not None,
    )


def _role_heads(mention: Mention) -> frozenset[str]:
    """Return the stems of the last words of who acts and of what it is done to."""
    bags = (wording.words(g.text) for g in mention.arguments if g.role in {"agent", "patient"})
    return frozenset(bag[-1] for bag in bags if bag)


def _ordinal(mention: Mention, text: str) -> str:
    """Return which of its kind a deed is called: "first got in", "the last inspection", "was last inspected"."""
    found = ORDINAL.search(text[max(mention.start, mention.head_start - RIGHT_BEFORE) : mention.head_start])
    return found["which"].lower() if found else ""


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
