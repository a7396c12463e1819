"""Keeps the predicates that an editor would call events, and says how central each is to its article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.events.dating import Dated, Scene
from dateline.events.predicates import Extraction, Predicate
from dateline.events.tree import Tree
from dateline.model import Article

if TYPE_CHECKING:
    from dateline.events.attach import Draft

LEAD = 3


def select(article: Article, drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Drop what names no happening: bare presents, undated things, states; given words are all kept."""
    kept = [draft for draft in drafts if draft.predicate.given or _worth(draft, scene)]
    return _without_doubles(kept)


def _worth(draft: Draft, scene: Scene) -> bool:
    predicate, mention = draft.predicate, draft.mention
    tree = scene.extraction.trees[predicate.sentence]
    dated = mention.interval is not None
    if predicate.standing.level == "present" and not dated and tree.sentence.kind not in ("title", "caption"):
        return bool(predicate.kind) and tree.tags[predicate.verb] == "VBG"
    if predicate.nominal and predicate.verb == predicate.head:
        own = dated and mention.date_basis == "timex"
        if predicate.weak:
            return own or predicate.standing.cue is not None
        return own or predicate.standing.cue is not None or bool(mention.participants)
    if not predicate.kind and not dated:
        return predicate.standing.level == "occurred" and bool(mention.participants)
    return bool(mention.arguments) or dated


def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    seen: set[str] = set()
    kept: list[Draft] = []
    for draft in drafts:
        if draft.mention.id not in seen:
            seen.add(draft.mention.id)
            kept.append(draft)
    return kept


def salience(tree: Tree, predicate: Predicate, dated: Dated, extraction: Extraction) -> float:
    """From 0 to 1: the class's weight, raised in headline and lead and by a date of its own, lowered in side clauses."""
    score = 0.5 * predicate.weight
    sentence = tree.sentence
    if sentence.kind == "title":
        score += 0.2
    elif sentence.paragraph <= LEAD:
        score += 0.15 - 0.03 * sentence.paragraph
    if dated.interval is not None:
        score += 0.2 if dated.basis == "timex" else 0.1
    if tree.deps[predicate.verb] == "ROOT":
        score += 0.1
    if predicate.nominal and predicate.verb == predicate.head:
        score -= 0.1
    if predicate.standing.level in ("possible", "denied"):
        score -= 0.15
    return round(min(max(score, 0.0), 1.0), 3)
