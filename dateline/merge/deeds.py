"""Says what is told of the people and things that figures count, and by which kinds of event."""

from __future__ import annotations

from dateline.merge.synonyms import key_of
from dateline.merge.told import Told

OUTCOMES = frozenset("dead hurt missing moved back saved held charged freed hired employed dark trapped".split())
PAID = frozenset("price ransom cost fine damages aid reward bail debt".split())
"""Deeds that do not part a sum from one that is only said to be paid: a ransom, a bill, a fine."""
SPENT = frozenset({"cost", "loss"})
"""What one loses is what it costs."""
TELLING = frozenset("turnout stake against abstain worked held charged poll".split())
"""Deeds that a source that tells of them never leaves out."""
MEANT = {  # by kind of claim, the deeds that say which of several things is counted
    "count": OUTCOMES | {"aboard", "ill", "swapped", "made", "sold", "attend", "outside", "recalled"},
    "money": frozenset("price damages fine profit loss sales debt bail reward salary ransom aid cost".split()),
    "percent": frozenset("against turnout stake up down abstain profit loss sales votes poll price".split()),
    "points": frozenset("up down".split()),
    "time": frozenset("delay jail talks hospital fire worked trapped dark".split()),
    "weight": frozenset({"recalled"}),
}
SENSES = {
    "price": {"buy", "sell", "complete"}, "dead": {"kill", "die"}, "hurt": {"injure", "crash", "explode"},
    "saved": {"rescue"}, "held": {"arrest"}, "charged": {"charge"}, "jail": {"judge"}, "turnout": {"vote"},
    "recalled": {"recall"}, "stake": {"buy"}, "delay": {"postpone"}, "talks": {"meet"}, "fine": {"judge", "ban"},
    "fire": {"explode", "happen", "damage"}, "swapped": {"release"}, "sold": {"sell"}, "ill": {"infect"},
    "votes": {"vote", "approve", "reject", "win", "appoint"},
}  # fmt: skip
"""Which kinds of event a deed is told by."""


def telling_deeds(told: Told) -> frozenset[str]:
    """Return the deeds of a figure's clause that say which of several things a figure of its kind is."""
    return MEANT.get(told.claim.kind, frozenset()).intersection(told.claim.deeds)


def of_two_deeds(mine: frozenset[str], yours: frozenset[str]) -> bool:
    """Say whether two figures of one kind, each of some deed that says which of several things is meant, are of two."""
    if not mine or not yours or mine & yours:
        return False
    either = mine | yours
    return not (("price" in either and either <= PAID) or either <= SPENT | {"price"})


def kinds_of(told: Told) -> set[str]:
    """Return the kinds of event that the deeds of a figure's clause are told by."""
    return {kind for deed in told.claim.deeds for kind in SENSES.get(deed, ())}


def one_deed(a: Told, b: Told) -> bool:
    """Say whether both mentions are of one kind of deed, so that an expectation of it may be what the other reports."""
    if a.mention is None or b.mention is None:
        return False
    return key_of(a.mention.predicate) == key_of(b.mention.predicate) or (
        a.mention.predicate_class == b.mention.predicate_class != ""
    )
