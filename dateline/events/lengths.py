"""Dates by lengths of time: "after nine days of talks", "it is two weeks since the dam broke"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from dateline.events import naming
from dateline.events.anchored import NUMBERS, days_in
from dateline.events.scene import Dated, Scene, told_on
from dateline.events.tree import Tree
from dateline.model import Interval

LONGEST = 31
"""Days of what lasted up to a day, at most."""


def date(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """Date what lasted up to a dated happening, and what is told by how long ago it was."""
    for number, tree in enumerate(scene.extraction.trees):
        places = by_sentence.get(number, ())
        for place in places:
            if place in scene.dates:
                continue
            dated = _lasted(scene, tree, place, places) or _since(scene, tree, place)
            if dated is not None:
                scene.dates[place] = dated


def _lasted(scene: Scene, tree: Tree, place: int, places: Sequence[int]) -> Dated | None:
    """Return the days of the talks in "reached agreement last Wednesday after nine days of talks": the last nine."""
    predicates = scene.extraction.predicates
    noun = predicates[place].head
    of = tree.heads[noun]
    unit = tree.heads[of]
    after = tree.heads[unit]
    counted = tree.deps[noun] == "pobj" and tree.words[of].lower() == "of" and tree.deps[unit] == "pobj"
    if not predicates[place].nominal or not counted or tree.words[after].lower() not in ("after", "following"):
        return None
    days = days_in(tree, unit)
    if not days or days > LONGEST:
        return None
    verb = tree.heads[after]
    for other in places:
        dated = scene.dates.get(other)
        told = predicates[other]
        if verb not in (told.verb, told.head) or dated is None or dated.interval is None or dated.interval.days > 1:
            continue
        if told.standing.level == "occurred" and dated.basis == "timex":
            first = dated.interval.start - dt.timedelta(days=days - 1)
            return Dated(Interval(first, dated.interval.end), dated.timex, "timex")
    return None


def _since(scene: Scene, tree: Tree, place: int) -> Dated | None:
    """Return the day of what happened so long before the text was written: "it is five days since the ferry sank"."""
    predicate = scene.extraction.predicates[place]
    verb, told = predicate.verb, told_on(scene, tree.sentence.start)
    mark = next((k for k in tree.kids(verb, ("mark", "prep")) if tree.words[k].lower() == "since"), -1)
    if mark < 1 or told is None or not naming.is_verb(tree, verb) or predicate.standing.level != "occurred":
        return None
    above = tree.heads[verb]
    counts = tree.lemmas[above] == "be" and any(
        tree.words[k].lower() in ("it", "that") for k in tree.kids(above, ("nsubj",))
    )
    passed = tree.lemmas[above] in ("pass", "elapse", "go")
    if not counts and not passed:
        return None
    present = tree.tags[above] in ("VBZ", "VBP", "VBN")
    unit = next((k for k in range(mark - 1, -1, -1) if tree.lemmas[k] in ("day", "week", "month", "year")), -1)
    if unit < 0 or not present:
        return None
    return _ago(told, tree, unit)


def _ago(told: dt.date, tree: Tree, unit: int) -> Dated | None:
    days = days_in(tree, unit)
    if days:
        day = told - dt.timedelta(days=days)
        return Dated(Interval(day, day), None, "timex")
    words = [tree.words[k].lower() for k in tree.children[unit]]
    number = next((NUMBERS.get(word) or int(word) for word in words if word in NUMBERS or word.isdigit()), 0)
    if not number or tree.lemmas[unit] not in ("month", "year"):
        return None
    months = told.year * 12 + told.month - 1 - number * (12 if tree.lemmas[unit] == "year" else 1)
    first = dt.date(months // 12, months % 12 + 1, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    if tree.lemmas[unit] == "year":
        first, last = first.replace(month=1), last.replace(month=12, day=31)
    return Dated(Interval(first, last), None, "timex")


def date_openings(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """Date what the last news came so long after: "The arrests came three days after a bomb went off"."""
    for number, tree in enumerate(scene.extraction.trees):
        for place in by_sentence.get(number, ()):
            predicate = scene.extraction.predicates[place]
            known = scene.dates.get(place)
            if (known is not None and known.basis == "timex" and known.timex is not None) or predicate.nominal:
                continue
            days = _days_before(tree, predicate.verb)
            later = _last_news(scene, number, tree, predicate.verb) if days else None
            if days and later is not None and predicate.standing.level == "occurred":
                day = later - dt.timedelta(days=days)
                scene.dates[place] = Dated(Interval(day, day), None, "timex")


def _days_before(tree: Tree, verb: int) -> int:
    """Return how many days after a clause its main clause "comes": 0 where it does not."""
    above = tree.heads[verb]
    mark = next((k for k in tree.kids(verb, ("mark",)) if tree.words[k].lower() == "after"), -1)
    if tree.deps[verb] != "advcl" or mark < 1 or tree.lemmas[above] not in ("come", "follow", "occur", "happen"):
        return 0
    days = days_in(tree, mark - 1) or (1 if tree.words[mark - 2].lower() == "the" else 0)
    return days if days <= LONGEST and naming.is_noun(tree, max(tree.kid(above, ("nsubj",)), 0)) else 0


def _last_news(scene: Scene, number: int, tree: Tree, verb: int) -> dt.date | None:
    """Return the day of what the sentence before tells in its main clause; for "comes" the day of the article."""
    above = tree.heads[verb]
    told: dt.date | None = None
    for place, dated in scene.dates.items():
        predicate = scene.extraction.predicates[place]
        if predicate.sentence != number - 1 or dated.interval is None or dated.interval.days > 1:
            continue
        first = scene.extraction.trees[number - 1]
        main = first.deps[predicate.verb] in ("ROOT", "ccomp") and predicate.standing.level == "occurred"
        if main and dated.basis == "timex":
            told = dated.interval.start
    if told is None and tree.tags[above] in ("VBZ", "VBP"):
        return told_on(scene, tree.sentence.start)
    return told


def date_within(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """Give what is to be done "within ten days" the days from publication."""
    for number, tree in enumerate(scene.extraction.trees):
        for place in by_sentence.get(number, ()):
            predicate = scene.extraction.predicates[place]
            if place in scene.dates or predicate.standing.level not in ("planned", "possible"):
                continue
            days = _within(tree, predicate.verb)
            told = told_on(scene, tree.sentence.start)
            if days and told is not None:
                scene.dates[place] = Dated(Interval(told, told + dt.timedelta(days=days)), None, "timex")


def _within(tree: Tree, verb: int) -> int:
    for preposition in tree.kids(verb, ("prep",)):
        unit = tree.kid(preposition, ("pobj",))
        if tree.words[preposition].lower() == "within" and unit >= 0 and tree.kid(unit, ("prep",)) < 0:
            return days_in(tree, unit) or 0
    return 0
