"""Finds who does what to whom, with whom and where in the sentences of marked mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline import events
from dateline.events.predicates import Extraction, Predicate
from dateline.merge.marked.reading import Document, Marked
from dateline.model import Article

ROLES = {
    "agent": "agents", "patient": "objects", "recipient": "objects", "topic": "objects", "with": "partners",
    "to": "partners", "against": "partners", "place": "places", "in": "places", "at": "places", "from": "places",
}  # fmt: skip
CONTENT = ("N", "J", "C")
"""How the tags of words that carry a phrase's meaning begin: nouns, adjectives, numbers."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of a mention's phrases but its own, by role (see `ROLES`); `others` stand in no such role."""

    agents: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    agent_names: tuple[str, ...] = ()
    object_names: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """The nouns, adjectives and numbers among them, in lower case."""

    @property
    def all(self) -> tuple[str, ...]:
        return self.agents + self.objects + self.partners + self.places + self.others


def phrases(mentions: Sequence[Marked], documents: Mapping[str, Document]) -> list[Phrases]:
    """Return each mention's phrases; only the sentences with a mention are parsed."""
    home: dict[str, list[Marked]] = {name: [] for name in documents}
    for mention in mentions:
        home[mention.document].append(mention)
    texts = [_Text(name, documents[name], marked) for name, marked in home.items()]
    found: dict[str, Phrases] = {}
    for text, parsed in zip(texts, events.parse_all(text.article for text in texts), strict=True):
        spans = {text.span(mention): mention for mention in text.mentions if mention.places}
        extraction = events.describe(parsed, spans)
        told = {predicate.span: predicate for predicate in extraction.predicates}
        for mention in text.mentions:
            predicate = told.get(text.span(mention)) if mention.places else None
            found[mention.id] = _phrases(extraction, predicate, mention) if predicate else Phrases()
    return [found[mention.id] for mention in mentions]


class _Text:
    """The sentences of a document that have mentions, a line each, as an article to parse."""

    def __init__(self, name: str, document: Document, mentions: Sequence[Marked]) -> None:
        self.mentions = mentions
        self.starts: dict[tuple[int, int], int] = {}
        text = ""
        for number in sorted({mention.sentence for mention in mentions} & document.keys()):
            for place, word in enumerate(document[number]):
                text += " " * bool(place)
                self.starts[number, place] = len(text)
                text += word
            text += "\n"
        self.article = Article(id=name, file=name, text=text, raw=text)

    def span(self, mention: Marked) -> tuple[int, int]:
        first, last = mention.places[0], mention.places[-1]
        end = self.starts.get((mention.sentence, last + 1), 0) - 1
        if end < 0:
            end = self.article.text.index("\n", self.starts[mention.sentence, last])
        return self.starts[mention.sentence, first], end


def _phrases(extraction: Extraction, predicate: Predicate, mention: Marked) -> Phrases:
    told: dict[str, list[str]] = {}
    for role, word, tag in _role_words(extraction, predicate):
        if word in mention.span:
            continue
        told.setdefault(ROLES.get(role, "others"), []).append(word)
        if tag.startswith(CONTENT):
            told.setdefault("names", []).append(word.lower())
            if ROLES.get(role) in {"agents", "objects"}:
                told.setdefault(f"{ROLES[role][:-1]}_names", []).append(word.lower())
    return Phrases(**{name: tuple(words) for name, words in told.items()})


def _role_words(extraction: Extraction, predicate: Predicate) -> Iterator[tuple[str, str, str]]:
    tree = extraction.trees[predicate.sentence]
    for role in predicate.roles:
        for token in role.tokens:
            yield role.name, tree.words[token], tree.tags[token]
