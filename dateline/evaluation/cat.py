"""Reads CAT XML, the format of MEANTIME, ECB+ and SemEval-2015 Task 4: tokens, and annotations that point at them.

The corpora hold no original spacing. `Cat.text` sets the tokens as a typesetter would, for a tagger reads
"February 17, 2005" better than "February 17 , 2005"; `to_timeml` writes them blank-separated, as the organisers do.
"""

from __future__ import annotations

import bisect
import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.errors import ArticleError
from dateline.evaluation.timeml import Annotation, opening_tag
from dateline.model import Timex
from dateline.times import as_timeml

CLOSING = frozenset(
    {
        ",",
        ".",
        ";",
        ":",
        "!",
        "?",
        ")",
        "]",
        "}",
        "%",
        "'s",
        "’s",
        "'",
        "’",
        "”",
        "n't",
        "n’t",
        "''",
        "...",
        "'re",
        "'ve",
        "'ll",
        "'m",
        "'d",
    }
)
OPENING = frozenset({"(", "[", "{", "$", "£", "€", "“", "``"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `start:end` index the text of its document."""

    id: int
    sentence: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Markable:
    """An annotated stretch of tokens, or an instance that annotations refer to where `tokens` is empty."""

    id: str
    kind: str
    tokens: tuple[int, ...]
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from markables to a markable, by their ids."""

    kind: str
    sources: tuple[str, ...]
    target: str | None
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cat:
    """One document: its tokens, the text set from them, and its annotations."""

    id: str
    name: str
    tokens: tuple[Token, ...]
    text: str
    markables: tuple[Markable, ...]
    relations: tuple[Relation, ...]

    @property
    def timexes(self) -> tuple[Markable, ...]:
        return tuple(m for m in self.markables if m.kind == "TIMEX3")

    @property
    def events(self) -> tuple[Markable, ...]:
        return tuple(m for m in self.markables if m.tokens and m.kind in {"EVENT_MENTION", "EVENT"})

    @property
    def entities(self) -> tuple[Markable, ...]:
        return tuple(m for m in self.markables if m.tokens and m.kind == "ENTITY_MENTION")

    @property
    def created(self) -> dt.date | None:
        for timex in self.timexes:
            if timex.attributes.get("functionInDocument") == "CREATION_TIME":
                return _day(timex.attributes.get("value", ""))
        return None

    @property
    def chains(self) -> tuple[tuple[str, tuple[Markable, ...]], ...]:
        """Coreference: each instance's id in the corpus, or in the document, and the mentions that refer to it."""
        by_id = {markable.id: markable for markable in self.markables}
        found: list[tuple[str, tuple[Markable, ...]]] = []
        for relation in self.relations:
            mentions = tuple(by_id[source] for source in relation.sources if source in by_id)
            if relation.kind == "REFERS_TO" and relation.target and mentions:
                instance = by_id.get(relation.target)
                name = instance.attributes.get("instance_id") if instance else None
                found.append((name or relation.target, mentions))
        return tuple(found)

    @property
    def annotated_to(self) -> int:
        """Where the part of the text ends that annotators read for everything; the whole text where nothing is annotated.

        A markable with nothing but an id is a mention of a cross-document instance: those alone were marked to the end.
        """
        read = [markable for markable in self.markables if len(markable.attributes) > 1]
        sentences = [self.token(number).sentence for markable in read for number in markable.tokens]
        last = max(sentences, default=None)
        return max((t.end for t in self.tokens if t.sentence == last), default=len(self.text))

    def token(self, number: int) -> Token:
        return self.tokens[bisect.bisect_left(self.tokens, number, key=lambda token: token.id)]

    def span(self, markable: Markable) -> tuple[int, int]:
        """Return the stretch of the text that a markable's tokens cover, gaps included."""
        tokens = [self.token(number) for number in markable.tokens]
        return min(token.start for token in tokens), max(token.end for token in tokens)

    def covered(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that a span of the text touches."""
        first = bisect.bisect_right(self.tokens, start, key=lambda token: token.end)
        last = bisect.bisect_left(self.tokens, end, key=lambda token: token.start)
        return self.tokens[first:last]


def read(content: str) -> Cat:
    """Read one document. Raises ArticleError where it is not CAT XML."""
    try:
        root = ET.fromstring(content.encode("utf-8"))  # noqa: S314 - corpora; expat expands no external entity
    except ET.ParseError as error:
        raise ArticleError(f"not CAT XML: {error}") from error
    if root.tag != "Document" or root.find("token") is None:
        raise ArticleError(f"not CAT XML: the root is <{root.tag}>, and holds no token")
    tokens, text = _typeset(root.iter("token"))
    groups = {group.tag: list(group) for group in root if group.tag in {"Markables", "Relations"}}
    return Cat(
        id=root.get("doc_id", ""),
        name=root.get("doc_name", ""),
        tokens=tokens,
        text=text,
        markables=tuple(map(_markable, groups.get("Markables", []))),
        relations=tuple(map(_relation, groups.get("Relations", []))),
    )


def to_timeml(document: Cat, timexes: Sequence[Timex] | None = None) -> str:
    """Write a document as TimeML, one sentence a line; with its own timexes, or with others given."""
    marks = _own(document) if timexes is None else _found(document, timexes)
    starts = {first: opening_tag(annotation, f"t{n}") for n, (first, _, annotation) in enumerate(marks, 1)}
    ends = {last for _, last, _ in marks}
    lines: list[str] = []
    sentence = None
    for token in document.tokens:
        word = starts.get(token.id, "") + _escape(token.text) + ("</TIMEX3>" if token.id in ends else "")
        lines.append(("" if sentence is None else " " if token.sentence == sentence else "\n") + word)
        sentence = token.sentence
    day = document.created.isoformat() if document.created else ""
    dct = f'<TIMEX3 tid="t0" type="DATE" value="{day}" functionInDocument="CREATION_TIME">{day}</TIMEX3>' if day else ""
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        f"<TimeML><DOCID>{_escape(document.id)}</DOCID>\n<DCT>{dct}</DCT>\n<TEXT>{''.join(lines)}</TEXT>\n</TimeML>\n"
    )


def _own(document: Cat) -> list[tuple[int, int, Annotation]]:
    marks: list[tuple[int, int, Annotation]] = []
    for timex in document.timexes:
        if timex.tokens:
            kind, value = timex.attributes.get("type", ""), timex.attributes.get("value", "")
            marks.append((min(timex.tokens), max(timex.tokens), Annotation(0, 0, "", kind, value)))
    return _disjoint(marks)


def _found(document: Cat, timexes: Iterable[Timex]) -> list[tuple[int, int, Annotation]]:
    marks: list[tuple[int, int, Annotation]] = []
    for timex in as_timeml(tuple(timexes), divide=False):
        if tokens := document.covered(timex.start, timex.end):
            annotation = Annotation(0, 0, timex.text, timex.type, timex.value, timex.mod)
            marks.append((tokens[0].id, tokens[-1].id, annotation))
    return _disjoint(marks)


def _disjoint(marks: list[tuple[int, int, Annotation]]) -> list[tuple[int, int, Annotation]]:
    kept: list[tuple[int, int, Annotation]] = []
    for mark in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if not kept or mark[0] > kept[-1][1]:
            kept.append(mark)
    return kept


def _typeset(elements: Iterable[ET.Element]) -> tuple[tuple[Token, ...], str]:
    tokens: list[Token] = []
    text: list[str] = []
    length = 0
    for element in elements:
        word, sentence = element.text or "", int(element.get("sentence", "0"))
        gap = _gap(tokens[-1] if tokens else None, word, sentence)
        start = length + len(gap)
        tokens.append(Token(int(element.get("t_id", "0")), sentence, word, start, start + len(word)))
        text += [gap, word]
        length = start + len(word)
    return tuple(tokens), "".join(text)


def _gap(previous: Token | None, word: str, sentence: int) -> str:
    if previous is None:
        return ""
    if previous.sentence != sentence:
        return "\n\n"
    return "" if word in CLOSING or previous.text in OPENING else " "


def _markable(element: ET.Element) -> Markable:
    anchors = sorted({int(anchor.get("t_id", "0")) for anchor in element.iter("token_anchor")})
    return Markable(element.get("m_id", ""), element.tag, tuple(anchors), dict(element.attrib))


def _relation(element: ET.Element) -> Relation:
    sources = tuple(source.get("m_id", "") for source in element.iter("source"))
    target = next((target.get("m_id") for target in element.iter("target")), None)
    return Relation(element.tag, sources, target, dict(element.attrib))


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
