"""What is new since the last run."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dateline.model import Interval, Timeline
from dateline.reports import changes


def _kinds(previous: Timeline, current: Timeline) -> list[tuple[str, str]]:
    return [(c.kind, c.event) for c in changes.compare(previous, current)]


def _without(timeline: Timeline, *ids: str) -> Timeline:
    return replace(timeline, events=tuple(e for e in timeline.events if e.id not in ids))


def _with(timeline: Timeline, id_: str, **fields: object) -> Timeline:
    return replace(timeline, events=tuple(replace(e, **fields) if e.id == id_ else e for e in timeline.events))


def test_equal_timelines_changed_nothing(sample: Timeline) -> None:
    assert changes.compare(sample, sample) == ()
    assert changes.summary(()) == "nothing changed"


def test_new_and_gone(sample: Timeline) -> None:
    assert _kinds(_without(sample, "e17-blinken"), sample) == [("new", "e17-blinken")]
    gone = changes.compare(sample, _without(sample, "e09-cia"))[0]
    assert gone.sentence == "No longer told: CIA chief Burns travels to China (May 2023)"


def test_status_and_date(sample: Timeline) -> None:
    day = Interval(dt.date(2023, 6, 20), dt.date(2023, 6, 20))
    later = _with(sample, "e29-blinken", status="occurred", interval=day)
    found = changes.compare(sample, later)
    assert [c.kind for c in found] == ["status", "moved"]
    assert found[0].sentence == "Blinken departs from Beijing: planned → occurred"
    assert found[1].after == "Tuesday 20 June 2023"
    assert changes.summary(found) == "1 changed in status and 1 moved to another date"


def test_merged_events_are_known_by_their_quotations(sample: Timeline) -> None:
    one, other = (next(e for e in sample.events if e.id == i) for i in ("e09-cia", "e11-sullivan"))
    merged = replace(one, id="new-id", evidence=one.evidence + other.evidence)
    later = replace(_without(sample, one.id, other.id), events=(*_without(sample, one.id, other.id).events, merged))
    found = changes.compare(sample, later)
    assert [(c.kind, c.event) for c in found] == [("merged", "new-id")]
    assert found[0].sentence == "Merged into CIA chief Burns travels to China: Sullivan meets Wang Yi in Vienna"


def test_an_event_under_another_id_is_no_new_event(sample: Timeline) -> None:
    assert _kinds(sample, _with(sample, "e17-blinken", id="x")) == []


def test_table_for_the_desk_is_inert(sample: Timeline) -> None:
    table = changes.markdown(
        changes.compare(sample, _with(sample, "e17-blinken", title="a|b <img src=x> [l](http://x)"))
    )
    assert "\\|" in table
    assert "\\<img" in table
    assert "\\](http&#58;" in table
