"""How surely two sentences of sibling articles tell of one thing, from the words that they share."""

from __future__ import annotations

import math
from dataclasses import dataclass

MOST_ASIDE = 3.0
"""What words beside the other sentence can weigh at most."""
MOST_OF_NEWS = -0.6
"""Two first paragraphs name the same persons and things though each tells of a day of its own; copies have their own clue."""
MOST_TOLD = 4
"""Siblings beyond which more that tell of the day add nothing."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two sentences have in common, by the weights of the words."""

    names: float = 0.0
    others: float = 0.0
    """Words that are neither names nor of a kind of happening."""
    aside: float = 0.0
    """Words of one that stand beside the other."""
    around: float = 0.0
    """Words that stand beside both."""
    all: float = 0.0
    """All words in both."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How surely two sentences tell of one thing, from what they share.

    A logistic regression over the dated articles of labelled stories. `kind` counts if the words nearest to both expressions
    are of one kind of happening, `unlike` if of two, `clause` for the cosine of what stands between their commas, `told` for
    each further sibling that tells of the day, `few` for the logarithm of how many times fewer days the siblings tell of than
    is `usual`: of one Monday alone, it is likelier this one. `chance` is how often the days agree though no word does.
    """

    names: float
    others: float
    aside: float
    around: float
    cosine: float
    clause: float
    news: float
    kind: float
    unlike: float
    told: float
    bias: float
    few: float = 0.0
    usual: int = 1
    chance: float = 0.0

    def sure(
        self, shared: Shared, mass: float, clause: float, *, news: bool, kinds: tuple[str, str], told: float, days: int
    ) -> float:
        x = (
            self.bias
            + self.names * shared.names
            + self.others * shared.others
            + self.aside * min(shared.aside, MOST_ASIDE)
            + self.around * min(shared.around, MOST_ASIDE)
            + self.cosine * shared.all / mass
            + self.clause * clause
            + (self.kind if kinds[0] == kinds[1] else self.unlike) * all(kinds)
            + self.told * min(told, MOST_TOLD)
            + self.few * max(math.log(self.usual / max(days, 1)), 0.0)
        )
        if news:
            x = min(x + self.news, MOST_OF_NEWS)
        return max(1 / (1 + math.exp(-x)) - self.chance, 0.0) / (1 - self.chance)


OF_A_WEEKDAY = Likeness(-0.06, 0.76, 0.35, 0.05, 3.26, 1.12, -2.4, 0.63, -0.58, 0.56, -2.79, 1.27, 8, 0.06)
"""Where both days have the same name, so that only the week is asked."""
OF_A_DATE = Likeness(0.09, 0.82, 0.55, 0.44, 0.36, 0.0, 0.0, 0.63, 0.2, 0.62, 1.9)
"""Where month and day are the same, so that only the year is asked."""
OF_ANY_DAY = Likeness(-0.07, 0.49, 0.26, -0.06, 3.27, 0.95, -1.5, 0.73, 0.14, -0.06, -3.73, 0.47, 40, 0.012)
