"""Chooses an event's title among those that its mentions offer, as a sub-editor would."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.events.lexicon import lexicon, read, words
from dateline.merge.retold import retold
from dateline.model import Article, Interval, Mention, Status

DANGLING = re.compile(
    r"^(?:he|she|it|they|his|her|their|its|this|that|these|those|who|which|we|i|the two|was|were|has|have|had|saw)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:he|she|him|they|them|it|we|us|you|i)\b(?! (?:is|was|would|will|had|has)\b)", re.IGNORECASE)
"""Within a title "it would step down" has the title's own subject; elsewhere a pronoun may lack one."""
LIGHT = re.compile(r"^(?:a|an|the|this|that) \w+ (?:was|were|is|are|came|took|has|had)\b", re.IGNORECASE)
"""\"A choice was printed": a subject that names nobody."""
FINITE = re.compile(r"\b(?:\w{2,}ed|to [a-z]+|may|is|are|was|were|be|has|have|had|will|would|can|could|did|does)\b")
"""What shows that a title is a clause, irregular past forms aside."""
TELLS = {
    "postponed": re.compile(
        r"postpon|put(?:s|ting)? (?:off|back)|delay|defer|push|moved|slip|suspend|halt|shelv|hold off", re.IGNORECASE
    ),
    "cancelled": re.compile(
        r"cancel|call(?:s|ed)? off|scrap|scrub|abandon|drop|gave up|halt|axed|ditch|shelv|no longer|without",
        re.IGNORECASE,
    ),
    "denied": re.compile(
        r"den(?:y|ied|ies)|dismiss|reject|ruled? out|not\b|never|no\b|fail|rebut|refut", re.IGNORECASE
    ),
}
"""Words by which a title itself says how a thing stands."""
HEADLESS = re.compile(r"^(?P<verb>[A-Z]\w+) (?:the|an?|his|her|its|their|at|in|on|to|for|by|with|[$£€\d])")
"""A title that may begin with its verb, and tells nobody: "Froze $180 million", "Slept at the headquarters"."""
OPEN = re.compile(r"(?: (?:of|with|at|from|into|than|the|an?|and|or|nor|during|because|(?<!ed )(?<=s )in))+$")
"""Words that a title cannot end in: "Officers raided eight homes in"."""
COMFORTABLE = (25, 105)
"""Characters: shorter says too little, longer is not a title."""
ALONE = frozenset(
    "resign die crash explode collapse quake storm strike win lose arrive depart meet apologise protest truce launch open end "
    "begin happen reopen resume rise fall arrest release".split()
)
"""Classes whose verbs say enough with a subject alone ("the minister resigned")."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the mentions of an event have in common, against which each title is weighed."""

    status: Status
    interval: Interval | None
    titles: Counter[str]
    """Words by the number of titles that have them."""
    central: tuple[str, ...]
    """Whom most of them name."""
    kind: str
    """What most of them tell."""
    passages: Mapping[str, frozenset[str]]
    """The words of the passages that tell it, by article."""
    spread: Counter[str]
    """Words by the number of articles whose passages have them."""


def choose_title(
    members: Sequence[Mention],
    status: Status,
    interval: Interval | None = None,
    articles: Mapping[str, Article] | None = None,
) -> str:
    """Return the title that says most: whole, of the event's status and day, in words that other sources use too."""
    offered = [m for m in members if m.title.strip()]
    if not offered:
        return members[0].predicate.capitalize()
    if len(offered) == 1:
        return retold(_closed(offered[0].title), offered[0], status)
    passages = _passages(members, articles or {})
    told = Told(
        status,
        interval,
        Counter(word for m in offered for word in set(_words(m.title))),
        _central(members),
        next((kind for kind, _ in Counter(m.predicate_class for m in members if m.predicate_class).most_common(1)), ""),
        passages,
        Counter(word for found in passages.values() for word in found),
    )
    best = max(offered, key=lambda m: (_worth(m, told), m.id))
    return retold(_closed(best.title), best, status)


def _closed(title: str) -> str:
    """Return a title without the words at its end that wait for others."""
    return OPEN.sub("", title.strip()) or title.strip()


def _worth(mention: Mention, told: Told) -> float:
    title = mention.title.strip()
    return (
        _agreement(mention, title, told)
        + _wholeness(mention, title)
        + _fullness(mention, title, told)
        + mention.salience
        - 0.4 * (title == title.upper())
    )


def _agreement(mention: Mention, title: str, told: Told) -> float:
    """How far a title tells what the other mentions tell: the status, the day, the words."""
    found = _words(title)
    shared = sum(told.titles[word] for word in set(found)) / max(len(set(found)), 1)
    clear = TELLS.get(told.status)
    day = 0.0
    if told.interval is not None and mention.interval is not None:
        day = 0.8 if mention.interval.overlaps(told.interval) else -1.0
    return (
        3.0 * _status(mention, told, clear is not None and clear.search(title) is not None)
        + 0.8 * (clear is not None and clear.search(title) is not None)
        + day
        + 0.3 * (mention.date_basis == "timex")
        + 0.3 * min(shared, 4.0)
        + 0.6 * (told.kind == mention.predicate_class != "")
        + 1.0 * _borne_out(mention, title, told)
    )


def _status(mention: Mention, told: Told, clear: bool) -> float:
    """How far a title has the event's status; what was put off had been planned."""
    if mention.status == told.status or clear:
        return 1.0
    return 0.6 if mention.status == "planned" and told.status in ("postponed", "cancelled") else 0.0


def _wholeness(mention: Mention, title: str) -> float:
    """What is wrong with a title by itself."""
    shortest, longest = COMFORTABLE
    lone = {argument.role for argument in mention.arguments} <= {"agent"} and mention.predicate_class not in ALONE
    return (
        -2.0 * bool(DANGLING.match(title))
        - 1.2 * bool(PRONOUN.search(title))
        - 1.5 * _bare(mention, title)
        - 1.5 * _headless(title)
        - 1.0 * (not _is_clause(title))
        - 2.0 * (lone and len(title.split()) < 5)
        - 1.0 * bool(LIGHT.match(title) and not mention.participants)
        - 0.02 * max(len(title) - longest, 0)
        - 0.05 * max(shortest - len(title), 0)
    )


def _fullness(mention: Mention, title: str, told: Told) -> float:
    """How many of those who take part a title names, and where."""
    plain = title.lower()
    named = sum(any(part in plain for part in _parts(name)) for name in told.central)
    full = sum(name.lower() in plain for name in mention.participants)
    return (
        0.6 * named
        + 0.2 * min(full, 3)
        + 0.2 * min(len(mention.participants), 3)
        + 0.3 * (mention.place is not None and mention.place.lower() in plain)
    )


def _central(members: Sequence[Mention]) -> tuple[str, ...]:
    names = Counter(name for m in members for name in dict.fromkeys(m.participants))
    return tuple(name for name, count in names.most_common(3) if count > 1 or len(names) < 3)


def _parts(name: str) -> list[str]:
    """The words of a name that stand for it when it is told again."""
    return [word for word in name.lower().split() if len(word) > 3] or [name.lower()]


def _borne_out(mention: Mention, title: str, told: Told) -> float:
    """The share of a title's common words that the passages of other articles have: reworded copy uses its own."""
    own = told.passages.get(mention.article)
    common = set(re.findall(r"\b[a-z]{4,}\b", title))
    if len(told.passages) == (own is not None) or not common:
        return 0.5
    return sum(told.spread[word] > (own is not None and word in own) for word in common) / len(common)


def _passages(members: Sequence[Mention], articles: Mapping[str, Article]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for mention in members:
        if mention.article in articles:
            text = articles[mention.article].text[mention.start : mention.end].lower()
            found.setdefault(mention.article, set()).update(re.findall(r"\w{4,}", text))
    return {article: frozenset(seen) for article, seen in found.items()}


@functools.cache
def _irregular() -> frozenset[str]:
    return frozenset(pair.split()[1] for pair in words(read("inflect.toml")["past"]))


def _is_clause(title: str) -> bool:
    if FINITE.search(title) is not None:
        return True
    words_ = title.split()
    return any(
        word in _irregular() or (word.islower() and (_in_present(word) or _of_several(before, word)))
        for before, word in itertools.pairwise(words_)
    )


def _of_several(before: str, word: str) -> bool:
    """Say whether a word is a verb behind a plural: "Glasgow pilots strike"."""
    return (before.endswith("s") or before in ("police", "people", "men", "women")) and word in lexicon().verbs


def _in_present(word: str) -> bool:
    """Say whether a word is a verb as headlines have it: "Brussels offers a nod"."""
    return word.endswith("s") and (word[:-1] in lexicon().verbs or word.removesuffix("es") in lexicon().verbs)


def _bare(mention: Mention, title: str) -> bool:
    """Say whether the title is a noun without anyone or anything it belongs to: "Assembly", "Meeting planned"."""
    return len(title.split()) == 1 or (len(_words(title)) <= 2 and not mention.arguments)


def _headless(title: str) -> bool:
    """Say whether a title begins with a verb in the past."""
    found = HEADLESS.match(title)
    return found is not None and found["verb"].lower() in _irregular()


@functools.lru_cache(maxsize=1 << 12)
def _words(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w{3,}", title.lower()))
