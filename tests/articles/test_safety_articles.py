"""What comes in (cases S10 to S19) and the dates of publication (S22 to S24)."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import resource
import time
from pathlib import Path

import pytest

from dateline import times
from dateline.articles import date_story, read_bytes, read_file, read_folder
from dateline.articles.limits import LIMITS
from dateline.errors import UsageError

STORY = "Ferry sinks off Port Hale\n\nThe ferry went down on Tuesday with 40 people aboard, the coast guard said.\n"


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def reasons(rejected) -> dict[str, str]:
    return {r.file: r.reason for r in rejected}


def dated(articles):
    return date_story(articles, {a.id: times.find(a.text, language=a.language) for a in articles})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \r\n\t ", "white space"),
        (b"\xef\xbb\xbf", "byte order mark"),
        (b"\xff\xfe", "byte order mark"),
        (b"... --- !!!", "no words"),
        ("\u00a0\u200b\u3000".encode(), "no words"),
    ],
)
def test_s10_empty_white_space_and_mark_alone_are_rejected_and_the_run_goes_on(tmp_path, content, reason):
    articles, rejected = read_folder(write(tmp_path, bad__txt=content, good__txt=STORY))
    assert [a.file for a in articles] == ["good.txt"]
    assert reason in reasons(rejected)["bad.txt"]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-16", ""), ("utf-16-le", "utf-16-le"), ("utf-8-sig", ""), ("utf-32", ""), ("cp1252", "Windows-1252")],
)
def test_s11_other_encodings_are_decoded_and_guesses_are_said(encoding, said):
    text = STORY + "“It was café-quiet,” said Zoë Müller of Malmö’s harbour.\n"
    (article,), rejected = read_bytes(text.encode(encoding), "a.txt")
    assert not rejected
    assert article.raw.removeprefix("\ufeff") == text
    assert "\ufffd" not in article.text
    assert said in " ".join(article.warnings)


def test_s11_utf_8_with_pasted_windows_1252_is_read_and_flagged():
    (article,), _ = read_bytes((STORY + "“Café” ").encode() + b"it\x92s", "a.txt")
    assert "“Café” it’s" in article.text
    assert "mixed encodings: 1 bytes" in " ".join(article.warnings)


def test_s11_a_character_lost_before_is_flagged_and_rubbish_is_refused():
    (article,), _ = read_bytes((STORY + "Se\ufffdor").encode(), "a.txt")
    assert "already lost (U+FFFD)" in " ".join(article.warnings)
    articles, rejected = read_bytes(bytes(range(128, 256)) * 20, "b.txt")
    assert not articles
    assert "undecodable" in rejected[0].reason


def test_s12_letters_in_the_place_of_quotation_marks_are_repaired_and_the_raw_text_kept():
    folder = Path(__file__).parents[2] / "seeds/blinken-in-beijing"
    (article,), _ = read_file(folder / "003_3ba447c2ba57508d.txt", folder)
    raw = (folder / "003_3ba447c2ba57508d.txt").read_bytes().decode()
    assert article.raw == raw
    assert raw.count("β") == 25
    assert "β" not in article.text
    place = article.text.index("China’s top diplomat")
    start, end = article.raw_span(place, place + len("China’s top diplomat"))
    assert raw[start:end] == "Chinaβs top diplomat"


@pytest.mark.parametrize(
    "text",
    [
        "Physicists measured the β-decay of tritium on Monday. The β particles were counted by day.",
        "The drug binds TGF-β and IFNβ and so slows β cells. A new trial of β blockers begins in May.",
    ],
)
def test_s12_a_text_about_beta_stays_as_it_is(text):
    (article,), _ = read_bytes(text.encode(), "a.txt")
    assert article.text == text


def test_s13_unseen_characters_are_removed_and_counted_and_every_offset_still_fits():
    raw = "Fer\x00ry sinks\x07 off\u200b Port Hale\r\n\r\nThe ferry\x1b went down on Tuesday,\x85the coast guard said.\x0c"
    (article,), _ = read_bytes(raw.encode(), "a.txt")
    assert "3 control characters were removed" in article.warnings
    assert "Ferry sinks off Port Hale\n\nThe ferry went down" in article.text
    place = article.text.index("Ferry")
    start, end = article.raw_span(place, place + 5)
    assert article.raw[start:end] == "Fer\x00ry"
    for text in (article.text, article.raw):
        text.encode()


def test_s13_lone_surrogates_in_json_do_not_reach_a_writer():
    content = (
        json.dumps([{"text": STORY, "title": "A ferry", "outlet": "ferry times"}])
        .replace("ferry", "fe\\ud800rry")
        .encode()
    )
    (article,), _ = read_bytes(content, "a.json")
    assert "1 lone surrogates" in " ".join(article.warnings)
    (article.text + article.raw + str(article.title) + str(article.outlet)).encode()
    assert article.title == "A fe\ufffdrry"


@pytest.mark.parametrize("url", ["https://[", "http://[::1", "//[x]", "https://[{"])
def test_s11_an_address_that_is_none_is_left_out_and_said(url):
    (article,), _ = read_bytes(json.dumps([{"text": STORY, "url": url}]).encode(), "a.json")
    assert article.url is None
    assert "its address cannot be read" in " ".join(article.warnings)


@pytest.mark.parametrize(
    "content",
    [b"x" * 10_000_000, b"?" * 10_000_000, b"1 " * 5_000_000, b"<p>" * 3_300_000, b"On Monday it rained. " * 500_000],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.csv", "a.xml"])
def test_s14_ten_megabytes_of_little_are_refused_quickly_by_a_named_limit_or_reason(content, name):
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    articles, rejected = read_bytes(content, name)
    assert not articles
    assert rejected[0].reason
    assert time.monotonic() - began < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_000_000  # KiB


def test_s14_the_limit_is_named():
    _, rejected = read_bytes(b"On Monday it rained. " * 500_000, "a.txt")
    assert "article_characters" in rejected[0].reason


@pytest.mark.parametrize(
    "content",
    [
        "<!--" * 100_000,
        "<![CDATA[" * 50_000,
        "<a " * 100_000,
        "<script>" * 100_000,
        "<p hidden>" * 100_000,
        "&amp" * 200_000,
        '<a b="' * 100_000,
        "</p>" * 200_000,
    ],
)
def test_s14_markup_that_never_closes_takes_linear_time(content):
    began = time.monotonic()
    read_bytes(content.encode(), "a.html")
    assert time.monotonic() - began < 20


PAGE = """<!DOCTYPE html><html><head><title>Dam fails &amp; floods valley</title><style>p{color:red}</style></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Dam fails &amp; floods valley</h1>
<p>The dam at Berg failed on <b>Monday</b>, officials said; R&amp;amp;D staff were safe.</p>
<script>document.write("secret script")</script><p style="display:none">secret style</p><p hidden>secret attribute</p>
<p>It will be rebuilt by 2025, they said &ndash; at a cost of 2&nbsp;million.</p></article><footer>Contact</footer></body></html>"""


def test_s15_a_page_gives_its_visible_text_with_entities_decoded_once():
    (article,), rejected = read_bytes(PAGE.encode(), "a.html")
    assert not rejected
    assert "secret" not in article.text
    assert "R&amp;D staff" in article.text
    assert article.title == "Dam fails & floods valley"
    assert "Home" not in article.text
    place = article.text.index("on Monday,")
    start, end = article.raw_span(place, place + len("on Monday,"))
    assert article.raw[start:end] == "on <b>Monday</b>,"
    assert article.raw == PAGE


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.html", STORY.encode(), "no HTML"),
        ("a.html", b"<html><body><nav><a>Home</a><a>Sport</a></nav><form><input></form></body></html>", "no article"),
        ("a.html", b"<html><head><title>Empty</title></head><body></body></html>", "no article"),
        ("a.txt", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("a.txt", b"PK\x03\x04....", "ZIP"),
        ("a.txt", b"\x89PNG\r\n\x1a\n....", "PNG"),
        ("a.txt", gzip.compress(STORY.encode()), "gzip"),
        ("a.txt", os.urandom(64) + bytes(200), "not text"),
        ("a.json", b'{"a": ', "not valid JSON"),
        ("a.json", b'{"a": 1}', "no field"),
        ("a.json", b"[" * 100_000, "nested"),
        ("a.csv", b"a,b\n1,2\n", "no column"),
        ("a.xml", b"<html><p>x</p></html>", "not a feed"),
        ("a.xml", b"no xml at all", "XML"),
        (
            "a.xml",
            b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
            "no field",
        ),
        ("a.pdf", b"%PDF-1.7", "unknown format"),
    ],
)
def test_s15_what_is_not_what_its_name_says_is_flagged(name, content, reason):
    articles, rejected = read_bytes(content, name)
    assert not articles
    assert reason in rejected[0].reason


def test_s15_a_page_saved_as_text_is_read_as_a_page():
    (article,), _ = read_bytes(PAGE.encode(), "a.txt")
    assert "<p>" not in article.text


@pytest.mark.slow
def test_s16_ten_thousand_files_are_read_quickly(tmp_path):
    for i in range(10_000):
        (tmp_path / f"{i:05}.txt").write_text(f"Fire number {i} put out\n\nA fire at mill {i} was put out on Monday.\n")
    began = time.monotonic()
    articles, rejected = read_folder(tmp_path)
    assert len(articles) == 10_000
    assert not rejected
    assert time.monotonic() - began < 60


@pytest.mark.slow
def test_s16_a_feed_of_ten_thousand_entries_is_read_and_the_limit_is_named():
    entry = "<item><title>Fire {0}</title><description>A fire at mill {0} was put out on Monday.</description></item>"
    content = (
        "<rss><channel><title>Example</title>" + "".join(entry.format(i) for i in range(10_050)) + "</channel></rss>"
    )
    began = time.monotonic()
    articles, rejected = read_bytes(content.encode(), "feed.xml")
    assert len(articles) == LIMITS["records"]
    assert "limit records" in rejected[0].reason
    assert time.monotonic() - began < 60


def test_s16_more_files_than_the_limit_are_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setitem(LIMITS, "files", 2)
    articles, rejected = read_folder(write(tmp_path, a__txt=STORY, b__txt=STORY + "More.", c__txt=STORY + "Less."))
    assert len(articles) == 2
    assert "limit files" in reasons(rejected)["c.txt"]


def test_s17_odd_names_links_pipes_and_folders_are_flagged_without_a_hang(tmp_path):
    story, outside = tmp_path / "story", tmp_path / "outside.txt"
    story.mkdir()
    outside.write_text(STORY + "Outside.")
    for name in ("con.txt", "x" * 240 + ".txt", "line\nbreak.txt", ";rm -rf.txt", "x..%2f..%2fx.txt", "\u202eevil.txt"):
        (story / name).write_text(STORY + name)
    (story / "link.txt").symlink_to(outside)
    (story / "loop.txt").symlink_to(story / "loop.txt")
    (story / "away").symlink_to(tmp_path)
    os.mkfifo(story / "pipe.txt")
    (story / "folder.txt").mkdir()
    (story / "folder.txt" / "inside.txt").write_text(STORY + "Inside.")
    os.link(outside, story / "hard.txt")
    articles, rejected = read_folder(story)
    why = reasons(rejected)
    assert {"link.txt", "loop.txt", "away", "pipe.txt", "folder.txt"} == set(why)
    assert "out of the folder" in why["link.txt"]
    assert "not a regular file" in why["pipe.txt"]
    assert len(articles) == 8
    assert "folder.txt/inside.txt" in {a.file for a in articles}
    for article in articles:
        article.file.encode()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_s17_an_unreadable_file_is_flagged(tmp_path):
    write(tmp_path, good__txt=STORY, locked__txt=STORY + "x")
    (tmp_path / "locked.txt").chmod(0)
    articles, rejected = read_folder(tmp_path)
    assert len(articles) == 1
    assert "denied" in reasons(rejected)["locked.txt"].lower()


def test_s17_a_name_that_is_no_utf_8_is_shown_escaped(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(STORY)
    articles, rejected = read_folder(tmp_path)
    assert [a.file for a in articles] + [r.file for r in rejected] == ["caf\\udce9.txt"]


def test_s18_the_same_content_is_one_document_whatever_its_line_ends(tmp_path):
    write(
        tmp_path,
        a__txt=STORY,
        b__txt=STORY,
        c__txt=STORY.replace("\n", "\r\n"),
        d__txt=b"\xef\xbb\xbf" + STORY.encode(),
        e__txt=STORY.encode("utf-16"),
    )
    articles, rejected = read_folder(tmp_path)
    assert [a.file for a in articles] == ["a.txt"]
    assert {r.file for r in rejected} == {"b.txt", "c.txt", "d.txt", "e.txt"}
    assert all("same content as a.txt" in r.reason for r in rejected)


def test_s18_one_character_changed_is_another_document_and_a_near_duplicate(tmp_path):
    long = (
        STORY
        + "Rescue boats from three ports reached the wreck within the hour and took everyone off, said the harbour master.\n"
    )
    articles, rejected = read_folder(write(tmp_path, a__txt=long, b__txt=long.replace("40", "41")))
    assert len(articles) == 2
    assert not rejected
    first, second = dated(articles)
    assert second.near_duplicate_of == first.id


def test_s18_copies_that_different_outlets_printed_stay_two(tmp_path):
    write(tmp_path, a__txt=STORY, b__txt=STORY, articles__csv="file,outlet\na.txt,Hale Post\nb.txt,Rye Times\n")
    articles, rejected = read_folder(tmp_path)
    assert [a.outlet for a in articles] == ["Hale Post", "Rye Times"]
    assert len({a.id for a in articles}) == 2
    assert not rejected


def test_s19_one_bad_article_among_a_hundred_leaves_ninety_nine(tmp_path):
    for i in range(99):
        (tmp_path / f"{i:02}.txt").write_text(STORY + f"Boat {i} came first.\n")
    (tmp_path / "bad.txt").write_bytes(bytes(range(128, 256)) * 8)
    articles, rejected = read_folder(tmp_path)
    assert len(articles) == 99
    assert list(reasons(rejected)) == ["bad.txt"]


def test_s19_one_bad_record_leaves_the_others():
    lines = [json.dumps({"text": STORY + str(i)}) for i in range(3)]
    articles, rejected = read_bytes(
        "\n".join([lines[0], "{broken", lines[1], '{"title": "no text"}', lines[2]]).encode(), "a.jsonl"
    )
    assert [a.record for a in articles] == ["line 1, text", "line 3, text", "line 5, text"]
    assert [r.record for r in rejected] == ["line 2", "line 4"]


def test_s22_a_story_without_any_date_stays_undated_whatever_the_clock_says(tmp_path, monkeypatch):
    write(
        tmp_path,
        a__txt=STORY,
        b__txt="Town mourns\n\nYesterday the town of Hale held a service. The ferry sank on Tuesday. It opens again on Friday morning.\n",
    )
    before = dated(read_folder(tmp_path)[0])
    real = time.time()
    monkeypatch.setattr(time, "time", lambda: real + 400 * 86400)
    after = dated(read_folder(tmp_path)[0])
    assert before == after
    assert [(a.published, a.published_basis) for a in before] == [(None, "none")] * 2
    assert all("none could be inferred" in a.warnings[-1] for a in before)


@pytest.mark.parametrize(
    ("line", "today", "expected"),
    [
        ("Published: 4 May 2099", None, None),
        ("Published: 4 May 1900", None, None),
        ("Published: 4 May 2031", dt.date(2024, 1, 1), None),
        ("Published: 2 January 2024", dt.date(2024, 1, 1), dt.date(2024, 1, 2)),
        ("Published: 4 May 2031", None, dt.date(2031, 5, 4)),
    ],
)
def test_s23_an_implausible_day_is_warned_of_and_not_used(line, today, expected):
    (article,), _ = read_bytes(f"Ferry sinks off Port Hale\n\n{line}\n\n{STORY}".encode(), "a.txt", today=today)
    assert article.published == expected
    assert (expected is None) == ("not believed" in " ".join(article.warnings))


def test_s23_the_next_best_statement_is_used_instead(tmp_path):
    write(
        tmp_path, a__txt="Ferry sinks\n\n3 March 2020\n\n" + STORY, articles__csv="file,published\na.txt,2099-01-01\n"
    )
    (article,), _ = read_folder(tmp_path)
    assert article.published == dt.date(2020, 3, 3)
    assert "not believed" in " ".join(article.warnings)


@pytest.mark.parametrize(
    ("published", "zone", "day", "at"),
    [
        ("2024-04-16T23:30:00-04:00", "", "2024-04-16", "2024-04-16T23:30:00-04:00"),
        ("2024-04-16T23:30:00", "America/New_York", "2024-04-16", "2024-04-16T23:30:00-04:00"),
        ("2024-04-17T00:30:00+08:00", "", "2024-04-17", "2024-04-17T00:30:00+08:00"),
        ("2024-04-16 23:30", "", "2024-04-16", "2024-04-16T23:30:00"),
        ("Tue, 16 Apr 2024 23:30:00 -0400", "", "2024-04-16", "2024-04-16T23:30:00-04:00"),
        ("2024-04-16", "Nowhere/Atall", "2024-04-16", "None"),
    ],
)
@pytest.mark.parametrize("clock", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def test_s24_the_day_is_the_one_printed_in_the_articles_own_zone(
    tmp_path, monkeypatch, published, zone, day, at, clock
):
    monkeypatch.setenv("TZ", clock)
    time.tzset()
    write(tmp_path, a__txt=STORY, articles__csv=f'file,published,timezone\na.txt,"{published}",{zone}\n')
    (article,), _ = read_folder(tmp_path)
    assert (str(article.published), str(article.published_at)) == (day, at)
    monkeypatch.undo()
    time.tzset()


def test_an_unknown_folder_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="no such folder"):
        read_folder(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="not a folder"):
        read_folder(write(tmp_path, a__txt=STORY) / "a.txt")
