"""Passes a date on from what is only meant or named to the deed it belongs to: "urged them on Monday to accept"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events import naming
from dateline.events.scene import Scene, cycle, timex_tokens
from dateline.events.tree import Tree
from dateline.model import Timex


def told_by(scene: Scene, tree: Tree, places: Sequence[int], place: int, timex: Timex) -> int:
    """A past date after "urged them to accept" is the urging's: what was still to come cannot carry it."""
    predicates = scene.extraction.predicates
    predicate = predicates[place]
    past = scene.published is not None and timex.interval is not None and timex.interval.end <= scene.published
    infinitive = any(tree.words[child] == "to" for child in tree.kids(predicate.verb, ("aux",)))
    deadline = tree.words[max(min(timex_tokens(tree, timex)) - 1, 0)].lower() in ("by", "for")
    undone = predicate.standing.level in ("postponed", "cancelled") and cycle(timex) == 7
    open_ = predicate.standing.level in ("planned", "possible", "denied") and past
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


def of_deed(scene: Scene, tree: Tree, places: Sequence[int], place: int) -> int:
    """A deadline is for a deed: "will double its flights by August"."""
    predicates = scene.extraction.predicates
    noun = predicates[place]
    if not noun.nominal or noun.verb != noun.head or tree.deps[noun.head] != "dobj":
        return place
    above = tree.heads[noun.head]
    return next((p for p in places if predicates[p].verb == above and p not in scene.dates), place)


def beyond_occasion(scene: Scene, tree: Tree, places: Sequence[int], place: int) -> int:
    """A date after "was fined in a separate case" is the fining's: the case only says on which occasion."""
    predicates = scene.extraction.predicates
    noun = predicates[place]
    if not noun.weak or noun.verb != noun.head or tree.deps[noun.head] != "pobj":
        return place
    indefinite = any(tree.words[k].lower() in ("a", "an", "another") for k in tree.kids(noun.head, ("det",)))
    if not indefinite or tree.words[tree.heads[noun.head]].lower() not in (
        "in",
        "at",
        "over",
        "on",
        "for",
        "with",
        "to",
    ):
        return place
    for above in tree.ancestors(noun.head):
        found = next((p for p in places if predicates[p].verb == above), None)
        if found is not None and found not in scene.dates and predicates[found].verb != noun.head:
            return found
        if naming.is_verb(tree, above):
            break
    return place
