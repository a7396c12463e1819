"""Gives each mention the date that governs it: its own timex by dependency, else what the discourse or another event lends it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from dateline.events import anchored, assignment, delays, followed, lengths, nth_day, sequels, tense_agreement
from dateline.events.discourse import carry_on, lend_to_headline
from dateline.events.listing import date_entries
from dateline.events.news import date_news
from dateline.events.occasions import date_by_occasion
from dateline.events.predicates import Extraction
from dateline.events.quoted import as_said
from dateline.events.scene import Scene, by_sentence
from dateline.events.sharing import share_in_sentence
from dateline.model import Block, Timex

THE_WEEKDAY = re.compile(r"(?:the|that) (?:mon|tues|wednes|thurs|fri|satur|sun)day")
SAME_DAY = re.compile(
    r"(?:(?:on|later) )?(?:the )?(?:same|that) (?:day|morning|afternoon|evening|night)", re.IGNORECASE
)


def date_article(
    extraction: Extraction, timexes: Sequence[Timex], published: dt.date | None, blocks: Sequence[Block] = ()
) -> Scene:
    """Assign each dated timex of an article to the predicate that governs it, then spread dates over the discourse."""
    scene = Scene(extraction, timexes, published, {}, {}, blocks, {}, {})
    places = by_sentence(extraction)
    for number, tree in enumerate(extraction.trees):
        sentence = tree.sentence
        inside = [
            t for t in timexes if t.interval and sentence.start <= t.start < sentence.end and t.type in ("DATE", "TIME")
        ]
        for timex in inside:
            if SAME_DAY.fullmatch(timex.text.strip()):
                timex = _same_day(scene, number, timex)
            timex = followed.as_told(scene, number, as_said(scene, number, timex))
            timex = nth_day.as_counted(scene, number, tree, timex)
            if _is_of_the_tale(timex):
                continue
            if not assignment.dates_when(scene, tree, places.get(number, []), timex):
                assignment.assign(scene, tree, places.get(number, []), timex)
        for place in places.get(number, ()):
            tense_agreement.agree(scene, tree, place, extraction)
    delays.add(scene)
    delays.days_left(scene)
    delays.date_old(scene)
    date_entries(scene, places)
    anchored.date_backwards(scene)
    lengths.date(scene, places)
    lengths.date_openings(scene, places)
    lengths.date_within(scene, places)
    for number, tree in enumerate(extraction.trees):
        share_in_sentence(scene, tree, places.get(number, []))
    date_by_occasion(scene, places)
    sequels.date_after(scene, places)
    carry_on(scene, places)
    date_by_occasion(scene, places)  # once more, by what went on
    for number, tree in enumerate(scene.extraction.trees):
        share_in_sentence(scene, tree, places.get(number, []))
    lend_to_headline(scene, places)
    date_news(scene, places)
    return scene


def _is_of_the_tale(timex: Timex) -> bool:
    """Whether a weekday is of a tale whose days the text does not give: "On the Monday he told his lawyer", "That Thursday"."""
    pointed = THE_WEEKDAY.fullmatch(timex.text.lower()) is not None
    return timex.anchor_basis == "publication" and timex.rule in ("the-weekday", "relative-name") and pointed


def _same_day(scene: Scene, number: int, timex: Timex) -> Timex:
    """Let "the same day" take up the day of what was last told as done, not the last date written."""
    predicates = scene.extraction.predicates
    done = [
        (predicates[p].sentence, predicates[p].verb, scene.dates[p].interval)
        for p in scene.dates
        if predicates[p].standing.level == "occurred" and predicates[p].sentence < number and not predicates[p].nominal
    ]
    days = [each for each in done if each[2] is not None and each[2].days == 1]
    if not days:
        return timex
    interval = max(days, key=lambda each: each[:2])[2]
    if interval is None or interval == timex.interval:
        return timex
    return scene.put(timex, interval.start)
