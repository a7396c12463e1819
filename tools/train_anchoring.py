"""Trains the weights of dateline/evaluation/anchoring.json on SemEval-2015 Task 4 and prints how well they carry over.

    python tools/train_anchoring.py ../shared/data/semeval2015-task4

Learns from the task's trial data and from corpus 1. What it prints is cross-validated over the documents of corpus 1: each
document is scored by weights that have not seen it. Needs scikit-learn, which running Dateline does not.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dateline.evaluation import anchoring, anchors, cat, linear, timelines
from dateline.evaluation.anchoring import Corpus, Reading, Track
from dateline.evaluation.targets import Target
from dateline.evaluation.timelines import UNKNOWN, EntityTimeline

FOLDS = 10
PENALTY = {"participation": 0.3, "participation in raw text": 0.1, "date": 0.3}
TARGET = Path(anchoring.__file__).parent / "anchoring.json"

Case = tuple[dict[str, float], bool]


@dataclass(frozen=True)
class Labelled:
    """A corpus of one track with its gold, read by the engine."""

    corpus: Corpus
    gold: Mapping[str, EntityTimeline]
    targets: tuple[Target, ...]
    readings: Mapping[str, Reading]


def main(root: Path) -> None:
    labelled = {track: [corpus_one(root, track), trial(root, track)] for track in ("a", "b")}
    for track in ("b", "a"):
        print(f"track {track}, cross-validated:", timelines.describe(validate(labelled, track)).splitlines()[-1])
    models = train(labelled, ())
    text = {name: {key: round(weight, 3) for key, weight in sorted(model.items())} for name, model in models.items()}
    TARGET.write_text(json.dumps(text, indent=1) + "\n", encoding="utf-8")
    print("wrote", TARGET)
    linear.weights.cache_clear()
    for track in ("b", "a"):
        scores = timelines.score(labelled[track][0].gold, anchoring.build(labelled[track][0].corpus))
        print(f"track {track}, on what it learnt from:", timelines.describe(scores).splitlines()[-1])


def corpus_one(root: Path, track: Track) -> Labelled:
    corpus = anchoring.read_corpus(root / "corpus_1", track)
    return Labelled(corpus, anchoring.read_gold(root / "corpus_1"), *anchoring.read_documents(corpus))


def trial(root: Path, track: Track) -> Labelled:
    gold = timelines.read_folder(next((root / "trial").glob("TimeLines*")))
    documents: dict[str, cat.Cat] = {}
    for path in sorted(next((root / "trial").glob("Corpus*")).glob("*.xml")):
        name = path.name.replace("_", "-").split("-")[0]
        documents[name] = dataclasses.replace(cat.read(path.read_text(encoding="utf-8")), id=name)
    corpus = Corpus(track, documents, tuple(timeline.entity for timeline in gold.values()))
    return Labelled(corpus, gold, *anchoring.read_documents(corpus))


def train(labelled: Mapping[str, Sequence[Labelled]], unseen: Sequence[str]) -> dict[str, dict[str, float]]:
    return {
        "participation": fit("participation", [c for one in labelled["b"] for c in takers(one, unseen)]),
        "participation in raw text": fit(
            "participation in raw text", [c for one in labelled["a"] for c in takers(one, unseen)]
        ),
        "date": fit("date", [c for one in labelled["b"] for c in dates(one, unseen)]),
    }


def validate(labelled: Mapping[str, Sequence[Labelled]], track: Track) -> timelines.AnchoringScores:
    one = labelled[track][0]
    names = sorted(one.corpus.documents)
    built: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for fold in range(FOLDS):
        unseen = names[fold::FOLDS]
        models = train(labelled, unseen)
        readings = {name: one.readings[name] for name in unseen}
        with (
            mock.patch.object(linear, "weights", models.__getitem__),
            mock.patch.object(anchoring, "read_documents", lambda _, readings=readings: (one.targets, readings)),
        ):
            for timeline in anchoring.build(one.corpus).values():
                built[timeline.entity] += [(row.date, row.mentions) for row in timeline.rows]
    return timelines.score(one.gold, {timelines.file_name(n): timelines.ordered(n, rows) for n, rows in built.items()})


def fit(model: str, cases: Sequence[Case]) -> dict[str, float]:
    vectors = DictVectorizer()
    regression = LogisticRegression(C=PENALTY[model], max_iter=5000)
    regression.fit(vectors.fit_transform([features for features, _ in cases]), [right for _, right in cases])
    learnt: Any = regression
    return {"bias": float(learnt.intercept_[0])} | {
        name: float(weight) for name, weight in zip(vectors.feature_names_, learnt.coef_[0], strict=True)
    }


def truth(gold: Mapping[str, EntityTimeline]) -> dict[str, list[tuple[str, str]]]:
    """Return the entities and dates of each mention; a mention that could not be placed has no date."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, timeline in gold.items():
        for row in timeline.rows:
            for mention in row.mentions:
                found[mention].append((name, row.date if row.order else UNKNOWN))
    return found


def takers(one: Labelled, unseen: Sequence[str]) -> list[Case]:
    gold = truth(one.gold)
    cases: list[Case] = []
    for name, reading in one.readings.items():
        for mention in reading.mentions if name not in unseen else ():
            entities = {entity for entity, _ in gold.get(mention.name, ())}
            for target in one.targets:
                found = anchoring.traits(reading, mention, target, one.corpus.track)
                if found is not None:
                    cases.append((found, timelines.file_name(target.name) in entities))
    return cases


def dates(one: Labelled, unseen: Sequence[str]) -> list[Case]:
    gold = truth(one.gold)
    cases: list[Case] = []
    for name, reading in one.readings.items():
        told = anchors.told_by_lemma(reading.scene)
        for mention in reading.mentions if name not in unseen else ():
            right = {date for _, date in gold.get(mention.name, ())}
            if right:
                found = anchors.offers(reading.scene, mention.place, mention.sentence, told)
                cases += [(features, date in right) for date, features in found.items()]
    return cases


if __name__ == "__main__":
    main(Path(sys.argv[1]))
