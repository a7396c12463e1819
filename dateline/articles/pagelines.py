"""The lines of a page and the rules of `blocks.toml` that say what a line is."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from dateline.articles.printed import PrintedDate, alternatives, find_dates
from dateline.articles.rulebook import load

NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:de|van|von|der|bin|al|el|da|di|du|le|la|dos|[A-ZÀ-Þ][\w.'’-]*)){0,4}"

STROKES = re.compile(r"\s*[|•·◆]\s*|\s/\s")
PARTED = re.compile(STROKES.pattern + r"|\s[–—]\s|(?<!\s)[.;]\s+")
"""What parts the facts about an article that stand in one line."""
ISSUE = re.compile(r"(?i)\b(?:no|nr|vol|volume|issue|number|edition|letter|bulletin|part)\b\.? ?\d{1,5},?\s")
"""Which number of a paper or a letter it is: "No. 31, Saturday 11 October 2025"."""
LONGEST_HEAD = 200
FEWEST = 3
"""Words beside a date that make no sentence though a full stop ends them: "Opinion. 4 May 2021."."""


class Line(NamedTuple):
    """A line without the white space at its ends; `blank` counts the empty lines before it."""

    start: int
    end: int
    text: str
    blank: int


class Rule(NamedTuple):
    kind: str
    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def _source() -> dict[str, Any]:
    return load("blocks.toml")


def agencies() -> frozenset[str]:
    return frozenset(_source()["agencies"])


def openers() -> tuple[str, ...]:
    return tuple(_source()["openers"])


@cache
def blog_comments() -> re.Pattern[str]:
    """What a blog says of its comments before the headline that it repeats: "Leave a comment on Bank raises rates"."""
    return re.compile(rf"(?i)\b{_source()['comments']}\s+(?:on|to|about)\s+")


def _compiled(pattern: str) -> re.Pattern[str]:
    fill = {
        "{name}": NAME,
        "{comments}": _source()["comments"],
        "{agency}": "|".join(sorted(map(re.escape, agencies()), key=len, reverse=True)),
        "{month}": "(?i:" + alternatives("months") + ")",
        "{weekday}": "(?i:" + alternatives("weekdays") + ")",
    }
    for name, value in fill.items():
        pattern = pattern.replace(name, value)
    return re.compile(pattern)


@cache
def rules(kind: str) -> tuple[Rule, ...]:
    """The rules of one kind: post, related, caption, boilerplate, meta, or opening."""
    return tuple(
        Rule(kind, rule["name"], _compiled(rule["match"]), tuple(rule["examples"]), tuple(rule.get("not", ())))
        for rule in _source()[kind]
    )


@cache
def _segments() -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(segment) for segment in _source()["segments"])


def split_lines(text: str) -> list[Line]:
    """Cut a text into its non-empty lines."""
    lines, blank = list[Line](), 0
    for found in re.finditer(r"[^\n]*\n?", text):
        content = found.group().strip()
        if content:
            start = found.start() + found.group().index(content[0])
            lines.append(Line(start, start + len(content), content, blank))
        blank = 0 if content else blank + 1
    return lines


def kind_of(line: str) -> str | None:
    """Tell what a whole line is by its own words: related, caption, boilerplate, meta, or None."""
    if len(line) > 700:
        return None
    for kind in ("boilerplate", "related", "meta", "caption"):
        if any(rule.pattern.fullmatch(line) for rule in rules(kind)):
            return kind
    return None


def is_fact_line(line: str) -> bool:
    """Tell whether a line holds a date and nothing but facts about the article: who, when, how long to read."""
    if len(line) > 400 or not re.search(r"\d", line):
        return False
    rest, dates = line, find_dates(line)
    for printed in reversed(dates):
        rest = rest[: printed.start] + " | " + rest[printed.end :]
    labelled = _labels(rest)
    dated = any(labelled or _is_firm(line, printed) for printed in dates)
    for segment in _segments():
        rest = segment.sub(" ", rest)
    words = len(re.findall(r"\w+", rest))
    most = 8 if labelled or words < len(line.split()) // 2 else 5
    return dated and words <= (FEWEST if rest.rstrip().endswith(".") else most)


def holds_date_alone(line: str, marks: re.Pattern[str] = PARTED) -> bool:
    """Tell whether one of the pieces into which marks part a line is its only date: "News editor | Port Hale | 4 May 2021"."""
    dates = find_dates(line) if len(line) <= LONGEST_HEAD else ()
    if len(dates) != 1 or not dates[0].readings:
        return False
    start, end = dates[0].start, dates[0].end
    before, after = marks.split(ISSUE.sub(" ", line[:start]))[-1], marks.split(line[end:])[0]
    for segment in _segments():
        before, after = segment.sub(" ", before), segment.sub(" ", after)
    return not re.search(r"\w", before + after) and bool(marks.search(line[:start]) or marks.search(line[end:]))


def is_unlabelled(line: str) -> bool:
    """Tell a date line that does not say what the date is of: under "READ MORE", it is another article's."""
    return is_fact_line(line) and not any(rule.pattern.fullmatch(line) for rule in rules("meta")) and not _labels(line)


def _labels(line: str) -> bool:
    return any(segment.search(line) for segment in _segments()[:2])


def _is_firm(line: str, printed: PrintedDate) -> bool:
    """A year, a weekday or the time of day makes a date more than two words of a headline."""
    timed = re.match(r"\s*,?\s*(?:at\s)?\d{1,2}[:.]\d\d", line[printed.end :])
    return bool(printed.readings or printed.weekday is not None or timed)


def opening(line: str) -> re.Match[str] | None:
    """Match what stands before the first sentence: "OSLO, May 3 (Example) - "."""
    for rule in rules("opening"):
        found = rule.pattern.match(line)
        if found and found.end() < len(line):
            return found
    return None


def signature(line: str) -> re.Match[str] | None:
    """Find an embedded post's signature at the end of a line; the post's own text may stand before it."""
    tail = line[-60:]
    if not re.search(r"\d", tail) or not re.search(r"[@—–]|-\s?\w|--", line[-260:]):
        return None
    for rule in rules("post"):
        for found in rule.pattern.finditer(line[-260:]):
            if found.end() == len(line[-260:]) and find_dates(found["date"]):
                return rule.pattern.search(line, max(len(line) - 260, 0) + found.start())
    return None
