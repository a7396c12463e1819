"""Reads what a figure counts: the noun behind it, of it or before it, and which nouns count one thing."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib import resources

from dateline.merge.numbers import DASHES, Token, low
from dateline.merge.quantity import SMALL

BODIES = frozenset("jury crew orchestra choir gang board council parliament cabinet staff".split())
"""What has members of its own kind: "five members of the jury" are jurors."""
APOSTROPHES = frozenset("'\u2019")
NO_NOUN = frozenset(
    """of in to for per a an the on by with and or more less than from each at as was were is are be been that which who
    them whom us him had has have will would could may might after before when while later ago but so not into over if since until
    during between it he she they we i this these those worth its his her their our no yes did do does said says say
    against under out off up down about only both all about am pm within via than then too also even still already yet now today
    yesterday tomorrow tonight ago because although though whether how why where there here""".split()
)
NO_BEARER = NO_NOUN | frozenset(
    """below above beyond behind across along around near past inside outside last next through like away apart due early late ahead
    tall high wide long deep thick broad underground offshore inland overhead upstream downstream together alone nothing nobody
    everybody everyone""".split()
)
"""What follows a measure without being what it is of: "nine kilometres away", "five months due to the virus"."""
SIZED = frozenset(
    "part total maximum minimum value sum amount period length distance height depth width weight".split()
)
"""Nouns before "of" and a measure that say no more than that it is one: "the best part of nine hours"."""
SIZES = frozenset("tall high wide long deep thick broad".split())
"""What stands behind a measure and says of what it is: "40 metres wide"."""
DETERMINERS = frozenset("a an the its his her their our this that".split())
ALSO_HEADS = frozenset("dead injured wounded missing homeless killed hurt arrested".split())
PLURALS = {"people": "people", "men": "man", "women": "woman", "children": "child", "police": "police",
           "schoolchildren": "schoolchild", "staff": "staff", "cattle": "cattle", "sheep": "sheep", "troops": "troop",
           "feet": "foot", "crew": "crew", "aircraft": "aircraft", "lives": "life", "mps": "mp", "policemen": "policeman",
           "servicemen": "serviceman", "fishermen": "fisherman", "gunmen": "gunman",
           "buses": "bus", "gases": "gas", "viruses": "virus", "bonuses": "bonus", "campuses": "campus", "circuses": "circus"}  # fmt: skip
MANY = ("people", "folk", "women", "smen", "rmen", "tmen", "icemen", "iremen", "chmen")
"""Ends of plurals of people: "townspeople", "postmen", "clergywomen"."""
SINGULAR_IN_S = ("ss", "us", "sis", "tis", "nnis", "iris")
NUMBER_OF = re.compile(
    r"\b(?:number|total|toll|tally|count|figure) of (?:the |its |their |those )?(?P<noun>\w+)\b[^.;]{0,60}?\b(?:at|to|was|is|as)\s+(?:\w+ )?$|"
    r"\b(?P<all>crowd|audience|workforce|fleet|congregation|crew|staff) of\s+(?:\w+ )?$",
    re.IGNORECASE,
)
LASTED = re.compile(
    r"\b(?:the|an?|this|that|its|his|her|their)\s+(?:[\w'\u2019-]+\s+){0,3}?(?P<noun>[a-z-]{3,})"
    r"(?:,?\s+(?:(?:that|which) (?:followed|ensued|resulted)|(?:for|of|in|at|on|with|between|against|by|brokered|signed|agreed|called|ordered|imposed|declared)\s[^;.]{1,50}?),?)?\s+(?:has\s|had\s|have\s)?"
    r"(?:(?:lasted|took|taken|ran|went on|gone on|dragged on|continued|held(?=\s+for)|stayed intact|remained in (?:force|place|effect))(?:\s+(?:for|up))?|"
    r"(?:collapsed|ended|broke (?:down|up|off)|fell apart|finished|(?:was|were) (?:over|called off|broken off|abandoned|suspended|lifted|out|put out))\s+after)"
    r"\s+(?:only\s+|just\s+|some\s+|about\s+)?$",
    re.IGNORECASE,
)
OF_ALL = frozenset("total annual national global entire whole overall popular regular normal all combined".split())
"""Adjectives before a whole that say no more than that it is one."""
ANAPHORS = frozenset({"type", "kind", "model", "make"})
"""Nouns in the singular that stand for what was counted before: "32 of the type"."""
ROADS = frozenset("street road lane avenue square drive row place terrace way".split())
"""What a number before a name is the house of: "10 Downing Street"."""
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MOST_MODIFIERS = 4


@functools.cache
def lexicon() -> dict[str, dict[str, str]]:
    """Return the tables of `claims.toml`."""
    return tomllib.loads(resources.files("dateline.merge").joinpath("claims.toml").read_text("utf-8"))


@functools.cache
def pattern(table: str, name: str) -> re.Pattern[str]:
    """Return a pattern of `claims.toml`."""
    return re.compile(lexicon()[table][name], re.IGNORECASE)


@functools.lru_cache(maxsize=1 << 16)
def says(pattern: re.Pattern[str], text: str) -> bool:
    """Say whether a pattern is found in a text; a figure is compared with many others."""
    return pattern.search(text) is not None


def bearer(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return the noun whose size a figure is: "a $240m fund", "a fine of 40 euros", "a fund worth $240m"."""
    hyphened = last + 1 < len(tokens) and tokens[last + 1].text in DASHES
    of = low(tokens, first - 1) in {"of", "worth", "value", "valued", "totalling", "totaling"} and low(
        tokens, first - 2
    )
    if of and not hyphened and of.isalpha() and of not in NO_NOUN | SIZED:
        return singular(of)
    words: list[str] = []
    for token in tokens[last + 1 : last + 1 + MOST_MODIFIERS]:
        if token.text in DASHES:
            continue
        if not token.low[0].isalpha() or token.low in NO_BEARER or is_possessive(token.low):
            break
        words.append(token.low)
        if lasting(singular(token.low)):  # "an eight-day stoppage hit the trams"
            break
    if words and (tokens[last + 1].text in DASHES or low(tokens, first - 1) in DETERMINERS or len(words) < 2):
        return singular(words[-1])
    return ""


def sized_noun(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return what stands before a measure of its size: "a gap 40 metres wide", "the tower, 96 metres tall"."""
    if low(tokens, last + 1) not in SIZES:
        return ""
    before = first - 1
    while before > 0 and low(tokens, before) in {",", "is", "was"}:
        before -= 1
    noun = low(tokens, before)
    named = before >= 0 and tokens[before].text.islower() and noun not in NO_NOUN and noun not in NO_BEARER
    return singular(noun) if named and noun[0].isalpha() and not is_possessive(noun) else ""


def noun_of(tokens: Sequence[Token], k: int) -> str:
    """Return the noun that a measure is of: "nine days of talks", "12 per cent of the members' votes", "12.5% stake"."""
    if low(tokens, k) == "of":
        for j in range(k + 1, min(k + 6, len(tokens))):
            word = tokens[j].low
            if word in APOSTROPHES:
                continue
            if not word[0].isalpha() or (
                word in NO_NOUN and word not in {"the", "its", "his", "her", "their", "all", "those", "a"}
            ):
                break
            owner = is_possessive(word) or (low(tokens, j + 1) in APOSTROPHES and word.endswith("s"))
            if not owner and looks_plural(word):
                return singular(word)
    return ""


def stuff_of(tokens: Sequence[Token], k: int) -> str:
    """Return what an amount is of, plural or not: "420 kilos of cocaine", "31,000 tonnes of copper a year"."""
    if noun := noun_of(tokens, k):
        return noun
    word = tokens[k + 1] if low(tokens, k) == "of" and k + 1 < len(tokens) else None
    return word.low if word and word.text[0].isalpha() and word.text.islower() and word.low not in NO_NOUN else ""


def whole_of(tokens: Sequence[Token], k: int) -> str:
    """Return what a share is of where that is no plural: "70% of capacity", "61 per cent of the popular vote"."""
    if low(tokens, k) != "of":
        return ""
    for token in tokens[k + 1 : k + 1 + MOST_MODIFIERS]:
        if token.low in DETERMINERS or token.low in OF_ALL:
            continue
        plain = token.text[0].isalpha() and token.text.islower() and token.low not in NO_NOUN
        return singular(token.low) if plain and not is_possessive(token.low) else ""
    return ""


def is_possessive(word: str) -> bool:
    return word.endswith(("'s", "\u2019s", "s'", "s\u2019"))


def counted_noun(tokens: Sequence[Token], k: int, hyphen: bool) -> tuple[str, int]:
    """Return the counted noun in the singular and its token, or nothing: the first plural of the phrase."""
    if hyphen and k + 1 < len(tokens) and tokens[k + 1].text[0].isalpha():
        return singular(tokens[k + 1].low), k + 1
    if low(tokens, k) == "of" and low(tokens, k + 1) in {
        "the",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
    }:
        if low(tokens, k + 2) in ANAPHORS:
            return low(tokens, k + 2), k + 2
        if is_possessive(low(tokens, k + 2)) and low(tokens, k + 3)[:1].isdigit():  # "36 of the fleet's 118 trams"
            k += 1
        return counted_noun(tokens, k + 2 + (low(tokens, k + 2)[:1].isdigit() or low(tokens, k + 2) in SMALL), False)
    if low(tokens, k) == "of" and (low(tokens, k + 1)[:1].isdigit() or low(tokens, k + 1) in SMALL):
        return _head_of(tokens, k + 2)  # "19 of 35 votes"
    return _head_of(tokens, k)


def _head_of(tokens: Sequence[Token], k: int) -> tuple[str, int]:
    """Return the first plural of the phrase that begins at `k`, or an adjective that stands for people: "36 dead"."""
    alone, modifiers = ("", k), 0
    for j in range(k, len(tokens)):
        word = tokens[j].low
        if tokens[j].text in DASHES and j > k and _is_hyphen(tokens, j):
            continue
        if _is_model(tokens, j, modifiers):
            return _head_of(tokens, j + 1)
        if modifiers == MOST_MODIFIERS or not word[0].isalpha() or word in NO_NOUN:
            return alone
        if tokens[j].text[0].isupper() and j == k:
            if _is_a_people(tokens, j):
                return singular(word), j
            if not _describes(tokens, j):
                return alone
        if not is_possessive(word) and looks_plural(word):
            if word == "members" and low(tokens, j + 1) == "of" and low(tokens, j + 3) in BODIES:
                return low(tokens, j + 3), j + 3
            return singular(word), j
        if word in ALSO_HEADS and not alone[0]:
            alone = word, j
        modifiers += 1
    return alone


def _is_hyphen(tokens: Sequence[Token], j: int) -> bool:
    glued = tokens[j - 1].end == tokens[j].start
    return glued and j + 1 < len(tokens) and tokens[j].end == tokens[j + 1].start and tokens[j + 1].text[0].isalpha()


def _is_model(tokens: Sequence[Token], j: int, modifiers: int) -> bool:
    """Say whether a number is of a name inside the phrase: "23 Harland 400 turboprops"."""
    number = tokens[j].text[0].isdigit() and 0 < modifiers < MOST_MODIFIERS
    return number and tokens[j - 1].text[0].isupper() and j + 1 < len(tokens) and looks_plural(tokens[j + 1].low)


def _is_a_people(tokens: Sequence[Token], j: int) -> bool:
    """Say whether a capitalised word counts by itself: "46 Britons", "two Airbuses"; no street, day or person."""
    word, after = tokens[j], tokens[j + 1] if j + 1 < len(tokens) else None
    named = after is not None and after.text[0].isupper() and after.start == word.end + 1
    return looks_plural(word.low) and not named and word.low.removesuffix("s") not in DAYS and word.text[1:].islower()


def _describes(tokens: Sequence[Token], j: int) -> bool:
    """Say whether a capitalised word is a modifier of a plural: "23 Airbus jets", "eight Reform Union members"."""
    name = True
    for token in tokens[j + 1 : j + 1 + MOST_MODIFIERS]:
        name = name and token.text[0].isupper()
        if token.low in NO_NOUN | ROADS or not (name or token.text[0].islower()):
            return False
        if token.text.islower() and looks_plural(token.low):
            return True
    return False


def noun_before(before: str) -> str:
    """Return the noun of a figure that follows it: "a crowd of 9,000", "the number of people who watched at 6,000"."""
    found = NUMBER_OF.search(before)
    if found:
        return singular(found["noun"] or found["all"])
    return next((name for name in lexicon()["named"] if pattern("named", name).search(before)), "")


def lasting_noun(before: str) -> str:
    """Return what lasts as long as the figure that follows says: "the hunt for her lasted", "the plant was shut for"."""
    found = LASTED.search(before)
    if found and found["noun"].lower() not in NO_NOUN:
        return singular(found["noun"].lower())
    verbs = ((name, pattern("lasting_verbs", name).search(before)) for name in lexicon()["lasting_verbs"])
    return max(((verb.start(), name) for name, verb in verbs if verb), default=(0, ""))[1]


def looks_plural(word: str) -> bool:
    return (
        word in PLURALS
        or word.endswith(MANY)
        or (len(word) > 3 and word.endswith("s") and not word.endswith(SINGULAR_IN_S))
        or word == "mps"
    )


@functools.lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """Return a plural's singular by its spelling."""
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith(MANY):
        return f"{word[:-3]}man" if word.endswith("men") else "people"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(SINGULAR_IN_S) else word


def people(noun: str) -> bool:
    """Say whether a noun in the singular counts people."""
    return noun in _people()


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(lexicon()["people"]["nouns"].split())


def groups(noun: str) -> frozenset[str]:
    """Return the groups of nouns that count the same things as `noun`."""
    return _of_lists("nouns").get(noun, frozenset())


def lasting(noun: str) -> frozenset[str]:
    """Return the kinds of what lasts, as `claims.toml` has them, that a noun is one of."""
    return _of_lists("lasting").get(noun, frozenset())


@functools.cache
def _of_lists(table: str) -> dict[str, frozenset[str]]:
    listed = {name: frozenset(nouns.split()) for name, nouns in lexicon()[table].items()}
    every = frozenset[str]().union(*listed.values())
    return {noun: frozenset(name for name, nouns in listed.items() if noun in nouns) for noun in every}
