"""Says which clauses and verbs tell nothing of their own: a topic, a cause, a stretch of time, a hope, a word to the press."""

from __future__ import annotations

from dateline.events import carrying, naming, relatives, roles, senses, verb_classes, verb_dates
from dateline.events.lexicon import lexicon
from dateline.events.tree import Tree

OPENING = frozenset("\"“‘':-–—.([ ")
"""What may stand before a verb that begins with a capital and is no name."""


def is_told_to(tree: Tree, verb: int) -> bool:
    """Whether somebody is told what to do: "the bank was told to hand over its files"."""
    below = tree.kids(verb, ("xcomp", "ccomp")) if tree.lemmas[verb] == "tell" else []
    passive = tree.kid(verb, ("nsubjpass",)) >= 0 and tree.kid(verb, ("auxpass",)) >= 0
    if tree.lemmas[verb] == "tell" and verb_dates.has_date(tree, verb) and not tells_press(tree, verb):
        passive = passive or tree.kid(verb, ("dobj", "dative")) >= 0  # "told the firm on Monday to lower the lake"
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


def is_of_anybody(tree: Tree, verb: int) -> bool:
    """Say whether a clause only says which of all things or people: "anything that would float", "whatever they could find"."""
    if tree.deps[verb] == "relcl":
        return tree.words[tree.heads[verb]].lower() in relatives.ANY
    if tree.deps[verb] == "ROOT" or not any(tree.tags[k] == "MD" for k in tree.kids(verb, ("aux",))):
        return False  # "whoever leaked it on Monday has been dismissed"
    named = tree.kids(verb, ("nsubj", "nsubjpass", "dobj"))
    return any(tree.words[k].lower() in relatives.ANY for n in named for k in (n, *tree.kids(n, ("det",))) if k < verb)


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
    if tree.lemmas[verb] != "say" or not verb_dates.has_date(tree, verb) or tree.kid(verb, ("nsubj",)) < 0:
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


def is_act(tree: Tree, verb: int) -> bool:
    """Say whether a wish is carried out on a day: "sought creditor protection in June", not "sought to delay the vote"."""
    if tree.lemmas[verb] not in ("seek", "fight", "lobby", "demand", "request") or tree.tags[verb] not in (
        "VBD",
        "VBN",
    ):
        return False
    wanted = tree.kid(verb, ("dobj", "nsubjpass"))
    return wanted >= 0 and verb_dates.has_date(tree, verb) and tree.kid(verb, ("xcomp", "ccomp", "advcl")) < 0


MOVING = frozenset({"come", "go", "appear", "turn", "work", "head"})
"""What is news of who or what does it, but not of "it" or "that"."""
MEASURED = frozenset(
    "day week month year hour minute second time place part note care effect euro dollar pound crown difference sense progress "
    "impression look chance lot something nothing anything thing idea way mind".split()
)


def does_something(tree: Tree, verb: int) -> bool:
    """Say whether a verb that means little by itself is done to something, or somewhere: "put the first beam in place"."""
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    if tree.kid(verb, ("ccomp",)) >= 0 or (
        tree.lemmas[verb] in MOVING
        and (
            tree.tags[verb] in ("VBZ", "VBP")
            or (subject >= 0 and tree.words[subject].lower() in ("it", "that", "this"))
        )
    ):
        return False
    if tree.lemmas[verb] == "take" and any(carrying.done_by(tree, k) == verb for k in tree.children[verb]):
        return False  # "took three days to convict him"
    done_to = tree.kids(verb, ("dobj", "nsubjpass"))
    if done_to:
        return not all(tree.lemmas[k] in MEASURED or _is_blank(tree, verb, k) for k in done_to)
    if tree.deps[verb] == "acl" and tree.tags[verb] == "VBN":
        return True
    if tree.kid(verb, ("auxpass",)) >= 0:
        return roles.shared_subject(tree, verb) >= 0
    whither = any(tree.words[k].lower() in WHITHER for k in tree.kids(verb, ("advmod",)))
    return whither or any(not verb_dates.is_date_phrase(tree, k) for k in tree.kids(verb, ("prep", "prt")))


WHITHER = frozenset(
    "below underground ashore aboard overboard inside outside home back away across abroad underwater upstream north south".split()
)


def _is_blank(tree: Tree, verb: int, thing: int) -> bool:
    """Say whether "it" stands for nothing: "made it to the final", "took it badly"."""
    return tree.words[thing].lower() == "it" and tree.lemmas[verb] in ("make", "get", "take", "give", "put", "work")


def sets_date(tree: Tree, verb: int) -> bool:
    """Say whether somebody sets on a day when something is to be: "is to set a date for the election on Wednesday"."""
    date = tree.kid(verb, ("dobj",))
    chosen = tree.lemmas[verb] in ("set", "name", "fix", "choose", "announce", "pick") and date >= 0
    return chosen and tree.lemmas[date] == "date" and verb_dates.has_date(tree, verb)


def informs(tree: Tree, verb: int) -> bool:
    """Say whether somebody tells on a day those whom it concerns: "the coroner told the families that all were dead"."""
    if tree.lemmas[verb] not in ("tell", "inform", "notify", "brief") or not verb_dates.has_date(tree, verb):
        return False
    told = tree.kid(verb, ("nsubjpass",))
    told = told if told >= 0 else tree.kid(verb, ("dobj", "dative"))
    if told < 0 or tells_press(tree, verb) or verb_classes.is_hearing(tree, verb):
        return False
    passive = tree.kid(verb, ("auxpass",)) >= 0 and tree.kid(verb, ("nsubjpass",)) >= 0
    if passive and any(tree.words[k].lower() in ("of", "about") for k in tree.kids(verb, ("prep",))):
        return True
    concerned = passive or tree.tags[told] == "NNS" or (tree.tags[told] == "NN" and not tree.names[told])
    return (concerned or tree.lemmas[told] in GATHERED) and tree.kid(verb, ("ccomp",)) > verb


GATHERED = frozenset("staff workforce crew team squad board family cabinet congregation rally crowd conference".split())


def _only_comes_out(tree: Tree, verb: int) -> bool:
    """Say whether "it emerged" only says that something became known."""
    subject = tree.kid(verb, ("nsubj", "expl"))
    return tree.lemmas[verb] in ("emerge", "transpire") and subject >= 0 and tree.words[subject].lower() == "it"


def _has_particle(tree: Tree, verb: int) -> bool:
    """Say whether a particle gives a verb a meaning of its own: "gave it back", "turned up", "was let out"."""
    behind = [k for k in tree.kids(verb, ("advmod",)) if k > verb and tree.words[k].lower() in PARTICLES]
    return bool(behind) or tree.kid(verb, ("prt",)) >= 0


PARTICLES = frozenset({"back", "away", "off", "out", "up", "down"})


def _goes_somewhere(tree: Tree, verb: int) -> bool:
    """Say whether somebody comes to a place on a day: "will come to Lund on Monday", not "came to an end"."""
    there = [k for to in tree.kids(verb, ("prep",)) if tree.words[to] == "to" for k in tree.kids(to, ("pobj",))]
    placed = any(tree.tags[k].startswith("NNP") for k in there)
    return placed and verb_dates.has_date(tree, verb)


def is_trivial(tree: Tree, verb: int) -> bool:
    """Whether a verb names no happening by itself."""
    name, words = naming.verb_name(tree, verb), lexicon()
    if verb and tree.words[verb][0].isupper() and tree.sentence.kind == "body" and tree.words[verb - 1] not in OPENING:
        return True  # a name that the tagger took for a verb
    if _times(tree, verb) or _only_comes_out(tree, verb):
        return True
    if verb_dates.goes_on_since(tree, verb) and tree.lemmas[verb] not in ("be", "have"):
        return False
    if verb_classes.is_hearing(tree, verb) or verb_classes.is_due_in_court(tree, verb) or states_hope(tree, verb):
        return False
    if informs(tree, verb):
        return False
    if tells_press(tree, verb):
        return True
    if name == tree.lemmas[verb] and name in words.dated_events and verb_dates.has_date(tree, verb):
        return not does_something(tree, verb)
    phrasal = name == tree.lemmas[verb] != "be" and name in words.trivial and _has_particle(tree, verb)
    if phrasal and verb_dates.has_date(tree, verb):
        return tree.kid(verb, ("nsubj", "nsubjpass")) < 0  # "gave it back on Monday", "turned up on 4 June"
    if name == "come to" and _goes_somewhere(tree, verb):
        return False
    if name in words.idle or (name == "turn out" and tree.kid(verb, ("ccomp", "xcomp", "acomp")) >= 0):
        return True
    if name == "leave" and (tree.deps[verb] == "advcl" or tree.kid(verb, ("auxpass",)) >= 0):
        return True  # "leaving homes without power", "little was left"
    if name == "ask":
        return tree.kid(verb, ("xcomp",)) < 0 and not _asks_for(tree, verb)
    if name != tree.lemmas[verb]:
        return name not in words.strong and name not in words.verbs
    return name in words.trivial
