"""Says which bare numbers are sums of money: "put the cost at 4.6 billion", "a bonus of 25,000"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.merge import quantity
from dateline.merge.numbers import Token
from dateline.merge.quantity import SCALES

LEAST_SUM = 1000.0
BARE = re.compile(
    r"\s*(?:[.,;:)\u2014\u2013\"\u201d]|$|(?:in|for|at|by|from|to|on|and|or|when|after|before|as|but|so|last|this|since|that|which|promised|offered|paid|more|less)\b)",
    re.IGNORECASE,
)
"""What follows a number that counts nothing."""
PAID = re.compile(
    r"\b(?:pa(?:y|ys|id|ying)|cost(?:s|ing)?|price[ds]?|worth|bonus(?:es)?|reward|prize|fine[ds]?|fees?|sum|compensation|damages|bids?|loans?|grants?|offer(?:ed|s)?|"
    r"earn(?:s|ed|ings)?|salary|budget|bill|deposit|ransom|debts?|valued|insured|sold for|bought for|fetch(?:ed|es)?|estimate)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
AROUND = 60
"""Characters before a number in which a word of paying makes it a sum."""


def is_sum(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a bare number is one of money: "put the cost at 4.6 billion", "a bonus of 25,000"."""
    number = quantity.read(text[tokens[first].start : tokens[last].end])
    if number is None or number.number < LEAST_SUM or not BARE.match(text, tokens[last].end):
        return False
    return (
        tokens[last].low in SCALES
        or PAID.search(text, max(tokens[first].start - AROUND, 0), tokens[first].start) is not None
    )
