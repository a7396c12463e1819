"""Times the merging of synthetic mentions whose names are skewed as in news, and how the time grows.

    python bench/bench_merge.py [SIZE ...]

Limits: 100,000 mentions under 60 s and 2 GB on 2 cores; from 25,000 to 100,000 an exponent under 1.25.
"""

from __future__ import annotations

import datetime as dt
import math
import random
import resource
import sys
import time

from dateline.merge import merge
from dateline.model import Argument, Article, Interval, Mention

SIZES = (25_000, 50_000, 100_000)
PER_ARTICLE = 30
TELLINGS = 5
KINDS = (
    "meet visit arrive agree approve reject offer buy sell launch announce vote win appoint resign postpone begin "
    "end strike protest attack kill arrest charge judge investigate crash rise raise pay"
).split()
FIRST = dt.date(2023, 1, 1)


def story(size: int, seed: int = 7) -> tuple[list[Mention], list[Article]]:
    """Make up about `size` mentions of a fifth as many events; the first name takes part in every tenth of them."""
    random_ = random.Random(seed)
    articles = max(size // PER_ARTICLE, 1)
    names = [f"Person {k}" for k in range(max(size // 20, 20))]
    words = [f"word{k}" for k in range(max(size // 4, 500))]
    days = max(size // 60, 60)
    texts: list[list[str]] = [[] for _ in range(articles)]
    lengths = [0] * articles
    mentions: list[Mention] = []
    for event in range(size // TELLINGS):
        people = tuple(dict.fromkeys(_zipf(random_, names) for _ in range(2)))
        kind = random_.choice(KINDS)
        day = FIRST + dt.timedelta(days=random_.randrange(days))
        own = [_zipf(random_, words) for _ in range(6)]
        for telling in range(TELLINGS):
            at = random_.randrange(articles)
            sentence = f"{people[0]} {kind} {' '.join(random_.sample(own, 4))} {_zipf(random_, words)} {people[-1]}. "
            start = lengths[at]
            texts[at].append(sentence)
            lengths[at] += len(sentence)
            dated = random_.random() < 0.6
            mentions.append(
                Mention(
                    id=f"m{event}.{telling}",
                    article=f"a{at}",
                    start=start,
                    end=start + len(sentence) - 1,
                    head_start=start + len(people[0]) + 1,
                    head_end=start + len(people[0]) + 1 + len(kind),
                    predicate=kind,
                    predicate_class=kind,
                    arguments=(Argument("agent", start, start + len(people[0]), people[0], people[0]),),
                    participants=people,
                    interval=Interval(day, day) if dated else None,
                    precision="day" if dated else "undated",
                    date_basis="timex" if dated else "none",
                    title=sentence[:60],
                )
            )
    made = [
        Article(
            id=f"a{k}", file=f"a{k}.txt", text="".join(t), raw="".join(t), published=FIRST + dt.timedelta(days=k % days)
        )
        for k, t in enumerate(texts)
    ]
    return mentions, made


def _zipf(random_: random.Random, items: list[str]) -> str:
    """Draw so that the n-th item is about n times rarer than the first."""
    return items[min(int(len(items) ** random_.random()) - 1, len(items) - 1)]


def main(sizes: list[int]) -> None:
    seconds: dict[int, float] = {}
    for size in sizes:
        mentions, articles = story(size)
        begun, worked = time.perf_counter(), time.process_time()
        events = merge(mentions, articles)
        seconds[size], worked = time.perf_counter() - begun, time.process_time() - worked
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(
            f"{len(mentions):>8} mentions  {seconds[size]:7.1f} s  (CPU {worked:.1f} s)  {memory:5.2f} GB  {len(events)} events",
            flush=True,
        )
    if len(sizes) > 1:
        first, last = sizes[0], sizes[-1]
        exponent = math.log(seconds[last] / seconds[first]) / math.log(last / first)
        print(f"growth exponent {first} to {last}: {exponent:.2f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
