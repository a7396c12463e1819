"""What labelled events teach of which ones come first."""

from __future__ import annotations

import numpy as np

from dateline.evaluation.ranking import Ranked, fit, precision

NAMES = ("recurrence", "crowd")


def _story(*events: tuple[float, float, bool]) -> Ranked:
    rows = np.asarray([each[:2] for each in events], dtype=np.float64)
    listed = np.asarray([each[2] for each in events], dtype=bool)
    return Ranked(NAMES, rows, listed, int(listed.sum()))


def test_what_labelled_events_share_speaks_for_an_event() -> None:
    story = _story(*[(1.0, 0.0, True)] * 20, *[(0.0, 1.0, False)] * 20)
    worth = fit([story])
    assert worth["recurrence"] > 0 > worth["crowd"]
    assert precision(story, worth) == 1.0


def test_a_feature_never_speaks_for_what_it_is_held_to_speak_against() -> None:
    worth = fit([_story(*[(0.0, 1.0, True)] * 20, *[(1.0, 0.0, False)] * 20)])
    assert worth["recurrence"] == 0.0
    assert worth["crowd"] == 0.0
