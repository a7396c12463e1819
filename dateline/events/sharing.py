"""Lends dates within a sentence: to a clause whose time another clause has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.events import carrying, intended, naming, operating, sequels, unkept
from dateline.events.discourse import WEEK
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated, Scene
from dateline.events.tree import Tree

PAPERS = frozenset(
    "letter email e-mail report memo note message post statement interview speech article filing document order ruling notice".split()
)
SENSED = frozenset({"see", "hear", "find", "catch", "spot", "film", "watch", "notice"})
ENDING = frozenset("end begin open start close finish conclude culminate commence mark".split())
"""What is begun or ended "with" something else."""


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
    seen = tree.kids(predicate.verb, ("xcomp", "ccomp", "advcl")) + [
        k for thing in tree.kids(predicate.verb, ("dobj",)) for k in tree.kids(thing, ("acl",))
    ]
    for child in seen if tree.lemmas[predicate.verb] in SENSED and predicate.standing.level == "occurred" else ():
        place = by_verb.get(child)
        if tree.tags[child] == "VBG" and place in scene.dates:
            return scene.dates[place]  # "found him snoring on Sunday"
    for child in tree.kids(predicate.verb, ("xcomp",)):
        if any(tree.words[k].lower() == "having" for k in tree.kids(child, ("aux",))):
            continue  # "admitted having met him in May"
        # "voted to support the republic Friday" is done by voting
        place = by_verb.get(child)
        if place in scene.dates and predicate.standing.level == "occurred":
            done = scene.extraction.predicates[place].standing.level == "occurred"
            return scene.dates[place] if done else None
        if place in scene.dates and _is_refused(scene, tree, predicate, place):
            return scene.dates[place]
        if place in scene.dates and predicate.standing.level == "planned" and predicate.kind == "request":
            return scene.dates[place]  # "is to be asked to approve it on 14 December"
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
    missed = _in_place_of(tree, predicate, scene)
    if missed is not None:
        return missed
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


def _is_refused(scene: Scene, tree: Tree, predicate: Predicate, place: int) -> bool:
    """Say whether a clause is what somebody refused or failed to do, on a day gone by: "refused to grant bail on Monday"."""
    standing, dated = scene.extraction.predicates[place].standing, scene.dates[place]
    refused = standing.level == "denied" and standing.cue == tree.words[predicate.verb].lower()
    past = scene.published is not None and dated.interval is not None and dated.interval.end <= scene.published
    return refused and past and dated.basis == "timex" and predicate.standing.level == "occurred"


def _in_place_of(tree: Tree, predicate: Predicate, scene: Scene) -> Dated | None:
    """Return the day of the plan that "but" ends: "was to sing at the palace on Sunday but the bus broke down"."""
    verb = predicate.verb
    above = tree.heads[verb]
    if tree.deps[verb] != "conj" or predicate.standing.level != "occurred" or not unkept.came_otherwise(tree, above):
        return None
    for place, dated in scene.dates.items():
        plan = scene.extraction.predicates[place]
        here = plan.sentence == predicate.sentence and plan.verb < verb and plan.standing.level == "cancelled"
        if here and plan.standing.cue == "but" and dated.basis == "timex":
            return dated
    return None


def _written_on(tree: Tree, predicate: Predicate, scene: Scene) -> Dated | None:
    """Return the day of the paper that something is told in: "a letter dated 6 May in which it warned the board"."""
    verb = predicate.verb
    told = tree.deps[verb] == "relcl" and (predicate.standing.level == "occurred" or predicate.kind == "deny")
    within = [k for p in tree.kids(verb, ("prep",)) if tree.words[p].lower() == "in" for k in tree.kids(p, ("pobj",))]
    if naming.is_verb(tree, verb) and predicate.standing.level in ("occurred", "denied"):
        for paper in within:
            issued = issued_on(tree, paper, scene)
            if issued is not None:
                return issued
    if not told or not any(tree.words[k].lower() == "which" for k in within):
        return None
    paper = next((k for k in range(verb - 1, max(verb - 14, -1), -1) if tree.lemmas[k] in PAPERS), -1)
    start, end = tree.sentence.starts[max(paper, 0)], tree.sentence.starts[within[0]]
    for timex in scene.timexes:
        if paper >= 0 and start < timex.start < end and timex.interval is not None and timex.interval.days == 1:
            return Dated(timex.interval, timex, "timex")
    return None


def issued_on(tree: Tree, paper: int, scene: Scene) -> Dated | None:
    """Return the day of a paper that opens a sentence: "In a statement issued on Monday it denied that"."""
    issued = carried_by(tree, paper)
    for place, dated in scene.dates.items():
        predicate = scene.extraction.predicates[place]
        if scene.extraction.trees[predicate.sentence] is tree and predicate.verb == issued >= 0:
            return dated
    return None


def carried_by(tree: Tree, paper: int) -> int:
    """Return the participle that says when a paper before its clause went out, or -1."""
    opening = tree.heads[paper]
    telling = tree.heads[opening]
    if tree.lemmas[paper] not in PAPERS or tree.words[opening].lower() != "in" or not paper < telling:
        return -1
    return next((k for k in tree.kids(paper, ("acl",)) if tree.tags[k] == "VBN" and k < telling), -1)


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
        helped = tree.kid(verb, ("aux",)) >= 0 or any(tree.tags[k] == "VBD" for k in tree.kids(verb, ("auxpass",)))
        finite = tree.tags[verb] in ("VBD", "VBZ", "VBP") or (helped and tree.tags[verb] != "VBG")
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
