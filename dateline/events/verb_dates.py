"""Says whether a date hangs on a verb, and whether the verb has gone on since then."""

from __future__ import annotations

import re

from dateline.events.tree import Tree

WEEK_OR_MONTH = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december".split()
)
NTH = re.compile(r"[12]?\dth|[23]?1st|2?2nd|2?3rd|30th")
OWNED = frozenset({"own", "control", "possess"})
LED = frozenset(
    {"lead", "head", "run", "chair", "manage", "captain", "coach", "edit", "govern", "rule", "direct", "command"}
)
REPEATED = frozenset({"every", "each", "daily", "weekly", "hourly"})


def is_date(tree: Tree, noun: int) -> bool:
    """Say whether a noun is a date, or the name of a weekday or a month."""
    return tree.names[noun][2:] == "DATE" or tree.words[noun].lower() in WEEK_OR_MONTH


def has_date(tree: Tree, verb: int) -> bool:
    """Whether a date hangs on the verb itself."""
    for child in tree.children[verb]:
        if tree.deps[child] in ("advmod", "prep") and any(is_date(tree, k) for k in tree.kids(child, ("npadvmod",))):
            return True  # "two days ago", "a week later", "a week after that"
        if tree.deps[child] == "npadvmod" and (is_date(tree, child) or _is_part_of_day(tree, child)):
            return True
        if tree.deps[child] == "prep" and is_date_phrase(tree, child):
            return True
    return False


def goes_on_since(tree: Tree, verb: int) -> bool:
    """Whether a clause tells what has gone on from a day: "have been crossing again since 20 January", "has rung daily since"."""
    helpers = {tree.lemmas[k] for k in tree.kids(verb, ("aux", "auxpass"))}
    below = _prepositions(tree, verb)
    since = any(tree.words[k].lower() == "since" and (is_date_phrase(tree, k) or _opens_nth(tree, k)) for k in below)
    if not since or "have" not in helpers:
        return False
    daily = {tree.words[k].lower() for k in tree.subtree(verb) if tree.deps[k] in ("det", "advmod")} & REPEATED
    held = tree.lemmas[verb] in OWNED | LED and tree.kid(verb, ("dobj",)) >= 0
    return tree.tags[verb] == "VBG" or tree.lemmas[verb] == "be" or held or bool(daily)


def _opens_nth(tree: Tree, preposition: int) -> bool:
    """Whether a preposition opens a day without its month: "since the 24th"."""
    day = tree.kid(preposition, ("pobj",))
    return day >= 0 and NTH.fullmatch(tree.words[day]) is not None and tree.kid(day, ("prep",)) < 0


def _prepositions(tree: Tree, verb: int) -> list[int]:
    """Return the prepositions of a clause, also those the parser hung on its last noun: "have been at work in Tarn since May"."""
    found = [k for what in (verb, *tree.kids(verb, ("attr", "dobj"))) for k in tree.kids(what, ("prep",))]
    for preposition in found if tree.lemmas[verb] == "be" else ():
        found += [k for noun in tree.kids(preposition, ("pobj",)) for k in tree.kids(noun, ("prep",))]
    return found


def _is_part_of_day(tree: Tree, token: int) -> bool:
    """Whether a time says its day: "last night", "this morning", "yesterday evening"."""
    said = {tree.words[k].lower() for k in tree.children[token]} & {"last", "this", "yesterday", "tomorrow"}
    return bool(said) and tree.lemmas[token] in ("night", "morning", "afternoon", "evening", "lunchtime")


def has_date_below(tree: Tree, verb: int) -> bool:
    """Whether a date hangs on the verb or on a phrase of it: "is due before magistrates on Monday"."""
    below = [noun for k in tree.kids(verb, ("prep", "acomp")) for noun in (k, *tree.kids(k, ("pobj",)))]
    return has_date(tree, verb) or any(has_date(tree, noun) for noun in below)


def is_date_phrase(tree: Tree, preposition: int) -> bool:
    """Whether a preposition opens a date, also one behind an hour: "on Monday", "at about 1 p.m. on Monday"."""
    for time in tree.kids(preposition, ("pobj",)):
        below = [day for k in tree.kids(time, ("prep",)) for day in tree.kids(k, ("pobj",))]
        hour = tree.names[time][2:] == "TIME" or tree.words[time].lower() in ("a.m.", "p.m.", "am", "pm", "noon")
        day_part = any(tree.words[k].lower() in WEEK_OR_MONTH for k in tree.kids(time, ("compound", "nmod")))
        if is_date(tree, time) or day_part or (hour and any(is_date(tree, day) for day in below)):
            return True
    return False
