"""Reads what one article measures, and where it states days and places, so that a conductor may remember it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.merge.said_days import DaySetting, day_settings
from dateline.merge.said_places import PlaceSetting, place_settings
from dateline.merge.sentences import Sentence, sentences
from dateline.merge.stated import Stated, stated
from dateline.model import Article, Timex


@dataclass(frozen=True, slots=True)
class Measures:
    """The sentences of an article, the figures that they state, and their words around its dates and places."""

    sentences: tuple[Sentence, ...] = ()
    claims: tuple[Stated, ...] = ()
    days: tuple[DaySetting, ...] = ()
    places: tuple[PlaceSetting, ...] = ()


def measures(article: Article, dates: Sequence[Timex] = ()) -> Measures:
    """Return what the sentences of an article measure and say around its `dates`; of these only their places in the text count."""
    cut = tuple(sentences(article.id, article.text))
    return Measures(cut, stated(cut), tuple(day_settings(article, dates, cut)), tuple(place_settings(cut)))
