"""The words by which reporters tell one happening: dateline/articles/concepts.toml."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dateline.articles.rulebook import load
from dateline.articles.wording import stems

LISTS = load("concepts.toml")
FORMS = [form for of in ("words", "things") for line in LISTS[of] for form in line.split()]


def test_each_form_is_in_one_line():
    assert [form for form, lines in Counter(FORMS).items() if lines > 1] == []


def test_each_phrase_has_a_pattern():
    patterns = [re.compile(pattern) for pattern in LISTS["phrases"]]
    joined = [form for form in FORMS if "-" in form]
    assert [f for f in joined if not any(p.fullmatch(f) or p.fullmatch(f.replace("-", " ")) for p in patterns)] == []


@pytest.mark.parametrize(
    ("told", "again", "kind"),
    [
        ("The club calls off the derby.", "The derby was cancelled.", "=cancel"),
        ("Officials are putting back the poll.", "The ballot is delayed.", "=postpone"),
        ("Pilots walk out at noon.", "The pilots' strike began.", "=strike"),
        ("The board turns down the plan.", "The plan was rejected.", "=reject"),
        ("A wall gives way.", "The wall collapsed.", "=collapse"),
        ("Guards open fire at the gate.", "There was a shooting at the gate.", "=shoot"),
    ],
)
def test_two_wordings_of_one_happening(told: str, again: str, kind: str) -> None:
    assert kind in stems(told) & stems(again)
    assert "=fire" not in stems(told)
