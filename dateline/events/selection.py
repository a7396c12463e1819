"""Keeps the predicates that an editor would call events, and says how central each is to its article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.events.extraction import Extraction
from dateline.events.modality import IF
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated
from dateline.events.sharing import carried_by, ends_with
from dateline.events.tree import Tree
from dateline.events.voted import without_votes

if TYPE_CHECKING:
    from dateline.events.drafts import Draft
    from dateline.model import Mention

LEAD = 3
ENTRY = 12
"""Words of an entry of a list, which may leave out whom it is about."""
SAYING = frozenset({"publish", "announce", "express", "react"})
MORE = ("ccomp", "xcomp", "dobj", "prep", "prt", "advcl", "conj", "attr", "oprd", "dative")
"""What a verb has that is more than a subject."""
PAPERS = frozenset("report finding result study survey review paper account figure transcript recording result".split())
"""What comes out on a day of its own."""
PREDICATIVE = frozenset({"dead", "out", "over", "on"})
OWN = frozenset({"i", "you", "my", "your", "me"})
ALONE = frozenset(
    "resign die crash explode collapse quake storm strike win lose arrive depart meet apologise protest truce launch".split()
)
"""Classes whose verbs say enough with a subject alone ("the minister resigned")."""
DANGLING = frozenset("i we you he she it they this that these those who what which was were has have had".split())
"""First words of a title that names nobody: pronouns, and helping verbs whose subject was left out."""


def select(drafts: Sequence[Draft], extraction: Extraction) -> list[Draft]:
    """Drop what names no happening: bare presents, undated things, states; given words are all kept."""
    told = without_votes(drafts, extraction)
    return _without_doubles([draft for draft in told if draft.predicate.given or _is_worth(draft, extraction)])


def _is_worth(draft: Draft, extraction: Extraction) -> bool:
    return worth(draft, extraction.trees[draft.predicate.sentence]) if draft.worth is None else draft.worth


def worth(draft: Draft, tree: Tree) -> bool:
    """Say whether an editor would call it an event."""
    predicate, mention = draft.predicate, draft.mention
    if predicate.nominal and predicate.verb == predicate.head:
        return _noun_worth(tree, draft, tree.deps[predicate.head] in ("ROOT", "conj", "nsubj", "nsubjpass"))
    pictured = tree.sentence.kind == "caption" and predicate.standing.level == "present"
    if pictured and not (mention.participants and predicate.kind):
        return False  # "A worker checks a pump", "Cheeses ripen at Holm Dairy": what a picture shows
    first = mention.title.split(" ", 1)[0].lower()
    if tree.sentence.kind != "title" and (first in OWN or (first in ("we", "our", "us") and not predicate.kind)):
        return False  # "I flew for ten years": who writes is no one of the story
    if not predicate.nominal and (_nobody(tree, draft) or _still_open(tree, predicate) or _is_habit(tree, predicate)):
        return False
    if (
        _asks(tree)
        or _asked(tree, predicate)
        or _names_nothing(tree, mention.title)
        or (_is_charge(tree, predicate) and not _is_own(mention))
    ):
        return False
    if predicate.kind == "deny" and predicate.standing.cue in ("not", "n't", "never"):
        return False  # "did not deny it"
    issued = tree.lemmas[predicate.verb] in ("issue", "release")
    if issued and carried_by(tree, tree.heads[predicate.verb]) == predicate.verb:
        return False  # "In a statement issued on Monday it denied": the denial has its day
    if predicate.standing.cue == "cleared":
        return False  # "acquitted of poisoning her husband": the acquittal tells it
    if _says_only(tree, draft):
        return False  # "A two-line statement was issued"
    if predicate.standing.cue in IF and predicate.standing.level == "possible":
        return False  # "if it is not launched by April 2" tells of no event
    if predicate.decision and predicate.loose and predicate.standing.level == "occurred":
        return True  # "that has slipped": tells what it stands for; `settle` drops it
    if mention.interval is not None:
        return _is_stated(tree, mention) or not _lacks_object(tree, predicate)
    if _idle(tree, predicate) or predicate.standing.cue == "before":
        return False
    if _dangles(mention.title):
        return False
    if predicate.standing.level == "denied" and tree.deps[predicate.verb] in ("ccomp", "xcomp", "acl", "pcomp"):
        return predicate.standing.cue in ("no", "not", "n't", "never")  # else the denial itself tells it
    if predicate.standing.level == "present" and tree.sentence.kind not in ("title", "caption"):
        return bool(predicate.kind) and tree.tags[predicate.verb] == "VBG" and tree.kid(predicate.verb, ("aux",)) >= 0
    if _background(tree, predicate):
        return False
    return bool(predicate.kind) and (bool(mention.arguments) or predicate.nominal)


def _is_stated(tree: Tree, mention: Mention) -> bool:
    """Say whether the text dates a mention itself, or stamps its entry with an hour."""
    stamped = mention.timex is not None and mention.timex.type == "TIME" and mention.timex.end <= tree.sentence.start
    return mention.date_basis in ("timex", "event") or (mention.date_basis == "discourse" and stamped)


def _asks(tree: Tree) -> bool:
    """Say whether a sentence asks: "So who would buy it?"; what it tells, another does."""
    words = {tree.words[k].lower() for k in range(min(tree.size, 5))}
    return tree.sentence.kind == "body" and tree.words[-1] == "?" and bool(words & QUESTIONS)


def _asked(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a clause is what somebody asks: "He asks who won on Saturday"."""
    subject = tree.kid(predicate.verb, ("nsubj", "nsubjpass", "dobj"))
    asked = tree.deps[predicate.verb] == "ccomp" and not predicate.nominal
    return (
        asked and subject >= 0 and tree.words[subject].lower() in ("who", "what", "which") and subject < predicate.verb
    )


QUESTIONS = frozenset({"who", "what", "why", "how", "when", "where", "which", "whose", "who'd", "what's"})
HOLLOW = frozenset("what which has had have having was were is are does did one whose who".split())
"""First words of a clause that lost its subject, or never had one that a title could name."""


def _names_nothing(tree: Tree, title: str) -> bool:
    """Say whether a title of prose begins or ends without anyone or anything: "Has declared", "The announcement is"."""
    first, _, rest = title.partition(" ")
    if tree.sentence.kind != "body" or not rest:
        return False
    lost = first.lower() in HOLLOW and not (first == "One" and rest.split(" ", 1)[0] in ("of", "in", "man", "woman"))
    return lost or rest.rsplit(" ", 1)[-1] in ("is", "are", "was", "were")


def _is_own(mention: Mention) -> bool:
    return mention.date_basis == "timex"


def _is_charge(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a gerund names a second charge: "charged with fraud and taking bribes"."""
    charge = tree.heads[predicate.verb]
    beside = tree.deps[predicate.verb] == "conj" and tree.tags[predicate.verb] == "VBG" and tree.deps[charge] == "pobj"
    return beside and tree.words[tree.heads[charge]].lower() in ("with", "of", "for")


def _says_only(tree: Tree, draft: Draft) -> bool:
    """Say whether a clause tells that words were said, of nobody and nothing: "A statement was issued", "The news came"."""
    predicate = draft.predicate
    passive = tree.kid(predicate.verb, ("auxpass",)) >= 0 and tree.kid(predicate.verb, ("agent",)) < 0
    staged = tree.lemmas[predicate.verb] in ("come", "be", "follow")
    bare = tree.kid(predicate.head, ("prep", "acl", "relcl", "poss", "compound")) < 0
    said = predicate.nominal and predicate.kind in SAYING and predicate.verb != predicate.head
    if tree.lemmas[predicate.head] in PAPERS:
        return False
    return said and (passive or staged) and bare and draft.mention.title.count(" ") < 6


def _still_open(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a clause tells what nobody has done so far: "Seven paintings have not been found"."""
    helpers = {tree.words[k].lower() for k in tree.kids(predicate.verb, ("aux", "auxpass"))}
    passive = "been" in helpers and bool(helpers & {"has", "have", "'ve"})
    subject = tree.kid(predicate.verb, ("nsubjpass",))
    none = subject >= 0 and any(tree.words[k].lower() in ("no", "none") for k in (subject, *tree.children[subject]))
    negated = none or tree.kid(predicate.verb, ("neg",)) >= 0
    return predicate.standing.level == "denied" and passive and negated and tree.sentence.kind == "body"


HABITS = frozenset(
    "usually often normally typically generally always traditionally rarely seldom sometimes commonly regularly routinely "
    "occasionally invariably frequently mostly tend".split()
)


def _is_habit(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a clause in the present tells what is done again and again: "usually overflows in March"."""
    verb = predicate.verb
    while tree.tags[verb] in ("VBZ", "VBP", "VBN") and tree.sentence.kind == "body":
        helpers = {tree.words[k].lower() for k in tree.kids(verb, ("aux", "auxpass"))}
        present = tree.tags[verb] != "VBN" or bool(helpers & {"is", "are"})
        if present and not helpers & {"has", "have"} and (_has_adverb(tree, verb, HABITS) or _of_any(tree, verb)):
            return True
        if tree.deps[verb] != "conj":
            return False
        verb = tree.heads[verb]
    return False


def _of_any(tree: Tree, verb: int) -> bool:
    """Say whether a clause is about anybody of a kind: "Most visitors arrive by ferry", "Every child gets a badge"."""
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    modifiers = (subject, *tree.kids(subject, ("amod", "det", "nummod"))) if subject >= 0 else ()
    plain = tree.kid(verb, ("aux", "auxpass")) < 0
    return plain and any(
        tree.words[k].lower() in ("most", "every", "each", "any", "anyone", "everyone") for k in modifiers
    )


def _has_adverb(tree: Tree, verb: int, adverbs: frozenset[str]) -> bool:
    return any(tree.words[k].lower() in adverbs for k in tree.kids(verb, ("advmod",)))


def _nobody(tree: Tree, draft: Draft) -> bool:
    """Say whether a clause of prose tells of nobody and nothing: "carried 6 million passengers in 2024", "not to happen"."""
    verb = draft.predicate.verb
    if draft.predicate.standing.level == "denied" and draft.mention.title == f"No {tree.lemmas[verb]}":
        return True
    if tree.sentence.kind != "body" or tree.size < ENTRY:
        return False
    finite = tree.tags[verb] in ("VBD", "VBZ", "VBP") and tree.kid(verb, ("auxpass",)) < 0
    return finite and not any(tree.tags[k].startswith(("NN", "PRP", "CD", "DT")) for k in range(verb))


def _idle(tree: Tree, predicate: Predicate) -> bool:
    """Undated words that an editor would not list: without a subject, without the object they need, mere reporting."""
    if predicate.nominal or tree.sentence.kind in ("title", "caption"):
        return False
    told = {role.name for role in predicate.roles}
    if not told & {"agent", "patient"} or _charged_with(tree, predicate.verb):
        return True
    if predicate.kind in ("report", "express", "value", "react"):
        return True
    if predicate.weight < 0.5 and predicate.kind != "praise":
        return True
    return _lacks_object(tree, predicate)


def _lacks_object(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a verb that needs more than a subject has no more: "the firm announced", "they established"."""
    if predicate.standing.cue == "false":
        return False  # "Reports that the wall has cracked are false"
    if predicate.nominal or predicate.answers or predicate.kind in ALONE or tree.lemmas[predicate.verb] == "be":
        return False
    alone = {role.name for role in predicate.roles} == {"agent"}
    return alone and tree.kid(predicate.verb, MORE) < 0


def _charged_with(tree: Tree, verb: int) -> bool:
    """Say whether a gerund only names a charge or a topic: "found guilty of endangering lives"."""
    return tree.deps[verb] == "pcomp" and tree.words[tree.heads[verb]].lower() in ("of", "with", "about", "from")


def _dangles(title: str) -> bool:
    """Say whether a title begins with somebody whom nothing names."""
    return title.split(" ", 1)[0].lower() in DANGLING


def _noun_worth(tree: Tree, draft: Draft, root: bool) -> bool:
    """A noun counts with a date of its own, or with a cue and somebody who takes part."""
    predicate, mention = draft.predicate, draft.mention
    if " " not in mention.title and not root and predicate.kind in SAYING and predicate.standing.level == "occurred":
        return False  # "in a statement on Monday": what it says is told elsewhere
    if _carries(tree, predicate):
        return False
    if mention.interval is not None and (_is_stated(tree, mention) or ends_with(tree, predicate.head)):
        return True
    if predicate.standing.level in ("postponed", "cancelled"):
        return True
    if tree.sentence.kind == "title" and tree.deps[predicate.head] == "ROOT" and predicate.standing.cue in PREDICATIVE:
        return True  # "Nine dead in fire", "Coach out after defeat"
    informative = bool(mention.participants) and any(role.name != "topic" for role in predicate.roles)
    if predicate.weak or predicate.standing.level in ("possible", "denied"):
        return (
            predicate.standing.cue is not None
            and predicate.standing.tense == "none"
            and bool(mention.participants)
            and predicate.weight >= 0.7
        )
    return informative or (predicate.standing.level == "planned" and predicate.standing.tense == "none")


def _carries(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a paper only carries what its day was lent to: "said in its readout on Sunday that she had invited him"."""
    preposition = tree.heads[predicate.head]
    saying = tree.heads[preposition]
    said = tree.kid(saying, ("ccomp",)) if tree.deps[predicate.head] == "pobj" else -1
    had = said > saying and any(tree.words[k].lower() == "had" for k in tree.kids(said, ("aux",)))
    return predicate.kind in SAYING and had and tree.words[preposition].lower() == "in"


def _background(tree: Tree, predicate: Predicate) -> bool:
    """Undated purposes, conditions and reduced relatives: "to win over voters", "if they refuse", "the votes cast"."""
    verb, dep = predicate.verb, tree.deps[predicate.verb]
    infinitive = any(tree.words[child].lower() == "to" for child in tree.kids(verb, ("aux",)))
    if dep == "advcl" and (infinitive or predicate.standing.level == "possible"):
        return True
    if dep == "pcomp" and predicate.standing.level == "possible":
        return True
    if dep == "acl" and (not infinitive or predicate.standing.level == "possible"):
        return True
    return predicate.standing.level == "possible" and (infinitive or predicate.standing.cue in IF)


def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    seen: set[str] = set()
    kept: list[Draft] = []
    for draft in drafts:
        if draft.mention.id not in seen:
            seen.add(draft.mention.id)
            kept.append(draft)
    return kept


def salience(tree: Tree, predicate: Predicate, dated: Dated, title: str) -> float:
    """From 0 to 1: the class's weight, raised in headline and lead and by a date of its own, lowered in side clauses."""
    score = 0.5 * predicate.weight
    sentence = tree.sentence
    if sentence.kind == "title":
        score += 0.2
    elif sentence.paragraph <= LEAD:
        score += 0.15 - 0.03 * sentence.paragraph
    if dated.interval is not None:
        score += 0.2 if dated.basis == "timex" else 0.1
    if tree.deps[predicate.verb] == "ROOT":
        score += 0.1
    if predicate.nominal and predicate.verb == predicate.head:
        score -= 0.1
    if predicate.standing.level in ("possible", "denied"):
        score -= 0.15
    if _dangles(title) or " " not in title or _lacks_object(tree, predicate):
        score -= 0.25
    return round(min(max(score, 0.0), 1.0), 3)
