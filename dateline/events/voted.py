"""Takes a vote to do what voting itself does for the deed: "voted six to three to suspend her" suspends her."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.events.extraction import Extraction

if TYPE_CHECKING:
    from dateline.events.drafts import Draft


def without_votes(drafts: Sequence[Draft], extraction: Extraction) -> list[Draft]:
    """Return the drafts without such votes; each deed has the day and the figures of its vote."""
    deeds = {(d.predicate.sentence, d.predicate.verb): d for d in drafts if d.mention.status == "occurred"}
    told: dict[str, Draft] = {draft.mention.id: draft for draft in drafts}
    for draft in drafts:
        predicate, vote = draft.predicate, draft.mention
        if predicate.given or predicate.nominal or predicate.lemma != "vote" or vote.status != "occurred":
            continue
        tree = extraction.trees[predicate.sentence]  # of a text that was drafted before, its parse is read for this
        deed = next((deeds.get((predicate.sentence, k)) for k in tree.kids(predicate.verb, ("xcomp", "advcl"))), None)
        if deed is None or tree.tags[deed.predicate.verb] != "VB":
            continue
        figures = tuple(dict.fromkeys((*deed.mention.attributes, *vote.attributes)))
        lent = replace(deed.mention, attributes=figures)
        if vote.interval is not None and deed.mention.date_basis != "timex":
            lent = replace(
                lent, interval=vote.interval, precision=vote.precision, timex=vote.timex, date_basis=vote.date_basis
            )
        told[deed.mention.id] = deed.telling(lent)
        del told[vote.id]
    return list(told.values())
