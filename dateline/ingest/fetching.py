"""Asking a server for one page, politely: what robots.txt allows, no faster than agreed, and no more than a limit.

Nothing that was fetched is run: no scripts, no cookies, no archives unpacked beyond HTTP's own compression.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import httpx

from dateline.errors import DatelineError
from dateline.ingest.addresses import GuardedTransport, RefusedAddressError, Resolve, resolve
from dateline.ingest.manners import AGENT, Manners

REDIRECTS = frozenset({301, 302, 303, 307, 308})
AGAIN = frozenset({429, 500, 502, 503, 504})
"""Answers after which asking again can help."""


class FetchError(DatelineError):
    """A page that could not be fetched, and why."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer as it came."""

    url: str
    """The address asked for."""
    final_url: str
    content: bytes
    content_type: str
    fetched_at: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that the page is as it was."""

    url: str


@dataclass
class Fetcher:
    """Fetches pages for one story; keeps each host's robots.txt and when it was last asked."""

    manners: Manners = field(default_factory=Manners)
    now: Callable[[], str] = lambda: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    resolver: Resolve = resolve

    def __post_init__(self) -> None:
        transport = GuardedTransport(allow_private=self.manners.allow_private, resolver=self.resolver)
        self._client = httpx.Client(
            transport=transport,
            headers={"User-Agent": self.manners.user_agent, "Accept-Encoding": "gzip, deflate"},
            timeout=self.manners.timeout_seconds,
            follow_redirects=False,
            trust_env=False,
        )
        self._robots: dict[str, RobotFileParser | None] = {}
        self._asked: dict[str, float] = {}

    def close(self) -> None:
        self._client.close()

    def fetch(self, url: str, known: Mapping[str, str] | None = None) -> Page | Unchanged:
        """Fetch a page, or learn that it has not changed since `known` (its `etag` and `last_modified`).

        Raises FetchError with the reason; the address in it holds neither credentials nor query.
        """
        try:
            return self._patiently(checked(url), known or {})
        except RefusedAddressError as error:
            raise FetchError(f"{shown(url)}: {error}") from error
        except (httpx.TransportError, httpx.InvalidURL, httpx.DecodingError, UnicodeError) as error:
            raise FetchError(f"{shown(url)}: {type(error).__name__}: {error}") from error

    def _patiently(self, url: str, known: Mapping[str, str]) -> Page | Unchanged:
        for attempt in range(self.manners.attempts):
            last = attempt == self.manners.attempts - 1
            try:
                return self._follow(url, known)
            except _TryAgainError as error:
                if last:
                    raise FetchError(f"{shown(url)}: {error}") from error
                self.sleep(min(error.after or 2.0**attempt, self.manners.longest_delay_seconds))
            except (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError):
                if last:
                    raise
                self.sleep(2.0**attempt)
        raise FetchError(f"{shown(url)}: no attempt was allowed")

    def _follow(self, url: str, known: Mapping[str, str]) -> Page | Unchanged:
        final, answer, content = self._through_redirects(url, known, self._require_permission)
        return self._page(url, final, answer, content)

    def _through_redirects(
        self, url: str, known: Mapping[str, str], permit: Callable[[str], None]
    ) -> tuple[str, httpx.Response, bytes]:
        deadline = self.clock() + self.manners.total_seconds
        here = url
        for _ in range(self.manners.most_redirects + 1):
            permit(here)
            answer, content = self._ask(here, known if here == url else {}, deadline)
            if answer.status_code not in REDIRECTS:
                return here, answer, content
            here = checked(_joined(here, answer.headers.get("location", "")))
        raise FetchError(f"{shown(url)}: more than {self.manners.most_redirects} redirects")

    def _page(self, url: str, final: str, answer: httpx.Response, content: bytes) -> Page | Unchanged:
        if answer.status_code == 304:
            return Unchanged(url)
        if answer.status_code in AGAIN:
            raise _TryAgainError(f"status {answer.status_code}", answer.headers.get("retry-after", ""))
        if answer.status_code != 200:
            raise FetchError(f"{shown(url)}: status {answer.status_code}")
        return Page(
            url=url,
            final_url=final,
            content=content,
            content_type=answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
            fetched_at=self.now(),
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
        )

    def _ask(self, url: str, known: Mapping[str, str], deadline: float) -> tuple[httpx.Response, bytes]:
        headers = {
            name: known[key]
            for name, key in (("If-None-Match", "etag"), ("If-Modified-Since", "last_modified"))
            if known.get(key)
        }
        self._wait_for(url)
        with self._client.stream("GET", url, headers=headers) as answer:
            content = bytearray()
            for piece in answer.iter_bytes(65_536):
                content += piece
                if len(content) > self.manners.most_bytes:
                    raise FetchError(f"{shown(url)}: more than {self.manners.most_bytes} bytes")
                if self.clock() > deadline:
                    raise FetchError(f"{shown(url)}: not complete after {self.manners.total_seconds:g} s")
        return answer, bytes(content)

    def _wait_for(self, url: str) -> None:
        host = urlsplit(url).netloc.lower()
        robots = self._robots.get(_origin(url))
        asked_for = robots.crawl_delay(AGENT) if robots else None
        delay = min(max(self.manners.delay_seconds, float(asked_for or 0)), self.manners.longest_delay_seconds)
        if host in self._asked:
            self.sleep(max(0.0, self._asked[host] + delay - self.clock()))
        self._asked[host] = self.clock()

    def _require_permission(self, url: str) -> None:
        if not self.manners.obey_robots:
            return
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        robots = self._robots[origin]
        if robots is not None and not robots.can_fetch(AGENT, url):
            raise FetchError(f"{shown(url)}: its robots.txt does not allow it")

    def _read_robots(self, origin: str) -> RobotFileParser | None:
        """Read a host's rules (RFC 9309): none where it has none, to be asked for again where it fails to say."""
        _, answer, content = self._through_redirects(f"{origin}/robots.txt", {}, lambda _: None)
        if 400 <= answer.status_code < 500:
            return None
        if answer.status_code != 200:
            raise _TryAgainError(f"its robots.txt answers {answer.status_code}", answer.headers.get("retry-after", ""))
        rules = RobotFileParser()
        rules.parse(content[:512_000].decode("utf-8", "replace").splitlines())
        return rules


class _TryAgainError(Exception):
    def __init__(self, reason: str, retry_after: str) -> None:
        super().__init__(reason)
        self.after = float(retry_after) if retry_after.isdecimal() else None


def checked(url: str) -> str:
    """Return an address that may be asked: http or https, with a host, without credentials or control characters."""
    if any(ord(character) <= 32 or ord(character) == 127 for character in url):
        raise FetchError(f"{shown(url)}: an address holds no blanks or control characters")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise FetchError(f"{shown(url)}: no address that can be read") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError(f"{shown(url)}: only http and https are fetched")
    if parts.username or parts.password:
        raise FetchError(f"{shown(url)}: an address with credentials is not fetched")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))


def shown(url: str) -> str:
    """Write an address for a message: without credentials, query or anything unprintable."""
    try:
        parts = urlsplit(url[:2_000])
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "an address that cannot be read"
    plain = f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"
    return "".join(c if c.isprintable() else "?" for c in plain)[:200]


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError as error:
        raise FetchError(f"{shown(base)}: leads to an address that cannot be read") from error


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"
