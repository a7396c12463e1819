"""Dates what came of an occasion by the occasion's day: "during the meeting, the two sides agreed", "she accepted an invitation".

An occasion is found again by its kind and by the names beside it; where two days compete, none is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.events import naming
from dateline.events.governing import is_occasion
from dateline.events.nominal import kind_of
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated, Scene
from dateline.events.tree import Tree

OCCASIONS = frozenset(
    "meet visit speak try vote compete perform praise collapse crash explode attack storm quake".split()
)
INCIDENTS = frozenset({"collapse", "crash", "explode", "attack", "storm", "quake"})
WITHIN = frozenset({"during", "in", "at", "after", "following"})
OWNED = frozenset({"the", "this", "that", "these", "those", "their", "his", "her", "its", "both"})
OUTCOMES = frozenset({"agree", "invite"})
OUTCOME_VERBS = frozenset("accept pledge promise vow commit sign undertake consent exchange".split())
BACK = 3
"""Sentences that an outcome may stand after the meeting it came of."""
FRESH = 3


def date_by_occasion(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """Give what is told as done at an occasion, or as come of a meeting, that event's day."""
    for place, predicate in enumerate(scene.extraction.predicates):
        if place in scene.dates or predicate.standing.level != "occurred" or predicate.standing.tense == "present":
            continue
        tree = scene.extraction.trees[predicate.sentence]
        if tree.sentence.kind not in ("body", "post") or (predicate.nominal and predicate.verb == predicate.head):
            continue
        lent = (
            _of_subject(scene, tree, predicate, by_sentence)
            or _at_occasion(scene, tree, predicate)
            or _came_of_meeting(scene, tree, predicate, by_sentence)
        )
        if lent is not None:
            scene.dates[place] = Dated(lent.interval, lent.timex, "discourse")


def _of_subject(
    scene: Scene, tree: Tree, predicate: Predicate, by_sentence: Mapping[int, Sequence[int]]
) -> Dated | None:
    """Return the day of the incident that a clause is about: "the attacks on 7 August killed 257", "the blast occurred"."""
    subject = tree.kid(predicate.verb, ("nsubj", "nsubjpass"))
    if subject < 0 or not naming.is_noun(tree, subject) or kind_of(tree, subject) not in INCIDENTS:
        return None
    for place in by_sentence.get(predicate.sentence, ()):
        dated = scene.dates.get(place)
        if scene.extraction.predicates[place].head == subject and dated and dated.interval and dated.interval.days < 8:
            return dated
    if not _is_known(tree, subject) or _has_date(scene, tree):
        return None
    return _known(scene, predicate, kind_of(tree, subject), _names_beside(tree, subject))


def is_told_again(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a clause is about an incident that the reader knows, or tells what happened in one."""
    nouns = tree.kids(predicate.verb, ("nsubj", "nsubjpass"))
    nouns += [k for p in tree.kids(predicate.verb, ("prep",)) for k in tree.kids(p, ("pobj",)) if _is_within(tree, p)]
    return any(naming.is_noun(tree, k) and kind_of(tree, k) in INCIDENTS and _is_known(tree, k) for k in nouns)


def _is_within(tree: Tree, preposition: int) -> bool:
    return tree.words[preposition].lower() in ("in", "during")


def _is_known(tree: Tree, noun: int) -> bool:
    return any(tree.words[k].lower() in OWNED for k in tree.kids(noun, ("det", "poss")))


def _at_occasion(scene: Scene, tree: Tree, predicate: Predicate) -> Dated | None:
    for preposition in tree.kids(predicate.verb, ("prep",)):
        noun = tree.kid(preposition, ("pobj",))
        word = tree.words[preposition].lower()
        if noun < 0 or word not in WITHIN:
            continue
        noun = _whole(tree, noun)
        kind = kind_of(tree, noun) if naming.is_noun(tree, noun) else ""
        after = word in ("after", "following")
        if (
            kind not in OCCASIONS
            or (after and kind != "meet")
            or not (after or is_occasion(tree, noun) or word == "during")
        ):
            continue
        if any(tree.words[k].lower() in OWNED or tree.deps[k] == "poss" for k in tree.kids(noun, ("det", "poss"))):
            return _known(scene, predicate, kind, _names_beside(tree, noun))
    return None


def _whole(tree: Tree, noun: int) -> int:
    """The occasion behind "the end of the visit"."""
    if tree.lemmas[noun] in ("start", "end", "beginning", "close", "conclusion", "course", "margin", "sideline", "day"):
        for preposition in tree.kids(noun, ("prep",)):
            below = tree.kid(preposition, ("pobj",))
            if tree.words[preposition].lower() == "of" and below >= 0:
                return below
    return noun


def _names_beside(tree: Tree, noun: int) -> frozenset[str]:
    return frozenset(
        tree.words[k].lower() for k in tree.subtree(noun) if tree.names[k] and tree.names[k][2:] in ("PERSON", "ORG")
    )


def _known(scene: Scene, predicate: Predicate, kind: str, names: frozenset[str]) -> Dated | None:
    """Return the day of the event of a kind that was told last before, else of the only one told."""
    told = [
        p
        for p, dated in scene.dates.items()
        if scene.extraction.predicates[p].kind == kind
        and scene.extraction.predicates[p].standing.level == "occurred"
        and dated.interval is not None
        and dated.interval.days == 1
    ]
    if names:
        told = [p for p in told if names & _words(scene, p)] or told
    before = [p for p in told if 0 <= predicate.sentence - scene.extraction.predicates[p].sentence <= BACK]
    days = {_start(scene.dates[p]) for p in told}
    if not names and _just_told_undated(scene, predicate, kind):
        return None
    if before:
        return scene.dates[max(before)]
    return scene.dates[told[0]] if len(days) == 1 else None


def _just_told_undated(scene: Scene, predicate: Predicate, kind: str) -> bool:
    """Say whether the sentence before tells of another such event without its day ("in its final hours she met him")."""
    return any(
        other.sentence == predicate.sentence - 1
        and other.kind == kind
        and not other.nominal
        and other.standing.level == "occurred"
        and place not in scene.dates
        for place, other in enumerate(scene.extraction.predicates)
    )


def _words(scene: Scene, place: int) -> frozenset[str]:
    tree = scene.extraction.trees[scene.extraction.predicates[place].sentence]
    return frozenset(word.lower() for word in tree.words)


def _start(dated: Dated) -> object:
    return dated.interval.start if dated.interval else None


def _came_of_meeting(
    scene: Scene, tree: Tree, predicate: Predicate, by_sentence: Mapping[int, Sequence[int]]
) -> Dated | None:
    """Return the day of the talks just told of for what they led to, unless the sentence gives a date of its own."""
    if predicate.kind not in OUTCOMES and tree.lemmas[predicate.verb] not in OUTCOME_VERBS:
        return None
    if _fresh_meeting(scene, by_sentence.get(predicate.sentence, ())) is None and _has_date(scene, tree):
        return None
    for number in range(predicate.sentence, max(predicate.sentence - BACK, 0) - 1, -1):
        found = _fresh_meeting(scene, by_sentence.get(number, ()))
        if found is not None:
            return found
        if number < predicate.sentence and _meets_undated(scene, by_sentence.get(number, ())):
            return None  # "In the final hours of his visit he met her. The two agreed": not on the day of the meeting before
        other = scene.extraction.trees[number]
        if number < predicate.sentence and _has_date(scene, other):
            return None
    return None


def _meets_undated(scene: Scene, places: Iterable[int]) -> bool:
    met = [scene.extraction.predicates[p] for p in places if p not in scene.dates]
    return any(each.kind == "meet" and not each.nominal and each.standing.level == "occurred" for each in met)


def _has_date(scene: Scene, tree: Tree) -> bool:
    return any(t.interval and tree.sentence.start <= t.start < tree.sentence.end for t in scene.timexes)


def _fresh_meeting(scene: Scene, places: Iterable[int]) -> Dated | None:
    """Return the day of a meeting among these predicates that was held for or shortly before the article."""
    for place in places:
        dated, predicate = scene.dates.get(place), scene.extraction.predicates[place]
        if dated is None or dated.interval is None or dated.interval.days > 1 or scene.published is None:
            continue
        held = predicate.kind == "meet" and predicate.standing.level == "occurred"
        if held and 0 <= (scene.published - dated.interval.end).days <= FRESH:
            return dated
    return None
