"""How a server is asked, apart from the asking, which takes a library that is slow to load."""

from __future__ import annotations

from dataclasses import dataclass

AGENT = "dateline"


@dataclass(frozen=True, slots=True)
class Manners:
    """How a server is asked; a story's configuration may set each."""

    user_agent: str = f"{AGENT}/0.1 (news timeline builder)"
    delay_seconds: float = 1.0
    """Between two requests to one host; a longer Crawl-delay of its robots.txt counts instead."""
    longest_delay_seconds: float = 60.0
    timeout_seconds: float = 20.0
    """For a connection, and between two pieces of an answer."""
    total_seconds: float = 60.0
    """For one page, redirects included."""
    most_bytes: int = 8 * 1024 * 1024
    most_redirects: int = 5
    attempts: int = 3
    allow_private: bool = False
    obey_robots: bool = True
