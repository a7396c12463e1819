"""Finds how often something was done: "twice", "nine times"; multiples and rates are no such count."""

from __future__ import annotations

import re

ENDED = (
    r"(?=\s*(?:[.,;:!?)\u2014\u2013\"\u201d\u2019]|$)|\s+(?:in|on|at|by|since|before|after|during|while|when|with|without|to|and|but|for|from|last|"
    r"this|within|between|until|because|under|inside|there|yesterday|already|so far)\b(?! (?:much|many|large|big|high|long|fast|often|as)\b))"
)
"""What follows "nine times" where it is no multiple and no rate: "nine times the price", "twice a day"."""
OFTEN = re.compile(rf"\b(?P<word>twice|thrice)\b{ENDED}", re.IGNORECASE)
"""How often something was done."""
OFTEN_ENOUGH = re.compile(ENDED, re.IGNORECASE)
