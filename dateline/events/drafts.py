"""Drafts the mentions of one article: a predicate with its date, names, figures, status and title."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.events import (
    answering,
    attributes,
    participants,
    places,
    pronouns,
    rescheduling,
    selection,
    standing,
    titles,
)
from dateline.events.anchored import Distance, distance_of
from dateline.events.entries import Label
from dateline.events.participants import Cast
from dateline.events.predicates import Extraction, Predicate
from dateline.events.roles import Role
from dateline.events.scene import Dated, Scene, precision_of, timex_tokens
from dateline.events.tree import Tree
from dateline.model import Argument, Article, Attribute, Mention, Status, Timex

EVIDENCE = 600


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention in the making, beside the predicate it comes from."""

    mention: Mention
    predicate: Predicate
    place: int
    """Of the predicate in its extraction."""
    told_from: Distance | None = None
    """What dates it from another event."""
    worth: bool | None = None
    """Whether it is worth telling, where that has been weighed."""

    def telling(self, mention: Mention) -> Draft:
        """Return the draft of another mention, to be weighed again."""
        return self if mention is self.mention else replace(self, mention=mention, worth=None)


def of_article(article: Article, scene: Scene, cast: Cast, timexes: Sequence[Timex]) -> list[Draft]:
    extraction = scene.extraction
    by_sentence: dict[int, list[Predicate]] = {}
    for predicate in extraction.predicates:
        by_sentence.setdefault(predicate.sentence, []).append(predicate)
    measured = {
        number: attributes.owned(article, extraction.trees[number], found, timexes)
        for number, found in by_sentence.items()
    }
    drafts: list[Draft] = []
    for place, predicate in enumerate(extraction.predicates):
        tree = extraction.trees[predicate.sentence]
        dated = scene.dates.get(place, Dated())
        own = tuple(a for a, owner in measured[predicate.sentence] if owner is predicate)
        mention = _mention(article, tree, predicate, dated, cast, own, extraction, timexes)
        drafts.append(Draft(mention, predicate, place))
        moved = scene.moved.get(place)
        if moved is not None:
            happening = rescheduling.happening(extraction, place)
            number = happening.sentence if happening else predicate.sentence
            tree = extraction.trees[number]
            new = rescheduling.rescheduled(
                tree,
                happening,
                mention,
                moved,
                dated_tokens(tree, timexes),
                participants.namer(article, tree, number, cast),
                article.published,
            )
            if new is not None:
                drafts.append(Draft(new, predicate, place))
    return [_weighed(draft, extraction.trees[draft.predicate.sentence]) for draft in drafts]


def _weighed(draft: Draft, tree: Tree) -> Draft:
    return replace(draft, told_from=distance_of(tree, draft.predicate), worth=selection.worth(draft, tree))


def _mention(
    article: Article,
    tree: Tree,
    predicate: Predicate,
    dated: Dated,
    cast: Cast,
    measured: tuple[Attribute, ...],
    extraction: Extraction,
    timexes: Sequence[Timex],
) -> Mention:
    sentence = tree.sentence
    number = predicate.sentence
    arguments = tuple(_argument(article, tree, number, role, cast) for role in predicate.roles)
    head_start, head_end = predicate.span or (sentence.starts[predicate.head], sentence.ends[predicate.head])
    label = _label(tree, extraction)
    first = label.start if label and not label.heading else sentence.start
    first = _answered_from(predicate, extraction, first, sentence.end)
    start, end = evidence(first, sentence.end, head_start, head_end, article.text)
    tokens = dated_tokens(tree, timexes)
    level, cue = standing.status(
        predicate,
        dated,
        _told_on(article, sentence.start),
        "caption" if label else sentence.kind,  # a list tells the past in the present tense, as captions do
        _bare_noun(predicate),
    )
    title = titles.title(
        tree,
        _as(predicate, level, tree),
        tokens,
        participants.namer(article, tree, number, cast),
        _echo(predicate, extraction),
    )
    title = _in_turn(title, predicate, extraction, article, cast, timexes)
    return Mention(
        id=f"{article.id}:{head_start}",
        article=article.id,
        start=start,
        end=end,
        head_start=head_start,
        head_end=head_end,
        predicate=predicate.lemma,
        predicate_class=predicate.kind,
        arguments=arguments,
        participants=participants.participants_of(article, predicate, cast),
        place=places.place(tree, predicate, cast, article.id, extraction.parse.place),
        status=level,
        status_cue=cue,
        timex=dated.timex,
        interval=dated.interval,
        precision=precision_of(dated.interval),
        date_basis=dated.basis if dated.interval else "none",
        source=participants.source_of(article, tree, predicate, cast),
        attributes=measured,
        title=title,
        salience=selection.salience(tree, predicate, dated, title),
    )


def _answered_from(predicate: Predicate, extraction: Extraction, first: int, end: int) -> int:
    """Where the request begins that a short sentence answers, if both make one quotation."""
    if predicate.answers is None or predicate.answers[0] == predicate.sentence:
        return first
    asked = extraction.trees[predicate.answers[0]].sentence.start
    return asked if end - asked <= EVIDENCE else first


def _in_turn(
    title: str,
    predicate: Predicate,
    extraction: Extraction,
    article: Article,
    cast: Cast,
    timexes: Sequence[Timex],
) -> str:
    """Write what an answer answers, or what a clause with "followed" tells: "The Senate approved the bill"."""
    if predicate.answers is None:
        return title
    number, head = predicate.answers
    tree = extraction.trees[number]
    name = participants.namer(article, tree, number, cast)
    if answering.is_answer(extraction.trees[predicate.sentence], predicate.verb):
        asker = titles.subject(tree, head, dated_tokens(tree, timexes), name)
        return f"{title} a request by {pronouns.inside(asker)}" if asker else f"{title} the request"
    other = next((p for p in extraction.predicates if (p.sentence, p.head) == (number, head)), None)
    if other is None:
        return title
    told = titles.title(tree, other, dated_tokens(tree, timexes), name)
    first = titles.subject(tree, other.verb, dated_tokens(tree, timexes), name)
    own = extraction.trees[predicate.sentence]
    mine = participants.namer(article, own, predicate.sentence, cast)
    who = titles.subject(own, predicate.verb, dated_tokens(own, timexes), mine)
    rest = told[len(first) :] if first and told.startswith(first[:1].upper() + first[1:]) else ""
    if tree.kid(other.verb, ("dobj",)) < 0:  # where the other did it need not be where this one did
        rest = rest.partition(tree.words[other.verb])[0] + tree.words[other.verb]
    same = other.standing.level == predicate.standing.level
    return who[:1].upper() + who[1:] + rest if same and who and rest.strip() else title


def _label(tree: Tree, extraction: Extraction) -> Label | None:
    """The date at the head of the entry that a sentence stands in; only an entry's first sentence follows it directly."""
    sentence = tree.sentence
    found = [label for label in extraction.parse.labels if label.paragraph == sentence.paragraph]
    own = next((label for label in found if not label.heading), None)
    if own is None:
        return found[0] if found else None
    before = [s for s in extraction.parse.sentences if s.paragraph == sentence.paragraph and s.start < sentence.start]
    return replace(own, heading=True) if before else own


def _echo(predicate: Predicate, extraction: Extraction) -> str:
    """The words that the subject "it" stands for."""
    if predicate.echo is None:
        return ""
    number, head = predicate.echo
    tree = extraction.trees[number]
    return tree.text(tree.phrase(head))


def _as(predicate: Predicate, level: Status, tree: Tree) -> Predicate:
    """The predicate as a title tells it: by its noun where the light verb stands in a clause on it ("a trip she was to make")."""
    told = replace(predicate, standing=replace(predicate.standing, level=level))
    relative = any(tree.tags[k] == "WDT" for k in tree.kids(predicate.verb, ("dobj",)))
    inside = predicate.nominal and predicate.verb != predicate.head
    inside = inside and (relative or predicate.head in tree.ancestors(predicate.verb))
    return replace(told, verb=predicate.head) if inside else told


def _bare_noun(predicate: Predicate) -> bool:
    return predicate.nominal and predicate.verb == predicate.head


def _told_on(article: Article, position: int) -> dt.date | None:
    """The day on which a passage was written: of an embedded post its own, else the article's."""
    for block in article.blocks:
        if block.published and block.start <= position < block.end:
            return block.published
    return article.published


def evidence(start: int, end: int, head_start: int, head_end: int, text: str) -> tuple[int, int]:
    """Return the sentence, or of a sentence that is too long the words around the event, cut between words."""
    if end - start <= EVIDENCE:
        return start, end
    first = max(start, head_start - EVIDENCE // 2)
    last = min(end, first + EVIDENCE)
    if first > start:
        blank = text.find(" ", first, head_start)
        first = blank + 1 if blank >= 0 else head_start
    if last < end:
        blank = text.rfind(" ", head_end, last)
        last = blank if blank >= 0 else max(head_end, last)
    return first, min(last, first + EVIDENCE)


def _argument(article: Article, tree: Tree, number: int, role: Role, cast: Cast) -> Argument:
    sentence = tree.sentence
    start, end = sentence.starts[role.tokens[0]], sentence.ends[role.tokens[-1]]
    entities = tuple(entity for entity in cast.at(article.id, number, role.head) if entity.named)
    return Argument(role.name, start, end, article.text[start:end], entities[0].name if entities else None)


def dated_tokens(tree: Tree, timexes: Sequence[Timex]) -> set[int]:
    """The tokens of dates and times, which titles leave out; durations stay."""
    sentence = tree.sentence
    inside = [t for t in timexes if sentence.start <= t.start < sentence.end and t.type != "DURATION"]
    return {token for timex in inside for token in timex_tokens(tree, timex)}
