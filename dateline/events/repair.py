"""Mends the slips that a small parser makes again and again, by rules of grammar that it broke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.events import asides, fronted, gapping, lost_verbs, mainverb, mistagged, relatives, resultatives, subjects
from dateline.events.lexicon import lexicon
from dateline.events.mainverb import FINITE, SUBJECT
from dateline.events.resultatives import AFIRE

if TYPE_CHECKING:
    from dateline.events.tree import Tree


CLAIMED = frozenset("report claim allegation rumour rumor story talk suggestion accusation speculation".split())


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
        changed |= lost_verbs.mend(tree, token)
        if tag in ("RB", "IN") and tree.words[token].lower() == "as":
            changed |= _rejected_as(tree, token)
        if tree.deps[token] == "oprd":
            changed |= resultatives.called_for(tree, token)
        if tree.deps[token] == "ccomp" and tag == "JJ":
            changed |= resultatives.what_it_became(tree, token)
        if tree.words[token] in AFIRE and tree.deps[token] == "dobj":
            changed |= resultatives.set_afire(tree, token)
        if tag == "VBD" and tree.words[token].lower() == "had":
            changed |= _had_it_been(tree, token)
        if tag == "VBN" and tree.deps[token] == "acl":
            changed |= relatives.set_for_event(tree, token)
        if tag == "VBN" and tree.deps[token] == "advcl":
            changed |= resultatives.state_of_object(tree, token)
        if tag in ("VBD", "VBN") and tree.deps[token] == "conj":
            changed |= _lift_past_from_infinitive(tree, token)
        if tag in ("VBD", "VBN") and tree.deps[token] == "ROOT":
            changed |= asides.aside_of_subject(tree, token)
        if tag == "VBD" and tree.deps[token] == "acl":
            changed |= asides.said_at_the_end(tree, token)
        if tag == "WDT" and tree.deps[token] in SUBJECT:
            changed |= (
                relatives.of_event(tree, token) or relatives.of_mishap(tree, token) or relatives.of_dated(tree, token)
            )
        if tag.startswith("VB") and tree.deps[token] == "conj":
            changed |= asides.past_the_aside(tree, token)
        if tag in FINITE and tree.deps[token] in ("advcl", "conj", "ccomp", "parataxis", "ROOT"):
            changed |= _give_back_subject(tree, token)
        if tag == "WRB":
            changed |= relatives.of_no_time(tree, token)
        if tag in ("WDT", "WP") and tree.deps[token] in SUBJECT:
            changed |= relatives.of_noun_before(tree, token) or relatives.of_person(tree, token)
        if tree.deps[token] in ("prep", "npadvmod", "advmod") and tree.deps[tree.heads[token]] == "ccomp":
            changed |= asides.before_what_is_said(tree, token)
        if tree.words[token].lower() == "since" and tree.deps[token] == "prep":
            changed |= _since_of_noun(tree, token)
        if tag in ("VBD", "VBN") and tree.deps[token] in ("parataxis", "ccomp"):
            changed |= asides.aside_before_main(tree, token)
        if tag == "VBZ" and tree.deps[token] == "ROOT":
            changed |= _claims_rejected(tree, token)
        if tag == "VB" and tree.deps[token] == "advcl":
            changed |= asides.told_to(tree, token)
        if tag in ("VB", "VBP") and tree.lemmas[token - 1] == "let":
            changed |= resultatives.let_go(tree, token)
        if tag.startswith("VB") and tree.deps[token] == "relcl":
            changed |= relatives.of_anything(tree, token)
        if tag == "VBG" and tree.deps[token] == "pcomp":
            changed |= _past_the_day(tree, token)
        if tree.deps[token] == "prep" and tree.words[token] == "on":
            changed |= _day_of_what_follows(tree, token)
        if tag == "IN" and tree.deps[token] == "prep":
            changed |= fronted.mend(tree, token)
        if tree.deps[token] == "mark" and tree.words[token].lower() == "that":
            changed |= fronted.after_that(tree, token)
        if tree.deps[token] == "npadvmod":
            changed |= asides.day_before_clause(tree, token)
        if tree.deps[token] == "nsubj":
            changed |= _one_subject(tree, token)
            changed |= _name_before_apposition(tree, token)
            changed |= _name_of_agent(tree, token)
    changed |= gapping.mend(tree)
    return mistagged.retag(tree) or changed


def _day_of_the_aside(tree: Tree, subject: int, day: int) -> bool:
    """In "a conference that they had wanted for 18 May met on the 25th" the conference met: the day ends the aside."""
    first = day
    while first and tree.heads[first - 1] == day:
        first -= 1
    preposition = first - 1
    bare = tree.tags[preposition] == "IN" and tree.kid(preposition, ("pobj",)) < 0
    aside = any(subject < k < preposition for k in tree.kids(subject, ("relcl", "acl")))
    if tree.names[day][2:] != "DATE" or not bare or not aside:
        return False
    tree.heads[day], tree.deps[day] = preposition, "pobj"
    return True


def _since_of_noun(tree: Tree, since: int) -> bool:
    """In "the union, on strike since Monday" the strike is what has lasted since."""
    preposition = tree.heads[since]
    beside = tree.heads[since - 1] if since > 1 and tree.deps[since - 1] == "pobj" else -1
    if beside >= 0 and tree.words[beside].lower() in ("in", "on", "at", "under"):
        preposition = beside  # hung on the person, or on the verb to come: "Lind, in charge since May, will"
    noun = tree.kid(preposition, ("pobj",))
    if tree.deps[preposition] != "prep" or not preposition < noun < since:
        return False
    if tree.lemmas[tree.heads[preposition]] == "be" and tree.heads[preposition] < preposition:
        return False  # "has been in the chair since May"
    tree.heads[since] = noun
    return True


def _rejected_as(tree: Tree, as_: int) -> bool:
    """In "rejected as false a report that it had fled" the report is rejected."""
    verb, noun = tree.heads[as_], tree.kid(as_, ("pobj",))
    if noun < 0 or not tree.tags[verb].startswith("VB") or tree.kid(verb, ("dobj", "nsubjpass")) >= 0:
        return False
    claim = tree.kid(noun, ("appos",))
    if claim > noun and tree.lemmas[claim] in CLAIMED:
        tree.heads[claim], tree.deps[claim] = verb, "dobj"  # 'rejected as "pure fantasy" a report that it had fled'
        return True
    quoted = any(tree.words[k] in ('"', "”", "''", "’") for k in range(as_ + 2, noun))
    word = tree.kid(noun, ("nmod", "compound", "amod"))
    if quoted and tree.lemmas[noun] in CLAIMED and word > as_:
        tree.heads[noun], tree.deps[noun] = verb, "dobj"
        tree.heads[word], tree.deps[word] = as_, "pobj"  # 'dismissed as "tavern talk" reports that he had quit'
        return True
    described = [k for k in tree.kids(noun, ("amod",)) if k == as_ + 1]
    if not described or not any(k == as_ + 2 for k in tree.kids(noun, ("det",))):
        return False
    tree.heads[noun], tree.deps[noun] = verb, "dobj"
    tree.heads[described[0]], tree.deps[described[0]] = as_, "amod"
    return True


def _claims_rejected(tree: Tree, claims: int) -> bool:
    """In "The palace dismissed as nonsense claims that he was ill" nobody claims: the claims are dismissed."""
    subject = tree.kid(claims, ("nsubj",))
    verb = tree.kid(subject, ("acl", "relcl")) if subject >= 0 else -1
    as_ = next((k for k in tree.kids(verb, ("prep",)) if tree.words[k].lower() == "as"), -1) if verb >= 0 else -1
    if tree.lemmas[claims] not in CLAIMED or not subject < verb < as_ < claims or tree.tags[verb] not in ("VBD", "VBN"):
        return False
    if tree.deps[claims] != "ROOT" or tree.kid(claims, ("ccomp",)) < 0:
        return False
    for said in tree.kids(claims, ("ccomp",)):
        tree.deps[said] = "acl"
    noun = claims - 1
    tree.heads[noun], tree.deps[noun] = as_, "pobj"
    tree.heads[verb], tree.deps[verb], tree.tags[verb] = verb, "ROOT", "VBD"
    tree.heads[subject] = verb
    tree.heads[claims], tree.deps[claims], tree.tags[claims] = verb, "dobj", "NNS"
    return True


def _past_the_day(tree: Tree, gerund: int) -> bool:
    """No day is of a deed: in "was acquitted on Tuesday of poisoning him" she was acquitted of it."""
    preposition = tree.heads[gerund]
    day = tree.heads[preposition]
    verb = tree.heads[tree.heads[day]]
    dated = tree.deps[preposition] == "prep" and tree.names[day][2:] == "DATE" and tree.deps[day] == "pobj"
    if not dated or not tree.tags[verb].startswith("VB") or verb > day:
        return False
    tree.heads[preposition] = verb
    return True


def _day_of_what_follows(tree: Tree, on: int) -> bool:
    """In "fell asleep before the crash on 9 February" the day is the crash's; a perfect has no day ("has been held over the fire on")."""
    noun, day = on - 1, tree.kid(on, ("pobj",))
    if noun < 2 or day < 0 or tree.names[day][2:] != "DATE" or tree.deps[noun] != "pobj" or tree.heads[on] == noun:
        return False
    before = tree.heads[noun]
    verb = tree.heads[on]
    perfect = any(tree.words[k].lower() in ("has", "have", "'ve") for k in tree.kids(verb, ("aux",)))
    if not (perfect or tree.words[before].lower() in ("before", "of")) or verb not in tree.ancestors(noun):
        return False
    if not perfect and tree.words[before].lower() == "of" and tree.words[tree.heads[before]].lower() != "ahead":
        return False
    if tree.lemmas[noun] not in lexicon().nouns:
        return False
    tree.heads[on] = noun
    return True


def _had_it_been(tree: Tree, had: int) -> bool:
    """In "would have opened had ministers not withdrawn the money" the second "had" helps its participle, and has no subject."""
    above, verb = tree.heads[had], tree.kid(had, ("ccomp", "xcomp"))
    helpers = {tree.words[k].lower() for k in tree.kids(above, ("aux",))} if above != had else set[str]()
    if verb < had or tree.tags[verb] not in ("VBN", "VBD") or "have" not in helpers or tree.kid(had, SUBJECT) >= 0:
        return False
    subject = tree.kid(verb, SUBJECT)
    if subject < had or min(tree.subtree(subject)) != had + 1 or tree.kid(verb, ("aux",)) >= 0:
        return False
    tree.heads[verb], tree.deps[verb] = above, "advcl"
    tree.heads[had], tree.deps[had], tree.tags[verb] = verb, "aux", "VBN"
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
    if later and (_day_of_the_aside(tree, subject, later[0]) or _object_before_clause(tree, subject, later[0])):
        return True
    if not later or any(tree.words[k] == "," for k in range(subject, later[0])):
        return False
    if tree.tags[subject] == "WDT":
        tree.deps[subject] = "dobj"  # "a service which snow pushed back"
        return True
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
