"""Near-duplicates: wire copy, reprints with small edits, rewritten copies of one report.

Two texts repeat each other when the smaller one's word triples stand in the other (containment, Broder 1997). An article is
compared with the originals found so far alone, and with those of them alone that share sampled triples with it, so that a
thousand copies of one report cost a thousand comparisons.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.articles.blocks import plain
from dateline.model import Article

COPY = 0.5
"""Containment of triples from which one text is a copy of the other."""
CERTAIN = 0.8
"""Containment that needs no other sign."""
REWRITE = 0.22
"""Containment from which it is a rewritten copy, if the headline or the first paragraphs agree too."""
LEAD = 0.35
"""Containment of the first paragraphs' word pairs that counts as agreement."""
SAMPLED = 4
POSTINGS = 12
LEAST_WORDS = 20
LEAST_REWRITTEN = 80
"""Below so many words, two reports of one event are alike by chance."""
READ_CHARACTERS = 40_000


@dataclass(frozen=True, slots=True)
class Wording:
    """What an article's text is compared by."""

    triples: frozenset[int]
    sample: tuple[int, ...]
    """Every fourth of the triples, in order."""
    lead: frozenset[int]
    title: str
    words: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """`copy` repeats `original`; `share` is how much of the smaller text stands in the other, 0..1."""

    copy: str
    original: str
    share: float


def find_repeats(
    articles: Sequence[Article],
    wordings: Mapping[str, Wording] | None = None,
    shares: dict[tuple[str, str], float] | None = None,
) -> tuple[Repeat, ...]:
    """Find the articles that nearly repeat another; the original is the earlier one, a dated one before an undated.

    `wordings` are those of the articles by id, where they are known already; `shares` keeps for another look at the same
    articles how much of one stands in another.
    """
    wordings = wordings or {article.id: wording(article) for article in articles}
    postings, repeats, known = dict[int, list[str]](), list[Repeat](), {} if shares is None else shares
    for article in sorted(articles, key=originality):
        mine = wordings[article.id]
        found = _best(article, mine, _candidates(mine, postings), wordings, known)
        if found:
            repeats.append(found)
            continue
        for triple in mine.sample:
            held = postings.setdefault(triple, [])
            if len(held) < POSTINGS:
                held.append(article.id)
    return tuple(repeats)


def mark_repeats(articles: Sequence[Article], repeats: Iterable[Repeat] | None = None) -> tuple[Article, ...]:
    """Name the original in every article that nearly repeats one."""
    original = {r.copy: r.original for r in (find_repeats(articles) if repeats is None else repeats)}
    return tuple(replace(article, near_duplicate_of=original.get(article.id)) for article in articles)


def originality(article: Article) -> tuple[bool, str, bool, int, str]:
    """Sort key: the dated before the undated, the earlier, those that credit no other source, the longer."""
    credits_another = bool(re.search(r"(?im)^\s*source\s*:", article.text))
    return (
        article.published is None,
        article.published_at or str(article.published),
        credits_another,
        -len(article.text),
        article.file,
    )


def wording(article: Article) -> Wording:
    """Read the words that an article is compared by; captions, lists of other articles and the like are left out."""
    paragraphs = [article.text[b.start : b.end] for b in article.blocks if b.kind == "body"]
    words = _words(" ".join(paragraphs)[:READ_CHARACTERS])
    lead = _words(" ".join(paragraphs)[:600])
    triples = frozenset(_grams(words, 3))
    sample = tuple(sorted(triple for triple in triples if triple % SAMPLED == 0))
    return Wording(triples, sample, frozenset(_grams(lead, 2)), plain(article.title or ""), len(words))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _grams(words: Sequence[str], n: int) -> Iterable[int]:
    return (zlib.crc32(" ".join(words[i : i + n]).encode("utf-8", "replace")) for i in range(len(words) - n + 1))


def _candidates(mine: Wording, postings: Mapping[int, Sequence[str]]) -> list[str]:
    shared = Counter(held for triple in mine.sample for held in postings.get(triple, ()))
    return [held for held, _ in shared.most_common(8)]


def _best(
    article: Article,
    mine: Wording,
    candidates: Iterable[str],
    wordings: Mapping[str, Wording],
    known: dict[tuple[str, str], float],
) -> Repeat | None:
    if mine.words < LEAST_WORDS:
        return None

    def shared(other: str) -> float:
        pair = (article.id, other)
        if pair not in known:
            known[pair] = share(mine, wordings[other])
        return known[pair]

    shares = [(shared(other), other) for other in candidates]
    return next((Repeat(article.id, other, s) for s, other in sorted(shares, reverse=True) if s), None)


def share(mine: Wording, other: Wording) -> float:
    """How much of the smaller text the other holds, 0 where they do not repeat each other."""
    if min(mine.words, other.words) < LEAST_WORDS or max(mine.words, other.words) > 6 * min(mine.words, other.words):
        return 0.0
    held = _containment(mine.triples, other.triples)
    if held < (REWRITE if min(mine.words, other.words) >= LEAST_REWRITTEN else COPY):
        return 0.0
    lead = _containment(mine.lead, other.lead)
    agrees = (bool(mine.title) and mine.title == other.title) or lead >= LEAD
    # A follow-up carries the background of the report before it, but has a first paragraph of its own.
    copied = held >= CERTAIN or (held >= COPY and lead >= LEAD / 2)
    return held if copied or agrees else 0.0


def _containment(first: frozenset[int], second: frozenset[int]) -> float:
    return len(first & second) / max(1, min(len(first), len(second)))
