"""What the rest of a story knows of those whom one article may mean: all that the article's drafts take from others.

Who is meant where follows from the article's own words and from this alone (`participants`, `memory`, `reference`): of a name,
whom the story makes of it; of a description ("the mining group"), which of the article's own names the story calls so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from dateline.events.entities import key_of
from dateline.events.memory import is_familiar, may_be_anybody
from dateline.events.participants import Cast, key_of_author
from dateline.events.profile import profile_of
from dateline.model import Article


@dataclass(frozen=True, slots=True)
class Known:
    """Entities stand in `others` and are meant by their place in it."""

    others: tuple[tuple[str, str, str, bool, bool, bool], ...]
    """Name, kind, gender, whether it is a name, and what a pronoun makes of how often it stands in the story (`memory`)."""
    forms: tuple[tuple[str, int], ...]
    """Whom each form of a name means."""
    called: tuple[tuple[str, tuple[int, ...]], ...]
    """Whom the story calls by a description that the article uses."""
    names: tuple[tuple[int, int], ...]
    """Sentence and first token of each name that the story takes for one."""


def known_of(cast: Cast) -> Callable[[Article], Known]:
    """Return what says of an article what the story knows."""
    descriptions = _descriptions(cast)

    def known(article: Article) -> Known:
        profile = profile_of(cast.extractions[article.id])
        forms = {key_of(name.text) for found in profile.spotted for name in found} | set(map(key_of, profile.speakers))
        forms |= {key_of_author(block.author) for block in article.blocks if block.author}
        meant = {form: cast.entities[form] for form in sorted(forms) if form in cast.entities}
        others = {id(entity): entity for entity in meant.values()}
        places = {identity: place for place, identity in enumerate(others)}
        own = set(profile.descriptions)
        by_words: dict[str, list[int]] = {}
        for identity, place in places.items():
            for words in descriptions.get(identity, frozenset[str]()) & own:
                by_words.setdefault(words, []).append(place)
        return Known(
            others=tuple(
                (e.name, e.kind, e.gender, e.named, may_be_anybody(e), is_familiar(e)) for e in others.values()
            ),
            forms=tuple((form, places[id(entity)]) for form, entity in meant.items()),
            called=tuple((words, tuple(by_words[words])) for words in sorted(by_words)),
            names=tuple((n, name.first) for n, found in cast.names[article.id].items() for name in found),
        )

    return known


def _descriptions(cast: Cast) -> dict[int, set[str]]:
    """Return by the identity of each entity what the story calls it."""
    found: dict[int, set[str]] = defaultdict(set)
    for words, seen in cast.called.items():
        for entity in (cast.entities[name] for name in seen if name in cast.entities):
            found[id(entity)].add(words)
    return found
