"""Chooses the date of an event among those that its sentence, its discourse and its article offer, or none.

A timeline of the task gives a mention the date on which the event happens as `2007-10-25`, `2007-10-XX` or `2007-XX-XX`,
and `XXXX-XX-XX` where a reader could not tell. Every offer is scored by a linear model over what speaks for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.evaluation import linear
from dateline.evaluation.timelines import UNKNOWN
from dateline.events.predicates import Predicate
from dateline.events.scene import Scene, timex_tokens
from dateline.events.tree import Tree
from dateline.model import Interval, Timex

Offers = dict[str, dict[str, float]]
"""What speaks for each date that a mention might have."""

PREPOSITIONS = frozenset("since by until before after in on from for to".split())
SAYING = frozenset(
    "say announce state claim comment confirm report tell deny add explain reveal describe note reply argue warn".split()
)
STEPPING_BACK = frozenset("previously already once originally before formerly".split())
PERFECT = frozenset({"has", "have", "'ve"})
MODAL = frozenset("will would may might could should can must".split())


def choose(offers: Offers) -> str:
    """Return the best date, or `XXXX-XX-XX`."""
    model = linear.weights("date")
    return max(offers, key=lambda date: linear.logit(offers[date], model))


def offers(scene: Scene, place: int, number: int, telling: Mapping[str, Sequence[tuple[int, str]]]) -> Offers:
    """Return the dates that the predicate at `place` of a scene might have.

    `number` is its sentence as the corpus counts, `telling` the dates that mentions of the same lemma were told with in
    this article, each with its place.
    """
    predicate = scene.extraction.predicates[place]
    tree = scene.extraction.trees[predicate.sentence]
    signs = circumstances(tree, predicate, number, headline(scene))
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    own = scene.dates.get(place)
    date = as_date(own.interval) if own else None
    if own and date:
        found[date] |= {f"own:{own.basis}": 1.0}
        found[date] |= {f"own {own.basis} {sign}": 1.0 for sign in signs if sign.startswith(("level", "pos", "tag"))}
    inside = _inside(tree, scene.timexes)
    for timex in inside:
        if date_told := as_date(timex.interval):
            found[date_told] |= _relation(tree, predicate, timex, alone=len(inside) == 1)
    for other, told in telling.get(predicate.lemma, ()):
        if other != place:
            found[told]["same word"] = 1.0
    if scene.published:
        day = scene.published.isoformat()
        elsewhere = any("same word" in reasons for date, reasons in found.items() if date != day)
        found[day] |= {"published": 1.0} | {f"published {sign}": 1.0 for sign in signs}
        found[day] |= {"published with timex": 1.0} if inside else {}
        found[day] |= {f"published with own {own.basis}": 1.0} if own and date else {}
        found[day] |= {"published with same word": 1.0} if elsewhere else {}
    found[UNKNOWN]["unknown"] = 1.0
    return dict(found)


def told_by_lemma(scene: Scene) -> dict[str, list[tuple[int, str]]]:
    """Return, for each lemma, the places and dates of the mentions that a timex governs."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, predicate in enumerate(scene.extraction.predicates):
        dated = scene.dates.get(place)
        date = as_date(dated.interval) if dated and dated.basis == "timex" else None
        if date:
            found[predicate.lemma].append((place, date))
    return dict(found)


def headline(scene: Scene) -> frozenset[str]:
    """Return the events that the headline and the lead tell, by lemma."""
    return frozenset(predicate.lemma for predicate in scene.extraction.predicates if predicate.sentence <= 2)


def circumstances(tree: Tree, predicate: Predicate, number: int, told_first: frozenset[str]) -> list[str]:
    """Describe where and how an event is told, in signs that do not depend on what it is."""
    auxiliaries = {tree.words[child].lower() for child in tree.kids(predicate.verb, ("aux", "auxpass"))}
    place = "title" if number == 0 else "lead" if number <= 2 else "early" if number <= 5 else "late"
    signs = {
        f"pos:{place}": True,
        f"tag:{'NN' if predicate.nominal else tree.tags[predicate.verb]}": True,
        f"level:{predicate.standing.level}": True,
        f"tense:{predicate.standing.tense}": True,
        "perfect": bool(auxiliaries & PERFECT),
        "pluperfect": "had" in auxiliaries,
        "modal": bool(auxiliaries & MODAL),
        "saying": tree.lemmas[predicate.head] in SAYING,
        "sourced": predicate.source is not None,
        "headline lemma": predicate.lemma in told_first,
        "quoted": _quoted(tree, predicate.head),
        "earlier": bool(STEPPING_BACK & {word.lower() for word in tree.words}),
    }
    return [sign for sign, holds in signs.items() if holds]


def as_date(interval: Interval | None) -> str | None:
    """Write an interval as the task writes dates: its day, else its month, else its year; a longer one by its beginning."""
    if interval is None:
        return None
    if interval.days == 1:
        return interval.start.isoformat()
    if (interval.start.year, interval.start.month) == (interval.end.year, interval.end.month):
        return f"{interval.start:%Y-%m}-XX"
    if interval.start.year == interval.end.year or interval.days > 9 * 366:
        return f"{interval.start.year}-XX-XX"
    return None


def _inside(tree: Tree, timexes: Iterable[Timex]) -> list[Timex]:
    sentence = tree.sentence
    return [t for t in timexes if sentence.start <= t.start < sentence.end and t.type in {"DATE", "TIME"}]


def _relation(tree: Tree, predicate: Predicate, timex: Timex, *, alone: bool) -> dict[str, float]:
    """Describe how a timex of the sentence stands to the predicate."""
    starts, head = tree.sentence.starts, predicate.head
    tokens = timex_tokens(tree, timex)
    first = tokens[0] if tokens else head
    found = {"in sentence": 1.0, "near": 1 - min(abs(first - head), 20) / 20}
    before = tree.words[first - 1].lower() if first else ""
    found |= {f"after {before}": 1.0} if before in PREPOSITIONS else {}
    found |= {"told later": 1.0} if timex.start > starts[head] else {}
    found |= {"only timex": 1.0} if alone else {}
    return found | dict.fromkeys(_ties(tree, predicate, tokens), 1.0)


def _ties(tree: Tree, predicate: Predicate, tokens: Sequence[int]) -> Iterator[str]:
    head = next((k for k in tokens if tree.heads[k] not in tokens), tokens[0] if tokens else None)
    if head is None:
        return
    above = tree.ancestors(head)
    if {predicate.head, predicate.verb} & set(above):
        yield "governs"
    if set(above) & set(tree.ancestors(predicate.head)):
        yield "one clause above"
    verbs = [k for k in above if tree.tags[k].startswith("VB") or k == predicate.head]
    if verbs:
        yield "governs first" if verbs[0] in {predicate.head, predicate.verb} else "another governs first"


def _quoted(tree: Tree, token: int) -> bool:
    marks = [word for word in tree.words[:token] if word in {'"', "``", "''", "“", "”"}]
    opened = sum(mark in {"``", "“"} for mark in marks) - sum(mark in {"''", "”"} for mark in marks)
    return opened > 0 or sum(mark == '"' for mark in marks) % 2 == 1
