"""Says what a verb or noun of a sentence is called: with its particle, its fixed object, its class."""

from __future__ import annotations

from dateline.events.lexicon import Operator, lexicon
from dateline.events.tree import Tree

WEEK_OR_MONTH = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december".split()
)

REACH = 7
"""How many tokens after the verb a fixed phrase may end ("put the vote back")."""
FIXED = frozenset({"against", "into", "for", "behind", "with", "of", "from", "about", "before"})
"""Prepositions that make a phrase with their verb although they govern a noun ("look into the deal")."""
BLOCKED = frozenset({"relcl", "ccomp", "advcl", "conj", "acl", "xcomp", "parataxis", "nsubj"})


def verb_name(tree: Tree, verb: int) -> str:
    """Return the verb's lemma with the particle or object that the lexicon knows it by ("call off", "take place")."""
    known = tree.named.get(verb)
    if known is None:
        known = tree.named[verb] = _named(tree, verb)
    return known


def _named(tree: Tree, verb: int) -> str:
    lemma = tree.lemmas[verb]
    phrases = lexicon().verb_phrases.get(lemma)
    if not phrases:
        return lemma
    idiom = _idiom(tree, verb)
    if idiom in phrases:
        return idiom
    near = _near(tree, verb)
    particles = {f"{lemma} {tree.words[k].lower()}" for k in tree.kids(verb, ("prt",))}
    for phrase in (p for p in phrases if p in particles):
        return phrase  # "called off for good" is no "call for"
    for phrase in phrases:
        if all(word in near for word in phrase.split()[1:]):
            return phrase
    return lemma


def _idiom(tree: Tree, verb: int) -> str:
    """Return "go on trial" for a verb with a preposition and a bare noun right after it."""
    for preposition in tree.kids(verb, ("prep",)):
        noun = tree.kid(preposition, ("pobj",))
        if noun == preposition + 1 and not tree.kids(noun, ("det", "poss")) and is_noun(tree, noun):
            return f"{tree.lemmas[verb]} {tree.words[preposition].lower()} {tree.lemmas[noun]}"
    return ""


def _near(tree: Tree, verb: int) -> set[str]:
    """Lemmas and words that the verb governs closely enough to form a phrase with it."""
    found: set[str] = set()
    for child in tree.children[verb]:
        if _opens_phrase(tree, verb, child) or _far(tree, verb, child):
            continue
        found.update((tree.lemmas[child], tree.words[child].lower()))
        if tree.deps[child] == "prep" and any(
            tree.names[k][2:] in ("DATE", "TIME") for k in tree.kids(child, ("pobj",))
        ):
            found -= {tree.lemmas[child], tree.words[child].lower()}  # "called for Thursday" is no "call for"
        if tree.deps[child] in ("prep", "agent") and child - verb <= 2:
            for below in tree.children[child]:
                found.update((tree.lemmas[below], tree.words[below].lower()))
    return found


def _opens_phrase(tree: Tree, verb: int, child: int) -> bool:
    """Say whether a preposition only begins a phrase of its own: "take place on Monday" is not "take on"."""
    word = tree.words[child].lower()
    if tree.deps[child] != "prep" or word in FIXED or tree.kid(child, ("pobj", "pcomp")) < 0:
        return False
    return word not in ("in", "to") or child != verb + 1


def _far(tree: Tree, verb: int, child: int) -> bool:
    """Say whether a child stands too far from the verb, or on the wrong side, to make a phrase with it."""
    dep, job = tree.deps[child], tree.lemmas[child] == "job"
    if dep == "nsubjpass":
        return False
    if job and dep == "nsubj":
        return False
    if dep in BLOCKED or not -2 < child - verb <= REACH:
        return True
    return child < verb and dep not in ("prt", "auxpass")


def noun_name(tree: Tree, noun: int) -> str:
    """Return the noun's lemma, with its modifiers where the lexicon knows the phrase ("second request")."""
    lemma = tree.lemmas[noun]
    for phrase in lexicon().noun_phrases.get(lemma, ()):
        parts = phrase.split()
        first = noun - len(parts) + 1
        if first >= 0 and all(
            part in (tree.words[first + k].lower(), tree.lemmas[first + k]) for k, part in enumerate(parts)
        ):
            return phrase
    return lemma


def noun_class(tree: Tree, noun: int) -> str:
    """Return the class of a noun that names an event, or the empty string; a name is none unless its last word is common."""
    nouns = lexicon().nouns
    word = tree.words[noun].lower()
    return nouns.get(noun_name(tree, noun)) or nouns.get(word) or ""


def verb_operator(tree: Tree, verb: int) -> Operator | None:
    """Return what a verb does to the event it governs; what drops without an object calls nothing off."""
    if only_names(tree, verb):
        return None
    operators, name = lexicon().verb_operators, verb_name(tree, verb)
    operator = operators.get(name)
    if operator is None and name != tree.lemmas[verb]:
        operator = operators.get(tree.lemmas[verb])
        if operator and (operator.name not in ("report", "ask", "phase") or name in lexicon().idle):
            return None
    if operator and operator.effect in ("postponed", "cancelled") and not _has_object(tree, verb):
        return None
    return operator


def only_names(tree: Tree, verb: int) -> bool:
    """Whether a verb says what something is called: "called the vote a farce" calls no vote."""
    return tree.lemmas[verb] in ("call", "label", "brand", "dub") and tree.kid(verb, ("oprd",)) >= 0


UNSCHEDULED = frozenset({"charge", "sue", "reject", "accuse", "request", "attack", "explode"})
"""What is given up without having been on any calendar: a charge, an objection, a demand."""


AWAY = frozenset({"back", "forward", "to", "from", "until", "till", "by"})
"""What says that something is moved to another time."""


def _goes_to_day(tree: Tree, verb: int) -> bool:
    return any(
        tree.words[preposition].lower() in ("to", "until", "till")
        and any(_dates(tree, k) for k in tree.subtree(preposition))
        for preposition in tree.kids(verb, ("prep", "advmod"))
    )


FAILING = frozenset({"fall through", "come to nothing"})
"""What says of its subject that it is called off."""


def what_moves(tree: Tree, verb: int) -> int:
    """Return what is moved to another day, also as the subject of a headline: "Budget vote moved to Monday"."""
    moved = tree.kid(verb, ("dobj", "nsubjpass"))
    if moved >= 0 or not has_date(tree, verb) or tree.tags[verb] not in ("VBD", "VBN"):
        return moved
    return tree.kid(verb, ("nsubj",)) if tree.kid(verb, ("aux",)) < 0 else -1


def _has_object(tree: Tree, verb: int) -> bool:
    if tree.lemmas[verb] == "drop":
        dropped = tree.kid(verb, ("dobj", "nsubjpass"))
        kind = noun_class(tree, dropped) if dropped >= 0 else ""
        return kind not in UNSCHEDULED and (kind != "" or (dropped >= 0 and noun_operator(tree, dropped) is not None))
    if tree.lemmas[verb] == "wash":
        washed = tree.kid(verb, ("dobj", "nsubjpass"))
        return washed >= 0 and bool(noun_class(tree, washed))  # a final, not a bridge
    if tree.lemmas[verb] == "slip":
        subject = tree.kid(verb, ("nsubj",))
        told = subject >= 0 and (
            bool(noun_class(tree, subject)) or tree.words[subject].lower() in ("that", "this", "it")
        )
        return told and has_date(tree, verb)
    if tree.lemmas[verb] in ("move", "switch", "bring", "push"):
        moved = what_moves(tree, verb)
        if moved >= 0 and tree.words[moved].lower() in ("it", "that", "this"):
            return tree.deps[moved] == "nsubjpass" and _goes_to_day(tree, verb)
        kind = (noun_class(tree, moved) or lexicon().verbs.get(tree.lemmas[moved], "")) if moved >= 0 else ""
        if kind == "" or (moved > 0 and tree.words[moved][0].isupper()):
            return False
        return has_date(tree, verb) or bool({tree.words[k].lower() for k in tree.children[verb]} & AWAY)
    if verb_name(tree, verb) in FAILING:
        return tree.kid(verb, ("nsubj",)) >= 0
    if tree.kid(verb, ("dobj", "nsubjpass", "xcomp", "auxpass")) >= 0 or tree.deps[verb] in ("relcl", "acl"):
        return True
    if tree.lemmas[verb] in ("drop", "stall", "suspend", "withdraw", "pull") or is_noun(tree, verb):
        return False
    if tree.deps[verb] == "conj" and is_verb(tree, tree.heads[verb]):
        return _has_object(tree, tree.heads[verb]) or verb_name(tree, verb) in lexicon().verbs
    return True


DISASTERS = frozenset({"quake", "storm", "explode", "crash"})
STRIKING = frozenset(
    "strike hit rock shake batter rip sweep tear slam pound devastate destroy level flatten cause".split()
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


def noun_operator(tree: Tree, noun: int) -> Operator | None:
    return lexicon().noun_operators.get(tree.lemmas[noun])


def adjective_operator(tree: Tree, token: int) -> Operator | None:
    return lexicon().adjective_operators.get(tree.words[token].lower())


FALSE = frozenset(
    "lie nonsense rubbish fiction fabrication fantasy slander smear untrue false baseless absurd tale invention hoax garbage myth "
    "libel falsehood rumour rumor gossip fake bunkum hogwash twaddle drivel untruth".split()
)
TOLD = frozenset(
    "report claim talk story allegation rumour rumor suggestion accusation article speculation charge it that idea".split()
)


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


def is_verb(tree: Tree, token: int) -> bool:
    return tree.tags[token].startswith("VB")


def is_noun(tree: Tree, token: int) -> bool:
    return tree.tags[token].startswith("NN")


HAPPENING = frozenset("come follow occur happen unfold ensue transpire last run".split())


def is_hearing(tree: Tree, verb: int) -> bool:
    """Whether a body hears something told: "the inquiry heard that", "the court was told", "told MPs"."""
    lemma, bodies = tree.lemmas[verb], lexicon().hearing_bodies
    if lemma not in ("hear", "tell"):
        return False
    if lemma == "hear":
        above = tree.heads[verb] if tree.deps[verb] == "xcomp" else verb  # "the committee wants to hear him"
        return tree.tags[verb] != "VBN" and is_among(tree, tree.kid(above, ("nsubj",)), bodies)
    told = tree.kid(verb, ("nsubjpass",))
    told = told if told >= 0 else tree.kid(verb, ("dobj", "dative"))
    return is_among(tree, told, bodies)


def is_due_in_court(tree: Tree, verb: int) -> bool:
    """Whether somebody is to appear on a day that was set: "had been scheduled to appear on Wednesday"."""
    if tree.lemmas[verb] != "appear" or tree.deps[verb] != "xcomp" or tree.kid(verb, ("xcomp", "oprd", "acomp")) >= 0:
        return False
    above = tree.heads[verb]
    operator = verb_operator(tree, above) if is_verb(tree, above) else adjective_operator(tree, above)
    return operator is not None and operator.name == "plan"


def is_among(tree: Tree, noun: int, nouns: frozenset[str]) -> bool:
    """Whether a noun is one of some nouns, whatever its form."""
    return noun >= 0 and (tree.lemmas[noun].lower() in nouns or tree.words[noun].lower() in nouns)


def _dates(tree: Tree, noun: int) -> bool:
    return tree.names[noun][2:] == "DATE" or tree.words[noun].lower() in WEEK_OR_MONTH


RANKS = frozenset({"first", "last", "only", "second", "third", "latest"})


def done_by(tree: Tree, verb: int) -> int:
    """Return the verb by which an infinitive tells what was done: "was the first to sign", "took 25 minutes to confirm"; or -1."""
    if tree.tags[verb] != "VB" or not any(tree.words[k].lower() == "to" for k in tree.kids(verb, ("aux",))):
        return -1
    above = tree.heads[verb]
    if tree.lemmas[above] == "take" and tree.tags[above] == "VBD" and tree.deps[verb] in ("xcomp", "advcl", "ccomp"):
        lasted = tree.kids(above, ("dobj", "npadvmod"))
        return above if any(tree.lemmas[k] in LENGTHS for k in lasted) else -1
    ranked = {tree.words[above].lower(), *(tree.words[k].lower() for k in tree.kids(above, ("amod",)))} & RANKS
    if tree.deps[verb] not in ("relcl", "acl") or not ranked or tree.deps[above] not in ("attr", "appos"):
        return -1
    being = tree.heads[above]
    if tree.deps[above] == "appos":
        return verb
    return being if tree.lemmas[being] == "be" and tree.tags[being] in ("VBD", "VBZ", "VBN") else -1


LENGTHS = frozenset("second minute hour day week month year night weekend session ballot round".split())


def has_date(tree: Tree, verb: int) -> bool:
    """Whether a date hangs on the verb itself."""
    for child in tree.children[verb]:
        if tree.deps[child] == "advmod" and any(_dates(tree, k) for k in tree.kids(child, ("npadvmod",))):
            return True  # "two days ago", "a week later"
        if tree.deps[child] == "npadvmod" and (_dates(tree, child) or _is_part_of_day(tree, child)):
            return True
        if tree.deps[child] == "prep" and is_date_phrase(tree, child):
            return True
    return False


def goes_on_since(tree: Tree, verb: int) -> bool:
    """Whether a clause tells what has gone on from a day: "have been crossing again since 20 January", "has rung daily since"."""
    helpers = {tree.lemmas[k] for k in tree.kids(verb, ("aux", "auxpass"))}
    below = [k for what in (verb, *tree.kids(verb, ("attr", "dobj"))) for k in tree.kids(what, ("prep",))]
    since = any(tree.words[k].lower() == "since" and is_date_phrase(tree, k) for k in below)
    if not since or "have" not in helpers:
        return False
    daily = {tree.words[k].lower() for k in tree.subtree(verb) if tree.deps[k] in ("det", "advmod")} & REPEATED
    held = tree.lemmas[verb] in OWNED | LED and tree.kid(verb, ("dobj",)) >= 0
    return tree.tags[verb] == "VBG" or tree.lemmas[verb] == "be" or held or bool(daily)


OWNED = frozenset({"own", "control", "possess"})
LED = frozenset(
    {"lead", "head", "run", "chair", "manage", "captain", "coach", "edit", "govern", "rule", "direct", "command"}
)


REPEATED = frozenset({"every", "each", "daily", "weekly", "hourly"})


def _is_part_of_day(tree: Tree, token: int) -> bool:
    """Whether a time says its day: "last night", "this morning", "yesterday evening"."""
    said = {tree.words[k].lower() for k in tree.children[token]} & {"last", "this", "yesterday", "tomorrow"}
    return bool(said) and tree.lemmas[token] in ("night", "morning", "afternoon", "evening", "lunchtime")


def has_date_below(tree: Tree, verb: int) -> bool:
    """Whether a date hangs on the verb or on a phrase of it: "is due before magistrates on Monday"."""
    below = [noun for k in tree.kids(verb, ("prep", "acomp")) for noun in (k, *tree.kids(k, ("pobj",)))]
    return has_date(tree, verb) or any(has_date(tree, noun) for noun in below)


def is_date_phrase(tree: Tree, preposition: int) -> bool:
    """Whether a preposition opens a date, also one behind an hour: "on Monday", "at about 1 p.m. on Monday"."""
    for time in tree.kids(preposition, ("pobj",)):
        below = [day for k in tree.kids(time, ("prep",)) for day in tree.kids(k, ("pobj",))]
        hour = tree.names[time][2:] == "TIME" or tree.words[time].lower() in ("a.m.", "p.m.", "am", "pm", "noon")
        day_part = any(tree.words[k].lower() in WEEK_OR_MONTH for k in tree.kids(time, ("compound", "nmod")))
        if _dates(tree, time) or day_part or (hour and any(_dates(tree, day) for day in below)):
            return True
    return False


def is_stage(tree: Tree, verb: int) -> bool:
    """Whether a verb only says that its subject happens ("the vote took place", "approval came")."""
    name = verb_name(tree, verb)
    if tree.lemmas[verb] == "go" and goes_on_since(tree, verb) and tree.kid(verb, ("dobj", "acomp")) < 0:
        return all(tree.words[k].lower() in ("since", "on", "for") for k in tree.kids(verb, ("prep", "prt")))
    if tree.kid(verb, ("dobj", "ccomp")) >= 0 and name == tree.lemmas[verb]:
        return False
    if " " in name and lexicon().verbs.get(name) in ("begin", "happen", "end"):
        return True
    return name in HAPPENING or lexicon().verbs.get(name) == "happen" or name in lexicon().phase


BECOMING = {"turn": "into", "descend": "into", "degenerate": "into", "escalate": "into", "erupt": "into", "boil": "into",
            "spill": "into", "come": "to", "result": "in", "culminate": "in"}  # fmt: skip


def becomes(tree: Tree, verb: int) -> list[int]:
    """Return the nouns that say what came of something: "a row turned into a brawl", "it came to clashes"."""
    wanted = BECOMING.get(tree.lemmas[verb])
    subject = tree.kid(verb, ("nsubj",))
    if wanted is None or (tree.lemmas[verb] == "come" and (subject < 0 or tree.words[subject].lower() != "it")):
        return []
    below = [k for p in tree.kids(verb, ("prep", "prt")) for k in (p, *tree.kids(p, ("prep",)))]
    return [k for p in below if tree.words[p].lower() == wanted for k in tree.kids(p, ("pobj",)) if is_noun(tree, k)]


def takes_place(tree: Tree, verb: int) -> bool:
    """Whether a verb says that something is held at all: "take place", "go ahead", "be held"."""
    name = verb_name(tree, verb)
    held = tree.lemmas[verb] in ("hold", "stage", "convene") and tree.kid(verb, ("auxpass",)) >= 0
    return held or name in ("take place", "go ahead", "happen", "go forward", "proceed")


def is_light(tree: Tree, verb: int) -> bool:
    return tree.lemmas[verb] in lexicon().light or verb_name(tree, verb) in lexicon().light
