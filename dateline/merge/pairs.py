"""The features of a pair of mentions: numbers about -1 to 2 that a reader can check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.merge.barred import once, same_sentence
from dateline.merge.columns import Flags, Floats, Ids
from dateline.merge.company import disjoint, shared, shared_count, shared_renown
from dateline.merge.table import STATUSES, MentionTable
from dateline.merge.vectors import cosines
from dateline.merge.wording import cosine, product

TEXT_FEATURES = (
    "wording", "content_wording", "twin_sentence", "twin_other_word", "synonym", "partners",
    "other_partners", "shared_number", "names_other", "same_measure", "clause", "clause_other_word", "clause_meaning",
    "clause_meaning_other_word", "other_deed", "phrases",
)  # fmt: skip
OF_USE = (
    "content", "other_kind", "overlapping_days", "same_day", "same_loose_day", "same_sentence", "same_word",
    "unlike_meaning", "unrelated_word",
)  # fmt: skip
"""The other features that those follow from as well."""
DENIED = STATUSES.index("denied")
LATELY = 21
"""Days: what an article tells without a date is seldom older."""
LONG_AGO = 400
ALIKE, UNLIKE = 0.2, 0.1
"""The cosines from which two predicates mean much the same, and below which they have nothing in common."""
APART = 0.05
"""The cosine below which two clauses share no word that tells anything."""
LIKE_CLAUSES = 0.5
"""The cosine of their meanings from which two clauses may name one thing in other words."""
SLOT = 0.15
"""How far into two copied sentences words may stand apart that take each other's place."""
TWIN = 0.75
"""The cosine from which two sentences are one, copied with small changes."""


def features(table: MentionTable, i: Ids, j: Ids) -> dict[str, Floats]:
    """Return the features of each pair that need no text."""
    same_word = table.lemma[i] == table.lemma[j]
    classed = (table.kind[i] >= 0) & (table.kind[j] >= 0)
    same_kind = classed & (table.kind[i] == table.kind[j])
    near = classed & table.near[table.kind[i], table.kind[j]] & ~same_kind & ~same_word
    off = _one_called_off(table, i, j, ~same_kind & ~same_word)
    related = same_word | same_kind | near | off
    beside = same_sentence(table, i, j)
    related_not = ~related & ~beside
    people, dates = _people_features(table, i, j), _date_features(table, i, j)
    values: dict[str, NDArray[Any]] = {
        "same_word": same_word,
        "same_kind": same_kind & ~same_word,
        "near_kind": near & ~off,
        "both_called_off": off,
        "other_kind": classed & ~related,
        "unrelated_word": ~related,
        "content": (same_word | same_kind) & table.content[i] & table.content[j],
        **people,
        "shared_agent": shared(table.agents, i, j),
        "shared_patient": shared(table.patients, i, j),
        "other_patient": disjoint(table.patients, i, j),
        "same_place": (table.place[i] >= 0) & (table.place[i] == table.place[j]),
        "other_place": (table.place[i] >= 0) & (table.place[j] >= 0) & (table.place[i] != table.place[j]),
        "same_sentence": beside,
        "same_article": table.article[i] == table.article[j],
        "echo_of_other": (table.echoing[i] | table.echoing[j]) & (table.article[i] != table.article[j]),
        "headline": (table.article[i] == table.article[j])
        & (table.headed[i] != table.headed[j])
        & (same_word | same_kind),
        "passed_on": (table.told_by[i] == j) | (table.told_by[j] == i),
        "tells_of_other": related_not
        & (table.teller[i] | table.teller[j])
        & (table.told_by[i] != j)
        & (table.told_by[j] != i),
        "targets": (table.target[i] == j) | (table.target[j] == i),
        **dates,
        "bare": np.logical_and(people["unknown_people"], dates["undated"]),
        **_status_features(table, i, j),
        **_meaning_features(table, i, j, ~related & ~beside, dates["same_day"]),
        **_setting_features(table, i, j, same_word | same_kind, same_word),
    }
    return {name: np.asarray(column, dtype=np.float32) for name, column in values.items()}


def _one_called_off(table: MentionTable, i: Ids, j: Ids, unlike: Flags) -> Flags:
    """Say where two words that differ tell that one thing was called off.

    A gale that puts off a hearing calls off a parade of the same day as well: outside one sentence they must name somebody
    in common, or what it was, in words of like meaning.
    """
    off = table.called_off[i] & table.called_off[j] & unlike
    rows = np.flatnonzero(off & ~same_sentence(table, i, j))
    left, right = i[rows], j[rows]
    alike = (cosine(table.clauses, left, right) > APART) | (shared_count(table.participants, left, right) > 0)
    off[rows] = alike | (cosines(table.sense, left, right) > LIKE_CLAUSES)
    return off


def _people_features(table: MentionTable, i: Ids, j: Ids) -> dict[str, Flags | Floats]:
    """Weigh whom both mentions name, and whom each names that the other lacks: two meetings of one busy minister."""
    common = shared_renown(table, i, j)
    whole_i, whole_j = table.fame[i], table.fame[j]
    both = (whole_i > 0) & (whole_j > 0)
    firm_i, firm_j = table.people[i], table.people[j]
    lone = np.maximum(np.minimum(firm_i, firm_j) - common, 0)
    strangers = both & (common == 0) & (table.company[i] > 1) & (table.company[j] > 1)
    return {
        "shared_people": np.where(both, common / np.maximum(np.minimum(whole_i, whole_j), 1e-3), 0),
        "renown": np.minimum(common, 1.5),
        "clashing_people": np.where(both & (common > 0), lone / np.maximum(lone + common, 1e-3), 0),
        "strangers": strangers,
        "no_shared_people": both & (common == 0),
        "unknown_people": ~both,
    }


def _date_features(table: MentionTable, i: Ids, j: Ids) -> dict[str, Flags | Floats]:
    dated = table.dated[i] & table.dated[j]
    overlap = dated & (table.start[i] <= table.end[j]) & (table.start[j] <= table.end[i])
    single = (table.days[i] == 1) & (table.days[j] == 1)
    firm = table.firm[i] & table.firm[j]
    crowd = np.minimum(table.crowd[i], table.crowd[j])
    alone = 4.0 / np.maximum(crowd, 4) * (1 - crowd / max(int(table.dated.sum()), 1))
    equal = (table.start[i] == table.start[j]) & (table.end[i] == table.end[j])
    return {
        "lonely_date": np.where(overlap & firm, alone, 0),
        "same_period": overlap & ~single & firm & equal,
        "same_day": overlap & single & firm,
        "same_loose_day": overlap & single & ~firm,
        "overlapping_days": overlap & ~single,
        "apart_loosely": dated & ~overlap & ~firm,
        "undated": ~dated,
    }


def _meaning_features(table: MentionTable, i: Ids, j: Ids, apart: Flags, same_day: Flags | Floats) -> dict[str, Floats]:
    """Weigh what words that stand in no class together mean by themselves: "hauled" and "towed"."""
    last = len(table.likeness) - 1
    meant = table.likeness[np.minimum(table.lemma[i], last), np.minimum(table.lemma[j], last)] * apart
    like = np.maximum(meant - ALIKE, 0)
    return {
        "like_meaning": like,
        "like_meaning_same_day": like * same_day,
        "unlike_meaning": np.asarray((meant != 0) & (meant < UNLIKE), dtype=np.float32),
    }


def _status_features(table: MentionTable, i: Ids, j: Ids) -> dict[str, Flags]:
    called_off = {STATUSES.index("postponed"), STATUSES.index("cancelled")}
    off_i, off_j = (np.isin(table.status[k], list(called_off)) for k in (i, j))
    held_i, held_j = (table.status[k] == STATUSES.index("occurred") for k in (i, j))
    return {
        "held_and_called_off": (off_i & held_j) | (off_j & held_i),
        "both_held": held_i & held_j & ~_others(table, i, j),
        "held_and_denied": (held_i & (table.status[j] == DENIED)) | (held_j & (table.status[i] == DENIED)),
    }


def _others(table: MentionTable, i: Ids, j: Ids) -> Flags:
    """Say where each mention names somebody whom the other does not."""
    both = shared_count(table.participants, i, j)
    return (both < table.company[i]) & (both < table.company[j])


def _held_vaguely(table: MentionTable, vague: Ids, other: Ids) -> Flags:
    """Say where one mention tells without a day what happened, and the other of a day what was only expected for it."""
    day = table.firm[other] & (table.days[other] == 1)
    return (table.days[vague] != 1) & day & _held(table, vague) & ~_held(table, other)


def _held(table: MentionTable, rows: Ids) -> Flags:
    return table.status[rows] == STATUSES.index("occurred")


def _setting_features(table: MentionTable, i: Ids, j: Ids, same: Flags, same_word: Flags) -> dict[str, Flags | Floats]:
    """Weigh what the words around an undated mention say of its time, and what happens only once."""
    lone = table.dated[i] != table.dated[j]
    there = np.where(table.dated[i], i, j)
    here = np.where(table.dated[i], j, i)
    gap = np.where(lone & (table.published[here] > 0), table.published[here] - table.end[there], 0)
    apart = table.article[i] != table.article[j]
    vaguely = _held_vaguely(table, i, j) | _held_vaguely(table, j, i)
    return {
        "held_elsewhen": vaguely,
        "held_other_word": vaguely & ~same_word & lone,
        "elsewhen": (lone & table.elsewhen[here] & table.firm[there])
        | ((table.elsewhen[i] != table.elsewhen[j]) & ~lone),
        "long_ago": np.where(apart & table.firm[there], np.clip(np.log2(np.maximum(gap, 1) / LATELY) / 4, 0, 1), 0)
        + 2.0 * (table.firm[there] & (gap > LONG_AGO)),
        "one_of_several": (table.several[i] != table.several[j]) & (table.dated[i] | table.dated[j]),
        "once": once(table, i, j) & same,
    }


def _other_than_its_twin(table: MentionTable, i: Ids, j: Ids, twins: Flags) -> Floats:
    """Say where one of two copied sentences tells what the other tells by another mention.

    A word that stands in the other's place, and in neither sentence besides, is only another word for it: "grounded all
    23 of its planes", "ordered all 23 of its planes out of the sky".
    """
    found = np.zeros(len(i), dtype=np.float32)
    rows = np.flatnonzero(twins)
    left, right = i[rows], j[rows]
    told = product(table.beside, table.lemmas, left, right) + product(table.beside, table.lemmas, right, left)
    found[rows] = (told > 0) | (np.abs(table.slot[left] - table.slot[right]) > SLOT)
    return found


def text_features(table: MentionTable, i: Ids, j: Ids, cheap: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return the features that compare words, which cost more than the others together."""
    wording = cosine(table.words, i, j)
    named = np.maximum(product(table.objects, table.lemmas, i, j), product(table.objects, table.lemmas, j, i))
    dated = (cheap["same_day"] + cheap["same_loose_day"] + cheap["overlapping_days"]) > 0
    partners = cosine(table.partners, i, j)
    filled = np.diff(table.partners.indptr) > 0
    apart = cheap["unrelated_word"] * (cheap["same_sentence"] == 0)
    twins = (wording > TWIN) & (cheap["same_word"] == 0)
    return {
        "wording": wording,
        "content_wording": cheap["content"] * wording,
        "twin_sentence": np.asarray(wording > TWIN, dtype=np.float32) * cheap["same_word"],
        "twin_other_word": _other_than_its_twin(table, i, j, twins),
        "synonym": cheap["unrelated_word"] * np.minimum(cosine(table.synonyms, i, j) * 2, 1),
        "partners": partners,
        "other_partners": filled[i] & filled[j] & (partners == 0),
        "shared_number": np.minimum(cosine(table.numbers, i, j), 1),
        "names_other": apart * dated * np.minimum(named, 1),
        "same_measure": (1 - apart) * np.minimum(product(table.measures, table.measures, i, j), 1.44),
        **_clause_features(table, i, j, cheap, ~twins),
    }


def _clause_features(
    table: MentionTable, i: Ids, j: Ids, cheap: Mapping[str, Floats], told: Flags
) -> dict[str, Floats]:
    """Compare the clauses alone, by their words and by what these mean: one sentence often tells several happenings."""
    unknown = cheap["unrelated_word"]
    words = cosine(table.clauses, i, j) * told
    meaning = np.maximum(cosines(table.sense, i, j), 0) * told
    other = (cheap["other_kind"] > 0) | (cheap["unlike_meaning"] > 0)
    return {
        "clause": words,
        "clause_other_word": words * unknown,
        "clause_meaning": meaning,
        "clause_meaning_other_word": meaning * (unknown - cheap["other_kind"]),
        "other_deed": np.asarray(other & (words < APART), dtype=np.float32),
        "phrases": cosine(table.phrases, i, j) * told,
    }
