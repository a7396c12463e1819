"""Builds a timeline for each target entity of SemEval-2015 Task 4 and scores it (Minard et al. 2015).

    corpus_N/list_target_entities_corpus_N.txt
    corpus_N/corpus_trackA_CAT, corpus_trackB_CAT      texts; texts with the event mentions marked
    corpus_N/TimeLines_Gold_Standard                   a file for each entity (absent where the gold is kept apart)

Track B asks which of the marked mentions each target takes part in and when they happen; every marked mention is in the
timeline of one target at least. Track A asks the same of raw text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dateline import events, times
from dateline.errors import UsageError
from dateline.evaluation import anchors, cat, linear, participation, references, targets, timelines
from dateline.evaluation.targets import Target
from dateline.evaluation.timelines import AnchoringScores, EntityTimeline
from dateline.events import dating, naming, predicates
from dateline.events.participants import Cast, cast_of
from dateline.events.predicates import Extraction, Predicate
from dateline.events.scene import Scene
from dateline.model import Article, Block

Track = Literal["a", "b"]

LIKELY: Mapping[Track, float] = {"a": 0.27, "b": 0.5}
"""From which probability on a target takes part in an event."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents of one track by id, and the entities whose timelines are asked for."""

    track: Track
    documents: Mapping[str, cat.Cat]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One event mention of a document: its name in the task's format, and where the engine has it."""

    name: str
    sentence: int
    place: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with its mentions, their dates so far, and who is meant where."""

    scene: Scene
    mentions: tuple[Told, ...]
    document: references.Document


def evaluate_anchoring(folder: Path, track: Track = "b", system_out: Path | None = None) -> AnchoringScores | None:
    """Build the timelines of a corpus_N folder and score them; None where the folder holds no gold timelines.

    `system_out` keeps the timelines in the task's format.
    """
    corpus = read_corpus(folder, track)
    built = build(corpus)
    if system_out:
        system_out.mkdir(parents=True, exist_ok=True)
        for name, timeline in built.items():
            (system_out / name).write_text(timelines.write(timeline), encoding="utf-8")
    gold = read_gold(folder)
    return timelines.score(gold, built) if gold else None


def read_corpus(folder: Path, track: Track) -> Corpus:
    lists, texts = _find(folder, "list_target_entities*"), _find(folder, f"corpus_track{track}_cat")
    targets = [line.strip() for line in lists.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    documents = [cat.read(path.read_text(encoding="utf-8")) for path in sorted(texts.glob("*.xml"))]
    if not documents:
        raise UsageError(f"no .xml file in {texts}")
    return Corpus(track, {document.id: document for document in documents}, tuple(targets))


def read_gold(folder: Path) -> dict[str, EntityTimeline]:
    try:
        return timelines.read_folder(_find(folder, "timelines_gold_standard"))
    except UsageError:
        return {}


def build(corpus: Corpus) -> dict[str, EntityTimeline]:
    """Return the timeline of every target by file name."""
    wanted, readings = read_documents(corpus)
    dated: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for reading in readings.values():
        told = anchors.told_by_lemma(reading.scene)
        for mention in reading.mentions:
            takers = _takers(corpus.track, reading, mention, wanted)
            date = (
                anchors.choose(anchors.offers(reading.scene, mention.place, mention.sentence, told)) if takers else ""
            )
            for name in takers:
                dated[name].append((date, (mention.name,)))
    return {timelines.file_name(name): timelines.ordered(name, dated[name]) for name in corpus.targets}


def read_documents(corpus: Corpus) -> tuple[tuple[Target, ...], dict[str, Reading]]:
    """Parse the documents, find what they call the targets, and date their mentions as far as timexes do."""
    articles = {name: as_article(document) for name, document in corpus.documents.items()}
    parses = dict(zip(articles, events.parse_all(articles.values()), strict=True))
    whole = {name: predicates.analyse(parse) for name, parse in parses.items()}
    cast = cast_of(list(articles.values()), whole)
    wanted = targets.targets_of(corpus.targets, whole)
    readings: dict[str, Reading] = {}
    for name, document in corpus.documents.items():
        spans = list(_spans(corpus.track, document, whole[name]))
        described = events.describe(parses[name], spans)
        readings[name] = _reading(document, articles[name], described, wanted, cast)
    return wanted, readings


def as_article(document: cat.Cat) -> Article:
    """Return a document as the engine takes it: its first sentence is the title."""
    blocks: list[Block] = []
    sentence = None
    for token in document.tokens:
        if token.sentence == sentence:
            blocks[-1] = Block(blocks[-1].start, token.end, blocks[-1].kind)
        else:
            blocks.append(Block(token.start, token.end, "body" if blocks else "title"))
            sentence = token.sentence
    return Article(
        id=document.id,
        file=document.name,
        text=document.text,
        raw=document.text,
        blocks=tuple(blocks),
        published=document.created,
        published_basis="metadata" if document.created else "none",
    )


def traits(reading: Reading, mention: Told, target: Target, track: Track) -> dict[str, float] | None:
    """Return what speaks for a target taking part in a mention; in raw text also for its being told as an event at all."""
    predicate = reading.scene.extraction.predicates[mention.place]
    found = participation.features(reading.document, predicate, target)
    if found is None or track == "b":
        return found
    tree = reading.scene.extraction.trees[predicate.sentence]
    signs = anchors.circumstances(tree, predicate, mention.sentence, anchors.headline(reading.scene))
    found |= {f"told {sign}": 1.0 for sign in signs}
    found |= {f"told {'noun' if predicate.nominal else 'verb'}": 1.0, "told weight": predicate.weight}
    shape = "n" if predicate.nominal else "v"
    if found.keys() & {f"{shape}:agent", f"{shape}:patient"}:
        found[f"told core {shape} {predicate.standing.level}"] = 1.0
    return found | ({"told weak": 1.0} if predicate.weak else {})


def _takers(track: Track, reading: Reading, mention: Told, wanted: Sequence[Target]) -> list[str]:
    model = linear.weights("participation" if track == "b" else "participation in raw text")
    likely: dict[str, float] = {}
    for target in wanted:
        found = traits(reading, mention, target, track)
        if found is not None:
            likely[target.name] = linear.probability(found, model)
    if not likely:
        return []
    best = max(likely.values()) if track == "b" else 1.0
    return [name for name, chance in likely.items() if chance > LIKELY[track] or chance == best]


def _reading(
    document: cat.Cat, article: Article, described: Extraction, wanted: Sequence[Target], cast: Cast
) -> Reading:
    timexes = times.tag(article.text, article.published, blocks=article.blocks)
    scene = dating.date_article(described, timexes, article.published, article.blocks)
    mentions = tuple(
        told for place, predicate in enumerate(described.predicates) if (told := _told(document, predicate, place))
    )
    return Reading(scene, mentions, references.refer(described, wanted, cast, article.id))


def _told(document: cat.Cat, predicate: Predicate, place: int) -> Told | None:
    tokens = document.covered(*predicate.span) if predicate.span else ()
    if not tokens:
        return None
    words = "_".join(token.text for token in tokens)
    return Told(f"{document.id}-{tokens[0].sentence}-{words}", tokens[0].sentence, place)


def _spans(track: Track, document: cat.Cat, extraction: Extraction) -> Iterator[tuple[int, int]]:
    """Yield the marked mentions, or in raw text every verb and event noun."""
    if track == "b":
        yield from (document.span(event) for event in document.events)
        return
    for tree in extraction.trees:
        for token in range(tree.size):
            verb = tree.tags[token].startswith("VB") and tree.deps[token] not in {"aux", "auxpass"}
            if verb or (tree.tags[token] in {"NN", "NNS"} and naming.noun_class(tree, token)):
                yield tree.sentence.starts[token], tree.sentence.ends[token]


def _find(folder: Path, pattern: str) -> Path:
    """Return the entry of a folder whose name fits, whatever its case."""
    wanted = pattern.lower()
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = path.name.lower()
        if name == wanted or (wanted.endswith("*") and name.startswith(wanted[:-1])):
            return path
    raise UsageError(f"no {pattern} in {folder}")
