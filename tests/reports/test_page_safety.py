"""S01 to S07 of the safety cases, in a real browser, under the page's own content-security-policy."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.model import Article, Conflict, ConflictValue, Event, Evidence, Interval, Rejected, Timeline
from dateline.reports import page, policy, sources

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "reports" / "hostile.toml").read_text("utf-8"))
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
WATCH = "window.refused = []; document.addEventListener('securitypolicyviolation', e => refused.push(e.effectiveDirective + ' ' + e.sample))"


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a page's text, keep what it requests and every error it raises.

    A test that asks nothing of the figure opens the page without Plotly, whose start takes a second.
    """
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    context.add_init_script(WATCH)

    def open_it(text: str, fragment: str = "", *, figure: bool = False, patience: int = 800) -> Page:
        path = tmp_path / "page.html"
        text = text if figure else text.replace(policy.packed_plotly(), "")
        path.write_bytes(text.encode("utf-8", "replace"))
        view = context.new_page()
        seen: dict[str, list[str]] = {"requests": [], "errors": []}
        view.on("request", lambda request: seen["requests"].append(request.url))
        view.on("pageerror", lambda error: seen["errors"].append(str(error)))
        if figure:
            view.on("console", lambda message: seen["errors"].append(message.text) if message.type == "error" else None)
        view.goto(path.as_uri() + fragment)
        for _ in range(patience):
            state = view.evaluate("document.documentElement.dataset.ready")
            if state == "figure" or (state and not figure):
                break
            view.wait_for_timeout(25)
        view.seen = seen  # type: ignore[attr-defined]
        return view

    yield open_it
    context.close()


def _hostile() -> Timeline:
    day = Interval(dt.date(2024, 3, 4), dt.date(2024, 3, 4))
    articles, events = [], []
    for i, text in enumerate(CASES["payloads"]):
        articles.append(Article(f"a{i}", f"{text}.txt", "", "", title=text, outlet=text, url=text, published=dt.date(2024, 3, 5),
                                published_basis="sibling", published_evidence=text, warnings=(text,)))  # fmt: skip
        value = ConflictValue(text, text, (f"a{i}",))
        events.append(Event(f"e{i}", text, day, "day", "planned", (text,), text, 0.5 + (i == 0) / 2,
                            (Evidence(f"a{i}", 0, len(text), text, text, "planned"),), (), None,
                            (Conflict(text, (value, value)),), text, (f"title: {text}",)))  # fmt: skip
    rejected = tuple(Rejected(t, t) for t in CASES["payloads"])
    return Timeline(
        CASES["payloads"][0], "", tuple(articles), rejected, tuple(events), warnings=tuple(CASES["payloads"])
    )


@pytest.mark.parametrize("guarded", [True, False], ids=["with the policy", "without it"])
def test_s01_hostile_text_is_shown_character_for_character(opened: Callable[..., Page], guarded: bool) -> None:
    text = page.render(_hostile(), previous=replace(_hostile(), events=_hostile().events[:3]))
    view = opened(text if guarded else POLICY.sub("", text), figure=True)
    titles = view.evaluate("[...document.querySelectorAll('#rows .title')].map(t => t.textContent)")
    assert titles == CASES["payloads"]
    assert view.evaluate("document.querySelector('h1').textContent") == CASES["payloads"][0]
    assert view.title() == f"{CASES['payloads'][0]}: timeline"
    for order, payload in enumerate(CASES["payloads"]):
        view.evaluate("order => document.querySelector(`.row[data-order='${order}'] .title`).click()", order)
        told = view.evaluate(
            "[...document.querySelectorAll('#panel h2, #panel dd, #panel q, #panel h4, #panel cite, #panel blockquote')].map(e => e.textContent)"
        )
        assert told == [payload, payload, payload, payload, payload, payload, f"“{payload}”", payload], payload
    for tab in ("scale", "table"):
        view.locator(f"#tab-{tab}").click()
    view.wait_for_timeout(100)
    assert (
        view.evaluate("[...document.querySelectorAll('#view-table tbody th a')].map(t => t.textContent)")
        == CASES["payloads"]
    )
    view.emulate_media(media="print")
    view.wait_for_timeout(100)
    assert view.evaluate("window.hit") is None
    assert len(view.seen["requests"]) == 1  # type: ignore[attr-defined]
    assert view.seen["errors"] == []  # type: ignore[attr-defined]
    assert view.evaluate("refused") == []


@pytest.mark.parametrize("text", ["a<b & c>d", "$5bn to $10bn"])
def test_s02_verbatim(opened: Callable[..., Page], plain_story: Callable[..., Timeline], text: str) -> None:
    view = opened(page.render(plain_story(text)))
    assert view.locator("#rows .title").inner_text() == text
    assert view.locator("#panel blockquote").inner_text() == f"“{text}”"
    assert text in view.locator(".picture text").all_text_contents()[-1]


@pytest.mark.parametrize("case", CASES["address"], ids=lambda case: case["url"])
def test_s03_address_is_a_link_only_if_it_is_a_plain_web_address(case: dict[str, Any]) -> None:
    assert sources.link(case["url"]) == (case["url"] if case["link"] else None)


def test_s03_links_give_nothing_away(opened: Callable[..., Page], plain_story: Callable[..., Timeline]) -> None:
    articles = tuple(
        Article(f"a{i}", f"{i}.txt", "", "", title="T", outlet="O", url=case["url"])
        for i, case in enumerate(CASES["address"])
    )
    view = opened(page.render(plain_story("One", articles=articles)))
    links = view.evaluate("[...document.querySelectorAll('.source-list a')].map(a => [a.getAttribute('href'), a.rel])")
    assert links == [[case["url"], "noopener noreferrer"] for case in CASES["address"] if case["link"]]
    text = view.evaluate("document.querySelector('.sources').textContent")
    assert all(case["url"] in text for case in CASES["address"] if not case["link"])


def test_s04_opens_offline_with_one_request_and_nothing_that_uploads(
    opened: Callable[..., Page], sample: Timeline
) -> None:
    view = opened(page.render(sample), figure=True)
    view.locator("#tab-scale").click()
    view.wait_for_timeout(300)
    assert len(view.seen["requests"]) == 1  # type: ignore[attr-defined]
    assert view.seen["errors"] == []  # type: ignore[attr-defined]
    assert view.evaluate("refused") == []
    assert view.locator(".modebar-btn").count() == 0


def test_s05_hashes_match_and_a_changed_byte_is_refused(opened: Callable[..., Page], sample: Timeline) -> None:
    text = page.render(sample)
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    allowed = re.search(r'content="([^"]*script-src[^"]*)"', text)
    assert allowed is not None
    assert all(policy.digest(script).replace("'", "&#39;") in allowed[1] for script in [*scripts, policy.plotly()])
    assert "unsafe" not in allowed[1]
    view = opened(text.replace("main.hidden = false", "main.hidden = true ", 1), patience=20)
    assert view.evaluate("document.documentElement.dataset.ready") is None
    assert any("script-src-elem" in refusal for refusal in view.evaluate("refused"))


def test_s05_a_changed_plotly_is_refused_and_the_rows_stay(opened: Callable[..., Page], sample: Timeline) -> None:
    text = page.render(sample)
    other = policy.packed(policy.plotly().replace("plotly.js", "plotly.jS", 1))
    view = opened(text.replace(policy.packed_plotly(), other))
    for _ in range(200):
        if view.evaluate("document.documentElement.dataset.ready") == "rows-only":
            break
        view.wait_for_timeout(25)
    assert view.locator("#rows .row").count() == 26
    assert "could not be drawn" in view.locator(".key .hint").inner_text()


STRANGE = [
    "left \u202eright to left\u202c again",
    "\u202eunclosed override",
    "zero\u200bwidth\u200djoined\ufeff",
    "a" + "\u0301" * 500 + " stacked",
    "مؤتمر صحفي في القاهرة",
    "布林肯抵达北京进行访问" * 30,
    "👩‍👩‍👧‍👦 🏳️‍🌈 met 🇪🇺",
    "W" * 20_000,
    "\x00\x07control\x1b[31m",
    "\ud800 lone surrogate",
]


@pytest.mark.parametrize("width", [1400, 390])
def test_s06_strange_scripts_stay_in_their_place(
    opened: Callable[..., Page], plain_story: Callable[..., Timeline], width: int
) -> None:
    view = opened(page.render(plain_story(*STRANGE, story=STRANGE[7])), "#e7", figure=width == 1400)
    view.set_viewport_size({"width": width, "height": 900})
    view.wait_for_timeout(250)
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert view.locator("#rows .row").count() == len(STRANGE)
    assert view.evaluate("Math.max(...[...document.querySelectorAll('#rows .line')].map(l => l.offsetHeight))") < 120
    isolated = (
        "[...document.querySelectorAll('#rows .title')].every(t => getComputedStyle(t).unicodeBidi === 'isolate')"
    )
    assert view.evaluate(isolated)
    assert view.seen["errors"] == []  # type: ignore[attr-defined]


def _undated(timeline: Timeline) -> Timeline:
    return replace(timeline, events=tuple(replace(e, interval=None, precision="undated") for e in timeline.events))


@pytest.mark.parametrize(
    ("titles", "undated", "says"),
    [
        ([], False, "told no event that could be found"),
        (["Only one"], False, "One event on 4 March 2024."),
        (["One", "Two", "Three"], False, "Three events on 4 March 2024."),
        (["One", "Two"], True, "for none of them a date could be found"),
    ],
    ids=["no event", "one", "all on one day", "all undated"],
)
def test_s07_few_events_say_so(
    opened: Callable[..., Page], plain_story: Callable[..., Timeline], titles: list[str], undated: bool, says: str
) -> None:
    timeline = plain_story(*titles)
    view = opened(page.render(_undated(timeline) if undated else timeline), figure=undated or len(titles) == 1)
    assert says in view.locator(".standfirst").inner_text()
    assert view.locator("#rows .row").count() == len(titles)
    for tab in ("scale", "table") if titles else ():
        view.locator(f"#tab-{tab}").click()
        assert view.locator(f"#view-{tab}").inner_text().strip()
    if not titles:
        assert view.locator("#rows").inner_text() == "There is no event to show."
    assert view.seen["errors"] == []  # type: ignore[attr-defined]


def test_s07_without_any_article(opened: Callable[..., Page]) -> None:
    view = opened(page.render(Timeline("Nothing", "", (), (Rejected("a.pdf", "not a text"),), ())))
    assert "No article of this story could be read" in view.locator(".standfirst").inner_text()
    assert "a.pdf" in view.locator(".left-out").text_content()
