"""The assets store what the engine says, and nothing that does not hold."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging

import dagster as dg
import pandas as pd
import pytest

from dateline import story, tables
from dateline.assets import checks, metadata, publication
from dateline.assets import story as assets
from dateline.cache import Cache
from dateline.errors import NothingUsableError
from dateline.model import Interval

LINEAGE = {
    "fetched": set(),
    "articles": set(),
    "rejected": set(),
    "timexes": {"articles"},
    "mentions": {"articles", "timexes"},
    "anchored_timexes": {"articles", "timexes"},
    "events": {"articles", "mentions", "anchored_timexes"},
    "timeline": {"articles", "rejected", "mentions", "anchored_timexes", "events"},
    "timeline_page": {"timeline", "articles", "rejected", "anchored_timexes"},
    "timeline_exports": {"timeline", "articles", "rejected", "anchored_timexes", "timeline_page"},
}


def _specs():
    from dateline.pipelines.definitions import ASSETS

    return {spec.key.to_user_string(): spec for definition in ASSETS for spec in definition.specs}


def test_the_lineage_is_as_drawn():
    found = {name: {dep.asset_key.to_user_string() for dep in spec.deps} for name, spec in _specs().items()}
    assert found == LINEAGE


@pytest.mark.parametrize("name", LINEAGE)
def test_every_asset_says_what_it_is(name):
    spec = _specs()[name]
    columns = spec.metadata["dagster/column_schema"].columns
    assert spec.description
    assert spec.owners == ["team:dateline"]
    assert spec.kinds
    assert spec.group_name in {"ingest", "story", "outputs"}
    assert spec.code_version
    assert [column.name for column in columns if not column.description] == []


@pytest.mark.parametrize("name", ["timeline", "timeline_page", "timeline_exports"])
def test_what_readers_see_must_be_fresh(name):
    assert _specs()[name].freshness_policy is not None


class Context:
    """What the assets ask of Dagster: Dagster's own stand-in cannot yield a table together with its checks."""

    partition_key = "lund-bridge"
    log = logging.getLogger("assets")


def _call(definition, **given):
    """Call the function behind an asset."""
    return definition.op.compute_fn.decorated_fn(**given)


def _values(results):
    return {result.asset_key.to_user_string(): result.value for result in results}


def test_each_asset_called_directly(workshop):
    found = _values(_call(assets.read, context=Context(), places=workshop.places))
    articles, rejected = found["articles"], found["rejected"]
    assert list(articles["file"]) == ["first.txt", "second.txt", "third.txt"]
    assert len(rejected) == 0
    timexes = _call(assets.timexes, context=Context(), places=workshop.places, articles=articles).value
    assert "Monday" in set(timexes["text"])
    told = _values(_call(assets.tell, context=Context(), places=workshop.places, articles=articles, timexes=timexes))
    mentions, anchored = told["mentions"], told["anchored_timexes"]
    assert len(mentions) > 0
    assert len(anchored) >= len(timexes)
    tables_of_story = {"articles": articles, "mentions": mentions, "anchored_timexes": anchored}
    merging = {"context": Context(), "places": workshop.places, **tables_of_story}
    events = _call(assets.events, **merging).value
    assert 0 < len(events) <= len(mentions)
    again = _call(assets.events, **merging)
    assert (again.metadata["fused, reused"], again.metadata["fused, made"]) == (len(events), 0)
    pd.testing.assert_frame_equal(again.value, events)
    parts = {"articles": articles, "rejected": rejected, "anchored_timexes": anchored}
    timeline = _call(
        assets.chronicle, context=Context(), places=workshop.places, mentions=mentions, events=events, **parts
    ).value
    assert len(timeline) > 0
    page = _call(publication.timeline_page, context=Context(), places=workshop.places, timeline=timeline, **parts).value
    assert list(page["file"]) == ["timeline.html"]
    files = _call(
        publication.timeline_exports, context=Context(), places=workshop.places, timeline=timeline, **parts
    ).value
    assert {"timeline.html", "timeline.json", "timeline.csv", "timeline.ics", "timeline.md", "timexes.jsonl"} <= set(
        files["file"]
    )


def test_the_assets_tell_what_the_engine_tells(finished):
    stored = {
        name: tables.from_parquet(
            tables.TABLES[name],
            (finished.root / "storage" / "tables" / name / "lund-bridge.parquet").read_bytes(),
            origin=name,
        )
        for name in ("timeline", "articles", "rejected", "anchored_timexes")
    }
    told = tables.timeline(*stored.values())
    built = story.build(finished.story, cache=Cache())
    assert dataclasses.replace(told, generated_at="") == dataclasses.replace(built, generated_at="")


def _digests(folder):
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def _made(ran):
    (mentions,) = [m for m in ran.asset_materializations_for_node("tell") if m.asset_key.to_user_string() == "mentions"]
    return mentions.metadata["events, made"].value, mentions.metadata["events, reused"].value


@pytest.mark.slow
def test_s33_a_run_with_nothing_new_parses_nothing_and_changes_no_byte(workshop):
    assert _made(workshop.materialize()) == (3, 0)
    before = _digests(workshop.root)
    assert _made(workshop.materialize()) == (0, 3)
    assert _digests(workshop.root) == before


@pytest.mark.slow
def test_one_new_article_parses_one_article_and_is_in_the_history(workshop):
    workshop.materialize()
    (workshop.story / "fourth.txt").write_text(
        "Bridge reopens\n\nJune 3, 2024\n\nThe bridge in Lund reopened on Saturday.", encoding="utf-8"
    )
    ran = workshop.materialize()
    assert _made(ran) == (1, 3)
    (timeline,) = ran.asset_materializations_for_node("chronicle")
    assert timeline.metadata["changes"].value > 0
    kept = sorted((workshop.root / "storage" / "history" / "lund-bridge").iterdir())
    assert [len(json.loads(path.read_text())["articles"]) for path in kept] == [3, 4]


def test_a_story_with_nothing_usable_says_so_and_writes_nothing(workshop):
    for path in workshop.story.iterdir():
        path.write_bytes(b"")
    ran = workshop.materialize(raise_on_error=False)
    assert not ran.success
    assert not workshop.out.exists()
    with pytest.raises(NothingUsableError, match="no usable article"):
        list(_call(assets.read, context=Context(), places=workshop.places))


def test_s19_what_cannot_be_used_is_a_row_and_the_rest_is_told(workshop):
    (workshop.story / "empty.txt").write_bytes(b"")
    (workshop.story / "picture.txt").write_bytes(bytes(range(256)) * 40)
    found = _values(_call(assets.read, context=Context(), places=workshop.places))
    assert len(found["articles"]) == 3
    assert set(found["rejected"]["file"]) == {"empty.txt", "picture.txt"}


def _passed(verdicts):
    return {verdict.check_name: verdict.passed for verdict in verdicts}


def _table(finished, name):
    path = finished.root / "storage" / "tables" / name / "lund-bridge.parquet"
    return tables.from_parquet(tables.TABLES[name], path.read_bytes(), origin=name)


def test_checks_hold_for_a_true_story(finished):
    articles = _table(finished, "articles")
    verdicts = [
        *checks.of_articles(articles),
        *checks.of_timexes(_table(finished, "timexes"), articles),
        *checks.of_mentions(_table(finished, "mentions"), articles),
        *checks.of_events(_table(finished, "events")),
        *checks.of_timeline(_table(finished, "timeline"), articles),
        *checks.of_page(finished.out / "timeline.html"),
    ]
    assert [v.check_name for v in verdicts if not v.passed and v.severity == dg.AssetCheckSeverity.ERROR] == []


def test_checks_notice_repeated_ids(finished):
    articles = _table(finished, "articles")
    assert not _passed(checks.of_articles(pd.concat([articles, articles])))["ids_unique"]


def test_checks_notice_a_quotation_that_is_not_in_the_article(finished):
    articles, timeline = _table(finished, "articles"), _table(finished, "timeline")
    told = tables.values(tables.TIMELINE, timeline)
    spoilt = [
        dataclasses.replace(e, evidence=tuple(dataclasses.replace(q, text=q.text + "!") for q in e.evidence))
        for e in told
    ]
    assert _passed(checks.of_timeline(timeline, articles))["quotations_exact"]
    assert not _passed(checks.of_timeline(tables.frame(tables.TIMELINE, spoilt), articles))["quotations_exact"]


def test_checks_notice_an_event_without_evidence(finished):
    told = tables.values(tables.TIMELINE, _table(finished, "timeline"))
    bare = tables.frame(tables.TIMELINE, [dataclasses.replace(told[0], evidence=()), *told[1:]])
    assert not _passed(checks.of_timeline(bare, _table(finished, "articles")))["events_have_evidence"]


def test_checks_notice_an_interval_that_ends_before_it_starts(finished):
    events = _table(finished, "events")
    turned = [None if i is None else {"start": i["end"], "end": i["start"].replace(year=1)} for i in events["interval"]]
    assert not _passed(checks.of_events(events.assign(interval=pd.Series(turned, dtype=object))))["intervals_ordered"]


def test_checks_notice_a_span_outside_its_article(finished):
    mentions = tables.values(tables.MENTIONS, _table(finished, "mentions"))
    outside = tables.frame(tables.MENTIONS, [dataclasses.replace(mentions[0], end=10**6)])
    assert not _passed(checks.of_mentions(outside, _table(finished, "articles")))["offsets_inside"]


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"<html>" + b"x" * 9000])
def test_checks_notice_a_page_that_is_empty_or_cut(tmp_path, content):
    page = tmp_path / "timeline.html"
    page.write_bytes(content)
    assert not _passed(checks.of_page(page))["page_not_empty"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "https://evil.example/x",
        "www.evil.example",
        "a | b | c",
        "two\nlines\r\u2028more",
        "`code` **bold** ~~gone~~",
        "![x](http://evil.example/x.png)",
        "&lt;script&gt;",
        "mail@evil.example",
    ],
)
def test_s51_no_words_of_an_article_become_a_link_or_markup(hostile):
    from markdown_it import MarkdownIt

    table = metadata.markdown_table(["title"], [(hostile,)]).md_str
    tokens = [
        t
        for block in MarkdownIt("gfm-like", {"linkify": False}).enable("table").parse(table)
        for t in block.children or []
    ]
    assert {token.type for token in tokens} <= {"text", "text_special"}
    assert table.count("\n") == 2


def test_a_long_cell_is_cut_and_a_missing_one_is_empty():
    assert len(metadata.cell("x" * 500)) == metadata.CELL_CHARACTERS
    assert metadata.cell(None) == ""


def test_days_are_written_as_one_day_or_two():
    import datetime as dt

    first, last = dt.date(2024, 3, 4), dt.date(2024, 3, 6)
    assert metadata.days(None) == "undated"
    assert metadata.days(Interval(first, first)) == "2024-03-04"
    assert metadata.days(Interval(first, last)) == "2024-03-04 to 2024-03-06"
