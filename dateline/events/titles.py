"""Writes a title for each mention: who did what to whom, where, composed of the clause's own words.

A title keeps the clause's tense, names those whom pronouns stand for, and leaves out dates, side clauses and attributions.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.events import appointed, naming, omitted, title_clauses, title_nouns
from dateline.events.extraction import Predicate
from dateline.events.fitting import LONGEST, ROOM, shorten
from dateline.events.phrases import noun_words
from dateline.events.pronouns import Namer
from dateline.events.tree import Tree

BEFORE_PHRASE = re.compile(r",(?= (?:by|to|for|from|with|at|in|on|of)\b(?! (?:least|most)))")
"""The second comma of an aside that was left out."""


def title(tree: Tree, predicate: Predicate, dated: Collection[int], name: Namer, echo: str = "") -> str:
    """Return a title of about `LONGEST` characters. `dated` are the tokens of timexes, which a title leaves out."""
    said_not = predicate.kind == "announce" and tree.kid(predicate.verb, ("neg",)) < 0
    if (predicate.kind == "deny" or said_not) and predicate.standing.level == "denied":
        predicate = title_clauses.at_level(predicate, "occurred")
    if echo and appointed.sets_day(tree, predicate.verb):
        due = "due" if tree.lemmas[predicate.verb] == "be" else tree.words[predicate.verb]
        return _finish(f"{echo} {due}", predicate.lemma)  # "The hearing set"
    left = omitted.of(tree, predicate.verb, dated)
    if predicate.head in left:
        left -= set(tree.phrase(predicate.head))  # "Election day" names what happens, and when
    if predicate.nominal and predicate.verb == predicate.head:
        text = title_nouns.of_noun(tree, predicate, left, name)
    else:
        text = title_clauses.of_clause(tree, predicate, left, name, echo)
    if predicate.kind in ("approve", "reject", "vote"):
        text = re.sub(r"^(\D*) to \d+$", r"\1", text)  # of "by 89 votes to 41" only the end was left
    return _headline(tree, predicate.verb, text) or _finish(text, predicate.lemma)


def subject(tree: Tree, verb: int, dated: Collection[int], name: Namer) -> str:
    """Return the words of a verb's subject, the empty string where it has none."""
    actor = tree.kid(verb, ("nsubj", "nsubjpass"))
    words_ = noun_words(tree, actor, omitted.of(tree, verb, dated), name) if actor >= 0 else ""
    return words_.strip(" ,")


def _headline(tree: Tree, verb: int, text: str) -> str:
    """The whole headline where the clause that the parser saw in it is none: "Holt to wrap up talks, may meet king"."""
    sentence = tree.sentence
    main = naming.is_verb(tree, verb) and all(naming.is_verb(tree, k) for k in tree.ancestors(verb))
    blanks = text.count(" ")
    if sentence.kind != "title" or not main or blanks > 9:
        return ""
    whole = tree.text([k for k in range(tree.size) if k not in omitted.outlet(tree)]).strip(" .")
    bare = tree.tags[verb] == "VBN" and tree.deps[verb] == "ROOT" and tree.kid(verb, ("aux", "auxpass")) < 0
    other = blanks <= 5 and not whole.lower().startswith(text.lower()[:8])
    short = bare or other or (blanks < 3 and tree.deps[verb] == "ROOT")
    says = whole.count(" ") < 14 and any(naming.is_verb(tree, k) for k in range(tree.size))
    return whole if short and says and whole[:1].isupper() and len(whole) <= LONGEST and whole != whole.upper() else ""


def _finish(text: str, lemma: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–\"'")
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"^(THE|AN?) (?=[a-z])", lambda m: m.group().capitalize(), text)
    text = re.sub(r"(?:\s*,)+", ",", text).strip(" ,")
    if text.count(",") == 1:
        text = BEFORE_PHRASE.sub("", text)
    if len(text) > LONGEST + ROOM:
        text = shorten(text, LONGEST)
    last = text.rsplit(" ", 1)[-1]
    text = text.removesuffix(" dated")
    if last not in lemma.split()[1:]:
        text = re.sub(r"(?: (?:and|or|the|a|an|of|to|for|with|at|from|its|his|her|their|that))+$", "", text)
    return text[:1].upper() + text[1:]
