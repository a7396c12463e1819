"""A language as data: its words, its written forms and its grammar, loaded from a folder of TOML and compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.times import compose_hours, compose_lengths, compose_names, compose_offsets, compose_relations
from dateline.times.cues import Cues
from dateline.times.pattern import Sets, compile_pattern, words_of
from dateline.times.tokens import NAME, PLURAL, WORD, Alphabet, Entry, bracketed

_QUOTES = str.maketrans("‘’", "''")
_KEPT_TOKENS = 60_000
_SAMPLES = ("0", "00", "1", "01", "12", "13", "24", "25", "31", "32", "99", "100", "999", "0900", "1200", "1990", "2150",
            "2300", "2401", "5000", "12345", "1234567890", "1,000", "3.5")  # fmt: skip
"""One number of every set of size categories, so that all sets have a code before the rules are compiled."""


@dataclass(frozen=True)
class Rule:
    """A grammar rule: what it matches, what it gives, and what the words mean."""

    name: str
    source: str
    gives: str
    code: str
    build: Callable[..., Any]
    constants: dict[str, Any]
    emit: bool
    order: int

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compile the pattern at its first use: most texts use a few rules of many."""
        return re.compile(self.source)


class _Tokens(dict[str, Entry]):
    """What each token text is, worked out at its first sight; forgets all when it has grown too large."""

    def __init__(self, classify: Callable[[str], Entry]) -> None:
        super().__init__()
        self._classify = classify

    def __missing__(self, text: str) -> Entry:
        if len(self) > _KEPT_TOKENS:
            self.clear()
        entry = self._classify(text)
        if len(text) <= 64:
            self[text] = entry
        return entry


class _Codes(dict[str, str]):
    """The code of each token text."""

    def __init__(self, entries: _Tokens) -> None:
        super().__init__()
        self._entries = entries

    def __missing__(self, token: str) -> str:
        if len(self) > _KEPT_TOKENS:
            self.clear()
        code = self._entries[token].code
        if len(token) <= 64:
            self[token] = code
        return code


_HERE = Path(__file__).parent


def _toml(*path: str) -> dict[str, Any]:
    return tomllib.loads(_HERE.joinpath(*path).read_text(encoding="utf-8"))


class Language:
    """Everything that the matcher and the resolver know about one language."""

    def __init__(self, name: str) -> None:
        self.name = name
        folder = _HERE / name
        if not re.fullmatch(r"[a-z]{2,3}", name) or not folder.is_dir():
            raise UsageError(f"no temporal grammar for language {name!r}")
        shapes, self.words = _toml("shapes.toml"), _toml(name, "words.toml")
        self.cues = Cues.read(_toml(name, "cues.toml"), self.words["past_suffix"])
        files = sorted(f.name for f in folder.iterdir() if f.name.startswith("grammar-"))
        self._raw = [rule for file in files for rule in _toml(name, file)["rule"]]
        self._raw += _holiday_rules(name)
        self._alphabet = Alphabet()
        self._sizes: dict[str, list[int]] = shapes["sizes"]
        self._shapes = [
            (re.compile(s["regex"]), s.get("begins", ""), frozenset[str](s["gives"])) for s in shapes["shape"]
        ]
        begins = {c.lower() for _, first, gives in self._shapes if gives for c in first if not c.isdigit()}
        self._letters = frozenset(c for c in begins if c.isalpha())
        self._signs = "".join(begins - self._letters) + "'."
        self._includes: dict[str, list[str]] = self.words.get("includes", {})
        self._lexicon = self._read_lexicon()
        self.token = self._token_regex()
        self._encode_all()
        self.entries = _Tokens(self._classify)
        self.codes = _Codes(self.entries)
        self.levels = self._compile_levels()
        self._mark_triggers()

    def _read_lexicon(self) -> dict[str, dict[str, Any]]:
        lexicon: dict[str, dict[str, Any]] = {}
        for category, words in self.words["words"].items():
            pairs: dict[str, Any] = words
            for word, value in pairs.items():
                lexicon.setdefault(word, {})[category] = value
        for rule in self._raw:
            for word in (w for p in _patterns(rule) for w in words_of(p)):
                lexicon.setdefault(word, {})[f"'{word}'"] = word
        self._plural = re.compile(self.words["plural"])
        self._not_plural = frozenset[str](self.words["not_plural"])
        self._function_words = frozenset[str](self.words["function_words"])
        self._cased: frozenset[str] = frozenset(self.words.get("cased", []))
        return lexicon

    def _token_regex(self) -> re.Pattern[str]:
        dotted = sorted((w for w in self._lexicon if w.endswith(".") and len(w) > 1), key=len, reverse=True)
        initials = "".join(sorted({c for w in dotted for c in (w[0], w[0].upper())}))
        digits, others = self._shape_sources()
        return re.compile(
            r"(?:"
            + others
            + r"|(?=\d)(?:"
            + digits
            + r"|\d+(?:" + "|".join(self.words["ordinal_suffixes"]) + r")\b"
            + r"|\d+(?:" + "|".join(self.words["decade_suffixes"]) + r")\b)"
            + r"|['’‘]\d+(?:" + "|".join(self.words["decade_suffixes"]) + r")\b"
            + f"|(?=[{initials}])(?i:" + "|".join(re.escape(w) for w in dotted) + r")"
            + r"|['’](?:" + "|".join(self.words["clitics"]) + r")\b"
            + r"|[^\W\d_]+(?:['’](?!(?:" + "|".join(self.words["clitics"]) + r")\b)[^\W\d_]+)?(?!\d)"
            + r"|['’‘]\d\d\b"
            + r"|\w+"
            + r"|(?<=\w)[-‐‑–](?=\w)|[-‐‑–—_]+"
            + r"|[^\w\s?!*#=]|[^\w\s]+)\s*"
        )  # fmt: skip

    def _shape_sources(self) -> tuple[str, str]:
        """Return the shapes that begin with a digit, and the others behind a look at their first character."""
        digits = [r.pattern for r, begins, _ in self._shapes if not begins]
        others = [f"(?=[{re.escape(begins)}])(?:{r.pattern})" for r, begins, _ in self._shapes if begins]
        return "|".join(f"(?:{p})" for p in digits), "|".join(others)

    def _categories(self, text: str, *, glued: bool = True) -> dict[str, Any]:
        """Return what a token can be, category by category, with its value."""
        lower = text.lower().translate(_QUOTES)
        if lower in {"-", "–"}:
            return self._lexicon.get("-" if glued else "–", {})
        values = dict(self._lexicon.get(lower, {}))
        if lower in self._cased and not text[0].isupper():
            values = {c: v for c, v in values.items() if c.startswith("'")}
        if lower[0].isdigit() or lower[0] in self._signs or (lower[0] in self._letters and lower[-1].isdigit()):
            values |= self._numeric(lower)
        if values:
            return values
        if not lower.strip("-‐‑–—_"):
            return self._lexicon.get("-" if glued and len(lower) == 1 else "–", {})
        return values

    def _numeric(self, lower: str) -> dict[str, Any]:
        for suffix in self.words["ordinal_suffixes"]:
            if lower.endswith(suffix) and lower[: -len(suffix)].isdigit() and len(lower) < 7:
                n = int(lower[: -len(suffix)])
                return {"ordinal": n} | ({"domth": n} if 1 <= n <= 31 else {})
        for suffix in self.words["decade_suffixes"]:
            stem = lower[: -len(suffix)].lstrip("'")
            if lower.endswith(suffix) and stem.isdigit() and stem.endswith("0") and len(stem) in {2, 4}:
                return {"decade": int(stem)}
        if lower[0] == "'" and lower[1:].isdigit():
            return {"shortyear": int(lower[1:])}
        for regex, _, gives in self._shapes:
            if regex.fullmatch(lower) or (
                (lower.endswith("z") or lower[0].isalpha()) and regex.fullmatch(lower.upper())
            ):
                return dict.fromkeys(gives, lower) | self._size(lower)
        return {}

    def _size(self, text: str) -> dict[str, Any]:
        plain = text.replace(",", "")
        if not plain.isdigit():
            return {"num": plain} if re.fullmatch(r"\d+\.\d+", plain) else {}
        n, digits = int(plain[:12]), len(plain)
        fits = {
            c: n for c, (low, high, least, most) in self._sizes.items() if low <= n <= high and least <= digits <= most
        }
        return {"num": n} if "," in text else fits

    def _widen(self, categories: Iterator[str] | list[str]) -> frozenset[str]:
        """Add the categories that include the given ones."""
        found = set(categories)
        while more := {c for c, parts in self._includes.items() if c not in found and found.intersection(parts)}:
            found |= more
        return frozenset(found)

    def _code(self, text: str, values: dict[str, Any]) -> str:
        """Give the code of a token; a content word that some rule quotes stays a word or a name like any other."""
        kind = frozenset({NAME if text[0].isupper() else WORD})
        if text[0].islower() and self._plural.fullmatch(text) and text not in self._not_plural:
            kind |= {PLURAL}
        if not values:
            return self._alphabet.code(kind)
        quoted = all(c.startswith("'") for c in values)
        content = quoted and text[0].isalpha() and text.lower() not in self._function_words
        return self._alphabet.code(self._widen(list(values)) | (kind if content else frozenset[str]()))

    def _classify(self, token: str) -> Entry:
        """Work out what a token is; blanks behind it belong to it and tell a dash from a hyphen."""
        text = token.rstrip()
        values = self._categories(text, glued=text == token)
        return Entry(text.lower().translate(_QUOTES), self._code(text, values), values)

    def _encode_all(self) -> None:
        """Give a code to every set of categories that a token or a reduced phrase can have."""
        self._alphabet.code(frozenset({WORD}))
        self.edge = self._alphabet.code(frozenset({"edge"}))
        self._alphabet.code(frozenset({NAME}))
        self._alphabet.code(frozenset({WORD, PLURAL}))
        suffixed = ["1" + s for s in self.words["ordinal_suffixes"]] + [
            "32" + s for s in self.words["ordinal_suffixes"]
        ]
        decades = ["1990" + s for s in self.words["decade_suffixes"]] + ["'99"]
        for word in [*self._lexicon, "– ", *_SAMPLES, *suffixed, *decades]:
            self._classify(word)
            self._classify(word[0].upper() + word[1:])
        for _, _, gives in self._shapes:
            self._alphabet.code(self._widen(list(gives)) or frozenset({WORD}))
        for rule in self._raw:
            self._alphabet.code(self._gives(rule))

    def _gives(self, rule: dict[str, Any]) -> frozenset[str]:
        return self._widen([rule["gives"]])

    def _compile_levels(self) -> list[dict[str, list[Rule]]]:
        levels: dict[int, dict[str, list[Rule]]] = {}
        set_of = Sets(self._alphabet.carriers)
        for order, raw in enumerate(self._raw):
            for pattern in _patterns(raw):
                try:
                    piece = compile_pattern(pattern, set_of)
                except ValueError as e:
                    raise ValueError(f"rule {raw['name']}: {e}") from e
                code = self._alphabet.code(self._gives(raw))
                rule = Rule(raw["name"], piece.source, raw["gives"], code, _builder(raw["means"]),
                            raw.get("with", {}), raw.get("emit", True), order)  # fmt: skip
                for first in piece.first:
                    levels.setdefault(raw["level"], {}).setdefault(first, []).append(rule)
        return [levels[n] for n in sorted(levels)]

    def _mark_triggers(self) -> None:
        triggers = {c for category in self.words["triggers"] for c in self._alphabet.carriers(category)}
        self.trigger = re.compile(bracketed("".join(sorted(triggers))))
        self.known = frozenset(
            code for categories, code in self._alphabet.items() if categories - {NAME, WORD, PLURAL}
        )  # fmt: skip

    def rules(self) -> list[dict[str, Any]]:
        """Return the grammar as it stands in the data, for those who test or print its examples."""
        return self._raw


def _patterns(rule: dict[str, Any]) -> list[str]:
    pattern = rule["pattern"]
    return [pattern] if isinstance(pattern, str) else pattern


_BUILDERS = (compose_names, compose_lengths, compose_relations, compose_offsets, compose_hours)


def _builder(name: str) -> Callable[..., Any]:
    """Find what a rule's `means` names."""
    for module in _BUILDERS:
        if hasattr(module, name):
            return getattr(module, name)
    raise ValueError(f"no builder {name!r}")


def _holiday_rules(language: str) -> list[dict[str, Any]]:
    return [
        {
            "name": f"holiday-{name}",
            "level": 2,
            "pattern": [f"({p}) (','? y:year4)?" for p in patterns],
            "gives": "p_day",
            "means": "holiday",
            "with": {"name": name},
        }
        for name, patterns in _toml(language, "holidays.toml").items()
    ]


@lru_cache(maxsize=8)
def load(name: str = "en") -> Language:
    return Language(name)
