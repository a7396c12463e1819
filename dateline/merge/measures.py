"""Reads what one article measures, from its text alone, so that a conductor may remember it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.merge.sentences import Sentence, sentences
from dateline.merge.stated import Stated, stated
from dateline.model import Article


@dataclass(frozen=True, slots=True)
class Measures:
    """The sentences of an article and the figures that they state."""

    sentences: tuple[Sentence, ...] = ()
    claims: tuple[Stated, ...] = ()


def measures(article: Article) -> Measures:
    """Return what the sentences of an article measure."""
    cut = tuple(sentences(article.id, article.text))
    return Measures(cut, stated(cut))
