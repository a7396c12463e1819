"""Dates what is told by its distance from another event, where only the grammar says so: "within hours of the theft"."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from dateline.events import naming
from dateline.events.extraction import Predicate
from dateline.events.lexicon import lexicon
from dateline.events.scene import Dated, Scene
from dateline.events.tree import Tree
from dateline.model import Interval, Mention

Distance = tuple[str, int, int]
"""The noun that another event is named by, and the days from it at least and at most."""
UNITS = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14}
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip
MISHAPS = frozenset({"explode", "crash", "quake", "storm", "collapse", "kill", "die"})
CRIMES = frozenset({"seize", "attack", "kill"})
GENERIC = {
    **dict.fromkeys(
        "disaster tragedy accident incident catastrophe calamity emergency flood breach breaking burst".split(), MISHAPS
    ),
    **dict.fromkeys("theft robbery raid heist burglary break-in crime attack shooting murder killing".split(), CRIMES),
}
"""Words for a story's main event, with the classes it can be of."""


EXACT, ROUNDED = 31, 3
"""Days up to which a count of days or weeks is taken at its word, and how far off a longer one may be."""
MONTHLY = {"month": (30.4, 16), "year": (365.2, 183)}
"""Days of a unit too long to count by the day, and how far off "nine months after" may be."""


def _about(tree: Tree, unit: int) -> tuple[int, int] | None:
    """Return the days that "nine months" are at least and at most, as no one counts them; None for other units."""
    length = MONTHLY.get(tree.lemmas[unit])
    words = [tree.words[k].lower() for k in tree.children[unit]]
    number = next((NUMBERS.get(word) or int(word) for word in words if word in NUMBERS or word.isdigit()), 0)
    if length is None or not 0 < number < 100:
        return None
    days = round(length[0] * number)
    return days - length[1], days + length[1]


def _to_the_day(tree: Tree, unit: int, more: int) -> tuple[int, int] | None:
    """Return the days that "a year to the day", "two years and a day", "a month and three days" are at least and at most."""
    about = _about(tree, unit)
    middle = sum(about) // 2 + more if about else 0
    return (middle, middle + 1) if about and tree.lemmas[unit] == "year" else about and (middle - 2, middle + 1)


def _span(tree: Tree, unit: int, word: str) -> tuple[int, int] | None:
    """Return how many days "after" or "before" so long are, the earlier first."""
    days = days_in(tree, unit)
    least, most = (days, days) if days is not None else (_about(tree, unit) or (0, 0))
    if days is None and not most:
        return None
    return (least, most) if word == "after" else (-most, -least)


def distance(tree: Tree, verb: int) -> tuple[int, int, int] | None:
    """Return the noun that a clause is dated by, and the days from it at least and at most; None where there is none."""
    for preposition in tree.kids(verb, ("prep",)):
        word = tree.words[preposition].lower()
        noun = tree.kid(preposition, ("pobj",))
        if word == "within" and noun >= 0:
            for below in tree.kids(noun, ("prep",)):
                anchor = tree.kid(below, ("pobj",))
                days = days_in(tree, noun)
                if tree.words[below].lower() in ("of", "after") and anchor >= 0 and days is not None:
                    return anchor, 0, max(days, 1)
        if word in ("after", "before") and noun >= 0:
            unit = tree.kid(preposition, ("npadvmod",))
            span = _span(tree, unit, word) if unit >= 0 else None
            if span is not None:
                return (noun, *span)
    for clause in tree.kids(verb, ("advcl",)):  # "was presented three days after Orr was dismissed"
        mark = next((k for k in tree.kids(clause, ("mark",)) if tree.words[k].lower() in ("after", "before")), -1)
        span = _span(tree, mark - 1, tree.words[mark].lower()) if mark > 0 else None
        if span is not None and span[1]:
            return (clause, *span)
    return None


def is_told_from(tree: Tree, verb: int) -> bool:
    """Say whether a clause has its time from another event or day: "came home just before Christmas", "nine months after"."""
    for preposition in tree.kids(verb, ("prep",)):
        if tree.words[preposition].lower() in ("before", "after", "since", "until") and any(
            tree.names[k][2:] in ("DATE", "TIME") for k in tree.kids(preposition, ("pobj",))
        ):
            return True
    return distance(tree, verb) is not None


def days_in(tree: Tree, unit: int) -> int | None:
    """Return how many days "three weeks" are: 0 for hours, None where no number is given or the noun is no such unit."""
    length = UNITS.get(tree.lemmas[unit])
    if length is None or length == 0:
        return length
    for child in tree.children[unit]:
        word = tree.words[child].lower()
        if word in NUMBERS or word.isdigit():
            return length * (NUMBERS.get(word) or int(word))
    return None


def shifted(anchor: Interval, least: int, most: int) -> Interval:
    """Return the days that lie so far from an event."""
    return Interval(anchor.start + dt.timedelta(days=least), anchor.end + dt.timedelta(days=most))


class Telling:
    """A story's mentions in their order, laid out for `main_event` to be asked often."""

    def __init__(self, told: Iterable[Mention]) -> None:
        self.of_kind: dict[str, list[Mention]] = {}
        self.kinds: dict[str, set[str]] = {}
        """The classes in which a predicate is told."""
        for mention in told:
            self.of_kind.setdefault(mention.predicate_class, []).append(mention)
            self.kinds.setdefault(mention.predicate, set()).add(mention.predicate_class)


def main_event(noun: str, told: Telling, published: dt.date | None) -> Interval | None:
    """Return the day of the story's event that a noun means: the one of its kind told most often, none where two compete."""
    word, _, named = noun.partition(" ")
    kinds = GENERIC.get(noun) or ({lexicon().nouns[noun]} if noun in lexicon().nouns else frozenset[str]())
    clause = not kinds and word in lexicon().verbs
    own = {lexicon().verbs[word]} if clause and named else set[str]()
    if clause:
        # A clause: its verb, whatever sense it has, and whom it is of.
        kinds = own | told.kinds.get(word, set[str]())
    days: Counter[Interval] = Counter()
    for mention in (each for kind in sorted(kinds) for each in told.of_kind.get(kind, ())):
        interval = mention.interval
        if interval is None or interval.days > 1 or mention.status != "occurred" or mention.date_basis == "publication":
            continue
        if clause and (
            named not in mention.title or (mention.predicate != word and mention.predicate_class not in own)
        ):
            continue
        if published is None or interval.end <= published:
            days[interval] += 2 if mention.predicate == noun else 1
    ranked = days.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def distance_of(tree: Tree, predicate: Predicate) -> Distance | None:
    """Return what dates a clause from another event."""
    found = distance(tree, predicate.verb) if naming.is_verb(tree, predicate.verb) else None
    if found is None:
        return None
    anchor = found[0]
    if not naming.is_verb(tree, anchor):
        return (tree.lemmas[anchor], *found[1:])
    if predicate.standing.level != "occurred" or tree.deps[predicate.verb] in ("xcomp", "acl"):
        return None
    who = tree.kid(anchor, ("nsubj", "nsubjpass"))
    named = tree.words[who] if who >= 0 and tree.tags[who] == "NNP" else ""
    return (f"{tree.lemmas[anchor]} {named}".strip(), *found[1:])


def date(mention: Mention, told_from: Distance, told: Telling, published: dt.date | None) -> Mention:
    """Date a mention that has no date by the event it is told from."""
    if mention.date_basis not in ("none", "publication"):
        return mention
    noun, least, most = told_from
    anchor = main_event(noun, told, published)
    if anchor is None:
        return mention
    interval = shifted(anchor, least, most)
    return replace(
        mention, interval=interval, precision="day" if interval.days == 1 else "range", date_basis="event", timex=None
    )


def date_backwards(scene: Scene) -> None:
    """Date what a dated clause is told from: "resigned on 9 February, three days after an appearance before lawmakers"."""
    predicates = scene.extraction.predicates
    for place, predicate in enumerate(predicates):
        if place in scene.dates or predicate.standing.level not in ("occurred", "possible", "planned"):
            continue
        tree = scene.extraction.trees[predicate.sentence]
        found = _distance_above(tree, predicate)
        if found is None:
            continue
        later, least, most = found
        dated = _day_before_words(scene, tree, predicate, later)
        if dated is not None and dated.interval is not None:
            scene.dates[place] = Dated(shifted(dated.interval, -most, -least), dated.timex, "timex")


def _distance_above(tree: Tree, predicate: Predicate) -> tuple[int, int, int] | None:
    """Return the unit's token and the days, at least and at most, by which an event lies before (negative: after) another."""
    above = tree.heads[predicate.head]
    verb = predicate.verb
    while tree.deps[verb] in ("xcomp", "acomp") and tree.heads[verb] != verb and predicate.standing.level == "planned":
        verb = tree.heads[verb]  # "two days before members were to vote"
    marks = tree.kids(verb, ("mark",)) if naming.is_verb(tree, predicate.head) else [above]
    if tree.deps[predicate.head] == "pcomp":
        marks = [above]  # "four days after being sworn in"
    for mark in marks:
        word = tree.words[mark].lower()
        units = ("day", "week", "month", "year")
        to_the_day = tree.words[max(mark - 3, 0) : mark] == ("to", "the", "day")
        last = mark - 3 if tree.words[max(mark - 3, 0) : mark - 1] == ("to", "the") else mark
        unit = next((k for k in range(last - 1, max(last - 3, -1), -1) if tree.lemmas[k] in units), -1)
        more = 0
        if unit > 3 and tree.words[unit - 2].lower() == "and" and tree.lemmas[unit - 3] in MONTHLY:
            more, unit = days_in(tree, unit) or 0, unit - 3  # "three months and a day after"
        if word not in ("after", "before") or unit < 0 or mark > predicate.head:
            continue
        days = days_in(tree, unit) or (1 if tree.words[unit - 1].lower() == "the" and tree.lemmas[unit] == "day" else 0)
        if 0 < days <= EXACT:
            return (unit, days, days) if word == "after" else (unit, -days, -days)
        about = _to_the_day(tree, unit, more) if to_the_day or more else _about(tree, unit)
        if days > EXACT:
            about = days - ROUNDED, days + ROUNDED
        if about is not None:
            return (unit, *about) if word == "after" else (unit, -about[1], -about[0])
    return None


def _day_before_words(scene: Scene, tree: Tree, predicate: Predicate, unit: int) -> Dated | None:
    """Return the date written just before "three days after", or that of the clause these words belong to."""
    start = tree.sentence.starts[unit]
    for other, dated in scene.dates.items():
        told = scene.extraction.predicates[other]
        if told.sentence != predicate.sentence or dated.interval is None or dated.interval.days > 1:
            continue
        if dated.basis != "timex" or dated.timex is None or dated.timex.pending is not None:
            continue
        beside = 0 <= start - dated.timex.end <= 16
        above = _in_its_clause(tree, predicate.head)
        if beside or (told.verb in above and naming.is_verb(tree, told.verb) and dated.timex.start != start):
            return dated
    return None


def _in_its_clause(tree: Tree, token: int) -> list[int]:
    """Return what governs a token up to its own relative clause: "who shut it two days before it fell resigned on Monday"."""
    above = tree.ancestors(token)[:4]
    ends = next((n for n, k in enumerate((token, *above)) if tree.deps[k] == "relcl"), len(above))
    return above[:ends]
