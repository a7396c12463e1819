"""Names whom a long description ends on: "the head of the Lund office of Norvik's trade commission, Rosa Brik"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Argument, Mention


def by_their_names(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, each argument that ends on the full name of somebody in the story meaning that person.

    The bodies that the description before the name mentions take no part.
    """
    names = {name for m in mentions for name in m.participants if _full(name)}
    return [_named(mention, names) for mention in mentions]


def _full(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 3 and all(word[0].isupper() and word.isalpha() for word in words)


def _named(mention: Mention, names: set[str]) -> Mention:
    found = {a: name for a in mention.arguments if (name := _ending(a, names))}
    found = found or _apposed(mention, names)
    if not found:
        return mention
    instead = {p: name for a, name in found.items() for p in mention.participants if p == a.entity or p in a.text}
    people = [instead.get(name, name) for name in mention.participants]
    people += [name for name in found.values() if name not in people]
    arguments = tuple(replace(a, entity=found[a]) if a in found else a for a in mention.arguments)
    return replace(mention, arguments=arguments, participants=tuple(dict.fromkeys(people)))


def _apposed(mention: Mention, names: set[str]) -> dict[Argument, str]:
    """Return the one unresolved argument with the name on which the title ends, where nobody else can bear it."""
    nameless = [a for a in mention.arguments if a.role in {"with", "patient", "recipient"} and a.entity is None]
    words = mention.title.split()
    for length in (3, 2):
        name = " ".join(words[-length:])
        if len(nameless) == 1 and name in names and name not in mention.participants:
            return {nameless[0]: name} if words[-length - 1 : -length] != ["of"] else {}
    return {}


def _ending(argument: Argument, names: set[str]) -> str | None:
    """Return the person on whose name the argument ends after a description, unless it already means that person."""
    words = argument.text.rstrip(" ,.;").split()
    for length in (3, 2):
        name = " ".join(words[-length:])
        if len(words) > length and name in names and name not in (argument.entity or ""):
            # "a colleague of Rosa Brik" is somebody else.
            before = words[-length - 1].casefold()
            return (
                None
                if before in {"the", "a", "an", "u.s.", "of", "for", "and", "with", "by", "from", "to", "or", "under"}
                else name
            )
    return None
