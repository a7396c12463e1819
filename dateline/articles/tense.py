"""Whether an article tells of a day as past or as still to come, by the words around its expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.articles.printed import alternatives

if TYPE_CHECKING:
    from dateline.times import Expression

AHEAD = re.compile(
    r"(?i)(?:['’]ll\b)|\b(?:(?:will|would|shall|due|scheduled|expected|expects?|planned|plans?|set for|set to|to be|is to|are to|called for|pencilled in|targeted|slated|"
    r"no earlier than|deadline|ahead of|upcoming)\b|(?:until|by|before|starting|beginning|effective|from)\s+(?:\w+\s+){0,1}$)"
)
"""Words that make a date one to come, if nothing says that the plan itself is past."""
FORMER = re.compile(r"(?i)\b(?:had|was|were|been|originally|should have)\b")
"""Words that put the plan itself into the past."""
IS_TO_COME = re.compile(r"\s(?:is|marks|will|won't|sees|brings)\b")
"""What a day "is" or "marks" that opens a sentence lies ahead."""
OPENS = re.compile(r"(?i)\W*(?:on|by|from|at|in)?\s*(?:the )?")
WILL = re.compile(
    r"(?P<between>[^.;:!?\n]{0,60}?)(?:\bwill\b|\bwon't\b|['’]ll\b|\b(?:is|are) (?:due |set |expected )?to\b)"
)
"""What a sentence that opens with a day goes on to say of it: "On Monday, he promised, he will know more"."""
PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|went|made|took|came|gave|found|who|which|that|and|but|when|because|\w{2,}ed)\b"
)
ASIDE = re.compile(r",[^,]{3,40},")
FOR = re.compile(r"(?i)\bfor (?:the )?$")
"""What is called, fixed or booked for a day is planned for it."""
PUT_TO = re.compile(
    r"(?i)(?P<now>\b(?:has|have|is|are)\b(?: now)? (?:been )?)?\b(?:deferred|postponed|put (?:off|back)|pushed(?: back)?|delayed|moved|rescheduled|adjourned|shifted|"
    r"brought forward|extended|held over)\b[^.;,]{0,40}\b(?:to|until|till|for) (?:the )?(?:\w+ of )?$"
)
"""What is put off to a day is planned for it, at least then."""
CHOSEN = re.compile(
    r"(?i)\b(?:put|puts|sets?|named|names|chose|chooses|picked|proposed|offered|floated|drop(?:s|ped)|abandon(?:s|ed)|kept|keeps?|missed|with|"
    r"instead of|rather than) (?:the )?$"
)
AS_THE_DAY = re.compile(
    r"(?i) (?:as (?:the|its|their|an?) (?:\w+ )?(?:day|date|deadline)\b|in (?:its|their) place\b|(?:hold|stand|slip)s?\b)"
)
"""What is done to a day itself says not when it was done: "gave up on 1 July as the day", "put 1 September in its place"."""
DAY_NUMBER = re.compile(r"\b\d{1,2}\b")
SINCE = re.compile(r"(?i)\bsince (?:the )?$")
"""What has been since a day, or would be the first since then, tells of one that is past."""
BACK_IN = re.compile(r"(?i)\bback (?:in|on|at) (?:the )?$")
FUTURE = re.compile(
    r"(?i)\b(?:will|shall|won't|(?:is|are|were|was|be) (?:to|due|set|expected|scheduled|likely|about)|plans? to|planned|planning|going to|may|might|could|would|if|unless|until|"
    r"called? off|cancel\w*|postpon\w*|scrap\w*|rul\w+ out|den\w+)\b"
)
"""Words from which a sentence tells of what has not happened, or not yet."""
GAPPED = re.compile(r"(?i)and (?:then )?(?:the|an?|its|their|his|her) (?:\w+ )?\w+(?<!ed) (?:on|in|by|at) (?:the )?")
DONE = re.compile(r"\b(?:was|were) (?:\w+ly )?\w{3,}(?:ed|en|wn|ught)\b")
DAY = re.compile(
    rf"\b(?:{alternatives('weekdays')}|{alternatives('months')}|today|yesterday|tomorrow|this|last|next|previous|following)\b"
)


def direction(text: str, e: Expression) -> int:
    """What the words say, but not past where a deadline or a plan stands right before the date ("has until 30 December")."""
    if re.search(r"(?i)\b(?:last|past|previous|ago|earlier|yesterday|since)\b", e.text):
        return -1
    if re.search(r"(?i)\b(?:next|coming|tomorrow|later this)\b", e.text):
        return 1
    clause = _clause_before(text, e)
    if BACK_IN.search(clause) or SINCE.search(clause):
        return -1
    if is_entry(text, e):
        rest = text[e.end :].split("\n", 1)[0][:160]
        return 0 if FUTURE.search(rest) else -1
    if not clause.strip(" \"“‘'") and IS_TO_COME.match(text[e.end : e.end + 12]):
        return 1
    if (
        OPENS.fullmatch(clause)
        and (will := WILL.match(text[e.end : e.end + 120]))
        and not PAST.search(ASIDE.sub(" ", will["between"]))
    ):
        return 1
    if put := PUT_TO.search(clause):
        return 1 if put["now"] else 0
    if DAY_NUMBER.search(e.text) and (CHOSEN.search(clause) or AS_THE_DAY.match(text[e.end : e.end + 40])):
        return 0
    if FOR.search(clause) and (DAY.search(e.text.lower()) or DAY_NUMBER.search(e.text)):
        return 0 if FORMER.search(clause) else 1
    if not AHEAD.search(clause):
        return -1 if DONE.search(clause) and not clause.rstrip().endswith(" to") else e.direction
    return 0 if FORMER.search(clause) else 1


def was_planned(text: str, e: Expression) -> bool:
    """Tell "had been promised for 14 March", "was to start on 3 May": a day that a plan named, and the plan is past."""
    clause = _clause_before(text, e)
    return bool((FOR.search(clause) or AHEAD.search(clause)) and FORMER.search(clause))


def _clause_before(text: str, e: Expression) -> str:
    sentence = re.split(r"[.;:!?\n]", text[max(e.start - 90, 0) : e.start])[-1]
    clauses = re.split(r", (?=and|but|who|which|where|when)", sentence)
    # "They'll do the left side on the 30th, and the powerhouse in September" has one verb for both.
    is_cut = len(clauses) > 1 and GAPPED.fullmatch(clauses[-1])
    return ", ".join(clauses[-2:]) if is_cut else clauses[-1]


def is_entry(text: str, e: Expression) -> bool:
    """Tell the entry of a chronology, whose present tense is past: "12 October: The search begins"."""
    line = text.rfind("\n", 0, e.start) + 1
    return bool(
        re.fullmatch(r"\W*", text[line : e.start])
        and re.match(r"(?:, [\d:. apm]{4,9})?\s?[:–—-]\s", text[e.end : e.end + 14])
    )
