"""Who says it: outlets by name, near-duplicates as one voice, publication dates and how each is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from dateline.model import Article, Event
from dateline.reports import words

SURE = 0.75
"""How sure the reading of a printed date is, at least, to count as stated."""
_WEB = {"http", "https"}
_INNER = re.compile(r"[“\"]([^“”\"]*)[”\"]")
"""Quotation marks inside what is itself put in quotation marks."""
_URL_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def by_id(articles: Iterable[Article]) -> dict[str, Article]:
    return {article.id: article for article in articles}


def name(article: Article) -> str:
    """The outlet where it is known, else the title in quotation marks, else the file (and record)."""
    if article.outlet:
        return article.outlet
    return _quoted(article.title) if article.title else file(article)


@lru_cache(maxsize=1 << 12)
def _quoted(title: str) -> str:
    plain = _INNER.sub(r"‘\1’", " ".join(title.split()))
    return f"“{plain if len(plain) <= 48 else plain[:47].rstrip() + '…'}”"


def file(article: Article) -> str:
    return f"{article.file}, record {article.record}" if article.record else article.file


def outlets(articles: Iterable[Article]) -> str:
    """`5 articles from 3 outlets`, `5 articles from 3 named outlets and others`, `5 articles`."""
    listed = list(articles)
    number = words.count(len(listed), "article")
    named = {a.outlet for a in listed if a.outlet}
    if not named:
        return number
    if all(a.outlet for a in listed):
        return f"{number} from {words.count(len(named), 'outlet')}"
    return f"{number}, {words.count(len(named), 'outlet')} named"


def voice(article: str, articles: Mapping[str, Article]) -> str:
    """The article that this one nearly repeats, or itself; chains and rings of copies end at one of them."""
    seen: list[str] = []
    while article not in seen:
        seen.append(article)
        known = articles.get(article)
        if known is None or known.near_duplicate_of is None or known.near_duplicate_of not in articles:
            return article
        article = known.near_duplicate_of
    return min(seen[seen.index(article) :])


def cited(event: Event) -> tuple[str, ...]:
    """The articles that an event's evidence quotes, each once, in reading order."""
    return tuple(dict.fromkeys(evidence.article for evidence in event.evidence))


def voices(event: Event, articles: Mapping[str, Article]) -> int:
    """How many independent sources tell the event."""
    return len({voice(article, articles) for article in cited(event)})


def link(url: str | None) -> str | None:
    """The address if it is a plain web address that a reader may follow, else None.

    Refuses other schemes, addresses without a scheme, credentials, and characters that no address holds (S03).
    """
    if not url or not _URL_CHARACTERS.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in _WEB and host and "@" not in parts.netloc else None


def published(article: Article) -> str:
    """`19 June 2023`, `19 June 2023 (inferred from the other articles)`, `publication date not known`."""
    if article.published is None:
        return "publication date not known"
    date = words.day(article.published)
    return f"{date} ({basis(article)})" if inferred(article) else date


def inferred(article: Article) -> bool:
    """Say whether the publication date is a conclusion rather than a statement of the article."""
    stated = article.published_basis == "metadata" or (
        article.published_basis == "text" and article.published_confidence >= SURE
    )
    return article.published is not None and not stated


def basis(article: Article) -> str:
    """Say how the publication date is known."""
    if article.published_basis == "text" and inferred(article):
        return "inferred from what is printed in the article"
    return words.basis(article.published_basis)
