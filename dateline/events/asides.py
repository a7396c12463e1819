"""Tells the main clause from what stands beside it: an attribution, a participle, a day in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.events.mainverb import FINITE, SUBJECT

if TYPE_CHECKING:
    from dateline.events.tree import Tree

SAYING = frozenset({"say", "announce", "report", "add", "confirm", "state", "tell"})


def day_before_clause(tree: Tree, day: int) -> bool:
    """In "Yesterday, two months after the dam broke, a jury sat" the jury sat yesterday."""
    verb = tree.heads[day]
    mark = tree.kid(verb, ("mark",))
    main = tree.heads[verb]
    if not day < mark < verb < main or tree.deps[verb] not in ("advcl", "ccomp"):
        return False
    comma = next(k for k in range(day + 1, tree.size) if tree.words[k] == "," or k == mark)
    if comma == mark or any(day not in tree.ancestors(k) for k in range(day + 1, comma)):
        return False
    tree.heads[day], tree.deps[verb] = main, "advcl"
    return True


ORDERING = frozenset({"tell", "order", "ask", "urge", "instruct", "advise", "warn"})


def told_to(tree: Tree, token: int) -> bool:
    """In "told the firm on Monday to lower the lake" the lowering is what it was told, no purpose."""
    verb = tree.heads[token]
    told = tree.kid(verb, ("dobj", "nsubjpass"))
    to = any(tree.words[k].lower() == "to" for k in tree.kids(token, ("aux",)))
    if tree.lemmas[verb] not in ORDERING or not to or not 0 <= told < token or tree.kid(token, ("mark",)) >= 0:
        return False
    if tree.kid(verb, ("xcomp", "ccomp")) >= 0 or "," in tree.words[verb:token]:
        return False
    tree.deps[token] = "xcomp"
    return True


def said_at_the_end(tree: Tree, saying: int) -> bool:
    """In "They have signed a striker, the clubs announced on Tuesday." the last verb says what comes before it."""
    speaker = tree.heads[saying]
    main = tree.heads[speaker]
    first = min(tree.subtree(speaker, lambda k: k < saying), default=speaker)
    if tree.lemmas[saying] not in SAYING or tree.deps[speaker] not in ("npadvmod", "appos", "conj", "dep", "dobj"):
        return False
    if tree.deps[main] != "ROOT" or not tree.tags[main].startswith("VB") or not main < first:
        return False
    if tree.words[first - 1] != "," or saying != speaker + 1 or tree.kid(saying, ("dobj", "ccomp", "xcomp")) >= 0:
        return False
    tree.heads[saying], tree.deps[saying] = saying, "ROOT"
    tree.heads[speaker], tree.deps[speaker] = saying, "nsubj"
    tree.heads[main], tree.deps[main] = saying, "ccomp"
    return True


def aside_of_subject(tree: Tree, verb: int) -> bool:
    """In "The return, agreed last year, has been cancelled" the first verb stands aside and the second is the main one."""
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    main = tree.kid(verb, ("conj",))
    if not 0 <= subject < verb < main or tree.words[verb - 1] != "," or tree.kid(verb, ("cc", "aux", "auxpass")) >= 0:
        return False
    helpers = tree.kids(main, ("aux", "auxpass"))
    if not helpers or tree.words[helpers[0] - 1] != "," or tree.kid(main, SUBJECT) >= 0:
        return False
    passive = tree.kid(main, ("auxpass",)) >= 0
    tree.heads[main], tree.deps[main] = main, "ROOT"
    tree.heads[subject], tree.deps[subject] = main, "nsubjpass" if passive else "nsubj"
    tree.heads[verb], tree.deps[verb] = subject, "acl"
    return True


def aside_before_main(tree: Tree, verb: int) -> bool:
    """In "The mill, closed since the fire, will reopen" the mill reopens: what the commas part off stands aside."""
    main = tree.heads[verb]
    subject = tree.kid(verb, ("nsubj", "nsubjpass"))
    if not 0 <= subject < verb < main or tree.words[verb - 1] != "," or tree.kid(main, SUBJECT) >= 0:
        return False
    if (
        tree.kid(verb, ("aux", "auxpass", "mark", "cc", "dobj", "ccomp")) >= 0
        or max(_near(tree, subject, verb)) > verb - 1
    ):
        return False
    if not any(tree.words[k] == "," for k in range(verb + 1, main)):
        return False
    passive = tree.kid(main, ("auxpass",)) >= 0
    tree.heads[subject], tree.deps[subject] = main, "nsubjpass" if passive else "nsubj"
    tree.heads[verb], tree.deps[verb], tree.tags[verb] = subject, "acl", "VBN"
    return True


def _near(tree: Tree, subject: int, verb: int) -> list[int]:
    return [k for k in tree.subtree(subject) if k < verb] or [subject]


def before_what_is_said(tree: Tree, token: int) -> bool:
    """In "said on Tuesday it would close" what stands between the saying and the said belongs to the saying."""
    said = tree.heads[token]
    saying = tree.heads[said]
    subject = tree.kid(said, SUBJECT)
    if not saying < token < subject < said or tree.tags[saying] not in FINITE:
        return False
    between = range(saying + 1, min(tree.subtree(subject)))
    if any(tree.words[k] in (",", "that", "“", '"', ":", "``") for k in between) or token not in between:
        return False
    if any(tree.tags[k] in ("IN", "TO") and tree.deps[k] == "mark" for k in between):
        return False
    tree.heads[token] = saying
    return True


def past_the_aside(tree: Tree, token: int) -> bool:
    """In "three men broke in, police said, and may have fled" the second verb goes with the first, not with the saying."""
    saying = tree.heads[token]
    if tree.lemmas[saying] not in ("say", "tell", "add", "report") or tree.kid(token, SUBJECT) >= 0:
        return False
    said = tree.kid(saying, ("ccomp",))
    subject = tree.kid(saying, ("nsubj",))
    if not 0 <= said < subject < saying or not any(tree.words[k] == "," for k in range(saying, token)):
        return False
    tree.heads[token] = said
    return True
