"""What came into a story's folder by itself: the pages that its sources brought."""
# No `from __future__` import: as in dateline.assets.story.

import time

import dagster as dg
import pandas as pd

from dateline import tables
from dateline.assets import metadata
from dateline.assets.partitions import stories
from dateline.assets.places import Places
from dateline.assets.story import OWNERS
from dateline.versions import code_version


@dg.asset(
    partitions_def=stories,
    description="One round over the sources that a story's story.yaml names; what is new is in its fetched/ folder.",
    group_name="ingest",
    owners=OWNERS,
    kinds={"python", "http"},
    code_version=code_version("ingest"),
    metadata=metadata.column_schema(tables.FETCHED),
    pool="fetching",
)
def fetched(context: dg.AssetExecutionContext, places: Places) -> dg.MaterializeResult[pd.DataFrame]:
    from dateline.ingest.gather import gather
    from dateline.ingest.keeping import Shelf

    started = time.monotonic()
    folder = places.story(context.partition_key)
    round_ = gather(folder)
    for problem in round_.problems:
        context.log.warning("source %s: %s", problem.source, problem.reason)
    frame = tables.frame(tables.FETCHED, sorted(Shelf.load(folder).pages.values(), key=lambda kept: kept.file))
    rows = [(kept, "new") for kept in round_.new] + [(p.source, p.reason) for p in round_.problems]
    return dg.MaterializeResult(
        value=frame,
        metadata={
            **metadata.of_table(frame, ["page or source", "what happened"], rows),
            "new": len(round_.new),
            "unchanged": round_.unchanged,
            "filtered": round_.filtered,
            "problems": len(round_.problems),
            "seconds": round(time.monotonic() - started, 3),
        },
    )
