"""The named limits of what is read; a refusal quotes the name, so that a person can find it in `limits.toml`."""

from __future__ import annotations

from dateline.articles.rulebook import load

LIMITS: dict[str, int] = load("limits.toml")


def over(name: str, size: int, unit: str) -> str | None:
    """Say which limit `size` passes, if it does."""
    if size <= LIMITS[name]:
        return None
    return f"{size:,} {unit}: over the limit {name} = {LIMITS[name]:,}"
