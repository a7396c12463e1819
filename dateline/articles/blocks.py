"""Recognises what the stretches of a page are: title, body, caption, embedded post, list of other articles, facts, buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.articles.mapping import Edit
from dateline.articles.pagelines import (
    STROKES,
    Line,
    blog_comments,
    holds_date_alone,
    is_fact_line,
    is_unlabelled,
    kind_of,
    openers,
    opening,
    rules,
    signature,
    split_lines,
)
from dateline.articles.printed import find_dates, names
from dateline.model import Block, BlockKind

ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
NAMED_DATE = (
    rf"(?:(?:{'|'.join(n.title() for n in names('weekdays'))}),?\s+)?"
    rf"(?:{'|'.join(n.title() for n in names('months'))})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
)
FIGURED_DATE = r"\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4}"
GLUED_DATE = re.compile(
    rf"(?m)^(?:[^\n\d]{{2,60}}?[a-z](?={NAMED_DATE})|(?:By|BY)\s[^\n\d]{{3,60}}?[a-zA-Z](?={NAMED_DATE}|{FIGURED_DATE}))"
)
"""A name or a section that runs into the date behind it: "By Jo Example4 May 2021", "NewsMay 4, 2021"."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What the markup says of a stretch of the text."""

    start: int
    end: int
    kind: BlockKind


def partings(text: str, title: str | None = None) -> list[Edit]:
    """Line breaks that were lost between a headline, the facts about the article and its first sentence."""
    places = set[int]()
    lines = split_lines(text)[:6]
    heading = title or (lines[0].text if lines and len(lines[0].text) < 250 else None)
    for line in lines:
        places.update(line.start + place for place in _glued_places(line.text, heading))
    places.update(found.end() for found in GLUED_DATE.finditer(text[:3000]))
    return [Edit(place, place, "\n") for place in sorted(places)]


def _glued_places(line: str, heading: str | None) -> Iterator[int]:
    counted = blog_comments().search(line)
    known = [start for start in (0, counted.end() if counted else 0) if heading and line.startswith(heading, start)]
    for start in known:
        after = line[(end := start + len(heading or "")) :][:1]
        if (after.isalnum() and not after.islower()) or (
            after and after in "“\"‘'"
        ):  # "tiesThe", but not "Bank" in "Banks closed"
            yield end
    if not known and len(line) > 120:
        yield from _opener_places(line, counted.end() if counted else 0)


def _opener_places(line: str, start: int) -> Iterator[int]:
    """Where a sentence begins in the middle of a word: "frosty tiesThe minister"."""
    words = "|".join(re.escape(word) for word in openers())
    found = re.compile(rf"(?<=[a-z0-9?!”’])(?=(?:{words})\s[\w“\"])").search(line, start + 15, start + 220)
    if found and not ENDED.search(line[start : found.start()].strip('"”’')):
        yield found.start()


def recognise(text: str, *, title: str | None = None, hints: Sequence[Hint] = ()) -> tuple[Block, ...]:
    """Cut a cleaned text into blocks in reading order; `title` is the one given beside the text, if any."""
    lines = split_lines(text)
    kinds = _kinds(lines, title, hints)
    posts = _posts(lines, kinds)
    blocks = list[Block]()
    opened = False
    for i, line in enumerate(lines):
        if i in posts:
            blocks.append(replace(posts[i], start=line.start, end=line.end))
            continue
        if kinds[i] == "body" and not opened:
            opened, found = True, opening(line.text)
            if found:
                blocks.append(Block(line.start, line.start + len(found.group().rstrip()), "meta"))
                blocks.append(Block(line.start + found.end(), line.end, "body"))
                continue
        blocks.append(Block(line.start, line.end, kinds[i]))
    return _joined_posts(blocks)


def _kinds(lines: Sequence[Line], title: str | None, hints: Sequence[Hint]) -> list[BlockKind]:
    said: list[BlockKind | None] = [_by_rule(line, hints) for line in lines]
    _mark_titles(lines, said, title)
    _mark_facts(lines, said)
    _mark_related(lines, said)
    return [kind or "body" for kind in said]


def _by_rule(line: Line, hints: Sequence[Hint]) -> BlockKind | None:
    for hint in hints:
        if hint.start <= line.start and line.end <= hint.end:
            return hint.kind
    kind = kind_of(line.text)
    return kind if kind in ("boilerplate", "related", "meta", "caption") else None


def _mark_titles(lines: Sequence[Line], kinds: list[BlockKind | None], given: str | None) -> None:
    """The headline, and where it is printed again."""
    headline = plain(given) if given else ""
    if not headline and "title" not in kinds:
        first = _headline(lines, kinds)
        if first is None:
            return
        kinds[first] = "title"
        headline = plain(lines[first].text)
        if (
            first + 1 < len(lines)
            and headline.startswith(plain(lines[first + 1].text))
            and len(lines[first + 1].text) > 20
        ):
            headline = plain(lines[first + 1].text)
    for i, line in enumerate(lines[:8]):
        words = plain(line.text)
        same = words == headline or (
            words.startswith(headline) and len(words) <= len(headline) + 30 and not ENDED.search(line.text)
        )
        if headline and same and kinds[i] in (None, "title"):
            kinds[i] = "title"


def _headline(lines: Sequence[Line], kinds: Sequence[BlockKind | None]) -> int | None:
    """The first line that reads like a headline, if one stands before the body; a word or two before it name a section."""
    candidates = list[int]()
    for i, line in enumerate(lines[:6]):
        if kinds[i] is not None or is_fact_line(line.text) or holds_date_alone(line.text):
            continue
        if not _reads_like_headline(line.text) or opening(line.text):
            break
        candidates.append(i)
        if len(candidates) == 2:
            break
    if not candidates or len(lines) < 2:
        return None
    short = len(lines[candidates[0]].text.split()) <= 2
    return (
        candidates[1]
        if short and len(candidates) == 2 and len(lines[candidates[1]].text.split()) > 3
        else candidates[0]
    )


def _reads_like_headline(line: str) -> bool:
    ended = ENDED.search(line) and not re.search(r"(?:\?|!|…|\.\.\.|[A-Z]\.)[\"”’']?$", line)
    return len(line) <= 220 and len(line.split()) <= 35 and not ended and not signature(line)


STANDFIRSTS = 3
"""How many lines can stand over the line about the article."""


def _mark_facts(lines: Sequence[Line], kinds: list[BlockKind | None]) -> None:
    """Date lines, bylines and sections, which stand before the first paragraph or behind the last."""
    paragraphs = [
        i
        for i, line in enumerate(lines)
        if kinds[i] is None
        and (len(line.text) > 150 or ENDED.search(line.text))
        and not (i < STANDFIRSTS and _is_labelled(lines[i + 1 : i + 2]))
    ]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (len(lines), -1)
    for i, line in enumerate(lines):
        around = kinds[i] is None and (i <= first or i >= last)
        if (around and is_fact_line(line.text)) or (i < first and _is_head(line, kinds[i])):
            kinds[i] = "meta"


def _is_labelled(after: Sequence[Line]) -> bool:
    """Tell a line that says when and by whom the article was posted: what stands over it is a standfirst, though it asks a question."""
    return any(is_fact_line(line.text) and not is_unlabelled(line.text) for line in after)


def _is_head(line: Line, kind: BlockKind | None) -> bool:
    """Tell a line over the text whose date stands alone, though it names photographers or a long list of others."""
    return holds_date_alone(line.text) if kind is None else kind == "caption" and holds_date_alone(line.text, STROKES)


def _mark_related(lines: Sequence[Line], kinds: list[BlockKind | None]) -> None:
    """The headlines under "READ MORE": until a sentence, or a wider gap."""
    listing = False
    for i, line in enumerate(lines):
        if any(rule.name == "head of a list" and rule.pattern.fullmatch(line.text) for rule in rules("related")):
            listing = True
        elif listing and (kinds[i] is None or (kinds[i] == "meta" and is_unlabelled(line.text))):
            wider = line.blank > lines[i - 1].blank and kinds[i - 1] == "related" and lines[i - 1].blank > 0
            listing = not wider and len(line.text) <= 160 and not line.text.endswith((".", ".”", '."'))
            kinds[i] = "related" if listing else None
        elif kinds[i] not in ("related", "caption"):
            listing = False


def _posts(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> dict[int, Block]:
    """The lines of embedded posts by their index: the signature, and the text before it."""
    posts = dict[int, Block]()
    for i, line in enumerate(lines):
        found = signature(line.text)
        if not found:
            continue
        dates = [d for d in find_dates(found["date"]) if d.readings]
        author = found["author"].strip(" ,|·•—–-") or None
        post = Block(0, 0, "post", dates[0].readings[0] if dates else None, author)
        posts[i] = post
        if found.start() == 0 or not line.text[: found.start()].strip():
            posts.update((k, post) for k in _post_text(lines, kinds, i))
    return posts


def _post_text(lines: Sequence[Line], kinds: Sequence[BlockKind], i: int) -> Iterator[int]:
    """The lines before a signature that are the post's: one, or all up to the empty line where paragraphs have such."""
    spaced = sum(1 for line in lines if line.blank) > len(lines) / 3
    k = i - 1
    if k >= 0 and kinds[k] in ("body", "caption"):
        yield k
        while spaced and lines[k].blank == 0 and k > 0 and kinds[k - 1] == "body" and not signature(lines[k - 1].text):
            k -= 1
            yield k


def _joined_posts(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """One block for a post's lines and its signature."""
    joined = list[Block]()
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            block.kind == "post"
            and last
            and last.kind == "post"
            and (last.published, last.author) == (block.published, block.author)
        ):
            joined[-1] = replace(last, end=block.end)
        else:
            joined.append(block)
    return tuple(joined)


def plain(text: str) -> str:
    """A text's words alone, for comparison."""
    return " ".join(re.findall(r"\w+", text.casefold()))
