"""Reads every date that the articles of a story state, with the words around it and what its clause tells.

A date is read whether or not a mention takes it: "a letter dated January 3", "two days after the recall".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.merge import wording
from dateline.merge.clauses import CLAUSE
from dateline.merge.sentences import Sentence
from dateline.merge.tellings import Setting, Telling
from dateline.merge.told import bare_name
from dateline.model import Article, Interval, Mention, Timex

if TYPE_CHECKING:
    from dateline.merge.measures import Measures

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


@dataclass(frozen=True, slots=True)
class DaySetting(Setting):
    """What a text says around a date."""

    date: int
    """Which of the article's dates it is."""


def said_days(
    groups: Sequence[Sequence[Mention]],
    articles: Mapping[str, Article],
    dates: Mapping[str, Sequence[Timex]],
    read: Mapping[str, Measures],
) -> Iterator[SaidDay]:
    """Yield the dates that the articles state, in their order.

    `dates` are those of each article by its id, from `dates_of`, and `read` what its text says around them.
    """
    told: dict[str, list[tuple[Mention, int]]] = defaultdict(list)
    for k, group in enumerate(groups):
        for mention in group:
            told[mention.article].append((mention, k))
    for name, article in articles.items():
        if read[name].days:
            yield from _said(article, dates[name], told[name], read[name])


def dates_of(
    groups: Sequence[Sequence[Mention]],
    articles: Mapping[str, Article],
    timexes: Mapping[str, Sequence[Timex]] | None,
) -> dict[str, list[Timex]]:
    """Return the dates of each article in their order: of its `timexes`, or without them of those that its mentions take."""
    if timexes is None:
        taken: dict[str, dict[tuple[int, int], Timex]] = defaultdict(dict)
        for mention in (mention for group in groups for mention in group):
            if mention.timex is not None:
                taken[mention.article][mention.timex.start, mention.timex.end] = mention.timex
        timexes = {name: [own[place] for place in sorted(own)] for name, own in taken.items()}
    return {
        name: sorted((t for t in timexes.get(name, ()) if _is_date(t, article)), key=lambda t: t.start)
        for name, article in articles.items()
    }


def _is_date(timex: Timex, article: Article) -> bool:
    if timex.type not in {"DATE", "TIME"} or timex.end <= timex.start:
        return False
    return article.text[timex.start : timex.end] == timex.text and not ROUGH.search(timex.text)


def _said(
    article: Article, dates: Sequence[Timex], told: Sequence[tuple[Mention, int]], read: Measures
) -> Iterator[SaidDay]:
    own: dict[int, list[tuple[Mention, int]]] = defaultdict(list)
    inside: dict[int, list[tuple[Mention, int]]] = defaultdict(list)
    cut, place = read.sentences, 0
    for mention, k in sorted(told, key=lambda each: each[0].head_start):
        if mention.timex is not None and mention.interval is not None:
            own[mention.timex.start].append((mention, k))
        while place + 1 < len(cut) and cut[place + 1].start <= mention.head_start:
            place += 1
        inside[place].append((mention, k))
    for setting in read.days:
        timex, sentence = dates[setting.date], cut[setting.sentence]
        if timex.interval is not None and timex.interval.days <= MOST_DAYS:
            yield _placed(article, timex, sentence, setting, own[timex.start], inside[setting.sentence])


def _placed(
    article: Article,
    timex: Timex,
    sentence: Sentence,
    at: DaySetting,
    own: Sequence[tuple[Mention, int]],
    inside: Sequence[tuple[Mention, int]],
) -> SaidDay:
    near = [each for each in inside if at.first <= each[0].head_start - sentence.start < at.last]
    taken = min(own, key=lambda each: abs(each[0].head_start - timex.start), default=None)
    owner = taken or min(near, key=lambda each: abs(each[0].head_start - timex.start), default=None)
    moved = taken[0].timex if taken else None
    if moved is not None and moved.interval is not None and moved.text == timex.text:
        timex = moved  # the tense of its clause may have moved it to the other side of publication
    assert timex.interval is not None
    return SaidDay(
        article, sentence, at.clause, at.local, at.context, at.names, at.figures, at.noun,
        owner[0] if owner else None, taken is not None, owner[1] if owner else -1, timex, timex.interval,
    )  # fmt: skip


def day_settings(article: Article, dates: Sequence[Timex], cut: Sequence[Sentence]) -> Iterator[DaySetting]:
    """Yield what the sentences of an article say around its dates, where they say when something was."""
    place = 0
    for k, timex in enumerate(dates):
        while place + 1 < len(cut) and cut[place + 1].start <= timex.start:
            place += 1
        if not (cut[place].start <= timex.start < cut[place].end) or any(
            other.search(article.text, cut[place].start, timex.start) for other in (SAID, COUNTS)
        ):
            continue
        before = [s for s in cut[max(place - BEFORE, 0) : place] if s.line == cut[place].line]
        yield _worded(k, timex, place, cut[place], before)


def _worded(k: int, timex: Timex, place: int, sentence: Sentence, before: Sequence[Sentence]) -> DaySetting:
    start, end = timex.start - sentence.start, min(timex.end - sentence.start, len(sentence.text))
    first, last = clause_around(sentence.text, start, end)
    if owned := OWNED.match(sentence.text, end):
        first, last = start, owned.end()
    clause = sentence.text[first:start] + " \u2026 " + sentence.text[end:last]
    around = sentence.text + (" " + before[-1].text if before else "")
    noun = DATED.search(sentence.text, 0, start)
    context = " ".join((sentence.text[:start], sentence.text[end:], *(s.text for s in before)))
    return DaySetting(
        place, first, last, clause, wording.content(clause), wording.content(context),
        frozenset(bare_name(n) for n in NAME.findall(around)) - wording.CALENDAR - wording.STOP,
        frozenset(n.lower() for n in NUMBER.findall(clause)),
        wording.stem(noun["noun"]) if noun else "", k,
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
