"""Mends the slips that a small parser makes again and again, by rules of grammar that it broke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.events import gapping, mainverb, mistagged, subjects
from dateline.events.lexicon import lexicon
from dateline.events.mainverb import FINITE, SUBJECT

if TYPE_CHECKING:
    from dateline.events.tree import Tree


def mend(tree: Tree) -> bool:
    """Change heads in place where a rule applies; say whether anything changed."""
    changed = mainverb.mend(tree) | subjects.mend(tree)
    for token, tag in enumerate(tree.tags):
        if (
            tag == "JJ"
            and tree.deps[token] in ("nsubj", "nsubjpass", "dobj", "pobj")
            and tree.kid(token, ("det",)) >= 0
        ):
            tree.tags[token] = "NN"  # "the final was moved"
            changed = True
        if tree.deps[token] == "oprd":
            changed |= _called_for(tree, token)
        if tree.deps[token] == "ccomp" and tag == "JJ":
            changed |= _what_it_became(tree, token)
        if tree.words[token] in AFIRE and tree.deps[token] == "dobj":
            changed |= _set_afire(tree, token)
        if tag == "VBN" and tree.deps[token] == "advcl":
            changed |= _state_of_object(tree, token)
        if tag in ("VBD", "VBN") and tree.deps[token] == "conj":
            changed |= _lift_past_from_infinitive(tree, token)
        if tag in ("VBD", "VBN") and tree.deps[token] == "ROOT":
            changed |= _aside_of_subject(tree, token)
        if tag == "VBD" and tree.deps[token] == "acl":
            changed |= _said_at_the_end(tree, token)
        if tag == "WDT" and tree.deps[token] in SUBJECT:
            changed |= _relative_of_event(tree, token)
        if tag.startswith("VB") and tree.deps[token] == "conj":
            changed |= _past_the_aside(tree, token)
        if tag in FINITE and tree.deps[token] in ("advcl", "conj", "ccomp", "parataxis", "ROOT"):
            changed |= _give_back_subject(tree, token)
        if tag in ("WDT", "WP") and tree.deps[token] in SUBJECT:
            changed |= _hang_relative(tree, token) or _hang_on_person(tree, token)
        if tree.deps[token] in ("prep", "npadvmod", "advmod") and tree.deps[tree.heads[token]] == "ccomp":
            changed |= _before_what_is_said(tree, token)
        if tree.deps[token] == "npadvmod":
            changed |= _day_before_clause(tree, token)
        if tree.deps[token] == "nsubj":
            changed |= _one_subject(tree, token)
            changed |= _name_before_apposition(tree, token)
            changed |= _name_of_agent(tree, token)
    changed |= gapping.mend(tree)
    return mistagged.retag(tree) or changed


def _day_before_clause(tree: Tree, day: int) -> bool:
    """In "Yesterday, two months after the dam broke, a jury sat" the jury sat yesterday."""
    verb = tree.heads[day]
    mark = tree.kid(verb, ("mark",))
    main = tree.heads[verb]
    if not day < mark < verb < main or tree.deps[verb] not in ("advcl", "ccomp") or tree.words[day + 1] != ",":
        return False
    tree.heads[day], tree.deps[verb] = main, "advcl"
    return True


def _called_for(tree: Tree, token: int) -> bool:
    """Nothing is given a name where nothing else is governed: "called the general election for 25 April" calls an election."""
    verb = tree.heads[token]
    held = lexicon().nouns.get(tree.lemmas[token]) in ("strike", "vote", "meet", "protest")
    other = tree.kid(verb, ("dobj", "nsubjpass", "dative")) >= 0 or len(tree.kids(verb, ("oprd",))) > 1
    if tree.lemmas[verb] != "call" or not held or other:
        return False
    tree.deps[token] = "dobj"
    return True


def _what_it_became(tree: Tree, adjective: int) -> bool:
    """In "cut the driver free" the driver is what is cut, and free what that made of him."""
    verb, thing = tree.heads[adjective], tree.kid(adjective, ("nsubj",))
    if not verb < thing < adjective or tree.kid(adjective, ("cop", "aux", "mark")) >= 0:
        return False
    if tree.kid(verb, ("dobj", "nsubjpass")) >= 0 or not tree.tags[verb].startswith("VB"):
        return False
    _told_of(tree, verb, thing, adjective)
    return True


def _state_of_object(tree: Tree, token: int) -> bool:
    """In "left six people injured" the people are injured, not what left them so."""
    thing, verb = token - 1, tree.heads[token]
    if tree.lemmas[verb] not in ("leave", "find", "keep", "see", "get") or tree.heads[thing] != verb:
        return False
    if tree.deps[thing] != "dobj":
        return False
    tree.tags[token], tree.deps[token] = "JJ", "oprd"
    return True


AFIRE = frozenset({"alight", "ablaze", "afire", "aflame"})


def _set_afire(tree: Tree, word: int) -> bool:
    """No noun is called so: in "set the town hall alight" the hall is set."""
    verb, thing = tree.heads[word], word - 1
    if (
        not tree.tags[verb].startswith("VB")
        or tree.heads[thing] != word
        or tree.tags[thing] not in ("NN", "NNS", "NNP", "JJ")
    ):
        return False
    tree.tags[word], tree.tags[thing] = "JJ", "NN" if tree.tags[thing] == "JJ" else tree.tags[thing]
    for child in tree.children[word]:
        if child < thing:
            tree.heads[child] = thing
    _told_of(tree, verb, thing, word)
    return True


def _told_of(tree: Tree, verb: int, thing: int, quality: int) -> None:
    tree.heads[thing], tree.deps[thing] = verb, "dobj"
    tree.heads[quality], tree.deps[quality] = verb, "oprd"
    for child in tree.children[quality]:
        if child > quality and tree.deps[child] in ("prep", "npadvmod", "advmod", "advcl"):
            tree.heads[child] = verb


SAYING = frozenset({"say", "announce", "report", "add", "confirm", "state", "tell"})


def _said_at_the_end(tree: Tree, saying: int) -> bool:
    """In "They have signed a striker, the clubs announced on Tuesday." the last verb says what comes before it."""
    speaker = tree.heads[saying]
    main = tree.heads[speaker]
    first = min(tree.subtree(speaker, lambda k: k < saying), default=speaker)
    if tree.lemmas[saying] not in SAYING or tree.deps[speaker] not in ("npadvmod", "appos", "conj", "dep", "dobj"):
        return False
    if tree.deps[main] != "ROOT" or not tree.tags[main].startswith("VB") or not main < first:
        return False
    if tree.words[first - 1] != "," or saying != speaker + 1 or tree.kid(saying, ("dobj", "ccomp", "xcomp")) >= 0:
        return False
    tree.heads[saying], tree.deps[saying] = saying, "ROOT"
    tree.heads[speaker], tree.deps[speaker] = saying, "nsubj"
    tree.heads[main], tree.deps[main] = saying, "ccomp"
    return True


def _aside_of_subject(tree: Tree, verb: int) -> bool:
    """In "The return, agreed last year, has been cancelled" the first verb stands aside and the second is the main one."""
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    main = tree.kid(verb, ("conj",))
    if not 0 <= subject < verb < main or tree.words[verb - 1] != "," or tree.kid(verb, ("cc", "aux", "auxpass")) >= 0:
        return False
    helpers = tree.kids(main, ("aux", "auxpass"))
    if not helpers or tree.words[helpers[0] - 1] != "," or tree.kid(main, SUBJECT) >= 0:
        return False
    passive = tree.kid(main, ("auxpass",)) >= 0
    tree.heads[main], tree.deps[main] = main, "ROOT"
    tree.heads[subject], tree.deps[subject] = main, "nsubjpass" if passive else "nsubj"
    tree.heads[verb], tree.deps[verb] = subject, "acl"
    return True


TAKING_PLACE = frozenset("take hold happen begin start open schedule postpone set due".split())


MISHAPS = frozenset("collapse crash explode kill die quake storm attack seize damage infect injure".split())
"""What nobody opens, holds or puts off."""


def _is_staged(tree: Tree, noun: int) -> bool:
    kind = lexicon().nouns.get(tree.lemmas[noun])
    return kind is not None and kind not in MISHAPS and tree.tags[noun].startswith("NN")


def _relative_of_event(tree: Tree, pronoun: int) -> bool:
    """In "the inquiry into the collapse at the mine, which was to open on Monday" it is the inquiry that opens."""
    verb = tree.heads[pronoun]
    noun, below = tree.heads[verb], tree.kid(verb, ("xcomp",))
    staged = {tree.lemmas[verb], tree.lemmas[below] if below >= 0 else ""} & TAKING_PLACE
    if tree.deps[verb] != "relcl" or not staged or _is_staged(tree, noun):
        return False
    for _ in range(3):
        if tree.deps[noun] != "pobj":
            return False
        noun = tree.heads[tree.heads[noun]]
        if _is_staged(tree, noun):
            tree.heads[verb] = noun
            return True
    return False


def _before_what_is_said(tree: Tree, token: int) -> bool:
    """In "said on Tuesday it would close" what stands between the saying and the said belongs to the saying."""
    said = tree.heads[token]
    saying = tree.heads[said]
    subject = tree.kid(said, SUBJECT)
    if not saying < token < subject < said or tree.tags[saying] not in FINITE:
        return False
    between = range(saying + 1, min(tree.subtree(subject)))
    if any(tree.words[k] in (",", "that", "“", '"', ":", "``") for k in between) or token not in between:
        return False
    if any(tree.tags[k] in ("IN", "TO") and tree.deps[k] == "mark" for k in between):
        return False
    tree.heads[token] = saying
    return True


def _past_the_aside(tree: Tree, token: int) -> bool:
    """In "three men broke in, police said, and may have fled" the second verb goes with the first, not with the saying."""
    saying = tree.heads[token]
    if tree.lemmas[saying] not in ("say", "tell", "add", "report") or tree.kid(token, SUBJECT) >= 0:
        return False
    said = tree.kid(saying, ("ccomp",))
    subject = tree.kid(saying, ("nsubj",))
    if not 0 <= said < subject < saying or not any(tree.words[k] == "," for k in range(saying, token)):
        return False
    tree.heads[token] = said
    return True


def _name_before_apposition(tree: Tree, subject: int) -> bool:
    """In "Tarn, the pump maker, put off the vote" the name is the subject and the common noun stands in apposition."""
    verb = tree.heads[subject]
    for name in tree.kids(verb, ("npadvmod", "dep", "advmod", "nmod")):
        first = min(tree.subtree(subject))
        last = max(tree.subtree(subject))
        commas = (
            name + 2 == first and tree.words[name + 1] == "," and last + 1 < tree.size and tree.words[last + 1] == ","
        )
        if tree.tags[name].startswith("NNP") and tree.tags[subject] in ("NN", "NNS") and commas:
            tree.deps[name], tree.heads[subject], tree.deps[subject] = "nsubj", name, "appos"
            return True
    return False


def _name_of_agent(tree: Tree, subject: int) -> bool:
    """In "a panel led by the former judge Ana Lind will start" the panel starts; the name says who the judge is."""
    first = subject - 1
    while first >= 0 and tree.heads[first] == subject and tree.tags[first].startswith("NNP"):
        first -= 1
    for noun in tree.kids(subject, ("compound", "nmod")):
        led = tree.kid(noun, ("acl",))
        by = tree.kid(led, ("agent",)) if led > noun else -1
        agent = tree.kid(by, ("pobj",)) if by >= 0 else -1
        if 0 <= agent == first and tree.tags[noun] == "NN":
            verb = tree.heads[subject]
            tree.heads[noun], tree.deps[noun] = verb, "nsubj"
            tree.heads[subject], tree.deps[subject] = agent, "appos"
            return True
    return False


def _hang_relative(tree: Tree, pronoun: int) -> bool:
    """A clause that begins with "which" or "who" hangs on the noun before it, not on the verb of the main clause."""
    verb, before = tree.heads[pronoun], pronoun - 1
    person = tree.heads[verb]
    if tree.deps[verb] == "relcl" and tree.words[pronoun].lower() == "which" and tree.names[person][2:] == "PERSON":
        above = tree.heads[tree.heads[person]]
        if tree.deps[person] == "pobj" and tree.tags[above].startswith("NN"):
            tree.heads[verb] = above  # "the panel under Ana Lind, which met"
            return True
    if tree.deps[verb] not in ("advcl", "conj", "ccomp") or before < 1 or tree.words[before] != ",":
        return False
    noun = before - 1
    while tree.deps[noun] in ("compound", "punct") and tree.heads[noun] < pronoun:
        noun = tree.heads[noun]
    if tree.deps[noun] not in ("dobj", "pobj", "attr", "conj", "appos") or noun >= pronoun:
        return False
    tree.heads[verb], tree.deps[verb] = noun, "relcl"
    return True


PEOPLE = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "men",
    "woman",
    "women",
    "people",
    "crew",
    "pilot",
    "guard",
    "doctor",
    "student",
)


def _hang_on_person(tree: Tree, pronoun: int) -> bool:
    """Who does something is a person: in "firefighters with pumps, who drove in" the firefighters."""
    verb = tree.heads[pronoun]
    noun = tree.heads[verb]
    if tree.words[pronoun].lower() != "who" or tree.deps[verb] != "relcl" or tree.deps[noun] != "pobj":
        return False
    above = tree.heads[tree.heads[noun]]
    named = tree.names[noun][2:] in ("PERSON", "ORG", "NORP") or tree.lemmas[noun].endswith(PEOPLE)
    if named or not tree.tags[above].startswith("NN") or not tree.lemmas[above].endswith(PEOPLE):
        return False
    tree.heads[verb] = above
    return True


def _object_before_clause(tree: Tree, thing: int, subject: int) -> bool:
    """In "announced the trial in May, a week after the firm had gone" the trial is announced, and the firm had gone."""
    verb = tree.heads[subject]
    saying = tree.heads[verb]
    mark = next((k for k in tree.kids(verb, ("mark",)) if thing < k < subject), -1)
    if mark < 0 or tree.deps[verb] != "ccomp" or not saying < thing or tree.kid(saying, ("dobj",)) >= 0:
        return False
    tree.heads[thing], tree.deps[thing] = saying, "dobj"
    tree.deps[verb] = "advcl"
    for child in tree.children[thing]:
        if tree.deps[child] == "prep" and any(tree.names[k][2:] == "DATE" for k in tree.children[child]):
            tree.heads[child] = saying
    return True


def _one_subject(tree: Tree, subject: int) -> bool:
    """A verb has one subject: in "a magnitude 6 quake struck" the words before "quake" belong to it."""
    verb = tree.heads[subject]
    later = [k for k in tree.kids(verb, ("nsubj",)) if subject < k < verb]
    if later and _object_before_clause(tree, subject, later[0]):
        return True
    if not later or any(tree.words[k] == "," for k in range(subject, later[0])):
        return False
    tree.heads[subject], tree.deps[subject] = later[0], "compound"
    return True


def _lift_past_from_infinitive(tree: Tree, token: int) -> bool:
    """A past form cannot be coordinated with a bare infinitive: "called off with two days to go and put back"."""
    above = tree.heads[token]
    if tree.tags[above] != "VB" or tree.kid(token, ("aux", "auxpass")) >= 0:
        return False
    for higher in tree.ancestors(above):
        if tree.tags[higher] in ("VBD", "VBN", "VBZ"):
            tree.heads[token] = higher
            return True
    return False


def _give_back_subject(tree: Tree, verb: int) -> bool:
    """A finite verb needs a subject: in "met Wang and a talk with Xi was likely" the noun after "and" is it."""
    if tree.kid(verb, SUBJECT) >= 0:
        return False
    before = verb - 1
    while before >= 0 and tree.tags[before] in ("RB", "MD"):
        before -= 1
    if before < 1 or not tree.tags[before].startswith(("NN", "CD")):
        return False
    if _between_dashes(tree, verb, before):
        return True
    for noun in [before, *tree.ancestors(before)]:
        if noun >= verb or tree.deps[noun] in ("nsubj", "nsubjpass"):
            return False
        if tree.deps[noun] == "conj" and tree.tags[noun].startswith(("NN", "CD")):
            tree.heads[noun], tree.deps[noun] = verb, "nsubj"
            return True
    return False


def _between_dashes(tree: Tree, verb: int, noun: int) -> bool:
    """In "while in May - on the sixth - the agency served" the agency serves, and is nothing that happens on it."""
    preposition = tree.heads[noun]
    if tree.deps[noun] != "pobj" or tree.kid(verb, ("mark",)) < 0 or tree.deps[preposition] != "prep":
        return False
    dashes = [k for k in range(preposition + 1, noun) if tree.words[k] in ("-", "–", "—", ",")]
    before = [k for k in tree.children[noun] if dashes and k < dashes[-1] and tree.deps[k] != "punct"]
    if not before:
        return False
    governed = before[-1]
    tree.heads[governed], tree.deps[governed] = preposition, "pobj"
    for token in before[:-1]:
        tree.heads[token] = governed
    tree.heads[noun], tree.deps[noun] = verb, "nsubj"
    return True
