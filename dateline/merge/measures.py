"""Reads what one article measures, from its text alone, so that a conductor may remember it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.merge.figures import Measured, measured
from dateline.merge.stated import Stated, stated
from dateline.model import Article


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of an article by the roles that `figures.toml` knows, and every other that it states."""

    figures: tuple[Measured, ...] = ()
    claims: tuple[Stated, ...] = ()


def measures(article: Article) -> Measures:
    """Return what the sentences of an article measure."""
    return Measures(measured(article), stated(article))
