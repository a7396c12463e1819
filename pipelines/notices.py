"""Telling somebody: a short JSON message to a webhook. Its address may hold a secret and appears in no log or error."""

from __future__ import annotations

import time
from collections.abc import Mapping

import httpx

from dateline.errors import DatelineError

ATTEMPTS = 3
TIMEOUT_SECONDS = 10.0


class NoticeError(DatelineError):
    """The webhook could not be told."""


def post(address: str, message: Mapping[str, object], *, pause_seconds: float = 1.0) -> None:
    """Post a message; try again, ever later, where the server is away or says it is overloaded."""
    reason = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(pause_seconds * 2 ** (attempt - 1))
        try:
            status = httpx.post(
                address, json=dict(message), timeout=TIMEOUT_SECONDS, follow_redirects=False
            ).status_code
        except (httpx.TransportError, httpx.InvalidURL, UnicodeError) as error:
            reason = type(error).__name__
            continue
        if status < 300:
            return
        reason = f"status {status}"
        if status < 500 and status != 429:
            break
    raise NoticeError(f"the webhook of DATELINE_WEBHOOK was not told: {reason}")


def one_line(text: str, most: int = 300) -> str:
    """Shorten a message to one line without control characters."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words if len(words) <= most else words[: most - 1] + "…"
