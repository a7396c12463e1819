"""Describes how a target entity stands to an event: in which role, how plainly, and who else does."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.evaluation.references import Document, Reference
from dateline.evaluation.targets import Target, below
from dateline.events.predicates import Predicate
from dateline.events.roles import Role
from dateline.events.tree import Tree

CORE = frozenset({"agent", "patient"})


def features(document: Document, predicate: Predicate, target: Target) -> dict[str, float] | None:
    """Describe how a target stands to an event; None where it is nowhere near."""
    number = predicate.sentence
    tree = document.extraction.trees[number]
    here = [r for r in document.references[number] if r.target == target.name]
    before = [r for n in (number - 1, number - 2) if n >= 0 for r in document.references[n] if r.target == target.name]
    if not here and not before and target.name not in document.titled:
        return None
    found: dict[str, float] = {}
    shape = "n" if predicate.nominal else "v"
    roles = _roles(tree, predicate, here)
    for role in roles:
        found[f"{shape}:{role}"] = 1.0
        if target.kind == "product":
            found[f"product:{shape}:{role}"] = 1.0
        if target.kind == "person":
            found[f"person:{shape}:{role}"] = 1.0
    if here and not roles:
        found[f"{shape}:sentence"] = 1.0
        found["distance"] = min(20, *(abs(r.head - predicate.head) for r in here)) / 20
    if not here:
        found[f"{shape}:before" if before else f"{shape}:title"] = 1.0
        if _anchored(tree, predicate, document, number):
            found["other has role"] = 1.0
    if here and all(r.kind != "name" for r in here):
        found["no name"] = 1.0
    if predicate.kind in ("say", "communication", "report"):
        found[f"saying:{'agent' if 'agent' in roles else 'other'}"] = 1.0
    if target.name in document.titled:
        found["titled"] = 1.0
    total = sum(document.counts.values())
    found["share"] = document.counts[target.name] / total if total else 0.0
    rivals = _rivals(tree, predicate, document.references[number], target.name)
    if rivals:
        found["rival:agent" if "agent" in rivals else "rival:patient" if "patient" in rivals else "rival"] = 1.0
    found[f"kind:{target.kind}"] = 1.0
    return found


def _roles(tree: Tree, predicate: Predicate, references: Sequence[Reference]) -> set[str]:
    found: set[str] = set()
    for reference in references:
        inside = set(range(reference.first, reference.last + 1))
        for role in predicate.roles:
            if role.head in inside:
                found.add(_named_role(role))
            elif inside & set(role.tokens) or reference.head in below(tree, role.head):
                found.add(f"in {_named_role(role)}{' possessor' if tree.deps[reference.head] == 'poss' else ''}")
        if predicate.source and (predicate.source.head in inside or inside & set(predicate.source.tokens)):
            found.add("source")
        if predicate.head in inside or reference.head in below(tree, predicate.head):
            found.add("below")
        if predicate.nominal:
            found |= _through_verb(tree, predicate, inside)
    return found


def _named_role(role: Role) -> str:
    return (
        role.name
        if role.name in ("agent", "patient", "recipient", "with", "topic", "place", "to", "from", "for")
        else "other"
    )


def _through_verb(tree: Tree, predicate: Predicate, inside: set[int]) -> set[str]:
    """An event noun's governing verb lends its subject: "Airbus won an order"."""
    found: set[str] = set()
    for above in tree.ancestors(predicate.head):
        if tree.tags[above].startswith("VB"):
            for child in tree.children[above]:
                if tree.deps[child] in ("nsubj", "nsubjpass") and child in inside:
                    found.add("verb's subject")
                elif (
                    tree.deps[child] in ("dobj", "nsubj", "nsubjpass")
                    and inside & below(tree, child)
                    and child != predicate.head
                ):
                    found.add("verb's argument")
            break
    return found


def _anchored(tree: Tree, predicate: Predicate, document: Document, number: int) -> bool:
    return any(_roles(tree, predicate, [r]) & CORE for r in document.references[number])


def _rivals(tree: Tree, predicate: Predicate, references: Sequence[Reference], name: str) -> set[str]:
    others = [r for r in references if r.target != name]
    return _roles(tree, predicate, others) if others else set()
