"""Says which clauses and verbs tell nothing of their own: a topic, a cause, a stretch of time, a hope, a word to the press."""

from __future__ import annotations

from dateline.events import naming, senses
from dateline.events.lexicon import lexicon
from dateline.events.tree import Tree

OPENING = frozenset("\"“‘':-–—.([ ")
"""What may stand before a verb that begins with a capital and is no name."""


def is_told_to(tree: Tree, verb: int) -> bool:
    """Whether somebody is told what to do: "the bank was told to hand over its files"."""
    below = tree.kids(verb, ("xcomp", "ccomp")) if tree.lemmas[verb] == "tell" else []
    passive = tree.kid(verb, ("nsubjpass",)) >= 0 and tree.kid(verb, ("auxpass",)) >= 0
    return passive and any(tree.words[k].lower() == "to" for b in below for k in tree.kids(b, ("aux",)))


def only_passes_time(tree: Tree, verb: int) -> bool:
    """Say whether a clause gives but the time of what its gerund tells: "spent the spring denying it"."""
    doing = any(tree.tags[k] == "VBG" for k in tree.kids(verb, ("xcomp", "advcl", "ccomp")))
    stretch = tree.kid(verb, ("dobj", "npadvmod"))
    counted = stretch >= 0 and any(tree.tags[k] == "CD" for k in tree.subtree(stretch))
    return tree.lemmas[verb] == "spend" and doing and not counted


def is_topic(tree: Tree, verb: int) -> bool:
    """Say whether a gerund only names what something is about: "a treaty on sharing the river"."""
    preposition = tree.heads[verb]
    about = tree.words[preposition].lower() in ("on", "about", "over", "against", "regarding", "concerning")
    return tree.deps[verb] == "pcomp" and about and naming.is_noun(tree, max(preposition - 1, 0))


def only_flees(tree: Tree, verb: int) -> bool:
    """Say whether a verb ends the raid that the one before it tells: "broke in and made off with the rings"."""
    first = tree.heads[verb]
    away = naming.verb_name(tree, verb) in ("make off", "get away with")
    return away and tree.deps[verb] == "conj" and senses.class_of(tree, first) in ("seize", "attack")


def keeps_silent(tree: Tree, verb: int) -> bool:
    """Say whether a clause only keeps silent: "neither confirmed nor denied the strike"."""
    pair = {tree.lemmas[verb], *(tree.lemmas[k] for k in tree.kids(verb, ("conj",))), tree.lemmas[tree.heads[verb]]}
    return {"confirm", "deny"} <= pair and tree.lemmas[verb] in ("confirm", "deny")


def only_causes(tree: Tree, verb: int) -> bool:
    """Say whether a verb only brings about what another tells: "forced the minister to put off a trip"."""
    return (
        tree.lemmas[verb] in ("force", "cause", "prompt", "lead", "compel", "oblige", "drive", "spur", "enable")
        and tree.kid(verb, ("xcomp", "ccomp")) >= 0
    )


def states_hope(tree: Tree, verb: int) -> bool:
    """Whether somebody says on a day what he hopes or means to do: "she said Saturday that she hoped to meet him"."""
    if tree.lemmas[verb] != "say" or not naming.has_date(tree, verb) or tree.kid(verb, ("nsubj",)) < 0:
        return False
    said = tree.kid(verb, ("ccomp",))
    return said > verb and tree.lemmas[said] in ("hope", "want", "intend", "plan") and tree.kid(said, ("xcomp",)) >= 0


def tells_press(tree: Tree, verb: int) -> bool:
    """Whether a verb only says that somebody spoke to reporters."""
    if tree.lemmas[verb] not in ("tell", "inform", "brief", "address"):
        return False
    return naming.is_among(tree, tree.kid(verb, ("dobj", "dative")), lexicon().press)


def _times(tree: Tree, verb: int) -> bool:
    """Whether only a stretch of time begins or ends: "a day that began with prayers"."""
    if naming.verb_name(tree, verb) not in lexicon().phase:
        return False
    subject = tree.kid(verb, ("nsubj",))
    if subject >= 0 and tree.words[subject].lower() in ("that", "which") and tree.deps[verb] == "relcl":
        subject = tree.heads[verb]
    return subject >= 0 and tree.lemmas[subject] in ("day", "week", "year", "morning", "evening", "night", "reason")


def _asks_for(tree: Tree, verb: int) -> bool:
    """Whether somebody is asked for a thing: "asked the court for an injunction", not "asked for comment"."""
    asked = [*tree.kids(verb, ("dobj",)), verb]
    return any(
        tree.words[preposition].lower() == "for" and naming.noun_class(tree, noun) != ""
        for above in asked
        for preposition in tree.kids(above, ("prep",))
        for noun in tree.kids(preposition, ("pobj",))
    )


def is_trivial(tree: Tree, verb: int) -> bool:
    """Whether a verb names no happening by itself."""
    name, words = naming.verb_name(tree, verb), lexicon()
    if verb and tree.words[verb][0].isupper() and tree.sentence.kind == "body" and tree.words[verb - 1] not in OPENING:
        return True  # a name that the tagger took for a verb
    if _times(tree, verb):
        return True
    if naming.is_hearing(tree, verb) or naming.is_due_in_court(tree, verb) or states_hope(tree, verb):
        return False
    if tells_press(tree, verb):
        return True
    if name == tree.lemmas[verb] and name in words.dated_events and naming.has_date(tree, verb):
        return tree.kid(verb, ("dobj", "prep", "nsubjpass")) < 0 or tree.kid(verb, ("ccomp",)) >= 0
    if name in words.idle or (name == "turn out" and tree.kid(verb, ("ccomp", "xcomp", "acomp")) >= 0):
        return True
    if name == "leave" and (tree.deps[verb] == "advcl" or tree.kid(verb, ("auxpass",)) >= 0):
        return True  # "leaving homes without power", "little was left"
    if name == "ask":
        return tree.kid(verb, ("xcomp",)) < 0 and not _asks_for(tree, verb)
    if name != tree.lemmas[verb]:
        return name not in words.strong and name not in words.verbs
    return name in words.trivial
