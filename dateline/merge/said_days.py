"""Reads every date that the articles of a story state, with the words around it and what its clause tells.

A date is read whether or not a mention takes it: "a letter dated January 3", "two days after the recall".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.merge import wording
from dateline.merge.clauses import CLAUSE
from dateline.merge.sentences import Sentence
from dateline.merge.tellings import Telling
from dateline.merge.told import bare_name
from dateline.model import Article, Interval, Mention, Timex

MOST_DAYS = 400
"""Days that a date may last and still say when."""
BEFORE = 3
"""Sentences back in the paragraph in which what a date is of may be told."""
OPENS, BRIEF, OPENING = 12, 25, 70
"""Characters before a date that opens its sentence, behind a date, and behind one that opens, that a comma does not end."""
DATED = re.compile(
    r"(?P<noun>[a-z][a-z-]{2,}),?\s+(?:dated|of|from|sent on|written on|in|on|during)\s+(?:[A-Z][a-z]+day,?\s+)?$"
)
"""What has a date of its own: "a letter dated January 3"."""
ROUGH = re.compile(
    r"\b(?:weeks?|months?|years?|fortnight|decades?)\b.*\b(?:ago|past|earlier|later|before|after|since|from)\b"
)
"""A distance in time that no writer means to the day."""
SAID = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?:said|says|told [a-z ]{2,30}|added|announced|reported|wrote|tweeted|according to [^,;]{2,40})\s+(?:on|in|late on|early on)?\s*$"
)
"""What stands before the date of a saying, not of what is said."""
COUNTS = re.compile(
    r"\b(?:(?:day|days|night|weeks?|months?|hours?|years?|eve|morning) (?:before|after|of|following|from)|ahead of|prior to)\s+(?:the\s+)?$"
)
"""What stands before a date from which another is counted: "the day before the 25 May holiday"."""
WITHIN = re.compile(r"\b(?:after|before|when|because|where|that|as|although|though)\s(?=[^,;.]{12})")
"""What begins a clause inside another."""
OWNED = re.compile(r"[\u2019']s?\s+(?P<what>(?:[\w-]+\s+){0,2}[\w-]+)")
"""What a date owns: "January's raid on the museum"."""
NAME = re.compile(r"[A-Z\u00c0-\u00de][\w\u2019'-]+")
NUMBER = re.compile(
    r"\d[\d.,]*\d|\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SaidDay(Telling):
    """A date as one article states it."""

    timex: Timex
    days: Interval

    @property
    def lead(self) -> str:
        """The words right before the date."""
        start = self.timex.start - self.sentence.start
        return self.sentence.text[max(start - 14, 0) : start]


def said_days(
    groups: Sequence[Sequence[Mention]],
    articles: Mapping[str, Article],
    timexes: Mapping[str, Sequence[Timex]] | None,
    cut: Mapping[str, Sequence[Sentence]],
) -> Iterator[SaidDay]:
    """Yield the dates that the articles state, in their order; `cut` holds the sentences of each article by its id."""
    told: dict[str, list[tuple[Mention, int]]] = defaultdict(list)
    for k, group in enumerate(groups):
        for mention in group:
            told[mention.article].append((mention, k))
    for name, article in articles.items():
        own = timexes.get(name, ()) if timexes is not None else _taken(told[name])
        dates = [t for t in own if _says_when(t, article)]
        if dates:
            yield from _said(article, dates, told[name], cut[name])


def _taken(told: Sequence[tuple[Mention, int]]) -> list[Timex]:
    found = {(m.timex.start, m.timex.end): m.timex for m, _ in told if m.timex is not None}
    return [found[place] for place in sorted(found)]


def _says_when(timex: Timex, article: Article) -> bool:
    if timex.interval is None or timex.type not in {"DATE", "TIME"} or timex.end <= timex.start:
        return False
    return (
        timex.interval.days <= MOST_DAYS
        and not ROUGH.search(timex.text)
        and article.text[timex.start : timex.end] == timex.text
    )


def _said(
    article: Article, dates: Sequence[Timex], told: Sequence[tuple[Mention, int]], cut: Sequence[Sentence]
) -> Iterator[SaidDay]:
    own: dict[int, list[tuple[Mention, int]]] = defaultdict(list)
    inside: dict[int, list[tuple[Mention, int]]] = defaultdict(list)
    place = 0
    for mention, k in sorted(told, key=lambda each: each[0].head_start):
        if mention.timex is not None and mention.interval is not None:
            own[mention.timex.start].append((mention, k))
        while place + 1 < len(cut) and cut[place + 1].start <= mention.head_start:
            place += 1
        inside[place].append((mention, k))
    place = 0
    for timex in sorted(dates, key=lambda t: t.start):
        while place + 1 < len(cut) and cut[place + 1].start <= timex.start:
            place += 1
        if not (cut[place].start <= timex.start < cut[place].end) or any(
            other.search(article.text, cut[place].start, timex.start) for other in (SAID, COUNTS)
        ):
            continue
        before = [s for s in cut[max(place - BEFORE, 0) : place] if s.line == cut[place].line]
        yield _worded(article, timex, cut[place], before, own[timex.start], inside[place])


def _worded(
    article: Article,
    timex: Timex,
    sentence: Sentence,
    before: Sequence[Sentence],
    own: Sequence[tuple[Mention, int]],
    inside: Sequence[tuple[Mention, int]],
) -> SaidDay:
    start, end = timex.start - sentence.start, min(timex.end - sentence.start, len(sentence.text))
    first, last = clause_around(sentence.text, start, end)
    if owned := OWNED.match(sentence.text, end):
        first, last = start, owned.end()
    clause = sentence.text[first:start] + " \u2026 " + sentence.text[end:last]
    around = sentence.text + (" " + before[-1].text if before else "")
    near = [each for each in inside if first <= each[0].head_start - sentence.start < last]
    taken = min(own, key=lambda each: abs(each[0].head_start - timex.start), default=None)
    owner = taken or min(near, key=lambda each: abs(each[0].head_start - timex.start), default=None)
    moved = taken[0].timex if taken else None
    if moved is not None and moved.interval is not None and moved.text == timex.text:
        timex = moved  # the tense of its clause may have moved it to the other side of publication
    assert timex.interval is not None
    noun = DATED.search(sentence.text, 0, start)
    context = " ".join((sentence.text[:start], sentence.text[end:], *(s.text for s in before)))
    return SaidDay(
        article, sentence, clause, wording.content(clause), wording.content(context),
        frozenset(bare_name(n) for n in NAME.findall(around)) - wording.CALENDAR - wording.STOP,
        frozenset(n.lower() for n in NUMBER.findall(clause)),
        wording.stem(noun["noun"]) if noun else "",
        owner[0] if owner else None, taken is not None, owner[1] if owner else -1, timex, timex.interval,
    )  # fmt: skip


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the clause around a date or place; one that opens its sentence has its verb behind the next comma."""
    before = [m.end() for m in CLAUSE.finditer(text, 0, start) if start - m.end() > BRIEF / 2]
    before += [m.end() for m in WITHIN.finditer(text, 0, start) if start - m.end() > BRIEF / 2]
    first = max(before, default=0)
    reach = OPENING if start - first <= OPENS else BRIEF
    after = [m.start() for m in CLAUSE.finditer(text, end) if m.start() - end > reach]
    after += [m.start() for m in WITHIN.finditer(text, end) if m.start() - end > reach]
    return first, min(after, default=len(text))
