"""Writes the verb of a title: its tense as the clause has it, "to visit" for what is still ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.events import naming, phrases, roles, verb_dates
from dateline.events.extraction import Predicate
from dateline.events.inflection import past
from dateline.events.pronouns import NOBODY
from dateline.events.tree import Tree

ALONE = frozenset(
    "die fall go come rise sit stand arrive emerge collapse vanish disappear fail occur happen leave abstain flee resign quit stay".split()
)
"""Verbs that are no passives without an object."""
ALLEGED = frozenset(
    "allege alleges alleged accused accuse charged suspected indicted tried prosecuted arraigned arrested questioned detained "
    "suspicion charge charges count counts allegation allegations accusation accusations".split()
)
ON_HEARSAY = ALLEGED | {"that", "claims", "claim", "reports", "report"}
"""Cues of what somebody says to have been: "prosecutors allege that he struck her", "rumours spread that she had quit"."""
NEARLY = frozenset({"almost", "nearly", "never", "narrowly", "allegedly", "reportedly", "twice"})


def in_group(tree: Tree, token: int) -> bool:
    """Whether a word before the verb belongs to its group: auxiliaries, negation, "almost"."""
    return tree.deps[token] in ("aux", "auxpass", "neg", "prt") or tree.words[token].lower() in NEARLY


def verb_group(tree: Tree, predicate: Predicate, front: Sequence[int], has_subject: bool, plural: bool) -> str:
    """Return the verb of a title with its auxiliaries, the empty string where a headline leaves it out."""
    verb, tag = predicate.verb, tree.tags[predicate.verb]
    auxiliaries = [k for k in front if in_group(tree, k)]
    lemma = tree.lemmas[verb]
    finite = tag in ("VBD", "VBZ", "VBP") or any(
        tree.words[k].lower() not in ("to", "having", "being") and tree.deps[k] != "neg" for k in auxiliaries
    )
    level = predicate.standing.level
    if level == "occurred" and auxiliaries and tree.kid(verb, ("neg",)) >= 0 and predicate.standing.cue is None:
        auxiliaries = [k for k in auxiliaries if tree.deps[k] != "neg"]  # "had ministers not withdrawn the money"
        if tree.words[auxiliaries[0] if auxiliaries else verb].lower() == "had" and len(auxiliaries) == 1:
            return past(lemma)
    had = level == "occurred" and tree.words[tree.heads[verb]].lower() == "had"
    if had and len(auxiliaries) > 1 and tree.words[auxiliaries[0]] == "to":
        return phrases.join(tree, [tree.heads[verb], *auxiliaries, verb], NOBODY)  # "had to be interrupted"
    if lemma == "be" and predicate.standing.cue == "since":
        return ("were" if plural else "was") if tree.kid(verb, ("attr", "acomp")) < 0 else "became"
    if tag == "VBG" and level == "occurred" and verb_dates.goes_on_since(tree, verb):
        return "began" if predicate.nominal else f"began {tree.words[verb]}"
    if (
        lemma == "be"
        and level == "planned"
        and any(tree.words[k] == "due" for k in tree.kids(verb, ("acomp", "xcomp")))
    ):
        return ""  # "Completion due"
    if predicate.standing.cue == "ought" and tag == "VBN":
        be = "been " if tree.kid(verb, ("auxpass",)) >= 0 else ""
        return f"should have {be}{tree.words[verb].lower()}"
    if level == "possible" and predicate.standing.tense == "past" and has_subject:
        hearsay = _on_hearsay(tree, predicate, auxiliaries, plural)
        if hearsay:
            return hearsay
    if finite and level in ("possible", "planned") and predicate.standing.cue != "had":
        return _open_group(tree, auxiliaries, verb, level)
    if finite and predicate.standing.cue == "had" and predicate.standing.level == "possible":
        return f"might have {tree.words[verb].lower()}"
    if finite and not (tag == "VBD" and not auxiliaries and _shares_passive(tree, verb)):
        return _spelled_out(phrases.join(tree, [*auxiliaries, verb], NOBODY), plural)
    if tag in ("VBD", "VBN") and not auxiliaries and _shares_passive(tree, verb):
        return ("were " if plural else "was ") + tree.words[verb].lower()
    active = tree.kid(verb, ("nsubj",)) >= 0 or (
        tree.kid(verb, ("nsubjpass",)) >= 0 and not auxiliaries and tree.sentence.kind == "body"
    )
    if tag == "VBN" and active and level in ("occurred", "denied"):
        return phrases.join(tree, [*auxiliaries, verb], NOBODY)
    shared = _shared_auxiliaries(tree, verb)
    if shared:
        return phrases.join(tree, [*shared, verb], NOBODY)
    if tag == "VBN" and roles.is_passive(tree, verb):
        be = "were " if plural else "was "
        return (be if level == "occurred" and has_subject else "") + tree.words[verb].lower()
    if level in ("occurred", "present") and has_subject:
        return past(lemma)
    if level in ("occurred", "present") and tag == "VBG":
        return tree.words[verb]  # "Closing the plant cost a fortune"
    if level == "denied":
        return f"not to {lemma}" if has_subject else f"no {lemma}"
    return {"possible": "may "}.get(level, "to ") + lemma if has_subject else lemma


def _on_hearsay(tree: Tree, predicate: Predicate, auxiliaries: Sequence[int], plural: bool) -> str:
    """Write "reportedly fled" for what somebody is believed to have done, "allegedly struck" for what he is accused of."""
    verb, tag = predicate.verb, tree.tags[predicate.verb]
    helpers = [tree.words[k].lower() for k in auxiliaries]
    lead = "allegedly" if predicate.standing.cue in ALLEGED else "reportedly"
    if helpers[:2] == ["to", "have"] and tag == "VBN":
        passive = ("were " if plural else "was ") if "been" in helpers else ""
        return (passive + f"{lead} {tree.words[verb]}") if passive else f"{lead} {past(tree.lemmas[verb])}"
    if predicate.standing.cue not in ON_HEARSAY or any(tree.tags[k] == "MD" for k in auxiliaries):
        return ""
    if tag == "VBG":
        return f"{lead} {past(tree.lemmas[verb])}"
    return f"{lead} {phrases.join(tree, [*auxiliaries, verb], NOBODY)}" if tag == "VBD" or "had" in helpers else ""


def _shares_passive(tree: Tree, verb: int) -> bool:
    """Say whether a second participle shares the first one's passive: "was arrested in May and charged in June"."""
    if tree.lemmas[verb] in ALONE:
        return False  # "was stabbed and died"
    if tree.deps[verb] != "conj" or tree.kid(verb, ("nsubj", "nsubjpass", "dobj", "aux", "auxpass", "xcomp")) >= 0:
        return False
    first = tree.heads[verb]
    return tree.tags[first] == "VBN" and tree.kid(first, ("auxpass",)) >= 0


def _open_group(tree: Tree, auxiliaries: Sequence[int], verb: int, level: str) -> str:
    """Write "to visit" or "may visit" for what has not happened yet, whichever words the clause has for it."""
    words_ = [tree.words[k].lower() for k in auxiliaries]
    negated = "not " if any(tree.deps[k] == "neg" for k in auxiliaries) else ""
    lead = "may " + negated if level == "possible" else negated + "to "
    if "have" in words_ and "would" in words_:
        return "would " + negated + "have " + ("been " if "been" in words_ else "") + tree.words[verb].lower()
    if level == "possible" and "have" in words_ and any(tree.tags[k] == "MD" for k in auxiliaries):
        lead = "should " + negated if {"should", "ought"} & set(words_) else lead
        return lead + "have " + ("been " if "been" in words_ else "") + tree.words[verb].lower()
    if any(tree.deps[k] == "auxpass" for k in auxiliaries):
        return lead + "be " + tree.words[verb].lower()
    return lead + tree.lemmas[verb]


def _spelled_out(group: str, plural: bool) -> str:
    """Write contracted auxiliaries in full, as a headline does."""
    for short, full in (
        ("'ve ", "have "),
        ("'ll ", "will "),
        ("'re ", "are "),
        ("'m ", "am "),
        ("'d ", "would "),
        ("'s ", "has "),
    ):
        group = full + group[len(short) :] if group.startswith(short) else group
    return re.sub(r"^have (?=\w)", "have " if plural else "has ", group) if group.startswith("have ") else group


def _shared_auxiliaries(tree: Tree, verb: int) -> list[int]:
    """Return the auxiliary that a second verb shares with the first: "will meet and sign"."""
    while tree.deps[verb] == "conj" and naming.is_verb(tree, tree.heads[verb]):
        first = tree.heads[verb]
        found = tree.kids(first, ("aux", "auxpass"))
        if found and tree.tags[first] == tree.tags[verb]:
            return found
        verb = first
    return []
