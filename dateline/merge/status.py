"""Decides an event's status from its reports: the latest article that knows better."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.merge.kinds import CALLING_OFF
from dateline.model import Article, Mention, Status, StatusReport

SETTLED: frozenset[Status] = frozenset({"occurred", "postponed", "cancelled", "denied"})
"""What an article can say of an event only once it is known; the rest are expectations."""
OFF: frozenset[Status] = frozenset({"postponed", "cancelled"})
VAGUE = frozenset({"none", "publication", "discourse"})
"""Bases of dates that the text does not give to the event itself."""
FIRM = frozenset({"timex", "event"})
NEGATIONS = frozenset({"not", "no", "never", "n't", "nor", "neither", "without", "nobody", "none", "nothing", "no one"})
WEEK = 7
NEAR = 60
"""Characters after a predicate within which its plan is told: "a vote that had been set for Monday"."""
LAPSING = re.compile(
    r"\b(?:was|were|had(?: \w+ly)? been) (?:\w+ly )?(?:to|due|meant|supposed|scheduled|set|slated|planned|intended|booked|fixed)\b",
    re.IGNORECASE,
)
"""What is told so once its day has gone by did not come."""
STRENGTH: dict[Status, int] = {"possible": 0, "planned": 1, "denied": 2, "postponed": 3, "cancelled": 4, "occurred": 5}


def history(members: Sequence[Mention], articles: Mapping[str, Article]) -> tuple[StatusReport, ...]:
    """Return what each article reported of the event, the earliest first, one line an article and status."""
    lines: set[tuple[Status, dt.date | None, str]] = {
        (m.status, articles[m.article].published, m.article) for m in members
    }
    ordered = sorted(lines, key=lambda line: (line[1] or dt.date.max, line[2], STRENGTH[line[0]]))
    return tuple(StatusReport(*line) for line in ordered)


def settle(members: Sequence[Mention], articles: Mapping[str, Article]) -> Status:
    """Return the status on which the event's reports end.

    A report of what became of the event outweighs every expectation, however late; among such reports the latest
    article's stands, then the strongest. An event that lies wholly after each article that reports it has not occurred.
    """
    told = [(_published(m, articles), m) for m in as_happenings(members, articles)]
    told = _without_asides(told)
    last_day = max((m.interval.start for m in members if m.interval is not None), default=dt.date.min)
    settled = [(day, m) for day, m in told if m.status in SETTLED and not is_ahead(m, day)]
    settled = [(day, m) for day, m in settled if not (_is_vague(m) and _too_early(m, day, last_day))]
    if not settled:
        return "cancelled" if any(_lapsed(m, day, articles) for day, m in told) else _expectation([m for _, m in told])
    settled = _without_afterthoughts(_without_strays(settled))
    latest = max(day for day, _ in settled)
    last = [m for day, m in settled if day == latest]
    status = _majority(last, [m for _, m in settled])
    return "cancelled" if status == "denied" and _gives_up(last, told) else status


def _gives_up(last: Sequence[Mention], told: Sequence[tuple[dt.date, Mention]]) -> bool:
    """Say whether what was planned for a day is told not to be: "will not open on 2 April", of what an older article announced."""
    bare = all(m.status_cue in NEGATIONS for m in last if m.status == "denied")
    return bare and any(m.status == "planned" and m.date_basis in FIRM and not _is_wide(m) for _, m in told)


def _without_asides(told: Sequence[tuple[dt.date, Mention]]) -> list[tuple[dt.date, Mention]]:
    """Drop what is not said to have been, on no day, beside a plan for a day: "no decision had been taken"."""
    planned = any(m.status == "planned" and m.date_basis in FIRM and not _is_wide(m) for _, m in told)
    aside = [m.status == "denied" and m.interval is None and m.status_cue in NEGATIONS for _, m in told]
    return [each for each, idle in zip(told, aside, strict=True) if not (planned and idle)]


def as_happenings(members: Sequence[Mention], articles: Mapping[str, Article]) -> Sequence[Mention]:
    """Take "the final had been put off", among tellings of the final, for what it says of the final.

    What is planned only by later articles is no longer what was called off: "the game will be made up on Tuesday".
    """
    others = [m for m in members if m.predicate_class not in CALLING_OFF]
    known = [m for m in others if (m.status in OFF or m.status == "planned") and m.date_basis in FIRM]
    first = min((_published(m, articles) for m in known), default=dt.date.max)
    decisions = [m for m in members if m.predicate_class in CALLING_OFF and m.status == "occurred"]
    if not known or not decisions or len(decisions) > len(others):
        return members
    early = {m.id for m in decisions if _published(m, articles) < first}
    outcome: dict[str, Status] = {
        m.id: "postponed" if m.predicate_class == "postpone" else "cancelled" for m in decisions
    }
    return [replace(m, status=outcome.get(m.id, m.status)) for m in members if m.id not in early]


def _without_strays(settled: Sequence[tuple[dt.date, Mention]]) -> list[tuple[dt.date, Mention]]:
    """Drop a denial without a day beside a dated report, and what knows less than one that the event was put off or called off.

    "The march did not take place" only repeats that it was called off, and what an undated sentence tells as having
    happened may be another of its kind.
    """
    if any(m.status == "occurred" and m.date_basis in FIRM and not _is_wide(m) for _, m in settled):
        settled = [(day, m) for day, m in settled if m.status != "denied" or m.interval is not None]
    off = [m for _, m in settled if m.status in OFF and m.interval is not None and m.date_basis in FIRM]
    known = [
        (day, m)
        for day, m in settled
        if not (m.status == "denied" or (m.status == "occurred" and (m.date_basis in VAGUE or _is_wide(m))))
    ]
    return known if off and known else list(settled)


def _without_afterthoughts(settled: Sequence[tuple[dt.date, Mention]]) -> list[tuple[dt.date, Mention]]:
    """Drop what says that an event was put off or called off after an article had told of its day as gone by.

    What happened can be undone, not put off: "the suspension was lifted", "scrapped the deal that it had signed".
    """
    seen = [day for day, m in settled if m.status == "occurred" and _is_seen(m, day)]
    first = min(seen, default=dt.date.max)
    return [(day, m) for day, m in settled if m.status not in OFF or day <= first]


def _is_seen(mention: Mention, published: dt.date) -> bool:
    firm = mention.date_basis in FIRM and mention.interval is not None and not _is_wide(mention)
    return firm and mention.interval is not None and mention.interval.end <= published


def _published(mention: Mention, articles: Mapping[str, Article]) -> dt.date:
    return articles[mention.article].published or dt.date.min


def is_ahead(mention: Mention, published: dt.date) -> bool:
    """Say whether the article is older than the event that it seems to report as past."""
    if mention.status != "occurred" or mention.interval is None or published == dt.date.min:
        return False
    return mention.interval.start > published + dt.timedelta(days=1)


def _lapsed(mention: Mention, published: dt.date, articles: Mapping[str, Article]) -> bool:
    """Say whether an article tells of a day gone by what was to be on it: "She was meant to tour the site yesterday"."""
    if mention.status != "planned" or mention.interval is None or mention.date_basis not in FIRM or _is_wide(mention):
        return False
    clause = articles[mention.article].text[mention.start : mention.head_end + NEAR]
    return published > mention.interval.end and LAPSING.search(clause) is not None


def _is_wide(mention: Mention) -> bool:
    """Say whether a telling's time is too long to be that of one day: "the exchange later that month"."""
    return mention.interval is not None and mention.interval.days > WEEK


def _is_vague(mention: Mention) -> bool:
    return mention.status == "occurred" and mention.interval is None


def _too_early(mention: Mention, published: dt.date, last_day: dt.date) -> bool:
    """Say whether a telling without a day cannot tell of what is dated: its article is older, or only "goes ahead" is said."""
    unknown = published == dt.date.min
    return published < last_day and (not unknown or mention.predicate_class == "happen")


def _expectation(members: Sequence[Mention]) -> Status:
    statuses: set[Status] = {"planned" if m.status == "occurred" else m.status for m in members}
    return "planned" if "planned" in statuses else max(statuses, key=lambda s: STRENGTH[s])


def _majority(last: Sequence[Mention], settled: Sequence[Mention]) -> Status:
    """Return the status that most mentions of the latest article give, with every other article as tie-breaker.

    "Called off" is also said of what is only put off: where one of the latest says postponed, that knows more.
    """
    counts: dict[Status, float] = {m.status: 0.0 for m in last}
    for mention in last:
        counts[mention.status] += 1
    for mention in settled:
        if mention.status in counts:
            counts[mention.status] += 0.3
    if "postponed" in counts:
        counts["postponed"] += counts.pop("cancelled", 0.0)
    return max(counts, key=lambda status: (counts[status], STRENGTH[status]))
