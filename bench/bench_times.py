"""How fast temporal expressions are found and dated, beside dateparser.search_dates and datefinder, and how it grows.

Prints tokens per second of CPU time on one core for the same text, the time to load, and seconds at 1, 10 and 100 times
the text and for 10 MB of the nastiest repetitions in one line.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice

DAY = dt.date(2024, 4, 16)
NOON = dt.datetime.combine(DAY, dt.time(12))  # without a zone: both libraries want it so
PARAGRAPHS = (
    (
        "The board of the harbour authority will meet on Thursday to decide whether the terminal stays open. It had been due to "
        "vote last week, but two of its nine members asked for more time after reading a report that was finished in March."
    ),
    (
        "Shipments fell by a fifth in the first quarter, compared with a year earlier, and nearly six hours of talks on Monday "
        "night brought no agreement. The union says its 1,400 members have worked without a contract since the end of 2021."
    ),
    (
        "The authority was founded in 1911 and moved to its present site in the late 1970s. Three years after the move a fire "
        "destroyed the east wing; it was rebuilt within 18 months and has been enlarged twice, most recently on 3 June 2016."
    ),
    (
        "Nobody at the meeting doubted that the roof would have to be replaced. Engineers measured every beam, wrote down what "
        "they saw, and went home without a word to the reporters who had waited for them at the gate in the rain."
    ),
)
NASTY = ("?", "1 ", "may ", "May ", "12-", "a", "the ", "\n")


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "March", "June", "August", "November")


def _text(paragraphs: int) -> str:
    """Return paragraphs whose days, months and numbers differ, so that no cache answers for all of them."""
    return "\n\n".join(_varied(text, i) for i, text in enumerate(islice(cycle(PARAGRAPHS), paragraphs)))


def _varied(text: str, i: int) -> str:
    text = text.replace("Thursday", DAYS[i % 7]).replace("March", MONTHS[i % 5]).replace("June", MONTHS[(i + 1) % 5])
    return re.sub(r"\d+", lambda m: str(int(m[0]) + i % 23) if int(m[0]) > 31 else str(i % 27 + 1), text)


def _tokens(text: str) -> int:
    return len(re.findall(r"\w+|[^\w\s]", text))


def _seconds(run: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    run(text)
    return time.process_time() - start


def _dateline(text: str) -> object:
    from dateline.times import tag

    return tag(text, DAY)


def _dateparser(text: str) -> object:
    from dateparser.search import search_dates

    return search_dates(text, languages=["en"], settings={"RELATIVE_BASE": NOON})


def _datefinder(text: str) -> object:
    import datefinder

    return list(datefinder.find_dates(text, base_date=NOON))


def _compare() -> None:
    ours, text = 0.0, _text(60)
    for name, run, sample in (
        ("dateline.times.tag", _dateline, _text(6000)),
        ("dateparser.search_dates", _dateparser, text),
        ("datefinder.find_dates", _datefinder, text),
    ):
        try:
            run(PARAGRAPHS[3])
        except ImportError:
            print(f"{name:26} not installed")
            continue
        speed = _tokens(sample) / _seconds(run, sample)
        ours = ours or speed
        print(f"{name:26} {speed:12,.0f} tokens/s   {ours / speed:8.1f} times slower than ours")


def _grow() -> None:
    base = _seconds(_dateline, _text(200))
    for times in (1, 10, 100):
        seconds = _seconds(_dateline, _text(200 * times))
        print(f"{times:4} x {_tokens(_text(200)):,} tokens  {seconds:8.2f} s  {seconds / base:7.1f} x")


def _nasty() -> None:
    from dateline.times import find

    for unit in NASTY:
        seconds = _seconds(find, unit * (10_000_000 // len(unit)))
        print(f"10 MB of {unit!r:8} in one line  {seconds:6.1f} s")


def main() -> int:
    start = time.perf_counter()
    found = _dateline("They met last Friday.")
    print(f"import, load and first answer: {time.perf_counter() - start:.2f} s; {found}")
    _compare()
    _grow()
    _nasty()
    return 0


if __name__ == "__main__":
    sys.exit(main())
