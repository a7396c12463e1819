"""Gives each mention the date that governs it: its own timex by dependency, else what the discourse or another event lends it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from dateline.events import (
    anchored,
    bounding,
    clash,
    daycount,
    delays,
    followed,
    intended,
    lengths,
    naming,
    passing,
    restaged,
    tense,
)
from dateline.events.discourse import carry_on, lend_to_headline, share_in_sentence
from dateline.events.governing import governor, is_occasion, names_a_period, preposition_of
from dateline.events.listing import date_entries
from dateline.events.news import date_news
from dateline.events.occasions import date_by_occasion
from dateline.events.predicates import Extraction, Predicate
from dateline.events.quoted import as_said
from dateline.events.scene import (
    Dated,
    Scene,
    ahead,
    by_sentence,
    precision_of,
    timex_tokens,
)
from dateline.events.tree import Tree
from dateline.model import Block, DateBasis, Interval, Timex

__all__ = ["Dated", "Scene", "date_article", "precision_of", "timex_tokens"]

BOUNDING = frozenset({"since", "before", "after", "until", "till"})
"""A timex after these bounds the event, it does not date it."""
NEW_DATE = frozenset({"until", "till", "to"})
LONGEST = 366
SAME_DAY = re.compile(
    r"(?:(?:on|later) )?(?:the )?(?:same|that) (?:day|morning|afternoon|evening|night)", re.IGNORECASE
)


def date_article(
    extraction: Extraction, timexes: Sequence[Timex], published: dt.date | None, blocks: Sequence[Block] = ()
) -> Scene:
    """Assign each dated timex of an article to the predicate that governs it, then spread dates over the discourse."""
    scene = Scene(extraction, timexes, published, {}, {}, blocks, {}, {})
    places = by_sentence(extraction)
    for number, tree in enumerate(extraction.trees):
        sentence = tree.sentence
        inside = [
            t for t in timexes if t.interval and sentence.start <= t.start < sentence.end and t.type in ("DATE", "TIME")
        ]
        for timex in inside:
            if SAME_DAY.fullmatch(timex.text.strip()):
                timex = _same_day(scene, number, timex)
            timex = followed.as_told(scene, number, as_said(scene, number, timex))
            if not _dates_when(scene, tree, places.get(number, []), timex):
                _assign(scene, tree, places.get(number, []), timex)
        for place in places.get(number, ()):
            tense.agree(scene, tree, place, extraction)
    delays.add(scene)
    delays.days_left(scene)
    delays.date_old(scene)
    date_entries(scene, places)
    anchored.date_backwards(scene)
    lengths.date(scene, places)
    lengths.date_openings(scene, places)
    lengths.date_within(scene, places)
    for number, tree in enumerate(extraction.trees):
        share_in_sentence(scene, tree, places.get(number, []))
    date_by_occasion(scene, places)
    carry_on(scene, places)
    date_by_occasion(scene, places)  # once more, by what went on
    for number, tree in enumerate(scene.extraction.trees):
        share_in_sentence(scene, tree, places.get(number, []))
    lend_to_headline(scene, places)
    date_news(scene, places)
    return scene


def _same_day(scene: Scene, number: int, timex: Timex) -> Timex:
    """Let "the same day" take up the day of what was last told as done, not the last date written."""
    predicates = scene.extraction.predicates
    done = [
        (predicates[p].sentence, predicates[p].verb, scene.dates[p].interval)
        for p in scene.dates
        if predicates[p].standing.level == "occurred" and predicates[p].sentence < number and not predicates[p].nominal
    ]
    days = [each for each in done if each[2] is not None and each[2].days == 1]
    if not days:
        return timex
    interval = max(days, key=lambda each: each[:2])[2]
    if interval is None or interval == timex.interval:
        return timex
    return scene.put(timex, interval.start)


def _assign(scene: Scene, tree: Tree, places: Sequence[int], timex: Timex) -> None:
    tokens = timex_tokens(tree, timex)
    timex = daycount.as_dated(scene, tree, timex)
    if not tokens or timex.interval is None:
        return
    if timex.interval.days > LONGEST and not ("/" in timex.value and "to" in timex.text.split()):
        return
    head = _head(tree, tokens)
    preposition = preposition_of(tree, head, tokens)
    if tree.words[max(min(tokens) - 1, 0)].lower() == "than":
        return  # "higher than a year earlier"
    if preposition == "for" and _is_meanwhile(scene, tree, timex):
        return  # "sent home for the weekend on Friday"
    if bounding.than_planned(tree, tokens) or bounding.any_weekday(tree, tokens):
        return
    if names_a_period(tree, head, tokens, timex) or bounding.names_another(tree, tokens):
        return
    found = governor(tree, head, tokens, [scene.extraction.predicates[p] for p in places])
    nearer = _spelled_out(scene, tree, timex)
    if nearer is not None:
        found = [scene.extraction.predicates[p] for p in places if _is_date_of(scene, p, nearer)] or found
    if tree.deps[head] == "poss" and not any(each.head == _owned(tree, head) for each in found):
        return  # "Friday's close", "last year's budget": the date of a thing, not of what is done with it
    if not found and preposition in ("until", "till"):
        _deadline(scene, tree, places, head, timex)
    if not found:
        verb = next((k for k in tree.ancestors(head) if naming.is_verb(tree, k)), -1)
        if verb >= 0 and preposition not in BOUNDING:
            scene.verbs.setdefault((tree.sentence.start, verb), Dated(timex.interval, timex, "timex"))
    found = _set_for(tree, found, head, [scene.extraction.predicates[p] for p in places])
    here = {p: scene.extraction.predicates[p] for p in places}
    for counted in [p for p in places if here[p] in found]:
        on_day = daycount.date(scene, tree, here, counted, timex)
        if on_day is not None:
            found = on_day
    for predicate in found:
        place = next(p for p in places if scene.extraction.predicates[p] is predicate)
        if predicate.decision and "/" in timex.value and "to" in timex.text.split():
            delays.from_to(scene, places, place, timex)
        elif timex.interval.days > LONGEST:
            continue
        elif restaged.is_new(tree, predicate, tokens):
            scene.moved[place] = timex if restaged.is_past(tree, predicate) else ahead(scene, timex)
        elif predicate.decision and preposition == "from":
            delays.of_target(scene, places, place, Dated(timex.interval, timex, "timex"))
        elif preposition == "since" and bounding.lasts_since(tree, predicate):
            _give(scene, place, timex, "timex")
        elif predicate.decision and (preposition in NEW_DATE or (predicate.loose and predicate.moved)):
            scene.moved[place] = ahead(scene, timex)
        elif intended.extends_to(tree, predicate.verb, preposition):
            continue
        elif preposition not in BOUNDING or timex.type == "TIME" or bounding.opens_until(tree, predicate, tokens):
            place = passing.told_by(scene, tree, places, place, timex)
            place = passing.beyond_occasion(scene, tree, places, place)
            if preposition == "by":
                place = passing.of_deed(scene, tree, places, place)
            place = clash.owner(scene, tree, places, place, timex)
            if place < 0:
                continue
            _give(scene, place, timex, "timex")
            _also_verb(scene, tree, places, place, timex)
        elif preposition == "before" and predicate.standing.level == "possible" and place not in scene.dates:
            _open_window(scene, place, timex)
        elif predicate.standing.level == "occurred" and place not in scene.dates:
            _beside(scene, tree, place, head, timex)


def _is_meanwhile(scene: Scene, tree: Tree, timex: Timex) -> bool:
    """Say whether an expression is how long something is for, beside the day it was done."""
    others = [t for t in scene.timexes if t is not timex and tree.sentence.start <= t.start < tree.sentence.end]
    lasting = timex.text.lower().rsplit(" ", 1)[-1] in ("weekend", "night", "day", "winter", "summer", "season", "week")
    return lasting and any(t.interval is not None and t.interval.days == 1 and t.type == "DATE" for t in others)


def _set_for(tree: Tree, found: list[Predicate], head: int, here: Sequence[Predicate]) -> list[Predicate]:
    """A date after "promised for" is the day of what is promised."""
    if len(found) != 1 or found[0].nominal or not intended.set_for(tree, found[0].verb, head):
        return found
    return intended.meant(tree, found[0].verb, here)


def _head(tree: Tree, tokens: Sequence[int]) -> int:
    """Return the word by which a date hangs on the rest: of "on Thursday, 16 January" the weekday where the parser tears them."""
    loose = [k for k in tokens if tree.heads[k] not in tokens or tree.heads[k] == k]
    if len(loose) > 1 and tree.deps[loose[0]] == "pobj" and tree.deps[loose[-1]] in ("npadvmod", "appos", "dep"):
        return loose[0]
    return loose[-1] if loose else tokens[0]


def _owned(tree: Tree, day: int) -> int:
    """Return what is of a day: the dinner of "tonight's members' dinner"."""
    noun = tree.heads[day]
    while tree.deps[noun] == "poss" and tree.heads[noun] != noun:
        noun = tree.heads[noun]
    return noun


def _spelled_out(scene: Scene, tree: Tree, timex: Timex) -> Timex | None:
    """Return the date that another right behind it spells out: "next week, on the 20th", "a day earlier, on Tuesday"."""
    for other in scene.timexes:
        near = other.type in ("DATE", "TIME") and 0 < timex.start - other.end <= 6 and other.interval and timex.interval
        if not near or _words(tree, other.end, timex.start) not in ((",",), (",", "on"), (",", "the")):
            continue
        counted = followed.COUNTED.fullmatch(other.text.strip())
        if counted or (
            other.interval and timex.interval and other.interval.intersection(timex.interval) == timex.interval
        ):
            return other
    return None


def _is_date_of(scene: Scene, place: int, timex: Timex) -> bool:
    dated = scene.dates.get(place)
    return dated is not None and dated.timex is not None and dated.timex.start == timex.start


def _words(tree: Tree, start: int, end: int) -> tuple[str, ...]:
    sentence = tree.sentence
    return tuple(
        tree.words[k].lower() for k in range(tree.size) if start <= sentence.starts[k] and sentence.ends[k] <= end
    )


CLOSELY = frozenset({"just", "shortly", "right", "immediately", "soon"})
FORTNIGHT = dt.timedelta(days=14)


def _beside(scene: Scene, tree: Tree, place: int, head: int, timex: Timex) -> None:
    """Give what happened "just before Christmas" the fortnight before it, "shortly after Easter" the one after it."""
    preposition, days = tree.heads[head], timex.interval
    close = any(tree.words[k].lower() in CLOSELY for k in tree.kids(preposition, ("advmod",)))
    if not close or days is None or days.days > 3:
        return
    day = dt.timedelta(days=1)
    if tree.words[preposition].lower() == "before":
        scene.dates[place] = Dated(Interval(days.start - FORTNIGHT, days.start - day), timex, "timex")
    elif tree.words[preposition].lower() == "after":
        scene.dates[place] = Dated(Interval(days.end + day, days.end + FORTNIGHT), timex, "timex")


def _open_window(scene: Scene, place: int, timex: Timex) -> None:
    """What may be "before Easter" has the days from publication until then."""
    if scene.published is not None and timex.interval is not None and timex.interval.end > scene.published:
        scene.dates[place] = Dated(Interval(scene.published, timex.interval.end), timex, "timex")


def _deadline(scene: Scene, tree: Tree, places: Sequence[int], head: int, timex: Timex) -> None:
    """Give what somebody has "until Friday" to do the days from publication to then."""
    if scene.published is None or timex.interval is None or timex.interval.end < scene.published:
        return
    verb = intended.has_until(tree, head)
    for place in places:
        if verb >= 0 and scene.extraction.predicates[place].verb == verb:
            scene.dates[place] = Dated(Interval(scene.published, timex.interval.end), timex, "timex")


def _dates_when(scene: Scene, tree: Tree, places: Sequence[int], timex: Timex) -> bool:
    """Give a date its clause: "since 2003, when a hydrofoil sank"; say whether it dates nothing else."""
    tokens = timex_tokens(tree, timex)
    if not tokens or timex.interval is None or timex.interval.days > LONGEST:
        return False
    after = max(tokens) + 1
    after += after < tree.size and tree.words[after] == ","
    if after >= tree.size or tree.words[after].lower() != "when" or naming.is_verb(tree, after):
        return False
    verb = tree.heads[after]
    predicates = scene.extraction.predicates
    told = [p for p in places if predicates[p].verb == verb and predicates[p].standing.tense == "past"]
    for place in told:
        _give(scene, place, timex, "timex")
    first = min(tokens) - 1
    return bool(told) and first >= 0 and tree.words[first].lower() in BOUNDING


def _also_verb(scene: Scene, tree: Tree, places: Sequence[int], place: int, timex: Timex) -> None:
    """A day at the end of "referred the merger for an inquiry on Tuesday" may hang on the last noun; it dates the verb too."""
    predicates = scene.extraction.predicates
    predicate = predicates[place]
    if not predicate.nominal or predicate.verb != predicate.head or tree.deps[predicate.head] != "pobj":
        return
    if timex.interval is None or timex.interval.days > 1:
        return
    if not is_occasion(tree, predicate.head):
        if timex.start < tree.sentence.ends[predicate.head]:
            return
        owned = [k for k in tree.kids(predicate.head, ("det", "poss")) if tree.words[k].lower() not in ("a", "an")]
        if owned or tree.words[tree.heads[predicate.head]].lower() in ("at", "since", "after", "before"):
            return
    for above in tree.ancestors(predicate.head):
        for other in places:
            if predicates[other].decision and not predicate.decision:
                continue
            barred = clash.clashes(scene, tree, predicates[other], timex)
            if (
                predicates[other].verb == above
                and naming.is_verb(tree, above)
                and other not in scene.dates
                and not barred
            ):
                _give(scene, other, timex, "timex")
                return
        if naming.is_verb(tree, above):
            if is_occasion(tree, predicate.head):  # "mentioned in its readout on Sunday that she had invited him"
                scene.verbs.setdefault((tree.sentence.start, above), Dated(timex.interval, timex, "timex"))
            return


def _goes_on_for(known: Dated, timex: Timex) -> bool:
    """Say whether a second day goes on from the first: "on June 7 and 8"."""
    if known.timex is None or known.interval is None or timex.interval is None or timex.interval.days > 1:
        return False
    following = (timex.interval.start - known.interval.end).days == 1
    return following and 0 < timex.start - known.timex.end <= 5 and known.basis == "timex"


def _give(scene: Scene, place: int, timex: Timex, basis: DateBasis) -> None:
    """Keep the narrower of two dates that agree; of two that do not, the first."""
    known = scene.dates.get(place)
    if known is None or known.interval is None or timex.interval is None:
        scene.dates[place] = Dated(timex.interval, timex, basis)
        return
    both = known.interval.intersection(timex.interval)
    counted = known.timex is not None and followed.COUNTED.fullmatch(known.timex.text.strip()) is not None
    if both is None and counted and known.timex and 0 < timex.start - known.timex.end <= 6:
        scene.dates[place] = Dated(timex.interval, timex, basis)  # "a day earlier, on Tuesday"
        return
    if both is None and _goes_on_for(known, timex):
        scene.dates[place] = Dated(Interval(known.interval.start, timex.interval.end), known.timex, known.basis)
        return
    if both is not None and both.days < known.interval.days:
        scene.dates[place] = Dated(both, timex, basis)
