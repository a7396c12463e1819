"""Lends dates along the discourse: from one sentence to the next, from the lead to its headline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.events import anchored, unmet, verb_dates
from dateline.events.noun_status import EXPECTED
from dateline.events.occasions import is_told_again
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated, Scene
from dateline.events.tree import Tree
from dateline.model import Timex

WEEK = 7
MISSED = frozenset({unmet.CUE, EXPECTED, "would", "would if"})
"""Cues of what was to be on a day and was not."""
HOURS = frozenset("hour minute moment".split())
TIME_NOUNS = HOURS | frozenset("day week month year night morning evening afternoon decade stage point".split())


def lend_to_headline(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """A headline tells what the lead dates."""
    trees, predicates = scene.extraction.trees, scene.extraction.predicates
    lead = [
        p
        for n, tree in enumerate(trees[:12])
        if tree.sentence.kind == "body"
        for p in by_sentence.get(n, ())
        if p in scene.dates
    ]
    for number, tree in enumerate(trees[:6]):
        if tree.sentence.kind != "title":
            continue
        for place in by_sentence.get(number, ()):
            same = [p for p in lead if predicates[p].kind and predicates[p].kind == predicates[place].kind]
            same = [p for p in same if predicates[place].standing.level != "present" or _is_near(scene, scene.dates[p])]
            if place not in scene.dates and same:
                lent = scene.dates[same[0]]
                scene.dates[place] = Dated(lent.interval, lent.timex, "discourse")


def _is_near(scene: Scene, dated: Dated) -> bool:
    """Say whether a date can be that of a headline in the present: its news is of these days."""
    if scene.published is None or dated.interval is None:
        return True
    return (
        abs((scene.published - dated.interval.end).days) < WEEK
        or dated.interval.start <= scene.published <= dated.interval.end
    )


def carry_on(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """A past-tense sentence without a date of its own goes on telling the scene that the one before it set."""
    current: Dated | None = None
    paragraph, age = -1, 0
    for number, tree in enumerate(scene.extraction.trees):
        places = by_sentence.get(number, [])
        if tree.sentence.paragraph != paragraph:
            age += 1
            if age > 1 or tree.sentence.kind != "body" or not _fresh(scene, current):
                current = None
            paragraph = tree.sentence.paragraph
        main = [p for p in places if is_main(tree, scene.extraction.predicates[p])]
        _take_missed_day(scene, number, tree, main, by_sentence)
        dated = [p for p in main if p in scene.dates and scene.extraction.predicates[p].standing.level == "occurred"]
        if dated and all(verb_dates.goes_on_since(tree, scene.extraction.predicates[p].verb) for p in dated):
            continue  # "had been out since Wednesday" sets no scene of Wednesday
        if dated:
            current, age = scene.dates[dated[0]], 0
            continue
        if any(_sets_date(t) and tree.sentence.start <= t.start < tree.sentence.end for t in scene.timexes):
            continue
        for place in main:
            predicate = scene.extraction.predicates[place]
            if opens_elsewhere(tree, predicate.verb):
                current = None
            if place in scene.dates or is_told_again(tree, predicate) or anchored.distance(tree, predicate.verb):
                continue
            if current and predicate.kind and _goes_on(tree, predicate, current):
                scene.dates[place] = Dated(current.interval, current.timex, "discourse")


def _take_missed_day(
    scene: Scene, number: int, tree: Tree, main: Sequence[int], by_sentence: Mapping[int, Sequence[int]]
) -> None:
    """Date what came in place of a plan by its day: "was due to testify on Wednesday. Instead she was taken ill"."""
    before = scene.extraction.trees[number - 1] if number else None
    if before is None or before.sentence.paragraph != tree.sentence.paragraph or scene.published is None:
        return
    missed = [scene.dates[p] for p in by_sentence.get(number - 1, ()) if _was_missed(scene, p)]
    if len({dated.interval for dated in missed}) != 1:
        return
    if any(_sets_date(t) and tree.sentence.start <= t.start < tree.sentence.end for t in scene.timexes):
        return
    for place in main:
        predicate = scene.extraction.predicates[place]
        subject = tree.kid(predicate.verb, ("nsubj", "nsubjpass"))
        taken_up = tree.words[0] == "Instead" or (subject >= 0 and tree.tags[subject] == "PRP")
        if place not in scene.dates and taken_up and _goes_on(tree, predicate, missed[0]):
            scene.dates[place] = Dated(missed[0].interval, missed[0].timex, "discourse")


def _was_missed(scene: Scene, place: int) -> bool:
    """Say whether something was to be on a day that is past, and was not: hoped for, planned and dropped, imagined."""
    dated, standing = scene.dates.get(place), scene.extraction.predicates[place].standing
    if dated is None or dated.basis != "timex" or dated.interval is None or dated.interval.days > 1:
        return False
    past = scene.published is not None and dated.interval.end <= scene.published
    return past and standing.level != "occurred" and standing.cue in MISSED


def _sets_date(timex: Timex) -> bool:
    """Say whether an expression gives a clause its own date, be it one whose year nothing tells."""
    return timex.interval is not None or (
        timex.type == "DATE" and timex.value.startswith("XXXX-") and timex.pending is None
    )


def opens_elsewhere(tree: Tree, verb: int, *, nouns: frozenset[str] = TIME_NOUNS) -> bool:
    """Say whether a sentence sets another scene without naming a date: "in the final hours of the visit"; `nouns` set one."""
    if any(tree.lemmas[k] == "eve" for p in tree.kids(verb, ("prep",)) for k in tree.kids(p, ("pobj",))):
        return True
    return any(tree.lemmas[token] in nouns for token in range(min(verb, 8)) if tree.deps[token] in ("pobj", "npadvmod"))


def _fresh(scene: Scene, current: Dated | None) -> bool:
    """Only the news itself is told on over paragraphs; what happened long ago stays in its own."""
    if current is None or current.interval is None or scene.published is None:
        return False
    return current.interval.days == 1 and (scene.published - current.interval.end).days <= 3


def is_main(tree: Tree, predicate: Predicate) -> bool:
    verb = predicate.verb
    if predicate.nominal and predicate.verb == predicate.head:
        return False
    while tree.deps[verb] == "conj":
        verb = tree.heads[verb]
    return tree.deps[verb] in ("ROOT", "ccomp", "parataxis") and tree.heads[verb] in (verb, *(_roots(tree)))


def _roots(tree: Tree) -> list[int]:
    return [token for token in range(tree.size) if tree.deps[token] == "ROOT"]


def in_another_season(tree: Tree, verb: int) -> bool:
    """Say whether a clause is of a time that no calendar gives: "scored 31 goals last season"."""
    return any(
        tree.lemmas[k] in ("season", "term", "campaign", "era") and tree.deps[k] in ("npadvmod", "pobj")
        for k in tree.subtree(verb)
    )


def is_lasting(tree: Tree, verb: int) -> bool:
    """Say whether a clause tells of a state of years: "was ruled from Moscow for centuries"."""
    return any(
        tree.lemmas[noun] in ("year", "decade", "century", "generation", "month")
        for preposition in tree.kids(verb, ("prep",))
        if tree.words[preposition].lower() in ("for", "over", "through")
        for noun in tree.kids(preposition, ("pobj",))
    )


def _goes_on(tree: Tree, predicate: Predicate, current: Dated) -> bool:
    """Only the plain past goes on a scene; a pluperfect or a perfect steps out of it."""
    if current.interval is None or current.interval.days > 31:
        return False
    if is_lasting(tree, predicate.verb) or in_another_season(tree, predicate.verb):
        return False
    auxiliaries = {tree.words[child].lower() for child in tree.kids(predicate.verb, ("aux",))}
    denies = predicate.kind == "deny" and predicate.standing.level == "denied" and tree.tags[predicate.verb] == "VBD"
    return (
        (predicate.standing.level == "occurred" or denies)
        and predicate.standing.tense == "past"
        and not auxiliaries & {"had", "has", "have"}
    )
