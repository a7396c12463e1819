"""What an article tells its undated siblings: it follows from the article's own words and day, so that it can be remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.articles.clues import Clues, gather
from dateline.articles.facts import Fact, told_by
from dateline.model import Article

if TYPE_CHECKING:
    from dateline.times import Expression


@dataclass(frozen=True, slots=True)
class Sibling:
    """The telling words of an article, by which it is kin to others, and the dated things that it tells."""

    bags: tuple[frozenset[str], ...]
    vocabulary: frozenset[str]
    names: frozenset[str]
    facts: tuple[Fact, ...]
    """None as long as its own day is open."""


def sibling_of(article: Article, expressions: Sequence[Expression]) -> Sibling:
    """Gather what an article tells."""
    return sibling_with(article, gather(article, expressions))


def sibling_with(article: Article, clues: Clues) -> Sibling:
    """Gather what an article tells whose clues are known."""
    is_settled = article.published is not None and not article.published_readings
    facts = tuple(told_by(article, clues)) if is_settled else ()
    return Sibling(clues.bags, clues.vocabulary, clues.names, facts)
