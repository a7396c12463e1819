"""Reads the word lists beside it: classes of events, operators above events, verbs that name none."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

Effect = Literal["planned", "possible", "denied", "postponed", "cancelled", "same"]


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that changes the standing of the event it governs; `own` says that it is an event itself as well."""

    name: str
    effect: Effect
    own: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    verbs: dict[str, str]
    nouns: dict[str, str]
    weights: dict[str, float]
    verb_operators: dict[str, Operator]
    noun_operators: dict[str, Operator]
    adjective_operators: dict[str, Operator]
    trivial: frozenset[str]
    strong: frozenset[str]
    idle: frozenset[str]
    light: frozenset[str]
    phase: frozenset[str]
    weak_nouns: frozenset[str]
    dated_events: frozenset[str]
    hearing_bodies: frozenset[str]
    press: frozenset[str]
    verb_phrases: dict[str, tuple[str, ...]]
    """By first word, the phrases that begin with it, longest first."""
    noun_phrases: dict[str, tuple[str, ...]]
    """By last word, the noun phrases that end with it."""


@functools.cache
def read(name: str) -> dict[str, Any]:
    """Read one of the TOML files of this room, once in each process; nobody changes what it returns."""
    return tomllib.loads(resources.files("dateline.events").joinpath(name).read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    return [word.strip() for word in text.replace("\n", " ").split(",") if word.strip()]


@functools.cache
def lexicon() -> Lexicon:
    """Return the lexicon, read once in each process."""
    classes, rules = read("lexicon.toml"), read("predicates.toml")
    verbs, nouns = _classes(classes, "verbs"), _classes(classes, "nouns")
    operators = read("operators.toml")
    strong = frozenset(words(rules["strong_phrases"]))
    idle = frozenset(words(rules["idle_phrases"]))
    phrases = [
        *verbs,
        *strong,
        *idle,
        *words(rules["light"]),
        *words(rules["phase"]),
        *(word for each in operators.values() for word in words(each["verbs"])),
    ]
    return Lexicon(
        verbs=verbs,
        nouns={key.lower(): value for key, value in nouns.items()},
        weights={name: float(each["weight"]) for name, each in classes.items()},
        verb_operators=_operators(operators, "verbs"),
        noun_operators=_operators(operators, "nouns"),
        adjective_operators=_operators(operators, "adjectives"),
        trivial=frozenset(words(rules["trivial"])),
        strong=strong,
        idle=idle,
        light=frozenset(words(rules["light"])),
        phase=frozenset(words(rules["phase"])),
        weak_nouns=frozenset(words(rules["weak_nouns"])),
        dated_events=frozenset(words(rules["dated_events"])),
        hearing_bodies=frozenset(words(rules["hearing_bodies"])),
        press=frozenset(words(rules["press"])),
        verb_phrases=_grouped(phrases, 0),
        noun_phrases=_grouped([key.lower() for key in nouns], -1),
    )


def _classes(classes: dict[str, Any], part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, entry in classes.items():
        for word in words(entry[part]):
            found.setdefault(word, name)
    return found


def _operators(operators: dict[str, Any], part: str) -> dict[str, Operator]:
    found: dict[str, Operator] = {}
    for name, entry in operators.items():
        for word in words(entry[part]):
            found.setdefault(word, Operator(name, entry["effect"], entry["own"]))
    return found


def _grouped(phrases: list[str], place: int) -> dict[str, tuple[str, ...]]:
    groups: dict[str, set[str]] = {}
    for phrase in phrases:
        parts = phrase.split()
        if len(parts) > 1:
            groups.setdefault(parts[place], set()).add(phrase)
    return {key: tuple(sorted(group, key=lambda phrase: (-phrase.count(" "), phrase))) for key, group in groups.items()}
