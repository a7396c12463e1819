"""Holds every score to its floor: floors.json pins what was reached, for a corpus named by its hash.

The shipped corpus is always scored. The public corpora are scored where the folder that the environment variable
DATELINE_SHARED names (by default `../shared` beside the project) holds them, and skipped, saying so, where it does not.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.evaluation import labelled

Measured = Mapping[str, float]

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one corpus: its scores, what fell short, or why it was not scored."""

    corpus: str
    scores: Measured = field(default_factory=dict[str, float])
    below: tuple[str, ...] = ()
    skipped: str | None = None
    report: str = ""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A corpus below the shared data folder, and how its scores are measured and shown."""

    path: str | None
    measure: Callable[[Path], tuple[Measured, str]]


def check(names: Iterable[str] = ()) -> Iterable[Outcome]:
    """Score the named corpora, or all, one by one."""
    pinned = floors()
    for name in list(names) or BENCHMARKS:
        yield _outcome(name, BENCHMARKS[name], pinned.get(name, {}))


def floors() -> dict[str, dict[str, Any]]:
    return json.loads(_file().read_text(encoding="utf-8"))


def lift(outcomes: Iterable[Outcome]) -> None:
    """Raise every floor of floors.json to just below what was measured, and name the corpus it is for; lower none."""
    pinned = floors()
    for outcome in outcomes:
        if outcome.skipped or not outcome.scores:
            continue
        entry = pinned.setdefault(outcome.corpus, {})
        ceilings: dict[str, float] = entry.get("ceilings", {})
        known: dict[str, float] = entry.get("floors", {})
        for measure, value in outcome.scores.items():
            if measure in ceilings:
                slack = 0.01 if isinstance(value, float) else 0
                ceilings[measure] = min(ceilings[measure], round(value + slack, 3))
            elif measure in known:
                margin = 0.01 if value <= 1 else 0.3
                known[measure] = max(known.get(measure, 0), round(value - margin, 2))
        entry["corpus"] = corpus_hash(BENCHMARKS[outcome.corpus].path)
    _file().write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")


def corpus_hash(path: str | None) -> str:
    """Return a hash of a corpus: of every file's name and content."""
    if path is None:
        return labelled.shipped_hash()
    root, digest = shared() / path, hashlib.sha256()
    for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
        if file.is_file():
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def shared() -> Path:
    """Return the folder of the public corpora, which may not be there."""
    return Path(os.environ.get("DATELINE_SHARED") or PROJECT.parent / "shared") / "data"


def _outcome(name: str, benchmark: Benchmark, pinned: Mapping[str, Any]) -> Outcome:
    path = shared() / benchmark.path if benchmark.path else PROJECT
    if not path.exists():
        return Outcome(name, skipped=f"no {path}")
    scores, report = benchmark.measure(path)
    below = list(_below(scores, pinned))
    if pinned.get("corpus") and pinned["corpus"] != corpus_hash(benchmark.path):
        below.append(f"the floors are for another corpus ({pinned['corpus']}): look at them and run with --lift")
    return Outcome(name, scores, tuple(below), report=report)


def _below(scores: Measured, pinned: Mapping[str, Any]) -> Iterable[str]:
    for measure, floor in pinned.get("floors", {}).items():
        if scores[measure] < floor:
            yield f"{measure} is {scores[measure]}, its floor {floor}"
    for measure, ceiling in pinned.get("ceilings", {}).items():
        if scores[measure] > ceiling:
            yield f"{measure} is {scores[measure]}, at most {ceiling} is allowed"


def _file() -> Path:
    return Path(str(files("dateline.evaluation") / "floors.json"))


def _shipped(_: Path) -> tuple[Measured, str]:
    scores = labelled.evaluate_shipped()
    return scores["all"].as_dict(), labelled.describe(scores)


def _timex(path: Path) -> tuple[Measured, str]:
    from dateline.evaluation import timex

    scores = timex.evaluate_timex(path)
    return scores.as_dict(), timex.describe(scores)


def _coreference(path: Path) -> tuple[Measured, str]:
    from dateline.evaluation import coreference

    scores = coreference.evaluate_coreference(path)
    return scores.as_dict(), coreference.describe(scores, coreference.lemma_baseline(path))


def _anchoring(track: Any) -> Callable[[Path], tuple[Measured, str]]:
    def measure(path: Path) -> tuple[Measured, str]:
        from dateline.evaluation import anchoring, timelines

        scores = anchoring.evaluate_anchoring(path, track)
        assert scores, f"no gold timelines in {path}"
        return scores.as_dict(), timelines.describe(scores)

    return measure


def _story(path: Path) -> tuple[Measured, str]:
    from dateline.evaluation import story

    scores = story.evaluate_story(path)
    kept = {name: value for name, value in scores.as_dict().items() if isinstance(value, float)}
    return kept | {"false_occurred": scores.false_occurred}, story.describe(scores)


BENCHMARKS: Mapping[str, Benchmark] = {
    "shipped": Benchmark(None, _shipped),
    "timebank": Benchmark("timex/timebank-aquaint-corrected", _timex),
    "meantime airbus": Benchmark("meantime/corpus_airbus", _timex),
    "meantime apple": Benchmark("meantime/corpus_apple", _timex),
    "ecb+ dev": Benchmark("ecbplus", _coreference),
    "timelines b": Benchmark("semeval2015-task4/corpus_1", _anchoring("b")),
    "timelines a": Benchmark("semeval2015-task4/corpus_1", _anchoring("a")),
    "takeover": Benchmark("stories/takeover", _story),
}
