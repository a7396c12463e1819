"""A count of nothing is a value like others: one source's "no injuries" beside another's four."""

from __future__ import annotations

import pytest

from dateline.merge import conflict
from dateline.merge.quantity import Quantity


@pytest.mark.parametrize(("number", "high", "width"), [(0.0, 0.0, 0.0), (4.0, 4.0, 0.0), (4.0, 6.0, 0.5)])
def test_a_count_of_nothing_has_a_width(number, high, width):
    said = conflict.Said(str(number), str(number), "a", None, Quantity("injured", number, number, high))
    assert conflict._width(said) == width
