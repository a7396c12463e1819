"""Says whether two dated tellings are of one deed, so that two days contradict and are not of two deeds."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dateline.merge import wording
from dateline.merge.told import bare_name
from dateline.model import Interval, Mention

LATEST = re.compile(r"\b(?:last|first|final|latest|only|maiden|inaugural)\b", re.IGNORECASE)
MORE = re.compile(r"\b(?:another|second|third|again|other|further|new|still|remain\w*)\b", re.IGNORECASE)
SHORT, NEAR_DAYS = 3, 3
"""Days that a date may last, and days between two, for a slip of the day."""
WRITTEN, WRITTEN_WORDS = 10, 3
"""Days between two dates that are both written out, and the words that must then be shared."""
MONTH, NEAR_MONTHS = (27, 31), 62
SHARED, MUCH_SHARED = 2, 4
"""Words that two tellings of one deed have in common at least, and those of one that could be told of every month."""
ONE_MONTH, YEARS = 31, 800
"""Days between two dates of what is told with one verb, and of what is called the first or the last of its kind."""
YEAR, RECENT = 365, 2
"""Days of a year, and years between two that may each have a deed of the kind."""
AGAIN = re.compile(r"^re-?(?=(?:open|start|launch|build|elect|appoint|enter|unite|sign|name)$)")
"""What makes one verb another that says no more than "again"."""
ANY_DAY = 400
"""Days that a date may last and still say when."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A mention that its own words date, with the words and the names around it."""

    mention: Mention
    event: int
    days: Interval
    wording: str
    key: str
    near: str
    words: frozenset[str]
    names: frozenset[str]
    heads: frozenset[str]
    """The nouns of who acts and of what it is done to."""
    ordinal: str
    """ "first" or "last" where the deed is called so."""
    repeated: bool
    """Whether a story has many deeds of the kind."""
    content: bool
    """Whether only what is said, asked or agreed tells it from others of its kind."""
    voice: str
    written: dt.date | None
    """When its article was published."""
    more: bool
    """Whether the words around it tell of another of its kind besides."""


def clash(a: Deed, b: Deed) -> bool:
    """Say whether two tellings put one deed on two days."""
    if a.voice == b.voice or a.more or b.more or not joined(a, b) or a.days.overlaps(b.days):
        return False
    if _other_actors(a.mention, b.mention) or not _both_written_after(a, b):
        return False
    return _slip(a, b) or _one_verb(a, b) or _one_of_its_kind(a, b)


def gap(a: Deed, b: Deed) -> int:
    """Return the days between two dates."""
    return max((b.days.start - a.days.end).days, (a.days.start - b.days.end).days)


def _slip(a: Deed, b: Deed) -> bool:
    """Say whether two tellings of one deed differ by a few days, or the last of its kind by a month or two."""
    if a.repeated or b.repeated or a.content or b.content or not _near_in_time(a, b):
        return False
    if a.key != b.key and not (_told_of(a, b) and _told_of(b, a)):
        return False
    return bool(a.names & b.names) and len(a.words & b.words) >= SHARED


def _one_verb(a: Deed, b: Deed) -> bool:
    """Say whether one verb is told of the same people or things with the same words: "was inspected in May"."""
    if verb(a) != verb(b) and a.event != b.event:
        return False
    if (a.repeated or b.repeated) and not _misread(a, b):
        return False
    if _misprinted_year(a, b):
        return True
    one_of_its_kind, longest = a.ordinal == b.ordinal != "", max(a.days.days, b.days.days)
    if not one_of_its_kind and (longest > ONE_MONTH or (longest > SHORT and _counted(a) and _counted(b))):
        return False  # "sold two million barrels in 2023", "built 40 homes in May"
    # What is told of a month may be true of another: "sales rose in May".
    loose = a.content or b.content or (longest > SHORT and not one_of_its_kind)
    least, most = MUCH_SHARED if loose else SHARED, YEARS if one_of_its_kind else ONE_MONTH
    verbs = a.key != b.key and verb(a) == verb(b)
    return gap(a, b) <= most and len(a.words & b.words) + verbs >= least and joined(a, b)


def _one_of_its_kind(a: Deed, b: Deed) -> bool:
    """Say whether both are called the first, or the last, that the same people did: "first got in", "first entered"."""
    return a.ordinal == b.ordinal != "" and bool(a.heads & b.heads) and gap(a, b) <= YEARS


def verb(deed: Deed) -> str:
    """Return the verb without its particle, which may be the preposition of the date: "taken on 17 July"."""
    return AGAIN.sub("", re.split(r"[ _-]", deed.key)[0])


def _counted(deed: Deed) -> bool:
    """Say whether a figure stands beside a deed that is not its date's."""
    return re.search(r"\d", deed.near.replace(deed.wording, "")) is not None


def joined(a: Deed, b: Deed) -> bool:
    """Say whether two tellings name somebody or something in common, as all those of one deed do."""
    return not (a.names.isdisjoint(b.names) and a.heads.isdisjoint(b.heads))


def _misread(a: Deed, b: Deed) -> bool:
    """Say whether two days of a month, not next to each other, share a figure: the 17th and the 19th, the 12th and the 21st."""
    x, y = a.days.start, b.days.start
    if a.days.days > 1 or b.days.days > 1 or (x.year, x.month) != (y.year, y.month) or abs((x - y).days) < 2:
        return False
    return bool(set(str(x.day)) & set(str(y.day)))


def _misprinted_year(a: Deed, b: Deed) -> bool:
    """Say whether two years in which something was have the same figures, or all but one: 1712 and 1721, 1987 and 1978."""
    if min(a.days.days, b.days.days) < YEAR or a.days.start.year == b.days.start.year or _counted(a) or _counted(b):
        return False
    x, y = str(a.days.start.year), str(b.days.start.year)
    far = abs(a.days.start.year - b.days.start.year) > RECENT or sorted(x) == sorted(y)
    return far and (sorted(x) == sorted(y) or sum(m != n for m, n in zip(x, y, strict=True)) == 1)


def _both_written_after(a: Deed, b: Deed) -> bool:
    """Say whether both articles are younger than either day: what an older one tells of was another deed."""
    last = max(a.days.start, b.days.start)
    return all(deed.written is None or deed.written >= last for deed in (a, b))


def _told_of(a: Deed, b: Deed) -> bool:
    """Say whether what one deed is done to stands in the words around the other, too."""
    patient = next((g.text for g in a.mention.arguments if g.role == "patient"), "")
    heads = wording.words(patient)
    return not heads or heads[-1] in b.words


def _near_in_time(a: Deed, b: Deed) -> bool:
    if max(a.days.days, b.days.days) <= SHORT:
        written = verb(a) == verb(b) and all(re.search(r"\d", d.wording) for d in (a, b))
        return gap(a, b) <= NEAR_DAYS or (written and gap(a, b) <= WRITTEN and len(a.words & b.words) >= WRITTEN_WORDS)
    months = all(MONTH[0] < d.days.days <= MONTH[1] for d in (a, b))
    return months and gap(a, b) <= NEAR_MONTHS and all(LATEST.search(d.near) for d in (a, b))


def _other_actors(a: Mention, b: Mention) -> bool:
    """Say whether both name who acts or is acted on, and name others."""
    for role in ("agent", "patient"):
        mine, yours = (
            {bare_name(w) for g in m.arguments if g.role == role and g.entity for w in g.entity.split()} for m in (a, b)
        )
        if mine and yours and mine.isdisjoint(yours):
            return True
    return False
