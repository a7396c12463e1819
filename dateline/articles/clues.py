"""What in an article's text tells when it was written: its temporal expressions, each with its sentence."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from dateline.articles import printed, tense, wording
from dateline.articles.ownday import own_days
from dateline.articles.pagelines import opening
from dateline.articles.printed import PrintedDate, alternatives, find_dates
from dateline.articles.sections import latest, section_dates
from dateline.articles.wording import sentences, stems
from dateline.model import Article, Block, Timex

if TYPE_CHECKING:
    from dateline.times import Expression

TOLD = ("title", "body", "caption")
DAY_PART = re.compile(r"\b(?:morning|afternoon|evening|night|dawn|light|daybreak|noon|lunchtime|dusk)\b")
CLOCK = re.compile(
    r"\b(?:\d{1,2}[.:]\d\d|\d{1,2} ?[ap]\.?m\b|o'clock|midnight|noon|midday|dawn|dusk|sunrise|sunset|overnight|gmt)"
)
COUNTED = re.compile(r"(?i)\b(?:earlier|later|before(?! yesterday)|after(?! tomorrow)|previous|following)\b")
EARLIER_TOLD = re.compile(
    r"(?i)(?:the|that) (?!weekend|last|past|day before yesterday|end|start|beginning|coming)|every |each "
)
"""Counted from what the text told before, not from the day of writing."""
NTH = re.compile(
    r"(?!last (?:night|evening|afternoon|morning))(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|opening|same) (?:day|night|morning|week|afternoon|evening)s?\b"
)
HOLIDAY = re.compile(
    r"(?i)\b(?:christmas|easter|boxing day|new year|thanksgiving|epiphany|hogmanay|halloween|ramadan|eid|passover|diwali)"
)
SURNAME = re.compile(
    r"(?<!\b(?:in|at|of|to) )(?<!\b(?:from|near) )\b(?!(?:On|Last|This|That|Next|Late|Early|By|Until|Since|From|Before|After|Every|Each|One|Then|And|But|Come|Only|Just|"
    r"Good|Black|Ash|Shrove|Easter|Palm|Whit|Holy|Maundy|Bloody|Cyber|Super)\b)[A-Z][a-z]+ "
    rf"(?i:{alternatives('weekdays')}), (?:the|an?|who|whose)\b"
)
"""A person called Friday: "Saul Friday, the dealer"."""
NOT_A_NAME = re.compile(r"(?i)\b(?:on|last|next|this|by|until|since|from|before|after|every|late|early|of)\s$")
OF_WEEK = re.compile(rf"(?i)\b(?P<which>last|this|coming|next)\s{alternatives('weekdays')}\b")
AGAIN = re.compile(r"(?i),? ?(?:\(|(?:on|that is|that was|which is|which was|being|is|was) )?(?:the |an? )?")
"""What stands between two names of one day."""
STRETCH = re.compile(
    r"(?i)\b(?:months?|quarter|spring|summer|autumn|winter)\b|^(?:\w+ )?(?:of )?"
    + alternatives("months")
    + r"\b\.?(?! ?\d)"
)
ENDED = re.compile(r"[.!?…:][\"”’')\]]*\s*$")
NUMBERED = re.compile(
    rf"(?:on )?(?:{alternatives('weekdays')},? )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?: of (?:this|that|the) month)?"
)
THE_NTH = re.compile(
    r"(?:,? (?:which|that) is|,? being|,| \() ?the (?P<day>\d{1,2})(?:st|nd|rd|th)(?=[.,;:!?)]|\s[–—]|\s*$)"
)
"""What follows a weekday to say its day: "Tuesday, which is the 4th,"."""
MOST_DAYS = 31
BARE = 2
"""Telling words up to which a sentence tells nothing by itself."""
LEAD = 2
"""How many paragraphs of the body count as its beginning."""


@dataclass(frozen=True, slots=True)
class Told:
    """One temporal expression of the article's own text, in its sentence."""

    expression: Expression
    bag: frozenset[str]
    lead: bool
    weekday: int | None
    """The weekday that its words name."""
    stressed: bool
    """ "this Friday", "on Friday morning": said on that day, or right after it."""
    direction: int = 0
    """-1 told as past, 1 as still to come, 0 not said."""
    beside: frozenset[str] = frozenset()
    """The telling words of the sentences before and after."""
    clock: bool = False
    """An hour alone: "at 7:42 p.m.", "shortly before midnight"."""
    title: bool = False
    first: bool = False
    """In the first paragraph, which tells the news itself."""
    named: tuple[int, int] | None = None
    """The month, and the day or 0, that its words name."""
    fixed: bool = False
    """ "the Monday before Christmas", "the following day": not counted from the day of writing."""
    counted: bool = False
    """From another day that the text tells: "a week earlier", "the previous Monday"."""
    entry: bool = False
    """It opens an entry of a chronology."""
    owned: bool = False
    """ "the group's Monday filing": named so even on the day itself."""
    long: bool = False
    """It may be a month or more."""
    kind: str = ""
    """The kind of happening that is named next to it in its sentence."""
    clause: frozenset[str] = frozenset()
    """The telling words between the commas around it."""
    of_a_kind: bool = False
    """ "the largest crowd on a Saturday": any Saturday."""
    of_week: int = 0
    """ "last Sunday, 7 June" is -1, "this Sunday, 7 June" 1, "next" 2: within so many weeks of the day of writing."""
    renamed: bool = False
    """The next expression names the same day again: "yesterday, 4 May", "by 23 May, a week tomorrow"."""
    promised: bool = False
    """ "the exchange had been promised for 14 March": what came of it may be told by another name."""
    number: int = 0
    """The day of the month where the month is not named: "the 23rd", "Thursday the 8th"."""
    nth: bool = False
    """ "the first day", "the second night": counted through something that lasts."""


class Bag(NamedTuple):
    """A sentence's telling words, and those of its neighbours."""

    start: int
    words: frozenset[str]
    beside: frozenset[str]


@dataclass(frozen=True)
class Clues:
    """What can date an article, gathered once; the days it means are found by `resolved`."""

    article: Article
    told: tuple[Told, ...]
    expressions: tuple[Expression, ...]
    posts: tuple[dt.date, ...]
    slugs: tuple[PrintedDate, ...]
    _resolved: dict[dt.date | None, tuple[Timex, ...]] = field(default_factory=dict[dt.date | None, tuple[Timex, ...]])

    @cached_property
    def bags(self) -> tuple[frozenset[str], ...]:
        return tuple(dict.fromkeys(t.bag for t in self.told))

    @cached_property
    def own_days(self) -> list[tuple[int, int | None]]:
        """The weekday, and the month, that the article says its own day to be."""
        prose = [b for b in self.article.blocks if b.kind == "body"]
        return [day for b in prose for day in own_days(self.article.text[b.start : b.end])]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The telling words of what the article itself tells."""
        blocks = [b for b in self.article.blocks if b.kind in TOLD]
        return stems(" ".join(self.article.text[b.start : b.end] for b in blocks)[:20_000])

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in what the article tells under its headline."""
        blocks = [b for b in self.article.blocks if b.kind in TOLD and b.kind != "title"]
        return wording.names("\n".join(self.article.text[b.start : b.end] for b in blocks)[:20_000])

    def resolved(self, day: dt.date | None) -> tuple[Timex, ...]:
        """The article's own expressions, in the order of `told`, as they read if it was published on `day`."""
        if day not in self._resolved:
            self._resolved[day] = self._resolve(day)
        return self._resolved[day]

    def _resolve(self, day: dt.date | None) -> tuple[Timex, ...]:
        from dateline.times import resolve

        timexes = resolve(self.article.text, self.expressions, day, blocks=self.article.blocks)
        at = {(t.start, t.end): t for t in timexes}
        return tuple(at[(t.expression.start, t.expression.end)] for t in self.told)


def gather(article: Article, expressions: Sequence[Expression]) -> Clues:
    """Collect an article's clues; nothing inside posts, lists of other articles or lines about the article counts."""
    blocks = [b for b in article.blocks if b.kind in TOLD]
    prose = _prose(article.text, blocks)
    lead = {b.start for b in prose[:LEAD]} | {b.start for b in blocks if b.kind == "title"}
    cut = _cut(article.text, blocks)
    of_days = _without_surnames(article.text, expressions)
    told = [t for block in blocks for t in _in_block(article.text, block, of_days, block.start in lead, cut)]
    first = next(iter(prose), None)
    told = [
        replace(t, renamed=bool(AGAIN.fullmatch(article.text[t.expression.end : u.expression.start])))
        for t, u in zip(told, [*told[1:], *told[-1:]], strict=True)
    ]
    told = [
        replace(t, weekday=b.weekday) if t.number and t.weekday is None and b.renamed else t
        for b, t in zip([*told[:1], *told[:-1]], told, strict=True)
    ]
    told = [replace(t, first=first is not None and first.start <= t.expression.start < first.end) for t in told]
    posts = tuple(b.published for b in article.blocks if b.kind == "post" and b.published)
    return Clues(article, tuple(told), tuple(expressions), posts, tuple(_slugs(article)))


def _prose(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs of the body; the name of the paper, a motto or a standfirst over them tells no news."""
    body = [b for b in blocks if b.kind == "body"]
    ended = [b for b in body if ENDED.search(text[b.start : b.end])]
    return ended or body


def _cut(text: str, blocks: Sequence[Block]) -> list[Bag]:
    spans = [s for block in blocks for s in sentences(text, block.start, block.end)]
    words = [stems(text[s.start : s.end]) for s in spans]
    none = frozenset[str]()
    around = zip([none, *words[:-1]], [*words[1:], none], strict=True)
    return [_bag(s.start, w, a | b) for s, w, (a, b) in zip(spans, words, around, strict=True)]


def _bag(start: int, words: frozenset[str], beside: frozenset[str]) -> Bag:
    """What "Yesterday, just before four, it did" tells stands in the sentences around it."""
    return Bag(start, words | beside, frozenset()) if len(words) <= BARE else Bag(start, words, beside - words)


def _in_block(text: str, block: Block, expressions: Sequence[Expression], lead: bool, cut: Sequence[Bag]) -> list[Told]:
    inside = [e for e in expressions if block.start <= e.start and e.end <= block.end]
    starts = [bag.start for bag in cut]
    told = [_told(text, e, cut[bisect.bisect_right(starts, e.start) - 1], lead) for e in inside]
    # A picture shows what was, though its caption says so in the present tense.
    if block.kind == "caption":
        return [replace(t, direction=-1) for t in told]
    # A headline's tense tells nothing ("Storms put paid to Sunday try").
    return [replace(t, direction=0, title=True) for t in told] if block.kind == "title" else told


def _without_surnames(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    named = {found.group().split(",")[0].split()[-1] for found in SURNAME.finditer(text)}
    return [e for e in expressions if e.text not in named or NOT_A_NAME.search(text[max(e.start - 8, 0) : e.start])]


def _told(text: str, e: Expression, bag: Bag, lead: bool) -> Told:
    words = text[e.start : e.end].lower()
    named = re.search(r"\b" + alternatives("weekdays") + r"\b", words)
    weekday = printed.names("weekdays")[named.group()] if named else None
    direction = tense.direction(text, e)
    if weekday is not None and words.startswith("this ") and not DAY_PART.search(words):
        direction = max(direction, 0)  # "he would have been 72 this Saturday"
    stressed, clock = _is_stressed(words, weekday), bool(CLOCK.search(words)) and not tense.DAY.search(words)
    return Told(
        e,
        bag.words,
        lead,
        weekday,
        stressed,
        direction,
        bag.beside,
        clock,
        named=_named(text[e.start : e.end]),
        fixed=_is_fixed(text, e),
        counted=bool(COUNTED.search(words)) and not re.match(r"\s+than\b", text[e.end : e.end + 6]),
        entry=tense.is_entry(text, e),
        owned=bool(
            re.search(r"(?i)(?:['’]s|s['’]|\b(?:its|his|her|their|our))\s$", text[max(e.start - 8, 0) : e.start])
        ),
        long=bool(STRETCH.search(words)),
        clause=stems(wording.clause_around(text, e.start, e.end)),
        of_a_kind=weekday is not None
        and bool(re.search(r"(?i)\b(?:on|for) an?\s$", text[max(e.start - 8, 0) : e.start])),
        of_week=_of_week(text, e) if weekday is not None and any(map(str.isdigit, words)) else 0,
        nth=bool(NTH.match(words)),
        number=_number(words) or (_number_after(text, e) if weekday is not None and words.isalpha() else 0),
        promised=tense.was_planned(text, e),
        kind=wording.kind_beside(text, e.start, e.end),
    )


def _is_stressed(words: str, weekday: int | None) -> bool:
    """Tell "this Friday morning", "first light this Friday"; "this Friday" alone is as often one to come."""
    if weekday is None:
        return words.startswith("this ")
    return bool(re.search(r"\bthis " + alternatives("weekdays"), words) and DAY_PART.search(words))


def _of_week(text: str, e: Expression) -> int:
    """Which week "last" or "this coming" before a weekday and its date names."""
    words = text[max(e.start - 14, 0) : e.start] + e.text
    found = OF_WEEK.search(words)
    return {"last": -1, "this": 1, "coming": 1, "next": 2}[found["which"].lower()] if found else 0


def _is_fixed(text: str, e: Expression) -> bool:
    if COUNTED.search(e.text) or EARLIER_TOLD.match(e.text) or HOLIDAY.search(e.text):
        return True
    before = text[max(e.start - 8, 0) : e.start]
    return bool(re.search(r"(?i)\b(?:the|that|one|every|each|a|same)\s$", before)) and not re.match(
        r"(?i)(?:week|last|past|end)", e.text
    )


def _number(words: str) -> int:
    """The day of "the 23rd" or "Thursday 8th"."""
    found = NUMBERED.fullmatch(words)
    number = int(found["day"]) if found else 0
    return number if number <= MOST_DAYS else 0


def _number_after(text: str, e: Expression) -> int:
    found = THE_NTH.match(text, e.end)
    return int(found["day"]) if found and int(found["day"]) <= MOST_DAYS else 0


def _named(words: str) -> tuple[int, int] | None:
    dates = [d for d in find_dates(words) if d.month]
    if dates:
        return dates[0].month or 0, dates[0].day or 0
    month = re.fullmatch(
        rf"(?i)(?:(?:early|mid|late)[ -]|(?:the )?(?:end|start|beginning|middle) of )?(?P<m>{alternatives('months')})\.?(?: \d{{4}})?",
        words,
    )
    return (printed.names("months")[month["m"].lower()], 0) if month else None


def _slugs(article: Article) -> list[PrintedDate]:
    """Dates in the names of images: "Oslo-Talks-June19-main1"."""
    lines = [article.text[b.start : b.end] for b in article.blocks if b.kind == "caption"]
    return [d for line in lines if " " not in line for d in find_dates(line.replace("_", "-"))]


def partial_dateline(article: Article) -> PrintedDate | None:
    """The month and day that a dateline or a line about the article prints without a year."""
    for block in article.blocks:
        if block.kind != "meta":
            continue
        line = article.text[block.start : block.end]
        dates = [d for d in find_dates(line, language=article.language) if not d.readings]
        if dates and (opening(line + " x") or len(line) <= 60):
            return dates[0]
    stated = latest(section_dates(article))
    return stated if stated and not stated.readings else None
