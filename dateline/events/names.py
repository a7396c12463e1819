"""Gathers the proper names of a story and says which of them are one: full and short names, acronyms, titles before them."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


@functools.cache
def vocabulary(key: str) -> frozenset[str]:
    """Return one of the word lists of `people.toml`."""
    return frozenset(words(read("people.toml")[key]))


def find(tree: Tree) -> list[Name]:
    """Return the proper names of a sentence, by the recogniser's spans and by runs of capitalised words."""
    found: list[Name] = []
    token = 0
    while token < tree.size:
        last = _run(tree, token)
        if last < token:
            token += 1
            continue
        name = _name(tree, token, last)
        if name is not None:
            found.append(name)
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
        elif tree.words[after].lower() in LINKS and _same_name(tree, last, after):
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


def _same_name(tree: Tree, last: int, link: int) -> bool:
    """Whether a small word joins two capitalised words to one name ("Bank of Norway"): the recogniser must think so."""
    if link + 1 >= tree.size or not _proper(tree, link + 1) or tree.words[link] == "'s":
        return False
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


def _name(tree: Tree, first: int, last: int) -> Name | None:
    kinds = Counter(tree.names[k][2:] for k in range(first, last + 1) if tree.names[k])
    title = ""
    while first < last and tree.words[first].lower().strip(".") in vocabulary("honorifics"):
        title = tree.words[first].lower().strip(".")
        if KINDS.get(tree.names[first][2:]) == "organisation" and tree.names[last] and tree.names[last][2:] == "ORG":
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
    return Name(first, last, text, _kind(text, label, title), title)


def _kind(text: str, label: str, title: str) -> EntityKind:
    last = text.rsplit(maxsplit=1)[-1].lower().strip(".")
    if last in vocabulary("organisations") and len(text.split()) > 1:
        return "organisation"
    if title:
        return "person"
    return KINDS.get(label, "other")


@dataclass(slots=True)
class Entity:
    """Who or what a story's names refer to; `name` is the fullest one."""

    name: str
    kind: EntityKind
    count: int = 0
    forms: Counter[str] = field(default_factory=Counter[str])
    gender: str = ""
    named: bool = True
    """False for what only has a description ("the ship"): good for a title, no participant."""


def cluster(surfaces: Iterable[tuple[str, EntityKind]]) -> dict[str, Entity]:
    """Group the story's surfaces into entities; the answer gives the entity of each surface (lower case)."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    forms: Counter[str] = Counter()
    spelling: dict[str, Counter[str]] = defaultdict(Counter)
    for text, kind in surfaces:
        votes[key_of(text)][kind] += 1
        forms[key_of(text)] += 1
        spelling[key_of(text)][text] += 1
    kinds: dict[str, EntityKind] = {key: _vote(counter) for key, counter in votes.items()}
    found: dict[str, Entity] = {}
    longer: dict[str, list[str]] = defaultdict(list)
    for key in sorted(forms, key=lambda form: (-len(form.split()), -forms[form], form)):
        if _run_together(key, forms):
            continue
        home = _home(key, kinds[key], found, longer)
        if home is None:
            home = Entity(spelling[key].most_common(1)[0][0], kinds[key])
        home.forms[key] += forms[key]
        home.count += forms[key]
        found[key] = home
        for word in {*key.split(), _initials(key.split())}:
            longer[word].append(key)
    for entity in {id(entity): entity for entity in found.values()}.values():
        entity.name = _fullest(entity, spelling)
        if entity.kind == "other":
            entity.kind = _vote(Counter([kinds[form] for form in entity.forms]))
    return found


def _run_together(key: str, forms: Counter[str]) -> bool:
    """Say whether a capitalised headline made one name of two: "Rovers Beat City" beside "Rovers" and "City"."""
    parts = key.split()
    if len(parts) < 3 or forms[key] > 2:
        return False
    firsts = [end for end in range(1, len(parts) - 1) if forms[" ".join(parts[:end])] > 1]
    lasts = [start for start in range(2, len(parts)) if forms[" ".join(parts[start:])] > 1]
    return any(start > end for end in firsts for start in lasts)


def _vote(counter: Counter[EntityKind]) -> EntityKind:
    for kind, _ in counter.most_common():
        if kind != "other":
            return kind
    return "other"


def key_of(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'").lower()).removeprefix("the ").strip(" .'")


def _fullest(entity: Entity, spelling: dict[str, Counter[str]]) -> str:
    """Prefer a form of several words, the more frequent one; "J." in the middle adds nothing."""
    best = max(
        entity.forms,
        key=lambda form: (min(len([w for w in form.split() if len(w.strip(".")) > 1]), 2 if entity.kind == "person" else 9),
                          -sum(len(w.strip(".")) == 1 for w in form.split()), entity.forms[form], form),
    )  # fmt: skip
    return _without_legal_form(spelling[best].most_common(1)[0][0])


def _without_legal_form(name: str) -> str:
    words_ = name.replace(",", "").split()
    while len(words_) > 1 and words_[-1].lower().strip(".") in vocabulary("legal"):
        words_.pop()
    return " ".join(words_)


def _home(key: str, kind: EntityKind, found: dict[str, Entity], longer: Mapping[str, Sequence[str]]) -> Entity | None:
    """Find the entity that a shorter form belongs to: the most told of those it can stand for.

    `longer` gives, by word and by initials, the forms already placed.
    """
    words_ = key.split()
    if not words_:
        return None
    forms = {form for word in (words_[0], words_[-1]) for form in longer.get(word, ())}
    candidates = {id(found[form]): found[form] for form in forms if _stands_for(key, kind, form, found[form])}
    if not candidates:
        return None
    return max(candidates.values(), key=lambda entity: (entity.count, entity.name))


def _stands_for(short: str, kind: EntityKind, full: str, entity: Entity) -> bool:
    few, many = short.split(), full.split()
    if len(many) == 1:
        return False
    if kind == "place" and entity.kind != "place":
        return False
    if entity.kind == "person" and kind in ("person", "other", "organisation"):
        return _same_person(few, many) and (kind != "organisation" or len(few) == 1)
    if kind == "person" and entity.kind not in ("person", "organisation"):
        return False
    if len(few) == 1 and short == _initials(many) and len(short) > 1:
        return True
    if any(re.search(r"\d", word) for word in many[len(few) :]):
        return False
    return (
        entity.kind == "organisation"
        and kind != "place"
        and many[: len(few)] == few
        and few[0] not in ("us", "u.s", "uk")
    )


def _same_person(few: Sequence[str], many: Sequence[str]) -> bool:
    if len(few) == 1:
        return few[0] == many[-1] or few[0] == many[0]
    core = [word for word in many if len(word.strip(".")) > 1]
    short = [word for word in few if len(word.strip(".")) > 1]
    return short == core or (len(short) < len(core) and core[-len(short) :] == short)


def _initials(many: Sequence[str]) -> str:
    return "".join(word[0] for word in many if word not in LINKS)
