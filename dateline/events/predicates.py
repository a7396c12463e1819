"""Finds the words of a sentence that name events, with who did what to whom and how each stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from dateline.events import answering, appointed, echoes, gainsaid, gapping, naming, predicative, tenure, unmet
from dateline.events.extraction import Extraction, Predicate
from dateline.events.nominal import light_governor, nominal, of_noun
from dateline.events.parse import Parse, Sentence
from dateline.events.status import Standings
from dateline.events.tree import Tree
from dateline.events.verb_events import of_verb
from dateline.events.verbal import verbal

__all__ = ["Extraction", "Predicate", "analyse", "find", "given", "head_of", "of_spans", "sentence_at"]

MAIN = frozenset({"nsubj", "nsubjpass", "conj", "appos", "attr", "ccomp", "parataxis"})
NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "punct"})


def find(number: int, tree: Tree) -> list[Predicate]:
    """Return the predicates of one sentence in reading order."""
    standings = Standings(tree)
    found: dict[int, Predicate] = {}
    verbs = [k for k in range(tree.size) if naming.is_verb(tree, k) and tree.deps[k] not in NO_CLAUSE]
    for verb in sorted(verbs, key=lambda k: (tree.deps[k] in ("relcl", "acl"), k)):
        told = predicative.of_copula(number, tree, verb, standings)
        told = told or appointed.of_pronoun(number, tree, verb, standings) or of_verb(number, tree, verb, standings)
        for predicate in told:
            # "the show, which opened in May, closes in June": the noun tells one, the verb the other
            if predicate.head in found or _is_put_off(predicate, found.values()):
                predicate = replace(verbal(number, tree, verb, standings), kind=predicate.kind)
            found.setdefault(predicate.head, predicate)
    for token in range(tree.size):
        if token not in found and (naming.is_noun(tree, token) or tree.tags[token] == "CD"):
            if gapping.is_gapped(tree, token) and tree.heads[token] in found:
                told = found[tree.heads[token]]  # "Lund votes on Monday and Tarn on Tuesday"
                found[token] = replace(
                    told, head=token, verb=token, nominal=True, weak=False, roles=(), target=-1, echo=None, again=None
                )
                continue
            predicate = predicative.of_fragment(number, tree, token, standings)
            predicate = predicate or tenure.of_noun(number, tree, token, standings)
            if predicate is None and naming.is_noun(tree, token):
                predicate = of_noun(number, tree, token, standings)
            if predicate is not None:
                found[token] = predicate
    return [found[head] for head in sorted(found)]


def _is_put_off(predicate: Predicate, before: Iterable[Predicate]) -> bool:
    """Say whether the clause before puts off what this one gives a new day: "was adjourned and is now to take place in May"."""
    return predicate.nominal and any(
        p.decision and p.target == predicate.head < p.head < predicate.verb for p in before
    )


def given(number: int, tree: Tree, head: int) -> Predicate:
    """Return the predicate that a token names, whatever kind of word it is."""
    for predicate in find(number, tree):
        if predicate.head == head:
            return predicate
    standings = Standings(tree)
    if naming.is_verb(tree, head):
        return verbal(number, tree, head, standings)
    governor = light_governor(tree, head)
    return nominal(number, tree, head, governor, standings)


def analyse(parse: Parse) -> Extraction:
    """Find the predicates of every sentence."""
    trees = grow(parse)
    found = [p for number, tree in enumerate(trees) for p in find(number, tree)]
    found = sorted([*found, *_entries(parse, trees, found)], key=lambda p: (p.sentence, p.head))
    found = [echoes.resolve(p, trees, found) for p in found]
    found = [p for p in found if p.lemma != appointed.LEMMA]
    told = [unmet.resolve(answering.resolve(p, trees, found), trees) for p in found]
    told = [gainsaid.resolve(p, trees) for p in told]
    return Extraction(tuple(told), partial(tuple, (parse, trees)))


def _entries(parse: Parse, trees: Sequence[Tree], found: Iterable[Predicate]) -> Iterator[Predicate]:
    """Find what the entries of a list tell that begin with no known event: an editor took each of them for one."""
    dated = {label.paragraph for label in parse.labels if not label.heading and not label.clock}
    told = {(predicate.sentence, token) for predicate in found for token in (predicate.head, predicate.verb)}
    for number, tree in enumerate(trees):
        paragraph = tree.sentence.paragraph
        if paragraph in dated:
            dated.remove(paragraph)
            root = next((k for k in range(tree.size) if tree.deps[k] == "ROOT"), -1)
            if root >= 0 and not {(number, k) for k in (root, *tree.kids(root, MAIN))} & told:
                yield from predicative.of_entry(number, tree, root, Standings(tree))


def grow(parse: Parse, sound: Collection[int] = ()) -> tuple[Tree, ...]:
    """Return the tree of every sentence; those whose numbers are `sound` are known to need no mending."""
    trees = tuple(Tree(sentence, sound=number in sound) for number, sentence in enumerate(parse.sentences))
    around = frozenset(lemma for tree in trees for lemma in tree.lemmas)
    for tree in trees:
        tree.around = around
    return trees


def sentence_at(parse: Parse, start: int, end: int) -> int:
    """Return the number of the sentence that holds a span's beginning, or -1."""
    for number, sentence in enumerate(parse.sentences):
        if sentence.start <= start < sentence.end or (start < sentence.start < end):
            return number
    return -1


def head_of(sentence: Sentence, start: int, end: int) -> int:
    """Return the token of a span that governs the others, or -1 where the span holds none."""
    inside = [k for k in range(len(sentence.starts)) if sentence.starts[k] < end and start < sentence.ends[k]]
    for token in inside:
        if sentence.heads[token] not in inside or sentence.heads[token] == token:
            return token
    return inside[0] if inside else -1


def of_spans(extraction: Extraction, spans: Iterable[tuple[int, int]]) -> Extraction:
    """Keep one predicate for each given span, in their order, made up where the rules found none."""
    by_place = {(predicate.sentence, predicate.head): predicate for predicate in extraction.predicates}
    kept: list[Predicate] = []
    for start, end in spans:
        number = sentence_at(extraction.parse, start, end)
        head = head_of(extraction.parse.sentences[number], start, end) if number >= 0 else -1
        if head < 0:
            continue
        predicate = by_place.get((number, head)) or given(number, extraction.trees[number], head)
        kept.append(replace(predicate, given=True, span=(start, end)))
    return replace(extraction, predicates=tuple(kept))
