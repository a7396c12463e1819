"""Writes dateline/events/first_names.tsv: which first names are women's and which are men's, over some 60 countries.

    uv run --no-project --with faker==40.54.0 python tools/first_names.py faker.providers.person > dateline/events/first_names.tsv

A name that one country gives to men and another to women is kept where one use is `CLEAR` times as common. Source: the
lists of the Faker library (MIT licence), one for each locale.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import Counter

CLEAR = 3
"""Locales that list a name for one sex for each that lists it for the other."""
FAMILY_FIRST = ("zh_CN", "ja_JP", "vi_VN")
"""Locales whose people are called by the family name first: "Li" of Li Keqiang says nothing of who he is."""
OTHERS = frozenset({"Jung", "Kim", "Lee", "Park", "Sunday"})
"""Korean families, and what Nigeria calls sons and America daughters."""
LATIN = re.compile(r"[A-ZÀ-Ž][A-Za-zÀ-ž'’-]+")


def main(person: str) -> None:
    families = OTHERS | {name for locale in FAMILY_FIRST for name in _families(f"{person}.{locale}")}
    counts = {"he": Counter[str](), "she": Counter[str]()}
    for module in pkgutil.iter_modules(importlib.import_module(person).__path__):
        provider = importlib.import_module(f"{person}.{module.name}").Provider
        for pronoun, field in (("he", "first_names_male"), ("she", "first_names_female")):
            counts[pronoun].update({name for name in getattr(provider, field, ()) if LATIN.fullmatch(name)})
    print("# first name\tpronoun; from the Faker library's lists, (c) 2012 Daniele Faraglia, by tools/first_names.py")
    for name in sorted((set(counts["he"]) | set(counts["she"])) - families):
        men, women = counts["he"][name], counts["she"][name]
        if men >= CLEAR * women or women >= CLEAR * men:
            print(f"{name}\t{'he' if men > women else 'she'}")


def _families(module: str) -> set[str]:
    provider = importlib.import_module(module).Provider
    return {*getattr(provider, "last_names", ()), *getattr(provider, "last_romanized_names", ())}


main(sys.argv[1])
