"""Gives each mention the date that governs it: its own timex by dependency, else what the discourse or another event lends it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.events import naming
from dateline.events.predicates import Extraction, Predicate
from dateline.events.tree import Tree
from dateline.model import Article, Block, DateBasis, Interval, Mention, Pending, Precision, Timex

BOUNDING = frozenset({"since", "before", "after", "until", "till"})
"""A timex after these bounds the event, it does not date it."""
NEW_DATE = frozenset({"until", "till", "to"})
LONGEST = 366
STATEMENTS = frozenset({"deny", "warn", "accuse", "apologise"})
SEASON = re.compile(r"-(?:SP|SU|FA|WI)$")
SAME_DAY = re.compile(
    r"(?:(?:on|later) )?(?:the )?(?:same|that) (?:day|morning|afternoon|evening|night)", re.IGNORECASE
)
TIME_NOUNS = frozenset(
    "hour day week month year night morning evening afternoon minute moment decade stage point".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset("january february march april may june july august september october november december".split())
FIGURES = frozenset(
    "earning earnings result results revenue profit loss sale sales report figure figures budget forecast income guidance output target growth accounts number numbers turnover".split()
)


@dataclass(slots=True)
class Dated:
    """The date a predicate has found so far."""

    interval: Interval | None = None
    timex: Timex | None = None
    basis: DateBasis = "none"


@dataclass(slots=True)
class Scene:
    """One article's predicates and timexes, and which date has gone to which predicate (by its place in `predicates`)."""

    extraction: Extraction
    timexes: Sequence[Timex]
    published: dt.date | None
    dates: dict[int, Dated]
    moved: dict[int, Timex]
    blocks: Sequence[Block]
    changed: dict[int, Timex]
    """Timexes that a clause's tense moved, by the identity of the old one."""
    verbs: dict[tuple[int, int], Dated]
    """Dates of verbs that are no events themselves ("said on Sunday"), by sentence start and token."""


def precision_of(interval: Interval | None) -> Precision:
    """Name the calendar unit that an interval fills exactly, `range` where it fills none."""
    if interval is None:
        return "undated"
    start, end, days = interval.start, interval.end, interval.days
    after = end + dt.timedelta(days=1)
    if days == 1:
        return "day"
    if days == 7 and start.weekday() == 0:
        return "week"
    if start.day == 1 and after.day == 1:
        months = (after.year - start.year) * 12 + after.month - start.month
        if months == 1:
            return "month"
        if months == 3 and start.month % 3 == 1:
            return "quarter"
        if months == 12 and start.month == 1:
            return "year"
    return "range"


def date_article(
    extraction: Extraction, timexes: Sequence[Timex], published: dt.date | None, blocks: Sequence[Block] = ()
) -> Scene:
    """Assign each dated timex of an article to the predicate that governs it, then spread dates over the discourse."""
    scene = Scene(extraction, timexes, published, {}, {}, blocks, {}, {})
    by_sentence = _by_sentence(extraction)
    for number, tree in enumerate(extraction.trees):
        sentence = tree.sentence
        inside = [
            t for t in timexes if t.interval and sentence.start <= t.start < sentence.end and t.type in ("DATE", "TIME")
        ]
        for timex in inside:
            if SAME_DAY.fullmatch(timex.text.strip()):
                timex = _same_day(scene, number, timex)
            _assign(scene, tree, by_sentence.get(number, []), timex)
        for place in by_sentence.get(number, ()):
            _agree_with_tense(scene, tree, place, extraction)
    for number, tree in enumerate(extraction.trees):
        _share_in_sentence(scene, tree, by_sentence.get(number, []))
    _carry_on(scene, by_sentence)
    _lend_to_headline(scene, by_sentence)
    _date_lead(scene, by_sentence)
    _date_statements(scene)
    return scene


def _date_statements(scene: Scene) -> None:
    """What a dated article reports as said, in the plain past and without a date, was said for it."""
    if scene.published is None:
        return
    news = Interval(scene.published - dt.timedelta(days=1), scene.published)
    for place, predicate in enumerate(scene.extraction.predicates):
        tree = scene.extraction.trees[predicate.sentence]
        if (
            place in scene.dates
            or predicate.nominal
            or predicate.kind not in STATEMENTS
            or tree.sentence.kind != "body"
        ):
            continue
        plain = tree.tags[predicate.verb] == "VBD" and tree.kid(predicate.verb, ("aux", "auxpass")) < 0
        if plain and tree.deps[predicate.verb] in ("ROOT", "conj") and tree.kid(predicate.verb, ("advcl",)) < 0:
            scene.dates[place] = Dated(news, None, "publication")


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
    moved = replace(timex, interval=interval, value=interval.start.isoformat() + timex.value[10:])
    scene.changed[id(timex)] = moved
    return moved


def _lend_to_headline(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
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
            if place not in scene.dates and same:
                lent = scene.dates[same[0]]
                scene.dates[place] = Dated(lent.interval, lent.timex, "discourse")


def _date_lead(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """What a dated article's first sentence tells in the past without a date happened on its day or the day before."""
    if scene.published is None:
        return
    trees, predicates = scene.extraction.trees, scene.extraction.predicates
    first = next((n for n, tree in enumerate(trees) if tree.sentence.kind == "body" and tree.size > 8), None)
    if first is None or any(p in scene.dates for p in by_sentence.get(first, ())):
        return
    news = Interval(scene.published - dt.timedelta(days=1), scene.published)
    for place in by_sentence.get(first, ()):
        if trees[first].deps[predicates[place].verb] == "ROOT" and predicates[place].standing.level == "occurred":
            had = any(
                trees[first].words[k].lower() == "had" for k in trees[first].kids(predicates[place].verb, ("aux",))
            )
            if not had:
                scene.dates[place] = Dated(news, None, "publication")


def _by_sentence(extraction: Extraction) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, predicate in enumerate(extraction.predicates):
        found.setdefault(predicate.sentence, []).append(place)
    return found


# The timex's own governor


def timex_tokens(tree: Tree, timex: Timex) -> list[int]:
    sentence = tree.sentence
    return [k for k in range(tree.size) if sentence.starts[k] < timex.end and timex.start < sentence.ends[k]]


def _assign(scene: Scene, tree: Tree, places: Sequence[int], timex: Timex) -> None:
    tokens = timex_tokens(tree, timex)
    if not tokens or timex.interval is None or timex.interval.days > LONGEST:
        return
    head = next((k for k in reversed(tokens) if tree.heads[k] not in tokens or tree.heads[k] == k), tokens[0])
    preposition = _preposition(tree, head, tokens)
    if _names_a_period(tree, head, tokens, timex):
        return
    found = governor(tree, head, tokens, [scene.extraction.predicates[p] for p in places])
    if not found:
        verb = next((k for k in tree.ancestors(head) if naming.is_verb(tree, k)), -1)
        if verb >= 0 and preposition not in BOUNDING:
            scene.verbs.setdefault((tree.sentence.start, verb), Dated(timex.interval, timex, "timex"))
    for predicate in found:
        place = next(p for p in places if scene.extraction.predicates[p] is predicate)
        if predicate.decision and "/" in timex.value and "to" in timex.text.split():
            _from_to(scene, places, place, timex)
        elif predicate.decision and preposition in NEW_DATE:
            scene.moved[place] = _ahead(scene, timex)
        elif preposition not in BOUNDING or timex.type == "TIME":
            place = _told_by(scene, tree, places, place, timex)
            _give(scene, place, timex, "timex")
            _also_verb(scene, tree, places, place, timex)


def _from_to(scene: Scene, places: Sequence[int], place: int, timex: Timex) -> None:
    """Split "moved the gala from 3 May to 7 June": the first is the old date, the second the new one."""
    if timex.interval is None:
        return
    first, last = (Interval(day, day) for day in (timex.interval.start, timex.interval.end))
    predicates = scene.extraction.predicates
    for other in places:
        if predicates[other].head == predicates[place].target:
            scene.dates[other] = Dated(first, timex, "timex")
    scene.moved[place] = replace(timex, interval=last, value=timex.value.split("/")[-1])


def _ahead(scene: Scene, timex: Timex) -> Timex:
    """A new date lies ahead of the article that tells it, unless the year is written."""
    step = _cycle(timex)
    if step == 0 or timex.interval is None or scene.published is None or timex.interval.end >= scene.published:
        return timex
    moved = _moved(timex.interval, step)
    return replace(timex, interval=moved, value=moved.start.isoformat()[: 10 if step == 7 else 7])


def _agree_with_tense(scene: Scene, tree: Tree, place: int, extraction: Extraction) -> None:
    """Move a bare weekday or month to the side of publication that its clause's tense asks for."""
    dated, told = scene.dates.get(place), told_on(scene, tree.sentence.start)
    if dated is None or dated.interval is None or dated.timex is None or told is None:
        return
    step = _cycle(dated.timex)
    if step == 0:
        return
    predicate = extraction.predicates[place]
    interval, level = dated.interval, predicate.standing.level
    prose = tree.sentence.kind in ("body", "post")
    if level in ("postponed", "cancelled"):
        moved = _nearest(interval, told, step) if step > 7 else interval
    elif interval.end < told and (
        _still_ahead(extraction, predicate, step)
        or (level == "present" and prose)
        or (level == "possible" and predicate.standing.tense == "future")
    ):
        moved = _moved(interval, step)
    elif interval.start > told and level == "occurred" and predicate.standing.tense == "past":
        moved = _moved(interval, -step)
    else:
        return
    if moved != interval:
        value = dated.timex.value
        day = moved.start.isoformat()
        timex = replace(dated.timex, interval=moved, value=(day + value[10:] if step == 7 else day[:7]))
        scene.changed[id(dated.timex)] = timex
        scene.dates[place] = Dated(moved, timex, dated.basis)


def _still_ahead(extraction: Extraction, predicate: Predicate, step: int) -> bool:
    """Whether what is planned lies ahead: "is due on Thursday" does; "was due" only beside news that it was put off."""
    if predicate.standing.level != "planned" or predicate.standing.tense != "past":
        return predicate.standing.level == "planned"
    if step != 7:
        return False
    return any(p.decision and abs(p.sentence - predicate.sentence) <= 2 for p in extraction.predicates)


def told_on(scene: Scene, position: int) -> dt.date | None:
    """The day a passage was written: of an embedded post its own, else the article's."""
    for block in scene.blocks:
        if block.published and block.start <= position < block.end:
            return block.published
    return scene.published


def _cycle(timex: Timex) -> int:
    """How far a bare weekday (7 days) or a bare month (a year) can be moved; 0 for what names its date more closely."""
    words = timex.text.lower().replace(",", "").split()
    if len(words) <= 2 and words[0] in WEEKDAYS and timex.value[:4].isdigit() and "-W" not in timex.value:
        return 7
    return 365 if len(words) == 1 and words[0] in MONTHS and len(timex.value) == 7 else 0


def _moved(interval: Interval, step: int) -> Interval:
    if abs(step) == 7:
        shift = dt.timedelta(days=step)
        return Interval(interval.start + shift, interval.end + shift)
    year = interval.start.year + (1 if step > 0 else -1)
    start = interval.start.replace(year=year, day=1)
    after = (start + dt.timedelta(days=32)).replace(day=1)
    return Interval(start, after - dt.timedelta(days=1))


def _nearest(interval: Interval, told: dt.date, step: int) -> Interval:
    candidates = [interval, _moved(interval, step), _moved(interval, -step)]
    return min(candidates, key=lambda each: abs((each.start - told).days))


def _told_by(scene: Scene, tree: Tree, places: Sequence[int], place: int, timex: Timex) -> int:
    """A past date after "urged them to accept" is the urging's: what was still to come cannot carry it."""
    predicates = scene.extraction.predicates
    predicate = predicates[place]
    past = scene.published is not None and timex.interval is not None and timex.interval.end <= scene.published
    infinitive = any(tree.words[child] == "to" for child in tree.kids(predicate.verb, ("aux",)))
    deadline = tree.words[max(min(timex_tokens(tree, timex)) - 1, 0)].lower() in ("by", "for")
    undone = predicate.standing.level in ("postponed", "cancelled") and _cycle(timex) == 7
    open_ = predicate.standing.level in ("planned", "possible") and past
    if deadline or not infinitive or not (undone or open_):
        return place
    head = tree.heads[predicate.verb]
    if naming.is_noun(tree, head):
        head = tree.heads[head]  # "dropped plans to build"
    for other in places:
        if (
            predicates[other].verb == head
            and predicates[other].standing.level == "occurred"
            and other not in scene.dates
        ):
            return other
    return place


def _occasion(tree: Tree, noun: int) -> bool:
    """Say whether a noun gives the occasion: "in the talks on Sunday, she asked", "met at the start of the visit"."""
    while tree.deps[noun] == "pobj" and tree.words[tree.heads[noun]].lower() in ("of", "to"):
        above = tree.heads[tree.heads[noun]]
        if not naming.is_noun(tree, above):
            return False
        noun = above
    return tree.deps[noun] == "pobj" and tree.words[tree.heads[noun]].lower() in ("in", "at", "during", "on")


def _also_verb(scene: Scene, tree: Tree, places: Sequence[int], place: int, timex: Timex) -> None:
    """A day at the end of "referred the merger for an inquiry on Tuesday" may hang on the last noun; it dates the verb too."""
    predicates = scene.extraction.predicates
    predicate = predicates[place]
    if not predicate.nominal or predicate.verb != predicate.head or tree.deps[predicate.head] != "pobj":
        return
    if timex.interval is None or timex.interval.days > 1:
        return
    if not _occasion(tree, predicate.head):
        if timex.start < tree.sentence.ends[predicate.head]:
            return
        owned = [k for k in tree.kids(predicate.head, ("det", "poss")) if tree.words[k].lower() not in ("a", "an")]
        if owned or tree.words[tree.heads[predicate.head]].lower() in ("at", "since", "after", "before"):
            return
    for above in tree.ancestors(predicate.head):
        for other in places:
            if predicates[other].decision and not predicate.decision:
                continue
            if predicates[other].verb == above and naming.is_verb(tree, above) and other not in scene.dates:
                _give(scene, other, timex, "timex")
                return
        if naming.is_verb(tree, above):
            return


def _names_a_period(tree: Tree, head: int, tokens: Sequence[int], timex: Timex) -> bool:
    """Say whether a date only names its noun: "first-quarter earnings", "the second and final day", "the spring fair"."""
    if tree.tags[head] == "JJ" and tree.deps[head] == "amod" and tree.heads[head] not in tokens:
        return True
    above = tree.heads[head]
    if tree.tags[above].startswith("NNP") and len(timex.value) == 4 and above == max(tokens) + 1:
        return True  # "the 2008 Olympics", "a 2013 model"
    if SEASON.search(timex.value) and tree.deps[head] == "compound" and above > max(tokens):
        return True  # "the spring fair"
    long = timex.interval is not None and timex.interval.days > 27
    return (
        long
        and above > max(tokens)
        and tree.deps[head] in ("compound", "amod", "nmod", "nummod")
        and tree.lemmas[above] in FIGURES
    )


def _preposition(tree: Tree, head: int, tokens: Sequence[int]) -> str:
    above = tree.heads[head]
    if tree.deps[head] in ("pobj", "pcomp") and tree.tags[above] in ("IN", "TO"):
        return tree.words[above].lower()
    first = min(tokens)
    return tree.words[first - 1].lower() if first and tree.tags[first - 1] == "IN" else ""


def _give(scene: Scene, place: int, timex: Timex, basis: DateBasis) -> None:
    """Keep the narrower of two dates that agree; of two that do not, the first."""
    known = scene.dates.get(place)
    if known is None or known.interval is None or timex.interval is None:
        scene.dates[place] = Dated(timex.interval, timex, basis)
        return
    both = known.interval.intersection(timex.interval)
    if both is not None and both.days < known.interval.days:
        scene.dates[place] = Dated(both, timex, basis)


def governor(tree: Tree, head: int, tokens: Sequence[int], predicates: Sequence[Predicate]) -> list[Predicate]:
    """Return the predicates that a timex dates: the first event above it, or what the operator above it governs."""
    by_token: dict[int, list[Predicate]] = {}
    for predicate in predicates:
        by_token.setdefault(predicate.head, []).append(predicate)
        if predicate.verb != predicate.head:
            by_token.setdefault(predicate.verb, []).append(predicate)
    here = head
    for place in [head, *tree.ancestors(head)]:
        if place in tokens:
            here = place
            continue
        if place in by_token:
            return _on_subject(tree, here, place, by_token) or by_token[place]
        if naming.is_verb(tree, place):
            named = _on_subject(tree, here, place, by_token)
            if named:
                return named
            complement = _complement(tree, place, by_token)
            if complement:
                return complement
            if tree.deps[place] not in ("xcomp", "acl", "advcl", "conj", "pcomp"):
                return []
        here = place
    return []


def _on_subject(tree: Tree, phrase: int, verb: int, by_token: Mapping[int, list[Predicate]]) -> list[Predicate]:
    """A date right after a subject that is an event belongs to it: "the referral in July then cost three months"."""
    subject = phrase - 1
    if phrase < verb and tree.deps[subject] in ("nsubj", "nsubjpass") and tree.heads[subject] == verb:
        return [
            predicate
            for predicate in by_token.get(subject, ())
            if predicate.nominal and predicate.verb == predicate.head
        ]
    return []


def _complement(tree: Tree, verb: int, by_token: Mapping[int, list[Predicate]]) -> list[Predicate]:
    """What an operator without an event of its own dates: "is expected on Monday to sign", "a vote planned for April"."""
    operator = naming.verb_operator(tree, verb)
    if (operator is None or operator.name in ("report", "ask")) and tree.lemmas[verb] != "be":
        return []
    below = tree.kids(verb, ("xcomp", "ccomp")) or tree.kids(verb, ("nsubjpass", "dobj", "nsubj"))
    if tree.lemmas[verb] == "be":
        adjectives = tree.kids(verb, ("acomp",))
        below = (
            [x for a in adjectives for x in tree.kids(a, ("xcomp",))]
            or tree.kids(verb, ("xcomp",))
            or tree.kids(verb, ("nsubj",))
        )
    if tree.deps[verb] == "acl":
        below = [*below, tree.heads[verb]]
    if not below and tree.deps[verb] == "advcl" and tree.tags[verb] == "VBN":
        below = tree.kids(tree.heads[verb], ("nsubj", "nsubjpass"))
    return [predicate for token in below for predicate in by_token.get(token, ())]


# What a sentence shares


def _share_in_sentence(scene: Scene, tree: Tree, places: Sequence[int]) -> None:
    predicates = scene.extraction.predicates
    by_verb = {predicates[p].verb: p for p in places} | {predicates[p].head: p for p in places}
    for place in places:
        if place in scene.dates:
            continue
        lent = _lender(tree, predicates[place], by_verb, scene)
        if lent is not None:
            scene.dates[place] = Dated(lent.interval, lent.timex, "discourse")


def _lender(tree: Tree, predicate: Predicate, by_verb: Mapping[int, int], scene: Scene) -> Dated | None:
    """Return the date of the clause in the same sentence whose time this one shares, if there is one."""
    if predicate.nominal and predicate.verb == predicate.head:
        return _cause(tree, predicate, by_verb, scene)
    for child in tree.kids(predicate.verb, ("advcl",)):
        marks = {tree.words[k].lower() for k in tree.kids(child, ("mark", "advmod"))}
        place = by_verb.get(child)
        if marks & {"when", "as", "while"} and place in scene.dates and predicate.standing.level == "occurred":
            return scene.dates[place]
    here = predicate.verb
    for above in tree.ancestors(here):
        place = by_verb.get(above)
        lent = scene.dates.get(place) if place is not None else scene.verbs.get((tree.sentence.start, above))
        if not _same_time(tree, here, predicate, lent, scene):
            return None
        if lent is not None:
            if tree.deps[here] == "conj" and not _same_tense(scene, place, predicate):
                return None
            if lent.timex and tree.deps[here] == "conj" and lent.timex.start > tree.sentence.starts[predicate.verb]:
                return None
            return lent
        here = above
    return None


def _same_tense(scene: Scene, place: int | None, predicate: Predicate) -> bool:
    return place is None or scene.extraction.predicates[place].standing.tense == predicate.standing.tense


def _cause(tree: Tree, predicate: Predicate, by_verb: Mapping[int, int], scene: Scene) -> Dated | None:
    """Lend a month to the cause of what happened in it: "was put off in February after the shootdown"."""
    head = predicate.head
    preposition = tree.heads[head]
    if tree.deps[head] != "pobj" or tree.words[preposition].lower() not in ("after", "following"):
        return None
    place = by_verb.get(tree.heads[preposition])
    lent = scene.dates.get(place) if place is not None else None
    return lent if lent and lent.interval and 27 < lent.interval.days < 100 else None


def _same_time(tree: Tree, verb: int, predicate: Predicate, lent: Dated | None, scene: Scene) -> bool:
    """Whether a clause happens when the clause above it does."""
    dep = tree.deps[verb]
    if dep == "conj":
        return True
    if dep == "advcl":
        marks = {tree.words[child].lower() for child in tree.kids(verb, ("mark", "advmod"))}
        finite = tree.tags[verb] in ("VBD", "VBZ", "VBP") or bool(
            tree.kid(verb, ("aux",)) >= 0 and tree.tags[verb] != "VBG"
        )
        if finite and "after" in marks:
            long = lent is not None and lent.interval is not None and 27 < lent.interval.days < 100
            return long and predicate.standing.level == "occurred"
        if finite:
            return bool(marks & {"when", "as", "while"}) and predicate.standing.tense == "past"
        return tree.tags[verb] == "VBG" and not marks & {"after", "before", "since"}
    if dep == "relcl":
        return lent is not None and naming.is_noun(tree, tree.heads[verb]) and predicate.standing.level == "occurred"
    if dep == "ccomp":
        return _announced(tree, verb, predicate, lent, scene)
    if dep == "xcomp":
        return predicate.standing.level in ("occurred", "denied")
    return False


def _announced(tree: Tree, verb: int, predicate: Predicate, lent: Dated | None, scene: Scene) -> bool:
    """News is told when it happens: "X bought Y, it announced on Monday" dates the purchase.

    So does "said on Sunday that she had invited him", for the pluperfect of a report is a perfect; plain "said" with a plain
    past does not, for it may tell of any time.
    """
    if predicate.standing.level != "occurred" or lent is None or lent.interval is None or scene.published is None:
        return False
    if lent.interval.days > 1 or (scene.published - lent.interval.end).days > 3:
        return False
    auxiliaries = {tree.words[child].lower() for child in tree.kids(verb, ("aux", "auxpass"))}
    operator = naming.verb_operator(tree, tree.heads[verb])
    if operator is None or operator.name not in ("report", "promise"):
        return False
    return "had" in auxiliaries or tree.lemmas[tree.heads[verb]] in ("announce", "confirm", "disclose", "reveal")


# What one sentence lends the next


def _carry_on(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
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
        main = [p for p in places if _is_main(tree, scene.extraction.predicates[p])]
        dated = [p for p in main if p in scene.dates and scene.extraction.predicates[p].standing.level == "occurred"]
        if dated:
            current, age = scene.dates[dated[0]], 0
            continue
        if any(t.interval and tree.sentence.start <= t.start < tree.sentence.end for t in scene.timexes):
            continue
        for place in main:
            predicate = scene.extraction.predicates[place]
            if _opens_elsewhere(tree, predicate.verb):
                current = None
            if current and predicate.kind and _goes_on(tree, predicate, current) and place not in scene.dates:
                scene.dates[place] = Dated(current.interval, current.timex, "discourse")


def _opens_elsewhere(tree: Tree, verb: int) -> bool:
    """Say whether a sentence sets another scene without naming a date: "in the final hours of the visit"."""
    return any(
        tree.lemmas[token] in TIME_NOUNS for token in range(min(verb, 8)) if tree.deps[token] in ("pobj", "npadvmod")
    )


def _fresh(scene: Scene, current: Dated | None) -> bool:
    """Only the news itself is told on over paragraphs; what happened long ago stays in its own."""
    if current is None or current.interval is None or scene.published is None:
        return False
    return current.interval.days == 1 and (scene.published - current.interval.end).days <= 3


def _is_main(tree: Tree, predicate: Predicate) -> bool:
    verb = predicate.verb
    if predicate.nominal and predicate.verb == predicate.head:
        return False
    while tree.deps[verb] == "conj":
        verb = tree.heads[verb]
    return tree.deps[verb] in ("ROOT", "ccomp", "parataxis") and tree.heads[verb] in (verb, *(_roots(tree)))


def _roots(tree: Tree) -> list[int]:
    return [token for token in range(tree.size) if tree.deps[token] == "ROOT"]


def _goes_on(tree: Tree, predicate: Predicate, current: Dated) -> bool:
    """Only the plain past goes on a scene; a pluperfect or a perfect steps out of it."""
    if current.interval is None or current.interval.days > 31:
        return False
    auxiliaries = {tree.words[child].lower() for child in tree.kids(predicate.verb, ("aux",))}
    return (
        predicate.standing.level == "occurred"
        and predicate.standing.tense == "past"
        and not auxiliaries & {"had", "has", "have"}
    )


def finish_pending(
    articles: Sequence[Article], scenes: Mapping[str, Scene], mentions: Mapping[str, Sequence[tuple[int, Mention]]]
) -> dict[str, tuple[Timex, ...]]:
    """Finish the timexes that wait for another event; return the changed articles' timexes by article id."""
    changed: dict[str, tuple[Timex, ...]] = {}
    for article in articles:
        scene = scenes[article.id]
        waiting = [timex for timex in scene.timexes if timex.pending is not None and timex.interval is None]
        if not waiting:
            continue
        done = {id(timex): _finished(timex, article.id, mentions) for timex in waiting}
        changed[article.id] = tuple(done.get(id(timex)) or timex for timex in scene.timexes)
    return changed


def _finished(timex: Timex, article: str, mentions: Mapping[str, Sequence[tuple[int, Mention]]]) -> Timex | None:
    from dateline import times

    pending = timex.pending
    if pending is None:
        return None
    named = [m for _, m in mentions.get(article, ()) if m.head_start < pending.end and pending.start < m.head_end]
    for mention in named:
        interval = mention.interval or _elsewhere(mention, mentions)
        if interval is not None:
            return _to_the_day(times.finish(timex, interval), pending, interval)
    return None


def _elsewhere(mention: Mention, mentions: Mapping[str, Sequence[tuple[int, Mention]]]) -> Interval | None:
    """The date of the same event as other sentences give it: same kind, a name in common, the narrowest date."""
    same = [
        other
        for found in mentions.values()
        for _, other in found
        if other.interval and other.predicate_class == mention.predicate_class and mention.predicate_class
        and (other.predicate == mention.predicate or set(other.participants) & set(mention.participants))
    ]  # fmt: skip
    same.sort(key=lambda other: (other.article != mention.article, other.interval.days if other.interval else 0))
    return same[0].interval if same else None


def _to_the_day(timex: Timex, pending: Pending, anchor: Interval) -> Timex:
    """Make "a week before the vote" a day where the vote has one."""
    weeks = re.fullmatch(r"(-?)P(\d+)W", pending.shift)
    if not weeks or anchor.days != 1 or pending.span:
        return timex
    day = anchor.start + dt.timedelta(weeks=int(weeks.group(2)) * (-1 if weeks.group(1) else 1))
    return replace(timex, interval=Interval(day, day), value=day.isoformat())
