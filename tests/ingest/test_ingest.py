"""Articles that come in by themselves: politely, from where they may, and kept as they came."""

from __future__ import annotations

import datetime as dt
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline import articles
from dateline.errors import DatelineError, UsageError
from dateline.ingest import addresses, calendar, feeds, fetching, keeping, story_file
from dateline.ingest.fetching import Fetcher, FetchError, Manners, Unchanged
from dateline.ingest.gather import gather

PAGE = (
    "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>The council of Lund voted on Monday to repair the "
    "bridge. The work is to begin in May and to take six months, the council said in a statement.</p></article></body></html>"
)


class Site:
    """A web site on this machine: path -> (status, headers, body), and the requests that it got."""

    def __init__(self):
        self.pages, self.asked = {}, []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self):
                site.asked.append((self.path, dict(self.headers)))
                found = site.pages.get(self.path, (404, {}, b""))
                status, headers, body = found(self) if callable(found) else found
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for piece in body if isinstance(body, list) else [body]:
                    if callable(piece):
                        piece()
                    else:
                        self.wfile.write(piece)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.root = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def html(self, path, title="A title", **headers):
        self.pages[path] = (200, {"Content-Type": "text/html; charset=utf-8"} | headers, PAGE.format(title).encode())

    def paths(self):
        return [path for path, _ in self.asked]


@pytest.fixture
def site():
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def fetcher():
    made = []

    def make(**manners):
        slept = []
        resolver = manners.pop("resolver", addresses.resolve)
        settings = {"allow_private": True, "delay_seconds": 0.0} | manners
        one = Fetcher(Manners(**settings), sleep=slept.append, resolver=resolver)
        one.slept = slept
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),  # cloud metadata
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),  # 127.0.0.1 behind a translator
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert addresses.is_public(address) is public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433"])
def test_this_machine_is_not_asked(fetcher, site, host):
    with pytest.raises(FetchError, match=r"not public|cannot be resolved"):
        fetcher(allow_private=False).fetch(f"http://{host}:{site.port}/a")
    assert site.asked == []


def test_a_name_that_leads_to_a_private_address_is_not_asked_even_if_it_also_leads_to_a_public_one(fetcher, site):
    two = fetcher(allow_private=False, resolver=lambda *_: ["93.184.215.14", "127.0.0.1"])
    with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.1, which is not public"):
        two.fetch(f"http://rebinding.example:{site.port}/a")
    assert site.asked == []


def test_a_name_is_resolved_once_and_connected_to_where_it_was_checked(fetcher, site):
    """DNS rebinding: the second answer would be another address."""
    site.html("/a")
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    one = fetcher(resolver=lambda *_: next(answers), obey_robots=False)
    assert one.fetch(f"http://rebinding.example:{site.port}/a").content
    assert len(site.asked) == 1


def test_a_redirect_into_a_private_network_is_not_followed(fetcher, site, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    site.pages["/a"] = (302, {"Location": f"http://127.0.0.2:{site.port}/secret"}, b"")
    site.html("/secret")
    with pytest.raises(FetchError, match=r"127\.0\.0\.2, which is not public"):
        fetcher(allow_private=False).fetch(f"{site.root}/a")
    assert "/secret" not in site.paths()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org/a",
        "http://",
        "http://user:pass@example.org/",
        "http://example.org:99999/",
        "http://example.org/a b",
        "http://example.org/\r\nHost: x",
        "",
    ],
)
def test_what_is_no_public_web_address_is_not_fetched(fetcher, url):
    with pytest.raises(FetchError) as refusal:
        fetcher().fetch(url)
    assert "pass" not in str(refusal.value).replace("passwd", "")
    assert "\n" not in str(refusal.value)


def test_a_redirect_to_a_file_is_not_followed(fetcher, site):
    site.pages["/a"] = (302, {"Location": "file:///etc/passwd"}, b"")
    with pytest.raises(FetchError, match="only http and https"):
        fetcher().fetch(f"{site.root}/a")


def test_redirects_have_an_end(fetcher, site):
    site.pages["/a"] = (302, {"Location": "/a"}, b"")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher().fetch(f"{site.root}/a")


def test_what_robots_txt_forbids_is_not_fetched(fetcher, site):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    site.html("/private/a")
    site.html("/b")
    one = fetcher()
    with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
        one.fetch(f"{site.root}/private/a")
    one.fetch(f"{site.root}/b")
    assert site.paths() == ["/robots.txt", "/b"]
    assert 6 < one.slept[-1] <= 7


def test_a_site_that_cannot_say_what_it_allows_is_left_alone(fetcher, site):
    site.pages["/robots.txt"] = (503, {}, b"")
    site.html("/a")
    with pytest.raises(FetchError, match=r"robots\.txt answers 503"):
        fetcher().fetch(f"{site.root}/a")
    assert "/a" not in site.paths()


def test_an_unchanged_page_is_not_sent_again(fetcher, site):
    def page(request):
        if request.headers.get("If-None-Match") == '"v1"':
            return 304, {}, b""
        return 200, {"Content-Type": "text/html", "ETag": '"v1"'}, b"<html>"

    site.pages["/a"] = page
    one = fetcher()
    first = one.fetch(f"{site.root}/a")
    assert first.etag == '"v1"'
    assert isinstance(one.fetch(f"{site.root}/a", {"etag": first.etag}), Unchanged)


def test_a_server_that_is_busy_is_asked_again_when_it_says(fetcher, site):
    answers = iter([(503, {"Retry-After": "9"}, b""), (200, {"Content-Type": "text/html"}, b"<html>")])
    site.pages["/a"] = lambda _: next(answers)
    one = fetcher()
    assert one.fetch(f"{site.root}/a").content == b"<html>"
    assert 9.0 in one.slept


@pytest.mark.parametrize(("status", "asked"), [(404, 1), (403, 1), (500, 3)])
def test_only_what_may_pass_is_tried_again(fetcher, site, status, asked):
    site.pages["/a"] = (status, {}, b"")
    with pytest.raises(FetchError, match=str(status)):
        fetcher().fetch(f"{site.root}/a")
    assert site.paths().count("/a") == asked


def test_a_page_has_a_largest_size(fetcher, site):
    site.pages["/a"] = (200, {"Content-Type": "text/html"}, b"x" * 50_000)
    with pytest.raises(FetchError, match="more than 10000 bytes"):
        fetcher(most_bytes=10_000).fetch(f"{site.root}/a")


def test_a_small_answer_that_unpacks_to_a_huge_one_is_cut(fetcher, site):
    import gzip

    site.pages["/a"] = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 5_000_000))
    with pytest.raises(FetchError, match="more than 10000 bytes"):
        fetcher(most_bytes=10_000).fetch(f"{site.root}/a")


def test_a_server_that_drips_is_given_up(fetcher, site):
    site.pages["/a"] = (200, {"Content-Type": "text/html"}, [b"x" * 70_000, lambda: time.sleep(0.4), b"x" * 70_000] * 3)
    with pytest.raises(FetchError, match=r"not complete after 0\.2 s"):
        fetcher(total_seconds=0.2, obey_robots=False).fetch(f"{site.root}/a")


def test_a_server_that_says_nothing_is_given_up(fetcher, site):
    site.pages["/a"] = (200, {}, [lambda: time.sleep(1.0)])
    with pytest.raises(FetchError, match="Timeout"):
        fetcher(timeout_seconds=0.1, attempts=1, obey_robots=False).fetch(f"{site.root}/a")


def test_two_requests_to_one_host_keep_their_distance(fetcher, site):
    site.html("/a")
    one = fetcher(delay_seconds=3.0, obey_robots=False)
    one.fetch(f"{site.root}/a")
    one.fetch(f"{site.root}/a")
    assert len(one.slept) == 1
    assert 2.5 < one.slept[0] <= 3


# -- a whole round --

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{}</channel></rss>"""
ITEM = "<item><title>{}</title><link>{}</link><pubDate>{}</pubDate><description>{}</description></item>"
SPRING = "Mon, 04 Mar 2024 23:30:00 -0500"


@pytest.fixture
def story(tmp_path, site):
    folder = tmp_path / "bridge"
    folder.mkdir()
    (folder / "story.yaml").write_text(
        f"title: The bridge\nfilters: {{include: [bridge], since: 2024-03-01}}\nsources:\n  - feed: {site.root}/feed\n"
        "outlets: {127.0.0.1: {name: The Local}}\n"
        "fetch: {allow_private: true, delay_seconds: 0, obey_robots: false}\n"
    )
    items = [
        ITEM.format("Bridge to be repaired", f"{site.root}/1", SPRING, ""),
        ITEM.format("Football", f"{site.root}/2", SPRING, "no river in sight"),
        ITEM.format("Old bridge", f"{site.root}/3", "Mon, 05 Feb 2024 10:00:00 GMT", ""),
        ITEM.format("Bridge gone", f"{site.root}/4", SPRING, ""),
    ]
    site.pages["/feed"] = (
        200,
        {"Content-Type": "application/rss+xml", "ETag": '"f1"'},
        FEED.format("".join(items)).encode(),
    )
    site.html("/1", "Bridge to be repaired")
    return folder


def test_a_round_keeps_what_is_new_and_says_what_failed(story, site):
    brought = gather(story)
    assert len(brought.new) == 1
    assert brought.filtered == 2
    assert [(p.source, "404" in p.reason) for p in brought.problems] == [(f"{site.root}/4", True)]
    kept = keeping.Shelf.load(story).pages[f"{site.root}/1"]
    assert (story / "fetched" / kept.file).read_bytes() == PAGE.format("Bridge to be repaired").encode()
    assert (kept.outlet, kept.published) == ("The Local", "2024-03-04T23:30:00-05:00")


def test_what_was_fetched_is_read_with_the_day_that_the_feed_prints(story):
    gather(story)
    (found,), rejected = articles.read_folder(story)
    assert rejected == ()
    assert (found.published, found.outlet) == (dt.date(2024, 3, 4), "The Local")


def test_a_second_round_fetches_no_article_again(story, site):
    gather(story)
    site.asked.clear()
    assert gather(story).new == []
    assert site.paths() == ["/feed", "/4"]


def test_a_complete_feed_is_asked_for_changes_alone(story, site):
    site.html("/4")
    gather(story)
    site.asked.clear()
    gather(story)
    assert [(path, headers.get("If-None-Match")) for path, headers in site.asked] == [("/feed", '"f1"')]


def test_a_changed_page_is_kept_beside_its_older_self_and_read_once(tmp_path, site):
    folder = tmp_path / "s"
    folder.mkdir()
    settings = "fetch: {allow_private: true, delay_seconds: 0, obey_robots: false}"
    (folder / "story.yaml").write_text(f"sources: [{{urls: ['{site.root}/1']}}]\n{settings}\n")
    site.html("/1", "Bridge closed")
    gather(folder)
    site.html("/1", "Bridge open again")
    assert len(gather(folder).new) == 1
    assert len(list((folder / "fetched" / ".older").iterdir())) == 1
    assert len(articles.read_folder(folder)[0]) == 1


def test_a_folder_and_an_object_store_are_copied_as_they_are(tmp_path):
    inbox, folder = tmp_path / "inbox", tmp_path / "s"
    inbox.mkdir()
    folder.mkdir()
    (inbox / "a.txt").write_bytes(b"March 4, 2024\r\n\r\nThe bridge was closed on Monday by the council of Lund.")
    (inbox / "b.exe").write_bytes(b"MZ")
    (inbox / "link.txt").symlink_to("/etc/passwd")
    from upath import UPath

    UPath("memory://articles/c.txt").write_bytes(b"The bridge was opened on 5 May 2024 by the mayor of Lund.")
    (folder / "story.yaml").write_text("sources:\n - folder: ../inbox\n - store: memory://articles\n")
    assert sorted(name[0] for name in gather(folder).new) == ["a", "c"]
    assert gather(folder).new == []


def test_a_page_that_is_no_article_is_not_kept(story, site):
    site.pages["/1"] = (200, {"Content-Type": "application/pdf"}, b"%PDF")
    brought = gather(story)
    assert brought.new == []
    assert "application/pdf" in brought.problems[0].reason


def test_a_damaged_manifest_is_named(story):
    gather(story)
    (story / "fetched" / keeping.MANIFEST).write_text("{")
    with pytest.raises(DatelineError, match=r"fetch-manifest\.jsonl, line 1 is damaged"):
        gather(story)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("titel: x", "no setting 'titel'"),
        ("title: [x]", "title must be text"),
        ("sources: x", "sources must be a list"),
        ("sources: [{feed: a, urls: b}]", "sources[0] must be one of"),
        ("sources: [{ftp: a}]", "no setting 'ftp'"),
        ("sources: [{feed: ''}]", "sources[0].feed is empty"),
        ("schedule: sometimes", "schedule must be"),
        ("schedule: '61 * * * *'", "schedule must be"),
        ("filters: {since: yesterday}", "filters.since must be a day"),
        ("outlets: {a.org: {timezone: Mars}}", "not a zone"),
        ("outlets: {a.org: {date_order: YMD}}", "must be MDY or DMY"),
        ("fetch: {delay_seconds: fast}", "fetch.delay_seconds must be a float"),
        ("fetch: {delay_seconds: -1}", "must not be negative"),
        ("fetch: {allow_private: 1}", "fetch.allow_private must be a bool"),
        ("- a", "must be a list of settings"),
        ("a: [", "cannot be read"),
        ("!!python/object/apply:os.system [ls]", "cannot be read"),
    ],
)
def test_a_mistake_in_story_yaml_is_named(tmp_path, written, says):
    (tmp_path / "story.yaml").write_text(written)
    with pytest.raises(UsageError) as refusal:
        story_file.read(tmp_path)
    assert says in str(refusal.value)
    assert "story.yaml" in str(refusal.value)


def test_the_documented_story_yaml_is_read(tmp_path):
    example_ = story_file.__doc__.split("\n\n")[1]
    (tmp_path / "story.yaml").write_text("\n".join(line[4:] for line in example_.splitlines()))
    read = story_file.read(tmp_path)
    assert (read.title, read.schedule, len(read.sources)) == ("The bridge at Lund", "7 * * * *", 4)
    assert read.outlet("news.example.org").date_order == "DMY"
    assert read.manners.delay_seconds == 2.0


@pytest.mark.parametrize(
    ("cron", "last", "now", "is_due"),
    [
        ("0 4 * * *", "2024-03-04T04:00", "2024-03-04T23:59", False),
        ("0 4 * * *", "2024-03-04T04:00", "2024-03-05T04:00", True),
        ("*/15 * * * *", "2024-03-04T10:01", "2024-03-04T10:14", False),
        ("*/15 * * * *", "2024-03-04T10:01", "2024-03-04T10:15", True),
        ("0 9 * * 1-5", "2024-03-08T09:00", "2024-03-10T08:00", False),
        ("0 9 * * 0", "2024-03-09T09:00", "2024-03-10T09:00", True),
        ("0 9 * * 7", "2024-03-09T09:00", "2024-03-10T09:00", True),
        ("0 9 1,15 * *", "2024-03-14T09:00", "2024-03-15T09:00", True),
        ("0 4 * * *", "2024-03-01T04:00", "2024-03-04T00:00", True),  # away for days: at once
    ],
)
def test_when_a_schedule_is_due(cron, last, now, is_due):
    assert calendar.due(cron, dt.datetime.fromisoformat(last), dt.datetime.fromisoformat(now)) is is_due


@pytest.mark.parametrize(
    "wrong", ["", "* * * *", "60 * * * *", "* 24 * * *", "5-1 * * * *", "*/0 * * * *", "a * * * *", "1- * * * *"]
)
def test_what_is_no_cron_expression(wrong):
    assert not calendar.is_cron(wrong)


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Mon, 04 Mar 2024 23:30:00 -0500", "2024-03-04T23:30:00-05:00"),
        ("2024-03-04T23:30:00+08:00", "2024-03-04T23:30:00+08:00"),
        ("2024-03-04", "2024-03-04T00:00:00"),
        ("yesterday", None),
        ("", None),
        ("9" * 500, None),
    ],
)
def test_a_feeds_date_keeps_its_zone(printed, iso):
    assert feeds.moment(printed) == iso


def test_a_json_feed_is_read():
    content = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/a", "title": "T", "date_published": "2024-03-04T10:00:00Z"}, 5]}'
    (entry,) = feeds.entries(content, "https://example.org/feed.json")
    assert (entry.url, entry.day) == ("https://example.org/a", dt.date(2024, 3, 4))


def test_s16_a_feed_of_10_000_entries_stops_at_a_named_limit():
    content = FEED.format(ITEM.format("T", "https://example.org/a", SPRING, "") * 10_000).encode()
    started = time.monotonic()
    assert len(feeds.entries(content, "https://example.org/")) == feeds.MOST_ENTRIES
    assert time.monotonic() - started < 60


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
@example(b"{" * 5000)
@example(b"<rss><channel><item><link>http://[</link></item></channel></rss>")
@example(
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><link>&a;</link></item></channel></rss>'
)
def test_whatever_a_feed_holds_it_is_read_or_refused(content):
    try:
        found = feeds.entries(content, "https://example.org/")
    except DatelineError:
        return
    assert all("root:" not in entry.url for entry in found)


@given(st.text(max_size=200))
@example("http://[")
def test_whatever_an_address_is_it_is_asked_or_refused(url):
    refusals = []
    try:
        assert fetching.checked(url).startswith(("http://", "https://"))
    except FetchError as refusal:
        refusals.append(str(refusal))
    assert "\n" not in "".join(refusals)
