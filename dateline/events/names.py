"""Spots the proper names of a sentence, apart from the offices beside them, and how each is used."""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from dateline.events.lexicon import lexicon, read, words
from dateline.events.tree import Tree

EntityKind = Literal["person", "organisation", "place", "other"]
KINDS: dict[str, EntityKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
IGNORED = frozenset("DATE TIME MONEY PERCENT CARDINAL ORDINAL QUANTITY NORP LANGUAGE".split())
LINKS = frozenset(
    {"of", "and", "for", "the", "&", "de", "van", "von", "der", "al", "bin", "du", "la", "-", "'s", "di", "da"}
)
FOREIGN = frozenset("de del della der den des di do dos du da la las le les van von per bin ibn al el y zu ter".split())
"""Small words of other languages: between two capitalised words they belong to a name."""
LOCATIVE = frozenset({"in", "near", "off", "inside", "outside", "across", "throughout", "around"})
"""Prepositions that places follow, and organisations and persons hardly ever."""
ADDRESSES = frozenset({"mr", "mrs", "ms", "miss"})
"""What only persons are called."""
WEEK_OR_MONTH = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """One place where a proper name stands: its tokens, its text without titles, and what it seems to be."""

    first: int
    last: int
    text: str
    kind: EntityKind
    title: str = ""
    initial: bool = False
    """It begins its sentence, so that its capital proves nothing."""
    located: bool = False
    """A preposition of place governs it."""
    definite: bool = False
    """It stands after "the", as persons do not."""
    bracketed: bool = False
    """A bracket opens right before it."""
    descriptions: tuple[tuple[str, ...], ...] = ()
    """Each common noun beside it, and the same with the noun before that: ("line", "ferry line") of "ferry line Norvik"."""


@functools.cache
def vocabulary(key: str) -> frozenset[str]:
    """Return one of the word lists of `people.toml`."""
    return frozenset(words(read("people.toml")[key]))


@functools.cache
def first_names() -> dict[str, str]:
    """Return "he" or "she" by first name; what is given to both is not in it."""
    text = resources.files("dateline.events").joinpath("first_names.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def find(tree: Tree) -> list[Name]:
    """Return the proper names of a sentence, by the recogniser's spans and by runs of capitalised words."""
    found: list[Name] = []
    if sum(len(word) > 3 for word in tree.words) > 2 and all(word == word.upper() for word in tree.words):
        return found  # capitals throughout tell nothing
    token = 0
    while token < tree.size:
        last = _run(tree, token)
        if last < token:
            token += 1
            continue
        parts = (_name(tree, first, end) for first, end in _parts(tree, token, last))
        found.extend(name for name in parts if name is not None)
        token = last + 1
    return found


def _run(tree: Tree, token: int) -> int:
    """Return the last token of the name that begins here, or one before the token where none does."""
    label = tree.names[token]
    if label and label[2:] in IGNORED:
        return token - 1
    if not _proper(tree, token):
        return token - 1
    last = token
    while last + 1 < tree.size:
        after = last + 1
        if tree.names[after][:2] == "B-" and tree.names[last] and not _goes_on(tree, last, after):
            break
        if _proper(tree, after) and (tree.names[after][2:] not in IGNORED or not tree.names[after]):
            last = after
        elif _hyphenated(tree, after) or (
            tree.words[after].lower() in LINKS | FOREIGN and _same_name(tree, last, after)
        ):
            last = after + 1
        elif tree.words[after] == "." and len(tree.words[last]) == 1:
            last = after
        else:
            break
    return last


def _goes_on(tree: Tree, last: int, after: int) -> bool:
    """Whether a new span of the recogniser still belongs to the name before it."""
    joined = tree.deps[last] == "compound" and tree.heads[last] >= after
    return joined and tree.names[last][2:] == tree.names[after][2:]


def _hyphenated(tree: Tree, hyphen: int) -> bool:
    """Say whether a hyphen joins two parts of one name ("Crane-Ellis"), not two names ("Lind-Bek talks")."""
    if tree.words[hyphen] != "-" or hyphen + 1 >= tree.size or not _proper(tree, hyphen + 1):
        return False
    sentence = tree.sentence
    glued = (
        sentence.ends[hyphen - 1] == sentence.starts[hyphen] and sentence.ends[hyphen] == sentence.starts[hyphen + 1]
    )
    kinds = {tree.names[hyphen - 1][2:], tree.names[hyphen + 1][2:]}
    both = tree.names[hyphen - 1][:2] == tree.names[hyphen + 1][:2] == "B-"
    return glued and not both and kinds <= {"PERSON", ""}


def _same_name(tree: Tree, last: int, link: int) -> bool:
    """Whether a small word joins two capitalised words to one name ("Bank of Norway"): the recogniser must think so."""
    if link + 1 >= tree.size or not _proper(tree, link + 1):
        return False
    if tree.words[link] == "'s":
        return tree.words[last] in ("People", "Peoples") and tree.names[link + 1][:2] == "I-"
    if tree.words[link].lower() in FOREIGN and tree.words[link].islower():
        return True
    return tree.names[link][:2] == "I-" and tree.names[link + 1][:2] == "I-" and bool(tree.names[last])


def _proper(tree: Tree, token: int) -> bool:
    word = tree.words[token]
    if not word[0].isupper() or tree.tags[token] in ("PRP", "DT", "IN", "CC", "UH", "WP", "WRB", "MD"):
        return False
    if word.lower() in WEEK_OR_MONTH and tree.names[token][2:] in ("DATE", "", "TIME"):
        return False
    if tree.tags[token].startswith("NNP"):
        return True
    return bool(tree.names[token]) and tree.names[token][2:] not in IGNORED and not tree.tags[token].startswith("VB")


def _parts(tree: Tree, first: int, last: int) -> list[tuple[int, int]]:
    """Part a run of capitals at the office in it: "Norland Culture Minister Ane Holt" names a country and a person."""
    offices = [k for k in range(first + 1, last + 1) if tree.words[k].lower() in vocabulary("offices")]
    if not offices or (offices[-1] < last and tree.names[offices[-1]][2:] == "ORG" == tree.names[last][2:]):
        return [(first, last)]
    office = offices[-1]
    if office < last and not _personal(tree, office + 1, last):
        return [(first, last)]
    before = office
    while before > first and _of_office(tree, before - 1):
        before -= 1
    parts = [] if before == first else [(first, before - 1)]
    return [*parts, (before, last)] if office < last else parts


def _of_office(tree: Tree, token: int) -> bool:
    word = tree.words[token].lower()
    return word in vocabulary("offices") | vocabulary("portfolios") | vocabulary("honorifics")


def _personal(tree: Tree, first: int, last: int) -> bool:
    """Say whether what follows an office can be a person's name."""
    labels = {tree.names[k][2:] for k in range(first, last + 1)} - {""}
    return labels <= {"PERSON", "GPE", "NORP"} and tree.words[last].lower() not in vocabulary("organisations")


def _name(tree: Tree, first: int, last: int) -> Name | None:
    kinds = Counter(tree.names[k][2:] for k in range(first, last + 1) if tree.names[k])
    title = ""
    while first < last and (
        tree.words[first].lower() in vocabulary("honorifics") | vocabulary("offices")
        or tree.words[first].lower().strip(".") in vocabulary("honorifics")
        or _before_office(tree, first, last)
    ):
        title = tree.words[first].lower().strip(".")
        mistaken = title not in ADDRESSES and KINDS.get(tree.names[first][2:]) == "organisation"
        if mistaken and tree.names[last] and tree.names[last][2:] == "ORG":
            title = ""
            break
        first += 1
    text = tree.text(range(first, last + 1)).strip(" .-'")
    if re.fullmatch(r"(?:\w\.)+\w", text):
        text += "."
    if first == last == 0 and text.lower() in lexicon().nouns and not title and tree.sentence.kind == "body":
        return None  # "Confirmation reached Osaka" begins with a capital only because the sentence does
    if text.lower() in vocabulary("nobody") or (
        first == last and last + 1 < tree.size and tree.tags[last + 1] == "CD" and not title
    ):
        return None
    if not text or text.isdigit() or (first == last and text.lower() in vocabulary("honorifics")):
        return None
    label = kinds.most_common(1)[0][0] if kinds else ""
    return Name(
        first,
        last,
        text,
        "person" if _is_person(tree, first, last) else _kind(text, label, title),
        title,
        initial=first == 0 or tree.words[first - 1] in ('"', ":", "."),
        located=_is_located(tree, first, last),
        definite=first > 0 and tree.words[first - 1].lower() == "the" and tree.deps[last] not in ("compound", "nmod"),
    )


def _is_person(tree: Tree, first: int, last: int) -> bool:
    """Say whether a name that the recogniser saw half of begins with a first name: "Edna Rowbotham", a place to it."""
    whole = tree.names[first] != "" or first == last
    body = tree.words[last].lower().strip(".") in vocabulary("organisations")
    return not whole and not body and tree.words[first] in first_names()


def _before_office(tree: Tree, first: int, last: int) -> bool:
    """Say whether a word is the field of the office right after it: "Culture Minister"."""
    after = first + 1
    return (
        after < last
        and tree.words[first].lower() in vocabulary("portfolios")
        and tree.words[after].lower() in vocabulary("offices")
    )


def _is_located(tree: Tree, first: int, last: int) -> bool:
    before = first - 1
    if before < 0 or tree.words[before].lower() not in LOCATIVE or tree.deps[last] in ("compound", "nmod", "poss"):
        return False
    return last + 1 >= tree.size or tree.words[last + 1] != "'s"


def _kind(text: str, label: str, title: str) -> EntityKind:
    last = text.rsplit(maxsplit=1)[-1].lower().strip(".")
    if last in vocabulary("organisations") and len(text.split()) > 1:
        return "organisation"
    if title:
        return "person"
    return KINDS.get(label, "other")
