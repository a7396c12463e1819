"""Reads the marked event mentions of ECB+ and the tokens of their documents (Cybulska and Vossen 2014).

Topic folders, document names and gold chains are never read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from dateline.errors import UsageError

Token = tuple[int, int, str]
"""Its own number, its sentence's, and the word."""
Document = Mapping[int, tuple[str, ...]]
"""The words of each sentence by its number, in reading order."""

WINDOW = 5
"""Words on each side of a mention that stand around it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked mention: its document and sentence, and its words' places in the sentence."""

    id: str
    document: str
    sentence: int
    places: tuple[int, ...]
    lemma: str
    pos: str
    span: tuple[str, ...]
    sentence_words: tuple[str, ...]
    """The words of its sentence but its own."""
    window: tuple[str, ...]


def read_marked(corpus_dir: Path, split: str) -> tuple[list[Marked], dict[str, Document]]:
    """Read the marked mentions of a split, and the documents that have any."""
    path = corpus_dir / f"mentions-{split}.json"
    if not path.exists():
        raise UsageError(f"no {path.name} in {corpus_dir}")
    marks: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    tokens = {name: _tokens(corpus_dir, name) for name in sorted({m["doc_id"] for m in marks})}
    shift = {name: _shift([m for m in marks if m["doc_id"] == name], rows) for name, rows in tokens.items()}
    mentions = [_mention(m, tokens[m["doc_id"]], shift[m["doc_id"]]) for m in marks]
    return mentions, {name: _sentences(rows) for name, rows in tokens.items()}


def _tokens(corpus_dir: Path, name: str) -> list[Token]:
    path = corpus_dir / "articles" / name.split("_", maxsplit=1)[0] / name
    root = etree.parse(str(path)).getroot()
    return [(int(t.get("t_id")), int(t.get("sentence")), t.text or "") for t in root.iter("token")]


def _sentences(tokens: Sequence[Token]) -> Document:
    found: dict[int, list[str]] = {}
    for _, sentence, word in tokens:
        found.setdefault(sentence, []).append(word)
    return {number: tuple(found[number]) for number in sorted(found)}


def _shift(marks: Sequence[Mapping[str, Any]], tokens: Sequence[Token]) -> int:
    """Return what to add to a document's token numbers: the mentions' files count without some of the first tokens.

    Each mention votes for every place where its first word stands, twice if in its sentence.
    """
    places: dict[str, list[int]] = {}
    for place, (_, _, word) in enumerate(tokens):
        places.setdefault(word, []).append(place)
    votes: Counter[int] = Counter()
    for mention in marks:
        words = str(mention["tokens_str"]).split()
        for place in places.get(words[0], ()) if words else ():
            same = tokens[place][1] == mention["sent_id"]
            votes[place - int(mention["tokens_number"][0])] += 2 if same else 1
    return min(votes, key=lambda shift: (-votes[shift], abs(shift)), default=0)


def _mention(mark: Mapping[str, Any], tokens: Sequence[Token], shift: int) -> Marked:
    numbers = [int(number) + shift for number in mark["tokens_number"]]
    inside = {n for n in numbers if 0 <= n < len(tokens)}
    where = tokens[min(inside)][1] if inside else int(mark["sent_id"])
    sentence = [(place, word) for place, (_, number, word) in enumerate(tokens) if number == where]
    places = [k for k, (place, _) in enumerate(sentence) if place in inside]
    around = range(max((places or [0])[0] - WINDOW, 0), min((places or [0])[-1] + WINDOW + 1, len(sentence)))
    lemma = str(mark["mention_head_lemma"]).lower()
    return Marked(
        id=mark["mention_id"],
        document=mark["doc_id"],
        sentence=where,
        places=tuple(places),
        lemma=str(mark["mention_head"]).lower() if lemma.startswith("-") else lemma,
        pos=mark["mention_head_pos"],
        span=tuple(str(mark["tokens_str"]).split()),
        sentence_words=tuple(word for k, (_, word) in enumerate(sentence) if k not in places),
        window=tuple(sentence[k][1] for k in around if k not in places),
    )
