"""Find expressions: encode a text as category codes, parse the regions around triggers, level by level.

Finding depends on the text alone. Each level of the grammar replaces what its rules match, longest first, by one
token; so phrases grow from numbers to lengths to offsets to ranges, in linear time and with bounded memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from dateline.times.found import Found
from dateline.times.language import Language, Rule, load
from dateline.times.meaning import Event, Modified, Node, Nth, Offset, Part, Point, anchored_in, anchored_to
from dateline.times.pattern import name_of
from dateline.times.tense import direction_of
from dateline.times.value import CLOCK_UNITS

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_HEADING = 24
"""The most characters that a section's name takes up."""
_BREAK = re.compile(r"[^\n:.]{0,24}(?:[:|\n—–]|\s-\s|$)")
_CHUNK = 40_000
_LEFT, _RIGHT = 14, 48
_KEPT_PARSES = 20_000
_DATED = frozenset({"weekday", "month", "nowday", "year4", "isoday", "numeric", "rel"})
"""Categories of words that begin an expression of their own."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A temporal expression as found: its words, its meaning, and which way its context points.

    `direction` is -1 where tense and cue words speak of the past, 1 of the future, 0 where they are silent; `cue` is
    the word that decided. `heads`: it stands in the heading of a dated section, as "Update, Oct 16:".
    """

    start: int
    end: int
    text: str
    rule: str
    meaning: Node
    direction: int = 0
    cue: str = ""
    firm: bool = False
    heads: bool = False


@dataclass(slots=True)
class Item:
    """A token or a reduced phrase, `start:end` counting the tokens of its region."""

    code: str
    start: int
    end: int
    text: str
    values: dict[str, Any]
    rule: Rule | None = None


_Parse = tuple[tuple[int, int, str, Node], ...]
"""(first token, token after the last, rule, meaning) of each expression in a region."""

_parses: dict[tuple[str, ...], _Parse] = {}


def find(text: str, *, language: str = "en") -> tuple[Expression, ...]:
    """Return the temporal expressions of a text in reading order; offsets count its characters."""
    lang = load(language)
    found: list[Expression] = []
    for offset, chunk in _chunks(text):
        found.extend(_find_in(chunk, offset, lang))
    return tuple(found)


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text at its paragraphs, and a long paragraph at blanks, into pieces of bounded size."""
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield from _pieces(text, start, gap.start())
        start = gap.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while start < end:
        cut = end
        if end - start > _CHUNK:
            cut = text.rfind(" ", start + 1, start + _CHUNK)
            cut = start + _CHUNK if cut < 0 else cut
        piece = text[start:cut]
        blank = len(piece) - len(piece.lstrip())
        if blank < len(piece):
            yield start + blank, piece[blank:]
        start = cut


def _find_in(chunk: str, offset: int, lang: Language) -> Iterator[Expression]:
    tokens = lang.token.findall(chunk)
    codes_of = lang.codes
    codes = "".join([codes_of[t] for t in tokens])
    starts: list[int] = []
    for first, last in _regions(tokens, codes, lang):
        before, after = codes[max(first - 2, 0) : first], codes[last : last + 3]
        for a, b, rule, node in _parse(tuple(tokens[first:last]), before, after, lang):
            starts = starts or [0, *accumulate(map(len, tokens))]
            start, end = starts[first + a], _end(tokens, starts, first + b - 1)
            if anchored_in(node):
                named = _event_after(tokens, first + b, lang)
                stop = _end(tokens, starts, named - 1)
                node = anchored_to(node, Event(offset + starts[first + b], offset + stop))
                end = _end(tokens, starts, first + b - 2) if _is_brief(node) else stop
            if _of_a_game(node) and not lang.cues.game.isdisjoint(_around(tokens, first + a, first + b, lang)):
                continue
            cue = direction_of(tokens, first + a, first + b, lang)
            yield Expression(
                offset + start,
                offset + end,
                chunk[start:end],
                rule,
                node,
                cue.direction,
                cue.word,
                cue.firm,
                _heads(chunk, start, end, lang),
            )


def _heads(chunk: str, start: int, end: int, lang: Language) -> bool:
    """Say whether nothing but a section's name stands before the expression on its line, and a break soon behind it."""
    line = chunk.rfind("\n", 0, start) + 1
    if start == line or start - line > _HEADING:
        return False
    name = " ".join(re.findall(r"\w+", chunk[line:start])).lower()
    return name in lang.cues.sections and bool(_BREAK.match(chunk, end))


def _of_a_game(node: Node) -> bool:
    """Say whether the words could mean a quarter or half of a game."""
    while isinstance(node, Part | Nth | Modified):
        inner = node.node if isinstance(node, Modified) else node.of
        if inner is None:
            return False
        node = inner
    return isinstance(node, Point) and node.unit in {"quarter", "half"} and node.year is None


def _around(tokens: list[str], first: int, last: int, lang: Language) -> Iterator[str]:
    """Yield the words within a sentence's reach of an expression."""
    return (lang.entries[t].text for t in tokens[max(first - 25, 0) : last + 25])


def _end(tokens: list[str], starts: list[int], at: int) -> int:
    return starts[at] + len(tokens[at].rstrip())


def _is_brief(node: Node) -> bool:
    """Say whether a length is shorter than a day: "hours after the crash" tells how long, and its day is the crash's."""
    return isinstance(node, Offset) and node.length.parts[0][1] in CLOCK_UNITS


def _event_after(tokens: list[str], at: int, lang: Language) -> int:
    """Return the token after the words, from `at` on, that name an event: "the vote", "he was arrested"."""
    cues, end = lang.cues, at
    while end < len(tokens) and end < at + 4 and lang.entries[tokens[end]].text in cues.event_opens:
        end += 1
    opened = end
    while end < len(tokens) and end < at + 8 and _goes_on(tokens, end, end == opened, lang):
        end += 1
    while end > at + 1 and lang.entries[tokens[end - 1]].text in cues.articles:
        end -= 1
    return max(end, at + 1)


def _goes_on(tokens: list[str], i: int, opens: bool, lang: Language) -> bool:
    """Say whether a token still belongs to the words of an event: no stop word, and no expression of its own."""
    if "\n" in tokens[i - 1]:
        return False
    entry = lang.entries[tokens[i]]
    if entry.text in lang.cues.possessive and not opens and tokens[i - 1][0].isupper():
        return True
    if tokens[i] in lang.cues.hyphens and not tokens[i - 1][-1].isspace():
        return True
    if entry.text in lang.cues.passive_past and tokens[i - 1][0].isupper():
        return True
    if entry.text in lang.cues.event_ends or not tokens[i][0].isalnum():
        return False
    return opens or (entry.text not in lang.cues.whole and _DATED.isdisjoint(entry.values))


def _regions(tokens: list[str], codes: str, lang: Language) -> Iterator[tuple[int, int]]:
    """Yield stretches of known tokens around each trigger, but for those that say one thing again and again."""
    done, known, size = 0, lang.known, len(codes)
    for m in lang.trigger.finditer(codes):
        at = m.start()
        if at < done:
            continue
        first = at
        while first > done and first > at - _LEFT and codes[first - 1] in known:
            first -= 1
        last = at + 1
        while last < size and last < at + _RIGHT and codes[last] in known:
            last += 1
        done = last
        if last - first < 40 or len(set(tokens[first:last])) > 4:
            yield first, last


def _parse(tokens: tuple[str, ...], before: str, after: str, lang: Language) -> _Parse:
    key = (lang.name, before, after, *tokens)
    parse = _parses.get(key)
    if parse is None:
        if len(_parses) > _KEPT_PARSES:
            _parses.clear()
        parse = _parses[key] = _parse_region(tokens, before, after, lang)
    return parse


def _parse_region(tokens: tuple[str, ...], before: str, after: str, lang: Language) -> _Parse:
    entries = lang.entries
    known = [entries[t] for t in tokens]
    items = [Item(e.code, i, i + 1, e.text, e.values) for i, e in enumerate(known)]
    before, after = before or lang.edge, after or lang.edge
    for level in lang.levels:
        items = _reduce(items, before, after, level)
    return tuple(
        (item.start, item.end, item.rule.name, next(iter(item.values.values())))
        for item in items
        if item.rule and item.rule.emit
    )


def _reduce(items: list[Item], before: str, after: str, level: dict[str, list[Rule]]) -> list[Item]:
    codes = before + "".join([item.code for item in items]) + after
    if not any(code in level for code in codes):
        return items
    reduced: list[Item] = []
    i, size, shift = 0, len(items), len(before)
    while i < size:
        rules = level.get(codes[i + shift])
        item = _longest(items, codes, i, shift, rules) if rules else None
        if item is None:
            reduced.append(items[i])
            i += 1
        else:
            while items[i].start < item.start:
                reduced.append(items[i])
                i += 1
            reduced.append(item)
            while i < size and items[i].end <= item.end:
                i += 1
    return reduced


def _longest(items: list[Item], codes: str, i: int, shift: int, rules: list[Rule]) -> Item | None:
    """Return what the longest match makes of the items from i on; between equals the rule written first wins.

    `shift` counts the codes before the first item: rules may look at them but not take them.
    """
    start = i + shift
    limit = shift + len(items)
    hits = [
        (min(m.end(), limit), rule, m) for rule in rules if (m := rule.regex.match(codes, start)) and m.end() > start
    ]
    hits.sort(key=lambda hit: (-hit[0], hit[1].order))
    for _, rule, m in hits:
        meaning = rule.build(_captures(items, m, shift), **rule.constants)
        if meaning is not None:
            first, last = _extent(m, shift, limit)
            return Item(rule.code, items[first].start, items[last].end, "", {rule.gives: meaning}, rule)
    return None


def _extent(m: re.Match[str], shift: int, limit: int) -> tuple[int, int]:
    """Return the first and last item of what a match names: its group `x` if it has one, else all of it."""
    for group in m.re.groupindex:
        if name_of(group) == "x" and m.start(group) >= 0:
            return m.start(group) - shift, m.end(group) - shift - 1
    return m.start() - shift, min(m.end(), limit) - shift - 1


def _captures(items: list[Item], m: re.Match[str], shift: int) -> Found:
    values: dict[str, dict[str, Any]] = {}
    texts: dict[str, str] = {}
    for group in m.re.groupindex:
        at = m.start(group)
        if at >= 0 and m.end(group) > at:
            item, name = items[at - shift], name_of(group)
            values[name], texts[name] = item.values, item.text
    return Found(values, texts)
