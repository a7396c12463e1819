"""Bounds what an article tells as its news without a date: not before its main event, not after its publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from dateline.events import anchored, naming, operating
from dateline.events.discourse import HOURS, TIME_NOUNS, in_another_season, is_lasting, is_main, opens_elsewhere
from dateline.events.lexicon import lexicon
from dateline.events.occasions import is_told_again
from dateline.events.predicates import Predicate
from dateline.events.scene import Dated, Scene, timex_tokens
from dateline.events.tree import Tree
from dateline.model import Interval

SAYING = frozenset("say tell announce add insist declare".split())
STATEMENTS = frozenset({"deny", "warn", "accuse", "apologise"})
FRESH = 3
"""Days between an article's main event and its publication, at most, for what follows it to be told as news."""
STANCES = frozenset("oppose support back favour favor resist accept defend".split())
REPORTS = frozenset({"build", "report", "express", "value", "react"})
ATTITUDES = frozenset({"accuse", "warn", "deny", "recommend", "request", "praise", "offer"})
"""What somebody "has" said again and again is background; what he said is news."""
WORTH = 0.55
"""The weight of a class from which its events are news by themselves."""
WEEK = 7
LONG = 8
"""Tokens of a sentence from which it is one, not a line of credits."""


def date_news(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """Bound the undated events of a dated article: its lead, what it reports as said, what else it tells as new."""
    if scene.published is None:
        return
    day = dt.timedelta(days=1)
    _date_lead(scene, by_sentence, Interval(scene.published - day, scene.published))
    _date_statements(scene, Interval(scene.published - day, scene.published))
    _date_denials(scene, Interval(scene.published - day, scene.published))
    _date_reported(scene)
    _date_causes(scene)
    _date_after_fresh(scene, by_sentence)
    _date_first_of_two(scene, by_sentence)
    main = _main_day(scene, by_sentence)
    _date_rest(scene, by_sentence, Interval(main or scene.published - day, scene.published))


def _date_lead(scene: Scene, by_sentence: Mapping[int, Sequence[int]], news: Interval) -> None:
    """What a dated article's first sentence tells in the past without a date happened on its day or the day before."""
    trees, predicates = scene.extraction.trees, scene.extraction.predicates
    first = _first(trees)
    ahead = ("planned", "postponed", "cancelled", "possible")
    if first is None or any(
        p in scene.dates and predicates[p].standing.level not in ahead for p in by_sentence.get(first, ())
    ):
        return
    for place in by_sentence.get(first, ()):
        root = trees[first].deps[predicates[place].verb] == "ROOT"
        if place in scene.dates:
            continue
        if root and predicates[place].standing.level == "occurred" and not _is_earlier(trees[first], predicates[place]):
            scene.dates[place] = Dated(news, None, "publication")


def _first(trees: Sequence[Tree]) -> int | None:
    return next((n for n, tree in enumerate(trees) if tree.sentence.kind == "body" and tree.size > LONG), None)


def _date_statements(scene: Scene, news: Interval) -> None:
    """What a dated article reports as said, in the plain past and without a date, was said for it."""
    for place, predicate in enumerate(scene.extraction.predicates):
        tree = scene.extraction.trees[predicate.sentence]
        if place in scene.dates or predicate.nominal or predicate.kind not in STATEMENTS:
            continue
        plain = tree.tags[predicate.verb] == "VBD" and tree.kid(predicate.verb, ("aux", "auxpass")) < 0
        main = tree.deps[predicate.verb] in ("ROOT", "conj") and tree.kid(predicate.verb, ("advcl",)) < 0
        if plain and main and tree.sentence.kind == "body":
            scene.dates[place] = Dated(news, None, "publication")


def _date_denials(scene: Scene, news: Interval) -> None:
    """What is told as false, or denied by somebody whom the article quotes, is denied for it, or on the day he said so."""
    denials = {p.sentence for p in scene.extraction.predicates if p.kind == "deny" and p.standing.cue != "false"}
    for place, predicate in enumerate(scene.extraction.predicates):
        tree = scene.extraction.trees[predicate.sentence]
        if place in scene.dates or predicate.standing.level != "denied" or tree.sentence.kind not in ("body", "post"):
            continue
        if predicate.kind in ("", "receive") or predicate.sentence in denials:
            continue
        said = _teller(scene, tree, predicate)
        if said < 0:
            continue
        told = scene.verbs.get((tree.sentence.start, said))
        if told is not None or predicate.standing.cue == "false" or tree.tags[said] == "VBD":
            lent = told or Dated(news, None, "publication")
            basis = "publication" if told is None else "timex" if predicate.nominal else "discourse"
            scene.dates[place] = Dated(lent.interval, lent.timex, basis)


def _teller(scene: Scene, tree: Tree, predicate: Predicate) -> int:
    """Return the verb of speech that a denial hangs on, itself where it is told as false, or -1."""
    if predicate.standing.cue == "false":
        said = [k for k in range(tree.size) if tree.lemmas[k] in SAYING and (tree.sentence.start, k) in scene.verbs]
        return said[0] if said else predicate.verb
    if not (predicate.nominal or _of_themselves(tree, predicate)):
        return -1
    here = predicate.verb
    while tree.deps[here] in ("attr", "dobj", "nsubjpass") and tree.heads[here] != here:
        here = tree.heads[here]  # "there was no meeting"
    for above in tree.ancestors(here):
        operator = operating.verb_operator(tree, above) if naming.is_verb(tree, above) else None
        if operator is not None and operator.name == "report" and tree.deps[here] == "ccomp":
            return above if tree.kid(above, ("nsubj",)) >= 0 and _quotes(tree, above) else -1
        if tree.deps[here] != "conj":
            return -1
        here = above
    return -1


def _of_themselves(tree: Tree, predicate: Predicate) -> bool:
    """Say whether somebody says what he has not done or is not doing: "We have not approached Norvik", "I am not resigning"."""
    verb = predicate.verb
    subject = tree.kid(verb, ("nsubj",))
    subject = tree.kid(tree.heads[verb], ("nsubj",)) if subject < 0 and tree.deps[verb] == "conj" else subject
    own = subject >= 0 and (
        tree.words[subject].lower() in ("we", "i")
        or any(tree.words[k].lower() in ("this", "our", "my") for k in tree.kids(subject, ("det", "poss")))
    )
    return own and (predicate.standing.tense == "past" or tree.tags[verb] == "VBG")


def _quotes(tree: Tree, said: int) -> bool:
    return any(tree.words[k] in ('"', "“", "”", "``", "''") for k in range(tree.size) if k != said)


def _main_day(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> dt.date | None:
    """Return the day of what the article's first sentences tell, where it is fresh."""
    trees = scene.extraction.trees
    first = _first(trees)
    for number in range(first or 0, min((first or 0) + 2, len(trees))):
        for place in by_sentence.get(number, ()):
            dated, predicate = scene.dates.get(place), scene.extraction.predicates[place]
            if dated is None or dated.interval is None or scene.published is None:
                continue
            fresh = 0 <= (scene.published - dated.interval.end).days <= FRESH
            if fresh and dated.interval.days == 1 and predicate.standing.level == "occurred":
                return dated.interval.start
    return None


def _date_rest(scene: Scene, by_sentence: Mapping[int, Sequence[int]], news: Interval) -> None:
    for number, tree in enumerate(scene.extraction.trees):
        if tree.sentence.kind != "body" or _is_dated(scene, tree) or _in_the_past(scene, number):
            continue
        for place in by_sentence.get(number, ()):
            if place not in scene.dates and _is_news(tree, scene.extraction.predicates[place]):
                scene.dates[place] = Dated(news, None, "publication")


def _date_reported(scene: Scene) -> None:
    """What was said on Tuesday to have happened, in the plain past and without a date, happened then or the day before."""
    for place, predicate in enumerate(scene.extraction.predicates):
        tree = scene.extraction.trees[predicate.sentence]
        if place in scene.dates or tree.deps[predicate.verb] not in ("ccomp", "conj") or not _is_news(tree, predicate):
            continue
        verb = predicate.verb
        while tree.deps[verb] == "conj":
            verb = tree.heads[verb]
        said = scene.verbs.get((tree.sentence.start, tree.heads[verb]))
        if tree.deps[verb] == "ccomp" and said and said.interval and said.interval.days == 1:
            news = Interval(said.interval.start - dt.timedelta(days=1), said.interval.end)
            scene.dates[place] = Dated(news, said.timex, "publication")


def _date_causes(scene: Scene) -> None:
    """What something fresh followed happened on its day or the day before: "was called off on Wednesday after a deal was struck"."""
    by_verb = {(p.sentence, p.verb): place for place, p in enumerate(scene.extraction.predicates)}
    for place, predicate in enumerate(scene.extraction.predicates):
        tree = scene.extraction.trees[predicate.sentence]
        verb = predicate.verb
        if place in scene.dates or tree.deps[verb] != "advcl" or not _is_told(tree, predicate):
            continue
        after = any(tree.words[k].lower() == "after" for k in tree.kids(verb, ("mark", "advmod", "prep")))
        above = by_verb.get((predicate.sentence, tree.heads[verb]))
        main = scene.dates.get(above) if above is not None else None
        if not after or main is None or main.interval is None or main.interval.days > 1 or not _is_fresh(scene, main):
            continue
        if not any(main.timex and k in timex_tokens(tree, main.timex) for k in tree.subtree(verb)):
            news = Interval(main.interval.start - dt.timedelta(days=1), main.interval.end)
            scene.dates[place] = Dated(news, main.timex, "publication")


def _is_fresh(scene: Scene, dated: Dated) -> bool:
    if scene.published is None or dated.interval is None:
        return False
    return 0 <= (scene.published - dated.interval.end).days < WEEK


def _date_after_fresh(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """In "claimed responsibility for the attack on Tuesday" the day is the attack's or the claim's: the claim is not older."""
    for place, predicate in enumerate(scene.extraction.predicates):
        tree = scene.extraction.trees[predicate.sentence]
        if place in scene.dates or tree.sentence.kind != "body" or not _is_news(tree, predicate):
            continue
        beside = [p for p in by_sentence[predicate.sentence] if p in scene.dates]
        nouns = [scene.dates[p] for p in beside if scene.extraction.predicates[p].nominal]
        alone = len(beside) == len(nouns) == 1 and nouns[0].interval is not None and nouns[0].interval.days == 1
        if alone and _is_fresh(scene, nouns[0]) and nouns[0].interval and scene.published:
            scene.dates[place] = Dated(Interval(nouns[0].interval.start, scene.published), None, "publication")


def _date_first_of_two(scene: Scene, by_sentence: Mapping[int, Sequence[int]]) -> None:
    """In "opened an inquiry and searched offices on Thursday" the day is the last verb's; the first is hardly older."""
    for place, predicate in enumerate(scene.extraction.predicates):
        tree = scene.extraction.trees[predicate.sentence]
        if place in scene.dates or tree.sentence.kind != "body" or not _is_news(tree, predicate):
            continue
        later = set(tree.kids(predicate.verb, ("conj",)))
        told = [p for p in by_sentence[predicate.sentence] if scene.extraction.predicates[p].verb in later]
        dates = [scene.dates[p] for p in told if p in scene.dates and scene.dates[p].basis == "timex"]
        if len(dates) == 1 and dates[0].interval and dates[0].interval.days == 1 and _is_fresh(scene, dates[0]):
            start = dates[0].interval.start - dt.timedelta(days=1)
            scene.dates[place] = Dated(Interval(start, dates[0].interval.end), dates[0].timex, "publication")


def _is_dated(scene: Scene, tree: Tree) -> bool:
    return any(
        (t.interval or t.type in ("DATE", "TIME")) and t.value != "PRESENT_REF"
        for t in scene.timexes
        if tree.sentence.start <= t.start < tree.sentence.end
    )


def _in_the_past(scene: Scene, number: int) -> bool:
    """Say whether the paragraph has turned to what happened long before."""
    tree = scene.extraction.trees[number]
    for before in scene.extraction.trees[max(number - 3, 0) : number]:
        if before.sentence.paragraph != tree.sentence.paragraph:
            continue
        for timex in scene.timexes:
            inside = timex.interval and before.sentence.start <= timex.start < before.sentence.end
            if inside and timex.interval and scene.published and (scene.published - timex.interval.end).days > FRESH:
                return True
    return False


def _is_news(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a predicate tells in a main clause, in the plain past or the perfect, something of weight."""
    told = _is_told(tree, predicate) and is_main(tree, predicate)
    # The hours of something are hours of the news: "in the final hours of his visit".
    told = told and not opens_elsewhere(tree, predicate.verb, nouns=TIME_NOUNS - HOURS)
    return told and not is_told_again(tree, predicate)


def _is_told(tree: Tree, predicate: Predicate) -> bool:
    verb = predicate.verb
    if predicate.standing.level != "occurred" or predicate.standing.tense != "past" or _is_long(tree, predicate):
        return False
    if is_lasting(tree, verb) or in_another_season(tree, verb) or anchored.is_told_from(tree, verb):
        return False
    if tree.lemmas[verb] in STANCES and _has(tree, predicate, "has", "have"):
        return False
    if predicate.kind in REPORTS or (predicate.kind in ATTITUDES and _has(tree, predicate, "has", "have")):
        return False
    if not predicate.kind or lexicon().weights.get(predicate.kind, 0.0) < WORTH or _has_had(tree, predicate):
        return False
    if predicate.nominal and verb == predicate.head:
        return False
    finite = tree.tags[verb] == "VBD" or tree.kid(verb, ("aux", "auxpass")) >= 0
    return finite and naming.is_verb(tree, verb)


def _is_earlier(tree: Tree, predicate: Predicate) -> bool:
    from_other = anchored.is_told_from(tree, predicate.verb)
    return _has_had(tree, predicate) or _is_long(tree, predicate) or from_other


def _is_long(tree: Tree, predicate: Predicate) -> bool:
    """Say whether a clause tells of a stretch up to now: "have lost a third of their value since the accident"."""
    return any(tree.words[k].lower() == "since" for k in tree.subtree(predicate.verb))


def _has_had(tree: Tree, predicate: Predicate) -> bool:
    return _has(tree, predicate, "had")


def _has(tree: Tree, predicate: Predicate, *auxiliaries: str) -> bool:
    return any(tree.words[k].lower() in auxiliaries for k in tree.kids(predicate.verb, ("aux",)))
