"""Lends dates along the discourse: within a sentence, from one sentence to the next, from the lead to its headline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.events import anchored, carrying, intended, naming, operating, sequels, verb_dates
from dateline.events.occasions import is_told_again
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated, Scene
from dateline.events.tree import Tree
from dateline.model import Timex

WEEK = 7
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


def share_in_sentence(scene: Scene, tree: Tree, places: Sequence[int]) -> None:
    predicates = scene.extraction.predicates
    by_verb = {predicates[p].verb: p for p in places} | {predicates[p].head: p for p in places}
    for place in places:
        if place in scene.dates:
            continue
        lent = _lender(tree, predicates[place], by_verb, scene) or sequels.lender(
            tree, predicates[place], by_verb, scene
        )
        if lent is not None:
            scene.dates[place] = Dated(lent.interval, lent.timex, "discourse")


def _lender(tree: Tree, predicate: Predicate, by_verb: Mapping[int, int], scene: Scene) -> Dated | None:
    """Return the date of the clause in the same sentence whose time this one shares, if there is one."""
    if predicate.nominal and predicate.verb == predicate.head:
        return _cause(tree, predicate, by_verb, scene)
    written = _written_on(tree, predicate, scene)
    if written is not None:
        return written
    doing = carrying.done_by(tree, predicate.verb)
    if doing >= 0:
        place = by_verb.get(doing)
        return scene.dates.get(place) if place is not None else scene.verbs.get((tree.sentence.start, doing))
    for child in tree.kids(predicate.verb, ("advcl",)):
        marks = {tree.words[k].lower() for k in tree.kids(child, ("mark", "advmod"))}
        place = by_verb.get(child)
        if marks & {"when", "as", "while"} and place in scene.dates and predicate.standing.level == "occurred":
            return scene.dates[place]
    for child in tree.kids(predicate.verb, ("xcomp",)):  # "voted to support the republic Friday" is done by voting
        place = by_verb.get(child)
        if place in scene.dates and predicate.standing.level == "occurred":
            done = scene.extraction.predicates[place].standing.level == "occurred"
            return scene.dates[place] if done else None
    for child in tree.kids(predicate.verb, ("conj",)):  # "was opened and adjourned on 6 March"
        place = by_verb.get(child)
        shared = tree.kid(child, ("nsubj", "nsubjpass", "aux", "auxpass", "advmod")) < 0 and tree.tags[child] == "VBN"
        if (
            shared
            and tree.kid(predicate.verb, ("auxpass",)) >= 0
            and place in scene.dates
            and child - predicate.verb <= 3
        ):
            return scene.dates[place]
    fronted = _fronted(tree, predicate, by_verb, scene)
    if fronted is not None:
        return fronted
    here = predicate.verb
    for above in tree.ancestors(here):
        place = by_verb.get(above)
        lent = scene.dates.get(place) if place is not None else scene.verbs.get((tree.sentence.start, above))
        if not _same_time(tree, here, predicate, lent, scene) or intended.promised_for(tree, above) == here:
            return None
        if lent is not None:
            if tree.deps[here] == "conj" and not _same_tense(scene, place, predicate):
                return None
            if lent.timex and tree.deps[here] == "conj" and lent.timex.start > tree.sentence.starts[predicate.verb]:
                return None
            return lent
        here = above
    return None


PAPERS = frozenset(
    "letter email e-mail report memo note message post statement interview speech article filing document order ruling notice".split()
)


def _written_on(tree: Tree, predicate: Predicate, scene: Scene) -> Dated | None:
    """Return the day of the paper that something is told in: "a letter dated 6 May in which it warned the board"."""
    verb = predicate.verb
    told = tree.deps[verb] == "relcl" and (predicate.standing.level == "occurred" or predicate.kind == "deny")
    within = [k for p in tree.kids(verb, ("prep",)) if tree.words[p].lower() == "in" for k in tree.kids(p, ("pobj",))]
    if not told or not any(tree.words[k].lower() == "which" for k in within):
        return None
    paper = next((k for k in range(verb - 1, max(verb - 14, -1), -1) if tree.lemmas[k] in PAPERS), -1)
    start, end = tree.sentence.starts[max(paper, 0)], tree.sentence.starts[within[0]]
    for timex in scene.timexes:
        if paper >= 0 and start < timex.start < end and timex.interval is not None and timex.interval.days == 1:
            return Dated(timex.interval, timex, "timex")
    return None


def _fronted(tree: Tree, predicate: Predicate, by_verb: Mapping[int, int], scene: Scene) -> Dated | None:
    """Lend the date of "Meeting in Doha in January," or "Speaking on Monday," to what they did there."""
    if predicate.standing.level not in ("occurred", "denied") or predicate.kind == "try":
        return None
    for child in tree.kids(predicate.verb, ("advcl",)):
        place = by_verb.get(child)
        opens = child <= 1 and tree.tags[child] == "VBG" and tree.kid(child, ("mark", "aux")) < 0
        lent = scene.dates.get(place) if place is not None else scene.verbs.get((tree.sentence.start, child))
        if opens and lent is not None:
            return lent
    return None


def _same_tense(scene: Scene, place: int | None, predicate: Predicate) -> bool:
    return place is None or scene.extraction.predicates[place].standing.tense == predicate.standing.tense


ENDING = frozenset("end begin open start close finish conclude culminate commence mark".split())
"""What is begun or ended "with" something else."""


def ends_with(tree: Tree, noun: int) -> bool:
    """Say whether a noun is what something begins or ends with: "the manhunt ended with the arrest of a driver"."""
    preposition = tree.heads[noun]
    ending = tree.deps[noun] == "pobj" and tree.words[preposition].lower() == "with"
    return ending and tree.lemmas[tree.heads[preposition]] in ENDING


def _cause(tree: Tree, predicate: Predicate, by_verb: Mapping[int, int], scene: Scene) -> Dated | None:
    """Lend a month to the cause of what happened in it: "was put off in February after the shootdown"."""
    head = predicate.head
    preposition = tree.heads[head]
    if ends_with(tree, head):
        ending = tree.heads[preposition]
        place = by_verb.get(ending)
        return scene.dates.get(place) if place is not None else scene.verbs.get((tree.sentence.start, ending))
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
    if lent.interval.days > 1 or (scene.published - lent.interval.end).days >= WEEK:
        return False
    auxiliaries = {tree.words[child].lower() for child in tree.kids(verb, ("aux", "auxpass"))}
    if tree.lemmas[tree.heads[verb]] in ("emerge", "transpire"):
        return bool(auxiliaries & {"has", "have", "had"})  # "has withdrawn the study, it emerged on Tuesday"
    operator = operating.verb_operator(tree, tree.heads[verb])
    if operator is None or operator.name not in ("report", "promise"):
        return False
    return "had" in auxiliaries or tree.lemmas[tree.heads[verb]] in ("announce", "confirm", "disclose", "reveal")


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
