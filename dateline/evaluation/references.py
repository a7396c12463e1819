"""Finds where a document means which target entity: by name, by a description, by a pronoun."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dateline.evaluation.targets import Target, TargetKind, below, head_of, runs, words_of
from dateline.events.participants import Cast
from dateline.events.predicates import Extraction
from dateline.events.tree import Tree

ReferenceKind = Literal["name", "noun", "pronoun"]

PRONOUNS: Mapping[str, TargetKind | Literal["speaker"]] = {
    "he": "person", "him": "person", "his": "person", "she": "person", "her": "person", "himself": "person",
    "it": "product", "its": "product", "itself": "product", "they": "organisation", "their": "organisation", "them": "organisation",
    "we": "speaker", "our": "speaker", "us": "speaker", "i": "speaker", "my": "speaker",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of one sentence that means a target; `head` governs it."""

    target: str
    kind: ReferenceKind
    first: int
    last: int
    head: int


@dataclass(slots=True)
class Document:
    """One document with the target entities meant in each of its sentences."""

    extraction: Extraction
    references: list[list[Reference]]
    counts: Counter[str] = field(default_factory=Counter[str])
    titled: frozenset[str] = frozenset()


def refer(extraction: Extraction, targets: Sequence[Target], cast: Cast, article: str) -> Document:
    """Find where each sentence of a document means which target."""
    by_name = {target.name: target for target in targets}
    references: list[list[Reference]] = []
    recent: list[tuple[int, Reference, bool]] = []
    speaker: str | None = None
    for number, tree in enumerate(extraction.trees):
        here = list(_named(tree, targets))
        taken = {token for reference in here for token in range(reference.first, reference.last + 1)}
        for token in range(tree.size):
            if token in taken:
                continue
            target = _meant(
                tree,
                token,
                number,
                by_name,
                recent + [(number, r, _subject(tree, r)) for r in here if r.last < token],
                cast,
                article,
                speaker,
            )
            if target:
                kind: ReferenceKind = "pronoun" if tree.words[token].lower() in PRONOUNS else "noun"
                here.append(Reference(target, kind, token, token, token))
        here.sort(key=lambda reference: reference.first)
        speaker = _speaker(tree, here) or speaker
        recent += [(number, reference, _subject(tree, reference)) for reference in here]
        references.append(here)
    counts = Counter(reference.target for sentence in references for reference in sentence)
    titled = frozenset(reference.target for reference in references[0]) if references else frozenset[str]()
    return Document(extraction, references, counts, titled)


def _named(tree: Tree, targets: Sequence[Target]) -> Iterator[Reference]:
    owner = {alias: target.name for target in targets for alias in target.aliases}
    lower = [word.lower() for word in tree.words]
    for first, last in runs(lower, set(owner)):
        run = tuple(lower[first : last + 1])
        name = owner.get(run) or owner.get((*run[:-1], re.sub(r"(?:'s|’s|s)$", "", run[-1])))
        capital = any(not tree.words[k].islower() for k in range(first, last + 1))
        if name and capital:
            yield Reference(name, "name", first, last, head_of(tree, first, last))


def _subject(tree: Tree, reference: Reference) -> bool:
    return tree.deps[reference.head] in ("nsubj", "nsubjpass")


def _meant(
    tree: Tree,
    token: int,
    number: int,
    targets: Mapping[str, Target],
    recent: Sequence[tuple[int, Reference, bool]],
    cast: Cast,
    article: str,
    speaker: str | None,
) -> str | None:
    word = tree.words[token].lower()
    kind = PRONOUNS.get(word)
    if kind == "speaker":
        return speaker if tree.deps[token] != "expl" else None
    if kind:
        if tree.deps[token] == "expl" or _expletive(tree, token):
            return None
        return _recent(
            token,
            number,
            targets,
            recent,
            cast,
            article,
            {kind, "organisation"} if kind != "person" else {"person"},
        )
    if tree.tags[token] != "NN" or not any(
        tree.words[c].lower() in ("the", "this", "that") for c in tree.kids(token, ("det",))
    ):
        return None
    lemma = tree.lemmas[token]
    described = [name for name, target in targets.items() if lemma in target.nouns]
    alive = [
        reference.target for where, reference, _ in recent if reference.target in described and number - where <= 8
    ]
    if not alive:
        return None
    if any(
        tree.names[c] and tree.tags[c].startswith("NNP")
        for c in tree.kids(token, ("compound", "nmod", "poss", "appos"))
    ):
        return None
    return alive[-1]


def _expletive(tree: Tree, token: int) -> bool:
    above = tree.heads[token]
    return (
        tree.words[token].lower() == "it"
        and tree.lemmas[above] in ("be", "seem", "appear", "expect", "report")
        and bool(tree.kids(above, ("ccomp", "xcomp")))
    )


def _recent(
    token: int,
    number: int,
    targets: Mapping[str, Target],
    recent: Sequence[tuple[int, Reference, bool]],
    cast: Cast,
    article: str,
    kinds: set[str],
) -> str | None:
    """The latest reference that fits, a subject before others; none where the story's cast means somebody else."""
    if kinds == {"person"}:
        others = cast.at(article, number, token)
        if others and not any(_same(others[0].name, target) for target in targets.values()):
            return None
    best: tuple[float, str] | None = None
    for order, (where, reference, subject) in enumerate(recent):
        if targets[reference.target].kind not in kinds or number - where > 2:
            continue
        score = -4.0 * (number - where) + 3.0 * subject + 0.01 * order
        if best is None or score >= best[0]:
            best = score, reference.target
    return best[1] if best else None


def _same(name: str, target: Target) -> bool:
    return words_of(name) in target.aliases or words_of(name)[-1:] in target.aliases


def _speaker(tree: Tree, references: Sequence[Reference]) -> str | None:
    """The organisation for which the sentence's speaker speaks, or the speaker itself."""
    for token in range(tree.size):
        if tree.lemmas[token] in ("say", "add", "tell", "state", "comment", "enthuse", "announce", "claim", "explain"):
            subject = tree.kid(token, ("nsubj",))
            if subject >= 0:
                inside = below(tree, subject)
                for reference in references:
                    if reference.head in inside:
                        return reference.target
    return None
