"""Dates the articles of a story that state no date of their own.

The one step of this room that looks at the whole story and at what its temporal expressions mean (`dateline.times`). Days
near what the article and its siblings tell of are tried: the article is resolved as if published then, and the day is scored
by how well its weekdays and dates agree with one another and with what dated siblings tell of the same persons and things.
A bare weekday, and wording that is like a sibling's, prove no week. Where no day is probable enough the article stays undated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.articles.candidates import best_day, know
from dateline.articles.clues import Clues, gather, partial_dateline
from dateline.articles.day import Day
from dateline.articles.repeats import CERTAIN, Repeat, Wording, find_repeats, mark_repeats, wording
from dateline.articles.siblings import Sibling, sibling_of, sibling_with
from dateline.articles.wording import Weights, weigh
from dateline.model import Article

if TYPE_CHECKING:
    from dateline.times import Expression

ENOUGH = 0.2
"""How much evidence must speak for a day."""
SURE, LIKELY = 0.25, 0.2
"""How probable it must be that a day is right, and that it or one next to it is, of those that were tried."""
LESS_SURE, NEARLY = 0.08, 0.34
"""The same where it is one of a few days that stand together: what is told of its week is right then."""
APART = 0.7
"""By how much, as a logarithm, it must then beat every day that is not next to it: a week apart, two days are often as good."""
FAR_APART = 2.0
"""By how much, as a logarithm, it must beat every day that is not next to it where nothing speaks for it by itself."""
POOREST = -3.3
"""A day that fits so poorly is only the best of what was tried."""
SURE_ENOUGH = 0.8
"""Of several articles, those are dated first that are nearly as sure as the surest: a wrong day leads others astray."""
ROUNDS = 6


def date_story(
    articles: Sequence[Article],
    expressions_by_id: Mapping[str, Sequence[Expression]],
    *,
    worded: Callable[[Article], Wording] = wording,
    tells: Callable[[Article], Sibling] | None = None,
) -> tuple[Article, ...]:
    """Infer the publication dates that are not stated, and name near-duplicates.

    An article that nothing dates keeps `published=None` and says so in its warnings; today's date is never used. `worded` and
    `tells` are asked for an article's wording and for what it tells its siblings: a conductor may remember them.
    """
    wordings = {a.id: worded(a) for a in articles}
    shares = dict[tuple[str, str], float]()
    repeats = find_repeats(articles, wordings, shares)
    if not any(_half_says(a) or _is_open(a) for a in articles):
        return mark_repeats(articles, repeats)
    turns = [a for a in articles if _half_says(a) or _is_open(a)]
    clues = {a.id: gather(a, expressions_by_id.get(a.id, ())) for a in turns}
    siblings = {a.id: tells(a) if tells else sibling_of(a, expressions_by_id.get(a.id, ())) for a in articles}
    bags = (bag for each in siblings.values() for bag in (*each.bags, each.vocabulary))
    weights = weigh(bags, (each.names for each in siblings.values()))
    dated = {a.id: a for a in articles}
    originals = {r.copy: r for r in repeats}

    def is_open_original(article: Article) -> bool:
        return _is_open(article) and article.id not in originals

    def is_open_copy(article: Article) -> bool:
        return _is_open(article) and _may_be_dated(originals.get(article.id), dated)

    def date_all(of_turn: Callable[[Article], bool]) -> bool:
        for turn in range(ROUNDS):
            found = _round(dated, of_turn, clues, siblings, weights, repeats)
            dated.update({a.id: a for a in found})
            siblings.update({a.id: sibling_with(a, clues[a.id]) for a in found})
            if not found:
                return turn > 0
        return True

    # What an article half says of itself comes first, and an original before its copies, which are dated by it.
    date_all(_half_says)
    date_all(is_open_original)
    if date_all(is_open_copy):
        date_all(is_open_original)
    told = [_say_undated(dated[a.id]) for a in articles]
    is_news = any(dated[a.id] is not a for a in turns)
    return mark_repeats(told, find_repeats(told, wordings, shares) if is_news else repeats)


def _half_says(article: Article) -> bool:
    return bool(article.published_readings) or (article.published is None and partial_dateline(article) is not None)


def _is_open(article: Article) -> bool:
    return article.published is None


def _may_be_dated(repeat: Repeat | None, articles: Mapping[str, Article]) -> bool:
    """What nearly is another article says no more than that one, which came first."""
    return repeat is not None and (repeat.share < CERTAIN or articles[repeat.original].published is not None)


def _round(
    articles: Mapping[str, Article],
    of_turn: Callable[[Article], bool],
    clues: Mapping[str, Clues],
    siblings: Mapping[str, Sibling],
    weights: Weights,
    repeats: Sequence[Repeat],
) -> list[Article]:
    """Date what can be dated now: of the articles whose turn it is, the better supported half."""
    settled = {i: a for i, a in articles.items() if a.published and not a.published_readings}
    found, turn = list[tuple[Article, Day]](), list(filter(of_turn, articles.values()))
    if not turn:
        return []
    known, copies = know(settled, siblings, weights, [clues[a.id] for a in turn]), _copies(repeats)
    for article in turn:
        day = best_day(article, known, copies.get(article.id, {}))
        if day and (_half_says(article) or _is_believable(day)):
            found.append((article, day))
    surest = max((day.sure for _, day in found), default=0.0)
    return [_dated(article, day) for article, day in found if day.sure >= surest * SURE_ENOUGH]


def _is_believable(day: Day) -> bool:
    is_proven = day.evidence >= ENOUGH or day.margin - day.by_news >= FAR_APART
    is_likely = (day.sure >= SURE and day.share >= LIKELY) or (
        day.sure >= LESS_SURE and day.share >= NEARLY and day.margin >= APART
    )
    return is_proven and is_likely and day.score >= POOREST


def _copies(repeats: Sequence[Repeat]) -> dict[str, dict[str, float]]:
    """For each article those that it repeats or is repeated by, with the share of the text."""
    copies = dict[str, dict[str, float]]()
    for r in repeats:
        copies.setdefault(r.copy, {})[r.original] = r.share
        copies.setdefault(r.original, {})[r.copy] = r.share
    return copies


def _dated(article: Article, day: Day) -> Article:
    if article.published_readings:
        evidence = (
            f"{article.published_evidence}, read as {day.date.isoformat()}: {day.because}"
            if day.because
            else article.published_evidence
        )
        at = article.published_at and day.date.isoformat() + article.published_at[10:]
        return replace(
            article,
            published=day.date,
            published_at=at,
            published_evidence=evidence,
            published_confidence=0.9 if day.because else 0.6,
            published_readings=(),
        )
    stated = partial_dateline(article)
    if stated:
        evidence = f"“{stated.text}” gives no year; {day.because or 'the nearest to the other articles'}"
        return replace(
            article,
            published=day.date,
            published_basis="text",
            published_evidence=evidence,
            published_confidence=day.confidence,
        )
    return replace(
        article,
        published=day.date,
        published_basis=day.basis,
        published_evidence=day.because,
        published_confidence=day.confidence,
    )


def _say_undated(article: Article) -> Article:
    if article.published:
        return article
    return replace(article, warnings=(*article.warnings, "no publication date is stated, and none could be inferred"))
