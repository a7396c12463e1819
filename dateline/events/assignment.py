"""Assigns a dated timex to the predicates of its sentence that it dates."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events import (
    bounding,
    clash,
    daycount,
    delays,
    followed,
    intended,
    naming,
    operating,
    passing,
    restaged,
    windows,
)
from dateline.events.governing import governor, is_occasion, names_a_period, preposition_of
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated, Scene, ahead, timex_tokens
from dateline.events.tree import Tree
from dateline.model import DateBasis, Interval, Timex

BOUNDING = frozenset({"since", "before", "after", "until", "till"})
"""A timex after these bounds the event, it does not date it."""
NEW_DATE = frozenset({"until", "till", "to"})
LONGEST = 366


def assign(scene: Scene, tree: Tree, places: Sequence[int], timex: Timex) -> None:
    """Give a timex as their date to the predicates that govern it, unless it bounds, moves or counts them."""
    tokens = timex_tokens(tree, timex)
    places = [p for p in places if not _counted_from(scene, tree, p, tokens)]
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
        windows.deadline(scene, tree, places, head, timex)
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
        if predicate.decision and "/" in timex.value and set(timex.text.split()) & NEW_DATE:
            delays.from_to(scene, places, place, timex, preposition)
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
            if place < 0 or _is_of_promise(tree, scene.extraction.predicates[place], head):
                continue
            _give(scene, place, timex, "timex")
            _also_verb(scene, tree, places, place, timex)
        elif preposition == "before" and predicate.standing.level == "possible" and place not in scene.dates:
            windows.open_window(scene, place, timex)
        elif predicate.standing.level == "occurred" and place not in scene.dates:
            windows.beside(scene, tree, place, head, timex)


def _is_of_promise(tree: Tree, predicate: Predicate, head: int) -> bool:
    """Say whether a date is of what was promised, which is no event: "promised to have everything running by 10 May"."""
    if predicate.nominal or predicate.standing.level != "occurred":
        return False
    operator = operating.verb_operator(tree, predicate.verb)
    below = tree.kid(predicate.verb, ("xcomp",))
    return operator is not None and operator.name == "promise" and below >= 0 and below in tree.ancestors(head)


def _counted_from(scene: Scene, tree: Tree, place: int, tokens: Sequence[int]) -> bool:
    """Say whether a date is counted from a clause: "two weeks after the judge had refused" does not date the refusal."""
    head = scene.extraction.predicates[place].head
    marks = [m for k in (head, *tree.ancestors(head)) for m in tree.kids(k, ("mark",))]
    return any(tree.words[k].lower() in ("after", "before") and k in tokens and k > min(tokens) for k in marks)


def _is_meanwhile(scene: Scene, tree: Tree, timex: Timex) -> bool:
    """Say whether an expression is how long something is for, beside the day it was done."""
    others = [t for t in scene.timexes if t is not timex and tree.sentence.start <= t.start < tree.sentence.end]
    lasting = timex.text.lower().rsplit(" ", 1)[-1] in ("weekend", "night", "day", "winter", "summer", "season", "week")
    return lasting and any(t.interval is not None and t.interval.days == 1 and t.type == "DATE" for t in others)


def _set_for(tree: Tree, found: list[Predicate], head: int, here: Sequence[Predicate]) -> list[Predicate]:
    """A date after "promised for" is the day of what is promised."""
    if (
        len(found) != 1
        or found[0].nominal
        or found[0].echo is not None
        or not intended.set_for(tree, found[0].verb, head)
    ):
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


def dates_when(scene: Scene, tree: Tree, places: Sequence[int], timex: Timex) -> bool:
    """Give a date its clause: "since 2003, when a hydrofoil sank"; say whether it dates nothing else."""
    tokens = timex_tokens(tree, timex)
    if not tokens or timex.interval is None or timex.interval.days > LONGEST:
        return False
    after = max(tokens) + 1
    after += after < tree.size and tree.words[after] == ","
    day = after + 1
    if day < tree.size and tree.words[after].lower() in ("the", "a") and tree.lemmas[day] in ("day", "date", "night"):
        return _dates_the_day(scene, tree, places, timex, day)
    if after >= tree.size or tree.words[after].lower() != "when" or naming.is_verb(tree, after):
        return False
    verb = tree.heads[after]
    predicates = scene.extraction.predicates
    below = {verb, *tree.kids(verb, ("xcomp",))}
    told = [
        p
        for p in places
        if predicates[p].verb in below
        and (predicates[p].standing.tense == "past" or predicates[p].standing.level == "planned")
    ]
    for place in told:
        _give(scene, place, timex, "timex")
    first = min(tokens) - 1
    return bool(told) and first >= 0 and tree.words[first].lower() in BOUNDING


def _dates_the_day(scene: Scene, tree: Tree, places: Sequence[int], timex: Timex, day: int) -> bool:
    """Give a date the clause on "the day": "30 April, the day on which the lease was to have ended"."""
    below = {
        k for clause in tree.kids(day, ("relcl", "acl", "ccomp")) for k in (clause, *tree.kids(clause, ("xcomp",)))
    }
    found = [
        p
        for p in places
        if scene.extraction.predicates[p].verb in below
        or (tree.heads[scene.extraction.predicates[p].head] in below and scene.extraction.predicates[p].nominal)
    ]
    for place in found:
        _give(scene, place, timex, "timex")
    return False


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


HOUR = "clock-alone"
"""The rule that reads a time of day without a day."""


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
    if both is None and known.timex and known.timex.rule == HOUR and timex.rule != HOUR:
        scene.dates[place] = Dated(
            timex.interval, timex, basis
        )  # "at five past nine, in clear weather, on 14 February"
        return
    if both is None and _goes_on_for(known, timex):
        scene.dates[place] = Dated(Interval(known.interval.start, timex.interval.end), known.timex, known.basis)
        return
    if both is not None and both.days < known.interval.days:
        scene.dates[place] = Dated(both, timex, basis)
