"""The job `timeline`: everything of one story, from its articles to its page."""

from __future__ import annotations

import dagster as dg

STORY_TAG = "dateline/story"
WHY_TAG = "dateline/why"

timeline_job = dg.define_asset_job(
    "timeline",
    selection=dg.AssetSelection.groups("story", "outputs"),
    description="Rebuild one story's timeline. Articles that were parsed before are not parsed again.",
    run_tags={"dagster/max_runtime": 6 * 60 * 60},
)

fetch_job = dg.define_asset_job(
    "fetch",
    selection=dg.AssetSelection.assets("fetched"),
    description="Ask one story's sources for new articles; what comes starts a run of its timeline.",
    run_tags={"dagster/max_runtime": 60 * 60},
)


def tags(story: str, why: str) -> dict[str, str]:
    """Say of a run which story it is for and why it was started."""
    return {STORY_TAG: story, WHY_TAG: why[:240]}
