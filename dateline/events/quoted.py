"""Resolves "today" in quoted words against the day on which they were said: 'in a statement on Tuesday: "We signed today."'"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from dateline.events import naming, operating
from dateline.events.scene import Scene, timex_tokens, told_on
from dateline.events.tree import Tree
from dateline.model import Interval, Timex

DEICTIC = re.compile(
    r"(?:earlier |later )?(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening)|last night"
    r"|(?:yesterday|tomorrow) (?:morning|afternoon|evening|night))",
    re.IGNORECASE,
)
STATEMENTS = frozenset(
    "statement tweet post letter memo email message interview speech broadcast address filing note blog communique "
    "communiqué readout briefing conference release editorial".split()
)

SHARED = 3
"""Names that two tellings of one day's doings have in common."""


def as_said(scene: Scene, number: int, timex: Timex) -> Timex:
    """Return the timex on the day of the statement that quotes it; itself where it is not quoted from a dated one."""
    trees = scene.extraction.trees
    tree = trees[number]
    published = told_on(scene, tree.sentence.start)
    if timex.interval is None or timex.anchor_basis != "publication" or published is None:
        return timex
    if not DEICTIC.fullmatch(timex.text.strip()) or not _is_quoted(tree, timex):
        return timex
    said = _said_on(scene, tree, timex)
    before = trees[number - 1] if number else None
    if said is None and before is not None and before.sentence.paragraph == tree.sentence.paragraph:
        said = _said_on(scene, before, timex)
    if said is None:
        said = _also_said_on(scene, tree, timex)
    if said is None or said == published:
        return timex
    return _moved(scene, timex, said, said - published)


def _also_said_on(scene: Scene, tree: Tree, quoted: Timex) -> dt.date | None:
    """Return the day of a dated post that tells the same of the same names: 'held talks today with Ms Orr in Oslo'."""
    names = _names(tree)
    for timex in scene.timexes:
        if timex.anchor_basis != "post" or timex.text.lower() != quoted.text.lower() or timex.interval is None:
            continue
        post = scene.tree_at(timex.start)
        if post is not None and len(names & _names(post)) >= SHARED:
            return timex.interval.start
    return None


def _names(tree: Tree) -> set[str]:
    return {tree.words[k] for k in range(tree.size) if tree.tags[k] == "NNP" and len(tree.words[k]) > 2}


def _moved(scene: Scene, timex: Timex, said: dt.date, distance: dt.timedelta) -> Timex:
    if timex.interval is None:
        return timex
    interval = Interval(timex.interval.start + distance, timex.interval.end + distance)
    moved = replace(timex, interval=interval, value=interval.start.isoformat() + timex.value[10:],
                    anchor=said.isoformat(), anchor_basis="post")  # fmt: skip
    scene.changed[id(timex)] = moved
    return moved


def _is_quoted(tree: Tree, timex: Timex) -> bool:
    """Say whether quotation marks stand open before a timex, or close in its sentence after it."""
    first = min(timex_tokens(tree, timex), default=-1)
    if first < 0:
        return False
    before = sum(tree.words[k] in ('"', "“", "``", "''", "”") for k in range(first))
    after = sum(tree.words[k] in ('"', "”", "''") for k in range(first, tree.size))
    return before % 2 == 1 or (before == 0 and after % 2 == 1)


def _said_on(scene: Scene, tree: Tree, quoted: Timex) -> dt.date | None:
    """Return the day that a sentence gives to its saying: on the verb of speech or on the noun for the statement."""
    sentence = tree.sentence
    for timex in scene.timexes:
        interval = timex.interval
        if timex is quoted or interval is None or interval.days > 1 or not sentence.start <= timex.start < sentence.end:
            continue
        if timex.type in ("DATE", "TIME") and not _is_quoted(tree, timex) and _dates_speech(tree, timex):
            return interval.start
    return None


def _dates_speech(tree: Tree, timex: Timex) -> bool:
    tokens = timex_tokens(tree, timex)
    for token in tokens[:1]:
        for above in tree.ancestors(token):
            if above in tokens:
                continue
            if tree.lemmas[above] in STATEMENTS:
                return True
            if naming.is_verb(tree, above):
                operator = operating.verb_operator(tree, above)
                return operator is not None and operator.name in ("report", "promise", "ask")
    return False
