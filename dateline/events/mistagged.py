"""Mends words that the tagger took for another part of speech: "May denied" has a subject, "Talks due to start" no verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.events.lexicon import lexicon

if TYPE_CHECKING:
    from dateline.events.tree import Tree

PARTICLES = frozenset("off up down out back".split())
SCHEDULED = frozenset("due set scheduled expected planned slated poised".split())
CONTENT = frozenset(
    "report claim allegation rumour rumor suggestion story speculation accusation statement fear hope".split()
)
DAYS = frozenset("day week month year morning evening night afternoon weekend".split())


def retag(tree: Tree) -> bool:
    """Change tags, relations and heads in place where a rule of grammar is broken; say whether anything changed."""
    changed = False
    for token, tag in enumerate(tree.tags):
        if tag == "MD":
            changed |= _name_for_modal(tree, token)
        if token == 0 and tag.startswith("VB"):
            changed |= _name_before_to(tree, token)
        if tag == "NNS" and tree.deps[token] == "ROOT":
            changed |= _verb_for_plural(tree, token)
        if tag == "JJ" and tree.deps[token] in ("dobj", "nsubj", "nsubjpass", "pobj"):
            changed |= _noun_for_adjective(tree, token)
        if tag == "JJ" and tree.lemmas[token] in lexicon().verbs:
            changed |= _verb_for_adjective(tree, token)
        if tree.words[token].lower() in SCHEDULED:
            changed |= _due_to(tree, token) or _noun_for_verb(tree, token)
        if tag == "IN" and tree.deps[token] == "ROOT":
            changed |= _noun_over_preposition(tree, token)
        if tag == "IN" and tree.words[token].lower() in PARTICLES:
            changed |= _particle_before_day(tree, token)
        if tag == "VB" and tree.deps[token] == "xcomp":
            changed |= _noun_for_infinitive(tree, token)
        if tag in ("VBZ", "VBP"):
            changed |= _noun_as_object(tree, token) or _past_for_present(tree, token)
        if tag == "VB" and tree.deps[token] == "ROOT":
            changed |= _past_for_present(tree, token)
        if tree.words[token].lower() == "that" and tree.deps[token] == "mark":
            changed |= _clause_of_report(tree, token)
    return changed


def _name_for_modal(tree: Tree, token: int) -> bool:
    """No modal stands before a past form: in "May denied the report" it is somebody's name."""
    verb = tree.heads[token]
    if not tree.words[token][0].isupper() or tree.tags[verb] not in ("VBD", "VBZ", "VBN") or tree.deps[token] != "aux":
        return False
    others = [k for k in tree.children[verb] if k != token]
    if any(tree.deps[k] in ("nsubj", "nsubjpass", "expl", "aux", "auxpass") for k in others):
        return False
    tree.tags[token], tree.deps[token] = "NNP", "nsubj"
    if tree.tags[verb] == "VBN":
        tree.tags[verb] = "VBD"
    return True


def _name_before_to(tree: Tree, token: int) -> bool:
    """A headline that begins with a word no English verb goes by, and goes on with "to", has a name there: "Orlen to wrap up talks"."""
    verb = tree.kid(token, ("xcomp", "advcl", "ccomp"))
    words, lemma = lexicon(), tree.lemmas[token].lower()
    to = verb > 1 and tree.words[1].lower() == "to" and tree.heads[1] == verb
    known = (words.verbs, words.verb_operators, words.adjective_operators, words.trivial, words.light, words.phase)
    forms = {lemma, tree.words[token].lower()}
    if not to or tree.sentence.kind == "body" or any(form in table for table in known for form in forms):
        return False
    root = tree.heads[token]
    if root != token:  # "Orlen to wrap up talks, may meet king"
        tree.deps[root], tree.heads[root] = "conj", verb
    tree.tags[token], tree.deps[token], tree.heads[token] = "NNP", "nsubj", verb
    tree.deps[verb], tree.heads[verb] = "ROOT", verb
    for child in [k for k in tree.children[token] if k != verb]:
        tree.heads[child] = verb
    return True


def _verb_for_plural(tree: Tree, token: int) -> bool:
    """What has a subject in a sentence without another verb is the verb: "The contract runs until May"."""
    if tree.lemmas[token].endswith("s") or any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tree.tags):
        return False
    if not any(tree.deps[k] == "nsubj" and k < token for k in tree.children[token]):
        return _headline_verb(tree, token)
    tree.tags[token] = "VBZ"
    return True


def _headline_verb(tree: Tree, token: int) -> bool:
    """A plural that only a verb can be ends a headline's clause: "Bank's chief resigns"."""
    words, before = lexicon(), token - 1
    if tree.lemmas[token] not in words.verbs or tree.lemmas[token] in words.nouns or before < 0:
        return False
    adjective = tree.tags[before] == "JJ" and before == 0
    if tree.heads[before] != token or not (tree.tags[before].startswith("NN") or adjective):
        return False
    for child in tree.children[token]:
        if child < before:
            tree.heads[child] = before
    tree.tags[token], tree.deps[before] = "VBZ", "nsubj"
    tree.tags[before] = "NN" if adjective else tree.tags[before]
    return True


def _noun_for_adjective(tree: Tree, token: int) -> bool:
    """What has an owner or an article of its own is a noun: "put Sunday's final back"."""
    if tree.words[token].lower() not in lexicon().nouns:
        return False
    if not any(tree.deps[k] in ("poss", "det") for k in tree.children[token]):
        return False
    tree.tags[token] = "NN"
    return True


def _verb_for_adjective(tree: Tree, token: int) -> bool:
    """A modal without another verb goes with its verb: "will now not open till May"."""
    if _opens_talks(tree, token):
        return True
    helpers = [tree.tags[k] for k in tree.children[token] if tree.deps[k] == "aux"]
    if "MD" not in helpers or any(tag.startswith("VB") for tag in helpers):
        return False
    tree.tags[token] = "VB"
    return True


def _opens_talks(tree: Tree, token: int) -> bool:
    """A line without a verb whose adjective stands between who and what has one: "Reds and Greens open talks"."""
    noun = tree.heads[token]
    if any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tree.tags) or lexicon().nouns.get(tree.lemmas[noun]) is None:
        return False
    who = [k for k in tree.kids(noun, ("nmod", "compound")) if k < token and tree.tags[k] in ("NNP", "NNPS", "NNS")]
    if tree.deps[noun] != "ROOT" or tree.deps[token] != "amod" or token != noun - 1 or not who:
        return False
    tree.tags[token], tree.deps[token], tree.heads[token] = "VBP", "ROOT", token
    tree.deps[who[0]], tree.heads[who[0]] = "nsubj", token
    tree.deps[noun], tree.heads[noun] = "dobj", token
    for child in [k for k in tree.children[noun] if tree.deps[k] in ("prep", "npadvmod", "punct")]:
        tree.heads[child] = token
    return True


def _due_to(tree: Tree, token: int) -> bool:
    """In "was originally due to open" what stands after the verb is its complement, not a preposition."""
    verb, after = tree.heads[token], tree.kid(token, ("xcomp",))
    if tree.deps[token] != "prep" or tree.lemmas[verb] != "be" or after < 0:
        return False
    if not any(tree.words[k].lower() == "to" for k in tree.kids(after, ("aux",))):
        return False
    tree.tags[token], tree.deps[token] = "JJ", "acomp"
    return True


def _noun_for_verb(tree: Tree, token: int) -> bool:
    """In "Peace talks due to start" what is due stands in the plural, not in the present tense."""
    noun, after = token - 1, token + 1
    if noun < 0 or after >= tree.size or tree.tags[after] not in ("TO", "IN"):
        return False
    if (
        tree.tags[noun].startswith("NN")
        and tree.deps[token] == "prep"
        and tree.tags[min(after + 1, tree.size - 1)] == "VB"
    ):
        tree.tags[token], tree.deps[token] = "JJ", "amod"
        return True
    if tree.tags[noun] not in ("VBZ", "VBG"):
        return False
    known = lexicon().nouns
    if tree.words[noun].lower() not in known and tree.lemmas[noun] not in known:
        return False
    if tree.heads[token] != noun or any(tree.words[k].lower() in ("it", "he", "she") for k in tree.children[noun]):
        return False
    for child in tree.children[noun]:
        if child < noun and tree.deps[child] == "nsubj":
            tree.deps[child] = "compound"
    tree.tags[noun], tree.tags[token] = ("NNS" if tree.tags[noun] == "VBZ" else "NN"), "JJ"
    tree.deps[token] = "amod"
    return True


UNCHANGED = frozenset(
    "beat bet bid broadcast burst cast cost cut forecast hit hurt let offset put quit read rid set shed shut slit split spread "
    "thrust upset wed".split()
)
"""Verbs whose past is their present."""
GONE_BY = frozenset({"yesterday", "last", "ago", "earlier"})
HABITS = frozenset(
    {"every", "each", "often", "usually", "always", "normally", "rarely", "sometimes", "tomorrow", "next"}
)


def _noun_as_object(tree: Tree, token: int) -> bool:
    """What is an object and has no subject is no verb: "disputed accounts that its troops had crossed"."""
    if (
        tree.deps[token] not in ("dobj", "pobj")
        or not tree.words[token].endswith("s")
        or tree.words[token][0].isupper()
    ):
        return False
    if tree.kid(token, ("nsubj", "nsubjpass", "aux", "auxpass", "dobj")) >= 0:
        return False
    tree.tags[token] = "NNS"
    for clause in tree.kids(token, ("ccomp",)):
        tree.deps[clause] = "acl"
    return True


STOPPING = frozenset(
    "stop halt end suspend resume restart begin start abandon delay disrupt interrupt finish cease".split()
)
"""Verbs that no bare infinitive follows."""


def _noun_for_infinitive(tree: Tree, token: int) -> bool:
    """A verb that takes no bare infinitive has a noun there: "Rain stopped play", "The crew halted work"."""
    verb = tree.heads[token]
    helped = tree.kid(token, ("aux", "nsubj", "dobj", "mark")) >= 0
    if tree.lemmas[verb] not in STOPPING or token != verb + 1 or helped:
        return False
    tree.tags[token], tree.deps[token] = "NN", "dobj"
    for child in tree.kids(token, ("prep", "npadvmod", "advmod", "advcl")):
        tree.heads[child] = verb
    return True


def _past_for_present(tree: Tree, token: int) -> bool:
    """What many did on a day is past though the form does not tell: "Rumours spread on Monday", "The two hit a reef last week"."""
    if tree.words[token].lower() not in UNCHANGED or tree.sentence.kind != "body":
        return False
    if tree.kid(token, ("nsubj",)) < 0 or tree.kid(token, ("aux",)) >= 0:
        return False
    below = [k for each in (token, *tree.kids(token, ("xcomp", "ccomp"))) for k in tree.children[each]]
    words = {tree.words[k].lower() for each in below for k in (each, *tree.children[each])}
    on_day = any(
        tree.words[k].lower() == "on" and tree.names[day][2:] == "DATE" and tree.tags[day] != "NNPS"
        for k in below
        for day in tree.kids(k, ("pobj",))
    )
    if not (on_day or words & GONE_BY) or words & HABITS:
        return False
    tree.tags[token] = "VBD"
    return True


def _noun_over_preposition(tree: Tree, token: int) -> bool:
    """A fragment such as "First landslide, on the railway" is about its noun."""
    before = [k for k in tree.children[token] if k < token and tree.tags[k].startswith("NN")]
    if not before or any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tree.tags):
        return False
    noun = before[-1]
    tree.heads[noun], tree.deps[noun] = noun, "ROOT"
    tree.heads[token], tree.deps[token] = noun, "prep"
    for child in tree.children[token]:
        if child != noun and tree.deps[child] != "pobj":
            tree.heads[child] = noun
    return True


def _particle_before_day(tree: Tree, token: int) -> bool:
    """In "put it off the day before" the day is no object of "off"."""
    verb = tree.heads[token]
    if tree.deps[token] != "prep" or not tree.tags[verb].startswith("VB"):
        return False
    before = token - 1
    if tree.deps[before] != "dobj" or tree.heads[before] != verb or not tree.tags[before].startswith("PRP"):
        return False
    for day in tree.children[token]:
        if tree.deps[day] == "pobj" and (tree.lemmas[day] in DAYS or tree.names[day][2:] == "DATE"):
            tree.tags[token], tree.deps[token] = "RP", "prt"
            tree.heads[day], tree.deps[day] = verb, "npadvmod"
            return True
    return False


def _clause_of_report(tree: Tree, token: int) -> bool:
    """In "denied a report in a newspaper that it had fled" the clause says what the report said."""
    verb = tree.heads[token]
    noun = tree.heads[verb]
    if tree.deps[verb] not in ("relcl", "acl") or tree.lemmas[noun] in CONTENT:
        return False
    for above in tree.ancestors(noun):
        for content in [above, *(k for k in tree.children[above] if k < noun)]:
            if tree.lemmas[content] in CONTENT and tree.tags[content].startswith("NN"):
                tree.heads[verb], tree.deps[verb] = content, "acl"
                return True
        if tree.tags[above].startswith("VB"):
            return False
    return False
