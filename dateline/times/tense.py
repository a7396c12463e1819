"""Which way the context of an expression points: tense, aspect and cue words near it, without a parser.

An English time adverbial mostly follows the verb it belongs to, so the nearest cue to the left decides; where the
expression opens its clause, the first cue to its right does. The words themselves are the language's data.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.times.cues import EITHER, Cue, Cues

if TYPE_CHECKING:
    from dateline.times.language import Language

_REACH = 28
_SUBJECT = 4
"""Tokens that a subject between a date and its verb has fewer than."""
_COUNT, _ASIDE = 9, 24
"""Tokens within which a length ends that a comma follows, and within which its clause does."""


def direction_of(tokens: list[str], first: int, last: int, lang: Language) -> Cue:
    """Return where the clause around tokens `first:last` points."""
    cues = lang.cues
    low = _entry(tokens, max(first - _REACH, 0), first, last, cues)
    words = [t.rstrip() for t in tokens[low : last + _REACH]]
    return _direction(words, first - low, last - low, cues)


def _entry(tokens: list[str], low: int, first: int, last: int, cues: Cues) -> int:
    """Return where the entry of a list that holds an expression begins, or `low`: no verb above it governs the date."""
    for i in range(first - 1, low - 1, -1):
        if "\n" in tokens[i]:
            heads = i + 1 == first and last < len(tokens) and tokens[last].rstrip() in cues.heading
            if heads or tokens[i + 1].rstrip() in cues.bullets:
                return i + 1
    return low


def _direction(words: list[str], first: int, last: int, cues: Cues) -> Cue:
    first = _before_its_close(words, first, cues)
    lean = words[first - 1].lower() if first else ""
    if lean in cues.naming and _names_a_day(words, last, cues):
        return Cue(1, lean)
    if lean == "," and first > 1 and words[last : last + 1] == [","] and words[first - 2].lower() in cues.named:
        return Cue(0, words[first - 2])
    left = _before(words, first, cues)
    if (lean in cues.infinitive or lean in cues.leaving) and (moving := _moving(words, first, left, cues)):
        return Cue(1 if lean in cues.infinitive else 0, moving)
    if lean in cues.leaning and (_purpose(words, first, cues) or words[first - 2].lower() in cues.present):
        return Cue(1, lean)
    if lean in cues.putting_off and left and left.direction > 0:
        return replace(left, firm=True)
    if lean in cues.putting_off and left and left.word.lower() in cues.deferring:
        return Cue(0 if left.word.lower() in cues.perfect else 1, lean)
    if lean in cues.aiming and first > 1 and words[first - 2].lower() in cues.fixed:
        former = first > 2 and words[first - 3].lower() in cues.former
        return Cue(0 if former or _undone(words, last, cues) else 1, words[first - 2])
    if (lean in cues.leaning or lean in cues.facing) and left and _commits(words, left.word, cues):
        return Cue(1, left.word)
    if lean in cues.aiming and _is_a_day(words, first, last, cues):
        return Cue(0 if _undone(words, last, cues) else 1, lean)
    if first > 1 and lean in cues.holding_words and words[first - 2].lower() in cues.ahead | cues.documents:
        return Cue(1 if words[first - 2].lower() in cues.ahead else -1, words[first - 2])
    if last < len(words) and words[last].lower() in cues.possessive and not _faced(words, first, cues):
        told = _after(words, last, cues)
        if left is None and told and told.direction > 0:
            return Cue(1 if told.word.lower() in cues.timetabled else 0, words[last])
        undone = not cues.cancelling.isdisjoint(w.lower() for w in words[max(first - 2, 0) : first])
        return Cue(0 if undone or (left and left.direction > 0) else -1, words[last])
    opens = _opens_clause(words, first, cues)
    if left is None and not opens and (held := _timetabled(words, first, cues)):
        return Cue(1, held)
    right = _after(words, last, cues) if left is None or opens else None
    if (
        right is None
        and left
        and left.direction > 0
        and left.word.lower() in cues.prospect
        and _undone(words, last, cues)
    ):
        return Cue(0, left.word)
    if not (right or left) and last < len(words) and words[last].lower() in cues.copula:
        return Cue(0, words[last])
    if (
        right
        and right.direction < 0
        and opens
        and lean not in cues.articles
        and _told_by(words, last, right.word, cues)
    ):
        return replace(right, firm=True)
    return right or left or _listed(words, first, last, cues) or _faint(words, first, lean, cues)


def _told_by(words: list[str], last: int, verb: str, cues: Cues) -> bool:
    """Say whether a simple past of the clause's own follows the date that opens it: "On 6 February she scrapped it"."""
    between = words[last : words.index(verb, last)]
    simple = verb.lower() not in cues.unsettled | cues.perfect | cues.deferring | cues.naming | cues.committing
    return simple and 0 < len(between) < _SUBJECT and (cues.boundary | cues.copula).isdisjoint(between)


def _commits(words: list[str], verb: str, cues: Cues) -> bool:
    """Say whether a past verb leaves something to be done by a day: "promised", not "had" or "was promised"."""
    had = words[max(words.index(verb) - 1, 0)].lower() in cues.perfect | cues.past
    return verb.lower() in cues.committing and not had


def _before_its_close(words: list[str], first: int, cues: Cues) -> int:
    """Return where "close of play on Friday" begins, whose preposition leans as Friday's own would."""
    end = first - (first > 0 and words[first - 1].lower() in cues.opening)
    for at in (end, first):
        if at > 2 and words[at - 1].lower() in cues.work and words[at - 3].lower() in cues.closes:
            return at - 3 - (words[at - 4].lower() in cues.whole if at > 3 else 0)
    return first


def _is_a_day(words: list[str], first: int, last: int, cues: Cues) -> bool:
    """Say whether the expression is a day that owns nothing: a march for Saturday, not for Saturday's dead."""
    owns = last < len(words) and words[last].lower() in cues.possessive
    return not owns and (
        words[first].lower() in cues.listed_days | cues.pointing or (words[first].isdigit() and len(words[first]) < 3)
    )


def _listed(words: list[str], first: int, last: int, cues: Cues) -> Cue | None:
    """Put three weekdays or more that are listed without a verb ahead: "Friday, Saturday and Sunday, no trains"."""
    others = [w for w in words[last : last + 6] if w.lower() in cues.listed_days]
    listed = len(others) > 1 and words[last] == "," and words[last + 1] == others[0]
    return Cue(1, others[0]) if listed and words[first].lower() in cues.listed_days else None


def _timetabled(words: list[str], first: int, cues: Cues) -> str:
    """Return the verb in the present that governs the expression, "runs out on 4 May", or an empty string."""
    return next((w for w in words[max(first - 3, 0) : first] if w.lower() in cues.timetabled), "")


def _moving(words: list[str], first: int, left: Cue | None, cues: Cues) -> str:
    """Return the verb that moves a happening to or from the expression, or an empty string."""
    nearest = words[first - 2].lower() if first > 1 else ""
    return next((w for w in (nearest, left.word if left else "") if w.lower() in cues.moving), "")


def _names_a_day(words: list[str], last: int, cues: Cues) -> bool:
    """Say whether what follows calls the expression something: "declared Monday a day of mourning"."""
    after = [w.lower() for w in words[last : last + 5]]
    return bool(after) and (
        after[0] in cues.likened or (after[0] in cues.articles and not cues.named.isdisjoint(after[1:]))
    )


def _undone(words: list[str], last: int, cues: Cues) -> bool:
    """Say whether the main verb reports the end of a prospect: "a vote planned for April was called off"."""
    cue = _after(words, last, cues)
    if cue is None or cue.direction >= 0:
        return False
    between = words[last : words.index(cue.word, last)]
    return "," not in between or between == [","]


def _faint(words: list[str], first: int, lean: str, cues: Cues) -> Cue:
    if lean in cues.leaning or _purpose(words, first, cues):
        return Cue(1, lean)
    for i in range(first - 1, max(first - 8, -1), -1):
        if is_stop(words, i, cues):
            break
        if words[i].lower() in cues.present:
            return Cue(1, words[i])
    return Cue()


def _purpose(words: list[str], first: int, cues: Cues) -> bool:
    """Say whether a verb in its plain form leads to the expression: "to pay it down by February"."""
    for i in range(first - 2, max(first - 12, 0) - 1, -1):
        if words[i].lower() in cues.infinitive and words[i + 1][0].islower() and words[i + 1] not in cues.attributive:
            return True
        if words[i] in cues.stop or words[i] == ",":
            return False
    return False


def _faced(tokens: list[str], first: int, cues: Cues) -> bool:
    """Say whether a possessive is looked forward to: "ahead of Friday's vote"."""
    return any(t.lower() in cues.facing for t in tokens[max(first - 3, 0) : first])


def is_stop(tokens: list[str], i: int, cues: Cues) -> bool:
    """Say whether a token ends the sentence; a full stop after an initial or an abbreviation does not."""
    if tokens[i] not in cues.stop:
        return False
    before = tokens[i - 1] if i else ""
    return tokens[i] != "." or not ((len(before) == 1 and before.isupper()) or before.lower() in cues.abbreviations)


def _verb(tokens: list[str], i: int, cues: Cues) -> int:
    """Return the direction that one word gives, 0 for none."""
    word = tokens[i].lower()
    if word in cues.future:
        return 1
    if _is_name(tokens, i, cues):
        return 0
    if _unreal(tokens, i, cues):
        return EITHER
    before = tokens[i - 1].lower() if i else ""
    if before in cues.passive or (before in cues.infinitive and word in cues.prospect):
        return 0
    if word in cues.prospect and (_is_because(tokens, i, cues) or _is_thing(tokens, i, cues)):
        return 0
    if word in cues.prospect:
        return EITHER if before in cues.perfect else 1
    if word in cues.past:
        return -1 if before not in cues.infinitive else 0
    if before in cues.relative and word in cues.present:
        return 1
    if (
        word.endswith(cues.past_suffix)
        and len(word) > 4
        and word not in cues.not_past
        and before not in cues.attributive
    ):
        return -1 if tokens[i][0].islower() or _heads_the_sentence(tokens, i, cues) else 0
    return 0


def _heads_the_sentence(tokens: list[str], i: int, cues: Cues) -> bool:
    """Say whether a participle opens its sentence and is no name: "Sacked by the club in May, he lives abroad"."""
    opens = i == 0 or is_stop(tokens, i - 1, cues)
    return opens and i + 1 < len(tokens) and tokens[i + 1].lower() in cues.opening


def _is_name(tokens: list[str], i: int, cues: Cues) -> bool:
    """Say whether a capital inside a sentence makes a name of what would be a verb: "in Split"."""
    return i > 0 and tokens[i][0].isupper() and tokens[i - 1][-1].isalnum() and not is_stop(tokens, i - 1, cues)


def _unreal(tokens: list[str], i: int, cues: Cues) -> bool:
    """Say whether a verb stands in "was to have been held": what was planned and is not said to have happened."""
    words = [t.lower() for t in tokens[max(i - 4, 0) : i + 1]]
    return any(a in cues.infinitive and b in cues.having for a, b in pairwise(words))


def _is_thing(tokens: list[str], i: int, cues: Cues) -> bool:
    """Say whether a word of prospect is a noun that looks nowhere: "struck against its plans in March"."""
    before, after = tokens[i - 1].lower() if i else "", tokens[i + 1].lower() if i + 1 < len(tokens) else ""
    return tokens[i].lower() in cues.schemes and before in cues.articles and after not in cues.infinitive | cues.aiming


def _is_because(tokens: list[str], i: int, cues: Cues) -> bool:
    """Say whether a prospect is a cause: "due to its loss", not "due to expire"."""
    return (
        i + 2 < len(tokens) and tokens[i + 1].lower() in cues.infinitive and tokens[i + 2].lower() in cues.attributive
    )


def _before(tokens: list[str], first: int, cues: Cues) -> Cue | None:
    for i in range(first - 1, -1, -1):
        if is_stop(tokens, i, cues):
            return None
        word = tokens[i].lower()
        if word in cues.infinitive and i > 0 and tokens[i - 1].lower() in cues.to_prospect and _leads(tokens, i, cues):
            if i > 1 and tokens[i - 2].lower() in cues.perfect:
                return Cue(0, tokens[i - 2])
            if tokens[i - 1].lower() in cues.unsettled:
                return Cue(0, tokens[i - 1])
            return Cue(1, tokens[i - 1], firm=tokens[i - 1].lower() in cues.copula)
        if (
            word in cues.passive
            and i > 0
            and tokens[i - 1].lower() in cues.infinitive
            and (cue := _to_be(tokens, i, cues))
        ):
            return cue
        if word in cues.since and i < first - 2:
            continue
        if direction := _verb(tokens, i, cues):
            if direction < 0 and i > 0 and tokens[i - 1].lower() in (cues.future | cues.modal):
                direction = 1
            return Cue(0 if direction == EITHER else direction, tokens[i], firm=word in cues.firm)
    return None


def _leads(tokens: list[str], i: int, cues: Cues) -> bool:
    """Say whether a verb may follow: "agreed to meet", not "agreed to the delay"."""
    return i + 1 >= len(tokens) or tokens[i + 1].lower() not in cues.articles


def _to_be(tokens: list[str], i: int, cues: Cues) -> Cue | None:
    """Read "a deal, to be signed Thursday" as ahead, "it was to be signed" as on either side."""
    before = tokens[i - 2].lower() if i > 1 else ""
    if before in cues.past:
        return Cue(0, tokens[i]) if before in cues.to_prospect else None
    if any(_verb(tokens, k, cues) < 0 for k in range(max(i - 6, 0), i - 2)):
        return Cue(0, tokens[i])
    return Cue(1, tokens[i]) if not before.endswith(cues.past_suffix) else None


def _after(tokens: list[str], last: int, cues: Cues) -> Cue | None:
    for i in range(_behind_count(tokens, last, cues), len(tokens)):
        if is_stop(tokens, i, cues) or tokens[i] in cues.closing:
            return None
        if direction := _verb(tokens, i, cues):
            return Cue(0 if direction == EITHER else direction, tokens[i])
    return None


def _behind_count(tokens: list[str], last: int, cues: Cues) -> int:
    """Return where the clause goes on behind ", a year to the day after it fell,", whose verb says nothing of the day."""
    words = [t.lower() for t in tokens[last : last + _ASIDE]]
    if words[:1] != [","]:
        return last
    mark = next((i for i, w in enumerate(words[1:_COUNT], 1) if w in cues.counted_from), 0)
    if not mark or not any(w in cues.lengths for w in words[1:mark]):
        return last
    return last + next((i for i in range(mark, len(words)) if words[i] == ","), 0)


def _opens_clause(tokens: list[str], first: int, cues: Cues) -> bool:
    """Say whether nothing but small words stands between the expression and a boundary."""
    i = first - 1
    while i >= 0 and i > first - 4 and tokens[i].lower() in cues.opening:
        i -= 1
    return i < 0 or tokens[i].lower() in cues.boundary or is_stop(tokens, i, cues)
