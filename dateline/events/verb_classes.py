"""Says of which class a verb is where its neighbours decide: a hearing, a disaster, a story called false."""

from __future__ import annotations

from dateline.events.lexicon import lexicon
from dateline.events.naming import is_among, is_verb, noun_class, verb_name
from dateline.events.operating import adjective_operator, verb_operator
from dateline.events.tree import Tree
from dateline.events.verb_dates import has_date

DISASTERS = frozenset({"quake", "storm", "explode", "crash"})
STRIKING = frozenset(
    "strike hit rock shake batter rip sweep tear slam pound devastate destroy level flatten cause".split()
)
FALSE = frozenset(
    "lie nonsense rubbish fiction fabrication fantasy slander smear untrue false baseless absurd tale invention hoax garbage myth "
    "libel falsehood rumour rumor gossip fake bunkum hogwash twaddle drivel untruth".split()
)
TOLD = frozenset(
    "report claim talk story allegation rumour rumor suggestion accusation article speculation charge it that idea".split()
)


def verb_class(tree: Tree, verb: int) -> str:
    """Return the class of a verb; what an earthquake or a storm does is that disaster, not an attack."""
    verbs = lexicon().verbs
    if is_hearing(tree, verb) or is_due_in_court(tree, verb):
        return "try"
    if verb_name(tree, verb) == "order" and noun_class(tree, max(tree.kid(verb, ("dobj", "nsubjpass")), 0)):
        return "request"
    if (
        tree.lemmas[verb] == "strike"
        and verb_name(tree, verb) == "strike"
        and tree.kid(verb, ("dobj", "nsubjpass")) < 0
    ):
        return "strike"
    if tree.lemmas[verb] in STRIKING:
        subject = tree.kid(verb, ("nsubj",))
        kind = noun_class(tree, subject) if subject >= 0 else ""
        if kind in DISASTERS:
            return kind
    return verbs.get(verb_name(tree, verb)) or verbs.get(tree.lemmas[verb]) or ""


def calls_false(tree: Tree, verb: int) -> bool:
    """Whether a verb calls what was told untrue: "called talk of a sale a fairy tale", "described the report as a lie"."""
    if tree.lemmas[verb] not in ("call", "label", "brand", "describe", "denounce"):
        return False
    things = tree.kids(verb, ("dobj", "oprd", "nsubjpass", "ccomp", "npadvmod"))
    behind = [
        k for p in tree.kids(verb, ("prep",)) if tree.words[p].lower() == "as" for k in tree.kids(p, ("pobj", "amod"))
    ]
    named = any(tree.lemmas[k].lower() in FALSE or tree.words[k].lower() in FALSE for k in (*things, *behind))
    told = [k for thing in things for k in (thing, *tree.kids(thing, ("nsubj",)))]
    return named and any(tree.lemmas[k].lower() in TOLD for k in told)


def is_hearing(tree: Tree, verb: int) -> bool:
    """Whether a body hears something told: "the inquiry heard that", "the court was told", "told MPs"."""
    lemma, bodies = tree.lemmas[verb], lexicon().hearing_bodies
    if lemma not in ("hear", "tell"):
        return False
    if lemma == "hear" and _hears_parties(tree, verb):
        return True
    if lemma == "hear":
        above = tree.heads[verb] if tree.deps[verb] == "xcomp" else verb  # "the committee wants to hear him"
        return tree.tags[verb] != "VBN" and is_among(tree, tree.kid(above, ("nsubj",)), bodies)
    told = tree.kid(verb, ("nsubjpass",))
    told = told if told >= 0 else tree.kid(verb, ("dobj", "dative"))
    return is_among(tree, told, bodies)


PLEADED = frozenset(
    "party side case argument evidence appeal plea testimony witness lawyer claim defence defense suit".split()
)
"""What a court hears."""


def _hears_parties(tree: Tree, verb: int) -> bool:
    """Whether what is heard on a day is a case or somebody: "heard the parties on 8 March", "will be heard on 8 May"."""
    heard = tree.kid(verb, ("dobj", "nsubjpass"))
    if heard < 0 or not has_date(tree, verb):
        return False
    passive = tree.deps[heard] == "nsubjpass"
    somebody = tree.tags[heard].startswith("NNP") or tree.words[heard].lower() in ("he", "she", "who")
    ahead = any(tree.tags[k] == "MD" for k in tree.kids(verb, ("aux",)))
    return tree.lemmas[heard] in PLEADED or (passive and somebody and ahead)


def is_due_in_court(tree: Tree, verb: int) -> bool:
    """Whether somebody is to appear on a day that was set: "had been scheduled to appear on Wednesday"."""
    if tree.lemmas[verb] != "appear" or tree.deps[verb] != "xcomp" or tree.kid(verb, ("xcomp", "oprd", "acomp")) >= 0:
        return False
    above = tree.heads[verb]
    operator = verb_operator(tree, above) if is_verb(tree, above) else adjective_operator(tree, above)
    return operator is not None and operator.name == "plan"
