"""Times a story's whole run and the run of the next day: 10 articles more, all others unchanged.

    python -m bench.bench_story [SIZE ...]

Limit: the next day's run of 1,000 articles costs less than a tenth of the first, in seconds of CPU, start and imports included:
wall time is printed too, and says little on a machine that others use. The texts are those of ECB+ under DATELINE_SHARED,
else made up; each size runs in processes of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

from dateline.collector import patient

SIZES = (100, 1_000)
NEW = 10
FIRST = dt.date(2023, 1, 2)
TENTH = 0.1


def main(sizes: list[int]) -> int:
    seconds: dict[int, float] = {}
    within = True
    for size in sizes or SIZES:
        first, following = _measured(size)
        seconds[size] = first["cpu"]
        share = following["cpu"] / first["cpu"]
        within = within and (share < TENTH or size < max(SIZES))
        print(f"{size:5} articles: {_shown(first)}")
        print(f"{NEW:+5} the next day: {_shown(following)}, {share:.3f} of the first")
        print(f"      of which, s: first {first['stages']}")
        print(f"                   next {following['stages']}")
    for small, large in pairwise(sorted(seconds)):
        exponent = math.log(seconds[large] / seconds[small]) / math.log(large / small)
        print(f"growth from {small} to {large}: exponent {exponent:.2f}")
    return int(not within)


def _shown(run: dict[str, float]) -> str:
    wall, memory = f"{run['seconds']:.1f} s of wall time", f"{run['megabytes']:.0f} MB at most"
    return f"{run['cpu']:.1f} s of CPU, {wall}, {memory}, {run['events']} events"


def _measured(size: int) -> list[dict[str, float]]:
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as root:
        story, texts = Path(root) / "story", _texts()
        story.mkdir()
        runs: list[dict[str, float]] = []
        for first, last in ((0, size), (size, size + NEW)):
            for number in range(first, last):
                (story / f"{number:05}.txt").write_text(_article(texts, number, size), "utf-8")
            command = [sys.executable, "-m", "bench.bench_story", "run", root]
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=_keeping_bytecode())
            runs.append(json.loads(done.stdout))
        return runs


def _keeping_bytecode() -> dict[str, str]:
    """Return the environment in which Python keeps what it compiled, as where a team installs Dateline once and runs it daily."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@patient()
def _run(root: Path) -> None:
    """Build the story as `dateline build` does, in this process, and print what it cost."""
    from dateline import story
    from dateline.cache import Cache
    from dateline.reports import exports

    began, stages, last = time.perf_counter(), dict[str, float](), [time.process_time()]

    def noted(stage: str, *_: int) -> None:
        now = time.process_time()
        stages[stage] = stages.get(stage, 0.0) + now - last[0]
        last[0] = now

    timeline = story.build(root / "story", title="Bench", cache=Cache(root / "cache"), progress=noted)
    noted("chronicle")
    exports.write(timeline, root / "out")
    noted("write")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rounded = {stage: round(spent, 1) for stage, spent in stages.items()}
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - began,
                "cpu": time.process_time(),
                "megabytes": peak,
                "events": len(timeline.events),
                "stages": rounded,
            }
        )
    )


def _article(texts: list[str], number: int, size: int) -> str:
    """Write one article: a text of the corpus under a headline and a day; a text used again tells of its own story."""
    day = FIRST + dt.timedelta(days=number * 365 // (size + NEW))
    text = texts[number % len(texts)]
    if number >= len(texts):
        names = random.Random(number // len(texts)).choices(NAMES, k=6)
        text = f"{names[0]} met {names[1]} in {names[2]} on Monday. " + text.replace(" the ", f" the {names[3]} ", 3)
    return f"{text.split('. ')[0][:90]}\n\n{day:%B} {day.day}, {day.year}\n\n{text}\n"


NAMES = "Aldren Brook Castle Dorrin Elmar Farrow Grenville Hollis Ivarsson Jessup Kastor Lindqvist Morrow Nadal".split()
SUBJECTS = ("The council of {}", "The union", "Minister {}", "The company {}", "The court in {}", "Police in {}")
HAPPENINGS = (
    "approved the plan for the bridge", "postponed the hearing", "will meet the mayor", "rejected the offer of {}",
    "arrested two men", "said that 40 people had been hurt", "is to open the station", "sold its shares in {}",
)  # fmt: skip
DAYS = ("on Monday", "last week", "on 3 May", "in June", "two days earlier", "next month", "yesterday", "this year")


def _texts() -> list[str]:
    return list(corpus()) or [_made_up(number) for number in range(1_000)]


def corpus() -> Iterator[str]:
    """Yield the texts of ECB+ as prose; none where the corpus is absent."""
    folder = Path(os.environ.get("DATELINE_SHARED", "../shared")) / "data" / "ecbplus" / "articles"
    return map(_detokenised, sorted(folder.rglob("*.xml")))


def _detokenised(path: Path) -> str:
    """Write the sentences of an ECB+ article as prose."""
    sentences: dict[str, list[str]] = {}
    for token in ET.parse(path).getroot().iter("token"):  # noqa: S314  # a corpus of ours
        sentences.setdefault(token.get("sentence", ""), []).append(token.text or "")
    lines = (" ".join(words) for words in sentences.values())
    return " ".join(line.replace(" .", ".").replace(" ,", ",").replace(" 's", "'s") for line in lines)


def _made_up(number: int) -> str:
    chance = random.Random(number)
    return " ".join(
        f"{chance.choice(SUBJECTS)} {chance.choice(HAPPENINGS)} {chance.choice(DAYS)}.".replace(
            "{}", chance.choice(NAMES)
        )
        for _ in range(20)
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        _run(Path(sys.argv[2]))
    else:
        sys.exit(main([int(size) for size in sys.argv[1:]]))
