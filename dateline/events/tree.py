"""Walks over one parsed sentence: children, subtrees, noun phrases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from dateline.events import inflection, repair
from dateline.events.parse import Sentence

# What hangs on the right of a noun without being part of its name: a clause, an apposition, a parenthesis.
LOOSE = frozenset({"relcl", "appos", "acl", "advcl", "parataxis", "punct", "cc", "conj", "prep", "ccomp", "npadvmod"})


class Tree:
    """A sentence with the children of every token worked out."""

    __slots__ = ("around", "children", "deps", "heads", "lemmas", "named", "names", "sentence", "size", "tags", "words")

    def __init__(self, sentence: Sentence, *, sound: bool = False) -> None:
        """Link a sentence's tokens; what is known to be `sound` needs no mending."""
        self.sentence = sentence
        self.around: frozenset[str] = frozenset(sentence.lemmas)
        """The lemmas of the article, once it is known as a whole."""
        self.words, self.tags = sentence.words, list(sentence.tags)
        self.lemmas = inflection.lemmas(sentence.words, sentence.tags, sentence.lemmas)
        self.deps, self.heads, self.names = list(sentence.deps), list(sentence.heads), sentence.names
        self.size = len(sentence.words)
        self.children: list[list[int]] = []
        self._link()
        if not sound and repair.mend(self):
            if _is_circular(self.heads):  # two rules at odds: the parser's own reading is at least a tree
                self.tags, self.deps, self.heads = list(sentence.tags), list(sentence.deps), list(sentence.heads)
            self._link()

    @property
    def is_sound(self) -> bool:
        """Say whether the sentence stands as the parser read it."""
        read = self.sentence
        return (tuple(self.heads), tuple(self.deps), tuple(self.tags)) == (read.heads, read.deps, read.tags)

    def _link(self) -> None:
        children: list[list[int]] = [[] for _ in self.words]
        for child, head in enumerate(self.heads):
            if head != child and 0 <= head < self.size:
                children[head].append(child)
        self.children = children
        self.named: dict[int, str] = {}
        """What each verb is called, once it has been asked for."""

    def kids(self, token: int, deps: Collection[str]) -> list[int]:
        """Return the children of a token that stand in one of these relations."""
        return [child for child in self.children[token] if self.deps[child] in deps]

    def kid(self, token: int, deps: Collection[str]) -> int:
        """Return the first such child, or -1."""
        for child in self.children[token]:
            if self.deps[child] in deps:
                return child
        return -1

    def subtree(self, token: int, keep: Callable[[int], bool] | None = None) -> list[int]:
        """Return the tokens under `token`, itself included, in order; a child that `keep` refuses goes with all below it."""
        found, stack = [token], [token]
        while stack:
            for child in self.children[stack.pop()]:
                if keep is None or keep(child):
                    found.append(child)
                    stack.append(child)
        return sorted(found)

    def ancestors(self, token: int) -> list[int]:
        """Return the heads above a token, nearest first."""
        found: list[int] = []
        while self.heads[token] != token and len(found) < self.size:
            token = self.heads[token]
            found.append(token)
        return found

    def phrase(self, head: int) -> list[int]:
        """Return a noun with its determiners and modifiers and its `of` phrase: what names it."""

        def belongs(child: int) -> bool:
            if self.deps[child] == "prep":
                return self.words[child] in ("of", "for") and self.heads[child] == head
            if self.deps[child] == "npadvmod" and child + 1 < self.size and self.words[child + 1] == "-":
                return True  # the first half of "a British-built plane"
            return self.deps[child] not in LOOSE or (self.deps[child] == "punct" and self.words[child] in "-'’.")

        return _run_with(self.subtree(head, belongs), head)

    def text(self, tokens: Collection[int]) -> str:
        """Join tokens as they stand in the text, single blanks between those that were apart."""
        sentence, out, before = self.sentence, "", -1
        for token in sorted(tokens):
            glued = before >= 0 and sentence.ends[before] == sentence.starts[token] and before == token - 1
            out += ("" if glued or not out else " ") + sentence.words[token]
            before = token
        return out


def _run_with(tokens: list[int], head: int) -> list[int]:
    """Keep the unbroken run of tokens around the head."""
    where = tokens.index(head)
    first = last = where
    while first and tokens[first - 1] == tokens[first] - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1] == tokens[last] + 1:
        last += 1
    return tokens[first : last + 1]


def _is_circular(heads: Sequence[int]) -> bool:
    """Say whether some token hangs on itself by way of others."""
    known: set[int] = set()
    for token in range(len(heads)):
        path: set[int] = set()
        here = token
        while here not in known and heads[here] != here:
            if here in path:
                return True
            path.add(here)
            here = heads[here]
        known |= path
    return False
