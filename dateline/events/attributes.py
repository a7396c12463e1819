"""Reads what a sentence measures of an event: money, shares, counts, casualties; durations come from its timexes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.events import naming
from dateline.events.lexicon import read, words
from dateline.events.predicates import Predicate
from dateline.events.tree import Tree
from dateline.model import Article, Attribute, Timex

BOUND_OF_MOD = {"LESS_THAN": "<", "EQUAL_OR_LESS": "<", "MORE_THAN": ">", "EQUAL_OR_MORE": ">", "APPROX": "~"}
UNCOUNTED = frozenset("percent cent % day week month year hour minute second decade quarter o'clock p.m. a.m.".split())
PEOPLE = frozenset(
    "people person man woman child worker soldier civilian passenger resident student police officer protester".split()
)


@functools.cache
def _tables() -> tuple[dict[str, str], dict[str, int], dict[str, float], dict[str, str], dict[str, str]]:
    table = read("attributes.toml")
    currencies = {word: name for name, each in table["currencies"].items() for word in words(each)}
    scales = {word: int(name) for name, each in table["scales"].items() for word in words(each)}
    numbers = {word: float(value) for word, value in table["numbers"].items()}
    bounds = {word: sign for sign, each in table["bounds"].items() for word in words(each)}
    casualties = {word: name for name, each in table["casualties"].items() for word in words(each)}
    return currencies, scales, numbers, bounds, casualties


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    currencies, scales, numbers, _, _ = _tables()
    symbols = "|".join(re.escape(word) for word in currencies if not word[0].isalpha())
    codes = "|".join(sorted((re.escape(word) for word in currencies if word[0].isalpha()), key=len, reverse=True))
    scale = "|".join(sorted((re.escape(word) for word in scales), key=len, reverse=True))
    spelled = "|".join(sorted(numbers, key=len, reverse=True))
    number = rf"(?P<n>\d[\d,]*(?:\.\d+)?|(?:{spelled})(?:[- ](?:{spelled}))?)"
    money = rf"(?:(?P<s>(?:US|A|C|HK)?\$|{symbols})\s?\d[\d,]*(?:\.\d+)?(?:[- ]?(?:{scale})\b)?|\b{number}(?:[- ]?(?:{scale}))?[- ](?:(?!per\b)\w+ )?(?P<c>{codes})\b)"
    percent = r"\b\d+(?:\.\d+)?\s?(?:%|per ?cent\b|p\.c\.?|pct\b|percentage points?\b)"
    return re.compile(money, re.IGNORECASE), re.compile(percent, re.IGNORECASE)


def owned(
    article: Article, tree: Tree, found_here: Sequence[Predicate], timexes: Sequence[Timex]
) -> list[tuple[Attribute, Predicate]]:
    sentence = tree.sentence
    inside = [timex for timex in timexes if sentence.start <= timex.start < sentence.end]
    figures = find(tree, article.text, inside)
    for attribute in durations(inside):
        tokens = [
            k for k in range(tree.size) if sentence.starts[k] < attribute.end and attribute.start < sentence.ends[k]
        ]
        if tokens:
            head = next((k for k in tokens if tree.heads[k] not in tokens), tokens[0])
            figures.append((attribute, head))
    taken: list[tuple[Attribute, Predicate]] = []
    for attribute, token in figures:
        owner = belongs_to(tree, token, found_here)
        if owner is not None:
            if owner.decision and attribute.name == "duration":
                if not is_delay(tree, token):
                    continue
                attribute = replace(attribute, name="delay")
            taken.extend((attribute, each) for each in telling(tree, owner, found_here))
    return taken


def find(tree: Tree, text: str, timexes: Sequence[Timex]) -> list[tuple[Attribute, int]]:
    """Return what a sentence measures, each with the token that carries the figure. `text` is the whole article."""
    sentence = tree.sentence
    found: list[tuple[Attribute, int]] = []
    money, percent = _patterns()
    sums = money.finditer(text, sentence.start, sentence.end)
    found.extend((_money(match), _token_at(tree, match.start())) for match in sums)
    for match in percent.finditer(text, sentence.start, sentence.end):
        figure = re.match(r"[\d.]+", match.group())
        value = figure.group() if figure else ""
        found.append(
            (
                _bounded("percent", value, match.start(), match.end(), text),
                _token_at(tree, match.start()),
            )
        )
    taken = [(a.start, a.end) for a, _ in found] + [(t.start, t.end) for t in timexes]
    found = [(_widen(a, text, sentence.start), k) for a, k in found]
    found.extend(_counts(tree, text, taken))
    return found


def durations(timexes: Iterable[Timex]) -> list[Attribute]:
    """Turn durations into attributes: "nearly six hours" is `<PT6H`, not `PT6H`."""
    return [
        Attribute(
            "duration", timex.text, BOUND_OF_MOD.get(timex.mod or "", "") + exact(timex.value), timex.start, timex.end
        )
        for timex in timexes
        if timex.type == "DURATION" and timex.value.startswith("P") and "X" not in timex.value
    ]


def exact(value: str) -> str:
    """Write a duration with whole numbers where it has halves and quarters of hours: PT7.5H is PT7H30M."""
    hours = re.fullmatch(r"PT(\d+)\.(\d+)H", value)
    minutes = re.fullmatch(r"PT(\d+)M", value)
    if hours:
        return f"PT{hours.group(1)}H{round(float('0.' + hours.group(2)) * 60)}M"
    if minutes and int(minutes.group(1)) >= 60:
        whole, rest = divmod(int(minutes.group(1)), 60)
        return f"PT{whole}H{rest}M" if rest else f"PT{whole}H"
    return value


def is_delay(tree: Tree, token: int) -> bool:
    """Whether a duration beside a postponement measures it: "by a month", not "with two days to go"."""
    preposition = tree.heads[token]
    return tree.deps[token] != "pobj" or tree.words[preposition].lower() in ("by", "for", "of")


def telling(tree: Tree, owner: Predicate, predicates: Sequence[Predicate]) -> list[Predicate]:
    """Return the predicate that a figure belongs to and those whose clause takes it up: "raised its bid, lifting it to 45bn"."""
    found, here = [owner], owner.verb
    by_verb = {predicate.verb: predicate for predicate in predicates}
    while tree.heads[here] != here:
        follows = tree.deps[here] == "xcomp" or (tree.deps[here] == "advcl" and tree.tags[here] == "VBG")
        if not follows:
            break
        here = tree.heads[here]
        if here in by_verb:
            found.append(by_verb[here])
    return found


def belongs_to(tree: Tree, token: int, predicates: Sequence[Predicate]) -> Predicate | None:
    """Return the predicate that governs a token most closely."""
    by_token: dict[int, Predicate] = {}
    for predicate in predicates:
        by_token[predicate.head] = predicate
        by_token.setdefault(predicate.verb, predicate)
    for place in [token, *tree.ancestors(token)]:
        found = by_token.get(place)
        if found is not None and not (found.weak and found.nominal and found.verb == found.head):
            return found
        if happening := _antecedent(tree, place, predicates):
            return happening
        if naming.is_verb(tree, place) and (tree.deps[place] == "ROOT" or _own_clause(tree, place)):
            break
    return None


def _antecedent(tree: Tree, verb: int, predicates: Sequence[Predicate]) -> Predicate | None:
    """Return the happening that a clause tells of: "the robbery in January, in which 13 paintings were taken"."""
    for preposition in tree.kids(verb, ("prep",)):
        if any(tree.words[k].lower() == "which" for k in tree.kids(preposition, ("pobj",))):
            before = [p for p in predicates if p.nominal and p.head < preposition]
            return max(before, key=lambda p: p.head, default=None)
    return None


def _own_clause(tree: Tree, verb: int) -> bool:
    """Whether a coordinated clause has a subject of its own: "broke in and made off with 14 paintings" is one deed."""
    return tree.deps[verb] == "conj" and tree.kid(verb, ("nsubj", "nsubjpass")) >= 0


def _money(match: re.Match[str]) -> Attribute:
    currencies, scales, _, _, _ = _tables()
    words_ = match.group()
    symbol = (match.group("c") or match.group("s") or "").lower()
    currency = currencies.get(symbol) or currencies.get(symbol[-1:], "dollar")
    amount = _amount(words_, scales)
    return Attribute(f"money:{currency}", words_, f"{amount:.12g} {currency}", match.start(), match.end())


def _amount(text: str, scales: dict[str, int]) -> float:
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    value = float(digits.group().replace(",", "")) if digits else _spelled(text)
    rest = text[digits.end() :] if digits else text
    for word in re.findall(r"[a-z]+", rest.lower()):
        if word in scales:
            return value * scales[word]
    return value


def _spelled(text: str) -> float:
    numbers = _tables()[2]
    total = 0.0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in ("hundred", "dozen"):
            total = max(total, 1) * numbers[word]
        elif word in numbers:
            total += numbers[word]
    return total


def _bounded(name: str, value: str, start: int, end: int, text: str) -> Attribute:
    return Attribute(name, text[start:end], value, start, end)


def _widen(attribute: Attribute, text: str, floor: int) -> Attribute:
    """Take in the words before a figure that say how sure it is ("nearly 40%")."""
    before = text[max(floor, attribute.start - 18) : attribute.start].lower()
    for phrase, sign in _tables()[3].items():
        if before.endswith(phrase + " "):
            start = attribute.start - len(phrase) - 1
            return Attribute(
                attribute.name, text[start : attribute.end], sign + attribute.normalized, start, attribute.end
            )
    return attribute


def _counts(tree: Tree, text: str, taken: Sequence[tuple[int, int]]) -> list[tuple[Attribute, int]]:
    sentence = tree.sentence
    found: list[tuple[Attribute, int]] = []
    for token in range(tree.size):
        if tree.tags[token] != "CD" or tree.deps[token] not in ("nummod", "nsubj", "nsubjpass", "dobj", "pobj"):
            continue
        start, end = sentence.starts[token], sentence.ends[token]
        if any(s < end and start < e for s, e in taken):
            continue
        noun = tree.heads[token] if tree.deps[token] == "nummod" else _of_which(tree, token)
        value = _number(tree.words[token])
        if value is None:
            continue
        name = _counted(tree, token, noun)
        if name:
            last = sentence.ends[noun] if noun > token and noun - token < 5 else end
            attribute = Attribute(name, text[start:last], f"{value:.12g}", start, last)
            found.append((_widen(attribute, text, sentence.start), token))
    return found


def _of_which(tree: Tree, token: int) -> int:
    """Return the noun of "four of the stolen paintings", or -1."""
    for preposition in tree.kids(token, ("prep",)):
        if tree.words[preposition] == "of" and tree.lemmas[token] not in ("one", "1"):
            return tree.kid(preposition, ("pobj",))
    return -1


def _number(word: str) -> float | None:
    digits = re.fullmatch(r"\d[\d,]*(?:\.\d+)?", word)
    if digits:
        return float(word.replace(",", ""))
    spelled = _spelled(word)
    return spelled if spelled > 0 and re.fullmatch(r"[A-Za-z-]+", word) else None


def _counted(tree: Tree, token: int, noun: int) -> str:
    casualties = _tables()[4]
    chain = [noun if noun >= 0 else token, *tree.ancestors(token)][:5]
    if noun < 0 or tree.lemmas[noun] in PEOPLE:
        for place in chain:
            if tree.lemmas[place] in casualties:
                return f"casualties:{casualties[tree.lemmas[place]]}"
        for child in tree.children[noun] if noun >= 0 else ():
            if tree.lemmas[child] in casualties:
                return f"casualties:{casualties[tree.lemmas[child]]}"
        for place in chain:
            for child in tree.kids(place, ("nsubj", "nsubjpass")):
                if tree.lemmas[child] == "toll":
                    return "casualties:dead"
    if (
        noun < 0
        or tree.lemmas[noun] in UNCOUNTED
        or not naming.is_noun(tree, noun)
        or tree.tags[noun].startswith("NNP")
    ):
        return ""
    if tree.lemmas[noun] in casualties:
        return f"casualties:{casualties[tree.lemmas[noun]]}"
    return f"count:{tree.lemmas[noun]}"


def _token_at(tree: Tree, position: int) -> int:
    sentence = tree.sentence
    for token in range(tree.size):
        if sentence.starts[token] <= position < sentence.ends[token] or sentence.starts[token] > position:
            return token
    return tree.size - 1
