"""Scores a temporal tagger as the TempEval-3 toolkit does (UzZaman et al. 2013).

Strict is the same words, relaxed an overlap; value and type are the relaxed score times the share of matched timexes whose
attribute is the same string.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from dateline.errors import UsageError
from dateline.evaluation import cat, timeml
from dateline.evaluation.scores import Score, counted
from dateline.evaluation.timeml import Annotation

MEASURES = ("strict", "relaxed", "value", "type", "strict_value")


@dataclass(frozen=True, slots=True)
class Error:
    """A timex missed, invented, or given another value; `kind` is the class of expression (classes.toml)."""

    file: str
    kind: str
    gold: Annotation | None
    system: Annotation | None

    def __str__(self) -> str:
        name = "missed" if not self.system else "false" if not self.gold else "value"
        sides = [f"{side} [{' '.join(a.text.split())}] {a.type} {a.value}" for side, a in self._sides() if a]
        return f"{name:6}  {self.kind:16}  {self.file:32}  {' | '.join(sides)}"

    def _sides(self) -> tuple[tuple[str, Annotation | None], ...]:
        return ("gold", self.gold), ("system", self.system)


@dataclass(frozen=True, slots=True)
class TimexScores:
    """The counts over a corpus: timexes in the gold and from the system, and how many match by each measure."""

    documents: int
    gold: int
    system: int
    matched: Counter[str]
    classes: Counter[str]
    errors: tuple[Error, ...] = field(default=(), repr=False)

    def score(self, measure: str) -> Score:
        return counted(self.matched[measure], self.system, self.gold)

    def as_dict(self) -> dict[str, float]:
        return {measure: round(self.score(measure).f1, 2) for measure in MEASURES}


def evaluate_timex(folder: Path, system_out: Path | None = None) -> TimexScores:
    """Tag every TimeML or CAT XML document of a folder and score the tags against the document's own.

    MEANTIME annotates an article's headline, date line and next four or five sentences: what is found after the last
    sentence with an annotation of any kind (`Cat.annotated_to`) does not count.
    `system_out` keeps what was tagged as TimeML; for CAT XML, the gold is written as TimeML to `gold` beside it.
    """
    paths = [path for path in sorted(folder.iterdir()) if path.suffix in {".tml", ".xml"}]
    if not paths:
        raise UsageError(f"no .tml or .xml file in {folder}")
    scored: list[DocumentScores] = []
    for path in paths:
        gold, markup = _tagged(path)
        if system_out:
            _keep(system_out, path, markup, gold)
        scored.append(compare(path.name, timeml.read(gold), timeml.read(markup)))
    return _sum(scored)


def score_folders(gold: Path, system: Path) -> TimexScores:
    """Score a folder of TimeML against another; a document that the system lacks counts as untagged."""
    scored: list[DocumentScores] = []
    for path in sorted(gold.glob("*.tml")):
        document, answer = timeml.read(_content(path)), system / path.name
        bare = replace(document, annotations=())
        scored.append(compare(path.name, document, timeml.read(_content(answer)) if answer.exists() else bare))
    return _sum(scored)


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """The counts over one document."""

    gold: int
    system: int
    matched: Counter[str]
    classes: Counter[str]
    errors: tuple[Error, ...]


def compare(file: str, gold: timeml.Document, system: timeml.Document) -> DocumentScores:
    """Score one document; offsets count what is not blank, so that wrapped lines match."""
    if "".join(gold.text.split()) != "".join(system.text.split()):
        raise UsageError(f"{file}: gold and system hold different texts")
    wanted, given = _spans(gold), _spans(system)
    pairs = [(g, s) for g, s in _align(wanted, given) if not wanted[g][2].nested and not given[s][2].nested]
    matched: Counter[str] = Counter()
    for g, s in pairs:
        matched.update(_agreements(wanted[g][2], given[s][2]))
    return DocumentScores(
        gold=sum(not span[2].nested for span in wanted),
        system=sum(not span[2].nested for span in given),
        matched=matched,
        classes=Counter(expression_class(span[2]) for span in wanted if not span[2].nested),
        errors=tuple(_errors(file, wanted, given, pairs)),
    )


def describe(scores: TimexScores, *, errors: bool = False) -> str:
    """Return every measure, the errors by class of expression, and on demand each error, as lines of text."""
    lines = [f"documents {scores.documents}  gold {scores.gold}  system {scores.system}"]
    lines += [f"{measure:13} {scores.score(measure)}" for measure in MEASURES]
    missed = Counter(error.kind for error in scores.errors if not error.system)
    wrong = Counter(error.kind for error in scores.errors if error.system and error.gold)
    false = Counter(error.kind for error in scores.errors if not error.gold)
    lines.append(f"{'class':18}{'gold':>6}{'missed':>8}{'wrong value':>13}{'false':>7}")
    for kind in sorted(set(scores.classes) | set(false), key=lambda kind: -missed[kind] - wrong[kind]):
        lines.append(f"{kind:18}{scores.classes[kind]:6}{missed[kind]:8}{wrong[kind]:13}{false[kind]:7}")
    if errors:
        lines += [str(error) for error in scores.errors]
    return "\n".join(lines)


def expression_class(annotation: Annotation) -> str:
    """Name the class of an expression, from its words and its value, by the first rule of classes.toml that fits."""
    words = " ".join(annotation.text.lower().split())
    for name, kind, text, value in _classes():
        if kind.fullmatch(annotation.type) and text.search(words) and value.search(annotation.value):
            return name
    return "other"


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    rules = tomllib.loads((files("dateline.evaluation") / "classes.toml").read_text(encoding="utf-8"))["class"]
    return tuple(
        (
            rule["name"],
            re.compile(rule.get("type", ".*")),
            re.compile(rule.get("text", "")),
            re.compile(rule.get("value", "")),
        )
        for rule in rules
    )


def _tagged(path: Path) -> tuple[str, str]:
    """Return a document as gold TimeML and as the same TimeML with our tags."""
    from dateline import times

    content = _content(path)
    if timeml.looks_like_timeml(content):
        document = timeml.read(content)
        return content, timeml.write(document, times.tag(document.text, document.created))
    annotated = cat.read(content)
    found = times.tag(annotated.text, annotated.created)
    return cat.to_timeml(annotated), cat.to_timeml(annotated, [t for t in found if t.start < annotated.annotated_to])


def _keep(system_out: Path, path: Path, markup: str, gold: str) -> None:
    system_out.mkdir(parents=True, exist_ok=True)
    (system_out / f"{path.stem}.tml").write_bytes(markup.encode("utf-8"))
    if path.suffix == ".xml":
        (system_out / "gold").mkdir(exist_ok=True)
        (system_out / "gold" / f"{path.stem}.tml").write_bytes(gold.encode("utf-8"))


def _content(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


Span = tuple[int, int, Annotation]


def _spans(document: timeml.Document) -> list[Span]:
    """Return start and end in non-blank characters with each annotation that covers any, in reading order."""
    before = [0, *itertools.accumulate(not character.isspace() for character in document.text)]
    spans = [(before[a.start], before[a.end], a) for a in document.annotations]
    return sorted((span for span in spans if span[1] > span[0]), key=lambda span: span[:2])


def _align(gold: Sequence[Span], system: Sequence[Span]) -> Iterable[tuple[int, int]]:
    """Pair overlapping spans one to one, first come first served, as TimeML-Normalizer does."""
    g = s = 0
    while g < len(gold) and s < len(system):
        if gold[g][1] <= system[s][0]:
            g += 1
        elif system[s][1] <= gold[g][0]:
            s += 1
        else:
            yield g, s
            g, s = g + 1, s + 1


def _agreements(gold: Annotation, system: Annotation) -> Iterable[str]:
    yield "relaxed"
    if gold.text == system.text:
        yield "strict"
    if gold.value == system.value:
        yield "value"
    if gold.type == system.type:
        yield "type"
    if gold.text == system.text and gold.value == system.value:
        yield "strict_value"


def _errors(
    file: str, gold: Sequence[Span], system: Sequence[Span], pairs: Sequence[tuple[int, int]]
) -> Iterable[Error]:
    for g, s in pairs:
        if gold[g][2].value != system[s][2].value:
            yield Error(file, expression_class(gold[g][2]), gold[g][2], system[s][2])
    paired_gold, paired_system = {g for g, _ in pairs}, {s for _, s in pairs}
    for i, (_, _, annotation) in enumerate(gold):
        if i not in paired_gold and not annotation.nested:
            yield Error(file, expression_class(annotation), annotation, None)
    for i, (_, _, annotation) in enumerate(system):
        if i not in paired_system and not annotation.nested:
            yield Error(file, expression_class(annotation), None, annotation)


def _sum(scored: Sequence[DocumentScores]) -> TimexScores:
    return TimexScores(
        documents=len(scored),
        gold=sum(document.gold for document in scored),
        system=sum(document.system for document in scored),
        matched=sum((document.matched for document in scored), Counter[str]()),
        classes=sum((document.classes for document in scored), Counter[str]()),
        errors=tuple(error for document in scored for error in document.errors),
    )
