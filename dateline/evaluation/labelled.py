"""Scores a tagger against labelled passages: the shipped corpus, and the timexes of a labelled story.

The shipped corpus (corpus/*.toml) holds short passages of many registers, written for this purpose and labelled by the
conventions of TimeML and of the labelled stories. Each names its publication date, its timexes and what looks like one and
is not (`not`). A timex may have other extents, values and types that count (`accept_text`, `accept`, `accept_type`); one
marked `optional` is neither asked for nor held against the tagger.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.evaluation.scores import Score, counted
from dateline.model import Interval, Timex

LEAD = re.compile(r"(?:in|by|over|on|at|from|for|during|until|since|the|a|an)\s+", re.IGNORECASE)
"""Leading words that do not count in an extent."""
_UNITS = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|W(\d{2})|Q([1-4])|H([12])))?")


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled timex; the first of the texts, values and types is the preferred one.

    `interval` is None where the label names none, whatever the tagger says then.
    """

    start: int
    end: int
    texts: tuple[str, ...]
    values: tuple[str, ...]
    types: tuple[str, ...] = ()
    interval: Interval | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A labelled text; `negatives` are spans that hold no timex."""

    name: str
    register: str
    text: str
    published: dt.date | None
    labels: tuple[Label, ...]
    negatives: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class LabelledScores:
    """The counts over passages; `intervals` of `dated` matched labels with an interval have that very one."""

    gold: int
    system: int
    matched: Counter[str]
    dated: int
    intervals: int
    negatives: int
    negatives_tagged: int
    errors: tuple[str, ...] = ()

    def score(self, measure: str) -> Score:
        return counted(self.matched[measure], self.system, self.gold)

    def as_dict(self) -> dict[str, float]:
        shares = {measure: round(self.score(measure).f1, 2) for measure in ("strict", "relaxed", "value", "type")}
        interval = round(100 * self.intervals / max(1, self.dated), 2)
        return shares | {"interval": interval, "negatives_tagged": self.negatives_tagged}


def evaluate_shipped() -> dict[str, LabelledScores]:
    """Tag the shipped corpus and score it, by register and under `all`."""
    from dateline import times

    by_register: defaultdict[str, list[LabelledScores]] = defaultdict(list)
    for passage in shipped():
        found = times.tag(passage.text, passage.published)
        by_register[passage.register].append(compare(passage, found))
    scores = {register: total(each) for register, each in by_register.items()}
    return scores | {"all": total(scores.values())}


def evaluate_story_timexes(folder: Path, timexes: Mapping[str, Sequence[Mapping[str, Any]]]) -> LabelledScores:
    """Score rows of timexes.jsonl, by base name of their file, against the timexes of a labelled story's gold.json."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    articles = folder / "articles"
    passages = _story_passages(gold, articles if articles.is_dir() else folder)
    return total(compare(passage, [_as_timex(row) for row in timexes.get(passage.name, ())]) for passage in passages)


def describe(scores: Mapping[str, LabelledScores], *, errors: bool = False) -> str:
    head = f"{'register':12}{'timexes':>8}{'strict':>8}{'relaxed':>9}{'value':>8}{'type':>8}{'interval':>10}{'negatives':>11}"
    lines = [head]
    for register, each in scores.items():
        shares = each.as_dict()
        figures = f"{shares['strict']:8.2f}{shares['relaxed']:9.2f}{shares['value']:8.2f}{shares['type']:8.2f}"
        tagged = f"{each.negatives_tagged}/{each.negatives}"
        lines.append(f"{register:12}{each.gold:8}{figures}{shares['interval']:10.2f}{tagged:>11}")
    return "\n".join([*lines, *(scores["all"].errors if errors else ())])


def shipped() -> Iterator[Passage]:
    """Yield the passages of the shipped corpus."""
    for path in _files():
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for number, entry in enumerate(content["text"], start=1):
            yield _passage(f"{path.stem} {number}", content["register"], entry)


def shipped_hash() -> str:
    """Return a hash of the shipped corpus, so that floors name the corpus they are for."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in _files())).hexdigest()[:16]


def compare(passage: Passage, found: Iterable[Timex]) -> LabelledScores:
    """Score the timexes of one passage; a label pairs with the first unpaired timex that overlaps it."""
    wanted = [label for label in passage.labels if not label.optional]
    aside = [label for label in passage.labels if label.optional]
    given = [timex for timex in found if not any(_overlap(timex, label) for label in aside)]
    used: set[int] = set()
    matched: Counter[str] = Counter()
    errors: list[str] = []
    dated = exact = 0
    for label in sorted(wanted, key=lambda label: label.start):
        place = next((i for i, timex in enumerate(given) if i not in used and _overlap(timex, label)), None)
        if place is None:
            errors.append(f"missed  {passage.name}: {label.texts[0]!r} {label.values[0]}")
            continue
        used.add(place)
        agreements = _agreements(label, given[place])
        matched.update(agreements)
        if "value" in agreements and label.interval:
            dated += 1
            exact += given[place].interval == label.interval
        errors += _complaints(passage.name, label, given[place], agreements)
    errors += [f"false   {passage.name}: {t.text!r} {t.value}" for i, t in enumerate(given) if i not in used]
    tagged = sum(any(t.start < end and start < t.end for t in given) for start, end in passage.negatives)
    return LabelledScores(len(wanted), len(given), matched, dated, exact, len(passage.negatives), tagged, tuple(errors))


def total(scores: Iterable[LabelledScores]) -> LabelledScores:
    listed = list(scores)
    return LabelledScores(
        gold=sum(each.gold for each in listed),
        system=sum(each.system for each in listed),
        matched=sum((each.matched for each in listed), Counter[str]()),
        dated=sum(each.dated for each in listed),
        intervals=sum(each.intervals for each in listed),
        negatives=sum(each.negatives for each in listed),
        negatives_tagged=sum(each.negatives_tagged for each in listed),
        errors=tuple(error for each in listed for error in each.errors),
    )


def plain_interval(value: str) -> Interval | None:
    """Return the days of a plain calendar value: a day, ISO week, month, quarter, half or year."""
    unit = _UNITS.fullmatch(value)
    if not unit:
        return None
    year, month, day, week, quarter, half = (int(part) if part else 0 for part in unit.groups())
    if day:
        return Interval(dt.date(year, month, day), dt.date(year, month, day))
    if week:
        monday = dt.date.fromisocalendar(year, week, 1)
        return Interval(monday, monday + dt.timedelta(days=6))
    months = 1 if month else 3 if quarter else 6 if half else 12
    first = month or (quarter - 1) * 3 + 1 if quarter or month else (half - 1) * 6 + 1 if half else 1
    after = dt.date(year + (first + months > 12), (first + months - 1) % 12 + 1, 1)
    return Interval(dt.date(year, first, 1), after - dt.timedelta(days=1))


def _files() -> list[Path]:
    return sorted(Path(str(files("dateline.evaluation") / "corpus")).glob("*.toml"))


def _passage(name: str, register: str, entry: Mapping[str, Any]) -> Passage:
    text: str = entry["text"]
    labels: list[Label] = []
    position = 0
    for timex in sorted(entry["timexes"], key=lambda timex: text.index(timex["text"])):
        start = text.index(timex["text"], position) if timex["text"] in text[position:] else text.index(timex["text"])
        end = start + len(timex["text"])
        position = end
        labels.append(_label(timex, start, end))
    spans = [(label.start, label.end) for label in labels]
    negatives = tuple(_negative(text, words, spans) for words in entry.get("not", []))
    return Passage(name, register, text, entry.get("published"), tuple(labels), negatives)


def _label(timex: Mapping[str, Any], start: int, end: int) -> Label:
    interval = timex.get("interval")
    if interval is None:
        days = plain_interval(timex["value"])
    else:
        days = Interval(*map(dt.date.fromisoformat, interval)) if interval else None
    return Label(
        start,
        end,
        texts=(timex["text"], *timex.get("accept_text", ())),
        values=(timex["value"], *timex.get("accept", ())),
        types=(timex["type"], *timex.get("accept_type", ())),
        interval=days,
        optional=timex.get("optional", False),
    )


def _negative(text: str, words: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the first place of the words that no label covers."""
    start = -1
    while (start := text.index(words, start + 1)) >= 0:
        if not any(start < last and first < start + len(words) for first, last in spans):
            return start, start + len(words)
    raise ValueError(f"{words!r} stands only inside timexes")


def _story_passages(gold: Mapping[str, Any], articles: Path) -> Iterator[Passage]:
    names = dict.fromkeys(timex["file"] for timex in gold["timexes"])
    for name in names:
        text = (articles / name).read_bytes().decode("utf-8", errors="replace")
        labels = [_story_label(timex, *_place(timex, text)) for timex in gold["timexes"] if timex["file"] == name]
        negatives = tuple(_place(timex, text) for timex in gold.get("not_timexes", []) if timex["file"] == name)
        yield Passage(name, "story", text, None, tuple(labels), negatives)


def _place(timex: Mapping[str, Any], text: str) -> tuple[int, int]:
    start = timex.get("start")
    if start is None:
        start = -1
        for _ in range(timex.get("occurrence", 0) + 1):
            start = text.index(timex["text"], start + 1)
    return start, start + len(timex["text"])


def _story_label(timex: Mapping[str, Any], start: int, end: int) -> Label:
    values = tuple(str(value) for value in (timex["value"], *timex.get("accept", ())))
    optional = timex.get("role") == "dateline" or bool(timex.get("optional"))
    return Label(start, end, (timex["text"],), values, optional=optional)


def _as_timex(row: Mapping[str, Any]) -> Timex:
    return Timex(row["start"], row["end"], row["text"], row.get("type", "DATE"), str(row.get("value")))


def _overlap(timex: Timex, label: Label) -> bool:
    return timex.start < label.end and label.start < timex.end


def _agreements(label: Label, timex: Timex) -> set[str]:
    found = {"relaxed"}
    if _core(timex.start, timex.text) == _core(label.start, label.texts[0]) or _bare(timex.text) in {
        _bare(text) for text in label.texts[1:]
    }:
        found.add("strict")
    if timex.value.rstrip("Z") in {value.rstrip("Z") for value in label.values}:
        found.add("value")
    if timex.type in label.types:
        found.add("type")
    return found


def _core(start: int, words: str) -> tuple[int, int]:
    end = start + len(words)
    return end - len(_bare(words)), end


def _bare(words: str) -> str:
    while lead := LEAD.match(words):
        words = words[lead.end() :]
    return words


def _complaints(name: str, label: Label, timex: Timex, agreements: set[str]) -> Iterator[str]:
    if "value" not in agreements:
        yield f"value   {name}: {label.texts[0]!r} {label.values[0]}, got {timex.value}"
    if "strict" not in agreements:
        yield f"extent  {name}: {label.texts[0]!r}, got {timex.text!r}"
    if label.interval and "value" in agreements and timex.interval != label.interval:
        got = f"{timex.interval.start}..{timex.interval.end}" if timex.interval else "none"
        yield f"days    {name}: {label.texts[0]!r} {label.interval.start}..{label.interval.end}, got {got}"
