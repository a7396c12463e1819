"""Places each claim: which mention it measures, of which event and day, who acts, and the words around it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.merge import wording
from dateline.merge.claims import Claim
from dateline.merge.sentences import Sentence
from dateline.merge.stated import Stated
from dateline.model import Article, Event, Interval, Mention

LONG = 7
"""Days from which a date says too little of what was measured then."""
CLAUSES = re.compile(
    r"[;:]|\s[\u2013\u2014-]\s|\b(?:while|whereas|although|though)\b|,?\s(?:and|but)\s+(?:then\s+)?(?:in|on|at|the|a|an|it|he|she|they)\b"
)
"""What ends a clause for good: a bare "and" may join two nouns."""
OWN_CLAUSE = re.compile(r",\s(?:when|by when|in which|during which)\s|\bwhen\s", re.IGNORECASE)
"""What begins a clause with a day of its own: "was fined for the spill of last March, when 900 tonnes ran out"."""
RELATIVE = re.compile(r",\s(?:who|which|whose|whom)\b|\b(?:who|which|that)\s+(?:has|have|had|is|are|was|were)\b")
"""What begins a clause that tells of somebody or something besides."""
PARTED = 40
"""Characters that a comma or an "and" between a predicate and a figure is worth."""
SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
NAMES_A_DAY = re.compile(
    r"\b(?:\w+day|(?:19|20)\d\d|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|tonight|tomorrow|this|last|next|"
    r"coming|current|ago|earlier|later|before|after|previous|following|spring|summer|autumn|fall|winter|christmas|easter|new year|now|week|weekend|month|year)\b",
    re.IGNORECASE,
)
"""Words of a date that is told by itself, or from another that is."""
FIRM = frozenset({"timex", "event", "sibling"})
NAME = re.compile(r"\b[A-Z\u00c0-\u00de][\w\u2019'-]+")
INNER_NAME = re.compile(r"(?<=[\w,;] )[A-Z\u00c0-\u00de][\w\u2019'-]+")
OBJECT = re.compile(r"\b(?:beat|beats|beating|defeat(?:ed|s|ing)|overtook|edged out|outvoted|met|joined|sued)\s+$")
"""A verb whose object follows, who is not the one that acts: "beat Osten by 53 votes"."""
SAYS = re.compile(
    r"(?:,[^,;]{1,60},)?,?\s+(?:said|says|told|added|reported|claim(?:s|ed)|estimat(?:es|ed)|wrote|writes)\b"
)
SAID = re.compile(r"\b(?:said|says|told|according to)\s+(?:[a-z'\u2019-]+\s+){0,4}$")
SUBJECT = re.compile(
    r"(?P<at>\b(?:in|at|near|off|from|on|to|through|across|outside|for|against|with|of)\s+)?"
    r"(?P<name>\b[A-Z\u00c0-\u00de][\w\u2019'-]+(?:\s+[A-Z\u00c0-\u00de][\w\u2019'-]+)*)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what its article tells around it."""

    claim: Claim
    voice: str
    article: Article
    mention: Mention | None
    measured: bool
    """Whether the mention itself is what the figure measures, and not only the nearest."""
    seated: bool
    """Whether the mention stands in the figure's own clause, so that its event is what the figure is of."""
    event: int
    beside: int
    """The nearest event that has a date where that of the mention has none, else -1."""
    days: Interval | None
    local: tuple[str, ...]
    wide: frozenset[str]
    context: tuple[str, ...]
    """These three as `claims.Stated` has them."""
    names: frozenset[str]
    subject: str
    before: Sentence | None = None
    """The sentence before its own in the paragraph."""


def told_of(
    events: Sequence[Event],
    groups_: Sequence[Sequence[Mention]],
    articles: Mapping[str, Article],
    stated: Mapping[str, Sequence[Stated]],
) -> Iterator[Told]:
    """Yield each claim with the event and day it is of; `stated` holds what each article states, by its id."""
    by_article: dict[str, list[tuple[Mention, int]]] = defaultdict(list)
    for k, group in enumerate(groups_):
        for mention in group:
            by_article[mention.article].append((mention, k))
    known = _known_names(articles) | _people(groups_)
    for article in articles.values():
        for said in stated[article.id]:
            each = _placed(said, article, by_article[article.id], known)
            bare = each.days is None and each.measured and not _has_gone_on(each.mention, article)
            yield replace(each, days=_days_of(each, events, groups_)) if bare else each


def _people(groups_: Sequence[Sequence[Mention]]) -> frozenset[str]:
    names = {name for group in groups_ for mention in group for name in mention.participants}
    found = {bare_name(word) for name in names for word in name.split() if word[0].isupper()}
    return frozenset(found - wording.CALENDAR - wording.STOP)


def _has_gone_on(mention: Mention | None, article: Article) -> bool:
    """Say whether a date only begins what is measured: "had been out since Wednesday, for 13 hours in all"."""
    timex = mention.timex if mention is not None else None
    return timex is not None and SINCE.search(article.text, max(timex.start - 8, 0), timex.start) is not None


def _back_referring(mention: Mention | None) -> bool:
    """Say whether the date of a mention is told by words that name no day: "that night", "at half past six"."""
    timex = mention.timex if mention is not None else None
    return timex is not None and NAMES_A_DAY.search(timex.text) is None


def _days_of(told: Told, events: Sequence[Event], groups_: Sequence[Sequence[Mention]]) -> Interval | None:
    """Return the days that other passages give to the event that the figure measures."""
    span = events[told.event].interval
    firm = any(m.date_basis in FIRM and not _back_referring(m) for m in groups_[told.event])
    return span if span and firm and span.days <= LONG else None


def _placed(
    said: Stated,
    article: Article,
    told: Sequence[tuple[Mention, int]],
    known: frozenset[str],
) -> Told:
    claim = said.claim
    owners = (_owner(claim, sentence, told) for sentence in (claim.sentence, *reversed(said.before)))
    mention, event = next((owner for owner in owners if owner), (None, -1))
    names = frozenset(bare_name(n) for n in NAME.findall(said.around)) & known
    firm = mention is not None and mention.interval is not None and mention.date_basis in FIRM
    firm = firm and not _has_gone_on(mention, article) and not _back_referring(mention)
    other = mention is not None and _in_other_clause(mention, claim)
    firm = firm and not other
    return Told(
        claim,
        article.voice,
        article,
        mention,
        mention is not None and not other and _measures(mention, claim),
        mention is not None and _seated(mention, claim),
        event,
        _dated_beside(claim, mention, told),
        mention.interval if firm and mention and mention.interval and mention.interval.days <= LONG else None,
        said.local,
        said.wide,
        said.context,
        names,
        _subject(claim, known),
        said.before[-1] if said.before else None,
    )


def _subject(claim: Claim, known: frozenset[str]) -> str:
    """Return the name that stands nearest before the figure in its clause, or an empty text."""
    before = claim.clause.split("\u2026")[0]
    found = (each for each in SUBJECT.finditer(before) if not each["at"] and not _stands_aside(before, each))
    names = [bare_name(each["name"].split()[-1]) for each in found]
    names = [name for name in names if name in known]
    return names[-1] if names else ""


def _stands_aside(text: str, name: re.Match[str]) -> bool:
    """Say whether a name is of who is acted on, or of who says it: "Ida Holm said that 40 cows had been lost"."""
    said = SAYS.match(text, name.end()) or SAID.search(text, 0, name.start())
    return said is not None or OBJECT.search(text[: name.start()]) is not None


@lru_cache(maxsize=1 << 16)
def bare_name(name: str) -> str:
    return wording.folded(name.lower().removesuffix("'s").removesuffix("\u2019s"))


def _known_names(articles: Mapping[str, Article]) -> frozenset[str]:
    """Return the names of a story: words that are written with a capital inside a sentence."""
    found = {bare_name(n) for article in articles.values() for n in INNER_NAME.findall(article.text)}
    return frozenset(found - wording.CALENDAR - wording.STOP)


def _owner(claim: Claim, sentence: Sentence, told: Sequence[tuple[Mention, int]]) -> tuple[Mention, int] | None:
    inside = [(m, k) for m, k in told if sentence.start <= m.head_start < sentence.end]
    measured = [(m, k) for m, k in inside if _measures(m, claim) and _seated(m, claim)]
    return min(measured or inside, key=lambda each: _distance(each[0], claim), default=None)


def _distance(mention: Mention, claim: Claim) -> int:
    """Return the characters between a predicate and a figure, more of them where a comma or an "and" parts the two."""
    between = _between(mention, claim)
    return len(between) + PARTED * bool(re.search(r"[,;:(]|\band\b", between)) + PARTED * bool(CLAUSES.search(between))


def _between(mention: Mention, claim: Claim) -> str:
    first, last = sorted((mention.head_start - claim.sentence.start, claim.start - claim.sentence.start))
    return claim.sentence.text[max(first, 0) : last]


def _in_other_clause(mention: Mention, claim: Claim) -> bool:
    """Say whether the figure, or else the predicate, stands in a clause that tells of something besides."""
    between = _between(mention, claim)
    if mention.head_start > claim.start:
        return RELATIVE.search(between) is not None or between.endswith(", ")  # ", published on Wednesday"
    return OWN_CLAUSE.search(between) is not None


def _seated(mention: Mention, claim: Claim) -> bool:
    """Say whether no full stop, semicolon or clause of its own parts a predicate from a figure."""
    inside = claim.sentence.start <= mention.head_start < claim.sentence.end
    return inside and CLAUSES.search(_between(mention, claim)) is None and not _in_other_clause(mention, claim)


def _dated_beside(claim: Claim, mention: Mention | None, told: Sequence[tuple[Mention, int]]) -> int:
    if mention is not None and mention.interval is not None:
        return -1
    dated = [(m, k) for m, k in told if m.interval is not None]
    return (_owner(claim, claim.sentence, dated) or (None, -1))[1]


def _measures(mention: Mention, claim: Claim) -> bool:
    return any(a.start < claim.end and claim.start < a.end for a in mention.attributes)
