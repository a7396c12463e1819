"""Reads every figure that an article states, with what it counts or measures and what its clause says of it.

Where `figures.py` knows a few roles by their words, a claim is any number with a unit or a counted noun.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from dateline.merge import quantity, wording
from dateline.merge.figures import Sentence, sentences
from dateline.merge.quantity import CURRENCIES, SMALL, TENS, Quantity
from dateline.model import Article

TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|km/h|p\.c\.?|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|[€£$¥₹%]|[^\s\w]")
SIGNS = frozenset("€£$¥₹")
APOSTROPHES = frozenset("'\u2019")
DASHES = frozenset("-\u2010\u2011\u2013")
WORD_SCALES = frozenset("hundred thousand million billion trillion bn mn m k tn crore lakh".split())
BOUND_WORDS = frozenset(
    """about around some nearly almost roughly approximately over under just at least most up to more less fewer than
    close an estimated a little barely well no as many much maximum minimum of exactly only total""".split()
)
MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec""".split()
)
AFTER_TIME = frozenset("ago later earlier before after since old early late away from hence prior".split())
BEFORE_TIME = frozenset(
    "in within every next last past first previous coming final recent another per aged age".split()
)
NO_NOUN = frozenset(
    """of in to for per a an the on by with and or more less than from each at as was were is are be been that which who
    had has have will would could may might after before when while later ago but so not into over if since until
    during between it he she they we i this these those worth its his her their our no yes did do does said says say
    against under out off up down about only both all about am pm""".split()
)
UNCOUNTED = frozenset("time thing way reason kind side step hand part couple other point season".split())
ONE_UNIT = frozenset("hour day week fortnight month year decade".split())
LASTING = frozenset(
    "for took takes take last lasted lasting spent spend by of nearly almost about over than after".split()
)
"""What stands before "a week" that is a length and no frequency."""
DETERMINERS = frozenset("a an the its his her their our this that".split())
ALSO_HEADS = frozenset("dead injured wounded missing homeless killed hurt arrested".split())
PLURALS = {"people": "people", "men": "man", "women": "woman", "children": "child", "police": "police",
           "schoolchildren": "schoolchild", "staff": "staff", "cattle": "cattle", "sheep": "sheep", "troops": "troop",
           "feet": "foot", "crew": "crew", "aircraft": "aircraft", "lives": "life", "mps": "mp", "policemen": "policeman",
           "servicemen": "serviceman", "fishermen": "fisherman", "gunmen": "gunman"}  # fmt: skip
SINGULAR_IN_S = ("ss", "us", "is")
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
CLAUSE = re.compile(r"[;:\u2013\u2014()]|,(?!\d)|\s-\s|\b(?:while|whereas|but|although|though|and|which|who)\b")
SCORE = re.compile(
    rf"(?P<a>\d+|{'|'.join(SMALL)})(?: votes)?(?: to |\s?[-\u2013]\s?)(?P<b>\d+|{'|'.join(SMALL)})(?![\d,]|\.\d)\b"
    r"(?!\s+(?:per|years?|%|days?|hours?|weeks?|months?|million|billion|people))",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\b(?P<h>1[0-2]|0?[1-9])(?:[.:](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE)
VAGUE = re.compile(
    r"\b(?:about|around|shortly (?:after|before)|just (?:after|before)|before|after|by|until|nearly)\s*$", re.IGNORECASE
)
STOP = re.compile(r"[;:,()\u2014]|\b(?:and|while|but|although)\b")
NUMBER_OF = re.compile(
    r"\b(?:number|total|toll|tally|count|figure) of (?P<noun>\w+)\b[^.;]{0,60}?\b(?:at|to|was|is|as)\s+(?:\w+ )?$|"
    r"\b(?P<all>crowd|audience|workforce|fleet|congregation|crew|staff) of\s+(?:\w+ )?$",
    re.IGNORECASE,
)
HALF = re.compile(r"\s*(?:and[- ]a[- ]half|1/2|½)|-and-a-half")
MOST_MODIFIERS = 4
MOST_BEFORE = 3
"""Sentences back in the paragraph in which what a figure measures may be told."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure: its `kind` (count, money, percent, time, length, ...), the `noun` counted, and the deed of its clause."""

    kind: str
    noun: str
    value: str
    quantity: Quantity
    sentence: Sentence
    start: int
    end: int
    deeds: tuple[str, ...]
    part: bool
    clause: str
    """The words of its clause, the figure's own left out."""


@functools.cache
def lexicon() -> dict[str, dict[str, str]]:
    """Return the tables of `claims.toml`."""
    return tomllib.loads(resources.files("dateline.merge").joinpath("claims.toml").read_text("utf-8"))


@functools.cache
def _units() -> dict[str, str]:
    return {word: kind for kind, words in lexicon()["units"].items() for word in words.split()}


@functools.cache
def pattern(table: str, name: str) -> re.Pattern[str]:
    """Return a pattern of `claims.toml`."""
    return re.compile(lexicon()[table][name], re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with the sentences before its own in the same paragraph, the nearest last."""

    claim: Claim
    before: tuple[Sentence, ...]
    around: str
    """Its sentence and the one before it."""
    local: tuple[str, ...]
    """The words of its clause that carry meaning."""
    wide: frozenset[str]
    """The stems of `around`."""
    context: tuple[str, ...]
    """The words of its sentence and of those before it that carry meaning."""


def stated(article: Article) -> tuple[Stated, ...]:
    """Return the figures that an article states, from its text alone."""
    told = sentences(article.id, article.text)
    place = {sentence.start: k for k, sentence in enumerate(told)}
    found: list[Stated] = []
    for claim in claims(told):
        k = place[claim.sentence.start]
        before = tuple(s for s in told[max(k - MOST_BEFORE, 0) : k] if s.line == claim.sentence.line)
        around = claim.sentence.text + (" " + before[-1].text if before else "")
        context = " ".join((claim.sentence.text, *(sentence.text for sentence in before)))
        wide = frozenset(word for word in wording.words(wording.folded(around)) if not word[0].isdigit())
        found.append(Stated(claim, before, around, _content(claim.clause), wide, _content(context)))
    return tuple(found)


def _content(text: str) -> tuple[str, ...]:
    words = (w for w in re.findall(r"[^\W\d_]+", wording.folded(text.lower())) if len(w) > 2)
    return tuple(dict.fromkeys(w for w in words if w not in wording.STOP and w not in CALENDAR))


def claims(told: Sequence[Sentence]) -> Iterator[Claim]:
    """Yield the figures of one article's sentences."""
    for sentence in told:
        if _has_number(sentence.text):
            yield from _claims(sentence)


NUMBERED = re.compile(
    rf"\d|\b(?:{'|'.join([*SMALL, *TENS, 'dozen', 'hundred', 'half'])}|an? (?:{'|'.join(sorted(ONE_UNIT))}))\b",
    re.IGNORECASE,
)


def _has_number(text: str) -> bool:
    return NUMBERED.search(text) is not None


def _clocks(sentence: Sentence) -> Iterator[Claim]:
    for match in CLOCK.finditer(sentence.text):
        hour, minute = int(match["h"]) % 12, int(match["m"] or 0)
        if match["half"].lower() == "p":
            hour += 12
        minutes = 60.0 * hour + minute
        slack = 20.0 if VAGUE.search(sentence.text[max(match.start() - 16, 0) : match.start()]) else 5.0
        if hour < 24 and minute < 60:
            found = Quantity("clock", minutes, minutes - slack, minutes + slack)
            yield _worded("clock", "", sentence, match.start(), match.end(), found)


def _claims(sentence: Sentence) -> Iterator[Claim]:
    yield from _clocks(sentence)
    tokens = [Token(m.group(), m.start(), m.end()) for m in TOKEN.finditer(sentence.text)]
    k = 0
    while k < len(tokens):
        last = _number(tokens, k)
        if last is None:
            k += 1
            continue
        found = _claim(sentence, tokens, k, last)
        if found is not None:
            yield found
        k = last + 1


def _number(tokens: Sequence[Token], k: int) -> int | None:
    """Return the last token of the number that begins at `k`, its scale words taken in, or None."""
    if not _is_number(tokens, k) or _is_date(tokens, k) or _is_whole(tokens, k):
        return None
    last = k
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


def _is_number(tokens: Sequence[Token], k: int) -> bool:
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
    if token.low in ONE_UNIT:
        return _low(tokens, k - 1) in {"a", "an"} and _low(tokens, k - 2) in LASTING
    return token.low in {"dozen", "hundred"} and k > 0 and tokens[k - 1].low in {"a", "one"}


def _is_whole(tokens: Sequence[Token], k: int) -> bool:
    """Say whether a number is what another is part of: "31 of the 60 seats", "five out of six"."""
    j = k - 1
    while j > 0 and (
        tokens[j].low in {"the", "its", "their", "all", "out", "a", "total"} or tokens[j].low.endswith("'s")
    ):
        j -= 1
    of = _low(tokens, j) == "of" or _low(tokens, k - 1) == "of"
    while j > 0 and tokens[j].low in {"of", "out"}:
        j -= 1
    return of and j >= 0 and _is_number(tokens, j)


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
        return True
    if before is not None and before.text == "." and k > 1 and tokens[k - 2].low in MONTHS:
        return True
    year = re.fullmatch(r"(?:19|20)\d\d", token.text) is not None
    return year and (before is None or before.text not in SIGNS)


def _claim(sentence: Sentence, tokens: Sequence[Token], k: int, last: int) -> Claim | None:
    if tokens[k].low in ONE_UNIT:
        if HALF.match(sentence.text, tokens[k].end):
            return None
        return _measured(sentence, tokens, k - 1, k - 1, k, tokens[k].low)
    first, last = _bounded(tokens, k), _range(tokens, k, last)
    after = last + 1
    while after < len(tokens) and (tokens[after].text in DASHES or tokens[after].low in {"or", "so"}):
        after += 1
    word = tokens[after].low if after < len(tokens) else ""
    hyphen = last + 1 < len(tokens) and tokens[last + 1].text in DASHES and tokens[last + 1].start == tokens[last].end
    if half := HALF.match(sentence.text, tokens[last].end):
        after = next((n for n in range(last + 1, len(tokens)) if tokens[n].start >= half.end()), len(tokens))
        after += after < len(tokens) and tokens[after].text in DASHES
        word = tokens[after].low if after < len(tokens) else ""
    if score := _score(sentence, tokens, k):
        return score
    if k and tokens[k - 1].text in SIGNS:
        return _make("money", _bearer(tokens, first, last), sentence, tokens, first, last)
    if word in {"%", "percent", "pct", "pc", "p.c", "p.c."} or (word == "per" and _low(tokens, after + 1) == "cent"):
        end = after + (word == "per")
        points = _low(tokens, end + 1).startswith("point")
        return _make(
            "points" if points else "percent",
            _of(tokens, end + 1) or _bearer(tokens, first, end),
            sentence,
            tokens,
            first,
            end,
        )
    if (word in CURRENCIES or word.rstrip("s") in CURRENCIES) and word not in {"won", "real", "rand", "pound-weight"}:
        return _make("money", _bearer(tokens, first, after), sentence, tokens, first, after)
    if (
        _low(tokens, after + 1) in {"kronor", "crowns", "dollars", "euros", "francs", "pounds", "kr\u00f3nur"}
        and word[:1].isalpha()
    ):
        return _make("money", _bearer(tokens, first, after + 1), sentence, tokens, first, after + 1)
    if word in _units() or (word in {"square", "cubic", "nautical"} and _low(tokens, after + 1) in _units()):
        return _measured(sentence, tokens, first, k, after + (word not in _units()), word)
    if k and "magnitude" in {_low(tokens, k - 1), _low(tokens, k - 2), word}:
        return _make("magnitude", "", sentence, tokens, k, last)
    noun, end = _noun(tokens, last + 1, hyphen)
    if not noun and not tokens[k].low.isalpha():
        noun, end = _noun_before(sentence.text[: tokens[first].start]), last
    if not noun or noun in UNCOUNTED:
        return None
    measured = quantity.read(sentence.text[tokens[first].start : tokens[last].end])
    return _make("count", noun, sentence, tokens, first, end, measured)


def _score(sentence: Sentence, tokens: Sequence[Token], k: int) -> Claim | None:
    """Return the result of a count of votes or of a game: "by seven votes to two", "3-1"."""
    found = SCORE.match(sentence.text, tokens[k].start)
    if found is None:
        return None
    a, b = quantity.read(found["a"]), quantity.read(found["b"])
    if a is None or b is None or a.number <= b.number:
        return None
    last = next(n for n in range(len(tokens) - 1, k, -1) if tokens[n].end <= found.end())
    number = a.number + b.number / 1000
    return _make("score", "", sentence, tokens, k, last, Quantity("score", number, number, number))


def _bearer(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return the noun whose size a figure is: "a $240m fund", "a fine of 40 euros", "a fund worth $240m"."""
    words: list[str] = []
    for token in tokens[last + 1 : last + 1 + MOST_MODIFIERS]:
        if token.text in DASHES:
            continue
        if not token.low[0].isalpha() or token.low in NO_NOUN or _possessive(token.low):
            break
        words.append(token.low)
    if words and (tokens[last + 1].text in DASHES or _low(tokens, first - 1) in DETERMINERS or len(words) < 2):
        return singular(words[-1])
    before = first - 1
    if _low(tokens, before) in {"of", "worth", "value", "valued", "totalling", "totaling"}:
        return singular(_low(tokens, before - 1)) if _low(tokens, before - 1).isalpha() else ""
    return ""


def _measured(sentence: Sentence, tokens: Sequence[Token], first: int, k: int, after: int, word: str) -> Claim | None:
    """Return a length of time or space; none where the words only place something in time: "two days later"."""
    kind = _units()[_low(tokens, after)]
    if kind == "time":
        following = tokens[after + 1].low if after + 1 < len(tokens) else ""
        if following in DASHES and after + 2 < len(tokens):
            following = tokens[after + 2].low
        if following in AFTER_TIME or _low(tokens, k - 1) in BEFORE_TIME or _low(tokens, first - 1) in BEFORE_TIME:
            return None
    if word in {"square", "cubic"}:
        kind = f"{word} {kind}"
    return _make(kind, _of(tokens, after + 1) or _bearer(tokens, first, after), sentence, tokens, first, after)


def _bounded(tokens: Sequence[Token], k: int) -> int:
    """Return the first of the words before a number that say how sure it is."""
    first = k
    if first and tokens[first - 1].text in SIGNS:
        first -= 1
        if first and tokens[first - 1].low == "us":
            first -= 1
    while first and tokens[first - 1].low in BOUND_WORDS:
        first -= 1
    while first < k and tokens[first].low in {"of", "to", "a", "than", "most", "at", "as", "total", "no", "only"}:
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
        }:
            break
        first += 1
    return first


def _range(tokens: Sequence[Token], k: int, last: int) -> int:
    """Take in the other end of a range: "between 20,000 and 25,000", "20 to 25"."""
    joined = last + 1 < len(tokens) and (
        tokens[last + 1].low == "to"
        or tokens[last + 1].text in DASHES
        or (tokens[last + 1].low == "and" and _low(tokens, k - 1) == "between")
    )
    if joined and last + 2 < len(tokens):
        other = last + 2
        digits = tokens[other].text[0].isdigit() or tokens[other].low in SMALL or tokens[other].low in TENS
        if digits:
            end = other
            while end + 1 < len(tokens) and tokens[end + 1].low in WORD_SCALES:
                end += 1
            return end
    return last


def _low(tokens: Sequence[Token], k: int) -> str:
    return tokens[k].low if 0 <= k < len(tokens) else ""


def _of(tokens: Sequence[Token], k: int) -> str:
    """Return the noun that a measure is of: "nine days of talks", "12 per cent of the members' votes", "12.5% stake"."""
    if _low(tokens, k) == "of":
        for j in range(k + 1, min(k + 6, len(tokens))):
            word = tokens[j].low
            if word in APOSTROPHES:
                continue
            if not word[0].isalpha() or (
                word in NO_NOUN and word not in {"the", "its", "his", "her", "their", "all", "those", "a"}
            ):
                break
            owner = _possessive(word) or (_low(tokens, j + 1) in APOSTROPHES and word.endswith("s"))
            if not owner and _looks_plural(word):
                return singular(word)
    return ""


def _possessive(word: str) -> bool:
    return word.endswith(("'s", "\u2019s", "s'", "s\u2019"))


def _noun(tokens: Sequence[Token], k: int, hyphen: bool) -> tuple[str, int]:
    """Return the counted noun in the singular and its token, or nothing: the first plural of the phrase."""
    if hyphen and k + 1 < len(tokens) and tokens[k + 1].text[0].isalpha():
        return singular(tokens[k + 1].low), k + 1
    if _low(tokens, k) == "of" and _low(tokens, k + 1) in {
        "the",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
    }:
        return _noun(tokens, k + 2 + (_low(tokens, k + 2)[:1].isdigit() or _low(tokens, k + 2) in SMALL), False)
    for j in range(k, min(k + MOST_MODIFIERS, len(tokens))):
        word = tokens[j].low
        if word in ALSO_HEADS and (
            j + 1 == len(tokens) or not tokens[j + 1].text[0].isalpha() or _low(tokens, j + 1) in NO_NOUN
        ):
            return word, j
        if not word[0].isalpha() or word in NO_NOUN or (tokens[j].text[0].isupper() and j == k):
            return "", k
        if not _possessive(word) and _looks_plural(word):
            return singular(word), j
    return "", k


def _noun_before(before: str) -> str:
    """Return the noun of a figure that follows it: "a crowd of 9,000", "the number of people who watched at 6,000"."""
    found = NUMBER_OF.search(before)
    return singular(found["noun"] or found["all"]) if found else ""


def _looks_plural(word: str) -> bool:
    return (
        word in PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(SINGULAR_IN_S)) or word == "mps"
    )


def singular(word: str) -> str:
    """Return a plural's singular by its spelling."""
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(SINGULAR_IN_S) else word


def _make(
    kind: str,
    noun: str,
    sentence: Sentence,
    tokens: Sequence[Token],
    first: int,
    last: int,
    measured: Quantity | None = None,
) -> Claim | None:
    start, end = tokens[first].start, tokens[last].end
    measured = measured or quantity.read(_numeric(sentence.text[start:end], kind))
    if measured is None or measured.number <= 0:
        return None
    return _worded(kind, noun, sentence, start, end, measured)


def _worded(kind: str, noun: str, sentence: Sentence, start: int, end: int, measured: Quantity) -> Claim:
    value = sentence.text[start:end]
    clause_start, clause_end = _clause(sentence.text, start, end)
    clause = sentence.text[clause_start:start] + " \u2026 " + sentence.text[end:clause_end]
    near = _tight(sentence.text, start, end)
    part = (
        pattern("apart", "part_before").search(sentence.text, max(clause_start, start - 30), start)
        or pattern("apart", "part_after").match(sentence.text, end)
        or pattern("apart", "part_inside").search(value)
    )
    return Claim(
        kind, noun, value, measured, sentence, sentence.start + start, sentence.start + end,
        _deeds(near), part is not None, clause,
    )  # fmt: skip


def _numeric(value: str, kind: str) -> str:
    return value if kind != "magnitude" else re.sub(r"[^\d.]", "", value)


def _tight(text: str, start: int, end: int) -> str:
    """Return the words between the commas and "and"s next to a figure, some of either side at least."""
    before, after = text[max(start - 70, 0) : start], text[end : end + 60]
    left = max((m.end() for m in STOP.finditer(before) if len(before) - m.end() > 8), default=0)
    right = min((m.start() for m in STOP.finditer(after) if m.start() > 0), default=len(after))
    return before[left:] + text[start:end] + after[:right]


def _deeds(near: str) -> tuple[str, ...]:
    return tuple(name for name in lexicon()["deeds"] if pattern("deeds", name).search(near))


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the clause around a figure; short stretches between commas are taken in."""
    before = [m.end() for m in CLAUSE.finditer(text, 0, start) if start - m.end() > 12]
    after = [m.start() for m in CLAUSE.finditer(text, end) if m.start() - end > 25]
    return max(before, default=0), min(after, default=len(text))


def people(noun: str) -> bool:
    """Say whether a noun in the singular counts people."""
    return noun in _people()


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(lexicon()["people"]["nouns"].split())


@functools.cache
def groups(noun: str) -> frozenset[str]:
    """Return the groups of nouns that count the same things as `noun`."""
    return frozenset(name for name, nouns in lexicon()["nouns"].items() if noun in nouns.split())
