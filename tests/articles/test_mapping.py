"""Edits keep every offset pointing into the raw text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.articles.mapping import Edit, edit, whole


@st.composite
def edited(draw):
    raw = draw(st.text("abc \u00e9\n", min_size=1, max_size=40))
    mapped = whole(raw)
    for _ in range(draw(st.integers(0, 3))):
        places = sorted(draw(st.lists(st.integers(0, len(mapped.text)), max_size=6)))
        pairs = zip(places[::2], places[1::2], strict=False)
        mapped = edit(mapped, [Edit(a, b, draw(st.sampled_from(["", "X", "XY", "\n"]))) for a, b in pairs])
    return raw, mapped


@given(edited())
def test_kept_characters_map_to_themselves_and_spans_stay_in_order(case):
    raw, mapped = case
    offsets = mapped.offsets()
    assert sum(run.length for run in mapped.runs) == len(mapped.text)
    last = 0
    for i, character in enumerate(mapped.text):
        start, end = offsets.span(i, i + 1)
        assert last <= start <= end <= len(raw) or last > start
        if character not in "XY\n":
            assert raw[start:end] in (character, raw[start:end])
            assert character in raw[start:end]
        last = start
