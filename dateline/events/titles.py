"""Writes a title for each mention: who did what to whom, where, composed of the clause's own words.

A title keeps the clause's tense, names those whom pronouns stand for, and leaves out dates, side clauses and attributions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from dateline.events import carrying, gapping, naming, nominals, omitted, operating, pronouns, roles, verb_classes
from dateline.events.clauses import belongs, is_infinitive, is_under, only_dates
from dateline.events.extraction import Predicate
from dateline.events.fitting import ROOM, fit, shorten
from dateline.events.names import WEEK_OR_MONTH
from dateline.events.phrases import join, noun_words, trim
from dateline.events.pronouns import Namer
from dateline.events.tenses import in_group, verb_group
from dateline.events.tree import Tree

LONGEST = 120
SITUATING = frozenset({"at", "in", "during", "on", "for", "to", "into", "with"})
TOLD_IN = frozenset({"publish", "report", "announce", "express"})
"""Classes of nouns that only carry what somebody says: "said in a statement"."""


def title(tree: Tree, predicate: Predicate, dated: Collection[int], name: Namer, echo: str = "") -> str:
    """Return a title of about `LONGEST` characters. `dated` are the tokens of timexes, which a title leaves out."""
    if predicate.kind == "deny" and predicate.standing.level == "denied":
        predicate = _as(predicate, "occurred")
    left = omitted.of(tree, predicate.verb, dated)
    if predicate.head in left:
        left -= set(tree.phrase(predicate.head))  # "Election day" names what happens, and when
    if predicate.nominal and predicate.verb == predicate.head:
        text = _of_noun(tree, predicate, left, name)
    else:
        text = _of_clause(tree, predicate, left, name, echo)
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


def _as(predicate: Predicate, level: str) -> Predicate:
    return replace(predicate, standing=replace(predicate.standing, level=level))


def _of_clause(tree: Tree, predicate: Predicate, left: Collection[int], name: Namer, echo: str = "") -> str:
    given_up = _giving_up(tree, predicate)
    if given_up >= 0:
        predicate = replace(_as(predicate, "occurred"), verb=given_up)
    said = _saying(tree, predicate.verb)
    if said >= 0:
        return _told(tree, said, left, name)
    verb = predicate.verb
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    shared = -1
    if subject < 0 or tree.words[subject].lower() in roles.RELATIVE:
        shared = roles.shared_subject(tree, verb) if subject < 0 else tree.heads[verb]
    actor = subject if shared < 0 else shared
    body = [k for k in tree.subtree(verb, lambda k: belongs(tree, k, verb, predicate, left)) if k != subject]
    before = {k for k in body if k < verb and not in_group(tree, k)}
    head_part = [k for k in body if k not in before or is_under(tree, k, subject)]
    subject_words = re.sub(
        rf"^(?:{'|'.join(sorted(WEEK_OR_MONTH))})'s ", "The ", echo, flags=re.IGNORECASE
    ) or noun_words(tree, actor, left, name)
    rest = [k for k in head_part if k > verb]
    whom = _relative_object(tree, verb)
    if shared >= 0 and not is_under(tree, verb, shared):
        rest = [k for k in rest if not is_under(tree, k, shared)]
    group = verb_group(
        tree, predicate, [k for k in head_part if k < verb], bool(subject_words), pronouns.is_several(tree, actor, name)
    )
    one = actor >= 0 and tree.tags[actor].startswith("NNP") and not re.search(r" and |,", subject_words)
    if one and subject_words and tree.names[actor][2:] == "PERSON":
        group = re.sub(r"^(?:were|have|are)\b", lambda m: {"were": "was", "have": "has", "are": "is"}[m[0]], group)
    if group == "began":
        rest = [k for k in rest if tree.deps[k] != "prt"]  # "had been going on since May"
    if verb + 1 in rest and tree.words[verb + 1].lower() in predicate.lemma.split()[1:]:
        group = f"{group} {tree.words[verb + 1]}"
        rest = [k for k in rest if k != verb + 1]
    budget = LONGEST - len(subject_words) - len(group) - 2
    others = pronouns.others(tree, name.after(subject_words), actor)
    tail = _heard(tree, verb, left, others, budget) if verb_classes.is_hearing(tree, verb) else ""
    if whom >= 0 and not tail:
        object_words = pronouns.inside(noun_words(tree, whom, left, others))
        group, budget = f"{group} {object_words}", budget - len(object_words) - 1
    tail = tail or fit(tree, _without_unnamed(tree, rest, verb, predicate, name), budget, others)
    if not tail and (predicate.kind in TOLD_IN or tree.kid(verb, ("ccomp",)) > verb) and _says_what(tree, verb):
        tail = _heard(tree, verb, left, others, budget)  # "the boss stepped down, the firm announced"
    return " ".join(part for part in (subject_words, group, tail) if part)


def _says_what(tree: Tree, verb: int) -> bool:
    said = tree.kid(verb, ("ccomp",))
    return said >= 0 and said != verb and naming.is_verb(tree, said)


def _relative_object(tree: Tree, verb: int) -> int:
    """What a relative clause says is done to: "reinstate the flights that it had cancelled"."""
    if tree.deps[verb] != "relcl" or is_infinitive(tree, verb) or tree.kid(verb, ("nsubj",)) < 0:
        return -1
    subject, done_to = tree.kid(verb, ("nsubj",)), tree.kid(verb, ("dobj",))
    relative = done_to >= 0 and done_to < verb and tree.words[done_to].lower() in roles.RELATIVE
    return tree.heads[verb] if relative and tree.words[subject].lower() not in roles.RELATIVE else -1


def _without_unnamed(tree: Tree, rest: Sequence[int], verb: int, predicate: Predicate, name: Namer) -> list[int]:
    """Leave out a phrase around a pronoun that nothing explains: "will go ahead without them"."""
    dropped: set[int] = set()
    for token in rest:
        noun = tree.kid(token, ("pobj",)) if tree.deps[token] == "prep" and tree.heads[token] == verb else -1
        fixed = tree.words[token].lower() in predicate.lemma.split()
        if noun >= 0 and tree.tags[noun] == "PRP" and not fixed and name(noun) is None:
            dropped.update(tree.subtree(token))
    return [k for k in rest if k not in dropped]


def _giving_up(tree: Tree, predicate: Predicate) -> int:
    """The verb that says that a plan is given up: "gave up on plans to launch the probe"."""
    if predicate.standing.level not in ("cancelled", "postponed") or not is_infinitive(tree, predicate.verb):
        return -1
    for above in tree.ancestors(predicate.verb):
        if naming.is_verb(tree, above):
            operator = operating.verb_operator(tree, above)
            return above if operator and operator.effect in ("cancelled", "postponed") else -1
    return -1


def _saying(tree: Tree, verb: int) -> int:
    """The verb that says what a paper published on a day says: "in a decision published Tuesday, the court said"."""
    noun = tree.heads[verb]
    if tree.deps[verb] != "acl" or tree.tags[verb] != "VBN" or tree.deps[noun] != "pobj":
        return -1
    preposition = tree.heads[noun]
    return _telling_of(tree, tree.heads[preposition]) if tree.words[preposition].lower() == "in" else -1


def _telling_of(tree: Tree, verb: int) -> int:
    """Return the verb if somebody says something with it, else -1."""
    if not naming.is_verb(tree, verb) or tree.kid(verb, ("nsubj",)) < 0:
        return -1
    operator, clause = operating.verb_operator(tree, verb), tree.kid(verb, ("ccomp",))
    told = clause > verb and tree.kid(clause, ("nsubj", "nsubjpass")) >= 0
    speaks = tree.lemmas[verb] in roles.SPEAKING or (operator is not None and operator.name == "report")
    return verb if told and speaks else -1


def _told(tree: Tree, verb: int, left: Collection[int], name: Namer) -> str:
    """Who said what: "The court said that the firm could appeal"."""
    subject = tree.kid(verb, ("nsubj",))
    lead = f"{noun_words(tree, subject, left, name)} {tree.words[verb].lower()}"
    return f"{lead} {_heard(tree, verb, left, pronouns.others(tree, name, subject), LONGEST - len(lead) - 1)}".strip()


def _heard(tree: Tree, verb: int, left: Collection[int], name: Namer, budget: int) -> str:
    """What a hearing was told, also where it stands first: "the inquiry heard that the owner knew"."""
    clause = tree.kid(verb, ("ccomp",))
    if clause < 0 or tree.kid(clause, ("nsubj", "nsubjpass")) < 0:
        return ""
    refused = ("relcl", "advcl", "appos", "parataxis", "mark")
    tokens = tree.subtree(
        clause,
        lambda k: (
            k not in left
            and not only_dates(tree, k, left)
            and tree.deps[k] not in refused
            and (tree.deps[k] != "punct" or tree.words[k] in "-–'$%")
        ),
    )
    whom = tree.kid(verb, ("dobj", "dative"))
    lead = f"{pronouns.inside(noun_words(tree, whom, left, name))} that " if whom >= 0 else "that "
    text = pronouns.inside(fit(tree, tokens, budget - len(lead), name)).removeprefix("that ")
    return lead + text if text.count(" ") > 1 else ""


def _of_noun(tree: Tree, predicate: Predicate, left: Collection[int], name: Namer) -> str:
    head = predicate.head
    if gapping.is_gapped(tree, head):
        return _gapped(tree, predicate, left, name)
    composed = nominals.clause(tree, predicate, left, name) or _declared(tree, predicate, left, name)
    if composed and len(composed) <= LONGEST + ROOM:
        return composed
    governor = _telling_verb(tree, head)
    whole = _fragment(tree, head, left, name)
    if whole:
        return whole
    cut = tree.kid(head, ("acl",))
    if tree.sentence.kind == "title" and tree.deps[head] == "ROOT" and cut > head and tree.tags[cut] == "VBN":
        return _of_clause(tree, replace(_as(predicate, "occurred"), verb=cut), left, name)
    if governor >= 0 and predicate.kind in TOLD_IN and _telling_of(tree, governor) >= 0:
        return _told(tree, governor, left, name)
    if governor >= 0 and (_says_more(tree, predicate, governor) or _lends(tree, governor, head)):
        return _of_clause(tree, replace(predicate, verb=governor), left, name)
    text = noun_words(tree, head, left, name.but(lambda token: None if token == head else name(token)))
    text = re.sub(r"^(?:the|a|an|this|that|these|those|its first|any|no) ", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^([^,]+), ([A-Z][\w' -]+),$", r"\1 \2", text)
    whose = nominals.owned(tree, predicate, left, name)
    text = f"{whose} {text[:1].lower() + text[1:]}" if whose else text
    opened = tree.kid(head, ("relcl",))
    if opened > head and tree.tags[opened] == "VBD" and carrying.is_stage(tree, opened):
        return f"{text} {tree.words[opened]}"
    level = predicate.standing.level
    said = re.search(
        r"\b(?:postponed|cancell?ed|planned|possible|scheduled|expected|anticipated|potential|proposed|due|set)\b", text
    )
    return text if said or level in ("occurred", "present") else f"{text.rstrip(',')} {level}"


def _gapped(tree: Tree, predicate: Predicate, left: Collection[int], name: Namer) -> str:
    """What the verb before it says, said of a noun whose own verb is left out."""
    verb = tree.heads[predicate.head]
    clause = _of_clause(tree, replace(predicate, head=verb, verb=verb, nominal=False), left, name)
    own = noun_words(tree, predicate.head, left, name)
    if gapping.is_done_to(tree, predicate.head):
        return clause.replace(noun_words(tree, tree.kid(verb, ("dobj",)), left, name), pronouns.inside(own))
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    first = noun_words(tree, subject if subject >= 0 else roles.shared_subject(tree, verb), left, name)
    rest = clause.removeprefix(first)
    if tree.tags[predicate.head] in ("NN", "NNP"):
        rest = re.sub(r"^ (were|have)\b", lambda m: " was" if m[1] == "were" else " has", rest)
    return own + rest if first and rest != clause else own


def _fragment(tree: Tree, head: int, left: Collection[int], name: Namer) -> str:
    """The whole of a short entry without a verb: "First landslide, on the railway near Tarn"."""
    if (
        tree.deps[head] != "ROOT"
        or tree.size > 16
        or any(tag in ("VBD", "VBZ", "VBP", "VBN", "MD") for tag in tree.tags)
    ):
        return ""
    kept = [
        k for k in range(tree.size) if k not in left and not only_dates(tree, k, left) and tree.heads[k] not in left
    ]
    kept = trim(tree, kept)
    if len(kept) > 2 and tree.tags[kept[-1]].startswith(("JJ", "RB")) and tree.words[kept[-2]] == ",":
        kept = trim(tree, kept[:-1])
    return join(tree, kept, name) if len(kept) > 2 else ""


def _says_more(tree: Tree, predicate: Predicate, governor: int) -> bool:
    """Say whether the clause around a noun tells more than the noun: it names nobody whom the noun concerns."""
    if predicate.standing.cue == "moved" or predicate.standing.level not in ("occurred", "planned"):
        return False
    told = {"agent", "patient", "with", "topic", "to", "against"}
    return _asserted(tree, governor) and not any(role.name in told for role in predicate.roles)


def _lends(tree: Tree, verb: int, noun: int) -> bool:
    """Say whether a verb only lends a noun its subject: "held talks today with the king"."""
    operator = operating.verb_operator(tree, verb)
    if operator is not None and operator.effect in ("postponed", "cancelled"):
        return False
    light = carrying.is_light(tree, verb) or tree.words[noun].lower() in naming.verb_name(tree, verb).split()
    return light and tree.deps[noun] == "dobj" and tree.kid(verb, ("nsubj",)) >= 0 and _asserted(tree, verb)


def _declared(tree: Tree, predicate: Predicate, left: Collection[int], name: Namer) -> str:
    """Who declared a day of something: "The government declared a day of mourning"."""
    verb = tree.heads[predicate.head]
    if predicate.standing.cue != tree.words[verb].lower() or predicate.kind != "praise":
        return ""
    subject = tree.kid(verb, ("nsubj",))
    if subject < 0:
        return ""
    day = pronouns.inside(noun_words(tree, predicate.head, left, name))
    return f"{noun_words(tree, subject, left, name)} {tree.words[verb].lower()} {day}"


def _asserted(tree: Tree, verb: int) -> bool:
    return tree.kid(verb, ("neg",)) < 0 and tree.kid(verb, ("mark",)) < 0


def _telling_verb(tree: Tree, noun: int) -> int:
    """The verb whose clause says more than a bare noun would ("approval came at the reconvened meeting")."""
    head = tree.heads[noun]
    if tree.deps[noun] in ("nsubjpass", "dobj") and naming.is_verb(tree, head):
        operator = operating.verb_operator(tree, head)
        if operator is not None and operator.name in ("plan", "ask", "promise"):
            return -1  # "the flight was first planned for May" is a flight, not a planning
    if tree.deps[noun] == "pobj":
        governed = [tree.kid(k, ("pobj",)) for k in tree.kids(noun, ("prep",))]
        placed = [k for k in governed if k >= 0 and tree.names[k][2:] not in ("DATE", "TIME")]
        if tree.words[head].lower() not in SITUATING or placed:
            return -1  # "lost pay in the walkouts at Tarn": the walkouts say enough
        head = tree.heads[head]
    elif tree.deps[noun] not in ("nsubj", "nsubjpass", "dobj"):
        return -1
    return head if naming.is_verb(tree, head) and tree.deps[head] not in ("acl", "relcl", "advcl") else -1


def _finish(text: str, lemma: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–\"'")
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"^(THE|AN?) (?=[a-z])", lambda m: m.group().capitalize(), text)
    text = re.sub(r"(?:\s*,)+", ",", text).strip(" ,")
    if len(text) > LONGEST + ROOM:
        text = shorten(text, LONGEST)
    last = text.rsplit(" ", 1)[-1]
    text = text.removesuffix(" dated")
    if last not in lemma.split()[1:]:
        text = re.sub(r"(?: (?:and|or|the|a|an|of|to|for|with|at|from|its|his|her|their|that))+$", "", text)
    return text[:1].upper() + text[1:]
