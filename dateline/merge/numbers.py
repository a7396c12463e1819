"""Finds the numbers of a sentence: where each begins, what belongs to it, and which are no figures but dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.merge.quantity import SMALL, TENS, WHOLE_WORDS, read

TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|km/h|p\.c\.?|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|[€£$¥₹%]|[^\s\w]")
SIGNS = frozenset("€£$¥₹")
DASHES = frozenset("-\u2010\u2011\u2013")
WORD_SCALES = frozenset("hundred thousand million millions billion billions trillion bn mn m k tn crore lakh".split())
WHOLE_SCALES = frozenset("dozen hundred thousand million billion".split())
"""What is a number with "a" before it: "a million litres", "half a dozen"."""
DOLLARS = frozenset("us c a nz hk s r ca au cad aud".split())
"""What stands before a sign of money and is part of it: "C$92 million"."""
PARTED_OVER = frozenset(
    "hand hands handed handing turn turned take takes taken took taking pull pulled sign signed".split()
)
"""Verbs of which "over" is the particle: "handed over 30 prisoners"."""
BOUND_WORDS = frozenset(
    """about around some nearly almost roughly approximately over under just at least most up to more less fewer than
    close an estimated a little barely well no as many much maximum minimum of exactly only total virtually practically
    precisely fully scarcely hardly merely""".split()
)
MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec""".split()
)
MOST_DAYS = 31
ONE_UNIT = frozenset("hour day week fortnight month year decade".split())
ONE_LENGTH = frozenset("kilometre kilometer mile metre meter yard foot".split())
"""Units of length of which one is told as "a kilometre"."""
AWAY = frozenset("out from off away long wide deep high short apart offshore inland inside outside beyond".split())
"""What follows "a kilometre" that is a measure and no unit of a rate."""
CHANGING = frozenset(
    """rose rise rises risen rising fell fall falls fallen falling cut cuts cutting grew grow grows grown growing dropped
    drop drops raised raise raises raising lowered lower lowers lowering reduced reduce reduces reducing increased
    increase increases increasing climbed jumped slipped soared shrank shrunk went gone up down moved changed lifted slashed
    halved doubled trimmed""".split()
)
"""What changes from one number to another."""
CHANGED_WITHIN = 7
"""Tokens before a number in which that is told."""
LASTING = frozenset(
    """for took takes take last lasted lasting spent spend by of nearly almost about over than after barely scarcely hardly
    just exactly only""".split()
)
"""What stands before "a week" that is a length and no frequency."""


class Token(NamedTuple):
    """A word, number or sign of a sentence, with its place and itself in lower case."""

    text: str
    start: int
    end: int
    low: str


def tokens_of(text: str) -> list[Token]:
    """Cut a text into words, numbers and signs."""
    return [Token(match[0], *match.span(), match[0].lower()) for match in TOKEN.finditer(text)]


def number_from(tokens: Sequence[Token], k: int) -> int | None:
    """Return the last token of the number that begins at `k`, its scale words taken in, or None."""
    if not is_number(tokens, k) or _is_date(tokens, k) or _is_whole(tokens, k):
        return None
    last = k + 2 * (tokens[k].low == "half")
    while last + 1 < len(tokens):
        after = tokens[last + 1]
        if after.low in WORD_SCALES or after.low == "dozen" or (after.low in SMALL and tokens[last].low in TENS):
            last += 1
        elif after.text in DASHES and last + 2 < len(tokens) and tokens[last + 2].low in {*WORD_SCALES, *SMALL}:
            if not (tokens[last].low in TENS or tokens[last + 2].low in WORD_SCALES):
                break
            last += 2
        else:
            break
    return last


def is_number(tokens: Sequence[Token], k: int) -> bool:
    token = tokens[k]
    if token.text[0].isdigit():
        before = tokens[k - 1] if k else None
        glued = before is not None and before.end == token.start
        if glued and before is not None and (before.text[0].isalpha() or before.text in {"/", "#", "."}):
            return False
        return not (
            glued and before is not None and before.text in {*DASHES, ":"} and k > 1 and tokens[k - 2].text[0].isdigit()
        )
    if token.low in SMALL or token.low in TENS:
        return token.low not in {"zero", "one"}
    if token.low in ONE_UNIT or token.low in ONE_LENGTH:
        return is_one(tokens, k)
    if token.low == "half":
        return low(tokens, k + 1) == "a" and low(tokens, k + 2) in WHOLE_SCALES
    return token.low in WHOLE_SCALES and k > 0 and tokens[k - 1].low in {"a", "one"}


def is_one(tokens: Sequence[Token], k: int) -> bool:
    """Say whether the unit at `k` is measured once: "took a week", "a full kilometre", "a mile off", "for one day"."""
    whole = low(tokens, k - 1) in WHOLE_WORDS
    article = low(tokens, k - 1 - whole)
    if article not in {"a", "an", "one"}:
        return False
    if tokens[k].low in ONE_LENGTH:
        return whole or article == "one" or low(tokens, k + 1) in AWAY
    return whole or low(tokens, k - 2) in LASTING


def _is_whole(tokens: Sequence[Token], k: int) -> bool:
    """Say whether a number is what another is part of: "31 of the 60 seats", "five out of six"."""
    j = k - 1
    while j > 0 and (
        tokens[j].low in {"the", "its", "their", "all", "out", "a", "total"} or tokens[j].low.endswith("'s")
    ):
        j -= 1
    of = low(tokens, j) == "of" or low(tokens, k - 1) == "of"
    while j > 0 and tokens[j].low in {"of", "out"}:
        j -= 1
    return of and j >= 0 and is_number(tokens, j)


def _is_date(tokens: Sequence[Token], k: int) -> bool:
    """Say whether a number is of a date or a clock: "12 March", "March 12", "the 13th", "6:40", "2019"."""
    token = tokens[k]
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    before = tokens[k - 1] if k else None
    if (
        after is not None
        and after.start == token.end
        and after.low in {"st", "nd", "rd", "th", ":", "/", "am", "pm", "s"}
    ):
        return True
    if after is not None and (after.low in MONTHS or after.low in {"am", "pm", "a.m", "p.m", "o'clock"}):
        return True
    if after is not None and after.low in {"a", "p"} and k + 2 < len(tokens) and tokens[k + 2].text == ".":
        return token.text[0].isdigit()
    if before is not None and before.low.rstrip(".") in MONTHS and not (before.low == "may" and before.text != "May"):
        return not _measures(token, after)
    if before is not None and before.text == "." and k > 1 and tokens[k - 2].low in MONTHS:
        return True
    year = re.fullmatch(r"(?:19|20)\d\d", token.text) is not None
    return year and (before is None or before.text not in SIGNS)


def _measures(token: Token, after: Token | None) -> bool:
    """Say whether a number right after a month is none of its days: "in October 67% of them", "in May 250 people"."""
    days = token.text.isdigit() and int(token.text) <= MOST_DAYS
    year = re.fullmatch(r"(?:19|20)\d\d", token.text) is not None
    return not (days or year) or (after is not None and after.low in {"%", "percent", "per", "pct", "million", "bn"})


def bounded(tokens: Sequence[Token], k: int) -> int:
    """Return the first of the words before a number that say how sure it is."""
    first = k
    if first and tokens[first - 1].text in SIGNS:
        first -= 1
        if first and tokens[first - 1].low in DOLLARS and tokens[first - 1].end == tokens[first].start:
            first -= 1
    while first and tokens[first - 1].low in BOUND_WORDS and not _is_particle(tokens, first - 1):
        first -= 1
    while first < k and tokens[first].low in {"of", "to", "a", "an", "than", "most", "at", "as", "total", "no", "only"}:
        bound = f"{tokens[first].low} {tokens[first + 1].low}" if first + 1 <= k else ""
        if bound in {
            "at least",
            "at most",
            "no more",
            "no fewer",
            "no less",
            "as many",
            "as much",
            "a little",
            "a maximum",
            "an estimated",
        }:
            break
        first += 1
    return first


def _is_particle(tokens: Sequence[Token], k: int) -> bool:
    """Say whether a word before a number belongs to the verb: "handed over 30 prisoners", "has gone up to 22"."""
    return low(tokens, k - 1) in {"over": PARTED_OVER, "up": CHANGING}.get(tokens[k].low, frozenset())


def range_from(tokens: Sequence[Token], k: int, last: int) -> int:
    """Take in the other end of a range: "between 20,000 and 25,000", "20 to 25"; not what a change began from."""
    joined = last + 1 < len(tokens) and (
        tokens[last + 1].low == "to"
        or tokens[last + 1].text in DASHES
        or (tokens[last + 1].low == "and" and low(tokens, k - 1) == "between")
    )
    if joined and last + 2 < len(tokens):
        other = last + 2
        digits = tokens[other].text[0].isdigit() or tokens[other].low in SMALL or tokens[other].low in TENS
        if digits:
            end = other
            while end + 1 < len(tokens) and tokens[end + 1].low in WORD_SCALES:
                end += 1
            return last if low(tokens, last + 1) == "to" and _changed(tokens, k, last, end) else end
    return last


def _changed(tokens: Sequence[Token], k: int, last: int, end: int) -> bool:
    """Say whether two numbers are what something was and what it became: "cut from 9.6 billion to 7.2 billion"."""
    if low(tokens, k - 1) != "from":
        return False
    old, new = read(_words(tokens, k, last)), read(_words(tokens, last + 2, end))
    fell = old is not None and new is not None and old.number > new.number
    return fell or any(tokens[j].low in CHANGING for j in range(max(k - CHANGED_WITHIN, 0), k))


def _words(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.text for token in tokens[first : last + 1])


def low(tokens: Sequence[Token], k: int) -> str:
    return tokens[k].low if 0 <= k < len(tokens) else ""
