"""Says which words of a sentence no title repeats: dates, brackets, an outlet's name behind a headline, price tags."""

from __future__ import annotations

from collections.abc import Collection

from dateline.events import naming
from dateline.events.names import WEEK_OR_MONTH, vocabulary
from dateline.events.tree import Tree

STRETCHES = frozenset("day week month year hour session round half season weekend night morning term".split())
PERIODS = frozenset({"quarter", "half"})
PREMODIFIERS = frozenset({"det", "amod", "nummod", "compound", "nmod", "quantmod", "advmod", "punct"})
RELATIVE = frozenset("following next previous same last this that".split())
CURRENCIES = frozenset("$€£¥")
BEHIND = frozenset({"-", "–", "—", "|"})


def of(tree: Tree, verb: int, dated: Collection[int]) -> frozenset[int]:
    """Return the tokens that a title of a verb's clause leaves out; `dated` are those of dates and times."""
    left = set(dated) - _object(tree, verb) - _period_names(tree, dated)
    return frozenset(left | _in_brackets(tree) | outlet(tree) | _prices(tree) | _glued(tree, left) | _entry(tree, left))


def _glued(tree: Tree, left: Collection[int]) -> set[int]:
    """What a hyphen joins to a date goes with it: "pre-Christmas"."""
    found: set[int] = set()
    ends, starts = tree.sentence.ends, tree.sentence.starts
    for token in left:
        joined = token > 1 and tree.words[token - 1] in ("-", "–")
        if joined and ends[token - 2] == starts[token - 1] and ends[token - 1] == starts[token]:
            found.update((token - 2, token - 1))
    return found


def _entry(tree: Tree, left: Collection[int]) -> set[int]:
    """The date before a list's entry: "7 November - the dealer is arrested"."""
    for token in range(1, min(tree.size - 1, 7)):
        if tree.words[token] in ("-", "–", "—", ":") and tree.sentence.ends[token] < tree.sentence.starts[token + 1]:
            dated = all(k in left or _is_calendar(tree, k) for k in range(token))
            return set(range(token + 1)) if dated else set()
    return set()


def _is_calendar(tree: Tree, token: int) -> bool:
    word = tree.words[token].lower().strip(".,")
    return word in WEEK_OR_MONTH or not word or word[0].isdigit() or tree.names[token][2:] in ("DATE", "TIME")


def _object(tree: Tree, verb: int) -> set[int]:
    """What is done to a stretch of time is no date: "opens the second day of talks", "spent five days in court"."""
    noun = tree.kid(verb, ("dobj",))
    if noun < 0 or tree.lemmas[noun] not in STRETCHES:
        return set()
    if noun + 1 < tree.size and tree.words[noun + 1].lower() in ("after", "before"):
        return set()  # "quit the day after the vote"
    kept = set(tree.subtree(noun, lambda k: tree.deps[k] in PREMODIFIERS))
    return set() if any(tree.words[k].lower() in RELATIVE for k in kept) else kept


def _period_names(tree: Tree, dated: Collection[int]) -> set[int]:
    """The name of a period is what something is called: "first-quarter earnings"."""
    kept: set[int] = set()
    for token in dated:
        noun = tree.heads[token]
        if tree.lemmas[token] in PERIODS and tree.deps[token] in ("compound", "amod", "nmod") and noun not in dated:
            kept.update(tree.subtree(token))
    return kept


def _in_brackets(tree: Tree) -> set[int]:
    found: set[int] = set()
    depth = 0
    for token, word in enumerate(tree.words):
        depth += word in "([{"
        if depth > 0:
            found.add(token)
        depth -= depth > 0 and word in ")]}"
    return found if depth == 0 else set()


def outlet(tree: Tree) -> set[int]:
    """Return the tokens of the outlet's name behind a headline: "Holt resigns - Tarn Herald"."""
    sentence = tree.sentence
    if sentence.kind != "title":
        return set()
    for token in range(tree.size - 2, max(tree.size - 7, 2), -1):
        apart = sentence.ends[token - 1] < sentence.starts[token] < sentence.ends[token] < sentence.starts[token + 1]
        if tree.words[token] in BEHIND and apart:
            named = all(tree.words[k][0].isupper() or tree.words[k] == "of" for k in range(token + 1, tree.size))
            return set(range(token, tree.size)) if named else set()
    return set()


def _prices(tree: Tree) -> set[int]:
    """What a thing cost is no part of its name: "the $2 billion probe"; of a bid or a fine it is."""
    found: set[int] = set()
    for token in range(tree.size):
        noun = tree.heads[token]
        priced = tree.names[token][2:] == "MONEY" and tree.deps[token] in ("nummod", "compound", "amod", "nmod")
        if not priced:
            continue
        scale = noun > 0 and tree.sentence.ends[noun - 1] == tree.sentence.starts[noun]  # the "m" of "€140m"
        thing = naming.is_noun(tree, noun) and tree.names[noun][2:] != "MONEY" and not scale
        amount = [k for k in tree.subtree(token) if k < noun]
        signed = any(tree.words[k] in CURRENCIES for k in amount)
        if thing and signed and tree.lemmas[noun] not in vocabulary("worth"):
            found.update(amount)
    return found


def takes_article(tree: Tree, token: int, kept: Collection[int]) -> bool:
    """Say whether a title that leaves out "Sunday's" needs "the" before this word: "Sunday's attempt failed"."""
    noun = token if naming.is_noun(tree, token) else tree.heads[token]
    if noun not in kept or tree.tags[noun] not in ("NN", "NNS") or tree.kid(noun, ("det",)) >= 0:
        return False
    owner = tree.kid(noun, ("poss",))
    if owner < 0 or owner in kept or owner >= token or tree.names[owner][2:] not in ("DATE", "TIME"):
        return False
    return not any(owner < k < token for k in kept)
