"""Gives each verb the subject and the object that its sentence gives it, where a small parser mixed them up."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from dateline.events.lexicon import lexicon, read, words

if TYPE_CHECKING:
    from dateline.events.tree import Tree

SUBJECT = ("nsubj", "nsubjpass")
SEASONS = frozenset(
    "day night morning evening afternoon week weekend month year spring summer autumn fall winter season saturday sunday monday "
    "tuesday wednesday thursday friday".split()
)
DONE_TO = frozenset(
    "release publish issue write commission order sign make announce sell buy build own post give hold draft print unveil submit "
    "file obtain see read leak produce launch broadcast".split()
)
"""What is always done to something."""


@functools.cache
def _bodies() -> frozenset[str]:
    return frozenset(words(read("people.toml")["organisation_nouns"]))


def mend(tree: Tree) -> bool:
    """Change heads, relations and tags in place; say whether anything changed."""
    changed = False
    for token, dep in enumerate(tree.deps):
        if dep in ("conj", "advcl", "ccomp") and tree.tags[token] == "VBN" and _listed_participle(tree, token):
            changed = True
        elif dep in SUBJECT:
            changed |= (
                _behind_colon(tree, token)
                or _and_others(tree, token)
                or _comma_for_and(tree, token)
                or _that_season(tree, token)
                or _next_day(tree, token)
                or _past_the_aside(tree, token)
            )
        elif dep == "appos":
            changed |= _listed_behind(tree, token)
        elif dep == "acl" and tree.tags[token] in ("VBN", "VBD"):
            changed |= _that_it_did(tree, token) or _that_body_did(tree, token)
        elif dep == "advcl" and tree.tags[token] in ("VBD", "VBN"):
            changed |= _aside(tree, token)
        elif dep == "conj" and tree.tags[token] == "VBG":
            changed |= _second_charge(tree, token)
        elif dep == "prep" and tree.words[token].lower() == "in":
            changed |= _in_next_day(tree, token)
        elif dep == "relcl" and tree.tags[token] in ("VBD", "VBZ"):
            changed |= _went_on_that_season(tree, token)
        elif dep == "relcl" and tree.tags[token] == "VBN":
            changed |= _finite(tree, token)
    return changed


def _listed_participle(tree: Tree, participle: int) -> bool:
    """In "freed two men who are held, questioned or barred from leaving" all three are done to the men."""
    first = participle - 2
    if first < 0 or tree.words[first + 1] != "," or tree.tags[first] != "VBN" or tree.kid(first, ("auxpass",)) < 0:
        return False
    last = next((k for k in tree.kids(participle, ("conj",)) if tree.tags[k] == "VBN"), -1)
    own = tree.kid(participle, (*SUBJECT, "aux", "auxpass", "dobj")) >= 0
    if own or last < 0 or tree.kid(participle, ("cc",)) < 0 or first == tree.heads[participle]:
        return False
    tree.heads[participle], tree.deps[participle] = first, "conj"
    return True


def _later(tree: Tree, subject: int) -> int:
    """Return the second subject of the same verb before it, or -1."""
    verb = tree.heads[subject]
    return next((k for k in tree.kids(verb, SUBJECT) if subject < k < verb), -1)


def _behind_colon(tree: Tree, subject: int) -> bool:
    """In "An update on the blaze: nine people were treated" the people were."""
    later = _later(tree, subject)
    if later < 0 or not any(tree.words[k] == ":" for k in range(subject, later)):
        return False
    tree.deps[subject] = "dep"
    return True


def _comma_for_and(tree: Tree, subject: int) -> bool:
    """In the headline "Norland, Tarn rebels end talks" both are the subject."""
    later = _later(tree, subject)
    if tree.sentence.kind != "title" or later < 0 or tree.words[subject + 1] != ",":
        return False
    if min(tree.subtree(later)) != subject + 2:
        return False
    tree.heads[later], tree.deps[later] = subject, "conj"
    tree.heads[subject + 1] = subject
    return True


def _and_others(tree: Tree, subject: int) -> bool:
    """In "Holt, 46, and nine others were sworn in" both are the subject."""
    later = _later(tree, subject)
    first = min(tree.subtree(later)) if later >= 0 else 0
    if later < 0 or first < 2 or tree.words[first - 1].lower() != "and" or tree.words[subject + 1] != ",":
        return False
    if any(subject < k < first - 1 and tree.tags[k].startswith("VB") for k in range(subject, first)):
        return False
    tree.heads[later], tree.deps[later] = subject, "conj"
    tree.heads[first - 1], tree.deps[first - 1] = subject, "cc"
    return True


def _next_day(tree: Tree, day: int) -> bool:
    """In "A motion of no confidence the next day failed" the motion did, on that day."""
    words = [tree.words[k].lower() for k in (day - 2, day - 1) if k > 0]
    if tree.lemmas[day] not in SEASONS or words not in (["the", "next"], ["the", "following"], ["the", "same"]):
        return False
    if tree.words[day - 3] == "," or not any(k < day for k in tree.kids(tree.heads[day], SUBJECT)):
        return False
    tree.deps[day] = "npadvmod"
    return True


def _past_the_aside(tree: Tree, subject: int) -> bool:
    """In "The delay in May, two days before it was due, saved the deal" the delay did."""
    verb, later = tree.heads[subject], _later(tree, subject)
    mark, main = tree.kid(verb, ("mark",)), tree.heads[verb]
    if not subject < mark < later or main <= verb or tree.kid(main, SUBJECT) >= 0:
        return False
    if tree.deps[verb] not in ("ccomp", "advcl") or "," not in tree.words[subject:mark]:
        return False
    tree.heads[subject], tree.deps[verb] = main, "advcl"
    return True


def _that_season(tree: Tree, token: int) -> bool:
    """In "The sale that autumn fell through" the sale did, and in autumn."""
    noun = tree.kid(token, ("compound",))
    that = next((k for k in tree.kids(token, ("det",)) if noun < k), -1)
    if tree.lemmas[token].lower() not in SEASONS or noun < 0 or that != token - 1 or that != noun + 1:
        return False
    if tree.words[that].lower() not in ("that", "this"):
        return False
    verb = tree.heads[token]
    for child in tree.children[token]:
        if child < noun:
            tree.heads[child] = noun
    tree.heads[noun], tree.deps[noun] = verb, tree.deps[token]
    tree.deps[token], tree.tags[that] = "npadvmod", "DT"
    return True


def _went_on_that_season(tree: Tree, verb: int) -> bool:
    """In "The dismissal of Orr that winter still hurts" the dismissal hurts, and was in winter."""
    noun, season = tree.heads[verb], tree.kid(verb, ("nsubj",))
    that = season - 1
    if season < 1 or tree.lemmas[season].lower() not in SEASONS or tree.words[that].lower() != "that":
        return False
    if tree.deps[noun] != "ROOT" or tree.heads[that] not in (verb, season) or not noun < that < season < verb:
        return False
    tree.heads[verb], tree.deps[verb] = verb, "ROOT"
    tree.heads[noun], tree.deps[noun] = verb, "nsubj"
    tree.heads[season], tree.deps[season] = noun, "npadvmod"
    tree.heads[that], tree.deps[that], tree.tags[that] = season, "det", "DT"
    return True


def _listed_behind(tree: Tree, name: int) -> bool:
    """In "A jury indicted three men: Orr and Lind" these are the men, not the jury."""
    subject = tree.heads[name]
    verb = tree.heads[subject]
    if tree.deps[subject] not in SUBJECT or not subject < verb < name or not tree.tags[verb].startswith("VB"):
        return False
    thing = tree.kid(verb, ("dobj",))
    if not verb < thing < name:
        return False
    tree.heads[name] = thing
    return True


def _that_it_did(tree: Tree, verb: int) -> bool:
    """In "a report that the board released" the report is what it released; a report that a dam broke says so."""
    that = next((k for k in tree.kids(verb, ("mark",)) if tree.words[k].lower() == "that"), -1)
    alone = tree.kid(verb, ("dobj", "ccomp", "xcomp", "nsubjpass", "auxpass")) < 0
    if that < 0 or not alone or tree.lemmas[verb] not in DONE_TO or tree.kid(verb, ("nsubj",)) < 0:
        return False
    tree.deps[that], tree.tags[that], tree.deps[verb] = "dobj", "WDT", "relcl"
    _finite(tree, verb)
    return True


def _that_body_did(tree: Tree, verb: int) -> bool:
    """In "The report that the board released blamed a valve" the board released it; a board is not what is released."""
    body = tree.heads[verb]
    that = min(tree.subtree(body, lambda k: k <= body and tree.deps[k] in ("det", "compound", "amod", "poss"))) - 1
    thing = that - 1
    named = tree.lemmas[body] in _bodies() or tree.names[body][2:] == "ORG"
    if thing < 0 or tree.words[that].lower() != "that" or not tree.tags[thing].startswith("NN") or not named:
        return False
    if body != verb - 1 or tree.lemmas[verb] not in DONE_TO or tree.kid(verb, ("agent", "dobj", "aux", "auxpass")) >= 0:
        return False
    told = tree.heads[body]
    if thing in tree.subtree(body):
        return False
    if tree.deps[body] in SUBJECT and told > verb:
        _take_over(tree, thing, told, tree.deps[body])
    tree.heads[that], tree.deps[that], tree.tags[that] = verb, "dobj", "WDT"
    tree.heads[body], tree.deps[body] = verb, "nsubj"
    tree.heads[verb], tree.deps[verb], tree.tags[verb] = thing, "relcl", "VBD"
    return True


def _take_over(tree: Tree, subject: int, verb: int, dep: str) -> None:
    """Make a noun the subject of the clause that hung on it."""
    above, place = tree.heads[subject], tree.deps[subject]
    if tree.heads[verb] == subject:
        tree.heads[verb], tree.deps[verb] = (verb, "ROOT") if above == subject else (above, place)
        tree.heads[subject], tree.deps[subject] = verb, dep


def _finite(tree: Tree, verb: int) -> bool:
    """What has a subject and no helper is no participle: "the report which the board released"."""
    if tree.kid(verb, ("nsubj",)) < 0 or tree.kid(verb, ("aux", "auxpass")) >= 0:
        return False
    tree.tags[verb] = "VBD"
    return True


def _aside(tree: Tree, verb: int) -> bool:
    """In "The ban, meant to last a month, was extended" the ban was extended, and meant so aside."""
    subject, main = tree.kid(verb, SUBJECT), tree.heads[verb]
    if not 0 <= subject < verb < main or tree.words[verb - 1] != "," or tree.kid(main, SUBJECT) >= 0:
        return False
    if tree.kid(verb, ("mark", "aux", "auxpass")) >= 0 or tree.kid(main, ("aux", "auxpass")) < verb:
        return False
    passive = tree.kid(main, ("auxpass",)) >= 0
    tree.heads[subject], tree.deps[subject] = main, "nsubjpass" if passive else "nsubj"
    tree.heads[verb], tree.deps[verb], tree.tags[verb] = subject, "acl", "VBN"
    return True


def _second_charge(tree: Tree, gerund: int) -> bool:
    """In "was charged with fraud and taking bribes" the bribes are a charge, not what he did next."""
    verb = tree.heads[gerund]
    if tree.tags[verb] not in ("VBD", "VBN") or tree.kid(gerund, ("aux", "nsubj", "auxpass")) >= 0:
        return False
    for preposition in tree.kids(verb, ("prep",)):
        charge = tree.kid(preposition, ("pobj",))
        if tree.words[preposition].lower() in ("with", "of", "for") and verb < charge < gerund:
            tree.heads[gerund] = charge
            return True
    return False


def _in_next_day(tree: Tree, word: int) -> bool:
    """In "was sworn in the next day" he was sworn in; no one is sworn in a day."""
    verb, day = tree.heads[word], tree.kid(word, ("pobj",))
    relative = {tree.words[k].lower() for k in tree.children[max(day, 0)]} & {"next", "same", "following", "previous"}
    if day < 0 or tree.lemmas[day] not in SEASONS or not relative or word != verb + 1:
        return False
    if f"{tree.lemmas[verb]} in" not in lexicon().verb_phrases.get(tree.lemmas[verb], ()):
        return False
    tree.tags[word], tree.deps[word] = "RP", "prt"
    tree.heads[day], tree.deps[day] = verb, "npadvmod"
    return True
