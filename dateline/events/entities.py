"""Groups the names of a story into those whom they name: full and short forms, acronyms, family names."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.events.names import ADDRESSES, LINKS, EntityKind, Name, first_names, vocabulary

LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"})
"""What decomposes into no plain letter and a mark."""


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


def cluster(spotted: Iterable[Name]) -> dict[str, Entity]:
    """Group the story's names into entities; the answer gives the entity of each form (see `key_of`)."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    forms: Counter[str] = Counter()
    spelling: dict[str, Counter[str]] = defaultdict(Counter)
    uses: dict[str, list[Name]] = defaultdict(list)
    for name in spotted:
        key = key_of(name.text)
        votes[key][name.kind] += 1
        forms[key] += 1
        spelling[key][name.text] += 1
        uses[key].append(name)
    kinds: dict[str, EntityKind] = {key: _kind_by_use(_vote(counter), uses[key]) for key, counter in votes.items()}
    families = {name.text.rsplit(" ", 1)[-1] for used in uses.values() for name in used if name.title in ADDRESSES}
    for key, used in uses.items():
        if kinds[key] in ("organisation", "other") and _is_full_name(used[0].text, families):
            kinds[key] = "person"
    surnames = {key for key, used in uses.items() if not any(name.located for name in used)}
    found: dict[str, Entity] = {}
    longer: dict[str, list[str]] = defaultdict(list)
    for key in sorted(forms, key=lambda form: (-len(form.split()), -forms[form], form)):
        if _run_together(key, forms):
            continue
        home = _home(key, "other" if key in surnames and kinds[key] == "place" else kinds[key], found, longer)
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
            entity.kind = _vote(Counter[EntityKind](kinds[form] for form in entity.forms))
    return found


def _kind_by_use(kind: EntityKind, used: Sequence[Name]) -> EntityKind:
    """Correct the recogniser by how the story uses a name: in what place, after "the", with a title."""
    if any(name.title for name in used):
        return "person"
    located, lone = sum(name.located for name in used), " " not in used[0].text
    if 2 * located > len(used) or (lone and located > 1 and 3 * located > len(used)):
        return "place"
    if kind == "person" and 2 * sum(name.definite for name in used) >= len(used):
        return "other"
    return kind


def _is_full_name(text: str, families: Collection[str]) -> bool:
    """Say whether a first name stands before the name of somebody whom the story calls Mr or Ms."""
    first, _, last = text.partition(" ")
    return last.rsplit(" ", 1)[-1] in families and first in first_names()


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


@functools.lru_cache(maxsize=65536)
def key_of(text: str) -> str:
    """Return the form under which a name is known: no case, no article, no accents, which outlets keep or drop."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text.translate(LETTERS)) if not unicodedata.combining(c))
    plain = re.sub(r"\s+", " ", text.replace("’", "'").lower()).removeprefix("the ").strip(" .'")
    return re.sub(r"^(?:people's |federal |islamic )?republic of (?:the )?(?=\w+$)", "", plain)


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
    forms = {form for word in (words_[0], words_[-1], words_[-1].removesuffix("s")) for form in longer.get(word, ())}
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
    if kind == "other" and entity.kind == "place":
        return False
    if kind == "person" and entity.kind == "other":
        return len(many) == 2 and few == many[-1:]  # a name that the recogniser did not know, told by "Ms" before it
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
        return few[0] in (many[0], many[-1], many[-1] + "s")
    core = [word for word in many if len(word.strip(".")) > 1]
    short = [word for word in few if len(word.strip(".")) > 1]
    return short == core or (len(short) < len(core) and core[-len(short) :] == short)


def _initials(many: Sequence[str]) -> str:
    return "".join(word[0] for word in many if word not in LINKS)
