"""Our numbers beside those of the field's scorers, on the same output; skipped where the scorers are absent."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dateline.evaluation import coreference, labelled, story, timeml, timex
from dateline.model import Timex

pytestmark = pytest.mark.corpus


def scorer(corpora: Path, name: str, *arguments: object) -> dict[str, Any]:
    tool = corpora / "tools" / name
    if not tool.exists():
        pytest.skip(f"no {tool}")
    call = [sys.executable, str(tool), *map(str, arguments)]
    return json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)


def test_timex(corpora: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    chance = random.Random(7)
    for path in sorted((corpora / "data/timex/timebank-aquaint-corrected").glob("*.tml"))[:60]:
        content = path.read_bytes()
        (gold / path.name).write_bytes(content)
        document = timeml.read(content.decode())
        kept = [spoiled(document, a, chance) for a in document.annotations if chance.random() > 0.1]
        (tmp_path / path.name).write_bytes(timeml.write(document, kept).encode())
    theirs = scorer(corpora, "score_timex.py", gold, tmp_path, "--json")
    ours = timex.score_folders(gold, tmp_path)
    assert (ours.gold, ours.system) == (theirs["gold"], theirs["sys"])
    for measure in timex.MEASURES:
        assert ours.score(measure).f1 == pytest.approx(theirs[f"{measure}_f1"])
        assert ours.score(measure).precision == pytest.approx(theirs[f"{measure}_p"])


def spoiled(document: timeml.Document, gold: timeml.Annotation, chance: random.Random) -> Timex:
    start, end = gold.start, gold.end
    end = min(end + 9, len(document.text)) if chance.random() > 0.8 else end
    value = gold.value if chance.random() > 0.2 else "PAST_REF"
    return Timex(start, end, document.text[start:end], "DATE", value)


def test_coreference(corpora: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    gold = coreference.gold_chains(corpora / "data/ecbplus", "dev")
    system = {
        mention: chain if chance.random() > 0.3 else f"x{chance.randrange(200)}" for mention, chain in gold.items()
    }
    (tmp_path / "system.json").write_text(json.dumps(system))
    theirs = scorer(
        corpora, "score_coreference.py", corpora / "data/ecbplus/mentions-dev.json", tmp_path / "system.json"
    )
    assert coreference.score(gold, system).as_dict() == theirs


@pytest.mark.parametrize("name", ["takeover", "blinken"])
def test_story(corpora: Path, tmp_path: Path, name: str) -> None:
    gold = json.loads((corpora / "data/stories" / name / "gold.json").read_text())
    told = retold(gold, random.Random(7))
    (tmp_path / "timeline.json").write_text(json.dumps(told))
    theirs = scorer(
        corpora, "score_story.py", corpora / "data/stories" / name / "gold.json", tmp_path / "timeline.json"
    )
    assert story.score(gold, told).as_dict() == theirs


def retold(gold: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Make a faulty timeline of a labelled story: events lost, doubled, misdated, malformed, misreported."""
    articles = [
        {"id": f"a{n}", "file": f"x/{a['file']}", "published": a["published"] if chance.random() > 0.3 else None}
        for n, a in enumerate(gold["articles"])
    ]
    ids = {article["file"].split("/")[-1]: article["id"] for article in articles}
    events = [
        retold_event(event, ids, chance)
        for event in gold["events"]
        if chance.random() > 0.15
        for _ in range(chance.choice([1, 1, 2]))
    ]
    return {"articles": articles, "events": events}


def retold_event(event: dict[str, Any], ids: dict[str, str], chance: random.Random) -> dict[str, Any]:
    words = " ".join(re.sub(r"[^\w ]", " ", group[0]) for group in event["key_terms"])
    cited = [ids.get(file.split("/")[-1], "?") for file in event["articles"] if chance.random() > 0.2]
    return {
        "title": words if chance.random() > 0.2 else "something",
        "start": event["start"],
        "end": event["end"] if chance.random() > 0.2 else event["start"],
        "status": chance.choice([event["status"], "occurred"]),
        "importance": chance.random(),
        "evidence": [{"article": a, "text": words if chance.random() > 0.1 else words * 99} for a in cited],
        "conflicts": [
            {"values": [{"value": value, "normalized": ""} for value in conflict["values"].values()]}
            for conflict in event.get("conflicts") or []
        ],
    }


def test_story_timexes(corpora: Path, tmp_path: Path) -> None:
    folder = corpora / "data/stories" / "takeover"
    gold = json.loads((folder / "gold.json").read_text())
    chance = random.Random(7)
    rows: list[dict[str, Any]] = []
    for passage in labelled._story_passages(gold, folder / "articles"):
        for label in passage.labels:
            if chance.random() > 0.1:
                end = label.end + (6 if chance.random() > 0.8 else 0)
                value = label.values[-1] if chance.random() > 0.2 else "X"
                row = {"file": f"in/{passage.name}", "start": label.start, "end": end, "value": value}
                rows.append(row | {"text": passage.text[label.start : end]})
        rows += [
            {"file": passage.name, "start": start, "end": end, "text": passage.text[start:end], "value": "X"}
            for start, end in passage.negatives
            if chance.random() > 0.7
        ]
    (tmp_path / "timexes.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    theirs = scorer(
        corpora, "score_story_timexes.py", folder / "gold.json", folder / "articles", tmp_path / "timexes.jsonl"
    )
    by_file: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_file.setdefault(row["file"].split("/")[-1], []).append(row)
    scores = labelled.evaluate_story_timexes(folder, by_file)
    ours = {"gold": scores.gold, "system": scores.system, "negatives": scores.negatives}
    ours |= {"negatives_tagged": scores.negatives_tagged}
    ours |= {measure: scores.as_dict()[measure] for measure in ("strict", "relaxed", "value")}
    assert ours == theirs


LABELLED = {
    "story": "Ferry",
    "articles": [{"file": "a.txt", "published": "2024-03-02"}, {"file": "b.txt", "published": "2024-03-04"}],
    "events": [
        {
            "id": "e1",
            "title": "Ferry sinks",
            "start": "2024-03-01",
            "end": "2024-03-01",
            "status": "occurred",
            "importance": 3,
            "key_terms": [["ferry"], ["s[ai]nk"]],
            "articles": ["a.txt", "b.txt"],
            "conflicts": [{"match": [["four"], ["five"]]}],
        }
    ],
}


@pytest.mark.parametrize(
    ("told", "errors"),
    [
        ({}, ()),
        ({"end": "2024-03-02"}, ("e1 2024-03-01..2024-03-01 occurred 'Ferry sinks': dated 2024-03-01..2024-03-02",)),
        ({"title": "Storm"}, ("e1 2024-03-01..2024-03-01 occurred 'Ferry sinks': missed",)),
        (
            {"status": "planned", "evidence": [{"article": "1", "text": ""}], "conflicts": []},
            (
                "e1 2024-03-01..2024-03-01 occurred 'Ferry sinks': told as planned; not from b.txt; 1 of 1 conflicts not shown",
            ),
        ),
    ],
)
def test_what_a_story_gets_wrong(told: dict[str, Any], errors: tuple[str, ...]) -> None:
    right: dict[str, Any] = {
        "title": "Ferry sinks",
        "start": "2024-03-01",
        "end": "2024-03-01",
        "status": "occurred",
        "evidence": [{"article": "1", "text": ""}, {"article": "2", "text": ""}],
        "conflicts": [{"values": [{"value": "four"}, {"value": "five"}]}],
    }
    articles = [
        {"id": "1", "file": "a.txt", "published": "2024-03-02"},
        {"id": "2", "file": "b.txt", "published": None},
    ]
    scores = story.score(LABELLED, {"articles": articles, "events": [right | told]})
    assert scores.errors == (*errors, "b.txt 2024-03-04: undated")
