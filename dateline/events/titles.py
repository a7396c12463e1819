"""Writes a title for each mention: who did what to whom, where, composed of the clause's own words.

A title keeps the clause's tense, names those whom pronouns stand for, and leaves out dates, side clauses and attributions.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from dateline.events import naming, pronouns, roles
from dateline.events.lexicon import read, words
from dateline.events.predicates import Predicate
from dateline.events.pronouns import Namer
from dateline.events.tree import Tree

LONGEST = 120
ASIDE = frozenset("according despite since amid besides including like regarding".split())
"""Prepositions whose phrase no headline needs."""

SIDE = frozenset(
    {
        "advcl",
        "relcl",
        "parataxis",
        "appos",
        "punct",
        "mark",
        "cc",
        "conj",
        "intj",
        "discourse",
        "meta",
        "npadvmod",
        "dep",
    }
)
KEEP_COMPLEMENT = frozenset({"announce", "warn", "deny", "accuse", "agree", "judge", "request", "recommend", "invite", "offer", "vote", "discover", "publish", "ban", "approve", "reject", "fail"})  # fmt: skip
ADVERBS = frozenset(
    "also however meanwhile additionally still already then now later soon earlier instead moreover furthermore only just yet "
    "recently previously too therefore thus here there so even again together publicly initially originally finally".split()
)
NEARLY = frozenset({"almost", "nearly", "never", "narrowly", "allegedly", "reportedly", "twice"})
SITUATING = frozenset({"at", "in", "during", "on", "for", "to", "into", "with"})
DONE = frozenset({"occurred", "denied", "postponed", "cancelled"})


def title(tree: Tree, predicate: Predicate, dated: Collection[int], name: Namer, echo: str = "") -> str:
    """Return a title of at most `LONGEST` characters. `dated` are the tokens of timexes, which a title leaves out."""
    if predicate.kind == "deny" and predicate.standing.level == "denied":
        predicate = replace(predicate, standing=replace(predicate.standing, level="occurred"))
    if predicate.nominal and predicate.verb == predicate.head:
        text = _of_noun(tree, predicate, dated, name)
    else:
        text = _of_clause(tree, predicate, dated, name, echo)
    return _finish(text, predicate.lemma)


def _of_clause(tree: Tree, predicate: Predicate, dated: Collection[int], name: Namer, echo: str = "") -> str:
    verb = predicate.verb
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    shared = -1
    if subject < 0 or tree.words[subject].lower() in roles.RELATIVE:
        shared = roles.shared_subject(tree, verb) if subject < 0 else tree.heads[verb]
    body = [k for k in tree.subtree(verb, lambda k: _belongs(tree, k, verb, predicate, dated)) if k != subject]
    before = {k for k in body if k < verb and not _in_group(tree, k)}
    head_part = [k for k in body if k not in before or _under(tree, k, subject)]
    subject_words = echo or _noun_words(tree, subject if shared < 0 else shared, dated, name)
    front = [k for k in head_part if k < verb]
    rest = [k for k in head_part if k > verb]
    if shared >= 0 and not _under(tree, verb, shared):
        rest = [k for k in rest if not _under(tree, k, shared)]
    budget = LONGEST - len(subject_words) - 1
    plural = pronouns.plural(tree, subject if shared < 0 else shared)
    group = _verb_group(tree, predicate, front, bool(subject_words), plural)
    if verb + 1 in rest and tree.words[verb + 1].lower() in predicate.lemma.split()[1:]:
        group = f"{group} {tree.words[verb + 1]}"
        rest = [k for k in rest if k != verb + 1]
    said = _heard(tree, verb, dated, name, budget - len(group) - 1) if naming.is_hearing(tree, verb) else ""
    tail = said or _fit(
        tree, rest, budget - len(group) - 1, pronouns.others(tree, name, subject if shared < 0 else shared)
    )
    return " ".join(part for part in (subject_words, group, tail) if part)


def _heard(tree: Tree, verb: int, dated: Collection[int], name: Namer, budget: int) -> str:
    """What a hearing was told, also where it stands first: "the inquiry heard that the owner knew"."""
    clause = tree.kid(verb, ("ccomp",))
    if clause < 0 or tree.kid(clause, ("nsubj", "nsubjpass")) < 0:
        return ""
    refused = ("relcl", "advcl", "appos", "parataxis", "mark", "punct")
    tokens = tree.subtree(
        clause, lambda k: k not in dated and not _only_dates(tree, k, dated) and tree.deps[k] not in refused
    )
    whom = tree.kid(verb, ("dobj", "dative"))
    lead = f"{pronouns.inside(_noun_words(tree, whom, dated, name))} that " if whom >= 0 else "that "
    text = pronouns.inside(_fit(tree, tokens, budget - len(lead), name))
    return lead + text if text.count(" ") > 1 else ""


def _in_group(tree: Tree, token: int) -> bool:
    """Whether a word before the verb belongs to its group: auxiliaries, negation, "almost"."""
    return tree.deps[token] in ("aux", "auxpass", "neg", "prt") or tree.words[token].lower() in NEARLY


def _unnamed(_token: int) -> str | None:
    """Name nobody."""
    return None


def _belongs(tree: Tree, token: int, verb: int, predicate: Predicate, dated: Collection[int]) -> bool:
    dep, head = tree.deps[token], tree.heads[token]
    if head == verb and token == verb + 1 and tree.words[token].lower() in predicate.lemma.split():
        return True
    if token in dated or _only_dates(tree, token, dated) or (dep == "case" and head in dated):
        return False
    if dep == "appos":
        return _close(tree, token, head)
    if tree.words[token].lower() in ASIDE and dep in ("prep", "advcl"):
        return False
    if dep in ("nsubj", "nsubjpass", "expl") and head == verb:
        return False
    if dep in ("dobj", "npadvmod", "oprd", "dep") and token > verb and tree.words[min(tree.subtree(token)) - 1] == ",":
        return False
    if dep == "npadvmod" and tree.tags[token] == "CD":
        return True
    if dep == "acl" and any(_only_dates(tree, child, dated) for child in tree.children[token]):
        return False
    if dep == "acl" and tree.tags[token] == "VB" and any(tree.deps[k] == "prep" for k in tree.children[head]):
        return False  # "accepted an invitation from the mayor to visit": a headline stops before "to"
    if dep == "acl" and head != verb:
        claimed = predicate.kind == "deny" and tree.kid(token, ("mark",)) >= 0
        return tree.tags[token] in ("VB", "VBN") or predicate.head == head or claimed
    if dep == "ccomp" and head == verb:
        return token > verb and (predicate.kind in KEEP_COMPLEMENT)
    if head in (verb, predicate.head):
        if dep == "advmod" and tree.words[token].lower() in ADVERBS:
            return False
        if dep == "conj" and naming.is_noun(tree, token):
            return naming.is_noun(tree, head)
        if dep == "cc":
            return any(naming.is_noun(tree, other) for other in tree.kids(head, ("conj",))) and head != verb
        if dep == "punct":
            return tree.words[token] in "-–'$%/" and head != verb
        return dep not in SIDE
    if dep in ("conj", "cc"):
        return dep == "cc" or naming.is_noun(tree, token) or tree.tags[token].startswith(("JJ", "CD"))
    if dep == "punct":
        return tree.words[token] in ("-", "–", "'", "/", "$", ",") and tree.deps[head] not in ("relcl", "advcl")
    return dep not in ("relcl", "advcl", "parataxis", "appos", "intj", "dep")


def _close(tree: Tree, token: int, head: int) -> bool:
    """Say whether a name follows without a comma: "top diplomat Ana Lind" is one phrase, "Ana Lind, the diplomat" is not."""
    first = min(tree.subtree(token))
    return (
        first > head
        and tree.tags[token].startswith("NNP")
        and not any(tree.words[k] in ",(-–—" for k in range(head + 1, first))
    )


def _only_dates(tree: Tree, token: int, dated: Collection[int]) -> bool:
    """A preposition that governs nothing but a date."""
    if tree.tags[token] not in ("IN", "TO"):
        return False
    below = [child for child in tree.children[token] if tree.deps[child] in ("pobj", "pcomp", "prep")]
    return bool(below) and all(
        child in dated or _only_dates(tree, child, dated) or _vague(tree, child) for child in below
    )


def _vague(tree: Tree, noun: int) -> bool:
    """Say whether a noun is a stretch of time ahead that no calendar fixes: "in the coming months"."""
    coming = any(tree.words[k].lower() in ("coming", "upcoming") for k in tree.children[noun])
    return coming and tree.lemmas[noun] in ("day", "week", "month", "year")


def _under(tree: Tree, token: int, top: int) -> bool:
    return top >= 0 and (token == top or top in tree.ancestors(token))


def _noun_words(tree: Tree, head: int, dated: Collection[int], name: Namer) -> str:
    if head < 0:
        return ""
    apposed = _name_beside(tree, head, name)
    if apposed:
        return apposed
    known = name(head)
    if known:
        return re.sub(r"^(THE|AN|A) ", lambda m: m.group().capitalize(), known)
    kept = tree.subtree(
        head,
        lambda k: (
            k not in dated
            and not _only_dates(tree, k, dated)
            and (
                tree.deps[k] not in ("relcl", "appos", "advcl", "acl", "parataxis", "ccomp", "dep")
                or (tree.deps[k] == "appos" and _close(tree, k, tree.heads[k]))
            )
            and not (tree.deps[k] == "case" and tree.heads[k] in dated)
            and not (
                tree.deps[k] == "amod"
                and k > tree.heads[k]
                and (tree.kid(k, ("xcomp",)) >= 0 or tree.words[k - 1] == ",")
            )
            and not (tree.deps[k] == "prep" and tree.words[k].lower() in ASIDE)
            and not (tree.deps[k] == "punct" and tree.words[k] not in "-–'/$%.,")
            and tree.deps[k] != "preconj"
        ),
    )
    return _words(tree, _trim(tree, kept), name)


def _name_beside(tree: Tree, head: int, name: Namer) -> str:
    """The name that says whom "its former chief, Ana Lind" means, so that nobody need ask whose chief."""
    owner = tree.kid(head, ("poss",))
    if owner < 0 or tree.tags[owner] != "PRP$":
        return ""
    for apposed in tree.kids(head, ("appos",)):
        if tree.tags[apposed].startswith("NNP"):
            return name(-1 - apposed) or tree.text(tree.phrase(apposed))
    return ""


def _trim(tree: Tree, tokens: Sequence[int]) -> list[int]:
    kept = list(tokens)
    while kept and (tree.deps[kept[-1]] in ("punct", "cc") or tree.tags[kept[-1]] in ("IN", "TO", "DT", "CC", ",")):
        kept.pop()
    while kept and (tree.deps[kept[0]] in ("punct", "cc") and tree.words[kept[0]] != "$"):
        kept.pop(0)
    return kept


def _words(tree: Tree, tokens: Sequence[int], name: Namer, inner: bool = False) -> str:
    """Join tokens, pronouns replaced by the names they stand for; what was left out between two leaves one blank."""
    out, before = "", -1
    for token in tokens:
        word = tree.words[token]
        if tree.tags[token] == "WP$":
            word = _whose(tree, token) or word
        if tree.tags[token] in ("PRP", "PRP$"):
            known = name(token)
            if known:
                known = pronouns.inside(known) if out or inner else known
                word = (known + ("'" if known.endswith("s") else "'s")) if tree.tags[token] == "PRP$" else known
        glued = before >= 0 and before == token - 1 and tree.sentence.ends[before] == tree.sentence.starts[token]
        no_blank = glued or not out or word in (",", ".", "'s", "%", ")")
        out += ("" if no_blank else " ") + word
        before = token
    return out


def _whose(tree: Tree, token: int) -> str:
    """The owner that "whose" stands for: the noun that its clause hangs on."""
    for above in tree.ancestors(token):
        if tree.deps[above] == "relcl":
            owner = tree.text(tree.phrase(tree.heads[above]))
            return owner + ("'" if owner.endswith("s") else "'s")
    return ""


def _verb_group(tree: Tree, predicate: Predicate, front: Sequence[int], has_subject: bool, plural: bool) -> str:
    verb, tag = predicate.verb, tree.tags[predicate.verb]
    auxiliaries = [k for k in front if _in_group(tree, k)]
    lemma = tree.lemmas[verb]
    finite = tag in ("VBD", "VBZ", "VBP") or any(
        tree.words[k].lower() not in ("to", "having", "being") and tree.deps[k] != "neg" for k in auxiliaries
    )
    level = predicate.standing.level
    if finite and level in ("possible", "planned") and predicate.standing.cue != "had":
        return _open_group(tree, auxiliaries, verb, level)
    if finite and predicate.standing.cue == "had" and predicate.standing.level == "possible":
        return f"might have {tree.words[verb].lower()}"
    if finite:
        return _spelled_out(_words(tree, [*auxiliaries, verb], _unnamed), plural)
    if tag == "VBN" and tree.kid(verb, ("nsubj",)) >= 0 and level in ("occurred", "denied"):
        return _words(tree, [*auxiliaries, verb], _unnamed)
    shared = _shared_auxiliaries(tree, verb)
    if shared:
        return _words(tree, [*shared, verb], _unnamed)
    if tag == "VBN" and roles.is_passive(tree, verb):
        be = "were " if plural else "was "
        return (be if level == "occurred" and has_subject else "") + tree.words[verb].lower()
    if level in ("occurred", "present") and has_subject:
        return past(lemma)
    if level == "denied":
        return f"not to {lemma}" if has_subject else f"no {lemma}"
    return {"possible": "may "}.get(level, "to ") + lemma if has_subject else lemma


def _open_group(tree: Tree, auxiliaries: Sequence[int], verb: int, level: str) -> str:
    """Write "to visit" or "may visit" for what has not happened yet, whichever words the clause has for it."""
    words_ = [tree.words[k].lower() for k in auxiliaries]
    negated = "not " if any(tree.deps[k] == "neg" for k in auxiliaries) else ""
    lead = "may " + negated if level == "possible" else negated + "to "
    if "have" in words_ and "would" in words_:
        return "would " + negated + "have " + ("been " if "been" in words_ else "") + tree.words[verb].lower()
    if any(tree.deps[k] == "auxpass" for k in auxiliaries):
        return lead + "be " + tree.words[verb].lower()
    return lead + tree.lemmas[verb]


def _spelled_out(group: str, plural: bool) -> str:
    """Write contracted auxiliaries in full, as a headline does."""
    for short, full in (
        ("'ve ", "have "),
        ("'ll ", "will "),
        ("'re ", "are "),
        ("'m ", "am "),
        ("'d ", "would "),
        ("'s ", "has "),
    ):
        group = full + group[len(short) :] if group.startswith(short) else group
    return re.sub(r"^have (?=\w)", "have " if plural else "has ", group) if group.startswith("have ") else group


def _shared_auxiliaries(tree: Tree, verb: int) -> list[int]:
    """Return the auxiliary that a second verb shares with the first: "will meet and sign"."""
    while tree.deps[verb] == "conj" and naming.is_verb(tree, tree.heads[verb]):
        first = tree.heads[verb]
        found = tree.kids(first, ("aux", "auxpass"))
        if found and tree.tags[first] == tree.tags[verb]:
            return found
        verb = first
    return []


@functools.cache
def _irregular() -> tuple[dict[str, str], frozenset[str]]:
    table = read("inflect.toml")
    pairs = (pair.split() for pair in words(table["past"]))
    return {pair[0]: pair[1] for pair in pairs}, frozenset(words(table["double"]))


def past(lemma: str) -> str:
    """Return the past tense of an English verb."""
    irregular, doubled = _irregular()
    if lemma in irregular:
        return irregular[lemma]
    for prefix in ("re", "out", "over", "under", "mis"):
        if lemma.startswith(prefix) and lemma[len(prefix) :] in irregular:
            return prefix + irregular[lemma[len(prefix) :]]
    if lemma.endswith("e"):
        return lemma + "d"
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if lemma in doubled and lemma != "veto" else "") + "ed"


def _fit(tree: Tree, rest: Sequence[int], budget: int, name: Namer) -> str:
    """Keep as many of the phrases after the verb as fit, whole ones, dropping from the end."""
    kept = _trim(tree, rest)
    while kept:
        text = _words(tree, kept, name, inner=True)
        if len(text) <= budget:
            return text
        compressed = _compressed(tree, kept, name)
        if compressed and len(compressed) <= budget:
            return compressed
        cut = _last_break(tree, kept)
        if cut <= 0:
            return _shorten(text, budget)
        kept = _trim(tree, kept[:cut])
    return ""


def _compressed(tree: Tree, kept: Sequence[int], name: Namer) -> str:
    """Write for each long phrase the name of whom it describes: "the director of the office ... Wang Yi" is Wang Yi."""
    out: list[str] = []
    done: set[int] = set()
    changed = False
    for token in kept:
        if token in done:
            continue
        below = [k for k in tree.subtree(token) if k in kept]
        known = next(
            (
                found
                for k in below
                if tree.tags[k].startswith("NNP") and (found := name(-1 - k)) and tree.deps[k] == "appos"
            ),
            None,
        )
        if (known and below[0] == token) or (known and tree.deps[token] in ("pobj", "dobj")):
            out.append(known or "")
            done.update(below)
            changed = True
        elif any(
            tree.heads[token] == k and tree.deps[token] in ("det", "amod", "compound", "poss", "nmod") for k in kept
        ):
            head = tree.heads[token]
            inner = [k for k in tree.subtree(head) if k in kept]
            apposed = next((found for k in inner if tree.deps[k] == "appos" and (found := name(-1 - k))), None)
            if apposed:
                out.append(apposed)
                done.update(inner)
                changed = True
            else:
                out.append(_words(tree, [token], name, inner=True))
        else:
            out.append(_words(tree, [token], name, inner=True))
    return re.sub(r" (?=[,.%']|n't)", "", " ".join(out)) if changed else ""


def _last_break(tree: Tree, kept: Sequence[int]) -> int:
    """Where the last phrase begins: a preposition, an infinitive, a coordination."""
    for place in range(len(kept) - 1, 0, -1):
        token = kept[place]
        if (
            tree.deps[token] in ("prep", "agent", "mark", "cc", "dative")
            or tree.tags[token] in ("IN", "TO")
            or tree.words[token] == ","
        ):
            return place
    return 0


def _shorten(text: str, budget: int) -> str:
    return text[: max(budget, 0) + 1].rsplit(" ", 1)[0] if budget > 0 and " " in text[: budget + 1] else ""


def _of_noun(tree: Tree, predicate: Predicate, dated: Collection[int], name: Namer) -> str:
    head = predicate.head
    governor = _telling_verb(tree, head)
    if (
        governor >= 0
        and predicate.standing.cue != "moved"
        and predicate.standing.level in ("occurred", "planned")
        and _asserted(tree, governor)
        and not any(role.name in ("agent", "patient", "with", "topic", "to", "against") for role in predicate.roles)
    ):
        return _of_clause(tree, replace(predicate, verb=governor), dated, name)
    text = _noun_words(tree, head, dated, lambda token: None if token == head else name(token))
    text = re.sub(r"^(?:the|a|an|this|that|these|those|its first|any|no) ", "", text, flags=re.IGNORECASE)
    suffix = {
        "postponed": " postponed",
        "cancelled": " cancelled",
        "planned": " planned",
        "denied": " denied",
        "possible": " possible",
    }
    level = predicate.standing.level
    said = re.search(r"\b(?:postponed|cancell?ed|planned|possible|scheduled|expected|potential|proposed)\b", text)
    return text + ("" if said else suffix.get(level, ""))


def _asserted(tree: Tree, verb: int) -> bool:
    return tree.kid(verb, ("neg",)) < 0 and tree.kid(verb, ("mark",)) < 0


def _telling_verb(tree: Tree, noun: int) -> int:
    """The verb whose clause says more than a bare noun would ("approval came at the reconvened meeting")."""
    head = tree.heads[noun]
    if tree.deps[noun] in ("nsubjpass", "dobj") and naming.is_verb(tree, head):
        operator = naming.verb_operator(tree, head)
        if operator is not None and operator.name in ("plan", "ask", "promise"):
            return -1  # "the flight was first planned for May" is a flight, not a planning
    if tree.deps[noun] == "pobj":
        if tree.words[head].lower() not in SITUATING:
            return -1
        head = tree.heads[head]
    elif tree.deps[noun] not in ("nsubj", "nsubjpass", "dobj"):
        return -1
    return head if naming.is_verb(tree, head) and tree.deps[head] not in ("acl", "relcl", "advcl") else -1


def _finish(text: str, lemma: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–\"'")
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"^(THE|AN?) (?=[a-z])", lambda m: m.group().capitalize(), text)
    text = re.sub(r"(?:\s*,)+", ",", text).strip(" ,")
    if len(text) > LONGEST:
        text = _shorten(text, LONGEST)
    last = text.rsplit(" ", 1)[-1]
    if last not in lemma.split()[1:]:
        text = re.sub(r"(?: (?:and|or|the|a|an|of|to|in|on|for|with|by|at|from|its|his|her|their|that))+$", "", text)
    return text[:1].upper() + text[1:]
