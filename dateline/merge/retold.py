"""Puts a title into the words of what became of the event: what was "to meet" and has met, met; else it says that it was put off."""

from __future__ import annotations

import functools
import re

from dateline.events.inflection import past
from dateline.events.lexicon import lexicon, read, words
from dateline.model import Mention, Status

AHEAD = re.compile(r" (?P<modal>to|may) (?P<passive>be )?(?P<verb>[a-z][a-z-]+)\b")
OPEN_END = re.compile(r" (?:planned|possible|expected|scheduled)$")
SAID = {
    "postponed": re.compile(r"postpon|put\w* (?:\w+ ){0,4}?(?:off|back)|delay|defer|push|moved|slip|suspend|shelv|hold off", re.IGNORECASE),
    "cancelled": re.compile(
        r"cancel|call\w* (?:\w+ ){0,4}?off|scrap|scrub|abandon|drop|gave up|halt|axed|ditch|not |no longer|\boff\b", re.IGNORECASE
    ),
}  # fmt: skip
"""Words by which a title itself says that a thing was put off or called off."""
AHEAD_OF = frozenset({"planned", "possible"})


def retold(title: str, mention: Mention, status: Status) -> str:
    """Return a mention's title as it stands for an event of that status."""
    if status == "occurred" and mention.status in AHEAD_OF:
        return _happened(OPEN_END.sub("", title))
    if status in SAID and mention.status in (*AHEAD_OF, status) and not SAID[status].search(title):
        return f"{OPEN_END.sub('', title)} ({status})"
    return title


def _happened(title: str) -> str:
    """Write "The envoys to meet in Oslo" as "The envoys met in Oslo"."""
    for found in AHEAD.finditer(title):
        verb, subject = found["verb"], title[: found.start()]
        if found["passive"]:
            return f"{subject} {'were' if _several(subject) else 'was'} {verb}{title[found.end() :]}"
        if verb in _verbs() and verb != "not":
            return f"{subject} {past(verb)}{title[found.end() :]}"
    return title


def _several(subject: str) -> bool:
    head = re.split(r",| of | in | at | from | on | for ", subject)[0].rstrip()
    return " and " in subject or (head.endswith("s") and not head.endswith(("ss", "us", "is")))


@functools.cache
def _verbs() -> frozenset[str]:
    known = lexicon()
    return frozenset(known.verbs) | known.light | known.trivial | _irregular()


def _irregular() -> frozenset[str]:
    return frozenset(pair.split()[0] for pair in words(read("inflect.toml")["past"]))
