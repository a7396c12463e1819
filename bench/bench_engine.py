"""Times the whole engine over 600 articles of ECB+ beside the bare parser over the same text, in one run.

    python -m bench.bench_engine [ARTICLES]

Limit: 1.25 times `nlp.pipe` of the same spaCy components. Both are measured in seconds of CPU, the parser half before and half
after the engine, so that neither profits from a quiet machine. The corpus stands under DATELINE_SHARED; without it nothing is
measured, and it says so.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from bench.bench_story import corpus
from dateline import articles as reading
from dateline import events as telling
from dateline import times
from dateline.collector import patient
from dateline.events.parse import model
from dateline.merge import merge
from dateline.model import Article

SIZE = 600
MOST = 1.25
FIRST = dt.date(2023, 1, 2)


def main(size: int) -> int:
    articles = _articles(size)
    if not articles:
        print("no ECB+ under DATELINE_SHARED: nothing was measured")
        return 0
    nlp = model()
    list(nlp.pipe([articles[0].text]))
    half = len(articles) // 2
    texts = [article.text for article in articles]
    bare = _cost(lambda: [None for _ in nlp.pipe(texts[:half])])
    stages = _engine(articles)
    bare += _cost(lambda: [None for _ in nlp.pipe(texts[half:])])
    ratio = sum(stages.values()) / bare
    print(f"{len(articles)} articles, {sum(map(len, texts)):,} characters; seconds of CPU")
    print(f"bare nlp.pipe of {', '.join(nlp.pipe_names)}: {bare:.1f}")
    print(
        f"the engine: {sum(stages.values()):.1f}: " + ", ".join(f"{name} {cost:.1f}" for name, cost in stages.items())
    )
    print(f"ratio {ratio:.2f}, at most {MOST}")
    return int(ratio > MOST)


def _articles(size: int) -> list[Article]:
    """Read the corpus's texts as articles of one story, a day apart in tens."""
    found: list[Article] = []
    for number, text in enumerate(islice(corpus(), size)):
        read, _ = reading.read_bytes(text.encode(), f"{number:04}.txt")
        found += [replace(a, id=f"a{number}", published=FIRST + dt.timedelta(days=number // 10)) for a in read]
    return found


@patient()
def _engine(articles: list[Article]) -> dict[str, float]:
    """Run the stages as `dateline.story` does, and return what each cost."""
    last, stages = time.process_time(), dict[str, float]()

    def done(stage: str) -> None:
        nonlocal last
        stages[stage], last = time.process_time() - last, time.process_time()

    timexes = {a.id: times.tag(a.text, a.published, blocks=a.blocks) for a in articles}
    done("times")
    extracted = telling.extract_all(articles)
    done("parsing and extraction")
    mentions, _ = telling.attach(articles, extracted, timexes)
    done("attaching")
    merge(mentions, articles)
    done("merging")
    return stages


def _cost(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else SIZE))
